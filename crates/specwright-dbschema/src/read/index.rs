//! Indexes and their parts.

use super::column::COLLATIONS;
use super::sql;
use crate::fields::Fields;
use crate::reading::Reading;
use crate::{Index, IndexKey, IndexPart, keys};
use specwright_source::{Located, Node};

/// The access methods of PostgreSQL.
const METHODS: [(&str, &str); 6] = [
    ("btree", "btree"),
    ("hash", "hash"),
    ("gin", "gin"),
    ("gist", "gist"),
    ("spgist", "spgist"),
    ("brin", "brin"),
];

/// One entry of `indexes`.
pub(super) fn index(node: &Node, reading: &mut Reading) -> Option<Index> {
    let fields = Fields::open(node, &keys::INDEX, reading)?;
    let name = fields.name("name", reading);
    let unique = fields.flag_or("unique", false, reading);
    let method = fields.choice("method", &METHODS, reading);
    let parts = fields.each("columns", reading, part);
    fields.check_filled("columns", reading);
    let predicate = fields
        .node("where")
        .and_then(|node| sql::expression(node, reading));
    let include = fields.names("include", reading);
    let fillfactor = fields.node("with").and_then(|node| {
        let settings = Fields::open(node, &keys::INDEX_SETTINGS, reading)?;
        let percent = settings.integer("fillfactor", 10..=100, reading)?;
        Some(Located {
            value: u64::try_from(percent.value).ok()?,
            span: percent.span,
        })
    });
    let nulls_not_distinct = fields.flag_or("nullsNotDistinct", false, reading);
    (!parts.is_empty()).then_some(Index {
        span: node.span,
        name,
        unique,
        method: method.map(|word| Located {
            value: word.value.to_owned(),
            span: word.span,
        }),
        parts,
        predicate,
        include,
        fillfactor,
        nulls_not_distinct,
    })
}

/// A column's name alone, or an object with a column or an expression and how it is ordered.
fn part(node: &Node, reading: &mut Reading) -> Option<IndexPart> {
    if node.as_object().is_none() {
        if node.as_str().is_none() {
            reading.wrong_type(
                node,
                "a part of an index",
                "a column's name, `{\"column\": …}` or `{\"sql\": …}`",
            );
            return None;
        }
        let column = reading.name(node, "a part of an index")?;
        let key = IndexKey::Column(column);
        return Some(IndexPart {
            span: node.span,
            key,
            descending: false,
            nulls_first: None,
            opclass: None,
            collation: None,
        });
    }
    let of_sql = node
        .as_object()
        .is_some_and(|object| object.get("sql").is_some() && object.get("column").is_none());
    let fields = Fields::open(
        node,
        if of_sql {
            &keys::SQL_PART
        } else {
            &keys::COLUMN_PART
        },
        reading,
    )?;
    let key = if of_sql {
        fields
            .node("sql")
            .and_then(|node| sql::texts(node, reading))
            .map(IndexKey::Sql)
    } else {
        fields.name("column", reading).map(IndexKey::Column)
    };
    let descending = fields.choice("order", &[("asc", false), ("desc", true)], reading);
    let nulls_first = fields.choice("nulls", &[("first", true), ("last", false)], reading);
    let opclass = fields.name("opclass", reading);
    let collation = fields.choice("collation", &COLLATIONS, reading);
    Some(IndexPart {
        span: node.span,
        key: key?,
        descending: descending.is_some_and(|order| order.value),
        nulls_first: nulls_first.map(|nulls| nulls.value),
        opclass,
        collation: collation.map(|word| Located {
            value: word.value.to_owned(),
            span: word.span,
        }),
    })
}
