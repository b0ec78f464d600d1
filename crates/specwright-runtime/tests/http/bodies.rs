//! Bodies: media types, sizes, JSON.

use crate::{Answer, send};
use axum::body::Body;
use axum::http::Request;

const TASKS: &str = "/v1/projects/00000000-0000-0000-0000-000000000000/tasks";
const TASK: &str = "/v1/tasks/00000000-0000-0000-0000-000000000000";

async fn create(body: impl Into<Body>) -> Answer {
    send(
        Request::post(TASKS)
            .header("content-type", "application/json")
            .body(body.into())
            .unwrap(),
    )
    .await
}

async fn patch(body: &'static str) -> Answer {
    let request = Request::patch(TASK).header("content-type", "application/merge-patch+json");
    send(request.body(body.into()).unwrap()).await
}

#[tokio::test]
async fn a_good_body_is_read_and_written() {
    let answer = create(
        r#"{"title":"a\u00e9","status":"done","priority":1.0,"estimate":0.5,"budget":12.50,"contact":"a@b.c",
            "labels":["x","y-1"],"note":null,"dueAt":"2026-01-02T03:04:05+01:00"}"#,
    )
    .await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    assert_eq!(
        answer.header("location"),
        "/tasks/00000000-0000-0000-0000-000000000000"
    );
    assert_eq!(
        answer.text,
        concat!(
            r#"{"id":"00000000-0000-0000-0000-000000000000","title":"aé","status":"done","#,
            r#""dueAt":"2026-01-02T02:04:05Z","parent":"00000000-0000-0000-0000-000000000000","#,
            r#""note":null,"labels":["x","y-1"]}"#
        )
    );
    let least = create(r#"{"dueAt":null,"priority":5,"title":"b"}"#).await;
    assert_eq!(least.status, 201, "{}", least.text);
    assert!(
        !least.text.contains("note") && !least.text.contains("dueAt"),
        "{}",
        least.text
    );
}

#[tokio::test]
async fn all_violations_come_at_once() {
    let answer = create(
        r#"{"title":"","status":"Done","priority":6,"estimate":0,"budget":0.001,"contact":"x","labels":["A","A",1],
            "note":1,"extra":{"deep":[]},"title":"again"}"#,
    )
    .await;
    assert_eq!(answer.status, 422);
    assert_eq!(
        answer.violations(),
        [
            "#/title minLength",
            "#/status enum",
            "#/priority maximum",
            "#/estimate exclusiveMinimum",
            "#/budget multipleOf",
            "#/contact format",
            "#/labels/0 pattern",
            "#/labels/1 pattern",
            "#/labels/2 type",
            "#/labels uniqueItems",
            "#/note type",
            "#/extra additionalProperties",
            "#/title duplicate",
            "#/dueAt required",
        ]
    );
    assert!(!answer.text.contains("Done"), "{}", answer.text);
}

#[tokio::test]
async fn a_body_that_breaks_rules_beside_parameters_that_do() {
    let request = Request::post("/v1/projects/x/tasks").header("content-type", "application/json");
    let answer = send(request.body(Body::from("[]")).unwrap()).await;
    assert_eq!(answer.violations(), ["path projectId format", "# type"]);
}

#[tokio::test]
async fn what_is_not_json_is_400_if_declared() {
    for body in [
        " ",
        "{",
        "{}x",
        "{\"title\"}",
        "nul",
        "'a'",
        "{\"title\":\"\u{1}\"}",
        r#"{"title":"\ud800"}"#,
        r#"{"title":"\udc00\ud800"}"#,
        r#"{"title":01}"#,
        r#"{"title":NaN}"#,
        "[1,]",
        "\u{feff}{}",
    ] {
        let answer = create(body).await;
        assert_eq!(answer.status, 400, "{body}");
        answer.problem();
    }
    assert_eq!(create(&b"{\"title\":\"\xFF\"}"[..]).await.status, 400);
    let place = create("{\n  \"title\" 1}").await;
    assert_eq!(
        place.problem()["detail"],
        "The body is not JSON that can be read: expected `:` at line 2 column 11."
    );
    // `updateTask` declares `4XX`.
    assert_eq!(patch("{").await.status, 400);
}

#[tokio::test]
async fn deep_nesting_is_400() {
    for open in ["[", "{\"a\":", "{\"extra\":["] {
        assert_eq!(create(open.repeat(300)).await.status, 400, "{open}");
    }
    let settings = format!("{{\"settings\":{}1{}}}", "[".repeat(1000), "]".repeat(1000));
    let request = Request::patch(TASK).header("content-type", "application/merge-patch+json");
    assert_eq!(
        send(request.body(settings.into()).unwrap()).await.status,
        400
    );
}

