//! The contract's `defaults`: what holds for a table that says nothing. They only fill in values that are left out.

use super::behaviour;
use super::column_type::{TYPES, Word};
use super::constraint::action;
use crate::fields::Fields;
use crate::reading::Reading;
use crate::{Action, ColumnType, SoftDelete, Table, Timestamps, keys};
use specwright_source::{Located, Node};

/// The `defaults`, read.
#[derive(Debug, Default)]
pub(super) struct Defaults {
    /// The type of a column `id` that gives none.
    pub(super) id_type: Option<Located<ColumnType>>,
    /// `timestamps` of a table that has such columns.
    timestamps: Option<Timestamps>,
    /// `softDelete` of a table that has such a column.
    soft_delete: Option<SoftDelete>,
    /// `audit`.
    audit: Option<Located<bool>>,
    /// `onDelete` of a foreign key that gives none.
    pub(super) on_delete: Option<Action>,
}

/// The types that an `id` may take by default.
pub(crate) const ID_TYPES: [&str; 5] = ["int16", "int32", "int64", "uuid", "text"];

/// Reads `defaults`.
pub(super) fn defaults(node: &Node, reading: &mut Reading) -> Defaults {
    let Some(fields) = Fields::open(node, &keys::DEFAULTS, reading) else {
        return Defaults::default();
    };
    let words: Vec<_> = TYPES
        .iter()
        .filter(|(name, _)| ID_TYPES.contains(name))
        .copied()
        .collect();
    let id_type = fields
        .choice("idType", &words, reading)
        .map(|word| Located {
            value: match word.value {
                Word::Int16 => ColumnType::Int16,
                Word::Int32 => ColumnType::Int32,
                Word::Int64 => ColumnType::Int64,
                Word::Uuid => ColumnType::Uuid,
                _ => ColumnType::Text,
            },
            span: word.span,
        });
    Defaults {
        id_type,
        timestamps: fields
            .node("timestamps")
            .and_then(|node| behaviour::timestamps(node, reading)),
        soft_delete: fields
            .node("softDelete")
            .and_then(|node| behaviour::soft_delete(node, reading)),
        audit: fields.flag("audit", reading),
        on_delete: action(&fields, "onDelete", reading),
    }
}

impl Defaults {
    /// Fills in what a table leaves open. A behaviour that works on columns is filled in only where the table has them;
    /// `said` names the keys that the table gives itself, also as `false`.
    pub(super) fn fill(&self, table: &mut Table, said: impl Fn(&str) -> bool) {
        let has = |name: &Located<String>| {
            table
                .columns
                .iter()
                .any(|column| column.name.value == name.value)
        };
        if !said("timestamps")
            && let Some(timestamps) = &self.timestamps
        {
            let created = timestamps.created.clone().filter(has);
            let updated = timestamps.updated.clone().filter(has);
            if created.is_some() || updated.is_some() {
                table.timestamps = Some(Timestamps {
                    span: timestamps.span,
                    created,
                    updated,
                });
            }
        }
        let has = |name: &Located<String>| {
            table
                .columns
                .iter()
                .any(|column| column.name.value == name.value)
        };
        if !said("softDelete")
            && let Some(soft_delete) = &self.soft_delete
            && has(&soft_delete.column)
        {
            table.soft_delete = Some(SoftDelete {
                by: soft_delete.by.clone().filter(has),
                ..soft_delete.clone()
            });
        }
        if !said("audit") {
            table.audit.clone_from(&self.audit);
        }
    }
}
