//! An operation and an answer → whether the answer is one that the description allows.

use super::exchange::{Answer, Request};
use super::{Laws, conform};
use specwright_diagnostics::{Code, Diagnostic, codes};
use specwright_openapi::{Operation, Response, Status};

/// What HTTP itself answers before an operation is reached: 405, 406, 408, 413, 414, 415, 431.
pub(super) const OF_HTTP: &[u16] = &[405, 406, 408, 413, 414, 415, 431];

/// The type of an error that the description does not shape otherwise.
pub(super) const PROBLEM: &str = "application/problem+json";

impl Laws<'_> {
    /// Holds an answer against the description.
    pub(super) fn judge(&mut self, operation: &Operation, request: &Request, answer: &Answer) {
        self.count("answers held against the description");
        let declared = declared(operation, answer.status);
        let status = self
            .seen
            .entry(operation.pointer.clone())
            .or_insert(answer.status);
        if answer.is_success() {
            *status = answer.status;
        }
        if answer.status == 501
            && declared.is_none()
            && operation.custom.as_ref().is_some_and(|custom| custom.value)
        {
            self.seen.insert(operation.pointer.clone(), 501);
            return;
        }
        match declared {
            None if answer.status >= 500 => {
                let message = format!("`{request}` is answered with {}", answer.status);
                self.find(
                    &codes::SERVER_ERROR,
                    operation,
                    message,
                    "look into the log of the service",
                );
            }
            None if !OF_HTTP.contains(&answer.status) => {
                let message = format!(
                    "`{request}` is answered with {}, which `{}` does not declare",
                    answer.status,
                    name(operation)
                );
                let help = "declare the status, or change what the service does";
                self.find(&codes::UNDECLARED_STATUS, operation, message, help);
            }
            None => self.judge_problem(operation, request, answer),
            Some(response) => {
                self.judge_headers(operation, response, request, answer);
                self.judge_body(operation, response, request, answer);
            }
        }
    }

    /// An error without declared content is a problem document.
    pub(super) fn judge_problem(
        &mut self,
        operation: &Operation,
        request: &Request,
        answer: &Answer,
    ) {
        if let Some(fault) = problem_fault(request, answer) {
            let help = "the runtime makes problem documents of all errors; report it";
            self.find(
                &codes::NO_PROBLEM_DOCUMENT,
                operation,
                format!("`{request}` is answered with {}: {fault}", answer.status),
                help,
            );
        }
    }

    fn judge_headers(
        &mut self,
        operation: &Operation,
        response: &Response,
        request: &Request,
        answer: &Answer,
    ) {
        for header in response.headers.iter().filter(|header| header.required) {
            if answer.header(&header.name.value).is_none() {
                let message = format!(
                    "`{request}` is answered with {} without the header `{}`",
                    answer.status, header.name.value
                );
                self.find(
                    &codes::RESPONSE_HEADER_MISSING,
                    operation,
                    message,
                    "send the header, or do not declare it as required",
                );
            }
        }
    }

    fn judge_body(
        &mut self,
        operation: &Operation,
        response: &Response,
        request: &Request,
        answer: &Answer,
    ) {
        if request.method == "HEAD" {
            return;
        }
        let found = answer.media_type();
        let Some(media_type) = &found else {
            if !response.content.is_empty() || !answer.body.is_empty() {
                let message = format!(
                    "`{request}` is answered with {} without a media type",
                    answer.status
                );
                self.find(
                    &codes::UNDECLARED_MEDIA_TYPE,
                    operation,
                    message,
                    "send the content that is declared",
                );
            }
            return;
        };
        let declared = response
            .content
            .iter()
            .find(|content| content.name.value.eq_ignore_ascii_case(media_type));
        let Some(content) = declared else {
            let message = format!(
                "`{request}` is answered with {} and `{media_type}`, which is not declared",
                answer.status
            );
            self.find(
                &codes::UNDECLARED_MEDIA_TYPE,
                operation,
                message,
                "declare the media type, or send another",
            );
            return;
        };
        if media_type == PROBLEM {
            self.judge_problem(operation, request, answer);
        }
        let is_json = media_type == "application/json" || media_type.ends_with("+json");
        let Some(schema) = content.schema.filter(|_| is_json) else {
            return;
        };
        let violations = match answer.json() {
            Some(body) => conform::violations(self.description, schema, &body),
            None => vec!["the body is no JSON".to_owned()],
        };
        for violation in violations.into_iter().take(4) {
            let message = format!(
                "`{request}` is answered with {}, and {violation}",
                answer.status
            );
            self.find(
                &codes::RESPONSE_BODY_INVALID,
                operation,
                message,
                "answer with what the schema says, or change the schema",
            );
        }
    }

    pub(super) fn find(
        &mut self,
        code: &'static Code,
        operation: &Operation,
        message: String,
        help: &str,
    ) {
        self.findings
            .push(Diagnostic::new(code, operation.span, message, help));
    }
}

/// The declared response for a status: its number before its range before `default`.
pub(super) fn declared(operation: &Operation, status: u16) -> Option<&Response> {
    let class = u8::try_from(status / 100).unwrap_or(0);
    let find = |wanted: Status| {
        operation
            .responses
            .iter()
            .find(move |response| response.status == wanted)
    };
    find(Status::Code(status))
        .or_else(|| find(Status::Range(class)))
        .or_else(|| find(Status::Default))
}

/// The operation's name for messages.
pub(super) fn name(operation: &Operation) -> &str {
    operation
        .id
        .as_ref()
        .map_or(&operation.path.value, |id| &id.value)
}

/// What keeps an answer from being a problem document.
pub(super) fn problem_fault(request: &Request, answer: &Answer) -> Option<String> {
    if request.method == "HEAD" {
        return None;
    }
    let media_type = answer.media_type().unwrap_or_default();
    if media_type != PROBLEM {
        return Some(format!("its media type is `{media_type}`, not `{PROBLEM}`"));
    }
    let Some(problem) = answer.json() else {
        return Some("its body is no JSON".to_owned());
    };
    match problem["status"].as_u64() {
        Some(status) if status == u64::from(answer.status) => None,
        Some(status) => Some(format!("the problem says that its status is {status}")),
        None => Some("the problem does not say its status".to_owned()),
    }
}
