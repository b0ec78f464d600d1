//! Which crates may lift clippy's ban on files, processes, the clock and the environment (I4, `clippy.toml`).

use super::{Finding, Workspace};

/// The folders whose code may. The runtime runs inside an emitted service, not inside the tool.
const IMPURE: &[&str] = &[
    "crates/specwright-disk/",
    "crates/specwright-live/",
    "crates/specwright-runtime/",
    "crates/specwright/",
    "tests/it/",
    "xtask/",
];

const LINTS: &[&str] = &["clippy::disallowed_methods", "clippy::disallowed_types"];

pub fn check(workspace: &Workspace) -> Vec<Finding> {
    workspace
        .sources()
        .filter(|(path, _)| {
            !IMPURE.iter().any(|folder| path.starts_with(folder)) && !is_test_file(path)
        })
        .filter_map(|(path, text)| {
            // Tests read the files that they are about.
            let product = text.split("#[cfg(test)]").next().unwrap_or_default();
            let lint = LINTS.iter().find(|lint| product.contains(*lint))?;
            Some(Finding::error(
                path,
                format!("lifts `{lint}` in a crate that must be pure (I4)"),
            ))
        })
        .collect()
}

fn is_test_file(path: &str) -> bool {
    path.split('/')
        .any(|part| matches!(part, "tests" | "tests.rs" | "benches" | "examples"))
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tidy::Workspace;

    const LIFTED: &str = "#![expect(clippy::disallowed_methods, reason = \"\")]";

    #[test]
    fn only_impure_crates_and_tests_lift_the_ban() {
        let in_test = format!("fn f() {{}}\n#[cfg(test)]\nmod tests {{ {LIFTED} }}");
        let workspace = Workspace::of_files(&[
            ("crates/specwright-disk/src/lib.rs", LIFTED),
            ("crates/specwright-plan/src/lib.rs", &in_test),
            ("crates/specwright-plan/tests/corpus.rs", LIFTED),
        ]);
        assert!(check(&workspace).is_empty());
        let workspace = Workspace::of_files(&[("crates/specwright-plan/src/lib.rs", LIFTED)]);
        assert_eq!(check(&workspace).len(), 1);
    }
}
