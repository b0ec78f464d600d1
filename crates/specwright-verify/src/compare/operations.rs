//! The table of routes against the operations, and the way of each operation through the code.

use super::Comparison;
use crate::expected::{Operation, Spec, entries, operations};
use crate::findings::REGENERATE;
use crate::output::{Item, Meaning};
use crate::recovered::{
    Route, Steps, answers, controller, main, result_type, routes, service, validator,
};
use crate::syntax::{At, Expr, Function, Kind, Statement};
use specwright_diagnostics::codes;
use specwright_source::Node;
use std::collections::BTreeMap;

/// Keys of the description or of an operation whose promises are not compared.
const UNTESTED: &[(&str, &str)] = &[
    ("callbacks", "the callbacks of operations"),
    ("webhooks", "the webhooks"),
];

/// Compares the whole API.
pub(crate) fn api<'a>(comparison: &mut Comparison<'a, '_>, spec: Spec<'a>) {
    let promised = operations(spec);
    let Some(promised) = comparison.comparable(promised) else {
        return;
    };
    let output = comparison.output;
    let run = main(output);
    comparison.readable(run);
    let read = service(output);
    let Some(service) = comparison.readable(read) else {
        return;
    };
    comparison.base_path(spec, service.base_path);
    let (table, rows) = service.routes;
    let mut mounted: BTreeMap<(String, &str), Route<'_>> = BTreeMap::new();
    for row in routes(rows) {
        let Some(route) = comparison.readable(row) else {
            continue;
        };
        let key = (route.method.0.clone(), route.path.0);
        let at = route.at;
        if mounted.insert(key, route).is_some() {
            let message = "a route with this method and path is in the table already";
            comparison
                .findings
                .in_output(&codes::REPEATED_ROUTE, at, message, REGENERATE);
        }
    }
    comparison.name_untested(spec);
    for operation in &promised {
        match mounted.remove(&(operation.method.to_owned(), operation.path)) {
            Some(route) => {
                for uncompared in &operation.uncompared {
                    comparison.uncompared(uncompared);
                }
                comparison.operation(table, operation, &route);
            }
            None if comparison.may_be_left_out(operation) => {
                comparison.left_out.insert(operation.span);
                let what = format!("`{}`, which is left out, as was allowed", operation.title());
                comparison.proof.untested.insert(what);
            }
            None => comparison.findings.in_spec(
                &codes::MISSING_ROUTE,
                operation.span,
                format!("`{}` has no route in the output", operation.title()),
                REGENERATE,
            ),
        }
    }
    for ((method, path), route) in mounted {
        let message = format!(
            "`{} {path}` is not in the description",
            method.to_ascii_uppercase()
        );
        comparison
            .findings
            .in_output(&codes::UNDECLARED_ROUTE, route.at, message, REGENERATE);
    }
}

