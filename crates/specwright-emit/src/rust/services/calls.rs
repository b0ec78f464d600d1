//! The calls of repositories: the values that the service makes for them, and the arguments.

use super::Served;
use crate::rust::print::ident;
use proc_macro2::TokenStream;
use quote::quote;
use specwright_plan::{Argument, Ident, MadeValue};

impl Served<'_> {
    /// Answers 404 where a parent is not there.
    pub(super) fn parent_checks(&self, session: &TokenStream) -> TokenStream {
        let checks = self.derived.parents.iter().map(|parent| {
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

    /// A call of the operation's repository.
    pub(super) fn call(
        &self,
        session: &TokenStream,
        function: &Ident,
        arguments: &[Argument],
    ) -> TokenStream {
        let (repository, function) = (ident(&self.derived.repository), ident(function));
        let arguments = call_arguments(arguments);
        quote!(#repository::#function(&mut #session, #arguments).await?)
    }
}

/// The arguments of a call, behind the session.
pub(super) fn call_arguments(arguments: &[Argument]) -> TokenStream {
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

/// The values that the service makes, each under its name.
pub(super) fn made_values(arguments: &[Argument]) -> TokenStream {
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
