//! What no engine, or one of them, can keep: names, widths, comparisons, rows.

use crate::Case;
use crate::reading::tables;

#[test]
fn what_an_engine_keeps_for_itself_or_cannot_do_is_refused() {
    let id = r#"{ "name": "id", "type": "uuid" }"#;
    for (name, code) in [
        ("sqlite_tasks", "S0205"),
        ("pg_class", "S0205"),
        ("specwright_migrations", "S0205"),
    ] {
        assert_eq!(
            tables(&format!(r#"{{ "name": "{name}", "columns": [{id}] }}"#)).codes(),
            [code],
            "{name}"
        );
    }
    assert_eq!(
        tables(r#"{ "name": "t", "columns": [{ "name": "xmin", "type": "int64" }] }"#).codes(),
        ["S0226"]
    );
    let many: Vec<String> = (0..33).map(|at| format!(r#""c{at}""#)).collect();
    let columns: Vec<String> = many
        .iter()
        .map(|name| format!(r#"{{ "name": {name}, "type": "int32" }}"#))
        .collect();
    let wide = |width: usize| {
        tables(&format!(
            r#"{{ "name": "t", "columns": [{}], "uniques": [{{ "columns": [{}] }}] }}"#,
            columns.join(", "),
            many[..width].join(", ")
        ))
    };
    assert_eq!(wide(33).codes(), ["S0226"]);
    assert!(wide(32).findings.is_empty());
    let of_enum = |name: &str, dialects: &str| {
        Case::read(&format!(
            r#"{{ "formatVersion": 1, "dialects": {dialects}, "enums": [{{ "name": "{name}", "values": ["a"] }}],
                 "tables": [{{ "name": "t", "columns": [{{ "name": "c", "type": "enum", "enum": "{name}" }}] }}] }}"#
        ))
    };
    assert_eq!(
        of_enum("point", r#"["sqlite", "postgres"]"#).codes(),
        ["S0226"]
    );
    assert!(of_enum("point", r#"["sqlite"]"#).findings.is_empty());
    assert!(
        of_enum("status", r#"["sqlite", "postgres"]"#)
            .findings
            .is_empty()
    );
}

#[test]
fn a_foreign_key_compares_as_its_target_does() {
    let with = |own: &str, theirs: &str| {
        Case::read(&format!(
            r#"{{ "formatVersion": 1, "extensions": {{ "postgres": ["citext"] }}, "tables": [
                 {{ "name": "a", "columns": [{{ "name": "code", "type": "text"{theirs} }}], "primaryKey": {{ "columns": ["code"] }} }},
                 {{ "name": "b", "columns": [{{ "name": "code", "type": "text"{own}, "references": {{ "table": "a", "column": "code" }} }}] }} ] }}"#
        ))
    };
    let nocase = r#", "collation": "nocase""#;
    assert_eq!(with("", nocase).codes(), ["S0218"]);
    assert_eq!(with(nocase, "").codes(), ["S0218"]);
    assert!(with(nocase, nocase).findings.is_empty());
}

#[test]
fn the_rows_of_seeds_are_told_apart_and_refer_to_rows_that_are_there() {
    let with = |rows: &str| {
        tables(&format!(
            r#"{{ "name": "t", "columns": [{{ "name": "id", "type": "uuid", "default": {{ "gen": "uuid_v7" }} }},
                  {{ "name": "parent_id", "type": "uuid", "nullable": true, "references": {{ "table": "t", "column": "id" }} }},
                  {{ "name": "code", "type": "int32" }}],
                 "primaryKey": {{ "columns": ["id"] }}, "uniques": [{{ "columns": ["code"] }}],
                 "seeds": [{{ "key": ["code"], "rows": [{rows}] }}] }}"#
        ))
    };
    let one = r#"{ "id": "0190b2c4-7d6a-7c3e-9b1a-2f3e4d5c6b7a", "code": 1 }"#;
    let child = r#"{ "id": "0190b2c4-7d6a-7c3e-9b1a-2f3e4d5c6b7b", "code": 2, "parent_id": "0190B2C4-7D6A-7C3E-9B1A-2F3E4D5C6B7A" }"#;
    assert!(with(&format!("{child}, {one}")).findings.is_empty());
    assert_eq!(with(child).codes(), ["S0230"]);
    assert_eq!(
        with(r#"{ "code": 1 }"#).codes(),
        ["S0227"],
        "the service makes the UUID"
    );
    let twice = one
        .replace("6b7a", "6b7c")
        .replace(r#""code": 1"#, r#""code": 1.0"#);
    assert_eq!(with(&format!("{one}, {twice}")).codes(), ["S0211"]);
}
