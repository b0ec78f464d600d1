//! Two catalogues → where they differ, object by object.

use super::{Catalogue, Column, Enumeration, ForeignKey, Index, IndexPart, Key, Table, View};
use std::collections::BTreeMap;
use std::fmt;

/// An object of a database.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Object {
    /// The table or view that it belongs to, or that it is.
    pub table: Option<String>,
    /// What it is, in a word: `table`, `column`, `check`.
    pub kind: &'static str,
    /// Its name.
    pub name: String,
}

/// How two catalogues differ about an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It is expected and not there.
    Missing,
    /// It is there and not expected.
    Unexpected,
    /// It is there and not as expected.
    Changed,
}

/// One object about which two catalogues differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The object.
    pub object: Object,
    /// How they differ.
    pub kind: Kind,
    /// What was expected; empty where nothing was.
    pub expected: String,
    /// What was found; empty where nothing was.
    pub found: String,
}

impl fmt::Display for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} `{}`", self.kind, self.name)?;
        match &self.table {
            Some(table) if *table != self.name || !matches!(self.kind, "table" | "view") => {
                write!(f, " of `{table}`")
            }
            _ => Ok(()),
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            Kind::Missing => write!(
                f,
                "{} is missing: expected `{}`",
                self.object, self.expected
            ),
            Kind::Unexpected => write!(f, "{} is unexpected: found `{}`", self.object, self.found),
            Kind::Changed => {
                write!(
                    f,
                    "{} differs: expected `{}`, found `{}`",
                    self.object, self.expected, self.found
                )
            }
        }
    }
}

/// Where a catalogue differs from the expected one, in the order of tables, kinds and names.
///
/// The order of columns is no difference: a column that was added later stands last in one database and in its place
/// in another, and no statement that we write depends on it. Where a whole table is missing or unexpected, its parts
/// are not listed.
#[must_use]
pub fn difference(expected: &Catalogue, found: &Catalogue) -> Vec<Difference> {
    let (expected, found) = (objects(expected), objects(found));
    let mut differences = Vec::new();
    for (object, text) in &expected {
        match found.get(object) {
            None => differences.push(differing(object, Kind::Missing, text, "")),
            Some(other) if other != text => {
                differences.push(differing(object, Kind::Changed, text, other));
            }
            Some(_) => {}
        }
    }
    for (object, text) in &found {
        if !expected.contains_key(object) {
            differences.push(differing(object, Kind::Unexpected, "", text));
        }
    }
    let whole = |difference: &Difference| {
        matches!(difference.object.kind, "table" | "view") && difference.kind != Kind::Changed
    };
    let gone: Vec<Object> = differences
        .iter()
        .filter(|found| whole(found))
        .map(|found| found.object.clone())
        .collect();
    differences.retain(|found| {
        whole(found) || !gone.iter().any(|object| object.table == found.object.table)
    });
    differences.sort_by(|a, b| a.object.cmp(&b.object));
    differences
}

fn differing(object: &Object, kind: Kind, expected: &str, found: &str) -> Difference {
    Difference {
        object: object.clone(),
        kind,
        expected: expected.to_owned(),
        found: found.to_owned(),
    }
}

/// Every object of a catalogue with a text that says all about it.
fn objects(catalogue: &Catalogue) -> BTreeMap<Object, String> {
    let mut objects = BTreeMap::new();
    for (name, table) in &catalogue.tables {
        table_objects(name, table, &mut objects);
    }
    for (
        name,
        View {
            columns,
            definition,
            comment,
        },
    ) in &catalogue.views
    {
        objects.insert(
            part(name, "view", name),
            with_comment(definition, comment.as_deref()),
        );
        for column in columns {
            objects.insert(part(name, "column", &column.name), column_text(column));
        }
    }
    for (name, Enumeration { values, comment }) in &catalogue.enums {
        let object = Object {
            table: None,
            kind: "enum",
            name: name.clone(),
        };
        objects.insert(object, with_comment(&values.join(", "), comment.as_deref()));
    }
    for (description, text) in &catalogue.others {
        let object = Object {
            table: None,
            kind: "object",
            name: description.clone(),
        };
        objects.insert(object, text.clone());
    }
    objects
}

fn table_objects(name: &str, table: &Table, objects: &mut BTreeMap<Object, String>) {
    let options = if table.options.is_empty() {
        "a table".to_owned()
    } else {
        table.options.join(", ")
    };
    objects.insert(
        part(name, "table", name),
        with_comment(&options, table.comment.as_deref()),
    );
    for column in &table.columns {
        objects.insert(part(name, "column", &column.name), column_text(column));
    }
    if let Some(key) = &table.primary_key {
        let label = key.name.as_deref().unwrap_or("primary key");
        objects.insert(part(name, "primary key", label), key_text(key));
    }
    for (label, key) in &table.uniques {
        objects.insert(part(name, "unique constraint", label), key_text(key));
    }
    for (label, key) in &table.foreign_keys {
        objects.insert(part(name, "foreign key", label), foreign_key_text(key));
    }
    for (label, expression) in &table.checks {
        objects.insert(part(name, "check", label), expression.clone());
    }
    for (label, index) in &table.indexes {
        objects.insert(part(name, "index", label), index_text(index));
    }
    for (label, text) in &table.triggers {
        objects.insert(part(name, "trigger", label), text.clone());
    }
}

