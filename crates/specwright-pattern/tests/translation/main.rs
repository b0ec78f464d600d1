//! Each row is matched by the engine that it needs: a translation is right if it finds what ECMA-262 finds.

#![allow(clippy::unwrap_used, reason = "a failed step is a failed test")]

mod backtracking;
mod linear;
mod refusals;

use specwright_pattern::{Engine, translate};

/// An expression, strings in which it is found, and strings in which it is not.
type Row = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

/// Whether an expression is found in a text, and what it was translated to.
fn is_found(pattern: &str, engine: Engine, text: &str) -> (bool, String) {
    let translation = translate(pattern).unwrap_or_else(|error| panic!("{pattern}: {error}"));
    let translated = translation.text;
    assert_eq!(translation.engine, engine, "{pattern} became {translated}");
    let found = match engine {
        Engine::Linear => regex::Regex::new(&translated)
            .map(|regex| regex.is_match(text))
            .ok(),
        Engine::Backtracking => fancy_regex::Regex::new(&translated)
            .and_then(|regex| regex.is_match(text))
            .ok(),
    };
    let found = found.unwrap_or_else(|| panic!("{pattern} became {translated}"));
    (found, translated)
}

#[track_caller]
fn check_with(engine: Engine, rows: &[Row]) {
    for (pattern, found, missed) in rows {
        for text in *found {
            let (is_found, translated) = is_found(pattern, engine, text);
            assert!(
                is_found,
                "{pattern} must be found in {text:?} ({translated})"
            );
        }
        for text in *missed {
            let (is_found, translated) = is_found(pattern, engine, text);
            assert!(!is_found, "{pattern} is not in {text:?} ({translated})");
        }
    }
}

#[track_caller]
fn check(rows: &[Row]) {
    check_with(Engine::Linear, rows);
}
