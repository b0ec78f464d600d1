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
    /// How many fields the type has: a literal with all of them has nothing to take from the constant.
    fields: usize,
}

pub(crate) const STRING_RULE: RuleKind = RuleKind::new("StringRule", "ANY", 4);
pub(crate) const INT32_RULE: RuleKind = RuleKind::new("IntegerRule", "INT32", 5);
pub(crate) const INT64_RULE: RuleKind = RuleKind::new("IntegerRule", "INT64", 5);
pub(crate) const UINT64_RULE: RuleKind = RuleKind::new("UnsignedRule", "UINT64", 5);
pub(crate) const NUMBER_RULE: RuleKind = RuleKind::new("NumberRule", "ANY", 5);
pub(crate) const ARRAY_RULE: RuleKind = RuleKind::new("ArrayRule", "ANY", 3);
pub(crate) const MAP_RULE: RuleKind = RuleKind::new("MapRule", "ANY", 2);

impl RuleKind {
    const fn new(name: &'static str, any: &'static str, fields: usize) -> Self {
        Self { name, any, fields }
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
            let fields = text_fields(rule, imports);
            items.extend(rule_item(rule.rule.as_ref(), STRING_RULE, &fields, imports));
        }
        Reading::Int32(rule) => items.extend(rule_item(
            rule.rule.as_ref(),
            INT32_RULE,
            &integer_fields(rule),
            imports,
        )),
        Reading::Int64(rule) => items.extend(rule_item(
            rule.rule.as_ref(),
            INT64_RULE,
            &integer_fields(rule),
            imports,
        )),
        Reading::UInt64(rule) => items.extend(rule_item(
            rule.rule.as_ref(),
            UINT64_RULE,
            &integer_fields(rule),
            imports,
        )),
        Reading::Float(rule) | Reading::Decimal(rule) => {
            items.extend(rule_item(
                rule.rule.as_ref(),
                NUMBER_RULE,
                &number_fields(rule),
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
            let mut fields = count_fields("min_items", *min, "max_items", *max);
            if *unique {
                fields.push(quote!(unique: true));
            }
            items.extend(rule_item(rule.as_ref(), ARRAY_RULE, &fields, imports));
        }
        Reading::Map {
            rule,
            value,
            min,
            max,
        } => {
            rule_items(value, imports, items);
            let fields = count_fields("min_properties", *min, "max_properties", *max);
            items.extend(rule_item(rule.as_ref(), MAP_RULE, &fields, imports));
        }
        Reading::Nullable(inner) => rule_items(inner, imports, items),
        Reading::Checked { residue, reading } => {
            rule_items(reading, imports, items);
            residue_items(residue, imports, items);
        }
        _ => {}
    }
}

/// `static TASK_TITLE: StringRule = StringRule { …, ..StringRule::ANY };`
fn rule_item(
    name: Option<&Ident>,
    kind: RuleKind,
    fields: &[TokenStream],
    imports: &mut Imports,
) -> Option<(Ident, TokenStream)> {
    let (name, token) = (name?, ident(name?));
    let complete = fields.len() == kind.fields;
    let (kind, any) = kind.words(imports);
    let rest = (!complete).then(|| quote!(..#kind::#any));
    Some((
        name.clone(),
        quote!(static #token: #kind = #kind { #(#fields,)* #rest };),
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

fn text_fields(rule: &TextReading, imports: &mut Imports) -> Vec<TokenStream> {
    let mut fields = count_fields("min_length", rule.min_length, "max_length", rule.max_length);
    if let Some((name, _)) = &rule.pattern {
        let name = ident(name);
        fields.push(quote!(pattern: Some(&#name)));
    }
    if let Some(format) = rule.format {
        imports.runtime(&["Format"]);
        let format = word(format);
        fields.push(quote!(format: Some(Format::#format)));
    }
    fields
}

fn integer_fields(rule: &IntegerReading) -> Vec<TokenStream> {
    let bound =
        |bound: Option<(i128, bool)>| bound.map(|(value, exclusive)| (grouped(value), exclusive));
    let mut fields = bound_fields(bound(rule.minimum), bound(rule.maximum));
    if let Some(value) = rule.multiple_of {
        let value = grouped(value);
        fields.push(quote!(multiple_of: Some(#value)));
    }
    fields
}

fn number_fields(rule: &NumberReading) -> Vec<TokenStream> {
    let bound = |bound: &Option<(String, bool)>| {
        bound
            .as_ref()
            .map(|(value, exclusive)| (quote!(#value), *exclusive))
    };
    let mut fields = bound_fields(bound(&rule.minimum), bound(&rule.maximum));
    if let Some(value) = &rule.multiple_of {
        fields.push(quote!(multiple_of: Some(#value)));
    }
    fields
}

fn bound_fields(
    minimum: Option<(TokenStream, bool)>,
    maximum: Option<(TokenStream, bool)>,
) -> Vec<TokenStream> {
    let mut fields = Vec::new();
    if let Some((value, exclusive)) = minimum {
        fields.push(quote!(minimum: Some(#value)));
        fields.extend(exclusive.then(|| quote!(exclusive_minimum: true)));
    }
    if let Some((value, exclusive)) = maximum {
        fields.push(quote!(maximum: Some(#value)));
        fields.extend(exclusive.then(|| quote!(exclusive_maximum: true)));
    }
    fields
}

/// `min_items: 1, max_items: 10`, as far as there are limits.
pub(crate) fn count_fields(
    least: &str,
    min: Option<u32>,
    most: &str,
    max: Option<u32>,
) -> Vec<TokenStream> {
    [(least, min), (most, max)]
        .into_iter()
        .filter_map(|(name, count)| {
            let (name, count) = (word(name), grouped(count?));
            Some(quote!(#name: #count))
        })
        .collect()
}
