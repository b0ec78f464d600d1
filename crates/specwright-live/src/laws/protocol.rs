//! The rules of HTTP that hold for every path: 404, 405 with `Allow`, 406, 413, 415, HEAD, OPTIONS.

use super::exchange::{Answer, Request};
use super::judge::{declared, problem_fault};
use super::{Laws, is_json, method_word};
use crate::LiveError;
use specwright_diagnostics::codes;
use specwright_openapi::{Method, Operation};
use std::collections::{BTreeMap, BTreeSet};

/// A media type that no description declares.
const UNKNOWN_TYPE: &str = "application/x-specwright-unknown";

const METHODS: &[&str] = &["GET", "PUT", "POST", "DELETE", "PATCH"];

impl Laws<'_> {
    pub(super) fn protocol(&mut self) -> Result<(), LiveError> {
        let mut paths: BTreeMap<&str, Vec<&Operation>> = BTreeMap::new();
        for operation in &self.description.operations {
            paths
                .entry(&operation.path.value)
                .or_default()
                .push(operation);
        }
        if let Some(first) = self.description.operations.first() {
            let request = Request::new("GET", format!("{}/no-such-path/at-all", self.base));
            self.expect(first, &request, 404, "an unknown path")?;
        }
        for operations in paths.values() {
            self.methods(operations)?;
        }
        for operation in &self.description.operations {
            let Some(target) = self.target(operation) else {
                continue;
            };
            if operation.method == Method::Get {
                self.head(operation, &target)?;
                if operation
                    .responses
                    .iter()
                    .any(|response| !response.content.is_empty())
                {
                    let request =
                        Request::new("GET", target.as_str()).header("Accept", UNKNOWN_TYPE);
                    self.expect(operation, &request, 406, "an `Accept` that cannot be met")?;
                }
            }
            if operation.request_body.is_some() {
                let request = Request::new(method_word(operation.method), target.as_str())
                    .body(UNKNOWN_TYPE, "x");
                self.expect(
                    operation,
                    &request,
                    415,
                    "a body of a media type that is not declared",
                )?;
                self.too_large(operation, &target)?;
            }
        }
        Ok(())
    }

    /// Sends a request that HTTP itself answers.
    fn expect(
        &mut self,
        operation: &Operation,
        request: &Request,
        status: u16,
        what: &str,
    ) -> Result<Option<Answer>, LiveError> {
        self.count("rules of HTTP");
        let answer = self.client.send(request)?;
        if answer.status != status {
            let message = format!(
                "`{request}`, {what}, is answered with {}, not with {status}",
                answer.status
            );
            self.find(
                &codes::PROTOCOL_BROKEN,
                operation,
                message,
                "the runtime keeps this rule for every route; report it",
            );
            return Ok(None);
        }
        if declared(operation, status).is_none()
            && let Some(fault) = problem_fault(request, &answer)
        {
            let message = format!("`{request}` is answered with {status}: {fault}");
            self.find(
                &codes::NO_PROBLEM_DOCUMENT,
                operation,
                message,
                "the runtime makes problem documents of all errors; report it",
            );
        }
        Ok(Some(answer))
    }

    /// Methods that a path does not have are refused, and `Allow` lists those that it has.
    fn methods(&mut self, operations: &[&Operation]) -> Result<(), LiveError> {
        let Some((first, target)) = operations
            .first()
            .and_then(|first| Some((*first, self.target(first)?)))
        else {
            return Ok(());
        };
        let mut known: BTreeSet<&str> = operations
            .iter()
            .map(|operation| method_word(operation.method))
            .collect();
        if known.contains("GET") {
            known.insert("HEAD");
        }
        known.insert("OPTIONS");
        for method in METHODS.iter().filter(|method| !known.contains(*method)) {
            let request = Request::new(method, target.as_str());
            if let Some(answer) =
                self.expect(first, &request, 405, "a method that the path does not have")?
            {
                self.allow(first, &request, &answer, &known);
            }
        }
        let request = Request::new("OPTIONS", target.as_str());
        let answer = self.client.send(&request)?;
        if answer.is_success()
            && !operations
                .iter()
                .any(|operation| operation.method == Method::Options)
        {
            self.allow(first, &request, &answer, &known);
        }
        Ok(())
    }

    fn allow(
        &mut self,
        operation: &Operation,
        request: &Request,
        answer: &Answer,
        known: &BTreeSet<&str>,
    ) {
        let listed: BTreeSet<&str> = answer
            .header("Allow")
            .unwrap_or_default()
            .split(',')
            .map(str::trim)
            .filter(|word| !word.is_empty())
            .collect();
        if listed != *known {
            let words = |set: &BTreeSet<&str>| set.iter().copied().collect::<Vec<_>>().join(", ");
            let message = format!(
                "`{request}` is answered with `Allow: {}`, not with `Allow: {}`",
                words(&listed),
                words(known)
            );
            self.find(
                &codes::PROTOCOL_BROKEN,
                operation,
                message,
                "the runtime makes `Allow` from the table of routes; report it",
            );
        }
    }

    /// HEAD answers like GET, without a body.
    fn head(&mut self, operation: &Operation, target: &str) -> Result<(), LiveError> {
        self.count("rules of HTTP");
        let get = self.client.send(&Request::new("GET", target))?;
        let request = Request::new("HEAD", target);
        let head = self.client.send(&request)?;
        let fault = if head.status != get.status {
            format!(
                "is answered with {}, and GET with {}",
                head.status, get.status
            )
        } else if !head.body.is_empty() {
            "has a body".to_owned()
        } else if head.media_type() != get.media_type() {
            "has another media type than GET".to_owned()
        } else {
            return Ok(());
        };
        self.find(
            &codes::PROTOCOL_BROKEN,
            operation,
            format!("`{request}` {fault}"),
            "HEAD is derived from GET by the runtime; report it",
        );
        Ok(())
    }

    fn too_large(&mut self, operation: &Operation, target: &str) -> Result<(), LiveError> {
        let Some(content) = operation
            .request_body
            .iter()
            .flat_map(|body| &body.content)
            .find(|content| is_json(content))
        else {
            return Ok(());
        };
        let mut body = vec![b' '; self.body_limit + 1];
        body.extend_from_slice(b"{}");
        // The service may answer before the body was sent; the header lets it.
        let request =
            Request::new(method_word(operation.method), target).header("Expect", "100-continue");
        self.expect(
            operation,
            &request.body(&content.name.value, body),
            413,
            "a body beyond the limit",
        )
        .map(|_| ())
    }
}
