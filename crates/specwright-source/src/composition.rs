//! Entries → object: keys that are given twice, and merge keys.

use crate::findings::Findings;
use crate::object::positions_by_key;
use crate::{Entry, Node, Object, Value};
use specwright_diagnostics::{Diagnostic, Span, codes};
use std::collections::BTreeSet;

/// The value of a merge key `<<`.
pub(crate) struct Merge {
    /// Where among the entries it stands.
    pub(crate) position: usize,
    pub(crate) key_span: Span,
    pub(crate) node: Node,
}

/// The object of these entries. Of a key that is given twice, the first value is kept.
pub(crate) fn compose(
    mut entries: Vec<Entry>,
    merge: Option<Merge>,
    findings: &mut Findings,
) -> Object {
    drop_duplicates(&mut entries, findings);
    if let Some(merge) = merge {
        add_merged(&mut entries, merge, findings);
    }
    entries.shrink_to_fit();
    Object::new(entries)
}

/// The finding about a key that was given before.
pub(crate) fn duplicate(key: &str, first: Span, second: Span) -> Diagnostic {
    Diagnostic::new(
        &codes::DUPLICATE_KEY,
        second,
        format!("key `{key}` is given twice in one object"),
        "keep one of the two, or rename one",
    )
    .with_label("given again here")
    .with_related(first, "first given here")
}

fn drop_duplicates(entries: &mut Vec<Entry>, findings: &mut Findings) {
    const FEW: usize = 16;
    let mut repeated = BTreeSet::new();
    if entries.len() <= FEW {
        for (second, entry) in entries.iter().enumerate() {
            if let Some(first) = entries[..second]
                .iter()
                .find(|first| first.key == entry.key)
            {
                findings.push(duplicate(&entry.key, first.key_span, entry.key_span));
                repeated.insert(second);
            }
        }
    } else if let Some(positions) = positions_by_key(entries) {
        let mut first = 0;
        for (at, &position) in positions.iter().enumerate().skip(1) {
            let (kept, entry) = (
                &entries[positions[first] as usize],
                &entries[position as usize],
            );
            if kept.key == entry.key {
                findings.push(duplicate(&entry.key, kept.key_span, entry.key_span));
                repeated.insert(position as usize);
            } else {
                first = at;
            }
        }
    }
    if !repeated.is_empty() {
        let mut position = 0..;
        entries.retain(|_| {
            position
                .next()
                .is_some_and(|position| !repeated.contains(&position))
        });
    }
}

fn add_merged(entries: &mut Vec<Entry>, merge: Merge, findings: &mut Findings) {
    let given: BTreeSet<String> = entries.iter().map(|entry| entry.key.clone()).collect();
    let mut taken = given;
    let mut merged = Vec::new();
    let mut take = |object: Object| {
        for entry in object.entries {
            if taken.insert(entry.key.clone()) {
                merged.push(entry);
            }
        }
    };
    let mut refuse = |node: &Node| findings.push(not_an_object(merge.key_span, node));
    match merge.node.value {
        Value::Object(object) => take(object),
        Value::Array(items) => {
            for item in items {
                match item.value {
                    Value::Object(object) => take(object),
                    _ => refuse(&item),
                }
            }
        }
        _ => refuse(&merge.node),
    }
    let position = merge.position.min(entries.len());
    entries.splice(position..position, merged);
}

fn not_an_object(key_span: Span, node: &Node) -> Diagnostic {
    Diagnostic::new(
        &codes::MERGE_NOT_OBJECT,
        key_span,
        format!(
            "the merge key `<<` takes an object or a list of objects, not {}",
            node.type_name()
        ),
        "refer to an object, or write the key as `\"<<\"` if it is a property of that name",
    )
    .with_related(node.span, format!("this is {}", node.type_name()))
}