impl<'a> Comparison<'a, '_> {
    /// Names what the description says and nothing here looks at.
    fn name_untested(&mut self, spec: Spec<'a>) {
        let root = spec.root.as_object();
        let paths = root.map_or(&[][..], |root| entries(root, "paths"));
        let holders = paths.iter().filter_map(|path| path.node.as_object());
        let operations = holders
            .flat_map(|item| &item.entries)
            .filter_map(|entry| entry.node.as_object());
        for holder in root.into_iter().chain(operations) {
            for (key, what) in UNTESTED {
                if holder.get(key).is_some() {
                    self.proof.untested.insert((*what).to_owned());
                }
            }
        }
    }

    fn base_path(&mut self, spec: Spec<'a>, (in_code, at): (&str, At)) {
        let server = spec.root.pointer("/servers/0").and_then(Node::as_object);
        let url = server.and_then(|server| server.get("url"));
        let mut text = url.and_then(Node::as_str).unwrap_or("").to_owned();
        for variable in server.map_or(&[][..], |server| entries(server, "variables")) {
            let default = variable
                .node
                .as_object()
                .and_then(|object| object.get("default"))
                .and_then(Node::as_str);
            text = text.replace(&format!("{{{}}}", variable.key), default.unwrap_or(""));
        }
        let path = match text.split_once("://") {
            Some((_, rest)) => rest.find('/').map_or("", |slash| &rest[slash..]),
            None => &text,
        };
        let path = path
            .split(['?', '#'])
            .next()
            .unwrap_or_default()
            .trim_end_matches('/');
        // A reference without a scheme is relative (RFC 3986, section 4.2), and routes begin with a slash.
        let rooted = path.is_empty() || path.starts_with('/');
        let path = format!("{}{path}", if rooted { "" } else { "/" });
        if path != in_code {
            let span = url.map_or(spec.root.span, |node| node.span);
            self.findings.between(
                &codes::BASE_PATH_DIFFERS,
                (at, span),
                format!(
                    "routes begin with `{in_code}` in the code and with `{path}` in the description"
                ),
                "the first server decides",
            );
        }
    }

    fn operation(&mut self, table: u32, operation: &Operation<'a>, route: &Route<'_>) {
        let name = operation.id.map_or(route.operation.0, |(id, _)| id);
        if let Some((id, span)) = operation.id
            && id != route.operation.0
        {
            self.findings.between(
                &codes::OPERATION_ID_DIFFERS,
                (route.operation.1, span),
                format!(
                    "the operation is called `{}` in the code and `{id}` in the description",
                    route.operation.0
                ),
                "its name stands here",
            );
        }
        self.row(operation, name, route);
        self.access(table, operation, name, route);
        self.errors(table, operation, name, route);
        self.chain(table, operation, name, route);
        self.compare_waiting();
        self.proof.operations += 1;
    }

    /// Follows an operation from its controller to its answers.
    fn chain(&mut self, table: u32, operation: &Operation<'a>, name: &str, route: &Route<'_>) {
        let output = self.output;
        let meaning = output.resolve(table, route.controller.0);
        let Some((module, function)) = self.function_of(&meaning, route.controller.1, name) else {
            return;
        };
        let read = controller(output, module, function);
        let Some(steps) = self.readable(read) else {
            return;
        };
        let (validator_at, service_at) = match steps {
            Steps::Thick(at, what) => {
                self.findings.between(
                    &codes::THICK_CONTROLLER,
                    (at, operation.span),
                    format!("the controller of `{name}` is more than three steps: {what}"),
                    "the operation is declared here",
                );
                return;
            }
            Steps::Unvalidated(at, what) => {
                self.findings.between(
                    &codes::VALIDATION_BYPASSED,
                    (at, operation.span),
                    format!("the controller of `{name}` does not use a validator: {what}"),
                    "the operation is declared here",
                );
                return;
            }
            Steps::Whole { validator, service } => (validator, service),
        };
        let (item, at) = validator_at;
        if let Some((module, function)) =
            self.function_of(&Meaning::Item(item, Vec::new()), at, name)
        {
            let read = validator(output, module, function);
            if let Some(validator) = self.readable(read) {
                self.own(&validator.request, validator.at, name);
                self.reads(operation, name, route, &validator);
                self.input(operation, name, &validator);
            }
        }
        let (item, at) = service_at;
        if let Some((module, function)) =
            self.function_of(&Meaning::Item(item, Vec::new()), at, name)
        {
            self.served(operation, name, module, function);
        }
    }

    /// The function that a path of the chain names, if it is this operation's own.
    fn function_of<'f>(
        &mut self,
        meaning: &Meaning,
        at: At,
        name: &str,
    ) -> Option<(u32, &'f Function)>
    where
        Self: 'f,
    {
        let found = self.output.function(meaning);
        if found.is_none() {
            let read = Err(crate::recovered::Unreadable {
                at,
                what: "a function of the output".to_owned(),
            });
            return self.readable(read);
        }
        if let Meaning::Item(item, _) = meaning {
            let item = item.clone();
            self.own(&item, at, name);
        }
        found
    }

    /// Notes that a function or a type belongs to an operation, and reports it if it belongs to another one already.
    fn own(&mut self, item: &Item, at: At, name: &str) {
        if let Some(other) = self.owners.insert(item.clone(), name.to_owned()) {
            let message = format!("`{}` serves `{name}` and `{other}`", item.name);
            self.findings
                .in_output(&codes::OPERATIONS_CROSSED, at, message, REGENERATE);
        }
    }

    /// Compares what a service or a custom function may answer.
    fn served(&mut self, operation: &Operation<'a>, name: &str, module: u32, function: &Function) {
        let output = self.output;
        let response = result_type(function).and_then(|kind| output.item_of_type(module, kind));
        let Some(item) = response else {
            let what = "`Result<Response, Error>`".to_owned();
            self.readable::<()>(Err(crate::recovered::Unreadable {
                at: function.at,
                what,
            }));
            return;
        };
        self.own(&item, function.at, name);
        let read = answers(output, &item);
        if let Some((at, answers)) = self.readable(read) {
            self.answers(operation, name, at, &answers);
        }
        if output
            .module(module)
            .path
            .first()
            .is_some_and(|first| first == "custom")
        {
            self.proof.custom_operations += 1;
            self.unfinished(name, function);
        }
    }

    /// Names a custom operation whose function still says that it is not written.
    fn unfinished(&mut self, name: &str, function: &Function) {
        let said = function.body.iter().find_map(|statement| match statement {
            Statement::Expr(expr, _) => not_implemented(expr),
            _ => None,
        });
        if let Some((id, at)) = said {
            self.proof.unfinished_operations += 1;
            let message = format!("`{name}` is not written yet: it answers 501");
            let help = "write the function; regeneration never touches its file";
            self.findings
                .in_output(&codes::UNFINISHED_OPERATION, at, message, help);
            if id != name {
                let message = format!("the function of `{name}` speaks of `{id}`");
                self.findings
                    .in_output(&codes::OPERATIONS_CROSSED, at, message, REGENERATE);
            }
        }
    }
}

/// The operation of `Err(Error::NotImplemented("operation"))`.
fn not_implemented(expr: &Expr) -> Option<(&str, At)> {
    let inner = match &expr.kind {
        Kind::Return(Some(inner)) => inner,
        _ => expr,
    };
    match inner.wrapped_by("Err")?.call()? {
        ([.., owner, variant], [id]) if owner == "Error" && variant == "NotImplemented" => {
            Some((id.text()?, id.at))
        }
        _ => None,
    }
}
