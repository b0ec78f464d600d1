//! What describes the API as a whole: Info Object, Tag Objects, External Documentation Objects.

use crate::cursor::Cursor;
use crate::fields::Fields;
use crate::reader::Reader;
use crate::shape;
use crate::spec::{Info, Tag};
use crate::version::Version;
use specwright_diagnostics::{Diagnostic, codes};
use specwright_source::Located;
use std::collections::BTreeMap;

impl<'a> Reader<'a> {
    pub(crate) fn info(&mut self, cursor: &Cursor<'a, '_>) -> Option<Info> {
        let mut fields = self.fields(cursor, &shape::INFO)?;
        let title = self.required_text(&mut fields, "title");
        let version = self.required_text(&mut fields, "version");
        let mut description = self.text(fields.take("description"));
        if self.version >= Version::V31 {
            let summary = self.text(fields.take("summary"));
            description = description.or(summary);
        }
        self.documented_url(fields.take("termsOfService"));
        if let Some(entry) = fields.take("contact") {
            self.contact(&cursor.child(entry));
        }
        if let Some(entry) = fields.take("license") {
            self.license(&cursor.child(entry));
        }
        self.finish(fields);
        let nothing = || Located {
            value: String::new(),
            span: cursor.at,
        };
        Some(Info {
            span: cursor.at,
            title: title.unwrap_or_else(nothing),
            version: version.unwrap_or_else(nothing),
            description,
        })
    }

    fn contact(&mut self, cursor: &Cursor<'a, '_>) {
        let Some(mut fields) = self.fields(cursor, &shape::CONTACT) else {
            return;
        };
        self.text(fields.take("name"));
        self.documented_url(fields.take("url"));
        self.text(fields.take("email"));
        self.finish(fields);
    }

    fn license(&mut self, cursor: &Cursor<'a, '_>) {
        let Some(mut fields) = self.fields(cursor, &shape::LICENSE) else {
            return;
        };
        self.required_text(&mut fields, "name");
        let url = fields.take("url");
        self.documented_url(url);
        if self.version >= Version::V31 {
            let identifier = fields.take("identifier");
            self.text(identifier);
            if let (Some(url), Some(identifier)) = (url, identifier) {
                self.exclusive(&fields, url, identifier);
            }
        }
        self.finish(fields);
    }

    pub(crate) fn tags(&mut self, root: &Cursor<'a, '_>, fields: &mut Fields<'a>) -> Vec<Tag> {
        let Some((entry, items)) = self.array(fields.take("tags")) else {
            return Vec::new();
        };
        let cursor = root.child(entry);
        let mut known = BTreeMap::new();
        let mut tags = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            let Some(tag) = self.tag(&cursor.item(index, item)) else {
                continue;
            };
            if let Some(first) = known.get(&tag.name.value) {
                let message = format!("the tag `{}` is declared twice", tag.name.value);
                let finding = Diagnostic::new(
                    &codes::DUPLICATE_NAME,
                    tag.name.span,
                    message,
                    "keep one of the two",
                );
                self.findings
                    .push(finding.with_related(*first, "the first is here"));
                continue;
            }
            known.insert(tag.name.value.clone(), tag.name.span);
            tags.push(tag);
        }
        tags
    }

    fn tag(&mut self, cursor: &Cursor<'a, '_>) -> Option<Tag> {
        let mut fields = self.fields(cursor, &shape::TAG)?;
        let name = self.required_text(&mut fields, "name");
        let description = self.text(fields.take("description"));
        self.external_docs(cursor, &mut fields);
        self.documentation_of_3_2(&mut fields, &["summary", "parent", "kind"]);
        self.finish(fields);
        Some(Tag {
            name: name?,
            description,
        })
    }

    /// `externalDocs`: documentation alone, checked and left where it is.
    pub(crate) fn external_docs(&mut self, cursor: &Cursor<'a, '_>, fields: &mut Fields<'a>) {
        let Some(entry) = fields.take("externalDocs") else {
            return;
        };
        let Some(mut docs) = self.fields(&cursor.child(entry), &shape::EXTERNAL_DOCS) else {
            return;
        };
        self.text(docs.take("description"));
        let url = self.required(&mut docs, "url");
        self.documented_url(url);
        self.finish(docs);
    }
}
