//! What running migrations does to the database.

use crate::support::{Place, on_each_engine};
use crate::{FIRST, SECOND, THIRD, same};
use specwright_runtime::{
    Database, DatabaseError, Migration, MigrationError, MigrationState, Statement, migrate_down,
    migrate_up, migration_status,
};

async fn succeeds(database: &Database, text: &'static str) -> bool {
    database
        .session()
        .execute(
            &Statement {
                sqlite: text,
                postgres: text,
            },
            &[],
        )
        .await
        .is_ok()
}

async fn count(database: &Database, text: &'static str) -> i64 {
    database
        .session()
        .fetch_one(
            &Statement {
                sqlite: text,
                postgres: text,
            },
            &[],
            |row| row.get(0),
        )
        .await
        .unwrap()
}

#[tokio::test]
async fn up_applies_each_once_and_down_takes_back_the_last() {
    on_each_engine(|database| async move {
        let all = [FIRST, SECOND, THIRD];
        assert_eq!(
            migrate_up(&database, &all[..2]).await,
            Ok(vec![FIRST, SECOND])
        );
        assert_eq!(migrate_up(&database, &all).await, Ok(vec![THIRD]));
        assert_eq!(migrate_up(&database, &all).await, Ok(vec![]));
        assert!(succeeds(&database, "SELECT title FROM books").await);

        assert_eq!(
            migrate_down(&database, &all, 2).await,
            Ok(vec![THIRD, SECOND])
        );
        assert!(!succeeds(&database, "SELECT title FROM books").await);
        assert!(succeeds(&database, "SELECT id FROM books").await);
        assert_eq!(migrate_down(&database, &all, 9).await, Ok(vec![FIRST]));
        assert_eq!(migrate_down(&database, &all, 1).await, Ok(vec![]));
        assert!(!succeeds(&database, "SELECT id FROM books").await);
        assert_eq!(migrate_up(&database, &all).await, Ok(all.to_vec()));
    })
    .await;
}

#[tokio::test]
async fn a_failing_statement_leaves_the_old_state() {
    on_each_engine(|database| async move {
        let broken = same(2, "broken", "CREATE TABLE half (id integer); INSERT INTO authors VALUES (1, 'x'); SELECT * FROM nowhere;", "SELECT 1");
        let failed = migrate_up(&database, &[FIRST, broken, THIRD]).await;
        assert!(matches!(&failed, Err(MigrationError::Failed { version: 2, .. })), "{failed:?}");
        assert!(!succeeds(&database, "SELECT * FROM half").await);
        assert_eq!(count(&database, "SELECT count(*) FROM authors").await, 0);
        let states: Vec<bool> =
            migration_status(&database, &[FIRST, broken]).await.unwrap().iter().map(|status| status.state == MigrationState::Pending).collect();
        assert_eq!(states, [false, true]);
        // Corrected, it goes on, and writers are not locked out meanwhile.
        assert!(succeeds(&database, "INSERT INTO authors VALUES (2, 'y')").await);
        assert_eq!(migrate_up(&database, &[FIRST, SECOND, THIRD]).await, Ok(vec![SECOND, THIRD]));
    })
    .await;
}

#[tokio::test]
async fn a_text_that_ends_the_transaction_is_refused() {
    on_each_engine(|database| async move {
        let sly = same(
            2,
            "sly",
            "CREATE TABLE sly (id integer); COMMIT;",
            "SELECT 1",
        );
        let refused = migrate_up(&database, &[FIRST, sly]).await;
        assert!(
            matches!(&refused, Err(MigrationError::Failed { version: 2, .. })),
            "{refused:?}"
        );
        assert_eq!(migrate_down(&database, &[FIRST], 1).await, Ok(vec![FIRST]));
    })
    .await;
}

