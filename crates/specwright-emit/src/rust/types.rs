//! Rust types and constants.

use super::print::{Imports, grouped, ident, text_literal, word};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use specwright_plan::{FieldPresence, LiteralPlan, RustType};

/// The attribute of a type that unit tests compare by `==`. Elsewhere nobody does, and the compiler's time on the
/// comparison of each type would be lost.
pub(crate) fn comparable() -> TokenStream {
    quote!(#[cfg_attr(test, derive(PartialEq))])
}

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
        RustType::UInt64 => quote!(u64),
        RustType::Float => quote!(f64),
        RustType::Decimal => named("Decimal", imports),
        RustType::DecimalText => {
            imports.runtime(&["Decimal", "Quoted"]);
            quote!(Quoted<Decimal>)
        }
        RustType::Uuid => named("Uuid", imports),
        RustType::Timestamp => named("Timestamp", imports),
        RustType::LocalTimestamp => named("LocalTimestamp", imports),
        RustType::Date => named("Date", imports),
        RustType::Time => named("Time", imports),
        RustType::Bytes => quote!(Vec<u8>),
        RustType::Json => named("Json", imports),
        RustType::Problem => named("Problem", imports),
        RustType::Upload => named("Upload", imports),
        RustType::Stream => named("ByteStream", imports),
        RustType::MediaType => quote!(&'static str),
        RustType::Local(name) => {
            let name = ident(name);
            quote!(#name)
        }
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
        LiteralPlan::Json(text) => {
            let text = text_literal(text);
            quote!(#text)
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
