//! A code → what it means, for a terminal.

use super::severity_name;
use crate::Code;
use std::fmt::Write;

const WIDTH: usize = 80;

/// The title, the explanation, a bad and a good example of a code, and what it leads to where it is allowed.
#[must_use]
pub fn explain(code: &Code) -> String {
    let mut text = String::new();
    // Writing to a `String` cannot fail.
    let _ = writeln!(
        text,
        "{} {} ({})\n",
        code.id,
        code.slug,
        severity_name(code.severity)
    );
    wrap(&mut text, &sentence(code.title));
    text.push('\n');
    wrap(&mut text, code.explanation);
    for (title, example) in [("Reported:", code.bad), ("Accepted:", code.good)] {
        let _ = writeln!(text, "\n{title}\n");
        for line in example.trim_end().lines() {
            let _ = writeln!(text, "{}", format!("    {line}").trim_end());
        }
    }
    if let Some(effect) = code.effect {
        text.push('\n');
        wrap(&mut text, &format!("With `--allow {}`: {effect}.", code.id));
    }
    text
}

fn sentence(title: &str) -> String {
    let mut chars = title.chars();
    chars.next().map_or_else(String::new, |first| {
        format!("{}{}.", first.to_uppercase(), chars.as_str())
    })
}

fn wrap(text: &mut String, paragraph: &str) {
    let mut column = 0;
    for word in paragraph.split_whitespace() {
        let width = word.chars().count();
        if column > 0 && column + 1 + width > WIDTH {
            text.push('\n');
            column = 0;
        } else if column > 0 {
            text.push(' ');
            column += 1;
        }
        text.push_str(word);
        column += width;
    }
    text.push('\n');
}
