//! How does a table of routes become a router?

use super::dispatch::{App, Entry, serve};
use super::template::Template;
use super::{Method, Route};
use crate::context::Context;
use axum::extract::Request;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Why a table of routes cannot be mounted: a defect of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RouteError {
    /// The operation.
    pub operation: &'static str,
    /// The template of its path.
    pub path: &'static str,
    /// What is wrong.
    pub reason: String,
}

impl std::fmt::Display for RouteError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            operation,
            path,
            reason,
        } = self;
        write!(
            f,
            "operation {operation} cannot be mounted at {path}: {reason}"
        )
    }
}

impl std::error::Error for RouteError {}

/// Mounts a table of routes under a base path: nothing, or `/v1`.
///
/// axum sees one route for each shape of path, and never a name of a parameter: it chooses by the path alone. Methods
/// and everything else are dealt with here, so that each answer is the contract's.
///
/// # Errors
/// A template stands for no path, or two routes have the same method and stand for the same paths.
pub fn router(
    routes: &'static [Route],
    base_path: &str,
    context: &Context,
) -> Result<axum::Router, RouteError> {
    let app = Arc::new(App {
        entries: entries(routes, base_path)?,
        context: context.clone(),
    });
    let mut paths: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, entry) in app.entries.iter().enumerate() {
        if let Some(path) = entry.template.axum_path() {
            paths.entry(path).or_default().push(index);
        }
    }
    // Literal segments may start with `:` or `*`, which older versions of axum gave a meaning.
    let mut mounted = axum::Router::new().without_v07_checks();
    for (path, candidates) in paths {
        let app = Arc::clone(&app);
        let candidates: Arc<[usize]> = candidates.into();
        let handler =
            move |request: Request| serve(Arc::clone(&app), Arc::clone(&candidates), request);
        mounted = mounted.route(&path, axum::routing::any(handler));
    }
    let nothing: Arc<[usize]> = Arc::new([]);
    Ok(mounted
        .fallback(move |request: Request| serve(Arc::clone(&app), Arc::clone(&nothing), request)))
}

/// One entry for each shape of path, the most specific first.
fn entries(routes: &'static [Route], base_path: &str) -> Result<Vec<Entry>, RouteError> {
    let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
    for route in routes {
        let refused = |reason: String| RouteError {
            operation: route.operation,
            path: route.path,
            reason,
        };
        let path = format!("{}{}", base_path.trim_end_matches('/'), route.path);
        let template = Template::parse(&path).map_err(|reason| refused(reason.to_owned()))?;
        let template = Arc::new(template);
        let entry = entries
            .entry(template.shape())
            .or_insert_with(|| Entry::at(Arc::clone(&template)));
        if let Some(other) = entry.route(route.method) {
            let other = other.operation;
            let reason = format!("operation {other} stands there with the same method");
            return Err(refused(reason));
        }
        entry.add(route, template);
    }
    let mut entries: Vec<Entry> = entries.into_values().collect();
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.template.rank()));
    Ok(entries)
}

impl Entry {
    fn route(&self, method: Method) -> Option<&'static Route> {
        self.routes.get(&method).map(|(route, _)| *route)
    }
}
