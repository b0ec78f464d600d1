//! The objects of the specification: their names in messages, and the keys that each may have.
//!
//! The readers claim the keys one by one; these tables say what else might have been meant.

/// One kind of object.
#[derive(Debug)]
pub(crate) struct Shape {
    /// The noun, with its article.
    pub(crate) name: &'static str,
    /// The keys of OpenAPI 3.0.
    pub(crate) keys: &'static [&'static str],
    /// The keys that came with OpenAPI 3.1.
    pub(crate) since_3_1: &'static [&'static str],
    /// The keys that came with OpenAPI 3.2.
    pub(crate) since_3_2: &'static [&'static str],
    /// Keys of earlier versions and of habit, with what stands for them now.
    pub(crate) gone: &'static [(&'static str, &'static str)],
    /// Whether keys that begin with `x-` may stand here.
    pub(crate) extensible: bool,
}

impl Shape {
    pub(crate) fn knows(&self, key: &str) -> bool {
        self.keys.contains(&key) || self.since_3_1.contains(&key)
    }
}

const PLAIN: Shape =
    Shape { name: "", keys: &[], since_3_1: &[], since_3_2: &[], gone: &[], extensible: true };

pub(crate) static OPENAPI: Shape = Shape {
    name: "the document",
    keys: &["openapi", "info", "servers", "paths", "components", "security", "tags", "externalDocs"],
    since_3_1: &["jsonSchemaDialect", "webhooks"],
    since_3_2: &["$self"],
    gone: &[
        ("swagger", "`openapi`"),
        ("host", "`servers`"),
        ("basePath", "`servers`"),
        ("schemes", "`servers`"),
        ("consumes", "the media types under `content` of each request body"),
        ("produces", "the media types under `content` of each response"),
        ("definitions", "`components/schemas`"),
        ("parameters", "`components/parameters`"),
        ("responses", "`components/responses`"),
        ("securityDefinitions", "`components/securitySchemes`"),
    ],
    ..PLAIN
};

pub(crate) static INFO: Shape = Shape {
    name: "`info`",
    keys: &["title", "description", "termsOfService", "contact", "license", "version"],
    since_3_1: &["summary"],
    ..PLAIN
};

pub(crate) static CONTACT: Shape = Shape { name: "`contact`", keys: &["name", "url", "email"], ..PLAIN };

pub(crate) static LICENSE: Shape =
    Shape { name: "`license`", keys: &["name", "url"], since_3_1: &["identifier"], ..PLAIN };

pub(crate) static SERVER: Shape = Shape {
    name: "a server",
    keys: &["url", "description", "variables"],
    since_3_2: &["name"],
    ..PLAIN
};

pub(crate) static SERVER_VARIABLE: Shape =
    Shape { name: "a server variable", keys: &["enum", "default", "description"], ..PLAIN };

pub(crate) static TAG: Shape = Shape {
    name: "a tag",
    keys: &["name", "description", "externalDocs"],
    since_3_2: &["summary", "parent", "kind"],
    ..PLAIN
};

pub(crate) static EXTERNAL_DOCS: Shape =
    Shape { name: "`externalDocs`", keys: &["description", "url"], ..PLAIN };

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
    gone: &[("definitions", "`schemas`"), ("securityDefinitions", "`securitySchemes`")],
    ..PLAIN
};

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
        ("consumes", "the media types under `content` of `requestBody`"),
        ("produces", "the media types under `content` of each response"),
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

pub(crate) static REQUEST_BODY: Shape =
    Shape { name: "a request body", keys: &["description", "content", "required"], ..PLAIN };

pub(crate) static MEDIA_TYPE: Shape = Shape {
    name: "a media type",
    keys: &["schema", "example", "examples", "encoding"],
    since_3_2: &["itemSchema", "prefixEncoding", "itemEncoding"],
    ..PLAIN
};

pub(crate) static ENCODING: Shape = Shape {
    name: "an encoding",
    keys: &["contentType", "headers", "style", "explode", "allowReserved"],
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
    keys: &["operationRef", "operationId", "parameters", "requestBody", "description", "server"],
    ..PLAIN
};

pub(crate) static SECURITY_SCHEME: Shape = Shape {
    name: "a security scheme",
    keys: &["type", "description", "name", "in", "scheme", "bearerFormat", "flows", "openIdConnectUrl"],
    since_3_2: &["oauth2MetadataUrl", "deprecated"],
    gone: &[
        ("flow", "the flow as a key of `flows`"),
        ("authorizationUrl", "it in a flow of `flows`"),
        ("tokenUrl", "it in a flow of `flows`"),
        ("scopes", "them in a flow of `flows`"),
    ],
    ..PLAIN
};

pub(crate) static FLOWS: Shape = Shape {
    name: "`flows`",
    keys: &["implicit", "password", "clientCredentials", "authorizationCode"],
    since_3_2: &["deviceAuthorization"],
    gone: &[("application", "`clientCredentials`"), ("accessCode", "`authorizationCode`")],
    ..PLAIN
};

pub(crate) static FLOW: Shape = Shape {
    name: "a flow",
    keys: &["authorizationUrl", "tokenUrl", "refreshUrl", "scopes"],
    since_3_2: &["deviceAuthorizationUrl"],
    ..PLAIN
};

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
        ("id", "nothing: schemas are named by their key in `components/schemas`"),
        ("additionalItems", "`items` alone"),
        ("dependencies", "the dependent parts as `oneOf`"),
    ],
    ..PLAIN
};

/// What OpenAPI 3.0 says instead of a key of 3.1, where it can.
pub(crate) fn in_terms_of_3_0(key: &str) -> Option<&'static str> {
    Some(match key {
        "const" => "`enum` with the one value",
        "examples" => "`example`",
        "contentEncoding" => "`format: byte`",
        "contentMediaType" => "`format: binary`",
        "$defs" => "the schemas under `components/schemas`",
        "webhooks" => "`callbacks` of an operation",
        "pathItems" => "the path item under `paths`",
        "summary" => "`description`",
        "identifier" => "`url`",
        _ => return None,
    })
}
