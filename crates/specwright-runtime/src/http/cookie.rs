//! Which value does a cookie have?

use http::HeaderMap;
use http::header::COOKIE;

/// The first cookie of the name: a browser sends the one with the most specific path first (RFC 6265, section 5.4).
pub(super) fn cookie<'c>(headers: &'c HeaderMap, name: &str) -> Option<&'c [u8]> {
    headers
        .get_all(COOKIE)
        .iter()
        .flat_map(|line| line.as_bytes().split(|byte| *byte == b';'))
        .filter_map(|pair| {
            let at = pair.iter().position(|byte| *byte == b'=')?;
            Some((pair[..at].trim_ascii(), pair[at + 1..].trim_ascii()))
        })
        .find(|(one, _)| *one == name.as_bytes())
        .map(|(_, value)| {
            let quoted = value
                .strip_prefix(b"\"")
                .and_then(|rest| rest.strip_suffix(b"\""));
            quoted.unwrap_or(value)
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
        assert_eq!(cookie(&headers, "a"), Some(&b"1"[..]));
        assert_eq!(cookie(&headers, "sid"), Some(&b"x=y"[..]));
        assert_eq!(cookie(&headers, "b"), Some(&b"2"[..]));
        assert_eq!(cookie(&headers, "c"), Some(&b""[..]));
        assert_eq!(cookie(&headers, "broken"), None);
        assert_eq!(cookie(&headers, "SID"), None);
    }
}
