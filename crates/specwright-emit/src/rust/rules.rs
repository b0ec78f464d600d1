//! The statics that hold the rules of values.

use super::print::{Imports, grouped, ident, text_literal, word};
use super::schemas::residue_items;
use proc_macro2::{Ident as Token, TokenStream};
use quote::quote;
use specwright_plan::{Ident, IntegerReading, NumberReading, Reading, TextReading};

/// A type of rules of the runtime, and its constant that lets everything through.
#[derive(Clone, Copy)]
pub(crate) struct RuleKind {
    name: &'static str,
    any: &'static str,
}

pub(crate) const STRING_RULE: RuleKind = RuleKind::new("StringRule", "ANY");
pub(crate) const INT32_RULE: RuleKind = RuleKind::new("IntegerRule", "INT32");
pub(crate) const INT64_RULE: RuleKind = RuleKind::new("IntegerRule", "INT64");
pub(crate) const UINT64_RULE: RuleKind = RuleKind::new("UnsignedRule", "UINT64");
pub(crate) const NUMBER_RULE: RuleKind = RuleKind::new("NumberRule", "ANY");
pub(crate) const ARRAY_RULE: RuleKind = RuleKind::new("ArrayRule", "ANY");
pub(crate) const MAP_RULE: RuleKind = RuleKind::new("MapRule", "ANY");

impl RuleKind {
    const fn new(name: &'static str, any: &'static str) -> Self {
        Self { name, any }
    }

    /// Type and constant as tokens, imported.
    pub(crate) fn words(self, imports: &mut Imports) -> (Token, Token) {
        imports.runtime(&[self.name]);
        (word(self.name), word(self.any))
    }
}

/// The statics of a reading with their names: its patterns and its rules, the inner ones first.
pub(crate) fn rule_items(
    reading: &Reading,
    imports: &mut Imports,
    items: &mut Vec<(Ident, TokenStream)>,
) {
    match reading {
        Reading::Text(rule) | Reading::DecimalText(rule) => {
            items.extend(pattern_item(rule, imports));
            let keywords = text_calls(rule, imports);
            items.extend(rule_item(
                rule.rule.as_ref(),
                STRING_RULE,
                &keywords,
                imports,
            ));
        }
        Reading::Int32(rule) => items.extend(rule_item(
            rule.rule.as_ref(),
            INT32_RULE,
            &integer_calls(rule),
            imports,
        )),
        Reading::Int64(rule) => items.extend(rule_item(
            rule.rule.as_ref(),
            INT64_RULE,
            &integer_calls(rule),
            imports,
        )),
        Reading::UInt64(rule) => items.extend(rule_item(
            rule.rule.as_ref(),
            UINT64_RULE,
            &integer_calls(rule),
            imports,
        )),
        Reading::Float(rule) | Reading::Decimal(rule) => {
            items.extend(rule_item(
                rule.rule.as_ref(),
                NUMBER_RULE,
                &number_calls(rule),
                imports,
            ));
        }
        Reading::List {
            rule,
            item,
            min,
            max,
            unique,
        } => {
            rule_items(item, imports, items);
            let mut keywords = count_calls("min_items", *min, "max_items", *max);
            if *unique {
                keywords.push(quote!(unique()));
            }
            items.extend(rule_item(rule.as_ref(), ARRAY_RULE, &keywords, imports));
        }
        Reading::Map {
            rule,
            value,
            min,
            max,
        } => {
            rule_items(value, imports, items);
            let keywords = count_calls("min_properties", *min, "max_properties", *max);
            items.extend(rule_item(rule.as_ref(), MAP_RULE, &keywords, imports));
        }
        Reading::Nullable(inner) => rule_items(inner, imports, items),
        Reading::Checked { residue, reading } => {
            rule_items(reading, imports, items);
            residue_items(residue, imports, items);
        }
        _ => {}
    }
}

