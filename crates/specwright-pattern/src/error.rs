//! Why is there no translation, and where?

/// Why an expression has no translation. Offsets count bytes from the start of the expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PatternError {
    /// The expression is valid, but uses a construct that the `regex` crate cannot express.
    Unsupported {
        /// The construct, as it is called in messages: `a look-ahead`.
        construct: &'static str,
        /// Where it starts.
        offset: usize,
    },
    /// The expression is not one of ECMA-262.
    Malformed {
        /// What is wrong: `the group is never closed`.
        reason: &'static str,
        /// Where it is wrong.
        offset: usize,
    },
}

impl PatternError {
    /// Where in the expression, in bytes from its start.
    #[must_use]
    pub const fn offset(&self) -> usize {
        match self {
            Self::Unsupported { offset, .. } | Self::Malformed { offset, .. } => *offset,
        }
    }

    pub(crate) const fn unsupported(construct: &'static str, offset: usize) -> Self {
        Self::Unsupported { construct, offset }
    }

    pub(crate) const fn malformed(reason: &'static str, offset: usize) -> Self {
        Self::Malformed { reason, offset }
    }
}

impl std::fmt::Display for PatternError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unsupported { construct, offset } => {
                write!(f, "{construct} at offset {offset} is not supported")
            }
            Self::Malformed { reason, offset } => write!(f, "{reason} at offset {offset}"),
        }
    }
}

impl std::error::Error for PatternError {}
