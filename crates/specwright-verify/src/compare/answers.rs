//! What one operation may answer.

use super::parameters::content_name;
use super::{Comparison, Direction, Subject};
use crate::expected::{BodyContent, Operation, Response, Status};
use crate::recovered::{Answer, AnswerContent, ValueKind};
use crate::syntax::At;
use specwright_diagnostics::codes;
use std::collections::{BTreeMap, BTreeSet};

impl<'a> Comparison<'a, '_> {
    /// Compares a response enum with the declared responses.
    pub(super) fn answers(
        &mut self,
        operation: &Operation<'a>,
        name: &str,
        at: At,
        answers: &[Answer<'_>],
    ) {
        // An answer whose status the service chooses stands for a class or for `default`, in this order.
        let open: Vec<Status> = operation
            .responses
            .keys()
            .copied()
            .filter(|status| !matches!(status, Status::Code(_)))
            .collect();
        let mut chosen = answers
            .iter()
            .filter(|answer| answer.status.is_none())
            .zip(&open);
        let mut by_status: BTreeMap<Status, Vec<&Answer<'_>>> = BTreeMap::new();
        for answer in answers {
            let status = match answer.status {
                Some(code) => Some(Status::Code(code)),
                None => chosen.next().map(|(_, status)| *status),
            };
            match status {
                Some(status) if operation.responses.contains_key(&status) => {
                    by_status.entry(status).or_default().push(answer);
                }
                _ => {
                    let told = answer
                        .status
                        .map_or("a status of the service's choice".to_owned(), |code| {
                            code.to_string()
                        });
                    self.findings.between(
                        &codes::UNDECLARED_RESPONSE,
                        (answer.at, operation.span),
                        format!("`{name}` may answer {told}, which is not declared"),
                        "the operation is declared here",
                    );
                }
            }
        }
        for (status, response) in &operation.responses {
            match by_status.get(status) {
                None => self.findings.between(
                    &codes::MISSING_RESPONSE,
                    (at, response.span),
                    format!("`{name}` cannot answer {}", told(*status)),
                    "the response is declared here",
                ),
                Some(answers) => {
                    let mut sent = BTreeSet::new();
                    for answer in answers {
                        self.answer(name, *status, response, answer, &mut sent);
                    }
                    for (media_type, _) in response
                        .contents
                        .iter()
                        .filter(|(known, _)| !sent.contains(known))
                    {
                        self.proof.untested.insert(format!(
                            "`{media_type}` of {} of `{name}`, which is never sent",
                            told(*status)
                        ));
                    }
                }
            }
        }
    }

    fn answer(
        &mut self,
        name: &str,
        status: Status,
        response: &Response<'a>,
        answer: &Answer<'_>,
        sent: &mut BTreeSet<&'a str>,
    ) {
        let findings = self.findings.count();
        let subject = Subject::Answer(name, status.number());
        let (media_type, at) = match &answer.content {
            AnswerContent::Empty => (None, answer.at),
            AnswerContent::Json { media_type, at, .. }
            | AnswerContent::Text { media_type, at }
            | AnswerContent::Bytes { media_type, at } => (Some(*media_type), *at),
        };
        match media_type {
            None if response.contents.is_empty() => {}
            None => self.findings.between(
                &codes::RESPONSE_BODY_DIFFERS,
                (at, response.span),
                format!("{subject} is empty, and the description has a body for it"),
                "the response is declared here",
            ),
            Some(_) if response.contents.is_empty() => self.findings.between(
                &codes::RESPONSE_BODY_DIFFERS,
                (at, response.span),
                format!("{subject} has a body, and the description has none for it"),
                "the response is declared here",
            ),
            Some(media_type) => match response.content_for(media_type) {
                None => self.findings.between(
                    &codes::RESPONSE_MEDIA_TYPE_DIFFERS,
                    (at, response.span),
                    format!("{subject} is sent as `{media_type}`, which is not declared for it"),
                    "the response is declared here",
                ),
                Some((declared, content)) => {
                    sent.insert(declared);
                    self.answer_content(&subject, response, answer, content, at);
                }
            },
        }
        self.headers(name, status, response, answer);
        self.proof.answers += usize::from(self.findings.count() == findings);
    }

    fn answer_content(
        &mut self,
        subject: &Subject<'_>,
        response: &Response<'a>,
        answer: &Answer<'_>,
        promised: BodyContent<'a>,
        at: At,
    ) {
        match (promised, &answer.content) {
            (BodyContent::Json(Some(schema)), AnswerContent::Json { value, .. }) => {
                self.value(&[schema], value, Direction::Write, subject, true);
            }
            (BodyContent::Json(None), AnswerContent::Json { value, .. })
                if matches!(value.kind, ValueKind::Any | ValueKind::Problem) => {}
            (BodyContent::Text, AnswerContent::Text { .. })
            | (BodyContent::Bytes, AnswerContent::Bytes { .. }) => {
                self.proof
                    .untested
                    .insert("the contents of bodies that are not JSON".to_owned());
            }
            (promised, _) => self.findings.between(
                &codes::RESPONSE_BODY_DIFFERS,
                (at, response.span),
                format!(
                    "{subject} is not sent as {}, as the description says",
                    content_name(promised)
                ),
                "the response is declared here",
            ),
        }
    }

    fn headers(
        &mut self,
        name: &str,
        status: Status,
        response: &Response<'a>,
        answer: &Answer<'_>,
    ) {
        for (header, promise) in &response.headers {
            let subject = Subject::Header(name, status.number(), header);
            match answer.headers.get(header) {
                None => self.findings.between(
                    &codes::RESPONSE_HEADERS_DIFFER,
                    (answer.at, promise.span),
                    format!("{subject} is not sent"),
                    "the header is declared here",
                ),
                Some((value, always, at)) => {
                    if *always != promise.required {
                        let said = if promise.required {
                            "required"
                        } else {
                            "optional"
                        };
                        self.findings.between(
                            &codes::RESPONSE_HEADERS_DIFFER,
                            (*at, promise.span),
                            format!("{subject} is {said} in the description and not in the code"),
                            format!("it is {said} here"),
                        );
                    }
                    if let Some(schema) = promise.schema {
                        self.value(&[schema], value, Direction::Write, &subject, false);
                    }
                }
            }
        }
        for (header, (_, _, at)) in answer
            .headers
            .iter()
            .filter(|(name, _)| !response.headers.contains_key(*name))
        {
            self.findings.between(
                &codes::RESPONSE_HEADERS_DIFFER,
                (*at, response.span),
                format!(
                    "{} is not declared",
                    Subject::Header(name, status.number(), header)
                ),
                "the response is declared here",
            );
        }
    }
}

fn told(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Class(class) => format!("{class}XX"),
        Status::Default => "`default`".to_owned(),
    }
}
