//! The syntax of days, times and durations (RFC 3339, ISO 8601).

/// `2026-01-31`, a day that exists.
pub(super) fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return false;
    }
    let (Some(year), Some(month), Some(day)) = (
        digits(&bytes[..4]),
        digits(&bytes[5..7]),
        digits(&bytes[8..]),
    ) else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(leap),
        _ => return false,
    };
    // PostgreSQL has no year 0.
    year > 0 && (1..=days).contains(&day)
}

/// `23:59:59`, with up to six digits of a second's fraction.
pub(super) fn is_time(text: &str) -> bool {
    let (whole, fraction) = text
        .split_once('.')
        .map_or((text, None), |(whole, fraction)| (whole, Some(fraction)));
    let bytes = whole.as_bytes();
    if bytes.len() != 8 || bytes[2] != b':' || bytes[5] != b':' {
        return false;
    }
    let (Some(hour), Some(minute), Some(second)) = (
        digits(&bytes[..2]),
        digits(&bytes[3..5]),
        digits(&bytes[6..]),
    ) else {
        return false;
    };
    hour < 24
        && minute < 60
        && second < 60
        && fraction.is_none_or(|fraction| {
            (1..=6).contains(&fraction.len()) && digits(fraction.as_bytes()).is_some()
        })
}

/// `2026-01-31T23:59:59`, without an offset.
pub(super) fn is_local(text: &str) -> bool {
    text.split_once('T')
        .is_some_and(|(date, time)| is_date(date) && is_time(time))
}

/// `2026-01-31T23:59:59Z`, or with an offset such as `+02:00`.
pub(super) fn is_moment(text: &str) -> bool {
    if let Some(local) = text.strip_suffix('Z') {
        return is_local(local);
    }
    let Some((local, offset)) = text
        .len()
        .checked_sub(6)
        .and_then(|at| text.split_at_checked(at))
    else {
        return false;
    };
    let bytes = offset.as_bytes();
    matches!(bytes[0], b'+' | b'-')
        && bytes[3] == b':'
        && digits(&bytes[1..3]).is_some_and(|hours| hours < 24)
        && digits(&bytes[4..]).is_some_and(|minutes| minutes < 60)
        && is_local(local)
}

/// `P1Y2M3DT4H5M6S` or `P2W`: each unit at most once, in order, at least one.
pub(super) fn is_duration(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('P') else {
        return false;
    };
    if let Some(weeks) = rest.strip_suffix('W') {
        return digits(weeks.as_bytes()).is_some();
    }
    let (days, time) = rest
        .split_once('T')
        .map_or((rest, None), |(days, time)| (days, Some(time)));
    let has_units = |text: &str, units: &str| {
        let mut units = units.chars();
        let mut rest = text;
        while !rest.is_empty() {
            let Some(at) = rest.find(|char: char| !char.is_ascii_digit()) else {
                return false;
            };
            let Some(unit) = rest[at..].chars().next() else {
                return false;
            };
            if at == 0 || at > 9 || !units.any(|known| known == unit) {
                return false;
            }
            rest = &rest[at + unit.len_utf8()..];
        }
        true
    };
    has_units(days, "YMD")
        && time.is_none_or(|time| !time.is_empty() && has_units(time, "HMS"))
        && !rest.is_empty()
}

fn digits(bytes: &[u8]) -> Option<u32> {
    let all = !bytes.is_empty() && bytes.len() <= 9 && bytes.iter().all(u8::is_ascii_digit);
    all.then(|| {
        bytes
            .iter()
            .fold(0, |number, &byte| number * 10 + u32::from(byte - b'0'))
    })
}

#[cfg(test)]
mod tests {
    use super::{is_date, is_duration, is_local, is_moment, is_time};

    #[test]
    fn accepts_days_and_times_that_exist() {
        assert!(is_date("2024-02-29") && is_date("2000-02-29") && is_date("9999-12-31"));
        assert!(is_time("00:00:00") && is_time("23:59:59.123456"));
        assert!(
            is_local("2026-01-31T23:59:59")
                && is_moment("2026-01-31T23:59:59Z")
                && is_moment("2026-01-31T23:59:59.5+05:30")
        );
        assert!(is_duration("P1Y2M3DT4H5M6S") && is_duration("PT36H") && is_duration("P2W"));
    }

    #[test]
    fn refuses_what_does_not_exist() {
        for text in [
            "now",
            "today",
            "2023-02-29",
            "1900-02-29",
            "2026-13-01",
            "0000-01-01",
            "2026-1-1",
            "31-01-2026",
        ] {
            assert!(!is_date(text), "{text}");
        }
        for text in [
            "24:00:00",
            "23:60:00",
            "23:59:60",
            "12:00",
            "12:00:00.",
            "12:00:00.1234567",
        ] {
            assert!(!is_time(text), "{text}");
        }
        for text in [
            "now",
            "",
            "Z",
            "2026-01-31T23:59:59",
            "2026-01-31 23:59:59Z",
            "2026-01-31T23:59:59+2:00",
            "é".repeat(6).as_str(),
        ] {
            assert!(!is_moment(text), "{text}");
        }
        for text in ["P", "PT", "1D", "P1", "PD", "P1D2Y", "PT1D", "P1DT"] {
            assert!(!is_duration(text), "{text}");
        }
    }
}
