//! Problems as they are written and read, and how errors become them.

use crate::{Outcome, read};
use specwright_runtime::{
    DatabaseError, Error, Location, Problem, Refusal, StringRule, Violation, WriteJson, Writer,
    read_document,
};

fn written(value: &dyn WriteJson) -> String {
    String::from_utf8(Writer::document(value).unwrap()).unwrap()
}

#[test]
fn a_problem_says_what_its_status_says() {
    assert_eq!(
        written(&Problem::new(404)),
        r#"{"type":"about:blank","title":"Not Found","status":404}"#
    );
    assert_eq!(
        written(&Problem::new(799)),
        r#"{"type":"about:blank","title":"Error","status":799}"#
    );
}

#[test]
fn a_problem_is_read_back_equal() {
    let violations = vec![
        Violation::in_body("/a b/0", "required", "is required"),
        Violation {
            location: Location::Path("id".into()),
            code: "format".into(),
            detail: "must be a UUID".into(),
        },
        Violation {
            location: Location::Query("q".into()),
            code: "type".into(),
            detail: "x".into(),
        },
        Violation {
            location: Location::Header("If-Match".into()),
            code: "type".into(),
            detail: "x".into(),
        },
        Violation {
            location: Location::Cookie("sid".into()),
            code: "type".into(),
            detail: "x".into(),
        },
    ];
    let problem = Problem::invalid(422, violations)
        .with_type("https://example.com/problems/invalid")
        .with_title("Invalid")
        .with_instance("/tasks/1")
        .with_member("balance", "[1.50]".parse().unwrap())
        .with_member("status", "1".parse().unwrap());
    let text = written(&problem);
    assert_eq!(
        text,
        concat!(
            r#"{"type":"https://example.com/problems/invalid","title":"Invalid","status":422,"#,
            r#""detail":"The request breaks rules of the contract.","instance":"/tasks/1","errors":["#,
            r##"{"pointer":"#/a%20b/0","code":"required","detail":"is required"},"##,
            r#"{"in":"path","parameter":"id","code":"format","detail":"must be a UUID"},"#,
            r#"{"in":"query","parameter":"q","code":"type","detail":"x"},"#,
            r#"{"in":"header","parameter":"If-Match","code":"type","detail":"x"},"#,
            r#"{"in":"cookie","parameter":"sid","code":"type","detail":"x"}],"balance":[1.50]}"#
        )
    );
    assert_eq!(read_document(text.as_bytes(), Problem::read), Ok(problem));
    assert!(
        matches!(read("{}", Problem::read), Outcome::Value(problem) if problem.status() == 500)
    );
    assert_eq!(
        read(r#"{"status":7}"#, Problem::read),
        Outcome::Violations(vec!["#/status minimum".to_owned()])
    );
}

#[test]
fn errors_have_their_status_and_keep_their_secrets() {
    for (error, status, detail) in [
        (Error::NotFound, 404, None),
        (Error::conflict("In the way."), 409, Some("In the way.")),
        (Error::Forbidden, 403, None),
        (
            Error::NotImplemented("x"),
            501,
            Some("The operation x is not implemented yet."),
        ),
        (Error::Unavailable("secret".to_owned()), 503, None),
        (Error::internal("secret"), 500, None),
        (
            Error::Invalid(vec![]),
            422,
            Some("The request breaks rules of the contract."),
        ),
        (
            Problem::new(418).with_detail("Tea.").into(),
            418,
            Some("Tea."),
        ),
    ] {
        let problem = Problem::from(error);
        assert_eq!((problem.status(), problem.detail()), (status, detail));
    }
}

#[test]
fn errors_of_the_database_become_errors_of_the_operation() {
    for (error, status) in [
        (
            DatabaseError::Unique {
                constraint: None,
                columns: vec!["title".to_owned()],
            },
            409,
        ),
        (
            DatabaseError::Unique {
                constraint: Some("tasks_title_key".to_owned()),
                columns: vec![],
            },
            409,
        ),
        (DatabaseError::ForeignKey { constraint: None }, 409),
        (
            DatabaseError::Check {
                constraint: Some("positive".to_owned()),
            },
            422,
        ),
        (
            DatabaseError::NotNull {
                column: Some("title".to_owned()),
            },
            422,
        ),
        (DatabaseError::Data("secret".to_owned()), 422),
        (DatabaseError::Busy, 503),
        (DatabaseError::Timeout, 503),
        (DatabaseError::Serialization, 503),
        (DatabaseError::Unavailable("secret".to_owned()), 503),
        (DatabaseError::NoRow, 500),
        (
            DatabaseError::Decode {
                column: 1,
                detail: "secret".to_owned(),
            },
            500,
        ),
        (DatabaseError::Other("secret".to_owned()), 500),
    ] {
        let problem = Problem::from(Error::from(error.clone()));
        assert_eq!(problem.status(), status, "{error:?}");
        assert!(!written(&problem).contains("secret"), "{error:?}");
    }
}

#[test]
fn refusals_become_problems() {
    let refusal = |text: &'static str| -> Refusal {
        read_document(text.as_bytes(), |json| json.string(&StringRule::ANY)).unwrap_err()
    };
    let malformed = Problem::from(refusal("{"));
    assert_eq!((malformed.status(), malformed.errors().len()), (400, 0));
    let invalid = Problem::from(refusal("1"));
    assert_eq!((invalid.status(), invalid.errors().len()), (422, 1));
}
