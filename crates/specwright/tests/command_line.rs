//! The binary, as a person or a script uses it: what it prints where, and its exit codes.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(
    clippy::disallowed_methods,
    reason = "the binary is started in folders of its own (I4)"
)]

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

#[test]
fn bad_input_gets_one_clear_sentence_exit_2_and_no_output() {
    let dir = folder();
    let file = |name: &str, bytes: &[u8]| fs::write(dir.path().join(name), bytes).unwrap();
    file("empty.yaml", b"");
    file("binary.yaml", b"\x7fELF\0\0\0\0\xff\xff");
    file(
        "swagger.yaml",
        b"swagger: '2.0'\ninfo: { title: Old, version: '1' }\npaths: {}\n",
    );
    file(
        "latin1.yaml",
        b"openapi: 3.0.3\ninfo: { title: Caf\xe9, version: '1' }\n",
    );
    file("other.yaml", b"kind: Deployment\n");
    fs::create_dir(dir.path().join("folder.yaml")).unwrap();
    fs::File::create(dir.path().join("huge.yaml"))
        .unwrap()
        .set_len(100 << 20)
        .unwrap();
    for (name, sentence) in [
        ("none.yaml", "`none.yaml` does not exist"),
        ("folder.yaml", "`folder.yaml` is a directory, not a file"),
        ("empty.yaml", "the file is empty"),
        ("binary.yaml", "not text"),
        (
            "huge.yaml",
            "`huge.yaml` has 100 MB, and the limit is 64 MB",
        ),
        ("swagger.yaml", "2.0"),
        ("latin1.yaml", "not UTF-8"),
        ("other.yaml", "openapi"),
    ] {
        let output = specwright(
            dir.path(),
            &["generate", "--api", name, "--no-database", "--out", "out"],
        );
        ends_with(&output, 2, sentence);
        let (_, stdout, stderr) = said(&output);
        assert_eq!(stdout, "", "{name}");
        assert_eq!(stderr.matches("error[").count(), 1, "{name}: {stderr}");
        assert!(!dir.path().join("out").exists(), "{name}");
    }
}

#[test]
fn a_missing_contract_says_that_an_api_alone_is_fine() {
    let dir = folder();
    let output = specwright(dir.path(), &["lint", "--api", "openapi.yaml"]);
    ends_with(&output, 2, "`database-schema.json` does not exist");
    ends_with(&output, 2, "--no-database");
}

#[test]
fn generate_writes_once_and_then_changes_nothing() {
    let dir = folder();
    ends_with(&generate(dir.path(), &["--check"]), 3, "is missing");
    assert!(!dir.path().join("out").exists(), "--check writes nothing");
    ends_with(
        &generate(dir.path(), &["--dry-run"]),
        0,
        "create src/main.rs",
    );
    assert!(!dir.path().join("out").exists(), "--dry-run writes nothing");
    ends_with(&generate(dir.path(), &[]), 0, "`out`: ");
    let main = dir.path().join("out/src/main.rs");
    let written = fs::metadata(&main).unwrap().modified().unwrap();
    ends_with(&generate(dir.path(), &[]), 0, "0 new, 0 changed, 0 removed");
    assert_eq!(
        fs::metadata(&main).unwrap().modified().unwrap(),
        written,
        "an unchanged file is not touched"
    );
    ends_with(
        &generate(dir.path(), &["--check"]),
        0,
        "is what the specs call for",
    );
    ends_with(
        &specwright(dir.path(), &[&["check", "--out", "out"], SPEC].concat()),
        0,
        "",
    );
}

#[test]
fn outside_this_workspace_the_runtime_comes_along() {
    let dir = folder();
    generate(dir.path(), &[]);
    for path in [
        "out/runtime/Cargo.toml",
        "out/runtime/src/lib.rs",
        "out/runtime/pattern/src/lib.rs",
    ] {
        assert!(dir.path().join(path).is_file(), "{path}");
    }
    let manifest = fs::read_to_string(dir.path().join("out/Cargo.toml")).unwrap();
    assert!(manifest.contains("path = \"runtime\""), "{manifest}");
    assert!(
        manifest.contains("name = \"echo-service\""),
        "the name is made of the title: {manifest}"
    );
}

