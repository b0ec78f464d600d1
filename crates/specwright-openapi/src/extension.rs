//! The keys of our own, `x-table` and the like, and telling them from those of others.

use crate::fields::Fields;
use crate::reader::Reader;
use crate::shape::Shape;
use crate::spec::TableExtension;
use crate::value::one_of;
use specwright_diagnostics::{codes, nearest};
use specwright_source::{Entry, Located, Value};

/// Our keys, and where each may stand.
const OURS: [(&str, &str); 7] = [
    ("x-table", "a schema, a path item or an operation"),
    ("x-column", "a property's schema or a parameter"),
    ("x-roles", "an operation, a path item or the document"),
    ("x-owner", "an operation, a path item or the document"),
    ("x-auth", "an operation"),
    ("x-rate-limit", "an operation or the document"),
    ("x-custom", "an operation"),
];

/// What `x-table` may say about an operation.
const BEHAVIOURS: [&str; 12] = [
    "list",
    "get",
    "create",
    "replace",
    "update",
    "delete",
    "restore",
    "link",
    "unlink",
    "transition",
    "upsert",
    "count",
];

const AUTH_STEPS: [&str; 6] = [
    "register",
    "login",
    "refresh",
    "logout",
    "me",
    "change-password",
];

/// Judges a key with `x-` that no reader has claimed: others' keys pass, ours are misplaced, and near misses of ours
/// are misspelt.
pub(crate) fn judge(reader: &mut Reader<'_>, entry: &Entry, shape: &'static Shape) {
    let key = entry.key.as_str();
    if let Some((_, legal)) = OURS.iter().find(|(ours, _)| *ours == key) {
        reader.report(
            &codes::MISPLACED_EXTENSION,
            entry.key_span,
            format!("`{key}` means nothing on {}", shape.name),
            format!("move it to {legal}"),
        );
    } else if let Some(meant) = misspelt(key) {
        reader.report(
            &codes::MISSPELT_EXTENSION,
            entry.key_span,
            format!("`{key}` is not a key of Specwright"),
            format!("did you mean `{meant}`?"),
        );
    }
}

/// Our key that another is one slip away from. One alone: `x-order` is somebody else's, not a bad `x-owner`.
fn misspelt(key: &str) -> Option<&'static str> {
    OURS.iter()
        .map(|(ours, _)| *ours)
        .find(|ours| is_one_slip(key, ours))
}

fn is_one_slip(written: &str, ours: &str) -> bool {
    let fold =
        |text: &str| -> Vec<char> { text.to_lowercase().replace('_', "-").chars().collect() };
    let (written, ours) = (fold(written), fold(ours));
    let same_start = written
        .iter()
        .zip(&ours)
        .take_while(|(a, b)| a == b)
        .count();
    let (a, b) = (&written[same_start..], &ours[same_start..]);
    match (a, b) {
        ([], []) => true,
        ([first, second, a @ ..], [other, another, b @ ..])
            if first == another && second == other && a == b =>
        {
            true
        }
        ([_, a @ ..], [_, b @ ..]) if a == b => true,
        ([_, a @ ..], b) if a == b => true,
        (a, [_, b @ ..]) => a == b,
        _ => false,
    }
}

impl<'a> Reader<'a> {
    /// `x-table`: the name of a table, or `{table, as}`.
    pub(crate) fn table_extension(&mut self, fields: &mut Fields<'a>) -> Option<TableExtension> {
        let entry = fields.take("x-table")?;
        let span = entry.key_span;
        match &entry.node.value {
            Value::String(table) if !table.is_empty() => {
                let table = Located {
                    value: table.clone(),
                    span: entry.node.span,
                };
                Some(TableExtension {
                    span,
                    table,
                    behaviour: None,
                })
            }
            Value::Object(object) => {
                let mut table = None;
                let mut behaviour = None;
                for part in &object.entries {
                    match part.key.as_str() {
                        "table" => table = self.text(Some(part)),
                        "as" => behaviour = self.word(part, &BEHAVIOURS),
                        "via" => {
                            self.text(Some(part));
                            self.not_honoured(part, "`x-table`");
                        }
                        other => self.unknown_part("x-table", part, other, &["table", "as", "via"]),
                    }
                }
                if table.is_none() && object.entry("table").is_none() {
                    self.report(
                        &codes::MISSING_KEY,
                        span,
                        "`x-table` has no `table`",
                        "add `table`",
                    );
                }
                Some(TableExtension {
                    span,
                    table: table?,
                    behaviour,
                })
            }
            _ => {
                self.wrong_type(
                    &entry.node,
                    span,
                    "`x-table`",
                    "the name of a table, or an object with `table` and `as`",
                );
                None
            }
        }
    }

