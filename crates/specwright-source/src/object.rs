//! The entries of an object, and how one of them is found.

use crate::{Entry, Node};

/// Below this number of entries a walk is quicker than a search.
const LARGE: usize = 16;

/// The entries of an object in the order of the text; no key occurs twice.
#[derive(Debug, Clone, Default)]
pub struct Object {
    /// The entries.
    pub entries: Vec<Entry>,
    /// The positions of the entries in the order of their keys, for an object that was large when it was made.
    ///
    /// `entries` may have been edited since. So a hit counts only if the key stands there, and after a miss the
    /// entries are walked.
    #[expect(
        clippy::box_collection,
        reason = "most objects are small, and this keeps every value of a tree two words smaller"
    )]
    by_key: Option<Box<Vec<u32>>>,
}

impl Object {
    /// An object of these entries.
    #[must_use]
    pub fn new(entries: Vec<Entry>) -> Self {
        let by_key = if entries.len() > LARGE {
            positions_by_key(&entries).map(Box::new)
        } else {
            None
        };
        Self { entries, by_key }
    }

    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.node)
    }

    /// The entry of a key.
    #[must_use]
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.indexed(key)
            .or_else(|| self.entries.iter().find(|entry| entry.key == key))
    }

    fn indexed(&self, key: &str) -> Option<&Entry> {
        let positions = self.by_key.as_deref()?;
        let key_at = |position: u32| {
            self.entries
                .get(position as usize)
                .map(|entry| entry.key.as_str())
        };
        let found = positions
            .binary_search_by(|&position| key_at(position).cmp(&Some(key)))
            .ok()?;
        self.entries.get(positions[found] as usize)
    }
}

impl From<Vec<Entry>> for Object {
    fn from(entries: Vec<Entry>) -> Self {
        Self::new(entries)
    }
}

impl PartialEq for Object {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}

/// The positions of entries in the order of their keys, then of the text; `None` beyond 2^32 entries.
pub(crate) fn positions_by_key(entries: &[Entry]) -> Option<Vec<u32>> {
    let count = u32::try_from(entries.len()).ok()?;
    let mut positions: Vec<u32> = (0..count).collect();
    positions.sort_by(|&left, &right| entries[left as usize].key.cmp(&entries[right as usize].key));
    Some(positions)
}

#[cfg(test)]
mod tests {
    use super::{LARGE, Object};
    use crate::{Entry, Node, Value};
    use specwright_diagnostics::{SourceId, Span};

    fn object(keys: impl IntoIterator<Item = String>) -> Object {
        let span = Span {
            source: SourceId(0),
            start: 0,
            end: 0,
        };
        let entry = |key: String| Entry {
            node: Node {
                value: Value::String(key.clone()),
                span,
            },
            key,
            key_span: span,
        };
        Object::new(keys.into_iter().map(entry).collect())
    }

    #[test]
    fn finds_every_key_of_a_small_and_of_a_large_object() {
        for count in [0, 1, LARGE, LARGE + 1, 1000] {
            let object = object((0..count).rev().map(|number| format!("key{number}")));
            for number in 0..count {
                let key = format!("key{number}");
                assert_eq!(object.get(&key).and_then(Node::as_str), Some(key.as_str()));
            }
            assert!(object.get("key").is_none());
        }
    }

    #[test]
    fn finds_keys_after_the_entries_were_edited() {
        let mut object = object((0..100).map(|number| format!("key{number:03}")));
        object.entries.remove(10);
        object.entries[0].key = "renamed".to_owned();
        assert!(object.get("renamed").is_some());
        assert!(object.get("key000").is_none());
        assert!(object.get("key010").is_none());
        assert_eq!(object.get("key099").and_then(Node::as_str), Some("key099"));
        object.entries.clear();
        assert!(object.get("key099").is_none());
    }
}
