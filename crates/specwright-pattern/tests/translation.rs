//! Each row is matched by the `regex` crate: a translation is right if it finds what ECMA-262 finds.

#![allow(clippy::unwrap_used, reason = "a failed step is a failed test")]

use regex::Regex;
use specwright_pattern::{PatternError, translate};

/// An expression, strings in which it is found, and strings in which it is not.
type Row = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

#[track_caller]
fn check(rows: &[Row]) {
    for (pattern, found, missed) in rows {
        let translation = translate(pattern).unwrap_or_else(|error| panic!("{pattern}: {error}"));
        let regex = Regex::new(&translation)
            .unwrap_or_else(|error| panic!("{pattern} became {translation}: {error}"));
        for text in *found {
            assert!(
                regex.is_match(text),
                "{pattern} must be found in {text:?} ({translation})"
            );
        }
        for text in *missed {
            assert!(
                !regex.is_match(text),
                "{pattern} is not in {text:?} ({translation})"
            );
        }
    }
}

#[test]
fn literals_stand_for_themselves() {
    check(&[
        ("", &["", "a"], &[]),
        ("b", &["abc"], &["ac"]),
        ("^é😀$", &["é😀"], &["é"]),
        ("^a#b&c~d-e$", &["a#b&c~d-e"], &["a"]),
        ("^a b$", &["a b"], &["ab"]),
        ("]", &["]"], &["["]),
        ("^}$", &["}"], &["{"]),
        ("^a}b$", &["a}b"], &["ab"]),
        ("^\u{1}$", &["\u{1}"], &["1"]),
        ("a|^b$|", &["a", "b", ""], &[]),
        ("^(?:a|)$", &["a", ""], &["b"]),
    ]);
}

#[test]
fn classes_of_characters_are_those_of_ecma() {
    check(&[
        (r"^\d+$", &["0123456789"], &["٣", "３", ""]),
        (r"^\D$", &["a", "٣", "😀"], &["3"]),
        (r"^\w+$", &["aZ_9"], &["é", "ſ", "-"]),
        (r"^\W$", &["é", "😀", "-"], &["a", "_"]),
        (
            r"^\s+$",
            &["\t\n\u{b}\u{c}\r \u{a0}\u{feff}\u{2028}\u{2029}\u{3000}\u{1680}\u{200a}"],
            &["\u{85}", "\u{200b}", "\u{180e}"],
        ),
        (r"^\S$", &["a", "\u{85}", "\u{200b}"], &[" ", "\u{feff}"]),
        (
            "^.$",
            &["a", "😀", "\u{85}", "\u{b}", "\0"],
            &["\n", "\r", "\u{2028}", "\u{2029}", ""],
        ),
        (
            r"^\p{Lu}\p{Script=Greek}\P{L}$",
            &["Éα1", "AΩ "],
            &["éα1", "Aa1", "Aαα"],
        ),
        (r"^[\p{L}\P{Alphabetic}]$", &["é", "1"], &[]),
        (r"^\p{gc=Nd}\p{Any}\p{ASCII}$", &["٣😀a"], &["٣😀é"]),
    ]);
}

#[test]
fn anchors_and_boundaries_know_one_line_and_ascii() {
    check(&[
        ("^a", &["ab"], &["ba", "\na"]),
        ("a$", &["ba"], &["ab", "a\n"]),
        (
            r"\bfoo\b",
            &["a foo", "éfoo", "foo😀"],
            &["xfoo", "foo_", "foo1"],
        ),
        (r"^a\Bb$", &["ab"], &[]),
        (r"a\Bé", &[], &["aé"]),
        (r"é\Bé", &["éé"], &[]),
    ]);
}

