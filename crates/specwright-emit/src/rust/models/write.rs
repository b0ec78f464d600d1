//! How a model writes itself.

use crate::rust::print::{RustFile, ident};
use proc_macro2::TokenStream;
use quote::quote;
use specwright_plan::{AdditionalPlan, FieldPlan, FieldPresence, RecordPlan, RustType};

/// The function that writes a record.
pub(super) fn item(record: &RecordPlan, file: &mut RustFile) {
    let imports = file.imports();
    imports.runtime(&["WriteJson", "Writer"]);
    let name = ident(&record.name);
    let mut lines: Vec<TokenStream> = record.fields.iter().map(field_write).collect();
    if let AdditionalPlan::Kept { field, .. } = &record.additional {
        let field = ident(field);
        lines.push(quote!(object.entries(&self.#field);));
    }
    let mutable = if lines.is_empty() {
        quote!(object)
    } else {
        quote!(mut object)
    };
    file.push(quote! {
        impl WriteJson for #name {
            fn write(&self, json: &mut Writer) {
                let #mutable = json.object();
                #(#lines)*
                object.end();
            }
        }
    });
}

fn field_write(field: &FieldPlan) -> TokenStream {
    match field {
        field if matches!(field.value, RustType::Boxed(_)) => boxed_write(field),
        field => plain_write(field),
    }
}

fn plain_write(field: &FieldPlan) -> TokenStream {
    let (name, wire) = (ident(&field.name), &field.wire);
    match field.presence {
        FieldPresence::Required | FieldPresence::Defaulted(_) => {
            quote!(object.field(#wire, &self.#name);)
        }
        FieldPresence::RequiredNullable | FieldPresence::DefaultedNullable(_) => {
            quote!(object.nullable(#wire, self.#name.as_ref());)
        }
        FieldPresence::Optional => quote!(object.optional(#wire, self.#name.as_ref());),
        FieldPresence::OptionalNullable => quote!(object.presence(#wire, &self.#name);),
    }
}

fn boxed_write(field: &FieldPlan) -> TokenStream {
    let (name, wire) = (ident(&field.name), &field.wire);
    match field.presence {
        FieldPresence::Required | FieldPresence::Defaulted(_) => {
            quote!(object.field(#wire, self.#name.as_ref());)
        }
        FieldPresence::RequiredNullable | FieldPresence::DefaultedNullable(_) => {
            quote!(object.nullable(#wire, self.#name.as_deref());)
        }
        FieldPresence::Optional => quote!(object.optional(#wire, self.#name.as_deref());),
        FieldPresence::OptionalNullable => quote!(object.presence_boxed(#wire, &self.#name);),
    }
}
