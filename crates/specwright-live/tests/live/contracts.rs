//! Contracts for the tests, read as the pipeline reads them.

use specwright_dbschema::Contract;
use specwright_diagnostics::{Severity, SourceMap};
use specwright_live::scratch::{PostgresServer, Scratch};
use std::path::Path;

/// The contract of the example in `specs`.
pub fn example() -> Contract {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs/database-schema.json");
    read(&std::fs::read_to_string(path).unwrap())
}

/// A contract from its text.
#[track_caller]
pub fn read(text: &str) -> Contract {
    let mut sources = SourceMap::default();
    let document = specwright_source::read(&mut sources, "database-schema.json", text.as_bytes());
    let outcome = specwright_dbschema::read(&document.value.unwrap().root);
    let errors: Vec<_> = outcome
        .diagnostics
        .iter()
        .filter(|found| found.severity == Severity::Error)
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    outcome.value.unwrap()
}

/// An empty database of each engine that there is.
pub fn engines() -> Vec<Scratch> {
    let mut engines = vec![Scratch::sqlite().unwrap()];
    engines.extend(postgres().map(|server| Scratch::postgres(&server).unwrap()));
    engines
}

/// The server, or a line that says that there is none.
pub fn postgres() -> Option<PostgresServer> {
    match PostgresServer::find() {
        Ok(server) => Some(server),
        Err(reasons) => {
            println!("the PostgreSQL half of this test did not run: {reasons}");
            None
        }
    }
}
