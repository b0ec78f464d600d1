//! Operations of the model → functions, inputs, answers and custom files.

mod answers;
mod bodies;
mod inputs;
mod media_names;
mod names;
mod parts;

pub(crate) use answers::{answer_body, answers};
pub(crate) use inputs::{Own, inputs};
pub(crate) use media_names::content_words;
pub(crate) use names::OperationNames;

use specwright_model::{Method, Operation, Status};
use std::collections::BTreeSet;

/// The method, in upper case.
pub(crate) fn method_name(method: Method) -> &'static str {
    match method {
        Method::Delete => "DELETE",
        Method::Get => "GET",
        Method::Head => "HEAD",
        Method::Options => "OPTIONS",
        Method::Patch => "PATCH",
        Method::Post => "POST",
        Method::Put => "PUT",
        Method::Trace => "TRACE",
    }
}

/// The statuses of an operation as numbers: a code, 1 to 5 for a class, 0 for `default`.
pub(crate) fn statuses(operation: &Operation) -> Vec<u16> {
    let mut statuses: Vec<u16> = operation
        .answers
        .iter()
        .map(|answer| status_number(answer.status))
        .collect();
    statuses.sort_unstable();
    statuses.dedup();
    statuses
}

/// A status as a number: a code, 1 to 5 for a class, 0 for `default`.
pub(crate) fn status_number(status: Status) -> u16 {
    match status {
        Status::Code(code) => code,
        Status::Class(class) => u16::from(class),
        Status::Default => 0,
    }
}

/// The media types that an operation reads.
pub(crate) fn consumes(operation: &Operation) -> Vec<String> {
    let contents = operation.body.iter().flat_map(|body| &body.contents);
    contents
        .flat_map(|content| content.media_types.iter().cloned())
        .collect()
}

/// The media types that an operation sends, sorted.
pub(crate) fn produces(operation: &Operation) -> Vec<String> {
    let produced: BTreeSet<String> = operation
        .answers
        .iter()
        .flat_map(|answer| &answer.contents)
        .flat_map(|content| content.media_types.iter().cloned())
        .collect();
    produced.into_iter().collect()
}
