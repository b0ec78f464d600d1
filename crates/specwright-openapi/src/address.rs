//! The part of a reference before `#` → the name of the document that it leads to.

use std::fmt::Write as _;

/// The folder of the copies of documents that live on the network: `vendor/HOST/PATH` stands for `https://HOST/PATH`.
const VENDORED: &str = "vendor";

/// Why an address names no document that could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refused {
    /// It leads above the folder of the entry document.
    Outside,
    /// It begins at the root of a disk, or with a scheme other than `http` and `https`.
    Absolute,
    /// It is no address at all.
    Malformed(&'static str),
}

/// The name of the document that an address means, where the address stands in the document `base`.
///
/// Relative addresses are resolved as RFC 3986, section 5.2 says, but never lead above the folder of the entry
/// document. An address of the network names its vendored copy.
pub(crate) fn document_name(base: &str, address: &str) -> Result<String, Refused> {
    if address.contains('\\') {
        return Err(Refused::Malformed("the parts of a path are joined by `/`"));
    }
    if address.contains('?') {
        return Err(Refused::Malformed("it holds a query, and a file has none"));
    }
    if let Some(rest) = network_path(address) {
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let is_host = |char: char| char.is_ascii_alphanumeric() || matches!(char, '.' | '-' | ':');
        if !host.starts_with(|first: char| first.is_ascii_alphanumeric())
            || !host.chars().all(is_host)
        {
            return Err(Refused::Malformed("its host is no name"));
        }
        let host = host.to_ascii_lowercase();
        return Ok(format!("{VENDORED}/{host}/{}", relative("", path)?));
    }
    if address.starts_with('/') || has_scheme(address) {
        return Err(Refused::Absolute);
    }
    relative(base, address)
}

/// Whether an address leads to the network.
pub(crate) fn is_of_network(address: &str) -> bool {
    network_path(address).is_some()
}

/// Host and path of an address of the network.
fn network_path(address: &str) -> Option<&str> {
    let (scheme, rest) = address.split_once("://")?;
    let known = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    known.then_some(rest)
}

fn has_scheme(address: &str) -> bool {
    address.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|char| char.is_ascii_alphanumeric() || matches!(char, '+' | '-' | '.'))
    })
}

fn relative(base: &str, address: &str) -> Result<String, Refused> {
    let mut segments: Vec<String> = base.split('/').map(str::to_owned).collect();
    // The last one is the document itself.
    segments.pop();
    let mut is_folder = true;
    for segment in address.split('/') {
        let segment =
            percent_decoded(segment).ok_or(Refused::Malformed("its percent-encoding is broken"))?;
        is_folder = matches!(segment.as_str(), "" | "." | "..");
        match segment.as_str() {
            "" | "." => {}
            ".." => {
                segments.pop().ok_or(Refused::Outside)?;
            }
            _ if segment.contains(|char: char| char.is_control() || matches!(char, '/' | '\\')) => {
                return Err(Refused::Malformed(
                    "a part of its path is no name of a file",
                ));
            }
            _ => segments.push(segment),
        }
    }
    if is_folder {
        return Err(Refused::Malformed("it leads to a folder"));
    }
    Ok(segments.join("/"))
}

/// A JSON Pointer as the fragment of a URI (RFC 6901, section 6).
pub(crate) fn fragment_encoded(pointer: &str) -> String {
    let mut text = String::with_capacity(pointer.len());
    for byte in pointer.bytes() {
        // What RFC 3986, section 3.5 allows in a fragment.
        if byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/?".contains(&byte) {
            text.push(char::from(byte));
        } else {
            // Writing to a `String` cannot fail.
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

/// The text behind `%XX` escapes; `None` where an escape is cut short or the bytes are not UTF-8.
pub(crate) fn percent_decoded(text: &str) -> Option<String> {
    if !text.contains('%') {
        return Some(text.to_owned());
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let mut digit = || {
                char::from(rest.next()?)
                    .to_digit(16)
                    .and_then(|digit| u8::try_from(digit).ok())
            };
            bytes.push(digit()? * 16 + digit()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::{Refused, document_name};

    #[test]
    fn addresses_are_resolved_against_the_document_they_stand_in() {
        for (base, address, name) in [
            ("openapi.yaml", "pet.yaml", "pet.yaml"),
            ("openapi.yaml", "./schemas/pet.yaml", "schemas/pet.yaml"),
            ("paths/pets.yaml", "../schemas/pet.yaml", "schemas/pet.yaml"),
            ("paths/pets.yaml", "a/./b//c.yaml", "paths/a/b/c.yaml"),
            ("openapi.yaml", "a%20b/%7Bid%7D.yaml", "a b/{id}.yaml"),
            ("a/b.yaml", "%2e%2e/c.yaml", "c.yaml"),
            (
                "a.yaml",
                "https://Example.com/v1/pet.yaml",
                "vendor/example.com/v1/pet.yaml",
            ),
            (
                "vendor/example.com/v1/pet.yaml",
                "../v2/pet.yaml",
                "vendor/example.com/v2/pet.yaml",
            ),
        ] {
            assert_eq!(
                document_name(base, address).as_deref(),
                Ok(name),
                "{address} in {base}"
            );
        }
    }

    #[test]
    fn addresses_that_lead_out_of_the_folder_are_refused() {
        for address in [
            "../a.yaml",
            "a/../../b.yaml",
            "%2E%2E/a.yaml",
            "https://example.com/../../a.yaml",
        ] {
            assert_eq!(
                document_name("openapi.yaml", address),
                Err(Refused::Outside),
                "{address}"
            );
        }
        for address in ["/etc/passwd", "file:///etc/passwd", "C:/a.yaml", "//host/a"] {
            assert_eq!(
                document_name("openapi.yaml", address),
                Err(Refused::Absolute),
                "{address}"
            );
        }
        for address in [
            "a\\b.yaml",
            "a%2Fb.yaml",
            "a%5Cb.yaml",
            "a%00.yaml",
            "a%F.yaml",
            "folder/",
            "..",
            ".",
            "a.yaml?v=1",
            "https://example.com/",
            "https://example.com",
        ] {
            let refused = document_name("a/openapi.yaml", address);
            assert!(matches!(refused, Err(Refused::Malformed(_))), "{address}");
        }
    }
}
