//! `$ref`: from the object that holds it to the object that it leads to.

use crate::address::is_of_network;
use crate::cursor::{Cursor, Place, identity};
use crate::document::{DocumentId, Located as Found};
use crate::reader::Reader;
use crate::version::Version;
use specwright_diagnostics::{Span, codes};
use specwright_source::{Entry, Located, Node};
use std::collections::BTreeSet;

/// The kinds of objects that a reference can stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Schema,
    Response,
    Parameter,
    Example,
    RequestBody,
    Header,
    SecurityScheme,
    Link,
    Callback,
    PathItem,
}

impl Kind {
    /// All kinds, in the order in which the specification lists the sections of `components`.
    pub(crate) const ALL: [Self; 10] = [
        Self::Schema,
        Self::Response,
        Self::Parameter,
        Self::Example,
        Self::RequestBody,
        Self::Header,
        Self::SecurityScheme,
        Self::Link,
        Self::Callback,
        Self::PathItem,
    ];

    /// Its section of `components`.
    pub(crate) fn section(self) -> &'static str {
        match self {
            Self::Schema => "schemas",
            Self::Response => "responses",
            Self::Parameter => "parameters",
            Self::Example => "examples",
            Self::RequestBody => "requestBodies",
            Self::Header => "headers",
            Self::SecurityScheme => "securitySchemes",
            Self::Link => "links",
            Self::Callback => "callbacks",
            Self::PathItem => "pathItems",
        }
    }

    fn noun(self) -> &'static str {
        match self {
            Self::Schema => "a schema",
            Self::Response => "a response",
            Self::Parameter => "a parameter",
            Self::Example => "an example",
            Self::RequestBody => "a request body",
            Self::Header => "a header",
            Self::SecurityScheme => "a security scheme",
            Self::Link => "a link",
            Self::Callback => "a callback",
            Self::PathItem => "a path item",
        }
    }
}

/// What a reference leads to, or the object itself where it is no reference.
pub(crate) struct Target<'a> {
    pub(crate) node: &'a Node,
    at: Span,
    /// Where it is, if a reference was followed.
    moved: Option<(DocumentId, String)>,
    /// `summary` and `description` that stand beside the reference (OpenAPI 3.1).
    pub(crate) description: Option<Located<String>>,
}

impl<'a> Target<'a> {
    /// The cursor at the target; `from` is the cursor that was resolved.
    pub(crate) fn cursor<'q>(&'q self, from: &Cursor<'a, 'q>) -> Cursor<'a, 'q> {
        let place = match &self.moved {
            Some((document, pointer)) => Place::Start {
                document: *document,
                pointer,
            },
            None => from.place,
        };
        Cursor {
            node: self.node,
            at: self.at,
            place,
        }
    }
}

/// The end of a chain of references.
#[derive(Debug, Clone)]
pub(crate) struct Destination<'a> {
    document: DocumentId,
    pointer: String,
    node: &'a Node,
    at: Span,
}

/// The entry `$ref`, where an object has one.
pub(crate) fn reference(node: &Node) -> Option<&Entry> {
    node.as_object()?.entry("$ref")
}

