//! The OpenAPI Object: the top of the document.

use crate::cursor::Cursor;
use crate::fields::Fields;
use crate::reader::Reader;
use crate::shape;
use crate::spec::{Description, Info, Operation};
use crate::version::Version;
use specwright_diagnostics::{codes, nearest};
use specwright_source::{Entry, Located};

impl<'a> Reader<'a> {
    pub(crate) fn description(&mut self) -> Option<Description> {
        let root = self.entry_document();
        let Some(object) = root.node.as_object() else {
            self.wrong_type(root.node, root.at, "the document", "an object");
            return None;
        };
        let version = self.version(root.node, object)?;
        self.check_versions(&version.value);
        let mut fields = self.fields(&root, &shape::OPENAPI)?;
        fields.take("openapi");
        let info = self
            .required(&mut fields, "info")
            .and_then(|entry| self.info(&root.child(entry)));
        let servers = self.servers(&root, &mut fields);
        self.server_urls = servers
            .iter()
            .map(|server| server.url.value.clone())
            .collect();
        let tags = self.tags(&root, &mut fields);
        self.external_docs(&root, &mut fields);
        self.dialect(&mut fields);
        if self.version == Version::V32
            && let Some(entry) = fields.take("$self")
        {
            self.text(Some(entry));
            self.not_honoured(entry, "the document");
        }

        let components_entry = fields.take("components");
        let components = components_entry
            .map(|entry| self.components(&root.child(entry)))
            .unwrap_or_default();
        let security = self.security_requirements(&root, &mut fields);
        let operations = self.paths(&root, &mut fields, components_entry);
        let webhooks = self.webhooks(&root, &mut fields);
        self.access_extensions(&mut fields, &["x-roles", "x-owner", "x-rate-limit"]);
        self.finish(fields);

        self.read_what_waits();
        self.check_schemas();
        self.check_linked_operations();
        let declared = self.declared(components_entry);
        Some(Description {
            info: info.unwrap_or_else(|| absent_info(&version)),
            version,
            servers,
            tags,
            operations,
            webhooks,
            components: components.schemas,
            declared,
            security_schemes: components.security_schemes,
            security,
            schemas: std::mem::take(&mut self.schemas).into_schemas(),
        })
    }

    /// `paths`, which a document of 3.1 may do without if it has something else.
    fn paths(
        &mut self,
        root: &Cursor<'a, '_>,
        fields: &mut Fields<'a>,
        components: Option<&Entry>,
    ) -> Vec<Operation> {
        let Some(entry) = fields.take("paths") else {
            let alone = components.is_none() && !fields.has("webhooks");
            if self.version == Version::V30 || alone {
                self.missing(fields, "paths");
            }
            return Vec::new();
        };
        self.path_items(&root.child(entry))
    }

    fn webhooks(&mut self, root: &Cursor<'a, '_>, fields: &mut Fields<'a>) -> Vec<Operation> {
        if self.version == Version::V30 {
            return Vec::new();
        }
        let Some(entry) = fields.take("webhooks") else {
            return Vec::new();
        };
        self.not_honoured(entry, "the document");
        self.webhook_items(&root.child(entry))
    }

    /// `jsonSchemaDialect`: only the dialect of OpenAPI 3.1 itself is read.
    fn dialect(&mut self, fields: &mut Fields<'a>) {
        if self.version == Version::V30 {
            return;
        }
        let Some(text) = self.text(fields.take("jsonSchemaDialect")) else {
            return;
        };
        self.check_dialect(&text);
    }

    pub(crate) fn check_dialect(&mut self, dialect: &Located<String>) {
        // The dialects of OpenAPI are known by date, too: `https://spec.openapis.org/oas/3.1/dialect/2024-11-10`.
        let of_openapi = ["3.1", "3.2"].into_iter().any(|version| {
            let prefix = format!("https://spec.openapis.org/oas/{version}/dialect/");
            dialect.value.starts_with(&prefix)
        });
        let of_json_schema = "https://json-schema.org/draft/2020-12/schema";
        if !of_openapi && dialect.value.trim_end_matches('#') != of_json_schema {
            self.report(
                &codes::UNSUPPORTED_KEYWORD,
                dialect.span,
                format!("the schema dialect `{}` is not supported", dialect.value),
                format!("write the schemas in `{of_json_schema}`, and remove the key"),
            );
        }
    }

    /// Links name operations that may stand after them, so they are looked up when all have been read.
    fn check_linked_operations(&mut self) {
        for (id, span) in std::mem::take(&mut self.linked_operations) {
            if self.operation_ids.contains_key(&id) {
                continue;
            }
            let help = nearest(&id, self.operation_ids.keys().map(String::as_str)).map_or_else(
                || "write the operationId of an operation of this document".to_owned(),
                |meant| format!("did you mean `{meant}`?"),
            );
            self.report(
                &codes::UNKNOWN_OPERATION,
                span,
                format!("no operation has the operationId `{id}`"),
                help,
            );
        }
    }
}

/// Stands in for an `info` that is reported as missing.
fn absent_info(version: &Located<String>) -> Info {
    let nothing = Located {
        value: String::new(),
        span: version.span,
    };
    Info {
        span: version.span,
        title: nothing.clone(),
        version: nothing,
        description: None,
    }
}
