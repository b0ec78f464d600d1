//! The codes of this stage.

super::codes! { Database:
    /// The version of the format.
    DATABASE_FORMAT_VERSION = "S0200", "database-format-version", Error, "the database contract is not of a known format version",
        "A database contract says which version of the format it is written in, so that a later tool reads it as it was meant. This tool reads version 1.",
        bad: r#"{ "tables": [] }"#,
        good: r#"{ "formatVersion": 1, "tables": [] }"#;
    /// A JSON type.
    DATABASE_WRONG_TYPE = "S0201", "database-wrong-type", Error, "a value of the database contract has the wrong JSON type",
        "Each key of the format takes a value of one JSON type, or of a few; the JSON Schema of the format names them.",
        bad: r#"{ "name": "email", "type": "text", "nullable": "yes" }"#,
        good: r#"{ "name": "email", "type": "text", "nullable": true }"#;
    /// A required key.
    DATABASE_MISSING_KEY = "S0202", "database-missing-key", Error, "a required key of the database contract is missing",
        "An object of the contract lacks a key without which it means nothing. Nothing is guessed from names.",
        bad: r#"{ "name": "email" }"#,
        good: r#"{ "name": "email", "type": "text" }"#;
    /// A key that the format does not have.
    DATABASE_UNKNOWN_KEY = "S0203", "database-unknown-key", Error, "the database contract has a key that the format does not know",
        "A misspelt key would silently change nothing. Each key is therefore either honoured or refused.",
        bad: r#"{ "name": "email", "type": "text", "nulable": true }"#,
        good: r#"{ "name": "email", "type": "text", "nullable": true }"#;
    /// A closed set of values.
    DATABASE_UNKNOWN_VALUE = "S0204", "database-unknown-value", Error, "a value is not one of those that the key takes",
        "The key takes one of a closed set of values, which the message lists.",
        bad: r#"{ "name": "email", "type": "string" }"#,
        good: r#"{ "name": "email", "type": "text" }"#;
    /// The shape of names.
    DATABASE_BAD_NAME = "S0205", "database-bad-name", Error, "a name is not one that both engines keep as it is",
        "Names are lower case, start with a letter or an underscore, and have at most 63 bytes: PostgreSQL cuts longer names without a word, and both engines fold the case of names that are not quoted.",
        bad: r#"{ "name": "emailAddress", "type": "text" }"#,
        good: r#"{ "name": "email_address", "type": "text" }"#;
    /// Two things of one name.
    DATABASE_DUPLICATE_NAME = "S0206", "database-duplicate-name", Error, "two things of the database contract have the same name",
        "Tables, views, enums, indexes, primary keys and unique keys share one space of names in PostgreSQL; columns, checks and foreign keys have one a table.",
        bad: r#"[{ "name": "email", "type": "text" }, { "name": "email", "type": "text" }]"#,
        good: r#"[{ "name": "email", "type": "text" }, { "name": "email_verified", "type": "bool" }]"#;
    /// The bounds of a number.
    DATABASE_NUMBER_OUT_OF_RANGE = "S0207", "database-number-out-of-range", Error, "a number of the database contract is out of range",
        "The number is not whole, or lies outside of what the engines can hold.",
        bad: r#"{ "name": "code", "type": "varchar", "length": 0 }"#,
        good: r#"{ "name": "code", "type": "varchar", "length": 20 }"#;
    /// A parameter of another type.
    DATABASE_PARAMETER_OF_OTHER_TYPE = "S0208", "database-parameter-of-other-type", Error, "a column has a parameter that its type does not take",
        "`length` belongs to varchar and char; `precision` to decimal, time, timestamp and timestamptz; `scale` to decimal; `enum` to enum; `of` to array. On another type it would be dropped in silence.",
        bad: r#"{ "name": "note", "type": "text", "length": 200 }"#,
        good: r#"{ "name": "note", "type": "varchar", "length": 200 }"#;
    /// Lists and texts without content.
    DATABASE_EMPTY = "S0209", "database-empty", Error, "a list or a text that must hold something is empty",
        "A key without columns, an enum without values or an empty expression has no meaning in either engine.",
        bad: r#"{ "name": "status", "values": [] }"#,
        good: r#"{ "name": "status", "values": ["open", "done"] }"#;
    /// Characters that cannot be stored.
    DATABASE_BAD_CHARACTER = "S0210", "database-bad-character", Error, "a text holds a character that cannot be stored",
        "PostgreSQL cannot store U+0000, and other control characters in names, comments and expressions are always an accident.",
        bad: r#"{ "comment": "tab\u0000le" }"#,
        good: r#"{ "comment": "table" }"#;
    /// A repeated item.
    DATABASE_REPEATED_ITEM = "S0211", "database-repeated-item", Error, "a list names the same thing twice",
        "A column can stand only once in a key, a value only once in an enum.",
        bad: r#"{ "columns": ["tenant_id", "tenant_id"] }"#,
        good: r#"{ "columns": ["tenant_id", "email"] }"#;
    /// An expression for one engine only.
    DATABASE_MISSING_DIALECT = "S0212", "database-missing-dialect", Error, "an SQL expression is missing for an engine that the contract promises",
        "An expression that is given an engine must be given for each engine of `dialects`; a text alone serves all of them.",
        bad: r#"{ "dialects": ["postgres", "sqlite"], "sql": { "postgres": "now()" } }"#,
        good: r#"{ "dialects": ["postgres", "sqlite"], "sql": { "postgres": "now()", "sqlite": "datetime('now')" } }"#;
    /// An expression that reaches beyond itself.
    DATABASE_OPEN_SQL = "S0213", "database-open-sql", Error, "an SQL expression is not closed in itself",
        "An expression is put into a statement as it is. A semicolon, a comment, or a quote or parenthesis without its partner would change the statement around it.",
        bad: r#"{ "sql": "balance >= 0); DROP TABLE users; --" }"#,
        good: r#"{ "sql": "balance >= 0" }"#;
    /// A table that does not exist.
    DATABASE_UNKNOWN_TABLE = "S0214", "database-unknown-table", Error, "a table is named that the contract does not have",
        "The name stands in a foreign key or in `dependsOn`, and no table or view of the contract has it.",
        bad: r#"{ "references": { "table": "tenant", "column": "id" } }"#,
        good: r#"{ "references": { "table": "tenants", "column": "id" } }"#;
    /// A column that does not exist.
    DATABASE_UNKNOWN_COLUMN = "S0215", "database-unknown-column", Error, "a column is named that the table does not have",
        "The name stands in a key, an index or another fact about the table, and no column of the table has it.",
        bad: r#"{ "primaryKey": { "columns": ["uid"] }, "columns": [{ "name": "id", "type": "uuid" }] }"#,
        good: r#"{ "primaryKey": { "columns": ["id"] }, "columns": [{ "name": "id", "type": "uuid" }] }"#;
    /// An enum that does not exist.
    DATABASE_UNKNOWN_ENUM = "S0216", "database-unknown-enum", Error, "an enum is named that the contract does not have",
        "A column of type enum names one of the entries of `enums`.",
        bad: r#"{ "name": "role", "type": "enum", "enum": "user_roles" }"#,
        good: r#"{ "name": "role", "type": "enum", "enum": "user_role" }"#;
    /// The two sides of a foreign key.
    DATABASE_FOREIGN_KEY_WIDTH = "S0217", "database-foreign-key-width", Error, "the two sides of a foreign key have different numbers of columns",
        "Each column of a foreign key refers to one column of the target, in order.",
        bad: r#"{ "columns": ["a", "b"], "references": { "table": "t", "columns": ["a"] } }"#,
        good: r#"{ "columns": ["a", "b"], "references": { "table": "t", "columns": ["a", "b"] } }"#;
    /// The types of a foreign key.
    DATABASE_FOREIGN_KEY_TYPE = "S0218", "database-foreign-key-type", Error, "a foreign key's column has another type than the column that it refers to",
        "PostgreSQL refuses the key or compares with a cast that no index serves; SQLite accepts it and then finds no parent.",
        bad: r#"{ "name": "owner_id", "type": "text", "references": { "table": "users", "column": "id" } }"#,
        good: r#"{ "name": "owner_id", "type": "uuid", "references": { "table": "users", "column": "id" } }"#;
    /// The target of a foreign key.
    DATABASE_FOREIGN_KEY_TARGET = "S0219", "database-foreign-key-target", Error, "a foreign key refers to columns that are not unique",
        "The target must be the primary key or an unconditional unique key over exactly these columns. PostgreSQL refuses anything else at once, SQLite at the first write.",
        bad: r#"{ "references": { "table": "users", "column": "name" } }"#,
        good: r#"{ "references": { "table": "users", "column": "id" } }"#;
    /// What a foreign key does to its columns.
    DATABASE_FOREIGN_KEY_ACTION = "S0220", "database-foreign-key-action", Error, "a foreign key's action cannot be carried out on its columns",
        "`set_null` needs columns that may be null, `set_default` needs columns that have a default, and neither can write a generated column.",
        bad: r#"{ "name": "owner_id", "type": "uuid", "references": { "table": "users", "column": "id", "onDelete": "set_null" } }"#,
        good: r#"{ "name": "owner_id", "type": "uuid", "nullable": true, "references": { "table": "users", "column": "id", "onDelete": "set_null" } }"#;
    /// A default of another type.
    DATABASE_LITERAL_MISFIT = "S0221", "database-literal-misfit", Error, "a literal does not fit the type of its column",
        "A default or a seed is stored as it is given; a literal that the column could not hold would fail at the first write, or be stored as something else. Expressions are written as {\"sql\": …}, values made at the time of writing as {\"gen\": …}.",
        bad: r#"{ "name": "created_at", "type": "timestamptz", "default": "now" }"#,
        good: r#"{ "name": "created_at", "type": "timestamptz", "default": { "gen": "now" } }"#;
    /// NULL in a primary key.
    DATABASE_NULLABLE_KEY = "S0222", "database-nullable-key", Error, "a column of the primary key may be null",
        "A key tells rows apart, and NULL is not equal to itself. SQLite accepts such a key and then stores rows that no key finds.",
        bad: r#"{ "name": "id", "type": "uuid", "nullable": true }"#,
        good: r#"{ "name": "id", "type": "uuid" }"#;
    /// Identity and generated columns.
    DATABASE_COMPUTED_CONFLICT = "S0223", "database-computed-conflict", Error, "a computed column has a second source for its value, or a type or place that it cannot have",
        "An identity or a generated column gets its value from the database: it has no default and no backfill, an identity is a whole number that is not null, and a generated column is no part of a primary key.",
        bad: r#"{ "name": "id", "type": "int64", "identity": { "mode": "always" }, "default": 1 }"#,
        good: r#"{ "name": "id", "type": "int64", "identity": { "mode": "always" } }"#;
    /// Facts about a table that its columns do not bear out.
    DATABASE_UNFIT_COLUMN = "S0224", "database-unfit-column", Error, "a column cannot play the part that the table gives it",
        "A soft delete needs a moment that may be null, timestamps need moments, a version needs a whole number, a full text needs text, and transitions need a closed set of values.",
        bad: r#"{ "softDelete": { "column": "deleted" }, "columns": [{ "name": "deleted", "type": "bool" }] }"#,
        good: r#"{ "softDelete": { "column": "deleted_at" }, "columns": [{ "name": "deleted_at", "type": "timestamptz", "nullable": true }] }"#;
    /// History that contradicts the present.
    DATABASE_HISTORY_CONFLICT = "S0225", "database-history-conflict", Error, "the history of the contract contradicts its present",
        "`renamedFrom` names what no longer exists under that name, `removed` what no longer exists at all, and `unmanaged` what is somebody else's. None of them can name a thing that the contract still holds.",
        bad: r#"{ "tables": [{ "name": "users" }], "removed": [{ "table": "users" }] }"#,
        good: r#"{ "tables": [{ "name": "users" }], "removed": [{ "table": "accounts" }] }"#;
    /// Something that an engine does not have.
    DATABASE_ENGINE_LACKS = "S0226", "database-engine-lacks", Error, "an engine that the contract promises cannot do this",
        "What the contract holds must hold on each engine of `dialects`. A feature of one engine alone needs a contract for that engine alone.",
        bad: r#"{ "dialects": ["postgres", "sqlite"], "columns": [{ "name": "number", "type": "int64", "identity": { "increment": 10 } }] }"#,
        good: r#"{ "dialects": ["postgres"], "columns": [{ "name": "number", "type": "int64", "identity": { "increment": 10 } }] }"#;
    /// The rows of a seed.
    DATABASE_SEED_INCOMPLETE = "S0227", "database-seed-incomplete", Error, "a row of a seed lacks a value that the table demands",
        "Each row of a seed has a value for each column of the seed's key, which is a key of the table, and for each column that has no default and may not be null.",
        bad: r#"{ "key": ["id"], "rows": [{ "name": "admin" }] }"#,
        good: r#"{ "key": ["id"], "rows": [{ "id": 1, "name": "admin" }] }"#;
    /// Views that wait for each other.
    DATABASE_VIEW_CYCLE = "S0228", "database-view-cycle", Error, "views depend on each other in a circle",
        "A view can only read what was created before it.",
        bad: r#"[{ "name": "a", "dependsOn": ["b"] }, { "name": "b", "dependsOn": ["a"] }]"#,
        good: r#"[{ "name": "a", "dependsOn": ["t"] }, { "name": "b", "dependsOn": ["a"] }]"#;
    /// Two keys that say the same.
    DATABASE_TWO_WORDS = "S0229", "database-two-words", Error, "two keys say the same thing, or exclude each other",
        "Of two keys that mean the same, or that cannot both hold, one is given.",
        bad: r#"{ "version": "version", "optimisticLock": "version" }"#,
        good: r#"{ "version": "version" }"#;
    /// A reference of a seed.
    DATABASE_SEED_REFERENCE = "S0230", "database-seed-reference", Error, "a row of a seed refers to a row that is not there",
        "Seeds are stored before anybody writes a row, so they can only refer to rows of seeds: of those that each environment has, or of the same environments.",
        bad: r#"{ "name": "members", "seeds": [{ "key": ["id"], "rows": [{ "id": 1, "role_id": 9 }] }] }"#,
        good: r#"{ "name": "roles", "seeds": [{ "key": ["id"], "rows": [{ "id": 9, "name": "admin" }] }] }"#;
}
