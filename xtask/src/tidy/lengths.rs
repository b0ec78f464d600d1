//! How long a file may be.

use super::workspace::has_extension;
use super::{Finding, Workspace};

/// A file with more lines answers more than one question, perhaps.
const SOURCE_LINES: usize = 400;
/// A template with more lines has logic in it, or is two templates.
const TEMPLATE_LINES: usize = 80;

/// Files that are tables of data, and read like one.
const TABLES: &[&str] = &["crates/specwright-diagnostics/src/codes/"];

pub fn check(workspace: &Workspace) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in workspace.sources() {
        let lines = text.lines().count();
        if lines > SOURCE_LINES && !TABLES.iter().any(|table| path.starts_with(table)) {
            let message = format!(
                "has {lines} lines; over {SOURCE_LINES} it may answer more than one question"
            );
            findings.push(Finding::warning(path, message));
        }
    }
    let texts = workspace
        .files
        .iter()
        .filter_map(|(path, file)| Some((path.as_str(), file.text()?)));
    for (path, text) in
        texts.filter(|(path, _)| path.starts_with("templates/") && has_extension(path, "j2"))
    {
        let lines = text.lines().count();
        if lines > TEMPLATE_LINES {
            findings.push(Finding::error(
                path,
                format!("has {lines} lines, and {TEMPLATE_LINES} are the limit"),
            ));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tidy::Workspace;

    #[test]
    fn a_long_source_is_a_warning_and_a_long_template_an_error() {
        let lines = |count: usize| "x\n".repeat(count);
        let workspace = Workspace::of_files(&[
            ("crates/a/src/lib.rs", &lines(401)),
            ("crates/a/src/b.rs", &lines(400)),
            (
                "crates/specwright-diagnostics/src/codes/lint.rs",
                &lines(900),
            ),
            ("templates/README.md.j2", &lines(81)),
            ("templates/Dockerfile.j2", &lines(80)),
        ]);
        let found: Vec<(String, bool)> = check(&workspace)
            .into_iter()
            .map(|finding| (finding.place, finding.is_warning))
            .collect();
        assert_eq!(
            found,
            [
                ("crates/a/src/lib.rs".to_owned(), true),
                ("templates/README.md.j2".to_owned(), false),
            ]
        );
    }
}
