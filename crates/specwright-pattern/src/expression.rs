//! How do atoms, groups and quantifiers form an expression?

use crate::class::{NOTHING, class};
use crate::error::PatternError;
use crate::escape::{Cursor, Escape, Set, escape, push_literal};

/// The `regex` crate refuses deeper nesting, so a deeper translation would be of no use.
const MAX_DEPTH: usize = 200;
/// The `regex` crate counts repetitions in 32 bits; no string is longer than that.
const MAX_REPETITIONS: u64 = u32::MAX as u64;

/// What stands before the cursor, as far as a quantifier cares.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Nothing,
    Assertion,
    Atom,
    Quantifier,
}

pub(crate) fn translate(pattern: &str) -> Result<String, PatternError> {
    let mut cursor = Cursor::new(pattern);
    let mut out = String::with_capacity(pattern.len() + pattern.len() / 4);
    let mut open = Vec::new();
    let mut before = Before::Nothing;
    loop {
        let at = cursor.offset();
        let Some(next) = cursor.next() else { break };
        before = match next {
            '(' => {
                group(&mut cursor, at)?;
                open.push(at);
                if open.len() > MAX_DEPTH {
                    return Err(PatternError::unsupported("nesting this deep", at));
                }
                out.push_str("(?:");
                Before::Nothing
            }
            ')' => {
                if open.pop().is_none() {
                    return Err(PatternError::malformed("the group was never opened", at));
                }
                out.push(')');
                Before::Atom
            }
            '|' => {
                out.push('|');
                Before::Nothing
            }
            '^' | '$' => {
                out.push(next);
                Before::Assertion
            }
            '.' => {
                out.push_str(r"[^\n\r\u{2028}\u{2029}]");
                Before::Atom
            }
            '[' => {
                class(&mut cursor, &mut out)?;
                Before::Atom
            }
            '\\' => backslash(&mut cursor, &mut out, at, pattern)?,
            '*' | '+' | '?' => {
                quantifiable(before, at)?;
                out.push(next);
                lazy(&mut cursor, &mut out);
                Before::Quantifier
            }
            '{' => {
                if let Some(braces) = braces(cursor.rest()) {
                    quantifiable(before, at)?;
                    if braces.most.is_some_and(|most| most < braces.least) {
                        let reason = "the quantifier is out of order";
                        return Err(PatternError::malformed(reason, at));
                    }
                    cursor.advance(braces.length);
                    out.push_str(&braces.to_string());
                    lazy(&mut cursor, &mut out);
                    Before::Quantifier
                } else {
                    push_literal(&mut out, '{');
                    Before::Atom
                }
            }
            literal => {
                push_literal(&mut out, literal);
                Before::Atom
            }
        };
    }
    match open.pop() {
        Some(at) => Err(PatternError::malformed("the group is never closed", at)),
        None => Ok(out),
    }
}

/// Reads what follows an opening parenthesis; every group becomes one that captures nothing.
fn group(cursor: &mut Cursor<'_>, start: usize) -> Result<(), PatternError> {
    let unsupported = |construct| Err(PatternError::unsupported(construct, start));
    if !cursor.take("?") || cursor.take(":") {
        return Ok(());
    }
    if cursor.take("=") || cursor.take("!") {
        return unsupported("a look-ahead");
    }
    if cursor.take("<=") || cursor.take("<!") {
        return unsupported("a look-behind");
    }
    if cursor.take("<") {
        let name = cursor
            .rest()
            .find('>')
            .map_or("", |end| &cursor.rest()[..end]);
        let starts = |first: char| first.is_alphabetic() || matches!(first, '_' | '$');
        if !name.starts_with(starts)
            || !name
                .chars()
                .all(|next| next.is_alphanumeric() || matches!(next, '_' | '$'))
        {
            return Err(PatternError::malformed(
                "a group without a proper name",
                start,
            ));
        }
        cursor.advance(name.len() + 1);
        return Ok(());
    }
    if cursor
        .peek()
        .is_some_and(|next| next.is_ascii_lowercase() || next == '-')
    {
        return unsupported("a group with flags");
    }
    Err(PatternError::malformed("an unknown kind of group", start))
}

