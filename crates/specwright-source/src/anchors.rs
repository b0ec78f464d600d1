//! What anchors name, and how much may be copied from it.

use crate::{Node, Value, syntax};
use specwright_diagnostics::{Diagnostic, Span, codes};
use std::collections::BTreeMap;

/// The anchored values of one document.
pub(crate) struct Anchors {
    by_id: BTreeMap<usize, Anchor>,
    /// What may still be copied, in bytes of [`Size::weight`].
    budget: usize,
}

enum Anchor {
    Kept {
        node: Node,
        size: Size,
    },
    /// Keeping it would have gone beyond the budget. That matters only if an alias asks for it.
    TooLarge,
}

/// How much a value takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Size {
    /// About as many bytes as the value takes in memory.
    weight: usize,
    /// How many arrays and objects lie inside each other.
    depth: usize,
}

/// Why an alias cannot be honoured.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// The anchored value is not complete: the alias stands inside it.
    Cycle,
    Budget,
    Depth,
}

impl Anchors {
    pub(crate) fn with_budget(budget: usize) -> Self {
        Self {
            by_id: BTreeMap::new(),
            budget,
        }
    }

    /// Keeps a copy of an anchored value.
    pub(crate) fn define(&mut self, id: usize, node: &Node) {
        let size = size(node);
        let anchor = match self.budget.checked_sub(size.weight) {
            Some(left) => {
                self.budget = left;
                Anchor::Kept {
                    node: node.clone(),
                    size,
                }
            }
            None => Anchor::TooLarge,
        };
        self.by_id.insert(id, anchor);
    }

    /// A copy of the value that an alias refers to, which may add `depth` levels.
    pub(crate) fn copy(&mut self, id: usize, depth: usize) -> Result<Node, Refusal> {
        match self.by_id.get(&id) {
            None => Err(Refusal::Cycle),
            Some(Anchor::TooLarge) => Err(Refusal::Budget),
            Some(Anchor::Kept { size, .. }) if size.depth > depth => Err(Refusal::Depth),
            Some(Anchor::Kept { node, size }) => {
                self.budget = self
                    .budget
                    .checked_sub(size.weight)
                    .ok_or(Refusal::Budget)?;
                Ok(node.clone())
            }
        }
    }
}

impl Refusal {
    /// The finding about an alias that is refused.
    pub(crate) fn finding(&self, name: &str, span: Span, depth: usize) -> Diagnostic {
        match self {
            Self::Cycle => Diagnostic::new(
                &codes::ALIAS_CYCLE,
                span,
                format!("the alias `{name}` refers to the value that contains it"),
                "refer to a recursive schema with `$ref`",
            ),
            Self::Budget => Diagnostic::new(
                &codes::ALIAS_BUDGET,
                span,
                format!("with the alias `{name}`, the copies of this file take too much"),
                "name the repeated value under `components` and refer to it with `$ref`",
            ),
            Self::Depth => {
                let (code, message, help) = syntax::too_deep(depth);
                Diagnostic::new(
                    code,
                    span,
                    format!("with the alias `{name}`, {message}"),
                    help,
                )
            }
        }
    }
}

fn size(node: &Node) -> Size {
    const NODE: usize = 64;
    const ENTRY: usize = 48;
    let inner = |sizes: &mut dyn Iterator<Item = Size>| {
        let start = Size {
            weight: NODE,
            depth: 0,
        };
        let sum = sizes.fold(start, |sum, size| Size {
            weight: sum.weight + size.weight,
            depth: sum.depth.max(size.depth),
        });
        Size {
            depth: sum.depth + 1,
            ..sum
        }
    };
    match &node.value {
        Value::Null | Value::Bool(_) => Size {
            weight: NODE,
            depth: 0,
        },
        Value::Number(number) => Size {
            weight: NODE + number.text().len(),
            depth: 0,
        },
        Value::String(text) => Size {
            weight: NODE + text.len(),
            depth: 0,
        },
        Value::Array(items) => inner(&mut items.iter().map(size)),
        Value::Object(object) => inner(&mut object.entries.iter().map(|entry| {
            let size = size(&entry.node);
            Size {
                weight: size.weight + ENTRY + entry.key.len(),
                ..size
            }
        })),
    }
}
