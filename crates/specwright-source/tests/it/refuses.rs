//! What is refused, and the place that is named.

use crate::{describe, outcome};
use specwright_diagnostics::{SourceMap, codes};
use specwright_source::{Limits, read_within};

#[track_caller]
pub fn refused(name: &str, bytes: impl Into<Vec<u8>>, expected: &[&str]) {
    let (sources, outcome) = outcome(name, bytes);
    assert_eq!(
        describe(&sources, &outcome.diagnostics),
        expected.join("\n")
    );
    assert!(outcome.has_errors());
    assert!(
        outcome
            .diagnostics
            .iter()
            .all(|diagnostic| !diagnostic.help.is_empty())
    );
}

#[test]
fn files_without_a_value() {
    for text in ["", "\n \n"] {
        refused("a.yaml", text, &["S0001 1:1 \"\" the file is empty"]);
        refused("a.json", text, &["S0001 1:1 \"\" the file is empty"]);
    }
    for text in ["# only a comment\n", "---\n", "---\n...\n"] {
        refused(
            "a.yaml",
            text,
            &["S0001 1:1 \"\" the file holds comments or markers, but no value"],
        );
    }
}

#[test]
fn bytes_that_are_no_text() {
    refused(
        "a.yaml",
        b"a: Stra\xdfe\n".to_vec(),
        &["S0005 1:8 \"\u{fffd}\" the byte 0xdf is not UTF-8"],
    );
    refused(
        "a.yaml",
        b"\xff\xfea\0:\0".to_vec(),
        &["S0006 1:1 \"\" the file is UTF-16 (little endian), not UTF-8"],
    );
    refused(
        "a.json",
        b"\0{\0}".to_vec(),
        &["S0006 1:1 \"\" the file is UTF-16 (big endian), not UTF-8"],
    );
    refused(
        "a.json",
        b"\xff\xfe\0\0{\0\0\0".to_vec(),
        &["S0006 1:1 \"\" the file is UTF-32 (little endian), not UTF-8"],
    );
    refused(
        "a.yaml",
        b"\x1f\x8b\x08\0".to_vec(),
        &["S0007 1:1 \"\" the file is a gzip archive, not text"],
    );
    refused(
        "a.yaml",
        b"abc\0\0\0\x01".to_vec(),
        &["S0007 1:1 \"\" the file is binary data, not text: it holds NUL bytes"],
    );
    refused(
        "a.yaml",
        "a: x\u{1f}y\n",
        &["S0010 1:5 \"\\u{1f}\" the text holds the control character U+001F"],
    );
}

#[test]
fn files_beyond_the_limit() {
    let mut sources = SourceMap::default();
    let limits = Limits {
        bytes: 10,
        ..Limits::default()
    };
    let outcome = read_within(&mut sources, "a.yaml", "a: 12345678", &limits);
    assert_eq!(
        describe(&sources, &outcome.diagnostics),
        "S0008 1:1 \"\" the file has 11 bytes and the limit is 10 bytes"
    );
    assert!(outcome.value.is_none());
    assert!(
        sources
            .file(outcome.diagnostics[0].span.unwrap().source)
            .text
            .is_empty(),
        "the text is not kept"
    );
    let large = crate::outcome("a.yaml", vec![b' '; (64 << 20) + 1]).1;
    assert_eq!(large.diagnostics[0].code, &codes::FILE_TOO_LARGE);
}

#[test]
fn keys_that_are_given_twice() {
    for name in ["a.yaml", "a.json"] {
        refused(
            name,
            "{\"a\": 1,\n \"b\": 2,\n \"a\": 3}",
            &[
                "S0003 3:2 \"\\\"a\\\"\" key `a` is given twice in one object (first given here \"\\\"a\\\"\")",
            ],
        );
    }
    refused(
        "a.yaml",
        "200: a\n\"200\": b\n",
        &[
            "S0003 2:1 \"\\\"200\\\"\" key `200` is given twice in one object (first given here \"200\")",
        ],
    );
    refused(
        "a.yaml",
        "a: &a {x: 1}\nb:\n  <<: *a\n  <<: *a\n",
        &["S0003 4:3 \"<<\" key `<<` is given twice in one object (first given here \"<<\")"],
    );
    let many: String = (0..40).map(|number| format!("k{number}: 1\n")).collect();
    refused(
        "a.yaml",
        format!("{many}k7: 2\nk7: 3\n"),
        &[
            "S0003 41:1 \"k7\" key `k7` is given twice in one object (first given here \"k7\")",
            "S0003 42:1 \"k7\" key `k7` is given twice in one object (first given here \"k7\")",
        ],
    );
}

