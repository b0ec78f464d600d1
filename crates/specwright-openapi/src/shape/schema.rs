//! The keys of schemas.

use super::{PLAIN, Shape};

pub(crate) static DISCRIMINATOR: Shape = Shape {
    name: "`discriminator`",
    keys: &["propertyName", "mapping"],
    since_3_2: &["defaultMapping"],
    ..PLAIN
};

pub(crate) static XML: Shape = Shape {
    name: "`xml`",
    keys: &["name", "namespace", "prefix", "attribute", "wrapped"],
    since_3_2: &["nodeType"],
    ..PLAIN
};

pub(crate) static SCHEMA: Shape = Shape {
    name: "a schema",
    keys: &[
        "$ref",
        "title",
        "description",
        "type",
        "nullable",
        "format",
        "enum",
        "default",
        "example",
        "multipleOf",
        "maximum",
        "exclusiveMaximum",
        "minimum",
        "exclusiveMinimum",
        "maxLength",
        "minLength",
        "pattern",
        "items",
        "maxItems",
        "minItems",
        "uniqueItems",
        "properties",
        "required",
        "additionalProperties",
        "maxProperties",
        "minProperties",
        "allOf",
        "oneOf",
        "anyOf",
        "not",
        "discriminator",
        "readOnly",
        "writeOnly",
        "deprecated",
        "externalDocs",
        "xml",
    ],
    since_3_1: &[
        "const",
        "examples",
        "contentEncoding",
        "contentMediaType",
        "$defs",
        "$comment",
        "$schema",
        "$id",
        "$anchor",
        "$dynamicRef",
        "$dynamicAnchor",
        "$vocabulary",
        "prefixItems",
        "contains",
        "minContains",
        "maxContains",
        "patternProperties",
        "propertyNames",
        "dependentRequired",
        "dependentSchemas",
        "if",
        "then",
        "else",
        "unevaluatedItems",
        "unevaluatedProperties",
        "contentSchema",
    ],
    gone: &[
        ("definitions", "the schemas under `components/schemas`"),
        (
            "id",
            "nothing: schemas are named by their key in `components/schemas`",
        ),
        ("additionalItems", "`items` alone"),
        ("dependencies", "the dependent parts as `oneOf`"),
    ],
    ..PLAIN
};
