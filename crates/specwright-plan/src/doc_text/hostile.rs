//! Documentation made of anything: what comes out is held against the rules of Markdown by a scanner of its own.

use super::docs;
use proptest::prelude::{Strategy, any, prop, prop_assert, proptest};

/// Pieces of text that mean something to Markdown, and some that do not.
const PIECES: &[&str] = &[
    "<T>",
    "<!--",
    "[a]",
    "[a](http://b.c)",
    "[",
    "]",
    "](http://b.c)",
    "(",
    ")",
    "`",
    "``",
    "```",
    "````",
    "~~~",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "    ",
    " ",
    "\t",
    "\\",
    "http://x.y",
    "https://",
    "- ",
    "-     ",
    "> ",
    "1. ",
    "#",
    "|",
    "!",
    "\"",
    "'",
    "word",
    "é",
    "\u{202e}",
    "\u{7}",
    "\u{2028}",
    ".",
];

fn hostile() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(PIECES).prop_map(str::to_owned);
    let anything = any::<char>().prop_map(String::from);
    let pieces = proptest::prop_oneof![9 => piece, 1 => anything];
    prop::collection::vec(pieces, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn rustdoc_finds_nothing_but_text(summary in hostile(), description in hostile()) {
        let lines = docs(Some(&summary), Some(&description)).0;
        let found = objection(&lines);
        prop_assert!(found.is_none(), "{found:?} in {lines:#?}");
    }
}

/// What rustdoc would object to.
fn objection(lines: &[String]) -> Option<String> {
    let mut fenced = false;
    for line in lines {
        if line.contains(char::is_control) {
            return Some(format!("a control character in {line:?}"));
        }
        if line.trim_start().starts_with("```") && !line.trim_start()[3..].contains('`') {
            let is_ours = line == if fenced { "```" } else { "```text" };
            if !is_ours {
                return Some(format!("the fence {line:?}"));
            }
            fenced = !fenced;
        } else if !fenced {
            if line.starts_with("    ") || line.trim_start().starts_with("~~~") {
                return Some(format!("a block of code at {line:?}"));
            }
            if let Some(rest) = open_markup(line) {
                return Some(format!("open markup at {rest:?}"));
            }
        }
    }
    fenced.then(|| "a fence that is not closed".to_owned())
}

/// Where a line has markup that is not closed: a span of code, a tag, a bracket, or an address that is no link.
fn open_markup(line: &str) -> Option<&str> {
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '\\' if rest[1..].starts_with(|c: char| c.is_ascii_punctuation()) => 2,
            '`' => {
                let ticks = rest.len() - rest.trim_start_matches('`').len();
                let fence = "`".repeat(ticks);
                let mut closing = rest[ticks..].match_indices(&fence).filter(|(index, _)| {
                    let (before, behind) = rest[ticks..].split_at(*index);
                    !before.ends_with('`') && !behind[ticks..].starts_with('`')
                });
                match closing.next() {
                    Some((index, _)) => index + 2 * ticks,
                    None => return Some(rest),
                }
            }
            '<' => match rest.split_once('>') {
                Some((address, _))
                    if address[1..].starts_with("http") && !address[1..].contains([' ', '<']) =>
                {
                    address.len() + 1
                }
                _ => return Some(rest),
            },
            '[' => match link_length(rest) {
                Some(length) => length,
                None => return Some(rest),
            },
            ']' => return Some(rest),
            'h' if rest.starts_with("http://") || rest.starts_with("https://") => {
                return Some(rest);
            }
            c => c.len_utf8(),
        };
        rest = &rest[length..];
    }
    None
}

/// The length of a link to an absolute address.
fn link_length(text: &str) -> Option<usize> {
    let words = text.find("](http")?;
    if text[1..words].contains(['[', ']']) {
        return None;
    }
    let target = &text[words + 2..];
    let mut depth = 0;
    for (index, c) in target.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return Some(words + 2 + index + 1),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}
