//! What text does a part of a URL stand for?

use std::borrow::Cow;

/// A part of a URL that stands for no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Undecodable {
    /// A `%` without two hexadecimal digits.
    Escape,
    /// Bytes that are not UTF-8.
    Encoding,
}

impl Undecodable {
    /// What would be right, for messages.
    pub(super) const fn remedy(self) -> &'static str {
        match self {
            Self::Escape => "must have two hexadecimal digits behind each `%`",
            Self::Encoding => "must be UTF-8",
        }
    }
}

/// A segment of a path: a plus sign is a plus sign.
pub(super) fn decode_segment(raw: &str) -> Result<Cow<'_, str>, Undecodable> {
    decode(raw, false)
}

/// A name or a value of a query: a plus sign is a space.
pub(super) fn decode_query(raw: &str) -> Result<Cow<'_, str>, Undecodable> {
    decode(raw, true)
}

fn decode(raw: &str, plus_is_space: bool) -> Result<Cow<'_, str>, Undecodable> {
    let is_special = |byte: u8| byte == b'%' || plus_is_space && byte == b'+';
    let Some(first) = raw.bytes().position(is_special) else {
        return Ok(Cow::Borrowed(raw));
    };
    let mut decoded = Vec::with_capacity(raw.len());
    let (plain, rest) = raw.as_bytes().split_at(first);
    decoded.extend_from_slice(plain);
    let mut bytes = rest.iter();
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'%' => {
                let high = digit(bytes.next()).ok_or(Undecodable::Escape)?;
                let low = digit(bytes.next()).ok_or(Undecodable::Escape)?;
                high << 4 | low
            }
            b'+' if plus_is_space => b' ',
            other => *other,
        });
    }
    String::from_utf8(decoded)
        .map(Cow::Owned)
        .map_err(|_| Undecodable::Encoding)
}

fn digit(byte: Option<&u8>) -> Option<u8> {
    char::from(*byte?)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}

/// The literal text of a template as it stands in a request: what a path cannot hold is percent-encoded, and what is
/// percent-encoded already is so in its usual form (RFC 3986, sections 6.2.2.1 and 6.2.2.2).
pub(super) fn encode_literal(literal: &str) -> String {
    let mut encoded = String::with_capacity(literal.len());
    let mut rest = literal.as_bytes();
    while let Some((&byte, behind)) = rest.split_first() {
        rest = behind;
        let escaped = (byte == b'%').then(|| escaped(behind)).flatten();
        let plain: &[u8] = match escaped {
            Some(_) => b"-._~",
            None => b"-._~!$&'()*+,;=:@%/",
        };
        let byte = escaped.inspect(|_| rest = &behind[2..]).unwrap_or(byte);
        if byte.is_ascii_alphanumeric() || plain.contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            const HEX: &[u8; 16] = b"0123456789ABCDEF";
            encoded.push('%');
            encoded.push(char::from(HEX[usize::from(byte >> 4)]));
            encoded.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    encoded
}

/// The byte of the two digits behind a `%`.
fn escaped(digits: &[u8]) -> Option<u8> {
    Some(digit(digits.first())? << 4 | digit(digits.get(1))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plus_is_a_space_in_queries_alone() {
        assert_eq!(decode_segment("a+b%20c%2Bd"), Ok(Cow::from("a+b c+d")));
        assert_eq!(decode_query("a+b%20c%2Bd"), Ok(Cow::from("a b c+d")));
        assert!(matches!(decode_query("plain"), Ok(Cow::Borrowed("plain"))));
    }

    #[test]
    fn escapes_are_bytes_of_utf_8() {
        assert_eq!(
            decode_segment("%C3%a9%F0%9F%98%80%00"),
            Ok(Cow::from("é😀\0"))
        );
        assert_eq!(decode_segment("é"), Ok(Cow::from("é")));
        for raw in ["%FF", "%C3", "%ED%A0%80", "a%C3b"] {
            assert_eq!(decode_segment(raw), Err(Undecodable::Encoding), "{raw}");
        }
        for raw in ["%", "%4", "%zz", "%4g", "100%", "%é1"] {
            assert_eq!(decode_segment(raw), Err(Undecodable::Escape), "{raw}");
        }
    }

    #[test]
    fn literals_are_encoded_as_clients_send_them() {
        assert_eq!(
            encode_literal("größe a:b@c%20"),
            "gr%C3%B6%C3%9Fe%20a:b@c%20"
        );
        for (written, sent) in [
            ("caf%c3%a9", "caf%C3%A9"),
            ("%41%7Ea", "A~a"),
            ("a%2fb%3A%25", "a%2Fb%3A%25"),
            ("100%", "100%"),
            ("%zz%4", "%zz%4"),
        ] {
            assert_eq!(encode_literal(written), sent);
        }
    }
}
