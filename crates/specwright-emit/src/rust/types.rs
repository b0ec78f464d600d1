//! Rust types, constants and the expressions that read values.

use super::print::{Imports, grouped, ident, text_literal, word};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use specwright_plan::{FieldPresence, Ident, IntegerReading, LiteralPlan, NumberReading, Reading, RustType, TextReading};

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
pub(crate) fn field_type(value: &RustType, presence: &FieldPresence, imports: &mut Imports) -> TokenStream {
    let value = type_tokens(value, imports);
    match presence {
        FieldPresence::Required | FieldPresence::Defaulted(_) => value,
        FieldPresence::RequiredNullable | FieldPresence::Optional | FieldPresence::DefaultedNullable(_) => quote!(Option<#value>),
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
pub(crate) fn or_default(value: &TokenStream, literal: &LiteralPlan, imports: &mut Imports) -> TokenStream {
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
    if value < 0.0 { quote!(-#literal) } else { quote!(#literal) }
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
        Reading::BoxedRecord(_) | Reading::List { .. } | Reading::Map { .. } | Reading::Nullable(_) => {
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
        Reading::Text(rule) => (quote!(string), string_rule(rule, imports)),
        Reading::Int32(rule) => (quote!(int32), integer_rule(rule, "INT32", imports)),
        Reading::Int64(rule) => (quote!(int64), integer_rule(rule, "INT64", imports)),
        Reading::Float(rule) => (quote!(number), number_rule(rule, imports)),
        Reading::Decimal(rule) => (quote!(decimal), number_rule(rule, imports)),
        Reading::DecimalText(rule) => (quote!(decimal_string), number_rule(rule, imports)),
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

fn string_rule(rule: &TextReading, imports: &mut Imports) -> TokenStream {
    imports.runtime(&["StringRule"]);
    let mut fields = Vec::new();
    if let Some(length) = rule.min_length {
        let length = grouped(length);
        fields.push(quote!(min_length: #length));
    }
    if let Some(length) = rule.max_length {
        let length = grouped(length);
        fields.push(quote!(max_length: #length));
    }
    if let Some((name, _)) = &rule.pattern {
        let name = ident(name);
        fields.push(quote!(pattern: Some(&#name)));
    }
    if let Some(format) = rule.format {
        imports.runtime(&["Format"]);
        let format = word(format);
        fields.push(quote!(format: Some(Format::#format)));
    }
    if fields.is_empty() { quote!(&StringRule::ANY) } else { quote!(&StringRule { #(#fields,)* ..StringRule::ANY }) }
}

fn integer_rule(rule: &IntegerReading, base: &str, imports: &mut Imports) -> TokenStream {
    imports.runtime(&["IntegerRule"]);
    let base = word(base);
    let mut fields = Vec::new();
    if let Some((value, exclusive)) = rule.minimum {
        let value = grouped(value);
        fields.push(quote!(minimum: Some(#value)));
        if exclusive {
            fields.push(quote!(exclusive_minimum: true));
        }
    }
    if let Some((value, exclusive)) = rule.maximum {
        let value = grouped(value);
        fields.push(quote!(maximum: Some(#value)));
        if exclusive {
            fields.push(quote!(exclusive_maximum: true));
        }
    }
    if let Some(value) = rule.multiple_of {
        let value = grouped(value);
        fields.push(quote!(multiple_of: Some(#value)));
    }
    if fields.is_empty() { quote!(&IntegerRule::#base) } else { quote!(&IntegerRule { #(#fields,)* ..IntegerRule::#base }) }
}

fn number_rule(rule: &NumberReading, imports: &mut Imports) -> TokenStream {
    imports.runtime(&["NumberRule"]);
    let mut fields = Vec::new();
    if let Some((value, exclusive)) = &rule.minimum {
        fields.push(quote!(minimum: Some(#value)));
        if *exclusive {
            fields.push(quote!(exclusive_minimum: true));
        }
    }
    if let Some((value, exclusive)) = &rule.maximum {
        fields.push(quote!(maximum: Some(#value)));
        if *exclusive {
            fields.push(quote!(exclusive_maximum: true));
        }
    }
    if let Some(value) = &rule.multiple_of {
        fields.push(quote!(multiple_of: Some(#value)));
    }
    if fields.is_empty() { quote!(&NumberRule::ANY) } else { quote!(&NumberRule { #(#fields,)* ..NumberRule::ANY }) }
}

/// The rule of a list.
pub(crate) fn list_rule(reading: &Reading, imports: &mut Imports) -> TokenStream {
    imports.runtime(&["ArrayRule"]);
    let Reading::List { min, max, unique, .. } = reading else { return quote!(&ArrayRule::ANY) };
    let mut fields = Vec::new();
    if let Some(count) = min {
        let count = grouped(*count);
        fields.push(quote!(min_items: #count));
    }
    if let Some(count) = max {
        let count = grouped(*count);
        fields.push(quote!(max_items: #count));
    }
    if *unique {
        fields.push(quote!(unique: true));
    }
    if fields.is_empty() { quote!(&ArrayRule::ANY) } else { quote!(&ArrayRule { #(#fields,)* ..ArrayRule::ANY }) }
}

fn map_rule(reading: &Reading, imports: &mut Imports) -> TokenStream {
    imports.runtime(&["MapRule"]);
    let Reading::Map { min, max, .. } = reading else { return quote!(&MapRule::ANY) };
    let mut fields = Vec::new();
    if let Some(count) = min {
        let count = grouped(*count);
        fields.push(quote!(min_properties: #count));
    }
    if let Some(count) = max {
        let count = grouped(*count);
        fields.push(quote!(max_properties: #count));
    }
    if fields.is_empty() { quote!(&MapRule::ANY) } else { quote!(&MapRule { #(#fields,)* ..MapRule::ANY }) }
}

/// The patterns of a reading, as statics.
pub(crate) fn patterns<'a>(reading: &'a Reading, found: &mut Vec<&'a (Ident, String)>) {
    match reading {
        Reading::Text(rule) => found.extend(rule.pattern.as_ref()),
        Reading::List { item: inner, .. } | Reading::Map { value: inner, .. } | Reading::Nullable(inner) => patterns(inner, found),
        _ => {}
    }
}

/// `static SLUG: Pattern = Pattern::new("…");`
pub(crate) fn pattern_item((name, pattern): &(Ident, String), imports: &mut Imports) -> TokenStream {
    imports.runtime(&["Pattern"]);
    let (name, pattern) = (ident(name), text_literal(pattern));
    quote!(static #name: Pattern = Pattern::new(#pattern);)
}
