//! Is a text a JSON Pointer?

/// RFC 6901, section 3.
pub(super) fn is_json_pointer(text: &str) -> bool {
    if !text.is_empty() && !text.starts_with('/') {
        return false;
    }
    let mut rest = text;
    while let Some((_, behind)) = rest.split_once('~') {
        if !behind.starts_with(['0', '1']) {
            return false;
        }
        rest = behind;
    }
    true
}

/// Relative JSON Pointers, section 3: so many levels up, steps among items, then `#` or a pointer.
pub(super) fn is_relative_json_pointer(text: &str) -> bool {
    let Some(rest) = strip_integer(text, true) else {
        return false;
    };
    let rest = match rest.strip_prefix(['+', '-']) {
        None => rest,
        Some(index) => match strip_integer(index, false) {
            Some(rest) => rest,
            None => return false,
        },
    };
    rest == "#" || is_json_pointer(rest)
}

/// What follows an integer without a leading zero, which is only zero where it may be.
fn strip_integer(text: &str, may_be_zero: bool) -> Option<&str> {
    let end = text
        .find(|next: char| !next.is_ascii_digit())
        .unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    let good = match digits {
        "" => false,
        "0" => may_be_zero,
        digits => !digits.starts_with('0'),
    };
    good.then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_start_with_a_slash() {
        for text in [
            "",
            "/",
            "/foo/bar~0/baz~1/%a",
            "//",
            "/a~1b",
            "/ ",
            "/é",
            "/~01",
            "/-",
            "/0",
        ] {
            assert!(is_json_pointer(text), "{text}");
        }
        for text in [
            "a",
            "#",
            "#/",
            "/~",
            "/~2",
            "/foo/bar~",
            "/~0~",
            "/~~1",
            "0",
            "+1/~1.1",
        ] {
            assert!(!is_json_pointer(text), "{text}");
        }
    }

    #[test]
    fn relative_pointers_start_with_levels() {
        for text in [
            "0",
            "1",
            "0/foo/bar",
            "2/0/baz/1/zip",
            "0#",
            "120/foo",
            "0+1",
            "1-10/a",
            "0+1#",
        ] {
            assert!(is_relative_json_pointer(text), "{text}");
        }
        for text in [
            "", "/foo", "-1/foo", "+1/foo", "0##", "01/a", "01#", "0a", "0+0", "0+", "1/~", "१",
        ] {
            assert!(!is_relative_json_pointer(text), "{text}");
        }
    }
}
