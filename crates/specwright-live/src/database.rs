//! A contract and the migrations that were emitted for it → whether the migrations make what the contract says, and
//! take all of it away again.

use crate::LiveError;
use crate::catalogue::{Catalogue, Difference, difference};
use crate::contents::contents;
use crate::fresh;
use crate::migration::{Direction, Migration, run};
use crate::scratch::{PostgresServer, Scratch};
use specwright_dbschema::{Contract, Dialect};
use specwright_diagnostics::{Diagnostic, Span, codes};

/// What was found, and on which engines it was looked for.
#[derive(Debug, Clone, Default)]
pub struct DatabaseReport {
    /// The findings.
    pub findings: Vec<Diagnostic>,
    /// The engines on which the migrations ran.
    pub ran: Vec<Dialect>,
    /// The engines that the contract promises and on which nothing ran, each with the reason.
    pub skipped: Vec<(Dialect, String)>,
}

/// Runs the migrations on a database of their own for each engine that the contract promises: up from nothing, down to
/// nothing, and up again; after each way up the catalogue and the rows must equal those of a database made straight from
/// the contract.
pub fn verify_database(
    contract: &Contract,
    migrations: &[Migration],
) -> Result<DatabaseReport, LiveError> {
    let mut report = DatabaseReport::default();
    let promised = |dialect: Dialect| {
        contract.dialects.is_empty()
            || contract
                .dialects
                .iter()
                .any(|promise| promise.value == dialect)
    };
    if promised(Dialect::Sqlite) {
        verify_on(
            contract,
            migrations,
            &Scratch::sqlite,
            Dialect::Sqlite,
            &mut report,
        )?;
    }
    if promised(Dialect::Postgres) {
        match PostgresServer::find() {
            Ok(server) => {
                let scratch = || Scratch::postgres(&server);
                verify_on(
                    contract,
                    migrations,
                    &scratch,
                    Dialect::Postgres,
                    &mut report,
                )?;
            }
            Err(reasons) => report
                .skipped
                .push((Dialect::Postgres, reasons.to_string())),
        }
    }
    Ok(report)
}

fn verify_on(
    contract: &Contract,
    migrations: &[Migration],
    scratch: &dyn Fn() -> Result<Scratch, LiveError>,
    dialect: Dialect,
    report: &mut DatabaseReport,
) -> Result<(), LiveError> {
    report.ran.push(dialect);
    let before = report.findings.len();
    report
        .findings
        .extend(missing_texts(contract, migrations, dialect));
    if report.findings.len() > before {
        return Ok(());
    }
    let pristine = scratch()?;
    if let Err(error) = fresh::create(contract, &pristine) {
        let message = format!("{} cannot hold the contract: {error}", engine(dialect));
        let help = "change what the engine does not take, or leave the engine out of `dialects`";
        report.findings.push(Diagnostic::new(
            &codes::CONTRACT_REFUSED,
            contract.span,
            message,
            help,
        ));
        return Ok(());
    }
    let expected = catalogue(&pristine)?;
    let migrated = scratch()?;
    let empty = catalogue(&migrated)?;
    for round in ["", " after up, down and up again"] {
        if let Err(finding) = run_all(contract, migrations, &migrated, Direction::Up) {
            report.findings.push(*finding);
            return Ok(());
        }
        let found = difference(&expected, &catalogue(&migrated)?);
        report.findings.extend(
            found
                .iter()
                .map(|found| differs(contract, found, dialect, round)),
        );
        // Rows can be compared where the tables are the same, and only there.
        if report.findings.len() == before {
            report
                .findings
                .extend(other_rows(contract, &pristine, &migrated, round)?);
        }
        if let Err(finding) = run_all(contract, migrations, &migrated, Direction::Down) {
            report.findings.push(*finding);
            return Ok(());
        }
        let left = difference(&empty, &catalogue(&migrated)?);
        report
            .findings
            .extend(left.iter().map(|left| stays(contract, left, dialect)));
        if report.findings.len() > before {
            return Ok(());
        }
    }
    // The second round has ended with nothing; what stays in use is the state after the way up.
    run_all(contract, migrations, &migrated, Direction::Up)
        .err()
        .into_iter()
        .for_each(|finding| report.findings.push(*finding));
    Ok(())
}

/// The catalogue of a scratch database.
pub(crate) fn catalogue(scratch: &Scratch) -> Result<Catalogue, LiveError> {
    match scratch {
        Scratch::Sqlite(scratch) => {
            // A reader opens no file that is not there; an empty file is an empty database.
            let path = scratch.path();
            if !path.exists() {
                std::fs::write(&path, []).map_err(LiveError::io("make an empty database"))?;
            }
            Catalogue::of_sqlite(&path)
        }
        Scratch::Postgres(scratch) => Catalogue::of_postgres(scratch.url()),
    }
}

