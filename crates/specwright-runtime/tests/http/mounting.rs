//! Which tables of routes can be mounted?

#![allow(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "the descriptions lie in files, and a line says where they do not"
)]

use crate::{context, send_to};
use axum::body::Body as AxumBody;
use axum::http::Request;
use specwright_runtime::{Access, Body, Method, Reads, Response, Route, router};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const fn route(operation: &'static str, method: Method, path: &'static str) -> Route {
    Route {
        operation,
        method,
        path,
        statuses: &[200],
        consumes: &[],
        produces: &[],
        body: Body::None,
        reads: Reads::Whole,
        access: &Access::OPEN,
        errors: &[],
        call: |call| {
            Box::pin(async move {
                let operation = call.route().operation.to_owned();
                Ok(Response::text(200, "text/plain", operation))
            })
        },
    }
}

#[tokio::test]
async fn templates_that_look_alike_live_together() {
    static ROUTES: &[Route] = &[
        route("byId", Method::Get, "/a/{id}"),
        route("byName", Method::Put, "/a/{name}"),
        route("mine", Method::Get, "/a/me"),
        route("deep", Method::Get, "/a/{x}/b/{y}"),
        route("other", Method::Get, "/a/{z}/c"),
        route("first", Method::Get, "/{first}/c"),
        route("file", Method::Get, "/a/{id}.json"),
        route("verb", Method::Post, "/a/{id}:run"),
        route("any", Method::Get, "/{one}/{two}"),
        route("star", Method::Get, "/*b/:c"),
        route("braces", Method::Get, "/größe/{größe}"),
        route("slash", Method::Get, "/a/"),
        route("root", Method::Get, "/"),
        route("whole", Method::Get, "/b/{x}.json"),
        route("empty", Method::Get, "/e//{x}"),
        route("wide", Method::Get, "/w/{+name}"),
        route("wideVerb", Method::Post, "/w/{+name}:run"),
        route("wideChild", Method::Get, "/w/{+parent}/children"),
        route("narrow", Method::Get, "/w/{name}/{kind}"),
        route("fragment", Method::Post, "/a/{id}#add"),
        route("adjacent", Method::Get, "/x/y/{a}{b}"),
    ];
    let router = router(ROUTES, "", &context().await).unwrap();
    for (method, path, operation) in [
        ("GET", "/a/1", "byId"),
        ("PUT", "/a/1", "byName"),
        ("GET", "/a/me", "mine"),
        ("GET", "/a/1/b/2", "deep"),
        ("GET", "/a/1/c", "other"),
        ("GET", "/x/c", "first"),
        ("GET", "/a/1.json", "file"),
        ("POST", "/a/1:run", "verb"),
        ("GET", "/x/y", "any"),
        ("GET", "/*b/:c", "star"),
        ("GET", "/gr%C3%B6%C3%9Fe/1", "braces"),
        ("GET", "/a/", "slash"),
        ("GET", "/", "root"),
        ("GET", "/b/x.json", "whole"),
        ("GET", "/b/x.xml", "any"),
        ("GET", "/e//x", "empty"),
        ("GET", "/w/x/y/z", "wide"),
        ("POST", "/w/x/y/z:run", "wideVerb"),
        ("GET", "/w/x/y/children", "wideChild"),
        ("GET", "/w/x/children", "narrow"),
        ("POST", "/a/1%23add", "fragment"),
        ("GET", "/x/y/12", "adjacent"),
    ] {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .body(AxumBody::empty())
            .unwrap();
        let answer = send_to(router.clone(), request).await;
        assert_eq!(
            (answer.status, answer.text.as_str()),
            (200, operation),
            "{method} {path}"
        );
    }
}

#[tokio::test]
async fn the_base_path_stands_before_each_template() {
    static ROUTES: &[Route] = &[route("a", Method::Get, "/a")];
    for (base, path) in [
        ("", "/a"),
        ("/", "/a"),
        ("/v1", "/v1/a"),
        ("/api/v1/", "/api/v1/a"),
    ] {
        let router = router(ROUTES, base, &context().await).unwrap();
        let request = Request::get(path).body(AxumBody::empty()).unwrap();
        assert_eq!(send_to(router, request).await.status, 200, "{base}");
    }
}

static TWICE: &[Route] = &[
    route("a", Method::Get, "/x/{a}"),
    route("b", Method::Get, "/x/{b}"),
];

