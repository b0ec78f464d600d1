//! What the migrations look like, and what their text does not depend on.

use crate::{Emitted, workspace};

const FILES: [&str; 4] = ["up.sqlite", "down.sqlite", "up.postgres", "down.postgres"];

#[test]
fn the_texts_are_as_they_were_reviewed() {
    let folder = workspace().join("crates/specwright-emit/tests/ddl/golden");
    let emitted =
        Emitted::of(&std::fs::read_to_string(folder.join("database-schema.json")).unwrap());
    for file in FILES {
        let path = folder.join(format!("{file}.sql"));
        let text = emitted.migration(file);
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(&path, text).unwrap();
        }
        assert_eq!(
            text,
            std::fs::read_to_string(&path).unwrap(),
            "{file}: look at the difference, then set UPDATE_GOLDEN=1"
        );
    }
}

#[test]
fn the_order_of_tables_and_indexes_in_the_contract_changes_nothing() {
    let a = r#"{ "name": "a", "columns": [{ "name": "id", "type": "uuid" }, { "name": "b_id", "type": "uuid", "references": { "table": "b", "column": "id" } },
                { "name": "c", "type": "text" }], "primaryKey": { "columns": ["id"] }, "indexes": [INDEXES] }"#;
    let b = r#"{ "name": "b", "columns": [{ "name": "id", "type": "uuid" }], "primaryKey": { "columns": ["id"] } }"#;
    let (one, two) = (
        r#"{ "columns": ["c"] }"#,
        r#"{ "columns": [{ "sql": "lower(c)" }] }"#,
    );
    let forward = Emitted::of_tables(&format!(
        "{}, {b}",
        a.replace("INDEXES", &format!("{one}, {two}"))
    ));
    let backward = Emitted::of_tables(&format!(
        "{b}, {}",
        a.replace("INDEXES", &format!("{two}, {one}"))
    ));
    for file in FILES {
        assert_eq!(forward.migration(file), backward.migration(file), "{file}");
    }
}

#[test]
fn texts_of_the_contract_stay_texts() {
    let emitted = Emitted::of(
        r#"{ "formatVersion": 1, "enums": [{ "name": "e", "values": ["it's", "back\\slash", "'); DROP TABLE t; --"], "comment": "a 'comment'; --" }],
             "tables": [{ "name": "t", "comment": "'; DROP TABLE t; --",
               "columns": [{ "name": "c", "type": "enum", "enum": "e", "default": "'); DROP TABLE t; --" }, { "name": "d", "type": "text", "default": "\\'" }] }] }"#,
    );
    let sqlite = emitted.migration("up.sqlite");
    assert!(
        sqlite.contains("IN ('it''s', 'back\\slash', '''); DROP TABLE t; --')"),
        "{sqlite}"
    );
    let postgres = emitted.migration("up.postgres");
    assert!(
        postgres.contains("ENUM ('it''s', E'back\\\\slash', '''); DROP TABLE t; --')"),
        "{postgres}"
    );
    assert!(postgres.contains("DEFAULT E'\\\\'''"), "{postgres}");
    assert!(postgres.contains("IS '''; DROP TABLE t; --'"), "{postgres}");
}

#[test]
fn a_contract_for_one_engine_fails_loudly_on_the_other() {
    let emitted = Emitted::of(
        r#"{ "formatVersion": 1, "dialects": ["sqlite"], "tables": [{ "name": "t", "columns": [{ "name": "id", "type": "uuid" }] }] }"#,
    );
    assert!(
        emitted
            .migration("up.postgres")
            .contains("the contract does not promise PostgreSQL")
    );
    assert!(
        emitted
            .migration("up.sqlite")
            .contains("CREATE TABLE \"t\"")
    );
}
