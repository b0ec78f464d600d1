//! Connections to PostgreSQL are encrypted as their URL says. A server without TLS leaves this out.

#![allow(
    clippy::print_stderr,
    reason = "the line that says that a test was left out"
)]

use crate::support::Place;
use specwright_runtime::{Database, DatabaseError, DatabaseOptions, Statement};

static SSL: Statement = Statement {
    sqlite: "",
    postgres: "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()",
};
static OFFERED: Statement = Statement {
    sqlite: "",
    postgres: "SELECT current_setting('ssl') = 'on'",
};

async fn is_encrypted(place: &Place, option: &str) -> Result<bool, DatabaseError> {
    let url = place.url_text();
    let separator = if url.contains('?') { '&' } else { '?' };
    let url = format!("{url}{separator}{option}").parse().unwrap();
    let database = Database::open(&DatabaseOptions::new(url)).await?;
    database
        .session()
        .fetch_one(&SSL, &[], |row| row.get(0))
        .await
}

#[tokio::test]
async fn the_mode_decides() {
    let Some(place) = Place::postgres().await else {
        return;
    };
    let offered = place
        .open()
        .await
        .session()
        .fetch_one(&OFFERED, &[], |row| row.get::<bool>(0))
        .await;
    if offered != Ok(true) {
        eprintln!("the server does not offer TLS; encryption was not tested");
        return;
    }
    assert_eq!(is_encrypted(&place, "sslmode=disable").await, Ok(false));
    assert_eq!(is_encrypted(&place, "sslmode=prefer").await, Ok(true));
    assert_eq!(is_encrypted(&place, "sslmode=require").await, Ok(true));
    let nowhere = "sslmode=verify-full&sslrootcert=/no/such/file.pem";
    assert!(matches!(
        is_encrypted(&place, nowhere).await,
        Err(DatabaseError::Unavailable(_))
    ));
}
