//! The codes of this stage.

super::codes! { Lint:
    // The API description alone: L0300 to L0339.
    /// An operation has no operationId.
    OPERATION_WITHOUT_ID = "L0300", "operation-without-id", Note, "an operation has no operationId",
        "Without an operationId the name of the operation is made from its method and path. It is used in the generated code and in the names of hand-written files, so it changes when the path does.",
        bad: "get:\n  summary: Lists tasks.\n",
        good: "get:\n  operationId: listTasks\n";
    /// An operation takes input and declares no answer for bad input.
    NO_ERROR_RESPONSE = "L0301", "no-error-response", Warning, "an operation takes input and declares no answer for bad input",
        "Input can be wrong, and then the service answers 400. A client that was generated from the description does not expect it, because the description does not say so.",
        bad: "parameters:\n  - { name: limit, in: query, schema: { type: integer } }\nresponses:\n  '200': { description: The tasks. }\n",
        good: "responses:\n  '200': { description: The tasks. }\n  '400': { description: The input is not valid. }\n";
    /// An operation declares no answer for success.
    NO_SUCCESS_RESPONSE = "L0302", "no-success-response", Warning, "an operation declares no answer for success",
        "The answers of an operation are exactly those that it declares; without one for success it can only fail.",
        bad: "responses:\n  '404': { description: No such task. }\n",
        good: "responses:\n  '200': { description: The task. }\n  '404': { description: No such task. }\n";
    /// A list has no bound.
    OPEN_ENDED_LIST = "L0303", "open-ended-list", Warning, "a list has no bound",
        "A list that grows with its data will one day be too large to answer. A `limit` with a `maximum`, or `maxItems`, keeps each answer small.",
        bad: "get:\n  responses:\n    '200':\n      content:\n        application/json:\n          schema: { type: array, items: { type: string } }\n",
        good: "get:\n  parameters:\n    - { name: limit, in: query, schema: { type: integer, maximum: 100, default: 20 } }\n";
    /// Nothing refers to a component.
    UNUSED_COMPONENT = "L0304", "unused-component", Warning, "nothing refers to a component",
        "A component that nothing refers to has no effect on the service. Mostly it was left behind, or a reference to it is missing.",
        bad: "components:\n  schemas:\n    Leftover: { type: object }\n",
        good: "paths:\n  /tasks:\n    get:\n      responses:\n        '200':\n          content:\n            application/json:\n              schema: { $ref: '#/components/schemas/Task' }\n";
    /// A request can match two paths.
    AMBIGUOUS_PATHS = "L0305", "ambiguous-paths", Warning, "a request can match two paths",
        "Where one path has a parameter and the other a text at one place, and the reverse at another place, neither is the special case of the other (OpenAPI 3.0.3, section Path Templating Matching). Which one answers depends on the router.",
        bad: "/tasks/{id}/mine: {}\n/tasks/done/{day}: {}\n",
        good: "/tasks/{id}/mine: {}\n/done-tasks/{day}: {}\n";
    /// One place in the paths has two names.
    PARAMETER_RENAMED = "L0306", "parameter-renamed", Note, "one place in the paths has two names",
        "Paths that begin alike mean the same thing by their first parameter. Two names for it give the generated code two names for one thing.",
        bad: "/tasks/{id}: {}\n/tasks/{taskId}/comments: {}\n",
        good: "/tasks/{taskId}: {}\n/tasks/{taskId}/comments: {}\n";
    /// A tag is not among the declared ones.
    TAG_UNDECLARED = "L0307", "tag-undeclared", Note, "a tag is not among the declared ones",
        "The document declares tags, and this one is not among them. Tags name the modules of the generated code, so a misspelt one makes a module of its own.",
        bad: "tags:\n  - name: tasks\npaths:\n  /tasks:\n    get: { tags: [task] }\n",
        good: "tags:\n  - name: tasks\npaths:\n  /tasks:\n    get: { tags: [tasks] }\n";
    /// A request has a body where HTTP gives it no meaning.
    BODY_WITHOUT_MEANING = "L0308", "body-without-meaning", Warning, "a request has a body where HTTP gives it no meaning",
        "The content of a GET, HEAD, DELETE or TRACE request has no defined meaning (RFC 9110, section 9.3), and servers and caches on the way may drop or refuse it.",
        bad: "get:\n  requestBody: { content: { application/json: {} } }\n",
        good: "get:\n  parameters:\n    - { name: query, in: query, schema: { type: string } }\n";
    /// A response has content where HTTP allows no body.
    CONTENT_WITHOUT_BODY = "L0309", "content-without-body", Warning, "a response has content where HTTP allows no body",
        "Responses with a status of 1xx, 204, 205 or 304 have no body (RFC 9110, section 15), so what `content` describes is never sent.",
        bad: "'204':\n  description: Done.\n  content: { application/json: {} }\n",
        good: "'204':\n  description: Done.\n";
    /// A security requirement asks for a scope that no flow offers.
    UNKNOWN_SCOPE = "L0310", "unknown-scope", Warning, "a security requirement asks for a scope that no flow offers",
        "The scopes that a client can ask for are those that the flows of the scheme list. A requirement for another one can never be met.",
        bad: "security:\n  - signIn: [tasks:reed]\n",
        good: "security:\n  - signIn: [tasks:read]\n";
    /// A value is listed twice under `enum`.
    DUPLICATE_ENUM_VALUE = "L0311", "duplicate-enum-value", Warning, "a value is listed twice under `enum`",
        "The values under `enum` should be unique (JSON Schema Validation, section 5.20). The second one has no effect, and mostly another one was meant.",
        bad: "enum: [open, done, open]\n",
        good: "enum: [open, done]\n";
    /// A pattern is no regular expression.
    PATTERN_MALFORMED = "L0312", "pattern-malformed", Error, "a pattern is no regular expression",
        "`pattern` is a regular expression in the dialect of ECMA-262 (OpenAPI 3.0.3, section Schema Object), without delimiters and flags. One that cannot be read cannot be checked.",
        bad: "pattern: '^(a'\n",
        good: "pattern: '^(a)'\n";
    /// A pattern uses a construct that no engine of the generated service has.
    PATTERN_UNSUPPORTED = "L0313", "pattern-unsupported", Warning, "a pattern uses a construct that the generated service cannot check",
        "Flags in a group, a back-reference to a group that repeats and a look-around in a look-behind have no counterpart that means exactly the same. An operation that needs such a pattern is refused.",
        bad: "pattern: '(?i)^x$'\n",
        good: "pattern: '^[xX]$'\n";
    /// A value under `enum` is excluded by another keyword.
    VALUE_EXCLUDED = "L0314", "value-excluded", Warning, "a value under `enum` is excluded by another keyword",
        "All keywords of a schema must hold. A value that is listed and excluded at once is never valid, so one of the two is a slip.",
        bad: "type: string\nmaxLength: 3\nenum: [yes, maybe]\n",
        good: "type: string\nenum: [yes, maybe]\n";
    /// A default does not satisfy its own schema.
    DEFAULT_EXCLUDED = "L0315", "default-excluded", Warning, "a default does not satisfy its own schema",
        "A default stands for a value that the client could have sent; one that the schema refuses cannot.",
        bad: "type: integer\nmaximum: 100\ndefault: 500\n",
        good: "type: integer\nmaximum: 100\ndefault: 20\n";
    /// An example does not satisfy its schema.
    EXAMPLE_EXCLUDED = "L0316", "example-excluded", Warning, "an example does not satisfy its schema",
        "Examples are what people copy, and what mock servers answer. One that the schema refuses teaches a request that fails.",
        bad: "type: integer\nexample: five\n",
        good: "type: integer\nexample: 5\n";
    /// An object requires itself.
    ENDLESS_OBJECT = "L0317", "endless-object", Warning, "an object requires itself",
        "Each value would have to hold another one of the same kind, without end, so no value exists.",
        bad: "Node:\n  type: object\n  required: [next]\n  properties:\n    next: { $ref: '#/components/schemas/Node' }\n",
        good: "Node:\n  type: object\n  properties:\n    next: { $ref: '#/components/schemas/Node' }\n";
    /// A branch does not require the discriminator's property.
    DISCRIMINATOR_WITHOUT_PROPERTY = "L0318", "discriminator-without-property", Warning, "a branch does not require the discriminator's property",
        "The property of a discriminator must be defined and required in each branch (OpenAPI 3.0.3, section Discriminator Object); without it, nobody can tell which branch a value is.",
        bad: "oneOf:\n  - $ref: '#/components/schemas/Cat'\ndiscriminator: { propertyName: kind }\n",
        good: "Cat:\n  type: object\n  required: [kind]\n  properties:\n    kind: { type: string }\n";
    // The database contract alone: L0340 to L0379.
    /// A foreign key that no index serves.
    FOREIGN_KEY_WITHOUT_INDEX = "L0340", "foreign-key-without-index", Warning, "no index begins with the columns of a foreign key",
        "Deleting a row of the target, or changing its key, searches the referring table for each row; without an index that is a full scan under a lock. PostgreSQL and SQLite make no such index by themselves.",
        bad: r#"{ "name": "project_id", "type": "uuid", "references": { "table": "projects", "column": "id", "index": false } }"#,
        good: r#"{ "name": "project_id", "type": "uuid", "references": { "table": "projects", "column": "id" } }"#;
    /// A derived name that is too long.
    DERIVED_NAME_CUT = "L0341", "derived-name-cut", Note, "a name that is derived from table and columns is cut",
        "A constraint or an index without a name gets one from its table and columns. Names have at most 63 bytes, so a longer one is cut and ends in a checksum, which nobody recognises in an error message.",
        bad: r#"{ "columns": ["a_very_long_column_name", "another_very_long_column_name"] }"#,
        good: r#"{ "name": "short_uq", "columns": ["a_very_long_column_name", "another_very_long_column_name"] }"#;
    /// Names that differ by case alone.
    NAMES_DIFFER_BY_CASE = "L0342", "names-differ-by-case", Warning, "two names differ by case alone",
        "SQLite finds tables without regard to case, and two values of an enum that differ by case are taken for each other by people and become the same name in code.",
        bad: r#"{ "name": "task_status", "values": ["open", "Open"] }"#,
        good: r#"{ "name": "task_status", "values": ["open", "reopened"] }"#;
    /// A word of SQL as a name.
    RESERVED_WORD = "L0343", "reserved-word", Note, "a name is a reserved word of SQL",
        "The generated SQL quotes each name, so it works; SQL that is written by hand must quote it too, and the message of the engine does not say so.",
        bad: r#"{ "name": "order", "type": "int32" }"#,
        good: r#"{ "name": "position", "type": "int32" }"#;
    /// An index twice.
    DUPLICATE_INDEX = "L0344", "duplicate-index", Warning, "an index does what another one does already",
        "Each index is written at each insert. An index over the same columns as a key or as another index is paid for and never used.",
        bad: r#"{ "uniques": [{ "columns": ["email"] }], "indexes": [{ "columns": ["email"] }] }"#,
        good: r#"{ "uniques": [{ "columns": ["email"] }] }"#;
    /// An index that another one begins with.
    REDUNDANT_INDEX = "L0345", "redundant-index", Warning, "an index is the beginning of another one",
        "An index over (a, b) serves every query that an index over (a) serves.",
        bad: r#"{ "indexes": [{ "columns": ["a"] }, { "columns": ["a", "b"] }] }"#,
        good: r#"{ "indexes": [{ "columns": ["a", "b"] }] }"#;
    /// A unique key that deleted rows hold on to.
    UNIQUE_OVER_DELETED_ROWS = "L0346", "unique-over-deleted-rows", Warning, "a unique key also holds for rows that are deleted softly",
        "A row that is deleted softly keeps its place in the key, so nobody can ever use its value again, and the conflict names a row that nobody can see.",
        bad: r#"{ "softDelete": { "column": "deleted_at" }, "uniques": [{ "columns": ["email"] }] }"#,
        good: r#"{ "softDelete": { "column": "deleted_at", "uniqueAmongLive": true }, "uniques": [{ "columns": ["email"] }] }"#;
    /// A default that is computed once.
    FROZEN_MOMENT = "L0347", "frozen-moment", Error, "a default that looks like the present is computed once, when the table is made",
        "PostgreSQL turns the text 'now' or 'today' into a moment when it reads the default, so that each later row gets the moment of the migration; SQLite stores the text.",
        bad: r#"{ "name": "day", "type": "date", "default": { "sql": "'today'" } }"#,
        good: r#"{ "name": "day", "type": "date", "default": { "gen": "today" } }"#;
    /// Money in binary fractions.
    FLOAT_FOR_MONEY = "L0348", "float-for-money", Warning, "an amount of money is kept in a binary fraction",
        "A float cannot hold 0.10, so sums drift and comparisons fail. A decimal keeps the digits that were written.",
        bad: r#"{ "name": "price", "type": "float64" }"#,
        good: r#"{ "name": "price", "type": "decimal", "precision": 14, "scale": 2 }"#;
    /// A text as a key.
    TEXT_KEY = "L0349", "text-key", Note, "the primary key is a text",
        "A text key is larger than a number or a UUID in each index and each reference, and one that means something outside of the database will one day have to change. It is right for codes that somebody else keeps, such as a country's.",
        bad: r#"{ "name": "email", "type": "text" }"#,
        good: r#"{ "name": "id", "type": "uuid", "default": { "gen": "uuid_v7" } }"#;
    /// Tables that wait for each other.
    FOREIGN_KEY_CYCLE = "L0350", "foreign-key-cycle", Warning, "tables refer to each other in a circle that no row can enter",
        "Each table of the circle needs a row of the next one before it can have its first, and all of the keys are checked at once and may not be null.",
        bad: r#"{ "name": "owner_id", "type": "uuid", "references": { "table": "users", "column": "id" } }"#,
        good: r#"{ "name": "owner_id", "type": "uuid", "references": { "table": "users", "column": "id", "deferrable": "initially_deferred" } }"#;
    /// A decimal that the service cannot hold.
    DECIMAL_TOO_WIDE = "L0351", "decimal-too-wide", Error, "a decimal has more digits than the service can hold",
        "The service reads and writes decimals of at most 28 digits. A wider column could hold values that it cannot read back.",
        bad: r#"{ "name": "amount", "type": "decimal", "precision": 38, "scale": 10 }"#,
        good: r#"{ "name": "amount", "type": "decimal", "precision": 28, "scale": 10 }"#;
    /// Rows that nothing tells apart.
    TABLE_WITHOUT_KEY = "L0352", "table-without-key", Warning, "a table has no primary key",
        "Without a key no row can be read, changed or deleted alone, and the same row can be stored twice.",
        bad: r#"{ "name": "tasks", "columns": [{ "name": "id", "type": "uuid" }] }"#,
        good: r#"{ "name": "tasks", "columns": [{ "name": "id", "type": "uuid" }], "primaryKey": { "columns": ["id"] } }"#;
    /// A moment that is none.
    MOMENT_WITHOUT_ZONE = "L0353", "moment-without-zone", Note, "a moment is kept without its offset from UTC",
        "A timestamp without zone names a moment only together with a place. It is right for what is meant locally, such as an opening hour; a moment that was is a timestamptz.",
        bad: r#"{ "name": "created_at", "type": "timestamp" }"#,
        good: r#"{ "name": "created_at", "type": "timestamptz" }"#;
    /// An index that one engine does without.
    INDEX_PARTLY_ON_SQLITE = "L0354", "index-partly-on-sqlite", Note, "SQLite does without an index, or without a part of it",
        "SQLite has neither the access methods, operator classes, orders of NULLs and carried columns of PostgreSQL. The rows are the same; queries that rely on the index are slower there.",
        bad: r#"{ "method": "gin", "columns": ["settings"] }"#,
        good: r#"{ "columns": ["settings"] }"#;
    /// A view of which nothing is known.
    VIEW_WITHOUT_COLUMNS = "L0355", "view-without-columns", Note, "a view does not say which columns it has",
        "Neither engine tells whether a view's column may be null, so an operation can only be bound to a view that lists its columns.",
        bad: r#"{ "name": "open_tasks", "sql": "SELECT id FROM tasks" }"#,
        good: r#"{ "name": "open_tasks", "columns": [{ "name": "id", "type": "uuid" }], "sql": "SELECT id FROM tasks" }"#;
    /// A view that reads what it does not name.
    VIEW_DEPENDS_ON_MORE = "L0356", "view-depends-on-more", Warning, "a view reads a table or view that `dependsOn` does not name",
        "Views are made after what they depend on, and made anew when it changes; `dependsOn` says on what.",
        bad: r#"{ "name": "open_tasks", "sql": "SELECT id FROM tasks" }"#,
        good: r#"{ "name": "open_tasks", "dependsOn": ["tasks"], "sql": "SELECT id FROM tasks" }"#;
    /// An enum without a column.
    UNUSED_ENUM = "L0357", "unused-enum", Warning, "no column is of this enum",
        "An enum that no column uses is a leftover, or a column has the wrong type.",
        bad: r#"{ "enums": [{ "name": "task_status", "values": ["open"] }], "tables": [] }"#,
        good: r#"{ "enums": [], "tables": [] }"#;
    /// A retention that nothing measures.
    RETENTION_WITHOUT_START = "L0358", "retention-without-start", Warning, "a retention has no moment to count from",
        "Rows are kept for some days after they were made; without `timestamps.created` nobody knows when that was.",
        bad: r#"{ "retention": { "days": 365 } }"#,
        good: r#"{ "retention": { "days": 365 }, "timestamps": { "created": "created_at" } }"#;
    /// A numbering that ends.
    SMALL_IDENTITY = "L0359", "small-identity", Note, "a numbered key has fewer than 64 bits",
        "An int32 ends at 2,147,483,647 rows ever made, an int16 at 32,767; widening a key and all that refers to it is a rewrite of the tables.",
        bad: r#"{ "name": "id", "type": "int32", "identity": { "mode": "always" } }"#,
        good: r#"{ "name": "id", "type": "int64", "identity": { "mode": "always" } }"#;
    /// Personal data in logs.
    LOGGED_PERSONAL_DATA = "L0360", "logged-personal-data", Note, "personal data may stand in logs",
        "A column that holds personal data is logged unless it says otherwise, and logs are kept, copied and read by more people than the table.",
        bad: r#"{ "name": "email", "type": "text", "pii": "email" }"#,
        good: r#"{ "name": "email", "type": "text", "pii": "email", "logged": false }"#;
    /// A hint on both sides of a soft delete.
    CASCADE_INTO_SOFT_DELETE = "L0361", "cascade-into-soft-delete", Warning, "a row that should be deleted softly goes with its target for good",
        "`onDelete: cascade` removes the rows of this table from the database when the target row is removed, although the table promises to keep deleted rows.",
        bad: r#"{ "softDelete": { "column": "deleted_at" }, "columns": [{ "references": { "table": "projects", "column": "id", "onDelete": "cascade" } }] }"#,
        good: r#"{ "softDelete": { "column": "deleted_at" }, "columns": [{ "references": { "table": "projects", "column": "id", "onDelete": "restrict" } }] }"#;
    /// A decimal as a text.
    DECIMAL_COMPARED_AS_TEXT = "L0362", "decimal-compared-as-text", Warning, "an expression compares a decimal, which SQLite keeps as a text",
        "SQLite has no exact decimals, so a decimal is kept as the text of its digits, and a comparison goes from letter to letter: '9.00' is more than '10.00'. PostgreSQL compares numbers.",
        bad: r#"{ "name": "tasks_budget_ck", "sql": "budget <= 1000" }"#,
        good: r#"{ "name": "tasks_budget_ck", "sql": { "postgres": "budget <= 1000", "sqlite": "CAST(budget AS REAL) <= 1000" } }"#;
    /// A fact without an effect.
    FACT_NOT_HONOURED = "L0363", "fact-not-honoured", Warning, "a fact about a table has no effect yet",
        "The format knows facts about data that drive a service. This version of the generator reads and checks all of them, and acts on some; a promise that nobody keeps must not look like one that is kept.",
        bad: r#"{ "name": "tasks", "softDelete": { "column": "deleted_at" } }"#,
        good: r#"{ "name": "tasks" }"#;
    /// A type that one engine keeps less exactly.
    LOOSE_ON_SQLITE = "L0364", "loose-on-sqlite", Note, "SQLite keeps a column less exactly than PostgreSQL does",
        "STRICT tables of SQLite know four types; checks keep whole numbers, decimals, UUIDs, days and moments what they are. Durations and addresses are texts there that nothing checks, a float has 64 bits always, and digits of a second beyond the precision are not rounded away.",
        bad: r#"{ "name": "starts_at", "type": "timestamptz", "precision": 0 }"#,
        good: r#"{ "name": "starts_at", "type": "timestamptz" }"#;
    /// The order of an enum.
    ENUM_ORDER_DIFFERS = "L0365", "enum-order-differs", Warning, "the two engines order the values of an enum differently",
        "PostgreSQL orders an enum as its values are listed; SQLite keeps texts and orders them by the alphabet. A comparison, `min`, `max` or `ORDER BY` over such a column means two things.",
        bad: r#"{ "name": "tasks_status_ck", "sql": "status >= 'in_progress' OR done_at IS NULL" }"#,
        good: r#"{ "name": "tasks_status_ck", "sql": "status IN ('in_progress', 'done') OR done_at IS NULL" }"#;
    /// An allowance of nothing.
    ALLOWANCE_WITHOUT_EFFECT = "L0366", "allowance-without-effect", Warning, "an allowance of the contract allows nothing, or has ended",
        "`allow` names a rule that may be broken within the contract, a table, a column or a view, with the reason. Once the rule finds nothing there, or the schema version of `until` is reached, the entry only hides what comes next.",
        bad: r#"{ "name": "id", "type": "uuid", "allow": [{ "rule": "L0349", "reason": "ISO keeps the codes" }] }"#,
        good: r#"{ "name": "id", "type": "uuid" }"#;
}
