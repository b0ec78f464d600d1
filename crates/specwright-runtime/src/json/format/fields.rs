//! Is a text a value of a field of HTTP: a media range (RFC 9110), or an item of a structured field (RFC 9651)?

/// RFC 9110, section 12.5.1: `text/*;q=0.5`.
pub(super) fn is_media_range(text: &str) -> bool {
    let Some((essence, rest)) = split_at_parameters(text) else {
        return false;
    };
    let Some((kind, subtype)) = essence.split_once('/') else {
        return false;
    };
    let is_range = kind == "*" && subtype == "*";
    // `*` is a character of tokens, so that `*/html` has the form of two; it is no range.
    (is_range || kind != "*" && is_token(kind) && is_token(subtype)) && are_parameters(rest)
}

/// RFC 9651, section 3.3.3: printable ASCII in quotes.
pub(super) fn is_sf_string(text: &str) -> bool {
    let inside = text
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    let Some(inside) = inside else { return false };
    let mut bytes = inside.bytes();
    while let Some(byte) = bytes.next() {
        let good = match byte {
            b'\\' => matches!(bytes.next(), Some(b'"' | b'\\')),
            b'"' => false,
            other => matches!(other, b' '..=b'~'),
        };
        if !good {
            return false;
        }
    }
    text.len() > 1
}

/// RFC 9651, section 3.3.4.
pub(super) fn is_sf_token(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '*')
        && text
            .bytes()
            .all(|byte| is_token_byte(byte) || b":/".contains(&byte))
}

/// RFC 9651, section 3.3.5: base64 between colons.
pub(super) fn is_sf_binary(text: &str) -> bool {
    let inside = text
        .strip_prefix(':')
        .and_then(|rest| rest.strip_suffix(':'));
    text.len() > 1 && inside.is_some_and(|inside| crate::json::base64::decode(inside).is_some())
}

/// RFC 9651, section 3.3.6.
pub(super) fn is_sf_boolean(text: &str) -> bool {
    matches!(text, "?0" | "?1")
}

fn split_at_parameters(text: &str) -> Option<(&str, &str)> {
    let end = text.find([';', ' ', '\t']).unwrap_or(text.len());
    text.is_char_boundary(end).then(|| text.split_at(end))
}

/// `; name=value` any number of times; a value may be quoted.
fn are_parameters(text: &str) -> bool {
    let mut rest = text;
    while !rest.is_empty() {
        let Some(behind) = rest.trim_start_matches([' ', '\t']).strip_prefix(';') else {
            return false;
        };
        let behind = behind.trim_start_matches([' ', '\t']);
        if behind.is_empty() || behind.starts_with(';') {
            rest = behind;
            continue;
        }
        let Some((name, value)) = behind.split_once('=') else {
            return false;
        };
        let end = match value.strip_prefix('"') {
            Some(inside) => quoted_length(inside).map(|length| length + 1),
            None => Some(value.find([';', ' ', '\t']).unwrap_or(value.len())),
        };
        let Some(end) = end else { return false };
        if !is_token(name) || !value.starts_with('"') && !is_token(&value[..end]) {
            return false;
        }
        rest = &value[end..];
    }
    true
}

/// The bytes up to and with the quote that closes a string.
fn quoted_length(inside: &str) -> Option<usize> {
    let mut bytes = inside.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'"' => return Some(at + 1),
            b'\\' => matches!(bytes.next()?.1, b'\t' | b' '..=b'~' | 0x80..).then_some(())?,
            b'\t' | b' '..=b'~' | 0x80.. => {}
            _ => return None,
        }
    }
    None
}

fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(is_token_byte)
}

/// `tchar` of RFC 9110, section 5.6.2.
fn is_token_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_ranges() {
        for text in [
            "*/*",
            "text/*",
            "text/html",
            "text/html;q=0.5",
            "text/html ; level=1; q=0.4",
            "application/vnd.api+json",
            "text/plain; charset=\"a;b\\\"c\"",
            "a/b;",
            "a/b;;c=d",
        ] {
            assert!(is_media_range(text), "{text}");
        }
        for text in [
            "",
            "*",
            "text",
            "*/html",
            "text/",
            "/html",
            "text/html/x",
            "te xt/html",
            "text/html;q",
            "text/html;q=",
            "text/html;q=\"a",
            "text/html x",
            "text/é",
            "text/html;q=a b",
            "a/b, c/d",
        ] {
            assert!(!is_media_range(text), "{text}");
        }
    }

    #[test]
    fn items_of_structured_fields() {
        let check = |accepts: fn(&str) -> bool, good: &[&str], bad: &[&str]| {
            for text in good {
                assert!(accepts(text), "{text}");
            }
            for text in bad {
                assert!(!accepts(text), "{text}");
            }
        };
        check(
            is_sf_string,
            &[r#""hello world""#, r#""""#, r#""a\"b\\""#],
            &[
                "", "\"", "a", r#""a"#, r#""\a""#, "\"é\"", r#""a"b""#, "\"\\\"",
            ],
        );
        check(
            is_sf_token,
            &["foo123/456", "*a", "a:b"],
            &["", "1a", "a b", "é", "\"a\""],
        );
        check(
            is_sf_binary,
            &["::", ":aGVsbG8=:"],
            &["", ":", "aGVsbG8=", ":a:", ":aGVsbG8"],
        );
        check(is_sf_boolean, &["?0", "?1"], &["", "0", "true", "?2", "?"]);
    }
}
