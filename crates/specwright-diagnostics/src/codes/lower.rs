//! The codes of lowering: what the model cannot hold, and how operations are bound to tables.

super::codes! { Lower:
    ALL_OF_CONFLICT = "M0402", "all-of-conflict", Warning,
        "Schemas that must hold together leave no valid value",
        "`allOf` (JSON Schema Validation, section 5.22) asks a value to satisfy every member, and so does each keyword beside `oneOf` and `anyOf`. Members are merged into one type, property by property; types that exclude each other, or a required property that another member refuses, leave nothing that could be sent. Such a schema is allowed and enforced as it stands, and hardly ever meant.",
        bad: "Order:\n  allOf:\n    - { type: object, properties: { total: { type: string } } }\n    - { type: object, properties: { total: { type: integer } } }",
        good: "Order:\n  allOf:\n    - { type: object, properties: { total: { type: integer } } }\n    - { type: object, properties: { note: { type: string } } }";
    UNSUPPORTED_MEDIA_TYPE = "M0404", "unsupported-media-type", Error,
        "A body has a media type that can be neither read nor written",
        "JSON (`application/json` and any `+json`), YAML as far as it says JSON, text, files of any kind, forms (`application/x-www-form-urlencoded` and `multipart/form-data`), server-sent events and lines of JSON are supported. XML, other kinds of multipart and `application/json-seq` are not, nor are forms in answers and streams of values in requests. A text in a request is taken as it is, so that its schema may say that it is a string and no more.",
        bad: "requestBody:\n  content:\n    application/xml: { schema: { type: object } }",
        good: "requestBody:\n  content:\n    application/json: { schema: { type: object } }",
        effect: "the media type is left out; an operation that has a body for which no other is left is left out, too";
    UNSUPPORTED_PARAMETER = "M0405", "unsupported-parameter", Error,
        "A parameter or a header has a value that its style cannot write",
        "The styles of OpenAPI 3.0.3 (section 4.7.12.3) write scalars, lists of scalars and objects of scalars. What lies deeper has no form in them: `deepObject` has one for objects in queries, and `content` with a JSON media type for everything. Headers of answers hold scalars and lists of scalars.",
        bad: "- { name: places, in: query, schema: { type: array, items: { type: object } } }",
        good: "- { name: places, in: query, content: { application/json: { schema: { type: array, items: { type: object } } } } }",
        effect: "a value that its style cannot write is read as JSON; any other parameter or header is left out";
    SECURITY_NOT_ENFORCED = "M0406", "security-not-enforced", Error,
        "An operation asks for credentials that a service does not see",
        "Credentials in headers, queries and cookies are taken from requests and checked. A client certificate (`mutualTLS`) belongs to the connection, which ends before the service. An operation that nobody could be kept out of is refused rather than left open.",
        bad: "security:\n  - certificate: []   # type: mutualTLS",
        good: "security:\n  - bearer: []        # type: http, scheme: bearer",
        effect: "the alternative is left out; an operation without another one is left out, too";
    BOUND_OUT_OF_RANGE = "M0407", "bound-out-of-range", Error,
        "A count is beyond what a request can hold",
        "The numbers of characters, items and properties are counted in 32 bits, which is more than the body of a request has. A greater bound cannot be kept as it is written.",
        bad: "note: { type: string, maxLength: 5000000000 }",
        good: "note: { type: string, maxLength: 500000 }";
    UNFIT_DEFAULT = "M0408", "unfit-default", Warning,
        "A default is no value of its own schema, and is not applied",
        "A default stands for a value that the client could have sent (OpenAPI 3.0.3, section 4.7.24.1: it must conform to the type of its schema). One that the schema refuses is left out, so that the value is absent instead.",
        bad: "state: { type: string, enum: [open, closed], default: all }",
        good: "state: { type: string, enum: [open, closed], default: open }";
    TYPE_ASSUMED = "M0409", "type-assumed", Note,
        "A schema without `type` is taken as an object",
        "JSON Schema lets `properties` stand without `type`; then values that are no objects pass as well (JSON Schema Validation, section 4.1). A description with `properties` means an object, so one is demanded.",
        bad: "User:\n  properties:\n    name: { type: string }",
        good: "User:\n  type: object\n  properties:\n    name: { type: string }";
    UNSUPPORTED_PATTERN = "M0410", "unsupported-pattern", Error,
        "A pattern cannot be checked by the engine of the emitted service",
        "Patterns are regular expressions of ECMA-262 (JSON Schema Validation, section 5.8). A few constructs have no counterpart in the engines for Rust that means exactly the same: flags in a group, a back-reference to a group that repeats, a look-around in a look-behind. A pattern with one is refused rather than matched nearly.",
        bad: "password: { type: string, pattern: '(?i)^[a-z]+$' }",
        good: "password: { type: string, pattern: '^[A-Za-z]+$' }";
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
    UNROUTABLE_PATH = "M0413", "unroutable-path", Error,
        "No router can tell where one parameter of a path ends and the next begins",
        "Each parameter of a path stands for some text of one segment (OpenAPI 3.0.3, section 4.7.8.2). Between two of them there must be text that ends the first, or a request has more than one reading.",
        bad: "/maps/{zoom}{format}",
        good: "/maps/{zoom}.{format}",
        effect: "the operation is left out";
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
