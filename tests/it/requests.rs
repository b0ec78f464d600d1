//! Emitted services that answer real requests: `tests/requests/<case>.json` says what stands in the hand-written functions
//! of `tests/cases/<case>`, which requests are sent, and what is answered. What a function got is seen in what it answers.
//!
//! A file has two parts. `custom` holds, by the name of the function, the statements that take the place of those that are
//! first written. `exchanges` are requests in their order, each with its `answer`: a status, and as far as they are given
//! headers and the whole body, or texts that are in it. A list of lines stands for a text with CRLF between them.

mod client;

use crate::compile::emitted_crates;
use crate::pipeline::{CASE_RUNTIME, data, database_in, findings, is_slow, run};
use client::{Answer, send};
use serde_json::Value;
use specwright::bundle;
use specwright_fileset::{FileSet, OutputFile, RelPath};
use specwright_live::{BuildOptions, Service, build};
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn what_is_sent_is_read_served_and_answered_as_it_is_described() {
    if !is_slow() {
        eprintln!("skipped: set RUN_SLOW_TESTS=1 to send requests to emitted services");
        return;
    }
    let mut names: Vec<String> = fs::read_dir(data("requests"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert!(!names.is_empty());
    let mut failures = Vec::new();
    for name in &names {
        let text = fs::read_to_string(data("requests").join(format!("{name}.json"))).unwrap();
        let described: Value = serde_json::from_str(&text).unwrap();
        let scratch = tempfile::tempdir().unwrap();
        let binary = built(name, &described["custom"]);
        let service = Service::start(&binary, &database_in(scratch.path())).unwrap();
        let exchanges = described["exchanges"].as_array().unwrap();
        assert!(!exchanges.is_empty(), "{name} sends nothing");
        for exchange in exchanges {
            let request = &exchange["request"];
            let answer = send(service.url(), request);
            failures.extend(
                difference(&exchange["answer"], &answer)
                    .map(|difference| format!("{name}: {request}: {difference}\n{answer:?}")),
            );
        }
    }
    assert!(
        failures.is_empty(),
        "{} failures\n\n{}",
        failures.len(),
        failures.join("\n\n")
    );
}

/// What is wrong with an answer, if anything is.
fn difference(expected: &Value, answer: &Answer) -> Option<String> {
    if expected["status"] != answer.status {
        return Some(format!("the status is not {}", expected["status"]));
    }
    for (header, value) in expected["headers"].as_object().into_iter().flatten() {
        if value.as_str() != answer.headers.get(header).map(String::as_str) {
            return Some(format!("the header {header} is not {value}"));
        }
    }
    if let Some(body) = expected.get("body")
        && lines(body, "\n") != answer.body
    {
        return Some(format!("the body is not {body}"));
    }
    let texts = expected["contains"].as_array().into_iter().flatten();
    texts
        .map(|text| text.as_str().unwrap())
        .find(|text| !answer.body.contains(text))
        .map(|text| format!("`{text}` is not in the body"))
}

/// A text, or the lines of a list with something between them.
fn lines(value: &Value, between: &str) -> String {
    match value.as_array() {
        Some(lines) => {
            let lines: Vec<&str> = lines.iter().map(|line| line.as_str().unwrap()).collect();
            lines.join(between)
        }
        None => value.as_str().unwrap_or_default().to_owned(),
    }
}

/// The service of a case with these hand-written functions.
fn built(name: &str, custom: &Value) -> PathBuf {
    let package = format!("requests-{name}");
    let trial = run(&data("cases").join(name), &package);
    let Some(files) = trial.files.as_ref() else {
        panic!("{}", findings(&trial));
    };
    let mut files = with_custom(files.clone(), custom);
    let manifest = RelPath::new("Cargo.toml").unwrap();
    let text = files.get(&manifest).unwrap().text().unwrap();
    let text = text.replace(CASE_RUNTIME, bundle::RUNTIME);
    files.insert(manifest, OutputFile::owned(text));
    let mut bundle = emitted_crates(&package);
    let folder = bundle.add(&package, &files).unwrap();
    bundle.finish(&data("../Cargo.lock")).unwrap();
    let options = BuildOptions {
        target_directory: Some(bundle.target()),
        ..BuildOptions::default()
    };
    let built = build(Path::new(&folder), &options, &mut |_| {}).unwrap();
    built
        .binary
        .unwrap_or_else(|| panic!("{:#?}", built.findings))
}

/// The files with other statements in their hand-written functions.
fn with_custom(mut files: FileSet, custom: &Value) -> FileSet {
    for (function, statements) in custom.as_object().unwrap() {
        let path = RelPath::new(format!("src/custom/{function}.rs")).unwrap();
        let file = files.get(&path);
        let file = file.unwrap_or_else(|| panic!("{path} is not emitted"));
        let text = file.text().unwrap();
        let (before, _) = text.split_once("    let _ = ").unwrap();
        let unused = if before.contains("cx: ") {
            "    let _ = cx;\n"
        } else {
            ""
        };
        let text = format!("{before}{unused}{}\n}}\n", lines(statements, "\n"));
        files.insert(path, OutputFile::owned(text));
    }
    files
}
