//! What the commands say about bad input, wrong usage, plans and codes.

use crate::{API, SPEC, ends_with, folder, generate, said, specwright};
use std::fs;

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
    let plan_of = |more: &[&str]| {
        said(&specwright(
            dir.path(),
            &[&["plan", "--out", "out"], SPEC, more].concat(),
        ))
    };
    let (exit, stdout, _) = plan_of(&[]);
    assert_eq!(exit, 0);
    assert!(
        stdout.contains("GET    /echo  echo  custom  src/custom/echo.rs"),
        "{stdout}"
    );
    assert!(!dir.path().join("out").exists());
    let (_, stdout, _) = plan_of(&["--format", "json"]);
    let plan: serde_json::Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(plan["operations"][0]["file"], "src/custom/echo.rs");
    assert_eq!(plan["findings"]["summary"]["errors"], 0);
    keeps_schema(&plan, "plan.schema.json");
    fs::write(dir.path().join("openapi.yaml"), API.replace("3.0.3", "2.0")).unwrap();
    let (_, stdout, _) = plan_of(&["--format", "json"]);
    keeps_schema(&serde_json::from_str(&stdout).unwrap(), "plan.schema.json");
}

#[test]
fn a_plan_names_what_is_not_supported_with_pointer_place_effect_and_way_round() {
    let dir = folder();
    let api = API.replace(
        "schema: { type: string }",
        "schema: { type: string, xml: { name: a } }\n        '201':\n          description: The same.\n          content:\n            application/xml:\n              schema: { type: object }",
    );
    fs::write(dir.path().join("openapi.yaml"), api).unwrap();
    let (exit, stdout, _) = said(&specwright(
        dir.path(),
        &[&["plan", "--out", "out", "--format", "json"], SPEC].concat(),
    ));
    assert_eq!(exit, 1, "{stdout}");
    let plan: serde_json::Value = serde_json::from_str(&stdout).unwrap();
    keeps_schema(&plan, "plan.schema.json");
    let things = plan["unsupported"].as_array().unwrap();
    let refused: Vec<_> = things
        .iter()
        .filter(|thing| thing["status"] == "refused")
        .collect();
    assert_eq!(refused.len(), 1, "{plan:#}");
    let thing = refused[0];
    assert_eq!(thing["feature"], "unsupported-media-type");
    assert_eq!(thing["place"]["file"], "openapi.yaml");
    assert_eq!(thing["place"]["line"], 16);
    assert_eq!(
        thing["pointer"],
        "/paths/~1echo/get/responses/201/content/application~1xml"
    );
    assert_eq!(thing["effect"], "nothing is generated");
    assert!(
        thing["wayRound"]
            .as_str()
            .is_some_and(|text| !text.is_empty())
    );
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
    keeps_schema(&report, "verify.schema.json");
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
        "`o.yaml` does not exist",
    );
    ends_with(
        &generate(dir.path(), &["--name", "../x"]),
        2,
        "error[T0909]",
    );
    ends_with(
        &generate(dir.path(), &["--allow", "S0003,M9999"]),
        2,
        "`--allow M9999`: there is no such code",
    );
    fs::write(
        dir.path().join("openapi.yaml"),
        API.replace("Echo service", "課題"),
    )
    .unwrap();
    ends_with(&generate(dir.path(), &[]), 2, "error[T0910]");
    ends_with(&generate(dir.path(), &["--name", "tasks"]), 0, "");
}

/// The schemas beside the crate's manifest are what other programs rely on.
#[track_caller]
fn keeps_schema(document: &serde_json::Value, schema: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(schema);
    let schema: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let faults: Vec<String> = validator
        .iter_errors(document)
        .map(|fault| fault.to_string())
        .collect();
    assert!(faults.is_empty(), "{faults:?}\n{document:#}");
}
