//! What an allowance leaves out of the output: whether an operation is made of anything that was let through.

use super::Comparison;
use crate::expected::Operation;
use specwright_source::{Node, Value};
use std::collections::BTreeSet;

impl<'a> Comparison<'a, '_> {
    /// Whether a finding that was let through lies in an operation, in its path, or in what its references lead to.
    pub(super) fn may_be_left_out(&self, operation: &Operation<'a>) -> bool {
        if self.allowances.places.is_empty() {
            return false;
        }
        if self.allowances.touch(operation.path_span) || self.allowances.touch(operation.span) {
            return true;
        }
        let mut waiting = operation.nodes.clone();
        let mut seen = BTreeSet::new();
        while let Some(node) = waiting.pop() {
            if !seen.insert(std::ptr::from_ref(node).addr()) {
                continue;
            }
            if self.allowances.touch(node.span) {
                return true;
            }
            self.members(node, &mut waiting);
        }
        false
    }

    /// The members of a node, and what its reference leads to.
    fn members(&self, node: &'a Node, parts: &mut Vec<&'a Node>) {
        match &node.value {
            Value::Object(object) => {
                if let Some(Ok(target)) = object
                    .get("$ref")
                    .map(|reference| self.spec.target(reference))
                {
                    parts.push(target);
                }
                parts.extend(object.entries.iter().map(|entry| &entry.node));
            }
            Value::Array(items) => parts.extend(items),
            _ => {}
        }
    }
}
