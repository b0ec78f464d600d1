//! Each statement: two fixed texts, and what they name.

use super::contract::Contract;
use super::token::{Token, tokens};
use crate::findings::{Findings, REGENERATE, UNREADABLE};
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

fn facts(
    contract: Option<&Contract<'_>>,
    name: &str,
    texts: [(&str, At); 2],
    findings: &mut Findings,
) -> Option<Facts> {
    let mut both = Vec::new();
    for (sql, at) in texts {
        let words = tokens(sql);
        check_words(name, at, &words, contract, findings);
        if let Some(contract) = contract {
            check_names(name, at, &words, contract, findings);
        }
        if selects_everything(&words) {
            let message = format!("the statement `{name}` selects all columns");
            findings.in_output(&codes::SELECT_STAR, at, message, REGENERATE);
        }
        let parameters: BTreeSet<u32> = words
            .iter()
            .filter_map(|word| {
                if let Token::Parameter(number) = word {
                    Some(*number)
                } else {
                    None
                }
            })
            .collect();
        both.push((at, parameters, columns(&words), !is_bounded(&words)));
    }
    let [
        (at, sqlite, columns, unbounded),
        (other_at, postgres, other_columns, other_unbounded),
    ] = &both[..]
    else {
        return None;
    };
    let count = u32::try_from(sqlite.len()).ok()?;
    if sqlite != postgres || sqlite.iter().copied().ne(1..=count) {
        findings.in_output(
            &codes::STATEMENT_PARAMETERS_DIFFER,
            *other_at,
            format!("the statement `{name}` has the parameters {sqlite:?} on SQLite and {postgres:?} on PostgreSQL"),
            REGENERATE,
        );
        return None;
    }
    if columns != other_columns {
        let message =
            format!("the statement `{name}` gives other columns on PostgreSQL than on SQLite");
        findings.in_output(&codes::COLUMNS_CROSSED, *other_at, message, REGENERATE);
    }
    Some(Facts {
        at: *at,
        parameters: count,
        columns: columns.clone(),
        unbounded: *unbounded || *other_unbounded,
    })
}

/// Words that statements are made of, beside names: keywords, functions and types of either engine.
const KNOWN: &[&str] = &[
    "abs",
    "all",
    "and",
    "any",
    "array",
    "array_agg",
    "as",
    "asc",
    "avg",
    "begin",
    "between",
    "bigint",
    "bool",
    "boolean",
    "by",
    "bytea",
    "case",
    "cast",
    "ceil",
    "coalesce",
    "collate",
    "concat",
    "conflict",
    "count",
    "cross",
    "current_date",
    "current_timestamp",
    "date",
    "default",
    "delete",
    "desc",
    "distinct",
    "do",
    "else",
    "end",
    "escape",
    "except",
    "excluded",
    "exists",
    "extract",
    "false",
    "fetch",
    "filter",
    "first",
    "float4",
    "float8",
    "floor",
    "following",
    "for",
    "from",
    "full",
    "greatest",
    "group",
    "having",
    "iif",
    "ilike",
    "in",
    "inner",
    "insert",
    "int2",
    "int4",
    "int8",
    "integer",
    "intersect",
    "interval",
    "into",
    "is",
    "isnull",
    "join",
    "json",
    "json_agg",
    "json_array",
    "json_array_length",
    "json_build_object",
    "json_each",
    "json_extract",
    "json_group_array",
    "json_object",
    "jsonb",
    "jsonb_agg",
    "jsonb_build_object",
    "key",
    "last",
    "lateral",
    "least",
    "left",
    "length",
    "like",
    "limit",
    "locked",
    "lower",
    "ltrim",
    "materialized",
    "max",
    "min",
    "month",
    "no",
    "nocase",
    "not",
    "nothing",
    "notnull",
    "now",
    "null",
    "nullif",
    "nulls",
    "numeric",
    "offset",
    "on",
    "only",
    "or",
    "order",
    "outer",
    "over",
    "partition",
    "position",
    "preceding",
    "precision",
    "real",
    "recursive",
    "replace",
    "returning",
    "right",
    "round",
    "row",
    "row_number",
    "rows",
    "rtrim",
    "select",
    "set",
    "share",
    "skip",
    "smallint",
    "some",
    "strftime",
    "substr",
    "substring",
    "sum",
    "text",
    "then",
    "time",
    "timestamp",
    "timestamptz",
    "to_char",
    "total",
    "trim",
    "true",
    "unbounded",
    "union",
    "unnest",
    "update",
    "upper",
    "using",
    "uuid",
    "value",
    "values",
    "varchar",
    "when",
    "where",
    "window",
    "with",
    "without",
    "zone",
];

fn check_words(name: &str, at: At, words: &[Token], contract: Option<&Contract<'_>>, findings: &mut Findings) {
    let starts = matches!(words.first(), Some(Token::Word(word)) if ["select", "insert", "update", "delete", "with"].contains(&word.as_str()));
    let strange = words.iter().find_map(|word| match word {
        Token::Unknown(text) => Some(text.as_str()),
        Token::Word(word) if !is_known(word, contract) => Some(word.as_str()),
        _ => None,
    });
    let message = match (starts, strange) {
        (true, None) => return,
        (false, _) => format!("the statement `{name}` is no query and no change of rows"),
        (true, Some(word)) => {
            format!("the statement `{name}` has the word `{word}`, which is not known")
        }
    };
    findings.in_output(&codes::UNREADABLE_SQL, at, message, UNREADABLE);
}

