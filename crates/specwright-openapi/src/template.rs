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

/// The template with all names left out: what two templates have in common if they match the same requests.
pub(crate) fn without_names(template: &str) -> String {
    let mut text = String::with_capacity(template.len());
    let mut inside = false;
    for char in template.chars() {
        match char {
            '{' => {
                inside = true;
                text.push(char);
            }
            '}' => {
                inside = false;
                text.push(char);
            }
            char if !inside => text.push(char),
            _ => {}
        }
    }
    text
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
    use super::{filled, names, without_names};

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
    fn templates_with_other_names_look_alike_without_them() {
        assert_eq!(without_names("/a/{x}/b"), without_names("/a/{y}/b"));
        assert_ne!(without_names("/a/{x}/b"), without_names("/a/{x}/c"));
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
