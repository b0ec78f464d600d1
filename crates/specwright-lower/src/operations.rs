//! Operations with their parameters, bodies and answers → operations of the model, still without a behaviour.

mod contents;
mod names;
mod parameters;

use crate::types::Lowering;
use crate::view::Side;
use contents::{essence, sent_as};
use names::{group, operation_name};
use parameters::is_ignored;
use specwright_diagnostics::{Diagnostic, codes};
use specwright_model as model;
use specwright_model::Behaviour;
use specwright_openapi as openapi;

impl<'a> Lowering<'a> {
    /// One operation; its behaviour is custom until it is bound.
    pub(crate) fn operation(&mut self, operation: &'a openapi::Operation) -> model::Operation {
        let id = operation_name(operation);
        self.refuse_security(operation, &id);
        let parameters = operation
            .parameters
            .iter()
            .filter(|parameter| !is_ignored(parameter))
            .filter_map(|parameter| self.parameter(parameter, &id))
            .collect();
        let body = operation
            .request_body
            .as_ref()
            .and_then(|body| self.request_body(body, &id));
        let answers = operation
            .responses
            .iter()
            .map(|response| self.answer(response, &id))
            .collect();
        model::Operation {
            span: operation.span,
            named: operation.id.is_some(),
            method: method(operation.method),
            path: operation.path.value.clone(),
            group: group(operation),
            summary: operation.summary.as_ref().map(|text| text.value.clone()),
            description: operation
                .description
                .as_ref()
                .map(|text| text.value.clone()),
            deprecated: operation.deprecated,
            parameters,
            body,
            answers,
            behaviour: Behaviour::Custom,
            id,
        }
    }

    fn refuse_security(&mut self, operation: &openapi::Operation, name: &str) {
        let requirements = operation.security.as_ref().or(self.api.security.as_ref());
        let Some(requirement) =
            requirements.and_then(|all| all.iter().find(|one| !one.schemes.is_empty()))
        else {
            return;
        };
        let anonymous =
            requirements.is_some_and(|all| all.iter().any(|one| one.schemes.is_empty()));
        if !anonymous {
            self.report(
                Diagnostic::new(
                    &codes::SECURITY_NOT_ENFORCED,
                    operation.span,
                    format!("`{name}` asks for sign-in, which is not enforced yet"),
                    "set `security: []` on the operation if it may be open for now",
                )
                .with_related(requirement.span, "this requirement"),
            );
        }
    }

    fn request_body(
        &mut self,
        body: &'a openapi::RequestBody,
        operation: &str,
    ) -> Option<model::RequestBody> {
        let first = body.content.first()?;
        let patch = body
            .content
            .iter()
            .any(|media| essence(&media.name.value) == "application/merge-patch+json");
        let side = if patch { Side::Patch } else { Side::Request };
        let content = self.content(first, side, &[operation, "body"])?;
        for other in &body.content[1..] {
            self.same_content(first, content, other, side, &[operation, "body"]);
        }
        Some(model::RequestBody {
            span: body.span,
            required: body.required,
            media_types: body
                .content
                .iter()
                .map(|media| media.name.value.clone())
                .collect(),
            content,
            description: body.description.as_ref().map(|text| text.value.clone()),
        })
    }

    fn answer(&mut self, response: &'a openapi::Response, operation: &str) -> model::Answer {
        let (status, status_word) = match response.status {
            openapi::Status::Code(code) => (model::Status::Code(code), code.to_string()),
            openapi::Status::Range(class) => (model::Status::Class(class), format!("{class}xx")),
            openapi::Status::Default => (model::Status::Default, "default".to_owned()),
        };
        let path = [operation, "answer", status_word.as_str()];
        let body = response.content.first().and_then(|first| {
            let content = self.answer_content(first, &path)?;
            for other in &response.content[1..] {
                self.same_content(first, content, other, Side::Response, &path);
            }
            Some(model::AnswerBody {
                media_type: sent_as(&first.name.value),
                other_media_types: response.content[1..]
                    .iter()
                    .map(|media| media.name.value.clone())
                    .collect(),
                content,
            })
        });
        let headers = response
            .headers
            .iter()
            .map(|header| model::AnswerHeader {
                span: header.name.span,
                wire: header.name.value.clone(),
                description: header.description.as_ref().map(|text| text.value.clone()),
                required: header.required,
                kind: self
                    .slot(
                        header.schema,
                        Side::Response,
                        &[operation, header.name.value.as_str()],
                    )
                    .id,
            })
            .collect();
        model::Answer {
            span: response.span,
            status,
            description: response.description.value.clone(),
            headers,
            body,
        }
    }
}

fn method(method: openapi::Method) -> model::Method {
    match method {
        openapi::Method::Get => model::Method::Get,
        openapi::Method::Put => model::Method::Put,
        openapi::Method::Post => model::Method::Post,
        openapi::Method::Delete => model::Method::Delete,
        openapi::Method::Options => model::Method::Options,
        openapi::Method::Head => model::Method::Head,
        openapi::Method::Patch => model::Method::Patch,
        openapi::Method::Trace => model::Method::Trace,
    }
}
