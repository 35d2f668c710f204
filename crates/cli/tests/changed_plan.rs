//! A plan that changes while `plconv migrate` runs is followed from then on: tables are added, removed and copied again, whatever
//! the process is at, and what cannot be followed changes nothing.
#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests make the files they work on, and their helpers may fail"
)]

mod ends;

use ends::Ends;
use oracle_double::{
    Action, Column, DataType, Fault, On, Simulator, SimulatorSession, SupplementalLog, Table, Value,
};
use plconv_verify::{Server, ServerChoice};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

/// Longer than anything here takes on a machine that has much else to do.
const PATIENCE: Duration = Duration::from_secs(120);

const COUNT_T: &str = "SELECT count(*)::text FROM t";
const COUNT_U: &str = "SELECT count(*)::text FROM u";
const COPY_U: &str = "UPDATE plconv.replication_table SET wanted = 'copy' WHERE source = 'APP.U'";

fn table(name: &str) -> Table {
    Table::new("APP", name)
        .column(Column::new("ID", DataType::Number(9, 0)))
        .column(Column::new("V", DataType::Varchar2(40)))
        .primary_key(&["ID"])
        .supplemental_log(SupplementalLog::PrimaryKey)
        .rows(
            (0..10_u32)
                .map(|id| vec![id.into(), Value::text("there")])
                .collect(),
        )
}

/// Sections of a plan for tables, with more keys.
fn sections(tables: &[(&str, &str)]) -> String {
    let section = |(name, more): &(&str, &str)| {
        let target = name.to_lowercase();
        format!("[[table]]\nsource = \"APP.{name}\"\ntarget = \"{target}\"\n{more}")
    };
    tables.iter().map(section).collect()
}

/// A source with tables T and U, a target with both and W, a plan, and the process.
struct Running {
    child: Child,
    told: Receiver<String>,
    heard: String,
    session: SimulatorSession,
    simulator: Simulator,
    /// The plan without its tables.
    head: String,
    ends: Ends,
    _server: Server,
}

impl Running {
    /// With T in the plan.
    fn new() -> Running {
        Running::with(&[("T", "")], |_| {})
    }

    /// With these tables, and something done to the double before the process starts.
    fn with(tables: &[(&str, &str)], prepare: impl FnOnce(&Ends)) -> Running {
        let server = Server::start(&ServerChoice::Local { major: None }).unwrap();
        let simulator = Simulator::new();
        simulator.add(table("T"));
        simulator.add(table("U"));
        let ends = Ends::new(
            &server,
            simulator.clone(),
            "CREATE TABLE t (id bigint PRIMARY KEY, v text); CREATE TABLE u (id bigint PRIMARY KEY, v text);
             CREATE TABLE w (id bigint PRIMARY KEY, v text); CREATE INDEX u_v ON u (v)",
            "[load]\nretry-seconds = 600\n[replication]\ngroup-milliseconds = 0\n",
        );
        prepare(&ends);
        let head = ends.plan();
        ends.write_plan(&format!("{head}{}", sections(tables)));
        let (child, told) = start(&ends);
        Running {
            child,
            told,
            heard: String::new(),
            session: simulator.session("APP"),
            simulator,
            head,
            ends,
            _server: server,
        }
    }

    fn plan(&self, tables: &[(&str, &str)]) {
        self.ends
            .write_plan(&format!("{}{}", self.head, sections(tables)));
    }

    fn change(&mut self, sql: &str) {
        self.session.run(sql, &[]).unwrap();
        self.session.run("COMMIT", &[]).unwrap();
    }

    fn order(&self, sql: &str) {
        self.ends.client().batch_execute(sql).unwrap();
    }

    /// Asks until the answer is the one that is waited for. The SCN goes on meanwhile, as that of a database does.
    fn wait_for(&mut self, sql: &str, wanted: &str) {
        let mut client = self.ends.client();
        let end = Instant::now() + PATIENCE;
        loop {
            // The state tables come with the job.
            let found = client
                .query_one(sql, &[])
                .map(|row| row.get::<_, Option<String>>(0));
            if matches!(&found, Ok(Some(found)) if found == wanted) {
                return;
            }
            self.simulator.advance(self.simulator.scn() + 1);
            self.listen(Duration::from_millis(20));
            assert!(Instant::now() < end, "{sql}: {found:?}\n{}", self.heard);
            let ended = self.child.try_wait().unwrap();
            assert!(ended.is_none(), "it ended: {}", self.heard);
        }
    }

