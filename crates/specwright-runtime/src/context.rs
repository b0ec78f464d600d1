//! What does an operation have at hand?

use crate::clock::Clock;
use crate::database::{Database, DatabaseError, Session, Transaction};
use crate::http::RequestId;
use crate::settings::Settings;
use crate::value::{Date, Timestamp, Uuid};
use std::sync::Arc;

/// What an operation has at hand: the database, the time, identifiers, the settings. A clone costs a counter.
#[derive(Debug, Clone)]
pub struct Context {
    shared: Arc<Shared>,
    request_id: Option<RequestId>,
}

#[derive(Debug)]
struct Shared {
    database: Database,
    settings: Settings,
    clock: Clock,
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
            }),
            request_id: None,
        }
    }

    /// The same context within a request.
    #[must_use]
    pub fn for_request(&self, request_id: RequestId) -> Self {
        Self {
            shared: Arc::clone(&self.shared),
            request_id: Some(request_id),
        }
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

    /// The settings of the service.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.shared.settings
    }
}
