//! The renderers, against golden files; `UPDATE_GOLDEN=1` writes them anew.

use specwright_diagnostics::render::{
    Colour, SCHEMA, explain, github, human, json, sarif, summary,
};
use specwright_diagnostics::{Diagnostic, SourceId, SourceMap, Span, codes, sort_and_deduplicate};
use std::path::Path;
use std::time::{Duration, Instant};

const API: &str = "openapi: 3.0.3
info:
  title: Aufgaben für alle
  version: 1.0.0
paths:
  /tasks:
    get:
      operationId: listTasks
      responses:
        200: { description: All tasks. }
        404: { description: No such list. }
        \"200\": { description: Again. }
  /tasks/{id}:
    get:
\t      operationId: listTasks
";

#[track_caller]
fn golden(name: &str, actual: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, actual).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        actual == expected,
        "{name} differs; set UPDATE_GOLDEN=1 to accept:\n{actual}"
    );
}

fn place(sources: &SourceMap, source: SourceId, text: &str, nth: usize) -> Span {
    let (start, _) = sources
        .file(source)
        .text
        .match_indices(text)
        .nth(nth)
        .unwrap();
    Span {
        source,
        start: u32::try_from(start).unwrap(),
        end: u32::try_from(start + text.len()).unwrap(),
    }
}

/// One finding of each kind that the renderers treat in their own way.
fn findings() -> (SourceMap, Vec<Diagnostic>) {
    let mut sources = SourceMap::default();
    let database = sources.add("specs/database, v1.json", "{\n  \"tables\": []\n}\n");
    let api = sources.add("specs/openapi.yaml", API);
    let minified = sources.add(
        "specs/minified.json",
        format!(
            "{{\"a\":\"{}\",\"ключ\":1,\"b\":\"{}\"}}",
            "é".repeat(4000),
            "x".repeat(9000)
        ),
    );
    let at = |source, text, nth| place(&sources, source, text, nth);
    let mut diagnostics = vec![
        Diagnostic::new(
            &codes::DUPLICATE_KEY,
            at(api, "\"200\"", 0),
            "key `200` is given twice in one object",
            "keep one of the two, or rename one",
        )
        .with_label("given again here")
        .with_related(at(api, "200", 0), "first given here"),
        Diagnostic::new(
            &codes::UNKNOWN_ANCHOR,
            at(api, "listTasks", 1),
            "a place far from its first one",
            "rename\none of the two",
        )
        .with_related(at(api, "listTasks", 0), "first given here")
        .with_related(at(database, "\"tables\"", 0), "and in another file"),
        Diagnostic::new(
            &codes::AMBIGUOUS_NUMBER,
            at(api, "paths:\n  /tasks:\n    get:", 0),
            "a place of many lines",
            "100 % sure: check, and run again",
        ),
        Diagnostic::new(
            &codes::AMBIGUOUS_WORD,
            at(api, "für", 0),
            "a note with a control character \u{1b}[31m in it",
            "remove it",
        ),
        Diagnostic::new(
            &codes::KEY_NOT_TEXT,
            at(minified, "\"ключ\"", 0),
            "a place in a very long line",
            "break the line",
        ),
        Diagnostic::new(
            &codes::EMPTY_FILE,
            Span {
                source: api,
                start: u32::MAX,
                end: u32::MAX,
            },
            "a place at the end of the file",
            "write more",
        ),
        Diagnostic::without_place(
            &codes::FILE_TOO_LARGE,
            "a finding without a place",
            "name another file",
        ),
    ];
    sort_and_deduplicate(&mut diagnostics);
    (sources, diagnostics)
}

#[test]
fn human_shows_the_lines_of_every_place() {
    let (sources, diagnostics) = findings();
    golden("human.txt", &human(&sources, &diagnostics, Colour::Never));
}

#[test]
fn human_colours_on_request_only_and_says_the_same() {
    let (sources, diagnostics) = findings();
    let plain = human(&sources, &diagnostics, Colour::Never);
    let coloured = human(&sources, &diagnostics, Colour::Always);
    assert!(!plain.contains('\u{1b}') && coloured.contains('\u{1b}'));
    let mut stripped = String::new();
    let mut rest = coloured.as_str();
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        stripped.push_str(before);
        rest = after.split_once('m').unwrap().1;
    }
    stripped.push_str(rest);
    assert_eq!(stripped, plain);
}

