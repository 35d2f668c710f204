//! Servers start, do not disturb each other, and leave nothing behind.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests fail like tests"
)]
#![allow(clippy::disallowed_methods, reason = "looks at the files of a server")]

use plconv_verify::{Server, ServerChoice, ServerError, ServerKind, test_server};
use std::path::PathBuf;

const LOCAL: ServerChoice = ServerChoice::Local { major: None };

fn one(session: &mut plconv_verify::Session, sql: &str) -> String {
    session.query_text(sql).unwrap()[0][0].clone().unwrap()
}

#[test]
fn a_private_cluster_is_gone_after_drop_with_everything_in_it() {
    let server = Server::start(&LOCAL).unwrap();
    assert_eq!(server.kind(), ServerKind::Local);
    let database = server.fresh_database().unwrap();
    let mut session = database.connect().unwrap();
    let data = PathBuf::from(one(&mut session, "SHOW data_directory"));
    let cluster = data.parent().unwrap().to_path_buf();
    let process = std::fs::read_to_string(data.join("postmaster.pid")).unwrap();
    let process = PathBuf::from("/proc").join(process.lines().next().unwrap());
    assert!(cluster.exists() && process.exists());
    // A session keeps its server.
    drop(server);
    drop(database);
    assert_eq!(one(&mut session, "SELECT 1"), "1");
    drop(session);
    assert!(!cluster.exists(), "{}", cluster.display());
    assert!(!process.exists(), "{}", process.display());
}

#[test]
fn the_server_never_runs_as_root_and_nobody_else_reads_its_files() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let server = Server::start(&LOCAL).unwrap();
    let database = server.fresh_database().unwrap();
    let mut session = database.connect().unwrap();
    let data = PathBuf::from(one(&mut session, "SHOW data_directory"));
    let process = std::fs::read_to_string(data.join("postmaster.pid")).unwrap();
    let status =
        std::fs::read_to_string(format!("/proc/{}/status", process.lines().next().unwrap())).unwrap();
    let ids = |name: &str| -> Vec<u32> {
        let line = status.lines().find(|line| line.starts_with(name)).unwrap();
        line.split_whitespace()
            .skip(1)
            .map(|id| id.parse().unwrap())
            .collect()
    };
    // Real, effective, saved and file system ids, and no group of root's.
    assert!(!ids("Uid:").contains(&0), "{status}");
    assert!(!ids("Gid:").contains(&0), "{status}");
    assert!(!ids("Groups:").contains(&0), "{status}");
    let metadata = std::fs::metadata(data.parent().unwrap()).unwrap();
    assert_eq!(
        (metadata.uid(), metadata.permissions().mode() & 0o777),
        (ids("Uid:")[0], 0o700)
    );
}

#[test]
fn two_clusters_at_once_do_not_clash_and_databases_are_separate() {
    let servers = [(); 2].map(|()| std::thread::spawn(|| Server::start(&LOCAL).unwrap()));
    let servers = servers.map(|thread| thread.join().unwrap());
    let databases = [&servers[0], &servers[1], &servers[1]].map(|server| server.fresh_database().unwrap());
    let mut sessions = databases.each_ref().map(|database| database.connect().unwrap());
    for (number, session) in sessions.iter_mut().enumerate() {
        session
            .query_text(&format!("CREATE TABLE only_here AS SELECT {number} AS n"))
            .unwrap();
    }
    for (number, session) in sessions.iter_mut().enumerate() {
        assert_eq!(one(session, "SELECT n FROM only_here"), number.to_string());
        assert_eq!(one(session, "SHOW server_encoding"), "UTF8");
    }
    assert_ne!(
        one(&mut sessions[0], "SHOW port"),
        one(&mut sessions[1], "SHOW port")
    );
    // The URL is for other programs: TCP with a password, and without it no entry.
    let url = databases[0].url();
    let mut client = postgres::Client::connect(url, postgres::NoTls).unwrap();
    assert_eq!(
        client
            .query_one("SELECT n FROM only_here", &[])
            .unwrap()
            .get::<_, i32>(0),
        0
    );
    let (before, after) = url.split_once('@').unwrap();
    let without_password = format!("{}@{after}", before.rsplit_once(':').unwrap().0);
    assert!(postgres::Client::connect(&without_password, postgres::NoTls).is_err());
}

#[test]
fn a_given_url_is_used_and_its_databases_are_dropped() {
    let local = Server::start(&LOCAL).unwrap();
    let home = local.fresh_database().unwrap();
    let given = Server::start(&ServerChoice::Url(home.url().to_owned())).unwrap();
    assert_eq!(given.kind(), ServerKind::Given);
    let database = given.fresh_database().unwrap();
    let name = one(&mut database.connect().unwrap(), "SELECT current_database()");
    let count = format!("SELECT count(*) FROM pg_database WHERE datname = '{name}'");
    let mut session = home.connect().unwrap();
    assert_eq!(one(&mut session, &count), "1");
    drop(database);
    assert_eq!(one(&mut session, &count), "0");
}

#[test]
fn what_is_not_there_is_said() {
    let error = Server::start(&ServerChoice::Local { major: Some(7) })
        .err()
        .unwrap();
    assert!(
        matches!(&error, ServerError::NotFound { wanted, .. } if wanted == "7"),
        "{error}"
    );
    assert!(Server::start(&ServerChoice::Url("no url = at all =".to_owned())).is_err());
    // Port 1 has no server.
    let nobody = Server::start(&ServerChoice::Url("postgresql://a@127.0.0.1:1/b".to_owned())).unwrap();
    let error = nobody.fresh_database().err().unwrap().to_string();
    assert!(
        error.starts_with("connect to PostgreSQL: ") && error.contains("refused"),
        "{error}"
    );
}

#[test]
fn tests_share_one_server() {
    let (first, second) = (test_server().unwrap(), test_server().unwrap());
    assert!(std::ptr::eq(first, second));
    assert_eq!(
        one(
            &mut first.fresh_database().unwrap().connect().unwrap(),
            "SELECT 1"
        ),
        "1"
    );
}

#[cfg(feature = "embedded")]
#[test]
fn the_embedded_server_runs_in_this_process_one_session_for_each_database() {
    let server = Server::start(&ServerChoice::Embedded).unwrap();
    assert_eq!(server.kind(), ServerKind::Embedded);
    let databases = [server.fresh_database().unwrap(), server.fresh_database().unwrap()];
    let mut sessions = databases.each_ref().map(|database| database.connect().unwrap());
    for session in &mut sessions {
        assert!(one(session, "SHOW server_version").starts_with("17."));
        session.query_text("CREATE TABLE t (a int)").unwrap();
        // The documentation says so; if it changes, so must the documentation.
        let extensions = session
            .query_text("SELECT name FROM pg_available_extensions")
            .unwrap();
        assert_eq!(extensions, [[Some("plpgsql".to_owned())]]);
    }
    // A second session would wait for the first one for ever.
    assert!(matches!(databases[0].connect(), Err(ServerError::SessionOpen)));
    drop(sessions);
    assert_eq!(
        one(&mut databases[0].connect().unwrap(), "SELECT count(*) FROM t"),
        "0"
    );
}
