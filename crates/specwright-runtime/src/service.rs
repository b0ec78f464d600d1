//! A service and the environment → a process that serves it, migrates its database, or says what is wrong.

mod arguments;
mod connections;
mod description;
mod logging;
mod server;

pub use server::{Server, StartError};

use crate::database::{Database, DatabaseError};
use crate::http::Route;
use crate::migration::{
    Migration, MigrationError, MigrationState, migrate_down, migrate_up, migration_status,
};
use crate::settings::{LogFormat, Settings};
use arguments::Command;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

/// A service as its code describes it: all tables, no state.
#[derive(Debug, Clone, Copy)]
pub struct Service {
    /// Its name, also of the default database.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
    /// The description of its API, as it is served at `/openapi.yaml`.
    pub description: &'static str,
    /// What stands before each path: nothing, or `/v1`.
    pub base_path: &'static str,
    /// The operations.
    pub routes: &'static [Route],
    /// The migrations of its database, oldest first.
    pub migrations: &'static [Migration],
}

/// Does what the arguments of the process say, with the settings of its environment. Answers go to standard output,
/// logs and errors to standard error.
///
/// The exit code is 0, 1 if it could not be done, or 2 for wrong arguments or settings.
#[must_use]
pub fn run(service: Service) -> ExitCode {
    let command = match arguments::parse(std::env::args().skip(1)) {
        Ok(command) => command,
        Err(problem) => {
            complain(&format!("{problem}\n\n{}", arguments::help(&service)));
            return ExitCode::from(2);
        }
    };
    match command {
        Command::Help => {
            say(&arguments::help(&service));
            return ExitCode::SUCCESS;
        }
        Command::Version => {
            say(&format!("{} {}", service.name, service.version));
            return ExitCode::SUCCESS;
        }
        Command::Serve | Command::Up | Command::Down(_) | Command::Status => {}
    }
    let variable = |name: &str| std::env::var(name).ok();
    let file = |path: &Path| std::fs::read_to_string(path).map_err(|error| error.to_string());
    let settings = match Settings::read(service.name, variable, file) {
        Ok(settings) => settings,
        Err(errors) => {
            for error in errors {
                complain(&error.to_string());
            }
            return ExitCode::from(2);
        }
    };
    logging::start(&settings);
    let log_format = settings.log_format;
    let names = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    for unknown in Settings::unknown_variables(names) {
        tracing::warn!("{unknown}");
    }
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => {
            complain(&format!("cannot start threads: {error}"));
            return ExitCode::FAILURE;
        }
    };
    let done = runtime.block_on(execute(command, service, settings));
    // What blocks by now is a commit at the most.
    runtime.shutdown_timeout(Duration::from_secs(5));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if log_format == LogFormat::Json => {
            tracing::error!("{error}");
            ExitCode::FAILURE
        }
        Err(error) => {
            complain(&error.to_string());
            ExitCode::FAILURE
        }
    }
}

async fn execute(command: Command, service: Service, settings: Settings) -> Result<(), StartError> {
    match command {
        Command::Serve => {
            let server = Server::start(service, settings).await?;
            stop_signal().await;
            tracing::info!("stopping");
            tokio::select! {
                () = server.stop() => tracing::info!("stopped"),
                () = stop_signal() => tracing::warn!("stopped at once by a second signal"),
            }
        }
        Command::Up => {
            let database = open(&settings).await?;
            report("applied", &migrate_up(&database, service.migrations).await?);
        }
        Command::Down(count) => {
            let database = open(&settings).await?;
            report(
                "taken back",
                &migrate_down(&database, service.migrations, count).await?,
            );
        }
        Command::Status => {
            let database = open(&settings).await?;
            for status in migration_status(&database, service.migrations).await? {
                let state = match status.state {
                    MigrationState::Pending => String::from("pending"),
                    MigrationState::Applied { at } => format!("applied {at}"),
                    MigrationState::Changed { at } => format!("applied {at}, CHANGED since"),
                    MigrationState::Missing { at } => {
                        format!("applied {at}, MISSING in this service")
                    }
                };
                say(&format!(
                    "{:>4} {:<32} {state}",
                    status.version, status.name
                ));
            }
        }
        Command::Help | Command::Version => {}
    }
    Ok(())
}

async fn open(settings: &Settings) -> Result<Database, DatabaseError> {
    Database::open(&settings.database).await
}

fn report(what: &str, migrations: &[Migration]) {
    if migrations.is_empty() {
        say("nothing to do");
    }
    for migration in migrations {
        say(&format!(
            "{:>4} {:<32} {what}",
            migration.version, migration.name
        ));
    }
}

/// Returns when the process is asked to stop: by the terminal, or by what manages it.
async fn stop_signal() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match (
            signal(SignalKind::interrupt()),
            signal(SignalKind::terminate()),
        ) {
            (Ok(mut interrupt), Ok(mut terminate)) => {
                tokio::select! {
                    _ = interrupt.recv() => {}
                    _ = terminate.recv() => {}
                }
            }
            _ => wait_for_interrupt().await,
        }
    }
    #[cfg(not(unix))]
    wait_for_interrupt().await;
}

async fn wait_for_interrupt() {
    if tokio::signal::ctrl_c().await.is_err() {
        // Without any handler, the signal's own effect ends the process.
        std::future::pending::<()>().await;
    }
}

/// If nobody listens, nothing is lost by going on.
fn say(text: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{text}");
}

fn complain(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

impl From<DatabaseError> for StartError {
    fn from(error: DatabaseError) -> Self {
        Self::Database(error)
    }
}

impl From<MigrationError> for StartError {
    fn from(error: MigrationError) -> Self {
        Self::Migration(error)
    }
}
