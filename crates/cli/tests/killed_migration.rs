//! `plconv migrate` is killed again and again, while rows are loaded, while it catches up and while it keeps up; sessions of the
//! target end under it, and its server is shut down at once and started again: after each run the target holds exactly what the
//! model of the source holds.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests make the files they work on, and their helpers may fail"
)]

mod ends;
mod migration;

use migration::{Fixture, Rng};
use oracle_double::{Action, Fault, Gate, On};
use plconv_verify::{Server, ServerChoice};

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// How many runs there are, each with a process that is killed; PLCONV_KILLS asks for more.
fn kills() -> u64 {
    number("PLCONV_KILLS").unwrap_or(6)
}

/// The first of them; PLCONV_KILLS_FROM asks for another, which begins a job of its own.
fn first_kill() -> u64 {
    number("PLCONV_KILLS_FROM").unwrap_or(0)
}

/// Runs with the same database; then a new job begins, so that loads are killed too.
const RUNS_OF_JOB: u64 = 12;

/// A connection that is made again when the server has ended it.
struct Control(postgres::Client);

impl Control {
    fn execute(&mut self, fixture: &Fixture, sql: &str) {
        if self.0.batch_execute(sql).is_err() {
            self.0 = fixture.ends.client();
            self.0.batch_execute(sql).unwrap();
        }
    }
}

/// One run: what is killed was at some point of its work; afterwards everything is as in the model.
fn run(server: &Server, fixture: &mut Fixture, round: u64) {
    let mut rng = Rng(round ^ 0x0C0F_FEE0);
    let mut control = Control(fixture.ends.client());
    for _ in 0..rng.below(20) {
        fixture.source.step();
    }
    // A process may be held by its source: in the middle of a chunk or of what it reads of the log.
    let gate = Gate::new();
    let held = match rng.below(4) {
        0 => Some(On::Row {
            sql: "ROWID BETWEEN CHARTOROWID(:1)".to_owned(),
            row: rng.below(300),
        }),
        1 => Some(On::Row {
            sql: "v$logmnr_contents".to_owned(),
            row: rng.below(30),
        }),
        _ => None,
    };
    if let Some(on) = held {
        let fault = Fault::new(on, Action::Wait(gate.clone()));
        fixture.ends.double.faults().add(fault.skip(rng.below(4)));
    }
    let mut child = fixture.migrate(&[]);
    // Each look takes about as long as a statement of the process.
    let looks = rng.below(150);
    let restart_at = (round % 3 == 1).then(|| rng.below(looks + 1));
    for look in 0..=looks {
        if rng.below(6) == 0 {
            fixture.source.step();
        }
        control.execute(fixture, "SELECT count(*) FROM pg_stat_activity");
        if look % 40 == 39 && rng.below(3) == 0 {
            control.execute(
                fixture,
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                  WHERE datname = current_database() AND application_name = 'plconv'",
            );
        }
        if restart_at == Some(look) {
            server.restart_at_once().unwrap();
            for _ in 0..rng.below(10) {
                fixture.source.step();
            }
        }
    }
    if child.try_wait().unwrap().is_some() {
        let output = child.wait_with_output().unwrap();
        panic!(
            "PLCONV_KILLS_FROM={round}: it ended by itself: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    child.kill().unwrap();
    child.wait().unwrap();
    fixture.ends.double.faults().clear();
    gate.open();
    // Shut down while nothing runs, too.
    if rng.below(12) == 0 {
        server.restart_at_once().unwrap();
    }
}

#[test]
fn what_is_killed_anywhere_loses_and_doubles_nothing() {
    let server = Server::start(&ServerChoice::Local { major: None }).unwrap();
    let mut fixture = None;
    let first = first_kill();
    for round in first..first + kills() {
        if round % RUNS_OF_JOB == 0 {
            fixture = None;
        }
        let fixture = fixture.get_or_insert_with(|| Fixture::new(&server, 3000, round ^ 7));
        run(&server, fixture, round);
        // Now and then several runs are between two looks, so that loads are killed more than once.
        if round % RUNS_OF_JOB >= 3 || round + 1 == first + kills() {
            fixture.compare(round);
            fixture.source.may_define = true;
        }
    }
}
