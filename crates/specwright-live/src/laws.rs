//! A description and a running service → where the service breaks what follows from the description.

mod conform;
mod exchange;
mod formats;
mod judge;
mod protocol;
mod refusals;
mod resources;
mod sample;

use crate::LiveError;
use exchange::Client;
use sample::{Extent, Sampler};
use serde_json::Value;
use specwright_diagnostics::{Diagnostic, sort_and_deduplicate};
use specwright_openapi::{Description, Location, MediaType, Method, Operation};
use std::collections::BTreeMap;

/// What was found, how much was looked at, and what was not.
#[derive(Debug, Clone, Default)]
pub struct LawReport {
    /// The findings, each at the operation that it is about.
    pub findings: Vec<Diagnostic>,
    /// How often each kind of law was tried.
    pub checked: BTreeMap<&'static str, u32>,
    /// What could not be tried, each with the reason.
    pub untested: Vec<String>,
}

/// Runs the laws over a service whose database is empty: it creates resources, looks at them, changes and deletes them,
/// sends requests that must be refused, and tries the rules of HTTP on each path. `body_limit` is the service's own.
pub fn check_laws(
    description: &Description,
    url: &str,
    body_limit: usize,
) -> Result<LawReport, LiveError> {
    let mut laws = Laws {
        description,
        client: Client::new(url),
        base: base_path(description),
        body_limit,
        known: BTreeMap::new(),
        findings: Vec::new(),
        checked: BTreeMap::new(),
        seen: BTreeMap::new(),
    };
    laws.create()?;
    laws.visit()?;
    laws.refusals()?;
    laws.protocol()?;
    laws.delete()?;
    sort_and_deduplicate(&mut laws.findings);
    let untested = description
        .operations
        .iter()
        .filter_map(|operation| laws.untested(operation))
        .collect();
    Ok(LawReport {
        findings: laws.findings,
        checked: laws.checked,
        untested,
    })
}

struct Laws<'d> {
    description: &'d Description,
    client: Client,
    /// What stands before each path, without a slash at its end.
    base: String,
    body_limit: usize,
    /// Keys of what exists, under the names of the path parameters that hold them.
    known: BTreeMap<String, Value>,
    findings: Vec<Diagnostic>,
    checked: BTreeMap<&'static str, u32>,
    /// A status that each operation has answered with, under its pointer; a success where there was one.
    seen: BTreeMap<String, u16>,
}