    fn wait_for_state(&mut self, source: &str, state: &str) {
        let sql = format!("SELECT min(state) FROM plconv.replication_table WHERE source = '{source}'");
        self.wait_for(&sql, state);
    }

    fn listen(&mut self, wait: Duration) {
        if let Ok(line) = self.told.recv_timeout(wait) {
            self.heard.push_str(&line);
            self.heard.push('\n');
        }
    }

    /// Waits until it has said something.
    fn hear(&mut self, text: &str) {
        let end = Instant::now() + PATIENCE;
        while !self.heard.contains(text) {
            self.simulator.advance(self.simulator.scn() + 1);
            self.listen(Duration::from_millis(50));
            assert!(Instant::now() < end, "{text:?} in:\n{}", self.heard);
        }
    }

    fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Ends the process as Ctrl-C does; what it said.
    fn end(mut self) -> String {
        let signal = Command::new("kill").arg(self.child.id().to_string()).status();
        assert!(signal.unwrap().success());
        assert!(self.child.wait().unwrap().success());
        for line in self.told.iter() {
            self.heard.push_str(&line);
            self.heard.push('\n');
        }
        std::mem::take(&mut self.heard)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Starts the process, and hears what it says.
fn start(ends: &Ends) -> (Child, Receiver<String>) {
    let mut child = ends.plconv("migrate").stderr(Stdio::piped()).spawn().unwrap();
    let stderr = BufReader::new(child.stderr.take().unwrap());
    let (send, told) = mpsc::channel();
    std::thread::spawn(move || {
        for line in stderr.lines().map_while(Result::ok) {
            if send.send(line).is_err() {
                return;
            }
        }
    });
    (child, told)
}

#[test]
fn a_table_that_is_added_is_loaded_and_kept_up_to_date() {
    let mut running = Running::new();
    running.wait_for(COUNT_T, "10");
    running.wait_for(COUNT_U, "0");
    running.plan(&[("T", ""), ("U", "")]);
    running.wait_for(COUNT_U, "10");
    running.change("UPDATE app.t SET v = 'changed' WHERE id < 3");
    running.change("UPDATE app.u SET v = 'changed' WHERE id < 4");
    running.wait_for("SELECT count(*)::text FROM t WHERE v = 'changed'", "3");
    running.wait_for("SELECT count(*)::text FROM u WHERE v = 'changed'", "4");
    // Keys and indexes are there again.
    running.wait_for(
        "SELECT count(*)::text FROM pg_index WHERE indrelid = 'u'::regclass",
        "2",
    );
    let told = running.end();
    let follows = told.matches("the plan has changed: going on with what it says now");
    assert_eq!(follows.count(), 1, "{told}");
}

#[test]
fn what_cannot_be_followed_is_told_once_and_the_rest_goes_on() {
    let mut running = Running::new();
    running.wait_for(COUNT_T, "10");
    let good = running.ends.plan();
    let replaced = |from: &str, to: &str| good.replace(from, to);
    for (plan, told) in [
        (format!("{good}[[nonsense"), "is not followed: "),
        (running.head.clone(), "is not followed: it has no tables"),
        (
            replaced("name = \"killed\"", "name = \"other\""),
            "is not followed: name is another",
        ),
        (
            replaced("user = \"scott\"", "user = \"other\""),
            "is not followed: [source] is another",
        ),
        (
            format!("{good}where = \"id > 5\"\n"),
            "the rows of APP.T were copied by another plan: where differs",
        ),
        (
            replaced("target = \"t\"", "target = \"w\""),
            "the rows of APP.T were copied by another plan: they are in t, and target is w now",
        ),
    ] {
        running.ends.write_plan(&plan);
        running.hear(told);
        running.change("INSERT INTO app.t (id, v) VALUES (100, 'new')");
        running.wait_for(COUNT_T, "11");
        running.change("DELETE FROM app.t WHERE id = 100");
        running.wait_for(COUNT_T, "10");
        running.ends.write_plan(&good);
        running.hear("the plan is the one that is followed again");
        assert_eq!(running.heard.matches(told).count(), 1, "{}", running.heard);
        running.heard.clear();
    }
    // Spelt in another way it is the same table.
    running
        .ends
        .write_plan(&good.replace("target = \"t\"", "target = \"public.t\""));
    running.hear("going on with what it says now");
    running.change("DELETE FROM app.t WHERE id = 9");
    running.wait_for(COUNT_T, "9");
    running.end();
}

#[test]
fn what_a_plan_says_otherwise_of_rows_is_followed_when_they_are_copied_again() {
    // While they are loaded, they are loaded as it was said when that began.
    let mut running = Running::with(&[("T", "")], |ends| {
        let on = On::Statement("FROM \"APP\".\"T\" AS OF SCN".to_owned());
        let fault = Fault::new(on, Action::Cut);
        ends.double.faults().add(fault.times(u64::MAX));
    });
    running.hear("tried again");
    running.plan(&[("T", "where = \"id > 5\"\n")]);
    running
        .hear("where differs; take the change back until they are loaded, or take the table out of the plan");
    running.ends.double.faults().clear();
    running.hear(
        "where differs; take the change back, or let them be copied again: UPDATE plconv.replication_table SET wanted = 'copy' \
         WHERE source = 'APP.T'",
    );
    running.wait_for(COUNT_T, "10");
    running.order("UPDATE plconv.replication_table SET wanted = 'copy' WHERE source = 'APP.T'");
    running.wait_for(COUNT_T, "4");
    running.change("UPDATE app.t SET v = 'changed' WHERE id > 3");
    running.wait_for("SELECT count(*)::text FROM t WHERE v = 'changed'", "4");
    running.kill();
    // What was changed since the rows were copied is compared with the source of now.
    let validation = running.ends.plconv("validate").output().unwrap();
    assert_eq!(validation.status.code(), Some(0), "{validation:?}");
    // A process that begins with such a plan says the same.
    running.plan(&[("T", "where = \"id > 7\"\n")]);
    let output = running.ends.plconv("migrate").output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(
        !output.status.success() && told.contains("where differs"),
        "{told}"
    );
}

#[test]
fn a_table_is_removed_and_comes_again() {
    let mut running = Running::with(&[("T", ""), ("U", "")], |_| {});
    running.wait_for(COUNT_U, "10");
    running.wait_for_state("APP.U", "applying");
    running.plan(&[("T", "")]);
    running.wait_for_state("APP.U", "removed");
    running.change("DELETE FROM app.u WHERE id < 5");
    running.change("DELETE FROM app.t WHERE id < 2");
    running.wait_for(COUNT_T, "8");
    running.wait_for(COUNT_U, "10");
    // What is there may belong to somebody else by now: nothing happens to it without a word.
    running.plan(&[("T", ""), ("U", "")]);
    running.hear("APP.U is stopped: u has rows already; empty the table");
    running.wait_for(COUNT_U, "10");
    running.order(COPY_U);
    running.wait_for(COUNT_U, "5");
    running.change("UPDATE app.u SET v = 'changed'");
    running.wait_for("SELECT count(*)::text FROM u WHERE v = 'changed'", "5");
    // Where the plan says so, they are replaced at once.
    running.plan(&[("T", "")]);
    running.wait_for_state("APP.U", "removed");
    running.change("DELETE FROM app.u WHERE id = 9");
    running.plan(&[("T", ""), ("U", "existing = \"truncate\"\n")]);
    running.wait_for(COUNT_U, "4");
    // A table that the plan has no longer is not copied.
    running.plan(&[("T", "")]);
    running.wait_for_state("APP.U", "removed");
    running.order(COPY_U);
    running.hear("APP.U is not in the plan, so it is not copied");
    running.change("DELETE FROM app.t WHERE id = 2");
    running.wait_for(COUNT_T, "7");
    running.end();
}

#[test]
fn what_cannot_be_added_stops_alone() {
    let mut running = Running::new();
    running.wait_for(COUNT_T, "10");
    // X is in neither end, W in the target only.
    running.plan(&[("T", ""), ("X", ""), ("W", ""), ("U", "")]);
    running.wait_for(COUNT_U, "10");
    running.wait_for_state("APP.X", "stopped");
    running.wait_for_state("APP.W", "stopped");
    running.change("DELETE FROM app.t WHERE id = 1");
    running.change("DELETE FROM app.u WHERE id = 1");
    running.wait_for(COUNT_T, "9");
    running.wait_for(COUNT_U, "9");
    let told = "SELECT count(*)::text FROM plconv.replication_table WHERE state = 'stopped' AND error <> '' AND advice <> ''";
    running.wait_for(told, "2");
    // The source gets it.
    running.simulator.add(table("W"));
    running.order("UPDATE plconv.replication_table SET wanted = 'copy' WHERE source = 'APP.W'");
    running.wait_for("SELECT count(*)::text FROM w", "10");
    running.end();
}

#[test]
fn a_table_that_holds_up_a_load_is_taken_out_of_it() {
    // The rows of U never come: the connection is lost whenever they are asked for.
    let mut running = Running::with(&[("T", ""), ("U", "")], |ends| {
        let on = On::Statement("FROM \"APP\".\"U\" AS OF SCN".to_owned());
        let fault = Fault::new(on, Action::Cut);
        ends.double.faults().add(fault.times(u64::MAX));
    });
    running.hear("tried again");
    running.plan(&[("T", "")]);
    running.wait_for_state("APP.U", "removed");
    running.wait_for_state("APP.T", "applying");
    running.wait_for(COUNT_T, "10");
    running.change("DELETE FROM app.t WHERE id = 1");
    running.wait_for(COUNT_T, "9");
    // What was set aside for the load is back.
    running.wait_for(
        "SELECT count(*)::text FROM pg_index WHERE indrelid = 'u'::regclass",
        "2",
    );
    running.wait_for(
        "SELECT count(*)::text FROM plconv.run WHERE finished_at IS NULL",
        "0",
    );
    // The same with a load that has no other table.
    running.plan(&[("T", ""), ("U", "")]);
    running.wait_for_state("APP.U", "loading");
    running.heard.clear();
    running.hear("tried again");
    running.plan(&[("T", "")]);
    running.wait_for_state("APP.U", "removed");
    running.wait_for(
        "SELECT count(*)::text FROM plconv.run WHERE finished_at IS NULL",
        "0",
    );
    running.wait_for(
        "SELECT count(*)::text FROM pg_index WHERE indrelid = 'u'::regclass",
        "2",
    );
    running.ends.double.faults().clear();
    running.plan(&[("T", ""), ("U", "")]);
    running.wait_for(COUNT_U, "10");
    running.end();
}

#[test]
fn a_plan_that_changes_while_nobody_looks_is_followed_afterwards() {
    let mut running = Running::new();
    running.wait_for(COUNT_T, "10");
    running.kill();
    running.plan(&[("U", "")]);
    (running.child, running.told) = start(&running.ends);
    running.wait_for(COUNT_U, "10");
    running.wait_for_state("APP.T", "removed");
    running.change("DELETE FROM app.t WHERE id = 1");
    running.change("DELETE FROM app.u WHERE id = 1");
    running.wait_for(COUNT_U, "9");
    running.wait_for(COUNT_T, "10");
    running.end();
}

/// Tables of the random run.
const NAMES: [&str; 3] = ["A", "B", "C"];

/// Numbers that are the same in each run.
struct Rng(u64);

impl Rng {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % limit.max(1)
    }
}

type Rows = BTreeMap<u64, String>;

/// Three tables of a source that change, and what they hold.
struct Model {
    simulator: Simulator,
    session: SimulatorSession,
    rows: [Rows; 3],
    next: u64,
}

impl Model {
    fn new() -> Model {
        let simulator = Simulator::new();
        for name in NAMES {
            simulator.add(table(name));
        }
        let rows = || (0..10).map(|id| (id, "there".to_owned())).collect();
        Model {
            session: simulator.session("APP"),
            simulator,
            rows: [rows(), rows(), rows()],
            next: 10,
        }
    }

