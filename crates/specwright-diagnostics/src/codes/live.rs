//! The codes of what only a running database or a running service shows (crate `specwright-live`).

super::codes! { Verify:
    /// A migration's text is refused by the engine.
    MIGRATION_REFUSED = "V0700", "migration-refused", Error,
        "a migration does not run",
        "Each migration is run on a database of its own, from nothing to the newest state and back. The engine has refused a statement. A text that was emitted and never touched runs, so either the file was edited by hand, or the emitter and the engine disagree, which is a defect.",
        bad: "CREATE TABLE \"tasks\" (\"id\" TEXTT NOT NULL) STRICT;",
        good: "CREATE TABLE \"tasks\" (\"id\" TEXT NOT NULL) STRICT;";
    /// The migrated database is not the one that the contract describes.
    CATALOGUE_DIFFERS = "V0701", "catalogue-differs", Error,
        "a migrated database differs from the contract",
        "After the migrations the catalogue of the engine must equal, object by object, that of a fresh database that was made straight from the contract by a writer of its own. The texts are never compared: an engine writes expressions in its own way. The finding names one object, what was expected and what was found.",
        bad: "the contract says `length: 200`, the migrated column is `character varying(100)`",
        good: "the contract says `length: 200`, the migrated column is `character varying(200)`";
    /// The way down leaves something behind.
    DOWN_LEAVES = "V0702", "down-leaves", Error,
        "the way down does not restore the catalogue",
        "A migration's way down takes away all that its way up has made, so that a release can be rolled back and the migration run again. The finding names an object that stays behind.",
        bad: "DROP TABLE \"tasks\";",
        good: "DROP TABLE \"tasks\";\nDROP TYPE \"task_status\";";
    /// The engine does not take the contract itself.
    CONTRACT_REFUSED = "V0703", "contract-refused", Error,
        "a database engine does not take the contract",
        "Texts of SQL in the contract (checks, defaults, generated columns, predicates, views) are handed to the engine as they are. It has refused one of them, or the contract asks for something that the engine does not have. Give a text for each engine where they differ, or leave the engine out of `dialects`.",
        bad: "{ \"name\": \"tasks_title_check\", \"sql\": \"title ~ '^[A-Z]'\" }",
        good: "{ \"name\": \"tasks_title_check\", \"sql\": { \"postgres\": \"title ~ '^[A-Z]'\", \"sqlite\": \"title GLOB '[A-Z]*'\" } }";
    /// A text of a migration is not there.
    MIGRATION_MISSING = "V0704", "migration-missing", Error,
        "a migration has no text for an engine that the contract promises",
        "Each migration has a way up and a way down for each engine of `dialects`. Without one of the texts the service cannot start on that engine, or cannot be rolled back.",
        bad: "migrations/0001_initial/up.sqlite.sql",
        good: "migrations/0001_initial/up.sqlite.sql\nmigrations/0001_initial/down.sqlite.sql\nmigrations/0001_initial/up.postgres.sql\nmigrations/0001_initial/down.postgres.sql";
    /// Rows that the contract brings along are not there, or others are.
    ROWS_DIFFER = "V0705", "rows-differ", Error,
        "a migrated database holds other rows than the contract brings along",
        "The rows of a table's `seeds` that are not for one environment alone are stored by the migrations, and no other rows are. They are compared with those of a database that is made straight from the contract, without what the engine makes up while it writes; where the database numbers rows, the next number is compared, too.",
        bad: "INSERT INTO \"roles\" (\"name\") VALUES ('admin');      where the contract also has `guest`",
        good: "INSERT INTO \"roles\" (\"name\") VALUES ('admin'), ('guest');";
    /// The emitted crate does not compile.
    BUILD_FAILED = "V0710", "build-failed", Error,
        "the emitted crate does not compile",
        "The crate is built by cargo as anybody would build it. An emitted file that does not compile is a defect; a file under `src/custom` that does not compile is usually a signature that has changed with the spec, and the compiler names the place.",
        bad: "pub async fn execute_workflow(cx: &Context) -> Result<ExecuteWorkflowResponse, Error>",
        good: "pub async fn execute_workflow(cx: &Context, request: ExecuteWorkflowRequest) -> Result<ExecuteWorkflowResponse, Error>";
    /// The service ends or stays silent instead of becoming ready.
    SERVICE_NOT_READY = "V0711", "service-not-ready", Error,
        "the service does not become ready",
        "The service was started on a database of its own and must answer `GET /health/ready` with 200 within its time. It has ended, or it does not answer; its last words stand in the message.",
        bad: "GET /health/ready → 503",
        good: "GET /health/ready → 200";
    /// A status that the operation does not declare.
    UNDECLARED_STATUS = "V0720", "undeclared-status", Error,
        "the service answers with a status that the operation does not declare",
        "A client can rely on the statuses that a description declares, and on those that HTTP itself answers with before the operation is reached (405, 406, 413, 415). Any other status breaks the contract.",
        bad: "responses: { '200': … }      and the service answers 404",
        good: "responses: { '200': …, '404': … }";
    /// A 5xx.
    SERVER_ERROR = "V0721", "server-error", Error,
        "the service fails on a request",
        "No request, however malformed, may end in a status of 500 or above that the operation does not declare. The log of the service says more.",
        bad: "GET /tasks/%00 → 500",
        good: "GET /tasks/%00 → 422";
    /// An error without a problem document.
    NO_PROBLEM_DOCUMENT = "V0722", "no-problem-document", Error,
        "an error is no problem document",
        "An error that the description does not shape otherwise is a document of the type `application/problem+json` (RFC 9457) whose `status` is that of the response.",
        bad: "404 text/plain: Not Found",
        good: "404 application/problem+json: {\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404}";
    /// A response body that its schema refuses.
    RESPONSE_BODY_INVALID = "V0723", "response-body-invalid", Error,
        "a response does not keep its schema",
        "The body of a response must be valid against the schema that the description declares for the status and the media type. The finding names the place in the body.",
        bad: "{\"id\": 7}      where `id` is a string",
        good: "{\"id\": \"0193…\"}";
    /// A media type that the operation does not declare for the status.
    UNDECLARED_MEDIA_TYPE = "V0724", "undeclared-media-type", Error,
        "a response has a media type that is not declared",
        "The media type of a response is one of those that the description declares for its status; a response without declared content has no body.",
        bad: "200 text/html      where only application/json is declared",
        good: "200 application/json";
    /// A declared header is absent.
    RESPONSE_HEADER_MISSING = "V0725", "response-header-missing", Error,
        "a response lacks a header that is declared as required",
        "A header that the description declares with `required: true` is in each response of that status.",
        bad: "201 without Location",
        good: "201\nLocation: /tasks/0193…";
    /// HTTP's own rules: 404, 405 with Allow, 406, 413, 415, HEAD.
    PROTOCOL_BROKEN = "V0726", "protocol-broken", Error,
        "the service breaks a rule of HTTP",
        "An unknown path is answered with 404, an unknown method with 405 and an `Allow` that lists exactly the known ones, an `Accept` that cannot be met with 406, a body that is too large with 413, a media type that is not declared with 415; and HEAD answers like GET, without a body (RFC 9110, sections 9.3.2, 15.5 and 10.2.1).",
        bad: "PATCH /tasks → 404",
        good: "PATCH /tasks → 405\nAllow: GET, HEAD, OPTIONS, POST";
    /// Invalid input is let in.
    INVALID_INPUT_ACCEPTED = "V0727", "invalid-input-accepted", Error,
        "the service accepts input that its schema refuses",
        "A request that breaks the description is answered with the declared status for invalid input (422, else 400), and nothing is stored. The finding names the request that was let in.",
        bad: "POST /tasks {} → 201      where `title` is required",
        good: "POST /tasks {} → 422";
    /// Valid input is refused.
    VALID_INPUT_REFUSED = "V0728", "valid-input-refused", Error,
        "the service refuses input that its schema accepts",
        "A request that keeps the description, made from its examples or from its constraints, is not answered as invalid. The finding names the request and the answer.",
        bad: "POST /tasks {\"title\": \"a\"} → 422      where `title` has at least 1 character",
        good: "POST /tasks {\"title\": \"a\"} → 201";
}
