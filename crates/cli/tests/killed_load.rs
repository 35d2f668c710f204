//! A load that is killed again and again ends with exactly the rows of its files.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests make the files they work on, and their helpers may fail"
)]

use plconv_verify::{Database, Server, ServerChoice};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

const ROWS: u64 = 60_000;

/// How often a process is killed; PLCONV_KILLS asks for more.
fn kills() -> usize {
    std::env::var("PLCONV_KILLS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(8)
}

fn server() -> Server {
    let choice = match std::env::var("PLCONV_TEST_PG") {
        Ok(url) if !url.is_empty() => ServerChoice::Url(url),
        _ => ServerChoice::Local { major: None },
    };
    Server::start(&choice).unwrap()
}

fn plan(directory: &Path, database: &Database) {
    let mut csv = "ID,PARENT_ID,V\n".to_owned();
    for id in 0..ROWS {
        csv.push_str(&format!("{id},{},\"text, {id}\"\n", id % 7));
    }
    std::fs::write(directory.join("t.csv"), csv).unwrap();
    std::fs::write(directory.join("parent.csv"), "ID\n0\n1\n2\n3\n4\n5\n6\n").unwrap();
    let url = database.url();
    let plan = format!(
        "version = 1\nname = \"killed\"\n[source]\n[target]\nurl = {url:?}\n\
         [load]\nchunk-kb = 32\nworkers = 2\nrows-per-second = 60000\n\
         [[table]]\nsource = \"PARENT\"\ntarget = \"parent\"\ncsv = [\"parent.csv\"]\n\
         [[table]]\nsource = \"T\"\ntarget = \"t\"\ncsv = [\"t.csv\"]\n"
    );
    std::fs::write(directory.join("plan.toml"), plan).unwrap();
}

fn load(directory: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_plconv"))
        .args(["load", "plan.toml"])
        .current_dir(directory)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn what_is_killed_goes_on_exactly() {
    let server = server();
    let database = server.fresh_database().unwrap();
    let directory = tempfile::tempdir().unwrap();
    plan(directory.path(), &database);
    let mut client = postgres::Client::connect(database.url(), postgres::NoTls).unwrap();
    client
        .batch_execute(
            "CREATE TABLE parent (id integer PRIMARY KEY);
             CREATE TABLE t (id integer PRIMARY KEY, parent_id integer NOT NULL REFERENCES parent, v text);
             CREATE INDEX t_v ON t (v)",
        )
        .unwrap();
    // The moments are spread over the whole run by the golden ratio, so that each run of the test hits the same variety.
    let (_never, moments) = mpsc::channel::<()>();
    for kill in 0..kills() {
        let mut child = load(directory.path());
        let milliseconds = (kill as f64 * 0.618_034).fract() * 700.0;
        let _ = moments.recv_timeout(Duration::from_millis(milliseconds as u64));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    let status = load(directory.path()).wait().unwrap();
    let finished = client
        .query_one("SELECT count(*) FROM plconv.run WHERE state = 'finished'", &[])
        .unwrap()
        .get::<_, i64>(0);
    // The last process may have found a run that was finished already, and a table with rows.
    assert!(status.success() || finished == 1, "{status}");
    let row = client
        .query_one(
            "SELECT count(*), count(DISTINCT id), sum(id)::bigint, (SELECT count(*) FROM parent),
                    (SELECT count(*) FROM pg_constraint WHERE conrelid = 't'::regclass AND convalidated),
                    (SELECT count(*) FROM pg_index WHERE indrelid = 't'::regclass AND indisvalid)
               FROM t",
            &[],
        )
        .unwrap();
    let counts: Vec<i64> = (0..6).map(|index| row.get(index)).collect();
    let rows = ROWS as i64;
    assert_eq!(counts, [rows, rows, rows * (rows - 1) / 2, 7, 2, 2]);
}
