//! Failures have the same types on both engines.

use crate::support::{Place, on_each_engine};
use specwright_runtime::{Database, DatabaseError, Dialect, Parameter, Statement};
use std::time::Duration;

static CREATE: Statement = Statement {
    sqlite: "CREATE TABLE parents (id INTEGER NOT NULL PRIMARY KEY) STRICT;
        CREATE TABLE children (
            id INTEGER NOT NULL PRIMARY KEY,
            parent INTEGER NOT NULL CONSTRAINT children_parent_fkey REFERENCES parents (id),
            label TEXT,
            size INTEGER,
            CONSTRAINT children_parent_label_key UNIQUE (parent, label),
            CONSTRAINT children_size_check CHECK (size > 0)
        ) STRICT;
        CREATE UNIQUE INDEX children_lower_label ON children (lower(label), size)",
    postgres: "CREATE TABLE parents (id bigint NOT NULL PRIMARY KEY);
        CREATE TABLE children (
            id bigint NOT NULL PRIMARY KEY,
            parent bigint NOT NULL CONSTRAINT children_parent_fkey REFERENCES parents (id),
            label text,
            size bigint,
            CONSTRAINT children_parent_label_key UNIQUE (parent, label),
            CONSTRAINT children_size_check CHECK (size > 0)
        );
        CREATE UNIQUE INDEX children_lower_label ON children (lower(label), size)",
};

static PARENT: Statement = Statement {
    sqlite: "INSERT INTO parents (id) VALUES (?1)",
    postgres: "INSERT INTO parents (id) VALUES ($1)",
};
static CHILD: Statement = Statement {
    sqlite: "INSERT INTO children (id, parent, label, size) VALUES (?1, ?2, ?3, ?4)",
    postgres: "INSERT INTO children (id, parent, label, size) VALUES ($1, $2, $3, $4)",
};
static ORPHAN: Statement = Statement {
    sqlite: "DELETE FROM parents WHERE id = ?1",
    postgres: "DELETE FROM parents WHERE id = $1",
};

async fn child(
    database: &Database,
    id: i64,
    parent: Option<i64>,
    label: &str,
    size: i64,
) -> Result<u64, DatabaseError> {
    let parameters = [
        Parameter::from(id),
        parent.into(),
        label.into(),
        size.into(),
    ];
    database.session().execute(&CHILD, &parameters).await
}

#[tokio::test]
async fn constraints_are_told_apart() {
    on_each_engine(|database| async move {
        let mut session = database.session();
        session.batch(&CREATE).await.unwrap();
        assert_eq!(session.execute(&PARENT, &[1.into()]).await, Ok(1));
        assert_eq!(child(&database, 1, Some(1), "a", 1).await, Ok(1));
        let postgres = database.dialect() == Dialect::Postgres;
        let named = |name: &str| postgres.then(|| name.to_owned());

        let duplicate = DatabaseError::Unique {
            constraint: named("children_parent_label_key"),
            columns: vec!["parent".into(), "label".into()],
        };
        assert_eq!(child(&database, 2, Some(1), "a", 2).await, Err(duplicate));
        let duplicate = DatabaseError::Unique {
            constraint: named("children_pkey"),
            columns: vec!["id".into()],
        };
        assert_eq!(child(&database, 1, Some(1), "b", 1).await, Err(duplicate));
        let duplicate = DatabaseError::Unique {
            constraint: Some("children_lower_label".into()),
            columns: vec![],
        };
        assert_eq!(child(&database, 2, Some(1), "A", 1).await, Err(duplicate));

        let reference = DatabaseError::ForeignKey {
            constraint: named("children_parent_fkey"),
        };
        assert_eq!(
            child(&database, 2, Some(9), "b", 1).await,
            Err(reference.clone())
        );
        assert_eq!(session.execute(&ORPHAN, &[1.into()]).await, Err(reference));

        let check = DatabaseError::Check {
            constraint: Some("children_size_check".into()),
        };
        assert_eq!(child(&database, 2, Some(1), "b", 0).await, Err(check));
        let missing = DatabaseError::NotNull {
            column: Some("parent".into()),
        };
        assert_eq!(child(&database, 2, None, "b", 1).await, Err(missing));
    })
    .await;
}

