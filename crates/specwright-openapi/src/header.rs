//! The Header Object: a parameter whose name and place are given by where it stands.

use crate::cursor::{Cursor, identity};
use crate::fields::Fields;
use crate::reader::Reader;
use crate::reference::Kind;
use crate::shape;
use crate::spec::{Header, Style};
use specwright_diagnostics::{Diagnostic, Severity, Span, codes};
use specwright_source::Located;
use std::collections::BTreeMap;

impl<'a> Reader<'a> {
    /// `headers` of a response or an encoding.
    pub(crate) fn headers(
        &mut self,
        holder: &Cursor<'a, '_>,
        fields: &mut Fields<'a>,
    ) -> Vec<Header> {
        let Some((entry, object)) = self.object(fields.take("headers")) else {
            return Vec::new();
        };
        let cursor = holder.child(entry);
        let mut headers = Vec::with_capacity(object.entries.len());
        let mut known: BTreeMap<String, Span> = BTreeMap::new();
        for entry in &object.entries {
            if !is_token(&entry.key) {
                self.invalid_header_name(&entry.key, entry.key_span);
            }
            let header = self.header_object(&cursor.child(entry));
            if let Some(first) = known.insert(entry.key.to_ascii_lowercase(), entry.key_span) {
                let message = format!("the header `{}` is described twice", entry.key);
                let help = "keep one of the two; case makes no difference";
                let finding =
                    Diagnostic::new(&codes::DUPLICATE_NAME, entry.key_span, message, help);
                self.findings
                    .push(finding.with_related(first, "the first is here"));
                continue;
            }
            let Some(mut header) = header else { continue };
            header.name = Located {
                value: entry.key.clone(),
                span: entry.key_span,
            };
            if entry.key.eq_ignore_ascii_case("content-type") {
                self.report_as(
                    Severity::Note,
                    &codes::IGNORED_KEY,
                    entry.key_span,
                    format!(
                        "the header `{}` has no effect: the media type under `content` says it",
                        entry.key
                    ),
                    "remove it",
                );
                continue;
            }
            headers.push(header);
        }
        headers
    }

    /// A header without its name, which its holder knows.
    pub(crate) fn header_object(&mut self, cursor: &Cursor<'a, '_>) -> Option<Header> {
        let target = self.resolve(cursor, Kind::Header)?;
        let key = identity(target.node);
        if !self.headers.contains_key(&key) {
            // A header may lead back to itself through the encodings of its content; it is then read once.
            self.headers.insert(key, None);
            let header = self.header(&target.cursor(cursor));
            self.headers.insert(key, header);
        }
        let mut header = self.headers.get(&key).cloned().flatten()?;
        header.description = target.description.or(header.description);
        Some(header)
    }

    fn header(&mut self, cursor: &Cursor<'a, '_>) -> Option<Header> {
        let mut fields = self.fields(cursor, &shape::HEADER)?;
        let description = self.text(fields.take("description"));
        let required = self.is_set(fields.take("required"));
        let deprecated = self.is_set(fields.take("deprecated"));
        self.choice(fields.take("style"), &[("simple", Style::Simple)]);
        let explode = self.is_set(fields.take("explode"));
        for key in ["allowEmptyValue", "allowReserved"] {
            let entry = fields.take(key);
            if let (Some(entry), true) = (entry, self.is_set(entry)) {
                self.ignored(entry, "it is for query parameters alone", "remove it");
            }
        }
        let examples = self.examples(cursor, &mut fields);
        let (schema, media_type) = self.schema_or_content(cursor, &mut fields);
        self.finish(fields);
        let name = Located {
            value: String::new(),
            span: cursor.at,
        };
        Some(Header {
            name,
            description,
            required,
            deprecated,
            explode,
            schema,
            media_type,
            examples,
        })
    }

    pub(crate) fn invalid_header_name(&mut self, name: &str, span: Span) {
        let message = format!(
            "`{}` is not a name for a header or a cookie",
            name.escape_debug()
        );
        self.report(
            &codes::INVALID_HEADER_NAME,
            span,
            message,
            "use letters, digits and `-`",
        );
    }
}

/// A token of RFC 9110, section 5.6.2.
pub(crate) fn is_token(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}
