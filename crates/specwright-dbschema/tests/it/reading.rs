//! What the reader says, where it points, and what it fills in.

use crate::{Case, accepted};
use specwright_dbschema::{Action, ColumnType, Default, Dialect};

pub fn tables(tables: &str) -> Case {
    Case::read(&format!(
        r#"{{ "formatVersion": 1, "tables": [{tables}] }}"#
    ))
}

#[test]
fn points_at_the_key_and_suggests_the_near_one() {
    let case = tables(
        r#"{ "name": "t", "columns": [{ "name": "id", "type": "uuid", "nulable": true }] }"#,
    );
    assert_eq!(case.codes(), ["S0203"]);
    assert_eq!(case.place(&case.findings[0]), r#""nulable""#);
    assert_eq!(case.findings[0].help, "did you mean `nullable`?");
}

#[test]
fn says_what_a_type_of_another_format_is_called() {
    let case = tables(r#"{ "name": "t", "columns": [{ "name": "id", "type": "bigint" }] }"#);
    assert_eq!(case.codes(), ["S0204"]);
    assert_eq!(case.findings[0].help, "it is called `int64` here");
}

#[test]
fn reports_everything_at_once() {
    let case = tables(
        r#"{ "name": "Tasks", "columns": [{ "name": "id", "type": "uuidd" }, { "name": "n", "type": "varchar" }, 7], "primarykey": {} },
           { "columns": [] }"#,
    );
    let mut codes = case.codes();
    codes.sort_unstable();
    assert_eq!(
        codes,
        [
            "S0201", "S0202", "S0202", "S0203", "S0204", "S0205", "S0209"
        ]
    );
}

#[test]
fn does_not_complain_about_what_refers_to_something_unreadable() {
    let case = tables(
        r#"{ "name": "a", "columns": [{ "name": "id", "type": "uuidd" }], "primaryKey": { "columns": ["id"] }, "owner": "id" },
           { "name": "b", "columns": [{ "name": "a_id", "type": "uuid", "references": { "table": "a", "column": "id" } }] }"#,
    );
    assert_eq!(case.codes(), ["S0204"]);
    let case = tables(
        r#"{ "columns": [{ "name": "id", "type": "uuid" }] },
           { "name": "b", "columns": [{ "name": "a_id", "type": "uuid", "references": { "table": "a", "column": "id" } }] }"#,
    );
    assert_eq!(case.codes(), ["S0202"]);
}

#[test]
fn refuses_what_is_no_contract_without_guessing() {
    for text in [
        "[]",
        "1",
        r#"{ "formatVersion": 2, "tables": [] }"#,
        r#"{ "definitions": {} }"#,
    ] {
        let case = Case::read(text);
        assert!(case.contract.is_none(), "{text}");
        assert_eq!(case.findings.len(), 1, "{text}: {:#?}", case.findings);
    }
}

#[test]
fn fills_in_the_defaults_where_a_table_says_nothing() {
    let (_, text) = accepted()
        .into_iter()
        .find(|(name, _)| name == "defaults.json")
        .unwrap();
    let contract = Case::read(&text).contract.unwrap();
    let [organisations, projects, settings] = &contract.tables[..] else {
        panic!("three tables")
    };
    assert_eq!(organisations.columns[0].kind.value, ColumnType::Uuid);
    assert_eq!(
        organisations.soft_delete.as_ref().unwrap().column.value,
        "deleted_at"
    );
    let timestamps = organisations.timestamps.as_ref().unwrap();
    assert_eq!(timestamps.created.as_ref().unwrap().value, "created_at");
    assert_eq!(timestamps.updated.as_ref().unwrap().value, "updated_at");
    assert_eq!(
        organisations.audit.as_ref().map(|audit| audit.value),
        Some(true)
    );
    assert_eq!(projects.foreign_keys[0].on_delete, Action::Restrict);
    assert_eq!(
        projects.audit.as_ref().map(|audit| audit.value),
        Some(false)
    );
    assert!(
        projects.timestamps.as_ref().unwrap().updated.is_none(),
        "the table has no such column"
    );
    assert!(
        projects.soft_delete.is_none(),
        "the table has no such column"
    );
    assert!(settings.timestamps.is_none(), "the table says no");
}

#[test]
fn reads_each_key_of_the_largest_contract() {
    let (_, text) = accepted()
        .into_iter()
        .find(|(name, _)| name == "everything.json")
        .unwrap();
    let contract = Case::read(&text).contract.unwrap();
    assert_eq!(
        contract
            .dialects
            .iter()
            .map(|dialect| dialect.value)
            .collect::<Vec<_>>(),
        [Dialect::Postgres, Dialect::Sqlite]
    );
    let [_, users, tasks, counters] = &contract.tables[..] else {
        panic!("four tables")
    };
    assert_eq!(users.entity.as_ref().unwrap().value, "User");
    assert_eq!(
        users.columns[4].kind.value,
        ColumnType::Decimal {
            precision: 14,
            scale: 2
        }
    );
    assert!(matches!(
        users.columns[0].default.as_ref().unwrap().value,
        Default::UuidV7
    ));
    assert!(
        users.columns[8].sensitive && users.columns[8].never_in_api && !users.columns[2].logged
    );
    assert_eq!(
        users.uniques[0]
            .predicate
            .as_ref()
            .unwrap()
            .sqlite
            .as_deref(),
        Some("deleted_at IS NULL")
    );
    assert_eq!(
        users.uniques[1]
            .predicate
            .as_ref()
            .unwrap()
            .sqlite
            .as_deref(),
        Some("\"deleted_at\" IS NULL"),
        "among live rows"
    );
    assert_eq!(users.indexes[0].parts.len(), 2);
    assert_eq!(users.indexes[0].fillfactor.as_ref().unwrap().value, 90);
    assert_eq!(users.retention_days.as_ref().unwrap().value, 365);
    assert_eq!(tasks.version.as_ref().unwrap().value, "revision");
    assert_eq!(tasks.foreign_keys[0].target_columns.len(), 2);
    assert!(tasks.sqlite_without_rowid);
    assert_eq!(counters.seeds[0].rows.len(), 1);
    assert_eq!(contract.views[0].key[0].value, "id");
    assert_eq!(contract.removed.len(), 4);
    assert_eq!(contract.removed[2].value.as_ref().unwrap().value, "guest");
}

#[test]
fn two_tables_may_swap_their_names() {
    let case = tables(
        r#"{ "name": "a", "renamedFrom": "b", "columns": [{ "name": "id", "type": "uuid" }] },
           { "name": "b", "renamedFrom": "a", "columns": [{ "name": "id", "type": "uuid" }] }"#,
    );
    assert!(case.findings.is_empty(), "{:#?}", case.findings);
}

#[test]
fn a_foreign_key_may_refer_to_a_unique_index_but_not_to_a_conditional_key() {
    let with = |key: &str| {
        tables(&format!(
            r#"{{ "name": "a", "columns": [{{ "name": "code", "type": "text" }}], {key} }},
               {{ "name": "b", "columns": [{{ "name": "code", "type": "text", "references": {{ "table": "a", "column": "code" }} }}] }}"#
        ))
    };
    assert!(
        with(r#""indexes": [{ "columns": ["code"], "unique": true }]"#)
            .findings
            .is_empty()
    );
    assert_eq!(
        with(r#""uniques": [{ "columns": ["code"], "where": { "sql": "code <> ''" } }]"#).codes(),
        ["S0219"]
    );
    assert_eq!(
        with(r#""indexes": [{ "columns": ["code"] }]"#).codes(),
        ["S0219"]
    );
}

#[test]
fn a_contract_for_one_engine_may_use_what_the_other_lacks() {
    let text = r#"{ "formatVersion": 1, "dialects": ["postgres"], "tables": [
        { "name": "t", "columns": [
            { "name": "id", "type": "int64", "identity": { "increment": 10 } },
            { "name": "words", "type": { "raw": { "postgres": "tsvector" } } },
            { "name": "stamp", "type": "text", "default": { "sql": { "postgres": "now()::text" } } } ] } ] }"#;
    let case = Case::read(text);
    assert!(case.findings.is_empty(), "{:#?}", case.findings);
    assert!(
        !Case::read(&text.replace(r#"["postgres"]"#, r#"["postgres", "sqlite"]"#))
            .findings
            .is_empty()
    );
}

#[test]
fn literals_must_fit_their_columns() {
    let check = |kind: &str, literal: &str| {
        let case = Case::read(&format!(
            r#"{{ "formatVersion": 1, "enums": [{{ "name": "e", "values": ["a", "b"] }}],
                 "tables": [{{ "name": "t", "columns": [{{ "name": "c", {kind}, "default": {literal} }}] }}] }}"#
        ));
        case.codes()
    };
    for (kind, good, bad) in [
        (r#""type": "bool""#, "false", "0"),
        (r#""type": "int16""#, "32767", "32768"),
        (r#""type": "int32""#, "1.0", "1.5"),
        (
            r#""type": "int64""#,
            "-9223372036854775808",
            "9223372036854775808",
        ),
        (r#""type": "float32""#, "1e38", "1e39"),
        (
            r#""type": "decimal", "precision": 4, "scale": 2"#,
            r#""99.99""#,
            r#""100.00""#,
        ),
        (r#""type": "decimal", "precision": 4"#, "9999", "0.5"),
        (r#""type": "varchar", "length": 2"#, r#""éé""#, r#""abc""#),
        (r#""type": "char", "length": 2"#, r#""é'""#, r#""a""#),
        (r#""type": "char", "length": 2"#, r#""ab""#, r#""a ""#),
        (r#""type": "jsonb""#, r#"["a"]"#, r#"[{ "a": "\u0000" }]"#),
        (r#""type": "bytes""#, r#""aGk=""#, r#""hi""#),
        (
            r#""type": "uuid""#,
            r#""0190b2c4-7d6a-7c3e-9b1a-2f3e4d5c6b7a""#,
            r#""uuid()""#,
        ),
        (r#""type": "date""#, r#""2024-02-29""#, r#""today""#),
        (r#""type": "time""#, r#""12:00:00""#, r#""noon""#),
        (
            r#""type": "timestamp""#,
            r#""2024-02-29T00:00:00""#,
            r#""2024-02-29T00:00:00Z""#,
        ),
        (
            r#""type": "timestamptz""#,
            r#""2024-02-29T00:00:00Z""#,
            r#""now""#,
        ),
        (r#""type": "interval""#, r#""PT1H""#, r#""1 hour""#),
        (r#""type": "inet""#, r#""::1""#, r#""localhost""#),
        (r#""type": "enum", "enum": "e""#, r#""a""#, r#""c""#),
        (r#""type": "array", "of": "int32""#, "[1, 2]", r#"["1"]"#),
        (
            r#""type": "jsonb""#,
            r#"{ "a": [null] }"#,
            r#"{ "gen": "now" }"#,
        ),
        (r#""type": "text""#, r#""""#, "null"),
    ] {
        assert!(check(kind, good).is_empty(), "{kind} holds {good}");
        assert_eq!(check(kind, bad), ["S0221"], "{kind} does not hold {bad}");
    }
}

/// Each part of the input is looked at a bounded number of times: were it not, this would take minutes.
#[test]
fn a_large_contract_with_many_flaws_is_read_in_time() {
    let table = |number: usize| {
        let before = if number == 0 { 19_999 } else { number - 1 };
        format!(
            r#"{{ "name": "t{number}", "renamedFrom": "t{before}x", "columns": [{{ "name": "id", "type": "uuid" }},
                 {{ "name": "next", "type": "uuid", "references": {{ "table": "t{before}", "column": "id" }} }},
                 {{ "name": "lost", "type": "enum", "enum": "e{number}", "default": "x" }}],
                 "primaryKey": {{ "columns": ["id", "lots"] }} }}"#
        )
    };
    let many = (0..20_000).map(table).collect::<Vec<_>>().join(",");
    let values: Vec<_> = (0..20_000).map(|number| format!("\"v{number}\"")).collect();
    let defaults: Vec<_> = (0..1_000)
        .map(|number| format!(r#"{{ "name": "c{number}", "type": "enum", "enum": "big", "default": "w{number}" }}"#))
        .collect();
    let text = format!(
        r#"{{ "formatVersion": 1, "enums": [{{ "name": "big", "values": [{}] }}],
             "tables": [{many}, {{ "name": "wide", "columns": [{}] }}] }}"#,
        values.join(","),
        defaults.join(",")
    );
    let case = Case::read(&text);
    assert!(case.findings.len() > 40_000, "{}", case.findings.len());
}
