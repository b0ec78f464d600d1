//! Services: what both specs say that an operation does, with its transaction.

use super::controllers::operation_docs;
use super::print::{Imports, RustFile, grouped, ident};
use proc_macro2::TokenStream;
use quote::quote;
use specwright_plan::{
    ActionPlan, AnswerBodyPlan, AnswerPlan, Argument, DerivedPlan, GroupPlan, HeaderPlan, Ident,
    LimitField, LimitPlan, LocationPiece, LocationPlan, MadeValue, OperationPlan, PageFactPlan,
    PagePlan, ServiceAction, WriteOutput,
};

/// The text of one group's file, or `None` where every operation is hand-written.
pub(crate) fn file(group: &GroupPlan, api_file: &str) -> Option<String> {
    let mut file = RustFile::generated(
        api_file,
        &format!("What the operations on {} do.", group.title),
    );
    let mut any = false;
    for operation in &group.operations {
        if let ServiceAction::Derived(derived) = &operation.service {
            any = true;
            function(operation, derived, group, &mut file);
        }
    }
    any.then(|| file.print())
}

fn function(
    operation: &OperationPlan,
    derived: &DerivedPlan,
    group: &GroupPlan,
    file: &mut RustFile,
) {
    let imports = file.imports();
    imports.runtime(&["Context", "Error"]);
    imports.from(
        "crate::generated::repositories",
        derived.repository.as_str(),
    );
    for parent in &derived.parents {
        imports.from("crate::generated::repositories", parent.module.as_str());
    }
    let operations = format!("crate::generated::operations::{}", group.module);
    imports.from(&operations, operation.request.as_str());
    imports.from(&operations, operation.response.as_str());
    let (name, request, response) = (
        ident(&operation.function),
        ident(&operation.request),
        ident(&operation.response),
    );
    let docs = operation_docs(operation);
    let answer = operation
        .answers
        .iter()
        .find(|answer| answer.variant == derived.success)
        .expect("the plan names one of the operation's answers");
    let body = body(operation, derived, answer, imports);
    let used = body
        .clone()
        .into_iter()
        .any(|token| mentions(token, "request"));
    let argument = super::print::word(if used { "request" } else { "_request" });
    file.push(quote! {
        #docs
        ///
        /// # Errors
        ///
        /// What it works on is not there, a constraint of the database is broken, or the database fails.
        pub async fn #name(cx: &Context, #argument: #request) -> Result<#response, Error> { #body }
    });
}

