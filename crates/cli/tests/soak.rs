//! `plconv migrate` runs for long while the source changes all the time: nothing is lost, and it takes no more memory in the end
//! than in the middle.
//!
//! `PLCONV_SOAK_SECONDS` says for how long; memory is looked at from 60 on. Usually some hundred transactions are all.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests make the files they work on, and their helpers may fail"
)]

mod ends;
mod migration;

use migration::Fixture;
use plconv_verify::{Server, ServerChoice};
use std::process::Child;
use std::time::{Duration, Instant};

/// Transactions between two looks at the process.
const STEPS: u64 = 100;

/// Kilobytes by which the end may be above the middle: what the allocator keeps comes and goes.
const NOISE: u64 = 4096;

/// Kilobytes that a process has in memory, where the system tells it.
fn resident(child: &Child) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse().ok()
}

fn largest(samples: &[u64]) -> u64 {
    samples.iter().copied().max().unwrap_or(0)
}

#[test]
fn memory_stays_flat_while_changes_come() {
    let seconds: u64 = std::env::var("PLCONV_SOAK_SECONDS").map_or(0, |text| text.parse().unwrap());
    let server = Server::start(&ServerChoice::Local { major: None }).unwrap();
    let mut fixture = Fixture::new(&server, 3000, 11);
    let mut child = fixture.migrate(&[]);
    let started = Instant::now();
    let mut samples = Vec::new();
    loop {
        for _ in 0..STEPS {
            fixture.source.step();
        }
        // What has been applied is not wanted again, nor what the source looked like then.
        if samples.len() % 50 == 49 {
            let applied = fixture.applied();
            fixture.source.forget_before(applied);
        }
        if let Some(status) = child.try_wait().unwrap() {
            panic!("it ended by itself: {status}");
        }
        samples.extend(resident(&child));
        if started.elapsed() >= Duration::from_secs(seconds) {
            break;
        }
    }
    child.kill().unwrap();
    child.wait().unwrap();
    fixture.compare(0);
    let (first, last) = samples.split_at(samples.len() / 2);
    let (middle, end) = (largest(first), largest(last));
    println!(
        "{} changes in {} s; largest resident set: {middle} kB in the first half, {end} kB in the second",
        fixture.source.changes,
        started.elapsed().as_secs()
    );
    if seconds >= 60 {
        assert!(end <= middle + middle / 10 + NOISE, "{middle} kB, then {end} kB");
    }
}