    /// A transaction of some tables.
    fn step(&mut self, rng: &mut Rng) {
        let before = self.rows.clone();
        for _ in 0..1 + rng.below(5) {
            let number = rng.below(3) as usize;
            let (name, rows) = (NAMES[number].to_lowercase(), &mut self.rows[number]);
            let some = rows.keys().nth(rng.below(rows.len() as u64) as usize).copied();
            let value = format!("v{}", rng.below(1000));
            let sql = match (rng.below(4), some) {
                (0, Some(id)) if rows.len() > 5 => {
                    rows.remove(&id);
                    format!("DELETE FROM app.{name} WHERE id = {id}")
                }
                (1, Some(id)) => {
                    rows.insert(id, value.clone());
                    format!("UPDATE app.{name} SET v = '{value}' WHERE id = {id}")
                }
                _ => {
                    self.next += 1;
                    rows.insert(self.next, value.clone());
                    format!("INSERT INTO app.{name} (id, v) VALUES ({}, '{value}')", self.next)
                }
            };
            self.session.run(&sql, &[]).unwrap();
        }
        if rng.below(6) == 0 {
            self.rows = before;
            self.session.run("ROLLBACK", &[]).unwrap();
        } else {
            self.session.run("COMMIT", &[]).unwrap();
        }
        self.simulator.advance(self.simulator.scn() + 1);
    }
}

/// Steps of the random run; PLCONV_PLAN_STEPS asks for more.
fn steps() -> u64 {
    std::env::var("PLCONV_PLAN_STEPS").map_or(12, |text| text.parse().unwrap())
}

/// Where the random run begins; PLCONV_PLAN_SEED asks for another.
fn seed() -> u64 {
    std::env::var("PLCONV_PLAN_SEED").map_or(1, |text| text.parse().unwrap())
}

/// The tables of the plan change at random, copies are ordered, processes are killed, all while the source changes: what is in the
/// plan in the end is in the target, with its keys.
#[test]
fn plans_that_change_at_random_lose_and_double_nothing() {
    let server = Server::start(&ServerChoice::Local { major: None }).unwrap();
    let mut model = Model::new();
    let mut rng = Rng(seed());
    let tables: String = NAMES
        .iter()
        .map(|name| {
            format!(
                "CREATE TABLE {name} (id bigint PRIMARY KEY, v text); CREATE INDEX {name}_v ON {name} (v);"
            )
        })
        .collect();
    let ends = Ends::new(
        &server,
        model.simulator.clone(),
        &tables,
        "[load]\nexisting = \"truncate\"\n[replication]\ngroup-milliseconds = 0\ngroup-changes = 5\n",
    );
    let head = ends.plan();
    let plan_of = |has: [bool; 3]| {
        let tables: Vec<(&str, &str)> = NAMES
            .iter()
            .zip(has)
            .filter_map(|(name, has)| has.then_some((*name, "")))
            .collect();
        format!("{head}{}", sections(&tables))
    };
    let mut has = [true, false, false];
    ends.write_plan(&plan_of(has));
    let mut client = ends.client();
    let (mut child, mut told) = start(&ends);
    for step in 0..steps() {
        match rng.below(6) {
            0 | 1 => {
                let number = rng.below(3) as usize;
                has[number] = !has[number];
                // The plan has a table at least.
                has[0] |= has == [false; 3];
                ends.write_plan(&plan_of(has));
            }
            2 => {
                let name = NAMES[rng.below(3) as usize];
                // There may be no state tables yet.
                let order = format!(
                    "UPDATE plconv.replication_table SET wanted = 'copy' WHERE source = 'APP.{name}'"
                );
                let _ = client.batch_execute(&order);
            }
            3 => {
                assert!(
                    child.try_wait().unwrap().is_none(),
                    "step {step}: {:?}",
                    told.iter().collect::<Vec<_>>()
                );
                child.kill().unwrap();
                child.wait().unwrap();
                (child, told) = start(&ends);
            }
            _ => {}
        }
        // Each look takes about as long as a statement of the process.
        for _ in 0..rng.below(600) {
            client
                .batch_execute("SELECT count(*) FROM pg_stat_activity")
                .unwrap();
            if rng.below(20) == 0 {
                model.step(&mut rng);
            }
        }
    }
    assert!(
        child.try_wait().unwrap().is_none(),
        "{:?}",
        told.iter().collect::<Vec<_>>()
    );
    child.kill().unwrap();
    child.wait().unwrap();
    let fence = model.simulator.scn() + 1;
    model.simulator.advance(fence + 200);
    ends.write_plan(&plan_of([true; 3]));
    // Twice: what is added is loaded behind the fence.
    for fence in [fence, fence + 100] {
        let mut command = ends.plconv("migrate");
        let command = command.args(["--until-scn", &fence.to_string()]);
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        // What is copied needs an SCN of its own.
        while child.try_wait().unwrap().is_none() {
            client
                .batch_execute("SELECT count(*) FROM pg_stat_activity")
                .unwrap();
            model.simulator.advance(model.simulator.scn() + 1);
        }
        let output = child.wait_with_output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{told}");
    }
    for (name, rows) in NAMES.iter().zip(&model.rows) {
        let found: Rows = client
            .query(&format!("SELECT id, v FROM {name}"), &[])
            .unwrap()
            .iter()
            .map(|row| (row.get::<_, i64>(0) as u64, row.get(1)))
            .collect();
        assert_eq!(found, *rows, "{name}");
        let sql = "SELECT count(*) FROM pg_index WHERE indrelid = $1::text::regclass";
        let indexes: i64 = client.query_one(sql, &[name]).unwrap().get(0);
        assert_eq!(indexes, 2, "{name}");
    }
    let open = "SELECT count(*) FROM plconv.run WHERE finished_at IS NULL";
    assert_eq!(client.query_one(open, &[]).unwrap().get::<_, i64>(0), 0);
}