fn missing_texts(
    contract: &Contract,
    migrations: &[Migration],
    dialect: Dialect,
) -> Vec<Diagnostic> {
    let help = "generate again; the emitter writes both ways for each engine of `dialects`";
    let finding =
        |message: String| Diagnostic::new(&codes::MIGRATION_MISSING, contract.span, message, help);
    if migrations.is_empty()
        && !(contract.tables.is_empty() && contract.views.is_empty() && contract.enums.is_empty())
    {
        return vec![finding(
            "the tree has no migration, and the contract holds something".to_owned(),
        )];
    }
    let absent = |migration: &Migration| {
        let directions = [Direction::Up, Direction::Down].into_iter();
        let without =
            directions.filter(|direction| !migration.texts(*direction).contains_key(&dialect));
        without
            .map(|direction| format!("`{}` is missing", migration.path(direction, dialect)))
            .collect::<Vec<_>>()
    };
    migrations.iter().flat_map(absent).map(finding).collect()
}

fn run_all(
    contract: &Contract,
    migrations: &[Migration],
    scratch: &Scratch,
    direction: Direction,
) -> Result<(), Box<Diagnostic>> {
    let dialect = scratch.dialect();
    let run_one = |migration: &Migration| {
        let text = migration
            .texts(direction)
            .get(&dialect)
            .map_or("", String::as_str);
        run(scratch, text).map_err(|error| {
            let path = migration.path(direction, dialect);
            let message = format!("`{path}` fails: {error}");
            let help = "a text that was edited by hand is put right by generating again; otherwise report it";
            Box::new(Diagnostic::new(&codes::MIGRATION_REFUSED, contract.span, message, help))
        })
    };
    match direction {
        Direction::Up => migrations.iter().try_for_each(run_one),
        Direction::Down => migrations.iter().rev().try_for_each(run_one),
    }
}

fn differs(contract: &Contract, found: &Difference, dialect: Dialect, round: &str) -> Diagnostic {
    let message = format!("on {}{round}, {found}", engine(dialect));
    let help = "the migrations do not make what the contract says; generate again, or report it";
    Diagnostic::new(
        &codes::CATALOGUE_DIFFERS,
        place(contract, found),
        message,
        help,
    )
}

/// The tables whose rows are not those of the contract.
fn other_rows(
    contract: &Contract,
    pristine: &Scratch,
    migrated: &Scratch,
    round: &str,
) -> Result<Vec<Diagnostic>, LiveError> {
    let mut findings = Vec::new();
    let (expected, found) = (contents(contract, pristine)?, contents(contract, migrated)?);
    for ((table, expected), found) in contract.tables.iter().zip(expected).zip(found) {
        if expected == found {
            continue;
        }
        let only = |these: &[String], those: &[String]| {
            let mut only = these.iter().filter(|row| !those.contains(row));
            only.next().map(|row| format!("({row})"))
        };
        let (missing, more) = (
            only(&expected.rows, &found.rows),
            only(&found.rows, &expected.rows),
        );
        let what = if let (Some(missing), Some(more)) = (&missing, &more) {
            format!("instead of the row {missing} there is {more}")
        } else if let Some(row) = missing {
            format!("the row {row} is missing")
        } else if let Some(row) = more {
            format!("the row {row} is not one of the contract")
        } else if expected.rows == found.rows {
            let next = |next: &[i64]| {
                let numbers: Vec<String> = next.iter().map(i64::to_string).collect();
                numbers.join(", ")
            };
            format!(
                "the next row is numbered {} instead of {}",
                next(&found.next),
                next(&expected.next)
            )
        } else {
            "a row stands there twice".to_owned()
        };
        let message = format!(
            "on {}{round}, `{}` has other rows: {what}",
            engine(migrated.dialect()),
            table.name.value
        );
        let place = table
            .seeds
            .first()
            .map_or(table.name.span, |seed| seed.span);
        findings.push(Diagnostic::new(
            &codes::ROWS_DIFFER,
            place,
            message,
            "the migrations do not store what the contract says; generate again, or report it",
        ));
    }
    Ok(findings)
}

fn stays(contract: &Contract, left: &Difference, dialect: Dialect) -> Diagnostic {
    let message = format!("on {} after the way down, {left}", engine(dialect));
    let help =
        "the way down does not take away what the way up has made; generate again, or report it";
    Diagnostic::new(&codes::DOWN_LEAVES, place(contract, left), message, help)
}

pub(crate) fn engine(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Sqlite => "SQLite",
        Dialect::Postgres => "PostgreSQL",
    }
}

/// The place of the object in the contract, or else of what it belongs to.
fn place(contract: &Contract, found: &Difference) -> Span {
    let name = &found.object.name;
    let owner = found.object.table.as_ref().unwrap_or(name);
    if let Some(table) = contract
        .tables
        .iter()
        .find(|table| table.name.value == *owner)
    {
        let columns = table.columns.iter().map(|column| &column.name);
        let checks = table.checks.iter().map(|check| &check.name);
        let mut places = columns
            .chain(checks)
            .filter(|located| located.value == *name)
            .map(|located| located.span);
        return places.next().unwrap_or(table.name.span);
    }
    let views = contract.views.iter().map(|view| &view.name);
    let mut names = views.chain(contract.enums.iter().map(|enumeration| &enumeration.name));
    names
        .find(|located| located.value == *owner)
        .map_or(contract.span, |located| located.span)
}
