//! What is a free-form JSON value?

use super::ValueError;
use std::str::FromStr;

/// A JSON value as its text, without white space between its tokens.
///
/// Numbers, escapes and the order of keys stay as they were written; equality is equality of the text. Refused are
/// what PostgreSQL's `jsonb` cannot hold (the character U+0000, lone surrogates) and more than [`Json::MAX_DEPTH`]
/// levels. SQLite and PostgreSQL's `json` keep the text; `jsonb` sorts keys and normalises numbers.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Json(Box<str>);

impl Json {
    /// The most levels of arrays and objects.
    pub const MAX_DEPTH: usize = 128;

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text, to keep.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0.into_string()
    }

    /// `null`.
    #[must_use]
    pub fn null() -> Self {
        Self("null".into())
    }

    /// Whether it is `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        &*self.0 == "null"
    }

    /// The value as a tree. Integers beyond 64 bits and long fractions become the nearest `f64`.
    ///
    /// # Errors
    /// A number is beyond `f64`.
    pub fn to_value(&self) -> Result<serde_json::Value, ValueError> {
        serde_json::from_str(&self.0).map_err(|_| ValueError::OutOfRange)
    }
}

impl FromStr for Json {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        let mut scanner = Scanner {
            text: text.as_bytes(),
            at: 0,
            compact: Vec::with_capacity(text.len()),
        };
        scanner.document()?;
        let compact = String::from_utf8(scanner.compact)
            .expect("whole strings were copied, and all else is ASCII");
        Ok(Self(compact.into_boxed_str()))
    }
}

impl TryFrom<&serde_json::Value> for Json {
    type Error = ValueError;

    fn try_from(value: &serde_json::Value) -> Result<Self, ValueError> {
        value.to_string().parse()
    }
}

impl std::fmt::Display for Json {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Checks a text and copies its tokens; no recursion, so that no depth can exhaust the stack.
struct Scanner<'a> {
    text: &'a [u8],
    at: usize,
    compact: Vec<u8>,
}

