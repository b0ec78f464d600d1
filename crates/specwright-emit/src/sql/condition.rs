//! A condition on each row → its expression. Each of ours is NULL or true for NULL, so that it lets NULL through.

use super::words::{Dialect, name, text};
use specwright_plan::RowCondition;

/// The expression.
pub(super) fn condition(condition: &RowCondition, dialect: Dialect) -> String {
    match condition {
        RowCondition::Sql(sql) => sql.clone(),
        RowCondition::Truth(column) => format!("{} IN (0, 1)", name(column)),
        RowCondition::Range {
            column,
            least,
            most,
        } => format!("{} BETWEEN {least} AND {most}", name(column)),
        RowCondition::LongestText { column, length } => {
            format!("{} <= {length}", characters(column, dialect))
        }
        RowCondition::ExactText { column, length } => {
            // PostgreSQL counts no blank at the end of a text of fixed length, SQLite each.
            let exact = format!("{} = {length}", characters(column, dialect));
            format!("{exact} AND {} NOT LIKE '% '", name(column))
        }
        RowCondition::Shape { column, shape } => {
            format!("{} LIKE {}", name(column), text(shape, dialect))
        }
        RowCondition::Decimal {
            column,
            whole,
            fraction,
        } => decimal(&name(column), *whole, *fraction),
        RowCondition::OneOf { column, values } => {
            let values: Vec<_> = values.iter().map(|value| text(value, dialect)).collect();
            format!("{} IN ({})", name(column), values.join(", "))
        }
        RowCondition::Json(column) => format!("json_valid({})", name(column)),
        RowCondition::JsonArray(column) => {
            format!("json_valid({0}) AND {0} LIKE '[%'", name(column))
        }
    }
}

fn characters(column: &str, dialect: Dialect) -> String {
    let function = match dialect {
        Dialect::Sqlite => "length",
        Dialect::Postgres => "char_length",
    };
    format!("{function}({})", name(column))
}

/// A text of digits with a sign and a point, each at most once and where it belongs, and no more digits than the column
/// has. SQLite has neither exact decimals nor regular expressions.
fn decimal(column: &str, whole: u32, fraction: u32) -> String {
    let digits_only = if fraction == 0 {
        "'*[^0-9-]*'"
    } else {
        "'*[^0-9.-]*'"
    };
    let mut parts = vec![
        format!("{column} NOT GLOB {digits_only}"),
        format!("{column} NOT GLOB '?*-*'"),
        format!("{column} GLOB '*[0-9]'"),
    ];
    if fraction == 0 {
        parts.push(format!("length(ltrim({column}, '-0')) <= {whole}"));
    } else {
        let point = format!("instr({column} || '.', '.')");
        parts.push(format!("{column} NOT GLOB '*.*.*'"));
        parts.push(format!("ltrim({column}, '-') GLOB '[0-9]*'"));
        parts.push(format!(
            "length(ltrim(substr({column}, 1, {point} - 1), '-0')) <= {whole}"
        ));
        parts.push(format!(
            "length(substr({column}, {point} + 1)) <= {fraction}"
        ));
    }
    format!("\n        {}\n    ", parts.join("\n        AND "))
}
