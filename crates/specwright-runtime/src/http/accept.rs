//! Which of the types that an operation produces does the client want?

use super::media_type::{essence, is_in_range};
use http::HeaderMap;
use http::header::ACCEPT;

/// The type that the client wants most, the first of equals; `None` if it wants none of them.
///
/// Types of errors do not count: an error is always answered in its own type, so an operation that answers nothing else
/// in a body leaves the client no choice.
pub(super) fn preferred(
    headers: &HeaderMap,
    produces: &'static [&'static str],
) -> Option<&'static str> {
    let is_error = |produced: &str| essence(produced).contains("/problem+");
    if produces.iter().all(|produced| is_error(produced)) {
        return produces.first().copied();
    }
    let mut best = None;
    for produced in produces.iter().filter(|produced| !is_error(produced)) {
        let quality = quality(headers, essence(produced));
        if quality > best.map_or(0, |(_, quality)| quality) {
            best = Some((*produced, quality));
        }
    }
    best.map(|(produced, _)| produced)
}

/// What `preferred` will ask of the headers, where the choice is only made with the answer at hand.
pub(super) fn kept(headers: &HeaderMap, produces: &[&str]) -> HeaderMap {
    let mut kept = HeaderMap::new();
    // Where there is no choice, nothing is asked.
    let is_error = |produced: &&&str| essence(produced).contains("/problem+");
    if produces
        .iter()
        .filter(|produced| !is_error(produced))
        .count()
        > 1
    {
        for line in headers.get_all(ACCEPT) {
            kept.append(ACCEPT, line.clone());
        }
    }
    kept
}

/// How much the client wants the type, from 0 to 1000 (RFC 9110, section 12.5.1): the most specific range decides.
fn quality(headers: &HeaderMap, media_type: &str) -> u16 {
    let mut decided = (0, 1000);
    let mut asked = false;
    for line in headers.get_all(ACCEPT) {
        let Ok(line) = line.to_str() else { continue };
        for range in line
            .split(',')
            .filter(|range| !range.trim_ascii().is_empty())
        {
            if !std::mem::replace(&mut asked, true) {
                decided = (0, 0);
            }
            let specificity = match essence(range) {
                "*/*" | "*" => 1,
                range if is_in_range(media_type, range) => 2,
                range if range.eq_ignore_ascii_case(media_type) => 3,
                // A range of types was declared, such as `image/*`: any type in it may be meant.
                range if is_in_range(range, media_type) => 3,
                _ => continue,
            };
            if specificity > decided.0 {
                decided = (specificity, weight(range));
            }
        }
    }
    decided.1
}

/// The weight of a range in thousandths: 1000 without one, or with one that cannot be read.
fn weight(range: &str) -> u16 {
    let weight = range.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim_ascii()
            .eq_ignore_ascii_case("q")
            .then(|| value.trim_ascii())
    });
    let Some(weight) = weight else { return 1000 };
    let (whole, fraction) = weight.split_once('.').unwrap_or((weight, ""));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if fraction.len() > 3 || !is_number(fraction) {
        return 1000;
    }
    match whole {
        "0" => format!("{fraction:0<3}").parse().unwrap_or(1000),
        _ => 1000,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed step is a failed test")]
    use super::*;

    #[track_caller]
    fn check(accept: &str, produces: &'static [&'static str], wanted: Option<&str>) {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, accept.parse().unwrap());
        assert_eq!(preferred(&headers, produces), wanted, "{accept}");
    }

    #[test]
    fn the_client_chooses() {
        const BOTH: &[&str] = &["application/json", "text/csv", "application/problem+json"];
        for (accept, wanted) in [
            ("application/json", Some("application/json")),
            ("text/csv", Some("text/csv")),
            ("TEXT/CSV; header=present", Some("text/csv")),
            ("*/*", Some("application/json")),
            ("text/*", Some("text/csv")),
            ("text/*;q=0.5, application/json;q=0.4", Some("text/csv")),
            ("application/json;q=0.4, */*;q=0.5", Some("text/csv")),
            ("application/json;q=0, */*", Some("text/csv")),
            ("application/json;q=0.000, text/csv;q=0", None),
            ("text/html, application/xhtml+xml", None),
            ("text/html, */*;q=0.1", Some("application/json")),
            ("application/problem+json", None),
            ("image/png,,application/json ;q=1", Some("application/json")),
            ("application/json;q=nonsense", Some("application/json")),
            ("application/json;q=0.0001", Some("application/json")),
            ("", Some("application/json")),
        ] {
            check(accept, BOTH, wanted);
        }
    }

    #[test]
    fn without_a_wish_the_first_is_chosen() {
        assert_eq!(preferred(&HeaderMap::new(), &["a/b", "c/d"]), Some("a/b"));
        assert_eq!(
            preferred(&HeaderMap::new(), &["application/problem+json"]),
            Some("application/problem+json")
        );
    }

    #[test]
    fn errors_alone_leave_no_choice() {
        check(
            "text/html",
            &["application/problem+json"],
            Some("application/problem+json"),
        );
        check("text/html", &[], None);
    }

    #[test]
    fn a_declared_range_is_met_by_a_type_in_it() {
        check("image/png", &["image/*"], Some("image/*"));
        check("text/plain", &["image/*"], None);
    }
}
