//! How a model reads itself: the statics of its rules, and its function `read`.

use crate::rust::print::{Imports, RustFile, ident, let_some_or, text_literal};
use crate::rust::readers::{read_call, reader};
use crate::rust::rules::{count_fields, rule_items};
use crate::rust::schemas::residue_items;
use crate::rust::types::{literal_tokens, or_default};
use proc_macro2::TokenStream;
use quote::quote;
use specwright_plan::{AdditionalPlan, FieldPlan, FieldPresence, LiteralPlan, Reading, RecordPlan};

/// The rules of a record and the function that reads it.
pub(super) fn items(record: &RecordPlan, file: &mut RustFile) {
    for reading in readings(record) {
        let mut items = Vec::new();
        rule_items(reading, file.imports(), &mut items);
        file.push_statics(items);
    }
    rule_item(record, file);
    if let Some(residue) = &record.residue {
        let mut items = Vec::new();
        residue_items(residue, file.imports(), &mut items);
        file.push_statics(items);
    }
    read_item(record, file);
}

fn readings(record: &RecordPlan) -> impl Iterator<Item = &Reading> {
    let additional = match &record.additional {
        AdditionalPlan::Kept { reading, .. } => Some(reading),
        _ => None,
    };
    record
        .fields
        .iter()
        .map(|field| &field.reading)
        .chain(additional)
}