#[test]
fn keys_that_are_no_text() {
    refused(
        "a.yaml",
        "~: 1\n",
        &["S0016 1:1 \"~\" a key is a text, not null"],
    );
    refused(
        "a.yaml",
        ": 1\n",
        &["S0016 1:1 \"\" a key is a text, not null"],
    );
    refused(
        "a.yaml",
        "a: {{ name }}\n",
        &["S0016 1:5 \"{ name }\" a key is a text, not an object"],
    );
    refused(
        "a.yaml",
        "? [a, b]\n: 1\nc: 2\n",
        &["S0016 1:3 \"[a, b]\" a key is a text, not an array"],
    );
    refused(
        "a.yaml",
        "a: &a [1]\nb: {*a : 1}\n",
        &["S0016 1:7 \"[1]\" a key is a text, not an array"],
    );
}

#[test]
fn aliases_without_a_meaning() {
    refused(
        "a.yaml",
        "a: *b\nb: &b 1\n",
        &["S0013 1:4 \"*b\" the alias `*b` has no anchor `&b` before it"],
    );
    refused(
        "a.yaml",
        "accept: */*\n",
        &["S0013 1:9 \"*/*\" the alias `*/*` has no anchor `&/*` before it"],
    );
    refused(
        "a.yaml",
        "a: &a\n  b: *a\n",
        &["S0014 2:6 \"*a\" the alias `*a` refers to the value that contains it"],
    );
    refused(
        "a.yaml",
        "a: &a [*a, *a]\n",
        &[
            "S0014 1:12 \"*a\" the alias `*a` refers to the value that contains it",
            "S0014 1:8 \"*a\" the alias `*a` refers to the value that contains it",
        ],
    );
    refused(
        "a.yaml",
        "a: 1\n<<: *x\n",
        &[
            "S0013 2:5 \"*x\" the alias `*x` has no anchor `&x` before it",
            "S0015 2:1 \"<<\" the merge key `<<` takes an object or a list of objects, not null (this is null \"*x\")",
        ],
    );
}

#[test]
fn merges_of_what_has_no_entries() {
    refused(
        "a.yaml",
        "<<: 1\n",
        &[
            "S0015 1:1 \"<<\" the merge key `<<` takes an object or a list of objects, not a number (this is a number \"1\")",
        ],
    );
    refused(
        "a.yaml",
        "a: &a {}\nb: {<<: [*a, x]}\n",
        &[
            "S0015 2:5 \"<<\" the merge key `<<` takes an object or a list of objects, not a string (this is a string \"x\")",
        ],
    );
}

#[test]
fn tags_without_a_meaning_in_json() {
    refused(
        "a.yaml",
        "a: !include b.yaml\n",
        &["S0017 1:4 \"!include b.yaml\" the tag `!include` is not one of YAML's core tags"],
    );
    refused(
        "a.yaml",
        "a: !!binary aGk=\n",
        &["S0017 1:4 \"!!binary aGk=\" the tag `!!binary` is not one of YAML's core tags"],
    );
    refused(
        "a.yaml",
        "a: !x [1]\n",
        &["S0017 1:4 \"!x\" the tag `!x` is not one of YAML's core tags"],
    );
    refused(
        "a.yaml",
        "a: !!int many\nb: !!int 1.5\nc: !!map [1]\n",
        &[
            "S0018 1:4 \"!!int many\" `many` does not fit the tag `!!int`",
            "S0018 2:4 \"!!int 1.5\" `1.5` does not fit the tag `!!int`",
            "S0018 3:4 \"!!map\" an array does not fit the tag `!!map`",
        ],
    );
}

