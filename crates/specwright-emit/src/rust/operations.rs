//! The input and the answers of each operation, as types.

use super::print::{RustFile, call_in_code, doc_lines_or, ident};
use super::types::{field_type, type_tokens};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use specwright_plan::{
    AnswerBodyPlan, AnswerPlan, AnswerStatus, GroupPlan, HeaderPlan, OperationPlan, RustType,
};

/// The text of one group's file.
pub(crate) fn file(group: &GroupPlan, api_file: &str) -> String {
    let mut file = RustFile::generated(
        api_file,
        &format!("Inputs and answers of the operations on {}.", group.title),
    );
    file.imports().runtime(&["Response"]);
    for operation in &group.operations {
        request_item(operation, &mut file);
        response_items(operation, &mut file);
    }
    file.print()
}

fn request_item(operation: &OperationPlan, file: &mut RustFile) {
    let name = ident(&operation.request);
    let call = call_in_code(operation.method, &operation.path);
    let docs = format!(" The input of {call}.");
    let fields = operation.inputs.iter().map(|input| {
        let (field, kind) = (
            ident(&input.name),
            field_type(&input.value, &input.presence, file.imports()),
        );
        let docs = doc_lines_or(&input.docs, &format!("`{}` of the request.", input.name));
        quote!(#docs pub #field: #kind)
    });
    let fields: Vec<TokenStream> = fields.collect();
    file.push(quote! {
        #[doc = #docs]
        #[derive(Debug, Clone, PartialEq)]
        pub struct #name { #(#fields),* }
    });
}

fn response_items(operation: &OperationPlan, file: &mut RustFile) {
    let name = ident(&operation.response);
    let call = call_in_code(operation.method, &operation.path);
    let docs = format!(" The answers of {call}.");
    let variants: Vec<TokenStream> = operation
        .answers
        .iter()
        .map(|answer| variant_item(answer, file))
        .collect();
    file.push(quote! {
        #[doc = #docs]
        #[derive(Debug, Clone, PartialEq)]
        pub enum #name { #(#variants),* }
    });
    let arms = operation.answers.iter().map(arm);
    let matched = if operation.answers.is_empty() {
        quote!(match self {})
    } else {
        quote!(match self { #(#arms),* })
    };
    file.push(quote! {
        impl #name {
            /// The answer as it is sent.
            #[must_use]
            pub fn into_response(self) -> Response { #matched }
        }
    });
}

fn has_fields(answer: &AnswerPlan) -> bool {
    !answer.headers.is_empty() || answer.status == AnswerStatus::Carried
}

fn variant_item(answer: &AnswerPlan, file: &mut RustFile) -> TokenStream {
    let variant = ident(&answer.variant);
    let docs = doc_lines_or(&answer.docs, "An answer.");
    let body = answer.body.as_ref().map(|body| body_type(body, file));
    if !has_fields(answer) {
        return match body {
            Some(body) => quote!(#docs #variant(#body)),
            None => quote!(#docs #variant),
        };
    }
    let mut fields = Vec::new();
    if answer.status == AnswerStatus::Carried {
        fields.push(quote!(#[doc = " The status."] status: u16));
    }
    for header in &answer.headers {
        let (name, docs) = (ident(&header.name), doc_lines_or(&header.docs, "A header."));
        let kind = header_type(header, file);
        fields.push(quote!(#docs #name: #kind));
    }
    if let Some(body) = body {
        fields.push(quote!(#[doc = " The body."] body: #body));
    }
    quote!(#docs #variant { #(#fields),* })
}

fn header_type(header: &HeaderPlan, file: &mut RustFile) -> TokenStream {
    let kind = type_tokens(&header.kind, file.imports());
    if header.required {
        kind
    } else {
        quote!(Option<#kind>)
    }
}

fn body_type(body: &AnswerBodyPlan, file: &mut RustFile) -> TokenStream {
    match body {
        AnswerBodyPlan::Json { kind, .. } => type_tokens(kind, file.imports()),
        AnswerBodyPlan::Problem => type_tokens(&RustType::Problem, file.imports()),
        AnswerBodyPlan::Text { .. } => quote!(String),
        AnswerBodyPlan::Bytes { .. } => quote!(Vec<u8>),
    }
}

fn arm(answer: &AnswerPlan) -> TokenStream {
    let variant = ident(&answer.variant);
    let status = match answer.status {
        AnswerStatus::Fixed(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(#code)
        }
        AnswerStatus::Carried => quote!(status),
    };
    let made = match &answer.body {
        None => quote!(Response::empty(#status)),
        Some(AnswerBodyPlan::Json {
            media_type: None, ..
        }) => quote!(Response::json(#status, &body)),
        Some(AnswerBodyPlan::Json {
            media_type: Some(media_type),
            ..
        }) => quote!(Response::json_as(#status, #media_type, &body)),
        Some(AnswerBodyPlan::Problem) => quote!(Response::problem(#status, body)),
        Some(AnswerBodyPlan::Text { media_type }) => {
            quote!(Response::text(#status, #media_type, body))
        }
        Some(AnswerBodyPlan::Bytes { media_type }) => {
            quote!(Response::bytes(#status, #media_type, body))
        }
    };
    let headers = answer.headers.iter().map(|header| {
        let (name, wire) = (ident(&header.name), &header.wire);
        quote!(.header(#wire, #name))
    });
    let pattern = match (has_fields(answer), &answer.body) {
        (false, None) => quote!(Self::#variant),
        (false, Some(_)) => quote!(Self::#variant(body)),
        (true, body) => {
            let status = (answer.status == AnswerStatus::Carried).then(|| quote!(status,));
            let names = answer.headers.iter().map(|header| ident(&header.name));
            let body = body.as_ref().map(|_| quote!(body,));
            quote!(Self::#variant { #status #(#names,)* #body })
        }
    };
    quote!(#pattern => #made #(#headers)*)
}
