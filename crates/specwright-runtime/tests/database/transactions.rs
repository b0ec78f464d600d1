//! What a transaction keeps and what it undoes.

use crate::support::on_each_engine;
use specwright_runtime::{Database, DatabaseError, Session, Statement};

static CREATE: Statement = Statement {
    sqlite: "CREATE TABLE items (id INTEGER NOT NULL PRIMARY KEY, label TEXT) STRICT",
    postgres: "CREATE TABLE items (id bigint NOT NULL PRIMARY KEY, label text)",
};
static INSERT: Statement = Statement {
    sqlite: "INSERT INTO items (id) VALUES (?1)",
    postgres: "INSERT INTO items (id) VALUES ($1)",
};
static COUNT: Statement = Statement {
    sqlite: "SELECT count(*) FROM items",
    postgres: "SELECT count(*) FROM items",
};
static RETURNING: Statement = Statement {
    sqlite: "UPDATE items SET label = ?1 RETURNING id, label",
    postgres: "UPDATE items SET label = $1 RETURNING id, label",
};

async fn count(session: &mut Session) -> i64 {
    session
        .fetch_one(&COUNT, &[], |row| row.get(0))
        .await
        .unwrap()
}

async fn prepared(database: &Database) -> Session {
    let mut session = database.session();
    session.batch(&CREATE).await.unwrap();
    session
}

#[tokio::test]
async fn a_commit_keeps_and_a_rollback_undoes() {
    on_each_engine(|database| async move {
        let mut session = prepared(&database).await;
        let mut transaction = database.begin().await.unwrap();
        assert_eq!(transaction.execute(&INSERT, &[1.into()]).await, Ok(1));
        assert_eq!(count(&mut transaction).await, 1);
        assert_eq!(count(&mut session).await, 0, "others do not see it yet");
        transaction.commit().await.unwrap();
        assert_eq!(count(&mut session).await, 1);

        let mut transaction = database.begin().await.unwrap();
        transaction.execute(&INSERT, &[2.into()]).await.unwrap();
        transaction.rollback().await.unwrap();
        assert_eq!(count(&mut session).await, 1);
    })
    .await;
}

#[tokio::test]
async fn dropping_undoes_and_gives_the_connection_back() {
    on_each_engine(|database| async move {
        let mut session = prepared(&database).await;
        for id in 0..40 {
            let mut transaction = database.begin().await.unwrap();
            transaction.execute(&INSERT, &[id.into()]).await.unwrap();
            drop(transaction);
        }
        assert_eq!(count(&mut session).await, 0);
        session.execute(&INSERT, &[1.into()]).await.unwrap();
        assert_eq!(count(&mut session).await, 1);
    })
    .await;
}

#[tokio::test]
async fn after_a_failed_statement_nothing_is_kept() {
    on_each_engine(|database| async move {
        let mut session = prepared(&database).await;
        let mut transaction = database.begin().await.unwrap();
        transaction.execute(&INSERT, &[1.into()]).await.unwrap();
        let duplicate = transaction.execute(&INSERT, &[1.into()]).await;
        assert!(matches!(duplicate, Err(DatabaseError::Unique { .. })));
        assert!(matches!(
            transaction.execute(&INSERT, &[2.into()]).await,
            Err(DatabaseError::Other(_))
        ));
        assert!(matches!(
            transaction.commit().await,
            Err(DatabaseError::Other(_))
        ));
        assert_eq!(count(&mut session).await, 0);
        session.execute(&INSERT, &[3.into()]).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_statement_that_returns_rows_may_write() {
    on_each_engine(|database| async move {
        let mut session = prepared(&database).await;
        session.execute(&INSERT, &[1.into()]).await.unwrap();
        session.execute(&INSERT, &[2.into()]).await.unwrap();
        let mut rows = session
            .fetch_all(&RETURNING, &["x".into()], |row| {
                Ok((row.get::<i64>(0)?, row.get::<String>(1)?))
            })
            .await
            .unwrap();
        rows.sort();
        assert_eq!(rows, [(1, "x".into()), (2, "x".into())]);
        let first = session
            .fetch_optional(&RETURNING, &["y".into()], |row| row.get::<String>(1))
            .await
            .unwrap();
        assert_eq!(first.as_deref(), Some("y"));
        let all = Statement {
            sqlite: "SELECT count(*) FROM items WHERE label = 'y'",
            postgres: "SELECT count(*) FROM items WHERE label = 'y'",
        };
        assert_eq!(
            session.fetch_one(&all, &[], |row| row.get::<i64>(0)).await,
            Ok(2),
            "all rows were changed, though one was read"
        );
        assert_eq!(session.execute(&RETURNING, &["z".into()]).await, Ok(2));
    })
    .await;
}

#[tokio::test]
async fn a_batch_has_all_effects_or_none() {
    on_each_engine(|database| async move {
        let mut session = prepared(&database).await;
        let broken = "INSERT INTO items (id) VALUES (1); INSERT INTO items (id) VALUES (1)";
        assert!(
            session
                .batch(&Statement {
                    sqlite: broken,
                    postgres: broken
                })
                .await
                .is_err()
        );
        assert_eq!(count(&mut session).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_read_transaction_sees_one_state_and_cannot_write() {
    on_each_engine(|database| async move {
        let mut session = prepared(&database).await;
        let mut snapshot = database.begin_read().await.unwrap();
        assert_eq!(count(&mut snapshot).await, 0);
        session.execute(&INSERT, &[1.into()]).await.unwrap();
        assert_eq!(count(&mut snapshot).await, 0);
        assert!(snapshot.execute(&INSERT, &[2.into()]).await.is_err());
        drop(snapshot);
        let mut snapshot = database.begin_read().await.unwrap();
        assert_eq!(count(&mut snapshot).await, 1);
        snapshot.commit().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn plans_survive_a_change_of_the_schema() {
    on_each_engine(|database| async move {
        let mut session = prepared(&database).await;
        session.execute(&INSERT, &[1.into()]).await.unwrap();
        let all = Statement {
            sqlite: "SELECT * FROM items",
            postgres: "SELECT * FROM items",
        };
        for _ in 0..3 {
            assert_eq!(
                session.fetch_one(&all, &[], |row| row.get::<i64>(0)).await,
                Ok(1)
            );
        }
        let alter = "ALTER TABLE items ADD COLUMN more text";
        session
            .batch(&Statement {
                sqlite: alter,
                postgres: alter,
            })
            .await
            .unwrap();
        for _ in 0..3 {
            let more = session
                .fetch_one(&all, &[], |row| row.get::<Option<String>>(2))
                .await;
            assert_eq!(more, Ok(None), "{:?}", database.dialect());
        }
    })
    .await;
}
