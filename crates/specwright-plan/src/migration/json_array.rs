//! A JSON array of scalars, as its compact text → its items.

use specwright_model::Literal;

/// The items of a flat array; `None` where the text is none.
pub(super) fn items(text: &str) -> Option<Vec<Literal>> {
    let mut rest = text.strip_prefix('[')?.strip_suffix(']')?;
    let mut items = Vec::new();
    while !rest.is_empty() {
        if let Some(inside) = rest.strip_prefix('"') {
            let (text, behind) = string(inside)?;
            items.push(Literal::Text(text));
            rest = behind;
        } else {
            let end = rest.find(',').unwrap_or(rest.len());
            items.push(match &rest[..end] {
                "true" => Literal::Bool(true),
                "false" => Literal::Bool(false),
                "null" => Literal::Null,
                number if number.starts_with(|char: char| char == '-' || char.is_ascii_digit()) => {
                    Literal::Number(number.to_owned())
                }
                _ => return None,
            });
            rest = &rest[end..];
        }
        rest = match rest.strip_prefix(',') {
            Some("") => return None,
            Some(next) => next,
            None if rest.is_empty() => rest,
            None => return None,
        };
    }
    Some(items)
}

/// The text of a string behind its opening quote, and what stands behind its closing one.
fn string(inside: &str) -> Option<(String, &str)> {
    let mut text = String::new();
    let mut chars = inside.char_indices();
    while let Some((at, char)) = chars.next() {
        match char {
            '"' => return Some((text, &inside[at + 1..])),
            '\\' => match chars.next()?.1 {
                'b' => text.push('\u{8}'),
                'f' => text.push('\u{c}'),
                'n' => text.push('\n'),
                'r' => text.push('\r'),
                't' => text.push('\t'),
                'u' => {
                    let mut unit = || {
                        (0..4)
                            .try_fold(0, |code, _| Some(code * 16 + chars.next()?.1.to_digit(16)?))
                    };
                    text.push(char::from_u32(unit()?)?);
                }
                escaped => text.push(escaped),
            },
            char => text.push(char),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::items;
    use specwright_model::Literal;

    #[test]
    fn reads_scalars_of_each_kind() {
        let read = items(r#"["a, \"b\"\u0041\\",-1.5,true,null]"#).expect("an array");
        let expected = [
            Literal::Text("a, \"b\"A\\".to_owned()),
            Literal::Number("-1.5".to_owned()),
            Literal::Bool(true),
            Literal::Null,
        ];
        assert_eq!(read, expected);
        assert_eq!(items("[]"), Some(Vec::new()));
    }

    #[test]
    fn refuses_what_is_no_flat_array() {
        for text in ["", "[", "{}", "[[1]]", "[1,]", "[\"a]", "[1 2x]x"] {
            assert_eq!(items(text), None, "{text}");
        }
    }
}
