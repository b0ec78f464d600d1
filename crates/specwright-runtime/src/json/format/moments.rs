//! Is a text a moment or a duration (RFC 3339), or a date of HTTP (RFC 9110, section 5.6.7)?

use crate::value::{Date, Time, Timestamp};

/// RFC 3339, section 5.6: what [`Timestamp`] reads, and what it could not keep: leap seconds, and any number of digits of
/// a second.
pub(super) fn is_date_time(text: &str) -> bool {
    if text.parse::<Timestamp>().is_ok() {
        return true;
    }
    let Some((seconds, rest)) = text.split_at_checked(19) else {
        return false;
    };
    let rest = match rest.strip_prefix('.') {
        None => rest,
        Some(fraction) => {
            let zone = fraction.trim_start_matches(|next: char| next.is_ascii_digit());
            if zone.len() == fraction.len() {
                return false;
            }
            zone
        }
    };
    match seconds.strip_suffix(":60") {
        None => format!("{seconds}{rest}").parse::<Timestamp>().is_ok(),
        // A leap second is the last of a day in UTC.
        Some(minutes) => format!("{minutes}:59{rest}")
            .parse::<Timestamp>()
            .is_ok_and(|before| before.text().contains("T23:59:59")),
    }
}

/// RFC 3339, section 5.6: `full-time`, whose leap second is the last of a day in UTC as that of a `date-time` is.
pub(super) fn is_time(text: &str) -> bool {
    is_date_time(&format!("1998-12-31T{text}"))
}

/// `P1Y2M3DT4H5M6S`, `P4W`: each unit may be left out only at the ends.
pub(super) fn is_duration(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('P') else {
        return false;
    };
    if let Some(weeks) = rest.strip_suffix('W') {
        return is_number(weeks);
    }
    match rest.split_once('T') {
        None => are_units(rest, "YMD"),
        Some(("", time)) => are_units(time, "HMS"),
        Some((date, time)) => are_units(date, "YMD") && are_units(time, "HMS"),
    }
}

/// One or more numbers with their units, which follow each other without a gap.
fn are_units(text: &str, units: &str) -> bool {
    let mut rest = text;
    let mut expected: Option<&str> = None;
    while !rest.is_empty() {
        let digits = rest
            .find(|next: char| !next.is_ascii_digit())
            .unwrap_or(rest.len());
        let (number, behind) = rest.split_at(digits);
        let mut characters = behind.chars();
        let Some(unit) = characters.next() else {
            return false;
        };
        let Some(at) = units.find(unit) else {
            return false;
        };
        if !is_number(number) || expected.is_some_and(|units| !units.starts_with(unit)) {
            return false;
        }
        expected = Some(&units[at + 1..]);
        rest = characters.as_str();
    }
    expected.is_some()
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit())
}

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const LONG_DAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// `Sun, 06 Nov 1994 08:49:37 GMT`, and the two obsolete forms that a recipient must understand.
pub(super) fn is_http_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split(' ').collect();
    match *parts.as_slice() {
        [day_name, day, month, year, time, "GMT"] => {
            day_name
                .strip_suffix(',')
                .is_some_and(|name| DAYS.contains(&name))
                && day.len() == 2
                && is_moment(year, month, day, time)
        }
        [day_name, date, time, "GMT"] => {
            let date: Vec<&str> = date.split('-').collect();
            let [day, month, year] = *date.as_slice() else {
                return false;
            };
            day_name.strip_suffix(',').is_some_and(|name| LONG_DAYS.contains(&name))
                && day.len() == 2
                && year.len() == 2
                // The century is the recipient's guess; a leap day is one in some.
                && (is_moment(&format!("19{year}"), month, day, time)
                    || is_moment(&format!("20{year}"), month, day, time))
        }
        [day_name, month, day, time, year] => {
            DAYS.contains(&day_name) && day.len() == 2 && is_moment(year, month, day, time)
        }
        [day_name, month, "", day, time, year] => {
            DAYS.contains(&day_name)
                && day.len() == 1
                && is_moment(year, month, &format!("0{day}"), time)
        }
        _ => false,
    }
}

fn is_moment(year: &str, month: &str, day: &str, time: &str) -> bool {
    let Some(month) = MONTHS.iter().position(|name| *name == month) else {
        return false;
    };
    // The leap second stands in the grammar, and in no clock.
    let time = match time.strip_suffix("23:59:60") {
        Some("") => "23:59:59",
        _ => time,
    };
    year.len() == 4
        && format!("{year}-{:02}-{day}", month + 1)
            .parse::<Date>()
            .is_ok()
        && time.len() == 8
        && time.parse::<Time>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_those_of_rfc_3339() {
        for text in [
            "1998-12-31T23:59:60Z",
            "1998-12-31T15:59:60.123-08:00",
            "2026-01-02t03:04:05.999999999999999z",
            "2026-01-02T03:04:05+02:00",
        ] {
            assert!(is_date_time(text), "{text}");
        }
        for text in [
            "",
            "1998-12-31T23:59:61Z",
            "1998-12-31T23:58:60Z",
            "1998-12-31T22:59:60Z",
            "2026-01-02T03:04:05.Z",
            "2026-01-02T03:04:05.1234567",
            "2026-01-02T03:04:05é",
            "2026-02-30T03:04:05.1234567Z",
        ] {
            assert!(!is_date_time(text), "{text}");
        }
    }

    #[test]
    fn durations_leave_no_gap() {
        for text in [
            "P4DT12H30M5S",
            "P4Y",
            "PT0S",
            "P0D",
            "P1M",
            "PT1M",
            "PT36H",
            "P1DT12H",
            "P2W",
            "P1Y2M3DT4H5M6S",
            "P1YT1S",
        ] {
            assert!(is_duration(text), "{text}");
        }
        for text in [
            "",
            "P",
            "PT",
            "4DT12H30M5S",
            "PT1D",
            "P1",
            "P1DT",
            "P2D1Y",
            "P1D2H",
            "P2S",
            "P1Y2W",
            "P1Y1D",
            "PT1H1S",
            "P-1D",
            "P1.5D",
            "P১Y",
            "P1D ",
            "p1d",
            "PW",
            "P1é",
        ] {
            assert!(!is_duration(text), "{text}");
        }
    }

    #[test]
    fn dates_of_http_have_three_forms() {
        for text in [
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994",
            "Wed Nov 16 08:49:37 1994",
            "Sat, 31 Dec 2016 23:59:60 GMT",
            "Thu, 29 Feb 2024 00:00:00 GMT",
        ] {
            assert!(is_http_date(text), "{text}");
        }
        for text in [
            "",
            "Sun, 06 Nov 1994 08:49:37",
            "Sun, 06 Nov 1994 08:49:37 UTC",
            "Sun, 6 Nov 1994 08:49:37 GMT",
            "Son, 06 Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 94 08:49:37 GMT",
            "Sun, 31 Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 24:49:37 GMT",
            "Sun, 06 Nov 1994 08:49:37.5 GMT",
            "Sun, 06-Nov-94 08:49:37 GMT",
            "1994-11-06T08:49:37Z",
            "Sun Nov 6 08:49:37 1994",
        ] {
            assert!(!is_http_date(text), "{text}");
        }
    }
}
