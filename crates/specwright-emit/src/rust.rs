//! Plan → Rust, with quote, syn and prettyplease.

pub(crate) mod access;
pub(crate) mod controllers;
pub(crate) mod errors;
pub(crate) mod layout;
pub(crate) mod models;
pub(crate) mod operations;
mod print;
mod readers;
pub(crate) mod repositories;
pub(crate) mod routes;
mod rules;
pub(crate) mod schemas;
pub(crate) mod services;
mod types;
pub(crate) mod validators;
