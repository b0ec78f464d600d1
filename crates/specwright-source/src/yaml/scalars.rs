//! A scalar, as it stands → its value, or the key that it is.

use super::{Builder, Inside, Key, Open};
use crate::scalar::{Ambiguity, Plain, resolve};
use crate::{Node, Value};
use granit_parser::{ScalarStyle, Span as Range, Tag};
use specwright_diagnostics::{Diagnostic, Span, codes};
use std::borrow::Cow;

impl<'a> Builder<'a> {
    pub(super) fn scalar(
        &mut self,
        text: Cow<'a, str>,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<&Tag>,
        span: Span,
    ) {
        let plain = style == ScalarStyle::Plain;
        // The parser gives a value that is left out as `~`.
        let text = if plain && span.start == span.end {
            Cow::Borrowed("")
        } else {
            text
        };
        if let Some(Open {
            inside: Inside::Object {
                key: key @ None, ..
            },
            ..
        }) = self.open.last_mut()
        {
            let is_merge = tag.map_or(plain && text == "<<", |tag| {
                tag.suffix_in_namespace("tag:yaml.org,2002:").as_deref() == Some("merge")
            });
            if is_merge {
                *key = Some(Key::Merge(span));
                return;
            }
            // A plain key is its text; only what says null explicitly has none.
            let is_null = tag.map_or(plain && resolve(&text).0 == Plain::Null, |tag| {
                tag.core_suffix() == Some("null")
            });
            if !is_null {
                if anchor != 0 {
                    let value = match resolve(&text).0 {
                        Plain::Bool(value) if plain && tag.is_none() => Value::Bool(value),
                        Plain::Number(number) if plain && tag.is_none() => Value::Number(number),
                        _ => Value::String(text.clone().into_owned()),
                    };
                    self.anchors.define(anchor, &Node { value, span });
                }
                *key = Some(Key::Text(text.clone().into_owned(), span));
                if tag.is_some() {
                    self.tagged(&text, tag, span);
                } else if plain && matches!(resolve(&text).1, Some(Ambiguity::Boolean)) {
                    self.ambiguous(span, Ambiguity::Boolean);
                }
                return;
            }
        }
        let value = match tag {
            Some(tag) => self.tagged(&text, Some(tag), span),
            None if plain => self.plain(text, span),
            None => Value::String(text.into_owned()),
        };
        self.place(Node { value, span }, anchor);
    }

    fn plain(&mut self, text: Cow<'a, str>, span: Span) -> Value {
        let (plain, ambiguity) = resolve(&text);
        match ambiguity {
            Some(Ambiguity::LeadingZero) => {
                let there = if text.contains(['8', '9']) {
                    "a text"
                } else {
                    "octal"
                };
                self.findings.push(Diagnostic::new(
                    &codes::AMBIGUOUS_NUMBER,
                    span,
                    format!(
                        "`{text}` is read as a decimal number; YAML 1.1 readers read it as {there}"
                    ),
                    "quote it if it is a text, or write the number without leading zeros",
                ));
            }
            Some(Ambiguity::Octal) => self.findings.push(Diagnostic::new(
                &codes::AMBIGUOUS_NUMBER,
                span,
                format!("`{text}` is read as an octal number; YAML 1.1 readers read it as a text"),
                "quote it if it is a text, or write the number in decimal digits",
            )),
            Some(other) => self.ambiguous(span, other),
            None => {}
        }
        match plain {
            Plain::Null => Value::Null,
            Plain::Bool(value) => Value::Bool(value),
            Plain::Number(number) => Value::Number(number),
            Plain::Text => Value::String(text.into_owned()),
            Plain::NotJson => {
                self.findings.push(Diagnostic::new(
                    &codes::NOT_A_JSON_NUMBER,
                    span,
                    format!("`{text}` is no number that JSON has"),
                    "leave the key out for \"no limit\", or quote the value if it is a text",
                ));
                Value::Null
            }
            Plain::OutOfRange => {
                self.findings.push(out_of_range(span));
                Value::Null
            }
        }
    }