fn backslash(
    cursor: &mut Cursor<'_>,
    out: &mut String,
    start: usize,
    pattern: &str,
) -> Result<Before, PatternError> {
    match cursor.peek() {
        Some('b') => {
            cursor.advance(1);
            out.push_str(r"(?-u:\b)");
            return Ok(Before::Assertion);
        }
        Some('B') => {
            cursor.advance(1);
            out.push_str(r"(?-u:\B)");
            return Ok(Before::Assertion);
        }
        Some('1'..='9') => return Err(numbered(cursor.rest(), start, pattern)),
        Some('k') => {
            return Err(
                if cursor.rest().starts_with("k<") && pattern.contains("(?<") {
                    PatternError::unsupported("a back-reference", start)
                } else {
                    PatternError::malformed("a reference to no group", start)
                },
            );
        }
        _ => {}
    }
    match escape(cursor)? {
        Escape::CodePoint(point) => match char::from_u32(point) {
            Some(literal) => push_literal(out, literal),
            None => out.push_str(NOTHING),
        },
        Escape::Set(Set { members, negated }) => {
            out.push_str(if negated { "[^" } else { "[" });
            out.push_str(&members);
            out.push(']');
        }
    }
    Ok(Before::Atom)
}

/// `\3`: a back-reference where there are three groups, else nothing that has a meaning.
fn numbered(rest: &str, start: usize, pattern: &str) -> PatternError {
    let digits = rest.len()
        - rest
            .trim_start_matches(|next: char| next.is_ascii_digit())
            .len();
    let number = rest[..digits].parse().unwrap_or(usize::MAX);
    if number <= groups(pattern) {
        PatternError::unsupported("a back-reference", start)
    } else {
        PatternError::malformed("a reference to no group", start)
    }
}

/// The number of groups that capture.
fn groups(pattern: &str) -> usize {
    let mut count = 0;
    let mut in_class = false;
    let mut bytes = pattern.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'\\' => {
                bytes.next();
            }
            b'[' => in_class = true,
            b']' => in_class = false,
            b'(' if !in_class => {
                let inside = &pattern[at + 1..];
                let named = inside.starts_with("?<")
                    && !inside.starts_with("?<=")
                    && !inside.starts_with("?<!");
                count += usize::from(named || !inside.starts_with('?'));
            }
            _ => {}
        }
    }
    count
}

fn quantifiable(before: Before, at: usize) -> Result<(), PatternError> {
    match before {
        Before::Atom => Ok(()),
        Before::Nothing => Err(PatternError::malformed(
            "the quantifier has nothing to repeat",
            at,
        )),
        Before::Assertion => Err(PatternError::malformed(
            "an assertion cannot be repeated",
            at,
        )),
        Before::Quantifier => Err(PatternError::malformed(
            "the quantifier repeats a quantifier",
            at,
        )),
    }
}

fn lazy(cursor: &mut Cursor<'_>, out: &mut String) {
    if cursor.take("?") {
        out.push('?');
    }
}

/// `{2}`, `{2,}` or `{2,5}`; `None` as the most is no bound.
struct Braces {
    /// The bytes behind the opening brace.
    length: usize,
    least: u64,
    most: Option<u64>,
}

/// Reads a quantifier in braces; anything else in braces stands for itself. The text starts behind the brace.
fn braces(rest: &str) -> Option<Braces> {
    let end = rest.find(|next: char| next != ',' && !next.is_ascii_digit())?;
    let inside = &rest[..end];
    if !rest[end..].starts_with('}') {
        return None;
    }
    let number = |text: &str| {
        let digits = !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit());
        digits.then(|| text.parse().unwrap_or(u64::MAX))
    };
    let (least, most) = match inside.split_once(',') {
        None => (number(inside)?, Some(number(inside)?)),
        Some((least, "")) => (number(least)?, None),
        Some((least, most)) => (number(least)?, Some(number(most)?)),
    };
    Some(Braces {
        length: end + 1,
        least,
        most,
    })
}

/// More repetitions than any string has characters are as good as no bound above, and as no match below.
impl std::fmt::Display for Braces {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let least = self.least.min(MAX_REPETITIONS);
        match self.most {
            Some(most) if most == least => write!(f, "{{{least}}}"),
            Some(most) if most <= MAX_REPETITIONS => write!(f, "{{{least},{most}}}"),
            _ => write!(f, "{{{least},}}"),
        }
    }
}
