//! What needs a compiler, a database or a running service.

use super::{ANSWERS, Arguments, BUILDS, DATABASE, Part};
use crate::pipeline::Specs;
use crate::report::Report;
use crate::terminal::Terminal;
use specwright_dbschema::{Contract, Dialect};
use specwright_diagnostics::{Diagnostic, codes};
use specwright_fileset::FileSet;
use specwright_live::Migration;
use std::collections::BTreeMap;
use std::path::Path;

pub(super) fn look(
    arguments: &Arguments,
    terminal: &Terminal,
    out: &Path,
    files: &FileSet,
    specs: &mut Specs,
    report: &mut Report,
) {
    if !arguments.asks_for(Part::Database) {
        report.not_tested(DATABASE, "pass --database");
    } else if let Some(contract) = specs.contract.take() {
        terminal.progress("running the migrations");
        database(&contract, files, specs, report);
        specs.contract = Some(contract);
    } else {
        report.not_tested(DATABASE, "the service has no database");
    }
    let _ = out;
}

fn database(contract: &Contract, files: &FileSet, specs: &mut Specs, report: &mut Report) {
    let before = specs.errors();
    match specwright_live::verify_database(contract, &migrations(files)) {
        Ok(found) => {
            specs.diagnostics.extend(found.findings);
            let engines: Vec<&str> = found.ran.iter().map(|dialect| engine(*dialect)).collect();
            report.looked_at(
                DATABASE,
                format!("catalogues compared on {}", engines.join(" and ")),
                specs.errors() - before,
            );
            for (dialect, reason) in found.skipped {
                report.not_tested(DATABASE, format!("on {}: {reason}", engine(dialect)));
            }
        }
        Err(error) => {
            report.not_tested(DATABASE, error.to_string());
            specs.diagnostics.push(Diagnostic::without_place(
                &codes::LIVE_FAILED,
                error.to_string(),
                "mend the cause and run it again",
            ));
        }
    }
}

/// The migrations of the output, in the order of their names.
fn migrations(files: &FileSet) -> Vec<Migration> {
    let mut migrations: BTreeMap<&str, Migration> = BTreeMap::new();
    for (path, file) in files.iter() {
        let Some((name, step)) = path
            .as_str()
            .strip_prefix("migrations/")
            .and_then(|rest| rest.split_once('/'))
        else {
            continue;
        };
        let dialect = match step.split_once('.') {
            Some((_, "sqlite.sql")) => Dialect::Sqlite,
            Some((_, "postgres.sql")) => Dialect::Postgres,
            _ => continue,
        };
        let migration = migrations.entry(name).or_insert_with(|| Migration {
            name: name.to_owned(),
            up: BTreeMap::new(),
            down: BTreeMap::new(),
        });
        let texts = if step.starts_with("up.") {
            &mut migration.up
        } else {
            &mut migration.down
        };
        texts.insert(dialect, file.text().unwrap_or_default().to_owned());
    }
    migrations.into_values().collect()
}

fn engine(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Sqlite => "SQLite",
        Dialect::Postgres => "PostgreSQL",
    }
}
