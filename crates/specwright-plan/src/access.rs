//! Who may call what → the statics of the schemes and of the distinct accesses, and the hand-written functions behind.

use crate::names::{Case, Settled, Wanted, allocate, spell};
use crate::{AccessPlan, CredentialsPlan, Ident, NeedPlan, SchemePlan, doc_text};
use specwright_model::{Access, CredentialsFrom, Model, Need, Scheme};
use std::collections::{BTreeMap, BTreeSet};

/// A name of more characters than this says nothing to a reader.
const LONGEST_NAME: usize = 60;

/// The names of all schemes and of all accesses that are not open to everybody.
pub(crate) struct Accesses<'m> {
    model: &'m Model,
    /// The statics of the schemes, in the order of the model.
    schemes: Vec<Ident>,
    /// The functions of the schemes, in the order of the model.
    functions: Vec<Ident>,
    statics: BTreeMap<&'m Access, Ident>,
}

impl<'m> Accesses<'m> {
    /// Names everything. The functions share the folder of hand-written code with the operations that have `taken`.
    pub(crate) fn new(model: &'m Model, taken: &[Ident], settled: &mut Vec<Settled>) -> Self {
        let distinct: BTreeSet<&Access> = model
            .operations
            .iter()
            .map(|operation| &operation.access)
            .filter(|access| !access.0.is_empty())
            .collect();
        let wanted_schemes = model.schemes.iter().map(|scheme| Wanted {
            words: vec![scheme.name.clone()],
            origin: format!("security scheme `{}`", scheme.name),
        });
        let accesses = distinct
            .iter()
            .map(|access| access_name(&model.schemes, access));
        let wanted: Vec<Wanted> = wanted_schemes.chain(accesses).collect();
        let (mut schemes, notes) = allocate(&wanted, Case::Static, &[], "_SCHEME");
        settled.extend(notes);
        let names = schemes.split_off(model.schemes.len());
        let wanted: Vec<Wanted> = model
            .schemes
            .iter()
            .map(|scheme| Wanted {
                words: vec!["authenticate".to_owned(), scheme.name.clone()],
                origin: format!("security scheme `{}`", scheme.name),
            })
            .collect();
        let taken: Vec<&str> = taken.iter().map(Ident::as_str).collect();
        let (functions, notes) = allocate(&wanted, Case::Value, &taken, "_scheme");
        settled.extend(notes);
        Self {
            model,
            schemes,
            functions,
            statics: distinct.into_iter().zip(names).collect(),
        }
    }

    /// The static of an access; `None` where everybody may call.
    pub(crate) fn name(&self, access: &Access) -> Option<Ident> {
        self.statics.get(access).cloned()
    }

    /// The schemes, sorted by name.
    pub(crate) fn scheme_plans(&self) -> Vec<SchemePlan> {
        let named = self.schemes.iter().zip(&self.functions);
        let mut plans: Vec<SchemePlan> = self
            .model
            .schemes
            .iter()
            .zip(named)
            .map(|(scheme, (name, function))| SchemePlan {
                name: name.clone(),
                id: scheme.name.clone(),
                docs: doc_text::docs(None, scheme.description.as_deref()),
                credentials: credentials(&scheme.credentials),
                function: function.clone(),
            })
            .collect();
        plans.sort_by(|a, b| a.name.cmp(&b.name));
        plans
    }

    /// The accesses, sorted by name.
    pub(crate) fn access_plans(&self) -> Vec<AccessPlan> {
        let need = |need: &Need| NeedPlan {
            scheme: self.schemes[need.scheme].clone(),
            id: self.model.schemes[need.scheme].name.clone(),
            scopes: need.scopes.clone(),
        };
        let mut plans: Vec<AccessPlan> = self
            .statics
            .iter()
            .map(|(access, name)| AccessPlan {
                name: name.clone(),
                alternatives: access
                    .0
                    .iter()
                    .map(|needs| needs.iter().map(need).collect())
                    .collect(),
            })
            .collect();
        plans.sort_by(|a, b| a.name.cmp(&b.name));
        plans
    }
}

fn credentials(from: &CredentialsFrom) -> CredentialsPlan {
    match from {
        CredentialsFrom::Bearer => CredentialsPlan::Bearer,
        CredentialsFrom::Basic => CredentialsPlan::Basic,
        CredentialsFrom::Authorization(scheme) => CredentialsPlan::Authorization(scheme.clone()),
        CredentialsFrom::Header(name) => CredentialsPlan::Header(name.clone()),
        CredentialsFrom::Query(name) => CredentialsPlan::Query(name.clone()),
        CredentialsFrom::Cookie(name) => CredentialsPlan::Cookie(name.clone()),
    }
}

