//! What has no translation.

use crate::is_found;
use specwright_pattern::{Engine, PatternError, translate};

#[test]
fn constructs_without_a_counterpart_are_named_with_their_place() {
    let repeats = "a back-reference to a group that repeats";
    let behind = "a back-reference in or to a look-behind";
    for (pattern, construct, offset) in [
        ("(?i:a)", "a group with flags", 0),
        ("(?i)a", "a group with flags", 0),
        ("(?-s:a)", "a group with flags", 0),
        ("é(?<=(?=a))", "a look-around in a look-behind", 6),
        (r"(?<=\ba)b", "a word boundary in a look-behind", 4),
        (r"(a)+\1", repeats, 4),
        (r"(?:(a)|b)*\1", repeats, 10),
        (
            r"(?=(a))\1",
            "a back-reference to a group in a look-ahead",
            7,
        ),
        (r"(a)(?<=\1)", behind, 7),
        (r"(?<=(a))\1", behind, 8),
        (
            r"(?:(a)?\1)*",
            "a back-reference to a group that may be left out, in one that repeats",
            7,
        ),
        (
            r"(?:(?<x>a)|(?<x>b))\k<x>",
            "a back-reference to several groups of one name",
            19,
        ),
    ] {
        assert_eq!(
            translate(pattern),
            Err(PatternError::Unsupported { construct, offset }),
            "{pattern}"
        );
    }
    let deep = "(".repeat(1000) + &")".repeat(1000);
    assert!(matches!(
        translate(&deep),
        Err(PatternError::Unsupported { .. })
    ));
    let just = "(".repeat(200) + "a" + &")".repeat(200);
    assert!(is_found(&just, Engine::Linear, "a").0);
    let deep = "(?:".repeat(51) + "(?=a)" + &")".repeat(51);
    assert!(matches!(
        translate(&deep),
        Err(PatternError::Unsupported { .. })
    ));
    let just = "(".repeat(49) + "(?=a)a" + &")".repeat(49);
    assert!(is_found(&(just + r"\1\49\b"), Engine::Backtracking, "aaa").0);
}

#[test]
fn malformed_expressions_are_refused_with_their_place() {
    for (pattern, offset) in [
        ("(a", 0),
        ("a)", 1),
        ("((a)", 0),
        ("é[a", 2),
        ("[", 0),
        ("[a-", 0),
        ("[b-a]", 1),
        ("[a--b]", 1),
        ("*a", 0),
        ("a|+", 2),
        ("(?:*)", 3),
        ("{2}", 0),
        ("a**", 2),
        ("a+++", 2),
        ("a{2}{3}", 4),
        ("^*", 1),
        (r"\b+", 2),
        ("a{3,2}", 1),
        ("a\\", 1),
        ("[\\", 1),
        (r"\A", 0),
        (r"a\Z", 1),
        (r"\Qa\E", 0),
        (r"\é", 0),
        (r"\c1", 0),
        (r"\c", 0),
        (r"\x4", 0),
        (r"\xé1", 0),
        (r"\u004", 0),
        (r"\u{}", 0),
        (r"\u{110000}", 0),
        (r"\u{FFFFFFFFFFFF}", 0),
        (r"\u{41", 0),
        (r"\u{4g}", 0),
        (r"\01", 0),
        (r"(a)\2", 3),
        (r"(?:a)\1", 5),
        (r"[(]\1", 3),
        (r"\k<a>", 0),
        (r"\p", 0),
        (r"\pL", 0),
        (r"\p{}", 0),
        (r"\p{L", 0),
        (r"\p{a-b}", 0),
        (r"\p{=}", 0),
        (r"\p{Nonsense}", 0),
        (r"a\p{IsGreek}", 1),
        (r"[\p{Greek}]", 1),
        ("(?=a)*", 5),
        ("(?<!a)+", 6),
        (r"(a)\10", 3),
        (r"(?<a>b)\k", 7),
        (r"(?<a>b)\k<c>", 7),
        (r"(?<a>b)\k<", 7),
        ("(?<>a)", 0),
        ("(?<1a>a)", 0),
        ("(?<a", 0),
        ("(?P<a>b)", 0),
        ("(?", 0),
        ("(?>a)", 0),
        ("(?#c)", 0),
    ] {
        match translate(pattern) {
            Err(error @ PatternError::Malformed { .. }) => {
                assert_eq!(error.offset(), offset, "{pattern}: {error}");
            }
            other => panic!("{pattern} is malformed, not {other:?}"),
        }
    }
}

#[test]
fn messages_name_the_construct_and_the_place() {
    assert_eq!(
        translate("ab(?i:c)").unwrap_err().to_string(),
        "a group with flags at offset 2 is not supported"
    );
    assert_eq!(
        translate("ab(c").unwrap_err().to_string(),
        "the group is never closed at offset 2"
    );
}

#[test]
fn long_input_takes_linear_work() {
    for pattern in [
        "a{",
        "[",
        "(?<",
        r"\u{",
        r"\1",
        "(",
        "a{1,",
        r"\p{",
        "(?=",
        r"(a)\1",
        "(?=a)",
        "()",
        r"\k<a>",
        r"(?<a>b)\k<a>",
    ] {
        let _ = translate(&pattern.repeat(50_000));
    }
}
