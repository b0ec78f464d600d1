//! The codes of lowering: what the model cannot hold, and how operations are bound to tables.

super::codes! { Lower:
    UNSUPPORTED_COMPOSITION = "M0401", "unsupported-composition", Error,
        "A schema is composed in a way that cannot be enforced yet",
        "`oneOf`, `anyOf`, `not` and `discriminator` (OpenAPI 3.0.3, section 4.7.24) say which alternatives hold. Emitting a type without them would accept what the description refuses, so the schema is refused instead.",
        bad: "Pet:\n  oneOf:\n    - $ref: '#/components/schemas/Cat'\n    - $ref: '#/components/schemas/Dog'",
        good: "Pet:\n  type: object\n  required: [kind]\n  properties:\n    kind: { type: string, enum: [cat, dog] }";
    ALL_OF_CONFLICT = "M0402", "all-of-conflict", Error,
        "The members of an `allOf` cannot be merged into one type",
        "`allOf` (JSON Schema Validation, section 5.22) asks a value to satisfy every member. Members are merged property by property; two members that define one property differently, or that are no objects, have no common type.",
        bad: "Order:\n  allOf:\n    - { type: object, properties: { total: { type: string } } }\n    - { type: object, properties: { total: { type: integer } } }",
        good: "Order:\n  allOf:\n    - { type: object, properties: { total: { type: integer } } }\n    - { type: object, properties: { note: { type: string } } }";
    UNSUPPORTED_ENUM = "M0403", "unsupported-enum", Error,
        "An `enum` has values that are no strings",
        "A closed set is emitted as a Rust enum whose variants are texts on the wire. Sets of numbers or of mixed types are not supported yet.",
        bad: "Priority: { type: integer, enum: [1, 2, 3] }",
        good: "Priority: { type: integer, minimum: 1, maximum: 3 }";
    UNSUPPORTED_MEDIA_TYPE = "M0404", "unsupported-media-type", Error,
        "A body has a media type that cannot be read or written yet",
        "JSON (`application/json` and any `+json`), text and plain bytes are supported. Forms, multipart and XML are not yet, and neither is a choice between media types of different kinds for one body.",
        bad: "requestBody:\n  content:\n    application/xml: { schema: { type: object } }",
        good: "requestBody:\n  content:\n    application/json: { schema: { type: object } }";
    UNSUPPORTED_PARAMETER = "M0405", "unsupported-parameter", Error,
        "A parameter has a type or a style that cannot be read yet",
        "Parameters hold scalars or lists of scalars, in the styles `simple`, `form`, `spaceDelimited` and `pipeDelimited`. Objects, nested lists, `deepObject`, `label`, `matrix` and `content` are not supported yet.",
        bad: "- { name: filter, in: query, style: deepObject, schema: { type: object } }",
        good: "- { name: status, in: query, schema: { type: string } }";
    SECURITY_NOT_ENFORCED = "M0406", "security-not-enforced", Error,
        "An operation asks for sign-in, which is not enforced yet",
        "An operation with a security requirement must answer 401 without credentials. Until that is emitted, such an operation is refused rather than left open.",
        bad: "get:\n  security:\n    - bearer: []",
        good: "get:\n  security: []";
    BOUND_OUT_OF_RANGE = "M0407", "bound-out-of-range", Error,
        "A bound does not fit the type that it limits",
        "Whole numbers are held in 32 or 64 bits by their `format`, counts in 32 bits. A bound outside of that range, or a fraction as the bound of a whole number, cannot be kept as it is written.",
        bad: "count: { type: integer, minimum: 0.5 }",
        good: "count: { type: integer, minimum: 1 }";
    UNSUPPORTED_DEFAULT = "M0408", "unsupported-default", Error,
        "A default cannot be made a constant of the type",
        "Defaults of scalars and closed sets, `null`, and empty lists and objects are applied. Other lists and objects are not supported as defaults yet.",
        bad: "tags: { type: array, items: { type: string }, default: [new] }",
        good: "tags: { type: array, items: { type: string }, default: [] }";
    TYPE_ASSUMED = "M0409", "type-assumed", Note,
        "A schema without `type` is taken as an object",
        "JSON Schema lets `properties` stand without `type`; then values that are no objects pass as well (JSON Schema Validation, section 4.1). A description with `properties` means an object, so one is demanded.",
        bad: "User:\n  properties:\n    name: { type: string }",
        good: "User:\n  type: object\n  properties:\n    name: { type: string }";
    UNSUPPORTED_PATTERN = "M0410", "unsupported-pattern", Error,
        "A pattern cannot be checked by the engine of the emitted service",
        "Patterns are regular expressions of ECMA-262 (JSON Schema Validation, section 5.8). Look-around and back-references need an engine that may take exponential time; a pattern with one is refused rather than left out.",
        bad: "password: { type: string, pattern: '^(?=.*[0-9]).+$' }",
        good: "password: { type: string, pattern: '[0-9]' }";
    KEYWORD_WITHOUT_EFFECT = "M0411", "keyword-without-effect", Warning,
        "A keyword has no effect on the type beside it",
        "A keyword for another type than the schema's own never applies (JSON Schema Validation, section 4.1). It is most often a slip.",
        bad: "age: { type: integer, maxLength: 3 }",
        good: "age: { type: integer, maximum: 150 }";
    FORMAT_NOT_CHECKED = "M0412", "format-not-checked", Note,
        "A format is not among those that are checked",
        "`format` is an open set (OpenAPI 3.0.3, section 4.4). A format that is not in our table does not change how a value is read.",
        bad: "code: { type: string, format: isbn }",
        good: "code: { type: string, pattern: '^[0-9]{13}$' }";
    UNKNOWN_TABLE = "M0421", "unknown-table", Error,
        "`x-table` names a table that the database contract does not have",
        "An operation or a schema can only be bound to a table or a view of `specs/database-schema.json`.",
        bad: "x-table: taks",
        good: "x-table: tasks";
    UNKNOWN_COLUMN = "M0422", "unknown-column", Error,
        "`x-column` names a column that the table does not have",
        "A property or a parameter can only be bound to a column of the table that its operation is bound to.",
        bad: "due: { type: string, format: date, x-column: due }",
        good: "due: { type: string, format: date, x-column: due_on }";
    AMBIGUOUS_BINDING = "M0423", "ambiguous-binding", Error,
        "An operation fits more than one table, or one table only half",
        "An operation is bound to a table when two of three witnesses agree: the noun of its path, the name of its schema, and the overlap of properties and columns. In doubt nothing is guessed; one line in the description settles it.",
        bad: "/things:\n  get: { … }",
        good: "/things:\n  get: { x-table: tasks, … }";
    PROPERTY_WITHOUT_COLUMN = "M0424", "property-without-column", Error,
        "A property of a bound record has no column",
        "What an operation answers must come from somewhere, and what it accepts must go somewhere; a property that is neither would be lost.",
        bad: "Task: { properties: { colour: { type: string } } }",
        good: "Task: { properties: { colour: { type: string, x-column: color } } }";
    COLUMN_WITHOUT_VALUE = "M0425", "column-without-value", Error,
        "A new row would have no value for a column that needs one",
        "A NOT NULL column without a default must be filled by the body, by a parent in the path, or by the service; else each such request would fail.",
        bad: "{ \"name\": \"title\", \"type\": \"text\" }",
        good: "{ \"name\": \"title\", \"type\": \"text\", \"default\": \"\" }";
    TYPE_MISMATCH = "M0426", "type-mismatch", Error,
        "A property and its column have types that do not fit",
        "A value must survive the way from the request to the table and back unchanged. Where the property's type can hold what the column cannot, or the reverse, a request that both specs allow would fail or be altered.",
        bad: "count: { type: integer, format: int64 }   # column: int32",
        good: "count: { type: integer, format: int32 }   # column: int32";
    PARAMETER_WITHOUT_COLUMN = "M0427", "parameter-without-column", Error,
        "A parameter of a bound operation leads to no column",
        "A path parameter must select a row by a unique column, and a query parameter must filter, bound or order; one that does nothing would be a promise not kept.",
        bad: "/tasks/{colour}",
        good: "/tasks/{taskId}";
    BEHAVIOUR_DOES_NOT_FIT = "M0428", "behaviour-does-not-fit", Error,
        "The behaviour in `x-table` cannot be derived for this operation",
        "`as` names one of `get`, `list`, `create`, `replace`, `update` and `delete`; each needs its part of the description (a key in the path, a body, a list to answer), and a view can only be read.",
        bad: "delete:\n  x-table: { table: dashboard_view, as: delete }",
        good: "get:\n  x-table: { table: dashboard_view, as: get }";
    LIST_WITHOUT_BOUND = "M0429", "list-without-bound", Warning,
        "A list has no parameter that bounds it",
        "A list without `limit` grows with its table. It is answered with at most 100 rows, so a caller cannot reach the others.",
        bad: "/tasks:\n  get: { parameters: [] }",
        good: "/tasks:\n  get:\n    parameters:\n      - { name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 100, default: 20 } }";
    ANSWER_DOES_NOT_FIT = "M0430", "answer-does-not-fit", Error,
        "The answer of a bound operation is not a record of its table",
        "A derived operation answers the record itself, the record in an envelope with one property, a list of records, or an envelope with a list and facts about the page.",
        bad: "'200': { content: { application/json: { schema: { type: string } } } }",
        good: "'200': { content: { application/json: { schema: { $ref: '#/components/schemas/Task' } } } }";
    PARTIAL_BINDING = "M0431", "partial-binding", Note,
        "An operation is left to hand-written code though a table was near",
        "Only one of the three witnesses spoke for a table. The operation becomes a hand-written function; `x-table` binds it, `x-custom: true` says that this is meant.",
        bad: "/reports/{id}:\n  get: { … }",
        good: "/reports/{id}:\n  get: { x-custom: true, … }";
}
