//! `generate`: what it writes, what it leaves alone, and what it refuses.

use crate::{API, SPEC, ends_with, folder, generate, specwright};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

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
fn a_killed_run_is_repaired_by_the_next_also_when_the_spec_has_changed_since() {
    let dir = folder();
    let spec = dir.path().join("openapi.yaml");
    let versions = ["one", "two", "three"]
        .map(|name| API.replace("operationId: echo", &format!("operationId: {name}")));
    generate(dir.path(), &[]);
    for round in 0..30 {
        fs::write(&spec, &versions[round % 3]).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_specwright"));
        command
            .args(["generate", "--out", "out"])
            .args(SPEC)
            .stderr(Stdio::null());
        let mut run = command.current_dir(dir.path()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(4 * round as u64));
        // A run that has ended already cannot be killed, which is fine.
        let _ = run.kill();
        run.wait().unwrap();
        fs::write(&spec, &versions[(round + 1) % 3]).unwrap();
        ends_with(&generate(dir.path(), &[]), 0, "`out`: ");
        ends_with(
            &generate(dir.path(), &["--check"]),
            0,
            "is what the specs call for",
        );
    }
}
