//! Values of a contract → literals of SQL.

/// A text in quotes.
pub(super) fn text(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// The bytes of a text in base64 with padding (RFC 4648, section 4); the contract's reader has checked its form.
pub(super) fn base64_bytes(text: &str) -> Vec<u8> {
    let digit = |letter: u8| match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let digits: Vec<u8> = text.bytes().filter(|letter| *letter != b'=').map(digit).collect();
    let group = |chunk: &[u8]| {
        let bits = chunk.iter().fold(0_u32, |bits, digit| bits << 6 | u32::from(*digit)) << (6 * (4 - chunk.len()));
        bits.to_be_bytes()[1..chunk.len()].to_vec()
    };
    digits.chunks(4).flat_map(group).collect()
}

/// Bytes as two hexadecimal digits each.
pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::{base64_bytes, hexadecimal, text};

    #[test]
    fn base64_is_read_with_and_without_padding() {
        assert_eq!(base64_bytes("aGk="), b"hi");
        assert_eq!(base64_bytes("aGkh"), b"hi!");
        assert_eq!(base64_bytes("aA=="), b"h");
        assert_eq!(base64_bytes(""), b"");
        assert_eq!(hexadecimal(&base64_bytes("/wA=")), "ff00");
    }

    #[test]
    fn quotes_in_a_text_are_doubled() {
        assert_eq!(text("it's"), "'it''s'");
    }
}
