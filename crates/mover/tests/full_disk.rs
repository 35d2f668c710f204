//! A disk that is full: a tablespace on a file system of a few megabytes, which only the process of this test sees.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "helpers of tests fail like tests")]
#![allow(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "talks to servers, and says why it does nothing"
)]

mod common;

use common::OracleFixture;
use oracle_double::{Column, DataType, Style, Table, Value};
use plconv_verify::{Server, ServerChoice};
use std::path::Path;
use std::process::Command;

/// Set in the process that has a view of its own of the file systems.
const INSIDE: &str = "PLCONV_FULL_DISK";

const ROWS: u64 = 60_000;

#[test]
fn a_full_disk_stops_with_advice_and_goes_on_where_it_was() {
    if std::env::var_os(INSIDE).is_some() {
        return inside();
    }
    let unshare = |program: &Path, arguments: &[&str]| {
        Command::new("unshare")
            .args(["--mount", "--propagation", "private"])
            .arg(program)
            .args(arguments)
            .env(INSIDE, "1")
            .output()
    };
    let may = unshare(Path::new("mount"), &["-t", "tmpfs", "none", "/mnt"]);
    if !may.is_ok_and(|output| output.status.success()) {
        eprintln!("left out: who runs this may not mount a file system");
        return;
    }
    let name = "a_full_disk_stops_with_advice_and_goes_on_where_it_was";
    let output = unshare(
        &std::env::current_exe().unwrap(),
        &["--exact", name, "--nocapture"],
    )
    .unwrap();
    assert!(
        output.status.success(),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

/// Gives the file system at a directory a size.
fn mount(directory: &Path, options: &str) {
    let mounted = Command::new("mount")
        .args(["-t", "tmpfs", "-o", options, "none"])
        .arg(directory)
        .status();
    assert!(mounted.unwrap().success());
}

fn inside() {
    let directory = tempfile::tempdir().unwrap();
    mount(directory.path(), "size=6m,mode=0777");
    let server = Server::start(&ServerChoice::Local { major: None }).unwrap();
    let table = Table::new("APP", "T")
        .column(Column::new("ID", DataType::Number(9, 0)))
        .column(Column::new("V", DataType::Varchar2(100)))
        .primary_key(&["ID"])
        .generated(ROWS, |id| {
            vec![id.into(), Value::text(&format!("{id:0>90}"))].into()
        });
    let fixture = OracleFixture::on(
        &server,
        Style::V23,
        [table],
        "CREATE TABLE t (id bigint PRIMARY KEY, v varchar(100))",
        &[("APP.T", "t")],
    );
    let location = directory.path().join("small");
    let location = location.display();
    // The directory has to be the server's own.
    fixture.execute(&format!("COPY (SELECT 1) TO PROGRAM 'mkdir -m 700 {location}'"));
    fixture.execute(&format!("CREATE TABLESPACE small LOCATION '{location}'"));
    fixture.execute("ALTER TABLE t SET TABLESPACE small");

    let more = "[load]\nchunk-kb = 256\nworkers = 2\nretry-seconds = 0\n";
    let error = fixture.load(more).unwrap_err();
    assert!(error.to_string().contains("No space left on device"), "{error}");
    assert!(error.advice().unwrap().contains("make room"), "{error}");
    let done = fixture.text("SELECT count(*)::text FROM plconv.chunk WHERE state = 'done'");
    let loaded = fixture.text("SELECT count(*)::text FROM t");
    assert!(done != "0" && loaded != "0", "{done} chunks, {loaded} rows");

    mount(directory.path(), "remount,size=100m");
    let kept = fixture.load(more).unwrap();
    assert!(kept.summary.is_finished, "{:?}", kept.summary.failures);
    assert_eq!(
        fixture.text("SELECT concat_ws(' ', count(*), count(DISTINCT id), sum(id)) FROM t"),
        format!("{ROWS} {ROWS} {}", ROWS * (ROWS - 1) / 2)
    );
    fixture.execute("DROP TABLE t");
    fixture.execute("DROP TABLESPACE small");
}
