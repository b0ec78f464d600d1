//! `tests/rejects/<CODE>`: the smallest specs that a code is about, and what the tool says about them.

use crate::golden;
use crate::pipeline::{findings, folders, run};
use specwright_diagnostics::{Severity, codes};

#[test]
fn each_folder_is_reported_under_its_own_code() {
    let mut failures = Vec::new();
    let folders = folders("rejects");
    assert!(!folders.is_empty(), "tests/rejects is empty");
    for (name, folder) in folders {
        let Some(code) = codes::find(&name) else {
            failures.push(format!("{name}: there is no such code"));
            continue;
        };
        let run = run(&folder, "rejected");
        let found: Vec<_> = run
            .specs
            .diagnostics
            .iter()
            .filter(|found| found.code.id == code.id)
            .collect();
        let listing = findings(&run);
        if found.is_empty() {
            failures.push(format!("{name}: not reported; what was:\n{listing}"));
            continue;
        }
        if found.iter().any(|found| found.span.is_none()) {
            failures.push(format!("{name}: reported without a place"));
        }
        // The stage that reports the code is the last one that runs: nothing before it found an error.
        let earlier = run
            .specs
            .diagnostics
            .iter()
            .filter(|other| other.severity == Severity::Error && other.code.stage < code.stage)
            .map(|other| other.code.id);
        let earlier: Vec<&str> = earlier.collect();
        if !earlier.is_empty() {
            failures.push(format!(
                "{name}: {earlier:?} of an earlier stage are reported, too"
            ));
        }
        let is_error = found.iter().any(|found| found.severity == Severity::Error);
        if is_error && run.files.is_some() {
            failures.push(format!("{name}: an error, and yet there is output"));
        }
        failures.extend(golden::difference(&folder.join("expected.txt"), &listing));
    }
    assert!(
        failures.is_empty(),
        "{} failures\n\n{}",
        failures.len(),
        failures.join("\n\n")
    );
}
