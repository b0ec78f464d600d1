//! Structs and enums that read and write themselves.

mod read;
mod union;
mod write;

use super::print::{Imports, RustFile, doc_lines_or, ident, in_code, word};
use super::types::{comparable, field_type, type_tokens};
use proc_macro2::TokenStream;
use quote::quote;
use specwright_plan::{
    AdditionalPlan, ChoicePlan, Docs, Ident, ModelFile, ModelItem, RecordPlan, RustType, TypesPlan,
};

/// The text of one file of models.
pub(crate) fn file(plan: &ModelFile, api_file: &str) -> String {
    let names: Vec<&str> = plan.items.iter().map(|item| item.name().as_str()).collect();
    let mut file = RustFile::generated(
        api_file,
        &format!(
            "{}.",
            names
                .iter()
                .map(|name| format!("`{name}`"))
                .collect::<Vec<_>>()
                .join(", ")
        ),
    );
    for item in &plan.items {
        match item {
            ModelItem::Record(record) => record_items(record, &mut file),
            ModelItem::Choice(choice) => choice_items(choice, &mut file),
            ModelItem::Union(union) => union::union_items(union, &mut file),
            ModelItem::Newtype(newtype) => union::newtype_items(newtype, &mut file),
        }
    }
    file.imports().forget("crate::generated::models", &names);
    file.print()
}

/// `models/mod.rs`: the modules, and all models by their names.
pub(crate) fn index(plans: &[ModelFile], api_file: &str) -> String {
    let mut file = RustFile::generated(
        api_file,
        "What travels through the API: each model reads and writes its own JSON.",
    );
    let modules = plans.iter().map(|plan| ident(&plan.module));
    file.push(quote!(#(mod #modules;)*));
    let uses = plans.iter().map(|plan| {
        let module = ident(&plan.module);
        let names = plan.items.iter().map(|item| ident(item.name()));
        quote!(pub use self::#module::{#(#names),*};)
    });
    file.push(quote!(#(#uses)*));
    file.print()
}

/// `Types::STRING.or(Types::NULL)`.
pub(crate) fn types_tokens(types: &TypesPlan, imports: &mut Imports) -> TokenStream {
    imports.runtime(&["Types"]);
    let mut names = types.0.iter().map(|name| word(name));
    let first = names.next();
    quote!(Types::#first #(.or(Types::#names))*)
}

fn choice_items(choice: &ChoicePlan, file: &mut RustFile) {
    file.imports().runtime(&["Choice"]);
    let name = ident(&choice.name);
    let docs = doc_lines_or(
        &choice.docs,
        &format!("One of {} texts.", choice.variants.len()),
    );
    let marked = deprecation(choice.deprecated);
    let variants = choice.variants.iter().map(|(variant, wire)| {
        let (variant, doc) = (ident(variant), format!(" {}.", in_code(wire)));
        quote!(#[doc = #doc] #variant)
    });
    file.push(quote! {
        #docs
        #marked
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum #name { #(#variants),* }
    });
    let table = choice.variants.iter().map(|(variant, wire)| {
        let variant = ident(variant);
        quote!((#wire, Self::#variant))
    });
    file.push(quote! {
        impl Choice for #name {
            const CHOICES: &'static [(&'static str, Self)] = &[#(#table),*];
        }
    });
}

fn record_items(record: &RecordPlan, file: &mut RustFile) {
    struct_item(record, file);
    if record.reads {
        read::items(record, file);
    }
    if record.writes {
        write::item(record, file);
    }
}

fn struct_item(record: &RecordPlan, file: &mut RustFile) {
    let name = ident(&record.name);
    let head = head(&record.name, &record.docs, record.deprecated);
    let mut fields: Vec<TokenStream> = record
        .fields
        .iter()
        .map(|field| {
            let (name, kind) = (
                ident(&field.name),
                field_type(&field.value, &field.presence, file.imports()),
            );
            let docs = doc_lines_or(&field.docs, &format!("{}.", in_code(&field.wire)));
            let marked = deprecation(field.deprecated);
            quote!(#docs #marked pub #name: #kind)
        })
        .collect();
    if let AdditionalPlan::Kept { field, value, .. } = &record.additional {
        let (field, value) = (
            ident(field),
            type_tokens(&RustType::Map(Box::new(value.clone())), file.imports()),
        );
        fields.push(quote!(#[doc = " All other properties."] pub #field: #value));
    }
    file.push(quote!(#head pub struct #name { #(#fields),* }));
}

/// What stands before a type that travels through the API.
fn head(name: &Ident, docs: &Docs, deprecated: bool) -> TokenStream {
    let docs = doc_lines_or(docs, &format!("`{name}` of the API."));
    let (marked, comparable) = (deprecation(deprecated), comparable());
    quote!(#docs #marked #[derive(Debug, Clone)] #comparable)
}

/// What the documentation of an item says when the item is deprecated.
fn deprecation(deprecated: bool) -> TokenStream {
    // Not `#[deprecated]`: the emitted code itself must go on using it without warnings.
    if deprecated {
        quote!(#[doc = ""] #[doc = " Deprecated: new callers should not rely on it."])
    } else {
        TokenStream::new()
    }
}
