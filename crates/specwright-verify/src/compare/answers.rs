//! What one operation may answer.

use super::{Comparison, Direction, Subject};
use crate::expected::{Content, MediaType, Operation, Response, Status, holds};
use crate::recovered::{Answer, AnswerBody, AnswerValue, ValueKind};
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
        let mut open = OpenStatuses::of(operation);
        let mut by_status: BTreeMap<Status, Vec<&Answer<'_>>> = BTreeMap::new();
        for answer in answers {
            let status = match answer.status {
                Some(code) => Some(Status::Code(code)),
                None => open.next(operation, answer),
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
                    self.unsent(name, *status, response, &sent, at);
                }
            }
        }
    }

    /// Each declared media type must be sent.
    fn unsent(
        &mut self,
        name: &str,
        status: Status,
        response: &Response<'a>,
        sent: &BTreeSet<String>,
        at: At,
    ) {
        // Where nothing is sent, or something else, that is said already.
        if sent.is_empty() {
            return;
        }
        for media_type in &response.contents {
            if sent
                .iter()
                .any(|sent| *sent == media_type.name || holds(media_type.name, sent))
            {
                continue;
            }
            if self.allowances.touch(media_type.span) {
                self.left_out.insert(media_type.span);
                continue;
            }
            self.findings.between(
                &codes::MISSING_MEDIA_TYPE,
                (at, media_type.span),
                format!(
                    "{} cannot be sent as `{}`",
                    Subject::Answer(name, status.number()),
                    media_type.name
                ),
                "the media type is declared here",
            );
        }
    }

    fn answer(
        &mut self,
        name: &str,
        status: Status,
        response: &Response<'a>,
        answer: &Answer<'_>,
        sent: &mut BTreeSet<String>,
    ) {
        let findings = self.findings.count();
        let subject = Subject::Answer(name, status.number());
        match &answer.body {
            None if response.contents.is_empty() => {}
            None => self.findings.between(
                &codes::RESPONSE_BODY_DIFFERS,
                (answer.at, response.span),
                format!("{subject} is empty, and the description has a body for it"),
                "the response is declared here",
            ),
            Some(AnswerBody { at, .. }) if response.contents.is_empty() => {
                self.findings.between(
                    &codes::RESPONSE_BODY_DIFFERS,
                    (*at, response.span),
                    format!("{subject} has a body, and the description has none for it"),
                    "the response is declared here",
                );
            }
            Some(AnswerBody {
                media_types: None,
                value,
                at,
            }) => {
                // The service chooses within a range, and only there may it.
                let range = response
                    .contents
                    .iter()
                    .find(|media_type| media_type.name.contains('*'));
                match range {
                    Some(range) => {
                        sent.insert(range.name.to_owned());
                        self.answer_content(&subject, range, value, *at);
                    }
                    None => self.findings.between(
                        &codes::RESPONSE_MEDIA_TYPE_DIFFERS,
                        (*at, response.span),
                        format!("the service chooses the media type of {subject}"),
                        "the media types are declared here",
                    ),
                }
            }
            Some(AnswerBody {
                media_types: Some(media_types),
                value,
                at,
            }) => {
                for media_type in media_types {
                    match response.content_for(media_type) {
                        None => self.findings.between(
                            &codes::RESPONSE_MEDIA_TYPE_DIFFERS,
                            (*at, response.span),
                            format!(
                                "{subject} is sent as `{media_type}`, which is not declared for it"
                            ),
                            "the response is declared here",
                        ),
                        Some(declared) => {
                            sent.insert((*media_type).to_owned());
                            self.answer_content(&subject, declared, value, *at);
                        }
                    }
                }
            }
        }
        self.headers(name, status, response, answer);
        self.proof.answers += usize::from(self.findings.count() == findings);
    }

    pub(super) fn answer_content(
        &mut self,
        subject: &Subject<'_>,
        promised: &MediaType<'a>,
        answer: &AnswerValue,
        at: At,
    ) {
        match (&promised.content, answer) {
            (Content::Json(None), AnswerValue::Json(value))
                if matches!(value.kind, ValueKind::Any | ValueKind::Problem) => {}
            (Content::Json(schema @ Some(_)), AnswerValue::Json(value))
            | (Content::Lines(schema @ Some(_)), AnswerValue::Lines(value)) => {
                self.value(schema.as_slice(), value, Direction::Write, subject, true);
            }
            (
                Content::Events(schema @ Some(_)),
                AnswerValue::Events(value) | AnswerValue::TextEvents(value),
            ) => {
                let findings = self.findings.count();
                self.value(schema.as_slice(), value, Direction::Write, subject, true);
                // The data of an event are a text as it is, or JSON.
                let as_it_is = matches!(answer, AnswerValue::TextEvents(_));
                let is_text = matches!(value.inner().kind, ValueKind::Text(_));
                if self.findings.count() == findings && as_it_is != is_text {
                    self.sent_otherwise(subject, promised, at);
                }
            }
            (Content::Events(None), AnswerValue::Events(value))
            | (Content::Lines(None), AnswerValue::Lines(value))
                if matches!(value.inner().kind, ValueKind::Any) => {}
            (Content::Text, AnswerValue::Text)
            | (Content::Bytes, AnswerValue::Bytes | AnswerValue::Stream) => {
                self.proof
                    .untested
                    .insert("the contents of bodies that are text or bytes".to_owned());
            }
            (Content::Other(what), _) => self.uncompared(&crate::expected::Uncompared {
                span: promised.span,
                what: (*what).to_owned(),
            }),
            _ => self.sent_otherwise(subject, promised, at),
        }
    }

    fn sent_otherwise(&mut self, subject: &Subject<'_>, promised: &MediaType<'a>, at: At) {
        self.findings.between(
            &codes::RESPONSE_BODY_DIFFERS,
            (at, promised.span),
            format!(
                "{subject} is not sent as {}, as the description says of `{}`",
                promised.content.as_str(),
                promised.name
            ),
            "the media type is declared here",
        );
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
                None if self.allowances.touch(promise.span) => {
                    self.left_out.insert(promise.span);
                }
                None => self.findings.between(
                    &codes::RESPONSE_HEADERS_DIFFER,
                    (answer.at, promise.span),
                    format!("{subject} is not sent"),
                    "the header is declared here",
                ),
                Some(sent) => {
                    let said = if promise.required {
                        "required"
                    } else {
                        "optional"
                    };
                    let written = if promise.is_json { "JSON" } else { "plain" };
                    let differences = [
                        (sent.always != promise.required, said),
                        (sent.json != promise.is_json, written),
                    ];
                    for (_, said) in differences.into_iter().filter(|(differs, _)| *differs) {
                        self.findings.between(
                            &codes::RESPONSE_HEADERS_DIFFER,
                            (sent.at, promise.span),
                            format!("{subject} is {said} in the description and not in the code"),
                            format!("it is {said} here"),
                        );
                    }
                    if let Some(schema) = promise.schema {
                        self.value(&[schema], &sent.value, Direction::Write, &subject, false);
                    }
                }
            }
        }
        for (header, sent) in answer
            .headers
            .iter()
            .filter(|(name, _)| !response.headers.contains_key(*name))
        {
            self.findings.between(
                &codes::RESPONSE_HEADERS_DIFFER,
                (sent.at, response.span),
                format!(
                    "{} is not declared",
                    Subject::Header(name, status.number(), header)
                ),
                "the response is declared here",
            );
        }
    }
}

