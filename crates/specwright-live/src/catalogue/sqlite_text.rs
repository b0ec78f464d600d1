//! The text that SQLite keeps of a table, an index or a view → what the pragmas do not tell: names of constraints,
//! checks, collations, generating expressions, deferrability, predicates.

use super::cursor::Cursor;
use super::tokens::{Token, group_length, normal, split_at_commas, tokens};
use super::{ForeignKey, Key};

/// What the text of a table says.
#[derive(Debug, Default)]
pub(super) struct TableText {
    pub(super) columns: Vec<ColumnText>,
    pub(super) primary_key: Option<Key>,
    pub(super) uniques: Vec<Key>,
    pub(super) foreign_keys: Vec<(Option<String>, ForeignKey)>,
    /// Names and normalised expressions.
    pub(super) checks: Vec<(Option<String>, String)>,
}

/// What the text of a column says.
#[derive(Debug, Default)]
pub(super) struct ColumnText {
    pub(super) name: String,
    pub(super) collation: Option<String>,
    pub(super) default: Option<String>,
    pub(super) generated: Option<String>,
    pub(super) autoincrement: bool,
}

/// What the text of an index says.
#[derive(Debug)]
pub(super) struct IndexText {
    /// The normalised text of each part, without its order.
    pub(super) parts: Vec<String>,
    pub(super) predicate: Option<String>,
}

/// The words that begin a column's constraint and so end its type.
const COLUMN_CONSTRAINTS: &[&str] = &[
    "constraint",
    "primary",
    "not",
    "null",
    "unique",
    "check",
    "default",
    "collate",
    "references",
    "generated",
    "as",
];

/// Reads `CREATE TABLE … ( … ) …`.
pub(super) fn table(sql: &str) -> Result<TableText, String> {
    let all = tokens(sql)?;
    let start = all
        .iter()
        .position(|token| token.is_mark("("))
        .ok_or("a table without columns")?;
    let length = group_length(&all[start..]).ok_or("parentheses that do not match")?;
    let mut table = TableText::default();
    for item in split_at_commas(&all[start + 1..start + length - 1]) {
        let mut cursor = Cursor { rest: item };
        if ["constraint", "primary", "unique", "check", "foreign"]
            .iter()
            .any(|word| cursor.at(word))
        {
            table_constraints(&mut cursor, &mut table)?;
        } else {
            column(&mut cursor, &mut table)?;
        }
    }
    Ok(table)
}

/// Reads `CREATE INDEX … ON … ( … ) [WHERE …]`.
pub(super) fn index(sql: &str) -> Result<IndexText, String> {
    let all = tokens(sql)?;
    let start = all
        .iter()
        .position(|token| token.is_mark("("))
        .ok_or("an index without parts")?;
    let length = group_length(&all[start..]).ok_or("parentheses that do not match")?;
    let parts = split_at_commas(&all[start + 1..start + length - 1]);
    let mut behind = Cursor {
        rest: &all[start + length..],
    };
    let predicate = behind.accept("where").then(|| normal(behind.rest));
    Ok(IndexText {
        parts: parts
            .into_iter()
            .map(|part| normal(without_order(part)))
            .collect(),
        predicate,
    })
}

/// Reads `CREATE VIEW … AS …`: the normal form of the query.
pub(super) fn view(sql: &str) -> Result<String, String> {
    let all = tokens(sql)?;
    let start = all
        .iter()
        .position(|token| token.is("as"))
        .ok_or("a view without a query")?;
    Ok(normal(&all[start + 1..]))
}

/// The normal form of a whole text, such as a trigger's.
pub(super) fn normalised(sql: &str) -> Result<String, String> {
    Ok(normal(&tokens(sql)?))
}

fn without_order(part: &[Token]) -> &[Token] {
    let mut part = match part {
        [rest @ .., last] if last.is("asc") || last.is("desc") => rest,
        _ => part,
    };
    if let [rest @ .., collate, _] = part
        && collate.is("collate")
    {
        part = rest;
    }
    part
}

