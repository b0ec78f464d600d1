//! Security schemes, and the requirements that name them.

use crate::cursor::Cursor;
use crate::fields::Fields;
use crate::reader::Reader;
use crate::reference::Kind;
use crate::shape;
use crate::spec::{Flow, Location, SecurityKind, SecurityRequirement, SecurityScheme};
use crate::version::Version;
use specwright_diagnostics::{Severity, codes, nearest};
use specwright_source::{Entry, Located};

/// The values of `type`.
#[derive(Debug, Clone, Copy)]
enum SchemeType {
    ApiKey,
    Http,
    OAuth2,
    OpenIdConnect,
    MutualTls,
}

const TYPES: [(&str, SchemeType); 4] = [
    ("apiKey", SchemeType::ApiKey),
    ("http", SchemeType::Http),
    ("oauth2", SchemeType::OAuth2),
    ("openIdConnect", SchemeType::OpenIdConnect),
];

/// The flows, with the URLs that each must and may have: authorization, token.
const FLOWS: [(&str, bool, bool); 5] = [
    ("implicit", true, false),
    ("password", false, true),
    ("clientCredentials", false, true),
    ("authorizationCode", true, true),
    (DEVICE_FLOW, false, true),
];

/// The flow that came with OpenAPI 3.2.
const DEVICE_FLOW: &str = "deviceAuthorization";

impl<'a> Reader<'a> {
    pub(crate) fn security_scheme(
        &mut self,
        cursor: &Cursor<'a, '_>,
        entry: &Entry,
    ) -> Option<SecurityScheme> {
        let target = self.resolve(cursor, Kind::SecurityScheme)?;
        let cursor = target.cursor(cursor);
        let mut fields = self.fields(&cursor, &shape::SECURITY_SCHEME)?;
        let mut types = TYPES.to_vec();
        if self.version >= Version::V31 {
            types.push(("mutualTLS", SchemeType::MutualTls));
        }
        let kind = self.required(&mut fields, "type");
        let kind = self.choice(kind, &types);
        let description = self.text(fields.take("description"));
        let mut bearer_format = None;
        let mut flows = Vec::new();
        let kind = kind.and_then(|kind| match kind {
            SchemeType::ApiKey => self.api_key(&mut fields),
            SchemeType::Http => {
                bearer_format = self.text(fields.take("bearerFormat"));
                let scheme = self.required_text(&mut fields, "scheme")?;
                Some(SecurityKind::Http {
                    scheme: scheme.value.to_lowercase(),
                })
            }
            SchemeType::OAuth2 => {
                flows = self.flows(&cursor, &mut fields)?;
                Some(SecurityKind::OAuth2)
            }
            SchemeType::OpenIdConnect => {
                let url = self.required_text(&mut fields, "openIdConnectUrl")?;
                self.check_url(&url, "openIdConnectUrl");
                Some(SecurityKind::OpenIdConnect { url: url.value })
            }
            SchemeType::MutualTls => Some(SecurityKind::MutualTls),
        });
        if self.version == Version::V32 {
            self.flag(fields.take("deprecated"));
            self.text(fields.take("oauth2MetadataUrl"));
        }
        let fits = kind.is_some();
        self.of_other_types(&mut fields, fits);
        self.finish(fields);
        let name = Located {
            value: entry.key.clone(),
            span: entry.key_span,
        };
        Some(SecurityScheme {
            name,
            kind: kind?,
            description: target.description.or(description),
            bearer_format,
            flows,
        })
    }

    fn api_key(&mut self, fields: &mut Fields<'a>) -> Option<SecurityKind> {
        let places = [
            ("query", Location::Query),
            ("header", Location::Header),
            ("cookie", Location::Cookie),
        ];
        let place = self.required(fields, "in");
        let place = self.choice(place, &places);
        let name = self.required_text(fields, "name");
        let (location, name) = (place?, name?);
        if location != Location::Query && !crate::header::is_token(&name.value) {
            self.invalid_header_name(&name.value, name.span);
        }
        Some(SecurityKind::ApiKey {
            location,
            name: name.value,
        })
    }

    /// Keys that belong to security schemes of another type.
    fn of_other_types(&mut self, fields: &mut Fields<'a>, report: bool) {
        for key in [
            "name",
            "in",
            "scheme",
            "bearerFormat",
            "flows",
            "openIdConnectUrl",
        ] {
            if let Some(entry) = fields.take(key).filter(|_| report) {
                self.ignored(
                    entry,
                    "it belongs to security schemes of another type",
                    "remove it, or correct `type`",
                );
            }
        }
    }