#[test]
fn several_documents() {
    refused(
        "a.yaml",
        "a: 1\n---\nb: 2\n",
        &["S0019 2:1 \"---\" the file holds several YAML documents (the first starts here \"\")"],
    );
}

#[test]
fn numbers_that_json_does_not_have() {
    refused(
        "a.yaml",
        "a: .inf\nb: -.INF\nc: .NaN\n",
        &[
            "S0020 1:4 \".inf\" `.inf` is no number that JSON has",
            "S0020 2:4 \"-.INF\" `-.INF` is no number that JSON has",
            "S0020 3:4 \".NaN\" `.NaN` is no number that JSON has",
        ],
    );
    refused(
        "a.yaml",
        "a: 1e9999999999999999\n",
        &["S0021 1:4 \"1e9999999999999999\" the number is too large to be held"],
    );
    refused(
        "a.json",
        "[NaN, -1e9999999999999999]",
        &[
            "S0020 1:2 \"NaN\" `NaN` is no number that JSON has",
            "S0021 1:7 \"-1e9999999999999999\" the number is too large to be held",
        ],
    );
}

#[test]
fn yaml_that_is_not_well_formed() {
    for (text, expected) in [
        (
            "title: Tasks: the board\n",
            "S0002 1:13 \":\" a `:` starts a value where none can stand",
        ),
        (
            "a:\n  b: 1\n c: 2\n",
            "S0002 3:2 \"c\" a key was expected here",
        ),
        (
            "a: 1\n\tb: 2\n",
            "S0002 2:1 \"\\t\" a tab stands where YAML needs spaces",
        ),
        (
            "a: [1, 2\nb: 3\n",
            "S0002 2:2 \":\" a `:` starts a value where none can stand (this bracket is still open \"[\")",
        ),
        ("a: [1, 2\n", "S0002 1:4 \"[\" the `[` is never closed"),
        ("a: {b: 1]\n", "S0002 1:4 \"{\" `]` does not close `{`"),
        (
            "a: 'text\n",
            "S0002 2:1 \"\" a quoted text is not closed before this line, which is not indented like a part of it (the quoted text starts here \"'\")",
        ),
        (
            "a: \"\\q\"\n",
            "S0002 1:5 \"\\\\\" the escape is none that YAML has",
        ),
        (
            "a: @b\n",
            "S0002 1:4 \"@\" a plain text cannot start with `@`",
        ),
        (
            "a: `b`\n",
            "S0002 1:4 \"`\" a plain text cannot start with a backquote",
        ),
        (
            "a: \"x\" y\n",
            "S0002 1:8 \"y\" text follows the closing quote",
        ),
        (
            "a: \"\\ud83d\"\n",
            "S0025 1:5 \"\\\\\" the escape stands for half a character",
        ),
        (
            "a: b\nc\n",
            "S0002 2:1 \"c\" a key was expected here, and no `:` follows the text",
        ),
    ] {
        let (sources, outcome) = outcome("a.yaml", text);
        assert_eq!(
            describe(&sources, &outcome.diagnostics),
            expected,
            "{text:?}"
        );
        assert!(outcome.value.is_none());
    }
}

#[test]
fn findings_before_a_syntax_error_are_kept() {
    refused(
        "a.yaml",
        "a: .inf\nb: {c: 1, c: 2}\nd: [\n",
        &[
            "S0002 3:4 \"[\" the `[` is never closed",
            "S0003 2:11 \"c\" key `c` is given twice in one object (first given here \"c\")",
            "S0020 1:4 \".inf\" `.inf` is no number that JSON has",
        ],
    );
}

#[test]
fn no_more_findings_than_a_person_can_use() {
    let text: String = (0..100_000).map(|_| "a: .inf\n").collect();
    let outcome = outcome("a.yaml", text).1;
    assert_eq!(outcome.diagnostics.len(), 101);
    assert_eq!(outcome.diagnostics[100].code, &codes::TOO_MANY_FINDINGS);
}
