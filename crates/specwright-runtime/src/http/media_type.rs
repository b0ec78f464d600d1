//! Is a body of a type that an operation takes?

/// The type and subtype of a media type, without its parameters.
pub(super) fn essence(media_type: &str) -> &str {
    media_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim_ascii()
}

/// Whether a body with this `Content-Type` is one of the declared.
///
/// Parameters do not count, except a charset, which must be UTF-8. `application/json` takes every type in `+json` too,
/// which says that it is JSON. A declared type may be a range: `image/*`, `*/*`.
pub(super) fn is_consumed(content_type: &str, declared: &[&str]) -> bool {
    let given = essence(content_type);
    is_utf8(content_type)
        && declared.iter().any(|declared| {
            let declared = essence(declared);
            declared.eq_ignore_ascii_case(given)
                || is_in_range(given, declared)
                || declared.eq_ignore_ascii_case("application/json") && is_json(given)
        })
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

fn is_json(essence: &str) -> bool {
    let suffix = essence
        .len()
        .checked_sub("+json".len())
        .and_then(|at| essence.get(at..));
    suffix.is_some_and(|suffix| suffix.eq_ignore_ascii_case("+json")) && essence.contains('/')
}

fn is_utf8(content_type: &str) -> bool {
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
            assert_eq!(is_consumed(given, &[declared]), taken, "{given} {declared}");
        }
        assert!(is_consumed("text/csv", &["application/json", "text/csv"]));
        assert!(!is_consumed("text/csv", &[]));
    }
}
