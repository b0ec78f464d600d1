//! What do the arguments of the process ask for?

use super::Service;

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Command {
    Serve,
    Up,
    Down(usize),
    Status,
    Help,
    Version,
}

/// Reads the arguments after the program's name.
pub(super) fn parse(arguments: impl IntoIterator<Item = String>) -> Result<Command, String> {
    let arguments: Vec<String> = arguments.into_iter().collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    if words.iter().any(|word| matches!(*word, "--help" | "-h")) {
        return Ok(Command::Help);
    }
    match words.as_slice() {
        [] | ["serve"] => Ok(Command::Serve),
        ["help"] => Ok(Command::Help),
        ["--version" | "-V"] => Ok(Command::Version),
        ["migrate", "up"] => Ok(Command::Up),
        ["migrate", "status"] => Ok(Command::Status),
        ["migrate", "down", count] => match count.parse() {
            Ok(count) if count > 0 => Ok(Command::Down(count)),
            _ => Err(format!(
                "`migrate down` takes a number of migrations, not `{count}`"
            )),
        },
        ["migrate", "down"] => Err(String::from(
            "`migrate down` takes the number of migrations to take back",
        )),
        ["migrate", ..] => Err(String::from(
            "`migrate` is followed by `up`, `down N` or `status`",
        )),
        [first, ..] => Err(format!("`{first}` is not known here")),
    }
}

/// What can be asked for.
pub(super) fn help(service: &Service) -> String {
    let name = service.name;
    format!(
        "{name} {version}

{name} [serve]          serve the API
{name} migrate up       apply all pending migrations
{name} migrate down N   take back the last N migrations
{name} migrate status   show each migration
{name} --help           show this
{name} --version        show the version

Environment:
  BIND                        address to listen on [127.0.0.1:8080]
  DATABASE_URL                sqlite://PATH, sqlite::memory: or postgres://… [sqlite://{name}.sqlite3]
  DATABASE_URL_FILE           file that holds it
  DATABASE_POOL_SIZE          connections [16]
  DATABASE_ACQUIRE_TIMEOUT    wait for a connection or the turn to write [5s]
  DATABASE_STATEMENT_TIMEOUT  longest statement [30s]
  SQLITE_SYNCHRONOUS          full: commits survive a power cut; normal: the last may not [full]
  MIGRATE_ON_START            apply pending migrations before serving [true]
  BODY_LIMIT                  greatest body of a request [1MiB]
  REQUEST_TIMEOUT             longest request [30s]
  UPLOAD_LIMIT                greatest body that is a stream or a multipart form [32MiB]
  UPLOAD_TIMEOUT              longest time for such a body to come [5m]
  UPLOAD_PARTS                most parts of a multipart form [100]
  UPLOAD_PART_LIMIT           greatest part [32MiB]
  UPLOAD_PART_HEAD_LIMIT      greatest head of a part [8KiB]
  UPLOAD_MEMORY               longer parts go into temporary files [64KiB]
  SHUTDOWN_GRACE              time for requests under way after SIGTERM or SIGINT [20s]
  LOG                         filter, such as info or warn,{name}=debug [info]
  LOG_FORMAT                  text or json [text]",
        version = service.version
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed step is a failed test")]
    use super::*;
    use crate::settings::VARIABLES;

    fn parsed(line: &str) -> Result<Command, String> {
        parse(line.split_whitespace().map(String::from))
    }

    #[test]
    fn commands_are_told_apart() {
        for (line, command) in [
            ("", Command::Serve),
            ("serve", Command::Serve),
            ("migrate up", Command::Up),
            ("migrate down 3", Command::Down(3)),
            ("migrate status", Command::Status),
            ("--version", Command::Version),
            ("-h", Command::Help),
            ("migrate down --help", Command::Help),
        ] {
            assert_eq!(parsed(line), Ok(command), "{line}");
        }
    }

    #[test]
    fn other_arguments_are_refused() {
        for line in [
            "run",
            "serve now",
            "migrate",
            "migrate down",
            "migrate down all",
            "migrate down 0",
            "migrate down -1",
            "--port 80",
        ] {
            assert!(parsed(line).is_err(), "{line}");
        }
    }

    #[test]
    fn the_help_names_every_variable() {
        let service = Service {
            name: "tasks",
            version: "1.2.3",
            description: "",
            base_path: "",
            routes: &[],
            migrations: &[],
        };
        let help = help(&service);
        for variable in VARIABLES {
            assert!(
                help.lines()
                    .any(|line| line.trim_start().starts_with(&format!("{variable} "))),
                "{variable}"
            );
        }
    }
}
