//! `plconv precheck --json`: every check of docs/mover.md, first failing or warning where it can, then remedied by what it says
//! itself, then accepted with a reason.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests make the files they work on, and their helpers may fail"
)]

use oracle_double::{
    Column, DataType, DateTime, Double, Options, Simulator, Style, SupplementalLog, Table, Value,
};
use plconv_verify::{Database, Server, ServerChoice};
use std::collections::BTreeMap;
use std::process::Command;

struct Fixture {
    double: Double,
    simulator: Simulator,
    _server: Server,
    database: Database,
    directory: tempfile::TempDir,
}

/// What a check said, by its name and object.
type Items = BTreeMap<(String, String), serde_json::Value>;

impl Fixture {
    fn new(tables: Vec<Table>) -> Fixture {
        let choice = match std::env::var("PLCONV_TEST_PG") {
            Ok(url) if !url.is_empty() => ServerChoice::Url(url),
            _ => ServerChoice::Local { major: None },
        };
        let server = Server::start(&choice).unwrap();
        let simulator = Simulator::new();
        for table in tables {
            simulator.add(table);
        }
        Fixture {
            double: Double::start(Options::new(Style::V19), simulator.clone()).unwrap(),
            simulator,
            database: server.fresh_database().unwrap(),
            _server: server,
            directory: tempfile::tempdir().unwrap(),
        }
    }

    fn execute(&self, sql: &str) {
        let mut client = postgres::Client::connect(self.database.url(), postgres::NoTls).unwrap();
        client.batch_execute(sql).unwrap();
    }

    /// The exit status, the percentage and the items of a plan with these tables.
    fn precheck(&self, tables: &[&str], more: &str) -> (i32, u64, Items) {
        let mut plan = format!(
            "version = 1\nname = \"checked\"\n[source]\noracle = {:?}\nuser = \"scott\"\n[target]\nurl = {:?}\n{more}",
            self.double.connect_string(),
            self.database.url()
        );
        for table in tables {
            plan.push_str(&format!(
                "[[table]]\nsource = \"APP.{}\"\ntarget = \"{table}\"\n",
                table.to_uppercase()
            ));
        }
        std::fs::write(self.directory.path().join("plan.toml"), plan).unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_plconv"))
            .args(["precheck", "plan.toml", "--json"])
            .current_dir(self.directory.path())
            .env("PLCONV_SOURCE_PASSWORD", "tiger")
            .output()
            .unwrap();
        let result: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let items: Items = result["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| {
                let text = |key: &str| item[key].as_str().unwrap().to_owned();
                ((text("check"), text("object")), item.clone())
            })
            .collect();
        // The percentage is that of the items that are fine or accepted.
        let fine = items
            .values()
            .filter(|item| item["status"] == "pass" || item["status"] == "ignored")
            .count();
        let percent = result["percent"].as_u64().unwrap();
        assert_eq!(percent, (fine * 100 / items.len()) as u64, "{items:?}");
        // Whatever is not fine says what to do.
        for item in items.values() {
            assert_eq!(
                item["status"] == "pass",
                item["remedy"].is_null(),
                "a remedy for what is wrong, and for nothing else: {item}"
            );
        }
        (output.status.code().unwrap(), percent, items)
    }
}

fn status<'a>(items: &'a Items, check: &str, object: &str) -> &'a str {
    items
        .get(&(check.to_owned(), object.to_owned()))
        .map_or("-", |item| item["status"].as_str().unwrap())
}

fn remedy<'a>(items: &'a Items, check: &str, object: &str) -> &'a str {
    items[&(check.to_owned(), object.to_owned())]["remedy"]
        .as_str()
        .unwrap()
}

/// A table with one thing wrong in each column.
fn troubled() -> Table {
    let at = DateTime::date(2024, 2, 29);
    Table::new("APP", "T")
        .column(Column::new("ID", DataType::Number(9, 0)))
        .column(Column::new("NUL", DataType::Varchar2(10)))
        .column(Column::new("EMPTY", DataType::Varchar2(10)))
        .column(Column::new("TS", DataType::Timestamp(9)))
        .column(Column::new("TZ", DataType::TimestampTz(6)))
        .column(Column::new("C", DataType::Clob))
        .row_movement()
        .supplemental_log(SupplementalLog::None)
        .rows(vec![
            vec![
                1.into(),
                "a\0b".into(),
                "x".into(),
                at.into(),
                Value::TimeTz(at, 0),
                "text".into(),
            ],
            vec![
                2.into(),
                "b".into(),
                "".into(),
                at.into(),
                Value::TimeTz(at, 0),
                Value::Null,
            ],
        ])
}

