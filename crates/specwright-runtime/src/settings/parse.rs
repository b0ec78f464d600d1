//! How is one variable read?

use super::{LogFormat, SettingError, UnknownVariable, VARIABLES};
use crate::database::{DatabaseUrl, Durability};
use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

type Lookup<'a> = &'a dyn Fn(&str) -> Option<String>;
type ReadFile<'a> = &'a dyn Fn(&Path) -> Result<String, String>;

/// Reads variables and keeps what is wrong with them.
pub(super) struct Variables<'a> {
    lookup: Lookup<'a>,
    read_file: ReadFile<'a>,
    errors: Vec<SettingError>,
}

impl<'a> Variables<'a> {
    pub(super) const fn new(lookup: Lookup<'a>, read_file: ReadFile<'a>) -> Self {
        Self {
            lookup,
            read_file,
            errors: Vec::new(),
        }
    }

    /// Sets `place` if the variable is set and right.
    pub(super) fn read<T>(
        &mut self,
        variable: &str,
        parse: fn(&str) -> Result<T, String>,
        place: &mut T,
    ) {
        let Some(text) = self.lookup(variable) else {
            return;
        };
        match parse(text.trim()) {
            Ok(value) => *place = value,
            Err(expected) => self.refuse(variable, Some(text), expected),
        }
    }

    /// As [`Variables::read`] for a secret, which may lie in a file, and is not shown.
    pub(super) fn read_secret<T>(
        &mut self,
        variable: &str,
        parse: fn(&str) -> Result<T, String>,
        place: &mut T,
    ) {
        let named = format!("{variable}_FILE");
        let (variable, text) = match (self.lookup(variable), self.lookup(&named)) {
            (None, None) => return,
            (Some(text), None) => (variable, text),
            (None, Some(path)) => match (self.read_file)(Path::new(&path)) {
                Ok(text) => (&*named, text),
                Err(cause) => {
                    return self.refuse(
                        &named,
                        Some(path),
                        format!("a file that can be read: {cause}"),
                    );
                }
            },
            (Some(_), Some(path)) => {
                return self.refuse(
                    &named,
                    Some(path),
                    format!("not to be set beside `{variable}`"),
                );
            }
        };
        match parse(text.trim()) {
            Ok(value) => *place = value,
            Err(expected) => self.refuse(variable, None, expected),
        }
    }

    /// An empty variable is none: that is how some tools pass on what is not set.
    fn lookup(&self, variable: &str) -> Option<String> {
        (self.lookup)(variable).filter(|text| !text.is_empty())
    }

    pub(super) fn errors(self) -> Vec<SettingError> {
        self.errors
    }

    fn refuse(&mut self, variable: &str, value: Option<String>, expected: String) {
        self.errors.push(SettingError {
            variable: variable.to_owned(),
            value,
            expected,
        });
    }
}

pub(super) fn url(text: &str) -> Result<DatabaseUrl, String> {
    text.parse()
}

pub(super) fn address(text: &str) -> Result<SocketAddr, String> {
    text.parse()
        .map_err(|_| String::from("an address and a port, such as `127.0.0.1:8080`"))
}

pub(super) fn pool_size(text: &str) -> Result<usize, String> {
    let size = text.parse().ok().filter(|size| (1..=1000).contains(size));
    size.ok_or_else(|| String::from("a number from 1 to 1000"))
}

pub(super) fn count(text: &str) -> Result<usize, String> {
    let count = text
        .parse()
        .ok()
        .filter(|count| (1..=10_000).contains(count));
    count.ok_or_else(|| String::from("a number from 1 to 10000"))
}

pub(super) fn boolean(text: &str) -> Result<bool, String> {
    match text {
        "true" | "1" => Ok(true),
        "false" | "0" => Ok(false),
        _ => Err(String::from("`true` or `false`")),
    }
}

pub(super) fn durability(text: &str) -> Result<Durability, String> {
    match text {
        "full" => Ok(Durability::Full),
        "normal" => Ok(Durability::Normal),
        _ => Err(String::from("`full` or `normal`")),
    }
}

pub(super) fn log_format(text: &str) -> Result<LogFormat, String> {
    match text {
        "text" => Ok(LogFormat::Text),
        "json" => Ok(LogFormat::Json),
        _ => Err(String::from("`text` or `json`")),
    }
}

pub(super) fn filter(text: &str) -> Result<String, String> {
    match tracing_subscriber::EnvFilter::try_new(text) {
        Ok(_) => Ok(text.to_owned()),
        Err(_) => Err(String::from(
            "a filter, such as `info` or `warn,specwright_runtime=debug`",
        )),
    }
}

/// `30s`, `500ms`, `2m`, `1h`; a number alone is seconds. No time at all is refused.
pub(super) fn duration(text: &str) -> Result<Duration, String> {
    let duration = parsed_duration(text).filter(|duration| !duration.is_zero());
    duration.ok_or_else(|| String::from("a time up to `24h`, such as `30s`, `500ms` or `2m`"))
}

/// As [`duration`], and `0` for none.
pub(super) fn duration_or_none(text: &str) -> Result<Duration, String> {
    parsed_duration(text)
        .ok_or_else(|| String::from("a time up to `24h`, such as `30s`, `500ms` or `0`"))
}

fn parsed_duration(text: &str) -> Option<Duration> {
    let (number, unit) = number_and_unit(text)?;
    let millis = match unit {
        "ms" => number,
        "s" | "" => number.checked_mul(1_000)?,
        "m" => number.checked_mul(60_000)?,
        "h" => number.checked_mul(3_600_000)?,
        _ => return None,
    };
    (millis <= 24 * 3_600_000).then(|| Duration::from_millis(millis))
}

/// `1MiB`, `512KiB`; a number alone is bytes.
pub(super) fn size(text: &str) -> Result<usize, String> {
    let bytes = || {
        let (number, unit) = number_and_unit(text)?;
        let bytes = match unit {
            "" | "B" => number,
            "KiB" => number.checked_mul(1 << 10)?,
            "MiB" => number.checked_mul(1 << 20)?,
            "GiB" => number.checked_mul(1 << 30)?,
            _ => return None,
        };
        usize::try_from(bytes)
            .ok()
            .filter(|bytes| (1..=1 << 30).contains(bytes))
    };
    bytes()
        .ok_or_else(|| String::from("a size up to `1GiB`, such as `512KiB`, or a number of bytes"))
}

fn number_and_unit(text: &str) -> Option<(u64, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = text.split_at(digits);
    Some((number.parse().ok()?, unit.trim_start()))
}

/// What our variables with more than one word begin with, and others' hardly do.
const PREFIXES: &[&str] = &["DATABASE_", "SQLITE_", "UPLOAD_"];

pub(super) fn unknown_variable(variable: String) -> Option<UnknownVariable> {
    if VARIABLES.contains(&variable.as_str()) {
        return None;
    }
    let near = VARIABLES
        .iter()
        .copied()
        .find(|known| differs_by_one(known, &variable));
    (near.is_some() || PREFIXES.iter().any(|prefix| variable.starts_with(prefix)))
        .then_some(UnknownVariable { variable, near })
}

/// Whether one text becomes the other by one character more, less or changed.
fn differs_by_one(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let same_start = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same_start..], &b[same_start..]);
    match a.len().cmp(&b.len()) {
        std::cmp::Ordering::Equal => !a.is_empty() && a[1..] == b[1..],
        std::cmp::Ordering::Less => b[1..] == *a,
        std::cmp::Ordering::Greater => a[1..] == *b,
    }
}
