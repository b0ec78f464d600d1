//! L0362: an expression compares a decimal, which SQLite keeps as a text.

use super::expressions::expressions;
use super::sql_words::words;
use specwright_dbschema::{Column, ColumnType, Contract, Dialect};
use specwright_diagnostics::{Diagnostic, codes};

pub(super) fn check(contract: &Contract, findings: &mut Vec<Diagnostic>) {
    if !contract
        .dialects
        .iter()
        .any(|dialect| dialect.value == Dialect::Sqlite)
    {
        return;
    }
    for table in &contract.tables {
        let decimals: Vec<&Column> = table
            .columns
            .iter()
            .filter(|column| matches!(column.kind.value, ColumnType::Decimal { .. }))
            .collect();
        for sql in expressions(table) {
            let Some(text) = &sql.sqlite else { continue };
            let words = words(text);
            if let Some(column) = decimals
                .iter()
                .find(|column| is_compared(&words, &column.name.value))
            {
                findings.push(
                    Diagnostic::new(
                        &codes::DECIMAL_COMPARED_AS_TEXT,
                        sql.span,
                        format!(
                            "SQLite compares `{}` as a text here, in which 9 is more than 10",
                            column.name.value
                        ),
                        format!(
                            "give SQLite its own text with `CAST({} AS REAL)`",
                            column.name.value
                        ),
                    )
                    .with_related(column.kind.span, "a decimal"),
                );
            }
        }
    }
}

/// Whether the column itself stands beside an operator that compares.
fn is_compared(words: &[String], column: &str) -> bool {
    let compares = |word: &String| {
        matches!(
            word.as_str(),
            "<" | ">" | "<=" | ">=" | "=" | "==" | "<>" | "!=" | "between" | "in"
        )
    };
    words.iter().enumerate().any(|(at, word)| {
        word.trim_matches('"') == column
            && (words.get(at + 1).is_some_and(compares)
                || at
                    .checked_sub(1)
                    .is_some_and(|before| compares(&words[before])))
    })
}