/// What an access is called: by its schemes and their scopes, or by its first scheme alone where that gets too long.
fn access_name(schemes: &[Scheme], access: &Access) -> Wanted {
    let scheme = |need: &Need| schemes[need.scheme].name.as_str();
    let mut words: Vec<String> = Vec::new();
    let mut origin = String::from("access by");
    for (index, needs) in access.0.iter().enumerate() {
        if index > 0 {
            words.push("or".to_owned());
            origin.push_str(" or");
        }
        if needs.is_empty() {
            words.push("anonymous".to_owned());
        }
        for (index, need) in needs.iter().enumerate() {
            if index > 0 {
                words.push("and".to_owned());
            }
            words.push(scheme(need).to_owned());
            words.extend(
                need.scopes
                    .iter()
                    .map(|scope| last_segment(scope).to_owned()),
            );
            origin.extend([" `", scheme(need), "` "]);
            origin.push_str(&need.scopes.join(" "));
        }
    }
    if let [needs] = access.0.as_slice()
        && let [need] = needs.as_slice()
        && need.scopes.is_empty()
    {
        words.push("only".to_owned());
    }
    if spell(&words, Case::Static).len() > LONGEST_NAME {
        let mut needs = access.0.iter().flatten();
        words = needs
            .next()
            .map(scheme)
            .into_iter()
            .map(str::to_owned)
            .collect();
        words.push("access".to_owned());
    }
    Wanted { words, origin }
}

/// The last part of a scope that is written as a URL.
fn last_segment(scope: &str) -> &str {
    let last = scope.rsplit('/').find(|part| !part.is_empty());
    last.unwrap_or(scope)
}

#[cfg(test)]
mod tests {
    use super::access_name;
    use crate::names::{Case, allocate};
    use specwright_diagnostics::SourceMap;
    use specwright_model::{Access, CredentialsFrom, Need, Scheme, Span};

    fn schemes(names: &[&str]) -> Vec<Scheme> {
        let span = Span {
            source: SourceMap::default().add("openapi.yaml", ""),
            start: 0,
            end: 0,
        };
        let scheme = |name: &&str| Scheme {
            span,
            name: (*name).to_owned(),
            description: None,
            credentials: CredentialsFrom::Bearer,
        };
        names.iter().map(scheme).collect()
    }

    /// Alternatives of schemes with their scopes.
    fn access(alternatives: &[&[(usize, &[&str])]]) -> Access {
        let need = |(scheme, scopes): &(usize, &[&str])| Need {
            scheme: *scheme,
            scopes: scopes.iter().map(|scope| (*scope).to_owned()).collect(),
        };
        let needs = |needs: &&[(usize, &[&str])]| needs.iter().map(need).collect();
        Access(alternatives.iter().map(needs).collect())
    }

    fn names(schemes: &[Scheme], accesses: &[Access]) -> Vec<String> {
        let wanted: Vec<_> = accesses
            .iter()
            .map(|access| access_name(schemes, access))
            .collect();
        let (idents, _) = allocate(&wanted, Case::Static, &[], "_SCHEME");
        idents
            .iter()
            .map(|ident| ident.as_str().to_owned())
            .collect()
    }

    #[test]
    fn an_access_is_called_by_what_it_asks_for() {
        let schemes = schemes(&["bearerAuth", "apiKey"]);
        for (access, name) in [
            (access(&[&[(0, &[])]]), "BEARER_AUTH_ONLY"),
            (
                access(&[&[(0, &["read", "write"])]]),
                "BEARER_AUTH_READ_WRITE",
            ),
            (
                access(&[&[(0, &["read"])], &[]]),
                "BEARER_AUTH_READ_OR_ANONYMOUS",
            ),
            (access(&[&[(0, &[]), (1, &[])]]), "BEARER_AUTH_AND_API_KEY"),
            (
                access(&[&[(0, &[])], &[(1, &[])]]),
                "BEARER_AUTH_OR_API_KEY",
            ),
            (
                access(&[&[(0, &["https://example.com/auth/cloud"])]]),
                "BEARER_AUTH_CLOUD",
            ),
            (
                access(&[&[(1, &["a".repeat(60).as_str()])]]),
                "API_KEY_ACCESS",
            ),
        ] {
            assert_eq!(names(&schemes, &[access]), [name]);
        }
    }

    #[test]
    fn names_that_are_too_long_to_be_told_apart_do_not_depend_on_the_order() {
        let schemes = schemes(&["login"]);
        let long = |end: &str| access(&[&[(0, &[format!("{}{end}", "a".repeat(60)).as_str()])]]);
        let [one, other] = [long("1"), long("2")];
        let forward = names(&schemes, &[one.clone(), other.clone()]);
        let mut backward = names(&schemes, &[other, one]);
        backward.reverse();
        assert_eq!(forward, backward);
        assert!(
            forward
                .iter()
                .all(|name| name.starts_with("LOGIN_ACCESS_X")),
            "{forward:?}"
        );
    }
}
