//! Every document of the corpus, against the serde readers.

use crate::comparison::{against_json, against_yaml};
use crate::{describe, outcome};
use specwright_source::{Format, Node, Value, read};
use std::path::{Path, PathBuf};

fn corpus() -> Option<PathBuf> {
    let default = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let corpus = std::env::var_os("SPECWRIGHT_CORPUS").map_or_else(default, PathBuf::from);
    if corpus.is_dir() {
        return Some(corpus);
    }
    eprintln!(
        "the corpus is absent at {}: nothing was compared",
        corpus.display()
    );
    None
}

fn documents(corpus: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders: Vec<PathBuf> = [
        "openapi",
        "openapi-multifile",
        "positive",
        "negative",
        "breaking",
    ]
    .iter()
    .map(|name| corpus.join(name))
    .collect();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|ending| ending == "yaml" || ending == "yml" || ending == "json")
            {
                files.push(path);
            }
        }
    }
    files.sort();
    assert!(
        files.len() > 200,
        "the corpus has only {} documents",
        files.len()
    );
    files
}

#[test]
fn reads_the_values_that_other_readers_read() {
    let Some(corpus) = corpus() else { return };
    let mut compared = 0;
    for path in documents(&corpus) {
        let name = path
            .strip_prefix(&corpus)
            .unwrap()
            .to_string_lossy()
            .into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let (sources, outcome) = outcome(&name, text.clone());
        let ours = outcome.value.as_ref().filter(|_| !outcome.has_errors());
        if path.extension().is_some_and(|ending| ending == "json") {
            match (ours, serde_json::from_str::<serde_json::Value>(&text)) {
                (Some(document), Ok(theirs)) => {
                    assert_eq!(document.format, Format::Json, "{name}");
                    against_json(&document.root, &theirs, "")
                        .unwrap_or_else(|difference| panic!("{name}: {difference}"));
                    compared += 1;
                }
                (None, Ok(_)) => {
                    let findings = describe(&sources, &outcome.diagnostics);
                    assert!(
                        findings.contains("S0003"),
                        "only a duplicate key may set us apart: {name}: {findings}"
                    );
                }
                (Some(_), Err(error)) => panic!("{name}: we accept what is no JSON: {error}"),
                (None, Err(_)) => {}
            }
        } else {
            let theirs = serde_yaml::from_str::<serde_yaml::Value>(&text)
                .map(|mut value| value.apply_merge().map(|()| value));
            match (ours, theirs) {
                (Some(document), Ok(Ok(theirs))) => {
                    against_yaml(&document.root, &theirs, "")
                        .unwrap_or_else(|difference| panic!("{name}: {difference}"));
                    compared += 1;
                }
                (None, Ok(Ok(_))) => panic!("{name}: {}", describe(&sources, &outcome.diagnostics)),
                (Some(_), error) => {
                    panic!("{name}: we accept what the other reader refuses: {error:?}")
                }
                (None, _) => {}
            }
        }
    }
    eprintln!("compared {compared} documents");
    assert!(compared > 200);
}

#[test]
fn json_read_as_yaml_is_the_same_tree() {
    let Some(corpus) = corpus() else { return };
    for path in documents(&corpus)
        .into_iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
    {
        let text = std::fs::read_to_string(&path).unwrap();
        let (_, json) = outcome("a.json", text.clone());
        // A comment makes it YAML that is not JSON.
        let (sources, yaml) = outcome("a.yaml", format!("{text}\n# end"));
        let (Some(json), Some(yaml)) = (json.value, &yaml.value) else {
            panic!(
                "{}: {}",
                path.display(),
                describe(&sources, &yaml.diagnostics)
            )
        };
        assert_eq!((json.format, yaml.format), (Format::Json, Format::Yaml));
        assert!(
            json.root == yaml.root,
            "{} differs in a value or a place",
            path.display()
        );
    }
}

#[test]
fn every_scalar_of_the_corpus_reads_the_same_from_its_own_text() {
    let Some(corpus) = corpus() else { return };
    for path in documents(&corpus) {
        let name = path
            .strip_prefix(&corpus)
            .unwrap()
            .to_string_lossy()
            .into_owned();
        let (sources, outcome) = outcome(&name, std::fs::read(&path).unwrap());
        let Some(document) = outcome
            .value
            .filter(|_| path.metadata().unwrap().len() < 1_000_000)
        else {
            continue;
        };
        check_spans(&document.root, &sources.file(document.source).text, &name);
    }
}

fn check_spans(node: &Node, text: &str, name: &str) {
    let own = &text[node.span.start as usize..node.span.end as usize];
    match &node.value {
        Value::Array(items) => items.iter().for_each(|item| check_spans(item, text, name)),
        Value::Object(object) => {
            for entry in &object.entries {
                let key = &text[entry.key_span.start as usize..entry.key_span.end as usize];
                assert!(
                    key == entry.key || reads_as(key, &entry.key),
                    "{name}: the key {:?} stands as {key:?}",
                    entry.key
                );
                check_spans(&entry.node, text, name);
            }
        }
        Value::Null if own.is_empty() => {}
        Value::String(value) => {
            // A header such as `|2-` counts from the indentation of the parent, which the text alone does not show.
            let counted = own.starts_with(['|', '>'])
                && own
                    .lines()
                    .next()
                    .is_some_and(|header| header.contains(|char: char| char.is_ascii_digit()));
            assert!(
                counted || own == value || reads_as(own, value),
                "{name}: {value:?} stands as {own:?}"
            );
        }
        other => {
            let mut sources = specwright_diagnostics::SourceMap::default();
            let read = read(&mut sources, "part.yaml", own);
            assert_eq!(
                read.value.map(|document| document.root.value).as_ref(),
                Some(other),
                "{name}: {own:?}"
            );
        }
    }
}

fn reads_as(own: &str, value: &str) -> bool {
    let (_, outcome) = outcome("part.yaml", own);
    let Some(document) = outcome.value else {
        return value.is_empty();
    };
    // The last line of a block scalar ends with the file here, and with a line break there.
    document.root.as_str().is_some_and(|text| {
        text == value || text.trim_end_matches('\n') == value.trim_end_matches('\n')
    })
}
