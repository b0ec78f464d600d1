//! The writer of fresh databases, on the engines themselves.

use crate::contracts::{engines, example, read};
use specwright_dbschema::Dialect;
use specwright_live::catalogue::{Catalogue, difference};
use specwright_live::fresh;
use specwright_live::scratch::Scratch;

pub fn catalogue(scratch: &Scratch) -> Catalogue {
    match scratch {
        Scratch::Sqlite(file) => Catalogue::of_sqlite(&file.path()).unwrap(),
        Scratch::Postgres(_) => Catalogue::of_postgres(&scratch.url()).unwrap(),
    }
}

/// A contract with one of each thing that the format knows and both engines take.
pub const EVERYTHING: &str = r#"{
  "formatVersion": 1,
  "enums": [{ "name": "colour", "values": ["red", "it's"], "comment": "A colour." }],
  "tables": [
    { "name": "parents", "comment": "The parents.", "columns": [
      { "name": "id", "type": "int64", "identity": { "mode": "always", "start": 1, "increment": 1 } },
      { "name": "a", "type": "text", "comment": "It's a." }, { "name": "b", "type": "int32" } ],
      "primaryKey": { "columns": ["id"] }, "uniques": [{ "columns": ["a", "b"] }],
      "seeds": [{ "key": ["id"], "rows": [{ "id": 5, "a": "x", "b": 1 }] },
                { "key": ["id"], "rows": [{ "id": 6, "a": "dev", "b": 1 }], "env": ["dev"] }] },
    { "name": "children", "columns": [
      { "name": "id", "type": "uuid", "default": { "gen": "uuid_v4" } },
      { "name": "parent_id", "type": "int64", "nullable": true },
      { "name": "pa", "type": "text", "nullable": true }, { "name": "pb", "type": "int32", "nullable": true },
      { "name": "flag", "type": "bool", "default": true }, { "name": "small", "type": "int16", "default": -1 },
      { "name": "real4", "type": "float32", "default": 1.5 }, { "name": "real8", "type": "float64", "nullable": true },
      { "name": "amount", "type": "decimal", "precision": 14, "scale": 2, "default": "0.00" },
      { "name": "short", "type": "varchar", "length": 20, "default": "it's" },
      { "name": "fixed", "type": "char", "length": 2, "default": "de" },
      { "name": "raw", "type": "bytes", "default": "/wA=" },
      { "name": "day", "type": "date", "default": { "gen": "today" } },
      { "name": "hour", "type": "time", "nullable": true }, { "name": "local", "type": "timestamp", "nullable": true },
      { "name": "at", "type": "timestamptz", "default": { "gen": "now" } },
      { "name": "document", "type": "json", "default": { "a": [1, null, "x'y"] } },
      { "name": "binary_document", "type": "jsonb", "default": { "gen": "empty_json" } },
      { "name": "colour", "type": "enum", "enum": "colour", "default": "it's" },
      { "name": "doubled", "type": "int32", "generated": { "sql": "small * 2", "stored": true } },
      { "name": "deleted_at", "type": "timestamptz", "nullable": true } ],
      "primaryKey": { "columns": ["id"] },
      "uniques": [{ "columns": ["short"], "where": { "sql": "deleted_at IS NULL" } }],
      "checks": [{ "name": "children_small_check", "sql": "small BETWEEN -5 AND 5 OR colour IN ('red', 'it''s')" }],
      "foreignKeys": [
        { "columns": ["parent_id"], "references": { "table": "parents", "columns": ["id"] }, "onDelete": "cascade", "deferrable": "initially_deferred" },
        { "name": "children_pair_fkey", "columns": ["pa", "pb"], "references": { "table": "parents", "columns": ["a", "b"] }, "onDelete": "set_null", "onUpdate": "cascade" } ],
      "indexes": [
        { "name": "children_lower_idx", "unique": true, "columns": [{ "sql": "lower(short)" }, { "column": "day", "order": "desc" }] },
        { "columns": [{ "column": "at" }], "where": { "sql": "flag" } } ],
      "seeds": [{ "key": ["id"], "rows": [{ "id": "0190b2c4-7d6a-7c3e-9b1a-2f3e4d5c6b7a", "parent_id": 5, "pa": null, "hour": "10:00:00", "colour": "red" }] }] } ],
  "views": [
    { "name": "second", "dependsOn": ["first"], "columns": [{ "name": "n", "type": "int64" }], "sql": "SELECT n FROM first" },
    { "name": "first", "comment": "How many.", "dependsOn": ["children"], "columns": [{ "name": "n", "type": "int64" }], "sql": "SELECT COUNT(*) AS n FROM children" } ]
}"#;

