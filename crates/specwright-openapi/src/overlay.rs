//! Overlays: changes to a description that lie in a document of their own (Overlay Specification 1.0.0).
//!
//! They work on the value tree, before anything is read from it. A value that comes from an overlay keeps its place
//! there, so that a finding about it points into the overlay.

mod merge;
mod target;

use crate::cursor::Cursor;
use crate::document::Documents;
use crate::fields::Fields;
use crate::reader::Reader;
use crate::shape;
use merge::Misfit;
use specwright_diagnostics::{Outcome, Severity, Span, codes, nearest, sort_and_deduplicate};
use specwright_source::{Entry, Limits, Located, Node, Value};

/// One entry of `actions` (section Action Object).
struct Action<'a> {
    target: Located<String>,
    /// The value under `update`.
    update: Option<&'a Entry>,
    /// The place of `remove: true`.
    remove: Option<Span>,
}

/// Applies an overlay to the entry document of a description, whose file is called `entry_name`.
///
/// The actions are applied in order, each to the result of the one before. Objects are merged key by key, arrays are
/// appended, and everything else is replaced. An action that is broken is reported and passed over.
#[must_use]
pub fn apply(root: Node, overlay: &Node, entry_name: &str) -> Outcome<Node> {
    let mut reader = Reader::new(Documents::of_entry(overlay));
    let actions = reader.overlay(entry_name).unwrap_or_default();
    let mut root = root;
    for action in actions {
        reader.act(&mut root, &action);
    }
    let mut diagnostics = reader.findings;
    sort_and_deduplicate(&mut diagnostics);
    Outcome {
        value: root,
        diagnostics,
    }
}

