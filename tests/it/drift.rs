//! `tests/drift/<scenario>`: what was generated last, what stands on disk, what the specs call for now, and what
//! `check` and `generate` make of it.
//!
//! A line of `scenario.txt` is `then|now generated|owned PATH TEXT`, `disk PATH TEXT`, `then|now spec TEXT`, or
//! `then|now allow CODE`; `\n` and `\r` in a text stand for line ends. What was generated last is what the manifest on disk lists.

use crate::golden;
use crate::pipeline::folders;
use specwright::output::compare;
use specwright_diagnostics::render::{self, Colour};
use specwright_diagnostics::{Diagnostic, SourceMap, Stage, codes, sort_and_deduplicate};
use specwright_fileset::{Digest, FileSet, MANIFEST_NAME, Manifest, OutputFile, RelPath};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

#[derive(Default)]
struct Scenario {
    then: FileSet,
    then_spec: Option<String>,
    then_allowed: BTreeSet<String>,
    now: FileSet,
    now_spec: Option<String>,
    now_allowed: BTreeSet<String>,
    disk: Vec<(String, String)>,
}

#[test]
fn each_scenario_is_reported_and_mended_as_it_says() {
    let mut failures = Vec::new();
    let mut reported = BTreeSet::new();
    for (name, folder) in folders("drift") {
        let scenario = parse(&fs::read_to_string(folder.join("scenario.txt")).unwrap());
        let (report, found) = play(&scenario);
        reported.extend(found);
        failures.extend(
            golden::difference(&folder.join("expected.txt"), &report)
                .map(|difference| format!("{name}: {difference}")),
        );
    }
    assert!(
        failures.is_empty(),
        "{} failures\n\n{}",
        failures.len(),
        failures.join("\n\n")
    );
    let all: BTreeSet<&str> = codes::all()
        .filter(|code| code.stage == Stage::Drift)
        .map(|code| code.id)
        .collect();
    assert_eq!(reported, all, "each code of drift has a scenario");
}

/// What both commands say, what `generate` leaves on disk, and which codes were reported.
fn play(scenario: &Scenario) -> (String, BTreeSet<&'static str>) {
    let dir = tempfile::tempdir().unwrap();
    for (path, text) in &scenario.disk {
        write(&dir.path().join(path), text);
    }
    if let Some(spec) = &scenario.then_spec {
        let manifest = Manifest {
            allowed: scenario.then_allowed.clone(),
            ..Manifest::of(digests(spec), &scenario.then)
        };
        write(&dir.path().join(MANIFEST_NAME), &manifest.to_string());
    }
    let compared = || {
        let digests = digests(scenario.now_spec.as_deref().unwrap_or_default());
        let allowed = scenario.now_allowed.clone();
        compare(dir.path(), &scenario.now, digests, allowed).unwrap()
    };
    let comparison = compared();
    let mut reported = BTreeSet::new();
    let mut report = String::new();
    for (command, writes) in [("check", false), ("generate", true)] {
        let mut sources = SourceMap::default();
        let mut findings = comparison.findings("out", writes, &mut sources);
        sort_and_deduplicate(&mut findings);
        reported.extend(findings.iter().map(|finding| finding.code.id));
        writeln!(
            report,
            "── {command} ({})\n{}",
            comparison.summary(),
            listing(&sources, &findings)
        )
        .unwrap();
    }
    comparison.write(dir.path()).unwrap();
    writeln!(report, "── on disk after generate").unwrap();
    for (path, file) in specwright_disk::read_tree(dir.path()).unwrap().iter() {
        if path.as_str() == MANIFEST_NAME {
            continue;
        }
        writeln!(report, "{path}: {:?}", file.text().unwrap()).unwrap();
    }
    let again = compared();
    let settled = if again.is_current() {
        "a second run changes nothing"
    } else {
        "a second run says the same"
    };
    assert_eq!(again.is_current(), !comparison.is_blocked());
    writeln!(report, "── {settled}").unwrap();
    (report, reported)
}

fn listing(sources: &SourceMap, findings: &[Diagnostic]) -> String {
    if findings.is_empty() {
        "no findings\n".to_owned()
    } else {
        render::human(sources, findings, Colour::Never)
    }
}

fn digests(spec: &str) -> BTreeMap<String, Digest> {
    BTreeMap::from([("api".to_owned(), Digest::of(spec.as_bytes()))])
}

fn parse(text: &str) -> Scenario {
    let mut scenario = Scenario::default();
    for line in text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        let mut rest = line;
        let mut word = || {
            let (word, after) = rest.split_once(' ').unwrap_or((rest, ""));
            rest = after;
            word
        };
        let unescaped = |text: &str| text.replace("\\r", "\r").replace("\\n", "\n");
        match (word(), word()) {
            (when @ ("then" | "now"), "spec") => {
                let spec = Some(word().to_owned());
                if when == "then" {
                    scenario.then_spec = spec;
                } else {
                    scenario.now_spec = spec;
                }
            }
            (when @ ("then" | "now"), "allow") => {
                let allowed = if when == "then" {
                    &mut scenario.then_allowed
                } else {
                    &mut scenario.now_allowed
                };
                allowed.insert(word().to_owned());
            }
            (when @ ("then" | "now"), owner @ ("generated" | "owned")) => {
                let path = RelPath::new(word()).unwrap();
                let text = unescaped(rest);
                let file = if owner == "owned" {
                    OutputFile::owned(text)
                } else {
                    OutputFile::generated(text)
                };
                let files = if when == "then" {
                    &mut scenario.then
                } else {
                    &mut scenario.now
                };
                files.insert(path, file);
            }
            ("disk", path) => {
                scenario.disk.push((path.to_owned(), unescaped(rest)));
            }
            other => panic!("{other:?} opens no line of a scenario"),
        }
    }
    scenario
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}
