//! The Operation Object, and what holds between it and its path.

use crate::cursor::{Cursor, identity as node_identity};
use crate::fields::Fields;
use crate::path_item::{PathKey, Shared};
use crate::reader::Reader;
use crate::shape;
use crate::spec::{Location, Method, Operation, Parameter};
use crate::version::Version;
use specwright_diagnostics::{Diagnostic, Severity, codes, nearest};
use specwright_source::Located;
use std::collections::BTreeSet;

impl<'a> Reader<'a> {
    pub(crate) fn operation(
        &mut self,
        cursor: &Cursor<'a, '_>,
        (method_key, method): (&str, Method),
        key: &PathKey<'_>,
        shared: &Shared,
    ) -> Option<Operation> {
        let mut fields = self.fields(cursor, &shape::OPERATION)?;
        let id = self.operation_id(&mut fields);
        let tags = self.operation_tags(cursor, &mut fields);
        let summary = self.text(fields.take("summary"));
        let description = self.text(fields.take("description"));
        self.external_docs(cursor, &mut fields);
        let own = self.parameters(cursor, &mut fields);
        if let Some(names) = key.names {
            for parameter in own
                .iter()
                .filter(|parameter| parameter.location == Location::Path)
            {
                self.check_template_holds(parameter, names, &key.text.value);
            }
        }
        let mut parameters = merged(&shared.parameters, own);
        if let Some(names) = key.names {
            // Where a parameter that the path does not hold is allowed, it is left out.
            parameters.retain(|parameter| {
                parameter.location != Location::Path
                    || names.contains(&parameter.name.value.as_str())
            });
        }
        let declared = self.check_template_declared(cursor, &parameters, key);
        let request_body = fields
            .take("requestBody")
            .and_then(|entry| self.request_body(&cursor.child(entry)));
        let responses = if self.version >= Version::V31 && !fields.has("responses") {
            Vec::new()
        } else {
            let entry = self.required(&mut fields, "responses");
            entry
                .map(|entry| self.responses(&cursor.child(entry)))
                .unwrap_or_default()
        };
        let callbacks = self.callbacks(cursor, &mut fields);
        let deprecated = self.is_set(fields.take("deprecated"));
        let security = self.security_requirements(cursor, &mut fields);
        self.local_servers(cursor, &mut fields);
        let table = self.table_extension(&mut fields);
        let custom = self.custom_extension(&mut fields);
        self.access_extensions(
            &mut fields,
            &["x-roles", "x-owner", "x-auth", "x-rate-limit"],
        );
        self.finish(fields);
        // Where an undeclared parameter is allowed, the operation is left out.
        declared.then(|| Operation {
            span: cursor.at,
            pointer: format!("{}/{}", key.pointer, method_key),
            method,
            path: key.text.clone(),
            id,
            summary: summary.or_else(|| shared.summary.clone()),
            description: description.or_else(|| shared.description.clone()),
            tags,
            deprecated,
            parameters,
            request_body,
            responses,
            callbacks,
            security,
            table: table.or_else(|| shared.table.clone()),
            custom,
        })
    }

    fn operation_id(&mut self, fields: &mut Fields<'a>) -> Option<Located<String>> {
        let entry = fields.take("operationId")?;
        let id = self.text(Some(entry))?;
        if id.value.is_empty() {
            let help = "write a name, or remove the key: a name is then made from method and path";
            self.report_as(
                Severity::Warning,
                &codes::INVALID_VALUE,
                id.span,
                "`operationId` is empty",
                help,
            );
            return None;
        }
        match self.operation_ids.get(&id.value) {
            // A path item that two paths refer to has its operations at both.
            Some((first_node, first)) if *first_node != node_identity(&entry.node) => {
                let message = format!("the operationId `{}` is taken", id.value);
                let finding = Diagnostic::new(
                    &codes::DUPLICATE_OPERATION_ID,
                    id.span,
                    message,
                    "choose another name",
                );
                self.findings
                    .push(finding.with_related(*first, "the first is here"));
            }
            Some(_) => {}
            None => {
                let place = (node_identity(&entry.node), id.span);
                self.operation_ids.insert(id.value.clone(), place);
            }
        }
        Some(id)
    }

    fn operation_tags(
        &mut self,
        cursor: &Cursor<'a, '_>,
        fields: &mut Fields<'a>,
    ) -> Vec<Located<String>> {
        let Some((entry, items)) = self.array(fields.take("tags")) else {
            return Vec::new();
        };
        let holder = cursor.child(entry);
        let texts = items.iter().enumerate();
        texts
            .filter_map(|(index, item)| self.item_text(&holder.item(index, item), "a tag"))
            .collect()
    }

    /// A name in the path's template must be declared; the answer is whether all are.
    fn check_template_declared(
        &mut self,
        cursor: &Cursor<'a, '_>,
        parameters: &[Parameter],
        key: &PathKey<'_>,
    ) -> bool {
        let mut whole = true;
        let declared = || {
            let of_path = parameters
                .iter()
                .filter(|parameter| parameter.location == Location::Path);
            of_path.map(|parameter| parameter.name.value.as_str())
        };
        for name in key.names.unwrap_or_default() {
            if declared().any(|known| known == *name) {
                continue;
            }
            whole = false;
            let help = nearest(name, declared()).map_or_else(
                || format!("add a parameter with `name: {name}`, `in: path` and `required: true`"),
                |meant| format!("did you mean `{meant}`?"),
            );
            let message = format!(
                "the parameter `{name}` of the path `{}` is not declared",
                key.text.value
            );
            let finding =
                Diagnostic::new(&codes::PATH_PARAMETER_UNDECLARED, cursor.at, message, help);
            self.findings
                .push(finding.with_related(key.text.span, "the path is here"));
        }
        whole
    }
}

/// The path item's parameters and the operation's own, which replace those of the same place and name.
fn merged(shared: &[Parameter], own: Vec<Parameter>) -> Vec<Parameter> {
    let replaced: BTreeSet<(Location, &str)> = own.iter().map(identity).collect();
    let kept = shared
        .iter()
        .filter(|parameter| !replaced.contains(&identity(parameter)));
    let mut all: Vec<Parameter> = kept.cloned().collect();
    all.extend(own);
    all
}

fn identity(parameter: &Parameter) -> (Location, &str) {
    (parameter.location, &parameter.name.value)
}
