//! A fresh database of each engine for each test.
//!
//! PostgreSQL is the server of `SPECWRIGHT_POSTGRES_URL`, else the one on 127.0.0.1:5432 (user `postgres`, trusted).
//! Where none answers, its half of a test is left out, and a line says so.

#![allow(
    dead_code,
    reason = "each test binary uses its own part of this module"
)]
#![allow(
    clippy::print_stderr,
    reason = "the line that says that a half was left out"
)]
#![allow(clippy::unwrap_used, reason = "a failed step is a failed test")]

use specwright_runtime::{Database, DatabaseOptions, DatabaseUrl, Durability, Uuid};
use std::future::Future;
use std::path::PathBuf;
use std::time::Duration;

/// The folder of a test on SQLite, or the database of a test on PostgreSQL; removed in the end.
pub enum Place {
    Sqlite { folder: PathBuf },
    Postgres { server: String, name: String },
}

impl Place {
    pub fn sqlite() -> Self {
        let folder =
            std::env::temp_dir().join(format!("specwright-test-{}", Uuid::new_v4().simple()));
        std::fs::create_dir(&folder).unwrap();
        Self::Sqlite { folder }
    }

    /// `None` if no server answers.
    pub async fn postgres() -> Option<Self> {
        let server = std::env::var("SPECWRIGHT_POSTGRES_URL");
        let demanded = server.is_ok();
        let server =
            server.unwrap_or_else(|_| String::from("postgres://postgres@127.0.0.1:5432/postgres"));
        let name = format!("specwright_test_{}", Uuid::new_v4().simple());
        match execute(&server, &format!("CREATE DATABASE {name}")).await {
            Ok(()) => Some(Self::Postgres { server, name }),
            Err(error) if demanded => panic!("SPECWRIGHT_POSTGRES_URL: {error}"),
            Err(_) => {
                eprintln!("the PostgreSQL half of this test did not run: no server answers");
                None
            }
        }
    }

    pub fn url(&self) -> DatabaseUrl {
        self.url_text().parse().unwrap()
    }

    pub fn url_text(&self) -> String {
        match self {
            Self::Sqlite { folder } => {
                format!("sqlite://{}", folder.join("test.sqlite3").display())
            }
            Self::Postgres { server, name } => {
                let (base, query) = server.split_once('?').unwrap_or((server, ""));
                let (base, _) = base
                    .rsplit_once('/')
                    .filter(|(base, _)| base.len() > "postgres://".len())
                    .unwrap_or((base, ""));
                format!("{base}/{name}?{query}")
            }
        }
    }

    pub fn options(&self) -> DatabaseOptions {
        DatabaseOptions {
            pool_size: 8,
            acquire_timeout: Duration::from_secs(20),
            durability: Durability::Full,
            ..DatabaseOptions::new(self.url())
        }
    }

    pub async fn open(&self) -> Database {
        Database::open(&self.options()).await.unwrap()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        match self {
            Self::Sqlite { folder } => {
                let _ = std::fs::remove_dir_all(folder);
            }
            Self::Postgres { server, name } => {
                let (server, drop) = (server.clone(), format!("DROP DATABASE {name} WITH (FORCE)"));
                let dropped = std::thread::spawn(move || {
                    let runtime = tokio::runtime::Builder::new_current_thread()
                        .enable_all()
                        .build()
                        .unwrap();
                    runtime.block_on(execute(&server, &drop))
                });
                if let Ok(Err(error)) = dropped.join() {
                    eprintln!("a test database was left behind: {error}");
                }
            }
        }
    }
}

/// Runs a test on SQLite, and on PostgreSQL if it answers.
pub async fn on_each_engine<F: Future<Output = ()>>(test: impl Fn(Database) -> F) {
    let mut places = vec![Place::sqlite()];
    places.extend(Place::postgres().await);
    for place in places {
        test(place.open().await).await;
    }
}

async fn execute(server: &str, statement: &str) -> Result<(), tokio_postgres::Error> {
    let (client, connection) = tokio_postgres::connect(server, tokio_postgres::NoTls).await?;
    let connection = tokio::spawn(connection);
    client.batch_execute(statement).await?;
    drop(client);
    let _ = connection.await;
    Ok(())
}
