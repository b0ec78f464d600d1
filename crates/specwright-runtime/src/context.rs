//! What does an operation have at hand?

use crate::clock::Clock;
use crate::database::{Database, DatabaseError, Session, Transaction};
use crate::http::{Principal, RequestId};
use crate::settings::Settings;
use crate::value::{Date, Timestamp, Uuid};
use std::sync::Arc;
use tokio::sync::watch;

/// What an operation has at hand: the database, the time, identifiers, the settings. A clone costs a counter.
#[derive(Debug, Clone)]
pub struct Context {
    shared: Arc<Shared>,
    request_id: Option<RequestId>,
    /// `None` for nobody, so that open operations pay nothing.
    principals: Option<Arc<[Principal]>>,
}

#[derive(Debug)]
struct Shared {
    database: Database,
    settings: Settings,
    clock: Clock,
    /// Whether the service was asked to stop.
    stopping: watch::Sender<bool>,
}

impl Context {
    /// The context of a service, outside any request.
    #[must_use]
    pub fn new(database: Database, settings: Settings, clock: Clock) -> Self {
        Self {
            shared: Arc::new(Shared {
                database,
                settings,
                clock,
                stopping: watch::Sender::new(false),
            }),
            request_id: None,
            principals: None,
        }
    }

    /// The same context within a request.
    #[must_use]
    pub fn for_request(&self, request_id: RequestId) -> Self {
        Self {
            shared: Arc::clone(&self.shared),
            request_id: Some(request_id),
            principals: None,
        }
    }

    /// The same context with those who are calling.
    #[must_use]
    pub fn with_principals(mut self, principals: impl Into<Arc<[Principal]>>) -> Self {
        let principals = principals.into();
        self.principals = (!principals.is_empty()).then_some(principals);
        self
    }

    /// A handle on the database that runs each statement by itself.
    #[must_use]
    pub fn session(&self) -> Session {
        self.shared.database.session()
    }

    /// A transaction that may write. Dropped without a commit, it rolls back.
    ///
    /// # Errors
    /// No connection or no turn to write within the time allowed.
    pub async fn begin(&self) -> Result<Transaction, DatabaseError> {
        self.shared.database.begin().await
    }

    /// A transaction that only reads, and sees one state of the database to its end.
    ///
    /// # Errors
    /// No connection within the time allowed.
    pub async fn begin_read(&self) -> Result<Transaction, DatabaseError> {
        self.shared.database.begin_read().await
    }

    /// The database.
    #[must_use]
    pub fn database(&self) -> &Database {
        &self.shared.database
    }

    /// The time, to the microsecond.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.shared.clock.now()
    }

    /// The day in UTC.
    #[must_use]
    pub fn today(&self) -> Date {
        self.shared.clock.today()
    }

    /// A random identifier.
    #[must_use]
    pub fn uuid_v4(&self) -> Uuid {
        Uuid::new_v4()
    }

    /// An identifier that begins with the time, so that later ones sort later.
    #[must_use]
    pub fn uuid_v7(&self) -> Uuid {
        self.shared.clock.uuid_v7()
    }

    /// The identifier of the request, if there is one.
    #[must_use]
    pub fn request_id(&self) -> Option<&RequestId> {
        self.request_id.as_ref()
    }

    /// Who is calling: the one whom the first credentials that the contract asks for prove. `None` is anybody.
    #[must_use]
    pub fn principal(&self) -> Option<&Principal> {
        self.principals().first()
    }

    /// All whom the credentials prove, in the contract's order.
    #[must_use]
    pub fn principals(&self) -> &[Principal] {
        self.principals.as_deref().unwrap_or_default()
    }

    /// Ends when the service is asked to stop: what goes on without an end should end then, too.
    pub fn stopping(&self) -> impl Future<Output = ()> + Send + 'static {
        let shared = Arc::clone(&self.shared);
        async move {
            let mut stopping = shared.stopping.subscribe();
            // Who says so is kept until then, so that it cannot fail.
            let _ = stopping.wait_for(|stopping| *stopping).await;
        }
    }

    /// From now on the service stops.
    pub(crate) fn stop(&self) {
        self.shared.stopping.send_replace(true);
    }

    /// The settings of the service.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.shared.settings
    }
}
