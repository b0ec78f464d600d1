//! What is between the brackets?

use crate::error::PatternError;
use crate::escape::{Cursor, Escape, Set, escape, push_literal};

/// Matches no character.
pub(crate) const NOTHING: &str = r"[^\x00-\x{10FFFF}]";
/// Matches every character.
pub(crate) const ANYTHING: &str = "(?s:.)";

/// One member: a code point can start or end a range, a set cannot.
enum Member {
    CodePoint(u32),
    Set(Set),
}

/// Reads a class and appends its translation; the cursor stands behind the opening bracket.
pub(crate) fn class(cursor: &mut Cursor<'_>, out: &mut String) -> Result<(), PatternError> {
    let start = cursor.offset() - 1;
    let negated = cursor.take("^");
    let mut members = String::new();
    loop {
        if cursor.take("]") {
            break;
        }
        let at = cursor.offset();
        let Some(first) = member(cursor)? else {
            return Err(PatternError::malformed("the class is never closed", start));
        };
        if !cursor.rest().starts_with('-') || cursor.rest().starts_with("-]") {
            push_member(&mut members, &first);
            continue;
        }
        cursor.advance(1);
        let Some(last) = member(cursor)? else {
            return Err(PatternError::malformed("the class is never closed", start));
        };
        match (&first, &last) {
            (Member::CodePoint(first), Member::CodePoint(last)) if first > last => {
                return Err(PatternError::malformed("the range is out of order", at));
            }
            (Member::CodePoint(first), Member::CodePoint(last)) => {
                push_range(&mut members, *first, *last);
            }
            // `[\w-.]`: a set is no end of a range, so the hyphen stands for itself.
            _ => {
                push_member(&mut members, &first);
                push_literal(&mut members, '-');
                push_member(&mut members, &last);
            }
        }
    }
    match (members.is_empty(), negated) {
        (true, false) => out.push_str(NOTHING),
        (true, true) => out.push_str(ANYTHING),
        (false, _) => {
            out.push_str(if negated { "[^" } else { "[" });
            out.push_str(&members);
            out.push(']');
        }
    }
    Ok(())
}

fn member(cursor: &mut Cursor<'_>) -> Result<Option<Member>, PatternError> {
    let Some(next) = cursor.next() else {
        return Ok(None);
    };
    if next != '\\' {
        return Ok(Some(Member::CodePoint(u32::from(next))));
    }
    // A backspace here, a word's boundary elsewhere.
    if cursor.take("b") {
        return Ok(Some(Member::CodePoint(0x08)));
    }
    Ok(Some(match escape(cursor)? {
        Escape::CodePoint(point) => Member::CodePoint(point),
        Escape::Set(set) => Member::Set(set),
    }))
}

fn push_member(out: &mut String, member: &Member) {
    match member {
        Member::CodePoint(point) => push_range(out, *point, *point),
        Member::Set(Set {
            members,
            negated: false,
        }) => out.push_str(members),
        Member::Set(Set {
            members,
            negated: true,
        }) => {
            out.push_str("[^");
            out.push_str(members);
            out.push(']');
        }
    }
}

/// Appends the range without its surrogates, which are in no string; nothing else may be left of it.
fn push_range(out: &mut String, first: u32, last: u32) {
    let first = char::from_u32(first).unwrap_or('\u{E000}');
    let last = char::from_u32(last).unwrap_or('\u{D7FF}');
    if first > last {
        return;
    }
    push_literal(out, first);
    if first < last {
        out.push('-');
        push_literal(out, last);
    }
}
