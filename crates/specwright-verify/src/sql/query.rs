//! What a statement gives: which columns, and whether their number is bounded.

use super::token::{Token, is_word};

/// `SELECT *` or `"t".*`; `count(*)` is none.
pub(super) fn selects_everything(words: &[Token]) -> bool {
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
pub(super) fn is_bounded(words: &[Token]) -> bool {
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
pub(super) fn columns(words: &[Token]) -> Option<Vec<Option<String>>> {
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

/// Whether an UPDATE or a DELETE has no WHERE.
pub(super) fn changes_everything(words: &[Token]) -> bool {
    is_word(words.first(), &["update", "delete"])
        && !words.iter().any(|word| is_word(Some(word), &["where"]))
}

/// The words of SQL that say what a statement means; functions, types and constants may differ between engines.
const TELLING: &[&str] = &[
    "and",
    "any",
    "asc",
    "between",
    "by",
    "case",
    "coalesce",
    "conflict",
    "count",
    "delete",
    "desc",
    "distinct",
    "do",
    "else",
    "end",
    "exists",
    "from",
    "group",
    "having",
    "in",
    "insert",
    "into",
    "is",
    "join",
    "left",
    "like",
    "limit",
    "not",
    "nothing",
    "null",
    "offset",
    "on",
    "or",
    "order",
    "returning",
    "select",
    "set",
    "then",
    "union",
    "update",
    "values",
    "when",
    "where",
];

/// What a text says in the words that both engines share: names, parameters, comparisons and keywords, without casts, and
/// without a column's default that stands in for a parameter, which each engine has in its own words.
pub(super) fn meaning(words: &[Token]) -> Vec<&Token> {
    let is_type = |index: usize| {
        index >= 2 && words[index - 1] == Token::Sign(':') && words[index - 2] == Token::Sign(':')
    };
    let telling = |(index, word): &(usize, &Token)| match word {
        Token::Name(_) => !is_type(*index),
        Token::Parameter(_) | Token::Sign('=' | '<' | '>') => true,
        Token::Word(word) => TELLING.binary_search(&word.as_str()).is_ok(),
        _ => false,
    };
    let defaults = defaults(words);
    words
        .iter()
        .enumerate()
        .filter(|(index, _)| defaults.iter().all(|default| !default.contains(index)))
        .filter(telling)
        .map(|(_, word)| word)
        .collect()
}

/// Where a default stands in for a parameter: behind the comma of `COALESCE(?1, …)`, between `ELSE` and `END`. The name
/// of a column there is no default: it keeps what stands in the column.
fn defaults(words: &[Token]) -> Vec<std::ops::Range<usize>> {
    let is_word = |index: usize, expected: &str| matches!(&words[index], Token::Word(word) if word == expected);
    let end_of = |start: usize, closes: &dyn Fn(usize) -> bool| {
        let mut depth = 0_usize;
        (start..words.len()).find(|&index| {
            let closing = depth == 0 && closes(index);
            match words[index] {
                Token::Sign('(') => depth += 1,
                Token::Sign(')') => depth = depth.saturating_sub(1),
                _ => {}
            }
            closing
        })
    };
    (0..words.len())
        .filter_map(|index| {
            let (start, end) = if is_word(index, "coalesce") {
                let [Token::Sign('('), Token::Parameter(_), Token::Sign(',')] =
                    words.get(index + 1..index + 4)?
                else {
                    return None;
                };
                (
                    index + 4,
                    end_of(index + 4, &|index| words[index] == Token::Sign(')'))?,
                )
            } else if is_word(index, "else") {
                (
                    index + 1,
                    end_of(index + 1, &|index| is_word(index, "end"))?,
                )
            } else {
                return None;
            };
            let keeps = matches!(words[start..end], [Token::Name(_)]);
            (!keeps).then_some(start..end)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{TELLING, changes_everything, columns, is_bounded, meaning, selects_everything};
    use crate::sql::token::tokens;

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
    fn a_default_may_be_said_in_the_words_of_its_engine_and_a_column_may_not() {
        let same = |one: &str, other: &str| meaning(&tokens(one)) == meaning(&tokens(other));
        assert!(same(
            r#"INSERT INTO "t" ("a", "b") VALUES (COALESCE(?1, (strftime('%Y', 'now'))), ?2)"#,
            r#"INSERT INTO "t" ("a", "b") VALUES (COALESCE($1, now()::"at"), $2)"#
        ));
        assert!(same(
            r#"UPDATE "t" SET "a" = CASE WHEN ?1 THEN ?2 ELSE (hex(1)) END"#,
            r#"UPDATE "t" SET "a" = CASE WHEN $1 THEN $2 ELSE md5('x', 'y') END"#
        ));
        assert!(!same(
            r#"UPDATE "t" SET "a" = COALESCE(?1, "a")"#,
            r#"UPDATE "t" SET "a" = COALESCE($1, "b")"#
        ));
        assert!(!same(
            r#"UPDATE "t" SET "a" = COALESCE(?1, 'x'), "b" = ?2"#,
            r#"UPDATE "t" SET "a" = COALESCE($1, 'x'), "b" = $3"#
        ));
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

    #[test]
    fn a_cast_changes_nothing_of_what_a_statement_says_and_another_order_does() {
        assert!(TELLING.is_sorted());
        let same = |one: &str, other: &str| meaning(&tokens(one)) == meaning(&tokens(other));
        assert!(same(
            r#"SELECT "a" FROM "t" WHERE "b" = ?1"#,
            r#"SELECT "a" FROM "t" WHERE "b" = $1::"kind""#
        ));
        assert!(!same(
            r#"SELECT "a" FROM "t" ORDER BY "b" ASC"#,
            r#"SELECT "a" FROM "t" ORDER BY "b" DESC"#
        ));
        assert!(!same(
            r#"SELECT "a" FROM "t" WHERE "b" = ?1"#,
            r#"SELECT "a" FROM "t" WHERE "c" = $1"#
        ));
    }

    #[test]
    fn a_change_without_a_condition_is_one_of_all_rows() {
        assert!(changes_everything(&tokens(r#"DELETE FROM "t""#)));
        assert!(!changes_everything(&tokens(
            r#"DELETE FROM "t" WHERE "a" = ?1"#
        )));
    }
}
