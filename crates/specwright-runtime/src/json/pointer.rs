//! Where in the document is the reader?

use std::fmt::Write as _;

/// One step down.
#[derive(Debug, Clone)]
pub(crate) enum Segment {
    /// Inside of an object or an array, before its first member.
    Before,
    /// A property that the rule names.
    Property(&'static str),
    /// A key that no rule names.
    Key(Box<str>),
    /// An item.
    Index(usize),
}

/// The way down from the root.
#[derive(Debug, Default)]
pub(crate) struct Path {
    segments: Vec<Segment>,
}

impl Path {
    pub(crate) fn depth(&self) -> usize {
        self.segments.len()
    }

    pub(crate) fn enter(&mut self) {
        self.segments.push(Segment::Before);
    }

    pub(crate) fn leave(&mut self) {
        self.segments.pop();
    }

    /// Goes to a member of the container that was entered last.
    pub(crate) fn at(&mut self, segment: Segment) {
        if let Some(last) = self.segments.last_mut() {
            *last = segment;
        }
    }

    /// The key that the reader stands at, if it stands in an object.
    pub(crate) fn key(&self) -> Option<&str> {
        match self.segments.last()? {
            Segment::Property(name) => Some(name),
            Segment::Key(key) => Some(key),
            Segment::Before | Segment::Index(_) => None,
        }
    }

    /// The key on the way that is nearest to where the reader stands.
    pub(crate) fn last_key(&self) -> Option<&str> {
        self.segments
            .iter()
            .rev()
            .find_map(|segment| match segment {
                Segment::Property(name) => Some(*name),
                Segment::Key(key) => Some(&**key),
                Segment::Before | Segment::Index(_) => None,
            })
    }

    /// The way as a JSON Pointer in a fragment of a URI (RFC 6901, section 6).
    pub(crate) fn fragment(&self) -> String {
        let mut out = String::from("#");
        for segment in &self.segments {
            if out.len() > MAX_POINTER {
                break;
            }
            match segment {
                Segment::Before => {}
                Segment::Property(name) => push_token(&mut out, name),
                Segment::Key(key) => push_token(&mut out, key),
                Segment::Index(index) => {
                    write!(out, "/{index}").expect("writing to a string never fails");
                }
            }
        }
        out
    }
}

/// A pointer of so many bytes goes no deeper: a small request must not make a long answer.
const MAX_POINTER: usize = 2048;

/// So much of a key goes into a pointer: keys that no rule names come from outside, at any length.
const MAX_TOKEN: usize = 256;

fn push_token(out: &mut String, token: &str) {
    out.push('/');
    for character in token.chars().take(MAX_TOKEN) {
        match character {
            '~' => out.push_str("~0"),
            '/' => out.push_str("~1"),
            other => push_encoded(out, other),
        }
    }
}

/// A JSON Pointer as a fragment of a URI.
pub(crate) fn fragment(pointer: &str) -> String {
    let mut out = String::from("#");
    for character in pointer.chars() {
        push_encoded(&mut out, character);
    }
    out
}

fn push_encoded(out: &mut String, character: char) {
    if character.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/?".contains(character) {
        out.push(character);
        return;
    }
    for byte in character.encode_utf8(&mut [0; 4]).bytes() {
        write!(out, "%{byte:02X}").expect("writing to a string never fails");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_escapes_for_json_pointer_and_for_uris() {
        let mut path = Path::default();
        assert_eq!(path.fragment(), "#");
        path.enter();
        assert_eq!(path.fragment(), "#");
        path.at(Segment::Property("a/b~c"));
        path.enter();
        path.at(Segment::Index(12));
        path.enter();
        path.at(Segment::Key("é %\"\\".into()));
        assert_eq!(path.fragment(), "#/a~1b~0c/12/%C3%A9%20%25%22%5C");
        path.leave();
        assert_eq!(path.depth(), 2);
        assert_eq!(path.fragment(), "#/a~1b~0c/12");
    }

    #[test]
    fn a_long_pointer_ends_early() {
        let mut path = Path::default();
        for _ in 0..128 {
            path.enter();
            path.at(Segment::Key("😀".repeat(256).into()));
        }
        assert!(path.fragment().len() < 2 * MAX_POINTER + 12 * MAX_TOKEN);
    }

    #[test]
    fn a_long_key_is_cut() {
        let mut path = Path::default();
        path.enter();
        path.at(Segment::Key("k".repeat(10_000).into()));
        assert_eq!(path.fragment().len(), 2 + MAX_TOKEN);
    }
}
