//! Names and values in the words of an engine.

use specwright_plan::{DefaultValue, TypeText};
use std::fmt::Write as _;

/// The engine that is printed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    Sqlite,
    Postgres,
}

impl Dialect {
    /// The name of the engine.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

/// A name, in quotes always: no name can be taken for a word of SQL, and none is folded.
pub(super) fn name(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Names in quotes, with commas.
pub(super) fn names(list: &[String]) -> String {
    list.iter()
        .map(|item| name(item))
        .collect::<Vec<_>>()
        .join(", ")
}

/// A text. PostgreSQL may be set to read a backslash in it as the beginning of an escape, so a text with one is written
/// in the form in which that is certain.
pub(super) fn text(text: &str, dialect: Dialect) -> String {
    let quoted = text.replace('\'', "''");
    if dialect == Dialect::Postgres && quoted.contains('\\') {
        format!("E'{}'", quoted.replace('\\', "\\\\"))
    } else {
        format!("'{quoted}'")
    }
}

/// A type.
pub(super) fn type_text(kind: &TypeText) -> String {
    match kind {
        TypeText::Words(words) => words.clone(),
        TypeText::Named(named) => name(named),
        TypeText::ArrayOf(item) => format!("{}[]", type_text(item)),
    }
}

/// A default, or a value of a row.
pub(super) fn default(value: &DefaultValue, dialect: Dialect) -> String {
    match (value, dialect) {
        (DefaultValue::Null, _) => "NULL".to_owned(),
        (DefaultValue::Truth(truth), Dialect::Sqlite) => u8::from(*truth).to_string(),
        (DefaultValue::Truth(true), Dialect::Postgres) => "TRUE".to_owned(),
        (DefaultValue::Truth(false), Dialect::Postgres) => "FALSE".to_owned(),
        (DefaultValue::Number(number), _) => number.clone(),
        (DefaultValue::Text(value), _) => text(value, dialect),
        (DefaultValue::Bytes(bytes), Dialect::Sqlite) => format!("x'{}'", hexadecimal(bytes)),
        (DefaultValue::Bytes(bytes), Dialect::Postgres) => {
            format!("decode('{}', 'hex')", hexadecimal(bytes))
        }
        (DefaultValue::Array { items, of }, _) => {
            let items: Vec<_> = items.iter().map(|item| default(item, dialect)).collect();
            format!("ARRAY[{}]::{}[]", items.join(", "), type_text(of))
        }
        (DefaultValue::Expression(expression), _) => (*expression).to_owned(),
        (DefaultValue::Sql(sql), _) => format!("({sql})"),
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a string takes all that is written to it");
        text
    })
}
