//! A number → a contract that the reader accepts, with anything in it that the format knows.
//!
//! The same number makes the same contract for ever, so that a failure can be looked at again.

mod columns;
mod draw;
mod literals;
mod tables;

pub use draw::Draw;

use columns::Kind;
use tables::{Relation, foreign_keys, table};

/// The engines that a contract promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Promise {
    /// SQLite alone, with what only SQLite has.
    Sqlite,
    /// PostgreSQL alone, with what only PostgreSQL has.
    Postgres,
    /// Both, with what both have.
    Both,
}

impl Promise {
    pub fn sqlite(self) -> bool {
        self != Self::Postgres
    }

    pub fn postgres(self) -> bool {
        self != Self::Sqlite
    }
}

/// The text of the contract of a number.
pub fn contract(number: u64, promise: Promise) -> String {
    let mut draw = Draw::new(number);
    let dialects = match promise {
        Promise::Sqlite => r#"["sqlite"]"#,
        Promise::Postgres => r#"["postgres"]"#,
        Promise::Both => r#"["sqlite", "postgres"]"#,
    };
    let enums: Vec<String> = (0..draw.below(3))
        .map(|at| draw.name(&format!("e{at}")))
        .collect();
    let enum_texts: Vec<String> = enums
        .iter()
        .map(|name| {
            let comment = draw.comment();
            format!(
                r#"{{ "name": "{name}", "values": {}{comment} }}"#,
                literals::ENUM_VALUES
            )
        })
        .collect();
    let mut relations: Vec<Relation> = (0..=draw.below(5))
        .map(|at| table(&mut draw, at, promise, &enums))
        .collect();
    foreign_keys(&mut draw, &mut relations);
    let views: Vec<String> = (0..draw.below(3))
        .map(|at| {
            let of = draw.of(&relations);
            let name = draw.name(&format!("v{at}"));
            let comment = draw.comment();
            let column = &of.columns[0].name;
            format!(
                r#"{{ "name": "{name}", "dependsOn": ["{table}"]{comment}, "sql": "SELECT \"{column}\", count(*) AS number FROM \"{table}\" GROUP BY \"{column}\"" }}"#,
                table = of.name
            )
        })
        .filter(|_| groupable(&relations))
        .collect();
    let tables: Vec<String> = relations
        .iter()
        .map(|relation| relation.text(promise))
        .collect();
    format!(
        "{{ \"formatVersion\": 1, \"dialects\": {dialects}, \"extensions\": {{ \"postgres\": [\"citext\"] }},\n \"enums\": [{}],\n \"tables\": [{}],\n \"views\": [{}] }}",
        enum_texts.join(", "),
        tables.join(",\n  "),
        views.join(", ")
    )
}

/// PostgreSQL cannot group by JSON; the first column of each table would have to be of another type.
fn groupable(relations: &[Relation]) -> bool {
    relations
        .iter()
        .all(|relation| !matches!(relation.columns[0].kind, Kind::Json))
}