#[tokio::test]
async fn tables_that_cannot_be_mounted_are_refused() {
    static BAD: &[Route] = &[
        route("a", Method::Get, ""),
        route("a", Method::Get, "a"),
        route("a", Method::Get, "/{"),
        route("a", Method::Get, "/{}"),
        route("a", Method::Get, "/}"),
        route("a", Method::Get, "/{a}/{a}"),
        route("a", Method::Get, "/{+a}/{+b}"),
    ];
    let context = context().await;
    for index in 0..BAD.len() {
        let error = router(&BAD[index..=index], "", &context).unwrap_err();
        assert_eq!(error.path, BAD[index].path);
    }
    let error = router(TWICE, "", &context).unwrap_err();
    assert_eq!(
        error.to_string(),
        "operation b cannot be mounted at /x/{b}: operation a stands there with the same method"
    );
}

#[tokio::test]
async fn no_template_makes_the_router_panic() {
    let context = context().await;
    let pieces = [
        "/", "{a}", "{+b}", "{b}", "#", "?", "{*c}", "{", "}", "{{d}}", ":e", "*f", "é", " ", ".",
        "..", "%2F", "x",
    ];
    let mut templates = Vec::new();
    for one in pieces {
        for two in pieces {
            for three in pieces {
                templates.push(format!("/{one}{two}{three}"));
            }
        }
    }
    let mut mounted: Vec<Route> = Vec::new();
    for template in templates {
        let path: &'static str = Box::leak(template.into_boxed_str());
        mounted.push(route("x", Method::Get, path));
        let table: &'static [Route] = Vec::leak(mounted.clone());
        if mounted.len().is_multiple_of(50) && router(table, "", &context).is_err() {
            mounted.clear();
        }
        if router(&table[table.len() - 1..], "", &context).is_err() {
            mounted.pop();
        }
    }
    let table: &'static [Route] = Vec::leak(mounted);
    let _ = router(table, "", &context);
}

/// The templates of the paths of published descriptions, by file. Of YAML, the keys that begin with a slash: nothing in
/// this crate reads descriptions.
fn published() -> Option<BTreeMap<String, BTreeSet<String>>> {
    let root = std::env::var_os("SPECWRIGHT_CORPUS").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus"),
        PathBuf::from,
    );
    let mut published = BTreeMap::new();
    for entry in std::fs::read_dir(root.join("openapi")).ok()? {
        let path = entry.unwrap().path();
        let Ok(text) = std::fs::read_to_string(&path) else {
            continue;
        };
        let templates: BTreeSet<String> = match serde_json::from_str::<serde_json::Value>(&text) {
            Ok(description) => {
                let paths = description["paths"].as_object().into_iter().flatten();
                paths.map(|(path, _)| path.clone()).collect()
            }
            Err(_) => {
                let keys = text
                    .lines()
                    .filter_map(|line| line.trim().strip_suffix(':'));
                let keys = keys.map(|key| key.trim_matches(['"', '\'']).to_owned());
                keys.filter(|key| key.starts_with('/')).collect()
            }
        };
        let templates = templates.into_iter().filter(|path| path.starts_with('/'));
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        published.insert(name, templates.collect());
    }
    Some(published)
}

#[tokio::test]
async fn every_path_of_published_descriptions_is_mounted_and_reached() {
    let Some(published) = published() else {
        eprintln!("skipped: set SPECWRIGHT_CORPUS to a folder of published descriptions");
        return;
    };
    let context = context().await;
    let mut count = 0;
    for (file, templates) in published {
        let templates = templates.into_iter().map(|path| &*path.leak());
        let mut table: Vec<Route> = templates
            .map(|path| route(path, Method::Get, path))
            .collect();
        let router = loop {
            match router(Vec::leak(table.clone()), "", &context) {
                Ok(router) => break router,
                // Two of them stand for the same requests: a fault of the description.
                Err(error) => {
                    let twice = error.reason.ends_with("stands there with the same method");
                    assert!(twice, "{file}: {error}");
                    table.retain(|route| route.operation != error.operation);
                }
            }
        };
        count += table.len();
        for route in table {
            let path = example(route.path);
            let request = Request::get(&path).body(AxumBody::empty()).unwrap();
            let answer = send_to(router.clone(), request).await;
            assert_eq!(answer.status, 200, "{file}: {path}");
            // Templates that overlap may share a path: then the more specific is meant.
            let reached = answer.text;
            if reached != route.path {
                let (more, less) = (
                    reached.matches('{').count(),
                    route.path.matches('{').count(),
                );
                assert!(
                    more < less || reached.len() >= route.path.len(),
                    "{file}: {path} {reached}"
                );
            }
        }
    }
    assert!(count > 1_000, "{count}");
}

/// A path that a template stands for.
fn example(template: &str) -> String {
    let mut path = String::new();
    let mut rest = template;
    while let Some((literal, (_, behind))) = rest
        .split_once('{')
        .and_then(|(literal, inside)| Some((literal, inside.split_once('}')?)))
    {
        path.push_str(literal);
        path.push_str("zz9");
        rest = behind;
    }
    path.push_str(rest);
    path.replace('#', "%23")
        .replace('?', "%3F")
        .replace(' ', "%20")
}
