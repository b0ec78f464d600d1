//! What is written comes back equal, on both engines.

use crate::support::on_each_engine;
use specwright_runtime::{
    Choice, Database, DatabaseError, Date, Decimal, Dialect, FromColumn, Json, LocalTimestamp,
    Parameter, Presence, Row, Statement, Time, Timestamp, ToParameter, Uuid,
};
use std::fmt::Debug;

static CREATE: Statement = Statement {
    sqlite: "CREATE TABLE everything (
        id INTEGER NOT NULL PRIMARY KEY,
        flag INTEGER, small INTEGER, medium INTEGER, large INTEGER, single REAL, float REAL, amount TEXT, label TEXT,
        key TEXT, instant TEXT, wall TEXT, day TEXT, clock TEXT, document TEXT, tree TEXT, content BLOB, mood TEXT,
        numbers TEXT, words TEXT, moods TEXT, keys TEXT, amounts TEXT, flags TEXT, floats TEXT, instants TEXT, days TEXT
    ) STRICT",
    postgres: "CREATE TYPE mood AS ENUM ('happy', 'so-so', 'très triste');
        CREATE TABLE everything (
        id bigint NOT NULL PRIMARY KEY,
        flag boolean, small smallint, medium integer, large bigint, single real, float double precision, amount numeric, label text,
        key uuid, instant timestamptz, wall timestamp, day date, clock time, document json, tree jsonb, content bytea, mood mood,
        numbers bigint[], words text[], moods mood[], keys uuid[], amounts numeric[], flags boolean[], floats double precision[],
        instants timestamptz[], days date[]
    )",
};

#[derive(Debug, Clone, Copy, PartialEq)]
enum Mood {
    Happy,
    SoSo,
    Sad,
}

impl Choice for Mood {
    const CHOICES: &'static [(&'static str, Self)] = &[
        ("happy", Self::Happy),
        ("so-so", Self::SoSo),
        ("très triste", Self::Sad),
    ];
}

/// Statements have static texts; a test makes one for each column.
fn statement(text: String) -> Statement {
    let postgres = text.replace('?', "$");
    Statement {
        sqlite: text.leak(),
        postgres: postgres.leak(),
    }
}

async fn round_trip<T>(database: &Database, column: &str, values: &[T])
where
    T: FromColumn + ToParameter + PartialEq + Debug + Clone + Send,
{
    let insert = statement(format!(
        "INSERT INTO everything (id, {column}) VALUES (?1, ?2)"
    ));
    let select = statement(format!("SELECT {column} FROM everything WHERE id = ?1"));
    let find = statement(format!(
        "SELECT count(*) FROM everything WHERE id = ?1 AND {column} = ?2"
    ));
    let mut session = database.session();
    for value in values {
        let id = Parameter::from(i64::from(Uuid::new_v4().as_fields().0));
        session
            .execute(&insert, &[id.clone(), value.to_parameter()])
            .await
            .unwrap();
        let read = |row: &Row<'_>| row.get::<T>(0);
        let back = session
            .fetch_one(&select, std::slice::from_ref(&id), read)
            .await
            .unwrap();
        assert_eq!(back, *value, "{column} on {:?}", database.dialect());
        let null = value.to_parameter() == Parameter::Null;
        if column != "document" && column != "single" && !null {
            let found: i64 = session
                .fetch_one(&find, &[id, value.to_parameter()], |row| row.get(0))
                .await
                .unwrap();
            assert_eq!(found, 1, "{column} = {value:?} on {:?}", database.dialect());
        }
    }
}

fn parsed<T: std::str::FromStr<Err: Debug>>(texts: &[&str]) -> Vec<T> {
    texts.iter().map(|text| text.parse().unwrap()).collect()
}

