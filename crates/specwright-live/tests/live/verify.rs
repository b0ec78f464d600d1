//! The verdict over migrations, with migrations that are right and migrations that are wrong.

use crate::contracts::{example, read};
use crate::fresh::EVERYTHING;
use specwright_dbschema::{Contract, Dialect};
use specwright_live::{DatabaseReport, Migration, fresh, verify_database};
use std::collections::BTreeMap;

/// A migration that is right: it makes what the contract says and drops it again.
fn right(contract: &Contract) -> Migration {
    let up = |dialect| {
        (
            dialect,
            fresh::statements(contract, dialect).unwrap().join(";\n"),
        )
    };
    let down = |dialect| {
        let views = contract
            .views
            .iter()
            .map(|view| format!("DROP VIEW \"{}\"", view.name.value));
        // In the contracts of these tests a view stands before those that it reads, a table after.
        let cascade = if dialect == Dialect::Postgres {
            " CASCADE"
        } else {
            ""
        };
        let tables = contract
            .tables
            .iter()
            .rev()
            .map(|table| format!("DROP TABLE \"{}\"{cascade}", table.name.value));
        let enums = contract
            .enums
            .iter()
            .map(|enumeration| format!("DROP TYPE \"{}\"", enumeration.name.value));
        let enums = enums.filter(|_| dialect == Dialect::Postgres);
        (
            dialect,
            views
                .chain(tables)
                .chain(enums)
                .collect::<Vec<_>>()
                .join(";\n"),
        )
    };
    let both = [Dialect::Sqlite, Dialect::Postgres];
    Migration {
        name: "0001_initial".to_owned(),
        up: both.into_iter().map(up).collect::<BTreeMap<_, _>>(),
        down: both.into_iter().map(down).collect(),
    }
}

/// The codes of the findings on each engine that ran, without repetition.
fn codes(report: &DatabaseReport) -> Vec<&'static str> {
    let mut codes: Vec<&'static str> = report
        .findings
        .iter()
        .map(|finding| finding.code.id)
        .collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

#[track_caller]
fn edited(before: &str, after: &str) -> DatabaseReport {
    let contract = example();
    let mut migration = right(&contract);
    let mut hits = 0;
    for text in migration.up.values_mut().chain(migration.down.values_mut()) {
        hits += text.matches(before).count();
        *text = text.replacen(before, after, 1);
    }
    assert!(hits > 0, "{before}");
    verify_database(&contract, &[migration]).unwrap()
}

#[test]
fn right_migrations_have_no_findings_and_the_report_says_where_they_ran() {
    for contract in [example(), read(EVERYTHING)] {
        let report = verify_database(&contract, &[right(&contract)]).unwrap();
        assert_eq!(report.findings, []);
        assert!(report.ran.contains(&Dialect::Sqlite));
        assert_eq!(report.ran.len() + report.skipped.len(), 2);
    }
}

#[test]
fn a_statement_that_fails_is_reported_with_its_file() {
    let report = edited("CREATE TABLE \"tasks\"", "CREATE TABEL \"tasks\"");
    assert_eq!(codes(&report), ["V0700"]);
    assert!(
        report.findings[0]
            .message
            .contains("migrations/0001_initial/up.sqlite.sql")
    );
}

#[test]
fn a_migration_that_makes_something_else_is_reported_by_object() {
    let report = edited("ON DELETE SET NULL", "ON DELETE CASCADE");
    assert_eq!(codes(&report), ["V0701"]);
    assert!(
        report.findings[0]
            .message
            .contains("foreign key `projects_lead_id_fkey` of `projects` differs")
    );
    assert_ne!(report.findings[0].span, Some(example().span));
}

#[test]
fn a_migration_that_leaves_something_out_is_reported_by_object() {
    let report = edited(
        "CREATE INDEX \"tasks_due_at_idx\"",
        "CREATE INDEX \"tasks_other_idx\"",
    );
    assert_eq!(codes(&report), ["V0701"]);
    assert!(report.findings.iter().any(|finding| {
        finding
            .message
            .contains("index `tasks_due_at_idx` of `tasks` is missing")
    }));
}

#[test]
fn a_way_down_that_leaves_something_behind_is_reported() {
    let report = edited(
        "DROP TABLE \"labels\"",
        "ALTER TABLE \"labels\" RENAME TO \"old_labels\"; --",
    );
    assert_eq!(codes(&report), ["V0702"]);
    assert!(
        report.findings[0]
            .message
            .contains("table `old_labels` is unexpected")
    );
}

#[test]
fn a_contract_that_an_engine_refuses_is_reported() {
    let text = EVERYTHING.replace("small BETWEEN -5 AND 5", "frob(small)");
    let contract = read(&text);
    let report = verify_database(&contract, &[right(&contract)]).unwrap();
    assert_eq!(codes(&report), ["V0703"]);
}

#[test]
fn texts_that_are_missing_are_reported() {
    let contract = example();
    let mut migration = right(&contract);
    migration.down.clear();
    assert_eq!(
        codes(&verify_database(&contract, &[migration]).unwrap()),
        ["V0704"]
    );
    assert_eq!(codes(&verify_database(&contract, &[]).unwrap()), ["V0704"]);
}

#[test]
fn rows_that_are_not_those_of_the_contract_are_reported() {
    let contract = read(EVERYTHING);
    for (before, after, what) in [
        ("(5, 'x', 1)", "(5, 'y', 1)", "the row "),
        (
            "'red')",
            "'red'); INSERT INTO parents (a, b) VALUES ('more', 9)",
            "is not one of the contract",
        ),
        (
            "+ 1, 1), false)",
            "+ 2, 1), false)",
            "the next row is numbered 7 instead of 6",
        ),
    ] {
        let mut migration = right(&contract);
        let mut hits = 0;
        for text in migration.up.values_mut() {
            hits += text.matches(before).count();
            *text = text.replacen(before, after, 1);
        }
        assert!(hits > 0, "{before}");
        let report = verify_database(&contract, &[migration]).unwrap();
        if report.ran.contains(&Dialect::Postgres) || !before.contains("false)") {
            assert_eq!(codes(&report), ["V0705"], "{after}");
            assert!(
                report.findings[0].message.contains(what),
                "{:?}",
                report.findings
            );
        }
    }
}

#[test]
fn an_engine_that_the_contract_does_not_promise_is_left_alone() {
    let text = EVERYTHING.replacen(
        "\"formatVersion\": 1,",
        "\"formatVersion\": 1, \"dialects\": [\"sqlite\"],",
        1,
    );
    let contract = read(&text);
    let mut migration = right(&contract);
    migration.up.remove(&Dialect::Postgres);
    migration.down.remove(&Dialect::Postgres);
    let report = verify_database(&contract, &[migration]).unwrap();
    assert_eq!(report.findings, []);
    assert_eq!(report.ran, [Dialect::Sqlite]);
}
