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

#[cfg(test)]
mod tests {
    use super::{columns, is_bounded, selects_everything};
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