#[test]
fn an_edited_file_is_reported_and_left_alone_until_it_is_deleted() {
    let dir = folder();
    generate(dir.path(), &[]);
    let routes = dir.path().join("out/src/generated/routes.rs");
    let edited = format!("{}// mine\n", fs::read_to_string(&routes).unwrap());
    fs::write(&routes, &edited).unwrap();
    let output = generate(dir.path(), &[]);
    ends_with(&output, 3, "error[D0803]");
    ends_with(&output, 3, "-// mine");
    ends_with(&output, 3, "nothing was written");
    assert_eq!(fs::read_to_string(&routes).unwrap(), edited);
    fs::remove_file(&routes).unwrap();
    ends_with(&generate(dir.path(), &[]), 0, "1 new");
}

#[test]
fn an_owned_file_is_never_overwritten() {
    let dir = folder();
    generate(dir.path(), &[]);
    let custom = dir.path().join("out/src/custom/echo.rs");
    let work = format!("{}// work\n", fs::read_to_string(&custom).unwrap());
    fs::write(&custom, &work).unwrap();
    ends_with(&generate(dir.path(), &[]), 0, "0 new, 0 changed");
    ends_with(&generate(dir.path(), &["--check"]), 0, "");
    assert_eq!(fs::read_to_string(&custom).unwrap(), work);
}

#[test]
fn a_removed_operation_leaves_its_file_and_names_it() {
    let dir = folder();
    generate(dir.path(), &[]);
    let other = API
        .replace("/echo", "/say")
        .replace("operationId: echo", "operationId: say");
    fs::write(dir.path().join("openapi.yaml"), other).unwrap();
    ends_with(
        &generate(dir.path(), &[]),
        0,
        "warning[D0807]: `out/src/custom/echo.rs` is yours",
    );
    assert!(dir.path().join("out/src/custom/echo.rs").is_file());
    assert!(dir.path().join("out/src/custom/say.rs").is_file());
    ends_with(&generate(dir.path(), &["--check"]), 0, "D0807");
}

#[test]
fn the_working_directory_the_language_and_the_time_zone_make_no_difference() {
    let dir = folder();
    generate(dir.path(), &[]);
    let elsewhere = tempfile::tempdir().unwrap();
    let api = dir.path().join("openapi.yaml");
    let mut command = Command::new(env!("CARGO_BIN_EXE_specwright"));
    command
        .args(["generate", "--no-database", "--out", "other/place", "--api"])
        .arg(&api);
    command.envs([
        ("LANG", "tr_TR.UTF-8"),
        ("LC_ALL", "tr_TR.UTF-8"),
        ("TZ", "Asia/Tokyo"),
    ]);
    let output = command.current_dir(elsewhere.path()).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let tree = |root: &Path| specwright_disk::read_tree(root).unwrap();
    let (here, there) = (
        tree(&dir.path().join("out")),
        tree(&elsewhere.path().join("other/place")),
    );
    let differing: Vec<_> = here
        .iter()
        .filter(|(path, file)| there.get(path) != Some(*file))
        .map(|(path, _)| path)
        .collect();
    assert!(differing.is_empty(), "{differing:?}");
    assert_eq!(here.len(), there.len());
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_out_of_the_output_is_refused() {
    let dir = folder();
    let outside = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("out")).unwrap();
    std::os::unix::fs::symlink(outside.path(), dir.path().join("out/src")).unwrap();
    ends_with(&generate(dir.path(), &[]), 2, "symbolic link");
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
}