const T: &str = "CREATE TABLE t (id integer, nul varchar(10), empty varchar(10) NOT NULL, ts timestamp, tz timestamptz, c text)";

#[test]
fn what_is_wrong_is_named_remedied_and_checked_again() {
    let refused = Table::new("APP", "REFUSED").column(Column::new("X", DataType::Cursor));
    let sound = Table::new("APP", "SOUND")
        .column(Column::new("ID", DataType::Number(9, 0)))
        .primary_key(&["ID"])
        .supplemental_log(SupplementalLog::PrimaryKey);
    let fixture = Fixture::new(vec![troubled(), refused, sound]);
    fixture.execute(&format!(
        "{T}; INSERT INTO t VALUES (9, 'x', 'x'); CREATE TABLE sound (id integer PRIMARY KEY); CREATE TABLE refused (x text)"
    ));
    for (parameter, value) in [
        ("LOG_MODE", "NOARCHIVELOG"),
        ("SUPPLEMENTAL_LOG_DATA_MIN", "NO"),
        ("FORCE_LOGGING", "NO"),
        ("NLS_CHARACTERSET", "US7ASCII"),
        ("undo_retention", "900"),
    ] {
        fixture.simulator.set_parameter(parameter, value);
    }
    let (code, percent, items) = fixture.precheck(&["t", "refused", "sound", "gone"], "");
    assert!(code == 1 && percent < 100, "{code} {percent}");
    for (check, object, expected) in [
        ("source-connection", "", "pass"),
        ("source-version", "", "pass"),
        ("target-connection", "", "pass"),
        ("target-version", "", "pass"),
        ("target-encoding", "", "pass"),
        ("target-state", "", "pass"),
        ("target-connections", "", "pass"),
        ("target-triggers", "", "pass"),
        ("target-disk", "", "pass"),
        ("snapshot", "", "pass"),
        ("archive-log", "", "warn"),
        ("supplemental-logging", "", "warn"),
        ("force-logging", "", "warn"),
        ("character-set", "", "warn"),
        ("undo-retention", "", "warn"),
        ("archived-logs", "", "warn"),
        ("source-privileges", "APP.T", "pass"),
        ("source-privileges", "APP.GONE", "fail"),
        ("extents", "APP.T", "pass"),
        ("log-groups", "APP.T", "warn"),
        ("log-groups", "APP.SOUND", "pass"),
        ("row-movement", "APP.T", "warn"),
        ("row-movement", "APP.SOUND", "pass"),
        ("table", "APP.T", "pass"),
        // A type that nobody can read, a table that is not there.
        ("table", "APP.REFUSED", "fail"),
        ("table", "APP.GONE", "fail"),
        ("existing-rows", "APP.T", "fail"),
        ("existing-rows", "APP.SOUND", "pass"),
        ("target-privileges", "APP.T", "pass"),
        ("primary-key", "APP.T", "warn"),
        ("primary-key", "APP.SOUND", "pass"),
        ("nanoseconds", "APP.T.TS", "warn"),
        ("time-zone", "APP.T.TZ", "warn"),
        ("nul-characters", "APP.T.NUL", "warn"),
        ("null-values", "APP.T.EMPTY", "warn"),
        ("values", "APP.SOUND", "pass"),
    ] {
        assert_eq!(
            status(&items, check, object),
            expected,
            "{check} {object}: {items:#?}"
        );
    }
    let refused = &items[&("table".to_owned(), "APP.REFUSED".to_owned())];
    assert!(
        refused["message"].as_str().unwrap().contains("column X has type"),
        "{refused}"
    );

    // The statements for the target are run as they are given.
    assert_eq!(
        remedy(&items, "null-values", "APP.T.EMPTY"),
        "ALTER TABLE public.t ALTER COLUMN empty DROP NOT NULL"
    );
    fixture.execute(remedy(&items, "null-values", "APP.T.EMPTY"));
    let truncate = remedy(&items, "existing-rows", "APP.T");
    fixture.execute(truncate.split(';').next().unwrap());
    fixture.execute(&remedy(&items, "primary-key", "APP.T").replace("...", "id"));
    // Those for the source as a DBA would.
    assert_eq!(
        remedy(&items, "log-groups", "APP.T"),
        "ALTER TABLE APP.T ADD SUPPLEMENTAL LOG DATA (ALL) COLUMNS"
    );
    assert_eq!(
        remedy(&items, "row-movement", "APP.T"),
        "ALTER TABLE APP.T DISABLE ROW MOVEMENT"
    );
    assert_eq!(
        remedy(&items, "supplemental-logging", ""),
        "ALTER DATABASE ADD SUPPLEMENTAL LOG DATA"
    );
    assert_eq!(
        remedy(&items, "force-logging", ""),
        "ALTER DATABASE FORCE LOGGING"
    );
    for (parameter, value) in [
        ("LOG_MODE", "ARCHIVELOG"),
        ("SUPPLEMENTAL_LOG_DATA_MIN", "YES"),
        ("SUPPLEMENTAL_LOG_DATA_ALL", "YES"),
        ("FORCE_LOGGING", "YES"),
        ("NLS_CHARACTERSET", "AL32UTF8"),
        ("undo_retention", "86400"),
    ] {
        fixture.simulator.set_parameter(parameter, value);
    }
    // Those for the plan in the plan; what stays is accepted with a reason.
    let accepted = "[policy]\nprecision = \"round\"\nnul = \"strip\"\n\
                    [[ignore]]\ncheck = \"time-zone\"\nobject = \"APP.T.TZ\"\nreason = \"nobody asks for the zone\"\n\
                    [[ignore]]\ncheck = \"row-movement\"\nreason = \"no partitions\"\n\
                    [[ignore]]\ncheck = \"archived-logs\"\nreason = \"nothing is replicated\"\n";
    let (code, percent, items) = fixture.precheck(&["t", "sound"], accepted);
    let open: Vec<_> = items
        .values()
        .filter(|item| item["status"] != "pass" && item["status"] != "ignored")
        .collect();
    assert!(
        code == 0 && percent == 100 && open.is_empty(),
        "{code} {percent} {open:#?}"
    );
    let zone = &items[&("time-zone".to_owned(), "APP.T.TZ".to_owned())];
    assert_eq!(zone["status"], "ignored");
    assert!(
        zone["message"]
            .as_str()
            .unwrap()
            .ends_with("(accepted: nobody asks for the zone)"),
        "{zone}"
    );
}

