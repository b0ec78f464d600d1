//! JSON text → value tree, by the grammar of RFC 8259 and nothing beside it.

mod string;

use crate::composition::compose;
use crate::findings::Findings;
use crate::yaml::out_of_range;
use crate::{Entry, Limits, Node, Number, Value, syntax};
use specwright_diagnostics::{Diagnostic, codes};

/// Reads a text; `None` if it holds no value, or no end of it could be found.
///
/// A fault whose meaning is plain (a trailing comma, a comment, a missing comma) is reported, and reading goes on.
pub(crate) fn read(text: &str, limits: &Limits, findings: &mut Findings) -> Option<Node> {
    let mut reader = Reader {
        text,
        bytes: text.as_bytes(),
        at: 0,
        depth: limits.depth,
        values: limits.values,
        limit: limits.values,
        findings,
    };
    reader.skip_blanks();
    if reader.at == text.len() {
        return None;
    }
    let root = reader.value(0).ok()?;
    reader.skip_blanks();
    if reader.at < text.len() {
        reader.fault(
            reader.at,
            reader.at + 1,
            "text follows the end of the document",
            "remove it, or check the brackets before it",
        );
    }
    Some(root)
}

/// Reading ends here; the reason is among the findings.
struct Stop;

struct Reader<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    depth: usize,
    /// How many more values there may be, and how many there may be in all.
    values: usize,
    limit: usize,
    findings: &'a mut Findings,
}

impl<'a> Reader<'a> {
    fn value(&mut self, depth: usize) -> Result<Node, Stop> {
        let start = self.at;
        let Some(left) = self.values.checked_sub(1) else {
            let place = self.findings.span(start, start);
            self.findings
                .push(syntax::too_many_values(self.limit, place));
            return Err(Stop);
        };
        self.values = left;
        let value = match self.peek() {
            Some(b'{') => self.object(depth)?,
            Some(b'[') => self.array(depth)?,
            Some(b'"' | b'\'') => Value::String(self.string()?),
            Some(b'0'..=b'9' | b'-' | b'+' | b'.') => self.number(),
            Some(byte) if byte.is_ascii_alphabetic() => self.word()?,
            Some(_) => {
                return Err(self.fault(
                    start,
                    start + 1,
                    "a value was expected here",
                    "write a value, or remove what asks for it",
                ));
            }
            None => {
                return Err(self.fault(
                    start,
                    start,
                    "the text ends where a value was expected",
                    "write the value; the file may be cut off",
                ));
            }
        };
        Ok(Node {
            value,
            span: self.findings.span(start, self.at),
        })
    }

    fn array(&mut self, depth: usize) -> Result<Value, Stop> {
        let open = self.open(depth)?;
        let mut items = Vec::new();
        loop {
            self.skip_blanks();
            if self.peek() == Some(b']') {
                break;
            }
            if matches!(self.peek(), None | Some(b'}')) {
                return Err(self.unclosed(open, ']'));
            }
            items.push(self.value(depth + 1)?);
            self.separator(open, b']')?;
        }
        self.at += 1;
        items.shrink_to_fit();
        Ok(Value::Array(items))
    }

    fn object(&mut self, depth: usize) -> Result<Value, Stop> {
        let open = self.open(depth)?;
        let mut entries = Vec::new();
        loop {
            self.skip_blanks();
            let start = self.at;
            let key = match self.peek() {
                Some(b'}') => break,
                Some(b'"' | b'\'') => self.string()?,
                Some(byte) if is_word_byte(byte) => self.bare_key(),
                None | Some(b']') => return Err(self.unclosed(open, '}')),
                Some(_) => {
                    return Err(self.fault(
                        start,
                        start + 1,
                        "a key in double quotes was expected here",
                        "write the key, or remove what asks for it",
                    ));
                }
            };
            let key_span = self.findings.span(start, self.at);
            self.skip_blanks();
            if self.peek() != Some(b':') {
                return Err(self.fault(
                    self.at,
                    self.at,
                    format!("`:` was expected after the key `{key}`"),
                    "write `:` and the value of the key",
                ));
            }
            self.at += 1;
            self.skip_blanks();
            let node = self.value(depth + 1)?;
            entries.push(Entry {
                key,
                key_span,
                node,
            });
            self.separator(open, b'}')?;
        }
        self.at += 1;
        Ok(Value::Object(compose(entries, None, self.findings)))
    }

    fn open(&mut self, depth: usize) -> Result<usize, Stop> {
        let open = self.at;
        if depth >= self.depth {
            let (code, message, help) = syntax::too_deep(self.depth);
            let place = self.findings.span(open, open + 1);
            self.findings
                .push(Diagnostic::new(code, place, message, help));
            return Err(Stop);
        }
        self.at += 1;
        Ok(open)
    }

    /// Reads what stands after an item: a comma, or nothing before the closing bracket.
    fn separator(&mut self, open: usize, close: u8) -> Result<(), Stop> {
        let end = self.at;
        self.skip_blanks();
        match self.peek() {
            Some(b',') => {
                let comma = self.at;
                self.at += 1;
                self.skip_blanks();
                if self.peek() == Some(close) {
                    self.extension(
                        comma,
                        comma + 1,
                        "a comma before a closing bracket is not JSON",
                        "remove the comma",
                    );
                }
                Ok(())
            }
            Some(byte) if byte == close => Ok(()),
            None | Some(b'}' | b']') => Err(self.unclosed(open, char::from(close))),
            Some(b':') => Err(self.fault(
                self.at,
                self.at + 1,
                "a `:` cannot stand here",
                "write `,` between items; only a key in an object takes a `:`",
            )),
            Some(_) => {
                self.fault(
                    end,
                    end,
                    "`,` was expected here",
                    "write `,` between two items",
                );
                Ok(())
            }
        }
    }

