//! Is a text a URI (RFC 3986), or one in the characters of any script (RFC 3987)?

use std::net::Ipv6Addr;

/// A URI with a scheme (RFC 3986, section 3).
pub(super) fn is_uri(text: &str) -> bool {
    text.is_ascii() && is_iri(text)
}

/// A URI or a relative reference (RFC 3986, section 4.1).
pub(super) fn is_uri_reference(text: &str) -> bool {
    text.is_ascii() && is_iri_reference(text)
}

/// An IRI with a scheme (RFC 3987, section 2.2): in ASCII it is a URI.
pub(super) fn is_iri(text: &str) -> bool {
    match text.split_once(':') {
        Some((scheme, rest)) => is_scheme(scheme) && is_rest(rest, true),
        None => false,
    }
}

/// An IRI or a relative reference (RFC 3987, section 2.2).
pub(super) fn is_iri_reference(text: &str) -> bool {
    is_iri(text) || is_rest(text, false)
}

/// What stands between the brackets of a host, section 3.2.2.
pub(super) fn is_ip_literal(inside: &str) -> bool {
    if let Some(future) = inside.strip_prefix(['v', 'V']) {
        return future.split_once('.').is_some_and(|(version, address)| {
            !version.is_empty()
                && version.bytes().all(|byte| byte.is_ascii_hexdigit())
                && !address.is_empty()
                && address.bytes().all(|byte| is_plain(byte) || byte == b':')
        });
    }
    inside.parse::<Ipv6Addr>().is_ok()
}

