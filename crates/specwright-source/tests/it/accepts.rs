//! What is read, and where it stands.

use crate::{describe, outcome, slice, tree};
use specwright_diagnostics::Severity;
use specwright_source::{Format, Node};

fn json(node: &Node) -> String {
    node.to_json()
}

#[track_caller]
fn yaml(text: &str, expected: &str) {
    assert_eq!(json(&tree("a.yaml", text)), expected);
}

#[track_caller]
fn strict_json(text: &str) {
    assert_eq!(json(&tree("a.json", text)), text);
}

#[test]
fn yaml_resolves_plain_scalars_by_the_core_schema_and_nothing_else() {
    yaml(
        "[null, ~, true, False, 12, -1.50, 0x1F, .5, no, on, 2020-01-01, 1_000, \"12\", 'true', <<]",
        r#"[null,null,true,false,12,-1.50,31,0.5,"no","on","2020-01-01","1_000","12","true","<<"]"#,
    );
}

#[test]
fn numbers_keep_their_text_beyond_every_machine_type() {
    yaml(
        "- 123456789012345678901234567890.10\n- 18446744073709551616\n- 1e400\n",
        "[123456789012345678901234567890.10,18446744073709551616,1e400]",
    );
    strict_json("[123456789012345678901234567890.10,18446744073709551616,1e400,-0,0.10,1E+2]");
}

#[test]
fn keys_that_are_numbers_and_booleans_are_their_text() {
    yaml(
        "200: a\n3.10: b\ntrue: c\n0x10: d\n<<x: e\n'~': f\n\"\": g\n",
        r#"{"200":"a","3.10":"b","true":"c","0x10":"d","<<x":"e","~":"f","":"g"}"#,
    );
}

#[test]
fn values_that_are_left_out_are_null() {
    yaml(
        "a:\nb: [x, ]\nc: {y, z: }\nd: ~\n",
        r#"{"a":null,"b":["x"],"c":{"y":null,"z":null},"d":null}"#,
    );
}

#[test]
fn block_scalars_fold_and_keep_as_they_say() {
    yaml(
        "a: |\n  one\n   two\n\nb: >-\n  one\n  two\nc: |+\n  one\n\n",
        "{\"a\":\"one\\n two\\n\",\"b\":\"one two\",\"c\":\"one\\n\\n\"}",
    );
}

#[test]
fn aliases_are_copies_of_the_latest_anchor_of_that_name() {
    yaml(
        "a: &x 1\nb: *x\nc: &x {k: 2}\nd: [*x, *x]\n",
        r#"{"a":1,"b":1,"c":{"k":2},"d":[{"k":2},{"k":2}]}"#,
    );
    yaml(
        "&k key: 1\nother: {*k : 2}\n&n 200: 3\nlast: *n\n",
        r#"{"key":1,"other":{"key":2},"200":3,"last":200}"#,
    );
}

