//! What the contract held before: tombstones.

use crate::fields::Fields;
use crate::reading::Reading;
use crate::{Tombstone, keys};
use specwright_diagnostics::{Diagnostic, codes};
use specwright_source::Node;

/// One entry of `removed`: a table, a column of a table, an enum, a value of an enum, or a view.
pub(super) fn tombstone(node: &Node, reading: &mut Reading) -> Option<Tombstone> {
    let fields = Fields::open(node, &keys::TOMBSTONE, reading)?;
    let tombstone = Tombstone {
        span: node.span,
        table: fields.name("table", reading),
        column: fields.name("column", reading),
        enumeration: fields.name("enum", reading),
        value: fields.text("value", reading),
        view: fields.name("view", reading),
        since: fields.text("since", reading),
        reason: fields.text("reason", reading),
        approved_by: fields.text("approvedBy", reading),
        discard: fields.flag_or("discard", false, reading),
        archive: fields.flag_or("archive", false, reading),
    };
    let given = |key| fields.entry(key).is_some();
    let subjects = ["table", "enum", "view"]
        .into_iter()
        .filter(|key| given(key))
        .count();
    let orphan = (given("column") && !given("table")) || (given("value") && !given("enum"));
    if subjects != 1 || orphan {
        reading.report(Diagnostic::new(
            &codes::DATABASE_HISTORY_CONFLICT,
            node.span,
            "an entry of `removed` does not say which one thing is gone",
            "name a `table`, a `table` and its `column`, an `enum`, an `enum` and its `value`, or a `view`",
        ));
        return None;
    }
    if tombstone.discard && tombstone.archive {
        reading.report(Diagnostic::new(
            &codes::DATABASE_TWO_WORDS,
            node.span,
            "`discard` and `archive` exclude each other",
            "keep the data with `archive`, or give it up with `discard`",
        ));
    }
    Some(tombstone)
}
