//! What is generated compiles without a warning: all cases, and some published descriptions.
//!
//! Everything lies in one workspace with one target directory, so that the runtime and its dependencies are built once.

use crate::corpus::corpus;
use crate::pipeline::{CASE_RUNTIME, data, findings, folders, is_slow, run_on};
use specwright::bundle::{self, Bundle};
use specwright::pipeline::Input;
use specwright_fileset::{FileSet, OutputFile, RelPath};
use std::fs;
use std::process::Command;

/// Published descriptions of different sizes, from 3 KB to 100 KB.
const PUBLISHED: &[&str] = &[
    "OAI__petstore.yaml",
    "OAI__petstore-expanded.json",
    "pokemon.json",
    "greenpeace.org.yaml",
    "apigee.local__registry.json",
];

#[test]
fn what_is_generated_compiles_without_a_warning() {
    if !is_slow() {
        eprintln!("skipped: set RUN_SLOW_TESTS=1 to compile what is generated");
        return;
    }
    let mut bundle = emitted_crates("cases");
    // A case without its expected output is the business of the test that makes it.
    let cases = folders("cases")
        .into_iter()
        .map(|(name, folder)| (name, folder.join("expected")));
    for (name, expected) in cases.filter(|(_, expected)| expected.is_dir()) {
        let files = specwright_disk::read_tree(&expected).unwrap();
        bundle.add(&name, &with_runtime_of_bundle(files)).unwrap();
    }
    for (name, files) in published() {
        bundle.add(&name, &files).unwrap();
    }
    bundle.finish(&data("../Cargo.lock")).unwrap();
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args([
            "clippy",
            "--workspace",
            "--offline",
            "--keep-going",
            "--",
            "-D",
            "warnings",
            "-W",
            "clippy::pedantic",
        ])
        .env_remove("RUSTFLAGS")
        .env("CARGO_TARGET_DIR", bundle.target())
        .current_dir(bundle.workspace())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// Whatever stands in the descriptions of a contract, rustdoc takes none of it for an example that it has to compile.
#[test]
fn the_documentation_of_what_is_generated_holds_no_tests() {
    if !is_slow() {
        eprintln!("skipped: set RUN_SLOW_TESTS=1 to test the documentation of what is generated");
        return;
    }
    let mut bundle = emitted_crates("documented");
    let files = specwright_disk::read_tree(&data("cases/names/expected")).unwrap();
    bundle.add("names", &with_runtime_of_bundle(files)).unwrap();
    bundle.finish(&data("../Cargo.lock")).unwrap();
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["test", "--doc", "--offline", "--package", "names"])
        .env_remove("RUSTFLAGS")
        .env("CARGO_TARGET_DIR", bundle.target())
        .current_dir(bundle.workspace())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && said.contains("running 0 tests"),
        "{said}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// The output of the published descriptions under names for their folders; nothing without the corpus.
fn published() -> Vec<(String, FileSet)> {
    let Some(corpus) = corpus() else {
        return Vec::new();
    };
    PUBLISHED
        .iter()
        .enumerate()
        .map(|(number, file)| {
            let bytes = fs::read(corpus.join("openapi").join(file)).unwrap();
            let name = format!("published{}", number + 1);
            let run = run_on(
                Input {
                    name: (*file).to_owned(),
                    bytes,
                },
                None,
                &name,
            );
            let findings = findings(&run);
            (
                name,
                with_runtime_of_bundle(run.files.unwrap_or_else(|| panic!("{file}: {findings}"))),
            )
        })
        .collect()
}

/// A suite of emitted crates, all of which share one target directory.
pub fn emitted_crates(suite: &str) -> Bundle {
    Bundle::new(&data("../target/emitted"), suite)
}

/// The expected output of a case, whose runtime lies beside the case, as a member of a bundle.
fn with_runtime_of_bundle(files: FileSet) -> FileSet {
    let rewritten = |(path, mut file): (RelPath, OutputFile)| {
        if path.as_str() == "Cargo.toml" {
            let manifest = file.text().unwrap().replace(CASE_RUNTIME, bundle::RUNTIME);
            file.contents = manifest.into_bytes();
        }
        (path, file)
    };
    files.into_iter().map(rewritten).collect()
}
