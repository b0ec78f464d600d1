//! Which database does a `DATABASE_URL` name?

use super::Dialect;
#[cfg(feature = "sqlite")]
use super::sqlite::Place;

/// Where a database is: `sqlite://tasks.sqlite3`, `sqlite:///var/lib/tasks.sqlite3?mode=rw`, `sqlite::memory:`,
/// `postgres://user:password@host:5432/name?sslmode=verify-full`.
///
/// - `mode=rwc` (the default) makes a SQLite file that does not exist, `mode=rw` refuses to.
/// - `sqlite::memory:` is a database of its own in a temporary file, which goes with the last handle on it. So it
///   behaves in all things as a file does, which memory would not.
/// - PostgreSQL takes what libpq takes; `sslmode` is one of `disable`, `prefer` (the default), `require`, `verify-ca`,
///   `verify-full`, and `sslrootcert` names a file of certificates in place of the system's.
#[derive(Clone)]
pub struct DatabaseUrl {
    pub(super) target: Target,
}

#[derive(Clone)]
pub(super) enum Target {
    #[cfg(feature = "sqlite")]
    Sqlite(Place),
    #[cfg(feature = "postgres")]
    Postgres(Box<super::postgres::Target>),
}

impl DatabaseUrl {
    /// A private database for tests: `sqlite::memory:`.
    #[cfg(feature = "sqlite")]
    #[must_use]
    pub const fn temporary() -> Self {
        Self {
            target: Target::Sqlite(Place::Temporary),
        }
    }

    /// A SQLite file, made if it does not exist.
    #[cfg(feature = "sqlite")]
    #[must_use]
    pub fn file(path: impl Into<std::path::PathBuf>) -> Self {
        Self {
            target: Target::Sqlite(Place::File {
                path: path.into(),
                create: true,
            }),
        }
    }

    /// What a service uses that is told nothing: the file `<service>.sqlite3` in the working directory.
    #[cfg(feature = "sqlite")]
    #[must_use]
    pub fn default_of(service: &str) -> Self {
        Self::file(format!("{service}.sqlite3"))
    }

    /// What a service uses that is told nothing: the database `<service>` of the server on this machine.
    #[cfg(not(feature = "sqlite"))]
    #[must_use]
    pub fn default_of(service: &str) -> Self {
        Self {
            target: Target::Postgres(Box::new(super::postgres::Target::local(service))),
        }
    }

    /// Which engine it names.
    #[must_use]
    pub const fn dialect(&self) -> Dialect {
        match &self.target {
            #[cfg(feature = "sqlite")]
            Target::Sqlite(_) => Dialect::Sqlite,
            #[cfg(feature = "postgres")]
            Target::Postgres(_) => Dialect::Postgres,
        }
    }
}

impl std::str::FromStr for DatabaseUrl {
    type Err = String;

    /// The error says what is expected and does not quote the text, which may hold a password.
    fn from_str(text: &str) -> Result<Self, String> {
        if let Some(rest) = text.strip_prefix("sqlite:") {
            return sqlite(rest);
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return postgres(text);
        }
        Err(String::from(
            "`sqlite://PATH`, `sqlite::memory:` or `postgres://…`",
        ))
    }
}

#[cfg(feature = "sqlite")]
fn sqlite(rest: &str) -> Result<DatabaseUrl, String> {
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let mut create = true;
    for option in query.split('&').filter(|option| !option.is_empty()) {
        create = match option {
            "mode=rwc" => true,
            "mode=rw" => false,
            _ => {
                return Err(String::from(
                    "no other option of a SQLite file than `mode=rwc` or `mode=rw`",
                ));
            }
        };
    }
    if path == ":memory:" || path == "//:memory:" {
        return Ok(DatabaseUrl::temporary());
    }
    let path = percent_decoded(path.strip_prefix("//").unwrap_or(path))
        .ok_or("a path in UTF-8, with `%` written as `%25`")?;
    if path.is_empty() || path.contains('\0') {
        return Err(String::from("a path after `sqlite://`"));
    }
    Ok(DatabaseUrl {
        target: Target::Sqlite(Place::File {
            path: path.into(),
            create,
        }),
    })
}

#[cfg(not(feature = "sqlite"))]
fn sqlite(_: &str) -> Result<DatabaseUrl, String> {
    Err(String::from(
        "`postgres://…`, since this service was built without SQLite",
    ))
}

#[cfg(feature = "postgres")]
fn postgres(text: &str) -> Result<DatabaseUrl, String> {
    let target = super::postgres::Target::parse(text)?;
    Ok(DatabaseUrl {
        target: Target::Postgres(Box::new(target)),
    })
}

#[cfg(not(feature = "postgres"))]
fn postgres(_: &str) -> Result<DatabaseUrl, String> {
    Err(String::from(
        "`sqlite://PATH`, since this service was built without PostgreSQL",
    ))
}

#[cfg(any(feature = "sqlite", feature = "postgres"))]
pub(super) fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        rest = tail;
        if *first == b'%' {
            let (digits, tail) = rest.split_at_checked(2)?;
            bytes.push(u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?);
            rest = tail;
        } else {
            bytes.push(*first);
        }
    }
    String::from_utf8(bytes).ok()
}

/// Without what may hold a password.
impl std::fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.target {
            #[cfg(feature = "sqlite")]
            Target::Sqlite(Place::Temporary) => f.write_str("sqlite::memory:"),
            #[cfg(feature = "sqlite")]
            Target::Sqlite(Place::File { path, .. }) => write!(f, "sqlite://{}", path.display()),
            #[cfg(feature = "postgres")]
            Target::Postgres(target) => write!(f, "{target:?}"),
        }
    }
}

#[cfg(all(test, feature = "sqlite", feature = "postgres"))]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed step is a failed test")]
    use super::*;

    #[test]
    fn the_scheme_chooses_the_engine_and_the_password_is_not_shown() {
        for (text, shown) in [
            ("sqlite::memory:", "sqlite::memory:"),
            ("sqlite://tasks.sqlite3", "sqlite://tasks.sqlite3"),
            ("sqlite:tasks.sqlite3?mode=rw", "sqlite://tasks.sqlite3"),
            ("sqlite:///a%20b/%C3%A9.db", "sqlite:///a b/é.db"),
            (
                "postgres://me:secret@db.example:5433/tasks",
                "postgres://db.example:5433/tasks",
            ),
            (
                "postgresql://me@localhost/tasks?sslmode=verify-full",
                "postgres://localhost:5432/tasks",
            ),
        ] {
            assert_eq!(format!("{:?}", text.parse::<DatabaseUrl>().unwrap()), shown);
        }
    }

    #[test]
    fn other_texts_are_refused_without_being_quoted() {
        for text in [
            "",
            "tasks.sqlite3",
            "mysql://secret@localhost/x",
            "sqlite:",
            "sqlite://",
            "sqlite://a?mode=ro",
            "sqlite://a%zz",
            "postgres://me:secret@host:port/x",
            "postgres://me:secret@host/x?sslmode=always",
            "postgres://me:secret@host/x?unknown=1",
        ] {
            let message = text.parse::<DatabaseUrl>().unwrap_err();
            assert!(!message.contains("secret"), "{text}: {message}");
        }
    }
}
