//! What is generated compiles without a warning: all cases, and some published descriptions.
//!
//! Everything lies in one workspace with one target directory, so that the runtime and its dependencies are built once.

use crate::corpus::corpus;
use crate::pipeline::{data, folders, run_on};
use specwright::pipeline::Input;
use specwright_fileset::{FileSet, RelPath};
use std::fs;
use std::path::Path;
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
    if std::env::var_os("RUN_SLOW_TESTS").is_none() {
        eprintln!("skipped: set RUN_SLOW_TESTS=1 to compile what is generated");
        return;
    }
    let workspace = data("../target/cases");
    let mut members = Vec::new();
    // A case without its expected output is the business of the test that makes it.
    let cases = folders("cases")
        .into_iter()
        .map(|(name, folder)| (name, folder.join("expected")));
    for (name, expected) in cases.filter(|(_, expected)| expected.is_dir()) {
        let files = specwright_disk::read_tree(&expected).unwrap();
        write_tree(&workspace.join(&name), &files);
        members.push(name);
    }
    for (name, files) in published() {
        write_tree(&workspace.join(&name), &files);
        members.push(name);
    }
    write_workspace(&workspace, &members);
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
            let findings = run.findings();
            (
                name,
                run.files.unwrap_or_else(|| panic!("{file}: {findings}")),
            )
        })
        .collect()
}

fn write_workspace(workspace: &Path, members: &[String]) {
    let runtime = specwright::runtime_sources()
        .into_iter()
        .map(|(path, file)| {
            let beside = path.as_str().replacen("runtime/", "specwright-runtime/", 1);
            (RelPath::new(beside).unwrap(), file)
        });
    write_tree(workspace, &runtime.collect());
    let members: Vec<String> = members.iter().map(|name| format!("{name:?}")).collect();
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [{}]\n",
        members.join(", ")
    );
    write_if_new(&workspace.join("Cargo.toml"), manifest.as_bytes());
    // The versions of this repository are the ones that are there without a network.
    if !workspace.join("Cargo.lock").exists() {
        fs::copy(data("../Cargo.lock"), workspace.join("Cargo.lock")).unwrap();
    }
}

fn write_tree(folder: &Path, files: &FileSet) {
    for (path, file) in files.iter() {
        let contents = if path.as_str() == "Cargo.toml" {
            as_member(&file.contents)
        } else {
            file.contents.clone()
        };
        write_if_new(&folder.join(path.as_str()), &contents);
    }
}

/// The manifest without the tables that only the root of a workspace may have.
fn as_member(manifest: &[u8]) -> Vec<u8> {
    let mut kept = String::new();
    let mut section = String::new();
    for line in String::from_utf8_lossy(manifest).lines() {
        if line.starts_with('[') {
            line.clone_into(&mut section);
        }
        if section != "[workspace]" && !section.starts_with("[profile.") {
            kept += line;
            kept.push('\n');
        }
    }
    kept.into_bytes()
}

/// Leaves a file with the same contents alone, so that Cargo has nothing to build again.
fn write_if_new(path: &Path, contents: &[u8]) {
    if fs::read(path).is_ok_and(|old| old == contents) {
        return;
    }
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, contents).unwrap();
}
