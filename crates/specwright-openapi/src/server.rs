//! The Server Objects, with their variables.

use crate::cursor::Cursor;
use crate::fields::Fields;
use crate::reader::Reader;
use crate::shape;
use crate::spec::Server;
use crate::template;
use specwright_diagnostics::{Severity, codes, nearest};
use specwright_source::{Entry, Located};
use std::collections::BTreeMap;

impl<'a> Reader<'a> {
    pub(crate) fn servers(
        &mut self,
        holder: &Cursor<'a, '_>,
        fields: &mut Fields<'a>,
    ) -> Vec<Server> {
        let Some((entry, items)) = self.array(fields.take("servers")) else {
            return Vec::new();
        };
        let cursor = holder.child(entry);
        items
            .iter()
            .enumerate()
            .filter_map(|(index, item)| self.server(&cursor.item(index, item)))
            .collect()
    }

    /// `servers` of a path item or an operation: checked, and named as without effect.
    pub(crate) fn local_servers(&mut self, holder: &Cursor<'a, '_>, fields: &mut Fields<'a>) {
        if let Some(entry) = holder
            .node
            .as_object()
            .and_then(|object| object.entry("servers"))
        {
            let servers = self.servers(holder, fields);
            // Some tools repeat the document's servers everywhere; that changes nothing.
            if servers
                .iter()
                .any(|server| !self.server_urls.contains(&server.url.value))
            {
                self.not_honoured(entry, fields.shape.name);
            }
        }
    }

    pub(crate) fn server(&mut self, cursor: &Cursor<'a, '_>) -> Option<Server> {
        let mut fields = self.fields(cursor, &shape::SERVER)?;
        let url = self.required_text(&mut fields, "url");
        let description = self.text(fields.take("description"));
        self.documentation_of_3_2(&mut fields, &["name"]);
        let variables_entry = fields.take("variables");
        let mut variables = BTreeMap::new();
        if let Some((entry, object)) = self.object(variables_entry) {
            let holder = cursor.child(entry);
            for variable in &object.entries {
                let default = self.variable(&holder.child(variable));
                variables.insert(variable.key.as_str(), default.unwrap_or_default());
            }
        }
        self.finish(fields);
        let url = url?;
        let text = match template::names(&url.value) {
            Ok(names) => {
                self.check_variables(&url, &names, &variables, variables_entry);
                template::filled(&url.value, |name| variables.get(name).map(String::as_str))
            }
            Err(why) => {
                let message = format!("the server URL `{}` is broken: {why}", url.value);
                self.report(
                    &codes::INVALID_URL,
                    url.span,
                    message,
                    "write each variable as `{name}`",
                );
                url.value
            }
        };
        Some(Server {
            url: Located {
                value: text,
                span: url.span,
            },
            description,
        })
    }

    fn check_variables(
        &mut self,
        url: &Located<String>,
        names: &[&str],
        variables: &BTreeMap<&str, String>,
        entry: Option<&Entry>,
    ) {
        for name in names.iter().filter(|name| !variables.contains_key(*name)) {
            let help = nearest(name, variables.keys().copied()).map_or_else(
                || format!("declare `{name}` under `variables`, with a default"),
                |meant| format!("did you mean `{meant}`?"),
            );
            let message = format!("the server variable `{name}` is not declared");
            self.report(&codes::SERVER_VARIABLE, url.span, message, help);
        }
        let declared = entry
            .and_then(|entry| entry.node.as_object())
            .map_or(&[][..], |object| &object.entries);
        for variable in declared
            .iter()
            .filter(|variable| !names.contains(&variable.key.as_str()))
        {
            self.report_as(
                Severity::Warning,
                &codes::SERVER_VARIABLE,
                variable.key_span,
                format!(
                    "the server variable `{}` is not used by the URL `{}`",
                    variable.key, url.value
                ),
                format!("remove it, or write `{{{}}}` in the URL", variable.key),
            );
        }
    }

    /// The default of a variable.
    fn variable(&mut self, cursor: &Cursor<'a, '_>) -> Option<String> {
        let mut fields = self.fields(cursor, &shape::SERVER_VARIABLE)?;
        let default = self.required(&mut fields, "default");
        let default = self.text(default);
        self.text(fields.take("description"));
        let mut values = Vec::new();
        if let Some((entry, items)) = self.array(fields.take("enum")) {
            let holder = cursor.child(entry);
            if items.is_empty() {
                let message = "`enum` of a server variable is empty";
                self.report(
                    &codes::INVALID_VALUE,
                    entry.key_span,
                    message,
                    "list the values, or remove the key",
                );
            }
            for (index, item) in items.iter().enumerate() {
                values.extend(
                    self.item_text(&holder.item(index, item), "a value of a server variable"),
                );
            }
        }
        self.finish(fields);
        let default = default?;
        if !values.is_empty() && !values.iter().any(|value| value.value == default.value) {
            let message = format!(
                "the default `{}` is not one of the variable's values",
                default.value
            );
            self.report(
                &codes::SERVER_VARIABLE,
                default.span,
                message,
                "add it to `enum`, or choose another default",
            );
        }
        Some(default.value)
    }

    /// Reports a URL of which no client can make use. Relative ones are allowed.
    pub(crate) fn check_url(&mut self, url: &Located<String>, key: &str) {
        self.check_url_as(codes::INVALID_URL.severity, url, key);
    }

    /// The same for the URLs of documentation, on which nothing depends.
    pub(crate) fn documented_url(&mut self, entry: Option<&'a Entry>) -> Option<Located<String>> {
        let url = self.text(entry)?;
        self.check_url_as(
            Severity::Warning,
            &url,
            entry.map_or("", |entry| &entry.key),
        );
        Some(url)
    }

    fn check_url_as(&mut self, severity: Severity, url: &Located<String>, key: &str) {
        if !is_url(&url.value) {
            let message = format!("`{key}` is `{}`, which is no URL", url.value.escape_debug());
            let help = "write an address, such as `https://example.com/here` or `/here`";
            self.report_as(severity, &codes::INVALID_URL, url.span, message, help);
        }
    }
}

/// `scheme:…` with a host behind `//`, or a reference relative to the server that begins with `/` or `.`.
fn is_url(text: &str) -> bool {
    if text
        .chars()
        .any(|char| char.is_whitespace() || char.is_control())
    {
        return false;
    }
    if text.starts_with(['/', '.']) {
        return true;
    }
    let Some((scheme, rest)) = text.split_once(':') else {
        // Hosts without a scheme are common: `example.com/token`.
        return text
            .split('/')
            .next()
            .is_some_and(|host| host.contains('.'));
    };
    let named = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|char| char.is_ascii_alphanumeric() || matches!(char, '+' | '-' | '.'));
    named
        && rest
            .strip_prefix("//")
            .map_or(!rest.is_empty(), |host| !host.is_empty())
}

#[cfg(test)]
mod tests {
    use super::is_url;

    #[test]
    fn addresses_are_told_from_other_text() {
        for url in [
            "https://example.com/token",
            "/oauth/token",
            "example.com/authorize",
            "urn:x",
            "https://{host}/t",
        ] {
            assert!(is_url(url), "{url}");
        }
        for text in ["-", "", "https://", "not a url", "a\nb"] {
            assert!(!is_url(text), "{text}");
        }
    }
}
