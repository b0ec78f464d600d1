//! Documents that nobody here wrote: what must be refused is refused with a place, and nothing panics or hangs.
//!
//! The folder is named by `SPECWRIGHT_CORPUS`, else it lies beside the repository; without it the tests pass, and say
//! that they did not run.

use crate::golden;
use crate::pipeline::{data, is_slow, settings};
use serde_json::{Value, json};
use specwright::pipeline::Input;
use specwright::trial::{self, Ending, Trial};
use specwright_diagnostics::render::{self, Colour};
use specwright_diagnostics::{Allowances, Diagnostic, Severity, Stage};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// The longest that one document may take in a build that is not optimised.
const PATIENCE: Duration = Duration::from_mins(5);

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

fn run_alone(path: &Path) -> Ending {
    let input = Input {
        name: path.to_string_lossy().into_owned(),
        bytes: fs::read(path).unwrap(),
    };
    let settings = settings("corpus", &input.name);
    let folder = path.parent().unwrap();
    trial::run_watched(input, folder, Allowances::default(), &settings, PATIENCE)
}

/// What is wrong with the way in which a document went, whatever the document is.
fn complaint(outcome: &Ending, must_refuse: bool) -> Option<String> {
    let run = match outcome {
        Ending::Ended(run, _) => run,
        Ending::Panicked(words) => return Some(format!("panics: {words}")),
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
        let outcome = run_alone(&folder.join(file));
        let complaint = complaint(&outcome, must_refuse).or_else(|| {
            let (_, code, why) = allowed?;
            let Ending::Ended(run, _) = &outcome else {
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

/// What is written down about the descriptions that are refused: their folders, their paths, and for each a code that is
/// reported and the reason. Run with `UPDATE_GOLDEN=1` to write it anew; a reason is kept for as long as its code is.
const EXPECTED: &str = "corpus/refused.json";

#[test]
fn published_descriptions_are_generated_or_refused_as_it_is_written_down() {
    as_expected("openapi", |file| !file.contains('/'));
}

#[test]
fn small_valid_descriptions_are_generated_or_refused_as_it_is_written_down() {
    as_expected("positive", |_| true);
}

#[test]
fn descriptions_of_other_versions_are_refused_by_version() {
    as_expected("openapi/unsupported", |_| true);
}

#[test]
fn descriptions_of_many_files_are_generated_or_refused_as_it_is_written_down() {
    as_expected("openapi-multifile", |file| file.ends_with("/openapi.yaml"));
}

/// Holds each description of a folder against what is written down. A description without an entry must be generated, and
/// one with an entry refused: an entry that is no longer true is a failure, too.
fn as_expected(folder: &str, is_description: impl Fn(&str) -> bool) {
    let Some(corpus) = corpus() else { return };
    let path = corpus.join(folder);
    let entries: BTreeMap<String, Entry> = read_entries(folder);
    let mut now = BTreeMap::new();
    let mut failures = Vec::new();
    let mut count = 0;
    for file in specwright_disk::read_tree(&path).unwrap().paths() {
        let file = file.as_str();
        let ending = [".yaml", ".yml", ".json"]
            .iter()
            .any(|ending| file.ends_with(ending));
        if !ending || file.ends_with("index.json") || !is_description(file) {
            continue;
        }
        count += 1;
        let path = path.join(file);
        let outcome = run_alone(&path);
        if let Some(complaint) = complaint(&outcome, false) {
            failures.push(format!("{file} {complaint}"));
            continue;
        }
        let Ending::Ended(trial, _) = outcome else {
            continue;
        };
        if trial.files.is_some() && is_slow() {
            let again = run_alone(&path);
            let same = matches!(&again, Ending::Ended(again, _) if again.files == trial.files);
            if !same {
                failures.push(format!("{file} gives other bytes the second time"));
            }
        }
        let entry = entries.get(file);
        failures.extend(surprise(&trial, entry).map(|surprise| format!("{file} {surprise}")));
        if let Some(first) = first_error(&trial) {
            let kept = entry.filter(|entry| is_reported(&trial, &entry.code));
            let entry = kept.cloned().unwrap_or_else(|| Entry {
                code: first.code.id.to_owned(),
                reason: first.message.clone(),
            });
            now.insert(file.to_owned(), entry);
        }
    }
    assert!(count > 0, "{folder} holds no description");
    eprintln!("{folder}: {} of {count} are generated", count - now.len());
    for file in entries.keys().filter(|file| !path.join(file).is_file()) {
        failures.push(format!(
            "{file} has an entry in {EXPECTED} and is not there"
        ));
    }
    if golden::updates() {
        write_entries(folder, &now);
        failures.clear();
    }
    assert!(
        failures.is_empty(),
        "{} of {count} in {folder}\n{}",
        failures.len(),
        failures.join("\n")
    );
}

/// Where a trial went otherwise than it is written down.
fn surprise(trial: &Trial, entry: Option<&Entry>) -> Option<String> {
    match (entry, trial.files.is_some()) {
        (None, true) => None,
        (Some(_), true) => Some(format!(
            "is generated by now: take its entry out of {EXPECTED}"
        )),
        (None, false) => Some(format!("is refused:\n{}", first_lines(trial))),
        (Some(entry), false) if is_reported(trial, &entry.code) => None,
        (Some(entry), false) => Some(format!(
            "is not refused by {} any more:\n{}",
            entry.code,
            first_lines(trial)
        )),
    }
}

fn first_error(trial: &Trial) -> Option<&Diagnostic> {
    let mut found = trial.specs.diagnostics.iter();
    found.find(|found| found.severity == Severity::Error)
}

fn is_reported(trial: &Trial, code: &str) -> bool {
    let mut found = trial.specs.diagnostics.iter();
    found.any(|found| found.severity == Severity::Error && found.code.id == code)
}

fn first_lines(trial: &Trial) -> String {
    let errors = trial.specs.diagnostics.iter();
    let errors = errors.filter(|found| found.severity == Severity::Error);
    let first: Vec<Diagnostic> = errors.take(3).cloned().collect();
    render::human(&trial.specs.sources, &first, Colour::Never)
}

/// Why a description is refused.
#[derive(Clone)]
struct Entry {
    code: String,
    reason: String,
}

fn read_all() -> BTreeMap<String, Value> {
    let text = fs::read_to_string(data(EXPECTED)).unwrap_or_else(|_| "{}".to_owned());
    serde_json::from_str(&text).unwrap()
}

fn read_entries(folder: &str) -> BTreeMap<String, Entry> {
    let all = read_all();
    let entries = all.get(folder).and_then(Value::as_object);
    let entries = entries.into_iter().flatten();
    entries
        .map(|(file, entry)| {
            let text = |key: &str| {
                let text = entry[key].as_str().unwrap_or_default();
                assert!(!text.is_empty(), "{EXPECTED}: {file} has no {key}");
                text.to_owned()
            };
            let entry = Entry {
                code: text("code"),
                reason: text("reason"),
            };
            (file.clone(), entry)
        })
        .collect()
}

fn write_entries(folder: &str, entries: &BTreeMap<String, Entry>) {
    // Tests run at the same time, and each writes its folder alone.
    static FILE: Mutex<()> = Mutex::new(());
    let _guard = FILE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut all = read_all();
    let entries = entries
        .iter()
        .map(|(file, entry)| {
            let entry = json!({"code": entry.code, "reason": entry.reason});
            (file.clone(), entry)
        })
        .collect();
    all.insert(folder.to_owned(), entries);
    fs::create_dir_all(data(EXPECTED).parent().unwrap()).unwrap();
    let text = serde_json::to_string_pretty(&all).unwrap() + "\n";
    fs::write(data(EXPECTED), text).unwrap();
}
