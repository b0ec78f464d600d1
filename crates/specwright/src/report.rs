//! What `verify` proved, by which means, and what it did not look at.

use crate::pipeline::Specs;
use serde_json::{Map, Value, json};
use specwright_diagnostics::render;
use std::fmt::Write;

/// The version of the report's shape. A new key keeps it; a changed or removed one raises it.
const VERSION: u32 = 1;

/// The claims of a run.
#[derive(Debug)]
pub(crate) struct Report {
    name: String,
    looked_at: Vec<Claim>,
    not_tested: Vec<Claim>,
}

/// A sentence about the output, and how it was looked at, or why it was not.
#[derive(Debug)]
struct Claim {
    sentence: String,
    note: String,
    /// How many findings contradict it.
    findings: usize,
}

impl Report {
    pub(crate) fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            looked_at: Vec::new(),
            not_tested: Vec::new(),
        }
    }

    /// The claim was looked at by these means, and so many findings contradict it.
    pub(crate) fn looked_at(
        &mut self,
        claim: impl Into<String>,
        means: impl Into<String>,
        findings: usize,
    ) {
        self.looked_at.push(Claim {
            sentence: claim.into(),
            note: means.into(),
            findings,
        });
    }

    /// The claim was not looked at.
    pub(crate) fn not_tested(&mut self, claim: impl Into<String>, reason: impl Into<String>) {
        self.not_tested.push(Claim {
            sentence: claim.into(),
            note: reason.into(),
            findings: 0,
        });
    }

    /// For a person.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        for Claim {
            sentence,
            note,
            findings,
        } in &self.looked_at
        {
            let verdict = if *findings == 0 {
                "proved    "
            } else {
                "refuted   "
            };
            // Writing to a `String` cannot fail.
            let _ = writeln!(text, "{verdict} {sentence} ({note})");
        }
        for Claim { sentence, note, .. } in &self.not_tested {
            let _ = writeln!(text, "not tested {sentence} ({note})");
        }
        text
    }

    /// For a program.
    pub(crate) fn document(&self) -> Map<String, Value> {
        let claim = |claim: &Claim| json!({"claim": claim.sentence, "means": claim.note});
        let looked_at = |holds: bool| -> Vec<Value> {
            self.looked_at
                .iter()
                .filter(|claim| (claim.findings == 0) == holds)
                .map(claim)
                .collect()
        };
        let not_tested: Vec<Value> = self
            .not_tested
            .iter()
            .map(|claim| json!({"claim": claim.sentence, "reason": claim.note}))
            .collect();
        let mut document = Map::new();
        document.insert("version".to_owned(), json!(VERSION));
        document.insert("name".to_owned(), json!(self.name));
        document.insert("proved".to_owned(), json!(looked_at(true)));
        document.insert("refuted".to_owned(), json!(looked_at(false)));
        document.insert("notTested".to_owned(), json!(not_tested));
        document
    }

    /// The document with the findings, as it is written to a file.
    pub(crate) fn json(&self, specs: &Specs) -> String {
        let mut document = self.document();
        let findings = serde_json::from_str(&render::json(&specs.sources, &specs.diagnostics));
        document.insert(
            "findings".to_owned(),
            findings.expect("the findings are rendered as JSON"),
        );
        format!("{:#}\n", Value::Object(document))
    }
}

#[cfg(test)]
mod tests {
    use super::Report;
    use serde_json::json;

    #[test]
    fn a_report_says_what_was_proved_refuted_and_not_tested() {
        let mut report = Report::new("tasks");
        report.looked_at("routes are kept", "read back", 0);
        report.looked_at("tables are kept", "the catalogue", 2);
        report.not_tested("it compiles", "pass --build");
        assert_eq!(
            report.text(),
            "proved     routes are kept (read back)\n\
             refuted    tables are kept (the catalogue)\n\
             not tested it compiles (pass --build)\n"
        );
        let document = report.document();
        assert_eq!(
            document["proved"],
            json!([{"claim": "routes are kept", "means": "read back"}])
        );
        assert_eq!(
            document["refuted"],
            json!([{"claim": "tables are kept", "means": "the catalogue"}])
        );
        assert_eq!(
            document["notTested"],
            json!([{"claim": "it compiles", "reason": "pass --build"}])
        );
    }
}
