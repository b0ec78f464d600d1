//! What the process must do.

use crate::CHILD;
use crate::client::send;
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

pub const ALL: &[(&str, fn())] = &[
    (
        "help_and_version_need_no_database",
        help_and_version_need_no_database,
    ),
    (
        "wrong_arguments_and_settings_are_told_at_once",
        wrong_arguments_and_settings_are_told_at_once,
    ),
    ("migrations_go_up_and_down", migrations_go_up_and_down),
    (
        "it_serves_until_the_signal_and_ends_what_it_began",
        it_serves_until_the_signal_and_ends_what_it_began,
    ),
    (
        "a_second_signal_ends_it_at_once",
        a_second_signal_ends_it_at_once,
    ),
    (
        "a_killed_process_keeps_what_it_acknowledged",
        a_killed_process_keeps_what_it_acknowledged,
    ),
];

/// A working folder, removed in the end.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let path = std::env::temp_dir().join(format!(
            "specwright-process-{}",
            specwright_runtime::Uuid::new_v4().simple()
        ));
        std::fs::create_dir(&path).unwrap();
        Self(path)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command
            .args(arguments)
            .current_dir(&self.0)
            .env_clear()
            .env(CHILD, "1")
            .stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
        self.command(arguments)
            .envs(variables.iter().copied())
            .output()
            .unwrap()
    }

    fn serve(&self, variables: &[(&str, &str)]) -> Process {
        let mut command = self.command(&["serve"]);
        command
            .env("BIND", "127.0.0.1:0")
            .env("LOG_FORMAT", "json")
            .envs(variables.iter().copied());
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let address = lines.by_ref().find_map(|line| {
            let line = line.unwrap();
            assert!(
                line.starts_with('{') && line.ends_with('}'),
                "every line is a JSON object: {line}"
            );
            let (_, rest) = line.split_once("\"address\":\"")?;
            rest.split_once('"')?.0.parse().ok()
        });
        // The rest is read, so that the process is never held up by a full pipe.
        let log = std::thread::spawn(move || lines.map_while(Result::ok).collect());
        Process {
            child,
            address: address.unwrap(),
            log,
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

struct Process {
    child: Child,
    address: SocketAddr,
    log: std::thread::JoinHandle<Vec<String>>,
}

impl Process {
    fn signal(&self, signal: &str) {
        let sent = Command::new("kill")
            .args([signal, &self.child.id().to_string()])
            .status()
            .unwrap();
        assert!(sent.success());
    }

    /// Waits for the end and gives the exit code and the log.
    fn end(mut self) -> (Option<i32>, Vec<String>) {
        let code = self.child.wait().unwrap().code();
        (code, self.log.join().unwrap())
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn help_and_version_need_no_database() {
    let folder = Folder::new();
    let help = folder.run(&["--help"], &[("DATABASE_URL", "nonsense")]);
    assert_eq!(help.status.code(), Some(0));
    assert!(text(&help.stdout).contains("counting migrate down N"));
    let version = folder.run(&["--version"], &[]);
    assert_eq!(text(&version.stdout), "counting 1.2.3\n");
    assert_eq!(folder.0.read_dir().unwrap().count(), 0);
}

fn wrong_arguments_and_settings_are_told_at_once() {
    let folder = Folder::new();
    let wrong = folder.run(&["dance"], &[]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(text(&wrong.stderr).starts_with("`dance` is not known here\n"));
    let wrong = folder.run(
        &[],
        &[
            ("BIND", "nowhere"),
            ("DATABASE_URL", "mysql://me:hush@x"),
            ("BODY_LIMIT", "-1"),
        ],
    );
    assert_eq!(wrong.status.code(), Some(2));
    let told = text(&wrong.stderr);
    assert_eq!(told.lines().count(), 3, "{told}");
    assert!(!told.contains("hush"));
    let wrong = folder.run(
        &["migrate", "status"],
        &[("DATABASE_URL", "sqlite://none/none.db")],
    );
    assert_eq!(wrong.status.code(), Some(1));
}

fn migrations_go_up_and_down() {
    let folder = Folder::new();
    let shown = |arguments: &[&str]| {
        let output = folder.run(arguments, &[]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        text(&output.stdout)
    };
    assert!(
        shown(&["migrate", "status"])
            .trim_end()
            .ends_with("pending")
    );
    assert!(shown(&["migrate", "up"]).trim_end().ends_with("applied"));
    assert_eq!(shown(&["migrate", "up"]), "nothing to do\n");
    assert!(shown(&["migrate", "status"]).contains(" applied 20"));
    assert!(
        shown(&["migrate", "down", "1"])
            .trim_end()
            .ends_with("taken back")
    );
    assert!(folder.0.join("counting.sqlite3").exists());
}

fn it_serves_until_the_signal_and_ends_what_it_began() {
    for signal in ["-TERM", "-INT"] {
        let folder = Folder::new();
        let process = folder.serve(&[("DATABASE_POOLSIZE", "3")]);
        let address = process.address;
        assert_eq!(
            send(address, "GET", "/health/ready", "").unwrap().status,
            200
        );
        let under_way = std::thread::spawn(move || {
            send(address, "GET", "/slow/700", "X-Request-Id: my-request\r\n")
        });
        std::thread::sleep(Duration::from_millis(250));
        process.signal(signal);
        assert_eq!(under_way.join().unwrap().unwrap().body, "done");
        let (code, log) = process.end();
        assert_eq!(code, Some(0), "{signal}");
        assert!(
            log.iter().any(|line| line.contains("\"stopped\"")),
            "{log:?}"
        );
        let lines: Vec<&String> = log
            .iter()
            .filter(|line| line.contains("my-request"))
            .collect();
        assert_eq!(lines.len(), 1, "one line a request: {log:?}");
        for part in [
            "\"method\":\"GET\"",
            "\"route\":\"/slow/{millis}\"",
            "\"status\":200",
            "\"micros\":",
        ] {
            assert!(lines[0].contains(part), "{part} in {}", lines[0]);
        }
    }
}

fn a_second_signal_ends_it_at_once() {
    let folder = Folder::new();
    let process = folder.serve(&[]);
    let address = process.address;
    let under_way = std::thread::spawn(move || send(address, "GET", "/slow/15000", ""));
    std::thread::sleep(Duration::from_millis(250));
    let start = Instant::now();
    process.signal("-TERM");
    std::thread::sleep(Duration::from_millis(250));
    process.signal("-TERM");
    let (code, _) = process.end();
    assert_eq!(code, Some(0));
    assert!(start.elapsed() < Duration::from_secs(10));
    assert!(under_way.join().unwrap().is_none());
}

fn a_killed_process_keeps_what_it_acknowledged() {
    let folder = Folder::new();
    let process = folder.serve(&[]);
    let mut acknowledged = 0;
    for _ in 0..20 {
        acknowledged = send(process.address, "POST", "/count", "Content-Length: 0\r\n")
            .unwrap()
            .body
            .parse()
            .unwrap();
    }
    process.signal("-KILL");
    process.end();
    let process = folder.serve(&[]);
    let next: i32 = send(process.address, "POST", "/count", "Content-Length: 0\r\n")
        .unwrap()
        .body
        .parse()
        .unwrap();
    assert_eq!(next, acknowledged + 1);
    process.signal("-TERM");
    process.end();
}
