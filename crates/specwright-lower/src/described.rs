//! Descriptions from their text, for the tests of this crate.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot read its own input has failed"
)]

use specwright_diagnostics::SourceMap;
use specwright_openapi::Description;

/// A description with these schemas, one a line as `Name: {…}`, and an operation that takes and answers the first.
#[track_caller]
pub(crate) fn with_schemas(schemas: &[&str]) -> Description {
    let first = schemas[0].split(':').next().unwrap();
    let schemas = schemas.join("\n    ");
    described(&format!(
        "openapi: 3.0.3
info: {{ title: Things, version: 1.0.0 }}
paths:
  /things:
    post:
      operationId: addThing
      requestBody:
        required: true
        content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/{first}' }} }} }}
      responses:
        '201':
          description: Added.
          content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/{first}' }} }} }}
components:
  schemas:
    {schemas}
"
    ))
}

/// A whole description.
#[track_caller]
pub(crate) fn described(text: &str) -> Description {
    let mut sources = SourceMap::default();
    let document = specwright_source::read(&mut sources, "openapi.yaml", text);
    assert!(!document.has_errors(), "{:#?}", document.diagnostics);
    let api = specwright_openapi::read(&document.value.unwrap().root);
    assert!(!api.has_errors(), "{:#?}", api.diagnostics);
    api.value.unwrap()
}
