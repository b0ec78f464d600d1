//! The table of migrations: each text is in the file of its direction and of its database, and the file is there.

use crate::findings::{Findings, REGENERATE, UNREADABLE};
use crate::output::Output;
use crate::syntax::{At, Expr, Kind};
use specwright_diagnostics::codes;
use specwright_fileset::{FileSet, RelPath};

/// Checks `static MIGRATIONS: &[Migration] = &[…];` of each generated file.
pub(crate) fn check(output: &Output<'_>, files: &FileSet, findings: &mut Findings) {
    for (number, module) in (0_u32..).zip(&output.modules) {
        let Some(table) = module.file.constants.get("MIGRATIONS") else {
            continue;
        };
        let Some(rows) = table.value.items() else {
            let at = At {
                file: number,
                ..table.at
            };
            findings.in_output(
                &codes::UNREADABLE_OUTPUT,
                at,
                "the migrations are no list",
                UNREADABLE,
            );
            continue;
        };
        let depth = module.name.matches('/').count();
        for (index, row) in rows.iter().enumerate() {
            check_row(row, index + 1, depth, files, findings);
        }
    }
}

fn check_row(row: &Expr, expected: usize, depth: usize, files: &FileSet, findings: &mut Findings) {
    let version = field(row, "version").and_then(Expr::number);
    if version.as_deref() != Some(expected.to_string().as_str()) {
        let message = format!("the migration number {expected} is not called so");
        findings.in_output(&codes::MIGRATIONS_CROSSED, row.at, message, REGENERATE);
    }
    let name = field(row, "name").and_then(Expr::text).unwrap_or_default();
    for direction in ["up", "down"] {
        for dialect in ["sqlite", "postgres"] {
            let text = field(row, direction).and_then(|statement| field(statement, dialect));
            let Some(text) = text else {
                let message = format!("a migration has no `{direction}` for `{dialect}`");
                findings.in_output(&codes::MIGRATIONS_CROSSED, row.at, message, REGENERATE);
                continue;
            };
            let path = format!("migrations/{expected:04}_{name}/{direction}.{dialect}.sql");
            let included = format!("{}{path}", "../".repeat(depth));
            let is_named = matches!(&text.kind, Kind::Macro(kind, Some(file)) if kind == "include_str" && *file == included);
            let exists = RelPath::new(path.as_str()).is_ok_and(|path| files.get(&path).is_some());
            if !is_named || !exists {
                let how = if is_named {
                    "which is not there"
                } else {
                    "but another text"
                };
                let message = format!("`{direction}` for `{dialect}` must be `{path}`, {how}");
                findings.in_output(&codes::MIGRATIONS_CROSSED, text.at, message, REGENERATE);
            }
        }
    }
}

fn field<'e>(expr: &'e Expr, name: &str) -> Option<&'e Expr> {
    let Kind::Struct(literal) = &expr.kind else {
        return None;
    };
    literal
        .fields
        .iter()
        .find(|(known, _)| known == name)
        .map(|(_, value)| value)
}