#[test]
fn the_example_is_made_and_read_on_each_engine() {
    let contract = example();
    for scratch in engines() {
        fresh::create(&contract, &scratch).unwrap();
        let catalogue = catalogue(&scratch);
        assert_eq!(catalogue.tables.len(), contract.tables.len());
        assert_eq!(catalogue.views.len(), 1);
        for table in &contract.tables {
            let read = &catalogue.tables[&table.name.value];
            let names: Vec<&str> = read
                .columns
                .iter()
                .map(|column| column.name.as_str())
                .collect();
            let expected: Vec<&str> = table
                .columns
                .iter()
                .map(|column| column.name.value.as_str())
                .collect();
            assert_eq!(names, expected);
            assert_eq!(read.foreign_keys.len(), table.foreign_keys.len());
            assert_eq!(read.uniques.len(), table.uniques.len());
            for (column, written) in read.columns.iter().zip(&table.columns) {
                assert_eq!(
                    column.nullable, written.nullable,
                    "{}.{}",
                    table.name.value, column.name
                );
            }
            for check in &table.checks {
                assert!(
                    read.checks.contains_key(&check.name.value),
                    "{}",
                    check.name.value
                );
            }
        }
        let tasks = &catalogue.tables["tasks"];
        assert_eq!(
            tasks.foreign_keys["tasks_assignee_id_fkey"].on_delete,
            "set null"
        );
        assert!(
            tasks.indexes["tasks_due_at_idx"]
                .predicate
                .as_ref()
                .unwrap()
                .contains("done")
        );
        assert!(
            tasks.indexes.contains_key("tasks_assignee_id_idx"),
            "a foreign key wants an index"
        );
        assert!(
            !tasks.indexes.contains_key("tasks_project_id_idx"),
            "another index serves that key"
        );
        assert_eq!(
            catalogue.tables["users"].indexes["users_email_key"]
                .parts
                .len(),
            1
        );
        assert!(
            catalogue.tables["comments"].indexes["comments_task_id_created_at_idx"].parts[1]
                .descending
        );
    }
}

#[test]
fn everything_that_the_format_knows_is_made_and_read_on_each_engine() {
    let contract = read(EVERYTHING);
    for scratch in engines() {
        fresh::create(&contract, &scratch).unwrap();
        let catalogue = catalogue(&scratch);
        let children = &catalogue.tables["children"];
        let column = |name: &str| {
            children
                .columns
                .iter()
                .find(|column| column.name == name)
                .unwrap()
        };
        assert!(column("doubled").generated.as_ref().unwrap().stored);
        assert_eq!(
            children.foreign_keys["children_pair_fkey"].on_update,
            "cascade"
        );
        assert_eq!(
            children.foreign_keys["children_pair_fkey"].target_columns,
            ["a", "b"]
        );
        assert_eq!(
            children.foreign_keys["children_parent_id_fkey"].options,
            ["deferrable", "initially deferred"]
        );
        assert_eq!(
            catalogue.tables["parents"]
                .primary_key
                .as_ref()
                .unwrap()
                .name
                .as_deref(),
            Some("parents_pkey")
        );
        assert!(
            children.indexes["children_short_key"].unique
                && children.indexes["children_short_key"].predicate.is_some()
        );
        assert!(children.indexes["children_lower_idx"].parts[1].descending);
        assert!(catalogue.tables["parents"].columns[0].identity.is_some());
        assert_eq!(catalogue.views.len(), 2);
        if scratch.dialect() == Dialect::Postgres {
            assert_eq!(catalogue.enums["colour"].values, ["red", "it's"]);
            assert_eq!(
                catalogue.tables["parents"].comment.as_deref(),
                Some("The parents.")
            );
            assert_eq!(column("short").kind, "character varying(20)");
            assert_eq!(column("amount").kind, "numeric(14,2)");
            assert_eq!(
                catalogue.views["first"].comment.as_deref(),
                Some("How many.")
            );
        }
    }
}

#[test]
fn two_databases_of_one_contract_do_not_differ() {
    let contract = read(EVERYTHING);
    for (one, other) in engines().into_iter().zip(engines()) {
        fresh::create(&contract, &one).unwrap();
        fresh::create(&contract, &other).unwrap();
        assert_eq!(difference(&catalogue(&one), &catalogue(&other)), []);
    }
}

#[test]
fn sql_that_an_engine_refuses_is_an_error_of_that_engine() {
    let contract = read(
        r#"{ "formatVersion": 1, "tables": [{ "name": "t", "columns": [{ "name": "a", "type": "int32" }],
             "primaryKey": { "columns": ["a"] }, "checks": [{ "name": "c", "sql": "frob(a) > 1" }] }] }"#,
    );
    for scratch in engines() {
        assert!(
            fresh::create(&contract, &scratch)
                .unwrap_err()
                .to_string()
                .contains("frob")
        );
    }
}