#[tokio::test]
async fn a_row_that_is_restricted_by_its_children_is_a_broken_reference() {
    let create = Statement {
        sqlite: "CREATE TABLE parents (id INTEGER NOT NULL PRIMARY KEY) STRICT;
            CREATE TABLE children (parent INTEGER NOT NULL REFERENCES parents (id) ON DELETE RESTRICT) STRICT;
            INSERT INTO parents (id) VALUES (1); INSERT INTO children (parent) VALUES (1)",
        postgres: "CREATE TABLE parents (id bigint NOT NULL PRIMARY KEY);
            CREATE TABLE children (parent bigint NOT NULL REFERENCES parents (id) ON DELETE RESTRICT);
            INSERT INTO parents (id) VALUES (1); INSERT INTO children (parent) VALUES (1)",
    };
    on_each_engine(move |database| async move {
        let mut session = database.session();
        session.batch(&create).await.unwrap();
        let refused = session.execute(&ORPHAN, &[1.into()]).await;
        assert!(
            matches!(refused, Err(DatabaseError::ForeignKey { .. })),
            "{refused:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn wrong_statements_and_parameters_are_errors() {
    on_each_engine(|database| async move {
        let mut session = database.session();
        let wrong = Statement {
            sqlite: "SELEC 1",
            postgres: "SELEC 1",
        };
        assert!(matches!(
            session.execute(&wrong, &[]).await,
            Err(DatabaseError::Other(_))
        ));
        let one = Statement {
            sqlite: "SELECT ?1",
            postgres: "SELECT $1::bigint",
        };
        for parameters in [vec![], vec![Parameter::from(1), 2.into()]] {
            assert!(matches!(
                session.execute(&one, &parameters).await,
                Err(DatabaseError::Other(_))
            ));
        }
        assert_eq!(
            session
                .fetch_one(&one, &[7.into()], |row| row.get::<i64>(0))
                .await,
            Ok(7)
        );
        let none = Statement {
            sqlite: "SELECT 1 WHERE 0",
            postgres: "SELECT 1 WHERE false",
        };
        assert_eq!(
            session.fetch_one(&none, &[], |row| row.get::<i64>(0)).await,
            Err(DatabaseError::NoRow)
        );
        assert_eq!(
            session
                .fetch_optional(&none, &[], |row| row.get::<i64>(0))
                .await,
            Ok(None)
        );
        assert_eq!(
            session.fetch_all(&none, &[], |row| row.get::<i64>(0)).await,
            Ok(vec![])
        );
    })
    .await;
}

/// Some seconds of work in one statement.
static ENDLESS: Statement = Statement {
    sqlite: "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000) SELECT count(*) FROM n",
    postgres: "SELECT pg_sleep(30)",
};

#[tokio::test(flavor = "multi_thread")]
async fn a_statement_that_takes_too_long_is_stopped() {
    let mut places = vec![Place::sqlite()];
    places.extend(Place::postgres().await);
    for place in places {
        let mut options = place.options();
        options.statement_timeout = Duration::from_millis(100);
        let database = Database::open(&options).await.unwrap();
        assert_eq!(
            database.session().execute(&ENDLESS, &[]).await,
            Err(DatabaseError::Timeout)
        );
        assert_eq!(database.ping().await, Ok(()));
    }
}

#[tokio::test]
async fn a_server_that_does_not_answer_is_unavailable() {
    let options = specwright_runtime::DatabaseOptions::new(
        "postgres://me:secret@127.0.0.1:1/none".parse().unwrap(),
    );
    let database = Database::open(&options).await.unwrap();
    let error = database.ping().await.unwrap_err();
    assert!(
        matches!(&error, DatabaseError::Unavailable(detail) if !detail.contains("secret")),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_file_that_cannot_be_opened_is_unavailable() {
    let place = Place::sqlite();
    for url in [
        format!("{}?mode=rw", place.url_text()),
        String::from("sqlite:///no/such/folder/x.db"),
        String::from("sqlite:///tmp"),
    ] {
        let options = specwright_runtime::DatabaseOptions::new(url.parse().unwrap());
        assert!(
            matches!(
                Database::open(&options).await,
                Err(DatabaseError::Unavailable(_))
            ),
            "{url}"
        );
    }
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused() {
    let Place::Sqlite { folder } = &Place::sqlite() else {
        unreachable!("it is SQLite")
    };
    let path = folder.join("text.db");
    std::fs::write(
        &path,
        "this is no database, but it is long enough to look like one ".repeat(20),
    )
    .unwrap();
    let options =
        specwright_runtime::DatabaseOptions::new(specwright_runtime::DatabaseUrl::file(path));
    assert!(Database::open(&options).await.is_err());
}
