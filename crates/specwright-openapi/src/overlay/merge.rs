//! What an action does to the nodes that it selects.

use super::target::Step;
use specwright_diagnostics::Span;
use specwright_source::{Node, Object, Value};

/// An update that is not of the type of its target.
pub(super) struct Misfit {
    pub(super) span: Span,
    pub(super) message: String,
}

/// The node behind a path.
pub(super) fn find<'n>(root: &'n mut Node, path: &[Step]) -> Option<&'n mut Node> {
    path.iter()
        .try_fold(root, |node, step| match (step, &mut node.value) {
            (Step::Key(key), Value::Object(object)) => {
                let mut entries = object.entries.iter_mut();
                entries
                    .find(|entry| entry.key == *key)
                    .map(|entry| &mut entry.node)
            }
            (Step::Index(index), Value::Array(items)) => items.get_mut(*index),
            _ => None,
        })
}

/// Takes a node out of the object or the array that holds it.
pub(super) fn remove(root: &mut Node, path: &[Step]) {
    let Some((last, parents)) = path.split_last() else {
        return;
    };
    let Some(parent) = find(root, parents) else {
        return;
    };
    match (last, &mut parent.value) {
        (Step::Key(key), Value::Object(object)) => {
            let mut entries = std::mem::take(&mut object.entries);
            entries.retain(|entry| entry.key != *key);
            *object = Object::new(entries);
        }
        (Step::Index(index), Value::Array(items)) if *index < items.len() => {
            items.remove(*index);
        }
        _ => {}
    }
}

/// Brings an update into the node that a target selects: into an object its keys, into an array one entry more.
pub(super) fn update(node: &mut Node, update: &Node) -> Result<(), Misfit> {
    match (&mut node.value, &update.value) {
        (Value::Object(_), Value::Object(_)) => merge(node, update),
        (Value::Array(items), Value::Array(added)) => {
            // An entry of an OpenAPI array is never an array itself: a list of entries is meant.
            items.extend(added.iter().cloned());
            Ok(())
        }
        (Value::Array(items), _) => {
            items.push(update.clone());
            Ok(())
        }
        (Value::Object(_), _) => Err(Misfit {
            span: update.span,
            message: format!(
                "the target is an object, and the update is {}",
                update.type_name()
            ),
        }),
        _ => Err(Misfit {
            span: update.span,
            message: format!(
                "the target is {}, where an object or an array belongs",
                node.type_name()
            ),
        }),
    }
}

/// Merges two values of the same key.
fn merge(node: &mut Node, update: &Node) -> Result<(), Misfit> {
    let found = node.type_name();
    match (&mut node.value, &update.value) {
        (Value::Object(object), Value::Object(added)) => {
            let mut entries = std::mem::take(&mut object.entries);
            let mut result = Ok(());
            for entry in &added.entries {
                match entries.iter_mut().find(|known| known.key == entry.key) {
                    Some(known) => {
                        if let Err(misfit) = merge(&mut known.node, &entry.node) {
                            result = Err(misfit);
                        } else if !is_holder(&entry.node.value) {
                            known.key_span = entry.key_span;
                        }
                    }
                    None => entries.push(entry.clone()),
                }
            }
            *object = Object::new(entries);
            result
        }
        (Value::Array(items), Value::Array(added)) => {
            items.extend(added.iter().cloned());
            Ok(())
        }
        // The specification's own example leaves keys out by writing nothing after them.
        (known, Value::Null) if is_holder(known) => Ok(()),
        (known, added) if *known != Value::Null && (is_holder(known) || is_holder(added)) => {
            Err(Misfit {
                span: update.span,
                message: format!(
                    "the update is {}, and what it is merged with is {found}",
                    update.type_name()
                ),
            })
        }
        _ => {
            *node = update.clone();
            Ok(())
        }
    }
}

fn is_holder(value: &Value) -> bool {
    matches!(value, Value::Object(_) | Value::Array(_))
}

/// How many values a tree holds, and how deep it is.
pub(super) fn size(root: &Node) -> (usize, usize) {
    let (mut values, mut deepest) = (0, 0);
    let mut waiting = vec![(root, 1)];
    while let Some((node, depth)) = waiting.pop() {
        values += 1;
        deepest = deepest.max(depth);
        match &node.value {
            Value::Object(object) => {
                waiting.extend(object.entries.iter().map(|entry| (&entry.node, depth + 1)));
            }
            Value::Array(items) => waiting.extend(items.iter().map(|item| (item, depth + 1))),
            _ => {}
        }
    }
    (values, deepest)
}
