//! L0347: a default that looks like the present is computed once, when the table is made.

use specwright_dbschema::{ColumnType, Contract, Default};
use specwright_diagnostics::{Diagnostic, codes};

/// PostgreSQL's words for moments that are relative to the present.
const WORDS: [&str; 6] = [
    "'now'",
    "'today'",
    "'tomorrow'",
    "'yesterday'",
    "'allballs'",
    "'current_timestamp'",
];

pub(super) fn check(contract: &Contract, findings: &mut Vec<Diagnostic>) {
    for column in contract.tables.iter().flat_map(|table| &table.columns) {
        let made = match column.kind.value {
            ColumnType::Date => "today",
            ColumnType::Time { .. }
            | ColumnType::Timestamp { .. }
            | ColumnType::Timestamptz { .. } => "now",
            _ => continue,
        };
        let Some(Default::Sql(sql)) = column.default.as_ref().map(|default| &default.value) else {
            continue;
        };
        // SQLite computes `date('now')` for each row; a word alone, or with a cast, is what freezes or stays a text.
        let frozen = [&sql.sqlite, &sql.postgres]
            .into_iter()
            .flatten()
            .any(|text| {
                let folded = text.trim().trim_matches(['(', ')']).to_ascii_lowercase();
                let folded = folded
                    .trim_start_matches(|char: char| char.is_ascii_alphabetic() || char == ' ');
                WORDS.iter().any(|word| {
                    folded.strip_prefix(word).is_some_and(|rest| {
                        rest.trim().is_empty() || rest.trim_start().starts_with("::")
                    })
                })
            });
        if frozen {
            findings.push(Diagnostic::new(
                &codes::FROZEN_MOMENT,
                sql.span,
                format!(
                    "the default of `{}` is computed once, when the table is made",
                    column.name.value
                ),
                format!("write `{{\"gen\": \"{made}\"}}`"),
            ));
        }
    }
}
