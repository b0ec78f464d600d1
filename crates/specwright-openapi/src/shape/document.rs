//! The keys of the document and of what describes it as a whole.

use super::{PLAIN, Shape};

pub(crate) static OPENAPI: Shape = Shape {
    name: "the document",
    keys: &[
        "openapi",
        "info",
        "servers",
        "paths",
        "components",
        "security",
        "tags",
        "externalDocs",
    ],
    since_3_1: &["jsonSchemaDialect", "webhooks"],
    since_3_2: &["$self"],
    gone: &[
        ("swagger", "`openapi`"),
        ("host", "`servers`"),
        ("basePath", "`servers`"),
        ("schemes", "`servers`"),
        (
            "consumes",
            "the media types under `content` of each request body",
        ),
        (
            "produces",
            "the media types under `content` of each response",
        ),
        ("definitions", "`components/schemas`"),
        ("parameters", "`components/parameters`"),
        ("responses", "`components/responses`"),
        ("securityDefinitions", "`components/securitySchemes`"),
    ],
    ..PLAIN
};

pub(crate) static INFO: Shape = Shape {
    name: "`info`",
    keys: &[
        "title",
        "description",
        "termsOfService",
        "contact",
        "license",
        "version",
    ],
    since_3_1: &["summary"],
    ..PLAIN
};

pub(crate) static CONTACT: Shape = Shape {
    name: "`contact`",
    keys: &["name", "url", "email"],
    ..PLAIN
};

pub(crate) static LICENSE: Shape = Shape {
    name: "`license`",
    keys: &["name", "url"],
    since_3_1: &["identifier"],
    ..PLAIN
};

pub(crate) static SERVER: Shape = Shape {
    name: "a server",
    keys: &["url", "description", "variables"],
    since_3_2: &["name"],
    ..PLAIN
};

pub(crate) static SERVER_VARIABLE: Shape = Shape {
    name: "a server variable",
    keys: &["enum", "default", "description"],
    ..PLAIN
};

pub(crate) static TAG: Shape = Shape {
    name: "a tag",
    keys: &["name", "description", "externalDocs"],
    since_3_2: &["summary", "parent", "kind"],
    ..PLAIN
};

pub(crate) static EXTERNAL_DOCS: Shape = Shape {
    name: "`externalDocs`",
    keys: &["description", "url"],
    ..PLAIN
};

pub(crate) static COMPONENTS: Shape = Shape {
    name: "`components`",
    keys: &[
        "schemas",
        "responses",
        "parameters",
        "examples",
        "requestBodies",
        "headers",
        "securitySchemes",
        "links",
        "callbacks",
    ],
    since_3_1: &["pathItems"],
    since_3_2: &["mediaTypes"],
    gone: &[
        ("definitions", "`schemas`"),
        ("securityDefinitions", "`securitySchemes`"),
    ],
    ..PLAIN
};
