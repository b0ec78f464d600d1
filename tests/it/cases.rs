//! `tests/cases/<feature>`: specs, and the crate that is generated from them.

use crate::golden;
use crate::pipeline::{findings, folders, run};
use specwright_fileset::{FileSet, Manifest, OutputFile, RelPath};

#[test]
fn each_case_is_generated_as_expected_and_verifies() {
    let mut failures = Vec::new();
    for (name, folder) in folders("cases") {
        let run = run(&folder, &name.replace('_', "-"));
        let findings = findings(&run);
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
