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
    let mut command = cargo();
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
    for half in halves(arguments.slow) {
        println!("{half}");
    }
    exit
}

/// What ran and what could not, one line each.
fn halves(slow: bool) -> [String; 4] {
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
            postgres().as_deref(),
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

/// Where the tests find a PostgreSQL server, in the order in which they look.
fn postgres() -> Option<String> {
    if std::env::var_os("SPECWRIGHT_POSTGRES_URL").is_some() {
        return Some("SPECWRIGHT_POSTGRES_URL".to_owned());
    }
    let server = std::net::SocketAddr::from(([127, 0, 0, 1], 5432));
    if std::net::TcpStream::connect_timeout(&server, std::time::Duration::from_millis(500)).is_ok()
    {
        return Some("the server on 127.0.0.1:5432".to_owned());
    }
    installed_server().map(|directory| format!("a throw-away cluster of {}", directory.display()))
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

fn corpus() -> Option<PathBuf> {
    let path = match std::env::var_os("SPECWRIGHT_CORPUS") {
        Some(path) => PathBuf::from(path),
        None => root()
            .parent()
            .unwrap_or(Path::new("/"))
            .join("shared/corpus"),
    };
    path.is_dir().then_some(path)
}
