//! Is a text a host name, or a mailbox?

use super::uri::is_ip_literal;

/// RFC 1123, section 2.1.
pub(super) fn is_hostname(text: &str) -> bool {
    text.len() <= 253 && text.split('.').all(is_label)
}

fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && label
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !label.starts_with('-')
        && !label.ends_with('-')
}

/// RFC 5321, section 4.1.2.
pub(super) fn is_mailbox(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let address = domain
        .strip_prefix('[')
        .and_then(|inside| inside.strip_suffix(']'));
    text.len() <= 254
        && (1..=64).contains(&local.len())
        && is_local_part(local, false)
        && address.map_or_else(|| is_hostname(domain), is_address)
}

/// What stands before the `@`: atoms between dots, or a quoted string; beyond ASCII if it may (RFC 6531).
pub(super) fn is_local_part(local: &str, beyond_ascii: bool) -> bool {
    (beyond_ascii || local.is_ascii()) && (local.split('.').all(is_atom) || is_quoted(local))
}

fn is_atom(atom: &str) -> bool {
    let is_text = |byte: u8| {
        byte.is_ascii_alphanumeric() || !byte.is_ascii() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte)
    };
    !atom.is_empty() && atom.bytes().all(is_text)
}

fn is_quoted(local: &str) -> bool {
    let inside = local
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    let Some(inside) = inside else { return false };
    let mut bytes = inside.bytes();
    while let Some(byte) = bytes.next() {
        let good = match byte {
            b'\\' => matches!(bytes.next(), Some(b' '..=b'~')),
            b'"' => false,
            other => matches!(other, b' '..=b'~' | 0x80..),
        };
        if !good {
            return false;
        }
    }
    local.len() > 1
}

pub(super) fn is_address(inside: &str) -> bool {
    match inside.strip_prefix("IPv6:") {
        Some(address) => is_ip_literal(address),
        None => super::Format::Ipv4.accepts(inside),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn host_names() {
        for text in [
            "a",
            "localhost",
            "example.com",
            "xn--4gbwdl.xn--wgbh1c",
            "1.2.3.4",
            "a-b.c-d",
            &"a".repeat(63),
        ] {
            assert!(is_hostname(text), "{text}");
        }
        let long = vec!["a".repeat(63); 4].join(".");
        for text in [
            "",
            ".",
            "a.",
            ".a",
            "a..b",
            "-a",
            "a-",
            "a_b",
            "a b",
            "é.com",
            "a.b-.c",
            &"a".repeat(64),
            &long,
        ] {
            assert!(!is_hostname(text), "{text}");
        }
    }

    #[test]
    fn mailboxes() {
        for text in [
            "joe.bloggs@example.com",
            "te~st@example.com",
            "~test@localhost",
            "a+b=c@d.e",
            "\"joe bloggs\"@example.com",
            "\"joe..bloggs\"@example.com",
            "\"joe@bloggs\"@example.com",
            r#""a\"b"@c.d"#,
            "a@[127.0.0.1]",
            "a@[IPv6:::1]",
        ] {
            assert!(is_mailbox(text), "{text}");
        }
        let long = format!("{}@b.c", "a".repeat(65));
        for text in [
            "",
            "2962",
            "@b.c",
            "a@",
            ".a@b.c",
            "a.@b.c",
            "a..b@c.d",
            "a b@c.d",
            "a@b c",
            "a@b_c",
            "a@-b.c",
            "\"@b.c",
            "\"a\"b\"@c.d",
            "a@[127.0.0.300]",
            "a@[::1]",
            "a@[IPv6:1.2.3.4]",
            "a\u{0}@b.c",
            "é@b.c",
            "a@b.c\n",
            "a@b@c.d",
            &long,
        ] {
            assert!(!is_mailbox(text), "{text}");
        }
    }
}
