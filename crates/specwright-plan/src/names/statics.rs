//! The names of the statics in one file.

use super::{Case, first_free, spell};
use crate::Ident;
use std::collections::{BTreeMap, BTreeSet};

/// The names of the statics in one file.
#[derive(Debug, Default)]
pub(crate) struct Statics {
    taken: BTreeSet<String>,
    /// The names by the content of their rules, where equal rules share one.
    shared: Option<BTreeMap<String, Ident>>,
}

impl Statics {
    /// Names for the parameters of a group, which often have the same rules.
    pub(crate) fn sharing() -> Self {
        Self {
            taken: BTreeSet::new(),
            shared: Some(BTreeMap::new()),
        }
    }

    /// A name of these words that nothing else in the file has.
    pub(crate) fn name(&mut self, words: &[&str]) -> Ident {
        let base = spell(words, Case::Static);
        Ident(first_free(&base, "_", &mut self.taken))
    }

    /// The name of a rule with this content: that of an equal rule where those share one, else a new one.
    pub(crate) fn rule(&mut self, words: &[&str], content: &str) -> Ident {
        if let Some(name) = self.shared.as_ref().and_then(|shared| shared.get(content)) {
            return name.clone();
        }
        let name = self.name(words);
        if let Some(shared) = &mut self.shared {
            shared.insert(content.to_owned(), name.clone());
        }
        name
    }
}
