//! Plan → text that is neither Rust nor SQL.

mod views;

pub(crate) use views::{files, manifest};