#[tokio::test]
async fn a_missing_body_is_a_violation_where_one_is_required() {
    let answer = send(Request::post(TASKS).body(Body::empty()).unwrap()).await;
    assert_eq!(
        (answer.status, answer.violations()),
        (422, vec!["# required".to_owned()])
    );
    let answer = send(Request::patch(TASK).body(Body::empty()).unwrap()).await;
    assert_eq!(answer.json()["title"], "no body");
}

#[tokio::test]
async fn patches_keep_three_states_and_other_keys() {
    for (body, written) in [
        ("{}", "{}"),
        (r#"{"note":null}"#, r#"{"note":null}"#),
        (r#"{"note":"x","title":"t"}"#, r#"{"title":"t","note":"x"}"#),
        (r#"{"z":"1","a":"2"}"#, r#"{"a":"2","z":"1"}"#),
        (
            r#"{"counts":{"b":1e2,"a":-0.0}}"#,
            r#"{"counts":{"a":0,"b":100}}"#,
        ),
        (
            r#"{"settings":{"b":[1.50,{"a":null}],"a":"é"}}"#,
            r#"{"settings":{"b":[1.50,{"a":null}],"a":"é"}}"#,
        ),
        (r#"{"settings": null }"#, r#"{"settings":null}"#),
        (
            r#"{"blocks":{"blocks":{"title":"x"}}}"#,
            r#"{"blocks":{"blocks":{"title":"x"}}}"#,
        ),
    ] {
        let answer = patch(body).await;
        assert_eq!(
            (answer.status, answer.text.as_str()),
            (200, written),
            "{body}"
        );
    }
    for (body, violations) in [
        (r#"{"title":null}"#, &["#/title type"][..]),
        (r#"{"z":1}"#, &["#/z type"]),
        (r#"{"z":"1","z":"2"}"#, &["#/z duplicate"]),
        (r#"{"note":"\u0000"}"#, &["#/note format"]),
        (r#"{"a\u0000":"x"}"#, &["#/a%00 format"]),
        (
            r#"{"counts":{"a":1,"a":2,"b":"x"}}"#,
            &["#/counts/a duplicate", "#/counts/b type"],
        ),
        (
            r#"{"settings":{"a":{"b":1,"b":2},"c":"\u0000"}}"#,
            &["#/settings/a/b duplicate", "#/settings/c format"],
        ),
        (
            r#"{"blocks":{"blocks":{"title":""}}}"#,
            &["#/blocks/blocks/title minLength"],
        ),
        (
            r#"{"1":"","2":"","3":"","4":"","5":"","6":"","7":""}"#,
            &["# maxProperties"],
        ),
    ] {
        let answer = patch(body).await;
        assert_eq!(
            (answer.status, answer.violations()),
            (
                400,
                violations.iter().map(|one| (*one).to_owned()).collect()
            ),
            "{body}"
        );
    }
}

#[tokio::test]
async fn other_media_types_are_415() {
    for (content_type, status) in [
        ("application/json", 422),
        ("application/json; charset=utf-8", 422),
        ("application/vnd.task+json", 422),
        ("application/json; charset=utf-16", 415),
        ("text/plain", 415),
        ("application/x-www-form-urlencoded", 415),
        ("", 415),
    ] {
        let request = Request::post(TASKS).header("content-type", content_type);
        let answer = send(request.body(Body::from("{}")).unwrap()).await;
        assert_eq!(answer.status, status, "{content_type}");
        answer.problem();
    }
    let request = Request::patch(TASK).header("content-type", "application/json");
    assert_eq!(
        send(request.body(Body::from("{}")).unwrap()).await.status,
        415
    );
    assert_eq!(
        send(Request::post(TASKS).body(Body::from("{}")).unwrap())
            .await
            .status,
        415
    );
}

#[tokio::test]
async fn long_bodies_are_413() {
    let long = " ".repeat(4097);
    assert_eq!(create(long.clone()).await.status, 413);
    let announced = Request::post(TASKS)
        .header("content-type", "application/json")
        .header("content-length", "5000")
        .body(Body::from("{}"))
        .unwrap();
    assert_eq!(send(announced).await.status, 413);
    assert_eq!(create(" ".repeat(4096)).await.status, 400);
}

#[tokio::test]
async fn bodies_that_nobody_wants_are_not_read() {
    let request = Request::get(TASKS).header("content-type", "text/plain");
    assert_eq!(
        send(request.body(Body::from(" ".repeat(10_000))).unwrap())
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn conflicts_take_their_declared_status() {
    let answer = create(r#"{"dueAt":null,"priority":5,"title":"taken"}"#).await;
    assert_eq!(answer.status, 409);
    assert_eq!(
        answer.problem()["detail"],
        "A task with this title exists already."
    );
}
