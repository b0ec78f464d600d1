//! What stands where in a JSON text? A value as nodes that borrow its text.

use super::Syntax;
use super::pointer::Segment;
use jiter::{Jiter, JiterError, Peek};
use std::borrow::Cow;

/// A value and all values in it. Nodes are numbered in the order of the text; the value itself is the first.
#[derive(Debug)]
pub(super) struct Tree<'j> {
    text: &'j [u8],
    nodes: Vec<Node<'j>>,
}

#[derive(Debug)]
struct Node<'j> {
    start: usize,
    end: usize,
    parent: usize,
    kind: Kind<'j>,
}

/// What a value is.
#[derive(Debug)]
pub(super) enum Kind<'j> {
    Null,
    Boolean(bool),
    Number,
    String(Cow<'j, str>),
    /// The nodes of the items.
    Array(Box<[usize]>),
    /// The keys and the nodes of their values, in the order of the keys.
    Object(Box<[Member<'j>]>),
}

/// A key, and the node of its value.
pub(super) type Member<'j> = (Cow<'j, str>, usize);

impl<'j> Tree<'j> {
    /// The value that starts at the given place of a text, if it has no more levels than the given number.
    pub(super) fn parse(text: &'j [u8], start: usize, levels: usize) -> Result<Self, Syntax> {
        let mut parser = Parser {
            jiter: Jiter::new(text.get(start..).unwrap_or_default()),
            tree: Self {
                text,
                nodes: Vec::new(),
            },
            start,
            levels,
        };
        let peek = parser.jiter.peek();
        let peek = peek.map_err(|error| Syntax::of_part(&error, start, text))?;
        parser.value(peek, 0)?;
        Ok(parser.tree)
    }

    /// The node of the value that starts at the given place.
    pub(super) fn node_at(&self, start: usize) -> Option<usize> {
        self.nodes
            .binary_search_by_key(&start, |node| node.start)
            .ok()
    }

    pub(super) fn kind(&self, node: usize) -> &Kind<'j> {
        &self.nodes[node].kind
    }

    /// The members of an object.
    pub(super) fn members(&self, node: usize) -> Option<&[Member<'j>]> {
        match self.kind(node) {
            Kind::Object(members) => Some(members),
            _ => None,
        }
    }

    /// Where the value lies in the text.
    pub(super) fn place(&self, node: usize) -> (usize, usize) {
        (self.nodes[node].start, self.nodes[node].end)
    }

    /// The value as it is written.
    pub(super) fn text(&self, node: usize) -> &'j [u8] {
        let (start, end) = self.place(node);
        &self.text[start..end]
    }

    /// The whole text that the places count in.
    pub(super) fn whole(&self) -> &'j [u8] {
        self.text
    }

    /// The steps from one value down to another in it.
    pub(super) fn way(&self, root: usize, node: usize) -> Vec<Segment> {
        let mut way = Vec::new();
        let mut at = node;
        while at > root {
            let parent = self.nodes[at].parent;
            way.push(match &self.nodes[parent].kind {
                Kind::Object(members) => {
                    let found = members.iter().find(|(_, value)| *value == at);
                    Segment::Key(found.map(|(key, _)| &**key).unwrap_or_default().into())
                }
                Kind::Array(items) => Segment::Index(items.binary_search(&at).unwrap_or_default()),
                _ => break,
            });
            at = parent;
        }
        way.reverse();
        way
    }
}

/// The member with the given key; of several with one key the first.
pub(super) fn member<'m, V>(members: &'m [(Cow<'_, str>, V)], key: &str) -> Option<&'m V> {
    let at = members.partition_point(|(other, _)| &**other < key);
    let (found, value) = members.get(at)?;
    (found == key).then_some(value)
}

/// The part of the text that a string was read from, or where its characters were escaped a copy of it.
pub(super) fn borrowed<'j>(text: &'j [u8], part: &str) -> Cow<'j, str> {
    let start = part.as_ptr().addr().wrapping_sub(text.as_ptr().addr());
    let found = start
        .checked_add(part.len())
        .and_then(|end| text.get(start..end))
        .and_then(|found| str::from_utf8(found).ok())
        .filter(|found| *found == part);
    found.map_or_else(|| Cow::Owned(part.to_owned()), Cow::Borrowed)
}

struct Parser<'j> {
    jiter: Jiter<'j>,
    tree: Tree<'j>,
    start: usize,
    /// So many levels of arrays and objects may still be entered.
    levels: usize,
}

