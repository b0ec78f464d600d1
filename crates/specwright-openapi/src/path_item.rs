//! The Paths Object and the Path Item Objects.

use crate::cursor::Cursor;
use crate::extension;
use crate::fields::Fields;
use crate::reader::Reader;
use crate::reference::{Kind, Target};
use crate::shape;
use crate::spec::{Location, Method, Operation, Parameter, TableExtension};
use crate::template;
use specwright_diagnostics::{Diagnostic, Severity, Span, codes};
use specwright_source::{Entry, Located};
use std::collections::{BTreeMap, BTreeSet};

const METHODS: [(&str, Method); 8] = [
    ("get", Method::Get),
    ("put", Method::Put),
    ("post", Method::Post),
    ("delete", Method::Delete),
    ("options", Method::Options),
    ("head", Method::Head),
    ("patch", Method::Patch),
    ("trace", Method::Trace),
];

/// The operators of RFC 6570, section 2.2, which some tools write into paths.
const EXPANSIONS: [char; 7] = ['+', '#', '.', '/', ';', '?', '&'];

/// What a path item says about all of its operations.
#[derive(Default)]
pub(crate) struct Shared {
    pub(crate) summary: Option<Located<String>>,
    pub(crate) description: Option<Located<String>>,
    pub(crate) table: Option<TableExtension>,
    pub(crate) parameters: Vec<Parameter>,
}

/// The key under which a path item stands, and the names in its template where it is a path.
pub(crate) struct PathKey<'n> {
    pub(crate) text: Located<String>,
    /// `None` under a webhook or a callback, where there is no template of ours.
    pub(crate) names: Option<&'n [&'n str]>,
    /// The pointer of the key's value, which need not be where the operations are written.
    pub(crate) pointer: String,
}

/// Paths that match the same requests.
struct SamePath<'a> {
    first: &'a Entry,
    methods: BTreeSet<Method>,
}

impl<'a> Reader<'a> {
    pub(crate) fn path_items(&mut self, cursor: &Cursor<'a, '_>) -> Vec<Operation> {
        let Some(object) = self.object_at(cursor, "`paths`") else {
            return Vec::new();
        };
        let mut operations = Vec::new();
        let mut templates: BTreeMap<Vec<u8>, SamePath<'a>> = BTreeMap::new();
        for entry in &object.entries {
            if entry.key.starts_with("x-") {
                extension::judge(self, entry, &shape::PATHS);
                continue;
            }
            let names = self.path_names(entry);
            let text = Located {
                value: entry.key.clone(),
                span: entry.key_span,
            };
            let cursor = cursor.child(entry);
            let key = PathKey {
                text,
                names: names.as_deref(),
                pointer: cursor.place.pointer(),
            };
            let before = operations.len();
            self.path_item(&cursor, &key, &mut operations);
            if names.is_none() {
                // The path is broken and reported; where that is allowed, nothing stands there.
                operations.truncate(before);
                continue;
            }
            let template = template::shape(&entry.key);
            match templates.get_mut(&template) {
                Some(same) => {
                    let own = operations.split_off(before);
                    operations.extend(self.same_path(same, entry, own));
                }
                None => {
                    let methods = operations[before..]
                        .iter()
                        .map(|operation| operation.method);
                    let methods = methods.collect();
                    templates.insert(
                        template,
                        SamePath {
                            first: entry,
                            methods,
                        },
                    );
                }
            }
        }
        operations
    }

