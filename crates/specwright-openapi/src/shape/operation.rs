//! The keys of path items, operations and their parts.

use super::{PLAIN, Shape};

pub(crate) static PATH_ITEM: Shape = Shape {
    name: "a path item",
    keys: &[
        "$ref",
        "summary",
        "description",
        "get",
        "put",
        "post",
        "delete",
        "options",
        "head",
        "patch",
        "trace",
        "servers",
        "parameters",
    ],
    since_3_2: &["query", "additionalOperations"],
    ..PLAIN
};

pub(crate) static OPERATION: Shape = Shape {
    name: "an operation",
    keys: &[
        "tags",
        "summary",
        "description",
        "externalDocs",
        "operationId",
        "parameters",
        "requestBody",
        "responses",
        "callbacks",
        "deprecated",
        "security",
        "servers",
    ],
    gone: &[
        (
            "consumes",
            "the media types under `content` of `requestBody`",
        ),
        (
            "produces",
            "the media types under `content` of each response",
        ),
        ("schemes", "`servers`"),
    ],
    ..PLAIN
};

const UNDER_SCHEMA: &str = "it under `schema`";

pub(crate) static PARAMETER: Shape = Shape {
    name: "a parameter",
    keys: &[
        "name",
        "in",
        "description",
        "required",
        "deprecated",
        "allowEmptyValue",
        "style",
        "explode",
        "allowReserved",
        "schema",
        "example",
        "examples",
        "content",
    ],
    gone: &[
        ("type", UNDER_SCHEMA),
        ("format", UNDER_SCHEMA),
        ("enum", UNDER_SCHEMA),
        ("default", UNDER_SCHEMA),
        ("items", UNDER_SCHEMA),
        ("minimum", UNDER_SCHEMA),
        ("maximum", UNDER_SCHEMA),
        ("minLength", UNDER_SCHEMA),
        ("maxLength", UNDER_SCHEMA),
        ("pattern", UNDER_SCHEMA),
        ("nullable", UNDER_SCHEMA),
        ("collectionFormat", "`style` and `explode`"),
    ],
    ..PLAIN
};

pub(crate) static HEADER: Shape = Shape {
    name: "a header",
    keys: &[
        "description",
        "required",
        "deprecated",
        "allowEmptyValue",
        "style",
        "explode",
        "allowReserved",
        "schema",
        "example",
        "examples",
        "content",
    ],
    gone: &[
        ("name", "the name as the key of the header alone"),
        ("in", "nothing: a header's place is given"),
        ("type", UNDER_SCHEMA),
        ("format", UNDER_SCHEMA),
        ("enum", UNDER_SCHEMA),
        ("default", UNDER_SCHEMA),
        ("minimum", UNDER_SCHEMA),
        ("maximum", UNDER_SCHEMA),
    ],
    ..PLAIN
};

pub(crate) static REQUEST_BODY: Shape = Shape {
    name: "a request body",
    keys: &["description", "content", "required"],
    ..PLAIN
};

pub(crate) static MEDIA_TYPE: Shape = Shape {
    name: "a media type",
    keys: &["schema", "example", "examples", "encoding"],
    since_3_2: &["$ref", "itemSchema", "prefixEncoding", "itemEncoding"],
    ..PLAIN
};

pub(crate) static ENCODING: Shape = Shape {
    name: "an encoding",
    keys: &[
        "contentType",
        "headers",
        "style",
        "explode",
        "allowReserved",
    ],
    since_3_2: &["encoding", "prefixEncoding", "itemEncoding"],
    ..PLAIN
};

pub(crate) static RESPONSE: Shape = Shape {
    name: "a response",
    keys: &["description", "headers", "content", "links"],
    since_3_2: &["summary"],
    gone: &[
        ("schema", "it under a media type of `content`"),
        ("examples", "`examples` under a media type of `content`"),
    ],
    ..PLAIN
};

pub(crate) static EXAMPLE: Shape = Shape {
    name: "an example",
    keys: &["summary", "description", "value", "externalValue"],
    since_3_2: &["dataValue", "serializedValue"],
    ..PLAIN
};

pub(crate) static LINK: Shape = Shape {
    name: "a link",
    keys: &[
        "operationRef",
        "operationId",
        "parameters",
        "requestBody",
        "description",
        "server",
    ],
    ..PLAIN
};

/// The map of paths; its other keys are the paths.
pub(crate) static PATHS: Shape = Shape {
    name: "`paths`",
    ..PLAIN
};

/// The map of responses; its other keys are the statuses.
pub(crate) static RESPONSES: Shape = Shape {
    name: "`responses`",
    ..PLAIN
};

/// A callback; its other keys are the addresses that are called.
pub(crate) static CALLBACK: Shape = Shape {
    name: "a callback",
    ..PLAIN
};

/// A reference; its own reader takes `$ref` and what may stand beside it.
pub(crate) static REFERENCE: Shape = Shape {
    name: "a reference",
    keys: &["$ref"],
    ..PLAIN
};