#[test]
fn escapes_are_read() {
    check(&[
        (r"^\t\n\v\f\r$", &["\t\n\u{b}\u{c}\r"], &["tnvfr"]),
        (r"^\cA\cz\cJ$", &["\u{1}\u{1a}\n"], &["cA"]),
        (r"^\0$", &["\0"], &["0"]),
        (r"^\x41\x0a\x7F$", &["A\n\u{7f}"], &["x41"]),
        (r"^\u0041\u00e9$", &["Aé"], &["u0041"]),
        (r"^\u{1F600}\u{0041}\u{0}$", &["😀A\0"], &["u"]),
        (r"^\u{000000000041}$", &["A"], &[]),
        (r"^\uD83D\uDE00$", &["😀"], &["\u{fffd}"]),
        (r"^\ud83d\ude00+$", &["😀😀"], &[]),
        (r"\uD83D", &[], &["😀", "a", "\u{fffd}"]),
        (r"\u{D83D}\u{DE00}", &[], &["😀"]),
        (
            r"^\/\^\$\\\.\*\+\?\(\)\[\]\{\}\|$",
            &[r"/^$\.*+?()[]{}|"],
            &["a"],
        ),
        (
            r#"^\-\_\@\!\"\'\ \#\%\&\,\:\;\<\>\=\`\~$"#,
            &[r#"-_@!"' #%&,:;<>=`~"#],
            &["a"],
        ),
    ]);
}

#[test]
fn brackets_are_read() {
    check(&[
        ("^[abc]$", &["a", "c"], &["d", "ab"]),
        ("^[^abc]$", &["d", "\n", "😀"], &["a", ""]),
        ("^[a-c]$", &["b"], &["d", "-"]),
        ("^[a-]$", &["a", "-"], &["b"]),
        ("^[-a]$", &["a", "-"], &["b"]),
        ("^[a-c-e]$", &["b", "-", "e"], &["d"]),
        (r"^[a\-z]$", &["a", "-", "z"], &["b"]),
        (r"^[\w-.]$", &["a", "-", "."], &["+"]),
        (r"^[.-\d]$", &["1", "-", "."], &["/"]),
        (r"^[+--]$", &["+", ",", "-"], &["."]),
        ("^[--/]$", &["-", ".", "/"], &[","]),
        ("^[[a]$", &["[", "a"], &["]"]),
        ("^[a[]b]$", &["[b]", "ab]"], &["b"]),
        ("^[&&a]$", &["&", "a"], &["b"]),
        ("^[!--b]$", &["!", "$", "-", "b"], &["a", "."]),
        ("^[~~a]$", &["~", "a"], &["b"]),
        ("^[a&&b]$", &["a", "&", "b"], &[]),
        ("^[[:alpha:]]$", &["a]", ":]", "[]"], &["a", "b"]),
        (r"^[\]\\^]$", &["]", "\\", "^"], &["["]),
        ("^[$^.*+?(){}|#]+$", &["$^.*+?(){}|#"], &["a"]),
        (r"^[\b]$", &["\u{8}"], &["b"]),
        (r"^[\d\s]$", &["1", "\u{feff}"], &["a"]),
        (r"^[^\d\s]$", &["a", "٣"], &["1", " "]),
        (r"^[\D5]$", &["a", "5"], &["4"]),
        (r"^[^\D5]$", &["4"], &["5", "a"]),
        (r"^[^\W_]$", &["a", "9"], &["_", "é"]),
        (r"^[\x41-\u0043\u{44}]$", &["A", "C", "D"], &["E"]),
        (
            r"^[\uD83D\uDE00-\uD83D\uDE02]$",
            &["😀", "😁", "😂"],
            &["😃"],
        ),
        (r"^[\0\cA\/\-]$", &["\0", "\u{1}", "/", "-"], &["0"]),
        ("^[^]$", &["a", "\n", "😀"], &[""]),
        ("[]", &[], &["", "a"]),
        ("^a[]?$", &["a"], &["ab"]),
        ("^[(]$", &["("], &[")"]),
        ("^[ #]$", &[" ", "#"], &["a"]),
    ]);
}

#[test]
fn surrogates_in_brackets_are_in_no_string() {
    check(&[
        (r"^[\uD800-\uDFFF]$", &[], &["a", "\u{fffd}"]),
        (r"^[^\uD800-\uDFFF]$", &["a", "😀"], &[""]),
        (
            r"^[\uD7FF-\uE000]$",
            &["\u{d7ff}", "\u{e000}"],
            &["\u{e001}"],
        ),
        (
            r"^[\u0020-\uD7FF\uE000-\uFFFD]$",
            &["a", "\u{e000}"],
            &["\t", "😀"],
        ),
        (r"^[a\uD800]$", &["a"], &["b"]),
        (r"^[\u0000-\uDBFF]$", &["a", "\u{d7ff}"], &["\u{e000}"]),
    ]);
}

#[test]
fn groups_only_group() {
    check(&[
        ("^(ab)+$", &["abab"], &["aba"]),
        ("^(?:ab){2}$", &["abab"], &["ab"]),
        (
            "^(?<year>[0-9]{4})-(?<$m_1>[0-9]{2})$",
            &["2026-11"],
            &["26-11"],
        ),
        ("^()$", &[""], &["a"]),
        ("^((a|b)c)*$", &["acbc", ""], &["ab"]),
    ]);
}

#[test]
fn quantifiers_repeat_and_other_braces_do_not() {
    check(&[
        ("^a*b+c?$", &["b", "aabbc"], &["ac"]),
        ("^a*?b+?c??$", &["b", "aabbc"], &["ac"]),
        ("^a{2}$", &["aa"], &["a", "aaa"]),
        ("^a{2,}$", &["aa", "aaa"], &["a"]),
        ("^a{1,2}?$", &["a", "aa"], &["", "aaa"]),
        ("^a{0}$", &[""], &["a"]),
        ("^a{$", &["a{"], &["a"]),
        ("^a{,3}$", &["a{,3}"], &["aa", ""]),
        ("^a{x}$", &["a{x}"], &["a"]),
        ("^a{1,x}$", &["a{1,x}"], &["a"]),
        ("^a{ 1}$", &["a{ 1}"], &["a"]),
        ("^a{}$", &["a{}"], &["a"]),
        ("^a{1$", &["a{1"], &["a"]),
        ("^{$", &["{"], &[""]),
        ("^{a}{2}$", &["{a}}"], &["{a}"]),
        ("^a{01}$", &["a"], &["aa"]),
        ("^a{0,99999999999999999999999}$", &["", "aaa"], &["b"]),
        (r"^\{{2}$", &["{{"], &["{"]),
    ]);
}

#[test]
fn patterns_of_real_descriptions() {
    check(&[
        (
            r"^[a-z0-9]+(?:-[a-z0-9]+)*$",
            &["a-slug-2"],
            &["-a", "a--b", "A"],
        ),
        (r"^\+?[1-9]\d{1,14}$", &["+4917012345"], &["+0123"]),
        (
            r"^[^\s@]+@[^\s@]+\.[^\s@]+$",
            &["a@b.c"],
            &["a@b", "a b@c.d"],
        ),
        (
            r"^(\d{1,3}\.){3}\d{1,3}(\/\d{1,2})?$",
            &["10.0.0.0/8"],
            &["10.0.0"],
        ),
        (r"^#[0-9a-fA-F]{6}$", &["#00ff7F"], &["00ff7F"]),
        (r"^[\w.\-+]+$", &["a.b-c+d"], &["a b"]),
        (r"^\S+(?: \S+){0,99}$", &["a b c"], &["a  b"]),
        (
            r"^(?:[A-Za-z0-9+\/]{4})*(?:[A-Za-z0-9+\/]{2}==|[A-Za-z0-9+\/]{3}=)?$",
            &["aGk=", ""],
            &["aGk"],
        ),
    ]);
}

#[test]
fn constructs_without_a_counterpart_are_named_with_their_place() {
    for (pattern, construct, offset) in [
        ("(?=a)", "a look-ahead", 0),
        ("é(?!a)", "a look-ahead", 2),
        ("a(?<=a)", "a look-behind", 1),
        ("a(?<!a)", "a look-behind", 1),
        (r"(a)\1", "a back-reference", 3),
        (r"\1(a)", "a back-reference", 0),
        (r"(?<a>x)\k<a>", "a back-reference", 7),
        ("(?i:a)", "a group with flags", 0),
        ("(?i)a", "a group with flags", 0),
        ("(?-s:a)", "a group with flags", 0),
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
    assert!(Regex::new(&translate(&just).unwrap()).is_ok());
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
        translate("ab(?=c)").unwrap_err().to_string(),
        "a look-ahead at offset 2 is not supported"
    );
    assert_eq!(
        translate("ab(c").unwrap_err().to_string(),
        "the group is never closed at offset 2"
    );
}

#[test]
fn long_input_takes_linear_work() {
    for pattern in ["a{", "[", "(?<", r"\u{", r"\1", "(", "a{1,", r"\p{"] {
        let _ = translate(&pattern.repeat(50_000));
    }
}
