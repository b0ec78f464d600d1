//! The Components Object: everything that can be referred to by name. All of it is read, used or not.

use crate::cursor::{Cursor, push_token};
use crate::reader::Reader;
use crate::reference::{Kind, reference};
use crate::shape;
use crate::spec::{Component, SchemaId, SecurityScheme};
use crate::version::Version;
use specwright_diagnostics::{Severity, codes};
use specwright_source::{Entry, Located, Node};

/// What of the components the description keeps by name.
#[derive(Default)]
pub(crate) struct Components {
    pub(crate) schemas: Vec<(Located<String>, SchemaId)>,
    pub(crate) security_schemes: Vec<SecurityScheme>,
}

/// Whether a component is a reference to another document.
fn stands_for_file(node: &Node) -> bool {
    let text = reference(node).and_then(|entry| entry.node.as_str());
    text.is_some_and(|text| !text.starts_with('#'))
}

impl<'a> Reader<'a> {
    pub(crate) fn components(&mut self, cursor: &Cursor<'a, '_>) -> Components {
        let mut components = Components::default();
        let Some(mut fields) = self.fields(cursor, &shape::COMPONENTS) else {
            return components;
        };
        for kind in Kind::ALL {
            if kind == Kind::PathItem && self.version == Version::V30 {
                continue;
            }
            let Some((section, object)) = self.object(fields.take(kind.section())) else {
                continue;
            };
            let holder = cursor.child(section);
            for entry in &object.entries {
                self.check_component_name(entry, kind);
                self.component(&holder.child(entry), entry, kind, &mut components);
            }
        }
        self.finish(fields);
        components
    }

    fn component(
        &mut self,
        cursor: &Cursor<'a, '_>,
        entry: &'a Entry,
        kind: Kind,
        components: &mut Components,
    ) {
        match kind {
            Kind::Schema => {
                let id = self.schema_id(cursor);
                let name = Located {
                    value: entry.key.clone(),
                    span: entry.key_span,
                };
                // An alias shares the schema that it leads to, and a component of this document keeps its own name; a
                // schema of another file takes the name of the first component that leads to it.
                let of_file = !self.schemas.schema_mut(id).pointer.starts_with('/');
                let own = reference(cursor.node).is_none();
                if own || of_file || self.schemas.schema_mut(id).span == cursor.at {
                    self.name_component(id, name.clone());
                }
                components.schemas.push((name, id));
            }
            Kind::SecurityScheme => {
                self.security_schemes.insert(&entry.key);
                components
                    .security_schemes
                    .extend(self.security_scheme(cursor, entry));
            }
            Kind::Response => drop(self.response_object(cursor)),
            Kind::Parameter => drop(self.parameter(cursor)),
            Kind::Example => drop(self.example(cursor)),
            Kind::RequestBody => drop(self.request_body(cursor)),
            Kind::Header => drop(self.header_object(cursor)),
            Kind::Link => self.link(cursor),
            Kind::Callback => self.callback(cursor),
            Kind::PathItem => self.unplaced_path_item(cursor),
        }
    }

    /// `^[a-zA-Z0-9._-]+$`, as the specification says.
    fn check_component_name(&mut self, entry: &Entry, kind: Kind) {
        let name = &entry.key;
        let allowed = |char: char| char.is_ascii_alphanumeric() || matches!(char, '.' | '_' | '-');
        if name.is_empty() || !name.chars().all(allowed) {
            let message = format!(
                "`{}` is not a name for an entry of `components/{}`",
                name.escape_debug(),
                kind.section()
            );
            let help = "use letters, digits, `.`, `_` and `-` alone";
            // No reference holds the name of a security scheme, and requirements find it as it is.
            let severity = if kind == Kind::SecurityScheme && !name.is_empty() {
                Severity::Warning
            } else {
                codes::INVALID_COMPONENT_NAME.severity
            };
            self.report_as(
                severity,
                &codes::INVALID_COMPONENT_NAME,
                entry.key_span,
                message,
                help,
            );
        }
    }

    /// Every component, with whether something refers to it.
    pub(crate) fn declared(&self, components: Option<&'a Entry>) -> Vec<Component> {
        let mut declared = Vec::new();
        let sections = components
            .and_then(|entry| entry.node.as_object())
            .map_or(&[][..], |object| &object.entries);
        for section in sections {
            let Some(kind) = Kind::ALL
                .into_iter()
                .find(|kind| kind.section() == section.key)
            else {
                continue;
            };
            for entry in section
                .node
                .as_object()
                .map_or(&[][..], |object| &object.entries)
            {
                let mut pointer = format!("/components/{}", kind.section());
                push_token(&mut pointer, &entry.key);
                declared.push(Component {
                    section: kind.section(),
                    name: Located {
                        value: entry.key.clone(),
                        span: entry.key_span,
                    },
                    // What stands for a file is there to name it, and the file is referred to as such.
                    used: self.used.contains(&pointer) || stands_for_file(&entry.node),
                });
            }
        }
        declared
    }
}