/// The statuses that the service chooses: classes, then `default`. Answers stand for them in this order, one or more for
/// each, by the media types that it has.
struct OpenStatuses {
    statuses: Vec<Status>,
    at: usize,
    /// The media types that answers to the present one have.
    taken: BTreeSet<String>,
    is_used: bool,
}

impl OpenStatuses {
    fn of(operation: &Operation<'_>) -> Self {
        let open = |status: &Status| !matches!(status, Status::Code(_));
        Self {
            statuses: operation.responses.keys().copied().filter(open).collect(),
            at: 0,
            taken: BTreeSet::new(),
            is_used: false,
        }
    }

    /// The status that the next answer stands for: the present one if it has such contents left, else the one behind it.
    fn next(&mut self, operation: &Operation<'_>, answer: &Answer<'_>) -> Option<Status> {
        let media_types: Vec<&str> = match &answer.body {
            Some(body) => body.media_types.clone().unwrap_or_else(|| vec!["*"]),
            None => Vec::new(),
        };
        let present = self
            .statuses
            .get(self.at)
            .and_then(|status| operation.responses.get(status))?;
        let further = !media_types.is_empty()
            && media_types.iter().all(|&name| {
                !self.taken.contains(name) && (name == "*" || present.content_for(name).is_some())
            });
        if self.is_used && !further {
            self.at += 1;
            self.taken.clear();
        }
        self.is_used = true;
        self.taken
            .extend(media_types.into_iter().map(str::to_owned));
        self.statuses.get(self.at).copied()
    }
}

fn told(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Class(class) => format!("{class}XX"),
        Status::Default => "`default`".to_owned(),
    }
}
