//! What does a backslash mean?

use crate::error::PatternError;

/// The text that is read, and how far.
pub(crate) struct Cursor<'p> {
    pattern: &'p str,
    at: usize,
}

impl<'p> Cursor<'p> {
    pub(crate) const fn new(pattern: &'p str) -> Self {
        Self { pattern, at: 0 }
    }

    pub(crate) const fn offset(&self) -> usize {
        self.at
    }

    pub(crate) fn rest(&self) -> &'p str {
        &self.pattern[self.at..]
    }

    pub(crate) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(crate) fn next(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        Some(next)
    }

    /// Takes the given text if it comes next.
    pub(crate) fn take(&mut self, text: &str) -> bool {
        let found = self.rest().starts_with(text);
        if found {
            self.at += text.len();
        }
        found
    }

    /// Goes on behind so many bytes, which the caller has looked at in [`Cursor::rest`].
    pub(crate) fn advance(&mut self, bytes: usize) {
        self.at += bytes;
    }
}

/// What one escape stands for.
pub(crate) enum Escape {
    /// A code point, which may be a surrogate: those are in no string of Rust.
    CodePoint(u32),
    /// A set of characters.
    Set(Set),
}

/// A set of characters as text that may stand inside of brackets.
pub(crate) struct Set {
    pub(crate) members: String,
    pub(crate) negated: bool,
}

const DIGITS: &str = "0-9";
const WORD: &str = "0-9A-Za-z_";
/// `WhiteSpace` and `LineTerminator` of ECMA-262. Unicode's own `White_Space` has U+0085 and lacks U+FEFF.
const SPACE: &str = r"\t\n\x0B\x0C\r \u{A0}\u{1680}\u{2000}-\u{200A}\u{2028}\u{2029}\u{202F}\u{205F}\u{3000}\u{FEFF}";

/// Reads an escape that means the same inside and outside of a class; the cursor stands behind the backslash.
pub(crate) fn escape(cursor: &mut Cursor<'_>) -> Result<Escape, PatternError> {
    let start = cursor.offset() - 1;
    let malformed = |reason| Err(PatternError::malformed(reason, start));
    let set = |members: &str, negated| {
        let members = members.to_owned();
        Ok(Escape::Set(Set { members, negated }))
    };
    let point = |point: u32| Ok(Escape::CodePoint(point));
    let Some(escaped) = cursor.next() else {
        return malformed("a backslash ends the expression");
    };
    match escaped {
        'd' => set(DIGITS, false),
        'D' => set(DIGITS, true),
        'w' => set(WORD, false),
        'W' => set(WORD, true),
        's' => set(SPACE, false),
        'S' => set(SPACE, true),
        'p' | 'P' => property(cursor, escaped == 'P', start),
        't' => point(0x09),
        'n' => point(0x0A),
        'v' => point(0x0B),
        'f' => point(0x0C),
        'r' => point(0x0D),
        'c' => match cursor.next() {
            Some(letter) if letter.is_ascii_alphabetic() => point(u32::from(letter) % 32),
            _ => malformed(r"`\c` needs a letter"),
        },
        '0' if !cursor.peek().is_some_and(|next| next.is_ascii_digit()) => point(0),
        '0' => malformed("an octal escape"),
        'x' => match hex(cursor, 2) {
            Some(byte) => point(byte),
            None => malformed(r"`\x` needs two hexadecimal digits"),
        },
        'u' => unicode(cursor, start).map(Escape::CodePoint),
        '_' => point(u32::from('_')),
        other if other.is_alphanumeric() => malformed("an unknown escape"),
        other => point(u32::from(other)),
    }
}

/// `\u0041`, `\u{41}`, or a pair of surrogates, which is one code point.
fn unicode(cursor: &mut Cursor<'_>, start: usize) -> Result<u32, PatternError> {
    let malformed = |reason| Err(PatternError::malformed(reason, start));
    if cursor.take("{") {
        let digits = cursor
            .rest()
            .find('}')
            .map_or("", |end| &cursor.rest()[..end]);
        if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return malformed(r"`\u{` needs hexadecimal digits and a `}`");
        }
        cursor.advance(digits.len() + 1);
        return match u32::from_str_radix(digits.trim_start_matches('0'), 16) {
            Ok(point) if point <= u32::from(char::MAX) => Ok(point),
            Err(_) if digits.bytes().all(|digit| digit == b'0') => Ok(0),
            _ => malformed("a code point beyond U+10FFFF"),
        };
    }
    let Some(unit) = hex(cursor, 4) else {
        return malformed(r"`\u` needs four hexadecimal digits");
    };
    if (0xD800..0xDC00).contains(&unit) {
        let mut ahead = Cursor { ..*cursor };
        if ahead.take(r"\u")
            && let Some(low) = hex(&mut ahead, 4)
            && (0xDC00..0xE000).contains(&low)
        {
            *cursor = ahead;
            return Ok(0x1_0000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
        }
    }
    Ok(unit)
}

/// Exactly `count` hexadecimal digits; takes nothing if there are fewer.
fn hex(cursor: &mut Cursor<'_>, count: usize) -> Option<u32> {
    let digits = cursor.rest().get(..count)?;
    if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    cursor.advance(count);
    u32::from_str_radix(digits, 16).ok()
}

/// `\p{Letter}`, `\p{Script=Greek}`.
fn property(cursor: &mut Cursor<'_>, negated: bool, start: usize) -> Result<Escape, PatternError> {
    let name = match cursor.rest().strip_prefix('{') {
        Some(rest) => rest.find('}').map_or("", |end| &rest[..end]),
        None => "",
    };
    if name.is_empty() {
        return Err(PatternError::malformed(
            r"`\p` needs the name of a property in braces",
            start,
        ));
    }
    let Some(members) = crate::property::translate(name) else {
        return Err(PatternError::malformed(
            "an unknown property of characters",
            start,
        ));
    };
    cursor.advance(name.len() + 2);
    Ok(Escape::Set(Set { members, negated }))
}

/// Appends one character as a literal, inside or outside of brackets.
pub(crate) fn push_literal(out: &mut String, literal: char) {
    if literal.is_control() {
        out.extend(literal.escape_unicode());
        return;
    }
    if r"\.+*?()|[]{}^$#&-~".contains(literal) {
        out.push('\\');
    }
    out.push(literal);
}
