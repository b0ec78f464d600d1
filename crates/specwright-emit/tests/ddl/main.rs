//! Contracts → the initial migration, tried on the engines themselves.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot read its own input has failed"
)]
#![allow(clippy::disallowed_methods, reason = "the cases lie in folders")]

mod any_contract;
mod catalogues;
mod random_contract;
mod rows;
mod said;
mod texts;

use specwright_dbschema::Contract;
use specwright_diagnostics::SourceMap;
use specwright_fileset::FileSet;
use specwright_live::scratch::{PostgresServer, Scratch};
use specwright_plan::Settings;
use std::path::PathBuf;

/// A contract, and the files that are emitted for it and an API without operations.
struct Emitted {
    contract: Contract,
    files: FileSet,
}

impl Emitted {
    #[track_caller]
    fn of(text: &str) -> Self {
        let mut sources = SourceMap::default();
        let document = specwright_source::read(&mut sources, "database-schema.json", text)
            .value
            .unwrap();
        let outcome = specwright_dbschema::read(&document.root);
        assert!(outcome.diagnostics.is_empty(), "{:#?}", outcome.diagnostics);
        let contract = outcome.value.unwrap();
        let api = "openapi: 3.0.3\ninfo: { title: Plain, version: 1.0.0 }\npaths: {}\n";
        let api = specwright_source::read(&mut sources, "openapi.yaml", api)
            .value
            .unwrap();
        let api = specwright_openapi::read(&api.root).value.unwrap();
        let model = specwright_lower::lower(&api, Some(&contract));
        let settings = Settings {
            name: None,
            runtime_path: "runtime".to_owned(),
            workspace_member: false,
            api_file: "openapi.yaml".to_owned(),
        };
        let plan = specwright_plan::plan(&model.value, &settings);
        assert!(!plan.has_errors(), "{:#?}", plan.diagnostics);
        Self {
            contract,
            files: specwright_emit::emit(&plan.value),
        }
    }

    /// A contract that is nothing but tables.
    #[track_caller]
    fn of_tables(tables: &str) -> Self {
        Self::of(&format!(
            r#"{{ "formatVersion": 1, "tables": [{tables}] }}"#
        ))
    }

    /// The text of a file of the initial migration, such as `up.sqlite`.
    fn migration(&self, file: &str) -> &str {
        self.files
            .text(&format!("migrations/0001_initial/{file}.sql"))
            .unwrap()
    }
}

fn workspace() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The contracts that the migrations are tried on, with their names: those that the reader accepts, those of the cases,
/// and the example.
fn contracts() -> Vec<(String, String)> {
    let within = |folder: &str| {
        let entries = std::fs::read_dir(workspace().join(folder)).unwrap();
        entries.map(|entry| entry.unwrap().path())
    };
    let mut paths: Vec<_> = within("crates/specwright-dbschema/tests/accepted").collect();
    paths.extend(
        within("tests/cases")
            .map(|folder| folder.join("database-schema.json"))
            .filter(|path| path.exists()),
    );
    paths.push(workspace().join("specs/database-schema.json"));
    paths.sort();
    let read = |path: PathBuf| {
        (
            path.display().to_string(),
            std::fs::read_to_string(path).unwrap(),
        )
    };
    paths.into_iter().map(read).collect()
}

/// Databases of their own, one of each engine that is there; a missing one is said aloud.
fn scratches() -> Vec<Scratch> {
    let mut scratches = vec![Scratch::sqlite().unwrap()];
    match PostgresServer::find() {
        Ok(server) => scratches.push(Scratch::postgres(&server).unwrap()),
        Err(reasons) => say(&format!("the PostgreSQL half did not run: {reasons}")),
    }
    scratches
}

#[expect(
    clippy::print_stderr,
    reason = "a test that was not run must not look like one that was"
)]
fn say(text: &str) {
    eprintln!("{text}");
}
