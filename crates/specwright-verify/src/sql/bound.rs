//! Which column each parameter of a statement belongs to.

use super::token::{Token, is_word};
use std::collections::BTreeMap;

/// The column of each parameter: the one that it is written into, or compared with by `=`.
pub(super) fn bound_columns(words: &[Token]) -> BTreeMap<u32, String> {
    let mut bound = BTreeMap::new();
    inserted(words, &mut bound);
    let mut set = false;
    for (index, word) in words.iter().enumerate() {
        match word {
            Token::Word(word) if word == "set" => set = true,
            Token::Word(word) if word == "where" || word == "returning" => set = false,
            Token::Name(column) if words.get(index + 1) == Some(&Token::Sign('=')) => {
                let value = &words[index + 2..];
                let value = if set {
                    &value[..end_of_item(value)]
                } else {
                    &value[..value.len().min(1)]
                };
                bind(value, column, &mut bound);
            }
            _ => {}
        }
    }
    bound
}

fn bind(value: &[Token], column: &str, bound: &mut BTreeMap<u32, String>) {
    for word in value {
        if let Token::Parameter(number) = word {
            bound.entry(*number).or_insert_with(|| column.to_owned());
        }
    }
}

/// Where an item of a list ends: at a comma, a closing bracket or a clause of the statement.
fn end_of_item(words: &[Token]) -> usize {
    let mut depth = 0_i32;
    words
        .iter()
        .position(|word| {
            match word {
                Token::Sign('(') => depth += 1,
                Token::Sign(')') => depth -= 1,
                _ => {}
            }
            depth < 0
                || (depth == 0
                    && (*word == Token::Sign(',') || is_word(Some(word), &["where", "returning"])))
        })
        .unwrap_or(words.len())
}

/// `INSERT INTO "t" ("a", "b") VALUES (?1, ?2)`
fn inserted(words: &[Token], bound: &mut BTreeMap<u32, String>) {
    if !is_word(words.first(), &["insert"]) {
        return;
    }
    let Some(open) = words.iter().position(|word| *word == Token::Sign('(')) else {
        return;
    };
    let columns: Vec<&str> = words[open + 1..]
        .iter()
        .take_while(|word| **word != Token::Sign(')'))
        .filter_map(|word| {
            if let Token::Name(name) = word {
                Some(name.as_str())
            } else {
                None
            }
        })
        .collect();
    let Some(values) = words
        .iter()
        .position(|word| is_word(Some(word), &["values"]))
    else {
        return;
    };
    let mut rest = words.get(values + 2..).unwrap_or_default();
    for column in columns {
        let end = end_of_item(rest);
        bind(&rest[..end], column, bound);
        rest = rest.get(end + 1..).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::bound_columns;
    use crate::sql::token::tokens;

    #[test]
    fn a_parameter_belongs_to_the_column_that_it_is_written_into_or_compared_with() {
        let columns = |sql: &str| {
            bound_columns(&tokens(sql))
                .into_iter()
                .map(|(number, column)| format!("{number} {column}"))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            columns(r#"INSERT INTO "t" ("a", "b") VALUES (?1, COALESCE(?2, 3)) RETURNING "a""#),
            ["1 a", "2 b"]
        );
        assert_eq!(
            columns(
                r#"UPDATE "t" SET "a" = COALESCE(?2, "a"), "b" = CASE WHEN ?4 THEN ?3 ELSE "b" END WHERE "id" = ?1"#
            ),
            ["1 id", "2 a", "3 b", "4 b"]
        );
        assert_eq!(
            columns(r#"SELECT "a" FROM "t" WHERE "b" = ?1 OR ?1 IS NULL LIMIT ?2"#),
            ["1 b"]
        );
    }
}
