//! One column of a table or of a view.

use super::allowance::allowances;
use super::column_type::column_type;
use super::constraint::{action, deferrable};
use super::defaults::Defaults;
use super::sql;
use crate::fields::Fields;
use crate::reading::Reading;
use crate::{Action, Column, Default, ForeignKey, Generated, Identity, keys};
use specwright_diagnostics::{Diagnostic, codes};
use specwright_source::{Located, Node};

/// A column of a table, and the foreign key that it declares by itself.
pub(super) fn column(
    node: &Node,
    defaults: &Defaults,
    reading: &mut Reading,
) -> Option<(Column, Option<ForeignKey>)> {
    let fields = Fields::open(node, &keys::COLUMN, reading)?;
    allowances(&fields, node, reading);
    let name = fields.name("name", reading);
    let kind = if fields.entry("type").is_some() {
        column_type(&fields, reading)
    } else {
        let filled = name
            .as_ref()
            .filter(|name| name.value == "id")
            .and(defaults.id_type.clone());
        if filled.is_none() {
            reading.report(Diagnostic::new(
                &codes::DATABASE_MISSING_KEY,
                node.span,
                "a column has no key `type`",
                "add `\"type\": …`; only a column `id` takes its type from `defaults.idType`",
            ));
        }
        filled
    };
    let default = fields
        .node("default")
        .and_then(|node| default(node, reading));
    let generated = fields
        .node("generated")
        .and_then(|node| generated(node, reading));
    let identity = fields
        .node("identity")
        .and_then(|node| identity(node, reading));
    let backfill = fields
        .node("backfill")
        .and_then(|node| sql::expression(node, reading));
    let collation = fields.choice("collation", &COLLATIONS, reading);
    let added_in = fields.text("addedIn", reading);
    let references = fields
        .node("references")
        .and_then(|node| references(node, name.as_ref(), defaults, reading));
    let shared = shared(&fields, reading);
    let column = Column {
        span: node.span,
        name: name?,
        renamed_from: shared.renamed_from,
        kind: kind?,
        nullable: shared.nullable,
        default,
        generated,
        identity,
        collation: collation.map(|word| Located {
            value: word.value.to_owned(),
            span: word.span,
        }),
        comment: shared.comment,
        backfill,
        added_in,
        pii: shared.pii,
        sensitive: shared.sensitive,
        logged: shared.logged,
        never_in_api: shared.never_in_api,
    };
    Some((column, references))
}

/// A column of a view: it is what the query makes of it, so only its type and facts about its data can be told.
pub(super) fn view_column(node: &Node, reading: &mut Reading) -> Option<Column> {
    let fields = Fields::open(node, &keys::VIEW_COLUMN, reading)?;
    let name = fields.name("name", reading);
    let kind = column_type(&fields, reading);
    let shared = shared(&fields, reading);
    Some(Column {
        span: node.span,
        name: name?,
        renamed_from: shared.renamed_from,
        kind: kind?,
        nullable: shared.nullable,
        default: None,
        generated: None,
        identity: None,
        collation: None,
        comment: shared.comment,
        backfill: None,
        added_in: None,
        pii: shared.pii,
        sensitive: shared.sensitive,
        logged: shared.logged,
        never_in_api: shared.never_in_api,
    })
}

/// How text is compared, in the words that mean the same on both engines.
pub(super) const COLLATIONS: [(&str, &str); 2] = [("nocase", "nocase"), ("binary", "binary")];

#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an independent fact about the column"
)]
struct Shared {
    renamed_from: Option<Located<String>>,
    nullable: bool,
    comment: Option<Located<String>>,
    pii: Option<Located<String>>,
    sensitive: bool,
    logged: bool,
    never_in_api: bool,
}

fn shared(fields: &Fields<'_>, reading: &mut Reading) -> Shared {
    Shared {
        renamed_from: fields.name("renamedFrom", reading),
        nullable: fields.flag_or("nullable", false, reading),
        comment: fields.text("comment", reading),
        pii: fields.name("pii", reading),
        sensitive: fields.flag_or("sensitive", false, reading),
        logged: fields.flag_or("logged", true, reading),
        never_in_api: fields.choice("api", &[("never", true)], reading).is_some(),
    }
}

const MADE: [(&str, Default); 5] = [
    ("uuid_v4", Default::UuidV4),
    ("uuid_v7", Default::UuidV7),
    ("now", Default::Now),
    ("today", Default::Today),
    ("empty_json", Default::EmptyJson),
];

fn default(node: &Node, reading: &mut Reading) -> Option<Located<Default>> {
    let has = |key| {
        node.as_object()
            .is_some_and(|object| object.get(key).is_some())
    };
    let value = if has("gen") {
        let fields = Fields::open(node, &keys::MADE, reading)?;
        reading.choice(fields.node("gen")?, "`gen`", &MADE)?.value
    } else if has("sql") {
        Default::Sql(sql::expression(node, reading)?)
    } else {
        Default::Literal(node.clone())
    };
    Some(Located {
        value,
        span: node.span,
    })
}

fn generated(node: &Node, reading: &mut Reading) -> Option<Generated> {
    let fields = Fields::open(node, &keys::GENERATED, reading)?;
    let stored = fields.flag_or("stored", true, reading);
    let sql = fields
        .node("sql")
        .and_then(|node| sql::texts(node, reading))?;
    Some(Generated {
        span: node.span,
        sql,
        stored,
    })
}

fn identity(node: &Node, reading: &mut Reading) -> Option<Identity> {
    let fields = Fields::open(node, &keys::IDENTITY, reading)?;
    let mode = fields.choice("mode", &[("always", true), ("by_default", false)], reading);
    let start = fields.integer("start", i64::MIN..=i64::MAX, reading);
    let increment = fields.integer("increment", i64::MIN..=i64::MAX, reading);
    if let Some(zero) = increment.as_ref().filter(|increment| increment.value == 0) {
        reading.report(Diagnostic::new(
            &codes::DATABASE_NUMBER_OUT_OF_RANGE,
            zero.span,
            "`increment` is `0`",
            "give a step that is not zero",
        ));
    }
    Some(Identity {
        span: node.span,
        always: mode.is_none_or(|mode| mode.value),
        start,
        increment,
    })
}

fn references(
    node: &Node,
    column: Option<&Located<String>>,
    defaults: &Defaults,
    reading: &mut Reading,
) -> Option<ForeignKey> {
    let fields = Fields::open(node, &keys::REFERENCES, reading)?;
    let name = fields.name("name", reading);
    let table = fields.name("table", reading);
    let target = fields.name("column", reading);
    let on_delete = action(&fields, "onDelete", reading)
        .or(defaults.on_delete)
        .unwrap_or(Action::NoAction);
    let on_update = action(&fields, "onUpdate", reading).unwrap_or(Action::NoAction);
    let deferrable = deferrable(&fields, reading);
    let index = fields.flag_or("index", true, reading);
    Some(ForeignKey {
        span: node.span,
        name,
        columns: vec![column?.clone()],
        table: table?,
        target_columns: vec![target?],
        on_delete,
        on_update,
        deferrable,
        index,
    })
}
