//! A description of several files, and overlays.

use super::{SPEC, ends_with, folder, generate, specwright};
use std::fs;
use std::path::Path;

const ENTRY: &str = "\
openapi: 3.0.3
info: { title: Echo service, version: 1.0.0 }
paths:
  /echo: { $ref: paths/echo.yaml }
";

const PATH: &str = "\
get:
  operationId: echo
  responses:
    '200':
      description: What was said.
      content:
        application/json:
          schema: { $ref: '../schemas.json#/Said' }
";

const SCHEMAS: &str = r#"{ "Said": { "type": "object", "required": ["text"], "properties": { "text": { "type": "string", "maxLength": 9 } } } }"#;

const OVERLAY: &str = "\
overlay: 1.0.0
info: { title: Renames, version: 1.0.0 }
extends: ../openapi.yaml
actions:
  - target: $.info
    update: { title: Echo two }
";

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

#[test]
fn a_description_of_several_files_with_an_overlay_is_generated_and_verified() {
    let dir = folder();
    write(dir.path(), "openapi.yaml", ENTRY);
    write(dir.path(), "paths/echo.yaml", PATH);
    write(dir.path(), "schemas.json", SCHEMAS);
    write(dir.path(), "overlays/rename.yaml", OVERLAY);
    ends_with(&generate(dir.path(), &[]), 0, "`out`: ");
    let shown = fs::read_to_string(dir.path().join("out/openapi.yaml")).unwrap();
    assert!(shown.contains("\"title\": \"Echo two\""), "{shown}");
    assert!(shown.contains("#/x-documents/schemas.json/Said"), "{shown}");
    let model = fs::read_to_string(dir.path().join("out/src/generated/models/said.rs")).unwrap();
    assert!(model.contains("pub struct Said"), "{model}");
    let verify = |message| {
        let arguments = [&["verify", "--out", "out"], SPEC].concat();
        ends_with(
            &specwright(dir.path(), &arguments),
            i32::from(message != "proved"),
            message,
        );
    };
    verify("proved");
    write(dir.path(), "schemas.json", &SCHEMAS.replace('9', "8"));
    verify("refuted");
}

#[test]
fn a_reference_that_leads_out_of_the_folder_is_refused() {
    let dir = folder();
    let specs = dir.path().join("specs");
    write(dir.path(), "secret.yaml", PATH);
    write(
        &specs,
        "openapi.yaml",
        &ENTRY.replace("paths/echo", "../secret"),
    );
    ends_with(&generate(&specs, &[]), 2, "error[S0122]");
    #[cfg(unix)]
    {
        write(&specs, "openapi.yaml", &ENTRY.replace("paths/echo", "link"));
        std::os::unix::fs::symlink("../secret.yaml", specs.join("link.yaml")).unwrap();
        ends_with(&generate(&specs, &[]), 2, "error[T0920]");
    }
    assert!(!specs.join("out").exists());
}
