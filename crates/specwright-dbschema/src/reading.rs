//! What is known while a contract is read: the findings, and what could not be read.

use crate::fields::listed;
use crate::{Allowance, Dialect};
use specwright_diagnostics::{Diagnostic, codes};
use specwright_source::{Located, Node};
use std::collections::BTreeSet;

/// The longest name that PostgreSQL keeps, in bytes.
pub(crate) const LONGEST_NAME: usize = 63;

/// The findings so far, and what later checks must not complain about because its reading failed already.
pub(crate) struct Reading {
    /// The findings.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// The engines that the contract promises.
    pub(crate) dialects: Vec<Dialect>,
    /// Whether an enum could not be read, so that a name that is not found may be its.
    pub(crate) lost_enums: bool,
    /// Whether a table or a view could not be read.
    pub(crate) lost_tables: bool,
    /// The tables and views of which a column could not be read.
    pub(crate) lost_columns: BTreeSet<String>,
    /// The allowances so far.
    pub(crate) allowances: Vec<Allowance>,
    /// How many more names are looked for that the author may have meant: it is costly, and a contract with more wrong
    /// names than this is wrong in another way.
    suggestions: u32,
}

impl Reading {
    /// Nothing read yet; both engines promised.
    pub(crate) fn new() -> Self {
        Self {
            diagnostics: Vec::new(),
            dialects: vec![Dialect::Sqlite, Dialect::Postgres],
            lost_enums: false,
            lost_tables: false,
            lost_columns: BTreeSet::new(),
            allowances: Vec::new(),
            suggestions: 200,
        }
    }

    /// Adds a finding.
    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// The name that the author may have meant.
    pub(crate) fn near<'a>(
        &mut self,
        name: &str,
        candidates: impl IntoIterator<Item = &'a str>,
    ) -> Option<&'a str> {
        self.suggestions = self.suggestions.checked_sub(1)?;
        specwright_diagnostics::nearest(name, candidates)
    }

    /// Whether the contract promises to run on an engine.
    pub(crate) fn promises(&self, dialect: Dialect) -> bool {
        self.dialects.contains(&dialect)
    }

    /// Reports a value of the wrong JSON type.
    pub(crate) fn wrong_type(&mut self, node: &Node, what: &str, expected: &str) {
        self.report(Diagnostic::new(
            &codes::DATABASE_WRONG_TYPE,
            node.span,
            format!("{what} is {}", node.type_name()),
            format!("give {expected}"),
        ));
    }

    /// A text that is not empty and holds no control character.
    pub(crate) fn text(&mut self, node: &Node, what: &str) -> Option<Located<String>> {
        let Some(text) = node.as_str() else {
            self.wrong_type(node, what, "a string");
            return None;
        };
        if text.trim().is_empty() {
            self.report(Diagnostic::new(
                &codes::DATABASE_EMPTY,
                node.span,
                format!("{what} is empty"),
                "write something, or leave the key out",
            ));
            return None;
        }
        if let Some(bad) = text
            .chars()
            .find(|char| char.is_control() && !matches!(char, '\n' | '\t'))
        {
            self.report(Diagnostic::new(
                &codes::DATABASE_BAD_CHARACTER,
                node.span,
                format!(
                    "{what} holds the control character U+{:04X}",
                    u32::from(bad)
                ),
                "remove the character",
            ));
            return None;
        }
        Some(Located {
            value: text.to_owned(),
            span: node.span,
        })
    }

    /// A name of the database. One of the wrong shape is reported and still returned, so that what refers to it is found.
    pub(crate) fn name(&mut self, node: &Node, what: &str) -> Option<Located<String>> {
        let name = self.text(node, what)?;
        if !is_name(&name.value) {
            self.report(Diagnostic::new(
                &codes::DATABASE_BAD_NAME,
                node.span,
                format!("`{}` is no name for the database", name.value),
                match folded(&name.value) {
                    Some(folded) => format!("write `{folded}`"),
                    None => format!("use lower-case letters, digits and underscores, at most {LONGEST_NAME}, without a digit in front"),
                },
            ));
        }
        Some(name)
    }

    /// One of a closed set of words.
    pub(crate) fn choice<T: Clone>(
        &mut self,
        node: &Node,
        what: &str,
        choices: &[(&'static str, T)],
    ) -> Option<Located<T>> {
        let Some(word) = node.as_str() else {
            self.wrong_type(node, what, "a string");
            return None;
        };
        let found = choices.iter().find(|(choice, _)| *choice == word);
        if found.is_none() {
            let words = || choices.iter().map(|(choice, _)| *choice);
            let help = match self.near(word, words()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("use one of {}", listed(words())),
            };
            self.report(Diagnostic::new(
                &codes::DATABASE_UNKNOWN_VALUE,
                node.span,
                format!("{what} cannot be `{word}`"),
                help,
            ));
        }
        found.map(|(_, value)| Located {
            value: value.clone(),
            span: node.span,
        })
    }
}

/// Whether a text is a name that both engines keep as it is.
fn is_name(text: &str) -> bool {
    let shaped = text
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    shaped
        && !text.is_empty()
        && text.len() <= LONGEST_NAME
        && !text.starts_with(|char: char| char.is_ascii_digit())
}

/// A name in camel or kebab case as the database would have it, if that is one.
fn folded(text: &str) -> Option<String> {
    let mut name = String::new();
    let mut after_lower = false;
    for char in text.chars() {
        if char.is_ascii_uppercase() && after_lower {
            name.push('_');
        }
        name.push(if matches!(char, '-' | ' ' | '.') {
            '_'
        } else {
            char.to_ascii_lowercase()
        });
        after_lower = char.is_ascii_lowercase() || char.is_ascii_digit();
    }
    is_name(&name).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::{folded, is_name};

    #[test]
    fn keeps_to_the_names_that_both_engines_keep() {
        assert!(is_name("users") && is_name("_x1") && is_name(&"a".repeat(63)));
        assert!(
            !is_name("")
                && !is_name("Users")
                && !is_name("1st")
                && !is_name("e-mail")
                && !is_name(&"a".repeat(64))
        );
    }

    #[test]
    fn suggests_the_folded_name() {
        assert_eq!(folded("emailAddress").as_deref(), Some("email_address"));
        assert_eq!(folded("e-mail").as_deref(), Some("e_mail"));
        assert_eq!(folded("größe"), None);
    }
}
