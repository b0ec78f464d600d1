//! The same specs give the same bytes, wherever and however the tool runs.

use crate::pipeline::{data, findings, folders, run, run_on};
use specwright::pipeline::Input;
use std::fs;

/// The example, which has a bit of everything.
fn example() -> (Input, Input) {
    let input = |file: &str| Input {
        name: format!("specs/{file}"),
        bytes: fs::read(data("../specs").join(file)).unwrap(),
    };
    (input("openapi.yaml"), input("database-schema.json"))
}

#[test]
fn two_runs_give_the_same_bytes() {
    let once = || {
        let (api, database) = example();
        let run = run_on(api, Some(database), "taskboard");
        (findings(&run), run.files)
    };
    let (findings, files) = once();
    assert!(files.is_some(), "{findings}");
    for _ in 0..3 {
        assert_eq!(once(), (findings.clone(), files.clone()));
    }
}

#[test]
fn two_runs_say_the_same() {
    for (name, folder) in folders("rejects") {
        assert_eq!(
            findings(&run(&folder, "rejected")),
            findings(&run(&folder, "rejected")),
            "{name}"
        );
    }
}

#[test]
fn the_line_ends_of_a_checkout_make_no_difference() {
    let crlf = |input: Input| {
        let text = String::from_utf8(input.bytes)
            .unwrap()
            .replace("\r\n", "\n")
            .replace('\n', "\r\n");
        Input {
            name: input.name,
            bytes: text.into(),
        }
    };
    let (api, database) = example();
    let lf = run_on(api.clone(), Some(database.clone()), "taskboard");
    let crlf = run_on(crlf(api), Some(crlf(database)), "taskboard");
    assert_eq!(crlf.files, lf.files);
    assert_eq!(crlf.specs.digests, lf.specs.digests);
}
