//! A walk through the resources: what can be created is created, looked at, changed and deleted, and each answer is
//! held against the description.

use super::exchange::{Answer, Request};
use super::refusals::invalid_status;
use super::sample::Extent;
use super::{Laws, method_word};
use crate::LiveError;
use serde_json::Value;
use specwright_diagnostics::codes;
use specwright_openapi::{Method, Operation};

impl Laws<'_> {
    /// Creates what can be created, parents before children, and remembers the keys.
    pub(super) fn create(&mut self) -> Result<(), LiveError> {
        let mut waiting: Vec<&Operation> = self
            .description
            .operations
            .iter()
            .filter(|operation| operation.method == Method::Post)
            .collect();
        loop {
            let before = waiting.len();
            let mut later = Vec::new();
            for operation in waiting {
                if !self.create_one(operation)? {
                    later.push(operation);
                }
            }
            waiting = later;
            if waiting.is_empty() || waiting.len() == before {
                break;
            }
        }
        Ok(())
    }

    /// Whether there is nothing left to try: the resource is there, or the operation creates none.
    fn create_one(&mut self, operation: &Operation) -> Result<bool, LiveError> {
        let Some(target) = self.existing_target(operation) else {
            return Ok(false);
        };
        // A reference under another name than its resource (`authorId`) may name any row that is known.
        for stand_in in self.stand_ins(operation) {
            let Some((media_type, body)) =
                self.sample_body_with(operation, Extent::Full, &stand_in)
            else {
                let request = Request::new("POST", target.as_str());
                let answer = self.client.send(&request)?;
                self.judge(operation, &request, &answer);
                return Ok(true);
            };
            let request = Request::new("POST", target.as_str()).json(&media_type, &body);
            let answer = self.client.send(&request)?;
            self.judge(operation, &request, &answer);
            self.accepted(operation, &request, &answer);
            if answer.is_success() {
                self.remember(operation, &answer);
                return Ok(true);
            }
            if answer.status == 501 {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// A request that keeps the description is not answered as invalid.
    fn accepted(&mut self, operation: &Operation, request: &Request, answer: &Answer) {
        self.count("valid requests");
        if Some(answer.status) == invalid_status(operation) {
            let detail = String::from_utf8_lossy(&answer.body)
                .chars()
                .take(400)
                .collect::<String>();
            let sent = request
                .body
                .as_deref()
                .map(String::from_utf8_lossy)
                .unwrap_or_default();
            let message = format!(
                "`{request}` with `{sent}` is answered with {}: {detail}",
                answer.status
            );
            self.find(
                &codes::VALID_INPUT_REFUSED,
                operation,
                message,
                "the request keeps the description; report it",
            );
        }
    }

    /// Learns the key of what was created: from `Location`, or else from the body and the paths below.
    fn remember(&mut self, operation: &Operation, answer: &Answer) {
        let mut learned: Vec<(String, Value)> = Vec::new();
        if let Some(location) = answer.header("Location") {
            let path = location.split(['?', '#']).next().unwrap_or_default();
            let path = path.find("://").map_or(path, |at| {
                path[at + 3..]
                    .find('/')
                    .map_or("", |slash| &path[at + 3 + slash..])
            });
            let path = path.strip_prefix(self.base.as_str()).unwrap_or(path);
            let fitting = self
                .description
                .operations
                .iter()
                .filter_map(|other| parameters_in(&other.path.value, path));
            learned.extend(
                fitting
                    .flatten()
                    .map(|(parameter, value)| (parameter, Value::from(value))),
            );
        }
        if learned.is_empty() {
            let below = |other: &Operation| {
                let rest = other
                    .path
                    .value
                    .strip_prefix(operation.path.value.as_str())?
                    .strip_prefix('/')?;
                only_parameter(rest).map(str::to_owned)
            };
            let body = answer.json().unwrap_or_default();
            let parameters = self.description.operations.iter().filter_map(below);
            learned.extend(parameters.filter_map(|parameter| {
                let key = body.get("id").or_else(|| body.get(&parameter))?.clone();
                Some((parameter, key))
            }));
        }
        self.known.extend(learned);
    }

    /// Reads, lists, replaces and patches what exists.
    pub(super) fn visit(&mut self) -> Result<(), LiveError> {
        for method in [Method::Get, Method::Put, Method::Patch, Method::Get] {
            for operation in self
                .description
                .operations
                .iter()
                .filter(|operation| operation.method == method)
            {
                let Some(target) = self.existing_target(operation) else {
                    continue;
                };
                let mut request = Request::new(method_word(method), target);
                if let Some((media_type, body)) = self.sample_body(operation, Extent::Full) {
                    request = request.json(&media_type, &body);
                }
                let answer = self.client.send(&request)?;
                self.judge(operation, &request, &answer);
                self.accepted(operation, &request, &answer);
            }
        }
        Ok(())
    }

    /// Deletes what exists, children before parents; what was deleted is then not found.
    pub(super) fn delete(&mut self) -> Result<(), LiveError> {
        let mut operations: Vec<&Operation> = self
            .description
            .operations
            .iter()
            .rev()
            .filter(|operation| operation.method == Method::Delete)
            .collect();
        // What has the longer path lies below, or links two others.
        operations
            .sort_by_key(|operation| std::cmp::Reverse(operation.path.value.split('/').count()));
        let mut before = usize::MAX;
        while operations.len() < before {
            before = operations.len();
            let mut later = Vec::new();
            for operation in operations {
                let Some(target) = self.existing_target(operation) else {
                    continue;
                };
                let request = Request::new("DELETE", target.as_str());
                let answer = self.client.send(&request)?;
                self.judge(operation, &request, &answer);
                match answer.status {
                    200..300 => self.gone(operation, &target)?,
                    // It went with something else.
                    404 | 410 => {}
                    // Something else may still need it; that is deleted first.
                    _ => later.push(operation),
                }
            }
            operations = later;
        }
        Ok(())
    }

    fn gone(&mut self, deleted: &Operation, target: &str) -> Result<(), LiveError> {
        let same = |other: &&Operation| {
            other.method == Method::Get && other.path.value == deleted.path.value
        };
        let Some(get) = self.description.operations.iter().find(same) else {
            return Ok(());
        };
        let request = Request::new("GET", target);
        let answer = self.client.send(&request)?;
        self.judge(get, &request, &answer);
        if answer.is_success() {
            let message = format!(
                "`{request}` is answered with {} after it was deleted",
                answer.status
            );
            let help = "a deleted resource is not found; report it";
            self.find(&codes::UNDECLARED_STATUS, get, message, help);
        }
        Ok(())
    }
}

/// The values of a template's parameters, if the path is one of its paths.
fn parameters_in(template: &str, path: &str) -> Option<Vec<(String, String)>> {
    let (template, path): (Vec<&str>, Vec<&str>) =
        (template.split('/').collect(), path.split('/').collect());
    if template.len() != path.len() {
        return None;
    }
    let mut found = Vec::new();
    for (wanted, segment) in template.iter().zip(path) {
        match only_parameter(wanted) {
            Some(parameter) => found.push((parameter.to_owned(), segment.to_owned())),
            None if *wanted == segment => {}
            None => return None,
        }
    }
    Some(found)
}

/// The parameter, where a segment is nothing else.
fn only_parameter(segment: &str) -> Option<&str> {
    segment
        .strip_prefix('{')?
        .strip_suffix('}')
        .filter(|name| !name.contains(['{', '}', '/']))
}

#[cfg(test)]
mod tests {
    use super::parameters_in;

    #[test]
    fn parameters_are_found_where_the_path_fits() {
        let found = parameters_in("/tasks/{taskId}/labels/{labelId}", "/tasks/1/labels/2");
        let expected = vec![
            ("taskId".to_owned(), "1".to_owned()),
            ("labelId".to_owned(), "2".to_owned()),
        ];
        assert_eq!(found, Some(expected));
        assert_eq!(parameters_in("/tasks/{taskId}", "/users/1"), None);
        assert_eq!(parameters_in("/tasks/{taskId}", "/tasks/1/labels"), None);
    }
}