    fn tagged(&mut self, text: &str, tag: Option<&Tag>, span: Span) -> Value {
        let Some(tag) = tag else {
            return Value::String(text.to_owned());
        };
        let Some(core) = tag.core_suffix() else {
            if tag.original() == "!" {
                return Value::String(text.to_owned());
            }
            self.findings.push(unknown_tag(tag, span));
            return Value::String(text.to_owned());
        };
        match (core, resolve(text).0) {
            ("str", _) => Value::String(text.to_owned()),
            ("null", Plain::Null) => Value::Null,
            ("bool", Plain::Bool(value)) => Value::Bool(value),
            ("float", Plain::Number(number)) => Value::Number(number),
            ("int", Plain::Number(number)) if number.is_integer() => Value::Number(number),
            _ => {
                self.findings
                    .push(tag_mismatch(tag, &format!("`{text}`"), span));
                Value::Null
            }
        }
    }

    pub(super) fn check_tag(&mut self, tag: Option<&Tag>, expected: &str, range: &Range) {
        let Some(tag) =
            tag.filter(|tag| tag.core_suffix() != Some(expected) && tag.original() != "!")
        else {
            return;
        };
        let bytes = range
            .tag_span()
            .and_then(|span| span.byte_range())
            .or_else(|| range.byte_range())
            .unwrap_or_default();
        let span = self.findings.span(bytes.start, bytes.end);
        let collection = if expected == "seq" {
            "an array"
        } else {
            "an object"
        };
        self.findings.push(if tag.core_suffix().is_some() {
            tag_mismatch(tag, collection, span)
        } else {
            unknown_tag(tag, span)
        });
    }

    fn ambiguous(&mut self, span: Span, ambiguity: Ambiguity) {
        const NAMED: usize = 5;
        self.ambiguous_count += 1;
        if self.ambiguous.len() < NAMED {
            self.ambiguous.push((span, ambiguity));
        }
    }

    /// One note for the whole file: a list of countries may hold many.
    pub(super) fn report_ambiguous(&mut self) {
        let Some((&(span, ambiguity), others)) = self.ambiguous.split_first() else {
            return;
        };
        let text = |span: Span| &self.text[span.start as usize..span.end as usize];
        let kind = if ambiguity == Ambiguity::Boolean {
            "a boolean"
        } else {
            "a number"
        };
        let more = match self.ambiguous_count - 1 {
            0 => String::new(),
            1 => "; so is one more".to_owned(),
            count => format!("; so are {count} more"),
        };
        let message = format!(
            "`{}` is a text here, and {kind} to YAML 1.1 readers{more}",
            text(span)
        );
        let mut finding = Diagnostic::new(
            &codes::AMBIGUOUS_WORD,
            span,
            message,
            "quote it, so that every reader sees a text",
        );
        for &(span, _) in others {
            finding = finding.with_related(span, "the same holds here");
        }
        self.findings.push(finding);
    }
}

/// The finding about a number that cannot be held.
pub(crate) fn out_of_range(span: Span) -> Diagnostic {
    Diagnostic::new(
        &codes::NUMBER_OUT_OF_RANGE,
        span,
        "the number is too large to be held",
        "write a smaller number, or quote it if it is a text",
    )
}

fn unknown_tag(tag: &Tag, span: Span) -> Diagnostic {
    Diagnostic::new(
        &codes::UNKNOWN_TAG,
        span,
        format!(
            "the tag `{}` is not one of YAML's core tags",
            tag.original()
        ),
        "remove the tag, or quote the text if the exclamation mark belongs to it",
    )
}

fn tag_mismatch(tag: &Tag, what: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        &codes::TAG_MISMATCH,
        span,
        format!("{what} does not fit the tag `{}`", tag.original()),
        "remove the tag, or mend the value",
    )
}
