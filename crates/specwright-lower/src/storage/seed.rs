//! Rows of the contract → rows.

use super::column::literal_of;
use super::{column_id, column_ids};
use specwright_dbschema as contract;
use specwright_model::{Literal, Seed, SeedRow};
use specwright_source::{Node, Value};

pub(super) fn seed(seed: &contract::Seed, columns: &[contract::Column]) -> Seed {
    Seed {
        span: seed.span,
        key: column_ids(columns, &seed.key),
        rows: seed.rows.iter().map(|node| row(node, columns)).collect(),
        environments: seed
            .environments
            .iter()
            .map(|name| name.value.clone())
            .collect(),
    }
}

/// The values stand in the order of the columns, so that the order of the keys of a row changes nothing.
fn row(node: &Node, columns: &[contract::Column]) -> SeedRow {
    let entries = node.as_object().map_or(&[][..], |object| &object.entries);
    let mut values: Vec<_> = entries
        .iter()
        .filter_map(|entry| {
            let id = column_id(columns, &entry.key)?;
            Some((id, value(&entry.node, &columns[id.0])))
        })
        .collect();
    values.sort_by_key(|(id, _)| *id);
    SeedRow {
        span: node.span,
        values,
    }
}

/// `null` is NULL where the column may hold it, and JSON's own null only where it may not.
fn value(node: &Node, column: &contract::Column) -> Literal {
    if column.nullable && node.value == Value::Null {
        return Literal::Null;
    }
    literal_of(node, &column.kind.value)
}
