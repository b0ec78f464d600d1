//! A path inside an output tree.

use std::fmt;

/// A path relative to the output directory: `/` between non-empty segments, no `.`, `..`, backslash, colon or NUL.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RelPath(String);

/// Why a text is no [`RelPath`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidPath(pub String);

impl RelPath {
    /// Checks and wraps a path.
    pub fn new(path: impl Into<String>) -> Result<Self, InvalidPath> {
        let path = path.into();
        let well_formed = !path.is_empty()
            && path.split('/').all(|segment| {
                !matches!(segment, "" | "." | "..")
                    && !segment
                        .chars()
                        .any(|c| c == '\\' || c == ':' || c.is_control())
            });
        if well_formed {
            Ok(Self(path))
        } else {
            Err(InvalidPath(path))
        }
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RelPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for InvalidPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a path inside the output directory", self.0)
    }
}

impl std::error::Error for InvalidPath {}

#[cfg(test)]
mod tests {
    use super::RelPath;

    #[test]
    fn takes_paths_inside_and_refuses_all_others() {
        for good in [
            "a",
            "src/main.rs",
            "src/custom/é.rs",
            ".env.example",
            "a/..b",
        ] {
            assert!(RelPath::new(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "/",
            "/etc/passwd",
            "..",
            "a/../b",
            "./a",
            "a/./b",
            "a//b",
            "a/",
            "a\\b",
            "C:/a",
            "a\0",
            "a\nb",
        ] {
            assert!(RelPath::new(bad).is_err(), "{bad:?}");
        }
    }
}