/// Rebuilding a table drops the old one. With references checked, that would delete the rows that refer to it.
const REBUILD: Migration = Migration {
    version: 2,
    name: "rebuild",
    up: Statement {
        sqlite: "CREATE TABLE authors_new (id integer NOT NULL PRIMARY KEY, name text NOT NULL, age integer);
            INSERT INTO authors_new (id, name) SELECT id, name FROM authors;
            DROP TABLE authors;
            ALTER TABLE authors_new RENAME TO authors;",
        postgres: "ALTER TABLE authors ADD COLUMN age integer",
    },
    down: Statement { sqlite: "SELECT 1", postgres: "SELECT 1" },
};

#[tokio::test]
async fn rebuilding_a_table_keeps_the_rows_that_refer_to_it() {
    on_each_engine(|database| async move {
        migrate_up(&database, &[FIRST]).await.unwrap();
        assert!(succeeds(&database, "INSERT INTO authors VALUES (1, 'x')").await);
        assert!(succeeds(&database, "INSERT INTO books VALUES (1, 1)").await);
        assert_eq!(
            migrate_up(&database, &[FIRST, REBUILD]).await,
            Ok(vec![REBUILD])
        );
        assert_eq!(count(&database, "SELECT count(*) FROM books").await, 1);
        assert!(
            !succeeds(&database, "INSERT INTO books VALUES (2, 9)").await,
            "references are checked as before"
        );
    })
    .await;
}

#[tokio::test]
async fn references_that_a_migration_breaks_are_refused_on_sqlite() {
    let place = Place::sqlite();
    let database = place.open().await;
    let breaking = same(
        2,
        "breaking",
        "INSERT INTO books VALUES (1, 77);",
        "SELECT 1",
    );
    let refused = migrate_up(&database, &[FIRST, breaking]).await;
    let tables = vec![(String::from("books"), String::from("authors"))];
    assert_eq!(
        refused,
        Err(MigrationError::BrokenReferences {
            version: 2,
            name: String::from("breaking"),
            tables
        })
    );
    assert_eq!(count(&database, "SELECT count(*) FROM books").await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_racing_runners_one_applies_each_migration() {
    let mut places = vec![Place::sqlite()];
    places.extend(Place::postgres().await);
    for place in &places {
        let mut runners = Vec::new();
        for _ in 0..6 {
            // A pool of its own each, as other processes would have.
            let database = place.open().await;
            runners.push(tokio::spawn(async move {
                migrate_up(&database, &[FIRST, SECOND, THIRD]).await
            }));
        }
        let mut applied = Vec::new();
        for runner in runners {
            applied.extend(
                runner
                    .await
                    .unwrap()
                    .unwrap()
                    .into_iter()
                    .map(|migration| migration.version),
            );
        }
        applied.sort_unstable();
        assert_eq!(applied, [1, 2, 5]);
        assert_eq!(
            count(
                &place.open().await,
                "SELECT count(*) FROM specwright_migrations"
            )
            .await,
            3
        );
    }
}

#[tokio::test]
async fn a_runner_that_goes_away_leaves_no_lock() {
    on_each_engine(|database| async move {
        let slow = Migration {
            version: 1,
            name: "slow",
            up: Statement {
                sqlite: "CREATE TABLE slow (id integer)",
                postgres: "CREATE TABLE slow (id integer); SELECT pg_sleep(1);",
            },
            down: Statement {
                sqlite: "DROP TABLE slow",
                postgres: "DROP TABLE slow",
            },
        };
        let _ = tokio::time::timeout(
            std::time::Duration::from_millis(200),
            migrate_up(&database, &[slow]),
        )
        .await;
        let then = std::time::Instant::now();
        migrate_up(&database, &[slow]).await.unwrap();
        assert!(then.elapsed() < std::time::Duration::from_secs(20));
    })
    .await;
}

#[tokio::test]
async fn a_database_that_does_not_answer_is_an_error() {
    let options =
        specwright_runtime::DatabaseOptions::new("postgres://me@127.0.0.1:1/none".parse().unwrap());
    let database = Database::open(&options).await.unwrap();
    let failed = migrate_up(&database, &[FIRST]).await;
    assert!(
        matches!(
            failed,
            Err(MigrationError::Database(DatabaseError::Unavailable(_)))
        ),
        "{failed:?}"
    );
}
