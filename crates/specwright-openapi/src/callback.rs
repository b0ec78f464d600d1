//! The Callback Objects: requests that the service sends. They are checked, and named as without effect.

use crate::cursor::{Cursor, identity};
use crate::extension;
use crate::fields::Fields;
use crate::later::Subject;
use crate::path_item::PathKey;
use crate::reader::Reader;
use crate::reference::Kind;
use crate::shape;
use specwright_source::Located;

impl<'a> Reader<'a> {
    /// The names of an operation's callbacks.
    pub(crate) fn callbacks(
        &mut self,
        holder: &Cursor<'a, '_>,
        fields: &mut Fields<'a>,
    ) -> Vec<Located<String>> {
        let Some(entry) = fields.take("callbacks") else {
            return Vec::new();
        };
        self.not_honoured(entry, "an operation");
        let Some((entry, object)) = self.object(Some(entry)) else {
            return Vec::new();
        };
        let cursor = holder.child(entry);
        let mut names = Vec::with_capacity(object.entries.len());
        for entry in &object.entries {
            if entry.key.starts_with("x-") {
                extension::judge(self, entry, &shape::CALLBACK);
                continue;
            }
            names.push(Located {
                value: entry.key.clone(),
                span: entry.key_span,
            });
            self.callback(&cursor.child(entry));
        }
        names
    }

    pub(crate) fn callback(&mut self, cursor: &Cursor<'a, '_>) {
        let Some(target) = self.resolve(cursor, Kind::Callback) else {
            return;
        };
        if !self.callbacks.insert(identity(target.node)) {
            return;
        }
        self.read_later(Subject::Callback, &target.cursor(cursor));
    }

    /// What a callback holds; the operations in it may have callbacks in their turn.
    pub(crate) fn callback_object(&mut self, cursor: &Cursor<'a, '_>) {
        let Some(object) = self.object_at(cursor, "a callback") else {
            return;
        };
        for entry in &object.entries {
            if entry.key.starts_with("x-") {
                extension::judge(self, entry, &shape::CALLBACK);
                continue;
            }
            let cursor = cursor.child(entry);
            let text = Located {
                value: entry.key.clone(),
                span: entry.key_span,
            };
            let key = PathKey {
                text,
                names: None,
                pointer: cursor.place.pointer(),
            };
            self.path_item(&cursor, &key, &mut Vec::new());
        }
    }
}
