//! Operations with their parameters, bodies and answers → operations of the model, still without a behaviour.

mod bodies;
mod forms;
mod headers;
mod media_types;
mod names;
mod notations;
mod parameters;
mod routes;
mod security;

use crate::types::Lowering;
use bodies::Unservable;
use names::{group, operation_name};
use parameters::is_ignored;
use specwright_model as model;
use specwright_model::Behaviour;
use specwright_openapi as openapi;

impl<'a> Lowering<'a> {
    /// One operation; its behaviour is custom until it is bound. `None` where it cannot be served, which is reported.
    pub(crate) fn operation(
        &mut self,
        operation: &'a openapi::Operation,
    ) -> Option<model::Operation> {
        let id = operation_name(operation);
        let access = self.access(operation, &id);
        let parameters = operation
            .parameters
            .iter()
            .filter(|parameter| !is_ignored(parameter))
            .filter_map(|parameter| self.parameter(parameter, &id))
            .collect();
        let body = match &operation.request_body {
            Some(body) => self.request_body(body, &id),
            None => Ok(None),
        };
        let answers: Vec<_> = operation
            .responses
            .iter()
            .map(|response| self.answer(response, &id))
            .collect();
        // Only now, so that everything that is wrong with the operation has been named.
        let (Ok(access), Ok(body), Ok(answers)) = (access, body, answers.into_iter().collect())
        else {
            return None;
        };
        Some(model::Operation {
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
            access,
            behaviour: Behaviour::Custom,
            id,
        })
    }

    fn answer(
        &mut self,
        response: &'a openapi::Response,
        operation: &str,
    ) -> Result<model::Answer, Unservable> {
        let (status, status_word) = match response.status {
            openapi::Status::Code(code) => (model::Status::Code(code), code.to_string()),
            openapi::Status::Range(class) => (model::Status::Class(class), format!("{class}xx")),
            openapi::Status::Default => (model::Status::Default, "default".to_owned()),
        };
        let path = [operation, "answer", status_word.as_str()];
        let contents = self.answer_contents(response, &path);
        let headers = self.answer_headers(response, operation);
        Ok(model::Answer {
            span: response.span,
            status,
            description: response.description.value.clone(),
            headers,
            contents: contents?,
        })
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
