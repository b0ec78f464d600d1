//! Services: what both specs say that an operation does, with its transaction.

mod answer;
mod calls;
mod page;

use super::controllers::operation_docs;
use super::print::{Imports, RustFile, ident, word};
use answer::location_tokens;
use calls::made_values;
use page::Paged;
use proc_macro2::{TokenStream, TokenTree};
use quote::quote;
use specwright_plan::{
    ActionPlan, AnswerPlan, Argument, DerivedPlan, GroupPlan, Ident, LocationPlan, OperationPlan,
    ServiceAction, WriteOutput,
};

/// Whether a group has a file here: not where every operation is hand-written.
pub(crate) fn serves(group: &GroupPlan) -> bool {
    let mut services = group.operations.iter().map(|operation| &operation.service);
    services.any(|service| matches!(service, ServiceAction::Derived(_)))
}

/// The text of one group's file.
pub(crate) fn file(group: &GroupPlan, api_file: &str) -> String {
    let mut file = RustFile::generated(
        api_file,
        &format!("What the operations on {} do.", group.title),
    );
    for operation in &group.operations {
        if let ServiceAction::Derived(derived) = &operation.service {
            function(operation, derived, group, &mut file);
        }
    }
    file.print()
}

/// A derived operation, and the answer to its success.
struct Served<'p> {
    operation: &'p OperationPlan,
    derived: &'p DerivedPlan,
    answer: &'p AnswerPlan,
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
        .find(|answer| answer.only().name == derived.success)
        .expect("the plan names one of the operation's answers");
    let served = Served {
        operation,
        derived,
        answer,
    };
    let body = body(&served, imports);
    let used = body
        .clone()
        .into_iter()
        .any(|token| mentions(token, "request"));
    let argument = word(if used { "request" } else { "_request" });
    file.push(quote! {
        #docs
        ///
        /// # Errors
        ///
        /// What it works on is not there, a constraint of the database is broken, or the database fails.
        pub async fn #name(cx: &Context, #argument: #request) -> Result<#response, Error> { #body }
    });
}

fn body(served: &Served<'_>, imports: &mut Imports) -> TokenStream {
    match &served.derived.action {
        ActionPlan::Get {
            function,
            arguments,
            envelope,
        } => get_body(served, function, arguments, envelope.as_ref(), imports),
        ActionPlan::List {
            function,
            arguments,
            limit,
            offset,
            envelope,
        } => {
            let paged = Paged {
                function,
                arguments,
                limit,
                offset: offset.as_ref(),
                envelope: envelope.as_ref(),
            };
            page::body(served, &paged, imports)
        }
        ActionPlan::Create {
            function,
            arguments,
            output,
            location,
        } => {
            let row = row_in_answer(output, imports);
            create_body(served, function, arguments, row, location.as_ref())
        }
        ActionPlan::Update {
            function,
            arguments,
            output,
        } => {
            let row = row_in_answer(output, imports);
            change_body(served, function, arguments, row)
        }
        ActionPlan::Delete {
            function,
            arguments,
        } => change_body(served, function, arguments, None),
    }
}

fn get_body(
    served: &Served<'_>,
    function: &Ident,
    arguments: &[Argument],
    envelope: Option<&(Ident, Ident)>,
    imports: &mut Imports,
) -> TokenStream {
    let parents = served.parent_checks(&quote!(session));
    let call = served.call(&quote!(session), function, arguments);
    let row = envelope.map_or_else(
        || quote!(row),
        |(record, field)| wrapped(record, field, imports),
    );
    let success = served.success(Some(row), None);
    quote! {
        let mut session = cx.session();
        #parents
        let Some(row) = #call else {
            return Err(Error::NotFound);
        };
        Ok(#success)
    }
}

fn create_body(
    served: &Served<'_>,
    function: &Ident,
    arguments: &[Argument],
    row: Option<TokenStream>,
    location: Option<&LocationPlan>,
) -> TokenStream {
    let parents = served.parent_checks(&quote!(transaction));
    let made = made_values(arguments);
    let call = served.call(&quote!(transaction), function, arguments);
    let bound = row.is_some().then(|| quote!(let row =));
    let name = quote!(location);
    let located = location.map(|location| {
        let value = location_tokens(location);
        quote!(let #name = #value;)
    });
    let success = served.success(row, location.map(|_| &name));
    quote! {
        let mut transaction = cx.begin().await?;
        #parents
        #made
        #bound #call;
        transaction.commit().await?;
        #located
        Ok(#success)
    }
}

/// A write that must find its row.
fn change_body(
    served: &Served<'_>,
    function: &Ident,
    arguments: &[Argument],
    row: Option<TokenStream>,
) -> TokenStream {
    let parents = served.parent_checks(&quote!(transaction));
    let made = made_values(arguments);
    let call = served.call(&quote!(transaction), function, arguments);
    let changed = if row.is_some() {
        quote!(let Some(row) = #call else { return Err(Error::NotFound); };)
    } else {
        quote!(if #call == 0 { return Err(Error::NotFound); })
    };
    let success = served.success(row, None);
    quote! {
        let mut transaction = cx.begin().await?;
        #parents
        #made
        #changed
        transaction.commit().await?;
        Ok(#success)
    }
}

/// The row as it stands in the answer, where the answer has one.
fn row_in_answer(output: &WriteOutput, imports: &mut Imports) -> Option<TokenStream> {
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

/// Whether a name stands in tokens, so that an argument that is not used says so.
fn mentions(token: TokenTree, name: &str) -> bool {
    match token {
        TokenTree::Ident(ident) => ident == name,
        TokenTree::Group(group) => group
            .stream()
            .into_iter()
            .any(|token| mentions(token, name)),
        _ => false,
    }
}
