//! Words → the identifier that they spell: legal Rust for any text, before anything is settled.

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

/// The shape of an identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    /// `UpperCamel`, for types and variants.
    Type,
    /// `snake_case`, for functions, fields and modules.
    Value,
    /// `SHOUTY_SNAKE`, for statics.
    Static,
}

/// The longest identifier that words spell. File names are made of identifiers, and no usual file system takes a name of
/// more than 255 bytes; what settles a name, or makes a file of it, adds some.
const LONGEST: usize = 120;

/// The identifier that words spell, before anything is settled.
pub(crate) fn spell<W: AsRef<str>>(words: &[W], case: Case) -> String {
    let mut text = String::new();
    for word in words {
        speak(word.as_ref(), &mut text);
        text.push(' ');
    }
    let ident = match case {
        Case::Type => text.to_upper_camel_case(),
        Case::Value => text.to_snake_case(),
        Case::Static => text.to_shouty_snake_case(),
    };
    let mut ident: String = ident
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '_')
        .collect();
    if ident.len() > LONGEST {
        ident.truncate(LONGEST);
        ident.truncate(ident.trim_end_matches('_').len());
    }
    let starts_with_digit = ident.starts_with(|c: char| c.is_ascii_digit());
    match case {
        Case::Type if ident.is_empty() => "Empty".to_owned(),
        Case::Type if starts_with_digit => format!("N{ident}"),
        Case::Type if ident == "Self" => "SelfValue".to_owned(),
        Case::Value if ident.is_empty() => "empty".to_owned(),
        Case::Value if starts_with_digit => format!("n{ident}"),
        Case::Value if is_keyword(&ident) => format!("{ident}_"),
        Case::Static if ident.is_empty() => "EMPTY".to_owned(),
        Case::Static if starts_with_digit => format!("N{ident}"),
        _ => ident,
    }
}

/// A word whose symbols are said in words where they alone tell it from another: `+1` is `plus 1`, `>=` is `greater equals`.
fn speak(word: &str, text: &mut String) {
    let has_letters = word.chars().any(|c| c.is_ascii_alphabetic());
    let signed =
        word.starts_with(['+', '-']) && word[1..].starts_with(|c: char| c.is_ascii_digit());
    if word.is_empty() || (has_letters && !signed) {
        for c in word.chars() {
            transliterate(c, text);
        }
        return;
    }
    for c in word.chars() {
        match symbol(c) {
            Some(name) => {
                text.push(' ');
                text.push_str(name);
                text.push(' ');
            }
            None if c.is_ascii_alphanumeric() => text.push(c),
            None if c.is_whitespace() || c == '_' => text.push(' '),
            None => number(c, text),
        }
    }
}

/// A letter of Latin script without its mark; any other that is not ASCII as its number.
fn transliterate(c: char, text: &mut String) {
    let plain = match c {
        _ if c.is_ascii() => return text.push(c),
        'à'..='å' => "a",
        'ç' => "c",
        'è'..='ë' => "e",
        'ì'..='ï' => "i",
        'ñ' => "n",
        'ò'..='ö' | 'ø' => "o",
        'ù'..='ü' => "u",
        'ý' | 'ÿ' => "y",
        'ß' => "ss",
        'æ' => "ae",
        'À'..='Å' => "A",
        'Ç' => "C",
        'È'..='Ë' => "E",
        'Ì'..='Ï' => "I",
        'Ñ' => "N",
        'Ò'..='Ö' | 'Ø' => "O",
        'Ù'..='Ü' => "U",
        _ => return number(c, text),
    };
    text.push_str(plain);
}

/// A character as a word that holds its number.
fn number(c: char, text: &mut String) {
    let number = format!(" u{:x} ", u32::from(c));
    text.push_str(&number);
}

fn symbol(c: char) -> Option<&'static str> {
    Some(match c {
        '+' => "plus",
        '-' => "minus",
        '*' => "star",
        '/' => "slash",
        '<' => "less",
        '>' => "greater",
        '=' => "equals",
        '!' => "not",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        '&' => "and",
        '|' => "or",
        '%' => "percent",
        '$' => "dollar",
        '#' => "hash",
        '@' => "at",
        '?' => "question",
        '~' => "tilde",
        '^' => "caret",
        _ => return None,
    })
}

/// The keywords of edition 2024, strict and reserved, and the names that a module cannot have.
fn is_keyword(ident: &str) -> bool {
    const KEYWORDS: &[&str] = &[
        "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
        "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
        "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub",
        "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type",
        "typeof", "union", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
    ];
    KEYWORDS.contains(&ident)
}

#[cfg(test)]
mod tests {
    use super::{Case, spell};
    use proptest::prelude::{Strategy, any, prop, prop_assert, proptest};

    fn one(word: &str, case: Case) -> String {
        spell(&[word], case)
    }

    #[test]
    fn words_become_identifiers() {
        for (word, value, type_) in [
            ("displayName", "display_name", "DisplayName"),
            ("type", "type_", "Type"),
            ("self", "self_", "SelfValue"),
            ("2fa", "n2fa", "N2fa"),
            ("+1", "plus_1", "Plus1"),
            ("-1", "minus_1", "Minus1"),
            ("", "empty", "Empty"),
            (">=", "greater_equals", "GreaterEquals"),
            ("Größe", "grosse", "Grosse"),
            ("日本", "u65e5_u672c", "U65e5U672c"),
            ("a\"; drop table", "a_drop_table", "ADropTable"),
            (
                &"a b ".repeat(5_000),
                &("a_b_".repeat(29) + "a_b"),
                &"AB".repeat(60),
            ),
        ] {
            assert_eq!(one(word, Case::Value), value, "{word}");
            assert_eq!(one(word, Case::Type), type_, "{word}");
        }
    }

    /// Words that are hard to spell, and any others.
    fn word() -> impl Strategy<Value = String> {
        let hard = prop::sample::select(vec![
            "", "_", "__", "-", "+1", "-0", "self", "Self", "crate", "super", "r#type", "async",
            "2", "_2", "$", "日本", "ß", "İ", "ǅ", "a\u{301}", "\u{202e}", "\0", "x y", "ᾳ", "٣",
        ]);
        proptest::prop_oneof![
            hard.prop_map(str::to_owned),
            "[a-zA-Z0-9_. -]{0,9}",
            any::<String>(),
        ]
    }

    proptest! {
        #[test]
        fn any_words_spell_an_identifier(words in prop::collection::vec(word(), 0..4)) {
            for case in [Case::Type, Case::Value, Case::Static] {
                let ident = spell(&words, case);
                let is_legal = syn::parse_str::<syn::Ident>(&ident).is_ok();
                prop_assert!(is_legal && ident.is_ascii(), "{case:?} {ident:?}");
            }
        }
    }
}
