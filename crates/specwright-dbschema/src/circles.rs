//! Which things depend on each other in a circle.

/// The circles of a graph: each is a set of nodes of which every one reaches every other (a strongly connected
/// component, by Tarjan's algorithm, without recursion), and a node alone only where it depends on itself. The nodes
/// of a circle ascend, and so do the circles by their first node. `edges[n]` are the nodes that node `n` depends on.
#[must_use]
pub fn circles(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
    const UNSEEN: usize = usize::MAX;
    let mut numbers = vec![UNSEEN; edges.len()];
    let mut lowest = vec![0; edges.len()];
    let mut is_open = vec![false; edges.len()];
    let mut open = Vec::new();
    let mut circles = Vec::new();
    let mut next_number = 0;
    for start in 0..edges.len() {
        if numbers[start] != UNSEEN {
            continue;
        }
        // Each entry is a node, and how many of its edges were followed.
        let mut path = vec![(start, 0)];
        while let Some((node, followed)) = path.pop() {
            if followed == 0 {
                numbers[node] = next_number;
                lowest[node] = next_number;
                next_number += 1;
                open.push(node);
                is_open[node] = true;
            }
            if let Some(&target) = edges[node].get(followed) {
                path.push((node, followed + 1));
                if numbers[target] == UNSEEN {
                    path.push((target, 0));
                } else if is_open[target] {
                    lowest[node] = lowest[node].min(numbers[target]);
                }
                continue;
            }
            if let Some(&(parent, _)) = path.last() {
                lowest[parent] = lowest[parent].min(lowest[node]);
            }
            if lowest[node] == numbers[node] {
                let from = open
                    .iter()
                    .rposition(|other| *other == node)
                    .unwrap_or_default();
                let mut members = open.split_off(from);
                for member in &members {
                    is_open[*member] = false;
                }
                if members.len() > 1 || edges[node].contains(&node) {
                    members.sort_unstable();
                    circles.push(members);
                }
            }
        }
    }
    circles.sort_unstable();
    circles
}

#[cfg(test)]
mod tests {
    use super::circles;

    #[test]
    fn finds_each_circle_and_nothing_else() {
        assert_eq!(
            circles(&[vec![1], vec![2], vec![0], vec![0, 4], vec![]]),
            [vec![0, 1, 2]]
        );
        assert_eq!(
            circles(&[vec![0], vec![], vec![3], vec![2]]),
            [vec![0], vec![2, 3]]
        );
        assert_eq!(
            circles(&[vec![1, 2], vec![3], vec![3], vec![]]),
            Vec::<Vec<usize>>::new()
        );
        // Two circles that share no way back: 0 ⇄ 1 → 2 ⇄ 3.
        assert_eq!(
            circles(&[vec![1], vec![0, 2], vec![3], vec![2]]),
            [vec![0, 1], vec![2, 3]]
        );
    }

    #[test]
    fn a_long_chain_needs_no_deep_stack() {
        let edges: Vec<_> = (0..200_000)
            .map(|node| vec![(node + 1) % 200_000])
            .collect();
        assert_eq!(circles(&edges).len(), 1);
    }
}