impl<'a> Reader<'a> {
    /// Follows references until something else comes. Failures are reported, and the answer is then `None`.
    pub(crate) fn resolve(&mut self, cursor: &Cursor<'a, '_>, kind: Kind) -> Option<Target<'a>> {
        if !self.is_followed(cursor.node, kind) {
            return Some(Target {
                node: cursor.node,
                at: cursor.at,
                moved: None,
                description: None,
            });
        }
        let description = self.siblings(cursor.node, kind);
        let end = self.destination(cursor.node, cursor.place.document(), kind)?;
        Some(Target {
            node: end.node,
            at: end.at,
            moved: Some((end.document, end.pointer)),
            description,
        })
    }

    /// Follows one reference.
    pub(crate) fn step(&mut self, cursor: &Cursor<'a, '_>, kind: Kind) -> Option<Target<'a>> {
        let end = self.follow(reference(cursor.node)?, cursor.place.document(), kind)?;
        Some(Target {
            node: end.node,
            at: end.at,
            moved: Some((end.document, end.pointer)),
            description: None,
        })
    }

    /// Where the chain that begins with a reference ends. Each chain is followed once and its end remembered, a
    /// failure too, so that a fault is reported where it is and not again by everything that leads to it.
    fn destination(
        &mut self,
        start: &'a Node,
        document: DocumentId,
        kind: Kind,
    ) -> Option<Destination<'a>> {
        let (mut node, mut document) = (start, document);
        let mut end = None;
        let mut passed = Vec::new();
        let mut entered = BTreeSet::new();
        loop {
            if let Some(known) = self.destinations.get(&identity(node)) {
                end.clone_from(known);
                break;
            }
            let Some(entry) = reference(node).filter(|_| self.is_followed(node, kind)) else {
                break;
            };
            if !entered.insert(identity(node)) {
                self.cyclic(entry);
                end = None;
                break;
            }
            passed.push(node);
            end = self.follow(entry, document, kind);
            let Some(next) = &end else { break };
            (node, document) = (next.node, next.document);
        }
        for node in passed {
            self.destinations.insert(identity(node), end.clone());
        }
        end
    }

    /// Whether an object stands for the target of its `$ref` and nothing else. Beside the `$ref` of a schema, 3.0
    /// ignores all keys but those of ours that say where a property is stored; 3.1 reads every key.
    fn is_followed(&self, node: &Node, kind: Kind) -> bool {
        let Some(object) = node.as_object().filter(|_| reference(node).is_some()) else {
            return false;
        };
        let ours = |key: &str| matches!(key, "x-column" | "x-table");
        kind != Kind::Schema
            || object.entries.iter().all(|entry| match self.version {
                Version::V30 => !ours(&entry.key),
                Version::V31 | Version::V32 => {
                    entry.key == "$ref" || (entry.key.starts_with("x-") && !ours(&entry.key))
                }
            })
    }

    /// The node behind the text of a reference that stands outside a `$ref`; only faults of the text are reported.
    pub(crate) fn find(
        &mut self,
        reference: &str,
        from: DocumentId,
        holder: &Node,
    ) -> Option<(&'a Node, DocumentId, String)> {
        match self.documents.locate(from, reference) {
            Found::Found {
                document,
                pointer,
                node,
                ..
            } => {
                self.remember(holder, reference, document, &pointer);
                Some((node, document, pointer))
            }
            Found::Absent(value) => {
                let span = holder.span;
                self.wanted.push(Located { value, span });
                None
            }
            _ => None,
        }
    }

    fn cyclic(&mut self, entry: &Entry) {
        let text = entry.node.as_str().unwrap_or_default();
        self.report(
            &codes::CYCLIC_REFERENCE,
            entry.node.span,
            format!("`{text}` leads back to itself through references alone"),
            "write the object itself at one place of the circle",
        );
    }

    /// One step, from a `$ref` to its target.
    fn follow(
        &mut self,
        entry: &'a Entry,
        from: DocumentId,
        kind: Kind,
    ) -> Option<Destination<'a>> {
        let reference = self.text(Some(entry))?;
        match self.documents.locate(from, &reference.value) {
            Found::Found {
                document,
                pointer,
                node,
                at,
            } => {
                self.check_kind(&pointer, kind, &reference)?;
                self.remember(&entry.node, &reference.value, document, &pointer);
                Some(Destination {
                    document,
                    pointer,
                    node,
                    at,
                })
            }
            failed => {
                self.unresolved(failed, &reference, kind);
                None
            }
        }
    }

    /// Says why a reference leads to nothing.
    fn unresolved(&mut self, failed: Found<'a>, reference: &Located<String>, kind: Kind) {
        let (text, span) = (&reference.value, reference.span);
        match failed {
            Found::Found { .. } | Found::Unreadable => {}
            Found::Missing { similar } => {
                let address = text.split('#').next().unwrap_or_default();
                let help = similar.map_or_else(
                    || {
                        format!(
                            "add {} at that place, or correct the reference",
                            kind.noun()
                        )
                    },
                    |similar| format!("did you mean `{address}{similar}`?"),
                );
                let there = if text.starts_with('#') {
                    "in this document"
                } else {
                    "in that document"
                };
                let message = format!("`{text}` leads to nothing {there}");
                self.report(&codes::UNRESOLVED_REFERENCE, span, message, help);
            }
            Found::Absent(name) => {
                if is_of_network(text) {
                    let message = format!("`{text}` leads to the network, which is never asked");
                    let help = format!(
                        "put a copy into `{name}`, in the folder of the description, or bring {} into {}",
                        kind.noun(),
                        self.home(kind)
                    );
                    self.report(&codes::FOREIGN_REFERENCE, span, message, help);
                } else {
                    let message =
                        format!("`{text}` leads to the file `{name}`, which is not there");
                    let help =
                        "correct the reference; it is relative to the file that it stands in";
                    self.report(&codes::UNRESOLVED_REFERENCE, span, message, help);
                }
                self.wanted.push(Located { value: name, span });
            }
            Found::Outside => {
                let message = format!("`{text}` leads out of the folder of the description");
                let help = "move the file into the folder of the description, or one below it";
                self.report(&codes::FOREIGN_REFERENCE, span, message, help);
            }
            Found::Absolute => {
                let message = format!("`{text}` is no relative reference");
                let help = "write the way to the file from the one that the reference stands in";
                self.report(&codes::FOREIGN_REFERENCE, span, message, help);
            }
            Found::Malformed(why) => {
                self.report(
                    &codes::UNRESOLVED_REFERENCE,
                    span,
                    format!("`{}` is not a reference: {why}", text.escape_debug()),
                    format!("write it as `#/components/{}/Name`", kind.section()),
                );
            }
        }
    }

    /// Where an object of the kind lives that others refer to.
    fn home(&self, kind: Kind) -> String {
        match (self.version, kind) {
            (Version::V30, Kind::PathItem) => "its path".to_owned(),
            _ => format!("`components/{}`", kind.section()),
        }
    }

    /// A component of another section is no fit target.
    fn check_kind(&mut self, pointer: &str, kind: Kind, reference: &Located<String>) -> Option<()> {
        let Some((section, name)) = pointer
            .strip_prefix("/components/")
            .and_then(|rest| rest.split_once('/'))
        else {
            return Some(());
        };
        let other = Kind::ALL
            .into_iter()
            .find(|other| other.section() == section);
        match other.filter(|other| *other != kind && !name.contains('/')) {
            None => Some(()),
            Some(other) => {
                self.report(
                    &codes::REFERENCE_TO_ANOTHER_KIND,
                    reference.span,
                    format!(
                        "`{}` is {}, where {} belongs",
                        reference.value,
                        other.noun(),
                        kind.noun()
                    ),
                    format!("refer to an entry of `components/{}`", kind.section()),
                );
                None
            }
        }
    }
}