fn part(table: &str, kind: &'static str, name: &str) -> Object {
    Object {
        table: Some(table.to_owned()),
        kind,
        name: name.to_owned(),
    }
}

fn with_comment(text: &str, comment: Option<&str>) -> String {
    comment.map_or_else(
        || text.to_owned(),
        |comment| format!("{text}, comment {comment:?}"),
    )
}

fn column_text(column: &Column) -> String {
    let mut words = vec![column.kind.clone()];
    words.extend((!column.nullable).then(|| "not null".to_owned()));
    let parts = [
        ("collate", &column.collation),
        ("default", &column.default),
        ("identity", &column.identity),
    ];
    for (word, value) in parts {
        words.extend(value.as_ref().map(|value| format!("{word} {value}")));
    }
    words.extend(column.generated.as_ref().map(|generated| {
        let kind = if generated.stored {
            "stored"
        } else {
            "virtual"
        };
        format!("generated as {} {kind}", generated.expression)
    }));
    with_comment(&words.join(" "), column.comment.as_deref())
}

fn key_text(key: &Key) -> String {
    with_options(format!("({})", key.columns.join(", ")), &key.options)
}

fn foreign_key_text(key: &ForeignKey) -> String {
    let text = format!(
        "({}) references {} ({}) on delete {} on update {}",
        key.columns.join(", "),
        key.table,
        key.target_columns.join(", "),
        key.on_delete,
        key.on_update,
    );
    with_options(text, &key.options)
}

fn index_text(index: &Index) -> String {
    let parts: Vec<String> = index.parts.iter().map(index_part_text).collect();
    let unique = if index.unique { "unique " } else { "" };
    let mut words = vec![format!("{unique}{} ({})", index.method, parts.join(", "))];
    words.extend(
        (!index.include.is_empty()).then(|| format!("include ({})", index.include.join(", "))),
    );
    words.extend(
        index
            .predicate
            .as_ref()
            .map(|predicate| format!("where {predicate}")),
    );
    with_options(words.join(" "), &index.options)
}

fn index_part_text(part: &IndexPart) -> String {
    let mut words = vec![part.key.as_str()];
    words.extend(part.collation.as_deref());
    words.extend(part.opclass.as_deref());
    words.extend(part.descending.then_some("desc"));
    // PostgreSQL puts NULLs first in a descending order and last in an ascending one; SQLite the other way round.
    words.push(if part.nulls_first {
        "nulls first"
    } else {
        "nulls last"
    });
    words.join(" ")
}

fn with_options(text: String, options: &[String]) -> String {
    let mut parts = vec![text];
    parts.extend_from_slice(options);
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::{Kind, difference};
    use crate::catalogue::{Catalogue, Column, Table};
    use specwright_dbschema::Dialect;

    fn one_table(columns: &[(&str, &str)]) -> Catalogue {
        let mut catalogue = Catalogue::empty(Dialect::Sqlite);
        let column = |&(name, kind): &(&str, &str)| Column {
            name: name.to_owned(),
            kind: kind.to_owned(),
            ..Column::default()
        };
        let table = Table {
            columns: columns.iter().map(column).collect(),
            ..Table::default()
        };
        catalogue.tables.insert("t".to_owned(), table);
        catalogue
    }

    #[test]
    fn equal_catalogues_do_not_differ_whatever_the_order_of_columns() {
        let (a, b) = (
            one_table(&[("a", "TEXT"), ("b", "TEXT")]),
            one_table(&[("b", "TEXT"), ("a", "TEXT")]),
        );
        assert_eq!(difference(&a, &b), []);
    }

    #[test]
    fn a_missing_an_unexpected_and_a_changed_column_are_told_apart() {
        let (a, b) = (
            one_table(&[("a", "TEXT"), ("b", "TEXT")]),
            one_table(&[("b", "INTEGER"), ("c", "TEXT")]),
        );
        let kinds: Vec<(String, Kind)> = difference(&a, &b)
            .into_iter()
            .map(|found| (found.object.to_string(), found.kind))
            .collect();
        let expected = [
            ("column `a` of `t`".to_owned(), Kind::Missing),
            ("column `b` of `t`".to_owned(), Kind::Changed),
            ("column `c` of `t`".to_owned(), Kind::Unexpected),
        ];
        assert_eq!(kinds, expected);
    }

    #[test]
    fn a_missing_table_is_one_difference() {
        let found = difference(
            &one_table(&[("a", "TEXT")]),
            &Catalogue::empty(Dialect::Sqlite),
        );
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].object.to_string(), "table `t`");
    }
}
