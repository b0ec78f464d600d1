//! What OpenAPI 3.1 says otherwise than 3.0: brought to the terms of 3.0, or refused by name.

use crate::cursor::Cursor;
use crate::fields::Fields;
use crate::reader::Reader;
use crate::schema::{TYPES, blank};
use crate::spec::{Schema, SchemaId, SchemaType};
use crate::version::Version;
use specwright_diagnostics::{Severity, codes, nearest};
use specwright_source::{Entry, Located, Node, Value};

/// Keywords that change what other keywords and references mean, which nothing here can follow.
const UNSUPPORTED: [&str; 4] = ["$id", "$dynamicRef", "$dynamicAnchor", "$vocabulary"];

impl<'a> Reader<'a> {
    /// `true` is a schema without rules; `false` is one that nothing satisfies.
    pub(crate) fn boolean_schema(
        &mut self,
        cursor: &Cursor<'a, '_>,
        allows: bool,
        schema: &mut Schema,
    ) {
        if !allows {
            let everything = blank(cursor.at, self.origin(&cursor.place));
            let everything = self.schemas.add(everything);
            schema.not = Some(Located {
                value: everything,
                span: cursor.node.span,
            });
        }
    }

    /// `type` as a word or a list of words, one of which may be `null`.
    pub(crate) fn types_of_3_1(
        &mut self,
        cursor: &Cursor<'a, '_>,
        entry: Option<&'a Entry>,
        schema: &mut Schema,
    ) {
        let Some(entry) = entry else { return };
        let mut kinds: Vec<Located<SchemaType>> = Vec::new();
        let mut null = None;
        let words = match &entry.node.value {
            Value::Array(items) if items.is_empty() => {
                self.report(
                    &codes::INVALID_VALUE,
                    entry.key_span,
                    "`type` is an empty list",
                    "list the types, or remove the key",
                );
                return;
            }
            Value::Array(items) => items.as_slice(),
            _ => std::slice::from_ref(&entry.node),
        };
        for word in words {
            match word.as_str() {
                Some("null") => null = Some(word),
                None if word.value == Value::Null => {
                    let help = "put it in quotes: `\"null\"`";
                    self.report_as(
                        Severity::Warning,
                        &codes::WRONG_TYPE,
                        word.span,
                        "the type `null` is not in quotes",
                        help,
                    );
                    null = Some(word);
                }
                Some(text) => kinds.extend(self.kind_of_3_1(text, word)),
                None => self.wrong_type(word, entry.key_span, "`type`", "a string"),
            }
        }
        match (kinds.len(), null) {
            (0, Some(word)) => {
                let null = Node {
                    value: Value::Null,
                    span: word.span,
                };
                schema.nullable = true;
                schema.enumeration = Some(Located {
                    value: vec![null],
                    span: word.span,
                });
            }
            (0, None) => {}
            (1, _) => {
                schema.nullable = null.is_some();
                schema.kind = kinds.pop();
            }
            _ => {
                let span = entry.key_span;
                let mut nullable = null.is_some();
                let branches = kinds
                    .into_iter()
                    .map(|kind| self.branch_of_type(cursor, kind, std::mem::take(&mut nullable)));
                schema.any_of = Some(Located {
                    value: branches.collect(),
                    span,
                });
            }
        }
    }

    fn kind_of_3_1(&mut self, text: &str, word: &Node) -> Option<Located<SchemaType>> {
        let known = TYPES.iter().find(|(name, _)| *name == text);
        if known.is_none() {
            let names = TYPES.iter().map(|(name, _)| *name);
            let help = nearest(text, names).map_or_else(
                || "write one of the types of JSON, such as `string`".to_owned(),
                |meant| format!("did you mean `{meant}`?"),
            );
            self.report(
                &codes::INVALID_VALUE,
                word.span,
                format!("`{text}` is not a value of `type`"),
                help,
            );
        }
        known.map(|(_, value)| Located {
            value: *value,
            span: word.span,
        })
    }

    fn branch_of_type(
        &mut self,
        cursor: &Cursor<'a, '_>,
        kind: Located<SchemaType>,
        nullable: bool,
    ) -> SchemaId {
        let mut branch = blank(kind.span, self.origin(&cursor.place));
        branch.nullable = nullable;
        branch.kind = Some(kind);
        self.schemas.add(branch)
    }

