//! The table of what is left out: one entry for a group that has no operation, or for a test that is judged otherwise.
//!
//! What was found is the machine's word, and has to be what is found today. `because` is written by hand, wherever what
//! was found does not tell by itself why the suite cannot be followed there.

use super::convert::Version;
use super::suite::Group;
use crate::golden;
use crate::pipeline::data;
use serde_json::{Map, Value, json};
use std::fs;

const FILE: &str = "json-schema/left-out.json";

/// What came of a group in one of the forms that it is written in.
pub struct Judged<'g> {
    pub group: &'g Group,
    /// None where the group has no form at all.
    pub version: Option<Version>,
    pub verdict: Verdict,
}

/// What came of the tests of a group.
pub enum Verdict {
    /// The group has no operation.
    NotTried(Reason),
    /// For each test what is wrong with the answer, if anything is.
    Tried(Vec<Option<String>>),
}

/// Why a group has no operation.
pub enum Reason {
    /// OpenAPI has no such schema, in words that need no others.
    NoForm(String),
    /// The operation is refused by this.
    Refused(String),
}

/// Something that is left out.
struct Entry {
    file: String,
    group: String,
    version: Option<String>,
    test: Option<String>,
    found: String,
    /// Whether what was found needs a reason beside it.
    is_puzzling: bool,
}

/// Holds what was judged against the table, or writes the table.
pub fn compare(judged: &[Judged<'_>]) {
    let text = fs::read_to_string(data(FILE)).unwrap_or_else(|_| "[]".to_owned());
    let table: Vec<Value> = serde_json::from_str(&text).unwrap();
    let now: Vec<Entry> = judged.iter().flat_map(entries).collect();
    say_how_many(judged);
    if golden::updates() {
        let entries: Vec<Value> = now.iter().map(|entry| entry.written(&table)).collect();
        fs::create_dir_all(data(FILE).parent().unwrap()).unwrap();
        fs::write(data(FILE), format!("{:#}\n", Value::from(entries))).unwrap();
        return;
    }
    let mut failures: Vec<String> = now.iter().filter_map(|entry| entry.fault(&table)).collect();
    let gone = table
        .iter()
        .filter(|row| !now.iter().any(|entry| entry.is(row)));
    failures.extend(gone.map(|row| format!("is judged rightly by now: {row}")));
    assert!(
        failures.is_empty(),
        "{} failures of {FILE}; UPDATE_GOLDEN=1 writes what is found today\n{}",
        failures.len(),
        failures.join("\n")
    );
}

/// The tests that are judged rightly, by the versions that they are written in.
fn say_how_many(judged: &[Judged<'_>]) {
    for version in [Some(Version::V30), Some(Version::V31), None] {
        let judged = || judged.iter().filter(|judged| judged.version == version);
        let all: usize = judged().map(|judged| judged.group.tests.len()).sum();
        let right: usize = judged()
            .map(|judged| match &judged.verdict {
                Verdict::NotTried(_) => 0,
                Verdict::Tried(answers) => answers.iter().filter(|wrong| wrong.is_none()).count(),
            })
            .sum();
        match version {
            Some(version) => {
                eprintln!("{version}: {right} of {all} tests are judged as the suite says");
            }
            None => eprintln!("no form in OpenAPI: {all} tests"),
        }
    }
}

fn entries(judged: &Judged<'_>) -> Vec<Entry> {
    let group = judged.group;
    let entry = |test: Option<&str>, found: &str, is_puzzling| Entry {
        file: group.file.clone(),
        group: group.description.clone(),
        version: judged.version.map(|version| version.to_string()),
        test: test.map(str::to_owned),
        found: found.to_owned(),
        is_puzzling,
    };
    match &judged.verdict {
        Verdict::NotTried(Reason::NoForm(reason)) => vec![entry(None, reason, false)],
        Verdict::NotTried(Reason::Refused(reason)) => vec![entry(None, reason, true)],
        Verdict::Tried(answers) => group
            .tests
            .iter()
            .zip(answers)
            .filter_map(|(test, wrong)| {
                Some(entry(Some(&test.description), wrong.as_deref()?, true))
            })
            .collect(),
    }
}

impl Entry {
    /// Whether a row of the table is about the same.
    fn is(&self, row: &Value) -> bool {
        row["file"] == self.file.as_str()
            && row["group"] == self.group.as_str()
            && row["version"].as_str() == self.version.as_deref()
            && row["test"].as_str() == self.test.as_deref()
    }

    /// What is wrong with the row of the table, if anything is.
    fn fault(&self, table: &[Value]) -> Option<String> {
        let name = format!(
            "{} / {} / {} / {}",
            self.file,
            self.group,
            self.version.as_deref().unwrap_or("no form"),
            self.test.as_deref().unwrap_or("all tests")
        );
        let Some(row) = table.iter().find(|row| self.is(row)) else {
            return Some(format!("{name} is not there: {}", self.found));
        };
        if row["found"] != self.found.as_str() {
            return Some(format!("{name} is stale, now: {}", self.found));
        }
        let is_unexplained = self.is_puzzling && row["because"].as_str().is_none_or(str::is_empty);
        is_unexplained.then(|| format!("{name} has no `because`"))
    }

    /// The row of the table, with what was written into it by hand.
    fn written(&self, table: &[Value]) -> Value {
        let mut row = Map::new();
        row.insert("file".to_owned(), json!(self.file));
        row.insert("group".to_owned(), json!(self.group));
        if let Some(version) = &self.version {
            row.insert("version".to_owned(), json!(version));
        }
        if let Some(test) = &self.test {
            row.insert("test".to_owned(), json!(test));
        }
        row.insert("found".to_owned(), json!(self.found));
        let because = table
            .iter()
            .find(|row| self.is(row))
            .and_then(|row| row.get("because").cloned());
        if self.is_puzzling {
            row.insert("because".to_owned(), because.unwrap_or_else(|| json!("")));
        }
        Value::Object(row)
    }
}
