//! One line of Markdown → the same line with all markup closed: a tag, a bracket, a span of code or a fence that rustdoc
//! would stumble over is text.

/// Escapes what rustdoc would take for a tag, for a link that leads nowhere, or for code that is never closed.
pub(super) fn sanitised(line: &str) -> String {
    escaped(line, Addresses::Linked)
}

/// A line whose markers of lists and quotes have fewer than five spaces behind them, which would open a block of code.
pub(super) fn unindented(line: &str) -> String {
    let mut shown = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(length) = marker(rest) {
        let (marker, behind) = rest.split_at(length);
        rest = behind.trim_start_matches(' ');
        let spaces = behind.len() - rest.len();
        shown.push_str(marker);
        shown.push_str(if spaces < 5 { &behind[..spaces] } else { " " });
    }
    shown.push_str(rest);
    shown
}

/// The length of the marker of a list or of a quote that a line begins with.
fn marker(line: &str) -> Option<usize> {
    if line.starts_with('>') {
        return Some(1);
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let signs: &[char] = if digits == 0 {
        &['-', '+', '*']
    } else {
        &['.', ')']
    };
    let behind = line[digits..].strip_prefix(signs)?;
    behind.starts_with(' ').then_some(digits + 1)
}

/// What becomes of an address that stands in the text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Addresses {
    /// It becomes a link.
    Linked,
    /// It stays as it is, since it stands in the text of a link.
    Plain,
}

fn escaped(text: &str, addresses: Addresses) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let piece = match c {
            '\\' => escape(rest),
            '`' => Some(code(rest)),
            '[' => link(rest),
            '~' => tildes(rest),
            'h' if addresses == Addresses::Linked => address(rest),
            _ => None,
        };
        let length = match piece {
            Some((length, piece)) => {
                shown.push_str(&piece);
                length
            }
            None => {
                if matches!(c, '<' | '[' | ']') {
                    shown.push('\\');
                }
                shown.push(c);
                c.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    shown
}

/// The length of a piece of the text, and how it is shown.
type Piece = Option<(usize, String)>;

/// A backslash with the sign that it escapes (`CommonMark` 0.31, section 2.4); before an address it must not escape the
/// sign that is put there.
fn escape(text: &str) -> Piece {
    let behind = &text[1..];
    if behind.starts_with(|c: char| c.is_ascii_punctuation()) {
        Some((2, text[..2].to_owned()))
    } else {
        is_absolute(behind).then(|| (1, "\\\\".to_owned()))
    }
}

/// A span of code, which ends with as many backquotes as it begins with (`CommonMark` 0.31, section 6.1); without an end
/// they are text.
fn code(text: &str) -> (usize, String) {
    let ticks = run(text, '`');
    let mut end = ticks;
    while let Some(next) = text[end..].find('`') {
        let closing = run(&text[end + next..], '`');
        end += next + closing;
        if closing == ticks {
            return (end, text[..end].to_owned());
        }
    }
    (ticks, "\\`".repeat(ticks))
}

/// Three tildes are a fence, too.
fn tildes(text: &str) -> Piece {
    let tildes = run(text, '~');
    (tildes >= 3).then(|| (tildes, format!("\\{}", &text[..tildes])))
}

fn run(text: &str, sign: char) -> usize {
    text.len() - text.trim_start_matches(sign).len()
}

/// An address in the text.
fn address(text: &str) -> Piece {
    if !is_absolute(text) {
        return None;
    }
    let ends =
        |c: char| c.is_whitespace() || matches!(c, ')' | '>' | '<' | '"' | '\'' | ']' | '`' | '|');
    let address = &text[..text.find(ends).unwrap_or(text.len())];
    let address = address.trim_end_matches(['.', ',', ';', ':', '!', '?']);
    Some((address.len(), format!("<{address}>")))
}

fn is_absolute(address: &str) -> bool {
    address.starts_with("http://") || address.starts_with("https://")
}

/// A link to an absolute address, with its title.
fn link(text: &str) -> Piece {
    let (words, behind) = text[1..].split_once(']')?;
    let target = behind.strip_prefix('(')?;
    if words.contains('[') || words.ends_with('\\') || !is_absolute(target) {
        return None;
    }
    let end = target_end(target)?;
    let shown = format!("[{}]({}", escaped(words, Addresses::Plain), &target[..end]);
    Some((text.len() - target.len() + end, shown))
}

/// Where a link's target ends, behind the bracket that closes it.
fn target_end(target: &str) -> Option<usize> {
    let mut depth = 0;
    for (index, c) in target.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return Some(index + 1),
            ')' => depth -= 1,
            ' ' if depth == 0 => return Some(index + title_end(&target[index..])?),
            '<' | '>' | '\\' => return None,
            c if c.is_whitespace() => return None,
            _ => {}
        }
    }
    None
}

