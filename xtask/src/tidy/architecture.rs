//! `ARCHITECTURE.md` names every crate and no other, and stays short enough to be read.

use super::{Finding, Workspace};
use std::collections::BTreeSet;

const FILE: &str = "ARCHITECTURE.md";
const LINES: usize = 150;

pub fn check(workspace: &Workspace) -> Vec<Finding> {
    let Some(text) = workspace.text(FILE) else {
        return vec![Finding::error(FILE, "is missing")];
    };
    let mut findings = Vec::new();
    let lines = text.lines().count();
    if lines > LINES {
        findings.push(Finding::error(
            FILE,
            format!("has {lines} lines, and {LINES} are the limit"),
        ));
    }
    let crates: BTreeSet<&str> = workspace
        .packages
        .iter()
        .filter(|package| package.folder.starts_with("crates/"))
        .map(|package| package.name.as_str())
        .collect();
    let words = words(text);
    let unnamed = crates.iter().filter(|name| !words.contains(**name));
    findings.extend(
        unnamed.map(|name| Finding::error(FILE, format!("does not name the crate `{name}`"))),
    );
    let gone = words.iter().filter(|word| {
        word.strip_prefix("specwright-")
            .is_some_and(|rest| !rest.is_empty())
            && !crates.contains(**word)
    });
    findings.extend(
        gone.map(|word| Finding::error(FILE, format!("names `{word}`, which is no crate"))),
    );
    findings
}

/// The words that could be names of crates.
fn words(text: &str) -> BTreeSet<&str> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_')))
        .map(|word| word.trim_matches('-'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tidy::Workspace;

    fn messages(text: &str) -> Vec<String> {
        let workspace = Workspace::of_files(&[("ARCHITECTURE.md", text)])
            .with_package("specwright-plan", &[])
            .with_package("taskboard", &[]);
        check(&workspace)
            .into_iter()
            .map(|finding| finding.message)
            .collect()
    }

    #[test]
    fn crates_and_names_go_together() {
        assert!(messages("`specwright-plan`, crates/taskboard").is_empty());
        assert_eq!(
            messages("specwright-plan, specwright-planner"),
            [
                "does not name the crate `taskboard`",
                "names `specwright-planner`, which is no crate",
            ]
        );
    }

    #[test]
    fn it_is_short_and_it_is_there() {
        let long = format!("specwright-plan taskboard{}", "\n.".repeat(150));
        assert_eq!(messages(&long), ["has 151 lines, and 150 are the limit"]);
        assert_eq!(check(&Workspace::default()).len(), 1);
    }
}
