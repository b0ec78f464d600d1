//! The words of a statement.

/// One word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A word without quotes, in lower case: a keyword, a function, a type.
    Word(String),
    /// A name in double quotes.
    Name(String),
    /// A string in single quotes.
    Text,
    Number,
    /// `?1` or `$1`.
    Parameter(u32),
    /// An operator or a bracket.
    Sign(char),
    /// Anything else, and where it stands.
    Unknown(String),
}

/// Takes a statement apart.
pub(super) fn tokens(sql: &str) -> Vec<Token> {
    let mut rest = sql.trim_start();
    let mut tokens = Vec::new();
    while let Some(first) = rest.chars().next() {
        let (token, length) = match first {
            '"' => quoted(rest, '"').map_or_else(
                || unknown(rest),
                |(name, length)| (Token::Name(name), length),
            ),
            '\'' => quoted(rest, '\'')
                .map_or_else(|| unknown(rest), |(_, length)| (Token::Text, length)),
            '?' | '$' => {
                let digits = leading(&rest[1..], |c| c.is_ascii_digit());
                match digits.parse() {
                    Ok(number) => (Token::Parameter(number), 1 + digits.len()),
                    Err(_) => unknown(rest),
                }
            }
            '-' if rest.starts_with("--") => unknown(rest),
            '/' if rest.starts_with("/*") => unknown(rest),
            ';' => unknown(rest),
            c if c.is_ascii_digit() => (
                Token::Number,
                leading(rest, |c| c.is_ascii_digit() || c == '.').len(),
            ),
            c if c.is_ascii_alphabetic() || c == '_' => {
                let word = leading(rest, |c| c.is_ascii_alphanumeric() || c == '_');
                (Token::Word(word.to_ascii_lowercase()), word.len())
            }
            '(' | ')' | ',' | '.' | '=' | '<' | '>' | '+' | '-' | '*' | '/' | '|' | ':' | '!'
            | '%' | '[' | ']' | '@' | '&' | '#' => (Token::Sign(first), 1),
            _ => unknown(rest),
        };
        tokens.push(token);
        rest = rest[length..].trim_start();
    }
    tokens
}

fn unknown(rest: &str) -> (Token, usize) {
    let end = rest.char_indices().nth(1).map_or(rest.len(), |(at, _)| at);
    (Token::Unknown(rest.chars().take(12).collect()), end)
}

fn leading(text: &str, accepts: impl Fn(char) -> bool) -> &str {
    &text[..text.find(|c| !accepts(c)).unwrap_or(text.len())]
}

/// The text in quotes, with doubled quotes halved, and its length with the quotes.
fn quoted(text: &str, quote: char) -> Option<(String, usize)> {
    let mut inner = String::new();
    let mut characters = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = characters.next() {
        if c != quote {
            inner.push(c);
        } else if characters.peek().is_some_and(|(_, next)| *next == quote) {
            characters.next();
            inner.push(quote);
        } else {
            return Some((inner, at + 1));
        }
    }
    None
}

/// Whether a token is one of these words.
pub(super) fn is_word(token: Option<&Token>, words: &[&str]) -> bool {
    matches!(token, Some(Token::Word(word)) if words.contains(&word.as_str()))
}
