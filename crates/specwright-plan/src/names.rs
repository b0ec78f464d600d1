//! Words → identifiers. One allocator for all names of a scope: keywords, leading digits, symbols alone, and names that
//! become equal are settled by one rule that does not depend on the order in which they are asked for.
//!
//! The rule: a name whose words already spell the identifier keeps it; of several others none does, and each gets a
//! suffix made from its origin. So adding a name never renames another that was spelt exactly, and two runs agree.

use crate::Ident;
use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use std::collections::{BTreeMap, BTreeSet};

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

/// A name that somebody wants.
#[derive(Debug, Clone)]
pub(crate) struct Wanted {
    /// The words that it is made of.
    pub words: Vec<String>,
    /// What tells it from every other, such as a JSON Pointer.
    pub origin: String,
}

/// A name that did not come out as its words spell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Settled {
    /// What was wanted.
    pub origin: String,
    /// What it became.
    pub ident: String,
    /// Why.
    pub reason: String,
}

/// Gives each wanted name of one scope its identifier, in the order in which they are given.
pub(crate) fn allocate(
    wanted: &[Wanted],
    case: Case,
    reserved: &[&str],
    reserved_suffix: &str,
) -> (Vec<Ident>, Vec<Settled>) {
    let mut settled = Vec::new();
    let bases: Vec<String> = wanted
        .iter()
        .map(|name| {
            let base = spell(&name.words, case);
            if reserved.contains(&base.as_str()) {
                let ident = format!("{base}{reserved_suffix}");
                settled.push(Settled {
                    origin: name.origin.clone(),
                    ident: ident.clone(),
                    reason: format!("`{base}` is a name of the runtime or of Rust"),
                });
                ident
            } else {
                base
            }
        })
        .collect();
    let mut rivals: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, base) in bases.iter().enumerate() {
        rivals.entry(base).or_default().push(index);
    }
    let exact = |index: usize| {
        wanted[index].words.concat() == bases[index]
            || wanted[index].words.join("_") == bases[index]
    };
    let mut idents: Vec<Option<Ident>> = vec![None; wanted.len()];
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for (base, indices) in &rivals {
        let exact: Vec<usize> = indices
            .iter()
            .copied()
            .filter(|index| exact(*index))
            .collect();
        let winner = match (indices.as_slice(), exact.as_slice()) {
            ([only], _) | (_, [only]) => Some(*only),
            _ => None,
        };
        if let Some(winner) = winner {
            idents[winner] = Some(Ident((*base).to_owned()));
            taken.insert((*base).to_owned());
        }
    }
    for (base, indices) in &rivals {
        for index in indices.iter().copied() {
            if idents[index].is_some() {
                continue;
            }
            let ident = suffixed(base, &wanted[index].origin, case, &taken);
            taken.insert(ident.clone());
            let others: Vec<&str> = indices
                .iter()
                .filter(|other| **other != index)
                .map(|other| wanted[*other].origin.as_str())
                .collect();
            settled.push(Settled {
                origin: wanted[index].origin.clone(),
                ident: ident.clone(),
                reason: format!("`{base}` is also the name of {}", others.join(", ")),
            });
            idents[index] = Some(Ident(ident));
        }
    }
    let idents = idents
        .into_iter()
        .map(|ident| ident.expect("each name was given an identifier above"))
        .collect();
    (idents, settled)
}

/// A base with four hexadecimal digits of its origin's hash, or more where four are taken.
fn suffixed(base: &str, origin: &str, case: Case, taken: &BTreeSet<String>) -> String {
    let hash = fnv1a(origin);
    (4..=16)
        .map(|digits| {
            let hex = &format!("{hash:016x}")[..digits];
            match case {
                Case::Type => format!("{base}X{}", hex.to_uppercase()),
                Case::Value => format!("{base}_x{hex}"),
                Case::Static => format!("{base}_X{}", hex.to_uppercase()),
            }
        })
        .find(|candidate| !taken.contains(candidate))
        .unwrap_or_else(|| format!("{base}{hash}{}", taken.len()))
}

/// FNV-1a with 64 bits: stable for ever and on every machine, which the standard library's hasher does not promise.
fn fnv1a(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The identifier that words spell, before anything is settled.
pub(crate) fn spell(words: &[String], case: Case) -> String {
    let text: Vec<String> = words.iter().map(|word| spoken(word)).collect();
    let text = text.join(" ");
    let ident = match case {
        Case::Type => text.to_upper_camel_case(),
        Case::Value => text.to_snake_case(),
        Case::Static => text.to_shouty_snake_case(),
    };
    let ident: String = ident
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '_')
        .collect();
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
fn spoken(word: &str) -> String {
    let has_letters = word.chars().any(|c| c.is_ascii_alphabetic());
    let signed =
        word.starts_with(['+', '-']) && word[1..].starts_with(|c: char| c.is_ascii_digit());
    if word.is_empty() || (has_letters && !signed) {
        return word.chars().map(transliterated).collect();
    }
    let mut text = String::new();
    for c in word.chars() {
        match symbol(c) {
            Some(name) => {
                text.push(' ');
                text.push_str(name);
                text.push(' ');
            }
            None if c.is_ascii_alphanumeric() => text.push(c),
            None if c.is_whitespace() || c == '_' => text.push(' '),
            None => text.extend([" u", &format!("{:x}", u32::from(c)), " "]),
        }
    }
    text
}

/// A letter of Latin script without its mark; anything else as it is, to be dropped later.
fn transliterated(c: char) -> String {
    let plain = match c {
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
        _ => {
            return if c.is_ascii() {
                c.to_string()
            } else {
                format!(" u{:x} ", u32::from(c))
            };
        }
    };
    plain.to_owned()
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
    use super::{Case, Wanted, allocate, spell};

    fn one(word: &str, case: Case) -> String {
        spell(&[word.to_owned()], case)
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
        ] {
            assert_eq!(one(word, Case::Value), value, "{word}");
            assert_eq!(one(word, Case::Type), type_, "{word}");
        }
    }

    fn wanted(names: &[&str]) -> Vec<Wanted> {
        names
            .iter()
            .map(|name| Wanted {
                words: vec![(*name).to_owned()],
                origin: format!("#/{name}"),
            })
            .collect()
    }

    #[test]
    fn an_exact_name_keeps_its_identifier_and_the_order_does_not_matter() {
        let (forward, _) = allocate(
            &wanted(&["foo_bar", "fooBar", "FooBar"]),
            Case::Type,
            &[],
            "Model",
        );
        let (backward, _) = allocate(
            &wanted(&["FooBar", "fooBar", "foo_bar"]),
            Case::Type,
            &[],
            "Model",
        );
        assert_eq!(forward[2].as_str(), "FooBar");
        assert_eq!(forward[0], backward[2]);
        assert_eq!(forward[1], backward[1]);
        assert_ne!(forward[0], forward[1]);
    }

    #[test]
    fn a_name_of_the_runtime_gets_a_suffix_and_a_note() {
        let (idents, settled) =
            allocate(&wanted(&["Error", "Task"]), Case::Type, &["Error"], "Model");
        assert_eq!(idents[0].as_str(), "ErrorModel");
        assert_eq!(idents[1].as_str(), "Task");
        assert_eq!(settled.len(), 1);
    }
}
