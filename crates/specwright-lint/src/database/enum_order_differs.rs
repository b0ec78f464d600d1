//! L0365: an expression or a view orders the values of an enum, which the two engines order differently.

use super::expressions::expressions;
use super::sql_words::words;
use specwright_dbschema::{Column, ColumnType, Contract, Enumeration, Sql, Table};
use specwright_diagnostics::{Diagnostic, codes};

pub(super) fn check(contract: &Contract, findings: &mut Vec<Diagnostic>) {
    for table in &contract.tables {
        for sql in expressions(table) {
            look(contract, table, sql, findings);
        }
    }
    for view in &contract.views {
        for table in &contract.tables {
            let name = &table.name.value;
            if view.depends_on.iter().any(|read| read.value == *name) {
                look(contract, table, &view.sql, findings);
            }
        }
    }
}

/// A text for each engine may differ on purpose, so only one that both share is looked at.
fn look(contract: &Contract, table: &Table, sql: &Sql, findings: &mut Vec<Diagnostic>) {
    let (Some(sqlite), Some(postgres)) = (&sql.sqlite, &sql.postgres) else {
        return;
    };
    if sqlite != postgres {
        return;
    }
    let words = words(sqlite);
    for (column, enumeration) in table
        .columns
        .iter()
        .filter_map(|column| Some((column, out_of_order(contract, column)?)))
    {
        if is_ordered(&words, &column.name.value) {
            findings.push(
                Diagnostic::new(
                    &codes::ENUM_ORDER_DIFFERS,
                    sql.span,
                    format!(
                        "PostgreSQL orders `{}` as `{}` lists its values, SQLite by the alphabet",
                        column.name.value, enumeration.name.value
                    ),
                    "compare with the values by `IN`, or list them in the order of the alphabet",
                )
                .with_related(enumeration.name.span, "the enum"),
            );
        }
    }
}

/// The enum of a column, where the order of its values is not that of their texts.
fn out_of_order<'c>(contract: &'c Contract, column: &Column) -> Option<&'c Enumeration> {
    let ColumnType::Enum { name } = &column.kind.value else {
        return None;
    };
    let mut enums = contract.enums.iter();
    let enumeration = enums.find(|enumeration| enumeration.name.value == *name)?;
    let sorted = enumeration
        .values
        .is_sorted_by(|one, next| one.value <= next.value);
    (!sorted).then_some(enumeration)
}

/// Whether the column stands beside a word that asks which value comes first.
fn is_ordered(words: &[String], column: &str) -> bool {
    let asks = |word: &str| matches!(word, "<" | ">" | "<=" | ">=" | "between");
    let at = |index: Option<usize>| index.and_then(|index| words.get(index)).map(String::as_str);
    words.iter().enumerate().any(|(here, word)| {
        let before = at(here.checked_sub(1));
        word.trim_matches('"') == column
            && (at(Some(here + 1)).is_some_and(asks)
                || before.is_some_and(asks)
                || before == Some("(") && matches!(at(here.checked_sub(2)), Some("min" | "max"))
                || follows_order_by(&words[..here]))
    })
}

/// Whether a list behind `ORDER BY` goes on up to here.
fn follows_order_by(before: &[String]) -> bool {
    let by = before
        .windows(2)
        .rposition(|pair| pair[0] == "order" && pair[1] == "by");
    by.is_some_and(|by| {
        before[by + 2..]
            .iter()
            .all(|word| !matches!(word.as_str(), ")" | "limit" | "offset" | "union"))
    })
}

#[cfg(test)]
mod tests {
    use super::is_ordered;
    use crate::database::sql_words::words;

    #[test]
    fn sees_where_an_order_is_asked_for_and_only_there() {
        for (text, ordered) in [
            ("status > 'open'", true),
            ("'open' <= \"status\"", true),
            ("max(status)", true),
            ("SELECT id FROM tasks ORDER BY title, status DESC", true),
            ("status = 'open'", false),
            ("status IN ('open') AND n > 1", false),
            (
                "SELECT count(*) OVER (ORDER BY n), status FROM tasks",
                false,
            ),
        ] {
            assert_eq!(is_ordered(&words(text), "status"), ordered, "{text}");
        }
    }
}