    /// The keywords that came with 3.1 and stand in none of the groups of 3.0.
    pub(crate) fn keywords_of_3_1(
        &mut self,
        cursor: &Cursor<'a, '_>,
        fields: &mut Fields<'a>,
        schema: &mut Schema,
    ) {
        if let Some((_, values)) = self.array(fields.take("examples")) {
            let mut values = values.iter().cloned();
            schema.example = schema.example.take().or_else(|| values.next());
            schema.further_examples = values.collect();
        }
        self.text(fields.take("$comment"));
        // A reference by anchor is reported where it stands; the anchor alone changes nothing.
        self.text(fields.take("$anchor"));
        if let Some(dialect) = self.text(fields.take("$schema")) {
            self.check_dialect(&dialect);
        }
        self.definitions(cursor, fields, "$defs");
        // The name of older drafts, which JSON Schema 2020-12 still knows (appendix of its core vocabulary).
        self.definitions(cursor, fields, "definitions");
        self.content_keywords(cursor, fields, schema);
        self.array_keywords(cursor, fields, schema);
        self.object_keywords(cursor, fields, schema);
        self.condition(cursor, fields, schema);
        self.unevaluated(cursor, fields, schema);
        for keyword in UNSUPPORTED {
            if let Some(entry) = fields.take(keyword) {
                self.unsupported_keyword(entry);
            }
        }
    }

    /// Schemas that are there to be referred to.
    pub(super) fn definitions(
        &mut self,
        cursor: &Cursor<'a, '_>,
        fields: &mut Fields<'a>,
        key: &'static str,
    ) {
        if let Some((entry, object)) = self.object(fields.take(key)) {
            let holder = cursor.child(entry);
            for entry in &object.entries {
                self.schema_id(&holder.child(entry));
            }
        }
    }

    pub(super) fn unsupported_keyword(&mut self, entry: &Entry) {
        let message = format!("the keyword `{}` is not supported", entry.key);
        let help = "describe the values with other keywords";
        self.report(&codes::UNSUPPORTED_KEYWORD, entry.key_span, message, help);
    }

    /// `contentEncoding` and its companions: strings that hold something else.
    fn content_keywords(
        &mut self,
        cursor: &Cursor<'a, '_>,
        fields: &mut Fields<'a>,
        schema: &mut Schema,
    ) {
        let encoding = fields.take("contentEncoding");
        if let (Some(entry), Some(text)) = (encoding, self.text(encoding)) {
            match text.value.to_ascii_lowercase().as_str() {
                "base64" if schema.format.is_none() => {
                    schema.format = Some(Located {
                        value: "byte".to_owned(),
                        span: text.span,
                    });
                }
                "base64url" if schema.format.is_none() => {
                    schema.format = Some(Located {
                        value: "base64url".to_owned(),
                        span: text.span,
                    });
                }
                "base64" | "base64url" => {}
                _ => self.not_honoured(entry, "a schema"),
            }
        }
        let media_type = fields.take("contentMediaType");
        let text = self.text(media_type);
        if let (Some(text), None, None) = (text, encoding, &schema.format) {
            // Without an encoding the value is the bytes themselves, except where it is text by its type.
            let textual = text.value.starts_with("text/")
                || text.value.contains("json")
                || text.value.contains("xml");
            if !textual {
                schema.format = Some(Located {
                    value: "binary".to_owned(),
                    span: text.span,
                });
            }
        }
        if let Some(entry) = fields.take("contentSchema") {
            self.not_honoured(entry, "a schema");
            self.schema_id(&cursor.child(entry));
        }
    }

    /// Unknown keywords are allowed in schemas of 3.1; those that look like a slip of the pen are errors all the same.
    pub(crate) fn finish_schema(&mut self, fields: Fields<'a>) {
        let before = self.findings.len();
        self.finish(fields);
        if self.version == Version::V30 {
            return;
        }
        for finding in &mut self.findings[before..] {
            if finding.code == &codes::UNKNOWN_KEY && !finding.help.starts_with("did you mean") {
                finding.severity = Severity::Warning;
                "it has no effect; remove it, or begin it with `x-`".clone_into(&mut finding.help);
            }
        }
    }
}

/// Whether a branch says `null` and nothing else; in the terms of 3.0 that is `nullable` beside the other branches.
pub(crate) fn is_null_alone(node: &Node) -> bool {
    let Some(object) = node.as_object() else {
        return false;
    };
    object
        .entries
        .iter()
        .all(|entry| matches!(entry.key.as_str(), "type" | "title" | "description"))
        && object.get("type").is_some_and(|kind| match &kind.value {
            Value::String(text) => text == "null",
            Value::Array(items) => {
                matches!(items.as_slice(), [one] if one.as_str() == Some("null"))
            }
            _ => false,
        })
}
