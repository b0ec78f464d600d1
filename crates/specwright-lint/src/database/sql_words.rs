//! The words of an SQL text, as far as rules look at them.

/// Words, names in quotes with them, and operators; texts in quotes are left out. Words are in lower case.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        if char == '\'' {
            while chars.next().is_some_and(|inside| inside != '\'') {}
        } else if char == '"' {
            let mut word = String::from('"');
            for inside in chars.by_ref() {
                word.push(inside);
                if inside == '"' {
                    break;
                }
            }
            words.push(word);
        } else if !char.is_whitespace() {
            let same: fn(char) -> bool = if is_word(char) {
                is_word
            } else if is_comparison(char) {
                is_comparison
            } else {
                |_| false
            };
            let mut word = String::from(char.to_ascii_lowercase());
            while let Some(inside) = chars.next_if(|next| same(*next)) {
                word.push(inside.to_ascii_lowercase());
            }
            words.push(word);
        }
    }
    words
}

fn is_word(char: char) -> bool {
    char.is_alphanumeric() || char == '_'
}

fn is_comparison(char: char) -> bool {
    matches!(char, '<' | '>' | '=' | '!')
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_and_operators_stand_alone_and_texts_are_left_out() {
        assert_eq!(
            words("A>=1 AND \"B c\" <> 'it''s; a'"),
            ["a", ">=", "1", "and", "\"B c\"", "<>"]
        );
    }
}
