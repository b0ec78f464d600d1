//! How do the texts of a parameter or a form become one value that can be read like a body?

mod deep;

pub(super) use deep::{Deep, Misshapen, base_name};

use super::Upload;
use crate::json::texts::Texts;
use crate::json::{Refusal, Writer, read_document};
use std::borrow::Cow;
use std::sync::OnceLock;

/// A value whose scalars are texts: which of them are numbers only whoever reads it knows.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Tree<'c> {
    /// A scalar, decoded.
    Text(Cow<'c, str>),
    /// A value in real JSON.
    Json(Cow<'c, str>),
    /// A file.
    Upload(Upload),
    /// A part of a form that can be read as a text or as JSON, and as a file.
    Part(Box<Tree<'c>>, Upload),
    /// Several values.
    List(Vec<Tree<'c>>),
    /// Values with names, in the order of the request.
    Object(Vec<(Cow<'c, str>, Tree<'c>)>),
}

impl<'c> Tree<'c> {
    /// The values that were given for one name.
    pub(super) fn of_all(mut values: Vec<Self>) -> Self {
        match values.len() {
            1 => values.swap_remove(0),
            _ => Self::List(values),
        }
    }

    /// An object of names that may repeat, each of which then has a list.
    pub(super) fn of_pairs(pairs: Vec<(Cow<'c, str>, Self)>) -> Self {
        let mut order: Vec<usize> = (0..pairs.len()).collect();
        order.sort_by(|a, b| pairs[*a].0.cmp(&pairs[*b].0).then(a.cmp(b)));
        let mut groups: Vec<(usize, Cow<'c, str>, Vec<Self>)> = Vec::new();
        let mut pairs: Vec<_> = pairs.into_iter().map(Some).collect();
        for index in order {
            let Some((name, value)) = pairs[index].take() else {
                continue;
            };
            match groups.last_mut().filter(|(_, last, _)| *last == name) {
                Some((_, _, values)) => values.push(value),
                None => groups.push((index, name, vec![value])),
            }
        }
        groups.sort_by_key(|(first, _, _)| *first);
        let members = groups.into_iter();
        Self::Object(
            members
                .map(|(_, name, values)| (name, Self::of_all(values)))
                .collect(),
        )
    }

    /// The value as the JSON reader takes it.
    pub(super) fn into_texts(self) -> Texts {
        let mut writing = Writing {
            json: Writer::new(),
            texts: Texts::default(),
        };
        writing.value(self);
        // A writer only fails at numbers, and there are none.
        writing.texts.text = writing.json.finish().unwrap_or_default();
        writing.texts
    }
}

/// Texts that live as long as their request, so that what is read may point into them.
#[derive(Debug, Default)]
pub(super) struct Kept(OnceLock<Box<(Texts, Kept)>>);

impl Kept {
    /// Keeps one more.
    pub(super) fn keep(&self, texts: Texts) -> &Texts {
        let mut place = self;
        let mut new = Box::new((texts, Self::default()));
        loop {
            let kept = place.0.set(new);
            let (texts, next) = &**place.0.get().expect("it was set here, or before");
            match kept {
                Ok(()) => return texts,
                Err(back) => (place, new) = (next, back),
            }
        }
    }
}

struct Writing {
    json: Writer,
    texts: Texts,
}

impl Writing {
    fn value(&mut self, value: Tree<'_>) {
        match value {
            Tree::Text(text) => self.json.string(&text),
            Tree::Json(json) => {
                let start = self.json.length();
                self.json.raw(&json);
                self.texts.strict.push(start..self.json.length());
            }
            Tree::Part(value, upload) => {
                let index = self.texts.uploads.len();
                self.texts.parts.push((self.json.length(), index));
                self.texts.uploads.push(upload);
                self.value(*value);
            }
            Tree::Upload(upload) => {
                self.json.raw(&self.texts.uploads.len().to_string());
                self.texts.uploads.push(upload);
            }
            Tree::List(items) => {
                self.json.raw("[");
                for (index, item) in items.into_iter().enumerate() {
                    if index > 0 {
                        self.json.raw(",");
                    }
                    self.value(item);
                }
                self.json.raw("]");
            }
            Tree::Object(members) => {
                self.json.raw("{");
                for (index, (name, member)) in members.into_iter().enumerate() {
                    if index > 0 {
                        self.json.raw(",");
                    }
                    self.json.string(&name);
                    self.json.raw(":");
                    self.value(member);
                }
                self.json.raw("}");
            }
        }
    }
}

/// Whether a text is JSON, so that it can stand in another; if not, why.
pub(super) fn check_json(text: &str) -> Result<(), String> {
    let read = read_document(text.as_bytes(), |json| json.skip().map(Some));
    match read {
        // What breaks a rule is found again where the value is read.
        Ok(()) | Err(Refusal::Invalid(_)) => Ok(()),
        Err(Refusal::Malformed(syntax)) => Err(format!("must be JSON: {syntax}")),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed step is a failed test")]
    use super::*;

    #[test]
    fn a_tree_becomes_json_of_strings() {
        let text = |text: &'static str| Tree::Text(text.into());
        let tree = Tree::of_pairs(vec![
            ("b".into(), text("1\"\\\n")),
            ("a".into(), text("2")),
            ("b".into(), Tree::Json("{\"x\": 1}".into())),
            ("c".into(), Tree::Upload(Upload::from_text("c", "file"))),
            ("é".into(), Tree::List(Vec::new())),
        ]);
        let texts = tree.into_texts();
        let text = std::str::from_utf8(&texts.text).unwrap();
        assert_eq!(
            text,
            "{\"b\":[\"1\\\"\\\\\\n\",{\"x\": 1}],\"a\":\"2\",\"c\":0,\"é\":[]}"
        );
        let strict: Vec<&str> = texts
            .strict
            .iter()
            .map(|part| &text[part.clone()])
            .collect();
        assert_eq!(strict, ["{\"x\": 1}"]);
        assert_eq!(texts.uploads.len(), 1);
    }
}
