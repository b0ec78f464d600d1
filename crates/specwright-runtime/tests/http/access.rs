//! Who may call what: credentials, alternatives, scopes, and what a caller learns.

use crate::{Answer, context, send_to};
use axum::body::Body;
use axum::http::Request;
use specwright_runtime::{
    Access, Authentication, ByteStream, Call, Context, Credentials, CredentialsFrom, Method, Need,
    Principal, Problem, Reads, Response, Route, Scheme, StreamError, router,
};
use std::sync::atomic::{AtomicUsize, Ordering};

/// `good` is a principal that may read, `admin` one that is an administrator; `down` cannot be judged.
fn authenticate(_: Context, credentials: Credentials) -> Authentication {
    Box::pin(async move {
        assert!(!format!("{credentials:?}").contains("sesame"));
        let secret = match &credentials {
            Credentials::Bearer(text)
            | Credentials::Key(text)
            | Credentials::Authorization(text) => text.clone(),
            Credentials::Basic { user, password } => format!("{user} {password}"),
        };
        match secret.as_str() {
            "good" | "ada open:sesame" => {
                Ok(Principal::new(secret.clone()).with_scopes(["read", "list"]))
            }
            "admin" => Ok(Principal::new("admin").with_roles(["admin"])),
            "down" => Err(Problem::new(503)),
            "panic" => panic!("no"),
            "slow" => std::future::pending().await,
            "banned" => Err(Problem::new(403).with_detail("banned")),
            _ => Err(Problem::new(401).with_detail("unknown")),
        }
    })
}

const fn scheme(name: &'static str, credentials: CredentialsFrom) -> Scheme {
    Scheme {
        name,
        credentials,
        authenticate,
    }
}

static BEARER: Scheme = scheme("bearerAuth", CredentialsFrom::Bearer);
static BASIC: Scheme = scheme("basic", CredentialsFrom::Basic);
static HEADER: Scheme = scheme("key\"s", CredentialsFrom::Header("X-Key"));
static QUERY: Scheme = scheme("query", CredentialsFrom::Query("api key"));
static COOKIE: Scheme = scheme("cookie", CredentialsFrom::Cookie("sid"));
static DIGEST: Scheme = scheme("digest", CredentialsFrom::Authorization("Digest"));
static WHOLE: Scheme = scheme("whole", CredentialsFrom::Header("Authorization"));

