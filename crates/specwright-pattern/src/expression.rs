//! How do atoms, groups and quantifiers form an expression?

use crate::Translation;
use crate::class::{NOTHING, class};
use crate::error::PatternError;
use crate::escape::{Cursor, Escape, Set, escape, push_literal};
use crate::group::{Group, Kind, Repeat, name};
use crate::reference::{Reference, Target};

/// The `regex` crate refuses deeper nesting, so a deeper translation would be of no use.
const MAX_DEPTH: usize = 200;
/// The `regex` crate counts repetitions in 32 bits; no string is longer than that.
const MAX_REPETITIONS: u64 = u32::MAX as u64;
/// More references than anybody writes: each looks at the groups around it.
const MAX_REFERENCES: usize = 100;

/// What stands before the cursor, as far as a quantifier cares.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Nothing,
    Assertion,
    /// Something to repeat; if it is a group, which one.
    Atom(Option<usize>),
    Quantifier,
}

/// A part of the translation. What depends on the rest of the expression is written when all of it is known.
pub(crate) enum Piece {
    Text(String),
    Open(usize),
    Reference(usize),
    Boundary { negated: bool },
}

pub(crate) struct Reading<'p> {
    pub(crate) pieces: Vec<Piece>,
    /// The text behind the last piece.
    pub(crate) text: String,
    pub(crate) groups: Vec<Group<'p>>,
    pub(crate) references: Vec<Reference<'p>>,
    /// The groups that are open, the innermost last.
    open: Vec<usize>,
    pub(crate) deepest: usize,
    /// Where the first construct stands that needs an engine that looks back.
    pub(crate) backtracking: Option<usize>,
}

pub(crate) fn translate(pattern: &str) -> Result<Translation, PatternError> {
    let mut reading = Reading {
        pieces: Vec::new(),
        text: String::new(),
        groups: vec![Group::new(Kind::Plain, 0, 0, 0)],
        references: Vec::new(),
        open: Vec::new(),
        deepest: 0,
        backtracking: None,
    };
    reading.read(&mut Cursor::new(pattern))?;
    reading.finish()
}

impl<'p> Reading<'p> {
    fn read(&mut self, cursor: &mut Cursor<'p>) -> Result<(), PatternError> {
        let mut before = Before::Nothing;
        loop {
            let at = cursor.offset();
            let Some(next) = cursor.next() else { break };
            before = match next {
                '(' => self.open(cursor, at)?,
                ')' => self.close(at)?,
                '|' => {
                    let inside = self.inside();
                    self.groups[inside].alternatives += 1;
                    self.text.push('|');
                    Before::Nothing
                }
                '^' | '$' => {
                    self.text.push(next);
                    Before::Assertion
                }
                '.' => {
                    self.text.push_str(r"[^\n\r\u{2028}\u{2029}]");
                    Before::Atom(None)
                }
                '[' => {
                    class(cursor, &mut self.text)?;
                    Before::Atom(None)
                }
                '\\' => self.backslash(cursor, at)?,
                '*' | '+' | '?' => {
                    quantifiable(before, at)?;
                    let repeat = match next {
                        '?' => Repeat::Optional,
                        _ => Repeat::Loop,
                    };
                    self.repeat(before, repeat);
                    self.text.push(next);
                    lazy(cursor, &mut self.text);
                    Before::Quantifier
                }
                '{' => self.braces(cursor, before, at)?,
                literal => {
                    push_literal(&mut self.text, literal);
                    Before::Atom(None)
                }
            };
        }
        match self.open.pop() {
            Some(open) => Err(PatternError::malformed(
                "the group is never closed",
                self.groups[open].start,
            )),
            None => Ok(()),
        }
    }

    /// The innermost group.
    fn inside(&self) -> usize {
        self.open.last().copied().unwrap_or_default()
    }

    /// Ends the text that is being written with a piece that is none.
    fn push(&mut self, piece: Piece) {
        self.pieces
            .push(Piece::Text(std::mem::take(&mut self.text)));
        self.pieces.push(piece);
    }

