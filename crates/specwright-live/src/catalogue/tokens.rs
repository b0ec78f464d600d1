//! SQL text → tokens in a normal form: two texts that differ only in white space, comments, the case of words or the
//! quotes around names have the same tokens.

/// One token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A keyword or a name without quotes, in lower case (SQLite compares both without the case of ASCII letters).
    Word(String),
    /// A name in quotes, without them, in lower case; never a keyword.
    Name(String),
    /// A string literal, with its quotes, or a blob literal with its mark.
    Literal(String),
    /// A number, as it is written, in lower case.
    Number(String),
    /// An operator or a punctuation mark.
    Mark(&'static str),
}

impl Token {
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Word(text) | Self::Name(text) | Self::Literal(text) | Self::Number(text) => text,
            Self::Mark(text) => text,
        }
    }

    pub(super) fn is(&self, word: &str) -> bool {
        matches!(self, Self::Word(text) if text == word)
    }

    pub(super) fn is_mark(&self, mark: &str) -> bool {
        matches!(self, Self::Mark(text) if *text == mark)
    }
}

/// Operators and marks, the longer before the shorter that they begin with.
const MARKS: &[&str] = &[
    "->>", "||", "<=", ">=", "<>", "!=", "==", "<<", ">>", "->", "(", ")", ",", ";", ".", "+", "-",
    "*", "/", "%", "&", "|", "~", "<", ">", "=", "?", ":", "@", "$", "#", "!", "^", "{", "}", "[",
    "]",
];

/// Splits a text into tokens; what cannot be read is an error that names the place.
pub(super) fn tokens(sql: &str) -> Result<Vec<Token>, String> {
    let mut tokens = Vec::new();
    let mut rest = sql;
    while let Some(first) = rest.chars().next() {
        rest = match first {
            c if c.is_whitespace() => &rest[c.len_utf8()..],
            '-' if rest.starts_with("--") => rest.find('\n').map_or("", |end| &rest[end..]),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or("", |end| &rest[end + 2..]),
            '\'' => {
                let end = closing(rest, '\'').ok_or("a string literal has no end")?;
                tokens.push(Token::Literal(rest[..end].to_owned()));
                &rest[end..]
            }
            'x' | 'X' if rest[1..].starts_with('\'') => {
                let end = 1 + closing(&rest[1..], '\'').ok_or("a blob literal has no end")?;
                tokens.push(Token::Literal(rest[..end].to_ascii_lowercase()));
                &rest[end..]
            }
            '"' | '`' => {
                let end = closing(rest, first).ok_or("a quoted name has no end")?;
                let doubled = format!("{first}{first}");
                let name = rest[1..end - 1].replace(&doubled, &first.to_string());
                tokens.push(Token::Name(name.to_ascii_lowercase()));
                &rest[end..]
            }
            '[' => {
                let end = rest.find(']').ok_or("a quoted name has no end")? + 1;
                tokens.push(Token::Name(rest[1..end - 1].to_ascii_lowercase()));
                &rest[end..]
            }
            c if c.is_ascii_digit() => {
                let end = number_end(rest);
                tokens.push(Token::Number(rest[..end].to_ascii_lowercase()));
                &rest[end..]
            }
            c if c.is_alphanumeric() || c == '_' => {
                let end = rest
                    .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$'))
                    .unwrap_or(rest.len());
                tokens.push(Token::Word(rest[..end].to_ascii_lowercase()));
                &rest[end..]
            }
            c => {
                let mark = MARKS.iter().find(|mark| rest.starts_with(**mark));
                let mark = mark.ok_or_else(|| format!("`{c}` begins no token of SQL"))?;
                tokens.push(Token::Mark(mark));
                &rest[mark.len()..]
            }
        };
    }
    Ok(tokens)
}

/// The normal form of tokens: one space between them, no parentheses around the whole.
pub(super) fn normal(tokens: &[Token]) -> String {
    let mut inner = tokens;
    while let [first, middle @ .., last] = inner
        && first.is_mark("(")
        && last.is_mark(")")
        && closes_at_end(inner)
    {
        inner = middle;
    }
    inner.iter().map(Token::text).collect::<Vec<_>>().join(" ")
}

/// The number of tokens of the group that begins with an opening parenthesis, both parentheses counted.
pub(super) fn group_length(tokens: &[Token]) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        if token.is_mark("(") {
            depth += 1;
        } else if token.is_mark(")") {
            depth = depth.checked_sub(1)?;
        }
        if depth == 0 {
            return Some(at + 1);
        }
    }
    None
}

/// The parts between the commas that stand in no parentheses.
pub(super) fn split_at_commas(tokens: &[Token]) -> Vec<&[Token]> {
    let mut depth = 0_i32;
    tokens
        .split(|token| {
            depth += i32::from(token.is_mark("(")) - i32::from(token.is_mark(")"));
            depth == 0 && token.is_mark(",")
        })
        .collect()
}

fn closes_at_end(tokens: &[Token]) -> bool {
    group_length(tokens) == Some(tokens.len())
}

/// The offset after the quote that ends a quoted text; a doubled quote stands for itself.
fn closing(text: &str, quote: char) -> Option<usize> {
    let mut at = 1;
    loop {
        at += text[at..].find(quote)? + 1;
        if !text[at..].starts_with(quote) {
            return Some(at);
        }
        at += 1;
    }
}

fn number_end(text: &str) -> usize {
    let mut previous = ' ';
    text.find(|c: char| {
        let goes_on = c.is_ascii_alphanumeric()
            || c == '.'
            || (matches!(c, '+' | '-') && matches!(previous, 'e' | 'E'));
        previous = c;
        !goes_on
    })
    .unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test is what it is for")]

    use super::{normal, tokens};

    fn normalised(sql: &str) -> String {
        normal(&tokens(sql).unwrap())
    }

    #[test]
    fn case_quotes_spaces_and_comments_of_words_do_not_matter() {
        assert_eq!(
            normalised("\"A\"  IS not NULL -- x"),
            normalised("[a]/* y */ is NOT\nnull")
        );
    }

    #[test]
    fn literals_keep_their_case_and_their_quotes() {
        assert_ne!(normalised("a = 'X'"), normalised("a = 'x'"));
        assert_eq!(normalised("'it''s'"), "'it''s'");
    }

    #[test]
    fn parentheses_around_the_whole_do_not_matter_and_others_do() {
        assert_eq!(normalised("((a > 1))"), "a > 1");
        assert_eq!(normalised("(a) > (1)"), "( a ) > ( 1 )");
    }

    #[test]
    fn exponents_belong_to_their_number() {
        assert_eq!(normalised("1e-5-2"), "1e-5 - 2");
    }

    #[test]
    fn an_open_literal_is_an_error() {
        assert!(tokens("a = 'x").is_err());
        assert!(tokens("\"a").is_err());
    }
}
