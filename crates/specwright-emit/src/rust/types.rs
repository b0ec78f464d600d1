//! Rust types, constants and the expressions that read values.

use super::print::{Imports, grouped, ident, text_literal, word};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use specwright_plan::{
    FieldPresence, Ident, IntegerReading, LiteralPlan, NumberReading, Reading, RustType,
    TextReading,
};

/// A type.
pub(crate) fn type_tokens(kind: &RustType, imports: &mut Imports) -> TokenStream {
    let named = |name: &str, imports: &mut Imports| {
        imports.runtime(&[name]);
        let name = word(name);
        quote!(#name)
    };
    match kind {
        RustType::Text => quote!(String),
        RustType::Bool => quote!(bool),
        RustType::Int32 => quote!(i32),
        RustType::Int64 => quote!(i64),
        RustType::Float => quote!(f64),
        RustType::Decimal => named("Decimal", imports),
        RustType::Uuid => named("Uuid", imports),
        RustType::Timestamp => named("Timestamp", imports),
        RustType::LocalTimestamp => named("LocalTimestamp", imports),
        RustType::Date => named("Date", imports),
        RustType::Time => named("Time", imports),
        RustType::Bytes => quote!(Vec<u8>),
        RustType::Json => named("Json", imports),
        RustType::Problem => named("Problem", imports),
        RustType::Model { name, .. } => {
            imports.model(name);
            let name = ident(name);
            quote!(#name)
        }
        RustType::List(item) => {
            let item = type_tokens(item, imports);
            quote!(Vec<#item>)
        }
        RustType::Map(value) => {
            imports.from("std::collections", "BTreeMap");
            let value = type_tokens(value, imports);
            quote!(BTreeMap<String, #value>)
        }
        RustType::Optional(value) => {
            let value = type_tokens(value, imports);
            quote!(Option<#value>)
        }
        RustType::ThreeStates(value) => {
            imports.runtime(&["Presence"]);
            let value = type_tokens(value, imports);
            quote!(Presence<#value>)
        }
        RustType::Boxed(value) => {
            let value = type_tokens(value, imports);
            quote!(Box<#value>)
        }
    }
}

/// A type as a function takes it: by value where it is copied, else by reference.
pub(crate) fn argument_type(kind: &RustType, imports: &mut Imports) -> TokenStream {
    match kind {
        kind if kind.is_copy() => type_tokens(kind, imports),
        RustType::Text => quote!(&str),
        RustType::Bytes => quote!(&[u8]),
        RustType::List(item) => {
            let item = type_tokens(item, imports);
            quote!(&[#item])
        }
        RustType::Optional(inner) => {
            let inner = argument_type(inner, imports);
            quote!(Option<#inner>)
        }
        other => {
            let other = type_tokens(other, imports);
            quote!(&#other)
        }
    }
}

/// The type of a field with its absence and null.
pub(crate) fn field_type(
    value: &RustType,
    presence: &FieldPresence,
    imports: &mut Imports,
) -> TokenStream {
    let value = type_tokens(value, imports);
    match presence {
        FieldPresence::Required | FieldPresence::Defaulted(_) => value,
        FieldPresence::RequiredNullable
        | FieldPresence::Optional
        | FieldPresence::DefaultedNullable(_) => quote!(Option<#value>),
        FieldPresence::OptionalNullable => {
            imports.runtime(&["Presence"]);
            quote!(Presence<#value>)
        }
    }
}

/// A constant.
pub(crate) fn literal_tokens(literal: &LiteralPlan, imports: &mut Imports) -> TokenStream {
    match literal {
        LiteralPlan::Bool(value) => quote!(#value),
        LiteralPlan::Integer(value) => grouped(*value),
        LiteralPlan::Float(text) => float_literal(text),
        LiteralPlan::Text(text) => {
            let text = text_literal(text);
            quote!(#text.to_owned())
        }
        LiteralPlan::Variant { type_name, variant } => {
            imports.model(type_name);
            let (type_name, variant) = (ident(type_name), ident(variant));
            quote!(#type_name::#variant)
        }
        LiteralPlan::EmptyList => quote!(Vec::new()),
        LiteralPlan::EmptyMap => {
            imports.from("std::collections", "BTreeMap");
            quote!(BTreeMap::new())
        }
    }
}

/// `value.unwrap_or(constant)`, lazily where the constant is made.
pub(crate) fn or_default(
    value: &TokenStream,
    literal: &LiteralPlan,
    imports: &mut Imports,
) -> TokenStream {
    let constant = literal_tokens(literal, imports);
    match literal {
        LiteralPlan::Text(_) => quote!(#value.unwrap_or_else(|| #constant)),
        LiteralPlan::EmptyList | LiteralPlan::EmptyMap => quote!(#value.unwrap_or_default()),
        _ => quote!(#value.unwrap_or(#constant)),
    }
}

fn float_literal(text: &str) -> TokenStream {
    let value: f64 = text.parse().unwrap_or_default();
    let literal = Literal::f64_unsuffixed(value.abs());
    if value < 0.0 {
        quote!(-#literal)
    } else {
        quote!(#literal)
    }
}

/// The expression that reads a value from JSON: `json.string(&RULE)?` without the question mark.
pub(crate) fn read_call(reading: &Reading, imports: &mut Imports) -> TokenStream {
    match reading {
        Reading::Record(name) => {
            imports.model(name);
            let name = ident(name);
            quote!(#name::read(json))
        }
        Reading::BoxedRecord(name) => {
            imports.model(name);
            let name = ident(name);
            quote!(#name::read(json).map(|value| value.map(Box::new)))
        }
        Reading::List { item, .. } => {
            let (rule, item) = (list_rule(reading, imports), reader(item, imports));
            quote!(json.array(#rule, #item))
        }
        Reading::Map { value, .. } => {
            let (rule, value) = (map_rule(reading, imports), reader(value, imports));
            quote!(json.map(#rule, #value))
        }
        Reading::Nullable(value) => {
            let value = reader(value, imports);
            quote!(json.nullable(#value))
        }
        Reading::Choice(name) => {
            imports.model(name);
            let name = ident(name);
            quote!(json.choice::<#name>())
        }
        scalar => {
            let (method, rule) = scalar_call(scalar, imports);
            quote!(json.#method(#rule))
        }
    }
}

/// A reader as a function: a path where nothing is added, else a closure that captures nothing.
pub(crate) fn reader(reading: &Reading, imports: &mut Imports) -> TokenStream {
    match reading {
        Reading::Record(name) => {
            imports.model(name);
            let name = ident(name);
            quote!(#name::read)
        }
        Reading::Choice(name) => {
            imports.runtime(&["Reader"]);
            imports.model(name);
            let name = ident(name);
            quote!(Reader::choice::<#name>)
        }
        Reading::BoxedRecord(_)
        | Reading::List { .. }
        | Reading::Map { .. }
        | Reading::Nullable(_) => {
            let call = read_call(reading, imports);
            quote!(|json| #call)
        }
        scalar => {
            let (method, rule) = scalar_call(scalar, imports);
            if rule.is_empty() {
                imports.runtime(&["Reader"]);
                quote!(Reader::#method)
            } else {
                quote!(|json| json.#method(#rule))
            }
        }
    }
}

/// The method that reads a scalar, with its rule; the same names hold for JSON and for the text of a parameter.
pub(crate) fn scalar_call(reading: &Reading, imports: &mut Imports) -> (TokenStream, TokenStream) {
    match reading {
        Reading::Text(rule) => (
            quote!(string),
            rule_or_any(rule.rule.as_ref(), "StringRule", "ANY", imports),
        ),
        Reading::Int32(rule) => (
            quote!(int32),
            rule_or_any(rule.rule.as_ref(), "IntegerRule", "INT32", imports),
        ),
        Reading::Int64(rule) => (
            quote!(int64),
            rule_or_any(rule.rule.as_ref(), "IntegerRule", "INT64", imports),
        ),
        Reading::Float(rule) => (
            quote!(number),
            rule_or_any(rule.rule.as_ref(), "NumberRule", "ANY", imports),
        ),
        Reading::Decimal(rule) => (
            quote!(decimal),
            rule_or_any(rule.rule.as_ref(), "NumberRule", "ANY", imports),
        ),
        Reading::DecimalText(rule) => (
            quote!(decimal_string),
            rule_or_any(rule.rule.as_ref(), "StringRule", "ANY", imports),
        ),
        Reading::Bool => (quote!(boolean), TokenStream::new()),
        Reading::Uuid => (quote!(uuid), TokenStream::new()),
        Reading::Timestamp => (quote!(timestamp), TokenStream::new()),
        Reading::Date => (quote!(date), TokenStream::new()),
        Reading::Time => (quote!(time), TokenStream::new()),
        Reading::Bytes => (quote!(bytes), TokenStream::new()),
        Reading::Choice(name) => {
            imports.model(name);
            let name = ident(name);
            (quote!(choice::<#name>), TokenStream::new())
        }
        _ => (quote!(any), TokenStream::new()),
    }
}

/// `&TASK_TITLE`, or the constant of a rule that lets everything through.
fn rule_or_any(name: Option<&Ident>, kind: &str, any: &str, imports: &mut Imports) -> TokenStream {
    if let Some(name) = name {
        let name = ident(name);
        return quote!(&#name);
    }
    imports.runtime(&[kind]);
    let (kind, any) = (word(kind), word(any));
    quote!(&#kind::#any)
}

/// The rule of a list.
pub(crate) fn list_rule(reading: &Reading, imports: &mut Imports) -> TokenStream {
    let name = if let Reading::List { rule, .. } = reading {
        rule.as_ref()
    } else {
        None
    };
    rule_or_any(name, "ArrayRule", "ANY", imports)
}

fn map_rule(reading: &Reading, imports: &mut Imports) -> TokenStream {
    let name = if let Reading::Map { rule, .. } = reading {
        rule.as_ref()
    } else {
        None
    };
    rule_or_any(name, "MapRule", "ANY", imports)
}

/// The statics of a reading with their names: its patterns and its rules, the inner ones first.
pub(crate) fn rule_items(
    reading: &Reading,
    imports: &mut Imports,
    items: &mut Vec<(Ident, TokenStream)>,
) {
    match reading {
        Reading::Text(rule) | Reading::DecimalText(rule) => {
            if let Some((name, pattern)) = &rule.pattern {
                imports.runtime(&["Pattern"]);
                let (token, pattern) = (ident(name), text_literal(pattern));
                items.push((
                    name.clone(),
                    quote!(static #token: Pattern = Pattern::new(#pattern);),
                ));
            }
            let fields = text_fields(rule, imports);
            items.extend(rule_item(
                rule.rule.as_ref(),
                "StringRule",
                "ANY",
                &fields,
                imports,
            ));
        }
        Reading::Int32(rule) => items.extend(rule_item(
            rule.rule.as_ref(),
            "IntegerRule",
            "INT32",
            &integer_fields(rule),
            imports,
        )),
        Reading::Int64(rule) => items.extend(rule_item(
            rule.rule.as_ref(),
            "IntegerRule",
            "INT64",
            &integer_fields(rule),
            imports,
        )),
        Reading::Float(rule) | Reading::Decimal(rule) => {
            items.extend(rule_item(
                rule.rule.as_ref(),
                "NumberRule",
                "ANY",
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
            items.extend(rule_item(
                rule.as_ref(),
                "ArrayRule",
                "ANY",
                &fields,
                imports,
            ));
        }
        Reading::Map {
            rule,
            value,
            min,
            max,
        } => {
            rule_items(value, imports, items);
            let fields = count_fields("min_properties", *min, "max_properties", *max);
            items.extend(rule_item(rule.as_ref(), "MapRule", "ANY", &fields, imports));
        }
        Reading::Nullable(inner) => rule_items(inner, imports, items),
        _ => {}
    }
}

/// `static TASK_TITLE: StringRule = StringRule { …, ..StringRule::ANY };`
fn rule_item(
    name: Option<&Ident>,
    kind: &str,
    any: &str,
    fields: &[TokenStream],
    imports: &mut Imports,
) -> Option<(Ident, TokenStream)> {
    let (name, token) = (name?, ident(name?));
    imports.runtime(&[kind]);
    let (kind, any) = (word(kind), word(any));
    Some((
        name.clone(),
        quote!(static #token: #kind = #kind { #(#fields,)* ..#kind::#any };),
    ))
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
        |bound: Option<(i64, bool)>| bound.map(|(value, exclusive)| (grouped(value), exclusive));
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

fn count_fields(least: &str, min: Option<u32>, most: &str, max: Option<u32>) -> Vec<TokenStream> {
    [(least, min), (most, max)]
        .into_iter()
        .filter_map(|(name, count)| {
            let (name, count) = (word(name), grouped(count?));
            Some(quote!(#name: #count))
        })
        .collect()
}
