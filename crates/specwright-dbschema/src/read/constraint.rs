//! Primary keys, unique keys, checks and foreign keys.

use super::defaults::Defaults;
use super::sql;
use crate::fields::Fields;
use crate::reading::Reading;
use crate::{Action, Check, Deferrable, ForeignKey, Key, Unique, keys};
use specwright_source::Node;

const ACTIONS: [(&str, Action); 5] = [
    ("no_action", Action::NoAction),
    ("restrict", Action::Restrict),
    ("cascade", Action::Cascade),
    ("set_null", Action::SetNull),
    ("set_default", Action::SetDefault),
];

/// What a foreign key does, if it says so.
pub(super) fn action(fields: &Fields<'_>, key: &str, reading: &mut Reading) -> Option<Action> {
    fields
        .choice(key, &ACTIONS, reading)
        .map(|action| action.value)
}

/// When a foreign key is checked.
pub(super) fn deferrable(fields: &Fields<'_>, reading: &mut Reading) -> Deferrable {
    let modes = [
        ("never", Deferrable::Never),
        ("initially_immediate", Deferrable::InitiallyImmediate),
        ("initially_deferred", Deferrable::InitiallyDeferred),
    ];
    fields
        .choice("deferrable", &modes, reading)
        .map_or(Deferrable::Never, |mode| mode.value)
}

/// `primaryKey`.
pub(super) fn primary_key(node: &Node, reading: &mut Reading) -> Option<Key> {
    let fields = Fields::open(node, &keys::PRIMARY_KEY, reading)?;
    let name = fields.name("name", reading);
    let columns = fields.names("columns", reading);
    (!columns.is_empty()).then_some(Key {
        span: node.span,
        name,
        columns,
    })
}

/// One entry of `uniques`.
pub(super) fn unique(node: &Node, reading: &mut Reading) -> Option<Unique> {
    let fields = Fields::open(node, &keys::UNIQUE, reading)?;
    let name = fields.name("name", reading);
    let columns = fields.names("columns", reading);
    let nulls_not_distinct = fields.flag_or("nullsNotDistinct", false, reading);
    let predicate = fields
        .node("where")
        .and_then(|node| sql::expression(node, reading));
    (!columns.is_empty()).then_some(Unique {
        span: node.span,
        name,
        columns,
        nulls_not_distinct,
        predicate,
    })
}

/// One entry of `checks`.
pub(super) fn check(node: &Node, reading: &mut Reading) -> Option<Check> {
    let fields = Fields::open(node, &keys::CHECK, reading)?;
    let name = fields.name("name", reading);
    let sql = fields
        .node("sql")
        .and_then(|node| sql::texts(node, reading));
    Some(Check {
        span: node.span,
        name: name?,
        sql: sql?,
    })
}

/// One entry of `foreignKeys`.
pub(super) fn foreign_key(
    node: &Node,
    defaults: &Defaults,
    reading: &mut Reading,
) -> Option<ForeignKey> {
    let fields = Fields::open(node, &keys::FOREIGN_KEY, reading)?;
    let name = fields.name("name", reading);
    let columns = fields.names("columns", reading);
    let target = fields.node("references").and_then(|node| {
        let fields = Fields::open(node, &keys::TARGET, reading)?;
        let table = fields.name("table", reading);
        let columns = fields.names("columns", reading);
        Some((table?, columns))
    });
    let on_delete = action(&fields, "onDelete", reading)
        .or(defaults.on_delete)
        .unwrap_or(Action::NoAction);
    let on_update = action(&fields, "onUpdate", reading).unwrap_or(Action::NoAction);
    let deferrable = deferrable(&fields, reading);
    let index = fields.flag_or("index", true, reading);
    let (table, target_columns) = target?;
    if columns.is_empty() || target_columns.is_empty() {
        return None;
    }
    Some(ForeignKey {
        span: node.span,
        name,
        columns,
        table,
        target_columns,
        on_delete,
        on_update,
        deferrable,
        index,
    })
}
