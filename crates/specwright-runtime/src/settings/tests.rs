//! Settings are read as the table says, and all that is wrong is told.

#![allow(clippy::unwrap_used, reason = "a failed step is a failed test")]
use super::*;
use crate::database::Durability;

fn read(variables: &[(&str, &str)]) -> Result<Settings, Vec<SettingError>> {
    let lookup = |name: &str| {
        variables
            .iter()
            .find(|(variable, _)| *variable == name)
            .map(|(_, value)| (*value).to_owned())
    };
    let read_file = |path: &Path| match path.to_str() {
        Some("/run/secrets/url") => Ok(String::from("sqlite://from-file.db\n")),
        _ => Err(String::from("no such file")),
    };
    Settings::read("taskboard", lookup, read_file)
}

#[test]
fn nothing_set_gives_the_defaults() {
    let settings = read(&[("LOG", ""), ("DATABASE_URL", "")]).unwrap();
    assert_eq!(settings.bind.to_string(), "127.0.0.1:8080");
    assert_eq!(
        format!("{:?}", settings.database.url),
        "sqlite://taskboard.sqlite3"
    );
    assert_eq!(settings.database.durability, Durability::Full);
    assert!(settings.migrate_on_start);
    assert_eq!(
        (settings.body_limit, settings.log_format),
        (1_048_576, LogFormat::Text)
    );
}

#[test]
fn every_variable_is_read() {
    let settings = read(&[
        ("BIND", "[::]:80"),
        ("DATABASE_URL", "sqlite::memory:"),
        ("DATABASE_POOL_SIZE", "3"),
        ("DATABASE_ACQUIRE_TIMEOUT", "250ms"),
        ("DATABASE_STATEMENT_TIMEOUT", "2m"),
        ("SQLITE_SYNCHRONOUS", "normal"),
        ("MIGRATE_ON_START", "false"),
        ("BODY_LIMIT", "64KiB"),
        ("REQUEST_TIMEOUT", "1h"),
        ("UPLOAD_LIMIT", "1GiB"),
        ("UPLOAD_TIMEOUT", "10m"),
        ("UPLOAD_PARTS", "7"),
        ("UPLOAD_PART_LIMIT", "2MiB"),
        ("UPLOAD_PART_HEAD_LIMIT", "1KiB"),
        ("UPLOAD_MEMORY", "1B"),
        ("SHUTDOWN_GRACE", "0"),
        ("LOG", "warn,specwright_runtime=debug"),
        ("LOG_FORMAT", "json"),
    ])
    .unwrap();
    assert_eq!(settings.bind.to_string(), "[::]:80");
    assert_eq!(format!("{:?}", settings.database.url), "sqlite::memory:");
    assert_eq!(settings.database.pool_size, 3);
    assert_eq!(
        settings.database.acquire_timeout,
        Duration::from_millis(250)
    );
    assert_eq!(settings.database.statement_timeout, Duration::from_mins(2));
    assert_eq!(settings.database.durability, Durability::Normal);
    assert!(!settings.migrate_on_start);
    assert_eq!(settings.body_limit, 65_536);
    assert_eq!(settings.request_timeout, Duration::from_hours(1));
    let uploads = UploadLimits {
        size: 1 << 30,
        timeout: Duration::from_mins(10),
        parts: 7,
        part_size: 2 << 20,
        part_head_size: 1 << 10,
        memory: 1,
    };
    assert_eq!(settings.uploads, uploads);
    assert_eq!(settings.shutdown_grace, Duration::ZERO);
    assert_eq!(settings.log, "warn,specwright_runtime=debug");
    assert_eq!(settings.log_format, LogFormat::Json);
}

#[test]
fn all_errors_are_listed_at_once_and_no_secret_is_shown() {
    let errors = read(&[
        ("BIND", "localhost"),
        ("DATABASE_URL", "mysql://me:hush@host/x"),
        ("DATABASE_POOL_SIZE", "0"),
        ("DATABASE_ACQUIRE_TIMEOUT", "soon"),
        ("SQLITE_SYNCHRONOUS", "off"),
        ("MIGRATE_ON_START", "maybe"),
        ("BODY_LIMIT", "2GiB"),
        ("REQUEST_TIMEOUT", "0s"),
        ("UPLOAD_PARTS", "0"),
        ("LOG", "=="),
        ("LOG_FORMAT", "xml"),
    ])
    .unwrap_err();
    assert_eq!(errors.len(), 11);
    let shown: Vec<String> = errors.iter().map(ToString::to_string).collect();
    assert!(!shown.concat().contains("hush"), "{shown:?}");
    assert!(
        shown.contains(&String::from(
            "`DATABASE_POOL_SIZE` is \"0\": expected a number from 1 to 1000"
        )),
        "{shown:?}"
    );
}

#[test]
fn a_secret_may_lie_in_a_file() {
    let settings = read(&[("DATABASE_URL_FILE", "/run/secrets/url")]).unwrap();
    assert_eq!(
        format!("{:?}", settings.database.url),
        "sqlite://from-file.db"
    );
    let errors = read(&[("DATABASE_URL_FILE", "/nowhere")]).unwrap_err();
    assert_eq!(
        errors[0].to_string(),
        "`DATABASE_URL_FILE` is \"/nowhere\": expected a file that can be read: no such file"
    );
    let errors = read(&[
        ("DATABASE_URL_FILE", "/run/secrets/url"),
        ("DATABASE_URL", "sqlite::memory:"),
    ])
    .unwrap_err();
    assert_eq!(errors[0].variable, "DATABASE_URL_FILE");
}

#[test]
fn slips_are_named() {
    let names = [
        "PATH",
        "DATABASE_URL",
        "DATABASE_POOLSIZE",
        "BIMD",
        "LOG_FORMATS",
        "DATABASE_HOSTNAME",
        "LOGNAME",
    ];
    let unknown = Settings::unknown_variables(names.map(String::from));
    let shown: Vec<String> = unknown.iter().map(ToString::to_string).collect();
    assert_eq!(
        shown,
        [
            "`BIMD` is not read; did you mean `BIND`?",
            "`DATABASE_HOSTNAME` is not read",
            "`DATABASE_POOLSIZE` is not read; did you mean `DATABASE_POOL_SIZE`?",
            "`LOG_FORMATS` is not read; did you mean `LOG_FORMAT`?",
        ]
    );
}
