//! Spans of syn → places in the text of a file.

use super::At;
use proc_macro2::{LineColumn, Span};

/// A file whose syntax is brought over, and where its lines begin.
///
/// A span knows lines and columns at once, but its bytes only by a walk through the text; with the beginnings of the lines
/// a place costs no walk.
#[derive(Debug)]
pub(super) struct Places<'t> {
    file: u32,
    text: &'t str,
    is_ascii: bool,
    lines: Vec<usize>,
}

impl<'t> Places<'t> {
    pub(super) fn of(file: u32, text: &'t str) -> Self {
        let behind_ends = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            file,
            text,
            is_ascii: text.is_ascii(),
            lines: std::iter::once(0).chain(behind_ends).collect(),
        }
    }

    pub(super) fn at(&self, span: Span) -> At {
        At {
            file: self.file,
            start: self.offset(span.start()),
            end: self.offset(span.end()),
        }
    }

    /// The byte at which a character of a line begins.
    fn offset(&self, LineColumn { line, column }: LineColumn) -> u32 {
        let line = line.saturating_sub(1);
        let start = self.lines.get(line).copied().unwrap_or(self.text.len());
        let before = if self.is_ascii {
            column
        } else {
            let characters = self.text[start..].chars().take(column);
            characters.map(char::len_utf8).sum()
        };
        u32::try_from(start + before).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::Places;
    use syn::spanned::Spanned as _;

    #[test]
    fn places_are_bytes_of_the_text() {
        for text in [
            "fn first() {}\nfn second() {}",
            "/// größer\nfn first(ß: &str) { \"日本\" }\r\n\r\nfn sécond() {}\n",
            "fn first() {\n    \"two\nlines, the sécond ü\"; }fn second() {}",
        ] {
            let file = syn::parse_file(text).expect("it is Rust");
            let places = Places::of(7, text);
            let mut compared = 0;
            for item in &file.items {
                let syn::Item::Fn(item) = item else { continue };
                for span in [item.sig.ident.span(), item.block.span(), item.span()] {
                    let (at, bytes) = (places.at(span), span.byte_range());
                    assert_eq!(
                        (at.start as usize, at.end as usize),
                        (bytes.start, bytes.end)
                    );
                    compared += 1;
                }
            }
            assert_eq!(compared, 6, "{text}");
            let nowhere = places.at(proc_macro2::Span::call_site());
            assert_eq!((nowhere.file, nowhere.start, nowhere.end), (7, 0, 0));
        }
    }
}
