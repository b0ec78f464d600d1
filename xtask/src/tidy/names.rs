//! No module is called after nothing: a name says what the module knows.

use super::{Finding, Workspace};

const EMPTY: &[&str] = &[
    "common",
    "helper",
    "helpers",
    "manager",
    "misc",
    "util",
    "utilities",
    "utils",
];

pub fn check(workspace: &Workspace) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in workspace.sources() {
        let in_path = path
            .split('/')
            .map(|part| part.strip_suffix(".rs").unwrap_or(part));
        let in_text = text.lines().filter_map(declared_module);
        for name in in_path.chain(in_text).filter(|name| EMPTY.contains(name)) {
            findings.push(Finding::error(
                path,
                format!("`{name}` says nothing; name the module after what it knows"),
            ));
        }
    }
    findings
}

/// The name in `mod name;`, `pub(crate) mod name {` and the like.
fn declared_module(line: &str) -> Option<&str> {
    let (before, after) = line.trim_start().split_once("mod ")?;
    let is_declaration = before.is_empty() || (before.starts_with("pub") && before.ends_with(' '));
    is_declaration.then(|| after.trim_end_matches([';', '{', '}', ' ']))
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tidy::Workspace;

    #[test]
    fn a_module_called_after_nothing_is_an_error() {
        for (path, text) in [
            ("crates/a/src/util.rs", ""),
            ("crates/a/src/helpers/text.rs", ""),
            ("crates/a/src/lib.rs", "mod misc;"),
            ("crates/a/src/lib.rs", "    pub(crate) mod common {"),
        ] {
            assert_eq!(
                check(&Workspace::of_files(&[(path, text)])).len(),
                1,
                "{path} {text}"
            );
        }
        let fine = [(
            "crates/a/src/casing.rs",
            "mod doc_text;\n// the mod common is none\nlet utilities = 1;",
        )];
        assert!(check(&Workspace::of_files(&fine)).is_empty());
    }
}
