//! Every real description is read to its end, and the valid ones without an error.

use crate::input::{corpus, descriptions, index, read_file, read_folder};

/// What a linter calls faulty and the specification allows; each is a warning here.
const ALLOWED_BY_THE_SPECIFICATION: [(&str, &str); 2] = [
    // OpenAPI 3.0.3, Reference Object: "any properties added SHALL be ignored".
    (
        "oasdiff/oasdiff-validate-extra-sibling-fields.yaml",
        "S0108",
    ),
    // OpenAPI 3.0.3, Schema Object: `nullable` without `type` has no effect.
    (
        "redocly/redocly-no-invalid-media-type-examples-invalid-schema.yaml",
        "S0108",
    ),
];

#[test]
fn no_description_makes_the_reader_panic() {
    let Some(corpus) = corpus() else { return };
    let mut read = 0;
    for folder in [
        "openapi",
        "openapi-multifile",
        "positive",
        "negative",
        "breaking",
    ] {
        for file in descriptions(&corpus.join(folder)) {
            if let Some(reading) = read_file(&file) {
                read += 1;
                for finding in &reading.outcome.diagnostics {
                    assert!(finding.span.is_some(), "{}: {finding:?}", file.display());
                    assert!(
                        !finding.help.is_empty() && !finding.message.is_empty(),
                        "{}: {finding:?}",
                        file.display()
                    );
                }
            }
        }
    }
    assert!(read > 200, "only {read} files were read");
}

#[test]
fn valid_descriptions_of_3_0_have_no_errors() {
    let Some(corpus) = corpus() else { return };
    let mut faults = Vec::new();
    for folder in ["openapi", "positive"] {
        for record in index(&corpus.join(folder).join("index.json")) {
            let valid = record["metaschema_valid"] == true
                && record["defects"].as_array().is_some_and(Vec::is_empty);
            if valid && record["openapi"].as_str().unwrap().starts_with("3.0") {
                let file = corpus.join(folder).join(record["file"].as_str().unwrap());
                let Some(reading) = read_file(&file) else {
                    panic!("{} is not read", file.display())
                };
                faults.extend(
                    reading
                        .errors()
                        .into_iter()
                        .map(|error| format!("{}: {error}", file.display())),
                );
            }
        }
    }
    assert!(
        faults.is_empty(),
        "{} errors\n{}",
        faults.len(),
        faults.join("\n")
    );
}

#[test]
fn a_description_of_many_files_has_no_errors() {
    let Some(corpus) = corpus() else { return };
    let folder = corpus.join("openapi-multifile/petstore-split");
    let reading = read_folder(&folder, "openapi.yaml");
    assert!(reading.errors().is_empty(), "{:#?}", reading.errors());
    let api = reading.outcome.value.unwrap();
    let named = |name: &str| {
        let named = api.schemas.iter().filter_map(|schema| schema.name.as_ref());
        named.filter(|known| known.value == name).count()
    };
    assert_eq!(api.operations.len(), 21);
    assert_eq!((named("Pet"), named("HoneyBee"), named("Id")), (1, 1, 1));
}

#[test]
fn faulty_descriptions_are_refused_with_a_place() {
    let Some(corpus) = corpus() else { return };
    let folder = corpus.join("negative");
    let mut passed = Vec::new();
    for record in index(&folder.join("manifest.json")) {
        let file = record["file"].as_str().unwrap();
        if record["expect"] != "must-refuse" {
            continue;
        }
        let Some(reading) = read_file(&folder.join(file)) else {
            continue;
        };
        if let Some((_, code)) = ALLOWED_BY_THE_SPECIFICATION
            .iter()
            .find(|(allowed, _)| *allowed == file)
        {
            assert!(
                reading.errors().is_empty(),
                "{file}: {:?}",
                reading.errors()
            );
            assert!(
                reading
                    .findings()
                    .iter()
                    .any(|finding| finding.starts_with(code)),
                "{file}"
            );
        } else if reading.errors().is_empty() {
            passed.push(format!("{file}: {:?}", reading.findings()));
        }
    }
    assert!(passed.is_empty(), "{}", passed.join("\n"));
}
