//! What does the table of routes say about one operation?

use super::{Access, Call, Method, Response};
use crate::problem::Problem;
use std::pin::Pin;

/// One operation of the API.
#[derive(Debug, Clone, Copy)]
pub struct Route {
    /// The name of the operation in the contract.
    pub operation: &'static str,
    /// Its method.
    pub method: Method,
    /// Its path as a template, as the contract has it: `/projects/{projectId}`.
    pub path: &'static str,
    /// The statuses that the contract declares; a range such as `4XX` is its digit, `default` is 0.
    pub statuses: &'static [u16],
    /// The media types of its body.
    pub consumes: &'static [&'static str],
    /// The media types of its answers.
    pub produces: &'static [&'static str],
    /// Whether it has a body.
    pub body: Body,
    /// How its body comes to it.
    pub reads: Reads,
    /// Who may call it.
    pub access: &'static Access,
    /// The shapes of errors that are no problem documents, by the statuses that the contract declares them for, each as
    /// it stands in `statuses`.
    pub errors: &'static [(u16, ErrorShape)],
    /// What it does.
    pub call: fn(Call) -> Answer,
}

/// Whether an operation has a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Body {
    /// It has none; what a request carries all the same is not read.
    None,
    /// It may have one.
    Optional,
    /// It must have one.
    Required,
}

/// How a body comes to an operation.
///
/// Where an operation takes several media types, `Stream` and `Parts` are for those that can be had so: JSON, forms in
/// `application/x-www-form-urlencoded` and `text/*` are whole all the same, and a multipart form is always in parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reads {
    /// As a whole, in memory, up to the limit of bodies.
    Whole,
    /// Piece by piece, as the operation asks for it.
    Stream,
    /// As the parts of a multipart form, long ones in temporary files.
    Parts,
}

/// From a problem to the answer that the contract has for its status; `None` where a problem document is sent all the same.
pub type ErrorShape = fn(&Problem) -> Option<Response>;

/// An answer in the making.
pub type Answer = Pin<Box<dyn Future<Output = Result<Response, Problem>> + Send>>;

impl Route {
    /// Whether the contract declares the status by its number.
    pub(crate) fn declares(&self, status: u16) -> bool {
        self.statuses.contains(&status)
    }

    /// The status of a request that breaks rules.
    pub(crate) fn invalid_status(&self) -> u16 {
        if self.declares(422) { 422 } else { 400 }
    }

    /// The status of a body that is not JSON.
    pub(crate) fn malformed_status(&self) -> u16 {
        if self.declares(422) && !self.declares(400) {
            422
        } else {
            400
        }
    }

    /// The answer to a request that an operation refuses, in the shape that the contract has for it.
    pub(crate) fn refuse(&self, problem: Problem) -> Response {
        let status = self.settle(problem.status());
        let problem = problem.with_status(status);
        // The exact status is meant before its class, and both before `default`.
        let declared = [status, status / 100, 0]
            .into_iter()
            .find(|status| self.declares(*status));
        let shape = self.errors.iter().find(|(of, _)| declared == Some(*of));
        let shaped = shape.and_then(|(_, shape)| shape(&problem));
        shaped.unwrap_or_else(|| Response::of_problem(problem))
    }

    /// The status that stands for one that only the runtime chose: what the contract declares is preferred.
    pub(crate) fn settle(&self, status: u16) -> u16 {
        let declared = |status: &u16| {
            let class = status / 100;
            [*status, class, 0]
                .iter()
                .any(|one| self.statuses.contains(one))
        };
        match status {
            422 => self.invalid_status(),
            409 if !declared(&409) => [422, 400]
                .into_iter()
                .find(|status| self.declares(*status))
                .unwrap_or(409),
            other => other,
        }
    }
}
