//! Bytes as text (RFC 4648, section 4: with padding, without line breaks).

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Appends the text of the bytes.
pub(crate) fn encode(bytes: &[u8], out: &mut Vec<u8>) {
    out.reserve(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let group = chunk
            .iter()
            .chain(&[0, 0])
            .take(3)
            .fold(0_u32, |group, byte| group << 8 | u32::from(*byte));
        for position in 0..4 {
            out.push(if position <= chunk.len() {
                ALPHABET[(group >> (18 - 6 * position)) as usize & 63]
            } else {
                b'='
            });
        }
    }
}

/// The bytes of a text, or `None` if it is not the one text that stands for them.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    let (groups, []) = text.as_bytes().as_chunks::<4>() else {
        return None;
    };
    let mut bytes = Vec::with_capacity(groups.len() * 3);
    for (index, group) in groups.iter().enumerate() {
        let padding = group
            .iter()
            .rev()
            .take_while(|digit| **digit == b'=')
            .count();
        if padding > 2 || padding > 0 && index + 1 < groups.len() {
            return None;
        }
        let mut bits = 0_u32;
        for digit in &group[..4 - padding] {
            bits = bits << 6 | value(*digit)?;
        }
        bits <<= 6 * padding;
        let [_, decoded @ ..] = bits.to_be_bytes();
        let (kept, dropped) = decoded.split_at(3 - padding);
        if dropped.iter().any(|byte| *byte != 0) {
            return None;
        }
        bytes.extend_from_slice(kept);
    }
    Some(bytes)
}

/// Whether a text is bytes in the alphabet for URLs and file names (RFC 4648, section 5), with padding or without.
pub(crate) fn is_url_safe(text: &str) -> bool {
    if text.contains(['+', '/']) {
        return false;
    }
    let mut standard = text.replace('-', "+").replace('_', "/");
    if !standard.contains('=') {
        while !standard.len().is_multiple_of(4) {
            standard.push('=');
        }
    }
    decode(&standard).is_some()
}

fn value(digit: u8) -> Option<u32> {
    Some(u32::from(match digit {
        b'A'..=b'Z' => digit - b'A',
        b'a'..=b'z' => digit - b'a' + 26,
        b'0'..=b'9' => digit - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    }))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed step is a failed test")]
    use super::*;

    #[test]
    fn texts_of_the_standard_go_both_ways() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            let mut encoded = Vec::new();
            encode(bytes.as_bytes(), &mut encoded);
            assert_eq!(String::from_utf8(encoded).unwrap(), text);
            assert_eq!(decode(text).unwrap(), bytes.as_bytes());
        }
        let all: Vec<u8> = (0..=255).collect();
        let mut encoded = Vec::new();
        encode(&all, &mut encoded);
        assert_eq!(decode(&String::from_utf8(encoded).unwrap()).unwrap(), all);
    }

    #[test]
    fn the_alphabet_for_urls_needs_no_padding() {
        for text in ["", "Zg", "Zg==", "Zm8", "Zm9v", "-_-_", "_w"] {
            assert!(is_url_safe(text), "{text}");
        }
        for text in ["Z", "Zg=", "+/+/", "Zh", "Zg===", "Zm 9", "=", "Zg==Zg"] {
            assert!(!is_url_safe(text), "{text}");
        }
    }

    #[test]
    fn other_texts_are_refused() {
        for text in [
            "Z", "Zg", "Zg=", "Zg===", "=Zg=", "Z===", "====", "Zh==", "Zm9=", "Zg==Zg==",
            "Zm9v\n", "Zm-_", "é===",
        ] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