    fn open(&mut self, cursor: &mut Cursor<'p>, at: usize) -> Result<Before, PatternError> {
        let kind = Kind::read(cursor, at)?;
        let parent = self.inside();
        let alternative = self.groups[parent].alternatives;
        if kind.is_look_around() && self.is_behind() {
            let construct = "a look-around in a look-behind";
            return Err(PatternError::unsupported(construct, at));
        }
        if kind.is_look_around() {
            self.backtracking.get_or_insert(at);
        }
        self.open.push(self.groups.len());
        self.push(Piece::Open(self.groups.len()));
        self.groups.push(Group::new(kind, parent, alternative, at));
        self.deepest = self.deepest.max(self.open.len());
        if self.deepest > MAX_DEPTH {
            return Err(PatternError::unsupported("nesting this deep", at));
        }
        Ok(Before::Nothing)
    }

    fn close(&mut self, at: usize) -> Result<Before, PatternError> {
        let Some(closed) = self.open.pop() else {
            return Err(PatternError::malformed("the group was never opened", at));
        };
        self.text.push(')');
        Ok(if self.groups[closed].kind.is_look_around() {
            Before::Assertion
        } else {
            Before::Atom(Some(closed))
        })
    }

    fn repeat(&mut self, before: Before, repeat: Repeat) {
        if let Before::Atom(Some(group)) = before {
            self.groups[group].repeat = repeat;
        }
    }

    fn is_behind(&self) -> bool {
        let mut open = self.open.iter();
        open.any(|group| self.groups[*group].kind.is_look_behind())
    }

    fn braces(
        &mut self,
        cursor: &mut Cursor<'p>,
        before: Before,
        at: usize,
    ) -> Result<Before, PatternError> {
        let Some(braces) = braces(cursor.rest()) else {
            push_literal(&mut self.text, '{');
            return Ok(Before::Atom(None));
        };
        quantifiable(before, at)?;
        if braces.most.is_some_and(|most| most < braces.least) {
            let reason = "the quantifier is out of order";
            return Err(PatternError::malformed(reason, at));
        }
        cursor.advance(braces.length);
        let repeat = match braces.most {
            Some(0 | 1) => Repeat::Optional,
            _ => Repeat::Loop,
        };
        self.repeat(before, repeat);
        self.text.push_str(&braces.to_string());
        lazy(cursor, &mut self.text);
        Ok(Before::Quantifier)
    }

    fn backslash(&mut self, cursor: &mut Cursor<'p>, at: usize) -> Result<Before, PatternError> {
        match cursor.peek() {
            Some(letter @ ('b' | 'B')) => {
                cursor.advance(1);
                if self.is_behind() {
                    let construct = "a word boundary in a look-behind";
                    return Err(PatternError::unsupported(construct, at));
                }
                let negated = letter == 'B';
                // The `regex` crate finds it between the bytes of a character, and misses what follows.
                if negated {
                    self.backtracking.get_or_insert(at);
                }
                self.push(Piece::Boundary { negated });
                return Ok(Before::Assertion);
            }
            Some('1'..='9') => {
                let rest = cursor.rest();
                let digits = rest
                    .find(|next: char| !next.is_ascii_digit())
                    .unwrap_or(rest.len());
                cursor.advance(digits);
                let number = rest[..digits].parse().unwrap_or(usize::MAX);
                return self.reference(Target::Number(number), at);
            }
            Some('k') => {
                cursor.advance(1);
                let target = if cursor.take("<") { name(cursor) } else { None };
                return match target {
                    Some(name) => self.reference(Target::Name(name), at),
                    None => Err(PatternError::malformed("a reference to no group", at)),
                };
            }
            _ => {}
        }
        match escape(cursor)? {
            Escape::CodePoint(point) => match char::from_u32(point) {
                Some(literal) => push_literal(&mut self.text, literal),
                None => self.text.push_str(NOTHING),
            },
            Escape::Set(Set { members, negated }) => {
                let text = &mut self.text;
                text.push_str(if negated { "[^" } else { "[" });
                text.push_str(&members);
                text.push(']');
            }
        }
        Ok(Before::Atom(None))
    }

    fn reference(&mut self, target: Target<'p>, start: usize) -> Result<Before, PatternError> {
        if self.references.len() >= MAX_REFERENCES {
            let construct = "more than 100 back-references";
            return Err(PatternError::unsupported(construct, start));
        }
        self.backtracking.get_or_insert(start);
        let group = self.inside();
        self.push(Piece::Reference(self.references.len()));
        self.references.push(Reference {
            target,
            group,
            alternative: self.groups[group].alternatives,
            start,
        });
        Ok(Before::Atom(None))
    }
}

fn quantifiable(before: Before, at: usize) -> Result<(), PatternError> {
    match before {
        Before::Atom(_) => Ok(()),
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
