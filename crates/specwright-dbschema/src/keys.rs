//! Which keys the format has: the one list that the reader claims by, and that the JSON Schema is tested against.

/// The keys of one kind of object.
#[derive(Debug, PartialEq, Eq)]
pub struct ObjectKeys {
    /// The kind's name, which is also its name in the JSON Schema's `$defs`.
    pub object: &'static str,
    /// What the object is, for messages.
    pub title: &'static str,
    /// The keys without which the object means nothing.
    pub required: &'static [&'static str],
    /// The other keys.
    pub optional: &'static [&'static str],
}

impl ObjectKeys {
    /// All keys of the object: the required ones, then the others.
    pub fn all(&self) -> impl Iterator<Item = &'static str> {
        self.required.iter().chain(self.optional).copied()
    }
}

/// Declares the kinds of objects, and the list of all of them.
macro_rules! objects {
    ($($name:ident = $object:literal, $title:literal, [$($required:literal),*], [$($optional:literal),* $(,)?];)*) => {
        $(pub(crate) static $name: ObjectKeys =
            ObjectKeys { object: $object, title: $title, required: &[$($required),*], optional: &[$($optional),*] };)*

        /// All objects whose keys the format fixes.
        pub static OBJECTS: &[&ObjectKeys] = &[$(&$name),*];
    };
}

objects! {
    CONTRACT = "contract", "the database contract", ["formatVersion", "tables"],
        ["$schema", "dialects", "schemaVersion", "defaults", "enums", "views", "extensions", "removed", "unmanaged", "allow"];
    DEFAULTS = "defaults", "`defaults`", [], ["idType", "timestamps", "softDelete", "audit", "onDelete"];
    ENUMERATION = "enumeration", "an enum", ["name", "values"], ["renamedFrom", "renamedValues", "comment"];
    TABLE = "table", "a table", ["name", "columns"],
        [
            "renamedFrom", "comment", "entity", "primaryKey", "uniques", "checks", "foreignKeys", "indexes", "softDelete",
            "timestamps", "version", "optimisticLock", "owner", "tenant", "audit", "events", "consent", "transitions",
            "retention", "fullText", "seeds", "sqlite", "allow",
        ];
    COLUMN = "column", "a column", ["name"],
        [
            "type", "length", "precision", "scale", "enum", "of", "renamedFrom", "nullable", "default", "generated",
            "identity", "collation", "comment", "references", "backfill", "addedIn", "pii", "sensitive", "logged", "api",
            "allow",
        ];
    VIEW_COLUMN = "viewColumn", "a column of a view", ["name", "type"],
        [
            "length", "precision", "scale", "enum", "of", "renamedFrom", "nullable", "comment", "pii", "sensitive",
            "logged", "api",
        ];
    ITEM = "arrayItem", "the item type of an array", ["type"], ["length", "precision", "scale", "enum"];
    RAW_TYPE = "rawType", "a raw type", ["raw"], [];
    RAW_TEXTS = "rawTexts", "a raw type for each engine", [], ["postgres", "sqlite"];
    SQL = "sqlExpression", "an SQL expression", ["sql"], [];
    SQL_TEXTS = "sqlTexts", "an SQL text for each engine", [], ["postgres", "sqlite"];
    MADE = "madeValue", "a value that is made at the time of writing", ["gen"], [];
    GENERATED = "generated", "`generated`", ["sql"], ["stored"];
    IDENTITY = "identity", "`identity`", [], ["mode", "start", "increment"];
    REFERENCES = "references", "`references` of a column", ["table", "column"],
        ["name", "onDelete", "onUpdate", "deferrable", "index"];
    PRIMARY_KEY = "primaryKey", "`primaryKey`", ["columns"], ["name"];
    UNIQUE = "unique", "an entry of `uniques`", ["columns"], ["name", "nullsNotDistinct", "where"];
    CHECK = "check", "a check", ["name", "sql"], [];
    FOREIGN_KEY = "foreignKey", "a foreign key", ["columns", "references"],
        ["name", "onDelete", "onUpdate", "deferrable", "index"];
    TARGET = "target", "`references` of a foreign key", ["table", "columns"], [];
    INDEX = "index", "an index", ["columns"],
        ["name", "unique", "method", "where", "include", "with", "nullsNotDistinct"];
    COLUMN_PART = "columnPart", "a part of an index", ["column"], ["order", "nulls", "opclass", "collation"];
    SQL_PART = "sqlPart", "a part of an index", ["sql"], ["order", "nulls", "opclass", "collation"];
    INDEX_SETTINGS = "indexSettings", "`with` of an index", [], ["fillfactor"];
    SOFT_DELETE = "softDelete", "`softDelete`", ["column"], ["by", "uniqueAmongLive"];
    TIMESTAMPS = "timestamps", "`timestamps`", [], ["created", "updated"];
    TENANT = "tenant", "`tenant`", ["column"], ["enforce"];
    TRANSITIONS = "transitions", "`transitions`", ["column", "allowed"], [];
    RETENTION = "retention", "`retention`", ["days"], [];
    SEED = "seed", "a seed", ["key", "rows"], ["env"];
    SQLITE = "sqlite", "`sqlite`", [], ["strict", "withoutRowid"];
    VIEW = "view", "a view", ["name", "sql"], ["entity", "comment", "dependsOn", "columns", "key", "allow"];
    EXTENSIONS = "extensions", "`extensions`", [], ["postgres"];
    ALLOWANCE = "allowance", "an entry of `allow`", ["rule", "reason"], ["until"];
    TOMBSTONE = "tombstone", "an entry of `removed`", [],
        ["table", "column", "enum", "value", "view", "since", "reason", "approvedBy", "discard", "archive"];
}