#[tokio::test]
async fn scalars_come_back_equal() {
    on_each_engine(|database| async move {
        let database = &database;
        database.session().batch(&CREATE).await.unwrap();
        round_trip(database, "flag", &[true, false]).await;
        round_trip(database, "small", &[i16::MIN, -1, 0, i16::MAX]).await;
        round_trip(database, "medium", &[i32::MIN, -1, 0, i32::MAX]).await;
        round_trip(database, "large", &[i64::MIN, -1, 0, i64::MAX]).await;
        round_trip(
            database,
            "single",
            &[0.1_f32, -1.5, f32::MAX, f32::MIN_POSITIVE],
        )
        .await;
        round_trip(
            database,
            "float",
            &[
                0.1,
                -1.0,
                f64::MAX,
                f64::MIN,
                f64::MIN_POSITIVE,
                5e-324,
                1.0 / 3.0,
            ],
        )
        .await;
        let amounts = [
            "0",
            "0.00",
            "1.50",
            "-1.5",
            "79228162514264337593543950335",
            "0.1234567890123456789012345678",
            "12345678901234567.89",
            "10000",
            "0.00010",
        ];
        round_trip::<Decimal>(database, "amount", &parsed(&amounts)).await;
        let labels = [
            "",
            " ",
            "plain",
            "e\u{301} é 😀 \u{10ffff}",
            "quote ' \" \\ % ; -- \r\n\t\u{1}",
        ]
        .map(String::from);
        round_trip(database, "label", &labels).await;
        round_trip(database, "label", &["x".repeat(1_000_000)]).await;
        round_trip(
            database,
            "key",
            &[Uuid::nil(), Uuid::max(), Uuid::new_v4(), Uuid::now_v7()],
        )
        .await;
        let instants = [
            "0001-01-01T00:00:00Z",
            "1582-10-15T00:00:00Z",
            "1969-12-31T23:59:59.999999Z",
            "2026-03-29T01:30:00.123456Z",
            "9999-12-31T23:59:59.999999Z",
        ];
        round_trip::<Timestamp>(database, "instant", &parsed(&instants)).await;
        let walls = [
            "0001-01-01T00:00:00",
            "1999-12-31T23:59:59.999999",
            "2026-03-29T02:30:00.1",
            "9999-12-31T23:59:59.999999",
        ];
        round_trip::<LocalTimestamp>(database, "wall", &parsed(&walls)).await;
        round_trip::<Date>(
            database,
            "day",
            &parsed(&["0001-01-01", "1970-01-01", "2024-02-29", "9999-12-31"]),
        )
        .await;
        round_trip::<Time>(
            database,
            "clock",
            &parsed(&["00:00:00", "12:34:56.7", "23:59:59.999999"]),
        )
        .await;
        round_trip(
            database,
            "content",
            &[vec![], vec![0], (0..=255).collect::<Vec<u8>>()],
        )
        .await;
        round_trip(database, "mood", &[Mood::Happy, Mood::SoSo, Mood::Sad]).await;
        round_trip(database, "mood", &[Some(Mood::Happy), None]).await;
    })
    .await;
}

#[tokio::test]
async fn scale_is_kept_to_the_digit() {
    on_each_engine(|database| async move {
        database.session().batch(&CREATE).await.unwrap();
        let mut session = database.session();
        for (id, text) in ["1.50", "1.5", "0.000", "100", "100.00"]
            .into_iter()
            .enumerate()
        {
            let id = Parameter::from(i64::try_from(id).unwrap());
            let amount: Decimal = text.parse().unwrap();
            session
                .execute(
                    &statement(String::from(
                        "INSERT INTO everything (id, amount) VALUES (?1, ?2)",
                    )),
                    &[id.clone(), amount.into()],
                )
                .await
                .unwrap();
            let select = statement(String::from("SELECT amount FROM everything WHERE id = ?1"));
            let back = session
                .fetch_one(&select, &[id], |row| row.get::<Decimal>(0))
                .await
                .unwrap();
            assert_eq!(back.to_string(), text, "{:?}", database.dialect());
        }
    })
    .await;
}

