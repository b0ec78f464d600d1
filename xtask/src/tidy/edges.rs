//! Which crate of the workspace may use which (I1, I2): a literal table, so that a new arrow is a visible line of a diff.

use super::{Finding, Workspace};

/// The allowed arrows. The prefix `specwright-` is left out.
const EDGES: &[(&str, &[&str])] = &[
    ("diagnostics", &[]),
    ("fileset", &[]),
    ("parallel", &[]),
    ("pattern", &[]),
    ("source", &["diagnostics"]),
    ("openapi", &["diagnostics", "source"]),
    ("dbschema", &["diagnostics", "source"]),
    ("model", &["diagnostics"]),
    (
        "lint",
        &["dbschema", "diagnostics", "openapi", "pattern", "source"],
    ),
    (
        "lower",
        &[
            "dbschema",
            "diagnostics",
            "model",
            "openapi",
            "pattern",
            "source",
        ],
    ),
    ("plan", &["diagnostics", "model"]),
    ("emit", &["fileset", "parallel", "plan"]),
    (
        "verify",
        &[
            "dbschema",
            "diagnostics",
            "fileset",
            "openapi",
            "parallel",
            "source",
        ],
    ),
    (
        "live",
        &[
            "dbschema",
            "diagnostics",
            "fileset",
            "openapi",
            "pattern",
            "source",
        ],
    ),
    ("drift", &["diagnostics", "fileset"]),
    ("disk", &["diagnostics", "fileset", "parallel"]),
    ("runtime", &["pattern"]),
    (
        "specwright",
        &[
            "dbschema",
            "diagnostics",
            "disk",
            "drift",
            "emit",
            "fileset",
            "lint",
            "live",
            "lower",
            "model",
            "openapi",
            "plan",
            "source",
            "verify",
        ],
    ),
    (
        "xtask",
        &["diagnostics", "disk", "fileset", "source", "specwright"],
    ),
    // The harness may look at every stage.
    (
        "tests",
        &[
            "dbschema",
            "diagnostics",
            "disk",
            "drift",
            "emit",
            "fileset",
            "lint",
            "live",
            "lower",
            "model",
            "openapi",
            "plan",
            "runtime",
            "source",
            "specwright",
            "verify",
        ],
    ),
];

/// Arrows that only tests and benchmarks may draw, beside those of [`EDGES`].
const TEST_EDGES: &[(&str, &[&str])] = &[
    // The stages in the middle are tested on specs, which the readers read.
    ("lower", &["openapi", "dbschema", "source"]),
    ("plan", &["dbschema", "lower", "openapi", "source"]),
    (
        "emit",
        &[
            "dbschema",
            "diagnostics",
            "live",
            "lower",
            "model",
            "openapi",
            "source",
        ],
    ),
];

/// What an emitted crate may use.
const EMITTED: &[&str] = &["runtime"];

pub fn check(workspace: &Workspace) -> Vec<Finding> {
    let members: Vec<&str> = workspace
        .packages
        .iter()
        .map(|package| short(&package.name))
        .collect();
    let mut findings = Vec::new();
    for package in &workspace.packages {
        let name = short(&package.name);
        let allowed = if workspace.is_emitted(package) {
            Some(EMITTED)
        } else {
            row(EDGES, name)
        };
        let Some(allowed) = allowed else {
            findings.push(Finding::error(
                &package.name,
                "is not in the table of `xtask/src/tidy/edges.rs`; add its row",
            ));
            continue;
        };
        let in_tests = row(TEST_EDGES, name).unwrap_or_default();
        for dependency in &package.dependencies {
            let target = short(&dependency.name);
            let is_allowed =
                allowed.contains(&target) || (dependency.is_dev && in_tests.contains(&target));
            if members.contains(&target) && !is_allowed {
                let message = format!(
                    "must not depend on `{}` (the table of `xtask/src/tidy/edges.rs`)",
                    dependency.name
                );
                findings.push(Finding::error(&package.name, message));
            }
        }
    }
    let missing = EDGES.iter().filter(|(name, _)| !members.contains(name));
    findings.extend(missing.map(|(name, _)| {
        Finding::error(
            *name,
            "stands in the table of `xtask/src/tidy/edges.rs` and is no crate; remove its row",
        )
    }));
    findings
}

fn short(name: &str) -> &str {
    name.strip_prefix("specwright-").unwrap_or(name)
}

fn row(table: &[(&str, &'static [&'static str])], name: &str) -> Option<&'static [&'static str]> {
    table
        .iter()
        .find(|(row, _)| *row == name)
        .map(|(_, targets)| *targets)
}

#[cfg(test)]
mod tests {
    use super::{EDGES, check};
    use crate::tidy::Workspace;

    /// A workspace with every crate of the table, in which one package has these dependencies.
    fn workspace(changed: &str, dependencies: &[&str]) -> Workspace {
        EDGES.iter().fold(
            Workspace::of_files(&[("crates/shop/specwright.lock", "")]),
            |workspace, (name, _)| {
                let name = if matches!(*name, "specwright" | "xtask" | "tests") {
                    (*name).to_owned()
                } else {
                    format!("specwright-{name}")
                };
                let dependencies = if name == changed { dependencies } else { &[] };
                workspace.with_package(&name, dependencies)
            },
        )
    }

    fn messages(workspace: &Workspace) -> Vec<String> {
        check(workspace).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn an_arrow_outside_the_table_is_an_error() {
        assert!(
            messages(&workspace(
                "specwright-verify",
                &["specwright-fileset", "syn"]
            ))
            .is_empty()
        );
        let found = messages(&workspace("specwright-verify", &["specwright-model"]));
        assert_eq!(found.len(), 1);
        assert!(
            found[0].contains("specwright-verify: must not depend on `specwright-model`"),
            "{found:?}"
        );
    }

    #[test]
    fn an_arrow_of_tests_is_allowed_to_tests_alone() {
        assert!(messages(&workspace("specwright-emit", &["dev:specwright-lower"])).is_empty());
        assert_eq!(
            messages(&workspace("specwright-emit", &["specwright-lower"])).len(),
            1
        );
        assert_eq!(
            messages(&workspace("specwright-verify", &["dev:specwright-emit"])).len(),
            1
        );
    }

    #[test]
    fn crates_and_rows_go_together() {
        let found = messages(&workspace("", &[]).with_package("specwright-new", &[]));
        assert!(
            found[0].contains("specwright-new: is not in the table"),
            "{found:?}"
        );
        assert_eq!(check(&Workspace::default()).len(), EDGES.len());
    }

    #[test]
    fn an_emitted_crate_uses_the_runtime_alone() {
        assert!(
            messages(&workspace("", &[]).with_package("shop", &["specwright-runtime"])).is_empty()
        );
        assert_eq!(
            messages(&workspace("", &[]).with_package("shop", &["specwright-plan"])).len(),
            1
        );
    }
}
