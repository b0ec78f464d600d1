//! The JSON Schema Test Suite, draft 4: every case is judged as the suite says.
//!
//! The folder is named by `SPECWRIGHT_CORPUS`, else it lies beside the repository; without it the test passes, and says
//! that it did not run.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a test reads its corpus, and says if there is none"
)]

mod built;

use built::Builder;
use serde_json::Value;
use specwright_runtime::{Reader, Refusal, read_document};
use std::fs;
use std::path::{Path, PathBuf};

/// Groups that are left out: the file, the description, and the reason.
const LEFT_OUT: [(&str, &str, &str); 7] = [
    ("ref.json", "remote ref, containing refs itself", REMOTE),
    (
        "ref.json",
        "$ref prevents a sibling id from changing the base uri",
        BASE,
    ),
    ("ref.json", "Recursive references between schemas", BASE),
    ("ref.json", "Location-independent identifier", BASE),
    (
        "ref.json",
        "Location-independent identifier with base URI change in subschema",
        BASE,
    ),
    (
        "ref.json",
        "id must be resolved against nearest parent, not just immediate parent",
        BASE,
    ),
    (
        "zeroTerminatedFloats.json",
        "some languages do not distinguish between different types of numeric value",
        ONE,
    ),
];
const REMOTE: &str = "refers to a document elsewhere, which is resolved before there is a schema";
const BASE: &str = "`id` sets the base of references; OpenAPI 3.0 has no `id`";
const ONE: &str = "optional, and `1.0` is an integer since draft 6, as OpenAPI 3.1 has it";

fn corpus() -> Option<PathBuf> {
    let path = std::env::var_os("SPECWRIGHT_CORPUS").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus"),
        PathBuf::from,
    );
    let suite = path.join("json-schema/draft4");
    if suite.is_dir() {
        return Some(suite);
    }
    eprintln!(
        "skipped: there is no JSON Schema Test Suite at {}",
        suite.display()
    );
    None
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn every_case_is_judged_as_the_suite_says() {
    let Some(corpus) = corpus() else { return };
    let (mut judged, mut wrong, mut left_out) = (0, Vec::new(), Vec::new());
    for file in files(&corpus) {
        let name = file.file_name().unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&file).unwrap();
        let groups: Vec<Value> = serde_json::from_str(&text).unwrap();
        for group in &groups {
            let description = group["description"].as_str().unwrap();
            let is_group =
                |(file, group, _): &(&str, &str, &str)| *file == name && *group == description;
            if let Some(at) = LEFT_OUT.iter().position(is_group) {
                left_out.push(at);
                continue;
            }
            let schema = Builder::new(&group["schema"]).schema();
            for case in group["tests"].as_array().unwrap() {
                let data = serde_json::to_vec(&case["data"]).unwrap();
                built::CURRENT.set(schema);
                let read = read_document(&data, |json: &mut Reader<'_>| {
                    json.checked(built::CURRENT.get(), |json| json.skip().map(Some))
                });
                let valid = match read {
                    Ok(()) => true,
                    Err(Refusal::Invalid(violations)) => {
                        assert!(!violations.is_empty(), "{name}: {description}");
                        false
                    }
                    Err(Refusal::Malformed(syntax)) => panic!("{name}: {description}: {syntax}"),
                };
                judged += 1;
                if valid != case["valid"].as_bool().unwrap() {
                    let case = case["description"].as_str().unwrap();
                    wrong.push(format!("{name}: {description}: {case}: {valid}"));
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {judged} are wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    // Nothing is left out that is not there, and the rest was really judged.
    left_out.sort_unstable();
    assert_eq!(left_out, (0..LEFT_OUT.len()).collect::<Vec<_>>());
    assert!(judged > 800, "only {judged} cases were judged");
}
