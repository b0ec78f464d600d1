//! Which value do names with brackets stand for: `filter[owner][name]=ada&filter[tags][]=a`?
//!
//! `OpenAPI` says what `filter[name]=ada` is, and nothing more; the rest is what clients send. Brackets go as deep as
//! they like, up to a bound. Names that repeat, names that end in `[]`, and names that count from `[0]` are lists.

use super::Tree;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A value that is put together member by member.
#[derive(Debug, Default)]
pub(in crate::http) struct Deep<'c> {
    root: Node<'c>,
    members: usize,
}

/// Why a member cannot be put into the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::http) struct Misshapen(pub(in crate::http) &'static str);

/// More levels of brackets are refused.
const MAX_DEPTH: usize = 32;

/// More members are refused.
const MAX_MEMBERS: usize = 1024;

#[derive(Debug, Default)]
struct Node<'c> {
    /// What is given for the name itself, and whether it was by `[]`.
    values: Vec<Tree<'c>>,
    is_list: bool,
    members: BTreeMap<String, Node<'c>>,
}

/// The part of a name before its brackets, and the brackets.
pub(in crate::http) fn base_name(name: &str) -> (&str, &str) {
    name.split_at(name.find('[').unwrap_or(name.len()))
}

impl<'c> Deep<'c> {
    /// Puts a value in, at the brackets of its name: `[owner][name]`.
    pub(in crate::http) fn insert(
        &mut self,
        brackets: &str,
        value: Tree<'c>,
    ) -> Result<(), Misshapen> {
        self.members += 1;
        if self.members > MAX_MEMBERS {
            return Err(Misshapen("must have at most 1024 members"));
        }
        let mut node = &mut self.root;
        let mut rest = brackets;
        let mut depth = 0;
        let mut is_pushed = false;
        while !rest.is_empty() {
            let key = rest.strip_prefix('[').and_then(|rest| rest.split_once(']'));
            let Some((key, behind)) = key.filter(|(key, _)| !key.contains('[')) else {
                return Err(Misshapen("must have names in pairs of brackets"));
            };
            if is_pushed {
                return Err(Misshapen("must count items that have members: `[0]`"));
            }
            depth += 1;
            if depth > MAX_DEPTH {
                return Err(Misshapen("must have at most 32 levels of brackets"));
            }
            rest = behind;
            if key.is_empty() {
                is_pushed = true;
            } else {
                node = node.members.entry(key.to_owned()).or_default();
            }
        }
        let first = node.values.is_empty();
        if !first && node.is_list != is_pushed {
            return Err(CONFLICT);
        }
        node.is_list = is_pushed;
        node.values.push(value);
        Ok(())
    }

    /// The whole value; `None` if nothing was put in.
    pub(in crate::http) fn finish(self) -> Result<Option<Tree<'c>>, Misshapen> {
        if self.members == 0 {
            return Ok(None);
        }
        self.root.finish().map(Some)
    }
}

const CONFLICT: Misshapen = Misshapen("must not be a value and have members");

impl<'c> Node<'c> {
    fn finish(self) -> Result<Tree<'c>, Misshapen> {
        match (self.values.is_empty(), self.members.is_empty()) {
            (false, false) => return Err(CONFLICT),
            (false, true) if self.is_list => return Ok(Tree::List(self.values)),
            (false, true) => return Ok(Tree::of_all(self.values)),
            (true, _) => {}
        }
        let count = self.members.len();
        let counted: Vec<usize> = self.members.keys().filter_map(|key| index(key)).collect();
        if counted.len() < count || counted.iter().any(|index| *index >= count) {
            let members = self.members.into_iter();
            let members = members.map(|(key, node)| Ok((Cow::Owned(key), node.finish()?)));
            return Ok(Tree::Object(members.collect::<Result<_, _>>()?));
        }
        // As many different numbers as there are members, all of them smaller: none is left out.
        let mut items: Vec<(usize, Node<'c>)> = counted
            .into_iter()
            .zip(self.members.into_values())
            .collect();
        items.sort_by_key(|(index, _)| *index);
        let items = items.into_iter().map(|(_, node)| node.finish());
        Ok(Tree::List(items.collect::<Result<_, _>>()?))
    }
}