    /// Paths that differ by the names of their parameters alone, or by what is percent-encoded in them, are identical
    /// (section Paths Object). Published
    /// descriptions have them all the same, with other methods under each, and then every request has one operation.
    fn same_path(
        &mut self,
        same: &mut SamePath<'a>,
        second: &Entry,
        operations: Vec<Operation>,
    ) -> Vec<Operation> {
        let first = same.first;
        let (taken, free): (Vec<Operation>, Vec<Operation>) = operations
            .into_iter()
            .partition(|operation| same.methods.contains(&operation.method));
        let message = format!(
            "the paths `{}` and `{}` match the same requests",
            first.key, second.key
        );
        let help = "describe all methods of the path under one of the two";
        let mut finding = Diagnostic::new(&codes::IDENTICAL_PATHS, second.key_span, message, help);
        if taken.is_empty() {
            finding.severity = Severity::Warning;
            "they are told apart by their methods; describe all of them under one of the two paths"
                .clone_into(&mut finding.help);
        }
        self.findings
            .push(finding.with_related(first.key_span, "the other path is here"));
        same.methods
            .extend(free.iter().map(|operation| operation.method));
        free
    }

    pub(crate) fn webhook_items(&mut self, cursor: &Cursor<'a, '_>) -> Vec<Operation> {
        let Some(object) = self.object_at(cursor, "`webhooks`") else {
            return Vec::new();
        };
        let mut operations = Vec::new();
        for entry in &object.entries {
            let text = Located {
                value: entry.key.clone(),
                span: entry.key_span,
            };
            let cursor = cursor.child(entry);
            let key = PathKey {
                text,
                names: None,
                pointer: cursor.place.pointer(),
            };
            self.path_item(&cursor, &key, &mut operations);
        }
        operations
    }

    /// A path item of `components/pathItems`: its operations belong to whoever refers to it, and are only checked.
    pub(crate) fn unplaced_path_item(&mut self, cursor: &Cursor<'a, '_>) {
        let text = Located {
            value: String::new(),
            span: cursor.at,
        };
        let key = PathKey {
            text,
            names: None,
            pointer: cursor.place.pointer(),
        };
        self.path_item(cursor, &key, &mut Vec::new());
    }

