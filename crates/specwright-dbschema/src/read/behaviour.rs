//! Facts about a table's data that drive the service.

use crate::fields::{Fields, check_repetition};
use crate::reading::Reading;
use crate::{SoftDelete, Tenant, Timestamps, Transitions, keys};
use specwright_diagnostics::{Diagnostic, codes};
use specwright_source::{Located, Node, Value};

/// `softDelete`: `true` for the column `deleted_at`, `false` for none, or an object.
pub(super) fn soft_delete(node: &Node, reading: &mut Reading) -> Option<SoftDelete> {
    if let Value::Bool(wanted) = node.value {
        let column = Located {
            value: "deleted_at".to_owned(),
            span: node.span,
        };
        return wanted.then_some(SoftDelete {
            span: node.span,
            column,
            by: None,
            unique_among_live: false,
        });
    }
    let fields = open_or_flag(node, &keys::SOFT_DELETE, reading)?;
    let column = fields.name("column", reading);
    let by = fields.name("by", reading);
    let unique_among_live = fields.flag_or("uniqueAmongLive", false, reading);
    Some(SoftDelete {
        span: node.span,
        column: column?,
        by,
        unique_among_live,
    })
}

/// `timestamps`: `true` for the columns `created_at` and `updated_at`, `false` for none, or an object.
pub(super) fn timestamps(node: &Node, reading: &mut Reading) -> Option<Timestamps> {
    if let Value::Bool(wanted) = node.value {
        let column = |name: &str| {
            Some(Located {
                value: name.to_owned(),
                span: node.span,
            })
        };
        return wanted.then(|| Timestamps {
            span: node.span,
            created: column("created_at"),
            updated: column("updated_at"),
        });
    }
    let fields = open_or_flag(node, &keys::TIMESTAMPS, reading)?;
    let created = fields.name("created", reading);
    let updated = fields.name("updated", reading);
    Some(Timestamps {
        span: node.span,
        created,
        updated,
    })
}

fn open_or_flag<'n>(
    node: &'n Node,
    keys: &'static crate::ObjectKeys,
    reading: &mut Reading,
) -> Option<Fields<'n>> {
    if node.as_object().is_none() {
        reading.wrong_type(node, keys.title, "a boolean or an object");
        return None;
    }
    Fields::open(node, keys, reading)
}

/// `version`, or its other word `optimisticLock`.
pub(super) fn version(fields: &Fields<'_>, reading: &mut Reading) -> Option<Located<String>> {
    let version = fields.name("version", reading);
    let lock = fields.name("optimisticLock", reading);
    if let (Some(version), Some(entry)) = (fields.entry("version"), fields.entry("optimisticLock"))
    {
        reading.report(
            Diagnostic::new(
                &codes::DATABASE_TWO_WORDS,
                entry.key_span,
                "`optimisticLock` says what `version` says already",
                "remove one of them",
            )
            .with_related(version.key_span, "the same stands here"),
        );
    }
    version.or(lock)
}

/// `tenant`.
pub(super) fn tenant(node: &Node, reading: &mut Reading) -> Option<Tenant> {
    let fields = Fields::open(node, &keys::TENANT, reading)?;
    let column = fields.name("column", reading);
    let enforce = fields.choice(
        "enforce",
        &[("app", "app"), ("app+rls", "app+rls")],
        reading,
    );
    Some(Tenant {
        span: node.span,
        column: column?,
        enforce: enforce.map(|word| Located {
            value: word.value.to_owned(),
            span: word.span,
        }),
    })
}

/// `transitions`.
pub(super) fn transitions(node: &Node, reading: &mut Reading) -> Option<Transitions> {
    let fields = Fields::open(node, &keys::TRANSITIONS, reading)?;
    let column = fields.name("column", reading);
    let mut allowed = Vec::new();
    if let Some(node) = fields.node("allowed") {
        match node.as_object() {
            Some(object) => {
                for entry in &object.entries {
                    let from = Located {
                        value: entry.key.clone(),
                        span: entry.key_span,
                    };
                    allowed.push((from, texts(&entry.node, reading)));
                }
            }
            None => reading.wrong_type(
                node,
                "`allowed`",
                "an object from a value to the values that may follow",
            ),
        }
    }
    Some(Transitions {
        span: node.span,
        column: column?,
        allowed,
    })
}

fn texts(node: &Node, reading: &mut Reading) -> Vec<Located<String>> {
    let Some(items) = node.as_array() else {
        reading.wrong_type(node, "the list of values that may follow", "an array");
        return Vec::new();
    };
    let texts: Vec<_> = items
        .iter()
        .filter_map(|item| reading.text(item, "a value that may follow"))
        .collect();
    check_repetition(&texts, reading);
    texts
}

/// `retention.days`.
pub(super) fn retention(node: &Node, reading: &mut Reading) -> Option<Located<u64>> {
    /// A century: a longer retention is no retention.
    const LONGEST_RETENTION: i64 = 36_525;
    let fields = Fields::open(node, &keys::RETENTION, reading)?;
    let days = fields.integer("days", 1..=LONGEST_RETENTION, reading)?;
    Some(Located {
        value: u64::try_from(days.value).ok()?,
        span: days.span,
    })
}