/// Where a title in quotes ends, behind the bracket that closes its link.
fn title_end(text: &str) -> Option<usize> {
    let title = text.trim_start_matches(' ');
    let quote = title.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (words, behind) = title[1..].split_once(quote)?;
    let behind = behind.trim_start_matches(' ').strip_prefix(')')?;
    (!words.contains('\\')).then(|| text.len() - behind.len())
}

#[cfg(test)]
mod tests {
    use super::{sanitised, unindented};

    #[test]
    fn what_is_closed_stays_and_what_is_open_becomes_text() {
        for (text, shown) in [
            ("a `b` c", "a `b` c"),
            ("a ` b", "a \\` b"),
            ("`a` and ` b", "`a` and \\` b"),
            ("``a ` b`` c", "``a ` b`` c"),
            ("a ``` b ` <T>", "a \\`\\`\\` b \\` \\<T>"),
            ("```` x", "\\`\\`\\`\\` x"),
            ("`Vec<T>` of <T>", "`Vec<T>` of \\<T>"),
            ("~~~", "\\~~~"),
            ("~~struck~~", "~~struck~~"),
            ("<!-- no -->", "\\<!-- no -->"),
        ] {
            assert_eq!(sanitised(text), shown, "{text}");
        }
    }

    #[test]
    fn what_is_escaped_is_not_escaped_again() {
        for (text, shown) in [
            ("\\<T>", "\\<T>"),
            ("\\[a\\]", "\\[a\\]"),
            ("\\\\<T>", "\\\\\\<T>"),
            ("\\`<T>\\`", "\\`\\<T>\\`"),
            ("C:\\dir", "C:\\dir"),
            ("\\http://a.example", "\\\\<http://a.example>"),
            ("a\\", "a\\"),
        ] {
            assert_eq!(sanitised(text), shown, "{text}");
        }
    }

    #[test]
    fn links_to_absolute_addresses_stay_links() {
        for (text, shown) in [
            ("[a](https://a.example)", "[a](https://a.example)"),
            ("[a](http://a.example/b_(c))", "[a](http://a.example/b_(c))"),
            (
                "[a](http://a.example \"A title\").",
                "[a](http://a.example \"A title\").",
            ),
            ("[`a<T>` <T>](http://b)", "[`a<T>` \\<T>](http://b)"),
            ("[http://a](http://a)", "[http://a](http://a)"),
            ("![a](http://b)", "![a](http://b)"),
            ("[a](#b)", "\\[a\\](#b)"),
            ("[a](httpx)", "\\[a\\](httpx)"),
            ("[a](http://b c)", "\\[a\\](<http://b> c)"),
            ("[a](http://b(c)", "\\[a\\](<http://b(c>)"),
            ("[a [b] c](http://d)", "\\[a \\[b\\] c\\](<http://d>)"),
            ("[[a]](http://d)", "\\[\\[a\\]\\](<http://d>)"),
            ("[a]: http://b", "\\[a\\]: <http://b>"),
            ("[ ] to do", "\\[ \\] to do"),
        ] {
            assert_eq!(sanitised(text), shown, "{text}");
        }
    }

    #[test]
    fn many_spaces_behind_a_marker_are_one() {
        for (text, shown) in [
            ("-     let x", "- let x"),
            (">     let x", "> let x"),
            ("> 1.      let x", "> 1. let x"),
            ("1.   aligned", "1.   aligned"),
            (">>      x", ">> x"),
            ("-minus     x", "-minus     x"),
            ("2024     x", "2024     x"),
            ("-", "-"),
        ] {
            assert_eq!(unindented(text), shown, "{text}");
        }
    }
}
