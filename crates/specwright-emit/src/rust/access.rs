//! `access.rs`: the ways to prove who one is, and who may call what, as tables of data.

use super::print::{RustFile, doc_lines, ident, in_code};
use proc_macro2::TokenStream;
use quote::quote;
use specwright_plan::{AccessPlan, CredentialsPlan, Docs, NeedPlan, SchemePlan};

/// The text of the file.
pub(crate) fn file(schemes: &[SchemePlan], accesses: &[AccessPlan], api_file: &str) -> String {
    let mut file = RustFile::generated(api_file, "Who may call what, as data.");
    file.imports()
        .runtime(&["Access", "CredentialsFrom", "Need", "Scheme"]);
    file.imports().from("crate", "custom");
    for scheme in schemes {
        file.push(scheme_item(scheme));
    }
    for access in accesses {
        file.push(access_item(access));
    }
    file.print()
}

/// One hand-written check of credentials, as it is first written.
pub(crate) fn custom(scheme: &SchemePlan) -> String {
    let id = in_code(&scheme.id);
    let mut file = RustFile::owned(vec![
        format!("{id}: from credentials to the principal whose they are."),
        String::new(),
        "This file is yours: it was written once, and no generation touches it again.".to_owned(),
    ]);
    file.imports()
        .runtime(&["Context", "Credentials", "Principal", "Problem"]);
    let name = ident(&scheme.function);
    let mut lines = vec![format!(
        "Says who shows these credentials, {}.",
        credentials_words(scheme)
    )];
    if !scheme.docs.0.is_empty() {
        lines.push(String::new());
        lines.extend(scheme.docs.0.iter().cloned());
    }
    let docs = doc_lines(&Docs(lines));
    file.push(quote! {
        #docs
        ///
        /// # Errors
        ///
        /// It is not written yet: all credentials are refused with the status 401.
        #[allow(clippy::unused_async, reason = "it is not written yet")]
        pub async fn #name(cx: Context, credentials: Credentials) -> Result<Principal, Problem> {
            let _ = (cx, credentials);
            Err(Problem::new(401))
        }
    });
    file.print()
}

fn scheme_item(scheme: &SchemePlan) -> TokenStream {
    let (name, function, id) = (ident(&scheme.name), ident(&scheme.function), &scheme.id);
    let docs = format!(" {}: {}.", in_code(id), credentials_words(scheme));
    let credentials = match &scheme.credentials {
        CredentialsPlan::Bearer => quote!(Bearer),
        CredentialsPlan::Basic => quote!(Basic),
        CredentialsPlan::Authorization(scheme) => quote!(Authorization(#scheme)),
        CredentialsPlan::Header(name) => quote!(Header(#name)),
        CredentialsPlan::Query(name) => quote!(Query(#name)),
        CredentialsPlan::Cookie(name) => quote!(Cookie(#name)),
    };
    quote! {
        #[doc = #docs]
        pub static #name: Scheme = Scheme {
            name: #id,
            credentials: CredentialsFrom::#credentials,
            authenticate: |cx, credentials| {
                Box::pin(custom::#function::#function(cx, credentials))
            },
        };
    }
}

fn credentials_words(scheme: &SchemePlan) -> String {
    match &scheme.credentials {
        CredentialsPlan::Bearer => "a bearer token".to_owned(),
        CredentialsPlan::Basic => "a name and a password".to_owned(),
        CredentialsPlan::Authorization(scheme) => {
            format!("what {} has in `Authorization`", in_code(scheme))
        }
        CredentialsPlan::Header(name) => format!("the header {}", in_code(name)),
        CredentialsPlan::Query(name) => format!("the query parameter {}", in_code(name)),
        CredentialsPlan::Cookie(name) => format!("the cookie {}", in_code(name)),
    }
}

fn access_item(access: &AccessPlan) -> TokenStream {
    let name = ident(&access.name);
    let words: Vec<String> = access
        .alternatives
        .iter()
        .map(|it| needs_words(it))
        .collect();
    let docs = format!(" {}.", words.join("; or "));
    let alternatives = access.alternatives.iter().map(|needs| {
        let needs = needs.iter().map(|need| {
            let (scheme, scopes) = (ident(&need.scheme), &need.scopes);
            quote!(Need { scheme: &#scheme, scopes: &[#(#scopes),*] })
        });
        quote!(&[#(#needs),*])
    });
    quote! {
        #[doc = #docs]
        pub static #name: Access = Access(&[#(#alternatives),*]);
    }
}

/// `` `bearerAuth` with `read` and `apiKey` ``, or anybody.
fn needs_words(needs: &[NeedPlan]) -> String {
    if needs.is_empty() {
        return "anybody".to_owned();
    }
    let words: Vec<String> = needs
        .iter()
        .map(|need| {
            let scopes: Vec<String> = need.scopes.iter().map(|scope| in_code(scope)).collect();
            if scopes.is_empty() {
                in_code(&need.id)
            } else {
                format!("{} with {}", in_code(&need.id), scopes.join(", "))
            }
        })
        .collect();
    words.join(" and ")
}
