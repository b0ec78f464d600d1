//! Which records and unions contain each other without a list or a map between, and so need a box to have a size.

use specwright_model::{Model, Shape, TypeId};

/// Numbers the strongly connected components of "a record holds a record" (Kosaraju's algorithm, without recursion).
///
/// A record that does not hold itself is alone in its component; only the edge to itself would box it.
pub(super) fn direct_components(model: &Model) -> Vec<usize> {
    let count = model.types.len();
    let mut edges: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut reversed: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (index, type_) in model.types.iter().enumerate() {
        let inside: Vec<TypeId> = match &type_.shape {
            Shape::Record(record) => {
                let properties = record.properties.iter();
                properties.map(|property| property.slot.id).collect()
            }
            Shape::Union(union) => union.variants.iter().map(|one| one.slot.id).collect(),
            _ => Vec::new(),
        };
        for held in inside {
            if matches!(
                model.type_of(held).shape,
                Shape::Record(_) | Shape::Union(_)
            ) {
                edges[index].push(held.0);
                reversed[held.0].push(index);
            }
        }
    }
    let finished = by_end_of_visit(&edges);
    let mut components = vec![usize::MAX; count];
    for &root in finished.iter().rev() {
        let mut stack = vec![root];
        while let Some(node) = stack.pop() {
            if components[node] == usize::MAX {
                components[node] = root;
                stack.extend(&reversed[node]);
            }
        }
    }
    components
}

/// The nodes in the order in which a search in depth is done with them.
fn by_end_of_visit(edges: &[Vec<usize>]) -> Vec<usize> {
    let count = edges.len();
    let mut finished = Vec::with_capacity(count);
    let mut seen = vec![false; count];
    for start in 0..count {
        let mut stack = vec![(start, 0)];
        if std::mem::replace(&mut seen[start], true) {
            continue;
        }
        while let Some((node, next)) = stack.pop() {
            match edges[node].get(next) {
                Some(&target) => {
                    stack.push((node, next + 1));
                    if !std::mem::replace(&mut seen[target], true) {
                        stack.push((target, 0));
                    }
                }
                None => finished.push(node),
            }
        }
    }
    finished
}
