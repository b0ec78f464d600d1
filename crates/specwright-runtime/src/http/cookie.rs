//! Which values does a cookie have?

use http::HeaderMap;
use http::header::COOKIE;

/// The values of all cookies of the name, the one that is meant first: a browser sends the one with the most specific
/// path before others (RFC 6265, section 5.4).
pub(super) fn cookies<'c>(headers: &'c HeaderMap, name: &str) -> impl Iterator<Item = &'c [u8]> {
    pairs(headers)
        .filter(move |(one, _)| *one == name.as_bytes())
        .map(|(_, value)| value)
}

/// All cookies in their order: names and values, without the quotes that a value may stand in.
pub(super) fn pairs(headers: &HeaderMap) -> impl Iterator<Item = (&[u8], &[u8])> {
    headers
        .get_all(COOKIE)
        .iter()
        .flat_map(|line| line.as_bytes().split(|byte| *byte == b';'))
        .filter_map(|pair| {
            let at = pair.iter().position(|byte| *byte == b'=')?;
            let value = pair[at + 1..].trim_ascii();
            let quoted = value
                .strip_prefix(b"\"")
                .and_then(|rest| rest.strip_suffix(b"\""));
            Some((pair[..at].trim_ascii(), quoted.unwrap_or(value)))
        })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed step is a failed test")]
    use super::*;

    #[test]
    fn a_cookie_is_found_in_any_line() {
        let mut headers = HeaderMap::new();
        headers.append(COOKIE, "a=1; sid=\"x=y\" ;sid=z".parse().unwrap());
        headers.append(COOKIE, "b = 2 ; broken; c=".parse().unwrap());
        let cookie = |name| cookies(&headers, name).next();
        assert_eq!(cookie("a"), Some(&b"1"[..]));
        assert_eq!(cookie("sid"), Some(&b"x=y"[..]));
        assert_eq!(cookie("b"), Some(&b"2"[..]));
        assert_eq!(cookie("c"), Some(&b""[..]));
        assert_eq!(cookie("broken"), None);
        assert_eq!(cookie("SID"), None);
    }
}
