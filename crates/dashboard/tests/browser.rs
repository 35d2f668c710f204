//! The page in a real browser: `tests/browser.py` pauses a load, retries what failed, and lets it go on to its end.
//!
//! `.ci/install-browser` installs Chromium and Playwright and prints the Python to set PLCONV_TEST_PLAYWRIGHT to. Where
//! neither can be had the test says so and passes, but not in CI.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "the test asks the environment for the browser; helpers of tests may fail"
)]

mod common;

use common::Fixture;
use oracle_double::{Action, Fault, Gate, On};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The statement that reads a chunk.
const CHUNK: &str = "ROWID BETWEEN CHARTOROWID(:1)";

/// A Python that has Playwright.
fn python() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("PLCONV_TEST_PLAYWRIGHT") {
        return Some(named.into());
    }
    let has_playwright = Command::new("python3")
        .args(["-c", "import playwright"])
        .output()
        .is_ok_and(|output| output.status.success());
    has_playwright.then(|| "python3".into())
}

#[test]
fn a_load_is_paused_retried_and_finished_by_clicks() {
    let Some(python) = python() else {
        assert!(
            std::env::var_os("CI").is_none() && std::env::var_os("PLCONV_CI").is_none(),
            "no Playwright: run .ci/install-browser"
        );
        eprintln!("SKIPPED: no Playwright; .ci/install-browser installs it");
        return;
    };
    let fixture = Fixture::new();
    // The third chunk fails for good; the sixth waits until the page has asked for a pause.
    let gate = Gate::new();
    let faults = fixture.double.faults();
    faults.add(Fault::snapshot_too_old(CHUNK, 0).skip(2));
    let wait = Fault::new(On::Statement(CHUNK.to_owned()), Action::Wait(gate.clone()));
    faults.add(wait.skip(5));
    let summary = std::thread::scope(|scope| {
        let load = scope.spawn(|| fixture.load());
        gate.wait_for_arrival();
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser.py");
        let mut browser = Command::new(python)
            .args([script.as_os_str(), fixture.dashboard.url().as_ref()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut answers = browser.stdin.take().unwrap();
        for line in BufReader::new(browser.stdout.take().unwrap()).lines() {
            match line.unwrap().as_str() {
                "asked for a pause" => gate.open(),
                "is paused" => {
                    let done = "SELECT count(*) FROM plconv.chunk WHERE state = 'done'";
                    assert_eq!(fixture.number(done), 5);
                }
                other => {
                    eprintln!("{other}");
                    continue;
                }
            }
            writeln!(answers, "go on").unwrap();
        }
        // A page that failed must not leave a load that waits.
        gate.open();
        if !browser.wait().unwrap().success() {
            fixture.execute("UPDATE plconv.run SET wanted = 'stop'");
            let _ = load.join().unwrap();
            std::panic::resume_unwind(Box::new("the page failed"));
        }
        load.join().unwrap().unwrap()
    });
    assert!(summary.is_finished, "{summary:?}");
    assert_eq!((summary.rows, summary.rejected), (1796, 4));
}