fn is_known(word: &str, contract: Option<&Contract<'_>>) -> bool {
    KNOWN.binary_search(&word).is_ok() || contract.is_some_and(|contract| contract.words.contains(word))
}

fn is_word(token: Option<&Token>, words: &[&str]) -> bool {
    matches!(token, Some(Token::Word(word)) if words.contains(&word.as_str()))
}

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

fn check_names(
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

/// `SELECT *` or `"t".*`; `count(*)` is none.
fn selects_everything(words: &[Token]) -> bool {
    words.windows(2).any(|pair| {
        pair[1] == Token::Sign('*')
            && (pair[0] == Token::Sign('.')
                || is_word(pair.first(), &["select", "distinct", "returning"]))
    }) || words.windows(3).any(|three| {
        // `, *` in a list of columns.
        three[0] == Token::Sign(',')
            && three[1] == Token::Sign('*')
            && is_word(three.get(2), &["from"])
    })
}

/// Whether the outermost query has a LIMIT; changes of rows are bounded by their conditions.
fn is_bounded(words: &[Token]) -> bool {
    let mut depth = 0_i32;
    let mut queries = false;
    for word in words {
        match word {
            Token::Sign('(') => depth += 1,
            Token::Sign(')') => depth -= 1,
            Token::Word(word) if depth == 0 && word == "limit" => return true,
            Token::Word(word)
                if depth == 0 && ["insert", "update", "delete"].contains(&word.as_str()) =>
            {
                return true;
            }
            Token::Word(word) if depth == 0 && word == "select" => queries = true,
            _ => {}
        }
    }
    !queries
}

/// The columns that a statement gives: those of its outermost SELECT, or behind RETURNING.
fn columns(words: &[Token]) -> Option<Vec<Option<String>>> {
    let mut depth = 0_i32;
    let mut start = None;
    for (index, word) in words.iter().enumerate() {
        match word {
            Token::Sign('(') => depth += 1,
            Token::Sign(')') => depth -= 1,
            Token::Word(word)
                if depth == 0 && (word == "returning" || (word == "select" && start.is_none())) =>
            {
                start = Some(index + 1);
            }
            _ => {}
        }
    }
    // `INSERT … SELECT` without RETURNING gives no rows.
    if is_word(words.first(), &["insert", "update", "delete"])
        && !words.iter().any(|word| is_word(Some(word), &["returning"]))
    {
        return None;
    }
    let mut columns = Vec::new();
    let mut name = None;
    let mut depth = 0_i32;
    for word in &words[start?..] {
        match word {
            Token::Sign('(') => depth += 1,
            Token::Sign(')') => depth -= 1,
            Token::Sign(',') if depth == 0 => columns.push(name.take()),
            Token::Word(word) if depth == 0 && word == "from" => break,
            Token::Name(text) if depth == 0 => name = Some(text.clone()),
            _ => {}
        }
    }
    columns.push(name);
    Some(columns)
}

#[cfg(test)]
mod tests {
    use super::{KNOWN, columns, is_bounded, selects_everything};
    use crate::sql::token::tokens;

    #[test]
    fn the_known_words_are_sorted_so_that_they_can_be_searched() {
        assert!(KNOWN.is_sorted());
    }

    #[test]
    fn the_columns_of_a_query_are_those_of_its_outermost_list() {
        let named = |sql: &str| {
            columns(&tokens(sql)).map(|names| {
                names
                    .into_iter()
                    .map(Option::unwrap_or_default)
                    .collect::<Vec<_>>()
            })
        };
        assert_eq!(
            named(r#"SELECT "a", t."b", count(*) AS "n" FROM "t""#),
            Some(vec!["a".into(), "b".into(), "n".into()])
        );
        assert_eq!(
            named(r#"INSERT INTO "t" ("a") VALUES (?1) RETURNING "a", "b""#),
            Some(vec!["a".into(), "b".into()])
        );
        assert_eq!(named(r#"DELETE FROM "t" WHERE "a" = ?1"#), None);
        assert_eq!(
            named(r#"WITH "x" AS (SELECT "q" FROM "t") SELECT "a" FROM "x""#),
            Some(vec!["a".into()])
        );
    }

    #[test]
    fn a_limit_counts_only_where_it_bounds_the_rows_that_are_given() {
        assert!(is_bounded(&tokens(r#"SELECT "a" FROM "t" LIMIT ?1"#)));
        assert!(!is_bounded(&tokens(
            r#"SELECT "a" FROM (SELECT "a" FROM "t" LIMIT 3)"#
        )));
        assert!(is_bounded(&tokens(
            r#"UPDATE "t" SET "a" = ?1 RETURNING "a""#
        )));
    }

    #[test]
    fn a_star_is_no_selection_of_all_columns_where_it_counts_or_multiplies() {
        assert!(selects_everything(&tokens(r#"SELECT * FROM "t""#)));
        assert!(selects_everything(&tokens(r#"SELECT "t".* FROM "t""#)));
        assert!(!selects_everything(&tokens(
            r#"SELECT count(*), "a" * 2 FROM "t""#
        )));
    }
}
