//! Is a text a URI (RFC 3986)?

use std::net::Ipv6Addr;

/// A URI with a scheme, section 3.
pub(super) fn is_uri(text: &str) -> bool {
    match text.split_once(':') {
        Some((scheme, rest)) => is_scheme(scheme) && is_rest(rest, true),
        None => false,
    }
}

/// A URI or a relative reference, section 4.1.
pub(super) fn is_uri_reference(text: &str) -> bool {
    is_uri(text) || is_rest(text, false)
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
    if !is_encoded(query, b":@/?") || !is_encoded(fragment, b":@/?") {
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
    let mut bytes = part.bytes();
    while let Some(byte) = bytes.next() {
        let good = match byte {
            b'%' => (0..2).all(|_| bytes.next().is_some_and(|digit| digit.is_ascii_hexdigit())),
            other => is_plain(other) || extra.contains(&other),
        };
        if !good {
            return false;
        }
    }
    true
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
