//! The life of a service: how it comes up, what it answers by itself, how it goes.

#![cfg(all(feature = "sqlite", feature = "postgres"))]
#![allow(clippy::unwrap_used, reason = "a failed step is a failed test")]
#![allow(
    clippy::disallowed_methods,
    reason = "a test has a clock, files and an environment"
)]

#[path = "../support/mod.rs"]
mod support;

#[path = "../support/client.rs"]
mod client;

#[path = "../support/service.rs"]
mod service;

mod health;
mod shutdown;
mod start;

use specwright_runtime::{DatabaseUrl, Settings};

/// Settings for a server of a test: a free port, a database of its own.
fn settings() -> Settings {
    Settings {
        bind: ([127, 0, 0, 1], 0).into(),
        ..Settings::new(DatabaseUrl::temporary())
    }
}