/// `static TASK_TITLE: StringRule = StringRule::ANY.max_length(200);`
fn rule_item(
    name: Option<&Ident>,
    kind: RuleKind,
    keywords: &[TokenStream],
    imports: &mut Imports,
) -> Option<(Ident, TokenStream)> {
    let (name, token) = (name?, ident(name?));
    let (kind, any) = kind.words(imports);
    Some((
        name.clone(),
        quote!(static #token: #kind = #kind::#any #(.#keywords)*;),
    ))
}

fn pattern_item(rule: &TextReading, imports: &mut Imports) -> Option<(Ident, TokenStream)> {
    let (name, pattern) = rule.pattern.as_ref()?;
    Some((name.clone(), pattern_static(name, pattern, imports)))
}

/// `static TASK_TITLE_PATTERN: Pattern = Pattern::new("…");`
pub(crate) fn pattern_static(name: &Ident, pattern: &str, imports: &mut Imports) -> TokenStream {
    imports.runtime(&["Pattern"]);
    let (name, pattern) = (ident(name), text_literal(pattern));
    quote!(static #name: Pattern = Pattern::new(#pattern);)
}

fn text_calls(rule: &TextReading, imports: &mut Imports) -> Vec<TokenStream> {
    let mut keywords = count_calls("min_length", rule.min_length, "max_length", rule.max_length);
    if let Some((name, _)) = &rule.pattern {
        let name = ident(name);
        keywords.push(quote!(pattern(&#name)));
    }
    if let Some(format) = rule.format {
        imports.runtime(&["Format"]);
        let format = word(format);
        keywords.push(quote!(format(Format::#format)));
    }
    keywords
}

fn integer_calls(rule: &IntegerReading) -> Vec<TokenStream> {
    let bound =
        |bound: Option<(i128, bool)>| bound.map(|(value, exclusive)| (grouped(value), exclusive));
    let mut keywords = bound_calls(bound(rule.minimum), bound(rule.maximum));
    if let Some(value) = rule.multiple_of {
        let value = grouped(value);
        keywords.push(quote!(multiple_of(#value)));
    }
    keywords
}

fn number_calls(rule: &NumberReading) -> Vec<TokenStream> {
    let bound = |bound: &Option<(String, bool)>| {
        bound
            .as_ref()
            .map(|(value, exclusive)| (quote!(#value), *exclusive))
    };
    let mut keywords = bound_calls(bound(&rule.minimum), bound(&rule.maximum));
    if let Some(value) = &rule.multiple_of {
        keywords.push(quote!(multiple_of(#value)));
    }
    keywords
}

fn bound_calls(
    minimum: Option<(TokenStream, bool)>,
    maximum: Option<(TokenStream, bool)>,
) -> Vec<TokenStream> {
    let call = |bound: &str, (value, exclusive): (TokenStream, bool)| {
        let strictly = if exclusive { "exclusive_" } else { "" };
        let name = word(&format!("{strictly}{bound}"));
        quote!(#name(#value))
    };
    let minimum = minimum.map(|bound| call("minimum", bound));
    let maximum = maximum.map(|bound| call("maximum", bound));
    minimum.into_iter().chain(maximum).collect()
}

/// `min_items(1)`, `max_items(10)`, as far as there are limits.
fn count_calls(least: &str, min: Option<u32>, most: &str, max: Option<u32>) -> Vec<TokenStream> {
    counts(least, min, most, max)
        .map(|(name, count)| quote!(#name(#count)))
        .collect()
}

/// `min_properties: 1, max_properties: 10`, as far as there are limits.
pub(crate) fn count_fields(
    least: &str,
    min: Option<u32>,
    most: &str,
    max: Option<u32>,
) -> Vec<TokenStream> {
    counts(least, min, most, max)
        .map(|(name, count)| quote!(#name: #count))
        .collect()
}

fn counts<'a>(
    least: &'a str,
    min: Option<u32>,
    most: &'a str,
    max: Option<u32>,
) -> impl Iterator<Item = (Token, TokenStream)> + use<'a> {
    let limits = [(least, min), (most, max)].into_iter();
    limits.filter_map(|(name, count)| Some((word(name), grouped(count?))))
}
