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

#[cfg(test)]
mod tests {
    use super::Statics;
    use crate::Ident;

    #[test]
    fn names_that_become_equal_are_numbered() {
        let mut statics = Statics::default();
        let names = [
            statics.name(&["Task", "title"]),
            statics.name(&["task_title"]),
            statics.name(&["TaskTitle"]),
            statics.name(&["task", "title", "2"]),
        ];
        let names = names.each_ref().map(Ident::as_str);
        assert_eq!(
            names,
            [
                "TASK_TITLE",
                "TASK_TITLE_2",
                "TASK_TITLE_3",
                "TASK_TITLE_2_2"
            ]
        );
    }

    #[test]
    fn equal_rules_share_a_name_in_the_file_of_a_group_alone() {
        let mut own = Statics::default();
        assert_ne!(
            own.rule(&["limit"], "1..=100"),
            own.rule(&["limit"], "1..=100")
        );
        let mut shared = Statics::sharing();
        let limit = shared.rule(&["limit"], "1..=100");
        assert_eq!(shared.rule(&["size"], "1..=100"), limit);
        assert_eq!(shared.rule(&["limit"], "1..=50").as_str(), "LIMIT_2");
    }
}
