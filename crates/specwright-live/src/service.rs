//! A binary and its settings → a running service that ends with its value.

use crate::LiveError;
use crate::free_port::free_port;
use std::collections::{BTreeMap, VecDeque};
use std::io::{BufRead as _, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Runs the service until it ends by itself or the standard input does, which happens also when this process is
/// killed; then asks it to stop, and after a while makes it stop.
#[cfg(unix)]
const KEEPER: &str = r#"exec 3<&0
"$@" 3<&- </dev/null &
service=$!
{ cat >/dev/null; kill -TERM "$service"; tries=0
  while kill -0 "$service" && [ "$tries" -lt 100 ]; do sleep 0.1; tries=$((tries + 1)); done
  kill -KILL "$service"; } <&3 >/dev/null 2>&1 &
exec 3<&-
wait "$service""#;

/// How long a service may take until it is ready: it may have migrations to run first.
const READY_LIMIT: Duration = Duration::from_secs(30);

/// How many lines of a log are kept.
const LOG_LINES: usize = 2000;

/// What a service gets from our own environment; all else would make it depend on the machine.
const INHERITED: &[&str] = &[
    "PATH",
    "HOME",
    "TMPDIR",
    "TEMP",
    "TMP",
    "SYSTEMROOT",
    "RUST_BACKTRACE",
];

/// A running service; it is stopped when the value is dropped.
#[derive(Debug)]
pub struct Service {
    child: Child,
    url: String,
    log: Arc<Mutex<VecDeque<String>>>,
}

/// Takes each line of a log as it comes.
pub type LogLine = Box<dyn Fn(&str) + Send + Sync>;

impl Service {
    /// Starts a binary with these variables and nothing else of the environment, and waits until it is ready. Where
    /// `BIND` is not among them, it listens on a free port of this machine.
    pub fn start(binary: &Path, variables: &BTreeMap<String, String>) -> Result<Self, LiveError> {
        Self::start_with_log(binary, variables, Box::new(|_| {}))
    }

    /// [`Service::start`] that hands each line of the log on.
    pub fn start_with_log(
        binary: &Path,
        variables: &BTreeMap<String, String>,
        on_line: LogLine,
    ) -> Result<Self, LiveError> {
        let address = match variables.get("BIND") {
            Some(address) => address.clone(),
            None => format!("127.0.0.1:{}", free_port()?),
        };
        let mut command = command(binary);
        command
            .env_clear()
            .envs(std::env::vars_os().filter(|(name, _)| INHERITED.iter().any(|own| name == own)));
        command.envs(variables).env("BIND", &address);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command
            .spawn()
            .map_err(LiveError::io(format!("start `{}`", binary.display())))?;
        let log = Arc::new(Mutex::new(VecDeque::new()));
        let on_line: Arc<LogLine> = Arc::new(on_line);
        let outputs: [Option<Box<dyn Read + Send>>; 2] = [
            child
                .stdout
                .take()
                .map(|pipe| Box::new(pipe) as Box<dyn Read + Send>),
            child
                .stderr
                .take()
                .map(|pipe| Box::new(pipe) as Box<dyn Read + Send>),
        ];
        for output in outputs.into_iter().flatten() {
            let (log, on_line) = (Arc::clone(&log), Arc::clone(&on_line));
            std::thread::spawn(move || collect(output, &log, &on_line));
        }
        let mut service = Self {
            child,
            url: format!("http://{}", reachable(&address)),
            log,
        };
        service.wait_until_ready()?;
        Ok(service)
    }

    /// The address, without a slash at its end.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The last lines that the service has written.
    #[must_use]
    pub fn log(&self) -> String {
        let log = self.log.lock().unwrap_or_else(PoisonError::into_inner);
        log.iter().flat_map(|line| [line.as_str(), "\n"]).collect()
    }

    /// Asks the service to stop and waits for its end.
    pub fn stop(mut self) -> Result<ExitStatus, LiveError> {
        self.ask_to_stop();
        self.child
            .wait()
            .map_err(LiveError::io("wait for the service to stop"))
    }

    /// Waits until the service ends by itself, or is stopped from outside.
    pub fn wait(mut self) -> Result<ExitStatus, LiveError> {
        // The standard input stays open: its end would be the sign to stop.
        let input = self.child.stdin.take();
        let status = self
            .child
            .wait()
            .map_err(LiveError::io("wait for the service"));
        drop(input);
        status
    }

    fn ask_to_stop(&mut self) {
        drop(self.child.stdin.take());
        if cfg!(not(unix)) {
            // There is no keeper that could ask; a process that has ended already is no error.
            let _ = self.child.kill();
        }
    }

    fn wait_until_ready(&mut self) -> Result<(), LiveError> {
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(Duration::from_secs(2)))
            .build();
        let agent: ureq::Agent = config.into();
        let begun = Instant::now();
        loop {
            if let Some(status) = self
                .child
                .try_wait()
                .map_err(LiveError::io("look after the service"))?
            {
                // The last lines may still be on their way.
                std::thread::sleep(Duration::from_millis(50));
                let output = format!("it has ended ({status}); its last words:\n{}", self.log());
                return Err(LiveError::Process {
                    doing: "start the service".to_owned(),
                    output,
                });
            }
            match agent.get(format!("{}/health/ready", self.url)).call() {
                Ok(_) => return Ok(()),
                Err(error) if begun.elapsed() > READY_LIMIT => {
                    let output = format!(
                        "it does not become ready ({error}); its last words:\n{}",
                        self.log()
                    );
                    return Err(LiveError::Process {
                        doing: "start the service".to_owned(),
                        output,
                    });
                }
                Err(_) => std::thread::sleep(Duration::from_millis(20)),
            }
        }
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.ask_to_stop();
        // Whoever drops the value may use the port, or remove the database, right after.
        let _ = self.child.wait();
    }
}

#[cfg(unix)]
fn command(binary: &Path) -> Command {
    let mut command = Command::new("sh");
    command.arg("-c").arg(KEEPER).arg("service").arg(binary);
    command
}

#[cfg(not(unix))]
fn command(binary: &Path) -> Command {
    Command::new(binary)
}

fn collect(output: Box<dyn Read + Send>, log: &Mutex<VecDeque<String>>, on_line: &LogLine) {
    for line in BufReader::new(output).lines().map_while(Result::ok) {
        on_line(&line);
        let mut log = log.lock().unwrap_or_else(PoisonError::into_inner);
        if log.len() == LOG_LINES {
            log.pop_front();
        }
        log.push_back(line);
    }
}

/// The address that a caller uses for one that listens on all.
fn reachable(address: &str) -> String {
    address
        .replacen("0.0.0.0:", "127.0.0.1:", 1)
        .replacen("[::]:", "[::1]:", 1)
}
