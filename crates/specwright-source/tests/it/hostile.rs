//! Inputs that were made to hurt: each ends quickly, with a finding.

use crate::{describe, outcome, tree};
use specwright_source::{Limits, Node, Value, read_within};
use std::time::{Duration, Instant};

#[track_caller]
fn refused_quickly(name: &str, text: impl Into<Vec<u8>>, code: &str) {
    let start = Instant::now();
    let (sources, outcome) = outcome(name, text);
    // Builds without optimisation on a busy machine need some slack; what these guard against takes minutes or all memory.
    assert!(
        start.elapsed() < Duration::from_secs(10),
        "{:?}",
        start.elapsed()
    );
    let findings = describe(&sources, &outcome.diagnostics);
    assert!(
        findings.contains(code),
        "{code}: {}",
        findings.chars().take(500).collect::<String>()
    );
    assert!(outcome.has_errors());
}

#[test]
fn bombs_of_aliases() {
    let levels = |item: &dyn Fn(usize) -> String| {
        (1..40)
            .map(|level| format!("a{level}: &a{level} {}\n", item(level - 1)))
            .collect::<String>()
    };
    refused_quickly(
        "a.yaml",
        format!(
            "a0: &a0 lol\n{}",
            levels(&|below| format!("[{}]", vec![format!("*a{below}"); 9].join(", ")))
        ),
        "S0012",
    );
    refused_quickly(
        "a.yaml",
        format!(
            "a0: &a0 {{x: 1}}\n{}",
            levels(&|below| format!("{{a: *a{below}, b: *a{below}}}"))
        ),
        "S0012",
    );
    let text = "x".repeat(1 << 20);
    refused_quickly(
        "a.yaml",
        format!("a: &a \"{text}\"\nb: [{}]\n", vec!["*a"; 1000].join(", ")),
        "S0012",
    );
    let keys: String = (0..10_000)
        .map(|number| format!("  key{number}: value\n"))
        .collect();
    let merges: String = (0..1000)
        .map(|number| format!("m{number}: {{<<: *a}}\n"))
        .collect();
    refused_quickly("a.yaml", format!("a: &a\n{keys}{merges}"), "S0012");
}

#[test]
fn chains_of_aliases_that_only_add_depth() {
    let chain: String = (1..1000)
        .map(|level| format!("a{level}: &a{level} [*a{}]\n", level - 1))
        .collect();
    refused_quickly("a.yaml", format!("a0: &a0 [1]\n{chain}"), "S0011");
}

#[test]
fn anchors_inside_anchors() {
    let nested = format!("{}1{}", "&x [".repeat(100), "]".repeat(100));
    assert!(matches!(tree("a.yaml", &nested).value, Value::Array(_)));
    let wide: String = (0..100_000)
        .map(|number| format!("k{number}: &a [1]\n"))
        .collect();
    assert_eq!(
        tree("a.yaml", &format!("{wide}last: *a\n"))
            .pointer("/last/0")
            .and_then(Node::as_number)
            .and_then(specwright_source::Number::as_i64),
        Some(1)
    );
}

#[test]
fn a_large_value_may_be_anchored_if_no_alias_asks_for_it() {
    let limits = Limits {
        copied: 1000,
        ..Limits::default()
    };
    let text = format!("a: &a [{}]\nb: &b 1\nc: *b\n", vec!["1"; 1000].join(", "));
    let read = |text: &str| {
        read_within(
            &mut specwright_diagnostics::SourceMap::default(),
            "a.yaml",
            text,
            &limits,
        )
    };
    assert!(!read(&text).has_errors());
    assert!(read(&format!("{text}d: *a\n")).has_errors());
}

#[test]
fn nesting_of_100_000_levels() {
    for name in ["a.yaml", "a.json"] {
        refused_quickly(name, "[".repeat(100_000), "S0011");
        refused_quickly(
            name,
            format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)),
            "S0011",
        );
        refused_quickly(name, "{\"a\":".repeat(100_000), "S0011");
    }
    refused_quickly("a.yaml", "- ".repeat(100_000), "S0011");
    refused_quickly("a.yaml", "[\n".repeat(100_000), "S0011");
    refused_quickly("a.yaml", "{a: ".repeat(100_000), "S0011");
    let staircase: String = (0..3000)
        .map(|level| format!("{}k:\n", " ".repeat(level)))
        .collect();
    refused_quickly("a.yaml", staircase, "S0011");
}

#[test]
fn megabytes_of_one_character() {
    const LARGE: usize = 10 << 20;
    const SIZE: usize = 2 << 20;
    refused_quickly("a.json", "[".repeat(LARGE), "S0011");
    refused_quickly("a.yaml", "[".repeat(LARGE), "S0011");
    for (sign, code) in [
        ("\"", "S0002"),
        ("'x", "S0002"),
        ("*", "S0013"),
        ("&", "S0001"),
        ("!", "S0002"),
        ("|", "S0002"),
        ("\t", "S0001"),
        ("#", "S0001"),
        ("\n", "S0001"),
        ("? ", "S0011"),
        (": ", "S0016"),
        ("a: ", "S0002"),
        ("{", "S0011"),
        ("]", "S0002"),
        (",", "S0002"),
        ("%", "S0002"),
        ("---\n", "S0019"),
    ] {
        refused_quickly("a.yaml", sign.repeat(SIZE / sign.len()), code);
    }
    for (sign, code) in [
        ("\\", "S0004"),
        ("/*", "S0024"),
        ("'", "S0024"),
        ("//\n", "S0024"),
        ("-", "S0004"),
        ("a", "S0004"),
    ] {
        refused_quickly("a.json", sign.repeat(SIZE / sign.len()), code);
    }
    refused_quickly("a.json", format!("\"{}", "\\".repeat(SIZE)), "S0004");
    refused_quickly("a.json", format!("\"{}", "\\u".repeat(SIZE)), "S0004");
    refused_quickly(
        "a.json",
        format!("[{}", "\"\\ud800\",".repeat(SIZE / 9)),
        "S0025",
    );
    refused_quickly("a.json", format!("[{}", "1 ".repeat(SIZE / 8)), "S0004");
}

#[test]
fn more_values_than_a_description_has() {
    for (name, text) in [
        ("a.json", "[1,2,{\"a\":3,\"b\":4},5]"),
        ("a.yaml", "[1, 2, {a: 3, b: 4}, 5]"),
    ] {
        let read = |values| {
            let limits = Limits {
                values,
                ..Limits::default()
            };
            read_within(
                &mut specwright_diagnostics::SourceMap::default(),
                name,
                text,
                &limits,
            )
        };
        assert!(!read(7).has_errors(), "{name}");
        assert_eq!(
            read(6).diagnostics[0].code,
            &specwright_diagnostics::codes::FILE_TOO_LARGE,
            "{name}"
        );
    }
}

#[test]
fn objects_with_very_many_keys() {
    let keys: String = (0..200_000)
        .map(|number| format!("key{number}: {number}\n"))
        .collect();
    let start = Instant::now();
    let root = tree("a.yaml", &keys);
    let object = root.as_object().unwrap();
    assert!(
        (0..200_000)
            .step_by(7)
            .all(|number| object.get(&format!("key{number}")).is_some())
    );
    assert!(
        start.elapsed() < Duration::from_secs(10),
        "{:?}",
        start.elapsed()
    );
    refused_quickly("a.yaml", "a: 1\n".repeat(200_000), "S0026");
}
