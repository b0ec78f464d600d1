//! A PostgreSQL cluster of our own, from installed binaries; it stops and vanishes when this process does, however
//! that ends.

use crate::LiveError;
use crate::free_port::free_port;
use crate::postgres::Postgres;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Keeps the server running until its standard input ends, which happens also when this process is killed.
const KEEPER: &str = r#""$BIN/postgres" -D "$FOLDER/data" -p "$PORT" -c listen_addresses=127.0.0.1 \
  -c unix_socket_directories= -c fsync=off -c max_connections=100 >"$FOLDER/log" 2>&1 </dev/null &
server=$!
cat >/dev/null
kill -INT "$server"
wait "$server"
rm -rf "$FOLDER""#;

const START_LIMIT: Duration = Duration::from_secs(30);

/// A running cluster.
#[derive(Debug)]
pub(super) struct Cluster {
    keeper: Child,
    url: String,
}

impl Cluster {
    pub(super) fn url(&self) -> &str {
        &self.url
    }

    pub(super) fn start() -> Result<Self, LiveError> {
        let binaries = binaries()?;
        let account = Account::unprivileged()?;
        // The keeper removes the folder after the server has stopped, so it must not vanish with a value of ours.
        let folder = tempfile::Builder::new()
            .prefix("specwright-postgres-")
            .tempdir();
        let folder = folder
            .map_err(LiveError::io("make a folder for a cluster"))?
            .keep();
        account.own(&folder)?;
        let started = Self::start_in(&folder, &binaries, &account);
        if started.is_err() {
            // A second failure would only hide the first.
            let _ = std::fs::remove_dir_all(&folder);
        }
        started
    }

    fn start_in(folder: &Path, binaries: &Path, account: &Account) -> Result<Self, LiveError> {
        let password = random_word()?;
        let password_file = folder.join("password");
        std::fs::write(&password_file, &password)
            .map_err(LiveError::io("write the password of a cluster"))?;
        account.own(&password_file)?;
        let mut initdb = Command::new(binaries.join("initdb"));
        initdb.args([
            "--username=postgres",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
        ]);
        initdb
            .arg("-D")
            .arg(folder.join("data"))
            .arg("--pwfile")
            .arg(&password_file);
        initdb.current_dir(folder).stdin(Stdio::null());
        let made = account
            .run(&mut initdb)
            .output()
            .map_err(LiveError::io("run initdb"))?;
        if !made.status.success() {
            let output = String::from_utf8_lossy(&made.stderr).into_owned();
            return Err(LiveError::Process {
                doing: "make a cluster".to_owned(),
                output,
            });
        }
        let port = free_port()?;
        let mut keeper = Command::new("sh");
        keeper.arg("-c").arg(KEEPER).current_dir(folder);
        keeper
            .env("BIN", binaries)
            .env("FOLDER", folder)
            .env("PORT", port.to_string());
        keeper
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let keeper = account
            .run(&mut keeper)
            .spawn()
            .map_err(LiveError::io("start a cluster"))?;
        let url = format!("postgres://postgres:{password}@127.0.0.1:{port}/postgres");
        let cluster = Self { keeper, url };
        cluster.wait(folder)?;
        Ok(cluster)
    }

    fn wait(&self, folder: &Path) -> Result<(), LiveError> {
        let begun = Instant::now();
        loop {
            match Postgres::connect(&self.url) {
                Ok(_) => return Ok(()),
                Err(error) if begun.elapsed() > START_LIMIT => {
                    let log = std::fs::read_to_string(folder.join("log")).unwrap_or_default();
                    return Err(LiveError::Process {
                        doing: "start a cluster".to_owned(),
                        output: format!("{error}\n{log}"),
                    });
                }
                Err(_) => std::thread::sleep(Duration::from_millis(50)),
            }
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // Closing the input is the keeper's sign to stop the server; whoever drops the last value waits for that.
        drop(self.keeper.stdin.take());
        let _ = self.keeper.wait();
    }
}

/// A word that nobody guesses.
fn random_word() -> Result<String, LiveError> {
    let mut bytes = [0; 24];
    let mut source =
        std::fs::File::open("/dev/urandom").map_err(LiveError::io("open /dev/urandom"))?;
    source
        .read_exact(&mut bytes)
        .map_err(LiveError::io("read /dev/urandom"))?;
    Ok(bytes
        .iter()
        .map(|byte| char::from(b'a' + byte % 26))
        .collect())
}

/// The folder of the newest installed server.
fn binaries() -> Result<PathBuf, LiveError> {
    let mut candidates = Vec::new();
    if let Ok(versions) = std::fs::read_dir("/usr/lib/postgresql") {
        for version in versions.flatten() {
            let number = version
                .file_name()
                .to_string_lossy()
                .parse::<u32>()
                .unwrap_or(0);
            candidates.push((number, version.path().join("bin")));
        }
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    candidates.extend(std::env::split_paths(&path).map(|folder| (0, folder)));
    candidates.sort_by_key(|(version, _)| std::cmp::Reverse(*version));
    let complete =
        |folder: &Path| folder.join("initdb").is_file() && folder.join("postgres").is_file();
    candidates
        .into_iter()
        .map(|(_, folder)| folder)
        .find(|folder| complete(folder))
        .ok_or_else(|| LiveError::Process {
            doing: "find a PostgreSQL server".to_owned(),
            output: "neither /usr/lib/postgresql nor PATH holds `initdb` and `postgres`".to_owned(),
        })
}

/// Whose processes and files they are: PostgreSQL refuses to run as root.
struct Account {
    /// User and group; `None` where we are no root and stay who we are.
    ids: Option<(u32, u32)>,
}

#[cfg(unix)]
impl Account {
    fn unprivileged() -> Result<Self, LiveError> {
        use std::os::unix::fs::MetadataExt as _;
        let own = std::fs::metadata("/proc/self").map_or(1, |metadata| metadata.uid());
        if own != 0 {
            return Ok(Self { ids: None });
        }
        let accounts =
            std::fs::read_to_string("/etc/passwd").map_err(LiveError::io("read /etc/passwd"))?;
        let find = |name: &str| {
            let mut fields = accounts
                .lines()
                .map(|line| line.split(':'))
                .find(|line| line.clone().next() == Some(name))?;
            let user = fields.nth(2)?.parse().ok()?;
            Some((user, fields.next()?.parse().ok()?))
        };
        let ids =
            find("postgres")
                .or_else(|| find("nobody"))
                .ok_or_else(|| {
                    LiveError::Process {
                doing: "find an account for PostgreSQL".to_owned(),
                output:
                    "there is neither `postgres` nor `nobody`, and PostgreSQL does not run as root"
                        .to_owned(),
            }
                })?;
        Ok(Self { ids: Some(ids) })
    }

    fn own(&self, path: &Path) -> Result<(), LiveError> {
        let Some((user, group)) = self.ids else {
            return Ok(());
        };
        std::os::unix::fs::chown(path, Some(user), Some(group))
            .map_err(LiveError::io("give a folder to PostgreSQL"))
    }

    fn run<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        use std::os::unix::process::CommandExt as _;
        match self.ids {
            Some((user, group)) => command.gid(group).uid(user),
            None => command,
        }
    }
}

#[cfg(not(unix))]
impl Account {
    fn unprivileged() -> Result<Self, LiveError> {
        let output = "clusters are started on Unix only".to_owned();
        Err(LiveError::Process {
            doing: "start a cluster".to_owned(),
            output,
        })
    }

    fn own(&self, _: &Path) -> Result<(), LiveError> {
        Ok(())
    }

    fn run<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        command
    }
}
