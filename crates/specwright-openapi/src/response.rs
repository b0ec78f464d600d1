//! The Responses Object and the Response Objects.

use crate::cursor::{Cursor, identity};
use crate::extension;
use crate::reader::Reader;
use crate::reference::Kind;
use crate::shape;
use crate::spec::{Response, Status};
use specwright_diagnostics::codes;
use specwright_source::Located;

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
            let status = status(&entry.key);
            if status.is_none() {
                let message = format!("`{}` is not a status", entry.key.escape_debug());
                let upper = entry.key.to_ascii_uppercase();
                let help = if crate::response::status(&upper).is_some() {
                    format!("did you mean `{upper}`?")
                } else {
                    "write a status from 100 to 599, a range such as `4XX`, or `default`".to_owned()
                };
                self.report(&codes::INVALID_STATUS, entry.key_span, message, help);
            }
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
        let entry = self.required(&mut fields, "description");
        let description = self.text(entry);
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