    fn flows(&mut self, holder: &Cursor<'a, '_>, fields: &mut Fields<'a>) -> Option<Vec<Flow>> {
        let entry = self.required(fields, "flows")?;
        let cursor = holder.child(entry);
        let mut fields = self.fields(&cursor, &shape::FLOWS)?;
        let mut flows = Vec::new();
        let version = self.version;
        let is_flow = |key: &str| {
            FLOWS.iter().any(|(name, ..)| *name == key)
                && (version == Version::V32 || key != DEVICE_FLOW)
        };
        while let Some(entry) = fields.take_where(is_flow) {
            let known = FLOWS.into_iter().find(|(name, ..)| *name == entry.key);
            let Some((_, needs_authorization, needs_token)) = known else {
                continue;
            };
            flows.extend(self.flow(
                &cursor.child(entry),
                entry,
                needs_authorization,
                needs_token,
            ));
        }
        self.finish(fields);
        Some(flows)
    }

    fn flow(
        &mut self,
        cursor: &Cursor<'a, '_>,
        entry: &Entry,
        needs_authorization: bool,
        needs_token: bool,
    ) -> Option<Flow> {
        let mut fields = self.fields(cursor, &shape::FLOW)?;
        let authorization_url = self.flow_url(&mut fields, "authorizationUrl", needs_authorization);
        let token_url = self.flow_url(&mut fields, "tokenUrl", needs_token);
        if self.version == Version::V32 {
            self.documented_url(fields.take("deviceAuthorizationUrl"));
        }
        let refresh_url = self.text(fields.take("refreshUrl"));
        if let Some(url) = &refresh_url {
            self.check_url(url, "refreshUrl");
        }
        let mut scopes = Vec::new();
        let declared = self.required(&mut fields, "scopes");
        if let Some((_, object)) = self.object(declared) {
            for scope in object
                .entries
                .iter()
                .filter(|scope| !scope.key.starts_with("x-"))
            {
                let description = self
                    .text(Some(scope))
                    .map(|text| text.value)
                    .unwrap_or_default();
                scopes.push((
                    Located {
                        value: scope.key.clone(),
                        span: scope.key_span,
                    },
                    description,
                ));
            }
        }
        self.finish(fields);
        let name = Located {
            value: entry.key.clone(),
            span: entry.key_span,
        };
        Some(Flow {
            name,
            authorization_url,
            token_url,
            refresh_url,
            scopes,
        })
    }

    fn flow_url(
        &mut self,
        fields: &mut Fields<'a>,
        key: &'static str,
        needed: bool,
    ) -> Option<Located<String>> {
        let url = if needed {
            self.required_text(fields, key)
        } else {
            let entry = fields.take(key)?;
            self.ignored(entry, "a flow of this kind does not use it", "remove it");
            self.text(Some(entry))
        };
        if let Some(url) = &url {
            self.check_url(url, key);
        }
        url
    }

    /// `security` of the document or of an operation: alternatives, each of which asks for all of its schemes.
    pub(crate) fn security_requirements(
        &mut self,
        holder: &Cursor<'a, '_>,
        fields: &mut Fields<'a>,
    ) -> Option<Vec<SecurityRequirement>> {
        let (entry, items) = self.array(fields.take("security"))?;
        let cursor = holder.child(entry);
        let mut requirements = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            let cursor = cursor.item(index, item);
            let Some(object) = self.object_at(&cursor, "a security requirement") else {
                continue;
            };
            let mut schemes = Vec::with_capacity(object.entries.len());
            for entry in &object.entries {
                self.check_security_scheme(entry);
                // A requirement that is broken keeps its scheme: it must never come to mean that anybody may call.
                let scopes = self
                    .array(Some(entry))
                    .map_or(&[][..], |(_, scopes)| scopes);
                let holder = cursor.child(entry);
                let scopes = scopes.iter().enumerate();
                let scopes = scopes.filter_map(|(index, scope)| {
                    self.item_text(&holder.item(index, scope), "a scope")
                });
                schemes.push((
                    Located {
                        value: entry.key.clone(),
                        span: entry.key_span,
                    },
                    scopes.collect(),
                ));
            }
            requirements.push(SecurityRequirement {
                span: cursor.at,
                schemes,
            });
        }
        Some(requirements)
    }

    /// A misspelt scheme is an error. One that nothing resembles is declared elsewhere, or was forgotten: whoever
    /// enforces security must refuse every caller then, and the warning says so.
    fn check_security_scheme(&mut self, entry: &Entry) {
        let name = entry.key.as_str();
        if self.security_schemes.contains(name) {
            let mut pointer = "/components/securitySchemes".to_owned();
            crate::cursor::push_token(&mut pointer, name);
            self.used.insert(pointer);
            return;
        }
        let message = format!("the security scheme `{name}` is not declared");
        if let Some(meant) = nearest(name, self.security_schemes.iter().copied()) {
            let help = format!("did you mean `{meant}`?");
            self.report(
                &codes::UNDEFINED_SECURITY_SCHEME,
                entry.key_span,
                message,
                help,
            );
        } else {
            let help =
                "add it to `components/securitySchemes`; no caller can satisfy it as it stands";
            self.report_as(
                Severity::Warning,
                &codes::UNDEFINED_SECURITY_SCHEME,
                entry.key_span,
                message,
                help,
            );
        }
    }
}
