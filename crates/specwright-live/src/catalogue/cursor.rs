//! Tokens, read from left to right.

use super::tokens::{Token, group_length, normal};

/// Reads tokens from left to right.
pub(super) struct Cursor<'a> {
    pub(super) rest: &'a [Token],
}

impl<'a> Cursor<'a> {
    pub(super) fn at(&self, word: &str) -> bool {
        self.rest.first().is_some_and(|token| token.is(word))
    }

    pub(super) fn accept(&mut self, word: &str) -> bool {
        let found = self.at(word);
        if found {
            self.rest = &self.rest[1..];
        }
        found
    }

    pub(super) fn expect(&mut self, word: &str) -> Result<(), String> {
        if self.accept(word) {
            return Ok(());
        }
        let found = self.rest.first().map_or("the end", Token::text);
        Err(format!("`{word}` was expected, found `{found}`"))
    }

    pub(super) fn next(&mut self) -> Result<&'a Token, String> {
        let (first, rest) = self.rest.split_first().ok_or("the text ends too early")?;
        self.rest = rest;
        Ok(first)
    }

    pub(super) fn name(&mut self) -> Result<String, String> {
        Ok(self.next()?.text().to_owned())
    }

    /// A group in parentheses, with them.
    pub(super) fn group(&mut self) -> Result<&'a [Token], String> {
        let opens = self.rest.first().is_some_and(|token| token.is_mark("("));
        let length = if opens { group_length(self.rest) } else { None };
        let (group, rest) = self
            .rest
            .split_at(length.ok_or("a group in parentheses was expected")?);
        self.rest = rest;
        Ok(group)
    }

    /// What follows `DEFAULT`: a group, a literal or a signed number.
    pub(super) fn default_expression(&mut self) -> Result<String, String> {
        if self.rest.first().is_some_and(|token| token.is_mark("(")) {
            return Ok(normal(self.group()?));
        }
        let first = self.next()?;
        if first.is_mark("-") || first.is_mark("+") {
            return Ok(format!("{} {}", first.text(), self.next()?.text()));
        }
        Ok(first.text().to_owned())
    }

    /// `ON CONFLICT …`, which changes no constraint; anything else is a text that we do not understand.
    pub(super) fn skip_conflict_clause(&mut self) -> Result<(), String> {
        self.expect("on")?;
        self.expect("conflict")?;
        self.next().map(|_| ())
    }
}
