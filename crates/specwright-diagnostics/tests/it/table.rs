//! The table of codes: what holds for every entry.

use specwright_diagnostics::render::explain;
use specwright_diagnostics::{Code, Severity, Stage, codes};
use std::collections::BTreeMap;

#[track_caller]
fn every_code(holds: impl Fn(&Code) -> bool) {
    let offenders: Vec<&str> = codes::all()
        .filter(|code| !holds(code))
        .map(|code| code.id)
        .collect();
    assert!(offenders.is_empty(), "{offenders:?}");
}

#[test]
fn identifiers_and_slugs_are_unique() {
    let mut seen = BTreeMap::new();
    for code in codes::all() {
        for name in [code.id, code.slug] {
            if let Some(other) = seen.insert(name, code.id) {
                panic!("{name} belongs to {other} and to {}", code.id);
            }
        }
    }
}

#[test]
fn identifiers_begin_with_what_their_stage_has() {
    every_code(|code| {
        let prefixes: &[&str] = match code.stage {
            Stage::Source => &["S00"],
            Stage::OpenApi => &["S01"],
            Stage::Database => &["S02"],
            Stage::Lint => &["L03"],
            Stage::Lower => &["M03", "M04"],
            Stage::Plan => &["P05"],
            Stage::Verify => &["V06", "V07"],
            Stage::Drift => &["D08"],
            Stage::Tool => &["T09"],
        };
        code.id.len() == 5
            && code.id[1..].bytes().all(|byte| byte.is_ascii_digit())
            && prefixes.iter().any(|prefix| code.id.starts_with(prefix))
    });
}

#[test]
fn identifiers_of_a_stage_are_in_order() {
    let all: Vec<&Code> = codes::all().collect();
    for pair in all.windows(2).filter(|pair| pair[0].stage == pair[1].stage) {
        assert!(
            pair[0].id < pair[1].id,
            "{} stands before {}",
            pair[0].id,
            pair[1].id
        );
    }
}

#[test]
fn slugs_are_kebab_case() {
    every_code(|code| {
        code.slug.split('-').all(|word| {
            !word.is_empty()
                && word
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        })
    });
}

#[test]
fn no_text_is_empty_and_no_title_is_a_sentence() {
    every_code(|code| {
        [code.title, code.explanation, code.bad, code.good]
            .iter()
            .all(|text| !text.trim().is_empty())
    });
    every_code(|code| !code.title.ends_with(['.', '!', ':']) && !code.title.contains('\n'));
}

#[test]
fn explanations_are_sentences_and_no_echo_of_the_title() {
    every_code(|code| {
        code.explanation.ends_with('.')
            && !code
                .explanation
                .trim_end_matches('.')
                .eq_ignore_ascii_case(code.title)
    });
}

#[test]
fn an_effect_is_the_end_of_a_sentence_about_an_error() {
    every_code(|code| {
        code.effect.is_none_or(|effect| {
            code.severity == Severity::Error
                && !effect.trim().is_empty()
                && !effect.ends_with('.')
                && effect.starts_with(|first: char| !first.is_uppercase())
        })
    });
}

#[test]
fn the_two_examples_of_a_code_differ() {
    every_code(|code| code.bad != code.good);
}

#[test]
fn codes_are_found_by_identifier_and_by_slug_in_any_case() {
    for code in codes::all() {
        assert_eq!(codes::find(&code.id.to_lowercase()), Some(code));
        assert_eq!(codes::find(&code.slug.to_uppercase()), Some(code));
    }
    assert_eq!(codes::find("S9999"), None);
}

#[test]
fn every_code_explains_itself_within_a_terminal() {
    for code in codes::all() {
        let text = explain(code);
        assert!(
            text.starts_with(&format!("{} {} (", code.id, code.slug)),
            "{text}"
        );
        assert!(
            text.contains("\nReported:\n\n    ") && text.contains("\nAccepted:\n\n    "),
            "{text}"
        );
        let examples = text.find("\nReported:").unwrap();
        assert!(
            text[..examples]
                .lines()
                .all(|line| line.chars().count() <= 80),
            "{text}"
        );
    }
}
