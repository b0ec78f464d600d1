//! The answers about errors that the service itself gives, where the description has another shape for them than that of a
//! problem document.

use super::{Comparison, Subject};
use crate::expected::{Content, Operation, Response, Status};
use crate::recovered::{ErrorShape, Route, error_shape};
use crate::syntax::{At, Function, Kind, Pattern, PatternKind, Statement};
use specwright_diagnostics::codes;
use std::collections::BTreeSet;

impl<'a> Comparison<'a, '_> {
    /// Compares the shapes of an operation's errors with the declared responses: whatever else than a problem document is
    /// declared for an error has a shape, and each shape is one that is declared.
    pub(super) fn errors(
        &mut self,
        table: u32,
        operation: &Operation<'a>,
        name: &str,
        route: &Route<'_>,
    ) {
        let output = self.output;
        let (listed, at) = &route.errors;
        let mut shaped = BTreeSet::new();
        for (number, expr) in listed {
            let mut responses = errors(operation);
            let declared = responses.find(|(status, _)| status.number() == *number);
            let (Some((_, response)), true) = (declared, shaped.insert(*number)) else {
                self.findings.between(
                    &codes::ERRORS_DIFFER,
                    (expr.at, operation.span),
                    format!("`{name}` has a shape for errors of the status {number}, which the description has not"),
                    "the operation is declared here",
                );
                continue;
            };
            let read = error_shape(output, table, expr);
            if let Some(shape) = self.readable(read) {
                self.error_shape(name, *number, response, &shape);
            }
        }
        for (status, response) in errors(operation) {
            if !shaped.contains(&status.number()) && needs_shape(response) {
                self.findings.between(
                    &codes::ERRORS_DIFFER,
                    (*at, response.span),
                    format!(
                        "{} is a problem document where the service itself refuses a request",
                        Subject::Answer(name, status.number())
                    ),
                    "another body is declared here",
                );
            }
        }
    }

    fn error_shape(
        &mut self,
        name: &str,
        number: u16,
        response: &Response<'a>,
        shape: &ErrorShape<'_>,
    ) {
        let subject = Subject::Answer(name, number);
        for media_type in shape.body.media_types.iter().flatten() {
            match response.content_for(media_type) {
                Some(declared) => {
                    self.answer_content(&subject, declared, &shape.body.value, shape.at);
                }
                None => self.findings.between(
                    &codes::ERRORS_DIFFER,
                    (shape.at, response.span),
                    format!("{subject} is sent as `{media_type}`, which is not declared for it"),
                    "the response is declared here",
                ),
            }
        }
        let is_new = self.error_sources.insert(shape.source.clone());
        if let Some(at) = gives_nothing(shape.function).filter(|_| is_new) {
            self.proof.unfinished_errors += 1;
            let message = format!(
                "`{}` gives nothing yet: callers get a problem document",
                shape.source.name
            );
            let help = "write the function; regeneration never touches its file";
            self.findings
                .in_output(&codes::UNFINISHED_ERROR, at, message, help);
        }
        self.proof.errors += 1;
    }
}

/// The responses that stand for errors; `default` does where something else is declared for what goes well.
fn errors<'r, 'a>(
    operation: &'r Operation<'a>,
) -> impl Iterator<Item = (Status, &'r Response<'a>)> {
    let has_success = operation.responses.keys().any(|status| match status {
        Status::Code(code) => *code < 400,
        Status::Class(class) => *class < 4,
        Status::Default => false,
    });
    operation
        .responses
        .iter()
        .map(|(status, response)| (*status, response))
        .filter(move |(status, _)| match status {
            Status::Code(code) => *code >= 400,
            Status::Class(class) => *class >= 4,
            Status::Default => has_success,
        })
}

/// Whether a problem document is none of the contents, and one of them is a value that is sent at once.
fn needs_shape(response: &Response<'_>) -> bool {
    let is_problem = |name: &str| crate::expected::essence(name) == "application/problem+json";
    let mut contents = response.contents.iter();
    !contents.clone().any(|content| is_problem(content.name))
        && contents.any(|content| matches!(content.content, Content::Json(_) | Content::Text))
}

/// The place of the nothing, if a function gives nothing else: `let _ = problem; None`.
fn gives_nothing(function: &Function) -> Option<At> {
    let is_wild = |pattern: &Pattern| matches!(pattern.kind, PatternKind::Wild);
    let (last, before) = function.body.split_last()?;
    let is_idle =
        |statement: &Statement| matches!(statement, Statement::Let(it) if is_wild(&it.pattern));
    let Statement::Expr(expr, _) = last else {
        return None;
    };
    let value = match &expr.kind {
        Kind::Return(Some(inner)) => inner,
        _ => expr,
    };
    (before.iter().all(is_idle) && value.name() == Some("None")).then_some(value.at)
}
