//! One table.

use super::allowance::allowances;
use super::behaviour::{retention, soft_delete, tenant, timestamps, transitions, version};
use super::column::column;
use super::constraint::{check, foreign_key, primary_key, unique};
use super::defaults::Defaults;
use super::index::index;
use crate::fields::Fields;
use crate::reading::Reading;
use crate::{Seed, SoftDelete, Sql, Table, Unique, keys};
use specwright_diagnostics::{Diagnostic, codes};
use specwright_source::{Located, Node};

/// Reads a table; `None` where even its name is missing.
pub(super) fn table(node: &Node, defaults: &Defaults, reading: &mut Reading) -> Option<Table> {
    let fields = Fields::open(node, &keys::TABLE, reading)?;
    allowances(&fields, node, reading);
    let name = fields.name("name", reading);
    let mut columns = Vec::new();
    let mut foreign_keys = Vec::new();
    let read = fields.each("columns", reading, |node, reading| {
        column(node, defaults, reading)
    });
    fields.check_filled("columns", reading);
    let given = fields
        .node("columns")
        .and_then(Node::as_array)
        .map_or(0, <[Node]>::len);
    if let Some(name) = name.as_ref().filter(|_| read.len() < given || given == 0) {
        reading.lost_columns.insert(name.value.clone());
    }
    for (column, references) in read {
        columns.push(column);
        foreign_keys.extend(references);
    }
    foreign_keys.extend(fields.each("foreignKeys", reading, |node, reading| {
        foreign_key(node, defaults, reading)
    }));
    foreign_keys.sort_by_key(|key| key.span.start);
    let mut table = Table {
        span: node.span,
        renamed_from: fields.name("renamedFrom", reading),
        comment: fields.text("comment", reading),
        entity: entity(&fields, reading),
        columns,
        primary_key: fields
            .node("primaryKey")
            .and_then(|node| primary_key(node, reading)),
        uniques: fields.each("uniques", reading, unique),
        checks: fields.each("checks", reading, check),
        foreign_keys,
        indexes: fields.each("indexes", reading, index),
        soft_delete: fields
            .node("softDelete")
            .and_then(|node| soft_delete(node, reading)),
        timestamps: fields
            .node("timestamps")
            .and_then(|node| timestamps(node, reading)),
        version: version(&fields, reading),
        owner: fields.name("owner", reading),
        tenant: fields.node("tenant").and_then(|node| tenant(node, reading)),
        audit: fields.flag("audit", reading),
        events: fields.flag("events", reading),
        consent: fields.text("consent", reading),
        transitions: fields
            .node("transitions")
            .and_then(|node| transitions(node, reading)),
        retention_days: fields
            .node("retention")
            .and_then(|node| retention(node, reading)),
        full_text: fields.names("fullText", reading),
        seeds: fields.each("seeds", reading, seed),
        sqlite_without_rowid: fields
            .node("sqlite")
            .is_some_and(|node| without_rowid(node, reading)),
        name: name?,
    };
    defaults.fill(&mut table, |key| fields.entry(key).is_some());
    if let Some(soft_delete) = table
        .soft_delete
        .clone()
        .filter(|soft_delete| soft_delete.unique_among_live)
    {
        for unique in &mut table.uniques {
            hold_among_live(unique, &soft_delete);
        }
    }
    Some(table)
}

/// A unique key of a table with a soft delete holds among the rows that live, unless it says for which rows it holds.
fn hold_among_live(unique: &mut Unique, soft_delete: &SoftDelete) {
    if unique.predicate.is_none() {
        let text = format!(
            "\"{}\" IS NULL",
            soft_delete.column.value.replace('"', "\"\"")
        );
        unique.predicate = Some(Sql {
            span: soft_delete.span,
            sqlite: Some(text.clone()),
            postgres: Some(text),
        });
    }
}

/// `entity`: a singular in upper camel case.
pub(super) fn entity(fields: &Fields<'_>, reading: &mut Reading) -> Option<Located<String>> {
    let entity = fields.text("entity", reading)?;
    let camel = entity
        .value
        .starts_with(|char: char| char.is_ascii_uppercase())
        && entity
            .value
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric());
    if !camel {
        reading.report(Diagnostic::new(
            &codes::DATABASE_BAD_NAME,
            entity.span,
            format!("`{}` is no entity name", entity.value),
            "write the singular in upper camel case, such as `TaskLabel`",
        ));
    }
    Some(entity)
}

fn seed(node: &Node, reading: &mut Reading) -> Option<Seed> {
    let fields = Fields::open(node, &keys::SEED, reading)?;
    let key = fields.names("key", reading);
    let rows = fields.each("rows", reading, |row, reading| {
        if row.as_object().is_none() {
            reading.wrong_type(row, "a row of a seed", "an object from column to value");
            return None;
        }
        Some(row.clone())
    });
    let environments = fields.names("env", reading);
    Some(Seed {
        span: node.span,
        key,
        rows,
        environments,
    })
}

fn without_rowid(node: &Node, reading: &mut Reading) -> bool {
    let Some(fields) = Fields::open(node, &keys::SQLITE, reading) else {
        return false;
    };
    if let Some(strict) = fields
        .flag("strict", reading)
        .filter(|strict| !strict.value)
    {
        reading.report(Diagnostic::new(
            &codes::DATABASE_UNKNOWN_VALUE,
            strict.span,
            "`strict` cannot be `false`",
            "leave it out: every table is STRICT, so that SQLite keeps the types that the contract promises",
        ));
    }
    fields.flag_or("withoutRowid", false, reading)
}
