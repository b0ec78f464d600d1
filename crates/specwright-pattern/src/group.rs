//! What do parentheses open?

use crate::error::PatternError;
use crate::escape::Cursor;

/// A group of an expression, as far as others care.
pub(crate) struct Group<'p> {
    pub(crate) kind: Kind<'p>,
    /// The group that it stands in; the whole expression, which is the first group, stands in itself.
    pub(crate) parent: usize,
    /// The alternative of the parent that it stands in.
    pub(crate) alternative: usize,
    /// The number of its own alternatives but one.
    pub(crate) alternatives: usize,
    /// How often it is repeated.
    pub(crate) repeat: Repeat,
    /// Where its parenthesis stands.
    pub(crate) start: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind<'p> {
    /// `(…)` or `(?<name>…)`.
    Capture(Option<&'p str>),
    /// `(?:…)`, and the whole expression.
    Plain,
    /// `(?=…)` and `(?!…)`.
    LookAhead { negated: bool },
    /// `(?<=…)` and `(?<!…)`.
    LookBehind { negated: bool },
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Repeat {
    /// There is no quantifier.
    Once,
    /// At most once.
    Optional,
    /// More than once.
    Loop,
}

impl<'p> Group<'p> {
    pub(crate) const fn new(
        kind: Kind<'p>,
        parent: usize,
        alternative: usize,
        start: usize,
    ) -> Self {
        Self {
            kind,
            parent,
            alternative,
            alternatives: 0,
            repeat: Repeat::Once,
            start,
        }
    }
}

impl<'p> Kind<'p> {
    /// Reads what follows an opening parenthesis.
    pub(crate) fn read(cursor: &mut Cursor<'p>, start: usize) -> Result<Self, PatternError> {
        if !cursor.take("?") {
            return Ok(Self::Capture(None));
        }
        for (text, kind) in [
            (":", Self::Plain),
            ("=", Self::LookAhead { negated: false }),
            ("!", Self::LookAhead { negated: true }),
            ("<=", Self::LookBehind { negated: false }),
            ("<!", Self::LookBehind { negated: true }),
        ] {
            if cursor.take(text) {
                return Ok(kind);
            }
        }
        if cursor.take("<") {
            return match name(cursor) {
                Some(name) => Ok(Self::Capture(Some(name))),
                None => Err(PatternError::malformed(
                    "a group without a proper name",
                    start,
                )),
            };
        }
        let has_flags = |next: char| next.is_ascii_lowercase() || next == '-';
        if cursor.peek().is_some_and(has_flags) {
            return Err(PatternError::unsupported("a group with flags", start));
        }
        Err(PatternError::malformed("an unknown kind of group", start))
    }

    pub(crate) const fn is_look_around(self) -> bool {
        matches!(self, Self::LookAhead { .. } | Self::LookBehind { .. })
    }

    pub(crate) const fn is_look_behind(self) -> bool {
        matches!(self, Self::LookBehind { .. })
    }
}

/// Reads the name of a group and the `>` behind it.
pub(crate) fn name<'p>(cursor: &mut Cursor<'p>) -> Option<&'p str> {
    let rest = cursor.rest();
    let name = &rest[..rest.find('>')?];
    let is_part = |next: char| next.is_alphanumeric() || matches!(next, '_' | '$');
    let starts = |first: char| is_part(first) && !first.is_numeric();
    if !name.starts_with(starts) || !name.chars().all(is_part) {
        return None;
    }
    cursor.advance(name.len() + 1);
    Some(name)
}
