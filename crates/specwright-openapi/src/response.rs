//! The Responses Object and the Response Objects.

use crate::cursor::{Cursor, identity};
use crate::extension;
use crate::fields::Fields;
use crate::reader::Reader;
use crate::reference::Kind;
use crate::shape;
use crate::spec::{Response, Status};
use crate::version::Version;
use specwright_diagnostics::{Severity, codes};
use specwright_source::{Entry, Located};

impl<'a> Reader<'a> {
    pub(crate) fn responses(&mut self, cursor: &Cursor<'a, '_>) -> Vec<Response> {
        let Some(object) = self.object_at(cursor, "`responses`") else {
            return Vec::new();
        };
        let mut responses = Vec::with_capacity(object.entries.len());
        let mut described = false;
        for entry in &object.entries {
            if entry.key.starts_with("x-") {
                extension::judge(self, entry, &shape::RESPONSES);
                continue;
            }
            described = true;
            let status = self.status_key(entry);
            let response = self.response_object(&cursor.child(entry));
            if let (Some(status), Some(mut response)) = (status, response) {
                response.status = status;
                response.span = entry.key_span;
                responses.push(response);
            }
        }
        if !described {
            let message = "`responses` is empty: an operation answers something";
            self.report(
                &codes::MISSING_KEY,
                cursor.at,
                message,
                "add a status with a description",
            );
        }
        responses
    }

    /// The status of a key; a range in small letters is taken for what it must mean.
    fn status_key(&mut self, entry: &Entry) -> Option<Status> {
        let found = status(&entry.key);
        if found.is_some() {
            return found;
        }
        let message = format!("`{}` is not a status", entry.key.escape_debug());
        let upper = entry.key.to_ascii_uppercase();
        let meant = status(&upper);
        let (severity, help) = if meant.is_some() {
            (
                Severity::Warning,
                format!("it is taken for `{upper}`; write that"),
            )
        } else {
            let help = "write a status from 100 to 599, a range such as `4XX`, or `default`";
            (codes::INVALID_STATUS.severity, help.to_owned())
        };
        self.report_as(
            severity,
            &codes::INVALID_STATUS,
            entry.key_span,
            message,
            help,
        );
        meant
    }

    /// A response without its status, which its holder knows.
    pub(crate) fn response_object(&mut self, cursor: &Cursor<'a, '_>) -> Option<Response> {
        let target = self.resolve(cursor, Kind::Response)?;
        let key = identity(target.node);
        if !self.responses.contains_key(&key) {
            self.responses.insert(key, None);
            let response = self.response(&target.cursor(cursor));
            self.responses.insert(key, response);
        }
        let mut response = self.responses.get(&key).cloned().flatten()?;
        response.description = target.description.unwrap_or(response.description);
        Some(response)
    }

    fn response(&mut self, cursor: &Cursor<'a, '_>) -> Option<Response> {
        let mut fields = self.fields(cursor, &shape::RESPONSE)?;
        let description = self.response_description(&mut fields);
        let headers = self.headers(cursor, &mut fields);
        let content = fields
            .take("content")
            .map(|entry| self.content(&cursor.child(entry), false))
            .unwrap_or_default();
        self.links(cursor, &mut fields);
        self.finish(fields);
        let description = description.unwrap_or_else(|| Located {
            value: String::new(),
            span: cursor.at,
        });
        Some(Response {
            span: cursor.at,
            status: Status::Default,
            description,
            headers,
            content,
        })
    }

    /// `description`, which OpenAPI 3.2 does not demand; there, `summary` may stand in for it.
    fn response_description(&mut self, fields: &mut Fields<'a>) -> Option<Located<String>> {
        if self.version < Version::V32 {
            let entry = self.required(fields, "description");
            return self.text(entry);
        }
        let summary = self.text(fields.take("summary"));
        self.text(fields.take("description")).or(summary)
    }
}

/// The status of a key: three digits, a digit and `XX`, or `default`.
fn status(key: &str) -> Option<Status> {
    if key == "default" {
        return Some(Status::Default);
    }
    let class = key
        .bytes()
        .next()
        .filter(|first| (b'1'..=b'5').contains(first) && key.len() == 3)?;
    if &key[1..] == "XX" {
        return Some(Status::Range(class - b'0'));
    }
    key.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| key.parse().ok())
        .flatten()
        .map(Status::Code)
}

#[cfg(test)]
mod tests {
    use super::status;
    use crate::spec::Status;

    #[test]
    fn statuses_are_codes_ranges_or_the_default() {
        assert_eq!(status("204"), Some(Status::Code(204)));
        assert_eq!(status("4XX"), Some(Status::Range(4)));
        assert_eq!(status("default"), Some(Status::Default));
        for key in [
            "20", "2000", "4xx", "600", "099", "XX", "é1", "+20", "Default", "",
        ] {
            assert_eq!(status(key), None, "{key}");
        }
    }
}
