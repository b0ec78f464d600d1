//! The keys that stand beside a `$ref`: which of them have an effect.

use crate::reader::Reader;
use crate::reference::Kind;
use crate::version::Version;
use specwright_diagnostics::{Severity, codes};
use specwright_source::{Entry, Located, Node};

impl<'a> Reader<'a> {
    /// What stands beside a `$ref`: in 3.0 it has no effect, in 3.1 two keys have one, and the answer is their text.
    /// Schemas of 3.1 and path items are read as wholes by their own readers, and nothing of them is judged here.
    pub(crate) fn siblings(&mut self, node: &'a Node, kind: Kind) -> Option<Located<String>> {
        let object = node.as_object().filter(|_| kind != Kind::PathItem)?;
        let siblings = object.entries.iter().filter(|entry| entry.key != "$ref");
        self.judge_siblings(siblings, kind)
    }

    /// The same for the given keys.
    pub(crate) fn judge_siblings(
        &mut self,
        siblings: impl Iterator<Item = &'a Entry>,
        kind: Kind,
    ) -> Option<Located<String>> {
        let mut own = None;
        for entry in siblings {
            if entry.key.starts_with("x-") {
                crate::extension::judge(self, entry, &crate::shape::REFERENCE);
            } else if self.version >= Version::V31
                && matches!(entry.key.as_str(), "summary" | "description")
            {
                let text = self.text(Some(entry));
                own = if entry.key == "description" {
                    text
                } else {
                    own.or(text)
                };
            } else {
                let documentation = ["summary", "description", "title", "example", "externalDocs"];
                let severity = if documentation.contains(&entry.key.as_str()) {
                    Severity::Note
                } else {
                    Severity::Warning
                };
                let help = if kind == Kind::Schema {
                    "wrap the reference, as in `allOf: [{ $ref: … }]`, and put the key beside `allOf`"
                } else {
                    "move the key into the object that is referred to"
                };
                self.report_as(
                    severity,
                    &codes::IGNORED_KEY,
                    entry.key_span,
                    format!("`{}` has no effect: it stands beside a `$ref`", entry.key),
                    help,
                );
            }
        }
        own
    }
}
