//! The documents of one description, by name.

use crate::Node;
use std::collections::BTreeMap;

/// The entry document of a description, and those that its references lead to.
///
/// A name is the way to the document from the folder of the entry, with `/` and without `.` and `..`:
/// `schemas/pet.yaml`. Nothing here reads a file: whoever loads documents puts them in.
#[derive(Debug, Clone, PartialEq)]
pub struct Documents {
    entry_name: String,
    entry: Node,
    others: BTreeMap<String, Option<Node>>,
    /// Whether the entry is no longer what its file says.
    is_changed: bool,
}

impl Documents {
    /// A description of one document so far. The name is that of the entry in its folder, such as `openapi.yaml`.
    #[must_use]
    pub fn new(entry_name: impl Into<String>, entry: Node) -> Self {
        Self {
            entry_name: entry_name.into(),
            entry,
            others: BTreeMap::new(),
            is_changed: false,
        }
    }

    /// The same for an entry document that is no longer what its file says, because overlays changed it.
    #[must_use]
    pub fn of_changed_entry(entry_name: impl Into<String>, entry: Node) -> Self {
        Self {
            is_changed: true,
            ..Self::new(entry_name, entry)
        }
    }

    /// Whether one file says all there is to say: nothing refers to others, and no overlay changed it.
    #[must_use]
    pub fn is_one_file(&self) -> bool {
        !self.is_changed && self.others.values().all(Option::is_none)
    }

    /// Adds a further document.
    pub fn insert(&mut self, name: impl Into<String>, root: Node) {
        self.others.insert(name.into(), Some(root));
    }

    /// Adds a document that is there and cannot be read, which whoever loads it has reported. References to it are
    /// then passed over.
    pub fn insert_unreadable(&mut self, name: impl Into<String>) {
        self.others.insert(name.into(), None);
    }

    /// The name of the entry document.
    #[must_use]
    pub fn entry_name(&self) -> &str {
        &self.entry_name
    }

    /// The entry document.
    #[must_use]
    pub fn entry(&self) -> &Node {
        &self.entry
    }

    /// The document of a name, the entry too; `None` where it is not known or cannot be read.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Node> {
        if name == self.entry_name {
            return Some(&self.entry);
        }
        self.others.get(name)?.as_ref()
    }

    /// The documents beside the entry, in the order of their names; `None` for those that cannot be read.
    pub fn others(&self) -> impl Iterator<Item = (&str, Option<&Node>)> {
        let others = self.others.iter();
        others.map(|(name, root)| (name.as_str(), root.as_ref()))
    }
}