    fn number(&mut self) -> Value {
        let start = self.at;
        while self
            .peek()
            .is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
        {
            self.at += 1;
        }
        let text = &self.text[start..self.at];
        if let Some(number) = Number::parse(text) {
            return Value::Number(number);
        }
        let digits = text.trim_start_matches(['+', '-']);
        let help = if digits.len() > 1
            && digits.starts_with('0')
            && digits.bytes().all(|byte| byte.is_ascii_digit())
        {
            "remove the leading zeros, or quote it if it is a text"
        } else if text.starts_with('+') {
            "remove the `+`"
        } else if digits.starts_with('.') || digits.ends_with('.') {
            "write a digit on both sides of the point"
        } else if text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.' | b'e' | b'E'))
            && digits.contains(['e', 'E'])
        {
            let place = self.findings.span(start, self.at);
            self.findings.push(out_of_range(place));
            return Value::Null;
        } else {
            "write it in decimal digits, or quote it if it is a text"
        };
        self.fault(
            start,
            self.at,
            format!("`{text}` is no number of JSON"),
            help,
        );
        Value::Null
    }

    fn word(&mut self) -> Result<Value, Stop> {
        let start = self.at;
        let word = self.take_word();
        let help = match word {
            "null" => return Ok(Value::Null),
            "true" => return Ok(Value::Bool(true)),
            "false" => return Ok(Value::Bool(false)),
            "None" | "undefined" | "nil" | "NULL" | "Null" => "write `null`",
            "True" | "TRUE" => "write `true`",
            "False" | "FALSE" => "write `false`",
            "NaN" | "Infinity" | "nan" | "inf" => {
                let place = self.findings.span(start, self.at);
                self.findings.push(Diagnostic::new(
                    &codes::NOT_A_JSON_NUMBER,
                    place,
                    format!("`{word}` is no number that JSON has"),
                    "leave the key out for \"no limit\", or quote the value if it is a text",
                ));
                return Ok(Value::Null);
            }
            _ => "put a text in double quotes",
        };
        let known = !help.starts_with("put");
        let stop = self.fault(
            start,
            start + word.len(),
            format!("`{word}` is no value of JSON"),
            help,
        );
        if known { Ok(Value::Null) } else { Err(stop) }
    }

    fn bare_key(&mut self) -> String {
        let start = self.at;
        let key = self.take_word().to_owned();
        self.extension(
            start,
            self.at,
            format!("the key `{key}` has no quotes, which is not JSON"),
            format!("write `\"{key}\"`"),
        );
        key
    }

    fn take_word(&mut self) -> &'a str {
        let start = self.at;
        while self.peek().is_some_and(is_word_byte) {
            self.at += 1;
        }
        &self.text[start..self.at]
    }

    fn skip_blanks(&mut self) {
        loop {
            while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
                self.at += 1;
            }
            let rest = &self.bytes[self.at..];
            let length = if rest.starts_with(b"//") || rest.starts_with(b"#") {
                rest.iter()
                    .position(|&byte| byte == b'\n')
                    .unwrap_or(rest.len())
            } else if rest.starts_with(b"/*") {
                self.text[self.at + 2..]
                    .find("*/")
                    .map_or(rest.len(), |end| end + 4)
            } else {
                return;
            };
            let start = self.at;
            self.at += length;
            self.extension(
                start,
                self.at,
                "a comment is not JSON",
                "remove the comment, or keep the text in a `description`",
            );
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Reports a fault of the grammar.
    fn fault(
        &mut self,
        start: usize,
        end: usize,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Stop {
        let end = self.text.ceil_char_boundary(end.min(self.text.len()));
        let place = self.findings.span(start, end);
        self.findings
            .push(Diagnostic::new(&codes::JSON_SYNTAX, place, message, help));
        Stop
    }

    /// Reports something that other readers take for JSON.
    fn extension(
        &mut self,
        start: usize,
        end: usize,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let place = self.findings.span(start, end);
        self.findings.push(Diagnostic::new(
            &codes::JSON_EXTENSION,
            place,
            message,
            help,
        ));
    }

    fn unclosed(&mut self, open: usize, close: char) -> Stop {
        let opened = self.findings.span(open, open + 1);
        let bracket = if close == ']' { '[' } else { '{' };
        let (end, message) = match self.peek() {
            None => (
                self.at,
                format!("the text ends before the `{bracket}` is closed"),
            ),
            Some(other) => (
                self.at + 1,
                format!("`{}` does not close `{bracket}`", char::from(other)),
            ),
        };
        let place = self.findings.span(self.at, end);
        let help = format!("write `{close}`, or close what was opened inside first");
        self.findings.push(
            Diagnostic::new(&codes::JSON_SYNTAX, place, message, help)
                .with_related(opened, "opened here"),
        );
        Stop
    }
}

fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'-')
}
