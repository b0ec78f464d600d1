//! The keys of one object: each is claimed by a reader, and what is left is reported.

use crate::cursor::Cursor;
use crate::extension;
use crate::reader::Reader;
use crate::shape::{self, Shape};
use crate::version::Version;
use specwright_diagnostics::{Severity, Span, codes, nearest};
use specwright_source::Entry;

/// The keys of an object that nobody has claimed yet.
pub(crate) struct Fields<'a> {
    pub(crate) shape: &'static Shape,
    pub(crate) at: Span,
    unclaimed: Vec<&'a Entry>,
}

impl<'a> Fields<'a> {
    /// Claims a key.
    pub(crate) fn take(&mut self, key: &str) -> Option<&'a Entry> {
        debug_assert!(
            key.starts_with("x-") || self.shape.knows(key),
            "the table of {} does not list `{key}`",
            self.shape.name
        );
        let index = self.unclaimed.iter().position(|entry| entry.key == key)?;
        Some(self.unclaimed.remove(index))
    }

    /// Claims the first key that satisfies a condition.
    pub(crate) fn take_where(&mut self, wanted: impl Fn(&str) -> bool) -> Option<&'a Entry> {
        let index = self.unclaimed.iter().position(|entry| wanted(&entry.key))?;
        Some(self.unclaimed.remove(index))
    }

    /// What nobody has claimed, for a reader that judges it itself.
    pub(crate) fn into_unclaimed(self) -> impl Iterator<Item = &'a Entry> {
        self.unclaimed.into_iter()
    }

    /// Whether a key is there and not claimed yet.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.unclaimed.iter().any(|entry| entry.key == key)
    }
}

impl<'a> Reader<'a> {
    /// The keys of an object; anything else than an object is reported.
    pub(crate) fn fields(
        &mut self,
        cursor: &Cursor<'a, '_>,
        shape: &'static Shape,
    ) -> Option<Fields<'a>> {
        let Some(object) = cursor.node.as_object() else {
            self.wrong_type(cursor.node, cursor.at, shape.name, "an object");
            return None;
        };
        Some(Fields {
            shape,
            at: cursor.at,
            unclaimed: object.entries.iter().collect(),
        })
    }

    /// Claims a key that must be there.
    pub(crate) fn required(
        &mut self,
        fields: &mut Fields<'a>,
        key: &'static str,
    ) -> Option<&'a Entry> {
        let entry = fields.take(key);
        if entry.is_none() {
            self.missing(fields, key);
        }
        entry
    }

    /// Reports that a key is not there.
    pub(crate) fn missing(&mut self, fields: &Fields<'a>, key: &str) {
        let noun = fields.shape.name;
        let misspelt = |entry: &&Entry| {
            !entry.key.starts_with("x-")
                && !fields.shape.knows(&entry.key)
                && nearest(&entry.key, [key]).is_some()
        };
        if fields.unclaimed.iter().any(misspelt) {
            // That key is reported as unknown, together with its right name.
            return;
        }
        self.report(
            &codes::MISSING_KEY,
            fields.at,
            format!("{noun} has no `{key}`"),
            format!("add `{key}`"),
        );
    }

    /// Reports what nobody has claimed.
    pub(crate) fn finish(&mut self, fields: Fields<'a>) {
        for entry in fields.unclaimed {
            if entry.key.starts_with("x-") && fields.shape.extensible {
                extension::judge(self, entry, fields.shape);
            } else {
                self.unknown_key(entry, fields.shape);
            }
        }
    }

    /// Refuses a part of OpenAPI 3.2 that 3.1 has no words for.
    pub(crate) fn part_of_3_2(&mut self, span: Span, part: &str) {
        self.report(
            &codes::PART_OF_3_2,
            span,
            format!("{part} came with OpenAPI 3.2, and is not supported"),
            "say it in the terms of OpenAPI 3.1, or remove it",
        );
    }

    /// Claims keys of OpenAPI 3.2 that hold documentation alone; documents of other versions do not know them.
    pub(crate) fn documentation_of_3_2(&mut self, fields: &mut Fields<'a>, keys: &[&'static str]) {
        if self.version == Version::V32 {
            for key in keys {
                self.text(fields.take(key));
            }
        }
    }

    fn unknown_key(&mut self, entry: &Entry, shape: &'static Shape) {
        let (key, noun) = (&entry.key, shape.name);
        if self.version == Version::V30 && shape.since_3_1.contains(&key.as_str()) {
            let help = shape::in_terms_of_3_0(key).map_or_else(
                || "remove it, or declare `openapi: 3.1.0`".to_owned(),
                |instead| format!("write {instead}, or declare `openapi: 3.1.0`"),
            );
            let message = format!(
                "`{key}` is a key of OpenAPI 3.1, and this document is of {}",
                self.version_text
            );
            self.report(
                &codes::KEY_OF_ANOTHER_VERSION,
                entry.key_span,
                message,
                help,
            );
        } else if self.version == Version::V32 && shape.since_3_2.contains(&key.as_str()) {
            self.part_of_3_2(entry.key_span, &format!("`{key}` of {noun}"));
        } else if shape.since_3_2.contains(&key.as_str()) {
            let message = format!(
                "`{key}` is a key of OpenAPI 3.2, and this document is of {}",
                self.version_text
            );
            self.report(
                &codes::KEY_OF_ANOTHER_VERSION,
                entry.key_span,
                message,
                "remove it",
            );
        } else if let Some(why) = shape::harmless(key, shape) {
            self.report_as(
                Severity::Warning,
                &codes::UNKNOWN_KEY,
                entry.key_span,
                format!("`{key}` is not a key of {noun}; {why}"),
                "it has no effect; remove it, or begin it with `x-`",
            );
        } else if let Some(instead) = shape
            .gone
            .iter()
            .find(|(gone, _)| gone == key)
            .map(|(_, instead)| instead)
        {
            let message = format!("`{key}` is not a key of {noun} in OpenAPI 3");
            self.report(
                &codes::KEY_OF_ANOTHER_VERSION,
                entry.key_span,
                message,
                format!("write {instead}"),
            );
        } else {
            let known = shape.keys.iter().chain(if self.version == Version::V30 {
                &[][..]
            } else {
                shape.since_3_1
            });
            let help = nearest(key, known.copied()).map_or_else(
                || "remove it; a key of your own begins with `x-`".to_owned(),
                |meant| format!("did you mean `{meant}`?"),
            );
            self.report(
                &codes::UNKNOWN_KEY,
                entry.key_span,
                format!("`{key}` is not a key of {noun}"),
                help,
            );
        }
    }
}
