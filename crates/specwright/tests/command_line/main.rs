//! The binary, as a person or a script uses it: what it prints where, and its exit codes.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(
    clippy::disallowed_methods,
    reason = "the binary is started in folders of its own (I4)"
)]

mod allow;
mod documents;
mod generate;
mod report;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

/// An API without a database: what is generated from it is small.
const API: &str = "\
openapi: 3.0.3
info: { title: Echo service, version: 1.0.0 }
paths:
  /echo:
    get:
      operationId: echo
      responses:
        '200':
          description: What was said.
          content:
            text/plain:
              schema: { type: string }
";

fn folder() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("openapi.yaml"), API).unwrap();
    dir
}

fn specwright(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_specwright"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

const SPEC: &[&str] = &["--api", "openapi.yaml", "--no-database"];

fn generate(folder: &Path, more: &[&str]) -> Output {
    specwright(
        folder,
        &[&["generate", "--out", "out"], SPEC, more].concat(),
    )
}

/// The exit code, the standard output and the standard error.
fn said(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (
        output.status.code().unwrap(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

#[track_caller]
fn ends_with(output: &Output, code: i32, sentence: &str) {
    let (exit, stdout, stderr) = said(output);
    assert_eq!(exit, code, "{stdout}{stderr}");
    assert!(
        stdout.contains(sentence) || stderr.contains(sentence),
        "no `{sentence}` in:\n{stdout}{stderr}"
    );
}
