//! A service by hand in exactly the shape that the generator emits: the reference for both. Only the services differ,
//! which answer without a database.

pub mod controllers;
pub mod models;
pub mod operations;
pub mod routes;
pub mod services;
pub mod validators;