#[test]
fn findings_of_every_format_go_where_they_belong() {
    let dir = folder();
    fs::write(
        dir.path().join("openapi.yaml"),
        API.replace("type: string", "type: strung"),
    )
    .unwrap();
    let lint = |format: &str| {
        said(&specwright(
            dir.path(),
            &[&["lint", "--format", format], SPEC].concat(),
        ))
    };
    let (exit, stdout, stderr) = lint("human");
    assert!(exit == 1 || exit == 2, "{stderr}");
    assert_eq!(stdout, "");
    assert!(stderr.contains("openapi.yaml:12"), "{stderr}");
    for format in ["json", "sarif"] {
        let (machine_exit, stdout, stderr) = lint(format);
        assert_eq!(machine_exit, exit);
        assert_eq!(stderr, "", "a program reads one stream");
        assert!(
            serde_json::from_str::<serde_json::Value>(&stdout).is_ok(),
            "{stdout}"
        );
    }
    let (_, stdout, _) = lint("github");
    assert!(stdout.starts_with("::error "), "{stdout}");
}

#[test]
fn a_plan_says_what_becomes_of_each_operation() {
    let dir = folder();
    let plan = |more: &[&str]| {
        said(&specwright(
            dir.path(),
            &[&["plan", "--out", "out"], SPEC, more].concat(),
        ))
    };
    let (exit, stdout, _) = plan(&[]);
    assert_eq!(exit, 0);
    assert!(
        stdout.contains("GET    /echo  echo  custom  src/custom/echo.rs"),
        "{stdout}"
    );
    assert!(!dir.path().join("out").exists());
    let (_, stdout, _) = plan(&["--format", "json"]);
    let plan: serde_json::Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(plan["operations"][0]["file"], "src/custom/echo.rs");
    assert_eq!(plan["findings"]["summary"]["errors"], 0);
}

#[test]
fn verify_reads_the_output_back_and_sees_a_change() {
    let dir = folder();
    let verify = |more: &[&str]| {
        let report = ["verify", "--out", "out", "--report", "report.json"];
        specwright(dir.path(), &[&report, SPEC, more].concat())
    };
    ends_with(
        &verify(&[]),
        2,
        "error[T0911]: `out` holds no generated service",
    );
    generate(dir.path(), &[]);
    ends_with(
        &verify(&[]),
        0,
        "proved     the output answers the API of the description",
    );
    ends_with(
        &verify(&[]),
        0,
        "not tested the output builds without warnings (pass --build)",
    );
    let report = fs::read_to_string(dir.path().join("report.json")).unwrap();
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["refuted"], serde_json::json!([]));
    let routes = dir.path().join("out/src/generated/routes.rs");
    let changed = fs::read_to_string(&routes)
        .unwrap()
        .replace("\"/echo\"", "\"/ehco\"");
    fs::write(&routes, changed).unwrap();
    ends_with(
        &verify(&[]),
        1,
        "refuted    the output answers the API of the description",
    );
}

#[test]
fn explain_knows_each_code_by_number_and_name() {
    let dir = folder();
    ends_with(
        &specwright(dir.path(), &["explain", "d0803"]),
        0,
        "generated-file-edited",
    );
    ends_with(
        &specwright(dir.path(), &["explain", "generated-file-edited"]),
        0,
        "D0803",
    );
    ends_with(&specwright(dir.path(), &["explain"]), 0, "T0909");
    ends_with(
        &specwright(dir.path(), &["explain", "generated-file-edit"]),
        2,
        "did you mean `generated-file-edited`?",
    );
    let (_, stdout, _) = said(&specwright(
        dir.path(),
        &["explain", "D0803", "--format", "json"],
    ));
    let entry: serde_json::Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(entry["code"], "D0803");
}

#[test]
fn wrong_usage_is_exit_2() {
    let dir = folder();
    ends_with(&specwright(dir.path(), &["frobnicate"]), 2, "frobnicate");
    ends_with(
        &generate(dir.path(), &["--overlay", "o.yaml"]),
        2,
        "overlays are not supported yet",
    );
    ends_with(
        &generate(dir.path(), &["--name", "../x"]),
        2,
        "error[T0909]",
    );
    fs::write(
        dir.path().join("openapi.yaml"),
        API.replace("Echo service", "課題"),
    )
    .unwrap();
    ends_with(&generate(dir.path(), &[]), 2, "error[T0910]");
    ends_with(&generate(dir.path(), &["--name", "tasks"]), 0, "");
}
