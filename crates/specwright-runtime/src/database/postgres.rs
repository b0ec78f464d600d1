//! How do requests share the connections to a PostgreSQL server?

mod decoding;
mod encoding;
mod failure;
mod numeric;
mod target;
mod tls;

pub(super) use decoding::cell;
pub(super) use target::Target;

use super::row::{All, Nothing, Read, Row, Sink};
use super::{DatabaseError, DatabaseOptions, Parameter};
use deadpool_postgres::{
    Hook, HookError, Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime,
};
use failure::{failure, is_stale_plan, no_connection};
use tokio_postgres::types::ToSql;
use tokio_postgres_rustls::MakeRustlsConnect;

/// A pool of connections to a PostgreSQL server.
pub(crate) struct Postgres {
    pool: Pool,
    tls: MakeRustlsConnect,
}

impl Postgres {
    /// Sets up the pool; connections are made when they are needed.
    pub(super) fn open(target: &Target, options: &DatabaseOptions) -> Result<Self, DatabaseError> {
        let tls = tls::connector(target).map_err(DatabaseError::Unavailable)?;
        let mut config = target.config.clone();
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(options.acquire_timeout);
        }
        let recycling = ManagerConfig {
            recycling_method: RecyclingMethod::Fast,
        };
        let manager = Manager::from_config(config, tls.clone(), recycling);
        // In the session, not in the options of the connection, which poolers refuse.
        let setup = format!(
            "SET TIME ZONE 'UTC'; SET statement_timeout = {}",
            i32::try_from(options.statement_timeout.as_millis()).unwrap_or(i32::MAX)
        );
        let pool = Pool::builder(manager)
            .max_size(options.pool_size)
            .wait_timeout(Some(options.acquire_timeout))
            .create_timeout(Some(options.acquire_timeout))
            .runtime(Runtime::Tokio1)
            .post_create(Hook::async_fn(move |client, _| {
                let setup = setup.clone();
                Box::pin(async move {
                    client
                        .batch_execute(&setup)
                        .await
                        .map_err(HookError::Backend)
                })
            }))
            .build()
            .map_err(|error| DatabaseError::Other(error.to_string()))?;
        Ok(Self { pool, tls })
    }

    /// Runs one statement outside a transaction.
    pub(super) async fn run(
        &self,
        text: &str,
        parameters: &[Parameter<'_>],
        sink: &mut dyn Sink,
    ) -> Result<u64, DatabaseError> {
        self.lease().await?.run(text, parameters, sink).await
    }

    /// A transaction.
    pub(super) async fn begin(&self, begin: &str) -> Result<Lease, DatabaseError> {
        let mut lease = self.lease().await?;
        lease.in_transaction = true;
        lease.batch(begin).await?;
        Ok(lease)
    }

    /// A connection that belongs to the holder until it is dropped.
    pub(crate) async fn lease(&self) -> Result<Lease, DatabaseError> {
        let client = self.pool.get().await.map_err(no_connection)?;
        Ok(Lease {
            client: Some(client),
            tls: self.tls.clone(),
            under_way: false,
            in_transaction: false,
            discard: false,
        })
    }
}

/// A connection of the pool. However it is dropped, the next holder gets one without a transaction and without a
/// statement under way.
pub(crate) struct Lease {
    client: Option<Object>,
    tls: MakeRustlsConnect,
    /// A statement was sent and its answer has not come.
    under_way: bool,
    in_transaction: bool,
    /// Close the connection in any case.
    discard: bool,
}

