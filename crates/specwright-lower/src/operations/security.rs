//! Security requirements and schemes → who may call, and how they prove who they are.

use super::bodies::Unservable;
use crate::types::Lowering;
use specwright_diagnostics::{Diagnostic, codes};
use specwright_model::{Access, CredentialsFrom, Need, Scheme};
use specwright_openapi as openapi;
use specwright_openapi::{Location, SecurityKind, SecurityRequirement};

impl Lowering<'_> {
    /// Who may call an operation: its own requirements, else those of the whole description. None at all let everybody in.
    pub(super) fn access(
        &mut self,
        operation: &openapi::Operation,
        name: &str,
    ) -> Result<Access, Unservable> {
        let api = self.api;
        let requirements = operation.security.as_ref().or(api.security.as_ref());
        let Some(requirements) = requirements.filter(|requirements| !requirements.is_empty())
        else {
            return Ok(Access::default());
        };
        let alternatives: Vec<Vec<Need>> = requirements
            .iter()
            .filter_map(|requirement| self.alternative(requirement, operation, name))
            .collect();
        // Without an alternative the operation would be open.
        if alternatives.is_empty() {
            return Err(Unservable);
        }
        // `{}` alone asks for nothing. Beside others it stays: their credentials are looked at where they are given.
        Ok(if alternatives.iter().all(Vec::is_empty) {
            Access::default()
        } else {
            Access(alternatives)
        })
    }

    /// What an alternative asks for, or a finding that says what of it cannot be checked.
    fn alternative(
        &mut self,
        requirement: &SecurityRequirement,
        operation: &openapi::Operation,
        name: &str,
    ) -> Option<Vec<Need>> {
        let mut needs = Vec::with_capacity(requirement.schemes.len());
        for (scheme, scopes) in &requirement.schemes {
            let Some(number) = self.scheme(&scheme.value) else {
                self.report(
                    Diagnostic::new(
                        &codes::SECURITY_NOT_ENFORCED,
                        scheme.span,
                        format!(
                            "`{name}` asks for `{}`, whose credentials a service does not see",
                            scheme.value
                        ),
                        "ask for a scheme of the type `http`, `apiKey`, `oauth2` or `openIdConnect`, or for `{}` where the check happens before the service",
                    )
                    .with_related(operation.span, "the operation"),
                );
                return None;
            };
            let mut scopes: Vec<String> = scopes.iter().map(|scope| scope.value.clone()).collect();
            scopes.sort();
            scopes.dedup();
            needs.push(Need {
                scheme: number,
                scopes,
            });
        }
        Some(needs)
    }

    /// The number of a scheme; `None` where it is not declared, or its credentials are not part of a request.
    fn scheme(&mut self, name: &str) -> Option<usize> {
        let known = self.schemes.iter().position(|scheme| scheme.name == name);
        if known.is_some() {
            return known;
        }
        let declared = self.api.security_schemes.iter();
        let declared = declared
            .into_iter()
            .find(|scheme| scheme.name.value == name)?;
        let credentials = match &declared.kind {
            SecurityKind::ApiKey { location, name } => match location {
                Location::Header => CredentialsFrom::Header(name.clone()),
                Location::Query => CredentialsFrom::Query(name.clone()),
                Location::Cookie => CredentialsFrom::Cookie(name.clone()),
                Location::Path => return None,
            },
            SecurityKind::Http { scheme } => match scheme.as_str() {
                "bearer" => CredentialsFrom::Bearer,
                "basic" => CredentialsFrom::Basic,
                other => CredentialsFrom::Authorization(other.to_owned()),
            },
            // Both hand out bearer tokens (RFC 6750).
            SecurityKind::OAuth2 | SecurityKind::OpenIdConnect { .. } => CredentialsFrom::Bearer,
            SecurityKind::MutualTls => return None,
        };
        self.schemes.push(Scheme {
            span: declared.name.span,
            name: name.to_owned(),
            description: declared.description.as_ref().map(|text| text.value.clone()),
            credentials,
        });
        Some(self.schemes.len() - 1)
    }
}

