//! Is a body of a type that an operation takes?

/// The type and subtype of a media type, without its parameters.
pub(super) fn essence(media_type: &str) -> &str {
    media_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim_ascii()
}

/// Which of the declared types a body with this `Content-Type` is, by its index; the closest, and the first of equals.
///
/// Parameters do not count, except a charset, which must be UTF-8. `application/json` takes every type in `+json` too,
/// which says that it is JSON. A declared type may be a range: `image/*`, `*/*`.
pub(super) fn consumed(content_type: &str, declared: &[&str]) -> Option<usize> {
    if !is_utf8(content_type) {
        return None;
    }
    let given = essence(content_type);
    let closeness = |declared: &str| {
        let declared = essence(declared);
        if declared.eq_ignore_ascii_case(given) {
            4
        } else if declared.eq_ignore_ascii_case("application/json") && is_suffixed(given) {
            3
        } else if is_in_range(given, declared) {
            if declared == "*/*" { 1 } else { 2 }
        } else {
            0
        }
    };
    let mut closest = None;
    for (index, declared) in declared.iter().enumerate() {
        let closeness = closeness(declared);
        if closeness > closest.map_or(0, |(_, closeness)| closeness) {
            closest = Some((index, closeness));
        }
    }
    closest.map(|(index, _)| index)
}

/// Whether a body of this type can be read in no other way than as a whole, or is best read so.
pub(super) fn is_whole(content_type: &str) -> bool {
    let given = essence(content_type);
    is_json(given)
        || is_yaml(given)
        || given.eq_ignore_ascii_case("application/x-www-form-urlencoded")
        || is_in_range(given, "text/*")
}

/// The value of a parameter of a header such as `Content-Type`: a token or a quoted string (RFC 9110, section 5.6.6).
pub(super) fn parameter(header: &str, wanted: &str) -> Option<String> {
    let mut rest = header.split_once(';')?.1;
    loop {
        let (name, behind) = rest.split_once('=')?;
        let (value, behind) = match behind.strip_prefix('"') {
            Some(quoted) => unquoted(quoted)?,
            None => {
                let end = behind.find(';').unwrap_or(behind.len());
                let (value, behind) = behind.split_at(end);
                (value.trim_ascii().to_owned(), behind)
            }
        };
        // A parameter without a value may stand before this one.
        let name = name.rsplit(';').next().unwrap_or_default().trim_ascii();
        if name.eq_ignore_ascii_case(wanted) {
            return Some(value);
        }
        rest = behind;
    }
}

/// The text up to the closing quote, and what stands behind it. A backslash stands before a quote that is part of the
/// text; elsewhere it is itself, since browsers of old send paths of Windows as they are.
fn unquoted(quoted: &str) -> Option<(String, &str)> {
    let mut text = String::new();
    let mut characters = quoted.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return Some((text, &quoted[at + 1..])),
            '\\' if characters.next_if(|(_, next)| *next == '"').is_some() => text.push('"'),
            other => text.push(other),
        }
    }
    None
}

/// Whether the media type is in the range, such as `image/*`.
pub(super) fn is_in_range(media_type: &str, range: &str) -> bool {
    let (Some((kind, subtype)), Some((range_kind, "*"))) =
        (media_type.split_once('/'), range.split_once('/'))
    else {
        return false;
    };
    !subtype.is_empty() && (range_kind == "*" || range_kind.eq_ignore_ascii_case(kind))
}

/// Whether a type, without parameters, is JSON.
pub(super) fn is_json(essence: &str) -> bool {
    essence.eq_ignore_ascii_case("application/json") || is_suffixed(essence)
}

/// Whether a type, without parameters, is YAML (RFC 9512, and the names from before it).
pub(super) fn is_yaml(essence: &str) -> bool {
    const NAMES: &[&str] = &[
        "application/yaml",
        "application/x-yaml",
        "text/yaml",
        "text/x-yaml",
    ];
    NAMES.iter().any(|name| name.eq_ignore_ascii_case(essence)) || ends_in(essence, "+yaml")
}

fn is_suffixed(essence: &str) -> bool {
    ends_in(essence, "+json")
}

fn ends_in(essence: &str, suffix: &str) -> bool {
    let end = essence.len().checked_sub(suffix.len());
    let end = end.and_then(|at| essence.get(at..));
    end.is_some_and(|end| end.eq_ignore_ascii_case(suffix)) && essence.contains('/')
}

pub(super) fn is_utf8(content_type: &str) -> bool {
    content_type.split(';').skip(1).all(|parameter| {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        let value = value.trim_ascii().trim_matches('"');
        !name.trim_ascii().eq_ignore_ascii_case("charset")
            || ["utf-8", "utf8", "us-ascii"]
                .iter()
                .any(|known| known.eq_ignore_ascii_case(value))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_taken_by_their_essence() {
        for (given, declared, taken) in [
            ("application/json", "application/json", true),
            ("Application/JSON", "application/json", true),
            ("application/json; charset=utf-8", "application/json", true),
            (
                "application/json;charset=\"UTF-8\"; a=b",
                "application/json",
                true,
            ),
            (
                "application/json; charset=latin1",
                "application/json",
                false,
            ),
            ("application/vnd.api+json", "application/json", true),
            (
                "application/merge-patch+json",
                "application/merge-patch+json",
                true,
            ),
            ("application/json", "application/merge-patch+json", false),
            ("application/json", "application/json; charset=utf-8", true),
            ("text/json", "application/json", false),
            ("+json", "application/json", false),
            ("text/plain", "application/json", false),
            ("image/png", "image/*", true),
            ("text/plain", "image/*", false),
            ("text/plain", "*/*", true),
            ("", "*/*", false),
            ("", "application/json", false),
        ] {
            let found = consumed(given, &[declared]);
            assert_eq!(found.is_some(), taken, "{given} {declared}");
        }
    }

    #[test]
    fn the_closest_of_several_types_is_meant() {
        const DECLARED: &[&str] = &["*/*", "application/json", "text/*", "text/csv"];
        for (given, index) in [
            ("text/csv; header=present", Some(3)),
            ("TEXT/PLAIN", Some(2)),
            ("application/json", Some(1)),
            ("application/a+json", Some(1)),
            ("image/png", Some(0)),
            ("nonsense", None),
            ("text/csv; charset=latin1", None),
        ] {
            assert_eq!(consumed(given, DECLARED), index, "{given}");
        }
        assert_eq!(consumed("text/csv", &[]), None);
    }

    #[test]
    fn parameters_are_tokens_or_quoted_strings() {
        for (header, value) in [
            ("a/b; boundary=x", Some("x")),
            ("a/b;boundary = x ;c=d", Some("x")),
            ("a/b; c=d;BOUNDARY=x y", Some("x y")),
            (
                "a/b; c=\"; boundary=no\"; boundary=\"a;b=\\\"c\\d\"",
                Some("a;b=\"c\\d"),
            ),
            ("a/b; flag; boundary=x", Some("x")),
            ("a/b; boundary=", Some("")),
            ("a/b; boundary=\"x", None),
            ("a/b; boundary", None),
            ("boundary=x", None),
        ] {
            assert_eq!(parameter(header, "boundary").as_deref(), value, "{header}");
        }
    }
}