#[test]
fn what_an_account_may_not_do_is_said_with_the_grant() {
    let fixture = Fixture::new(vec![troubled()]);
    fixture.execute(T);
    fixture.execute("CREATE SCHEMA plconv");
    // Nothing of the dictionary that needs a grant.
    for view in [
        "v$database",
        "v$parameter",
        "dba_extents",
        "v$archived_log",
        "dba_segments",
    ] {
        fixture.double.faults().add(
            oracle_double::Fault::new(
                oracle_double::On::Statement(view.to_owned()),
                oracle_double::Action::Error(oracle_double::OracleError::new(
                    942,
                    "table or view does not exist",
                )),
            )
            .times(100),
        );
    }
    // A role without rights in the target.
    let role = format!("plconv_unprivileged_{}", std::process::id());
    fixture.execute(&format!("CREATE ROLE {role} LOGIN PASSWORD 'x'"));
    let (code, _, items) = fixture.precheck(&["t"], "");
    for (check, object) in [
        ("source-database", ""),
        ("undo-retention", ""),
        ("archived-logs", ""),
        ("extents", "APP.T"),
        ("target-disk", ""),
    ] {
        assert_eq!(status(&items, check, object), "warn", "{check} {items:#?}");
        assert!(
            remedy(&items, check, object).starts_with("GRANT SELECT"),
            "{items:#?}"
        );
    }
    // Warnings alone are no failure.
    assert_eq!(code, 0, "{items:#?}");

    let (_, server) = fixture.database.url().rsplit_once('@').unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_plconv"))
        .args(["precheck", "plan.toml", "--json"])
        .args(["--target", &format!("postgresql://{role}@{server}")])
        .current_dir(fixture.directory.path())
        .env("PLCONV_SOURCE_PASSWORD", "tiger")
        .env("PLCONV_TARGET_PASSWORD", "x")
        .output()
        .unwrap();
    fixture.execute(&format!("DROP ROLE {role}"));
    let text = String::from_utf8(output.stdout).unwrap();
    for remedy in [
        format!("CREATE SCHEMA IF NOT EXISTS plconv AUTHORIZATION {role}"),
        format!("GRANT SET ON PARAMETER session_replication_role TO {role}"),
        format!("GRANT SELECT, INSERT ON t TO {role}"),
    ] {
        assert!(text.contains(&remedy), "{remedy}: {text}");
    }
    assert_eq!(output.status.code(), Some(1));
}
