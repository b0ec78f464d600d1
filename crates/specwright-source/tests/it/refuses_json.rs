//! What the strict reader of JSON refuses, and the place that is named.

use crate::refuses::refused;
use crate::{describe, outcome};

#[test]
fn json_that_only_others_accept() {
    refused(
        "a.json",
        "{ 'a': 1, b: 2, // comment\n \"c\": [1, ], /* x */ }",
        &[
            "S0024 1:11 \"b\" the key `b` has no quotes, which is not JSON",
            "S0024 1:17 \"// comment\" a comment is not JSON",
            "S0024 1:3 \"'a'\" single quotes are not JSON",
            "S0024 2:12 \",\" a comma before a closing bracket is not JSON",
            "S0024 2:14 \"/* x */\" a comment is not JSON",
            "S0024 2:9 \",\" a comma before a closing bracket is not JSON",
        ],
    );
}

#[test]
fn json_that_is_not_well_formed() {
    for (text, expected) in [
        (
            "{\"a\": 1 \"b\": 2}",
            "S0004 1:8 \"\" `,` was expected here",
        ),
        (
            "{\"a\" 1}",
            "S0004 1:6 \"\" `:` was expected after the key `a`",
        ),
        ("{\"a\": }", "S0004 1:7 \"}\" a value was expected here"),
        (
            "{\"a\": ",
            "S0004 1:7 \"\" the text ends where a value was expected",
        ),
        (
            "[1, 2",
            "S0004 1:6 \"\" the text ends before the `[` is closed (opened here \"[\")",
        ),
        (
            "{\"a\": [1}",
            "S0004 1:9 \"}\" `}` does not close `[` (opened here \"[\")",
        ),
        (
            "[1] [2]",
            "S0004 1:5 \"[\" text follows the end of the document",
        ),
        ("[01]", "S0004 1:2 \"01\" `01` is no number of JSON"),
        (
            "[+1, .5, 5., 0x1F]",
            "S0004 1:14 \"0x1F\" `0x1F` is no number of JSON\nS0004 1:2 \"+1\" `+1` is no number of JSON\nS0004 1:6 \".5\" `.5` is no number of JSON\nS0004 1:10 \"5.\" `5.` is no number of JSON",
        ),
        (
            "[None, True]",
            "S0004 1:2 \"None\" `None` is no value of JSON\nS0004 1:8 \"True\" `True` is no value of JSON",
        ),
        ("[text]", "S0004 1:2 \"text\" `text` is no value of JSON"),
        (
            "[\"a\nb\"]",
            "S0004 1:2 \"\\\"a\" the quoted text is not closed on its line",
        ),
        (
            "[\"a",
            "S0004 1:2 \"\\\"a\" the quoted text is never closed",
        ),
        (
            "[\"a\tb\"]",
            "S0004 1:4 \"\\t\" a tab stands in a quoted text",
        ),
        (
            "[\"\\x41\"]",
            "S0004 1:3 \"\\\\x\" the escape is none that JSON has",
        ),
        (
            "[\"\\u12\"]",
            "S0004 1:3 \"\\\\u\" four hexadecimal digits were expected after `\\u`",
        ),
        (
            "[\"\\udead\"]",
            "S0025 1:3 \"\\\\udead\" the escape `\\udead` stands for half a character",
        ),
        (
            "[\"\\ud83d\\u0041\"]",
            "S0025 1:3 \"\\\\ud83d\" the escape `\\ud83d` stands for half a character",
        ),
        ("[1,,2]", "S0004 1:4 \",\" a value was expected here"),
        (
            "{é: 1}",
            "S0004 1:2 \"é\" a key in double quotes was expected here",
        ),
        (
            "openapi: 3.0.3",
            "S0004 1:1 \"openapi\" `openapi` is no value of JSON",
        ),
        ("[1: 2]", "S0004 1:3 \":\" a `:` cannot stand here"),
    ] {
        let (sources, outcome) = outcome("a.json", text);
        let mut lines: Vec<&str> = expected.lines().collect();
        lines.sort_unstable();
        assert_eq!(
            describe(&sources, &outcome.diagnostics),
            lines.join("\n"),
            "{text:?}"
        );
    }
}
