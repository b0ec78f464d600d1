//! `errors.rs`: the answers about errors that are no problem documents.

use super::operations::response;
use super::print::{RustFile, ident, in_code};
use super::types::type_tokens;
use quote::quote;
use specwright_plan::{AnswerBodyPlan, ErrorFunctionPlan, ErrorShapePlan};

/// The text of the file.
pub(crate) fn file(shapes: &[ErrorShapePlan], api_file: &str) -> String {
    let mut file = RustFile::generated(
        api_file,
        "Answers about errors, in the shapes that the description has for them.",
    );
    file.imports().runtime(&["Problem", "Response"]);
    file.imports().from("crate", "custom");
    for shape in shapes {
        let (name, function) = (ident(&shape.name), ident(&shape.function));
        let docs = format!(" A problem in {}.", media_types(&shape.body).join(", "));
        let response = response(&shape.body, &quote!(problem.status()));
        file.push(quote! {
            #[doc = #docs]
            #[must_use]
            pub fn #name(problem: &Problem) -> Option<Response> {
                custom::#function::#function(problem).map(|body| #response)
            }
        });
    }
    file.print()
}

/// One hand-written shape of errors, as it is first written.
pub(crate) fn custom(plan: &ErrorFunctionPlan) -> String {
    let mut file = RustFile::owned(vec![
        "From a problem to the body that the description has for answers about errors.".to_owned(),
        String::new(),
        "This file is yours: it was written once, and no generation touches it again.".to_owned(),
    ]);
    file.imports().runtime(&["Problem"]);
    let (name, kind) = (
        ident(&plan.function),
        type_tokens(&plan.kind, file.imports()),
    );
    file.push(quote! {
        /// Says what went wrong, in the shape of the description.
        ///
        /// It is not written yet: callers get a problem document, which is what `None` stands for.
        #[must_use]
        pub fn #name(problem: &Problem) -> Option<#kind> {
            let _ = problem;
            None
        }
    });
    file.print()
}

fn media_types(body: &AnswerBodyPlan) -> Vec<String> {
    match body {
        AnswerBodyPlan::Json { media_types, .. } => {
            media_types.iter().map(|name| in_code(name)).collect()
        }
        AnswerBodyPlan::Text { media_type } | AnswerBodyPlan::Lines { media_type, .. } => {
            vec![in_code(media_type)]
        }
        AnswerBodyPlan::Problem | AnswerBodyPlan::Stream { .. } | AnswerBodyPlan::Events { .. } => {
            Vec::new()
        }
    }
}
