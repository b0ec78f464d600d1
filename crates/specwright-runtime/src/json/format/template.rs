//! Is a text a URI template (RFC 6570)?

use super::uri::{is_private, is_ucschar};

/// Section 2: literals, and expressions in braces.
pub(super) fn is_uri_template(text: &str) -> bool {
    let mut rest = text;
    while let Some((literals, behind)) = rest.split_once('{') {
        let Some((expression, behind)) = behind.split_once('}') else {
            return false;
        };
        if !is_literals(literals) || !is_expression(expression) {
            return false;
        }
        rest = behind;
    }
    is_literals(rest)
}

/// Section 2.1. The apostrophe is a literal too, which the grammar forgot and real templates have.
fn is_literals(text: &str) -> bool {
    let mut characters = text.chars();
    while let Some(next) = characters.next() {
        let good = match next {
            '%' => (0..2).all(|_| {
                characters
                    .next()
                    .is_some_and(|digit| digit.is_ascii_hexdigit())
            }),
            '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => false,
            '!'..='~' => true,
            other => is_ucschar(other) || is_private(other),
        };
        if !good {
            return false;
        }
    }
    true
}

/// Sections 2.2 to 2.4: an operator, and variables with their modifiers.
fn is_expression(expression: &str) -> bool {
    let variables = expression
        .strip_prefix(['+', '#', '.', '/', ';', '?', '&', '=', ',', '!', '@', '|'])
        .unwrap_or(expression);
    variables.split(',').all(|variable| {
        if let Some(name) = variable.strip_suffix('*') {
            return is_name(name);
        }
        match variable.split_once(':') {
            None => is_name(variable),
            Some((name, length)) => {
                is_name(name)
                    && (1..=4).contains(&length.len())
                    && !length.starts_with('0')
                    && length.bytes().all(|digit| digit.is_ascii_digit())
            }
        }
    })
}

fn is_name(name: &str) -> bool {
    name.split('.').all(|part| {
        let mut bytes = part.bytes();
        let mut is_empty = true;
        while let Some(byte) = bytes.next() {
            is_empty = false;
            let good = match byte {
                b'%' => (0..2).all(|_| bytes.next().is_some_and(|digit| digit.is_ascii_hexdigit())),
                other => other.is_ascii_alphanumeric() || other == b'_',
            };
            if !good {
                return false;
            }
        }
        !is_empty
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_have_expressions_in_braces() {
        for text in [
            "",
            "http://example.com/dictionary/{term:1}/{term}",
            "http://example.com/dictionary",
            "dictionary/{term:1}/{term}",
            "{+path}/here{?x,y,empty}{&list*}{#frag}{/a.b}{;c%20d}{.e_1}",
            "{hello:9999}",
            "ä{x}\u{E000}",
        ] {
            assert!(is_uri_template(text), "{text}");
        }
        for text in [
            "http://example.com/dictionary/{term:1}/{term",
            "{}",
            "{a,}",
            "{a b}",
            "{a:0}",
            "{a:10000}",
            "{a:}",
            "{a*:1}",
            "{a..b}",
            "{-a}",
            "a}b",
            "{{a}}",
            "a b",
            "a%2",
            "<",
            "{a%4}",
        ] {
            assert!(!is_uri_template(text), "{text}");
        }
    }
}
