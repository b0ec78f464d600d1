//! What does the head of a part say?

use crate::http::media_type::{essence, parameter};

/// The head of a part, as far as it matters.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) name: String,
    /// The name of a file, without folders and control characters.
    pub(super) file_name: Option<String>,
    pub(super) media_type: Option<String>,
}

impl Head {
    /// Reads the lines of a head, without the empty one behind it.
    pub(super) fn parse(head: &[u8]) -> Result<Self, &'static str> {
        let Ok(head) = std::str::from_utf8(head) else {
            return Err("the head of a part is not UTF-8");
        };
        let (mut disposition, mut media_type) = (None, None);
        for line in head.split("\r\n").filter(|line| !line.is_empty()) {
            let Some((name, value)) = line.split_once(':') else {
                return Err("a line in the head of a part is no header");
            };
            let value = value.trim_ascii();
            if name.eq_ignore_ascii_case("Content-Disposition") {
                if disposition.replace(value).is_some() {
                    return Err("a part has more than one `Content-Disposition`");
                }
            } else if name.eq_ignore_ascii_case("Content-Type") {
                if media_type.replace(value).is_some() {
                    return Err("a part has more than one `Content-Type`");
                }
            } else if name.eq_ignore_ascii_case("Content-Transfer-Encoding") {
                // RFC 7578, section 4.7: no encoding is needed, and these are none.
                let is_none = |one: &&str| one.eq_ignore_ascii_case(value);
                if !["7bit", "8bit", "binary"].iter().any(is_none) {
                    return Err("a part has a `Content-Transfer-Encoding`");
                }
            }
        }
        let disposition =
            disposition.filter(|value| essence(value).eq_ignore_ascii_case("form-data"));
        let Some(name) = disposition.and_then(|value| parameter(value, "name")) else {
            return Err("a part has no name");
        };
        let file_name = disposition.and_then(|value| parameter(value, "filename"));
        Ok(Self {
            name: decoded(&name),
            file_name: file_name.map(|name| plain(&decoded(&name))),
            media_type: media_type.map(str::to_owned),
        })
    }
}

/// The characters that browsers cannot write in a name as they are (WHATWG HTML, section 4.10.21.8).
fn decoded(name: &str) -> String {
    if !name.contains('%') {
        return name.to_owned();
    }
    name.replace("%22", "\"")
        .replace("%0D", "\r")
        .replace("%0A", "\n")
}

/// The name of a file alone: clients of old send whole paths, and others would like them to be used.
fn plain(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars()
        .filter(|character| !character.is_control())
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed step is a failed test")]
    use super::*;

    #[test]
    fn heads_are_read_as_clients_write_them() {
        for (head, name, file_name, media_type) in [
            (
                "Content-Disposition: form-data; name=\"a\"",
                "a",
                None,
                None,
            ),
            (
                "content-type:image/png\r\nCONTENT-DISPOSITION:Form-Data;name=a;filename=b.png\r\nX-Other: 1",
                "a",
                Some("b.png"),
                Some("image/png"),
            ),
            (
                "Content-Disposition: form-data; name=\"a%22\\\"b\"; filename=\"C:\\dir\\é%22;.txt\"",
                "a\"\"b",
                Some("é\";.txt"),
                None,
            ),
            (
                "Content-Disposition: form-data; filename=\"../../etc/passwd\"; name=a",
                "a",
                Some("passwd"),
                None,
            ),
            (
                "Content-Disposition: form-data; name=; filename=\"\"",
                "",
                Some(""),
                None,
            ),
            (
                "Content-Disposition: form-data; name=a; filename=\"x\0\u{7f}y\"",
                "a",
                Some("xy"),
                None,
            ),
            (
                "Content-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: 8BIT",
                "a",
                None,
                None,
            ),
        ] {
            let read = Head::parse(head.as_bytes()).unwrap();
            assert_eq!(
                (
                    read.name.as_str(),
                    read.file_name.as_deref(),
                    read.media_type.as_deref()
                ),
                (name, file_name, media_type),
                "{head}"
            );
        }
    }

    #[test]
    fn heads_that_name_no_field_are_refused() {
        for head in [
            "",
            "Content-Type: text/plain",
            "Content-Disposition: form-data",
            "Content-Disposition: attachment; name=a",
            "Content-Disposition: form-data; name=\"a",
            "Content-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=b",
            "Content-Disposition: form-data; name=a\r\nContent-Type: a/b\r\nContent-Type: c/d",
            "Content-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: base64",
            "Content-Disposition: form-data; name=a\r\n folded",
        ] {
            assert!(Head::parse(head.as_bytes()).is_err(), "{head}");
        }
        assert!(Head::parse(b"Content-Disposition: form-data; name=\xFF").is_err());
    }
}