impl Scanner<'_> {
    fn document(&mut self) -> Result<(), ValueError> {
        let mut open: Vec<u8> = Vec::new();
        loop {
            if let Some(closer) = self.value_or_opening()? {
                if open.len() == Json::MAX_DEPTH {
                    return Err(ValueError::OutOfRange);
                }
                if self.peek() != Some(closer) {
                    open.push(closer);
                    if closer == b'}' {
                        self.key()?;
                    }
                    continue;
                }
                self.take();
            }
            loop {
                match (open.last().copied(), self.peek()) {
                    (None, None) => return Ok(()),
                    (Some(closer), Some(byte)) if byte == closer => {
                        self.take();
                        open.pop();
                    }
                    (Some(closer), Some(b',')) => {
                        self.take();
                        if closer == b'}' {
                            self.key()?;
                        }
                        break;
                    }
                    _ => return Err(ValueError::Malformed),
                }
            }
        }
    }

    /// Copies a scalar, or the opening bracket of a container, and then says what closes it.
    fn value_or_opening(&mut self) -> Result<Option<u8>, ValueError> {
        match self.peek() {
            Some(b'{') => {
                self.take();
                Ok(Some(b'}'))
            }
            Some(b'[') => {
                self.take();
                Ok(Some(b']'))
            }
            Some(b'"') => self.string().map(|()| None),
            Some(b'-' | b'0'..=b'9') => self.number().map(|()| None),
            Some(b't') => self.word(b"true").map(|()| None),
            Some(b'f') => self.word(b"false").map(|()| None),
            Some(b'n') => self.word(b"null").map(|()| None),
            _ => Err(ValueError::Malformed),
        }
    }

    fn key(&mut self) -> Result<(), ValueError> {
        if self.peek() != Some(b'"') {
            return Err(ValueError::Malformed);
        }
        self.string()?;
        if self.peek() != Some(b':') {
            return Err(ValueError::Malformed);
        }
        self.take();
        Ok(())
    }

    fn string(&mut self) -> Result<(), ValueError> {
        let start = self.at;
        self.at += 1;
        loop {
            match self.byte()? {
                b'"' => break,
                b'\\' => self.escape()?,
                0..=0x1F => return Err(ValueError::Malformed),
                _ => {}
            }
        }
        self.compact.extend_from_slice(&self.text[start..self.at]);
        Ok(())
    }

    fn escape(&mut self) -> Result<(), ValueError> {
        match self.byte()? {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Ok(()),
            b'u' => match self.code_unit()? {
                0 | 0xDC00..=0xDFFF => Err(ValueError::OutOfRange),
                0xD800..=0xDBFF => {
                    let paired = self.byte()? == b'\\'
                        && self.byte()? == b'u'
                        && (0xDC00..=0xDFFF).contains(&self.code_unit()?);
                    if paired {
                        Ok(())
                    } else {
                        Err(ValueError::OutOfRange)
                    }
                }
                _ => Ok(()),
            },
            _ => Err(ValueError::Malformed),
        }
    }

    fn code_unit(&mut self) -> Result<u32, ValueError> {
        let mut unit = 0;
        for _ in 0..4 {
            unit = unit * 16
                + char::from(self.byte()?)
                    .to_digit(16)
                    .ok_or(ValueError::Malformed)?;
        }
        Ok(unit)
    }

    fn number(&mut self) -> Result<(), ValueError> {
        let start = self.at;
        if self.here() == Some(b'-') {
            self.at += 1;
        }
        if self.here() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.here() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.here(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.here(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits()?;
        }
        self.compact.extend_from_slice(&self.text[start..self.at]);
        Ok(())
    }

    fn digits(&mut self) -> Result<(), ValueError> {
        let start = self.at;
        while self.here().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at == start {
            Err(ValueError::Malformed)
        } else {
            Ok(())
        }
    }

    fn word(&mut self, word: &[u8]) -> Result<(), ValueError> {
        if !self.text[self.at..].starts_with(word) {
            return Err(ValueError::Malformed);
        }
        self.at += word.len();
        self.compact.extend_from_slice(word);
        Ok(())
    }

    /// The next byte that is no white space, which is skipped.
    fn peek(&mut self) -> Option<u8> {
        while matches!(self.here(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
        self.here()
    }

    fn here(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    /// Copies the byte that was peeked at.
    fn take(&mut self) {
        self.compact.push(self.text[self.at]);
        self.at += 1;
    }

    fn byte(&mut self) -> Result<u8, ValueError> {
        let byte = self.here().ok_or(ValueError::Malformed)?;
        self.at += 1;
        Ok(byte)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed step is a failed test")]
    use super::*;

    #[test]
    fn drops_white_space_between_tokens_and_keeps_all_else() {
        for (given, kept) in [
            (
                " { \"b\" : [ 1 , 2.50 , -0e+1 ] ,\n\t\"a\" : { } , \"c\": [ ] } ",
                r#"{"b":[1,2.50,-0e+1],"a":{},"c":[]}"#,
            ),
            (
                r#" " a \" \\ \u00e9 \ud83d\ude00 é " "#,
                r#"" a \" \\ \u00e9 \ud83d\ude00 é ""#,
            ),
            (
                "123456789012345678901234567890.123",
                "123456789012345678901234567890.123",
            ),
            ("[[[]],{}]", "[[[]],{}]"),
            ("true", "true"),
        ] {
            assert_eq!(given.parse::<Json>().unwrap().as_str(), kept);
        }
    }

    #[test]
    fn refuses_what_is_not_json() {
        for text in [
            "",
            " ",
            "tru",
            "truex",
            "nul",
            "01",
            "1.",
            "-",
            ".5",
            "1e",
            "+1",
            "[1,]",
            "[1 2]",
            "[",
            "]",
            "{",
            "}",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "{a:1}",
            "{1:1}",
            "\"",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\n\"",
            "1 1",
            "[}",
            "{]",
            "[1}",
            "'a'",
            "NaN",
            "\u{feff}1",
            "{,}",
            "[,1]",
        ] {
            assert_eq!(text.parse::<Json>(), Err(ValueError::Malformed), "{text}");
            assert!(
                serde_json::from_str::<serde_json::Value>(text).is_err(),
                "{text}"
            );
        }
    }

    #[test]
    fn refuses_what_jsonb_cannot_hold() {
        for text in [
            r#""\u0000""#,
            r#""\ud800""#,
            r#""\udc00""#,
            r#""\ud800\u0041""#,
            r#""\ud800x""#,
        ] {
            assert!(text.parse::<Json>().is_err(), "{text}");
        }
    }

    #[test]
    fn bounds_the_depth() {
        let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert!(nested(Json::MAX_DEPTH).parse::<Json>().is_ok());
        assert_eq!(
            nested(Json::MAX_DEPTH + 1).parse::<Json>(),
            Err(ValueError::OutOfRange)
        );
        assert_eq!(
            "[".repeat(1_000_000).parse::<Json>(),
            Err(ValueError::OutOfRange)
        );
    }

    #[test]
    fn goes_to_a_tree_and_back() {
        let tree = serde_json::json!({"b": [1, null, "x\u{1}"], "a": true});
        let json = Json::try_from(&tree).unwrap();
        assert_eq!(json.to_value().unwrap(), tree);
        assert!(Json::null().is_null());
    }
}