impl Parser<'_> {
    /// Reads the value that comes next. The depth of the recursion is bounded by the levels.
    fn value(&mut self, peek: Peek, parent: usize) -> Result<usize, Syntax> {
        let node = self.tree.nodes.len();
        let start = self.start + self.jiter.current_index();
        self.tree.nodes.push(Node {
            start,
            end: start,
            parent,
            kind: Kind::Null,
        });
        let kind = match peek {
            Peek::Array => self.array(node)?,
            Peek::Object => self.object(node)?,
            Peek::String => match self.jiter.known_str() {
                Ok(text) => Kind::String(borrowed(self.tree.text, text)),
                Err(error) => return Err(self.syntax(&error)),
            },
            Peek::Null => {
                let read = self.jiter.known_null();
                read.map_err(|error| self.syntax(&error))?;
                Kind::Null
            }
            Peek::True | Peek::False => {
                let read = self.jiter.known_bool(peek);
                Kind::Boolean(read.map_err(|error| self.syntax(&error))?)
            }
            _ => match self.jiter.known_number_bytes(peek) {
                Ok(_) => Kind::Number,
                Err(error) => return Err(self.syntax(&error)),
            },
        };
        self.tree.nodes[node].kind = kind;
        self.tree.nodes[node].end = self.start + self.jiter.current_index();
        Ok(node)
    }

    fn array(&mut self, node: usize) -> Result<Kind<'static>, Syntax> {
        self.enter()?;
        let mut items = Vec::new();
        let mut next = self.jiter.known_array();
        while let Some(peek) = next.map_err(|error| self.syntax(&error))? {
            items.push(self.value(peek, node)?);
            next = self.jiter.array_step();
        }
        self.levels += 1;
        Ok(Kind::Array(items.into()))
    }

    fn enter(&mut self) -> Result<(), Syntax> {
        match self.levels.checked_sub(1) {
            Some(levels) => self.levels = levels,
            None => {
                return Err(Syntax::too_deep(
                    self.start + self.jiter.current_index(),
                    self.tree.text,
                ));
            }
        }
        Ok(())
    }

    #[cold]
    fn syntax(&self, error: &JiterError) -> Syntax {
        Syntax::of_part(error, self.start, self.tree.text)
    }
}

impl<'j> Parser<'j> {
    fn object(&mut self, node: usize) -> Result<Kind<'j>, Syntax> {
        self.enter()?;
        let mut members: Vec<Member<'j>> = Vec::new();
        loop {
            let key = if members.is_empty() {
                self.jiter.known_object()
            } else {
                self.jiter.next_key()
            };
            let key = match key {
                Ok(Some(key)) => borrowed(self.tree.text, key),
                Ok(None) => break,
                Err(error) => return Err(self.syntax(&error)),
            };
            let peek = self.jiter.peek();
            let peek = peek.map_err(|error| self.syntax(&error))?;
            members.push((key, self.value(peek, node)?));
        }
        self.levels += 1;
        members.sort_by(|(one, _), (two, _)| one.cmp(two));
        Ok(Kind::Object(members.into()))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed step is a failed test")]
    use super::*;

    #[test]
    fn values_are_found_by_their_places_and_know_their_way() {
        let text = br#" [ {"b" : [1, "x"], "a\u0062": true}, null]"#;
        let tree = Tree::parse(text, 1, 9).unwrap();
        let node = tree.node_at(14).unwrap();
        assert_eq!(tree.text(node), br#""x""#);
        assert!(matches!(tree.kind(node), Kind::String(Cow::Borrowed("x"))));
        let way = |node| {
            let steps = tree.way(0, node).into_iter();
            let step = |segment| match segment {
                Segment::Key(key) => key.into_string(),
                Segment::Index(index) => index.to_string(),
                other => panic!("{other:?}"),
            };
            steps.map(step).collect::<Vec<_>>().join("/")
        };
        assert_eq!(way(node), "0/b/1");
        assert_eq!(way(0), "");
        let Kind::Object(members) = tree.kind(1) else {
            panic!("{tree:?}")
        };
        assert_eq!(way(*member(members, "ab").unwrap()), "0/ab");
        assert_eq!(member(members, "c"), None);
        assert_eq!(tree.node_at(2), None);
    }

    #[test]
    fn levels_are_bounded_and_text_is_checked() {
        assert!(Tree::parse(b"[[]]", 0, 2).is_ok());
        assert!(Tree::parse(b"[[]]", 0, 1).is_err());
        assert!(Tree::parse(b"[1][[", 3, 9).is_err());
        for text in [&b"[1"[..], b"{\"a\":}", b"\"\\ud800\"", b"", b"[01]"] {
            assert!(Tree::parse(text, 0, 9).is_err(), "{text:?}");
        }
        let error = Tree::parse(b"[1,\n [x]]", 5, 9).unwrap_err();
        assert_eq!((error.line(), error.offset()), (2, 6));
    }
}