fn table_constraints(cursor: &mut Cursor<'_>, table: &mut TableText) -> Result<(), String> {
    let mut name = None;
    while !cursor.rest.is_empty() {
        if cursor.accept("constraint") {
            name = Some(cursor.name()?);
        } else if cursor.accept("primary") {
            cursor.expect("key")?;
            table.primary_key = Some(key(name.take(), cursor.group()?));
        } else if cursor.accept("unique") {
            table.uniques.push(key(name.take(), cursor.group()?));
        } else if cursor.accept("check") {
            table.checks.push((name.take(), normal(cursor.group()?)));
        } else if cursor.accept("foreign") {
            cursor.expect("key")?;
            let columns = names(cursor.group()?);
            cursor.expect("references")?;
            table
                .foreign_keys
                .push((name.take(), reference(cursor, columns)?));
        } else {
            cursor.skip_conflict_clause()?;
        }
    }
    Ok(())
}

fn column(cursor: &mut Cursor<'_>, table: &mut TableText) -> Result<(), String> {
    let mut column = ColumnText {
        name: cursor.name()?,
        ..ColumnText::default()
    };
    while !cursor.rest.is_empty() && !COLUMN_CONSTRAINTS.iter().any(|word| cursor.at(word)) {
        cursor.next()?;
    }
    let mut name = None;
    while !cursor.rest.is_empty() {
        let own = || vec![column.name.clone()];
        if cursor.accept("constraint") {
            name = Some(cursor.name()?);
        } else if cursor.accept("primary") {
            cursor.expect("key")?;
            let _order = cursor.accept("asc") || cursor.accept("desc");
            table.primary_key = Some(Key {
                name: name.take(),
                columns: own(),
                options: Vec::new(),
            });
        } else if cursor.accept("autoincrement") {
            column.autoincrement = true;
        } else if cursor.accept("not") {
            cursor.expect("null")?;
            name = None;
        } else if cursor.accept("null") {
            name = None;
        } else if cursor.accept("unique") {
            table.uniques.push(Key {
                name: name.take(),
                columns: own(),
                options: Vec::new(),
            });
        } else if cursor.accept("check") {
            table.checks.push((name.take(), normal(cursor.group()?)));
        } else if cursor.accept("default") {
            column.default = Some(cursor.default_expression()?);
            name = None;
        } else if cursor.accept("collate") {
            column.collation = Some(cursor.name()?);
            name = None;
        } else if cursor.accept("references") {
            table
                .foreign_keys
                .push((name.take(), reference(cursor, own())?));
        } else if cursor.accept("generated") {
            cursor.expect("always")?;
        } else if cursor.accept("as") {
            column.generated = Some(normal(cursor.group()?));
            let _kind = cursor.accept("stored") || cursor.accept("virtual");
            name = None;
        } else {
            cursor.skip_conflict_clause()?;
        }
    }
    table.columns.push(column);
    Ok(())
}

/// What follows `REFERENCES`.
fn reference(cursor: &mut Cursor<'_>, columns: Vec<String>) -> Result<ForeignKey, String> {
    let mut key = ForeignKey {
        columns,
        table: cursor.name()?,
        target_columns: Vec::new(),
        on_delete: "no action".to_owned(),
        on_update: "no action".to_owned(),
        options: Vec::new(),
    };
    if cursor.rest.first().is_some_and(|token| token.is_mark("(")) {
        key.target_columns = names(cursor.group()?);
    }
    loop {
        if cursor.at("on")
            && cursor
                .rest
                .get(1)
                .is_some_and(|token| token.is("delete") || token.is("update"))
        {
            cursor.next()?;
            let delete = cursor.next()?.is("delete");
            let mut action = cursor.next()?.text().to_owned();
            if action == "set" || action == "no" {
                action = format!("{action} {}", cursor.next()?.text());
            }
            *(if delete {
                &mut key.on_delete
            } else {
                &mut key.on_update
            }) = action;
        } else if cursor.accept("match") {
            key.options.push(format!("match {}", cursor.name()?));
        } else if cursor.at("not")
            && cursor
                .rest
                .get(1)
                .is_some_and(|token| token.is("deferrable"))
        {
            cursor.next()?;
            cursor.next()?;
        } else if cursor.accept("deferrable") {
            key.options.push("deferrable".to_owned());
        } else if cursor.accept("initially") {
            let mode = cursor.name()?;
            if mode != "immediate" {
                key.options.push(format!("initially {mode}"));
            }
        } else {
            return Ok(key);
        }
    }
}