const fn need(scheme: &'static Scheme, scopes: &'static [&'static str]) -> Need {
    Need { scheme, scopes }
}

const fn route(path: &'static str, access: &'static Access) -> Route {
    Route {
        operation: "guarded",
        method: Method::Post,
        path,
        statuses: &[200, 401, 403],
        consumes: &["application/json"],
        produces: &["text/plain", "application/problem+json"],
        body: specwright_runtime::Body::Optional,
        reads: Reads::Whole,
        access,
        errors: &[],
        call: |call| Box::pin(show(call)),
    }
}

async fn show(call: Call) -> Result<Response, Problem> {
    assert!(!format!("{call:?} {:?}", call.input()).contains("sesame"));
    let context = call.context();
    let subjects = context
        .principals()
        .iter()
        .map(|principal| principal.subject.as_str());
    let subjects: Vec<&str> = subjects.collect();
    assert_eq!(
        context.principal().map(|one| one.subject.as_str()),
        subjects.first().copied()
    );
    Ok(Response::text(200, "text/plain", subjects.join("+")))
}

static ROUTES: &[Route] = &[
    route("/open", &Access::OPEN),
    route("/bearer", &Access(&[&[need(&BEARER, &[])]])),
    route("/basic", &Access(&[&[need(&BASIC, &[])]])),
    route("/header", &Access(&[&[need(&HEADER, &[])]])),
    route("/query", &Access(&[&[need(&QUERY, &[])]])),
    route("/cookie", &Access(&[&[need(&COOKIE, &[])]])),
    route("/digest", &Access(&[&[need(&DIGEST, &[])]])),
    route("/whole", &Access(&[&[need(&WHOLE, &[])]])),
    route("/read", &Access(&[&[need(&BEARER, &["read", "list"])]])),
    route("/admin", &Access(&[&[need(&BEARER, &["admin"])]])),
    route("/anonymous", &Access(&[&[], &[need(&BEARER, &["read"])]])),
    route(
        "/both",
        &Access(&[&[need(&BEARER, &[]), need(&HEADER, &[])]]),
    ),
    route(
        "/either",
        &Access(&[
            &[need(&BEARER, &["write"])],
            &[need(&HEADER, &[])],
            &[need(&BEARER, &["read"])],
        ]),
    ),
];

async fn call(path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::post(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let router = router(ROUTES, "", &context().await).unwrap();
    send_to(router, request.body(Body::empty()).unwrap()).await
}

/// The subjects, or the status with what the problem says.
async fn judged(path: &str, headers: &[(&str, &str)]) -> String {
    let answer = call(path, headers).await;
    if answer.status == 200 {
        return answer.text;
    }
    assert!(!answer.text.contains("sesame"));
    answer.problem();
    answer.status.to_string()
}

#[tokio::test]
async fn credentials_are_found_where_their_scheme_has_them() {
    const AUTHORIZATION: &str = "authorization";
    for (path, headers, judgement) in [
        ("/open", &[][..], ""),
        ("/open", &[(AUTHORIZATION, "Bearer bad")], ""),
        ("/bearer", &[(AUTHORIZATION, "Bearer good")], "good"),
        ("/bearer", &[(AUTHORIZATION, "bEARER   good ")], "good"),
        ("/bearer", &[(AUTHORIZATION, "Bearer bad")], "401"),
        ("/bearer", &[(AUTHORIZATION, "Bearer")], "401"),
        ("/bearer", &[(AUTHORIZATION, "Bearer ")], "401"),
        ("/bearer", &[(AUTHORIZATION, "Bearer go od")], "401"),
        ("/bearer", &[(AUTHORIZATION, "Bearer good, good")], "401"),
        ("/bearer", &[(AUTHORIZATION, "Bearergood")], "401"),
        ("/bearer", &[(AUTHORIZATION, "good")], "401"),
        ("/bearer", &[], "401"),
        (
            "/bearer",
            &[
                (AUTHORIZATION, "Bearer good"),
                (AUTHORIZATION, "Bearer good"),
            ],
            "400",
        ),
        ("/bearer", &[(AUTHORIZATION, "Bearer down")], "503"),
        ("/bearer", &[(AUTHORIZATION, "Bearer panic")], "500"),
        ("/bearer", &[(AUTHORIZATION, "Bearer slow")], "503"),
        ("/bearer", &[(AUTHORIZATION, "Bearer banned")], "403"),
        // ada:open:sesame
        (
            "/basic",
            &[(AUTHORIZATION, "basic YWRhOm9wZW46c2VzYW1l")],
            "ada open:sesame",
        ),
        ("/basic", &[(AUTHORIZATION, "Basic YWRh")], "401"),
        ("/basic", &[(AUTHORIZATION, "Basic ?")], "401"),
        ("/basic", &[(AUTHORIZATION, "Bearer good")], "401"),
        ("/header", &[("x-key", " good ")], "good"),
        ("/header", &[("x-key", "")], "401"),
        ("/header", &[("x-key", "good"), ("x-key", "good")], "400"),
        ("/query?api%20key=g%6Fod", &[], "good"),
        ("/query?api+key=good", &[], "good"),
        ("/query?api+key=", &[], "401"),
        ("/query?api+key=%FF", &[], "401"),
        ("/query?api+key=good&api+key=good", &[], "400"),
        ("/cookie", &[("cookie", "a=b; sid=g%6Fod")], "good"),
        ("/cookie", &[("cookie", "sid=\"good\"")], "good"),
        ("/cookie", &[("cookie", "SID=good")], "401"),
        ("/digest", &[(AUTHORIZATION, "DIGEST good")], "good"),
        ("/whole", &[(AUTHORIZATION, "good")], "good"),
    ] {
        let answer = call(path, headers).await;
        let judged = if answer.status == 200 {
            answer.text
        } else {
            answer.status.to_string()
        };
        assert_eq!(judged, judgement, "{path} {headers:?}");
    }
}

#[tokio::test]
async fn alternatives_are_tried_in_their_order() {
    const GOOD: (&str, &str) = ("authorization", "Bearer good");
    const ADMIN: (&str, &str) = ("authorization", "Bearer admin");
    const BAD: (&str, &str) = ("authorization", "Bearer bad");
    const KEY: (&str, &str) = ("x-key", "admin");
    const BAD_KEY: (&str, &str) = ("x-key", "bad");
    for (path, headers, judgement) in [
        ("/read", &[GOOD][..], "good"),
        ("/read", &[ADMIN], "403"),
        ("/admin", &[ADMIN], "admin"),
        ("/admin", &[GOOD], "403"),
        ("/admin", &[], "401"),
        ("/anonymous", &[], ""),
        ("/anonymous", &[GOOD], "good"),
        ("/anonymous", &[BAD], "401"),
        ("/anonymous", &[ADMIN], "403"),
        ("/anonymous", &[("authorization", "Basic YWRh")], ""),
        ("/both", &[GOOD, KEY], "good+admin"),
        ("/both", &[GOOD], "401"),
        ("/both", &[KEY], "401"),
        ("/both", &[GOOD, BAD_KEY], "401"),
        ("/both", &[BAD, KEY], "401"),
        ("/either", &[GOOD], "good"),
        ("/either", &[KEY], "admin"),
        ("/either", &[BAD, KEY], "admin"),
        ("/either", &[BAD, BAD_KEY], "401"),
        ("/either", &[ADMIN, KEY], "admin"),
        ("/either", &[ADMIN, BAD_KEY], "403"),
        ("/either", &[], "401"),
    ] {
        assert_eq!(judged(path, headers).await, judgement, "{path} {headers:?}");
    }
}

#[tokio::test]
async fn who_is_not_let_in_learns_how_to_be() {
    const BAD: &[(&str, &str)] = &[("authorization", "Bearer bad")];
    const ADMIN: &[(&str, &str)] = &[("authorization", "Bearer admin")];
    for (path, headers, challenges) in [
        ("/bearer", &[][..], &["Bearer realm=\"bearerAuth\""][..]),
        (
            "/bearer",
            BAD,
            &["Bearer realm=\"bearerAuth\", error=\"invalid_token\""],
        ),
        (
            "/read",
            ADMIN,
            &["Bearer realm=\"bearerAuth\", error=\"insufficient_scope\", scope=\"list read\""],
        ),
        ("/basic", &[], &["Basic realm=\"basic\", charset=\"UTF-8\""]),
        (
            "/header",
            &[],
            &["ApiKey realm=\"key\\\"s\", in=\"header\", name=\"X-Key\""],
        ),
        (
            "/query",
            &[],
            &["ApiKey realm=\"query\", in=\"query\", name=\"api key\""],
        ),
        (
            "/cookie",
            &[],
            &["ApiKey realm=\"cookie\", in=\"cookie\", name=\"sid\""],
        ),
        ("/digest", &[], &["Digest realm=\"digest\""]),
        (
            "/either",
            &[],
            &[
                "Bearer realm=\"bearerAuth\", scope=\"read write\"",
                "ApiKey realm=\"key\\\"s\", in=\"header\", name=\"X-Key\"",
            ],
        ),
    ] {
        let answer = call(path, headers).await;
        let given = answer.headers.get_all("www-authenticate").iter();
        let given: Vec<&str> = given.map(|value| value.to_str().unwrap()).collect();
        assert_eq!(given, challenges, "{path}");
    }
}

#[tokio::test]
async fn access_comes_before_the_body_and_the_media_types() {
    let unread = ByteStream::unfold((), |()| async {
        Err::<Option<(bytes::Bytes, ())>, _>(StreamError::failed("the body was read"))
    });
    let request = Request::post("/bearer")
        .header("content-type", "text/plain")
        .header("accept", "image/png")
        .body(Body::from_stream(unread));
    let router = router(ROUTES, "", &context().await).unwrap();
    assert_eq!(send_to(router, request.unwrap()).await.status, 401);
}

#[tokio::test]
async fn a_scheme_is_asked_once() {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    static COUNTING: Scheme = Scheme {
        name: "counting",
        credentials: CredentialsFrom::Bearer,
        authenticate: |_, _| {
            COUNT.fetch_add(1, Ordering::SeqCst);
            Box::pin(async { Ok(Principal::new("x")) })
        },
    };
    static ONCE: &[Route] = &[route(
        "/",
        &Access(&[
            &[need(&COUNTING, &["a"])],
            &[need(&COUNTING, &["b"])],
            &[need(&COUNTING, &[]), need(&HEADER, &[])],
            &[need(&COUNTING, &[])],
        ]),
    )];
    let request = Request::post("/").header("authorization", "Bearer x");
    let router = router(ONCE, "", &context().await).unwrap();
    let answer = send_to(router, request.body(Body::empty()).unwrap()).await;
    assert_eq!((answer.status, answer.text.as_str()), (200, "x"));
    assert_eq!(COUNT.load(Ordering::SeqCst), 1);
}
