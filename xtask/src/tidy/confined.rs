//! Which third-party crate may be named where (I3).

use super::{Finding, Workspace};

/// The owners of a third-party crate, without the prefix `specwright-`; and whether tests anywhere may use it, too.
struct Confined {
    name: &'static str,
    owners: &'static [&'static str],
    tests: bool,
}

const fn only(name: &'static str, owners: &'static [&'static str]) -> Confined {
    Confined {
        name,
        owners,
        tests: false,
    }
}

const fn outside_tests(name: &'static str, owners: &'static [&'static str]) -> Confined {
    Confined {
        name,
        owners,
        tests: true,
    }
}

const SERVICE: &[&str] = &["runtime", "live"];

const CONFINED: &[Confined] = &[
    only("annotate-snippets", &["diagnostics"]),
    only("granit-parser", &["source", "runtime"]),
    only("openapiv3", &["openapi"]),
    only("serde_json_path", &["openapi"]),
    only("yaml_serde", &["source", "openapi"]),
    only("heck", &["plan"]),
    only("minijinja", &["emit"]),
    only("prettyplease", &["emit"]),
    only("quote", &["emit"]),
    only("sea-query", &["emit"]),
    outside_tests("syn", &["emit", "verify"]),
    outside_tests("proc-macro2", &["emit", "verify"]),
    only("similar", &["drift"]),
    only("walkdir", &["disk"]),
    outside_tests("tempfile", &["live"]),
    only("clap", &["specwright", "xtask"]),
    only("include_dir", &["specwright"]),
    only("mimalloc", &["specwright"]),
    only("ureq", &["live"]),
    only("axum", SERVICE),
    only("tower", SERVICE),
    only("tower-http", SERVICE),
    only("tokio", SERVICE),
    only("rusqlite", SERVICE),
    only("tokio-postgres", SERVICE),
    only("deadpool-postgres", SERVICE),
    only("jiter", SERVICE),
    only("chrono", SERVICE),
    outside_tests("fancy-regex", SERVICE),
    outside_tests("regex", SERVICE),
];

pub fn check(workspace: &Workspace) -> Vec<Finding> {
    let mut findings = Vec::new();
    for package in &workspace.packages {
        let name = package
            .name
            .strip_prefix("specwright-")
            .unwrap_or(&package.name);
        for dependency in &package.dependencies {
            let Some(confined) = CONFINED
                .iter()
                .find(|confined| confined.name == dependency.name)
            else {
                continue;
            };
            let is_free = confined.owners.contains(&name) || (confined.tests && dependency.is_dev);
            if !is_free {
                let message = format!(
                    "must not use `{}`, which belongs to {} (the table of `xtask/src/tidy/confined.rs`)",
                    confined.name,
                    confined.owners.join(" and "),
                );
                findings.push(Finding::error(&package.name, message));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tidy::Workspace;

    #[test]
    fn a_confined_crate_outside_its_owner_is_an_error() {
        let workspace =
            |name, dependencies: &[&str]| Workspace::default().with_package(name, dependencies);
        assert!(check(&workspace("specwright-emit", &["quote", "syn", "serde"])).is_empty());
        assert!(check(&workspace("specwright-disk", &["walkdir", "dev:tempfile"])).is_empty());
        let found = check(&workspace("specwright-verify", &["quote"]));
        assert_eq!(found.len(), 1);
        assert!(
            found[0].message.contains("`quote`, which belongs to emit"),
            "{found:?}"
        );
        assert_eq!(
            check(&workspace("specwright-plan", &["dev:quote"])).len(),
            1,
            "not in tests either"
        );
        assert_eq!(
            check(&workspace("specwright-disk", &["tempfile"])).len(),
            1,
            "in tests alone"
        );
    }
}
