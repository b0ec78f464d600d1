//! The input and the answers of each operation, as types.

use super::print::{RustFile, call_in_code, doc_lines_or, ident, in_code};
use super::types::{comparable, field_type, type_tokens};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use specwright_plan::{
    AnswerBodyPlan, AnswerPlan, AnswerStatus, AnswerVariantPlan, BodyPlan, GroupPlan, HeaderPlan,
    OperationPlan, RustType,
};

/// The text of one group's file.
pub(crate) fn file(group: &GroupPlan, api_file: &str) -> String {
    let mut file = RustFile::generated(
        api_file,
        &format!("Inputs and answers of the operations on {}.", group.title),
    );
    file.imports().runtime(&["IntoResponse", "Response"]);
    for operation in &group.operations {
        request_item(operation, &mut file);
        body_item(operation, &mut file);
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
    let derives = derives(operation.body().is_some_and(BodyPlan::has_stream));
    file.push(quote! {
        #[doc = #docs]
        #derives
        pub struct #name { #(#fields),* }
    });
}

/// The enum of a body that may have several contents.
fn body_item(operation: &OperationPlan, file: &mut RustFile) {
    let Some(body) = operation.body() else { return };
    let Some(name) = &body.choice else { return };
    let name = ident(name);
    let call = call_in_code(operation.method, &operation.path);
    let docs = format!(" The body of {call}.");
    let variants: Vec<TokenStream> = body
        .contents
        .iter()
        .map(|content| {
            let (variant, kind) = (
                ident(&content.variant),
                type_tokens(&content.value, file.imports()),
            );
            let types: Vec<String> = content.media_types.iter().map(|it| in_code(it)).collect();
            let docs = format!(" {}.", types.join(", "));
            quote!(#[doc = #docs] #variant(#kind))
        })
        .collect();
    let derives = derives(body.has_stream());
    file.push(quote! {
        #[doc = #docs]
        #derives
        pub enum #name { #(#variants),* }
    });
}

/// Inputs and answers are moved, not copied; a stream cannot be compared even in a test.
fn derives(has_stream: bool) -> TokenStream {
    let comparable = (!has_stream).then(comparable);
    quote!(#[derive(Debug)] #comparable)
}

fn response_items(operation: &OperationPlan, file: &mut RustFile) {
    let name = ident(&operation.response);
    let call = call_in_code(operation.method, &operation.path);
    let docs = format!(" The answers of {call}.");
    let variants: Vec<TokenStream> = operation
        .answers
        .iter()
        .flat_map(|answer| answer.variants.iter().map(move |variant| (answer, variant)))
        .map(|(answer, variant)| variant_item(answer, variant, file))
        .collect();
    let mut bodies = operation
        .answers
        .iter()
        .flat_map(|answer| &answer.variants)
        .filter_map(|variant| variant.body.as_ref());
    let derives = derives(bodies.any(AnswerBodyPlan::is_stream));
    file.push(quote! {
        #[doc = #docs]
        #derives
        pub enum #name { #(#variants),* }
    });
    let arms = operation.answers.iter().flat_map(|answer| {
        answer
            .variants
            .iter()
            .map(move |variant| arm(answer, variant))
    });
    let matched = if operation.answers.is_empty() {
        quote!(match self {})
    } else {
        quote!(match self { #(#arms),* })
    };
    file.push(quote! {
        impl IntoResponse for #name {
            fn into_response(self) -> Response { #matched }
        }
    });
}

fn has_fields(answer: &AnswerPlan, variant: &AnswerVariantPlan) -> bool {
    !answer.headers.is_empty()
        || answer.status == AnswerStatus::Carried
        || carries_media_type(variant)
}

fn carries_media_type(variant: &AnswerVariantPlan) -> bool {
    let body = variant.body.as_ref();
    body.is_some_and(AnswerBodyPlan::carries_media_type)
}

fn variant_item(
    answer: &AnswerPlan,
    variant: &AnswerVariantPlan,
    file: &mut RustFile,
) -> TokenStream {
    let name = ident(&variant.name);
    let docs = doc_lines_or(&variant.docs, "An answer.");
    let body = variant.body.as_ref().map(|body| body_type(body, file));
    if !has_fields(answer, variant) {
        return match body {
            Some(body) => quote!(#docs #name(#body)),
            None => quote!(#docs #name),
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
    if carries_media_type(variant) {
        fields.push(quote!(#[doc = " What the body is."] media_type: String));
    }
    if let Some(body) = body {
        fields.push(quote!(#[doc = " The body."] body: #body));
    }
    quote!(#docs #name { #(#fields),* })
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
        AnswerBodyPlan::Stream { .. } => type_tokens(&RustType::Stream, file.imports()),
        AnswerBodyPlan::Events { kind } => {
            file.imports().runtime(&["Events"]);
            let kind = type_tokens(kind, file.imports());
            quote!(Events<#kind>)
        }
        AnswerBodyPlan::Lines { kind, .. } => {
            file.imports().runtime(&["Lines"]);
            let kind = type_tokens(kind, file.imports());
            quote!(Lines<#kind>)
        }
    }
}

fn arm(answer: &AnswerPlan, variant: &AnswerVariantPlan) -> TokenStream {
    let name = ident(&variant.name);
    let status = match answer.status {
        AnswerStatus::Fixed(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(#code)
        }
        AnswerStatus::Carried => quote!(status),
    };
    let made = match &variant.body {
        None => quote!(Response::empty(#status)),
        Some(body) => response(body, &status),
    };
    let headers = answer.headers.iter().map(|header| {
        let (name, wire) = (ident(&header.name), &header.wire);
        match (header.json, header.required) {
            (false, _) => quote!(.header(#wire, #name)),
            (true, true) => quote!(.json_header(#wire, &#name)),
            (true, false) => quote!(.optional_json_header(#wire, #name.as_ref())),
        }
    });
    let pattern = match (has_fields(answer, variant), &variant.body) {
        (false, None) => quote!(Self::#name),
        (false, Some(_)) => quote!(Self::#name(body)),
        (true, body) => {
            let status = (answer.status == AnswerStatus::Carried).then(|| quote!(status,));
            let names = answer.headers.iter().map(|header| ident(&header.name));
            let media_type = carries_media_type(variant).then(|| quote!(media_type,));
            let body = body.as_ref().map(|_| quote!(body,));
            quote!(Self::#name { #status #(#names,)* #media_type #body })
        }
    };
    quote!(#pattern => #made #(#headers)*)
}

/// The answer with a body.
pub(super) fn response(body: &AnswerBodyPlan, status: &TokenStream) -> TokenStream {
    match body {
        AnswerBodyPlan::Json { media_types, .. } => match media_types.as_slice() {
            [only] if only == "application/json" => quote!(Response::json(#status, &body)),
            [only] => quote!(Response::json_as(#status, #only, &body)),
            several => quote!(Response::json_among(#status, &[#(#several),*], &body)),
        },
        AnswerBodyPlan::Problem => quote!(Response::problem(#status, body)),
        AnswerBodyPlan::Text { media_type } => quote!(Response::text(#status, #media_type, body)),
        AnswerBodyPlan::Stream {
            media_type: Some(media_type),
        } => quote!(Response::stream(#status, #media_type, body)),
        AnswerBodyPlan::Stream { media_type: None } => {
            quote!(Response::stream(#status, media_type, body))
        }
        AnswerBodyPlan::Events {
            kind: RustType::Text,
        } => quote!(Response::text_events(#status, body)),
        AnswerBodyPlan::Events { .. } => quote!(Response::events(#status, body)),
        AnswerBodyPlan::Lines { media_type, .. } => {
            quote!(Response::lines(#status, #media_type, body))
        }
    }
}