    /// `x-column`: the name of a column. Its longer forms are understood and not honoured yet.
    pub(crate) fn column_extension(&mut self, fields: &mut Fields<'a>) -> Option<Located<String>> {
        let entry = fields.take("x-column")?;
        match &entry.node.value {
            Value::String(column) if !column.is_empty() => Some(Located {
                value: column.clone(),
                span: entry.node.span,
            }),
            Value::Object(object) => {
                let mut column = None;
                for part in &object.entries {
                    match part.key.as_str() {
                        "column" => column = self.text(Some(part)),
                        "op" | "path" => {
                            self.text(Some(part));
                            self.not_honoured(part, "`x-column`");
                        }
                        other => {
                            self.unknown_part("x-column", part, other, &["column", "op", "path"]);
                        }
                    }
                }
                if object.entry("column").is_none() && object.entry("path").is_none() {
                    self.report(
                        &codes::MISSING_KEY,
                        entry.key_span,
                        "`x-column` has no `column`",
                        "add `column`",
                    );
                }
                column
            }
            _ => {
                self.wrong_type(
                    &entry.node,
                    entry.key_span,
                    "`x-column`",
                    "the name of a column, or an object with `column`",
                );
                None
            }
        }
    }

    /// `x-custom`: `true`, or `{hook: before|after}`, which is understood and not honoured yet.
    pub(crate) fn custom_extension(&mut self, fields: &mut Fields<'a>) -> Option<Located<bool>> {
        let entry = fields.take("x-custom")?;
        match &entry.node.value {
            Value::Bool(value) => Some(Located {
                value: *value,
                span: entry.node.span,
            }),
            Value::Object(object) => {
                for part in &object.entries {
                    match part.key.as_str() {
                        "hook" => {
                            self.word(part, &["before", "after"]);
                            self.not_honoured(part, "`x-custom`");
                        }
                        other => self.unknown_part("x-custom", part, other, &["hook"]),
                    }
                }
                None
            }
            _ => {
                self.wrong_type(
                    &entry.node,
                    entry.key_span,
                    "`x-custom`",
                    "`true`, or an object with `hook`",
                );
                None
            }
        }
    }

    /// The keys that say who may call and how often: their form is checked, and that they have no effect yet is said.
    pub(crate) fn access_extensions(&mut self, fields: &mut Fields<'a>, keys: &[&'static str]) {
        let noun = fields.shape.name;
        for key in keys {
            let Some(entry) = fields.take(key) else {
                continue;
            };
            match *key {
                "x-roles" => {
                    for item in self.array(Some(entry)).map_or(&[][..], |(_, items)| items) {
                        if item.as_str().is_none() {
                            self.wrong_type(item, entry.key_span, "a role", "a string");
                        }
                    }
                }
                "x-owner" => {
                    self.text(Some(entry));
                }
                "x-auth" => {
                    self.word(entry, &AUTH_STEPS);
                }
                _ => self.rate_limit(entry),
            }
            self.not_honoured(entry, noun);
        }
    }

    fn rate_limit(&mut self, entry: &'a Entry) {
        let Some((_, object)) = self.object(Some(entry)) else {
            return;
        };
        for part in &object.entries {
            match part.key.as_str() {
                "limit" => {
                    self.count(Some(part));
                }
                "per" | "by" => {
                    self.text(Some(part));
                }
                other => self.unknown_part("x-rate-limit", part, other, &["limit", "per", "by"]),
            }
        }
    }

    fn word(&mut self, entry: &'a Entry, words: &[&'static str]) -> Option<Located<String>> {
        let text = self.text(Some(entry))?;
        if words.contains(&text.value.as_str()) {
            return Some(text);
        }
        let help = nearest(&text.value, words.iter().copied()).map_or_else(
            || format!("write {}", one_of(words.iter().copied())),
            |meant| format!("did you mean `{meant}`?"),
        );
        let message = format!("`{}` is not a value of `{}`", text.value, entry.key);
        self.report(&codes::INVALID_VALUE, text.span, message, help);
        None
    }

    fn unknown_part(&mut self, whole: &str, part: &Entry, key: &str, known: &[&'static str]) {
        let help = nearest(key, known.iter().copied()).map_or_else(
            || format!("write {}", one_of(known.iter().copied())),
            |meant| format!("did you mean `{meant}`?"),
        );
        self.report(
            &codes::UNKNOWN_KEY,
            part.key_span,
            format!("`{key}` is not a key of `{whole}`"),
            help,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::misspelt;

    #[test]
    fn one_slip_of_the_pen_is_seen() {
        for (written, meant) in [
            ("x-tabel", "x-table"),
            ("x-colum", "x-column"),
            ("x-collumn", "x-column"),
            ("x-Table", "x-table"),
            ("x-rate_limit", "x-rate-limit"),
            ("x-costom", "x-custom"),
            ("x-role", "x-roles"),
        ] {
            assert_eq!(misspelt(written), Some(meant), "{written}");
        }
    }

    #[test]
    fn keys_of_others_pass() {
        for key in [
            "x-order",
            "x-tags",
            "x-codegen",
            "x-rate-limit-limit",
            "x-twilio",
            "x-go-name",
            "x-",
            "x-logo",
        ] {
            assert_eq!(misspelt(key), None, "{key}");
        }
    }
}
