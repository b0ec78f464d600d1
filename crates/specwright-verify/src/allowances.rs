//! Which findings were let through → what the output need not keep.

use specwright_diagnostics::Span;

/// Findings about the specs that were let through knowingly. What lies inside of their places is not demanded of the
/// output: the operation, the parameter or the media type may be missing. What is there all the same is compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Allowances {
    /// The places of the findings, in the source map that the specs were read into.
    pub places: Vec<Span>,
}

impl Allowances {
    /// Whether a place lies inside of one that was let through.
    pub(crate) fn cover(&self, span: Span) -> bool {
        self.places.iter().any(|place| holds(*place, span))
    }

    /// Whether a place lies inside of one that was let through, or holds one.
    pub(crate) fn touch(&self, span: Span) -> bool {
        self.places
            .iter()
            .any(|place| holds(*place, span) || holds(span, *place))
    }
}

fn holds(outer: Span, inner: Span) -> bool {
    outer.source == inner.source && outer.start <= inner.start && inner.end <= outer.end
}

#[cfg(test)]
mod tests {
    use super::Allowances;
    use specwright_diagnostics::{SourceId, Span};

    fn span(source: u32, start: u32, end: u32) -> Span {
        Span {
            source: SourceId(source),
            start,
            end,
        }
    }

    #[test]
    fn a_place_is_covered_by_one_around_it_and_touched_by_one_inside_of_it() {
        let allowances = Allowances {
            places: vec![span(0, 10, 20)],
        };
        assert!(allowances.cover(span(0, 10, 20)) && allowances.cover(span(0, 12, 13)));
        assert!(!allowances.cover(span(0, 5, 25)) && allowances.touch(span(0, 5, 25)));
        assert!(!allowances.touch(span(0, 20, 30)) && !allowances.touch(span(1, 12, 13)));
    }
}
