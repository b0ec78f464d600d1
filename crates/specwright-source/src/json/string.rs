//! A string of JSON → its text.

use super::{Reader, Stop};
use specwright_diagnostics::{Diagnostic, codes};

impl Reader<'_> {
    /// Reads a string from its opening quote to behind its closing one.
    pub(super) fn string(&mut self) -> Result<String, Stop> {
        let start = self.at;
        let quote = self.bytes[start];
        self.at += 1;
        let mut text = String::new();
        let mut copied = self.at;
        loop {
            match self.peek() {
                None => {
                    let line = self.text[start..]
                        .find('\n')
                        .map_or(self.text.len(), |end| start + end);
                    return Err(self.fault(
                        start,
                        line,
                        "the quoted text is never closed",
                        "add the closing quote",
                    ));
                }
                Some(byte) if byte == quote => break,
                Some(b'\\') => {
                    text.push_str(&self.text[copied..self.at]);
                    self.escape(&mut text);
                    copied = self.at;
                }
                Some(b'\n' | b'\r') => {
                    return Err(self.fault(
                        start,
                        self.at,
                        "the quoted text is not closed on its line",
                        "add the closing quote, or write a line break as `\\n`",
                    ));
                }
                Some(b'\t') => {
                    self.fault(
                        self.at,
                        self.at + 1,
                        "a tab stands in a quoted text",
                        "write it as `\\t`",
                    );
                    self.at += 1;
                }
                Some(_) => self.at += 1,
            }
        }
        let rest = &self.text[copied..self.at];
        self.at += 1;
        if quote == b'\'' {
            self.extension(
                start,
                self.at,
                "single quotes are not JSON",
                "use double quotes",
            );
        }
        if text.is_empty() {
            return Ok(rest.to_owned());
        }
        text.push_str(rest);
        text.shrink_to_fit();
        Ok(text)
    }

    /// Reads an escape, from its backslash on.
    fn escape(&mut self, text: &mut String) {
        let start = self.at;
        self.at += 1;
        let char = match self.peek() {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                self.at += 1;
                self.unicode_escape(start, text);
                return;
            }
            Some(b'\'') => {
                self.extension(
                    start,
                    start + 2,
                    "the escape `\\'` is not JSON",
                    "write the quote without a backslash",
                );
                '\''
            }
            _ => {
                self.fault(
                    start,
                    start + 2,
                    "the escape is none that JSON has",
                    "write a backslash as `\\\\`",
                );
                return;
            }
        };
        text.push(char);
        self.at += 1;
    }

    /// Reads the digits of `\uXXXX`, and of the second half of a pair.
    fn unicode_escape(&mut self, start: usize, text: &mut String) {
        let Some(unit) = self.four_digits() else {
            self.fault(
                start,
                self.at,
                "four hexadecimal digits were expected after `\\u`",
                "write four digits, such as `\\u00E9`",
            );
            return;
        };
        let mut point = unit;
        if (0xD800..0xDC00).contains(&unit) && self.bytes[self.at..].starts_with(b"\\u") {
            let after_first = self.at;
            self.at += 2;
            match self.four_digits() {
                Some(low) if (0xDC00..0xE000).contains(&low) => {
                    point = 0x1_0000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
                }
                _ => self.at = after_first,
            }
        }
        if let Some(char) = char::from_u32(point) {
            text.push(char);
            return;
        }
        let place = self.findings.span(start, self.at);
        let message = format!(
            "the escape `{}` stands for half a character",
            &self.text[start..self.at]
        );
        self.findings.push(Diagnostic::new(
            &codes::LONE_SURROGATE,
            place,
            message,
            "write both halves, or the character itself",
        ));
    }

    fn four_digits(&mut self) -> Option<u32> {
        let digits = self
            .text
            .get(self.at..self.at + 4)
            .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
        self.at += 4;
        u32::from_str_radix(digits, 16).ok()
    }
}
