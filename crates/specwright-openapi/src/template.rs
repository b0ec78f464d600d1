//! Texts with names in braces: the templates of paths and of server URLs.

/// The names in braces, in order, or what is wrong with the text.
pub(crate) fn names(template: &str) -> Result<Vec<&str>, &'static str> {
    let mut names = Vec::new();
    let mut rest = template;
    while let Some(brace) = rest.find(['{', '}']) {
        let from_brace = &rest[brace..];
        if from_brace.starts_with('}') {
            return Err("a `}` has no `{` before it");
        }
        let inside = &from_brace[1..];
        let Some(end) = inside
            .find(['{', '}'])
            .filter(|end| inside[*end..].starts_with('}'))
        else {
            return Err("a `{` has no `}` after it");
        };
        let name = &inside[..end];
        if name.is_empty() {
            return Err("the braces `{}` hold no name");
        }
        if name.contains('/') {
            return Err("a name in braces holds a `/`");
        }
        names.push(name);
        rest = &inside[end + 1..];
    }
    Ok(names)
}

/// The template with all names left out and nothing percent-encoded: what two templates have in common if they match the
/// same requests (RFC 3986, section 6.2.2.2).
pub(crate) fn shape(template: &str) -> Vec<u8> {
    let mut shape = Vec::with_capacity(template.len());
    let mut inside = false;
    let mut rest = template.as_bytes();
    while let Some((&byte, behind)) = rest.split_first() {
        rest = behind;
        match byte {
            b'{' | b'}' => {
                inside = byte == b'{';
                shape.push(byte);
            }
            _ if inside => {}
            b'%' => match decoded(behind) {
                Some(decoded) => {
                    shape.push(decoded);
                    rest = &behind[2..];
                }
                None => shape.push(byte),
            },
            _ => shape.push(byte),
        }
    }
    shape
}

/// The byte that two hexadecimal digits stand for; not that of a slash, a brace or a percent sign, which would mean
/// something else.
fn decoded(digits: &[u8]) -> Option<u8> {
    let digits = std::str::from_utf8(digits.get(..2)?).ok()?;
    let is_hexadecimal = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    let byte = u8::from_str_radix(digits, 16).ok()?;
    (is_hexadecimal && !b"/{}%".contains(&byte)).then_some(byte)
}

/// A character as a URL has it: its bytes percent-encoded.
pub(crate) fn encoded(char: char) -> String {
    let mut bytes = [0; 4];
    let text = char.encode_utf8(&mut bytes);
    let bytes: Vec<String> = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
    bytes.concat()
}

/// The template, whose braces match, with its names replaced.
pub(crate) fn filled<'v>(template: &str, value: impl Fn(&str) -> Option<&'v str>) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((literal, (name, after))) = rest
        .split_once('{')
        .and_then(|(literal, from_name)| Some((literal, from_name.split_once('}')?)))
    {
        text.push_str(literal);
        text.push_str(value(name).unwrap_or_default());
        rest = after;
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::{encoded, filled, names, shape};

    #[test]
    fn finds_the_names_in_order() {
        assert_eq!(
            names("/repos/{owner}/{a}...{b}:merge"),
            Ok(vec!["owner", "a", "b"])
        );
        assert_eq!(names("/plain"), Ok(vec![]));
    }

    #[test]
    fn refuses_braces_that_do_not_match() {
        for template in ["/a/{b", "/a/b}", "/a/{b{c}}", "/a/{}", "/a/{b/c}"] {
            assert!(names(template).is_err(), "{template}");
        }
    }

    #[test]
    fn templates_that_stand_for_the_same_requests_have_one_shape() {
        for (one, other) in [
            ("/a/{b}/c", "/a/{x}/c"),
            ("/caf%C3%A9", "/café"),
            ("/caf%c3%a9/{b}", "/café/{id}"),
            ("/a%41", "/aA"),
            ("/a b", "/a%20b"),
        ] {
            assert_eq!(shape(one), shape(other), "{one} {other}");
        }
        for (one, other) in [
            ("/a/{x}/b", "/a/{x}/c"),
            ("/a/{b}", "/a/b"),
            ("/a%2Fb", "/a/b"),
            ("/a/{b}.json", "/a/{b}"),
            ("/%zz", "/zz"),
            ("/%4", "/4"),
        ] {
            assert_ne!(shape(one), shape(other), "{one} {other}");
        }
    }

    #[test]
    fn what_no_url_holds_is_percent_encoded() {
        assert_eq!([encoded(' '), encoded('\u{a0}')], ["%20", "%C2%A0"]);
    }

    #[test]
    fn fills_in_values() {
        assert_eq!(
            filled("https://{host}:{port}/v1", |name| (name == "host")
                .then_some("example.com")),
            "https://example.com:/v1"
        );
    }
}
