//! The JSON half of the runtime: every rule, every type, and input that means no good.

#![allow(clippy::unwrap_used, reason = "a failed step is a failed test")]

mod ambiguous;
mod circles;
mod hostile;
mod knots;
mod numbers;
mod objects;
mod problems;
mod scalars;
mod schemas;
mod suite;
mod unions;
mod writing;

use specwright_runtime::{Reader, Refusal, Syntax, read_document};

type Read<'j, T> = fn(&mut Reader<'j>) -> Result<Option<T>, Syntax>;

/// What became of a text: a value, `place code` for each violation, or where it is malformed.
#[derive(Debug, PartialEq)]
enum Outcome<T> {
    Value(T),
    Violations(Vec<String>),
    Malformed(usize),
}

fn read<'j, T>(text: &'j str, read: Read<'j, T>) -> Outcome<T> {
    match read_document(text.as_bytes(), read) {
        Ok(value) => Outcome::Value(value),
        Err(Refusal::Malformed(syntax)) => Outcome::Malformed(syntax.offset()),
        Err(Refusal::Invalid(violations)) => {
            let show = |violation: &specwright_runtime::Violation| match &violation.location {
                specwright_runtime::Location::Body(pointer) => {
                    format!("{pointer} {}", violation.code)
                }
                other => panic!("{other:?} is not in a body"),
            };
            assert!(!violations.is_empty(), "{text} is refused without a reason");
            Outcome::Violations(violations.iter().map(show).collect())
        }
    }
}

/// Rows of a text and its value.
#[track_caller]
fn reads<T: std::fmt::Debug + PartialEq + Clone>(
    rows: &[(&'static str, T)],
    reader: Read<'static, T>,
) {
    for (text, value) in rows {
        assert_eq!(read(text, reader), Outcome::Value(value.clone()), "{text}");
    }
}

/// Rows of a text and its violations, separated by commas.
#[track_caller]
fn refuses<T: std::fmt::Debug + PartialEq>(
    rows: &[(&'static str, &str)],
    reader: Read<'static, T>,
) {
    for (text, violations) in rows {
        let violations = violations.split(", ").map(str::to_owned).collect();
        assert_eq!(
            read(text, reader),
            Outcome::Violations(violations),
            "{text}"
        );
    }
}
