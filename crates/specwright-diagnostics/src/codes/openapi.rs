//! The codes of the stage that reads an API description.

super::codes! { OpenApi:
    /// The document is of a version that cannot be read.
    UNSUPPORTED_VERSION = "S0100", "unsupported-version", Error,
        "the document is of a version that cannot be read",
        "OpenAPI 3.0 and 3.1 are read, and 3.2 as far as it says the same. Swagger 2.0 has other words for almost everything, and a version that is not known may give known words another meaning; to guess would be to generate another API than the one described. Convert the document first.",
        bad: "swagger: '2.0'\n",
        good: "openapi: 3.0.3\n";
    /// A key is none that the object can have.
    UNKNOWN_KEY = "S0101", "unknown-key", Error,
        "a key is none that the object can have",
        "The specification lists the keys of each object and allows no others, except those that begin with `x-`. An unknown key is almost always a misspelt one, and what it was meant to say would be lost without a word.",
        bad: "get:\n  sumary: Lists tasks.\n",
        good: "get:\n  summary: Lists tasks.\n",
        effect: "the key has no effect";
    /// A key that the specification demands is not there.
    MISSING_KEY = "S0102", "missing-key", Error,
        "a key that the specification demands is not there",
        "The specification marks some keys as REQUIRED; without them the object says nothing that could be generated.",
        bad: "get:\n  operationId: listTasks\n",
        good: "get:\n  operationId: listTasks\n  responses:\n    '200':\n      description: The tasks.\n";
    /// A value is of another type than the one that belongs there.
    WRONG_TYPE = "S0103", "wrong-type", Error,
        "a value is of another type than the one that belongs there",
        "Each key takes values of one type. In YAML the usual reason is a missing pair of quotes: `version: 1.0` is a number, and `description: no` is a string only since YAML 1.2.",
        bad: "info:\n  version: 1.0\n",
        good: "info:\n  version: '1.0'\n";
    /// A value is none of those that the key can have.
    INVALID_VALUE = "S0104", "invalid-value", Error,
        "a value is none of those that the key can have",
        "Some keys take one of a fixed set of words, a number in a range, or a list that is not empty. Anything else has no meaning.",
        bad: "in: foo\n",
        good: "in: query\n";
    /// A key belongs to another version of OpenAPI than the document's.
    KEY_OF_ANOTHER_VERSION = "S0105", "key-of-another-version", Error,
        "a key belongs to another version of OpenAPI than the document's",
        "What a key means depends on the version that the document declares. A key of a later or an earlier version has no meaning here, and tools of the declared version ignore it; so it is refused, with what says the same in this version.",
        bad: "openapi: 3.0.3\ncomponents:\n  schemas:\n    Kind: { const: fixed }\n",
        good: "openapi: 3.0.3\ncomponents:\n  schemas:\n    Kind: { type: string, enum: [fixed] }\n";
    /// A schema keyword is valid and cannot be enforced.
    UNSUPPORTED_KEYWORD = "S0106", "unsupported-keyword", Error,
        "a schema keyword is valid and cannot be enforced",
        "OpenAPI 3.1 takes all of JSON Schema 2020-12, in which some keywords lead elsewhere or restrict values in ways that Specwright does not check: `$dynamicRef`, `$id`, and `unevaluatedProperties` beside other schemas. A check that is left out in silence would be a broken promise, so the keyword is refused.",
        bad: "openapi: 3.1.0\ncomponents:\n  schemas:\n    Node: { type: object, properties: { next: { $dynamicRef: '#node' } } }\n",
        good: "openapi: 3.1.0\ncomponents:\n  schemas:\n    Node: { type: object, properties: { next: { $ref: '#/components/schemas/Node' } } }\n",
        effect: "the keyword is not enforced";
    /// A key is understood and has no effect yet.
    NOT_HONOURED = "S0107", "not-honoured", Warning,
        "a key is understood and has no effect yet",
        "The description is valid and everything else of it is generated. The warning stands so that nobody relies on what the key promises.",
        bad: "post:\n  callbacks:\n    finished: {}\n",
        good: "post:\n  responses: {}\n";
    /// A key has no effect where it stands.
    IGNORED_KEY = "S0108", "ignored-key", Warning,
        "a key has no effect where it stands",
        "The specification itself says that the key is ignored at this place: for example all keys beside a `$ref` in OpenAPI 3.0 (section Reference Object), `nullable` without `type` (3.0.3), or a header parameter named `Accept`.",
        bad: "$ref: '#/components/schemas/User'\ndeprecated: true\n",
        good: "deprecated: true\nallOf:\n  - $ref: '#/components/schemas/User'\n";
    /// Two keys are there of which only one may be.
    KEYS_EXCLUDE_EACH_OTHER = "S0109", "keys-exclude-each-other", Error,
        "two keys are there of which only one may be",
        "The two keys say the same thing in two ways, and the specification does not say which of them holds.",
        bad: "schema: { type: string }\ncontent:\n  application/json: {}\n",
        good: "schema: { type: string }\n";
    /// A key is one slip away from one of Specwright's own.
    MISSPELT_EXTENSION = "S0110", "misspelt-extension", Error,
        "a key is one slip away from one of Specwright's own",
        "Keys that begin with `x-` belong to whoever wrote them and pass without a word. One that is almost `x-table`, `x-column`, `x-roles`, `x-owner`, `x-auth`, `x-rate-limit` or `x-custom` is taken for a slip of the pen, because its effect would be missed.",
        bad: "x-tabel: tasks\n",
        good: "x-table: tasks\n";
    /// A key of Specwright's own stands where it means nothing.
    MISPLACED_EXTENSION = "S0111", "misplaced-extension", Error,
        "a key of Specwright's own stands where it means nothing",
        "Each of Specwright's keys has its places: `x-table` on a schema, a path item or an operation, `x-column` on a property or a parameter, and so on. Elsewhere nobody would read it.",
        bad: "info:\n  x-table: tasks\n",
        good: "paths:\n  /tasks:\n    x-table: tasks\n";
    /// A name is listed twice where each must be unique.
    DUPLICATE_NAME = "S0112", "duplicate-name", Error,
        "a name is listed twice where each must be unique",
        "The names of tags and those under `required` must be unique (sections OpenAPI Object and Schema Object).",
        bad: "required: [id, id]\n",
        good: "required: [id]\n";
    /// A part of OpenAPI 3.2 is not supported.
    PART_OF_3_2 = "S0113", "part-of-3-2", Error,
        "a part of OpenAPI 3.2 is not supported",
        "Documents of OpenAPI 3.2 are read as far as OpenAPI 3.1 has words for what they say. What came with 3.2 is read where it is documentation alone, such as `kind` of a tag, and refused by name where it says something about requests or answers.",
        bad: "openapi: 3.2.0\npaths:\n  /tasks:\n    query: {}\n",
        good: "openapi: 3.2.0\npaths:\n  /tasks:\n    post: {}\n",
        effect: "the part has no effect";
    /// A reference leads to nothing.
    UNRESOLVED_REFERENCE = "S0120", "unresolved-reference", Error,
        "a reference leads to nothing",
        "A `$ref` is a URI whose fragment is a JSON Pointer (RFC 6901): `#/components/schemas/Task`, or `schemas.yaml#/Task`, relative to the file that it stands in. A `/` within a name is written `~1`, a `~` is written `~0`. The pointer does not lead through other references.",
        bad: "$ref: '#/components/schemas/Taks'\n",
        good: "$ref: '#/components/schemas/Task'\n";
    /// References lead in a circle.
    CYCLIC_REFERENCE = "S0121", "cyclic-reference", Error,
        "references lead in a circle",
        "Each object of the circle is nothing but a reference to the next, so there is no object at all. Schemas may contain themselves through `properties` or `items`; that is no circle of this kind.",
        bad: "A: { $ref: '#/components/schemas/B' }\nB: { $ref: '#/components/schemas/A' }\n",
        good: "A: { $ref: '#/components/schemas/B' }\nB: { type: object }\n";
    /// A reference leads out of the folder of the description.
    FOREIGN_REFERENCE = "S0122", "foreign-reference", Error,
        "a reference leads out of the folder of the description",
        "What is generated must follow from the files at hand: references may lead to files in the folder of the description and below it, never above it, and never to the network. A document of the network is read from its copy: `https://example.com/task.yaml` is `vendor/example.com/task.yaml` in that folder.",
        bad: "$ref: 'https://example.com/task.yaml'\n",
        good: "$ref: '#/components/schemas/Task'\n";
    /// A reference leads to an object of another kind.
    REFERENCE_TO_ANOTHER_KIND = "S0123", "reference-to-another-kind", Error,
        "a reference leads to an object of another kind",
        "A reference stands for an object of the kind that belongs in its place: a schema for a schema, a response for a response.",
        bad: "schema: { $ref: '#/components/responses/Task' }\n",
        good: "schema: { $ref: '#/components/schemas/Task' }\n";
    /// A schema consists of itself.
    ENDLESS_COMPOSITION = "S0124", "endless-composition", Error,
        "a schema consists of itself",
        "Through `allOf`, `anyOf`, `oneOf` or `not` alone the schema leads back to itself, so a check of a value would never end. A schema that contains itself through `properties` or `items` is fine.",
        bad: "Node:\n  anyOf:\n    - $ref: '#/components/schemas/Node'\n",
        good: "Node:\n  type: object\n  properties:\n    next: { $ref: '#/components/schemas/Node' }\n";
    /// A component has a name that no component can have.
    INVALID_COMPONENT_NAME = "S0130", "invalid-component-name", Error,
        "a component has a name that no component can have",
        "The keys under the sections of `components` must match `^[a-zA-Z0-9\\.\\-_]+$` (section Components Object).",
        bad: "schemas:\n  foo!bar: { type: string }\n",
        good: "schemas:\n  foo-bar: { type: string }\n";
    /// A path is none.
    INVALID_PATH = "S0131", "invalid-path", Error,
        "a path is none",
        "A path begins with `/`, holds each of its parameters once and in braces, and ends before the query string (section Paths Object).",
        bad: "paths:\n  tasks/{id: {}\n",
        good: "paths:\n  /tasks/{id}: {}\n",
        effect: "the operations of the path are left out";
    /// Two paths match the same requests.
    IDENTICAL_PATHS = "S0132", "identical-paths", Error,
        "two paths match the same requests",
        "Paths that differ by the names of their parameters alone are identical, and the specification forbids both to exist (section Paths Object); so are paths that differ by what is percent-encoded in them, such as `/café` and `/caf%C3%A9` (RFC 3986, section 6.2.2.2). Where no method stands under both, each request still has one operation, and it is a warning.",
        bad: "paths:\n  /tasks/{id}: { get: {} }\n  /tasks/{taskId}: { get: {} }\n",
        good: "paths:\n  /tasks/{id}: {}\n",
        effect: "the operations are left out whose path and method are taken";
    /// A parameter of the path is not declared.
    PATH_PARAMETER_UNDECLARED = "S0133", "path-parameter-undeclared", Error,
        "a parameter of the path is not declared",
        "Each name in braces needs a parameter with `in: path` in the operation or its path item (section Parameter Object); without it, nothing is known of the value's type.",
        bad: "/tasks/{id}:\n  get:\n    responses: {}\n",
        good: "/tasks/{id}:\n  parameters:\n    - { name: id, in: path, required: true, schema: { type: string } }\n",
        effect: "the operation is left out";
    /// A path parameter is declared that the path does not hold.
    PATH_PARAMETER_UNUSED = "S0134", "path-parameter-unused", Error,
        "a path parameter is declared that the path does not hold",
        "A parameter with `in: path` takes its value out of the path, so its name must be there in braces (section Parameter Object).",
        bad: "/tasks:\n  parameters:\n    - { name: id, in: path, required: true, schema: { type: string } }\n",
        good: "/tasks/{id}:\n  parameters:\n    - { name: id, in: path, required: true, schema: { type: string } }\n",
        effect: "the parameter is left out";
    /// A path parameter is not marked as required.
    OPTIONAL_PATH_PARAMETER = "S0135", "optional-path-parameter", Error,
        "a path parameter is not marked as required",
        "A path without one of its parameters is another path; so the specification demands `required: true` (section Parameter Object).",
        bad: "{ name: id, in: path, schema: { type: string } }\n",
        good: "{ name: id, in: path, required: true, schema: { type: string } }\n";
    /// A parameter is declared twice.
    DUPLICATE_PARAMETER = "S0136", "duplicate-parameter", Error,
        "a parameter is declared twice",
        "Within one list a parameter is unique by `in` and `name` (section Operation Object). An operation may replace a parameter of its path item; within one list neither would win.",
        bad: "parameters:\n  - { name: limit, in: query, schema: { type: integer } }\n  - { name: limit, in: query, schema: { type: string } }\n",
        good: "parameters:\n  - { name: limit, in: query, schema: { type: integer } }\n",
        effect: "the last of the parameters is used";
    /// Two operations have the same operationId.
    DUPLICATE_OPERATION_ID = "S0137", "duplicate-operation-id", Error,
        "two operations have the same operationId",
        "The operationId names the operation in the generated code and in links, so it is unique in the whole description (section Operation Object).",
        bad: "/a: { get: { operationId: list } }\n/b: { get: { operationId: list } }\n",
        good: "/a: { get: { operationId: listA } }\n/b: { get: { operationId: listB } }\n";
    /// A name cannot be that of a header or a cookie.
    INVALID_HEADER_NAME = "S0138", "invalid-header-name", Error,
        "a name cannot be that of a header or a cookie",
        "Names of headers and cookies are tokens: letters, digits and a few signs, no white space (RFC 9110, section 5.6.2; RFC 6265, section 4.1.1).",
        bad: "headers:\n  'Total Count': { schema: { type: integer } }\n",
        good: "headers:\n  Total-Count: { schema: { type: integer } }\n";
    /// A key of `responses` is no status.
    INVALID_STATUS = "S0139", "invalid-status", Error,
        "a key of `responses` is no status",
        "The keys are statuses of HTTP from 100 to 599, the ranges `1XX` to `5XX` with capital letters, and `default` (section Responses Object).",
        bad: "responses:\n  '2000': { description: OK }\n",
        good: "responses:\n  '200': { description: OK }\n",
        effect: "the response is left out";
    /// A key of `content` is no media type.
    INVALID_MEDIA_TYPE = "S0140", "invalid-media-type", Warning,
        "a key of `content` is no media type",
        "The keys are media types or ranges such as `application/json` and `text/*` (RFC 9110, section 8.3.1). No request or response can ever have anything else.",
        bad: "content:\n  json: {}\n",
        good: "content:\n  application/json: {}\n";
    /// A link names an operation that does not exist.
    UNKNOWN_OPERATION = "S0141", "unknown-operation", Warning,
        "a link names an operation that does not exist",
        "The `operationId` of a link is that of an existing operation (section Link Object). Links are documentation alone, so nothing else suffers.",
        bad: "links:\n  next: { operationId: getTsak }\n",
        good: "links:\n  next: { operationId: getTask }\n";
    /// A value is no URL.
    INVALID_URL = "S0150", "invalid-url", Error,
        "a value is no URL",
        "The URLs of servers and of security schemes are addresses that clients use. They may be relative, and those of servers may hold variables in braces.",
        bad: "tokenUrl: '-'\n",
        good: "tokenUrl: https://example.com/token\n";
    /// The variables of a server and its URL do not agree.
    SERVER_VARIABLE = "S0151", "server-variable", Error,
        "the variables of a server and its URL do not agree",
        "Each name in braces is declared under `variables` with a default, and the default is one of the values of `enum` where there is one (section Server Variable Object).",
        bad: "servers:\n  - url: https://{region}.example.com\n",
        good: "servers:\n  - url: https://{region}.example.com\n    variables:\n      region: { default: eu }\n";
    /// A security requirement names a scheme that is not declared.
    UNDEFINED_SECURITY_SCHEME = "S0160", "undefined-security-scheme", Error,
        "a security requirement names a scheme that is not declared",
        "Each name in a security requirement is that of an entry of `components/securitySchemes` (section Security Requirement Object). A name that resembles a declared one is an error; any other is a warning, and no caller can satisfy it.",
        bad: "security:\n  - baererAuth: []\n",
        good: "security:\n  - bearerAuth: []\n";
    /// Two keywords of a schema leave no valid value.
    CONTRADICTION = "S0170", "contradiction", Error,
        "two keywords of a schema leave no valid value",
        "A lower bound above its upper bound, or a `const` outside its `enum`, refuses every value. That is never what was meant.",
        bad: "minLength: 10\nmaxLength: 5\n",
        good: "minLength: 5\nmaxLength: 10\n";
    /// A default or a value under `enum` is not of the schema's type.
    VALUE_OF_ANOTHER_TYPE = "S0171", "value-of-another-type", Warning,
        "a default or a value under `enum` is not of the schema's type",
        "Such a value can never be valid: a default is then not applied, and a value under `enum` is never matched (section Schema Object).",
        bad: "type: integer\ndefault: '100'\n",
        good: "type: integer\ndefault: 100\n";
    /// A required property is not described.
    REQUIRED_UNKNOWN = "S0172", "required-unknown", Warning,
        "a required property is not described",
        "The list under `required` names a property that the schema does not describe, though it describes others. It may be valid, and is mostly a misspelt name.",
        bad: "required: [titel]\nproperties:\n  title: { type: string }\n",
        good: "required: [title]\nproperties:\n  title: { type: string }\n";
    /// An array does not say what its items are.
    ARRAY_WITHOUT_ITEMS = "S0173", "array-without-items", Warning,
        "an array does not say what its items are",
        "`items` MUST be present where the type is `array` (OpenAPI 3.0, section Schema Object). Without it the items may be anything, and no type can be generated for them.",
        bad: "type: array\n",
        good: "type: array\nitems: { type: string }\n";
    /// An overlay is of a version that cannot be read.
    UNSUPPORTED_OVERLAY = "S0180", "unsupported-overlay", Error,
        "an overlay is of a version that cannot be read",
        "Overlays of version 1.0 are applied (Overlay Specification, section Versions). A later version may give known words another meaning.",
        bad: "overlay: 2.0.0\n",
        good: "overlay: 1.0.0\n";
    /// The target of an action is no `JSONPath`.
    INVALID_TARGET = "S0181", "invalid-target", Error,
        "the target of an action is no path that could be followed",
        "The `target` of an action is an expression of RFC 9535, which begins with `$`. An expression that is very long, very deep, or descends with `..` again and again is refused, too.",
        bad: "actions:\n  - target: paths./tasks.get\n    remove: true\n",
        good: "actions:\n  - target: $.paths['/tasks'].get\n    remove: true\n";
    /// The target of an action matches nothing.
    TARGET_MATCHES_NOTHING = "S0182", "target-matches-nothing", Warning,
        "the target of an action matches nothing",
        "The action has no effect: what it names is not in the description, or not any more. The specification allows it (section Action Object), and it is mostly a misspelt name.",
        bad: "actions:\n  - target: $.paths['/taks']\n    remove: true\n",
        good: "actions:\n  - target: $.paths['/tasks']\n    remove: true\n";
    /// An action cannot be applied to its target.
    OVERLAY_MISFIT = "S0183", "overlay-misfit", Error,
        "an action cannot be applied to its target",
        "An object is updated by an object, and an array by a further entry; a single value is changed by an update of the object that holds it (section Action Object). The whole description cannot be removed.",
        bad: "actions:\n  - target: $.info.title\n    update: Tasks\n",
        good: "actions:\n  - target: $.info\n    update: { title: Tasks }\n";
    /// An overlay was written for another description.
    OVERLAY_OF_ANOTHER = "S0184", "overlay-of-another", Error,
        "an overlay was written for another description",
        "`extends` names the description that the overlay is for, and it is applied to a file of another name. An address of the network may be where the file came from, so that a difference is a warning there.",
        bad: "overlay: 1.0.0\nextends: ./billing.yaml\n",
        good: "overlay: 1.0.0\nextends: ./openapi.yaml\n";
}
