//! Which operation does a request call, and may it?

use super::access::Refused;
use super::request_id::RequestId;
use super::template::Template;
use super::texts::Kept;
use super::unwind::{Guarded, guard};
use super::{Call, Method, Response, Route, accept, access, body};
use crate::context::Context;
use crate::problem::Problem;
use axum::extract::Request;
use http::request::Parts;
use http::{HeaderMap, HeaderValue};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;
use tracing::Instrument as _;

/// A service that is mounted.
#[derive(Debug)]
pub(super) struct App {
    pub(super) entries: Vec<Entry>,
    pub(super) context: Context,
}

/// All operations at one shape of path.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) template: Arc<Template>,
    pub(super) routes: BTreeMap<Method, (&'static Route, Arc<Template>)>,
    allow: HeaderValue,
}

impl Entry {
    /// A path without operations as yet.
    pub(super) fn at(template: Arc<Template>) -> Self {
        Self {
            template,
            routes: BTreeMap::new(),
            allow: HeaderValue::from_static(""),
        }
    }

    pub(super) fn add(&mut self, route: &'static Route, template: Arc<Template>) {
        self.routes.insert(route.method, (route, template));
        let mut methods: Vec<Method> = self.routes.keys().copied().collect();
        methods.push(Method::Options);
        if methods.contains(&Method::Get) {
            methods.push(Method::Head);
        }
        methods.sort_unstable();
        methods.dedup();
        let words: Vec<&str> = methods.iter().map(|method| method.as_str()).collect();
        self.allow = HeaderValue::from_str(&words.join(", ")).expect("methods are letters");
    }
}

/// Answers a request. axum has found the paths that it may be about, if any.
pub(super) async fn serve(
    app: Arc<App>,
    candidates: Arc<[usize]>,
    request: Request,
) -> axum::response::Response {
    let id = RequestId::of(request.headers());
    let head = request.method() == http::Method::HEAD;
    let span = tracing::info_span!("request", id = %id, method = %request.method(), path = request.uri().path());
    let started = Instant::now();
    let found = find(&app, &candidates, &request);
    let route = match &found {
        Found::Route(route, _) => Some(route.path),
        Found::Nothing(_) => None,
    };
    let asked = match &found {
        Found::Route(route, _) => accept::kept(request.headers(), route.produces),
        Found::Nothing(_) => HeaderMap::new(),
    };
    let answer = answer(&app, &id, found, request)
        .instrument(span.clone())
        .await;
    let _entered = span.enter();
    tracing::info!(
        route,
        status = answer.status(),
        micros = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX),
        "answered"
    );
    answer.send(&id, head, &asked, &app.context)
}

/// What a request is about.
enum Found<'a> {
    Route(&'static Route, &'a Arc<Template>),
    /// No operation: the answer says why.
    Nothing(Box<Response>),
}

fn find<'a>(app: &'a App, candidates: &[usize], request: &Request) -> Found<'a> {
    let path = request.uri().path();
    // Two templates can look alike to axum, and the one that it prefers need not stand for the path after all.
    let entry = (candidates.iter().map(|index| &app.entries[*index]))
        .chain(&app.entries)
        .find(|entry| entry.template.matches(path));
    let Some(entry) = entry else {
        let problem = Problem::new(404).with_detail("Nothing is at this path.");
        return Found::Nothing(Box::new(Response::of_problem(problem)));
    };
    let method = Method::of(request.method());
    let route = method.and_then(|method| match method {
        Method::Head => entry
            .routes
            .get(&Method::Head)
            .or_else(|| entry.routes.get(&Method::Get)),
        method => entry.routes.get(&method),
    });
    match (route, method) {
        (Some((route, template)), _) => Found::Route(route, template),
        (None, Some(Method::Options)) => {
            Found::Nothing(Box::new(Response::empty(204).with_allow(&entry.allow)))
        }
        (None, _) => {
            let problem =
                Problem::new(405).with_detail("No operation has this method at this path.");
            let answer = Response::of_problem(problem).with_allow(&entry.allow);
            Found::Nothing(Box::new(answer))
        }
    }
}

async fn answer(app: &App, id: &RequestId, found: Found<'_>, request: Request) -> Response {
    match found {
        Found::Nothing(answer) => *answer,
        Found::Route(route, template) => {
            let context = app.context.for_request(id.clone());
            let answer = call(context, route, Arc::clone(template), request).await;
            answer.unwrap_or_else(
                |Refused {
                     problem,
                     challenges,
                 }| {
                    let problem = problem.with_request_id(id);
                    route.refuse(problem).with_challenges(challenges)
                },
            )
        }
    }
}

async fn call(
    context: Context,
    route: &'static Route,
    template: Arc<Template>,
    request: Request,
) -> Result<Response, Refused> {
    let (parts, body) = request.into_parts();
    let context = admit(context, route, &parts).await?;
    if !route.produces.is_empty() && accept::preferred(&parts.headers, route.produces).is_none() {
        let produces = route.produces.join(", ");
        let problem = Problem::new(406).with_detail(format!(
            "Answers are in {produces}, and `Accept` refuses these."
        ));
        return Err(problem.into());
    }
    let timeout = context.settings().request_timeout;
    let (body, deadline) = body::read(route, &parts.headers, body, context.settings()).await?;
    let call = Call {
        route,
        template,
        uri: parts.uri,
        headers: parts.headers,
        body,
        texts: Kept::default(),
        context,
    };
    let mut answer = Guarded(guard(|| (route.call)(call))?);
    let Some(deadline) = deadline else {
        let answered = tokio::time::timeout(timeout, answer).await;
        return Ok(answered.unwrap_or_else(|_| Err(too_slow(route)))?);
    };
    loop {
        let until = deadline.get();
        match tokio::time::timeout_at(until, &mut answer).await {
            Ok(answered) => return Ok(answered?),
            // Meanwhile more of the body came.
            Err(_) if deadline.get() > until => {}
            Err(_) => return Err(too_slow(route).into()),
        }
    }
}

/// Lets those in who may call the operation. An open one costs nothing.
async fn admit(context: Context, route: &'static Route, parts: &Parts) -> Result<Context, Refused> {
    if route.access.0.is_empty() {
        return Ok(context);
    }
    let timeout = context.settings().request_timeout;
    let check = access::check(route.access, &parts.headers, &parts.uri, &context);
    let checked = tokio::time::timeout(timeout, check).await;
    let principals = checked.map_err(|_| too_slow(route))??;
    Ok(context.with_principals(principals))
}

fn too_slow(route: &Route) -> Problem {
    tracing::warn!(operation = route.operation, "an operation took too long");
    Problem::new(503).with_detail("The operation took too long.")
}
