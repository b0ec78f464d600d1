//! Tables with keys, checks, indexes, rows, and references between them.

use super::Promise;
use super::columns::{Column, Kind, column, generated};
use super::draw::Draw;
use super::literals::{literal, numbered};
use std::fmt::Write as _;

/// A table.
pub struct Relation {
    pub name: String,
    pub columns: Vec<Column>,
    /// The columns of its primary key, each not null.
    key: Vec<String>,
    foreign_keys: Vec<String>,
    /// The keys behind the columns and the foreign keys.
    rest: Vec<String>,
    rows: Vec<String>,
    without_rowid: bool,
}

impl Relation {
    pub fn text(&self, promise: Promise) -> String {
        let columns: Vec<String> = self.columns.iter().map(Column::text).collect();
        let mut parts = vec![
            format!(r#""name": "{}""#, self.name),
            format!("\"columns\": [\n    {}]", columns.join(",\n    ")),
        ];
        if !self.key.is_empty() {
            parts.push(format!(
                r#""primaryKey": {{ "columns": {} }}"#,
                list(&self.key)
            ));
        }
        if !self.foreign_keys.is_empty() {
            parts.push(format!(
                r#""foreignKeys": [{}]"#,
                self.foreign_keys.join(", ")
            ));
        }
        parts.extend(self.rest.iter().cloned());
        if !self.rows.is_empty() {
            parts.push(format!(
                r#""seeds": [{{ "key": {}, "rows": [{}] }}]"#,
                list(&self.key),
                self.rows.join(", ")
            ));
        }
        if self.without_rowid && promise.sqlite() {
            parts.push(r#""sqlite": { "withoutRowid": true }"#.to_owned());
        }
        format!("{{ {} }}", parts.join(",\n    "))
    }
}

fn list(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    format!("[{}]", quoted.join(", "))
}

/// A table without references.
pub fn table(draw: &mut Draw, at: usize, promise: Promise, enums: &[String]) -> Relation {
    let name = draw.name(&format!("t{at}"));
    let mut columns = Vec::new();
    let (key, is_numbered) = key(draw, &mut columns, promise);
    let others = 1 + draw.below(7);
    for number in 0..others {
        columns.push(column(draw, number, promise, enums));
    }
    if draw.one_in(3) {
        let from = draw.of(&columns).clone();
        columns.extend(generated(draw, 0, &from, promise).filter(|_| from.written));
    }
    let mut rest = Vec::new();
    let comment = draw.comment();
    rest.extend((!comment.is_empty()).then(|| comment[2..].to_owned()));
    rest.extend(uniques(draw, at, &columns, promise));
    rest.extend(checks(draw, at, &columns));
    rest.extend(indexes(draw, at, &columns, promise));
    let rows = if draw.one_in(2) {
        rows(draw, &columns, &key)
    } else {
        Vec::new()
    };
    let without_rowid = !is_numbered && !key.is_empty() && draw.one_in(4);
    Relation {
        name,
        columns,
        key,
        foreign_keys: Vec::new(),
        rest,
        rows,
        without_rowid,
    }
}

/// Adds the columns of a primary key: a number that the database gives, a UUID, a text, two columns, or none. Says
/// whether it is such a number.
fn key(draw: &mut Draw, columns: &mut Vec<Column>, promise: Promise) -> (Vec<String>, bool) {
    let id = draw.name("id");
    match draw.below(6) {
        0 => {
            let kind = draw.of(&[Kind::Int16, Kind::Int32, Kind::Int64]).clone();
            let start = draw.of(&["", r#", "start": 1"#, r#", "start": 500"#]);
            let step = if promise == Promise::Postgres && draw.one_in(2) {
                r#", "increment": 5"#
            } else {
                ""
            };
            let mode = draw.of(&["always", "by_default"]);
            columns.push(Column {
                optional: true,
                rest: format!(r#", "identity": {{ "mode": "{mode}"{start}{step} }}"#),
                ..Column::plain(id.clone(), kind)
            });
            (vec![id], true)
        }
        1 => {
            columns.push(Column::plain(id.clone(), Kind::Varchar(20)));
            (vec![id], false)
        }
        2 => {
            let other = draw.name("id2");
            columns.push(Column::plain(id.clone(), Kind::Int64));
            columns.push(Column::plain(other.clone(), Kind::Date));
            (
                if draw.one_in(2) {
                    vec![id, other]
                } else {
                    vec![other, id]
                },
                false,
            )
        }
        3 => (Vec::new(), false),
        _ => {
            columns.push(Column::plain(id.clone(), Kind::Uuid));
            (vec![id], false)
        }
    }
}

/// Keys that rows cannot break: they hold for rows that do not exist, or over all columns of which one is a number.
fn uniques(draw: &mut Draw, at: usize, columns: &[Column], promise: Promise) -> Option<String> {
    let usable: Vec<&Column> = columns
        .iter()
        .filter(|column| column.kind.is_comparable())
        .collect();
    let mut uniques = Vec::new();
    for number in 0..draw.below(3) {
        if usable.is_empty() {
            break;
        }
        let chosen = draw.some(&usable, 3);
        let names: Vec<String> = chosen.iter().map(|column| column.name.clone()).collect();
        let any_null = chosen.iter().any(|column| column.nullable);
        let nulls = if draw.one_in(3) && (promise == Promise::Postgres || !any_null) {
            r#", "nullsNotDistinct": true"#
        } else {
            ""
        };
        let name = if draw.one_in(2) {
            format!(r#", "name": "u_{at}_{number}""#)
        } else {
            String::new()
        };
        let first = &names[0];
        uniques.push(format!(
            r#"{{ "columns": {}{nulls}{name}, "where": {{ "sql": "\"{first}\" IS NULL AND \"{first}\" IS NOT NULL" }} }}"#,
            list(&names)
        ));
    }
    (!uniques.is_empty()).then(|| format!(r#""uniques": [{}]"#, uniques.join(", ")))
}

fn checks(draw: &mut Draw, at: usize, columns: &[Column]) -> Option<String> {
    let mut checks = Vec::new();
    for number in 0..draw.below(3) {
        let column = draw.of(columns);
        let name = &column.name;
        let sql = match &column.kind {
            kind if kind.is_whole() => {
                format!(r#"\"{name}\" IS NULL OR \"{name}\" > -5 OR \"{name}\" <= -5"#)
            }
            kind if kind.is_text() => {
                format!(r#"\"{name}\" <> 'it''s' OR \"{name}\" IN ('it''s', '\\')"#)
            }
            _ => format!(r#"((\"{name}\" IS NULL)) OR \"{name}\" IS NOT NULL"#),
        };
        checks.push(format!(
            r#"{{ "name": "ck_{at}_{number}", "sql": "{sql}" }}"#
        ));
    }
    (!checks.is_empty()).then(|| format!(r#""checks": [{}]"#, checks.join(", ")))
}

fn indexes(draw: &mut Draw, at: usize, columns: &[Column], promise: Promise) -> Option<String> {
    let usable: Vec<&Column> = columns
        .iter()
        .filter(|column| column.kind != Kind::Json)
        .collect();
    let mut indexes = Vec::new();
    for number in 0..draw.below(4) {
        if usable.is_empty() {
            break;
        }
        let chosen = draw.some(&usable, 3);
        let parts: Vec<String> = chosen.iter().map(|column| part(draw, column)).collect();
        let mut index = format!(r#"{{ "columns": [{}]"#, parts.join(", "));
        if draw.one_in(2) {
            write!(index, r#", "name": "i_{at}_{number}""#).unwrap();
        }
        if draw.one_in(3) {
            write!(
                index,
                r#", "where": {{ "sql": "\"{}\" IS NOT NULL" }}"#,
                draw.of(&usable).name
            )
            .unwrap();
        }
        let included: Vec<&&Column> = usable
            .iter()
            .filter(|column| chosen.iter().all(|other| other.name != column.name))
            .collect();
        if draw.one_in(3) && !included.is_empty() {
            write!(index, r#", "include": ["{}"]"#, draw.of(&included).name).unwrap();
        }
        if draw.one_in(4) {
            index.push_str(r#", "with": { "fillfactor": 75 }"#);
        }
        if promise == Promise::Postgres && draw.one_in(4) {
            index.push_str(r#", "method": "btree""#);
        }
        indexes.push(format!("{index} }}"));
    }
    (!indexes.is_empty()).then(|| format!(r#""indexes": [{}]"#, indexes.join(", ")))
}

fn part(draw: &mut Draw, column: &Column) -> String {
    let name = &column.name;
    let order = draw.of(&["", r#", "order": "asc""#, r#", "order": "desc""#]);
    let nulls = draw.of(&["", "", r#", "nulls": "first""#, r#", "nulls": "last""#]);
    let expression = match &column.kind {
        kind if kind.is_text() => Some(format!(r#"lower(\"{name}\")"#)),
        Kind::Int16 => Some(format!(r#"\"{name}\" / 2"#)),
        _ => None,
    };
    match expression.filter(|_| draw.one_in(3)) {
        Some(sql) => format!(r#"{{ "sql": "{sql}"{order}{nulls} }}"#),
        None if order.is_empty() && nulls.is_empty() => format!("\"{name}\""),
        None => format!(r#"{{ "column": "{name}"{order}{nulls} }}"#),
    }
}

/// Rows that are told apart by their numbers; none where a column of the key cannot be.
fn rows(draw: &mut Draw, columns: &[Column], key: &[String]) -> Vec<String> {
    if key.is_empty() {
        return Vec::new();
    }
    let row = |number: usize, draw: &mut Draw| {
        let mut values = Vec::new();
        for column in columns.iter().filter(|column| column.written) {
            let value = if key.contains(&column.name) {
                numbered(&column.kind, number)?
            } else if column.optional && draw.one_in(2) {
                continue;
            } else if column.nullable && draw.one_in(3) {
                "null".to_owned()
            } else {
                literal(draw, &column.kind)
            };
            values.push(format!(r#""{}": {value}"#, column.name));
        }
        Some(format!("{{ {} }}", values.join(", ")))
    };
    (0..=draw.below(3))
        .filter_map(|number| row(number + 1, draw))
        .collect()
}

/// Adds references, also in circles and to the table itself. A column that refers may be null, and no row gives it, so
/// that each row can be stored.
pub fn foreign_keys(draw: &mut Draw, relations: &mut [Relation]) {
    for number in 0..draw.below(2 * relations.len() + 1) {
        let from = draw.below(relations.len());
        let to = draw.below(relations.len());
        let target: Vec<(String, Kind)> = {
            let target = &relations[to];
            let kind = |name: &String| {
                let column = target.columns.iter().find(|column| column.name == *name);
                (name.clone(), column.unwrap().kind.clone())
            };
            target.key.iter().map(kind).collect()
        };
        if target.is_empty() {
            continue;
        }
        let named = if draw.one_in(2) {
            format!(r#""name": "fk_{number}", "#)
        } else {
            String::new()
        };
        let on_delete = draw.of(&["no_action", "restrict", "cascade", "set_null"]);
        let on_update = draw.of(&["no_action", "restrict", "cascade"]);
        let deferrable = draw.of(&["never", "initially_immediate", "initially_deferred"]);
        let index = draw.of(&["true", "false"]);
        let mut own = Vec::new();
        for (position, (_, kind)) in target.iter().enumerate() {
            let name = draw.name(&format!("r{number}_{position}"));
            relations[from].columns.push(Column {
                nullable: true,
                optional: true,
                ..Column::plain(name.clone(), kind.clone())
            });
            own.push(name);
        }
        let theirs: Vec<String> = target.into_iter().map(|(name, _)| name).collect();
        let text = format!(
            r#"{{ {named}"columns": {}, "references": {{ "table": "{}", "columns": {} }}, "onDelete": "{on_delete}", "onUpdate": "{on_update}", "deferrable": "{deferrable}", "index": {index} }}"#,
            list(&own),
            relations[to].name,
            list(&theirs)
        );
        relations[from].foreign_keys.push(text);
    }
}
