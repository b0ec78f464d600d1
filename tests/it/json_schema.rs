//! The JSON Schema Test Suite, draft 4, through an emitted service: each group becomes an operation whose body has the
//! group's schema, and each test a request. A body that was read gets the 501 of an operation that nobody has written
//! yet; one that breaks a rule gets 422.
//!
//! What is left out stands in `tests/json-schema/left-out.json` with the reason: by file, then by group, then, where only
//! some tests of a group are left out, by test. A case that stands there and is judged rightly is a failure, so that the
//! table only ever shrinks. `UPDATE_GOLDEN=1` writes it anew.

mod convert;
mod exchange;
mod suite;

use crate::compile::emitted_crates;
use crate::corpus::corpus;
use crate::golden;
use crate::pipeline::{data, database_in, findings, is_slow};
use convert::Operation;
use exchange::Connection;
use serde_json::{Value, json};
use specwright::bundle;
use specwright::pipeline::Input;
use specwright::trial::{self, Settings, Trial};
use specwright_diagnostics::{Allowances, Severity};
use specwright_fileset::FileSet;
use specwright_live::{BuildOptions, Service, build};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use suite::Group;

const LEFT_OUT: &str = "json-schema/left-out.json";
const NAME: &str = "json-schema-suite";

/// What came of the tests of a group.
enum Judged {
    /// The group has no operation, for this reason.
    NotTried(String),
    /// For each test what is wrong with the answer, if anything is.
    Tried(Vec<Option<String>>),
}

#[test]
fn the_json_schema_test_suite_is_judged_as_it_says() {
    if !is_slow() {
        eprintln!("skipped: set RUN_SLOW_TESTS=1 to run the JSON Schema Test Suite over HTTP");
        return;
    }
    let Some(corpus) = corpus() else { return };
    let groups = suite::read(&corpus.join("json-schema"));
    assert!(!groups.is_empty());
    let mut operations = BTreeMap::new();
    let mut judged = BTreeMap::new();
    for (number, group) in groups.iter().enumerate() {
        match tried_alone(number, group) {
            Ok(operation) => {
                operations.insert(number, operation);
            }
            Err(reason) => {
                judged.insert(number, Judged::NotTried(reason));
            }
        }
    }
    let scratch = tempfile::tempdir().unwrap();
    let service = Service::start(&built(&operations), &database_in(scratch.path())).unwrap();
    let mut connection = Connection::new(service.url());
    for (number, operation) in &operations {
        let answers = groups[*number].tests.iter().map(|test| {
            let (status, body) = connection.post(&operation.path, &test.data);
            let wanted: &[u16] = if test.is_valid { &[501] } else { &[400, 422] };
            (!wanted.contains(&status)).then(|| {
                let rules = broken_rules(&body);
                format!("{} is answered by {status} {rules}", test.data)
            })
        });
        judged.insert(*number, Judged::Tried(answers.collect()));
    }
    drop(service);
    compare(&groups, &judged);
}

/// The operation of a group, if nothing is refused about it.
fn tried_alone(number: usize, group: &Group) -> Result<Operation, String> {
    let operation = convert::operation(number, &group.schema)?;
    let trial = generated(&[&operation]);
    if trial.files.is_some() {
        return Ok(operation);
    }
    let mut errors = trial.specs.diagnostics.iter();
    let first = errors.find(|found| found.severity == Severity::Error);
    let first = first.map_or_else(String::new, |first| {
        format!("{}: {}", first.code.id, first.message)
    });
    Err(format!("refused by {first}"))
}

fn generated(operations: &[&Operation]) -> Trial {
    let input = Input {
        name: "openapi.json".to_owned(),
        bytes: convert::description(operations).into_bytes(),
    };
    let settings = Settings {
        name: Some(NAME.to_owned()),
        runtime_path: bundle::RUNTIME.to_owned(),
        workspace_member: false,
        api_file: input.name.clone(),
    };
    trial::run(input, None, Allowances::default(), &settings)
}

/// The names of the rules that a problem document complains of, by their places.
fn broken_rules(body: &str) -> String {
    let problem: Value = serde_json::from_str(body).unwrap_or_default();
    let rules = problem["errors"].as_array().into_iter().flatten();
    let rules: Vec<String> = rules
        .map(|rule| format!("{} {}", rule["pointer"], rule["code"]))
        .collect();
    rules.join(", ")
}

/// The service of all operations.
fn built(operations: &BTreeMap<usize, Operation>) -> PathBuf {
    let trial = generated(&operations.values().collect::<Vec<_>>());
    let files: &FileSet = trial
        .files
        .as_ref()
        .unwrap_or_else(|| panic!("{}", findings(&trial)));
    let mut bundle = emitted_crates("json-schema");
    let folder = bundle.add(NAME, files).unwrap();
    bundle.finish(&data("../Cargo.lock")).unwrap();
    let options = BuildOptions {
        target_directory: Some(bundle.target()),
        ..BuildOptions::default()
    };
    let built = build(&folder, &options, &mut |_| {}).unwrap();
    built
        .binary
        .unwrap_or_else(|| panic!("{:#?}", built.findings))
}

/// Holds what was judged against the table of what is left out.
fn compare(groups: &[Group], judged: &BTreeMap<usize, Judged>) {
    let text = fs::read_to_string(data(LEFT_OUT)).unwrap_or_else(|_| "{}".to_owned());
    let table: Value = serde_json::from_str(&text).unwrap();
    let mut now = json!({});
    let mut failures = Vec::new();
    let (mut right, mut all) = (0, 0);
    for (group, judged) in groups.iter().zip(judged.values()) {
        let entry = &table[&group.file][&group.description];
        let name = format!("{} / {}", group.file, group.description);
        all += group.tests.len();
        match judged {
            Judged::NotTried(reason) => {
                if !entry.is_string() {
                    failures.push(format!("{name}: {reason}"));
                }
                now[&group.file][&group.description] = kept(entry, reason);
            }
            Judged::Tried(answers) => {
                if entry.is_string() {
                    failures.push(format!(
                        "{name} is generated by now: take it out of {LEFT_OUT}"
                    ));
                }
                for (test, wrong) in group.tests.iter().zip(answers) {
                    let entry = &entry[&test.description];
                    right += usize::from(wrong.is_none());
                    match (entry.is_string(), wrong) {
                        (false, None) | (true, Some(_)) => {}
                        (true, None) => failures.push(format!(
                            "{name} / {} is judged rightly by now: take it out of {LEFT_OUT}",
                            test.description
                        )),
                        (false, Some(wrong)) => {
                            failures.push(format!("{name} / {}: {wrong}", test.description));
                        }
                    }
                    if let Some(wrong) = wrong {
                        now[&group.file][&group.description][&test.description] =
                            kept(entry, wrong);
                    }
                }
            }
        }
    }
    eprintln!("JSON Schema Test Suite: {right} of {all} tests are judged as it says");
    if golden::updates() {
        fs::create_dir_all(data(LEFT_OUT).parent().unwrap()).unwrap();
        fs::write(data(LEFT_OUT), format!("{now:#}\n")).unwrap();
        return;
    }
    assert!(
        failures.is_empty(),
        "{} failures\n{}",
        failures.len(),
        failures.join("\n")
    );
}

/// The reason that is written down, else the one that was found.
fn kept(entry: &Value, reason: &str) -> Value {
    if entry.is_string() {
        entry.clone()
    } else {
        json!(reason)
    }
}
