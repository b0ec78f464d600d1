//! L0344 and L0345: an index does what another one does already, whole or in part.

use specwright_dbschema::{Contract, IndexKey, IndexPart, Located, Sql, Table};
use specwright_diagnostics::{Diagnostic, Span, codes};

pub(super) fn check(contract: &Contract, findings: &mut Vec<Diagnostic>) {
    for table in &contract.tables {
        let all = all(table);
        for (at, index) in all.iter().enumerate() {
            let others = || {
                all.iter()
                    .enumerate()
                    .filter(|&(other_at, other)| other_at != at && other.holds_the_same_rows(index))
            };
            // Of two that do the same, the later one is reported, and never a key for an index.
            let same = others().find(|(other_at, other)| {
                other.parts == index.parts
                    && (other.unique || !index.unique)
                    && index
                        .include
                        .iter()
                        .all(|name| other.include.contains(name))
                    && (other.is_key, at) > (index.is_key, *other_at)
            });
            let longer = || {
                others().find(|(_, other)| {
                    other.parts.len() > index.parts.len()
                        && other.parts.starts_with(&index.parts)
                        && !index.unique
                        && index.include.is_empty()
                })
            };
            if let Some((_, other)) = same {
                findings.push(
                    Diagnostic::new(
                        &codes::DUPLICATE_INDEX,
                        index.span,
                        "an index does what another one does already",
                        "remove it",
                    )
                    .with_related(other.span, "the other one"),
                );
            } else if let Some((_, other)) = longer() {
                findings.push(
                    Diagnostic::new(
                        &codes::REDUNDANT_INDEX,
                        index.span,
                        "an index is the beginning of another one",
                        "remove it",
                    )
                    .with_related(other.span, "the longer one"),
                );
            }
        }
    }
}

/// A key or an index, as far as it matters for what it can do.
struct Seen<'c> {
    span: Span,
    is_key: bool,
    unique: bool,
    parts: Vec<Part<'c>>,
    predicate: Option<(Option<&'c str>, Option<&'c str>)>,
    method: &'c str,
    include: Vec<&'c str>,
}

impl Seen<'_> {
    fn holds_the_same_rows(&self, other: &Self) -> bool {
        self.predicate == other.predicate && self.method == other.method
    }
}

#[derive(PartialEq)]
struct Part<'c> {
    column: Option<&'c str>,
    sql: Option<(Option<&'c str>, Option<&'c str>)>,
    descending: bool,
    nulls_first: Option<bool>,
    opclass: Option<&'c str>,
    collation: Option<&'c str>,
}

fn all(table: &Table) -> Vec<Seen<'_>> {
    let primary = table
        .primary_key
        .iter()
        .map(|primary| key(primary.span, &primary.columns, None));
    let uniques = table
        .uniques
        .iter()
        .map(|unique| key(unique.span, &unique.columns, unique.predicate.as_ref()));
    let indexes = table.indexes.iter().map(|index| Seen {
        span: index.span,
        is_key: false,
        unique: index.unique,
        parts: index.parts.iter().map(part).collect(),
        predicate: index.predicate.as_ref().map(texts),
        method: index
            .method
            .as_ref()
            .map_or("btree", |method| &method.value),
        include: index
            .include
            .iter()
            .map(|column| column.value.as_str())
            .collect(),
    });
    primary.chain(uniques).chain(indexes).collect()
}

fn key<'c>(span: Span, columns: &'c [Located<String>], predicate: Option<&'c Sql>) -> Seen<'c> {
    let part = |column: &'c Located<String>| Part {
        column: Some(&column.value),
        sql: None,
        descending: false,
        nulls_first: None,
        opclass: None,
        collation: None,
    };
    Seen {
        span,
        is_key: true,
        unique: true,
        parts: columns.iter().map(part).collect(),
        predicate: predicate.map(texts),
        method: "btree",
        include: Vec::new(),
    }
}

fn part(part: &IndexPart) -> Part<'_> {
    let (column, sql) = match &part.key {
        IndexKey::Column(name) => (Some(name.value.as_str()), None),
        IndexKey::Sql(sql) => (None, Some(texts(sql))),
    };
    Part {
        column,
        sql,
        descending: part.descending,
        nulls_first: part.nulls_first,
        opclass: part.opclass.as_ref().map(|name| name.value.as_str()),
        collation: part.collation.as_ref().map(|name| name.value.as_str()),
    }
}

fn texts(sql: &Sql) -> (Option<&str>, Option<&str>) {
    (sql.sqlite.as_deref(), sql.postgres.as_deref())
}
