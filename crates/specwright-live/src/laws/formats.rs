//! A text and the name of a format → whether the text keeps the format, and a text that does.

/// Whether a text keeps a format; any text keeps a format that is not known here.
pub(super) fn keeps(format: &str, text: &str) -> bool {
    match format {
        "uuid" => is_uuid(text),
        "date" => is_date(text),
        "date-time" => is_date_time(text),
        "email" => text
            .split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && !host.is_empty()),
        "uri" => text.split_once(':').is_some_and(|(scheme, _)| {
            scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                && !text.contains(char::is_whitespace)
        }),
        "uri-reference" => !text.contains(char::is_whitespace),
        _ => true,
    }
}

/// A text that keeps a format.
pub(super) fn sample(format: &str) -> Option<&'static str> {
    Some(match format {
        "uuid" => "00000000-0000-4000-8000-000000000001",
        "date" => "2026-01-31",
        "date-time" => "2026-01-31T12:30:00Z",
        "time" => "12:30:00Z",
        "email" => "somebody@example.org",
        "uri" | "uri-reference" => "https://example.org/",
        "hostname" => "example.org",
        "ipv4" => "192.0.2.1",
        "ipv6" => "2001:db8::1",
        "byte" => "aGk=",
        "decimal" => "1",
        _ => return None,
    })
}

fn is_uuid(text: &str) -> bool {
    let groups: Vec<usize> = text.split('-').map(str::len).collect();
    groups == [8, 4, 4, 4, 12]
        && text
            .bytes()
            .all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

fn is_date(text: &str) -> bool {
    let fields: Vec<Option<u32>> = text.split('-').map(|field| field.parse().ok()).collect();
    let in_range = |month, day| (1..=12).contains(&month) && (1..=31).contains(&day);
    text.len() == 10
        && matches!(fields[..], [Some(_), Some(month), Some(day)] if in_range(month, day))
}

fn is_date_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once(['T', 't']) else {
        return false;
    };
    let zoned =
        time.ends_with(['Z', 'z']) || time.get(8..).is_some_and(|rest| rest.contains(['+', '-']));
    let digits = time.get(..8).is_some_and(|time| {
        time.bytes().enumerate().all(|(at, byte)| {
            if at % 3 == 2 {
                byte == b':'
            } else {
                byte.is_ascii_digit()
            }
        })
    });
    is_date(date) && zoned && digits
}

#[cfg(test)]
mod tests {
    use super::{keeps, sample};

    #[test]
    fn each_sample_keeps_its_format() {
        for format in [
            "uuid",
            "date",
            "date-time",
            "time",
            "email",
            "uri",
            "uri-reference",
            "hostname",
            "ipv4",
            "ipv6",
        ] {
            assert!(
                sample(format).is_some_and(|text| keeps(format, text)),
                "{format}"
            );
        }
    }

    #[test]
    fn what_keeps_no_format_is_told() {
        let cases = [
            ("uuid", "00000000-0000-4000-8000-00000000000g"),
            ("date", "2026-13-01"),
            ("date-time", "2026-01-01 12:30:00Z"),
            ("date-time", "2026-01-01T12:30:00"),
            ("email", "nobody"),
            ("uri", "/relative"),
        ];
        for (format, text) in cases {
            assert!(!keeps(format, text), "{format}: {text}");
        }
    }
}
