//! Many at once: writers queue, readers proceed, pools run dry and fill again.

use crate::support::{Place, on_each_engine};
use specwright_runtime::{Database, DatabaseError, DatabaseOptions, DatabaseUrl, Statement};
use std::time::{Duration, Instant};

static CREATE: Statement = Statement {
    sqlite: "CREATE TABLE counters (id INTEGER NOT NULL PRIMARY KEY, value INTEGER NOT NULL) STRICT; INSERT INTO counters VALUES (1, 0)",
    postgres: "CREATE TABLE counters (id bigint NOT NULL PRIMARY KEY, value bigint NOT NULL); INSERT INTO counters VALUES (1, 0)",
};
static READ: Statement = Statement {
    sqlite: "SELECT value FROM counters WHERE id = 1",
    postgres: "SELECT value FROM counters WHERE id = 1",
};
static LOCK: Statement = Statement {
    sqlite: "SELECT value FROM counters WHERE id = 1",
    postgres: "SELECT value FROM counters WHERE id = 1 FOR UPDATE",
};
static WRITE: Statement = Statement {
    sqlite: "UPDATE counters SET value = ?1 WHERE id = 1",
    postgres: "UPDATE counters SET value = $1 WHERE id = 1",
};

async fn value(database: &Database) -> i64 {
    database
        .session()
        .fetch_one(&READ, &[], |row| row.get(0))
        .await
        .unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn read_modify_write_in_transactions_loses_nothing() {
    on_each_engine(|database| async move {
        database.session().batch(&CREATE).await.unwrap();
        let tasks: Vec<_> = (0..20)
            .map(|_| {
                let database = database.clone();
                tokio::spawn(async move {
                    for _ in 0..10 {
                        let mut transaction = database.begin().await.unwrap();
                        let value: i64 = transaction
                            .fetch_one(&LOCK, &[], |row| row.get(0))
                            .await
                            .unwrap();
                        tokio::task::yield_now().await;
                        transaction
                            .execute(&WRITE, &[(value + 1).into()])
                            .await
                            .unwrap();
                        transaction.commit().await.unwrap();
                    }
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
        assert_eq!(value(&database).await, 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn readers_proceed_while_a_writer_holds_its_transaction() {
    on_each_engine(|database| async move {
        database.session().batch(&CREATE).await.unwrap();
        let mut writer = database.begin().await.unwrap();
        writer.execute(&WRITE, &[7.into()]).await.unwrap();
        let start = Instant::now();
        for _ in 0..100 {
            assert_eq!(value(&database).await, 0);
        }
        assert!(start.elapsed() < Duration::from_secs(5));
        writer.commit().await.unwrap();
        assert_eq!(value(&database).await, 7);
    })
    .await;
}

#[tokio::test]
async fn who_waits_too_long_for_a_connection_gets_none() {
    let mut places = vec![Place::sqlite()];
    places.extend(Place::postgres().await);
    for place in places {
        let options = DatabaseOptions {
            pool_size: 1,
            acquire_timeout: Duration::from_millis(150),
            ..place.options()
        };
        let database = Database::open(&options).await.unwrap();
        database.session().batch(&CREATE).await.unwrap();

        let held = database.begin().await.unwrap();
        assert!(matches!(
            database.begin().await,
            Err(DatabaseError::Unavailable(_))
        ));
        drop(held);
        let held = database.begin_read().await.unwrap();
        assert!(matches!(
            database.begin_read().await,
            Err(DatabaseError::Unavailable(_))
        ));
        drop(held);

        database
            .session()
            .execute(&WRITE, &[1.into()])
            .await
            .unwrap();
        assert_eq!(value(&database).await, 1);
    }
}

#[tokio::test]
async fn the_turn_to_write_is_given_on_when_a_waiter_leaves() {
    let place = Place::sqlite();
    let database = place.open().await;
    database.session().batch(&CREATE).await.unwrap();
    let held = database.begin().await.unwrap();
    let impatient = tokio::time::timeout(Duration::from_millis(20), database.begin()).await;
    assert!(impatient.is_err());
    drop(held);
    database
        .session()
        .execute(&WRITE, &[1.into()])
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_future_dropped_while_its_statement_runs_leaves_no_trace() {
    on_each_engine(|database| async move {
        database.session().batch(&CREATE).await.unwrap();
        for pause in 0..30 {
            let work = async {
                let mut transaction = database.begin().await?;
                transaction.execute(&WRITE, &[1.into()]).await?;
                transaction
                    .fetch_all(&READ, &[], |row| row.get::<i64>(0))
                    .await?;
                transaction.execute(&WRITE, &[2.into()]).await?;
                tokio::time::sleep(Duration::from_millis(2)).await;
                transaction.rollback().await
            };
            let _ = tokio::time::timeout(Duration::from_micros(pause * 100), work).await;
        }
        assert_eq!(value(&database).await, 0);
        database
            .session()
            .execute(&WRITE, &[5.into()])
            .await
            .unwrap();
        assert_eq!(value(&database).await, 5);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_long_read_on_sqlite_does_not_hold_up_its_thread() {
    let place = Place::sqlite();
    let database = place.open().await;
    let long = tokio::spawn({
        let database = database.clone();
        async move {
            static LONG: Statement = Statement {
                sqlite: "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000) SELECT i FROM n WHERE i % 1000000 = 0",
                postgres: "",
            };
            database
                .session()
                .fetch_all(&LONG, &[], |row| row.get::<i64>(0))
                .await
        }
    });
    tokio::time::sleep(Duration::from_millis(20)).await;
    assert!(
        !long.is_finished(),
        "the statement is too short for this test"
    );
    for _ in 0..10 {
        database.ping().await.unwrap();
    }
    assert!(
        !long.is_finished(),
        "the pings waited for the long statement"
    );
    assert_eq!(
        long.await.unwrap(),
        Ok(vec![1_000_000, 2_000_000, 3_000_000])
    );
}

#[tokio::test]
async fn temporary_databases_are_apart_and_go_with_their_handles() {
    let options = DatabaseOptions::new(DatabaseUrl::temporary());
    let first = Database::open(&options).await.unwrap();
    let second = Database::open(&options).await.unwrap();
    first.session().batch(&CREATE).await.unwrap();
    second.session().batch(&CREATE).await.unwrap();
    first.session().execute(&WRITE, &[1.into()]).await.unwrap();
    assert_eq!((value(&first).await, value(&second).await), (1, 0));
}

#[tokio::test]
async fn another_process_that_writes_is_waited_for() {
    let place = Place::sqlite();
    let database = place.open().await;
    let other = Database::open(&DatabaseOptions {
        acquire_timeout: Duration::from_millis(100),
        ..place.options()
    })
    .await
    .unwrap();
    database.session().batch(&CREATE).await.unwrap();
    let held = database.begin().await.unwrap();
    assert!(matches!(other.begin().await, Err(DatabaseError::Busy)));
    drop(held);
    other.session().execute(&WRITE, &[3.into()]).await.unwrap();
    assert_eq!(value(&database).await, 3);
}

#[tokio::test]
async fn an_acknowledged_write_is_in_the_file() {
    let place = Place::sqlite();
    let database = place.open().await;
    database.session().batch(&CREATE).await.unwrap();
    database
        .session()
        .execute(&WRITE, &[9.into()])
        .await
        .unwrap();
    drop(database);
    assert_eq!(value(&place.open().await).await, 9);
}

static KILL: Statement = Statement {
    sqlite: "",
    postgres: "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()",
};

#[tokio::test]
async fn a_pool_whose_connections_the_server_closed_recovers() {
    let Some(place) = Place::postgres().await else {
        return;
    };
    let database = place.open().await;
    let held = [
        database.begin().await.unwrap(),
        database.begin().await.unwrap(),
    ];
    drop(held);
    let mut killer = database.begin().await.unwrap();
    killer
        .fetch_one(&KILL, &[], |row| row.get::<i64>(0))
        .await
        .unwrap();
    killer.commit().await.unwrap();
    let mut answered = 0;
    for _ in 0..20 {
        match database.ping().await {
            Ok(()) => answered += 1,
            Err(DatabaseError::Unavailable(_)) => {}
            Err(other) => panic!("{other:?}"),
        }
    }
    assert!(answered >= 15, "{answered} of 20 statements were answered");
    database.begin().await.unwrap().commit().await.unwrap();
}
