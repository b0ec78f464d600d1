//! The Media Type Objects under `content`, with their Encoding Objects.

use crate::cursor::Cursor;
use crate::header::is_token;
use crate::later::Subject;
use crate::parameter::STYLES;
use crate::reader::Reader;
use crate::shape;
use crate::spec::{Encoding, MediaType, Style};
use specwright_diagnostics::codes;
use specwright_source::{Entry, Located};

impl<'a> Reader<'a> {
    /// The entries of `content`; encodings mean something in request bodies alone.
    pub(crate) fn content(&mut self, cursor: &Cursor<'a, '_>, in_request: bool) -> Vec<MediaType> {
        let Some(object) = self.object_at(cursor, "`content`") else {
            return Vec::new();
        };
        let mut media_types = Vec::with_capacity(object.entries.len());
        for entry in &object.entries {
            if !is_media_range(&entry.key) {
                let message = format!("`{}` is not a media type", entry.key.escape_debug());
                let help = "write a type and a subtype, such as `application/json`";
                self.report(&codes::INVALID_MEDIA_TYPE, entry.key_span, message, help);
            }
            media_types.extend(self.media_type(&cursor.child(entry), entry, in_request));
        }
        media_types
    }

    fn media_type(
        &mut self,
        cursor: &Cursor<'a, '_>,
        entry: &'a Entry,
        in_request: bool,
    ) -> Option<MediaType> {
        let mut fields = self.fields(cursor, &shape::MEDIA_TYPE)?;
        let schema = fields
            .take("schema")
            .map(|entry| self.schema_id(&cursor.child(entry)));
        let examples = self.examples(cursor, &mut fields);
        let mut encodings = Vec::new();
        if let Some(encoding) = fields.take("encoding") {
            if !(in_request && is_form(&entry.key)) {
                self.ignored(
                    encoding,
                    "it is for forms in request bodies alone",
                    "remove it",
                );
            }
            if in_request {
                encodings = self.encodings(&cursor.child(encoding));
            } else {
                // The headers of an encoding may have contents with encodings again, without end.
                self.read_later(Subject::Encodings, &cursor.child(encoding));
            }
        }
        self.finish(fields);
        let name = Located {
            value: entry.key.clone(),
            span: entry.key_span,
        };
        Some(MediaType {
            name,
            schema,
            examples,
            encoding: encodings,
        })
    }

    pub(crate) fn encodings(&mut self, cursor: &Cursor<'a, '_>) -> Vec<Encoding> {
        let Some(object) = self.object_at(cursor, "`encoding`") else {
            return Vec::new();
        };
        let properties = object.entries.iter();
        properties
            .filter_map(|property| self.encoding(&cursor.child(property), property))
            .collect()
    }

    fn encoding(&mut self, cursor: &Cursor<'a, '_>, property: &'a Entry) -> Option<Encoding> {
        let mut fields = self.fields(cursor, &shape::ENCODING)?;
        let content_type_entry = fields.take("contentType");
        let content_type = self.text(content_type_entry);
        if let (Some(entry), Some(text)) = (content_type_entry, &content_type)
            && restricts(&text.value)
        {
            self.not_honoured(entry, "an encoding");
        }
        let headers = self.headers(cursor, &mut fields);
        let entries = cursor.node.as_object().map(|object| &object.entries);
        let mut entries = entries.into_iter().flatten();
        if let Some(entry) = entries.find(|entry| entry.key == "headers" && !headers.is_empty()) {
            self.not_honoured(entry, "an encoding");
        }
        // The styles are those of query parameters.
        let queries: Vec<(&'static str, Style)> = STYLES
            .into_iter()
            .filter(|(_, style)| !matches!(style, Style::Simple | Style::Label | Style::Matrix))
            .collect();
        let style = self.choice(fields.take("style"), &queries);
        let explode = self
            .flag(fields.take("explode"))
            .map(|explode| explode.value);
        let allow_reserved = self.is_set(fields.take("allowReserved"));
        self.finish(fields);
        let property = Located {
            value: property.key.clone(),
            span: property.key_span,
        };
        Some(Encoding {
            property,
            content_type,
            headers,
            style,
            explode,
            allow_reserved,
        })
    }
}

fn is_form(media_type: &str) -> bool {
    let bare = media_type.split(';').next().unwrap_or_default().trim();
    bare.eq_ignore_ascii_case("application/x-www-form-urlencoded")
        || bare.to_ascii_lowercase().starts_with("multipart/")
}

/// Whether the content type of a field leaves something out that the service takes: JSON is read as such, and any text
/// or file is taken as one.
fn restricts(content_type: &str) -> bool {
    let bare = content_type.split(';').next().unwrap_or_default().trim();
    ![
        "text/plain",
        "application/octet-stream",
        "*/*",
        "application/json",
    ]
    .contains(&bare)
        && !bare.ends_with("+json")
}

/// `type/subtype`, with `*` for either, and parameters after semicolons (RFC 9110, section 8.3.1).
fn is_media_range(text: &str) -> bool {
    let mut parts = text.split(';');
    let bare = parts.next().unwrap_or_default().trim();
    let named = bare
        .split_once('/')
        .is_some_and(|(kind, subtype)| is_token(kind) && is_token(subtype));
    named && parts.all(|parameter| parameter.trim().is_empty() || parameter.contains('='))
}

#[cfg(test)]
mod tests {
    use super::{is_form, is_media_range};

    #[test]
    fn media_types_are_told_from_other_text() {
        for text in [
            "application/json",
            "*/*",
            "text/*",
            "application/json; charset=utf-8",
            "application/vnd.x+json;v=3",
        ] {
            assert!(is_media_range(text), "{text}");
        }
        for text in [
            "json",
            "",
            "application/",
            "codecs=opus",
            "text/plain; x",
            "a b/c",
        ] {
            assert!(!is_media_range(text), "{text}");
        }
    }

    #[test]
    fn forms_are_known_with_parameters_too() {
        assert!(is_form("multipart/form-data; boundary=x"));
        assert!(is_form("application/x-www-form-urlencoded"));
        assert!(!is_form("application/json"));
    }
}
