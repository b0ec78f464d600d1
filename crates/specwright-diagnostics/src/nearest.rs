//! Which name the author may have meant.

/// The candidate that is most like `name`, if one is like enough for a "did you mean".
///
/// Likeness is the Damerau–Levenshtein distance over characters (the optimal string alignment of it), after the two
/// are compared without regard to case and to the separators `-`, `_` and space. A third of the longer name may
/// differ, at least one character and at most four. Of equally near candidates, the one with the same first
/// character wins, then the first in the order of the alphabet, so the answer does not depend on the order in which
/// they are listed. A candidate equal to `name` is no suggestion and is passed over.
#[must_use]
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = folded(name);
    if wanted.is_empty() {
        return None;
    }
    candidates
        .into_iter()
        .filter(|candidate| *candidate != name)
        .filter_map(|candidate| {
            let offered = folded(candidate);
            let bound = bound(wanted.len().max(offered.len()));
            let far = wanted.len().abs_diff(offered.len()) > bound;
            let distance = if far {
                return None;
            } else {
                distance(&wanted, &offered)
            };
            let unlike_start = wanted.first() != offered.first();
            (distance <= bound).then_some((distance, unlike_start, candidate))
        })
        .min()
        .map(|(_, _, candidate)| candidate)
}

fn bound(length: usize) -> usize {
    match length {
        0..=1 => 0,
        2..=5 => 1,
        _ => (length / 3).min(4),
    }
}

fn folded(name: &str) -> Vec<char> {
    // Names longer than this are no identifiers; the cost of the comparison stays bounded for any input.
    const LONGEST: usize = 256;
    name.chars()
        .filter(|char| !matches!(char, '-' | '_' | ' '))
        .flat_map(char::to_lowercase)
        .take(LONGEST)
        .collect()
}

fn distance(a: &[char], b: &[char]) -> usize {
    let mut before_last = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (row, &left) in a.iter().enumerate() {
        let mut current = Vec::with_capacity(b.len() + 1);
        current.push(row + 1);
        for (column, &right) in b.iter().enumerate() {
            let substituted = last[column] + usize::from(left != right);
            let mut best = substituted
                .min(last[column + 1] + 1)
                .min(current[column] + 1);
            let swapped = row > 0 && column > 0 && left == b[column - 1] && a[row - 1] == right;
            if swapped {
                best = best.min(before_last[column - 1] + 1);
            }
            current.push(best);
        }
        before_last = std::mem::replace(&mut last, current);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn suggests_a_name_with_a_slip_of_the_pen() {
        let keys = ["type", "format", "minimum", "maximum", "description"];
        assert_eq!(nearest("tpye", keys), Some("type"));
        assert_eq!(nearest("descripton", keys), Some("description"));
        assert_eq!(nearest("minium", keys), Some("minimum"));
    }

    #[test]
    fn sees_through_case_and_separators() {
        assert_eq!(
            nearest("operation_id", ["operationId", "parameters"]),
            Some("operationId")
        );
        assert_eq!(nearest("XTABLE", ["x-table", "x-column"]), Some("x-table"));
    }

    #[test]
    fn stays_silent_when_nothing_is_like_it() {
        assert_eq!(nearest("colour", ["type", "format"]), None);
        assert_eq!(nearest("a", ["b"]), None);
        assert_eq!(nearest("", ["type"]), None);
        assert_eq!(nearest("type", ["type"]), None);
        assert_eq!(nearest("type", []), None);
    }

    #[test]
    fn settles_ties_without_regard_to_the_order_of_the_candidates() {
        assert_eq!(nearest("cat", ["cut", "bat", "cot"]), Some("cot"));
        assert_eq!(nearest("cat", ["cot", "bat", "cut"]), Some("cot"));
        assert_eq!(nearest("cat", ["bat", "hat"]), Some("bat"));
    }

    #[test]
    fn is_quick_for_absurd_names() {
        let long = "a".repeat(1_000_000);
        assert_eq!(nearest(&long, ["type"]), None);
    }
}
