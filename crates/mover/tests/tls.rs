//! TLS to the target, by the modes of libpq.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail like tests")]
#![allow(clippy::disallowed_methods, reason = "talks to servers")]

mod encrypted;

use encrypted::{certificates, encrypt};
use plconv_mover::plan::Plan;
use plconv_mover::target::Target;
use plconv_verify::{Database, Server, ServerChoice};

/// Whether a session with these parameters is encrypted, or why there is none.
fn connect(database: &Database, parameters: &str) -> Result<bool, String> {
    let plan = Plan::of_connections(None, None);
    let mark = if database.url().contains('?') { '&' } else { '?' };
    let url = format!("{}{mark}{parameters}", database.url());
    let target = Target::new(&url, None, &plan).map_err(|error| error.to_string())?;
    let mut client = target.connect().map_err(|error| error.to_string())?;
    let row = client.query_one("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()", &[]);
    Ok(row.unwrap().get(0))
}

#[test]
fn modes_ask_for_what_they_do_in_libpq() {
    let server = Server::start(&ServerChoice::Local { major: None }).unwrap();
    let database = server.fresh_database().unwrap();
    assert_eq!(connect(&database, "sslmode=prefer"), Ok(false));
    assert!(connect(&database, "sslmode=require").unwrap_err().contains("TLS"));

    let (authority, certificate, key) = certificates("127.0.0.1");
    encrypt(&database, &certificate, &key);
    let directory = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = directory.path().join(name);
        std::fs::write(&path, text).unwrap();
        format!("sslrootcert={}", path.display())
    };
    let root = file("ca.pem", &authority);
    let (stranger, other_name, other_key) = certificates("db.example.org");
    let stranger = file("other.pem", &stranger);
    assert_eq!(connect(&database, "sslmode=disable"), Ok(false));
    for mode in ["prefer", "require"] {
        assert_eq!(connect(&database, &format!("sslmode={mode}")), Ok(true));
        assert_eq!(connect(&database, &format!("sslmode={mode}&{root}")), Ok(true));
    }
    for mode in ["verify-ca", "verify-full"] {
        assert_eq!(connect(&database, &format!("sslmode={mode}&{root}")), Ok(true));
        let error = connect(&database, &format!("sslmode={mode}&{stranger}")).unwrap_err();
        assert!(error.contains("certificate"), "{error}");
    }
    // A certificate of the right authority for another name.
    encrypt(&database, &other_name, &other_key);
    let full = format!("sslmode=verify-full&{stranger}");
    while !connect(&database, &full).is_err_and(|error| error.contains("not valid for name")) {}
    assert_eq!(
        connect(&database, &format!("sslmode=verify-ca&{stranger}")),
        Ok(true)
    );
    let missing = connect(&database, "sslmode=verify-full&sslrootcert=/nowhere/ca.pem").unwrap_err();
    assert!(missing.contains("/nowhere/ca.pem"), "{missing}");
}
