//! What the tables let in and keep out, on the engines themselves.

use crate::{Emitted, scratches};
use specwright_dbschema::Dialect;
use specwright_live::run_statements;
use specwright_live::scratch::Scratch;

pub fn file(scratch: &Scratch, direction: &str) -> String {
    let engine = match scratch.dialect() {
        Dialect::Sqlite => "sqlite",
        Dialect::Postgres => "postgres",
    };
    format!("{direction}.{engine}")
}

/// SQLite knows four types; the checks of the tables keep the others.
#[expect(
    clippy::too_many_lines,
    reason = "a table of rows, one type after the other"
)]
#[test]
fn sqlite_keeps_each_type_by_its_check() {
    for (kind, good, bad) in [
        (
            r#""type": "bool""#,
            &["0", "1"][..],
            &["2", "'true'", "1.5"][..],
        ),
        (
            r#""type": "int16""#,
            &["-32768", "32767"],
            &["32768", "'x'"],
        ),
        (
            r#""type": "int32""#,
            &["-2147483648", "2147483647"],
            &["2147483648"],
        ),
        (
            r#""type": "int64""#,
            &["9223372036854775807"],
            &["'x'", "1.5"],
        ),
        (r#""type": "float64""#, &["1", "1.5e300"], &["'x'"]),
        (
            r#""type": "decimal", "precision": 6, "scale": 2"#,
            &["'0'", "'-0.5'", "'1234.56'", "'-1234.5'", "'0001.10'"],
            &[
                "'12345.6'",
                "'1.234'",
                "'1.2.3'",
                "'--1'",
                "'1-2'",
                "'-'",
                "'.5'",
                "'5.'",
                "''",
                "'1e3'",
                "'x'",
                "'-.5'",
                "' 1'",
            ],
        ),
        (
            r#""type": "decimal", "precision": 4"#,
            &["'0'", "'-9999'"],
            &["'10000'", "'1.0'", "'-'", "''", "'1-'", "'x'"],
        ),
        (
            r#""type": "varchar", "length": 3"#,
            &["''", "'äöü'"],
            &["'abcd'"],
        ),
        (
            r#""type": "char", "length": 2"#,
            &["'CH'"],
            &["'C'", "'CHE'"],
        ),
        (
            r#""type": "uuid""#,
            &["'0190b2c4-7d6a-7c3e-9b1a-2f3e4d5c6b7a'"],
            &["'x'", "'0190b2c47d6a7c3e9b1a2f3e4d5c6b7a'"],
        ),
        (
            r#""type": "date""#,
            &["'2026-01-31'"],
            &["'31.01.2026'", "'2026-1-31'"],
        ),
        (r#""type": "time""#, &["'07:30:00.000000'"], &["'07:30'"]),
        (
            r#""type": "timestamp""#,
            &["'2026-01-31T07:30:00.000000'"],
            &["'2026-01-31T07:30:00.000000Z'"],
        ),
        (
            r#""type": "timestamptz""#,
            &["'2026-01-31T07:30:00.000000Z'"],
            &["'2026-01-31T07:30:00Z'", "'2026-01-31 07:30:00.000000Z'"],
        ),
        (
            r#""type": "jsonb""#,
            &["'{}'", "'null'", "'\"x\"'"],
            &["'{'", "''"],
        ),
        (
            r#""type": "array", "of": "text""#,
            &["'[]'", "'[\"x\"]'"],
            &["'{}'", "'[1'", "'x'"],
        ),
        (r#""type": "bytes""#, &["x'00ff'"], &["'text'", "1"]),
        (
            r#""type": "enum", "enum": "e""#,
            &["'a'", "'it''s'"],
            &["'A'", "'c'", "''"],
        ),
    ] {
        let emitted = Emitted::of(&format!(
            r#"{{ "formatVersion": 1, "dialects": ["sqlite"], "enums": [{{ "name": "e", "values": ["a", "it's"] }}],
                 "tables": [{{ "name": "t", "columns": [{{ "name": "c", "nullable": true, {kind} }}, {{ "name": "n", {kind} }}] }}] }}"#
        ));
        let scratch = Scratch::sqlite().unwrap();
        run_statements(&scratch, emitted.migration("up.sqlite")).unwrap();
        let insert = |value: &str, other: &str| {
            run_statements(
                &scratch,
                &format!("INSERT INTO t (c, n) VALUES ({value}, {other})"),
            )
        };
        for value in good {
            insert(value, value).unwrap_or_else(|error| panic!("{kind} refuses {value}: {error}"));
            insert("NULL", value).unwrap_or_else(|error| panic!("{kind} refuses NULL: {error}"));
        }
        for value in bad {
            assert!(insert(value, good[0]).is_err(), "{kind} takes {value}");
        }
        assert!(
            insert(good[0], "NULL").is_err(),
            "{kind} takes NULL though it may not"
        );
    }
}

/// Defaults of all kinds give values that the column itself takes.
#[test]
fn defaults_fit_their_own_columns() {
    let emitted = Emitted::of(
        r#"{ "formatVersion": 1, "enums": [{ "name": "e", "values": ["a", "it's"] }],
             "tables": [{ "name": "t", "columns": [
               { "name": "id", "type": "int64", "identity": { "mode": "always", "start": 7 } },
               { "name": "a", "type": "bool", "default": true },
               { "name": "b", "type": "decimal", "precision": 6, "scale": 2, "default": 1.5 },
               { "name": "c", "type": "decimal", "precision": 6, "scale": 2, "default": "-3" },
               { "name": "d", "type": "timestamptz", "default": "2026-01-01T00:30:00+02:00" },
               { "name": "e", "type": "timestamptz", "default": { "gen": "now" } },
               { "name": "f", "type": "timestamp", "default": { "gen": "now" } },
               { "name": "g", "type": "time", "default": { "gen": "now" } },
               { "name": "h", "type": "date", "default": { "gen": "today" } },
               { "name": "i", "type": "time", "default": "07:30:00.5" },
               { "name": "j", "type": "uuid", "default": "0190B2C4-7D6A-7C3E-9B1A-2F3E4D5C6B7A" },
               { "name": "k", "type": "jsonb", "default": { "gen": "empty_json" } },
               { "name": "l", "type": "array", "of": "text", "default": ["it's", "\"quoted\"", "back\\slash"] },
               { "name": "m", "type": "bytes", "default": "AP8=" },
               { "name": "n", "type": "enum", "enum": "e", "default": "it's" },
               { "name": "o", "type": "json", "default": null },
               { "name": "p", "type": "interval", "default": "P1DT12H" } ],
             "primaryKey": { "columns": ["id"] } }] }"#,
    );
    for scratch in scratches() {
        run_statements(&scratch, emitted.migration(&file(&scratch, "up"))).unwrap();
        run_statements(&scratch, "INSERT INTO t DEFAULT VALUES").unwrap();
        let expected = match scratch.dialect() {
            Dialect::Sqlite => {
                "id = 7 AND a = 1 AND b = '1.50' AND c = '-3.00' AND d = '2025-12-31T22:30:00.000000Z' AND i = '07:30:00.500000'
                 AND j = '0190b2c4-7d6a-7c3e-9b1a-2f3e4d5c6b7a' AND json_array_length(l) = 3 AND m = x'00ff' AND n = 'it''s' AND o = 'null'
                 AND abs(julianday(e) - julianday('now')) < 0.01 AND abs(julianday(f) - julianday('now')) < 0.01"
            }
            Dialect::Postgres => {
                r#"id = 7 AND a AND b = 1.50 AND c = -3 AND d = '2025-12-31T22:30:00Z' AND i = '07:30:00.5'
                 AND j = '0190b2c4-7d6a-7c3e-9b1a-2f3e4d5c6b7a' AND l = ARRAY['it''s', '"quoted"', E'back\\slash'] AND m = '\x00ff' AND n = 'it''s'
                 AND o::text = 'null' AND e = now() AND p = '36 hours'"#
            }
        };
        // The condition as a check: a row that does not meet it cannot be stored.
        let sql = match scratch.dialect() {
            Dialect::Sqlite => format!(
                "CREATE TEMP TABLE outcome (met INTEGER CHECK (met = 1)) STRICT; INSERT INTO outcome SELECT count(*) FROM t WHERE {expected};"
            ),
            Dialect::Postgres => {
                let expected = expected.replace("e = now()", "e > now() - interval '1 hour'");
                format!(
                    "CREATE TEMP TABLE outcome (met bigint CHECK (met = 1)); INSERT INTO outcome SELECT count(*) FROM t WHERE {expected};"
                )
            }
        };
        run_statements(&scratch, &sql)
            .unwrap_or_else(|error| panic!("{}: {error}", scratch.dialect().title()));
    }
}

