//! A command → the same command with a PostgreSQL server of its own in `SPECWRIGHT_POSTGRES_URL`, which is gone with it.
//!
//! `cargo run -p specwright-live --example with_postgres -- cargo test` is what `cargo xtask test` runs where no server
//! answers but the programs of one are installed.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "it is a command that starts another"
)]

use specwright_live::scratch::PostgresServer;
use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    let Some(program) = arguments.next() else {
        eprintln!("error: name the command to run");
        return ExitCode::from(2);
    };
    let server = match PostgresServer::throw_away() {
        Ok(server) => server,
        Err(error) => {
            eprintln!("error: no PostgreSQL server: {error}");
            return ExitCode::FAILURE;
        }
    };
    let status = Command::new(&program)
        .args(arguments)
        .env("SPECWRIGHT_POSTGRES_URL", server.url())
        .status();
    match status {
        Ok(status) => status
            .code()
            .and_then(|code| u8::try_from(code).ok())
            .map_or(ExitCode::FAILURE, ExitCode::from),
        Err(error) => {
            eprintln!(
                "error: `{}` does not start: {error}",
                program.to_string_lossy()
            );
            ExitCode::FAILURE
        }
    }
}
