//! The codes of this stage.

super::codes! { Lint:
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
}