impl Lease {
    /// Runs one statement; its plan is kept by the connection.
    pub(super) async fn run(
        &mut self,
        text: &str,
        parameters: &[Parameter<'_>],
        sink: &mut dyn Sink,
    ) -> Result<u64, DatabaseError> {
        self.under_way = true;
        let answered = self.answer(text, parameters).await;
        self.under_way = false;
        match answered? {
            Answer::Changed(count) => Ok(count),
            Answer::Rows(rows) => {
                for row in &rows {
                    if !sink.row(&Row::of_postgres(row))? {
                        break;
                    }
                }
                Ok(rows.len().try_into().unwrap_or(u64::MAX))
            }
        }
    }

    async fn answer(
        &self,
        text: &str,
        parameters: &[Parameter<'_>],
    ) -> Result<Answer, DatabaseError> {
        let client = self.client();
        match self.answer_with_cached_plan(text, parameters).await? {
            Err(error) if !self.in_transaction && is_stale_plan(&error) => {
                client.statement_cache.clear();
                self.answer_with_cached_plan(text, parameters)
                    .await?
                    .map_err(failure)
            }
            answer => answer.map_err(failure),
        }
    }

    async fn answer_with_cached_plan(
        &self,
        text: &str,
        parameters: &[Parameter<'_>],
    ) -> Result<Result<Answer, tokio_postgres::Error>, DatabaseError> {
        let client = self.client();
        let statement = match client.prepare_cached(text).await {
            Ok(statement) => statement,
            Err(error) => return Ok(Err(error)),
        };
        if statement.params().len() != parameters.len() {
            let (wanted, given) = (statement.params().len(), parameters.len());
            return Err(DatabaseError::Other(format!(
                "the statement has {wanted} parameters, {given} were given"
            )));
        }
        let parameters: Vec<&(dyn ToSql + Sync)> =
            parameters.iter().map(|parameter| parameter as _).collect();
        Ok(if statement.columns().is_empty() {
            client
                .execute(&statement, &parameters)
                .await
                .map(Answer::Changed)
        } else {
            client
                .query(&statement, &parameters)
                .await
                .map(Answer::Rows)
        })
    }

    /// Runs statements without parameters.
    pub(crate) async fn batch(&mut self, text: &str) -> Result<(), DatabaseError> {
        self.under_way = true;
        let done = self.client().batch_execute(text).await;
        self.under_way = false;
        done.map_err(failure)
    }

    /// Runs one statement and reads all rows.
    pub(crate) async fn fetch_all<T: Send>(
        &mut self,
        text: &str,
        parameters: &[Parameter<'_>],
        read: Read<T>,
    ) -> Result<Vec<T>, DatabaseError> {
        let mut all = All {
            read,
            rows: Vec::new(),
        };
        self.run(text, parameters, &mut all).await?;
        Ok(all.rows)
    }

    /// Runs one statement.
    pub(crate) async fn execute(
        &mut self,
        text: &str,
        parameters: &[Parameter<'_>],
    ) -> Result<(), DatabaseError> {
        self.run(text, parameters, &mut Nothing).await.map(|_| ())
    }

    /// The connection will be closed and not be used by others, whatever happens: it holds a lock or a setting.
    pub(crate) const fn discard_at_end(&mut self) {
        self.discard = true;
    }

    /// Ends the transaction.
    pub(super) async fn finish(mut self, how: &str) -> Result<(), DatabaseError> {
        self.batch(how).await?;
        self.in_transaction = false;
        Ok(())
    }

    fn client(&self) -> &Object {
        self.client
            .as_ref()
            .expect("it is taken only when this is dropped")
    }
}

enum Answer {
    Changed(u64),
    Rows(Vec<tokio_postgres::Row>),
}

impl Drop for Lease {
    fn drop(&mut self) {
        let Some(client) = self.client.take() else {
            return;
        };
        let runtime = tokio::runtime::Handle::try_current();
        match runtime {
            // Whoever waited has gone: the server is told to stop, and the connection is not used again.
            Ok(runtime) if self.under_way => {
                let cancel = client.cancel_token();
                let tls = self.tls.clone();
                drop(Object::take(client));
                runtime.spawn(async move {
                    // If this fails, the statement's timeout ends it.
                    let _ = cancel.cancel_query(tls).await;
                });
            }
            Ok(runtime) if self.in_transaction && !self.discard => {
                runtime.spawn(async move {
                    if client.batch_execute("ROLLBACK").await.is_err() {
                        drop(Object::take(client));
                    }
                });
            }
            _ if self.discard || self.under_way || self.in_transaction => {
                drop(Object::take(client));
            }
            _ => {}
        }
    }
}
