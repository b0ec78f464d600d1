//! The expressions that read values, from JSON and from the text of a parameter.

use super::print::{Imports, ident};
use super::rules::{
    ARRAY_RULE, INT32_RULE, INT64_RULE, MAP_RULE, NUMBER_RULE, RuleKind, STRING_RULE, UINT64_RULE,
};
use proc_macro2::TokenStream;
use quote::quote;
use specwright_plan::{Ident, Reading};

/// The expression that reads a value from JSON: `json.string(&RULE)?` without the question mark.
pub(crate) fn read_call(reading: &Reading, imports: &mut Imports) -> TokenStream {
    match reading {
        Reading::Model(name) => {
            imports.model(name);
            let name = ident(name);
            quote!(#name::read(json))
        }
        Reading::BoxedModel(name) => {
            imports.model(name);
            let name = ident(name);
            quote!(#name::read(json).map(|value| value.map(Box::new)))
        }
        Reading::Checked { residue, reading } => {
            let (schema, read) = (ident(&residue.name), reader(reading, imports));
            quote!(json.checked(&#schema, #read))
        }
        Reading::List { rule, item, .. } => {
            let (rule, item) = (list_rule(rule.as_ref(), imports), reader(item, imports));
            quote!(json.array(#rule, #item))
        }
        Reading::Map { rule, value, .. } => {
            let rule = rule_or_any(rule.as_ref(), MAP_RULE, imports);
            let value = reader(value, imports);
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
        Reading::Model(name) => {
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
        Reading::BoxedModel(_)
        | Reading::Checked { .. }
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

/// A reader for texts of any lifetime, which the path of a method that the reader has for its own lifetime alone is not.
pub(crate) fn reader_of_any(reading: &Reading, imports: &mut Imports) -> TokenStream {
    if matches!(reading, Reading::Model(_)) {
        return reader(reading, imports);
    }
    let call = read_call(reading, imports);
    quote!(|json| #call)
}

/// The method that reads a scalar, with its rule; the same names hold for JSON and for the text of a parameter.
pub(crate) fn scalar_call(reading: &Reading, imports: &mut Imports) -> (TokenStream, TokenStream) {
    let (method, rule) = match reading {
        Reading::Text(text) => (quote!(string), Some((&text.rule, STRING_RULE))),
        Reading::Int32(integer) => (quote!(int32), Some((&integer.rule, INT32_RULE))),
        Reading::Int64(integer) => (quote!(int64), Some((&integer.rule, INT64_RULE))),
        Reading::UInt64(integer) => (quote!(uint64), Some((&integer.rule, UINT64_RULE))),
        Reading::Float(number) => (quote!(number), Some((&number.rule, NUMBER_RULE))),
        Reading::Decimal(number) => (quote!(decimal), Some((&number.rule, NUMBER_RULE))),
        Reading::DecimalText(text) => (quote!(decimal_string), Some((&text.rule, STRING_RULE))),
        Reading::Bool => (quote!(boolean), None),
        Reading::Uuid => (quote!(uuid), None),
        Reading::Timestamp => (quote!(timestamp), None),
        Reading::Date => (quote!(date), None),
        Reading::Time => (quote!(time), None),
        Reading::Bytes => (quote!(bytes), None),
        Reading::Upload => (quote!(upload), None),
        Reading::Choice(name) => {
            imports.model(name);
            let name = ident(name);
            (quote!(choice::<#name>), None)
        }
        _ => (quote!(any), None),
    };
    let rule = rule.map(|(name, kind)| rule_or_any(name.as_ref(), kind, imports));
    (method, rule.unwrap_or_default())
}

/// The rule of a list.
pub(crate) fn list_rule(rule: Option<&Ident>, imports: &mut Imports) -> TokenStream {
    rule_or_any(rule, ARRAY_RULE, imports)
}

/// `&TASK_TITLE`, or the constant of a rule that lets everything through.
fn rule_or_any(name: Option<&Ident>, kind: RuleKind, imports: &mut Imports) -> TokenStream {
    if let Some(name) = name {
        let name = ident(name);
        return quote!(&#name);
    }
    let (kind, any) = kind.words(imports);
    quote!(&#kind::#any)
}
