//! Markdown of a spec → lines of a doc comment that rustdoc reads as text: nothing in it becomes a doctest, a link that
//! leads nowhere, or markup that is never closed.

#[cfg(test)]
mod hostile;
mod markup;

use crate::Docs;

/// Lines beyond this are left out, with a last line that says so.
const MOST_LINES: usize = 60;
/// Characters of a line beyond this are left out.
const MOST_CHARACTERS: usize = 2000;

/// One paragraph of text on one line: a summary that ends in a full stop.
pub(crate) fn summary(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = markup::sanitised(&markup::unindented(&cut(&printable(&line))));
    if line.is_empty() || line.ends_with(['.', '!', '?', ':']) {
        line
    } else {
        format!("{line}.")
    }
}

/// A summary, an empty line, and the rest.
pub(crate) fn docs(summary_text: Option<&str>, description: Option<&str>) -> Docs {
    let mut lines = Vec::new();
    if let Some(text) = summary_text.filter(|text| !text.trim().is_empty()) {
        lines.push(summary(text));
    }
    if let Some(description) = description.filter(|text| !text.trim().is_empty()) {
        let repeated = summary_text.is_some_and(|text| summary(text) == summary(description));
        if !repeated {
            if !lines.is_empty() {
                lines.push(String::new());
            }
            lines.extend(paragraphs(description));
        }
    }
    if lines.len() > MOST_LINES {
        lines.truncate(MOST_LINES);
        let fences = lines.iter().filter(|line| line.starts_with("```"));
        if !fences.count().is_multiple_of(2) {
            lines.push(fence(true));
        }
        lines.push("…".to_owned());
    }
    Docs(lines)
}

fn paragraphs(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut fenced = false;
    for line in text.lines() {
        let line = printable(line);
        let trimmed = line.trim();
        if trimmed.starts_with("```") {
            lines.push(fence(fenced));
            fenced = !fenced;
        } else if fenced {
            lines.push(cut(line.trim_end()));
        } else {
            // Four spaces would be a code block.
            let indent = (line.len() - line.trim_start().len()).min(3);
            let shown = markup::sanitised(&markup::unindented(&cut(trimmed)));
            lines.push(
                format!("{}{shown}", " ".repeat(indent))
                    .trim_end()
                    .to_owned(),
            );
        }
    }
    if fenced {
        lines.push(fence(true));
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    let first = lines
        .iter()
        .position(|line| !line.is_empty())
        .unwrap_or(lines.len());
    lines.drain(..first);
    lines.dedup_by(|a, b| a.is_empty() && b.is_empty());
    lines
}

/// Without control characters, and without the marks that turn the direction of text.
fn printable(line: &str) -> String {
    line.chars()
        .map(|c| {
            if c.is_control() && c.is_whitespace() {
                ' '
            } else {
                c
            }
        })
        .filter(|c| {
            !c.is_control()
                && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{2028}' | '\u{2029}')
        })
        .collect()
}

/// A fence without a language is Rust to rustdoc, and would be compiled.
fn fence(closing: bool) -> String {
    if closing { "```" } else { "```text" }.to_owned()
}

fn cut(line: &str) -> String {
    if line.chars().count() <= MOST_CHARACTERS {
        return line.to_owned();
    }
    let kept: String = line.chars().take(MOST_CHARACTERS).collect();
    format!("{kept}…")
}

#[cfg(test)]
mod tests {
    use super::{docs, summary};

    #[test]
    fn a_summary_is_one_sentence_on_one_line() {
        assert_eq!(summary("Lists\n  tasks"), "Lists tasks.");
        assert_eq!(summary("Ready?"), "Ready?");
    }

    #[test]
    fn nothing_becomes_a_doctest_a_link_or_a_tag() {
        let shown = docs(
            None,
            Some("See https://a.example/x. A [task] of <T>\n\n    let x = 1;\n```\nfn main() {}"),
        )
        .0;
        assert_eq!(
            shown,
            [
                "See <https://a.example/x>. A \\[task\\] of \\<T>",
                "",
                "   let x = 1;",
                "```text",
                "fn main() {}",
                "```",
            ]
        );
    }

    #[test]
    fn lines_end_as_they_may() {
        assert_eq!(
            docs(Some("One\r\ntwo"), Some("Three\r\n\r\n\r\nfour\rfive\n")).0,
            ["One two.", "", "Three", "", "four five"]
        );
    }

    #[test]
    fn a_summary_that_is_repeated_is_said_once() {
        assert_eq!(
            docs(Some("Lists tasks"), Some("Lists tasks.")).0,
            ["Lists tasks."]
        );
        assert!(docs(Some(" "), Some("\n")).0.is_empty());
    }

    #[test]
    fn a_very_long_line_is_cut_before_its_markup_is_closed() {
        let long = format!("`{}` <T>", "x".repeat(3000));
        let shown = summary(&long);
        assert!(shown.starts_with("\\`xxx"), "{}", &shown[..9]);
        assert!(shown.ends_with("x…."), "{}", &shown[shown.len() - 9..]);
        assert_eq!(shown.chars().count(), 2003);
    }

    #[test]
    fn a_very_long_text_is_cut_and_its_fence_closed() {
        let long = format!("```\n{}", "line\n".repeat(100));
        let shown = docs(None, Some(&long)).0;
        assert_eq!(shown.len(), 62);
        assert_eq!(shown[60..], ["```", "…"]);
    }

    #[test]
    fn fences_of_any_language_are_text_and_closed() {
        assert_eq!(
            docs(None, Some("```json\n{}\n```\n> ```\n~~~\n````\nx")).0,
            [
                "```text",
                "{}",
                "```",
                "> \\`\\`\\`",
                "\\~~~",
                "```text",
                "x",
                "```"
            ]
        );
    }

    #[test]
    fn marks_that_hide_text_are_dropped() {
        assert_eq!(summary("a\u{202e}b\u{0007}c"), "abc.");
    }
}