impl Laws<'_> {
    fn count(&mut self, law: &'static str) {
        *self.checked.entry(law).or_default() += 1;
    }

    /// Why an operation has never succeeded, if it has not.
    fn untested(&self, operation: &Operation) -> Option<String> {
        let name = judge::name(operation);
        match self.seen.get(&operation.pointer) {
            Some(200..400) => None,
            Some(501) => Some(format!("`{name}` is not written yet")),
            Some(status) => Some(format!(
                "`{name}`: no request was found that it answers with success, only with {status}"
            )),
            None => Some(format!(
                "`{name}`: nothing exists that it could be called on"
            )),
        }
    }

    /// The path of an operation, with keys of what exists where they are known and made-up ones elsewhere.
    fn target(&self, operation: &Operation) -> Option<String> {
        self.filled(operation, &|parameter| {
            let schema = operation
                .parameters
                .iter()
                .find(|own| own.location == Location::Path && own.name.value == parameter)?;
            let sampler = Sampler {
                description: self.description,
                known: &self.known,
                extent: Extent::Required,
            };
            sampler.named(parameter, schema.schema).as_ref().map(plain)
        })
    }

    /// The path of an operation on something that exists.
    fn existing_target(&self, operation: &Operation) -> Option<String> {
        self.filled(operation, &|parameter| self.known.get(parameter).map(plain))
    }

    /// The path of an operation with one parameter set.
    fn target_with(&self, operation: &Operation, parameter: &str, value: &str) -> Option<String> {
        let mut path = operation.path.value.clone();
        path = path.replace(&format!("{{{parameter}}}"), "\u{0}");
        let operation = Operation {
            path: specwright_source::Located {
                value: path,
                span: operation.path.span,
            },
            ..operation.clone()
        };
        Some(self.target(&operation)?.replace('\u{0}', &encoded(value)))
    }

    fn filled(
        &self,
        operation: &Operation,
        value: &dyn Fn(&str) -> Option<String>,
    ) -> Option<String> {
        let mut target = self.base.clone();
        let mut rest = operation.path.value.as_str();
        while let Some(start) = rest.find('{') {
            let end = start + rest[start..].find('}')?;
            target.push_str(&rest[..start]);
            target.push_str(&encoded(&value(&rest[start + 1..end])?));
            rest = &rest[end + 1..];
        }
        Some(target + rest)
    }

    /// A body that keeps the description, with its media type.
    fn sample_body(&self, operation: &Operation, extent: Extent) -> Option<(String, Value)> {
        self.sample_body_with(operation, extent, &BTreeMap::new())
    }

    fn sample_body_with(
        &self,
        operation: &Operation,
        extent: Extent,
        more: &BTreeMap<String, Value>,
    ) -> Option<(String, Value)> {
        let content = operation
            .request_body
            .iter()
            .flat_map(|body| &body.content)
            .find(|content| is_json(content))?;
        let mut known = self.known.clone();
        known.extend(more.clone());
        let schema = content.schema?;
        let value = |extent| {
            Sampler {
                description: self.description,
                known: &known,
                extent,
            }
            .value(schema)
        };
        // What is required may be too little (`minProperties`).
        let value = value(extent).or_else(|| value(Extent::Full))?;
        Some((content.name.value.clone(), value))
    }

    /// Values for references whose names nobody knows, to be tried in turn.
    fn stand_ins(&self, operation: &Operation) -> Vec<BTreeMap<String, Value>> {
        let mut stand_ins = vec![BTreeMap::new()];
        let content = operation
            .request_body
            .iter()
            .flat_map(|body| &body.content)
            .find(|content| is_json(content));
        let Some(schema) = content.and_then(|content| content.schema) else {
            return stand_ins;
        };
        let schema = self.description.schema(schema);
        let unknown = |name: &str| {
            let property = schema.properties.iter().find(|(own, _)| own.value == name);
            let format = property.and_then(|(_, id)| self.description.schema(*id).format.as_ref());
            format.is_some_and(|format| format.value == "uuid") && !self.known.contains_key(name)
        };
        let unknown: Vec<&str> = schema
            .required
            .iter()
            .map(|name| name.value.as_str())
            .filter(|name| unknown(name))
            .collect();
        if !unknown.is_empty() {
            let with = |value: &Value| {
                unknown
                    .iter()
                    .map(|name| ((*name).to_owned(), value.clone()))
                    .collect()
            };
            stand_ins = self.known.values().map(with).collect();
        }
        stand_ins
    }
}

/// The path of the first server, without a slash at its end.
fn base_path(description: &Description) -> String {
    let url = description
        .servers
        .first()
        .map_or("", |server| server.url.value.as_str());
    let path = url.find("://").map_or(url, |at| {
        url[at + 3..]
            .find('/')
            .map_or("", |slash| &url[at + 3 + slash..])
    });
    path.trim_end_matches('/').to_owned()
}

fn is_json(content: &MediaType) -> bool {
    let name = content.name.value.to_ascii_lowercase();
    name == "application/json" || name.ends_with("+json")
}

fn method_word(method: Method) -> &'static str {
    match method {
        Method::Get => "GET",
        Method::Put => "PUT",
        Method::Post => "POST",
        Method::Delete => "DELETE",
        Method::Options => "OPTIONS",
        Method::Head => "HEAD",
        Method::Patch => "PATCH",
        Method::Trace => "TRACE",
    }
}

/// A value as it stands in a path or a query.
fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// A text with everything encoded that is not unreserved (RFC 3986, section 2.3).
fn encoded(text: &str) -> String {
    let unreserved =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
    let byte = |byte: u8| {
        if unreserved(byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    text.bytes().map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::encoded;

    #[test]
    fn a_text_is_encoded_for_a_path() {
        assert_eq!(encoded("a b/ü~"), "a%20b%2F%C3%BC~");
    }
}
