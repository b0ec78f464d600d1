//! What a service answers: the variant of the success with its headers.

use super::Served;
use crate::rust::print::ident;
use proc_macro2::TokenStream;
use quote::quote;
use specwright_plan::{AnswerBodyPlan, HeaderPlan, LocationPiece, LocationPlan};

impl Served<'_> {
    /// The variant of the success with its body and its headers.
    pub(super) fn success(
        &self,
        body: Option<TokenStream>,
        location: Option<&TokenStream>,
    ) -> TokenStream {
        let (response, variant) = (
            ident(&self.operation.response),
            ident(&self.answer.only().name),
        );
        if self.answer.headers.is_empty() {
            return match body {
                Some(body) => quote!(#response::#variant(#body)),
                None => quote!(#response::#variant),
            };
        }
        let headers = self
            .answer
            .headers
            .iter()
            .map(|header| header_value(header, location));
        let is_sent = matches!(&self.answer.only().body, Some(sent) if !matches!(sent, AnswerBodyPlan::Problem));
        let body = body.filter(|_| is_sent).map(|body| quote!(body: #body));
        quote!(#response::#variant { #(#headers,)* #body })
    }
}

/// The value of a `Location` header.
pub(super) fn location_tokens(location: &LocationPlan) -> TokenStream {
    let mut format = String::new();
    let mut values = Vec::new();
    for piece in &location.pieces {
        match piece {
            LocationPiece::Text(text) => {
                format.push_str(&text.replace('{', "{{").replace('}', "}}"));
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
