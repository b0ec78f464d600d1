//! Whether a text of SQL is closed in itself, so that it cannot change the statement that it is put into.

use crate::Dialect;

/// What reaches beyond an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// `;` outside of a quote.
    Semicolon,
    /// `--` or `/*` outside of a quote.
    Comment,
    /// A quote that does not end.
    OpenQuote,
    /// A parenthesis that does not end, or ends before it starts.
    OpenParenthesis,
}

/// The first flaw of an expression, if it has one. Quotes are those of the engine that reads it, since what is a quote on
/// one engine stands open on the other: both have `'…'` and `"…"`, SQLite `` `…` `` and `[…]`, PostgreSQL `E'…'` and
/// `$tag$…$tag$`.
pub(crate) fn flaw(text: &str, dialect: Dialect) -> Option<Flaw> {
    let bytes = text.as_bytes();
    let on_sqlite = dialect == Dialect::Sqlite;
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let next = bytes.get(at + 1).copied();
        match byte {
            b';' => return Some(Flaw::Semicolon),
            b'-' if next == Some(b'-') => return Some(Flaw::Comment),
            b'/' if next == Some(b'*') => return Some(Flaw::Comment),
            b'(' => depth += 1,
            b')' => match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => return Some(Flaw::OpenParenthesis),
            },
            b'[' if on_sqlite => match text[at..].find(']') {
                Some(length) => {
                    at += length + 1;
                    continue;
                }
                None => return Some(Flaw::OpenQuote),
            },
            b'\'' | b'"' | b'`' if byte != b'`' || on_sqlite => {
                let escapes = byte == b'\'' && !on_sqlite && has_escape_prefix(&bytes[..at]);
                match end_of_quote(bytes, at, escapes) {
                    Some(end) => at = end,
                    None => return Some(Flaw::OpenQuote),
                }
                continue;
            }
            b'$' if !on_sqlite
                && !at
                    .checked_sub(1)
                    .is_some_and(|before| is_word(bytes[before])) =>
            {
                if let Some(tag) = dollar_tag(&text[at..]) {
                    let body = at + tag.len();
                    match text[body..].find(tag) {
                        Some(length) => at = body + length + tag.len(),
                        None => return Some(Flaw::OpenQuote),
                    }
                    continue;
                }
            }
            _ => {}
        }
        at += 1;
    }
    (depth > 0).then_some(Flaw::OpenParenthesis)
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$' || byte >= 0x80
}

/// Whether a quote that follows is one of `E'…'`, in which a backslash escapes.
fn has_escape_prefix(before: &[u8]) -> bool {
    match before {
        [.., earlier, b'e' | b'E'] => !is_word(*earlier),
        [b'e' | b'E'] => true,
        _ => false,
    }
}

/// The offset after a quote that starts at `start`; a doubled quote does not end it.
fn end_of_quote(bytes: &[u8], start: usize, escapes: bool) -> Option<usize> {
    let quote = bytes[start];
    let mut at = start + 1;
    loop {
        match *bytes.get(at)? {
            b'\\' if escapes => at += 2,
            byte if byte == quote && bytes.get(at + 1) == Some(&quote) => at += 2,
            byte if byte == quote => return Some(at + 1),
            _ => at += 1,
        }
    }
}

/// The opening `$tag$` of a dollar quote.
fn dollar_tag(text: &str) -> Option<&str> {
    let length = text[1..].find('$')?;
    let tag = &text[1..=length];
    let named = tag
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    (named && !tag.starts_with(|char: char| char.is_ascii_digit())).then(|| &text[..length + 2])
}

#[cfg(test)]
mod tests {
    use super::{Flaw, flaw};
    use crate::Dialect::{self, Postgres, Sqlite};

    const BOTH: [Dialect; 2] = [Sqlite, Postgres];

    #[test]
    fn accepts_expressions_that_are_closed() {
        for text in [
            "balance >= 0",
            "lower(email)",
            "first || ' ' || last",
            "note <> 'it''s; fine -- really'",
            r#""odd;name" IS NULL"#,
            "x = 'ends with a backslash\\'",
            "price_$1 > 0",
        ] {
            for dialect in BOTH {
                assert_eq!(flaw(text, dialect), None, "{text} on {dialect:?}");
            }
        }
        for text in [
            r"x = E'it\'s'",
            "$tag$ ; -- $tag$",
            "$$;$$ || 'x'",
            "words[1] = 'a'",
        ] {
            assert_eq!(flaw(text, Postgres), None, "{text}");
        }
        for text in ["`odd;name` IS NULL", "[odd;name] IS NULL"] {
            assert_eq!(flaw(text, Sqlite), None, "{text}");
        }
    }

    #[test]
    fn sees_what_reaches_beyond_the_expression() {
        for dialect in BOTH {
            let flaw = |text| flaw(text, dialect);
            assert_eq!(flaw("1); DROP TABLE t"), Some(Flaw::OpenParenthesis));
            assert_eq!(flaw("1; SELECT 2"), Some(Flaw::Semicolon));
            assert_eq!(flaw("1 -- rest"), Some(Flaw::Comment));
            assert_eq!(flaw("1 /* rest"), Some(Flaw::Comment));
            assert_eq!(flaw("(1"), Some(Flaw::OpenParenthesis));
            assert_eq!(flaw("'open"), Some(Flaw::OpenQuote));
            assert_eq!(flaw("note = 'a' 'b;"), Some(Flaw::OpenQuote));
        }
        assert_eq!(flaw(r"E'open\'", Postgres), Some(Flaw::OpenQuote));
        assert_eq!(flaw("$tag$ open", Postgres), Some(Flaw::OpenQuote));
        assert_eq!(flaw("[open", Sqlite), Some(Flaw::OpenQuote));
    }

    #[test]
    fn a_quote_of_one_engine_hides_nothing_from_the_other() {
        for (text, dialect) in [
            ("$a$ ); DROP TABLE t; SELECT ( $a$", Sqlite),
            (r"E'\' ); DROP TABLE t; SELECT (E'", Sqlite),
            ("` ); DROP TABLE t; SELECT ( `", Postgres),
            ("[ ); DROP TABLE t; SELECT ( ]", Postgres),
        ] {
            assert_eq!(flaw(text, dialect), Some(Flaw::OpenParenthesis), "{text}");
        }
    }
}