#[tokio::test]
async fn json_keeps_its_text_where_the_engine_does() {
    on_each_engine(|database| async move {
        let database = &database;
        database.session().batch(&CREATE).await.unwrap();
        let texts = [
            "null",
            "true",
            "1.50",
            "12345678901234567890.123456789",
            "\"\\u00e9 😀\"",
            "[]",
            "{}",
            r#"{"b":[1,2.0,{"c":null}],"a":"x"}"#,
        ];
        round_trip::<Json>(database, "document", &parsed(&texts)).await;
        // `jsonb` orders keys and writes spaces, which do not count.
        round_trip::<Json>(
            database,
            "tree",
            &parsed(&["null", "[1,2.50,\"é\"]", r#"{"a":{"b":[]},"c":false}"#]),
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn arrays_come_back_equal() {
    on_each_engine(|database| async move {
        let database = &database;
        database.session().batch(&CREATE).await.unwrap();
        round_trip(database, "numbers", &[vec![], vec![i64::MIN, 0, i64::MAX]]).await;
        round_trip(database, "numbers", &[vec![Some(1), None, Some(3)]]).await;
        round_trip(
            database,
            "words",
            &[
                vec![],
                vec![
                    String::new(),
                    String::from("NULL"),
                    String::from("a,b\"{}\\ 😀\n"),
                ],
            ],
        )
        .await;
        round_trip(database, "moods", &[vec![Mood::Happy, Mood::Sad], vec![]]).await;
        round_trip(database, "keys", &[vec![Uuid::nil(), Uuid::new_v4()]]).await;
        round_trip::<Vec<Decimal>>(
            database,
            "amounts",
            &[parsed(&["1.50", "-79228162514264337593543950335"])],
        )
        .await;
        round_trip(database, "flags", &[vec![true, false]]).await;
        round_trip(database, "floats", &[vec![0.1, -1e300, 5e-324, 3.0]]).await;
        round_trip::<Vec<Timestamp>>(
            database,
            "instants",
            &[parsed(&["2026-01-02T03:04:05.123456Z"])],
        )
        .await;
        round_trip::<Vec<Date>>(database, "days", &[parsed(&["2026-01-02", "0001-01-01"])]).await;
    })
    .await;
}

#[tokio::test]
async fn null_fits_every_column() {
    let columns = [
        "flag", "small", "medium", "large", "single", "float", "amount", "label", "key", "instant",
        "wall", "day", "clock", "document", "tree", "content", "mood", "numbers", "words", "moods",
    ];
    on_each_engine(|database| async move {
        let database = &database;
        database.session().batch(&CREATE).await.unwrap();
        for column in columns {
            round_trip::<Option<String>>(database, column, &[None]).await;
            round_trip::<Presence<String>>(database, column, &[Presence::Null]).await;
        }
    })
    .await;
}

#[tokio::test]
async fn values_that_do_not_fit_are_refused() {
    on_each_engine(|database| async move {
        let mut session = database.session();
        session.batch(&CREATE).await.unwrap();
        let mut given: Vec<(&str, Parameter<'_>)> = vec![
            ("label", "nul \0".into()),
            ("float", f64::NAN.into()),
            ("float", f64::INFINITY.into()),
            ("large", "text".into()),
            ("numbers", Parameter::from(vec![f64::NAN])),
        ];
        if database.dialect() == Dialect::Postgres {
            given.extend([
                ("small", Parameter::from(32_768)),
                ("medium", Parameter::from(i64::MIN)),
                ("single", 1e300.into()),
                ("mood", "angry".into()),
                ("key", "text".into()),
                ("flag", 1.into()),
                ("numbers", vec![String::from("x")].into()),
            ]);
        }
        for (column, parameter) in given {
            let insert = statement(format!(
                "INSERT INTO everything (id, {column}) VALUES (1, ?1)"
            ));
            let refused = session.execute(&insert, &[parameter]).await;
            assert!(
                matches!(refused, Err(DatabaseError::Data(_))),
                "{column} on {:?}: {refused:?}",
                database.dialect()
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_column_read_as_another_type_is_an_error_that_names_its_place() {
    on_each_engine(|database| async move {
        let mut session = database.session();
        let select = statement(String::from("SELECT 1, 'secret'"));
        let read = session.fetch_one(&select, &[], |row| row.get::<Uuid>(1)).await;
        assert!(matches!(&read, Err(DatabaseError::Decode { column: 1, detail }) if !detail.contains("secret")), "{read:?}");
        let read = session.fetch_one(&select, &[], |row| row.get::<i64>(2)).await;
        assert!(matches!(read, Err(DatabaseError::Decode { column: 2, .. })), "{read:?}");
    })
    .await;
}
