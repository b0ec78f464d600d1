//! What the runner refuses, and what `status` shows.

use crate::support::on_each_engine;
use crate::{FIRST, SECOND, THIRD, same};
use specwright_runtime::{
    Dialect, Migration, MigrationError, MigrationState, Statement, migrate_down, migrate_up,
    migration_status,
};

fn with_line_ends(text: &str) -> &'static str {
    text.replace('\n', "\r\n").leak()
}

#[tokio::test]
async fn a_changed_migration_is_refused() {
    on_each_engine(|database| async move {
        migrate_up(&database, &[FIRST, SECOND]).await.unwrap();
        let changed = same(
            1,
            "initial",
            "CREATE TABLE other (id integer);",
            FIRST.down.sqlite,
        );
        let refused = MigrationError::Changed {
            version: 1,
            name: String::from("initial"),
        };
        assert_eq!(
            migrate_up(&database, &[changed, SECOND, THIRD]).await,
            Err(refused.clone())
        );
        assert_eq!(
            migrate_down(&database, &[changed, SECOND], 1).await,
            Err(refused)
        );
    })
    .await;
}

#[tokio::test]
async fn line_ends_are_no_change() {
    on_each_engine(|database| async move {
        migrate_up(&database, &[FIRST]).await.unwrap();
        let up = with_line_ends(FIRST.up.sqlite);
        assert_ne!(up, FIRST.up.sqlite);
        let windows = Migration {
            up: Statement {
                sqlite: up,
                postgres: up,
            },
            ..FIRST
        };
        assert_eq!(migrate_up(&database, &[windows]).await, Ok(vec![]));
    })
    .await;
}

#[tokio::test]
async fn the_other_engines_text_may_change() {
    on_each_engine(|database| async move {
        migrate_up(&database, &[FIRST]).await.unwrap();
        let up = match database.dialect() {
            Dialect::Sqlite => Statement {
                postgres: "other",
                ..FIRST.up
            },
            Dialect::Postgres => Statement {
                sqlite: "other",
                ..FIRST.up
            },
        };
        assert_eq!(
            migrate_up(&database, &[Migration { up, ..FIRST }]).await,
            Ok(vec![])
        );
    })
    .await;
}

#[tokio::test]
async fn a_missing_migration_is_refused() {
    on_each_engine(|database| async move {
        migrate_up(&database, &[FIRST, SECOND]).await.unwrap();
        let refused = MigrationError::Missing {
            version: 2,
            name: String::from("titles"),
        };
        assert_eq!(migrate_up(&database, &[FIRST]).await, Err(refused.clone()));
        assert_eq!(migrate_up(&database, &[FIRST, THIRD]).await, Err(refused));
    })
    .await;
}

#[tokio::test]
async fn a_late_migration_is_refused() {
    on_each_engine(|database| async move {
        migrate_up(&database, &[FIRST, THIRD]).await.unwrap();
        let refused = MigrationError::OutOfOrder {
            version: 2,
            latest: 5,
        };
        assert_eq!(
            migrate_up(&database, &[FIRST, SECOND, THIRD]).await,
            Err(refused)
        );
    })
    .await;
}

#[tokio::test]
async fn versions_must_ascend() {
    on_each_engine(|database| async move {
        for list in [[SECOND, FIRST], [FIRST, FIRST]] {
            assert!(matches!(
                migrate_up(&database, &list).await,
                Err(MigrationError::Unordered { .. })
            ));
        }
    })
    .await;
}

#[tokio::test]
async fn status_shows_each_state_and_changes_nothing() {
    on_each_engine(|database| async move {
        let status = migration_status(&database, &[FIRST]).await.unwrap();
        assert_eq!(status[0].state, MigrationState::Pending);
        let history = Statement {
            sqlite: "SELECT * FROM specwright_migrations",
            postgres: "SELECT * FROM specwright_migrations",
        };
        assert!(
            database.session().execute(&history, &[]).await.is_err(),
            "asking makes no table"
        );

        migrate_up(&database, &[FIRST, SECOND, THIRD])
            .await
            .unwrap();
        let changed = same(2, "titles", "SELECT 1", "SELECT 1");
        let later = same(9, "later", "SELECT 1", "SELECT 1");
        let status = migration_status(&database, &[FIRST, changed, later])
            .await
            .unwrap();
        let shown: Vec<_> = status
            .iter()
            .map(|status| {
                let state = match status.state {
                    MigrationState::Pending => "pending",
                    MigrationState::Applied { .. } => "applied",
                    MigrationState::Changed { .. } => "changed",
                    MigrationState::Missing { .. } => "missing",
                };
                (status.version, status.name.as_str(), state)
            })
            .collect();
        assert_eq!(
            shown,
            [
                (1, "initial", "applied"),
                (2, "titles", "changed"),
                (5, "tags", "missing"),
                (9, "later", "pending")
            ]
        );
    })
    .await;
}
