//! The invariants of this repository that no compiler checks, as rules over its files and `cargo metadata`.
//!
//! A rule is one file: what it demands, as literal tables where possible, and a test with an input that violates it.

mod architecture;
mod codes;
mod confined;
mod edges;
mod evidence;
mod headers;
mod impure;
mod lengths;
mod names;
mod workspace;

use std::fmt;
use workspace::Workspace;

/// Something that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file or crate.
    pub place: String,
    /// What is wrong and what to do.
    pub message: String,
    /// Whether it only deserves a look.
    pub is_warning: bool,
}

/// A rule: its name, and the check.
type Rule = (&'static str, fn(&Workspace) -> Vec<Finding>);

const RULES: &[Rule] = &[
    ("edges", edges::check),
    ("confined", confined::check),
    ("impure", impure::check),
    ("codes", codes::check),
    ("architecture", architecture::check),
    ("evidence", evidence::check),
    ("headers", headers::check),
    ("names", names::check),
    ("lengths", lengths::check),
];

/// All findings of all rules about the repository at this root, in the order of the rules.
pub fn findings(root: &std::path::Path) -> Result<Vec<(&'static str, Finding)>, String> {
    let workspace = Workspace::read(root)?;
    let found = |&(name, check): &Rule| {
        let mut findings = check(&workspace);
        findings.sort();
        findings.into_iter().map(move |finding| (name, finding))
    };
    Ok(RULES.iter().flat_map(found).collect())
}

impl Finding {
    fn error(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            place: place.into(),
            message: message.into(),
            is_warning: false,
        }
    }

    fn warning(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            place: place.into(),
            message: message.into(),
            is_warning: true,
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let level = if self.is_warning { "warning" } else { "error" };
        write!(f, "{level}: {}: {}", self.place, self.message)
    }
}

#[cfg(test)]
mod tests {
    use super::findings;
    use std::path::Path;

    #[test]
    fn this_repository_is_tidy() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .expect("xtask lies in the workspace");
        let errors: Vec<String> = findings(root)
            .expect("the repository can be read")
            .into_iter()
            .filter(|(_, finding)| !finding.is_warning)
            .map(|(rule, finding)| format!("{finding} [{rule}]"))
            .collect();
        assert!(errors.is_empty(), "\n{}", errors.join("\n"));
    }
}
