//! Each statement: two fixed texts, and what they name.

use super::bound::bound_columns;
use super::contract::Contract;
use super::names::check_names;
use super::query::{changes_everything, columns, is_bounded, meaning, selects_everything};
use super::token::{Token, tokens};
use super::words::check_words;
use crate::findings::{Findings, REGENERATE};
use crate::output::{Item, Output};
use crate::syntax::{At, Expr, Kind};
use specwright_diagnostics::codes;
use std::collections::{BTreeMap, BTreeSet};

/// What the calls of a statement must agree with.
#[derive(Debug, Clone)]
pub(super) struct Facts {
    pub(super) at: At,
    /// How many parameters both texts have.
    pub(super) parameters: u32,
    /// The columns of the rows that it gives, by their names where they have one; `None` where it gives no rows.
    pub(super) columns: Option<Vec<Option<String>>>,
    /// The column that each parameter is compared with or written into, where that is plain.
    pub(super) bound: BTreeMap<u32, String>,
    /// Whether it is a query whose outermost part has no LIMIT.
    pub(super) unbounded: bool,
}

/// Checks all statements; gives their facts by the static that holds them.
pub(super) fn statements(
    output: &Output<'_>,
    contract: Option<&Contract<'_>>,
    findings: &mut Findings,
) -> BTreeMap<Item, Facts> {
    let mut found = BTreeMap::new();
    for (number, module) in (0_u32..).zip(&output.modules) {
        for (name, constant) in &module.file.constants {
            if constant
                .kind
                .head()
                .is_none_or(|(head, _)| head != "Statement")
            {
                continue;
            }
            let item = Item {
                module: number,
                name: name.clone(),
            };
            match texts(&constant.value) {
                Ok([sqlite, postgres]) => {
                    if let Some(facts) = facts(contract, name, [sqlite, postgres], findings) {
                        found.insert(
                            item,
                            Facts {
                                at: constant.at,
                                ..facts
                            },
                        );
                    }
                }
                Err(at) => findings.in_output(
                    &codes::ONE_DIALECT,
                    at,
                    format!("the statement `{name}` is not one fixed text for each database"),
                    "write `Statement { sqlite: \"…\", postgres: \"…\" }`",
                ),
            }
        }
    }
    found
}

/// The two texts of `Statement { sqlite: "…", postgres: "…" }`.
fn texts(expr: &Expr) -> Result<[(&str, At); 2], At> {
    let Kind::Struct(literal) = &expr.kind else {
        return Err(expr.at);
    };
    let text = |name: &str| {
        let value = literal
            .fields
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value);
        value
            .and_then(|value| Some((value.text()?, value.at)))
            .ok_or(expr.at)
    };
    if literal.rest.is_some() || literal.fields.len() != 2 {
        return Err(expr.at);
    }
    Ok([text("sqlite")?, text("postgres")?])
}

/// One of a statement's two texts, taken apart.
struct Text {
    at: At,
    words: Vec<Token>,
    parameters: BTreeSet<u32>,
    columns: Option<Vec<Option<String>>>,
}

impl Text {
    /// Takes a text apart, and checks it alone.
    fn read(
        (sql, at): (&str, At),
        name: &str,
        contract: Option<&Contract<'_>>,
        findings: &mut Findings,
    ) -> Self {
        let words = tokens(sql);
        check_words(name, at, &words, contract, findings);
        if let Some(contract) = contract {
            check_names(name, at, &words, contract, findings);
        }
        if selects_everything(&words) {
            let message = format!("the statement `{name}` selects all columns");
            findings.in_output(&codes::SELECT_STAR, at, message, REGENERATE);
        }
        if changes_everything(&words) {
            let message = format!("the statement `{name}` changes or deletes all rows");
            findings.in_output(&codes::UNCONDITIONAL_CHANGE, at, message, REGENERATE);
        }
        let parameters = words.iter().filter_map(|word| match word {
            Token::Parameter(number) => Some(*number),
            _ => None,
        });
        Self {
            at,
            parameters: parameters.collect(),
            columns: columns(&words),
            words,
        }
    }
}

fn facts(
    contract: Option<&Contract<'_>>,
    name: &str,
    [sqlite, postgres]: [(&str, At); 2],
    findings: &mut Findings,
) -> Option<Facts> {
    let before = findings.count();
    let sqlite = Text::read(sqlite, name, contract, findings);
    let postgres = Text::read(postgres, name, contract, findings);
    let count = u32::try_from(sqlite.parameters.len()).ok()?;
    if sqlite.parameters != postgres.parameters || sqlite.parameters.iter().copied().ne(1..=count) {
        let (one, other) = (&sqlite.parameters, &postgres.parameters);
        findings.in_output(
            &codes::STATEMENT_PARAMETERS_DIFFER,
            postgres.at,
            format!("the statement `{name}` has the parameters {one:?} on SQLite and {other:?} on PostgreSQL"),
            REGENERATE,
        );
        return None;
    }
    if sqlite.columns != postgres.columns {
        let message =
            format!("the statement `{name}` gives other columns on PostgreSQL than on SQLite");
        findings.in_output(&codes::COLUMNS_CROSSED, postgres.at, message, REGENERATE);
    } else if findings.count() == before && meaning(&sqlite.words) != meaning(&postgres.words) {
        let message =
            format!("the statement `{name}` says something else on PostgreSQL than on SQLite");
        findings.in_output(&codes::DIALECTS_DIFFER, postgres.at, message, REGENERATE);
    }
    Some(Facts {
        at: sqlite.at,
        parameters: count,
        unbounded: !is_bounded(&sqlite.words) || !is_bounded(&postgres.words),
        bound: bound_columns(&sqlite.words),
        columns: sqlite.columns,
    })
}
