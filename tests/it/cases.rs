//! `tests/cases/<feature>`: specs, and the crate that is generated from them.

use crate::golden;
use crate::pipeline::{data, folders, run};
use specwright_fileset::{FileSet, Manifest, OutputFile, RelPath};
use std::fs;
use std::path::Path;
use std::process::Command;

#[test]
fn each_case_is_generated_as_expected_and_verifies() {
    let mut failures = Vec::new();
    for (name, folder) in folders("cases") {
        let run = run(&folder, &name.replace('_', "-"));
        let findings = run.findings();
        let Some(files) = run.files else {
            failures.push(format!("{name}: nothing is generated\n{findings}"));
            continue;
        };
        failures.extend(golden::tree_difference(
            &folder.join("expected"),
            &with_manifest(files, &run.specs),
        ));
    }
    assert!(
        failures.is_empty(),
        "{} failures\n\n{}",
        failures.len(),
        failures.join("\n\n")
    );
}

/// The files as `generate` leaves them on disk.
fn with_manifest(mut files: FileSet, specs: &specwright::pipeline::Specs) -> FileSet {
    let manifest = Manifest::of(specs.digests.clone(), &files);
    files.insert(
        RelPath::new(specwright_fileset::MANIFEST_NAME).unwrap(),
        OutputFile::generated(manifest.to_string()),
    );
    files
}

/// All cases in one workspace with one target directory, so that the runtime and its dependencies are built once.
#[test]
fn all_cases_compile_without_a_warning() {
    if std::env::var_os("RUN_SLOW_TESTS").is_none() {
        eprintln!("skipped: set RUN_SLOW_TESTS=1 to compile the cases");
        return;
    }
    let names: Vec<String> = folders("cases").into_iter().map(|(name, _)| name).collect();
    assert!(!names.is_empty(), "tests/cases is empty");
    let workspace = data("../target/cases");
    write_workspace(&workspace, &names);
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args([
            "clippy",
            "--workspace",
            "--offline",
            "--",
            "-D",
            "warnings",
            "-W",
            "clippy::pedantic",
        ])
        .env_remove("RUSTFLAGS")
        .env("CARGO_TARGET_DIR", workspace.join("target"))
        .current_dir(&workspace)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

fn write_workspace(workspace: &Path, names: &[String]) {
    for (name, folder) in folders("cases")
        .into_iter()
        .filter(|(name, _)| names.contains(name))
    {
        let files = specwright_disk::read_tree(&folder.join("expected")).unwrap();
        write_tree(&workspace.join(&name), &files);
    }
    let runtime = specwright::runtime_sources();
    let runtime = runtime.into_iter().map(|(path, file)| {
        let beside = path.as_str().replacen("runtime/", "specwright-runtime/", 1);
        (RelPath::new(beside).unwrap(), file)
    });
    write_tree(workspace, &runtime.collect());
    let members: Vec<String> = names.iter().map(|name| format!("{name:?}")).collect();
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [{}]\n",
        members.join(", ")
    );
    write_if_new(&workspace.join("Cargo.toml"), manifest.as_bytes());
    let lock = fs::read(data("../Cargo.lock")).unwrap();
    if !workspace.join("Cargo.lock").exists() {
        fs::write(workspace.join("Cargo.lock"), lock).unwrap();
    }
}

fn write_tree(folder: &Path, files: &FileSet) {
    for (path, file) in files.iter() {
        write_if_new(&folder.join(path.as_str()), &file.contents);
    }
}

/// Leaves a file with the same contents alone, so that Cargo has nothing to build again.
fn write_if_new(path: &Path, contents: &[u8]) {
    if fs::read(path).is_ok_and(|old| old == contents) {
        return;
    }
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, contents).unwrap();
}
