//! Documents that nobody here wrote: what must be refused is refused with a place, and nothing panics or hangs.
//!
//! The folder is named by `SPECWRIGHT_CORPUS`, else it lies beside the repository; without it the tests pass, and say
//! that they did not run.

use crate::pipeline::{Run, data, run_on};
use serde_json::Value;
use specwright::pipeline::Input;
use specwright_diagnostics::render::{self, Colour};
use specwright_diagnostics::{Severity, Stage};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// The longest that one document may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// The corpus, where there is one.
pub fn corpus() -> Option<PathBuf> {
    let path = std::env::var_os("SPECWRIGHT_CORPUS")
        .map_or_else(|| data("../../shared/corpus"), PathBuf::from);
    if path.is_dir() {
        return Some(path);
    }
    eprintln!("skipped: there is no corpus at {}", path.display());
    None
}

/// How a document went.
enum Ending {
    Ended(Box<Run>),
    Panicked,
    TooSlow,
}

fn run_alone(path: &Path) -> Ending {
    let input = Input {
        name: path.to_string_lossy().into_owned(),
        bytes: fs::read(path).unwrap(),
    };
    let (sender, receiver) = mpsc::channel();
    let thread = thread::spawn(move || {
        let run = run_on(input, None, "corpus");
        // Where nobody waits any more, the run took too long.
        let _ = sender.send(run);
    });
    match receiver.recv_timeout(PATIENCE) {
        Ok(run) => Ending::Ended(Box::new(run)),
        Err(mpsc::RecvTimeoutError::Timeout) => Ending::TooSlow,
        Err(mpsc::RecvTimeoutError::Disconnected) => {
            let _ = thread.join();
            Ending::Panicked
        }
    }
}

/// What is wrong with the way in which a document went, whatever the document is.
fn complaint(path: &Path, must_refuse: bool) -> Option<String> {
    let run = match run_alone(path) {
        Ending::Ended(run) => run,
        Ending::Panicked => return Some("panics".to_owned()),
        Ending::TooSlow => return Some(format!("takes longer than {} s", PATIENCE.as_secs())),
    };
    let errors = run
        .specs
        .diagnostics
        .iter()
        .filter(|found| found.severity == Severity::Error);
    let errors: Vec<_> = errors.collect();
    let unproved: Vec<_> = errors
        .iter()
        .filter(|found| found.code.stage == Stage::Verify)
        .map(|found| (*found).clone())
        .collect();
    if !unproved.is_empty() {
        let listing = render::human(&run.specs.sources, &unproved, Colour::Never);
        return Some(format!("is generated, and does not verify:\n{listing}"));
    }
    if errors.iter().any(|found| found.span.is_none()) {
        return Some("is refused without a place".to_owned());
    }
    if run.files.is_none() && errors.is_empty() {
        return Some("gives neither output nor an error".to_owned());
    }
    (must_refuse && errors.is_empty()).then(|| "is not refused".to_owned())
}

#[test]
fn what_must_be_refused_is_refused_with_a_place() {
    let Some(corpus) = corpus() else { return };
    let folder = corpus.join("negative");
    let manifest: Value =
        serde_json::from_slice(&fs::read(folder.join("manifest.json")).unwrap()).unwrap();
    let records = manifest.as_array().unwrap();
    let mut failures = Vec::new();
    for record in records {
        let file = record["file"].as_str().unwrap();
        let allowed = ALLOWED.iter().find(|(name, _, _)| *name == file);
        let must_refuse = record["expect"] == "must-refuse" && allowed.is_none();
        let path = folder.join(file);
        let complaint = complaint(&path, must_refuse).or_else(|| {
            let (_, code, why) = allowed?;
            let Ending::Ended(run) = run_alone(&path) else {
                return None;
            };
            let is_reported = run
                .specs
                .diagnostics
                .iter()
                .any(|found| found.code.id == *code);
            (!is_reported).then(|| format!("is handled without a word ({why})"))
        });
        failures.extend(
            complaint.map(|complaint| format!("{file} {complaint} ({})", record["reason"])),
        );
    }
    assert!(!records.is_empty());
    assert!(
        failures.is_empty(),
        "{} of {}\n{}",
        failures.len(),
        records.len(),
        failures.join("\n")
    );
}

/// Documents that a linter refuses and the specification allows: they are handled as it says, and this code tells of it.
const ALLOWED: &[(&str, &str, &str)] = &[
    (
        "oasdiff/oasdiff-validate-extra-sibling-fields.yaml",
        "S0108",
        "OpenAPI 3.0.3, Reference Object: what stands beside a `$ref` is ignored",
    ),
    (
        "redocly/redocly-no-invalid-media-type-examples-invalid-schema.yaml",
        "S0108",
        "OpenAPI 3.0.3, Schema Object: `nullable` without `type` has no effect",
    ),
];

#[test]
fn published_descriptions_are_generated_or_refused_with_a_place() {
    let Some(corpus) = corpus() else { return };
    let mut failures = Vec::new();
    for folder in ["openapi", "positive"] {
        let folder = corpus.join(folder);
        for file in specwright_disk::read_tree(&folder).unwrap().paths() {
            let is_description = [".yaml", ".yml", ".json"]
                .iter()
                .any(|ending| file.as_str().ends_with(ending));
            if is_description && !file.as_str().ends_with("index.json") {
                failures.extend(
                    complaint(&folder.join(file.as_str()), false)
                        .map(|complaint| format!("{file} {complaint}")),
                );
            }
        }
    }
    assert!(
        failures.is_empty(),
        "{} documents\n{}",
        failures.len(),
        failures.join("\n")
    );
}
