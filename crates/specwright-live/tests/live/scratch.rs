//! Databases and clusters come and go.

use crate::contracts::postgres;
use specwright_live::catalogue::Catalogue;
use specwright_live::scratch::{Origin, PostgresServer, Scratch};

#[test]
fn a_scratch_database_vanishes_with_its_value() {
    let Some(server) = postgres() else { return };
    let scratch = Scratch::postgres(&server).unwrap();
    let url = scratch.url();
    assert!(Catalogue::of_postgres(&url).unwrap().is_empty());
    drop(scratch);
    assert!(Catalogue::of_postgres(&url).is_err());
}

#[test]
fn a_scratch_file_vanishes_with_its_value() {
    let scratch = Scratch::sqlite().unwrap();
    let Scratch::Sqlite(file) = &scratch else {
        unreachable!()
    };
    let path = file.path();
    std::fs::write(&path, []).unwrap();
    assert!(Catalogue::of_sqlite(&path).unwrap().is_empty());
    drop(scratch);
    assert!(!path.exists());
}

#[test]
fn a_cluster_of_our_own_starts_and_stops() {
    let server = match PostgresServer::throw_away() {
        Ok(server) => server,
        Err(error) => {
            println!("this test did not run: {error}");
            return;
        }
    };
    assert_eq!(server.origin(), Origin::ThrowAway);
    let scratch = Scratch::postgres(&server).unwrap();
    let url = scratch.url();
    assert!(Catalogue::of_postgres(&url).unwrap().is_empty());
    drop(server);
    // The scratch database keeps its server.
    assert!(Catalogue::of_postgres(&url).unwrap().is_empty());
    drop(scratch);
    assert!(Catalogue::of_postgres(&url).is_err());
}
