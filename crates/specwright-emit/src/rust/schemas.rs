//! The statics that hold what JSON Schema demands and no Rust type says.

use super::print::{Imports, RustFile, grouped, ident, in_code, text_literal, word};
use super::rules::pattern_static;
use proc_macro2::TokenStream;
use quote::quote;
use specwright_plan::{AssertionPlan, Ident, ResiduePlan, SchemaFile, SchemaPlan};

/// The text of one file of schemas.
pub(crate) fn file(plan: &SchemaFile, api_file: &str) -> String {
    let mut file = RustFile::generated(
        api_file,
        "What is demanded of values beside what their types say.",
    );
    for schema in &plan.schemas {
        let mut items = Vec::new();
        let tokens = schema_tokens(&schema.assertions, file.imports(), &mut items);
        file.push_statics(items);
        file.imports().runtime(&["Schema"]);
        let (name, doc) = (ident(&schema.name), format!(" {}.", in_code(&schema.title)));
        file.push(quote! {
            #[doc = #doc]
            pub static #name: Schema = #tokens;
        });
    }
    let own = format!("crate::generated::schemas::{}", plan.module);
    let names: Vec<&str> = plan.schemas.iter().map(|one| one.name.as_str()).collect();
    file.imports().forget(&own, &names);
    file.print()
}

/// The static of a residue, behind the statics of its expressions.
pub(crate) fn residue_items(
    residue: &ResiduePlan,
    imports: &mut Imports,
    items: &mut Vec<(Ident, TokenStream)>,
) {
    let tokens = schema_tokens(&residue.assertions, imports, items);
    imports.runtime(&["Schema"]);
    let name = ident(&residue.name);
    items.push((
        residue.name.clone(),
        quote!(static #name: Schema = #tokens;),
    ));
}

/// `Schema(&[…])`.
fn schema_tokens(
    assertions: &[AssertionPlan],
    imports: &mut Imports,
    items: &mut Vec<(Ident, TokenStream)>,
) -> TokenStream {
    let assertions: Vec<TokenStream> = assertions
        .iter()
        .map(|assertion| assertion_tokens(assertion, imports, items))
        .collect();
    imports.runtime(&["Schema"]);
    if assertions.is_empty() {
        return quote!(Schema::ANY);
    }
    imports.runtime(&["Assertion"]);
    quote!(Schema(&[#(#assertions),*]))
}

fn reference(
    schema: &SchemaPlan,
    imports: &mut Imports,
    items: &mut Vec<(Ident, TokenStream)>,
) -> TokenStream {
    match schema {
        SchemaPlan::Named { module, name } => {
            imports.from(
                &format!("crate::generated::schemas::{module}"),
                name.as_str(),
            );
            let name = ident(name);
            quote!(&#name)
        }
        SchemaPlan::Inline(assertions) if is_never(assertions) => {
            imports.runtime(&["Schema"]);
            quote!(&Schema::NEVER)
        }
        SchemaPlan::Inline(assertions) => {
            let tokens = schema_tokens(assertions, imports, items);
            quote!(&#tokens)
        }
    }
}

/// Whether the assertions are `not: {}`.
fn is_never(assertions: &[AssertionPlan]) -> bool {
    matches!(assertions, [AssertionPlan::One("Not", SchemaPlan::Inline(all))] if all.is_empty())
}

fn assertion_tokens(
    assertion: &AssertionPlan,
    imports: &mut Imports,
    items: &mut Vec<(Ident, TokenStream)>,
) -> TokenStream {
    let texts = |texts: &[String]| {
        let texts = texts.iter().map(|text| text_literal(text));
        quote!(&[#(#texts),*])
    };
    match assertion {
        AssertionPlan::Types(types) => {
            let types = super::models::types_tokens(types, imports);
            quote!(Assertion::Types(#types))
        }
        AssertionPlan::Enum(values) => {
            let values = texts(values);
            quote!(Assertion::Enum(#values))
        }
        AssertionPlan::Count(variant, count) => {
            let (variant, count) = (word(variant), grouped(*count));
            quote!(Assertion::#variant(#count))
        }
        AssertionPlan::Number(variant, text) => {
            let variant = word(variant);
            quote!(Assertion::#variant(#text))
        }
        AssertionPlan::Pattern(name, text) => {
            items.push((name.clone(), pattern_static(name, text, imports)));
            let name = ident(name);
            quote!(Assertion::Pattern(&#name))
        }
        AssertionPlan::Format(variant) => {
            imports.runtime(&["Format"]);
            let variant = word(variant);
            quote!(Assertion::Format(Format::#variant))
        }
        AssertionPlan::UniqueItems => quote!(Assertion::UniqueItems),
        AssertionPlan::Contains { schema, min, max } => {
            let schema = reference(schema, imports, items);
            let min = grouped(*min);
            let max = if *max == u32::MAX {
                quote!(u32::MAX)
            } else {
                grouped(*max)
            };
            quote!(Assertion::Contains { schema: #schema, min: #min, max: #max })
        }
        AssertionPlan::Required(names) => {
            let names = texts(names);
            quote!(Assertion::Required(#names))
        }
        AssertionPlan::One(variant, schema) => {
            let (variant, schema) = (word(variant), reference(schema, imports, items));
            quote!(Assertion::#variant(#schema))
        }
        AssertionPlan::Several(variant, schemas) => {
            let variant = word(variant);
            let schemas: Vec<TokenStream> = schemas
                .iter()
                .map(|schema| reference(schema, imports, items))
                .collect();
            quote!(Assertion::#variant(&[#(#schemas),*]))
        }
        AssertionPlan::Named(variant, pairs) => {
            let variant = word(variant);
            let pairs: Vec<TokenStream> = pairs
                .iter()
                .map(|(name, schema)| {
                    let (name, schema) = (text_literal(name), reference(schema, imports, items));
                    quote!((#name, #schema))
                })
                .collect();
            quote!(Assertion::#variant(&[#(#pairs),*]))
        }
        AssertionPlan::PatternProperties(pairs) => {
            let pairs: Vec<TokenStream> = pairs
                .iter()
                .map(|(name, text, schema)| {
                    items.push((name.clone(), pattern_static(name, text, imports)));
                    let (name, schema) = (ident(name), reference(schema, imports, items));
                    quote!((&#name, #schema))
                })
                .collect();
            quote!(Assertion::PatternProperties(&[#(#pairs),*]))
        }
        AssertionPlan::DependentRequired(pairs) => {
            let pairs = pairs.iter().map(|(name, others)| {
                let (name, others) = (text_literal(name), texts(others));
                quote!((#name, #others))
            });
            quote!(Assertion::DependentRequired(&[#(#pairs),*]))
        }
        AssertionPlan::If {
            when,
            then,
            otherwise,
        } => {
            let [when, then, otherwise] =
                [when, then, otherwise].map(|schema| reference(schema, imports, items));
            quote!(Assertion::If { when: #when, then: #then, otherwise: #otherwise })
        }
    }
}