fn rule_item(record: &RecordPlan, file: &mut RustFile) {
    file.imports().runtime(&["ObjectRule", "Additional"]);
    if !record.fields.is_empty() {
        file.imports().runtime(&["Property"]);
    }
    let rule = ident(&record.rule);
    let properties = record.fields.iter().map(|field| {
        let wire = &field.wire;
        match field.presence {
            FieldPresence::Required | FieldPresence::RequiredNullable => {
                quote!(Property::required(#wire))
            }
            _ => quote!(Property::optional(#wire)),
        }
    });
    let additional = match record.additional {
        AdditionalPlan::Refused => quote!(Refused),
        AdditionalPlan::Ignored => quote!(Ignored),
        AdditionalPlan::Kept { .. } => quote!(Collected),
    };
    let counts = count_fields(
        "min_properties",
        record.min_properties,
        "max_properties",
        record.max_properties,
    );
    let rest = (counts.len() < 2).then(|| quote!(..ObjectRule::ANY));
    file.push(quote! {
        static #rule: ObjectRule = ObjectRule {
            properties: &[#(#properties),*],
            additional: Additional::#additional,
            #(#counts,)*
            #rest
        };
    });
}

fn read_item(record: &RecordPlan, file: &mut RustFile) {
    let imports = file.imports();
    imports.runtime(&["Reader", "Syntax"]);
    let (name, rule) = (ident(&record.name), ident(&record.rule));
    let mut starts: Vec<TokenStream> = record
        .fields
        .iter()
        .map(|field| start(field, imports))
        .collect();
    let mut arms: Vec<TokenStream> = record
        .fields
        .iter()
        .enumerate()
        .map(|(index, field)| {
            let index = proc_macro2::Literal::usize_unsuffixed(index);
            let (name, read) = (ident(&field.name), field_read(field, imports));
            quote!(#index => #name = #read?)
        })
        .collect();
    let mut values: Vec<TokenStream> = record
        .fields
        .iter()
        .map(|field| finish(field, imports))
        .collect();
    match &record.additional {
        AdditionalPlan::Kept { field, reading, .. } => {
            imports.from("std::collections", "BTreeMap");
            let (field, read) = (ident(field), read_call(reading, imports));
            starts.push(quote!(let mut #field = BTreeMap::new();));
            arms.push(quote! {
                _ => {
                    let key = json.key();
                    if let Some(value) = #read? {
                        #field.insert(key, value);
                    }
                }
            });
            values.push(quote!(#field));
        }
        _ => arms.push(quote!(_ => json.skip()?)),
    }
    let defaults: Vec<TokenStream> = record
        .fields
        .iter()
        .filter_map(|field| text_default(field, imports))
        .collect();
    let unwrapped = unwrapped(record);
    let checked = record.residue.as_ref().map(|residue| {
        let schema = ident(&residue.name);
        quote! {
            /// Reads an object; what breaks a rule goes to the reader, and the value is then `None`.
            ///
            /// # Errors
            ///
            /// The text is not JSON.
            pub fn read(json: &mut Reader<'_>) -> Result<Option<Self>, Syntax> {
                json.checked(&#schema, Self::read_members)
            }
        }
    });
    let head = if record.residue.is_some() {
        quote!(fn read_members)
    } else {
        quote! {
            /// Reads an object; what breaks a rule goes to the reader, and the value is then `None`.
            ///
            /// # Errors
            ///
            /// The text is not JSON.
            pub fn read
        }
    };
    file.push(quote! {
        impl #name {
            #checked
            #head(json: &mut Reader<'_>) -> Result<Option<Self>, Syntax> {
                #(#starts)*
                let Some(mut object) = json.object(&#rule)? else { return Ok(None); };
                while let Some(property) = json.property(&mut object)? {
                    match property { #(#arms,)* }
                }
                if !json.end(object) {
                    return Ok(None);
                }
                #(#defaults)*
                #unwrapped
                let read = Self { #(#values),* };
                Ok(Some(read))
            }
        }
    });
}

/// The required fields, which must have been read.
fn unwrapped(record: &RecordPlan) -> TokenStream {
    let required = record
        .fields
        .iter()
        .filter(|field| {
            matches!(
                field.presence,
                FieldPresence::Required
                    | FieldPresence::RequiredNullable
                    | FieldPresence::Defaulted(LiteralPlan::Json(_))
            )
        })
        .map(|field| ident(&field.name));
    let_some_or(&required.collect::<Vec<_>>(), &quote!(Ok(None)))
}

fn start(field: &FieldPlan, imports: &mut Imports) -> TokenStream {
    let name = ident(&field.name);
    match field.presence {
        FieldPresence::OptionalNullable | FieldPresence::DefaultedNullable(_) => {
            imports.runtime(&["Presence"]);
            quote!(let mut #name = Presence::Absent;)
        }
        _ => quote!(let mut #name = None;),
    }
}

fn field_read(field: &FieldPlan, imports: &mut Imports) -> TokenStream {
    match field.presence {
        FieldPresence::RequiredNullable => {
            let reader = reader(&field.reading, imports);
            quote!(json.nullable(#reader))
        }
        FieldPresence::OptionalNullable | FieldPresence::DefaultedNullable(_) => {
            let reader = reader(&field.reading, imports);
            quote!(json.presence(#reader))
        }
        _ => read_call(&field.reading, imports),
    }
}

/// The line that fills in a default which is read as a value is.
fn text_default(field: &FieldPlan, imports: &mut Imports) -> Option<TokenStream> {
    let name = ident(&field.name);
    match &field.presence {
        FieldPresence::Defaulted(LiteralPlan::Json(text)) => {
            let (text, read) = (text_literal(text), reader(&field.reading, imports));
            Some(quote!(let #name = json.or_default(#name, #text, #read)?;))
        }
        FieldPresence::DefaultedNullable(Some(LiteralPlan::Json(text))) => {
            let (text, read) = (text_literal(text), reader(&field.reading, imports));
            Some(quote! {
                let #name = match #name {
                    Presence::Absent => json.or_default(None, #text, #read)?,
                    Presence::Null => None,
                    Presence::Value(value) => Some(value),
                };
            })
        }
        _ => None,
    }
}

fn finish(field: &FieldPlan, imports: &mut Imports) -> TokenStream {
    let name = ident(&field.name);
    let value = quote!(#name);
    match &field.presence {
        FieldPresence::Defaulted(LiteralPlan::Json(_))
        | FieldPresence::DefaultedNullable(Some(LiteralPlan::Json(_))) => value,
        FieldPresence::Defaulted(literal) => {
            let value = or_default(&value, literal, imports);
            quote!(#name: #value)
        }
        FieldPresence::DefaultedNullable(None) => quote!(#name: #name.value()),
        FieldPresence::DefaultedNullable(Some(literal)) => {
            let constant = literal_tokens(literal, imports);
            quote! {
                #name: match #name {
                    Presence::Absent => Some(#constant),
                    Presence::Null => None,
                    Presence::Value(value) => Some(value),
                }
            }
        }
        _ => value,
    }
}
