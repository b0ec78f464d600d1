//! Descriptions of any size, all of one make, so that times over sizes show how the pipeline grows.

use specwright::pipeline::{self, Input, Planned, Specs};
use specwright_diagnostics::Allowances;
use specwright_plan::Settings;
use std::fmt::Write;

/// So many operations share a tag, and with it the files of a group.
const OPERATIONS_A_TAG: usize = 10;

/// An API description: each operation has two path parameters, three query parameters, a body, an answer and a problem,
/// and its own schema of nine fields with constraints of every kind.
pub fn description(operations: usize) -> String {
    let mut text = "openapi: 3.0.3
info: { title: Synthetic, version: 1.0.0 }
paths:
"
    .to_owned();
    // Writing to a `String` cannot fail.
    for number in 1..=operations {
        let area = number.div_ceil(OPERATIONS_A_TAG);
        let _ = write!(
            text,
            "  /areas/{{areaId}}/things{number}/{{thingId}}:
    post:
      operationId: changeThing{number}
      summary: Changes thing {number} of an area.
      tags: [Area {area}]
      parameters:
        - {{ name: areaId, in: path, required: true, schema: {{ type: string, format: uuid }} }}
        - {{ name: thingId, in: path, required: true, schema: {{ type: integer, format: int64, minimum: 1 }} }}
        - {{ name: limit, in: query, schema: {{ type: integer, format: int32, minimum: 1, maximum: 100, default: 20 }} }}
        - {{ name: q, in: query, schema: {{ type: string, maxLength: 80 }} }}
        - {{ name: archived, in: query, schema: {{ type: boolean }} }}
      requestBody:
        required: true
        content:
          application/json:
            schema: {{ $ref: '#/components/schemas/Thing{number}' }}
      responses:
        '200':
          description: The thing as it is now.
          content:
            application/json:
              schema: {{ $ref: '#/components/schemas/Thing{number}' }}
        '404':
          description: No such thing.
        '422':
          description: The request breaks a rule.
"
        );
    }
    text.push_str("components:\n  schemas:\n");
    for number in 1..=operations {
        let _ = write!(
            text,
            "    Thing{number}:
      type: object
      description: A thing, number {number} of its kind.
      required: [id, code, displayName, price, active, labels, state]
      additionalProperties: false
      properties:
        id: {{ type: integer, format: int64, minimum: 1 }}
        code: {{ type: string, minLength: 3, maxLength: 12, pattern: '^[A-Z]+$' }}
        displayName: {{ type: string, minLength: 1, maxLength: 100, description: What people call it. }}
        note: {{ type: string, maxLength: 2000 }}
        price: {{ type: number, minimum: 0, maximum: 1000000 }}
        active: {{ type: boolean }}
        labels: {{ type: array, maxItems: 20, uniqueItems: true, items: {{ type: string, maxLength: 40 }} }}
        state: {{ type: string, enum: [draft, ready, running, done] }}
        rank: {{ type: integer, format: int32, minimum: 0, maximum: 1000 }}
"
        );
    }
    text
}

/// The description, read.
pub fn specs(operations: usize) -> Specs {
    let input = Input {
        name: "openapi.yaml".to_owned(),
        bytes: description(operations).into_bytes(),
    };
    pipeline::read(input, None, Allowances::default())
}

/// What a run decides about a description that stands alone.
pub fn settings(runtime_path: &str) -> Settings {
    Settings {
        name: Some("synthetic".to_owned()),
        runtime_path: runtime_path.to_owned(),
        workspace_member: false,
        api_file: "openapi.yaml".to_owned(),
    }
}

/// Plans, and demands that nothing was found.
pub fn planned(specs: &mut Specs, settings: &Settings) -> Planned {
    pipeline::lint(specs);
    let planned = pipeline::plan(specs, settings);
    assert!(!specs.has_errors(), "{:#?}", specs.diagnostics);
    planned.expect("a description without errors has a plan")
}
