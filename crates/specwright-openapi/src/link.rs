//! The Link Objects: documentation of what a client may do next, checked and not kept.

use crate::cursor::Cursor;
use crate::fields::Fields;
use crate::reader::Reader;
use crate::reference::Kind;
use crate::shape;
use specwright_diagnostics::codes;

impl<'a> Reader<'a> {
    pub(crate) fn links(&mut self, holder: &Cursor<'a, '_>, fields: &mut Fields<'a>) {
        let Some((entry, object)) = self.object(fields.take("links")) else {
            return;
        };
        let cursor = holder.child(entry);
        for entry in &object.entries {
            self.link(&cursor.child(entry));
        }
    }

    pub(crate) fn link(&mut self, cursor: &Cursor<'a, '_>) {
        let Some(target) = self.resolve(cursor, Kind::Link) else {
            return;
        };
        let cursor = target.cursor(cursor);
        let Some(mut fields) = self.fields(&cursor, &shape::LINK) else {
            return;
        };
        let operation_ref = fields.take("operationRef");
        let operation_id = fields.take("operationId");
        self.text(operation_ref);
        if let Some(id) = self.text(operation_id) {
            self.linked_operations.push((id.value, id.span));
        }
        match (operation_ref, operation_id) {
            (Some(first), Some(second)) => self.exclusive(&fields, first, second),
            (None, None) => {
                let message = "a link has neither `operationId` nor `operationRef`";
                self.report(&codes::MISSING_KEY, fields.at, message, "add `operationId`");
            }
            _ => {}
        }
        self.object(fields.take("parameters"));
        // Any value may stand here, or an expression.
        fields.take("requestBody");
        self.text(fields.take("description"));
        if let Some(entry) = fields.take("server") {
            self.server(&cursor.child(entry));
        }
        self.finish(fields);
    }
}
