//! The pipeline, run in memory on the specs of a folder.

use specwright::pipeline::{self, Input, Specs};
use specwright_diagnostics::render::{self, Colour};
use specwright_diagnostics::sort_and_deduplicate;
use specwright_fileset::FileSet;
use specwright_plan::Settings;
use std::fs;
use std::path::{Path, PathBuf};

/// A description that has nothing wrong with it, for folders that are about the other spec.
const PLAIN_API: &str = "openapi: 3.0.3\ninfo: { title: Plain, version: 1.0.0 }\npaths: {}\n";

/// What came of the specs of a folder.
pub struct Run {
    /// The specs, and all that was found.
    pub specs: Specs,
    /// The output, unless an error stood in its way.
    pub files: Option<FileSet>,
}

/// Runs everything up to the verification in memory.
pub fn run(folder: &Path, name: &str) -> Run {
    let (api, database) = inputs(folder);
    run_on(api, database, name)
}

/// Runs everything up to the verification in memory on these specs.
pub fn run_on(api: Input, database: Option<Input>, name: &str) -> Run {
    let api_file = api.name.clone();
    let mut specs = pipeline::read(api, database);
    pipeline::lint(&mut specs);
    let planned = pipeline::plan(&mut specs, &settings(name, api_file));
    let files = planned.map(|planned| pipeline::emit(&specs, &planned.plan));
    if let Some(files) = &files {
        pipeline::verify_emitted(&mut specs, files);
    }
    let files = files.filter(|_| !specs.has_errors());
    sort_and_deduplicate(&mut specs.diagnostics);
    Run { specs, files }
}

/// How cases are planned: in a workspace in which the runtime lies beside them.
fn settings(name: &str, api_file: String) -> Settings {
    Settings {
        name: Some(name.to_owned()),
        runtime_path: "../specwright-runtime".to_owned(),
        workspace_member: false,
        api_file,
    }
}

/// The specs of a folder, called by their file names alone.
fn inputs(folder: &Path) -> (Input, Option<Input>) {
    let input = |name: &str| {
        let bytes = fs::read(folder.join(name)).ok()?;
        Some(Input {
            name: name.to_owned(),
            bytes,
        })
    };
    let api = ["openapi.yaml", "openapi.json", "openapi.yml"]
        .iter()
        .find_map(|name| input(name));
    let database = input("database-schema.json").or_else(|| input("database-schema.yaml"));
    assert!(
        api.is_some() || database.is_some(),
        "{} holds no spec",
        folder.display()
    );
    let plain = || Input {
        name: "openapi.yaml".to_owned(),
        bytes: PLAIN_API.into(),
    };
    (api.unwrap_or_else(plain), database)
}

impl Run {
    /// All findings, as a person reads them.
    pub fn findings(&self) -> String {
        render::human(&self.specs.sources, &self.specs.diagnostics, Colour::Never)
    }
}

/// A folder of test data.
pub fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The folders in a folder of test data with their names, sorted; none where it does not exist.
pub fn folders(name: &str) -> Vec<(String, PathBuf)> {
    let entries = fs::read_dir(data(name)).into_iter().flatten();
    let mut folders: Vec<(String, PathBuf)> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .map(|path| {
            (
                path.file_name().unwrap().to_string_lossy().into_owned(),
                path,
            )
        })
        .collect();
    folders.sort();
    folders
}