fn key(name: Option<String>, group: &[Token]) -> Key {
    Key {
        name,
        columns: names(group),
        options: Vec::new(),
    }
}

/// The names of a list in parentheses, without orders and collations.
fn names(group: &[Token]) -> Vec<String> {
    let inner = group
        .get(1..group.len().saturating_sub(1))
        .unwrap_or_default();
    split_at_commas(inner)
        .into_iter()
        .map(|part| normal(without_order(part)))
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test is what it is for")]

    use super::{index, table, view};

    #[test]
    fn reads_constraints_of_columns_and_of_the_table() {
        let text = table(
            "CREATE TABLE \"t\" (\"unique\" TEXT NOT NULL COLLATE NOCASE DEFAULT 'a, (b' CONSTRAINT c1 CHECK (length(\"unique\") > 1),
             n INTEGER PRIMARY KEY AUTOINCREMENT, p TEXT REFERENCES q (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
             g TEXT GENERATED ALWAYS AS (n || 'x') STORED, CONSTRAINT u UNIQUE (n, p), CHECK ((n > 0)),
             CONSTRAINT f FOREIGN KEY (n, p) REFERENCES r (a, b) ON UPDATE CASCADE) STRICT",
        )
        .unwrap();
        assert_eq!(text.columns.len(), 4);
        assert_eq!(text.columns[0].name, "unique");
        assert_eq!(text.columns[0].collation.as_deref(), Some("nocase"));
        assert_eq!(text.columns[0].default.as_deref(), Some("'a, (b'"));
        assert!(text.columns[1].autoincrement);
        assert_eq!(text.columns[3].generated.as_deref(), Some("n || 'x'"));
        assert_eq!(
            text.checks,
            [
                (Some("c1".to_owned()), "length ( unique ) > 1".to_owned()),
                (None, "n > 0".to_owned())
            ]
        );
        assert_eq!(text.uniques[0].columns, ["n", "p"]);
        assert_eq!(
            text.foreign_keys[0].1.options,
            ["deferrable", "initially deferred"]
        );
        assert_eq!(text.foreign_keys[0].1.on_delete, "set null");
        assert_eq!(text.foreign_keys[1].0.as_deref(), Some("f"));
        assert_eq!(text.foreign_keys[1].1.target_columns, ["a", "b"]);
        assert_eq!(text.foreign_keys[1].1.on_update, "cascade");
    }

    #[test]
    fn reads_expressions_and_predicates_of_indexes() {
        let text = index("CREATE UNIQUE INDEX \"i\" ON \"t\" (lower(\"email\") DESC, b COLLATE nocase) WHERE \"d\" IS NULL").unwrap();
        assert_eq!(text.parts, ["lower ( email )", "b"]);
        assert_eq!(text.predicate.as_deref(), Some("d is null"));
    }

    #[test]
    fn reads_the_query_of_a_view() {
        assert_eq!(
            view("CREATE VIEW \"v\" AS\n  SELECT 1 AS one").unwrap(),
            "select 1 as one"
        );
    }

    #[test]
    fn a_text_that_is_not_understood_is_an_error() {
        assert!(table("CREATE TABLE t (a TEXT, CONSTRAINT x FROB (a))").is_err());
        assert!(table("CREATE TABLE t (a TEXT").is_err());
    }
}
