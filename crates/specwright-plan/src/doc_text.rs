//! Markdown of a spec → lines of a doc comment that rustdoc reads as text: nothing in it becomes a doctest, a link that
//! leads nowhere, or markup that is never closed.

use crate::Docs;

/// Lines beyond this are left out, with a last line that says so.
const MOST_LINES: usize = 60;
/// Characters of a line beyond this are left out.
const MOST_CHARACTERS: usize = 2000;

/// One paragraph of text on one line: a summary that ends in a full stop.
pub(crate) fn summary(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = cut(&sanitised(&line));
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
        lines.push("…".to_owned());
    }
    Docs(lines)
}

fn paragraphs(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut fenced = false;
    for line in text.lines() {
        let trimmed = line.trim();
        if let Some(language) = trimmed.strip_prefix("```") {
            // A fence without a language is Rust to rustdoc, and would be compiled; any fence is closed at the end.
            lines.push(if fenced || !language.trim().is_empty() {
                plain_fence(fenced)
            } else {
                "```text".to_owned()
            });
            fenced = !fenced;
        } else if fenced {
            lines.push(cut(&printable(line.trim_end())));
        } else {
            // Four spaces would be a code block.
            let indent = (line.len() - line.trim_start().len()).min(3);
            lines.push(
                format!("{}{}", " ".repeat(indent), cut(&sanitised(trimmed)))
                    .trim_end()
                    .to_owned(),
            );
        }
    }
    if fenced {
        lines.push("```".to_owned());
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

fn plain_fence(closing: bool) -> String {
    if closing {
        "```".to_owned()
    } else {
        "```text".to_owned()
    }
}

/// Escapes what rustdoc would take for a link, a tag or an unclosed span, and drops what cannot be seen.
fn sanitised(line: &str) -> String {
    let line = printable(line);
    let mut out = String::with_capacity(line.len());
    let code_spans_are_closed = line.matches('`').count().is_multiple_of(2);
    let mut in_code = false;
    let mut rest = line.as_str();
    while let Some(c) = rest.chars().next() {
        if c == '`' {
            if code_spans_are_closed {
                in_code = !in_code;
                out.push('`');
            } else {
                out.push_str("\\`");
            }
            rest = &rest[1..];
            continue;
        }
        if in_code {
            out.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        }
        let bare_url = ["http://", "https://"]
            .iter()
            .any(|scheme| rest.starts_with(scheme));
        if bare_url {
            let end = rest
                .find(|c: char| {
                    c.is_whitespace() || matches!(c, ')' | '>' | '<' | '"' | '\'' | ']' | '`' | '|')
                })
                .unwrap_or(rest.len());
            let url = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?']);
            if out.ends_with("](") {
                out.push_str(url);
            } else {
                out.push('<');
                out.push_str(url);
                out.push('>');
            }
            rest = &rest[url.len()..];
            continue;
        }
        if matches!(c, '<' | '[' | ']')
            && !(c == '[' && is_link(rest))
            && !(c == ']' && rest.starts_with("](http"))
        {
            out.push('\\');
        }
        out.push(c);
        rest = &rest[c.len_utf8()..];
    }
    out
}

/// Whether a bracket opens a link to an absolute address.
fn is_link(rest: &str) -> bool {
    rest.find(']')
        .is_some_and(|end| rest[end..].starts_with("](http"))
}

/// Without control characters, and without the marks that turn the direction of text.
fn printable(line: &str) -> String {
    line.chars()
        .map(|c| if c == '\t' { ' ' } else { c })
        .filter(|c| {
            !c.is_control()
                && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{2028}' | '\u{2029}')
        })
        .collect()
}

fn cut(line: &str) -> String {
    if line.chars().count() <= MOST_CHARACTERS {
        return line.to_owned();
    }
    let kept: String = line.chars().take(MOST_CHARACTERS).collect();
    format!("{}…", kept.trim_end_matches('\\'))
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
    fn marks_that_hide_text_are_dropped() {
        assert_eq!(summary("a\u{202e}b\u{0007}c"), "abc.");
    }
}
