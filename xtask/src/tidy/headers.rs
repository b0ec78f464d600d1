//! Each crate opens with what it makes of what, and its invariants; each file opens with the question it answers.

use super::{Finding, Workspace};

pub fn check(workspace: &Workspace) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in workspace.sources() {
        if !text.starts_with("//! ") {
            findings.push(Finding::error(
                path,
                "does not open with a `//!` line that says what it is about",
            ));
        }
    }
    for package in workspace
        .packages
        .iter()
        .filter(|package| !workspace.is_emitted(package))
    {
        let roots = ["src/lib.rs", "src/main.rs", "it/main.rs"]
            .map(|root| format!("{}/{root}", package.folder));
        let Some((path, text)) = roots
            .iter()
            .find_map(|root| Some((root, workspace.text(root)?)))
        else {
            findings.push(Finding::error(&package.name, "has no crate root"));
            continue;
        };
        let header: String = text
            .lines()
            .take_while(|line| line.starts_with("//!"))
            .collect();
        let first_paragraph = text
            .lines()
            .take_while(|line| line.starts_with("//! "))
            .collect::<String>();
        if !first_paragraph.contains('→') {
            findings.push(Finding::error(
                path,
                "does not open with `//! input → output`",
            ));
        }
        if package.name.starts_with("specwright") && !header.contains("**Invariant:**") {
            findings.push(Finding::error(
                path,
                "names no `**Invariant:**` in its header",
            ));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tidy::Workspace;

    fn messages(text: &str) -> Vec<String> {
        let workspace = Workspace::of_files(&[("crates/specwright-plan/src/lib.rs", text)]);
        let found = check(&workspace.with_package("specwright-plan", &[]));
        found.into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn a_root_says_what_it_makes_of_what_and_what_holds() {
        assert!(messages("//! Model → plan.\n//!\n//! **Invariant:** pure.\n").is_empty());
        assert_eq!(
            messages("//! A plan.\n//! **Invariant:** pure.\n"),
            ["does not open with `//! input → output`"]
        );
        assert_eq!(
            messages("//! Model → plan.\n"),
            ["names no `**Invariant:**` in its header"]
        );
        assert_eq!(messages("use std::fmt;\n").len(), 3);
    }

    #[test]
    fn a_package_has_a_root() {
        assert_eq!(
            check(&Workspace::default().with_package("empty", &[])).len(),
            1
        );
    }
}
