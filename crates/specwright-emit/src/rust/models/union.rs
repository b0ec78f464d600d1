//! Enums of alternatives, and structs around lists and maps that contain themselves.

use super::head;
use crate::rust::print::{Imports, RustFile, doc_lines_or, ident, in_code, text_literal, word};
use crate::rust::readers::read_call;
use crate::rust::rules::rule_items;
use crate::rust::types::type_tokens;
use proc_macro2::TokenStream;
use quote::quote;
use specwright_plan::{NewtypePlan, Reading, UnionPlan, VariantPlan};

/// The enum, its rule, and how it reads and writes itself.
pub(super) fn union_items(union: &UnionPlan, file: &mut RustFile) {
    let name = ident(&union.name);
    let head = head(&union.name, &union.docs, union.deprecated);
    let variants = union.variants.iter().map(|variant| {
        let (own, kind) = (
            ident(&variant.name),
            type_tokens(&variant.value, file.imports()),
        );
        let docs = doc_lines_or(
            &variant.docs,
            &format!("{}.", in_code(variant.name.as_str())),
        );
        quote!(#docs #own(#kind))
    });
    let variants: Vec<TokenStream> = variants.collect();
    file.push(quote!(#head pub enum #name { #(#variants),* }));
    if union.reads {
        read_items(union, file);
    }
    if union.writes {
        write_item(union, file);
    }
}

fn read_items(union: &UnionPlan, file: &mut RustFile) {
    for variant in &union.variants {
        let mut items = Vec::new();
        rule_items(&variant.reading, file.imports(), &mut items);
        file.push_statics(items);
    }
    let imports = file.imports();
    imports.runtime(&["Alternative", "Matching", "Reader", "Syntax", "UnionRule"]);
    let (name, rule) = (ident(&union.name), ident(&union.rule));
    let matching = word(if union.any { "Any" } else { "One" });
    let discriminator = match &union.discriminator {
        Some(property) => {
            let property = text_literal(property);
            quote!(Some(#property))
        }
        None => quote!(None),
    };
    let alternatives: Vec<TokenStream> = union
        .variants
        .iter()
        .map(|variant| alternative(variant, imports))
        .collect();
    let readers: Vec<TokenStream> = union
        .variants
        .iter()
        .map(|variant| variant_reader(variant, imports))
        .collect();
    file.push(quote! {
        static #rule: UnionRule = UnionRule {
            matching: Matching::#matching,
            discriminator: #discriminator,
            alternatives: &[#(#alternatives),*],
        };
    });
    file.push(quote! {
        impl #name {
            /// Reads one of the alternatives; what breaks a rule goes to the reader, and the value is then `None`.
            ///
            /// # Errors
            ///
            /// The text is not JSON.
            pub fn read(json: &mut Reader<'_>) -> Result<Option<Self>, Syntax> {
                json.union(&#rule, &[#(#readers),*])
            }
        }
    });
}

fn alternative(variant: &VariantPlan, imports: &mut Imports) -> TokenStream {
    let mut fields = Vec::new();
    if variant.types.0 != ["ANY"] {
        let types = super::types_tokens(&variant.types, imports);
        fields.push(quote!(types: #types));
    }
    if !variant.required.is_empty() {
        let required = variant.required.iter().map(|name| text_literal(name));
        fields.push(quote!(required: &[#(#required),*]));
    }
    if !variant.tags.is_empty() {
        imports.runtime(&["Tag"]);
        let tags = variant.tags.iter().map(|(property, values)| {
            let property = text_literal(property);
            let values = values.iter().map(|value| text_literal(value));
            quote!(Tag { property: #property, values: &[#(#values),*] })
        });
        fields.push(quote!(tags: &[#(#tags),*]));
    }
    match fields.len() {
        0 => quote!(Alternative::ANY),
        3 => quote!(Alternative { #(#fields),* }),
        _ => quote!(Alternative { #(#fields,)* ..Alternative::ANY }),
    }
}

fn variant_reader(variant: &VariantPlan, imports: &mut Imports) -> TokenStream {
    let name = ident(&variant.name);
    match &variant.reading {
        Reading::BoxedModel(model) => {
            imports.model(model);
            let model = ident(model);
            quote!(|json| Ok(#model::read(json)?.map(|value| Self::#name(Box::new(value)))))
        }
        reading => {
            let read = read_call(reading, imports);
            quote!(|json| Ok(#read?.map(Self::#name)))
        }
    }
}

fn write_item(union: &UnionPlan, file: &mut RustFile) {
    let imports = file.imports();
    imports.runtime(&["WriteJson", "Writer"]);
    let name = ident(&union.name);
    let arms = union.variants.iter().map(|variant| {
        let own = ident(&variant.name);
        quote!(Self::#own(value) => value.write(json))
    });
    let arms: Vec<TokenStream> = arms.collect();
    file.push(quote! {
        impl WriteJson for #name {
            fn write(&self, json: &mut Writer) {
                match self { #(#arms),* }
            }
        }
    });
}

/// The struct around a list or a map.
pub(super) fn newtype_items(newtype: &NewtypePlan, file: &mut RustFile) {
    let name = ident(&newtype.name);
    let head = head(&newtype.name, &newtype.docs, newtype.deprecated);
    let kind = type_tokens(&newtype.value, file.imports());
    file.push(quote!(#head pub struct #name(pub #kind);));
    if newtype.reads {
        let mut items = Vec::new();
        rule_items(&newtype.reading, file.imports(), &mut items);
        file.push_statics(items);
        file.imports().runtime(&["Reader", "Syntax"]);
        let read = read_call(&newtype.reading, file.imports());
        file.push(quote! {
            impl #name {
                /// Reads the value; what breaks a rule goes to the reader, and the value is then `None`.
                ///
                /// # Errors
                ///
                /// The text is not JSON.
                pub fn read(json: &mut Reader<'_>) -> Result<Option<Self>, Syntax> {
                    Ok(#read?.map(Self))
                }
            }
        });
    }
    if newtype.writes {
        file.imports().runtime(&["WriteJson", "Writer"]);
        file.push(quote! {
            impl WriteJson for #name {
                fn write(&self, json: &mut Writer) {
                    self.0.write(json);
                }
            }
        });
    }
}