#[test]
fn a_text_without_regard_to_case_is_unique_and_bounded_on_both_engines() {
    let emitted = Emitted::of(
        r#"{ "formatVersion": 1, "extensions": { "postgres": ["citext"] },
             "tables": [{ "name": "t", "columns": [{ "name": "email", "type": "varchar", "length": 10, "collation": "nocase" },
                                                   { "name": "code", "type": "text", "collation": "binary" }],
                          "primaryKey": { "columns": ["email"] } }] }"#,
    );
    for scratch in scratches() {
        run_statements(&scratch, emitted.migration(&file(&scratch, "up"))).unwrap();
        let insert = |email: &str| {
            run_statements(
                &scratch,
                &format!("INSERT INTO t (email, code) VALUES ('{email}', 'x')"),
            )
        };
        insert("a@b.ch").unwrap();
        assert!(insert("A@B.CH").is_err(), "{}", scratch.dialect().title());
        assert!(
            insert("longer@than.ten").is_err(),
            "{}",
            scratch.dialect().title()
        );
        run_statements(&scratch, emitted.migration(&file(&scratch, "down"))).unwrap();
    }
}

#[test]
fn keys_hold_among_live_rows_and_references_hold_at_all() {
    let emitted = Emitted::of_tables(
        r#"{ "name": "projects", "columns": [{ "name": "id", "type": "int32" }, { "name": "code", "type": "text" },
             { "name": "deleted_at", "type": "timestamptz", "nullable": true }], "primaryKey": { "columns": ["id"] },
             "uniques": [{ "columns": ["code"] }], "softDelete": { "column": "deleted_at", "uniqueAmongLive": true } },
           { "name": "tasks", "columns": [{ "name": "project_id", "type": "int32", "references": { "table": "projects", "column": "id", "onDelete": "cascade" } },
             { "name": "number", "type": "int32" }], "primaryKey": { "columns": ["project_id", "number"] },
             "checks": [{ "name": "tasks_number_ck", "sql": "number > 0" }] }"#,
    );
    for scratch in scratches() {
        let title = scratch.dialect().title();
        run_statements(&scratch, emitted.migration(&file(&scratch, "up"))).unwrap();
        let run = |sql: &str| run_statements(&scratch, sql);
        run("INSERT INTO projects VALUES (1, 'a', '2026-01-01T00:00:00.000000Z'), (2, 'a', '2026-01-01T00:00:00.000000Z'), (3, 'a', NULL)").unwrap();
        assert!(
            run("INSERT INTO projects VALUES (4, 'a', NULL)").is_err(),
            "{title}"
        );
        run("INSERT INTO tasks VALUES (1, 1)").unwrap();
        assert!(
            run("INSERT INTO tasks VALUES (9, 1)").is_err(),
            "{title}: no such project"
        );
        assert!(
            run("INSERT INTO tasks VALUES (1, 0)").is_err(),
            "{title}: the check"
        );
        assert!(
            run("INSERT INTO tasks VALUES (1, 1)").is_err(),
            "{title}: the key"
        );
        // The runner of migrations switches SQLite's foreign keys off and looks at their rows only in the end.
        if scratch.dialect() == Dialect::Postgres {
            run("DELETE FROM projects WHERE id = 1; INSERT INTO projects VALUES (1, 'b', NULL); INSERT INTO tasks VALUES (1, 1)").unwrap();
        }
    }
}
