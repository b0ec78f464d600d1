//! The pipeline, run in memory on the specs of a folder.

use specwright::pipeline::{Input, Inputs};
use specwright::trial::{self, Settings, Trial};
use specwright_diagnostics::Allowances;
use specwright_diagnostics::render::{self, Colour};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A description that has nothing wrong with it, for folders that are about the other spec.
const PLAIN_API: &str = "openapi: 3.0.3\ninfo: { title: Plain, version: 1.0.0 }\npaths: {}\n";

/// Where the runtime lies, seen from a case.
pub const CASE_RUNTIME: &str = "../specwright-runtime";

/// Runs everything up to the verification in memory.
pub fn run(folder: &Path, name: &str) -> Trial {
    let (api, database) = inputs(folder);
    let settings = settings(name, &api.name);
    let overlays = specwright_disk::list_files(&folder.join("overlays"), &["yaml"]).unwrap();
    let overlays = overlays.iter().map(|path| Input {
        name: format!("overlays/{}", path.file_name().unwrap().to_str().unwrap()),
        bytes: fs::read(path).unwrap(),
    });
    let inputs = Inputs {
        api,
        overlays: overlays.collect(),
        further: &|name| trial::further(folder, name),
        database,
    };
    trial::run_all(inputs, Allowances::default(), &settings)
}

/// Runs everything up to the verification in memory on these specs.
pub fn run_on(api: Input, database: Option<Input>, name: &str) -> Trial {
    run_allowing(api, database, name, Allowances::default())
}

/// [`run_on`], with allowances.
pub fn run_allowing(
    api: Input,
    database: Option<Input>,
    name: &str,
    allowances: Allowances,
) -> Trial {
    let settings = settings(name, &api.name);
    trial::run(api, database, allowances, &settings)
}

/// How cases are planned: as in a workspace in which the runtime lies beside them.
pub fn settings(name: &str, api_file: &str) -> Settings {
    Settings {
        name: Some(name.to_owned()),
        runtime_path: CASE_RUNTIME.to_owned(),
        workspace_member: false,
        api_file: api_file.to_owned(),
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

/// All findings, as a person reads them.
pub fn findings(trial: &Trial) -> String {
    render::human(
        &trial.specs.sources,
        &trial.specs.diagnostics,
        Colour::Never,
    )
}

/// Whether the tests run that compile what is generated.
pub fn is_slow() -> bool {
    std::env::var_os("RUN_SLOW_TESTS").is_some()
}

/// The variables of a service that keeps its database in a folder.
pub fn database_in(folder: &Path) -> BTreeMap<String, String> {
    let database = folder.join("service.sqlite3");
    let url = format!("sqlite://{}", database.display());
    BTreeMap::from([("DATABASE_URL".to_owned(), url)])
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
