//! `test`: all tests of this repository.

use crate::{cargo, root};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The arguments of `test`.
#[derive(Debug, Clone, clap::Args)]
pub struct Arguments {
    /// Compile all generated cases, too
    #[arg(long)]
    slow: bool,
    /// Bring the expected outputs up to date instead of comparing with them
    #[arg(long)]
    update: bool,
    /// What is passed on to `cargo test`
    #[arg(last = true)]
    rest: Vec<String>,
}

impl Arguments {
    /// Everything there is, for `ci`.
    pub fn all() -> Self {
        Self {
            slow: true,
            update: false,
            rest: Vec::new(),
        }
    }
}

pub fn run(arguments: &Arguments) -> ExitCode {
    let server = postgres();
    let demanded = std::env::var_os("SPECWRIGHT_DEMAND_POSTGRES").is_some();
    if demanded && server.is_none() {
        eprintln!("error: SPECWRIGHT_DEMAND_POSTGRES is set, and there is no PostgreSQL server");
        return ExitCode::FAILURE;
    }
    let mut command = cargo();
    if let Some(Postgres::Installed(_)) = server {
        // Nobody's server answers, so the tests get one that ends with them.
        command.args(["run", "--quiet", "--package", "specwright-live"]);
        command.args(["--example", "with_postgres", "--", "cargo"]);
    }
    command
        .args(["test", "--workspace"])
        .args(&arguments.rest)
        .current_dir(root());
    if arguments.slow {
        command.env("RUN_SLOW_TESTS", "1");
    }
    if arguments.update {
        command.env("UPDATE_GOLDEN", "1");
    }
    let exit = crate::status_of(&mut command);
    println!();
    for half in halves(arguments.slow, server.as_ref()) {
        println!("{half}");
    }
    exit
}

/// What ran and what could not, one line each.
fn halves(slow: bool, postgres: Option<&Postgres>) -> [String; 4] {
    let line = |name: &str, ran: Option<&str>, otherwise: &str| match ran {
        Some(by) => format!("{name}: ran ({by})"),
        None => format!("{name}: did NOT run ({otherwise})"),
    };
    let corpus = corpus();
    let corpus = corpus.as_ref().map(|path| path.to_string_lossy());
    [
        line("SQLite", Some("embedded"), ""),
        line(
            "PostgreSQL",
            postgres.map(Postgres::to_string).as_deref(),
            "set SPECWRIGHT_POSTGRES_URL, start a server on 127.0.0.1:5432, or install one",
        ),
        line(
            "corpus",
            corpus.as_deref(),
            "set SPECWRIGHT_CORPUS to a folder of published descriptions",
        ),
        line("compiled cases", slow.then_some("--slow"), "pass --slow"),
    ]
}

/// Where the tests find a PostgreSQL server.
enum Postgres {
    /// The one that a variable names.
    Named,
    /// The one on the usual port of this machine.
    Local,
    /// None that answers, but the programs of one in this directory.
    Installed(PathBuf),
}

impl std::fmt::Display for Postgres {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Named => f.write_str("SPECWRIGHT_POSTGRES_URL"),
            Self::Local => f.write_str("the server on 127.0.0.1:5432"),
            Self::Installed(directory) => {
                write!(f, "a throw-away cluster of {}", directory.display())
            }
        }
    }
}

/// Looks in the order in which the tests look.
fn postgres() -> Option<Postgres> {
    if std::env::var_os("SPECWRIGHT_POSTGRES_URL").is_some() {
        return Some(Postgres::Named);
    }
    let server = std::net::SocketAddr::from(([127, 0, 0, 1], 5432));
    if std::net::TcpStream::connect_timeout(&server, std::time::Duration::from_millis(500)).is_ok()
    {
        return Some(Postgres::Local);
    }
    installed_server().map(Postgres::Installed)
}

/// The directory of an installed server's programs.
fn installed_server() -> Option<PathBuf> {
    let on_path =
        std::env::var_os("PATH").map(|path| std::env::split_paths(&path).collect::<Vec<_>>());
    let debian = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten();
    let mut debian: Vec<PathBuf> = debian.map(|version| version.path().join("bin")).collect();
    debian.sort();
    let has_server = |directory: &PathBuf| {
        directory.join("initdb").is_file() && directory.join("postgres").is_file()
    };
    on_path
        .unwrap_or_default()
        .into_iter()
        .chain(debian)
        .find(has_server)
}

/// The folder of published descriptions, where there is one.
pub fn corpus() -> Option<PathBuf> {
    let path = match std::env::var_os("SPECWRIGHT_CORPUS") {
        Some(path) => PathBuf::from(path),
        None => root()
            .parent()
            .unwrap_or(Path::new("/"))
            .join("shared/corpus"),
    };
    path.is_dir().then_some(path)
}
