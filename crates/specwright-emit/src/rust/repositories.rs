//! Repositories: one static statement a function, fixed for both engines, and the mapping of rows to records.

use super::print::{Imports, RustFile, doc_lines, ident, text_literal};
use super::readers::reader;
use super::types::argument_type;
use crate::sql;
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use specwright_plan::{
    Binding, DocumentNull, Fetch, FieldForm, RepositoryFunction, RepositoryPlan, RowPlan, RowRef,
    RowValue,
};

/// The text of one repository.
pub(crate) fn file(plan: &RepositoryPlan, api_file: &str) -> String {
    let first = plan.docs.0.first().cloned().unwrap_or_default();
    let mut file = RustFile::generated(api_file, &first);
    file.describe(&specwright_plan::Docs(
        plan.docs.0.iter().skip(2).cloned().collect(),
    ));
    for function in &plan.functions {
        statement_item(function, &mut file);
        function_item(function, &mut file);
    }
    for row in &plan.rows {
        row_item(row, &mut file);
    }
    file.print()
}

fn statement_item(function: &RepositoryFunction, file: &mut RustFile) {
    file.imports().runtime(&["Statement"]);
    let name = ident(&function.statement);
    let (sqlite, postgres) = sql::query(&function.query);
    let (sqlite, postgres) = (text_literal(&sqlite), text_literal(&postgres));
    file.push(quote! {
        static #name: Statement = Statement {
            sqlite: #sqlite,
            postgres: #postgres,
        };
    });
}

fn function_item(function: &RepositoryFunction, file: &mut RustFile) {
    let imports = file.imports();
    imports.runtime(&["Session", "DatabaseError"]);
    let name = ident(&function.name);
    let docs = doc_lines(&function.docs);
    let arguments: Vec<TokenStream> = function
        .arguments
        .iter()
        .map(|argument| {
            let (name, kind) = (
                ident(&argument.name),
                argument_type(&argument.kind, imports),
            );
            quote!(#name: #kind)
        })
        .collect();
    if function.bindings.iter().any(names_parameter) {
        imports.runtime(&["Parameter"]);
    }
    let (output, fetch) = fetched(function, imports);
    file.push(quote! {
        #docs
        ///
        /// # Errors
        ///
        /// The database refuses the statement, or fails.
        pub async fn #name(session: &mut Session, #(#arguments),*) -> Result<#output, DatabaseError> { #fetch.await }
    });
}

/// What a function gives, and the call that gets it.
fn fetched(function: &RepositoryFunction, imports: &mut Imports) -> (TokenStream, TokenStream) {
    let statement = ident(&function.statement);
    let bindings = function.bindings.iter().map(binding);
    let asked = quote!(&#statement, &[#(#bindings),*]);
    let mut mapped = |row: &RowRef| {
        imports.model(&row.record);
        (ident(&row.record), ident(&row.function))
    };
    match &function.fetch {
        Fetch::Optional(row) => {
            let (record, row) = mapped(row);
            (
                quote!(Option<#record>),
                quote!(session.fetch_optional(#asked, #row)),
            )
        }
        Fetch::One(row) => {
            let (record, row) = mapped(row);
            (quote!(#record), quote!(session.fetch_one(#asked, #row)))
        }
        Fetch::All(row) => {
            let (record, row) = mapped(row);
            (
                quote!(Vec<#record>),
                quote!(session.fetch_all(#asked, #row)),
            )
        }
        Fetch::Count => (
            quote!(i64),
            quote!(session.fetch_one(#asked, |row| row.get(0))),
        ),
        Fetch::Exists => (
            quote!(bool),
            quote!(session.fetch_one(#asked, |row| row.get(0))),
        ),
        Fetch::Changed => (quote!(u64), quote!(session.execute(#asked))),
    }
}

/// Whether a binding is made by a function of the runtime's `Parameter`, rather than by `into`.
fn names_parameter(binding: &Binding) -> bool {
    match binding {
        Binding::FixedArgument(..) => true,
        Binding::Field { form, .. } => !matches!(form, FieldForm::Copied | FieldForm::Scalar),
        Binding::Argument(_) | Binding::FieldOr { .. } | Binding::IsPresent { .. } => false,
    }
}

fn binding(binding: &Binding) -> TokenStream {
    match binding {
        Binding::Argument(name) => {
            let name = ident(name);
            quote!(#name.into())
        }
        Binding::FixedArgument(name, scale) => {
            let (name, scale) = (ident(name), Literal::u32_unsuffixed(*scale));
            quote!(Parameter::fixed(&#name, #scale)?)
        }
        Binding::Field {
            argument,
            field,
            form,
        } => {
            let (argument, field) = (ident(argument), ident(field));
            match form {
                FieldForm::Copied => quote!(#argument.#field.into()),
                FieldForm::Scalar => quote!((&#argument.#field).into()),
                FieldForm::Fixed(scale) => {
                    let scale = Literal::u32_unsuffixed(*scale);
                    quote!(Parameter::fixed(&#argument.#field, #scale)?)
                }
                FieldForm::Document => quote!(Parameter::document(&#argument.#field)?),
                FieldForm::OptionalDocument => {
                    quote!(Parameter::optional_document(#argument.#field.as_ref())?)
                }
                FieldForm::PresenceDocument => {
                    quote!(Parameter::optional_document(#argument.#field.as_ref().value())?)
                }
            }
        }
        Binding::FieldOr {
            argument,
            field,
            otherwise,
        } => {
            let (argument, field, otherwise) = (ident(argument), ident(field), ident(otherwise));
            quote!(#argument.#field.unwrap_or(#otherwise).into())
        }
        Binding::IsPresent {
            argument,
            field,
            three_states,
        } => {
            let (argument, field) = (ident(argument), ident(field));
            if *three_states {
                quote!(#argument.#field.is_present().into())
            } else {
                quote!(#argument.#field.is_some().into())
            }
        }
    }
}

fn row_item(plan: &RowPlan, file: &mut RustFile) {
    let imports = file.imports();
    imports.runtime(&["Row", "DatabaseError"]);
    imports.model(&plan.row.record);
    let (name, record) = (ident(&plan.row.function), ident(&plan.row.record));
    let fields: Vec<TokenStream> = plan
        .fields
        .iter()
        .enumerate()
        .map(|(index, (field, value))| {
            let (field, index) = (ident(field), Literal::usize_unsuffixed(index));
            match value {
                RowValue::Get => quote!(#field: row.get(#index)?),
                RowValue::Document { reading, nullable } => {
                    let reader = reader(reading, imports);
                    match nullable {
                        DocumentNull::Never => quote!(#field: row.document(#index, #reader)?),
                        DocumentNull::Option => quote!(#field: row.optional_document(#index, #reader)?),
                        DocumentNull::Presence => {
                            imports.runtime(&["Presence"]);
                            quote!(#field: Presence::of_nullable(row.optional_document(#index, #reader)?))
                        }
                    }
                }
            }
        })
        .collect();
    file.push(quote! {
        fn #name(row: &Row<'_>) -> Result<#record, DatabaseError> {
            Ok(#record { #(#fields),* })
        }
    });
}