fn is_scheme(scheme: &str) -> bool {
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

/// Everything behind the scheme. Without one, the first segment of the path has no colon.
fn is_rest(rest: &str, has_scheme: bool) -> bool {
    let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let (hierarchy, query) = rest.split_once('?').unwrap_or((rest, ""));
    let without_private: String = query.chars().filter(|next| !is_private(*next)).collect();
    if !is_encoded(&without_private, b":@/?") || !is_encoded(fragment, b":@/?") {
        return false;
    }
    if let Some(rest) = hierarchy.strip_prefix("//") {
        let end = rest.find('/').unwrap_or(rest.len());
        return is_authority(&rest[..end]) && is_encoded(&rest[end..], b":@/");
    }
    let first = hierarchy.split('/').next().unwrap_or_default();
    is_encoded(hierarchy, b":@/") && (has_scheme || !first.contains(':'))
}

fn is_authority(authority: &str) -> bool {
    let (user, host) = authority.rsplit_once('@').unwrap_or(("", authority));
    let (host, port) = match host.strip_prefix('[') {
        Some(rest) => match rest.split_once(']') {
            Some((literal, port)) if is_ip_literal(literal) => ("", port),
            _ => return false,
        },
        None => host.split_at(host.find(':').unwrap_or(host.len())),
    };
    let is_port = |digits: &str| digits.bytes().all(|digit| digit.is_ascii_digit());
    is_encoded(user, b":")
        && is_encoded(host, b"")
        && (port.is_empty() || port.strip_prefix(':').is_some_and(is_port))
}

/// Plain characters, percent-encoded bytes, and the extra characters that the part allows.
fn is_encoded(part: &str, extra: &[u8]) -> bool {
    let mut characters = part.chars();
    while let Some(next) = characters.next() {
        let good = match u8::try_from(next) {
            Ok(b'%') => (0..2).all(|_| {
                characters
                    .next()
                    .is_some_and(|digit| digit.is_ascii_hexdigit())
            }),
            Ok(byte) if byte.is_ascii() => is_plain(byte) || extra.contains(&byte),
            _ => is_ucschar(next),
        };
        if !good {
            return false;
        }
    }
    true
}

/// `ucschar` of RFC 3987: what stands in an IRI beyond ASCII.
pub(super) fn is_ucschar(character: char) -> bool {
    match character {
        '\u{A0}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFEF}' => true,
        // The last two of each plane are no characters; the tags of plane 14 are not for this.
        '\u{E0000}'..='\u{E0FFF}' | '\u{F0000}'.. => false,
        '\u{10000}'.. => u32::from(character) & 0xFFFE != 0xFFFE,
        _ => false,
    }
}

/// `iprivate` of RFC 3987, for queries alone.
pub(super) fn is_private(character: char) -> bool {
    match character {
        '\u{E000}'..='\u{F8FF}' => true,
        '\u{F0000}'.. => u32::from(character) & 0xFFFE != 0xFFFE,
        _ => false,
    }
}

/// `unreserved` and `sub-delims`.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    const URIS: [&str; 16] = [
        "http://foo.bar/?baz=qux#quux",
        "http://foo.com/blah_(wikipedia)_blah#cite-1",
        "http://foo.bar/?q=Test%20URL-encoded%20stuff",
        "http://-.~_!$&'()*+,;=:%40:80%2f::::::@example.com",
        "http://223.255.255.254",
        "ftp://ftp.is.co.za/rfc/rfc1808.txt",
        "ldap://[2001:db8::7]/c=GB?objectClass?one",
        "mailto:John.Doe@example.com",
        "news:comp.infosystems.www.servers.unix",
        "tel:+1-816-555-1212",
        "urn:oasis:names:specification:docbook:dtd:xml:4.1.2",
        "http://localhost:8080/a",
        "http://host:/",
        "file:///etc/hosts",
        "a:",
        "http://[v1.fe:80]/",
    ];
    const RELATIVE: [&str; 10] = [
        "",
        "//foo.bar/?baz=qux#quux",
        "/abc",
        "abc",
        "?q",
        "#fragment",
        "../a",
        "./a:b",
        "a/b:c",
        "/a:b",
    ];

    #[test]
    fn uris_have_a_scheme() {
        for text in URIS {
            assert!(is_uri(text), "{text}");
        }
        for text in RELATIVE {
            assert!(!is_uri(text), "{text}");
        }
    }

    #[test]
    fn references_may_be_relative() {
        for text in URIS.iter().chain(&RELATIVE) {
            assert!(is_uri_reference(text), "{text}");
        }
    }

    #[test]
    fn iris_have_the_characters_of_any_script() {
        for text in [
            "http://ƒøø.ßår/?∂éœ=πîx#πîüx",
            "http://ƒøø.com/blah_(wîkïpédiå)_blah#ßité-1",
            "http://ƒøø.ßår/?q=Test%20URL-encoded%20stuff",
            "http://-.~_!$&'()*+,;=:%40:80%2f::::::@example.com",
            "http://[2001:0db8:85a3:0000:0000:8a2e:0370:7334]",
            "urn:a?\u{E000}",
        ] {
            assert!(is_iri(text), "{text}");
        }
        for text in ["/abc", "âππ", "//ƒøø.ßår/?∂éœ=πîx#πîüx", "#ƒrägmênt"] {
            assert!(!is_iri(text), "{text}");
            assert!(is_iri_reference(text), "{text}");
        }
        for text in [
            "http://2001:0db8:85a3:0000:0000:8a2e:0370:7334",
            "\\\\WINDOWS\\filëßåré",
            "#ƒräg\\mênt",
            "http://a/\u{E000}",
            "http://a/\u{FFFE}",
            "http://a/\u{80}",
            "http://a b",
        ] {
            assert!(!is_iri(text) && !is_iri_reference(text), "{text}");
        }
    }

    #[test]
    fn other_characters_and_forms_are_neither() {
        for text in [
            "http:// shouldfail.com",
            ":// should fail",
            "bar,baz:foo bar",
            "\\\\WINDOWS\\fileshare",
            "http://example.com/a b",
            "http://example.com/<b>",
            "http://example.com/\"b\"",
            "http://example.com/^",
            "http://example.com/`",
            "http://example.com/{b}",
            "http://exämple.com/",
            "http://a/%4",
            "http://a/%zz",
            "http://a#b#c",
            "http://[::1",
            "http://[1.2.3.4]/",
            "http://a:b/",
            "http://[::1]x/",
            "1a:b",
            "\0",
        ] {
            assert!(!is_uri(text), "{text}");
            assert!(!is_uri_reference(text), "{text}");
        }
    }
}
