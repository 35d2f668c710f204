//! Random workloads: after each run the target equals the model, whatever failed in between.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests may fail"
)]

mod applying;

use applying::model::{self, Kind, Workload};
use applying::rng::Rng;
use applying::{Fixture, Keeper, runs};
use plconv_mover::error::Error;
use plconv_replication::apply::{End, Silent};
use std::sync::Mutex;

fn assert_equal(client: &mut postgres::Client, workload: &Workload, seed: u64) {
    for table in 0..4 {
        let (expected, actual) = (
            model::expected(&workload.state, table),
            model::actual(client, table),
        );
        if expected != actual {
            let only = |one: &[String], other: &[String]| -> Vec<String> {
                one.iter().filter(|row| !other.contains(row)).cloned().collect()
            };
            panic!(
                "seed {seed}, {}: {} rows expected, {} found; missing {:?}, wrong {:?}",
                model::SHAPES[table].name,
                expected.len(),
                actual.len(),
                only(&expected, &actual),
                only(&actual, &expected)
            );
        }
    }
}

/// A state that is there before replication begins.
fn start(rng: &mut Rng) -> model::State {
    let kind = Kind {
        row_ids: true,
        reads_late: false,
        key_only: true,
    };
    model::make(rng, Default::default(), 100, 10, kind).state
}

fn kind(rng: &mut Rng) -> Kind {
    Kind {
        row_ids: !rng.one_in(3),
        reads_late: rng.one_in(3),
        key_only: !rng.one_in(3),
    }
}

#[test]
fn the_target_equals_the_model_after_every_run() {
    let fixture = Fixture::new(
        model::DDL,
        &model::TABLES,
        "[replication]\ngroup-milliseconds = 0\n",
    );
    let mut client = fixture.client();
    // A row that is to be read again comes in the same group: 61.
    for seed in (0..runs(25)).chain([61]) {
        let mut rng = Rng(seed);
        let before = start(&mut rng);
        let kind = kind(&mut rng);
        let workload = model::make(&mut rng, before.clone(), 1000, 20, kind);
        model::load(&mut client, &before);
        fixture.begin(&mut client, 1000, None);
        // Between statements, before and after commits: the process goes on as another one would.
        let faults = Mutex::new(Rng(seed ^ 0xFA11));
        let fault = |_: &str| match faults.lock().unwrap().one_in(60) {
            true => Err(Error::Interrupted),
            false => Ok(()),
        };
        let mut ends = 0;
        loop {
            match fixture.apply_to(&workload.memory, workload.last_scn, &Silent, Some(&fault)) {
                Ok(End::AtFence) => break,
                Ok(end) => panic!("seed {seed}: {end:?}"),
                Err(Error::Interrupted) => ends += 1,
                Err(error) => panic!("seed {seed} {kind:?}: {error}"),
            }
            assert!(ends < 1000, "seed {seed}");
        }
        assert_equal(&mut client, &workload, seed);
    }
}

#[test]
fn a_target_that_is_ahead_is_caught_up_with() {
    let fixture = Fixture::new(
        // Other unique values than the key cannot be kept while rows are of several times.
        &model::DDL.replace(" UNIQUE", ""),
        &model::TABLES,
        "[replication]\ngroup-milliseconds = 0\ngroup-changes = 20\n",
    );
    let mut client = fixture.client();
    // The same: 50.
    for seed in (0..runs(25)).chain([50]) {
        let mut rng = Rng(seed ^ 0xABCD_EF00);
        let before = start(&mut rng);
        let kind = kind(&mut rng);
        let mut workload = model::make(&mut rng, before.clone(), 1000, 25, kind);
        // Each row is as it was at an SCN of its own; a table without a key cannot be caught up with, and is left out.
        let scns: Vec<u64> = workload.history.keys().copied().collect();
        let settled = scns[scns.len() / 2];
        let mut mixed: model::State = Default::default();
        for table in [0, 1, 3] {
            for scn in scns.iter().filter(|scn| **scn <= settled) {
                for (row_id, row) in &workload.history[scn][table] {
                    // Rows go to a chunk by their ROWID; each chunk was read at one SCN.
                    let chunk = row_id % 3;
                    let of_chunk = scns[(chunk as usize * scns.len()) / 8];
                    if of_chunk == *scn {
                        mixed[table].insert(*row_id, row.clone());
                    }
                }
            }
            // Two rows that had the same key at different times: the load keeps the later one.
            let key = model::SHAPES[table].key;
            let mut by_key = std::collections::BTreeMap::new();
            for (row_id, row) in std::mem::take(&mut mixed[table]) {
                let known = format!("{:?}", &row[..key]);
                by_key.insert(known, (row_id, row));
            }
            mixed[table] = by_key.into_values().collect();
        }
        for transaction in workload.memory.0.transactions.get_mut().unwrap() {
            let kept: Vec<_> = transaction
                .changes
                .read()
                .unwrap()
                .map(|change| change.unwrap().into_owned())
                .filter(|change| *change.table.table != *"LOG")
                .collect();
            transaction.changes = plconv_replication::change::Changes::new(kept);
        }
        workload.state[2].clear();
        model::load(&mut client, &mixed);
        fixture.begin(&mut client, 1000, Some(settled));
        let end = fixture.apply_to(&workload.memory, workload.last_scn, &Silent, None);
        assert_eq!(
            end.map_err(|error| error.to_string()),
            Ok(End::AtFence),
            "seed {seed}"
        );
        assert_equal(&mut client, &workload, seed);
    }
}

#[test]
fn sessions_of_the_target_may_end_at_any_time() {
    let fixture = Fixture::new(
        model::DDL,
        &model::TABLES,
        "[replication]\ngroup-milliseconds = 0\ngroup-changes = 40\n",
    );
    let mut client = fixture.client();
    // The same: 31.
    for seed in (0..runs(6)).chain([31]) {
        let mut rng = Rng(seed ^ 0x7E57);
        let before = start(&mut rng);
        let kind = kind(&mut rng);
        let workload = model::make(&mut rng, before.clone(), 1000, 20, kind);
        model::load(&mut client, &before);
        fixture.begin(&mut client, 1000, None);
        let faults = Mutex::new((Rng(seed), fixture.client(), 2));
        let fault = |_: &str| {
            let mut held = faults.lock().unwrap();
            let (rng, client, left) = &mut *held;
            if *left > 0 && rng.one_in(20) {
                *left -= 1;
                client
                    .execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                          WHERE datname = current_database() AND application_name = 'plconv'",
                        &[],
                    )
                    .unwrap();
            }
            Ok(())
        };
        let keeper = Keeper::default();
        let end = fixture.apply_to(&workload.memory, workload.last_scn, &keeper, Some(&fault));
        assert_eq!(
            end.map_err(|error| error.to_string()),
            Ok(End::AtFence),
            "seed {seed}"
        );
        assert_equal(&mut client, &workload, seed);
    }
}
