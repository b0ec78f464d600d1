//! What the package of a service may be called.

/// A name for a crate, made of a title: `Task board (v2)` is `task-board-v2`.
pub(crate) fn slug(title: &str) -> Option<String> {
    let words: Vec<String> = title
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    let name = words.join("-");
    let name = name.trim_start_matches(|c: char| !c.is_ascii_lowercase());
    is_crate_name(name).then(|| name.to_owned())
}

/// Whether Cargo and Rust take the name for a package with a library.
pub(crate) fn is_crate_name(name: &str) -> bool {
    /// Keywords, and the crates that come with Rust or that the output itself uses.
    const TAKEN: &[&str] = &[
        "abstract",
        "alloc",
        "as",
        "async",
        "await",
        "become",
        "box",
        "break",
        "build",
        "const",
        "continue",
        "core",
        "crate",
        "deps",
        "do",
        "dyn",
        "else",
        "enum",
        "examples",
        "extern",
        "false",
        "final",
        "fn",
        "for",
        "gen",
        "if",
        "impl",
        "in",
        "incremental",
        "let",
        "loop",
        "macro",
        "match",
        "mod",
        "move",
        "mut",
        "override",
        "priv",
        "proc-macro",
        "pub",
        "ref",
        "return",
        "runtime",
        "self",
        "specwright-runtime",
        "static",
        "std",
        "struct",
        "super",
        "test",
        "tests",
        "trait",
        "true",
        "try",
        "type",
        "typeof",
        "unsafe",
        "unsized",
        "use",
        "virtual",
        "where",
        "while",
        "yield",
    ];
    let well_formed = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_'))
        && name.len() <= 64;
    well_formed && !TAKEN.contains(&name.replace('_', "-").as_str())
}

#[cfg(test)]
mod tests {
    use super::{is_crate_name, slug};

    #[test]
    fn a_title_becomes_a_name_or_nothing() {
        assert_eq!(slug("Task board").as_deref(), Some("task-board"));
        assert_eq!(
            slug("  GitHub v3 REST API (2022-11-28)").as_deref(),
            Some("github-v3-rest-api-2022-11-28")
        );
        assert_eq!(slug("3rd Party").as_deref(), Some("rd-party"));
        for title in ["", "課題", "42", "std", "Type"] {
            assert_eq!(slug(title), None, "{title}");
        }
    }

    #[test]
    fn a_name_is_one_that_cargo_takes() {
        assert!(is_crate_name("taskboard") && is_crate_name("task_board2"));
        for name in [
            "",
            "Task",
            "2tasks",
            "-a",
            "a/b",
            "../a",
            "a b",
            "proc_macro",
            "é",
            &"a".repeat(65),
        ] {
            assert!(!is_crate_name(name), "{name}");
        }
    }
}
