//! One object of the contract: which keys it has, which it lacks, and what stands under each.

use crate::ObjectKeys;
use crate::reading::Reading;
use specwright_diagnostics::{Diagnostic, codes};
use specwright_source::{Entry, Located, Node, Object};
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

/// An object whose keys have been claimed: unknown and missing ones are reported, the rest is there to be read.
pub(crate) struct Fields<'n> {
    object: &'n Object,
    keys: &'static ObjectKeys,
}

impl<'n> Fields<'n> {
    /// Claims the keys of an object; reports a value that is none.
    pub(crate) fn open(
        node: &'n Node,
        keys: &'static ObjectKeys,
        reading: &mut Reading,
    ) -> Option<Self> {
        let Some(object) = node.as_object() else {
            reading.wrong_type(node, keys.title, "an object");
            return None;
        };
        for entry in &object.entries {
            if !keys.all().any(|key| key == entry.key) {
                let near = reading.near(&entry.key, keys.all());
                reading.report(unknown_key(entry, keys, near));
            }
        }
        for key in keys.required {
            if object.get(key).is_none() {
                reading.report(Diagnostic::new(
                    &codes::DATABASE_MISSING_KEY,
                    node.span,
                    format!("{} has no key `{key}`", keys.title),
                    format!("add `\"{key}\": …`"),
                ));
            }
        }
        Some(Self { object, keys })
    }

    /// The entry of a key.
    pub(crate) fn entry(&self, key: &str) -> Option<&'n Entry> {
        debug_assert!(
            self.keys.all().any(|known| known == key),
            "`{key}` is not in the list of {}",
            self.keys.object
        );
        self.object.entry(key)
    }

    /// The value of a key.
    pub(crate) fn node(&self, key: &str) -> Option<&'n Node> {
        self.entry(key).map(|entry| &entry.node)
    }

    /// The entries that are there, of some keys.
    pub(crate) fn present<'k>(
        &self,
        keys: &'k [&'static str],
    ) -> impl Iterator<Item = &'n Entry> + use<'n, 'k> {
        let object = self.object;
        keys.iter().filter_map(|key| object.entry(key))
    }

    /// A text that is not empty.
    pub(crate) fn text(&self, key: &str, reading: &mut Reading) -> Option<Located<String>> {
        self.node(key)
            .and_then(|node| reading.text(node, &format!("`{key}`")))
    }

    /// A name of the database.
    pub(crate) fn name(&self, key: &str, reading: &mut Reading) -> Option<Located<String>> {
        self.node(key)
            .and_then(|node| reading.name(node, &format!("`{key}`")))
    }

    /// A truth value.
    pub(crate) fn flag(&self, key: &str, reading: &mut Reading) -> Option<Located<bool>> {
        let node = self.node(key)?;
        let flag = node.as_bool();
        if flag.is_none() {
            reading.wrong_type(node, &format!("`{key}`"), "a boolean");
        }
        flag.map(|value| Located {
            value,
            span: node.span,
        })
    }

    /// A truth value, or what holds where nothing is said.
    pub(crate) fn flag_or(&self, key: &str, otherwise: bool, reading: &mut Reading) -> bool {
        self.flag(key, reading).map_or(otherwise, |flag| flag.value)
    }

    /// A whole number in a range.
    pub(crate) fn integer(
        &self,
        key: &str,
        range: RangeInclusive<i64>,
        reading: &mut Reading,
    ) -> Option<Located<i64>> {
        let node = self.node(key)?;
        let Some(number) = node.as_number() else {
            reading.wrong_type(node, &format!("`{key}`"), "a whole number");
            return None;
        };
        let value = number.as_i64().filter(|value| range.contains(value));
        if value.is_none() {
            reading.report(Diagnostic::new(
                &codes::DATABASE_NUMBER_OUT_OF_RANGE,
                node.span,
                format!("`{key}` is `{}`", number.text()),
                format!(
                    "give a whole number from {} to {}",
                    range.start(),
                    range.end()
                ),
            ));
        }
        value.map(|value| Located {
            value,
            span: node.span,
        })
    }

    /// One of a closed set of words.
    pub(crate) fn choice<T: Clone>(
        &self,
        key: &str,
        choices: &[(&'static str, T)],
        reading: &mut Reading,
    ) -> Option<Located<T>> {
        self.node(key)
            .and_then(|node| reading.choice(node, &format!("`{key}`"), choices))
    }

    /// A list, each item read by a function; reports a value that is no list.
    pub(crate) fn each<T>(
        &self,
        key: &str,
        reading: &mut Reading,
        mut read: impl FnMut(&'n Node, &mut Reading) -> Option<T>,
    ) -> Vec<T> {
        let Some(node) = self.node(key) else {
            return Vec::new();
        };
        let Some(items) = node.as_array() else {
            reading.wrong_type(node, &format!("`{key}`"), "an array");
            return Vec::new();
        };
        items
            .iter()
            .filter_map(|item| read(item, reading))
            .collect()
    }

    /// A list of names without repetition that holds at least one.
    pub(crate) fn names(&self, key: &str, reading: &mut Reading) -> Vec<Located<String>> {
        let names = self.each(key, reading, |item, reading| {
            reading.name(item, "an item of the list")
        });
        self.check_filled(key, reading);
        check_repetition(&names, reading);
        names
    }

    /// Reports a list that is there and empty.
    pub(crate) fn check_filled(&self, key: &str, reading: &mut Reading) {
        let Some(node) = self.node(key) else { return };
        if node.as_array().is_some_and(<[Node]>::is_empty) {
            reading.report(Diagnostic::new(
                &codes::DATABASE_EMPTY,
                node.span,
                format!("`{key}` is empty"),
                if self.keys.required.contains(&key) {
                    "name at least one"
                } else {
                    "name at least one, or leave the key out"
                },
            ));
        }
    }
}

/// Reports each item of a list that already stands before it.
pub(crate) fn check_repetition(names: &[Located<String>], reading: &mut Reading) {
    let mut seen = BTreeSet::new();
    for name in names {
        if !seen.insert(&name.value) {
            reading.report(Diagnostic::new(
                &codes::DATABASE_REPEATED_ITEM,
                name.span,
                format!("`{}` stands twice in the list", name.value),
                "remove one of them",
            ));
        }
    }
}

fn unknown_key(entry: &Entry, keys: &'static ObjectKeys, near: Option<&str>) -> Diagnostic {
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("remove it; the keys here are {}", listed(keys.all())),
    };
    Diagnostic::new(
        &codes::DATABASE_UNKNOWN_KEY,
        entry.key_span,
        format!("{} has no key `{}`", keys.title, entry.key),
        help,
    )
}

/// Words in backquotes, with commas; of many, the first.
pub(crate) fn listed<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    const MOST: usize = 25;
    let mut words = words.into_iter();
    let mut list: Vec<String> = words
        .by_ref()
        .take(MOST)
        .map(|word| format!("`{word}`"))
        .collect();
    if words.next().is_some() {
        list.push("…".to_owned());
    }
    list.join(", ")
}
