//! SQL texts of the contract: one for all engines, or one each; each closed in itself.

use crate::fields::Fields;
use crate::reading::Reading;
use crate::sql_text::{Flaw, flaw};
use crate::{Dialect, Sql, keys};
use specwright_diagnostics::{Diagnostic, codes};
use specwright_source::{Located, Node};

/// `{"sql": …}`.
pub(super) fn expression(node: &Node, reading: &mut Reading) -> Option<Sql> {
    let fields = Fields::open(node, &keys::SQL, reading)?;
    texts(fields.node("sql")?, reading)
}

/// A text, or an object with one for each engine.
pub(super) fn texts(node: &Node, reading: &mut Reading) -> Option<Sql> {
    if node.as_object().is_none() {
        if node.as_str().is_none() {
            reading.wrong_type(
                node,
                "the SQL",
                "a string, or an object with a string for each engine",
            );
            return None;
        }
        let promised: Vec<Dialect> = reading.dialects.clone();
        let text = closed_text(node, &promised, reading)?.value;
        return Some(Sql {
            span: node.span,
            sqlite: Some(text.clone()),
            postgres: Some(text),
        });
    }
    let fields = Fields::open(node, &keys::SQL_TEXTS, reading)?;
    let (sqlite, postgres) = for_each_engine(&fields, node, reading);
    (sqlite.is_some() || postgres.is_some()).then_some(Sql {
        span: node.span,
        sqlite,
        postgres,
    })
}

/// The texts of an object with the keys of the engines; a promised engine without one is reported.
pub(super) fn for_each_engine(
    fields: &Fields<'_>,
    node: &Node,
    reading: &mut Reading,
) -> (Option<String>, Option<String>) {
    for (dialect, key) in Dialect::ALL {
        if fields.entry(key).is_none() && reading.promises(dialect) {
            reading.report(Diagnostic::new(
                &codes::DATABASE_MISSING_DIALECT,
                node.span,
                format!(
                    "there is no text for {}, which the contract promises",
                    dialect.title()
                ),
                format!("add `\"{key}\": …`, or leave `{key}` out of `dialects`"),
            ));
        }
    }
    let mut text = |key, dialect| {
        fields
            .node(key)
            .and_then(|node| closed_text(node, &[dialect], reading))
            .map(|text: Located<String>| text.value)
    };
    (
        text("sqlite", Dialect::Sqlite),
        text("postgres", Dialect::Postgres),
    )
}

fn closed_text(node: &Node, read_by: &[Dialect], reading: &mut Reading) -> Option<Located<String>> {
    let text = reading.text(node, "the SQL")?;
    if let Some((flaw, dialect)) = read_by
        .iter()
        .find_map(|dialect| Some((flaw(&text.value, *dialect)?, dialect)))
    {
        let (message, help) = match flaw {
            Flaw::Semicolon => ("the SQL holds a semicolon", "write one expression"),
            Flaw::Comment => ("the SQL holds a comment", "move it to `comment`"),
            Flaw::OpenQuote => (
                "the SQL has a quote without its partner",
                "close the quote; a quote inside of a text is doubled",
            ),
            Flaw::OpenParenthesis => (
                "the SQL has a parenthesis without its partner",
                "balance the parentheses",
            ),
        };
        reading.report(Diagnostic::new(
            &codes::DATABASE_OPEN_SQL,
            node.span,
            format!("{message}, as {} reads it", dialect.title()),
            help,
        ));
    }
    Some(text)
}