/// The number that a key is, as people write it.
fn index(key: &str) -> Option<usize> {
    let is_plain = key == "0" || !key.starts_with(['0', '+']);
    key.parse().ok().filter(|_| is_plain)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed step is a failed test")]
    use super::*;

    fn deep(members: &[(&str, &str)]) -> Result<String, &'static str> {
        let mut deep = Deep::default();
        for (brackets, value) in members {
            let value = Tree::Text(Cow::Owned((*value).to_owned()));
            deep.insert(brackets, value).map_err(|Misshapen(why)| why)?;
        }
        let tree = deep.finish().map_err(|Misshapen(why)| why)?;
        Ok(tree.map_or_else(String::new, |tree| {
            String::from_utf8(tree.into_texts().text).unwrap()
        }))
    }

    #[test]
    fn brackets_say_where_a_value_is() {
        for (members, json) in [
            (&[][..], ""),
            (&[("", "1")], r#""1""#),
            (&[("", "1"), ("", "2")], r#"["1","2"]"#),
            (&[("[b]", "c")], r#"{"b":"c"}"#),
            (
                &[("[b][c]", "1"), ("[b][d]", "2"), ("[a]", "3")],
                r#"{"a":"3","b":{"c":"1","d":"2"}}"#,
            ),
            (&[("[]", "x")], r#"["x"]"#),
            (&[("[b][]", "x"), ("[b][]", "y")], r#"{"b":["x","y"]}"#),
            (&[("[b]", "x"), ("[b]", "y")], r#"{"b":["x","y"]}"#),
            (&[("[1]", "y"), ("[0]", "x")], r#"["x","y"]"#),
            (
                &[("[0][a]", "1"), ("[0][b]", "2"), ("[1][a]", "3")],
                r#"[{"a":"1","b":"2"},{"a":"3"}]"#,
            ),
            // Numbers that do not count are names.
            (&[("[1]", "x"), ("[2]", "y")], r#"{"1":"x","2":"y"}"#),
            (&[("[00]", "x")], r#"{"00":"x"}"#),
            (&[("[0]", "x"), ("[a]", "y")], r#"{"0":"x","a":"y"}"#),
            (&[("[a b]", "")], r#"{"a b":""}"#),
        ] {
            assert_eq!(deep(members).as_deref(), Ok(json), "{members:?}");
        }
        let eleven: Vec<(String, &str)> =
            (0..11).map(|index| (format!("[{index}]"), "x")).collect();
        let eleven: Vec<(&str, &str)> = eleven
            .iter()
            .map(|(key, value)| (key.as_str(), *value))
            .collect();
        assert!(deep(&eleven).unwrap().starts_with('['));
    }

    #[test]
    fn what_has_two_shapes_is_refused() {
        for members in [
            &[("", "1"), ("[b]", "2")][..],
            &[("[b]", "1"), ("[b][c]", "2")],
            &[("[b][c]", "1"), ("[b]", "2")],
            &[("[]", "1"), ("", "2")],
            &[("[]", "1"), ("[0]", "2")],
            &[("[]", "1"), ("[a]", "2")],
            &[("[][a]", "1")],
            &[("[a", "1")],
            &[("[a]b", "1")],
            &[("[a[b]]", "1")],
            &[("[a]]", "1")],
        ] {
            assert!(deep(members).is_err(), "{members:?}");
        }
        assert!(deep(&[(&"[a]".repeat(32), "1")]).is_ok());
        assert!(deep(&[(&"[a]".repeat(33), "1")]).is_err());
        assert!(deep(&vec![("[]", "1"); 1024]).is_ok());
        assert!(deep(&vec![("[]", "1"); 1025]).is_err());
    }
}
