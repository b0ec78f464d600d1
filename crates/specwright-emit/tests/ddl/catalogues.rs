//! What the migrations make, by the engines' own catalogues.

use crate::{Emitted, contracts, say};
use specwright_live::{Migration, verify_database};

/// Up makes what the contract says, down leaves nothing, and up works again.
#[test]
fn the_migration_makes_the_contract_and_takes_it_away_again() {
    for (name, text) in contracts() {
        let emitted = Emitted::of(&text);
        let migrations = Migration::all_in(&emitted.files);
        let report = verify_database(&emitted.contract, &migrations).unwrap();
        for (dialect, reason) in &report.skipped {
            say(&format!(
                "{name} was not tried on {}: {reason}",
                dialect.title()
            ));
        }
        let findings: Vec<_> = report
            .findings
            .iter()
            .map(|finding| format!("{}: {}", finding.code.id, finding.message))
            .collect();
        assert!(findings.is_empty(), "{name}: {findings:#?}");
        assert!(
            !report.ran.is_empty() || emitted.contract.tables.is_empty(),
            "{name} ran on no engine"
        );
    }
}

#[test]
fn tables_that_refer_to_each_other_in_a_circle_are_made_and_taken_away() {
    let emitted = Emitted::of_tables(
        r#"{ "name": "users", "columns": [{ "name": "id", "type": "uuid" },
             { "name": "team_id", "type": "uuid", "references": { "table": "teams", "column": "id" } }],
             "primaryKey": { "columns": ["id"] } },
           { "name": "teams", "columns": [{ "name": "id", "type": "uuid" },
             { "name": "lead_id", "type": "uuid", "nullable": true, "references": { "table": "users", "column": "id" } }],
             "primaryKey": { "columns": ["id"] } }"#,
    );
    let report = verify_database(&emitted.contract, &Migration::all_in(&emitted.files)).unwrap();
    assert!(report.findings.is_empty(), "{:#?}", report.findings);
}

/// PostgreSQL would cut these names by itself, without a word, to one and the same.
#[test]
fn names_that_are_too_long_stay_apart() {
    let long = "a_column_with_a_name_that_says_everything_about_it";
    let emitted = Emitted::of_tables(&format!(
        r#"{{ "name": "a_table_with_a_long_name", "columns": [
               {{ "name": "{long}_x", "type": "varchar", "length": 20 }}, {{ "name": "{long}_y", "type": "varchar", "length": 20 }},
               {{ "name": "{long}_z", "type": "uuid", "references": {{ "table": "other", "column": "id" }} }} ],
             "primaryKey": {{ "columns": ["{long}_x"] }},
             "uniques": [{{ "columns": ["{long}_x", "{long}_y"] }}, {{ "columns": ["{long}_y", "{long}_x"] }}],
             "indexes": [{{ "columns": ["{long}_y"] }}, {{ "columns": [{{ "sql": "lower({long}_y)" }}] }}] }},
           {{ "name": "other", "columns": [{{ "name": "id", "type": "uuid" }}], "primaryKey": {{ "columns": ["id"] }} }}"#
    ));
    let report = verify_database(&emitted.contract, &Migration::all_in(&emitted.files)).unwrap();
    assert!(report.findings.is_empty(), "{:#?}", report.findings);
}