fn body(
    operation: &OperationPlan,
    derived: &DerivedPlan,
    answer: &AnswerPlan,
    imports: &mut Imports,
) -> TokenStream {
    let repository = ident(&derived.repository);
    match &derived.action {
        ActionPlan::Get {
            function,
            arguments,
            envelope,
        } => {
            let parents = parent_checks(derived, &quote!(session));
            let (function, arguments) = (ident(function), call_arguments(arguments));
            let row = envelope.as_ref().map_or_else(
                || quote!(row),
                |(record, field)| wrapped(record, field, imports),
            );
            let success = success(operation, answer, Some(row), None);
            quote! {
                let mut session = cx.session();
                #parents
                let Some(row) = #repository::#function(&mut session, #arguments).await? else {
                    return Err(Error::NotFound);
                };
                Ok(#success)
            }
        }
        ActionPlan::List {
            function,
            arguments,
            limit,
            offset,
            envelope,
        } => {
            let parents = parent_checks(derived, &quote!(session));
            list_body(
                operation,
                derived,
                answer,
                (function, arguments),
                (limit, offset.as_ref()),
                envelope.as_ref(),
                &parents,
                imports,
            )
        }
        ActionPlan::Create {
            function,
            arguments,
            output,
            location,
        } => {
            let parents = parent_checks(derived, &quote!(transaction));
            let made = made_values(arguments);
            let (function, arguments) = (ident(function), call_arguments(arguments));
            let row = write_row(output, imports);
            let location = location.as_ref().map(location_tokens);
            let bound = if row.is_some() {
                quote!(let row =)
            } else {
                TokenStream::new()
            };
            let located = location
                .as_ref()
                .map(|location| quote!(let location = #location;));
            let name = quote!(location);
            let success = success(operation, answer, row, location.is_some().then_some(&name));
            quote! {
                let mut transaction = cx.begin().await?;
                #parents
                #made
                #bound #repository::#function(&mut transaction, #arguments).await?;
                transaction.commit().await?;
                #located
                Ok(#success)
            }
        }
        ActionPlan::Update {
            function,
            arguments,
            output,
        } => {
            let parents = parent_checks(derived, &quote!(transaction));
            let made = made_values(arguments);
            let (function, arguments) = (ident(function), call_arguments(arguments));
            let row = write_row(output, imports);
            let changed = changed_row(&repository, &function, &arguments, row.is_some());
            let success = success(operation, answer, row, None);
            quote! {
                let mut transaction = cx.begin().await?;
                #parents
                #made
                #changed
                transaction.commit().await?;
                Ok(#success)
            }
        }
        ActionPlan::Delete {
            function,
            arguments,
        } => {
            let parents = parent_checks(derived, &quote!(transaction));
            let (function, arguments) = (ident(function), call_arguments(arguments));
            let changed = changed_row(&repository, &function, &arguments, false);
            let success = success(operation, answer, None, None);
            quote! {
                let mut transaction = cx.begin().await?;
                #parents
                #changed
                transaction.commit().await?;
                Ok(#success)
            }
        }
    }
}

/// Whether a name stands in tokens, so that an argument that is not used says so.
fn mentions(token: proc_macro2::TokenTree, name: &str) -> bool {
    match token {
        proc_macro2::TokenTree::Ident(ident) => ident == name,
        proc_macro2::TokenTree::Group(group) => group
            .stream()
            .into_iter()
            .any(|token| mentions(token, name)),
        _ => false,
    }
}

/// A write that must find its row.
fn changed_row(
    repository: &proc_macro2::Ident,
    function: &proc_macro2::Ident,
    arguments: &TokenStream,
    row: bool,
) -> TokenStream {
    let call = quote!(#repository::#function(&mut transaction, #arguments).await?);
    if row {
        quote!(let Some(row) = #call else { return Err(Error::NotFound); };)
    } else {
        quote!(if #call == 0 { return Err(Error::NotFound); })
    }
}

fn write_row(output: &WriteOutput, imports: &mut Imports) -> Option<TokenStream> {
    match output {
        WriteOutput::Nothing => None,
        WriteOutput::Row => Some(quote!(row)),
        WriteOutput::Wrapped { record, field } => Some(wrapped(record, field, imports)),
    }
}

fn wrapped(record: &Ident, field: &Ident, imports: &mut Imports) -> TokenStream {
    imports.model(record);
    let (record, field) = (ident(record), ident(field));
    quote!(#record { #field: row })
}

fn parent_checks(derived: &DerivedPlan, session: &TokenStream) -> TokenStream {
    let checks = derived.parents.iter().map(|parent| {
        let (module, function) = (ident(&parent.module), ident(&parent.function));
        let arguments = call_arguments(&parent.arguments);
        quote! {
            if !#module::#function(&mut #session, #arguments).await? {
                return Err(Error::NotFound);
            }
        }
    });
    quote!(#(#checks)*)
}

fn call_arguments(arguments: &[Argument]) -> TokenStream {
    let arguments = arguments.iter().map(|argument| match argument {
        Argument::Input(name) => {
            let name = ident(name);
            quote!(request.#name)
        }
        Argument::InputRef(name) => {
            let name = ident(name);
            quote!(&request.#name)
        }
        Argument::InputDeref(name) => {
            let name = ident(name);
            quote!(request.#name.as_deref())
        }
        Argument::Made(_, name) => {
            let name = ident(name);
            quote!(#name)
        }
    });
    quote!(#(#arguments),*)
}

fn made_values(arguments: &[Argument]) -> TokenStream {
    let values = arguments.iter().filter_map(|argument| match argument {
        Argument::Made(value, name) => {
            let name = ident(name);
            let made = match value {
                MadeValue::UuidV4 => quote!(cx.uuid_v4()),
                MadeValue::UuidV7 => quote!(cx.uuid_v7()),
                MadeValue::Now => quote!(cx.now()),
                MadeValue::LocalNow => quote!(cx.local_now()),
                MadeValue::Today => quote!(cx.today()),
            };
            Some(quote!(let #name = #made;))
        }
        _ => None,
    });
    quote!(#(#values)*)
}

/// The variant of the success with its body and its headers.
fn success(
    operation: &OperationPlan,
    answer: &AnswerPlan,
    row: Option<TokenStream>,
    location: Option<&TokenStream>,
) -> TokenStream {
    let (response, variant) = (ident(&operation.response), ident(&answer.variant));
    if answer.headers.is_empty() {
        return match row {
            Some(row) => quote!(#response::#variant(#row)),
            None => quote!(#response::#variant),
        };
    }
    let headers = answer
        .headers
        .iter()
        .map(|header| header_value(header, location));
    let body = answer
        .body
        .as_ref()
        .and_then(|body| (!matches!(body, AnswerBodyPlan::Problem)).then_some(()));
    let body = row.filter(|_| body.is_some()).map(|row| quote!(body: #row));
    quote!(#response::#variant { #(#headers,)* #body })
}

fn header_value(header: &HeaderPlan, location: Option<&TokenStream>) -> TokenStream {
    let name = ident(&header.name);
    match location {
        Some(location) if header.wire.eq_ignore_ascii_case("location") => {
            let shorthand = name == location.to_string();
            match (header.required, shorthand) {
                (true, true) => quote!(#name),
                (true, false) => quote!(#name: #location),
                (false, _) => quote!(#name: Some(#location)),
            }
        }
        _ => quote!(#name: None),
    }
}

fn location_tokens(location: &LocationPlan) -> TokenStream {
    let mut format = String::new();
    let mut values = Vec::new();
    for piece in &location.pieces {
        match piece {
            LocationPiece::Text(text) => {
                format.push_str(&text.replace('{', "{{").replace('}', "}}"))
            }
            LocationPiece::RowField(field) => {
                let field = ident(field);
                format.push_str("{}");
                values.push(quote!(row.#field));
            }
            LocationPiece::Input(field) => {
                let field = ident(field);
                format.push_str("{}");
                values.push(quote!(request.#field));
            }
            LocationPiece::Made(name) => format.extend(["{", name.as_str(), "}"]),
        }
    }
    quote!(format!(#format, #(#values),*))
}

#[expect(
    clippy::too_many_arguments,
    reason = "one place puts a page together from all that is known about it"
)]
fn list_body(
    operation: &OperationPlan,
    derived: &DerivedPlan,
    answer: &AnswerPlan,
    (function, arguments): (&Ident, &[Argument]),
    (limit, offset): (&LimitPlan, Option<&LimitField>),
    envelope: Option<&PagePlan>,
    parents: &TokenStream,
    imports: &mut Imports,
) -> TokenStream {
    let (repository, function) = (ident(&derived.repository), ident(function));
    let arguments = call_arguments(arguments);
    let comma = (!arguments.is_empty()).then(|| quote!(,));
    let limit = match limit {
        LimitPlan::Field(field) => wide(field),
        LimitPlan::Fixed(rows) => {
            let rows = grouped(*rows);
            quote!(#rows)
        }
    };
    let (skip, skipped) = match offset {
        Some(field) => {
            let wide = wide(field);
            (quote!(let offset_rows: i64 = #wide;), quote!(, offset_rows))
        }
        None => (TokenStream::new(), TokenStream::new()),
    };
    let total = envelope.and_then(|page| page.total.as_ref()).map(|total| {
        let total = ident(total);
        quote!(let total = #repository::#total(&mut session, #arguments).await?;)
    });
    let paged = envelope.map(|page| {
        let page = page_tokens(page, offset.is_some(), imports);
        quote!(let page = #page;)
    });
    let body = if paged.is_some() {
        quote!(page)
    } else {
        quote!(rows)
    };
    let success = success(operation, answer, Some(body), None);
    quote! {
        let mut session = cx.session();
        #parents
        let limit_rows: i64 = #limit;
        #skip
        let rows = #repository::#function(&mut session, #arguments #comma limit_rows #skipped).await?;
        #total
        #paged
        Ok(#success)
    }
}

/// A count of the input as 64 bits.
fn wide(field: &LimitField) -> TokenStream {
    let name = ident(&field.field);
    let value = match (field.otherwise, field.narrow) {
        (Some(otherwise), _) => {
            let otherwise = grouped(otherwise);
            quote!(request.#name.unwrap_or(#otherwise))
        }
        (None, _) => quote!(request.#name),
    };
    if field.narrow {
        quote!(i64::from(#value))
    } else {
        value
    }
}

fn page_tokens(page: &PagePlan, offset: bool, imports: &mut Imports) -> TokenStream {
    imports.model(&page.record);
    let record = ident(&page.record);
    let skipped = if offset {
        quote!(offset_rows)
    } else {
        quote!(0)
    };
    // What is counted from the rows stands before the rows themselves, which move.
    let mut fields: Vec<(bool, TokenStream)> = page
        .fields
        .iter()
        .map(|(name, field)| {
            let name = ident(name);
            let counted = quote!(i64::try_from(rows.len()).unwrap_or(i64::MAX));
            let value = match field.fact {
                PageFactPlan::Rows => {
                    return (
                        true,
                        if name == "rows" {
                            quote!(rows)
                        } else {
                            quote!(#name: rows)
                        },
                    );
                }
                PageFactPlan::Total => quote!(total),
                PageFactPlan::Limit => quote!(limit_rows),
                PageFactPlan::Offset => skipped.clone(),
                PageFactPlan::Count => counted,
                PageFactPlan::HasMore => quote!(#skipped + #counted < total),
            };
            let narrow = field.narrow && field.fact != PageFactPlan::HasMore;
            let value = if narrow {
                quote!(i32::try_from(#value).unwrap_or(i32::MAX))
            } else {
                value
            };
            let value = if field.optional {
                quote!(Some(#value))
            } else {
                value
            };
            (
                false,
                if name == value.to_string() {
                    quote!(#name)
                } else {
                    quote!(#name: #value)
                },
            )
        })
        .collect();
    fields.sort_by_key(|(rows, _)| *rows);
    let fields = fields.into_iter().map(|(_, field)| field);
    quote!(#record { #(#fields),* })
}
