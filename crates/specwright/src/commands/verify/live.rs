//! What needs a compiler, a database or a running service.

use super::{ANSWERS, Arguments, BUILDS, DATABASE, Part};
use crate::pipeline::Specs;
use crate::report::Report;
use crate::service::{build, failure};
use crate::terminal::Terminal;
use specwright_dbschema::{Contract, Dialect};
use specwright_diagnostics::{Diagnostic, codes};
use specwright_fileset::FileSet;
use specwright_live::scratch::Scratch;
use specwright_live::{LiveError, Migration, Service};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The limit of bodies that the service gets, so that it can be tried with small ones.
const BODY_LIMIT: usize = 64 * 1024;

/// Looks at all that was asked for, and says what was not.
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
    if !arguments.asks_for(Part::Build) && !arguments.asks_for(Part::Live) {
        report.not_tested(BUILDS, "pass --build");
        report.not_tested(ANSWERS, "pass --live");
        return;
    }
    let Some(binary) = builds(terminal, out, specs, report) else {
        report.not_tested(ANSWERS, "the output does not build");
        return;
    };
    if arguments.asks_for(Part::Live) {
        terminal.progress("starting the service, and asking it");
        if let Err(error) = answers(&binary, specs, report) {
            report.not_tested(ANSWERS, error.to_string());
            specs.diagnostics.push(failure(&error));
        }
    } else {
        report.not_tested(ANSWERS, "pass --live");
    }
}

/// Builds the service; its binary, if there is one.
fn builds(
    terminal: &Terminal,
    out: &Path,
    specs: &mut Specs,
    report: &mut Report,
) -> Option<PathBuf> {
    match build(out, terminal) {
        Ok(built) => {
            let complaints = built.findings.len() + built.warnings;
            report.looked_at(
                BUILDS,
                format!("cargo build, {} warnings", built.warnings),
                complaints,
            );
            specs.diagnostics.extend(built.findings);
            built.binary
        }
        Err(error) => {
            report.not_tested(BUILDS, error.to_string());
            specs.diagnostics.push(failure(&error));
            None
        }
    }
}

/// Starts the service on an empty database of its own, and holds its answers against the description.
fn answers(binary: &Path, specs: &mut Specs, report: &mut Report) -> Result<(), LiveError> {
    let Some(description) = &specs.description else {
        return Ok(());
    };
    let scratch = Scratch::sqlite()?;
    let variables = BTreeMap::from([
        ("DATABASE_URL".to_owned(), scratch.url()),
        ("BODY_LIMIT".to_owned(), BODY_LIMIT.to_string()),
        ("UPLOAD_LIMIT".to_owned(), BODY_LIMIT.to_string()),
    ]);
    let service = match Service::start(binary, &variables) {
        Ok(service) => service,
        Err(error) => {
            let help =
                "look into its last words; a database or a port that is not free is named there";
            let place = description.info.title.span;
            specs.diagnostics.push(Diagnostic::new(
                &codes::SERVICE_NOT_READY,
                place,
                error.to_string(),
                help,
            ));
            report.looked_at(ANSWERS, "the service was started", 1);
            return Ok(());
        }
    };
    let laws = specwright_live::check_laws(description, service.url(), BODY_LIMIT)?;
    service.stop()?;
    let tried: Vec<String> = laws
        .checked
        .iter()
        .map(|(law, count)| format!("{law} {count} times"))
        .collect();
    let before = specs.errors();
    specs.diagnostics.extend(laws.findings);
    report.looked_at(
        ANSWERS,
        format!("on SQLite: {}", tried.join(", ")),
        specs.errors() - before,
    );
    for untested in laws.untested {
        report.not_tested(untested, "not possible from outside");
    }
    Ok(())
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
            specs.diagnostics.push(failure(&error));
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::{answers, migrations};
    use crate::pipeline::{self, Input};
    use crate::report::Report;
    use specwright_dbschema::Dialect;
    use specwright_diagnostics::Allowances;
    use specwright_fileset::{FileSet, OutputFile, RelPath};
    use std::path::Path;

    #[test]
    fn migrations_are_found_by_their_names() {
        let files: FileSet = [
            "migrations/0002_more/up.postgres.sql",
            "migrations/0001_initial/down.sqlite.sql",
            "migrations/0001_initial/up.sqlite.sql",
            "migrations/0001_initial/snapshot.json",
            "migrations.sum",
        ]
        .map(|path| (RelPath::new(path).unwrap(), OutputFile::generated(path)))
        .into_iter()
        .collect();
        let found = migrations(&files);
        assert_eq!(
            found
                .iter()
                .map(|migration| migration.name.as_str())
                .collect::<Vec<_>>(),
            ["0001_initial", "0002_more"]
        );
        assert_eq!(
            found[0].up[&Dialect::Sqlite],
            "migrations/0001_initial/up.sqlite.sql"
        );
        assert_eq!(
            found[0].down[&Dialect::Sqlite],
            "migrations/0001_initial/down.sqlite.sql"
        );
        assert_eq!(found[1].up.keys().collect::<Vec<_>>(), [&Dialect::Postgres]);
    }

    #[cfg(unix)]
    #[test]
    fn a_service_that_ends_at_once_is_not_ready() {
        let bytes = b"openapi: 3.0.3\ninfo: { title: T, version: '1' }\npaths: {}\n".to_vec();
        let mut specs = pipeline::read(
            Input {
                name: "openapi.yaml".to_owned(),
                bytes,
            },
            None,
            Allowances::default(),
        );
        let mut report = Report::new("t");
        answers(Path::new("/bin/false"), &mut specs, &mut report).unwrap();
        assert_eq!(
            specs
                .diagnostics
                .iter()
                .map(|found| found.code.id)
                .collect::<Vec<_>>(),
            ["V0711"]
        );
        assert!(report.text().starts_with("refuted"), "{}", report.text());
    }
}
