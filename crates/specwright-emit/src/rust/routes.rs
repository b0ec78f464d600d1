//! `routes.rs`: all operations of the API, as a table of data.

use super::print::{RustFile, ident, word};
use proc_macro2::Literal;
use quote::quote;
use specwright_plan::{BodyRead, FieldPresence, GroupPlan, InputPlan, InputSource, OperationPlan};

/// The text of the file.
pub(crate) fn file(groups: &[GroupPlan], api_file: &str) -> String {
    let mut file = RustFile::generated(api_file, "All operations of the API, as data.");
    file.imports().runtime(&["Route"]);
    let mut routes: Vec<(&GroupPlan, &OperationPlan)> = groups
        .iter()
        .flat_map(|group| {
            group
                .operations
                .iter()
                .map(move |operation| (group, operation))
        })
        .collect();
    routes.sort_by(|(_, a), (_, b)| (&a.path, a.method).cmp(&(&b.path, b.method)));
    if !routes.is_empty() {
        file.imports().runtime(&["Body", "Method", "Reads"]);
        file.imports().from("crate::generated", "controllers");
    }
    let entries = routes.into_iter().map(|(group, operation)| {
        let (module, function) = (ident(&group.module), ident(&operation.function));
        let (id, path, consumes, produces) = (
            &operation.id,
            &operation.path,
            &operation.consumes,
            &operation.produces,
        );
        let method = word(&title_case(operation.method));
        let statuses = operation
            .statuses
            .iter()
            .map(|status| Literal::u16_unsuffixed(*status));
        let (body, reads) = (word(body(operation)), word(reads(operation)));
        let access = match &operation.access {
            Some(name) => {
                file.imports().from("crate::generated", "access");
                let name = ident(name);
                quote!(&access::#name)
            }
            None => {
                file.imports().runtime(&["Access"]);
                quote!(&Access::OPEN)
            }
        };
        let errors = operation.errors.iter().map(|(status, name)| {
            file.imports().from("crate::generated", "errors");
            let (status, name) = (Literal::u16_unsuffixed(*status), ident(name));
            quote!((#status, errors::#name))
        });
        let errors: Vec<_> = errors.collect();
        quote! {
            Route {
                operation: #id,
                method: Method::#method,
                path: #path,
                statuses: &[#(#statuses),*],
                consumes: &[#(#consumes),*],
                produces: &[#(#produces),*],
                body: Body::#body,
                reads: Reads::#reads,
                access: #access,
                errors: &[#(#errors),*],
                call: controllers::#module::#function,
            }
        }
    });
    let entries: Vec<_> = entries.collect();
    file.push(quote! {
        /// All operations, sorted by path, then by method.
        pub static ROUTES: &[Route] = &[#(#entries),*];
    });
    file.print()
}

fn body(operation: &OperationPlan) -> &'static str {
    let is_body = |input: &&InputPlan| matches!(input.source, InputSource::Body(_));
    let body = operation.inputs.iter().find(is_body);
    match body.map(|body| body.presence == FieldPresence::Required) {
        None => "None",
        Some(true) => "Required",
        Some(false) => "Optional",
    }
}

/// How the body comes to the operation. Where it may come in more than one way, what is read whole is so all the same.
fn reads(operation: &OperationPlan) -> &'static str {
    let contents = operation.body().map(|body| body.contents.as_slice());
    let mut reads = contents.unwrap_or_default().iter().map(|it| &it.read);
    if reads.clone().any(|read| matches!(read, BodyRead::Stream)) {
        "Stream"
    } else if reads.any(|read| matches!(read, BodyRead::Multipart(_))) {
        "Parts"
    } else {
        "Whole"
    }
}

fn title_case(method: &str) -> String {
    let (first, rest) = method.split_at(1);
    format!("{first}{}", rest.to_lowercase())
}