impl<'a> Reader<'a> {
    /// Reads the Overlay Object.
    fn overlay(&mut self, entry_name: &str) -> Option<Vec<Action<'a>>> {
        let root = self.entry_document();
        let mut fields = self.fields(&root, &shape::OVERLAY)?;
        let version = self.required(&mut fields, "overlay");
        if let Some(version) = self.text(version)
            && version.value != "1.0"
            && !version.value.starts_with("1.0.")
        {
            let message = format!(
                "`overlay` is `{}`, and Specwright reads version 1.0",
                version.value
            );
            let help = "write the overlay in version 1.0, as in `overlay: 1.0.0`";
            self.report(&codes::UNSUPPORTED_OVERLAY, version.span, message, help);
            return None;
        }
        if let Some(entry) = self.required(&mut fields, "info") {
            self.overlay_info(&root.child(entry));
        }
        if let Some(extends) = self.text(fields.take("extends")) {
            self.check_extends(&extends, entry_name);
        }
        let actions = self.actions(&root, &mut fields);
        self.finish(fields);
        Some(actions)
    }

    fn overlay_info(&mut self, cursor: &Cursor<'a, '_>) {
        let Some(mut fields) = self.fields(cursor, &shape::OVERLAY_INFO) else {
            return;
        };
        self.required_text(&mut fields, "title");
        self.required_text(&mut fields, "version");
        self.finish(fields);
    }

    /// The document that the overlay was written for. A file is known by its name; an address of the network may be
    /// where the file came from, under another name.
    fn check_extends(&mut self, extends: &Located<String>, entry_name: &str) {
        let path = extends.value.split(['?', '#']).next().unwrap_or_default();
        let file = path.rsplit('/').next().unwrap_or_default();
        let decoded = crate::address::percent_decoded(file);
        if entry_name.is_empty() || decoded.as_deref() == Some(entry_name) {
            return;
        }
        let severity = if crate::address::is_of_network(&extends.value) {
            Severity::Warning
        } else {
            Severity::Error
        };
        self.report_as(
            severity,
            &codes::OVERLAY_OF_ANOTHER,
            extends.span,
            format!(
                "the overlay is for `{}`, and it is applied to `{entry_name}`",
                extends.value
            ),
            "correct `extends`, or do not apply the overlay to this description",
        );
    }

    fn actions(&mut self, root: &Cursor<'a, '_>, fields: &mut Fields<'a>) -> Vec<Action<'a>> {
        let entry = self.required(fields, "actions");
        let Some((entry, items)) = self.array(entry) else {
            return Vec::new();
        };
        if items.is_empty() {
            let help = "add an action, or remove the overlay";
            self.report(
                &codes::INVALID_VALUE,
                entry.key_span,
                "`actions` is empty",
                help,
            );
        }
        let cursor = root.child(entry);
        let items = items.iter().enumerate();
        items
            .filter_map(|(index, item)| self.action(&cursor.item(index, item)))
            .collect()
    }

    fn action(&mut self, cursor: &Cursor<'a, '_>) -> Option<Action<'a>> {
        let mut fields = self.fields(cursor, &shape::ACTION)?;
        let target = self.required_text(&mut fields, "target");
        self.text(fields.take("description"));
        let update = fields.take("update");
        let remove = self.flag(fields.take("remove")).filter(|flag| flag.value);
        if update.is_none() && remove.is_none() {
            self.report(
                &codes::MISSING_KEY,
                fields.at,
                "an action has neither `update` nor `remove: true`",
                "say what becomes of the target",
            );
        }
        if let (Some(update), Some(_)) = (update, &remove) {
            let why = "`remove: true` stands beside it";
            self.ignored(update, why, "keep one of the two");
        }
        self.finish(fields);
        Some(Action {
            target: target?,
            update,
            remove: remove.map(|flag| flag.span),
        })
    }

    fn act(&mut self, root: &mut Node, action: &Action<'a>) {
        let span = action.target.span;
        let paths = match target::select(root, &action.target.value) {
            Ok(paths) => paths,
            Err(why) => {
                let message = format!(
                    "the target `{}` is no JSONPath that can be followed: {why}",
                    action.target.value.escape_debug()
                );
                let help = "write an expression of RFC 9535, such as `$.paths['/tasks'].get`";
                self.report(&codes::INVALID_TARGET, span, message, help);
                return;
            }
        };
        if paths.is_empty() {
            let message = format!("the target `{}` matches nothing", action.target.value);
            let help = target::names(&action.target.value)
                .and_then(|names| similar(root, &names))
                .map_or_else(
                    || {
                        "correct the target, or remove the action; a `$ref` is not followed by it"
                            .to_owned()
                    },
                    |meant| format!("did you mean `{meant}`?"),
                );
            self.report(&codes::TARGET_MATCHES_NOTHING, span, message, help);
            return;
        }
        if let Some(place) = action.remove {
            for path in paths.iter().rev() {
                if path.is_empty() {
                    let message = "the target of `remove` is the whole description";
                    self.report(&codes::OVERLAY_MISFIT, place, message, "name a part of it");
                } else {
                    merge::remove(root, path);
                }
            }
            return;
        }
        let Some(update) = action.update else { return };
        let (values, depth) = merge::size(&update.node);
        let limits = Limits::default();
        let deepest = paths.iter().map(Vec::len).max().unwrap_or(0);
        let all = values
            .saturating_mul(paths.len())
            .saturating_add(merge::size(root).0);
        if all > limits.values || depth + deepest > limits.depth {
            self.report(
                &codes::OVERLAY_MISFIT,
                update.key_span,
                "with this update the description grows beyond all bounds",
                "name a narrower target, or write a smaller update",
            );
            return;
        }
        for path in &paths {
            let Some(node) = merge::find(root, path) else {
                continue;
            };
            if let Err(Misfit { span, message }) = merge::update(node, &update.node) {
                let help = "write an update of the type that the target has";
                self.report(&codes::OVERLAY_MISFIT, span, message, help);
            }
        }
    }
}

/// The name that a target almost names, where the target is nothing but names.
fn similar(root: &Node, names: &[String]) -> Option<String> {
    let mut node = root;
    for name in names {
        let Value::Object(object) = &node.value else {
            return None;
        };
        match object.get(name) {
            Some(next) => node = next,
            None => {
                let keys = object.entries.iter().map(|entry| entry.key.as_str());
                return nearest(name, keys).map(str::to_owned);
            }
        }
    }
    None
}
