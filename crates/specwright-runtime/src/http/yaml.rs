//! Which JSON does a body in YAML say?
//!
//! YAML 1.2.2, with the core schema (section 10.3): `no` and `2026-01-31` are texts, `0x1F` is a number. What JSON cannot
//! hold is refused: numbers that are none, keys that are no scalars, tags of one's own. So are aliases, whose copies could
//! be many times as long as the body, and further documents.

use crate::json::{Reader, Syntax, Writer};
use granit_parser::{Event, Parser, ScalarStyle};

/// The same value as a JSON text.
pub(super) fn to_json(body: &[u8]) -> Result<Vec<u8>, Syntax> {
    let refused = |reason, offset| Syntax::new(reason, offset, body);
    let text = std::str::from_utf8(body).map_err(|error| refused(UTF_8, error.valid_up_to()))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let options = granit_parser::options! {
        emit_comments: false,
        flow_nesting_limit: Reader::MAX_DEPTH + 1,
        block_nesting_limit: Reader::MAX_DEPTH + 1,
    };
    let mut parser = Parser::new_from_str_with_options(text, options);
    let mut writing = Writing::default();
    let mut documents = 0;
    while let Some(event) = parser.next_event() {
        let (event, range) = match event {
            Ok(found) => found,
            Err(error) => {
                let offset = error.marker().byte_offset().unwrap_or_default();
                return Err(refused("YAML that is not well-formed", offset));
            }
        };
        let range = range.byte_range().unwrap_or_default();
        if let Event::DocumentStart(..) = event {
            documents += 1;
            if documents > 1 {
                return Err(refused("a second document in YAML", range.start));
            }
        }
        // The parser gives a value that is left out as `~`.
        writing
            .event(event, range.is_empty())
            .map_err(|reason| refused(reason, range.start))?;
    }
    if writing.open.is_empty() && writing.is_begun {
        Ok(writing.json.finish().unwrap_or_default())
    } else {
        Err(refused("no value in YAML", 0))
    }
}

const UTF_8: &str = "YAML that is not UTF-8";

/// The JSON text so far.
#[derive(Default)]
struct Writing {
    json: Writer,
    open: Vec<Open>,
    is_begun: bool,
}

/// A list or an object that is not closed yet.
struct Open {
    is_object: bool,
    /// How many keys and values it has.
    count: usize,
}

impl Writing {
    fn event(&mut self, event: Event<'_>, is_left_out: bool) -> Result<(), &'static str> {
        match event {
            Event::Scalar(text, style, _, tag) => {
                let is_plain = style == ScalarStyle::Plain;
                let is_text = match tag.as_deref() {
                    None => !is_plain,
                    Some(tag) => match tag.core_suffix() {
                        Some("str") => true,
                        Some("null" | "bool" | "int" | "float") if is_plain => false,
                        _ => return Err("a tag in YAML that JSON has no value for"),
                    },
                };
                let text = if is_plain && is_left_out { "" } else { &*text };
                self.scalar(text, is_text)
            }
            Event::SequenceStart(_, _, tag) => {
                self.opened("[", false, tag.is_none_or(|tag| is_core(&tag, "seq")))
            }
            Event::MappingStart(_, _, tag) => {
                self.opened("{", true, tag.is_none_or(|tag| is_core(&tag, "map")))
            }
            Event::SequenceEnd => {
                self.closed("]");
                Ok(())
            }
            Event::MappingEnd => {
                self.closed("}");
                Ok(())
            }
            Event::Alias(_) => Err("an alias in YAML"),
            _ => Ok(()),
        }
    }

    /// Writes what stands before a value, or before a key; whether it is a key.
    fn before(&mut self) -> bool {
        self.is_begun = true;
        let Some(open) = self.open.last_mut() else {
            return false;
        };
        let is_value = open.is_object && open.count % 2 == 1;
        if is_value {
            self.json.raw(":");
        } else if open.count > 0 {
            self.json.raw(",");
        }
        open.count += 1;
        open.is_object && !is_value
    }

    fn scalar(&mut self, text: &str, is_text: bool) -> Result<(), &'static str> {
        // A key is its text, whatever it would be as a value.
        if self.before() || is_text {
            self.json.string(text);
            return Ok(());
        }
        match text {
            "" | "~" | "null" | "Null" | "NULL" => self.json.null(),
            "true" | "True" | "TRUE" => self.json.boolean(true),
            "false" | "False" | "FALSE" => self.json.boolean(false),
            _ => match number(text) {
                Number::Json(number) => self.json.raw(&number),
                Number::Beyond => return Err("a number in YAML that JSON has no value for"),
                Number::None => self.json.string(text),
            },
        }
        Ok(())
    }

