//! The names of the database contract, straight from the untyped tree.

use super::token::{Token, tokens};
use specwright_source::{Node, Value};
use std::collections::{BTreeMap, BTreeSet};

/// What a statement may name.
#[derive(Debug, Default)]
pub(super) struct Contract<'a> {
    /// Tables and views with their columns; a view whose columns are not listed may have any.
    pub(super) relations: BTreeMap<&'a str, Option<BTreeSet<&'a str>>>,
    pub(super) enumerations: BTreeSet<&'a str>,
    /// The words of the contract's own expressions, which statements may repeat.
    pub(super) words: BTreeSet<String>,
}

impl<'a> Contract<'a> {
    pub(super) fn read(database: &'a Node) -> Self {
        let mut contract = Self::default();
        let Some(root) = database.as_object() else {
            return contract;
        };
        let listed = |node: &'a Node, key: &str| {
            node.as_object()
                .and_then(|object| object.get(key))
                .and_then(Node::as_array)
                .unwrap_or_default()
        };
        let name = |node: &'a Node| {
            node.as_object()
                .and_then(|object| object.get("name"))
                .and_then(Node::as_str)
        };
        for key in ["tables", "views"] {
            for relation in root.get(key).and_then(Node::as_array).unwrap_or_default() {
                let Some(relation_name) = name(relation) else {
                    continue;
                };
                let columns: BTreeSet<&str> = listed(relation, "columns")
                    .iter()
                    .filter_map(name)
                    .collect();
                let known = if columns.is_empty() {
                    None
                } else {
                    Some(columns)
                };
                contract.relations.insert(relation_name, known);
            }
        }
        contract.collect_words(database);
        contract.enumerations = root
            .get("enums")
            .and_then(Node::as_array)
            .unwrap_or_default()
            .iter()
            .filter_map(name)
            .collect();
        contract
    }

    /// Every `sql` of the contract, as one text or as one a dialect.
    fn collect_words(&mut self, node: &Node) {
        match &node.value {
            Value::Object(object) => {
                for entry in &object.entries {
                    if entry.key == "sql" {
                        self.words_of(&entry.node);
                    } else {
                        self.collect_words(&entry.node);
                    }
                }
            }
            Value::Array(items) => {
                for item in items {
                    self.collect_words(item);
                }
            }
            _ => {}
        }
    }

    fn words_of(&mut self, node: &Node) {
        match &node.value {
            Value::String(sql) => self
                .words
                .extend(tokens(sql).into_iter().filter_map(|token| match token {
                    Token::Word(word) => Some(word),
                    _ => None,
                })),
            Value::Object(dialects) => dialects
                .entries
                .iter()
                .for_each(|entry| self.words_of(&entry.node)),
            _ => {}
        }
    }
}
