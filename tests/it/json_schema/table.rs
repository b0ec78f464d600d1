//! The table of what is left out: one entry for a group that has no operation, or for a test that is judged otherwise.
//!
//! What was found is the machine's word, and has to be what is found today. `because` is written by hand, wherever what
//! was found does not tell by itself why the suite cannot be followed there.

use super::suite::Group;
use crate::golden;
use crate::pipeline::data;
use serde_json::{Map, Value, json};
use std::fs;

const FILE: &str = "json-schema/left-out.json";

/// What came of the tests of a group.
pub enum Judged {
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
    test: Option<String>,
    found: String,
    /// Whether what was found needs a reason beside it.
    is_puzzling: bool,
}

/// Holds what was judged against the table, or writes the table.
pub fn compare(groups: &[Group], judged: &[Judged]) {
    let text = fs::read_to_string(data(FILE)).unwrap_or_else(|_| "[]".to_owned());
    let table: Vec<Value> = serde_json::from_str(&text).unwrap();
    let now: Vec<Entry> = groups
        .iter()
        .zip(judged)
        .flat_map(|(group, judged)| entries(group, judged))
        .collect();
    let all: usize = groups.iter().map(|group| group.tests.len()).sum();
    let left_out: usize = groups
        .iter()
        .zip(judged)
        .map(|(group, judged)| match judged {
            Judged::NotTried(_) => group.tests.len(),
            Judged::Tried(answers) => answers.iter().flatten().count(),
        })
        .sum();
    eprintln!(
        "JSON Schema Test Suite: {} of {all} tests are judged as it says",
        all - left_out
    );
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

fn entries(group: &Group, judged: &Judged) -> Vec<Entry> {
    let entry = |test: Option<&str>, found: &str, is_puzzling| Entry {
        file: group.file.clone(),
        group: group.description.clone(),
        test: test.map(str::to_owned),
        found: found.to_owned(),
        is_puzzling,
    };
    match judged {
        Judged::NotTried(Reason::NoForm(reason)) => vec![entry(None, reason, false)],
        Judged::NotTried(Reason::Refused(reason)) => vec![entry(None, reason, true)],
        Judged::Tried(answers) => group
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
            && row["test"].as_str() == self.test.as_deref()
    }

    /// What is wrong with the row of the table, if anything is.
    fn fault(&self, table: &[Value]) -> Option<String> {
        let name = format!(
            "{} / {} / {}",
            self.file,
            self.group,
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