#[test]
fn merge_keys_add_what_is_not_written_out() {
    let base = "a: &a {x: 1, y: 2}\nb: &b {y: 3, z: 4}\n";
    let c = |text: &str| {
        json(
            tree("a.yaml", &format!("{base}{text}"))
                .pointer("/c")
                .unwrap(),
        )
    };
    assert_eq!(c("c: {<<: *a, y: 9}"), r#"{"x":1,"y":9}"#);
    assert_eq!(c("c: {y: 9, <<: *a}"), r#"{"y":9,"x":1}"#);
    assert_eq!(
        c("c: {<<: [*a, *b], w: 0}"),
        r#"{"x":1,"y":2,"z":4,"w":0}"#,
        "of several objects, the first wins"
    );
    assert_eq!(c("c: {<<: {<<: *a, q: 1}}"), r#"{"x":1,"y":2,"q":1}"#);
    assert_eq!(
        c("c: {\"<<\": *a}"),
        r#"{"<<":{"x":1,"y":2}}"#,
        "a quoted key is a property of that name"
    );
    assert_eq!(c("c: {!!merge <<: *a}"), r#"{"x":1,"y":2}"#);
}

#[test]
fn core_tags_say_how_a_text_is_read() {
    yaml(
        "[!!str 12, !!str , !!int \"12\", !!float 3, !!bool 'true', !!null '', ! 12, !!seq [1], !!map {a: 1}]",
        r#"["12","",12,3,true,null,"12",[1],{"a":1}]"#,
    );
    yaml("!!str 200: a\n", r#"{"200":"a"}"#);
}

#[test]
fn json_is_read_to_the_letter() {
    strict_json(r#"{"a":[1,{"b":null}],"c":true,"<<":{"d":1},"":[],"e":{}}"#);
    assert_eq!(
        json(&tree(
            "a.json",
            r#"["\u00e9\ud83d\ude00\/\b\f\n\r\t\"\\é€"]"#
        )),
        r#"["é😀/\u0008\u000c\n\r\t\"\\é€"]"#
    );
    assert_eq!(json(&tree("a.json", " \r\n\t\"text\" \n")), "\"text\"");
    let long = format!("{{\"{}\":1}}", "k".repeat(5000));
    strict_json(&long);
}

#[test]
fn the_name_or_the_first_character_chooses_the_grammar() {
    let format = |name, text: &str| outcome(name, text).1.value.unwrap().format;
    assert_eq!(format("a.json", "{}"), Format::Json);
    assert_eq!(format("A.JSON", "[]"), Format::Json);
    assert_eq!(
        format("a.yaml", "{\"a\": 1}"),
        Format::Json,
        "JSON is YAML, and quicker to read"
    );
    assert_eq!(format("a.yaml", "{a: 1, } # comment"), Format::Yaml);
    assert_eq!(format("stdin", "\n {\"a\": 1}"), Format::Json);
    assert_eq!(format("stdin", "a: 1"), Format::Yaml);
    assert_eq!(format("json", "a: 1"), Format::Yaml);
    assert!(outcome("stdin", "{a: 1}").1.has_errors());
}

#[test]
fn a_byte_order_mark_is_left_out_and_noted() {
    for name in ["a.yaml", "a.json"] {
        let (sources, outcome) = outcome(name, b"\xef\xbb\xbf{\"a\": 1}".to_vec());
        assert!(describe(&sources, &outcome.diagnostics).starts_with("S0009 1:1"));
        assert!(!outcome.has_errors());
        let root = outcome.value.unwrap().root;
        assert_eq!(
            sources.line_and_column(
                root.span.source,
                root.as_object().unwrap().entries[0].key_span.start
            ),
            (1, 2)
        );
    }
}

#[test]
fn line_breaks_may_be_those_of_windows() {
    let (sources, outcome) = outcome("a.yaml", "a: 1\r\nb: |\r\n  x\r\n  y\r\nc: 2\r\n");
    let root = outcome.value.unwrap().root;
    assert_eq!(json(&root), "{\"a\":1,\"b\":\"x\\ny\\n\",\"c\":2}");
    assert_eq!(
        sources.line_and_column(root.span.source, root.pointer("/c").unwrap().span.start),
        (5, 4)
    );
}

#[test]
fn every_value_and_key_has_the_place_of_its_own_text() {
    let text = "base: &base\n  x: [1, two]   # comment\n  list:\n  - a\n  - b: |-\n      text\n      more\n\n# comment\ncopy: *base\nmerged:\n  <<: *base\n  y: !!str 5\nempty:\n";
    let (sources, outcome) = outcome("a.yaml", text);
    let root = outcome.value.unwrap().root;
    let at = |pointer: &str| slice(&sources, root.pointer(pointer).unwrap().span);
    let inner = "x: [1, two]   # comment\n  list:\n  - a\n  - b: |-\n      text\n      more";
    assert_eq!(at(""), text.trim_end());
    assert_eq!(at("/base"), inner);
    assert_eq!(at("/base/x"), "[1, two]");
    assert_eq!(at("/base/x/1"), "two");
    assert_eq!(at("/base/list"), "- a\n  - b: |-\n      text\n      more");
    assert_eq!(at("/base/list/1/b"), "|-\n      text\n      more");
    assert_eq!(
        at("/copy"),
        inner,
        "an alias has the place of what it stands for"
    );
    assert_eq!(
        root.pointer("/merged/x").unwrap().span,
        root.pointer("/base/x").unwrap().span,
        "and so has a merged entry"
    );
    assert_eq!(at("/merged/y"), "!!str 5");
    assert_eq!(at("/empty"), "");
    let keys = &root.as_object().unwrap().entries;
    assert_eq!(
        keys.iter()
            .map(|entry| slice(&sources, entry.key_span))
            .collect::<Vec<_>>(),
        ["base", "copy", "merged", "empty"]
    );
}

#[test]
fn texts_that_older_readers_misread_are_noted_once_a_file() {
    let (sources, outcome) = outcome(
        "a.yaml",
        "on: no\nlist: [yes, off, 12:30, 1_000, No]\ny: n\nquoted: \"no\"\n",
    );
    assert_eq!(outcome.diagnostics.len(), 1);
    assert_eq!(outcome.diagnostics[0].severity, Severity::Note);
    assert_eq!(
        describe(&sources, &outcome.diagnostics),
        "S0023 1:1 \"on\" `on` is a text here, and a boolean to YAML 1.1 readers; so are 6 more (the same holds here \"no\") (the same holds here \"yes\") (the same holds here \"off\") (the same holds here \"12:30\")"
    );
}

#[test]
fn numbers_that_older_readers_misread_are_warned_of() {
    let (sources, outcome) = outcome("a.yaml", "a: 012\nb: 0o17\nc: 0\nd: 0.5\n");
    assert_eq!(
        describe(&sources, &outcome.diagnostics),
        "S0022 1:4 \"012\" `012` is read as a decimal number; YAML 1.1 readers read it as octal\nS0022 2:4 \"0o17\" `0o17` is read as an octal number; YAML 1.1 readers read it as a text"
    );
    assert!(!outcome.has_errors());
    assert_eq!(
        json(&outcome.value.unwrap().root),
        r#"{"a":12,"b":15,"c":0,"d":0.5}"#
    );
}

#[test]
fn nesting_up_to_the_limit_is_read() {
    let text = format!("{}{}", "[".repeat(128), "]".repeat(128));
    assert_eq!(json(&tree("a.json", &text)), text);
    assert_eq!(json(&tree("a.yaml", &format!("{text} # yaml"))), text);
    let block: String = (0..128)
        .map(|level| format!("{}k:\n", " ".repeat(level)))
        .collect();
    assert!(!outcome("a.yaml", block).1.has_errors());
}
