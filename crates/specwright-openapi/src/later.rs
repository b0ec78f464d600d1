//! What is put off while its holder is read, so that no chain of references uses up the stack.

use crate::cursor::{Cursor, Place};
use crate::document::DocumentId;
use crate::reader::Reader;
use specwright_diagnostics::Span;
use specwright_source::Node;

/// What has been put off.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Subject {
    /// The contents of a callback.
    Callback,
    /// Encodings that have no effect where they stand.
    Encodings,
}

pub(crate) struct Waiting<'a> {
    subject: Subject,
    node: &'a Node,
    at: Span,
    document: DocumentId,
    pointer: String,
}

impl<'a> Reader<'a> {
    pub(crate) fn read_later(&mut self, subject: Subject, cursor: &Cursor<'a, '_>) {
        self.waiting.push(Waiting {
            subject,
            node: cursor.node,
            at: cursor.at,
            document: cursor.place.document(),
            pointer: cursor.place.pointer(),
        });
    }

    /// Reads what has been put off, and the schemas, which are all put off.
    pub(crate) fn read_what_waits(&mut self) {
        while let Some(Waiting {
            subject,
            node,
            at,
            document,
            pointer,
        }) = self.waiting.pop()
        {
            let cursor = Cursor {
                node,
                at,
                place: Place::Start {
                    document,
                    pointer: &pointer,
                },
            };
            match subject {
                Subject::Callback => self.callback_object(&cursor),
                Subject::Encodings => drop(self.encodings(&cursor)),
            }
        }
        self.read_waiting_schemas();
    }
}
