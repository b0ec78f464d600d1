//! Controllers: validate the request, call the service or the hand-written function, answer.

use super::print::{RustFile, call_docs, doc_lines, ident};
use quote::quote;
use specwright_plan::{Docs, GroupPlan, OperationPlan, ServiceAction};

/// The text of one group's file.
pub(crate) fn file(group: &GroupPlan, api_file: &str) -> String {
    let mut file = RustFile::generated(
        api_file,
        &format!("Controllers of the operations on {}.", group.title),
    );
    for operation in &group.operations {
        function(operation, group, &mut file);
    }
    file.print()
}

fn function(operation: &OperationPlan, group: &GroupPlan, file: &mut RustFile) {
    let imports = file.imports();
    imports.runtime(&["Answer", "Call"]);
    imports.from("crate::generated", "validators");
    let (name, module) = (ident(&operation.function), ident(&group.module));
    let docs = operation_docs(operation);
    let serve = match operation.service {
        ServiceAction::Custom => {
            imports.from("crate", "custom");
            quote!(custom::#name::#name)
        }
        ServiceAction::Derived(_) => {
            imports.from("crate::generated", "services");
            quote!(services::#module::#name)
        }
    };
    file.push(quote! {
        #docs
        pub fn #name(call: Call) -> Answer {
            call.answer(validators::#module::#name, #serve)
        }
    });
}

/// Method and path, and what the spec says about the operation.
pub(crate) fn operation_docs(operation: &OperationPlan) -> proc_macro2::TokenStream {
    let mut lines = call_docs(operation.method, &operation.path, &operation.docs);
    if operation.deprecated {
        lines.push(String::new());
        lines.push("Deprecated: new callers should not rely on it.".to_owned());
    }
    doc_lines(&Docs(lines))
}