#[test]
fn json_follows_its_published_schema() {
    let (sources, diagnostics) = findings();
    let schema = serde_json::from_str(SCHEMA).unwrap();
    assert!(jsonschema::meta::is_valid(&schema));
    let validator = jsonschema::validator_for(&schema).unwrap();
    for diagnostics in [&diagnostics[..], &[]] {
        let text = json(&sources, diagnostics);
        let document = serde_json::from_str(&text).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(&document)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
    golden("findings.json", &json(&sources, &diagnostics));
}

#[test]
fn json_offsets_cut_the_named_text_out_of_the_file() {
    let (sources, diagnostics) = findings();
    let document: serde_json::Value = serde_json::from_str(&json(&sources, &diagnostics)).unwrap();
    let finding = document["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .find(|finding| finding["code"] == "S0003")
        .unwrap();
    let offset = |key: &str| usize::try_from(finding["place"][key].as_u64().unwrap()).unwrap();
    assert_eq!(&API[offset("start")..offset("end")], "\"200\"");
    assert_eq!(
        (offset("line"), offset("column"), offset("endColumn")),
        (12, 9, 14)
    );
}

#[test]
fn sarif_has_what_version_2_1_0_requires() {
    let (sources, diagnostics) = findings();
    let text = sarif(&sources, &diagnostics);
    let log: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(run["results"].as_array().unwrap().len(), diagnostics.len());
    for result in run["results"].as_array().unwrap() {
        let rule = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[rule]["id"], result["ruleId"]);
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().unwrap()));
        assert!(result["message"]["text"].is_string());
        for location in result["locations"].as_array().unwrap() {
            let uri = location["physicalLocation"]["artifactLocation"]["uri"]
                .as_str()
                .unwrap();
            assert!(uri.bytes().all(|byte| byte.is_ascii_graphic()), "{uri}");
        }
    }
    golden("findings.sarif", &text);
}

#[test]
fn github_gives_one_line_a_finding() {
    let (sources, diagnostics) = findings();
    let text = github(&sources, &diagnostics);
    assert_eq!(text.lines().count(), diagnostics.len());
    golden("github.txt", &text);
}

#[test]
fn explanation_has_title_text_and_examples() {
    golden("explain.txt", &explain(&codes::DUPLICATE_KEY));
}

#[test]
fn summary_counts_in_words() {
    let (_, diagnostics) = findings();
    assert_eq!(summary(&diagnostics), "5 errors, 1 warning, 1 note");
    assert_eq!(summary(&[]), "");
}

#[test]
fn a_finding_in_a_huge_file_costs_no_copy_of_the_file() {
    let mut sources = SourceMap::default();
    let lines = sources.add(
        "lines.yaml",
        "key: a value of some length\n".repeat(400_000),
    );
    let line = sources.add("line.json", format!("[{}0]", "\"é\",".repeat(2_000_000)));
    let finding = |index: u32| {
        let source = if index.is_multiple_of(2) { lines } else { line };
        let start = index * 20_000;
        Diagnostic::new(
            &codes::DUPLICATE_KEY,
            Span {
                source,
                start,
                end: start + 3,
            },
            "key `key` is given twice",
            "rename one",
        )
        .with_related(
            Span {
                source,
                start: 5,
                end: 8,
            },
            "first given here",
        )
    };
    let diagnostics: Vec<Diagnostic> = (0..400).map(finding).collect();
    let start = Instant::now();
    let texts = [
        human(&sources, &diagnostics, Colour::Never),
        json(&sources, &diagnostics),
        sarif(&sources, &diagnostics),
        github(&sources, &diagnostics),
    ];
    // 400 findings that each walked or copied their 10 MB would take minutes in a build without optimisation.
    assert!(
        start.elapsed() < Duration::from_secs(20),
        "{:?}",
        start.elapsed()
    );
    assert!(texts.iter().all(|text| text.len() < 2_000_000));
}
