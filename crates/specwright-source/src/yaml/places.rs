//! Where the text of a value starts and ends, where the parser's events say it less exactly.

use super::{Builder, Inside, Open};
use granit_parser::{ScalarStyle, Span as Range};

impl Builder<'_> {
    /// Where the text of a scalar starts, with its tag or the header of a block scalar, which say how to read it.
    pub(super) fn scalar_start(&self, start: usize, style: ScalarStyle, range: &Range) -> usize {
        if let Some(tag) = range.tag_start().and_then(|tag| tag.byte_offset()) {
            return tag;
        }
        let indicator = match style {
            ScalarStyle::Literal => '|',
            ScalarStyle::Folded => '>',
            _ => return start,
        };
        let mut rest = self.text.get(self.last_end..start).unwrap_or_default();
        loop {
            rest = rest.trim_start_matches(|char: char| {
                char.is_whitespace() || matches!(char, ':' | '-' | '?')
            });
            rest = match rest.chars().next() {
                Some(first) if first == indicator => return start - rest.len(),
                Some('#') => rest.split_once('\n').map_or("", |(_, after)| after),
                Some('&') => rest.trim_start_matches(|char: char| !char.is_whitespace()),
                _ => return start,
            };
        }
    }

    /// Where the text of a scalar ends: that of a block scalar without the blank lines after it, unless they count.
    pub(super) fn scalar_end(&self, start: usize, end: usize, style: ScalarStyle) -> usize {
        let text = &self.text[start..end];
        let is_block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
        let keeps_blanks = || {
            text.lines()
                .next()
                .is_some_and(|header| header.contains('+'))
        };
        if is_block && !keeps_blanks() {
            start + text.trim_end_matches(['\r', '\n']).len()
        } else {
            end
        }
    }

    /// Where a value that is left out belongs; the parser points before the colon of its key.
    pub(super) fn behind_colon(&self, at: usize) -> usize {
        let awaits_value = matches!(
            self.open.last(),
            Some(Open {
                inside: Inside::Object { key: Some(_), .. },
                ..
            })
        );
        let rest = self.text[at..].trim_start_matches([' ', '\t']);
        if awaits_value && rest.starts_with(':') {
            self.text.len() - rest.len() + 1
        } else {
            at
        }
    }

    /// Where the first entry of a block sequence starts; the parser points behind the dash of one that is not indented.
    pub(super) fn first_dash(&self, start: usize) -> usize {
        if self.text[start..].starts_with('-')
            && self.text[start..]
                .chars()
                .nth(1)
                .is_none_or(char::is_whitespace)
        {
            return start;
        }
        let before = self.text[..start].trim_end();
        if before.ends_with('-') {
            before.len() - 1
        } else {
            start
        }
    }
}