    /// The names in a path, if it is one.
    fn path_names(&mut self, entry: &'a Entry) -> Option<Vec<&'a str>> {
        let path = &entry.key;
        if !path.starts_with('/') {
            let message = format!("the path `{path}` does not begin with `/`");
            self.report(
                &codes::INVALID_PATH,
                entry.key_span,
                message,
                format!("write `/{path}`"),
            );
            return None;
        }
        if let Some(char) = path.chars().find(|char| matches!(char, '?' | '#')) {
            // Published descriptions have such paths, to tell apart uses of one address.
            self.report_as(
                Severity::Warning,
                &codes::INVALID_PATH,
                entry.key_span,
                format!("no request reaches the path `{path}`, which holds `{char}`"),
                "describe what follows the path as query parameters, and leave `#` out",
            );
        } else if let Some(char) = path
            .chars()
            .find(|char| char.is_control() || char.is_whitespace())
        {
            let (path, shown) = (path.escape_debug(), char.escape_debug());
            let encoded = template::encoded(char);
            self.report_as(
                Severity::Warning,
                &codes::INVALID_PATH,
                entry.key_span,
                format!("the path `{path}` holds `{shown}`, which requests write as `{encoded}`"),
                format!("write `{encoded}`, or leave it out"),
            );
        }
        let names = match template::names(path) {
            Ok(names) => names,
            Err(why) => {
                let message = format!("the path `{path}` is broken: {why}");
                self.report(
                    &codes::INVALID_PATH,
                    entry.key_span,
                    message,
                    "write each parameter as `{name}`",
                );
                return None;
            }
        };
        if let Some(name) = names.iter().find(|name| name.starts_with(EXPANSIONS)) {
            let message = format!(
                "`{{{name}}}` in the path is an expansion of RFC 6570, and OpenAPI has plain parameters alone"
            );
            let help = "write the name without the sign; the value then ends at the next `/`";
            self.report(&codes::INVALID_PATH, entry.key_span, message, help);
            return None;
        }
        let mut seen = BTreeSet::new();
        for name in &names {
            if !seen.insert(*name) {
                let message = format!("the path `{path}` holds the parameter `{name}` twice");
                self.report(
                    &codes::INVALID_PATH,
                    entry.key_span,
                    message,
                    "give the two parameters different names",
                );
                return None;
            }
        }
        Some(names)
    }

    /// A path item: the object itself, then those that its `$ref`s lead to. What stands first wins.
    pub(crate) fn path_item(
        &mut self,
        cursor: &Cursor<'a, '_>,
        key: &PathKey<'_>,
        operations: &mut Vec<Operation>,
    ) {
        // A chain that is broken or leads back to itself is reported, and the object itself is read all the same.
        let whole = self.resolve(cursor, Kind::PathItem).is_some();
        let mut methods = BTreeMap::new();
        let mut part: Option<Target<'a>> = None;
        loop {
            let here = part.as_ref().map_or(*cursor, |part| part.cursor(cursor));
            let referred = self.path_item_part(&here, key, &mut methods, operations);
            let next = if referred && whole {
                self.step(&here, Kind::PathItem)
            } else {
                None
            };
            if next.is_none() {
                return;
            }
            part = next;
        }
    }

    /// One object of the chain; the answer is whether it refers to another.
    fn path_item_part(
        &mut self,
        cursor: &Cursor<'a, '_>,
        key: &PathKey<'_>,
        methods: &mut BTreeMap<&'static str, Span>,
        operations: &mut Vec<Operation>,
    ) -> bool {
        let Some(mut fields) = self.fields(cursor, &shape::PATH_ITEM) else {
            return false;
        };
        let referred = fields.take("$ref").is_some();
        let shared = self.shared(cursor, &mut fields, key);
        while let Some(entry) =
            fields.take_where(|key| METHODS.iter().any(|(name, _)| *name == key))
        {
            let Some((name, method)) = METHODS.into_iter().find(|(name, _)| *name == entry.key)
            else {
                continue;
            };
            if let Some(first) = methods.get(name) {
                let message =
                    format!("`{name}` of the path item that is referred to has no effect");
                let help = "describe the method at one of the two places";
                let finding = Diagnostic::new(&codes::IGNORED_KEY, entry.key_span, message, help);
                self.findings
                    .push(finding.with_related(*first, "the path item itself has one"));
                continue;
            }
            methods.insert(name, entry.key_span);
            operations.extend(self.operation(&cursor.child(entry), (name, method), key, &shared));
        }
        self.finish(fields);
        referred
    }

    fn shared(
        &mut self,
        cursor: &Cursor<'a, '_>,
        fields: &mut Fields<'a>,
        key: &PathKey<'_>,
    ) -> Shared {
        let summary = self.text(fields.take("summary"));
        let description = self.text(fields.take("description"));
        self.local_servers(cursor, fields);
        let parameters = self.parameters(cursor, fields);
        if let Some(names) = key.names {
            for parameter in parameters
                .iter()
                .filter(|parameter| parameter.location == Location::Path)
            {
                self.check_template_holds(parameter, names, &key.text.value);
            }
        }
        let table = self.table_extension(fields);
        self.access_extensions(fields, &["x-roles", "x-owner"]);
        Shared {
            summary,
            description,
            table,
            parameters,
        }
    }

    /// A path parameter that is declared must be in the template.
    pub(crate) fn check_template_holds(
        &mut self,
        parameter: &Parameter,
        names: &[&str],
        path: &str,
    ) {
        let name = &parameter.name.value;
        if names.contains(&name.as_str()) {
            return;
        }
        let help = specwright_diagnostics::nearest(name, names.iter().copied()).map_or_else(
            || format!("write `{{{name}}}` in the path, or remove the parameter"),
            |meant| format!("did you mean `{meant}`?"),
        );
        let message = format!("the path `{path}` does not hold the path parameter `{name}`");
        self.report(
            &codes::PATH_PARAMETER_UNUSED,
            parameter.name.span,
            message,
            help,
        );
    }
}