    fn opened(
        &mut self,
        bracket: &str,
        is_object: bool,
        is_core: bool,
    ) -> Result<(), &'static str> {
        if !is_core {
            return Err("a tag in YAML that JSON has no value for");
        }
        if self.before() {
            return Err("a key in YAML that is no text");
        }
        self.json.raw(bracket);
        self.open.push(Open {
            is_object,
            count: 0,
        });
        Ok(())
    }

    fn closed(&mut self, bracket: &str) {
        self.open.pop();
        self.json.raw(bracket);
    }
}

fn is_core(tag: &granit_parser::Tag, name: &str) -> bool {
    tag.core_suffix() == Some(name)
}

/// What a plain scalar is as a number.
#[derive(Debug, PartialEq)]
enum Number {
    /// A number, as JSON writes it.
    Json(String),
    /// A number that JSON cannot write, or no number that anybody means.
    Beyond,
    /// No number.
    None,
}

/// Reads `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`, `0o…`, `0x…`, and what is not finite.
fn number(text: &str) -> Number {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN") {
        return Number::Beyond;
    }
    for (prefix, radix) in [("0x", 16), ("0o", 8)] {
        if let Some(digits) = text.strip_prefix(prefix)
            && !digits.is_empty()
            && digits.chars().all(|digit| digit.is_digit(radix))
        {
            return match u128::from_str_radix(digits, radix) {
                Ok(number) => Number::Json(number.to_string()),
                Err(_) => Number::Beyond,
            };
        }
    }
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let exponent_at = unsigned.find(['e', 'E']).unwrap_or(unsigned.len());
    let (mantissa, exponent) = unsigned.split_at(exponent_at);
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let exponent_digits = exponent
        .get(1..)
        .map(|rest| rest.strip_prefix(['+', '-']).unwrap_or(rest));
    let is_number = all_digits(whole)
        && all_digits(fraction)
        && !(whole.is_empty() && fraction.is_empty())
        && exponent_digits.is_none_or(|part| !part.is_empty() && all_digits(part));
    if !is_number {
        return Number::None;
    }
    let sign = if text.starts_with('-') { "-" } else { "" };
    let significant = match whole.trim_start_matches('0') {
        "" => "0",
        digits => digits,
    };
    let point = if fraction.is_empty() { "" } else { "." };
    Number::Json(format!("{sign}{significant}{point}{fraction}{exponent}"))
}

#[cfg(test)]
mod tests {
    use super::to_json;

    #[track_caller]
    fn json(yaml: &str) -> String {
        let json = to_json(yaml.as_bytes()).unwrap_or_else(|error| panic!("{yaml}: {error}"));
        serde_json::from_slice::<serde_json::Value>(&json).expect("it is JSON");
        String::from_utf8(json).expect("it is UTF-8")
    }

    #[test]
    fn a_value_in_yaml_is_the_same_in_json() {
        for (yaml, expected) in [
            (
                "a: 1\nb:\n- x\n- {c: [d, 'e\"f']}\n",
                r#"{"a":1,"b":["x",{"c":["d","e\"f"]}]}"#,
            ),
            (
                "{\"a\": [1, 2.5e3, null, true]}",
                r#"{"a":[1,2.5e3,null,true]}"#,
            ),
            ("# only\n--- |\n  two\n  lines\n...\n", r#""two\nlines\n""#),
            ("a:\nb: ~\nc: ''\n", r#"{"a":null,"b":null,"c":""}"#),
            (
                "1: 2\ntrue: no\nnull: on\n",
                r#"{"1":2,"true":"no","null":"on"}"#,
            ),
            (
                "[0x1F, 0o17, 012, +1, -.5, 1., 0.0]",
                "[31,15,12,1,-0.5,1,0.0]",
            ),
            (
                "[0b1, 1_000, 2026-01-31, 1e, 12:30, v1]",
                r#"["0b1","1_000","2026-01-31","1e","12:30","v1"]"#,
            ),
            ("[!!str 1, !!int 1, '1']", r#"["1",1,"1"]"#),
            ("&anchor a: &other b", r#"{"a":"b"}"#),
            ("[]", "[]"),
            ("{}", "{}"),
        ] {
            assert_eq!(json(yaml), expected, "{yaml}");
        }
    }

    #[test]
    fn what_json_cannot_say_is_refused_with_its_line() {
        for (yaml, line) in [
            ("a: [1\n", 1),
            ("a: &x 1\nb: *x\n", 2),
            ("a: .inf\n", 1),
            ("\n? [a]\n: 1\n", 2),
            ("a: !own 1\n", 1),
            ("a: 1\n---\nb: 1\n", 2),
            ("a: 1\n\tb: 2\n", 1),
            ("", 1),
            ("# nothing\n", 1),
        ] {
            let error = to_json(yaml.as_bytes()).expect_err(yaml);
            assert_eq!(error.line(), line, "{yaml}: {error}");
        }
        assert!(to_json(b"a: \xff").is_err());
        assert!(to_json("[".repeat(10_000).as_bytes()).is_err());
    }
}
