//! The JSON Schema Test Suite, draft 4, through an emitted service: each group becomes an operation whose body has the
//! group's schema, and each test a request. A body that was read gets the 501 of an operation that nobody has written
//! yet; one that breaks a rule gets 422.
//!
//! What is left out stands in `tests/json-schema/left-out.json` with the reason: whole groups, and single tests. A case
//! that stands there and is judged rightly is a failure, so that the table only ever shrinks, and so is an entry that
//! says something else than what is found today. `UPDATE_GOLDEN=1` writes what is found, and keeps what was written by
//! hand beside it.

mod convert;
mod exchange;
mod suite;
mod table;

use crate::compile::emitted_crates;
use crate::corpus::corpus;
use crate::pipeline::{data, database_in, findings, is_slow};
use convert::{Operation, Version};
use exchange::Connection;
use serde_json::Value;
use specwright::bundle;
use specwright::pipeline::Input;
use specwright::trial::{self, Settings, Trial};
use specwright_diagnostics::{Allowances, Severity};
use specwright_fileset::FileSet;
use specwright_live::{BuildOptions, Service, build};
use std::path::PathBuf;
use suite::Group;
use table::{Judged, Reason, Verdict};

#[test]
fn the_json_schema_test_suite_is_judged_as_it_says() {
    if !is_slow() {
        eprintln!("skipped: set RUN_SLOW_TESTS=1 to run the JSON Schema Test Suite over HTTP");
        return;
    }
    let Some(corpus) = corpus() else { return };
    let groups = suite::read(&corpus.join("json-schema"));
    assert!(!groups.is_empty());
    let mut judged = Vec::new();
    let mut tried = Vec::new();
    for (number, group) in groups.iter().enumerate() {
        let operations = match convert::operations(number, &group.schema) {
            Ok(operations) => operations,
            Err(reason) => {
                judged.push(Judged {
                    group,
                    version: None,
                    verdict: Verdict::NotTried(Reason::NoForm(reason)),
                });
                continue;
            }
        };
        for operation in operations {
            match refusal(&operation) {
                None => tried.push((group, operation)),
                Some(reason) => judged.push(Judged {
                    group,
                    version: Some(operation.version),
                    verdict: Verdict::NotTried(Reason::Refused(reason)),
                }),
            }
        }
    }
    for version in [Version::V30, Version::V31] {
        judged.extend(judged_by_service(version, &tried));
    }
    table::compare(&judged);
}

/// What a service of all operations of a version says about their tests.
fn judged_by_service<'g>(version: Version, tried: &[(&'g Group, Operation)]) -> Vec<Judged<'g>> {
    let tried = || {
        tried
            .iter()
            .filter(|(_, operation)| operation.version == version)
    };
    let operations: Vec<&Operation> = tried().map(|(_, operation)| operation).collect();
    let scratch = tempfile::tempdir().unwrap();
    let service = Service::start(&built(&operations), &database_in(scratch.path())).unwrap();
    let mut connection = Connection::new(service.url());
    let judged = tried().map(|(group, operation)| {
        let answers = group.tests.iter().map(|test| {
            let (status, body) = connection.post(&operation.path, &test.data);
            let wanted: &[u16] = if test.is_valid { &[501] } else { &[400, 422] };
            (!wanted.contains(&status)).then(|| {
                let rules = broken_rules(&body);
                format!("{} is answered by {status} {rules}", test.data)
            })
        });
        Judged {
            group,
            version: Some(version),
            verdict: Verdict::Tried(answers.collect()),
        }
    });
    judged.collect()
}

/// What is refused about an operation, if anything is.
fn refusal(operation: &Operation) -> Option<String> {
    let trial = generated(&[operation]);
    if trial.files.is_some() {
        return None;
    }
    let mut errors = trial.specs.diagnostics.iter();
    let first = errors.find(|found| found.severity == Severity::Error);
    let first = first.map_or_else(String::new, |first| {
        format!("{}: {}", first.code.id, first.message)
    });
    Some(format!("refused by {first}"))
}

/// The crate of a version.
fn package(operations: &[&Operation]) -> &'static str {
    match operations[0].version {
        Version::V30 => "json-schema-3-0",
        Version::V31 => "json-schema-3-1",
    }
}

fn generated(operations: &[&Operation]) -> Trial {
    let input = Input {
        name: "openapi.json".to_owned(),
        bytes: convert::description(operations).into_bytes(),
    };
    let settings = Settings {
        name: Some(package(operations).to_owned()),
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
fn built(operations: &[&Operation]) -> PathBuf {
    let trial = generated(operations);
    let files: &FileSet = trial
        .files
        .as_ref()
        .unwrap_or_else(|| panic!("{}", findings(&trial)));
    let package = package(operations);
    let mut bundle = emitted_crates(package);
    let folder = bundle.add(package, files).unwrap();
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
