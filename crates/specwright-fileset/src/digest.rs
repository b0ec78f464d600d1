//! The fingerprint of a file.

use sha2::{Digest as _, Sha256};
use std::fmt;
use std::str::FromStr;

/// The SHA-256 of a file's contents, taken after line ends are brought to LF, so that a checkout with CRLF is the same
/// file. A file with a NUL byte is no text and is taken as it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

/// Why a text is no [`Digest`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidDigest(pub String);

impl Digest {
    /// The fingerprint of these contents.
    #[must_use]
    pub fn of(contents: &[u8]) -> Self {
        let mut hash = Sha256::new();
        for part in lf_parts(contents) {
            hash.update(part);
        }
        Self(hash.finalize().into())
    }
}

/// The contents in pieces which, one after the other, are the contents with LF line ends.
pub(crate) fn lf_parts(contents: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = contents;
    let is_text = !contents.contains(&0);
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let crlf = if is_text {
            rest.windows(2).position(|pair| pair == b"\r\n")
        } else {
            None
        };
        let (part, after) = match crlf {
            // The CR is left out; the LF opens the next piece.
            Some(at) => (&rest[..at], &rest[at + 1..]),
            None => (rest, &rest[rest.len()..]),
        };
        rest = after;
        Some(part)
    })
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({self})")
    }
}

impl FromStr for Digest {
    type Err = InvalidDigest;

    fn from_str(text: &str) -> Result<Self, InvalidDigest> {
        let invalid = || InvalidDigest(text.to_owned());
        let well_formed = text.len() == 64
            && text
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if !well_formed {
            return Err(invalid());
        }
        let mut bytes = [0; 32];
        for (byte, at) in bytes.iter_mut().zip((0..64).step_by(2)) {
            *byte = u8::from_str_radix(&text[at..at + 2], 16).map_err(|_| invalid())?;
        }
        Ok(Self(bytes))
    }
}

impl fmt::Display for InvalidDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a SHA-256 in lower-case hexadecimal", self.0)
    }
}

impl std::error::Error for InvalidDigest {}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::Digest;

    #[test]
    fn is_the_sha_256_of_text_with_lf() {
        assert_eq!(
            Digest::of(b"abc").to_string(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(
            Digest::of(b"").to_string(),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
    }

    #[test]
    fn does_not_see_the_kind_of_line_end() {
        assert_eq!(Digest::of(b"a\r\nb\r\n\r\n"), Digest::of(b"a\nb\n\n"));
        assert_ne!(
            Digest::of(b"a\rb\n"),
            Digest::of(b"a\nb\n"),
            "a lone CR is text, not a line end"
        );
        assert_ne!(
            Digest::of(b"\0\r\n"),
            Digest::of(b"\0\n"),
            "bytes that are no text stay as they are"
        );
    }

    #[test]
    fn reads_what_it_prints_and_nothing_else() {
        let digest = Digest::of(b"abc");
        assert_eq!(digest.to_string().parse::<Digest>().unwrap(), digest);
        for wrong in [
            "",
            "ba78",
            &"g".repeat(64),
            &"A".repeat(64),
            &"é".repeat(32),
        ] {
            assert!(wrong.parse::<Digest>().is_err(), "{wrong}");
        }
    }
}