#[cfg(test)]
mod tests {
    use crate::described::described;
    use specwright_model::CredentialsFrom;

    /// What an operation asks for, as `scheme: scopes` with `and` and `or`; `None` where the operation is left out.
    fn access(root: &str, own: &str) -> (Option<String>, usize) {
        let api = described(&format!(
            "openapi: 3.1.0
info: {{ title: Things, version: 1.0.0 }}
{root}
paths:
  /things:
    get:
      {own}
      responses: {{ '204': {{ description: Done. }} }}
components:
  securitySchemes:
    token: {{ type: http, scheme: bearer }}
    key: {{ type: apiKey, in: query, name: k }}
    certificate: {{ type: mutualTLS }}
"
        ));
        let lowered = crate::lower(&api, None);
        let model = lowered.value;
        let said = model.operations.first().map(|operation| {
            let alternatives = operation.access.0.iter().map(|needs| {
                let needs = needs.iter().map(|need| {
                    let name = &model.schemes[need.scheme].name;
                    format!("{name}: {}", need.scopes.join(" "))
                });
                needs.collect::<Vec<_>>().join(" and ")
            });
            alternatives.collect::<Vec<_>>().join(" or ")
        });
        (said, lowered.diagnostics.len())
    }

    #[test]
    fn an_operation_asks_for_what_it_says_or_else_for_what_the_whole_says() {
        const ROOT: &str = "security: [{ token: [] }]";
        for (root, own, expected) in [
            ("", "", (Some(""), 0)),
            (ROOT, "", (Some("token: "), 0)),
            (ROOT, "security: []", (Some(""), 0)),
            (ROOT, "security: [{}]", (Some(""), 0)),
            (ROOT, "security: [{ key: [] }]", (Some("key: "), 0)),
            (
                "",
                "security: [{ token: [write, read, write], key: [] }, {}]",
                (Some("token: read write and key:  or "), 0),
            ),
            (
                "",
                "security: [{ certificate: [] }, { key: [] }]",
                (Some("key: "), 1),
            ),
            ("", "security: [{ token: [], certificate: [] }]", (None, 1)),
            ("security: [{ certificate: [] }]", "", (None, 1)),
        ] {
            let (said, findings) = access(root, own);
            assert_eq!((said.as_deref(), findings), expected, "{root} {own}");
        }
    }

    #[test]
    fn credentials_stand_where_the_scheme_says() {
        for (scheme, credentials) in [
            ("{ type: http, scheme: Bearer }", CredentialsFrom::Bearer),
            ("{ type: http, scheme: basic }", CredentialsFrom::Basic),
            (
                "{ type: http, scheme: Digest }",
                CredentialsFrom::Authorization("digest".to_owned()),
            ),
            (
                "{ type: apiKey, in: header, name: X-Key }",
                CredentialsFrom::Header("X-Key".to_owned()),
            ),
            (
                "{ type: apiKey, in: query, name: k }",
                CredentialsFrom::Query("k".to_owned()),
            ),
            (
                "{ type: apiKey, in: cookie, name: c }",
                CredentialsFrom::Cookie("c".to_owned()),
            ),
            (
                "{ type: openIdConnect, openIdConnectUrl: https://example.com/id }",
                CredentialsFrom::Bearer,
            ),
        ] {
            let api = described(&format!(
                "openapi: 3.0.3
info: {{ title: Things, version: 1.0.0 }}
paths:
  /things:
    get:
      security: [{{ it: [] }}]
      responses: {{ '204': {{ description: Done. }} }}
components:
  securitySchemes:
    it: {scheme}
"
            ));
            let model = crate::lower(&api, None).value;
            assert_eq!(model.schemes[0].credentials, credentials, "{scheme}");
        }
    }
}
