//! Contracts by lot: what is printed for them, on the engines themselves. The migration makes the database that a writer
//! of its own makes straight from the contract; and the catalogue of it says what the contract says.

use crate::random_contract::{Promise, contract};
use crate::rows::file;
use crate::said::mismatches;
use crate::{Emitted, say};
use specwright_live::catalogue::Catalogue;
use specwright_live::scratch::{PostgresServer, Scratch};
use specwright_live::{Migration, run_statements, verify_database};

/// How many contracts are tried; the slow tier is what the design asks for.
fn count(fast: u64, slow: u64) -> u64 {
    if std::env::var_os("RUN_SLOW_TESTS").is_some() {
        slow
    } else {
        fast
    }
}

fn hold(promise: Promise, numbers: std::ops::Range<u64>) {
    let mut failures = Vec::new();
    let all = numbers.end - numbers.start;
    let server = promise
        .postgres()
        .then(|| PostgresServer::find().ok())
        .flatten();
    for number in numbers {
        let text = contract(number, promise);
        let Ok(emitted) = std::panic::catch_unwind(|| Emitted::of(&text)) else {
            panic!("the contract {promise:?} {number} is not accepted:\n{text}");
        };
        let report =
            verify_database(&emitted.contract, &Migration::all_in(&emitted.files)).unwrap();
        for (dialect, reason) in &report.skipped {
            say(&format!(
                "{number} was not tried on {}: {reason}",
                dialect.title()
            ));
        }
        let mut scratches = Vec::new();
        scratches.extend(promise.sqlite().then(|| Scratch::sqlite().unwrap()));
        scratches.extend(
            server
                .as_ref()
                .map(|server| Scratch::postgres(server).unwrap()),
        );
        for scratch in scratches {
            run_statements(&scratch, emitted.migration(&file(&scratch, "up"))).unwrap();
            let found = match &scratch {
                Scratch::Sqlite(scratch) => Catalogue::of_sqlite(&scratch.path()).unwrap(),
                Scratch::Postgres(_) => Catalogue::of_postgres(&scratch.url()).unwrap(),
            };
            for mismatch in mismatches(&emitted.contract, &found) {
                failures.push(format!("{promise:?} {number}: {mismatch}"));
            }
        }
        for finding in &report.findings {
            failures.push(format!(
                "{promise:?} {number}: {}: {}",
                finding.code.id, finding.message
            ));
        }
    }
    assert!(failures.is_empty(), "of {all}:\n{}", failures.join("\n"));
}

#[test]
fn any_contract_becomes_the_database_that_it_says_on_sqlite() {
    hold(Promise::Sqlite, 0..count(40, 1_000));
}

#[test]
fn any_contract_becomes_the_database_that_it_says_on_postgres() {
    hold(Promise::Postgres, 0..count(3, 100));
}

#[test]
fn any_contract_becomes_the_database_that_it_says_on_both() {
    hold(Promise::Both, 0..count(3, 100));
}
