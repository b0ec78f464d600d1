//! One view.

use super::allowance::allowances;
use super::column::view_column;
use super::sql;
use super::table::entity;
use crate::fields::Fields;
use crate::reading::Reading;
use crate::{View, keys};
use specwright_source::Node;

/// Reads a view; `None` where its name or its query is missing.
pub(super) fn view(node: &Node, reading: &mut Reading) -> Option<View> {
    let fields = Fields::open(node, &keys::VIEW, reading)?;
    allowances(&fields, node, reading);
    let name = fields.name("name", reading);
    let columns = fields.each("columns", reading, view_column);
    fields.check_filled("columns", reading);
    let given = fields
        .node("columns")
        .and_then(Node::as_array)
        .map_or(0, <[Node]>::len);
    if let Some(name) = name.as_ref().filter(|_| columns.len() < given) {
        reading.lost_columns.insert(name.value.clone());
    }
    let entity = entity(&fields, reading);
    let comment = fields.text("comment", reading);
    let depends_on = fields.names("dependsOn", reading);
    let key = fields.names("key", reading);
    let sql = fields
        .node("sql")
        .and_then(|node| sql::texts(node, reading));
    Some(View {
        span: node.span,
        name: name?,
        entity,
        comment,
        depends_on,
        columns,
        key,
        sql: sql?,
    })
}
