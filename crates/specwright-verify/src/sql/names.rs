//! What a statement names: tables and columns of the contract, or names that it gives itself.

use super::contract::Contract;
use super::token::{Token, is_word};
use crate::findings::{Findings, REGENERATE};
use crate::syntax::At;
use specwright_diagnostics::codes;
use std::collections::{BTreeMap, BTreeSet};

/// Where a name stands and what it is.
#[derive(Default)]
struct Scope<'t> {
    /// Tables by the names that they go by.
    tables: BTreeMap<&'t str, &'t str>,
    /// Names that the statement itself gives: of columns, subqueries, common tables.
    given: BTreeSet<&'t str>,
    /// Indexes of tokens that are already explained.
    explained: BTreeSet<usize>,
}

/// Reports each table and column that is not there.
pub(super) fn check_names(
    name: &str,
    at: At,
    words: &[Token],
    contract: &Contract<'_>,
    findings: &mut Findings,
) {
    let scope = scope(words);
    for table in scope
        .tables
        .values()
        .filter(|table| !contract.relations.contains_key(**table) && !scope.given.contains(**table))
    {
        findings.in_output(
            &codes::STATEMENT_UNKNOWN_TABLE,
            at,
            format!(
                "the statement `{name}` names the table `{table}`, which the contract does not have"
            ),
            REGENERATE,
        );
    }
    let has = |table: &str, column: &str| match contract.relations.get(table) {
        Some(Some(columns)) => columns.contains(column),
        // A view of unknown columns, or a name of the statement's own.
        Some(None) => true,
        None => scope.given.contains(table) || !contract.relations.contains_key(table),
    };
    for (index, word) in words.iter().enumerate() {
        let Token::Name(column) = word else { continue };
        if scope.explained.contains(&index) {
            continue;
        }
        let qualifier =
            (index >= 2 && words[index - 1] == Token::Sign('.')).then(|| match &words[index - 2] {
                Token::Name(name) | Token::Word(name) => name.as_str(),
                _ => "",
            });
        let is_type = index >= 2
            && words[index - 1] == Token::Sign(':')
            && words[index - 2] == Token::Sign(':')
            || (index >= 1 && is_word(words.get(index - 1), &["as"]));
        let known = match qualifier {
            _ if words.get(index + 1) == Some(&Token::Sign('.')) => {
                scope.tables.contains_key(column.as_str()) || scope.given.contains(column.as_str())
            }
            _ if is_type && contract.enumerations.contains(column.as_str()) => true,
            Some("excluded") => scope.tables.values().any(|table| has(table, column)),
            Some(qualifier) => match scope.tables.get(qualifier) {
                Some(table) => has(table, column),
                None => scope.given.contains(qualifier),
            },
            None => {
                scope.given.contains(column.as_str())
                    || scope.tables.values().any(|table| has(table, column))
            }
        };
        if !known {
            findings.in_output(
                &codes::STATEMENT_UNKNOWN_COLUMN,
                at,
                format!(
                    "the statement `{name}` names `{column}`, which is no column of its tables"
                ),
                REGENERATE,
            );
        }
    }
}

fn scope(words: &[Token]) -> Scope<'_> {
    let mut scope = Scope::default();
    let mut index = 0;
    while index < words.len() {
        let previous = index.checked_sub(1).and_then(|before| words.get(before));
        let opens_table = is_word(words.get(index), &["from", "join", "into"])
            || (is_word(words.get(index), &["update"]) && !is_word(previous, &["do", "for"]));
        match &words[index] {
            Token::Word(_) if opens_table => {
                index = tables(words, index + 1, &mut scope);
                continue;
            }
            // `name AS (` is a common table, `… AS name` names a column or a subquery.
            Token::Name(name)
                if is_word(words.get(index + 1), &["as"]) && opens_subquery(words, index + 2) =>
            {
                scope.given.insert(name);
                scope.explained.insert(index);
            }
            Token::Name(name) if is_word(previous, &["as"]) && !inside_cast(words, index) => {
                scope.given.insert(name);
                scope.explained.insert(index);
            }
            _ => {}
        }
        index += 1;
    }
    scope
}

fn opens_subquery(words: &[Token], index: usize) -> bool {
    let index = if is_word(words.get(index), &["materialized"]) {
        index + 1
    } else {
        index
    };
    words.get(index) == Some(&Token::Sign('('))
}

/// Whether `AS` before a name belongs to `CAST(value AS type)`.
fn inside_cast(words: &[Token], index: usize) -> bool {
    let mut depth = 0_i32;
    for at in (0..index).rev() {
        match &words[at] {
            Token::Sign(')') => depth += 1,
            Token::Sign('(') if depth == 0 => {
                return at > 0 && is_word(words.get(at - 1), &["cast"]);
            }
            Token::Sign('(') => depth -= 1,
            _ => {}
        }
    }
    false
}

/// Reads `"table" AS "alias", "other"` from an index on; gives the index behind it.
fn tables<'t>(words: &'t [Token], mut index: usize, scope: &mut Scope<'t>) -> usize {
    loop {
        let Some(Token::Name(table)) = words.get(index) else {
            return index;
        };
        scope.explained.insert(index);
        index += 1;
        let mut alias = table.as_str();
        let behind_as = if is_word(words.get(index), &["as"]) {
            index + 1
        } else {
            index
        };
        if let Some(Token::Name(given)) = words.get(behind_as) {
            alias = given;
            scope.explained.insert(behind_as);
            index = behind_as + 1;
        }
        scope.tables.insert(alias, table);
        if words.get(index) == Some(&Token::Sign(','))
            && matches!(words.get(index + 1), Some(Token::Name(_)))
        {
            index += 1;
        } else {
            return index;
        }
    }
}
