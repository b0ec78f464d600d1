//! The Request Body Object.

use crate::cursor::{Cursor, identity};
use crate::reader::Reader;
use crate::reference::Kind;
use crate::shape;
use crate::spec::RequestBody;
use specwright_diagnostics::{Severity, codes};
use specwright_source::Entry;

impl<'a> Reader<'a> {
    pub(crate) fn request_body(&mut self, cursor: &Cursor<'a, '_>) -> Option<RequestBody> {
        let target = self.resolve(cursor, Kind::RequestBody)?;
        let key = identity(target.node);
        if !self.request_bodies.contains_key(&key) {
            self.request_bodies.insert(key, None);
            let body = self.request_body_object(&target.cursor(cursor));
            self.request_bodies.insert(key, body);
        }
        let mut body = self.request_bodies.get(&key).cloned().flatten()?;
        body.description = target.description.or(body.description);
        Some(body)
    }

    fn request_body_object(&mut self, cursor: &Cursor<'a, '_>) -> Option<RequestBody> {
        let mut fields = self.fields(cursor, &shape::REQUEST_BODY)?;
        let description = self.text(fields.take("description"));
        let required = self.is_set(fields.take("required"));
        let entry = self.required(&mut fields, "content");
        let content = entry
            .map(|entry| self.content(&cursor.child(entry), true))
            .unwrap_or_default();
        let is_empty = |entry: &&Entry| {
            let object = entry.node.as_object();
            object.is_some_and(|object| object.entries.is_empty())
        };
        if let Some(entry) = entry.filter(is_empty) {
            let message = "`content` of a request body is empty, so no body could be sent";
            let help = "add a media type, or remove the request body";
            // A body that need not be sent is then never sent.
            let severity = if required {
                codes::INVALID_VALUE.severity
            } else {
                Severity::Warning
            };
            self.report_as(
                severity,
                &codes::INVALID_VALUE,
                entry.key_span,
                message,
                help,
            );
            self.finish(fields);
            return None;
        }
        self.finish(fields);
        Some(RequestBody {
            span: cursor.at,
            description,
            required,
            content,
        })
    }
}
