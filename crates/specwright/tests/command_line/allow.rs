//! `--allow`: what is let through, what is said about it, and what remembers it.

use crate::{API, SPEC, ends_with, folder, generate, said, specwright};
use std::fs;
use std::path::Path;

/// A description with a key that OpenAPI does not have: S0101.
fn folder_with_unknown_key() -> tempfile::TempDir {
    let dir = folder();
    let api = API.replace(
        "      operationId: echo\n",
        "      operationId: echo\n      frobnicate: true\n",
    );
    fs::write(dir.path().join("openapi.yaml"), api).unwrap();
    dir
}

fn check(folder: &Path, more: &[&str]) -> std::process::Output {
    specwright(folder, &[&["check", "--out", "out"], SPEC, more].concat())
}

#[test]
fn an_error_that_can_be_allowed_stops_the_run_and_says_how_to_let_it_through() {
    let dir = folder_with_unknown_key();
    let refused = generate(dir.path(), &[]);
    ends_with(&refused, 2, "error[S0101]");
    ends_with(&refused, 2, "`--allow S0101` lets one of them through");
    assert!(!dir.path().join("out").exists());
}

#[test]
fn what_is_allowed_is_a_warning_with_its_effect() {
    let dir = folder_with_unknown_key();
    let allowed = generate(dir.path(), &["--allow", "unknown-key"]);
    ends_with(&allowed, 0, "warning[S0101]");
    ends_with(&allowed, 0, "allowed: the key has no effect");
    let plan = [
        "plan", "--out", "out", "--format", "json", "--allow", "S0101",
    ];
    let (_, stdout, _) = said(&specwright(dir.path(), &[&plan, SPEC].concat()));
    let plan: serde_json::Value = serde_json::from_str(&stdout).unwrap();
    let thing = &plan["unsupported"][0];
    assert_eq!(thing["status"], "allowed", "{plan:#}");
    assert_eq!(thing["effect"], "the key has no effect");
    assert_eq!(thing["pointer"], "/paths/~1echo/get/frobnicate");
}

#[test]
fn the_output_remembers_what_was_allowed() {
    let dir = folder_with_unknown_key();
    generate(dir.path(), &["--allow", "S0101"]);
    let lock = fs::read_to_string(dir.path().join("out/specwright.lock")).unwrap();
    assert!(lock.contains("\nallow S0101\n"), "{lock}");
    ends_with(&check(dir.path(), &["--allow", "S0101"]), 0, "");
    let verify = ["verify", "--out", "out", "--allow", "S0101"];
    ends_with(
        &specwright(dir.path(), &[&verify, SPEC].concat()),
        0,
        "proved",
    );
    ends_with(
        &check(dir.path(), &[]),
        2,
        "`out` was generated with `--allow S0101`",
    );
}

#[test]
fn an_allowance_that_lets_nothing_through_is_reported() {
    let dir = folder();
    ends_with(
        &generate(dir.path(), &["--allow", "S0101"]),
        0,
        "warning[T0913]: `--allow S0101` lets nothing through",
    );
    ends_with(
        &check(dir.path(), &[]),
        3,
        "`out` was generated with `--allow S0101`",
    );
}
