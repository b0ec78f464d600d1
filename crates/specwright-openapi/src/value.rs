//! Reading single values: text, numbers, switches and choices of the right type.

use crate::cursor::Cursor;
use crate::fields::Fields;
use crate::reader::Reader;
use specwright_diagnostics::{Diagnostic, Severity, Span, codes, nearest};
use specwright_source::{Entry, Located, Node, Number, Object, Value};

impl<'a> Reader<'a> {
    /// Reports a value of another type than the one that belongs there.
    pub(crate) fn wrong_type(&mut self, node: &Node, at: Span, name: &str, wanted: &str) {
        let help = match (&node.value, wanted) {
            (Value::Null, _) => format!("write {wanted}, or remove it"),
            (Value::Number(_) | Value::Bool(_), "a string") => "put the value in quotes".to_owned(),
            _ => format!("write {wanted}"),
        };
        let span = if matches!(node.value, Value::Object(_) | Value::Array(_)) {
            at
        } else {
            node.span
        };
        let found = node.type_name();
        self.report(
            &codes::WRONG_TYPE,
            span,
            format!("{name} is {found}, where {wanted} belongs"),
            help,
        );
    }

    pub(crate) fn text(&mut self, entry: Option<&'a Entry>) -> Option<Located<String>> {
        let entry = entry?;
        let Some(text) = entry.node.as_str() else {
            self.wrong_type(
                &entry.node,
                entry.key_span,
                &format!("`{}`", entry.key),
                "a string",
            );
            return None;
        };
        Some(Located {
            value: text.to_owned(),
            span: entry.node.span,
        })
    }

    /// A text that must be there and not be empty.
    pub(crate) fn required_text(
        &mut self,
        fields: &mut Fields<'a>,
        key: &'static str,
    ) -> Option<Located<String>> {
        let entry = self.required(fields, key);
        let text = self.text(entry)?;
        if text.value.is_empty() {
            let message = format!("`{key}` of {} is empty", fields.shape.name);
            self.report(
                &codes::INVALID_VALUE,
                text.span,
                message,
                format!("write a text for `{key}`"),
            );
            return None;
        }
        Some(text)
    }

    /// The text of an item of an array.
    pub(crate) fn item_text(
        &mut self,
        cursor: &Cursor<'a, '_>,
        name: &str,
    ) -> Option<Located<String>> {
        let Some(text) = cursor.node.as_str() else {
            self.wrong_type(cursor.node, cursor.at, name, "a string");
            return None;
        };
        Some(Located {
            value: text.to_owned(),
            span: cursor.node.span,
        })
    }

    pub(crate) fn flag(&mut self, entry: Option<&'a Entry>) -> Option<Located<bool>> {
        let entry = entry?;
        let Some(value) = entry.node.as_bool() else {
            self.wrong_type(
                &entry.node,
                entry.key_span,
                &format!("`{}`", entry.key),
                "`true` or `false`",
            );
            return None;
        };
        Some(Located {
            value,
            span: entry.node.span,
        })
    }

    /// A switch that is off where the key is absent.
    pub(crate) fn is_set(&mut self, entry: Option<&'a Entry>) -> bool {
        self.flag(entry).is_some_and(|flag| flag.value)
    }

    pub(crate) fn number(&mut self, entry: Option<&'a Entry>) -> Option<Located<Number>> {
        let entry = entry?;
        let Some(number) = entry.node.as_number() else {
            self.wrong_type(
                &entry.node,
                entry.key_span,
                &format!("`{}`", entry.key),
                "a number",
            );
            return None;
        };
        Some(Located {
            value: number.clone(),
            span: entry.node.span,
        })
    }

    /// A whole number that is not negative.
    pub(crate) fn count(&mut self, entry: Option<&'a Entry>) -> Option<Located<u64>> {
        let number = self.number(entry)?;
        let Some(value) = number.value.as_u64() else {
            let key = entry.map_or("", |entry| entry.key.as_str());
            self.report(
                &codes::INVALID_VALUE,
                number.span,
                format!(
                    "`{key}` is `{}`, where a whole number from 0 to 2^64-1 belongs",
                    number.value
                ),
                "write a whole number",
            );
            return None;
        };
        Some(Located {
            value,
            span: number.span,
        })
    }

    /// One of a fixed set of words.
    pub(crate) fn choice<T: Copy>(
        &mut self,
        entry: Option<&'a Entry>,
        choices: &[(&'static str, T)],
    ) -> Option<T> {
        let text = self.text(entry)?;
        let chosen = choices
            .iter()
            .find(|(word, _)| *word == text.value)
            .map(|(_, value)| *value);
        if chosen.is_none() {
            let key = entry.map_or("", |entry| entry.key.as_str());
            let words = choices.iter().map(|(word, _)| *word);
            let help = nearest(&text.value, words.clone()).map_or_else(
                || format!("write {}", one_of(words)),
                |meant| format!("did you mean `{meant}`?"),
            );
            let message = format!("`{}` is not a value of `{key}`", text.value);
            self.report(&codes::INVALID_VALUE, text.span, message, help);
        }
        chosen
    }

    pub(crate) fn object(&mut self, entry: Option<&'a Entry>) -> Option<(&'a Entry, &'a Object)> {
        let entry = entry?;
        let Some(object) = entry.node.as_object() else {
            if entry.node.as_array().is_some_and(<[Node]>::is_empty) {
                // PHP has one empty array for both, and writes it so.
                self.report_as(
                    Severity::Warning,
                    &codes::WRONG_TYPE,
                    entry.key_span,
                    format!("`{}` is an empty array, where an object belongs", entry.key),
                    "write `{}`, or remove it",
                );
                return None;
            }
            self.wrong_type(
                &entry.node,
                entry.key_span,
                &format!("`{}`", entry.key),
                "an object",
            );
            return None;
        };
        Some((entry, object))
    }

    /// The object at a place that has no key of a fixed name.
    pub(crate) fn object_at(&mut self, cursor: &Cursor<'a, '_>, name: &str) -> Option<&'a Object> {
        let object = cursor.node.as_object();
        if object.is_none() {
            self.wrong_type(cursor.node, cursor.at, name, "an object");
        }
        object
    }

    pub(crate) fn array(&mut self, entry: Option<&'a Entry>) -> Option<(&'a Entry, &'a [Node])> {
        let entry = entry?;
        let Some(items) = entry.node.as_array() else {
            self.wrong_type(
                &entry.node,
                entry.key_span,
                &format!("`{}`", entry.key),
                "an array",
            );
            return None;
        };
        Some((entry, items))
    }

    /// Reports two keys of which only one may be there.
    pub(crate) fn exclusive(&mut self, fields: &Fields<'a>, first: &'a Entry, second: &'a Entry) {
        let message = format!(
            "{} has both `{}` and `{}`",
            fields.shape.name, first.key, second.key
        );
        let help = format!("keep one of them, `{}` or `{}`", first.key, second.key);
        let finding = Diagnostic::new(
            &codes::KEYS_EXCLUDE_EACH_OTHER,
            second.key_span,
            message,
            help,
        );
        self.findings
            .push(finding.with_related(first.key_span, format!("`{}` is here", first.key)));
    }
}

/// `a`, `b` or `c`, in backquotes.
pub(crate) fn one_of<'w>(words: impl Iterator<Item = &'w str>) -> String {
    let quoted: Vec<String> = words.map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, first)) => format!("{} or {last}", first.join(", ")),
        None => String::new(),
    }
}
