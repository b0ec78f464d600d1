//! Which wire name does a variant of an enumeration have?

/// An enumeration whose variants have one text each, the same in JSON and in both engines.
///
/// Implementors list every variant in [`Choice::CHOICES`]; all else follows.
pub trait Choice: Copy + PartialEq + Send + Sync + 'static {
    /// Every variant with its text, in the contract's order.
    const CHOICES: &'static [(&'static str, Self)];

    /// The variant's text.
    ///
    /// # Panics
    /// The variant does not stand in [`Choice::CHOICES`].
    fn as_str(self) -> &'static str {
        let found = Self::CHOICES.iter().find(|(_, variant)| *variant == self);
        found.expect("every variant stands in its table").0
    }

    /// The variant with this text.
    fn from_wire(text: &str) -> Option<Self> {
        Self::CHOICES
            .iter()
            .find(|(wire, _)| *wire == text)
            .map(|(_, variant)| *variant)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Clone, Copy, PartialEq)]
    enum Status {
        Open,
        InProgress,
    }

    impl Choice for Status {
        const CHOICES: &'static [(&'static str, Self)] =
            &[("open", Self::Open), ("in-progress", Self::InProgress)];
    }

    #[test]
    fn names_go_both_ways() {
        assert_eq!(Status::InProgress.as_str(), "in-progress");
        assert_eq!(Status::from_wire("open"), Some(Status::Open));
        assert_eq!(Status::from_wire("Open"), None);
    }
}
