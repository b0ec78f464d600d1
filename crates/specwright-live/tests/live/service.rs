//! Processes start, become ready, stop and never stay behind.

use crate::double::serve;
use specwright_live::{BuildOptions, LiveError, Service, build};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The double as a process: a script that runs this test binary again as the test below.
fn binary(folder: &Path, before: &str) -> PathBuf {
    let own = std::env::current_exe().unwrap();
    let path = folder.join("double");
    let script = format!(
        "#!/bin/sh\n{before}\nexec \"{}\" --exact service::is_the_double --ignored --nocapture\n",
        own.display()
    );
    std::fs::write(&path, script).unwrap();
    #[cfg(unix)]
    std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    path
}

#[test]
#[ignore = "this is no test: it is the process that the others start"]
fn is_the_double() {
    let Ok(bind) = std::env::var("BIND") else {
        return;
    };
    if std::env::var_os("DOUBLE").is_none() {
        return;
    }
    println!("listens on {bind}");
    serve(&bind, "");
    loop {
        std::thread::sleep(Duration::from_secs(1));
    }
}

fn variables() -> BTreeMap<String, String> {
    BTreeMap::from([("DOUBLE".to_owned(), "yes".to_owned())])
}

fn answers(url: &str) -> bool {
    let address = url.strip_prefix("http://").unwrap();
    std::net::TcpStream::connect(address).is_ok()
}

#[test]
fn a_service_starts_and_stops_and_its_log_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let service = Service::start(&binary(folder.path(), ""), &variables()).unwrap();
    let url = service.url().to_owned();
    assert!(answers(&url));
    assert!(
        service.log().contains("listens on 127.0.0.1:"),
        "{}",
        service.log()
    );
    let begun = Instant::now();
    service.stop().unwrap();
    assert!(begun.elapsed() < Duration::from_secs(5));
    assert!(!answers(&url));
}

#[test]
fn a_service_ends_with_its_value() {
    let folder = tempfile::tempdir().unwrap();
    let service = Service::start(&binary(folder.path(), ""), &variables()).unwrap();
    let url = service.url().to_owned();
    drop(service);
    assert!(!answers(&url));
}

#[test]
fn a_service_that_ends_at_once_is_an_error_with_its_last_words() {
    let folder = tempfile::tempdir().unwrap();
    let error = Service::start(
        &binary(folder.path(), "echo no database >&2; exit 3"),
        &variables(),
    )
    .unwrap_err();
    assert!(matches!(error, LiveError::Process { .. }));
    assert!(error.to_string().contains("no database"), "{error}");
}

#[test]
fn a_binary_that_is_not_there_is_an_error() {
    assert!(Service::start(Path::new("/no/such/binary"), &variables()).is_err());
}

fn package(folder: &Path, main: &str) {
    std::fs::create_dir_all(folder.join("src")).unwrap();
    let manifest =
        "[package]\nname = \"built\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[workspace]\n";
    std::fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    std::fs::write(folder.join("src/main.rs"), main).unwrap();
}

#[test]
fn a_crate_is_built_and_its_binary_found() {
    let folder = tempfile::tempdir().unwrap();
    package(folder.path(), "fn main() { let unused = 1; }\n");
    let options = BuildOptions {
        target_directory: Some(folder.path().join("target")),
        ..BuildOptions::default()
    };
    let mut lines = Vec::new();
    let built = build(folder.path(), &options, &mut |line| {
        lines.push(line.to_owned());
    })
    .unwrap();
    assert!(built.binary.unwrap().is_file());
    assert_eq!(built.warnings, 1);
    assert!(
        lines.iter().any(|line| line.contains("Compiling built")),
        "{lines:?}"
    );
}

#[test]
fn a_crate_that_does_not_compile_is_a_finding_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    package(folder.path(), "fn main() {\n    let x: u8 = \"\";\n}\n");
    let options = BuildOptions {
        target_directory: Some(folder.path().join("target")),
        ..BuildOptions::default()
    };
    let built = build(folder.path(), &options, &mut |_| {}).unwrap();
    assert_eq!(built.binary, None);
    assert_eq!(built.findings.len(), 1);
    assert!(
        built.findings[0]
            .message
            .starts_with("src/main.rs:2: mismatched types"),
        "{}",
        built.findings[0].message
    );
}

#[test]
fn a_folder_without_a_crate_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    assert!(build(folder.path(), &BuildOptions::default(), &mut |_| {}).is_err());
}

#[test]
fn the_verdict_over_a_service_names_the_engines_that_it_ran_on() {
    let folder = tempfile::tempdir().unwrap();
    let description = crate::laws::description(crate::double::DESCRIPTION);
    let script = binary(folder.path(), "export DOUBLE=yes");
    let report = specwright_live::verify_service(&description, None, &script).unwrap();
    let engines: Vec<specwright_dbschema::Dialect> =
        report.ran.iter().map(|engine| engine.dialect).collect();
    assert_eq!(engines, [specwright_dbschema::Dialect::Sqlite]);
    assert_eq!(report.findings, []);

    let script = binary(folder.path(), "echo no database; exit 1");
    let report = specwright_live::verify_service(&description, None, &script).unwrap();
    assert_eq!(report.findings.len(), 1);
    assert_eq!(report.findings[0].code.id, "V0711");
    assert!(report.findings[0].message.contains("no database"));
}
