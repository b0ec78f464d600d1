//! A PostgreSQL connection that waits for its answers.

use crate::LiveError;
use std::error::Error as _;
use tokio::runtime::{Builder, Runtime};
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, Config, NoTls, Row};

/// One connection, and the runtime that drives it.
pub(crate) struct Postgres {
    runtime: Runtime,
    client: Client,
}

impl Postgres {
    /// Connects; the address is an URL or a list of `key=value` pairs.
    pub(crate) fn connect(url: &str) -> Result<Self, LiveError> {
        let config: Config = url
            .parse()
            .map_err(|error| refused("read the address of PostgreSQL", &error))?;
        Self::connect_to(&config)
    }

    pub(crate) fn connect_to(config: &Config) -> Result<Self, LiveError> {
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(LiveError::io("start a runtime for PostgreSQL"))?;
        let client = runtime.block_on(async {
            let (client, connection) = config.connect(NoTls).await?;
            // The task ends with the connection; what goes wrong in it is told to the statement that waits.
            tokio::spawn(connection);
            Ok(client)
        });
        let client = client.map_err(|error| refused("connect to PostgreSQL", &error))?;
        Ok(Self { runtime, client })
    }

    /// Runs one or more statements without parameters.
    pub(crate) fn batch(&self, doing: &str, sql: &str) -> Result<(), LiveError> {
        self.runtime
            .block_on(self.client.batch_execute(sql))
            .map_err(|error| refused(doing, &error))
    }

    /// The rows of a query.
    pub(crate) fn rows(
        &self,
        doing: &str,
        sql: &str,
        parameters: &[&(dyn ToSql + Sync)],
    ) -> Result<Vec<Row>, LiveError> {
        self.runtime
            .block_on(self.client.query(sql, parameters))
            .map_err(|error| refused(doing, &error))
    }
}

fn refused(doing: &str, error: &tokio_postgres::Error) -> LiveError {
    let message = match (error.as_db_error(), error.source()) {
        (Some(refusal), _) => [Some(refusal.message()), refusal.detail(), refusal.hint()]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join("; "),
        (None, Some(source)) => format!("{error}: {source}"),
        (None, None) => error.to_string(),
    };
    LiveError::Database {
        doing: doing.to_owned(),
        message,
    }
}
