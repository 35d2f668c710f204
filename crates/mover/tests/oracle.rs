//! A double of an Oracle server into a real PostgreSQL, and back by validation.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests fail like tests"
)]
#![allow(clippy::disallowed_methods, reason = "talks to servers")]

mod common;

use common::OracleFixture;
use oracle_double::{Column, DataType, DateTime, Fault, On, Style, Table, Value};

fn numbers(count: u64) -> Table {
    Table::new("APP", "T")
        .column(Column::new("ID", DataType::Number(10, 0)))
        .column(Column::new("V", DataType::Varchar2(40)))
        .primary_key(&["ID"])
        .rows_per_block(100)
        .generated(count, |row| {
            [Value::from(row), Value::from(format!("text {row}"))].into()
        })
}

fn sums(fixture: &OracleFixture) -> String {
    fixture.text("SELECT count(*) || ' ' || count(DISTINCT id) || ' ' || sum(id) FROM t")
}

const T: &str = "CREATE TABLE t (id bigint PRIMARY KEY, v varchar(40))";

#[test]
fn tables_are_read_in_ranges_at_one_scn() {
    let fixture = OracleFixture::new(Style::V23, [numbers(20_000)], T, &[("APP.T", "t")]);
    let kept = fixture.load("[load]\nchunk-kb = 64\nworkers = 3\n").unwrap();
    assert_eq!(sums(&fixture), "20000 20000 199990000", "{:?}", kept.summary);
    let ranges: Vec<String> = fixture
        .double
        .statements()
        .into_iter()
        .filter(|sql| sql.contains("CHARTOROWID"))
        .collect();
    assert!(ranges.len() > 3, "{ranges:?}");
    assert!(ranges.iter().all(|sql| sql.contains("AS OF SCN")));
}

#[test]
fn what_changes_during_a_load_is_not_seen() {
    let fixture = OracleFixture::new(Style::V19, [numbers(5000)], T, &[("APP.T", "t")]);
    let gate = oracle_double::Gate::new();
    fixture.double.faults().add(Fault::new(
        On::Row {
            sql: "CHARTOROWID".to_owned(),
            row: 10,
        },
        oracle_double::Action::Wait(gate.clone()),
    ));
    std::thread::scope(|scope| {
        let load = scope.spawn(|| fixture.load("[load]\nchunk-kb = 64\nworkers = 1\n").unwrap());
        gate.wait_for_arrival();
        let mut session = fixture.simulator.session("APP");
        session.run("DELETE FROM app.t WHERE id < 2000", &[]).unwrap();
        session
            .run("UPDATE app.t SET v = 'changed' WHERE id = 3000", &[])
            .unwrap();
        session.run("COMMIT", &[]).unwrap();
        gate.open();
        load.join().unwrap();
    });
    assert_eq!(sums(&fixture), "5000 5000 12497500");
    assert_eq!(fixture.text("SELECT v FROM t WHERE id = 3000"), "text 3000");
    // Compared at the run's snapshot it is equal; compared with what is there now it is not.
    assert!(fixture.validate("").unwrap().is_equal());
    let now = fixture.validate_at("", Some(fixture.simulator.scn())).unwrap();
    assert_eq!((now.extra, now.different), (2000, 1));
}

#[test]
fn a_source_has_no_more_sessions_than_the_plan_has_workers() {
    for workers in [1_usize, 3] {
        let fixture = OracleFixture::new(Style::V23, [numbers(20_000)], T, &[("APP.T", "t")]);
        let gate = oracle_double::Gate::new();
        let wait = oracle_double::Action::Wait(gate.clone());
        let on = On::Statement("CHARTOROWID(:1)".to_owned());
        fixture
            .double
            .faults()
            .add(Fault::new(on, wait).times(workers as u64));
        let plan = format!("[load]\nchunk-kb = 64\nworkers = {workers}\n");
        std::thread::scope(|scope| {
            let load = scope.spawn(|| fixture.load(&plan).unwrap());
            gate.wait_for_arrivals(workers);
            assert_eq!(fixture.double.open_connections(), workers);
            gate.open();
            load.join().unwrap();
        });
        assert_eq!(sums(&fixture), "20000 20000 199990000");
    }
}

#[test]
fn lost_connections_are_survived() {
    for fault in [
        Fault::end_of_file("CHARTOROWID", 700),
        Fault::killed_session("CHARTOROWID", 700),
        Fault::new(
            On::Row {
                sql: "CHARTOROWID".to_owned(),
                row: 700,
            },
            oracle_double::Action::Cut,
        ),
    ] {
        let fixture = OracleFixture::new(Style::V23, [numbers(5000)], T, &[("APP.T", "t")]);
        fixture.double.faults().add(fault.times(2));
        let kept = fixture.load("[load]\nchunk-kb = 64\n").unwrap();
        assert!(kept.summary.is_finished);
        assert_eq!(sums(&fixture), "5000 5000 12497500");
        assert_eq!(fixture.double.faults().remaining(), 0);
    }
}

#[test]
fn a_snapshot_that_is_gone_stops_with_advice_and_goes_on_later() {
    let fixture = OracleFixture::new(Style::V19, [numbers(5000)], T, &[("APP.T", "t")]);
    fixture
        .double
        .faults()
        .add(Fault::snapshot_too_old("CHARTOROWID", 50));
    let kept = fixture.load("[load]\nchunk-kb = 64\nworkers = 1\n").unwrap();
    assert!(!kept.summary.is_finished, "{:?}", kept.events);
    assert!(
        kept.summary.failures[0].contains("ORA-01555"),
        "{:?}",
        kept.summary.failures
    );
    let advised = kept
        .events
        .iter()
        .any(|event| event.to_string().contains("UNDO_RETENTION"));
    assert!(advised, "{:?}", kept.events);
    assert!(
        fixture
            .load("[load]\nchunk-kb = 64\n")
            .unwrap()
            .summary
            .is_finished
    );
    assert_eq!(sums(&fixture), "5000 5000 12497500");
}

#[test]
fn a_wrong_password_is_told_at_once() {
    let fixture = OracleFixture::new(Style::V23, [numbers(1)], T, &[("APP.T", "t")]);
    let error = fixture.load_as("wrong", "").unwrap_err();
    assert!(error.to_string().contains("ORA-01017"), "{error}");
    assert!(error.advice().unwrap().contains("PLCONV_SOURCE_PASSWORD"));
}

#[test]
fn filters_and_columns_are_the_plans() {
    let fixture = OracleFixture::new(Style::V23, [numbers(100)], T, &[("APP.T", "t")]);
    fixture
        .load("[[table.more]]\nwhere = \"id < 10\"\ncolumns = [\"ID\"]\n")
        .unwrap();
    assert_eq!(fixture.text("SELECT count(*) || ' ' || count(v) FROM t"), "10 0");
}

#[test]
fn large_columns_are_left_out_whatever_their_values() {
    let table = Table::new("APP", "T")
        .column(Column::new("ID", DataType::Number(9, 0)))
        .column(Column::new("SECRET", DataType::Clob))
        .column(Column::new("PHOTO", DataType::Blob))
        .column(Column::new("V", DataType::Varchar2(10)))
        .primary_key(&["ID"])
        .rows(vec![
            vec![1.into(), "small".into(), vec![1_u8; 1_000_000].into(), "v".into()],
            vec![2.into(), "x".repeat(1_000_000).into(), Value::Null, Value::Null],
        ]);
    let fixture = OracleFixture::new(
        Style::V23,
        [table],
        "CREATE TABLE t (id integer PRIMARY KEY, secret text, photo bytea, v text)",
        &[("APP.T", "t")],
    );
    let plan =
        "[[table.more]]\n[table.column.secret]\nlob = \"null\"\n[table.column.PHOTO]\nlob = \"null\"\n";
    let kept = fixture.load(plan).unwrap();
    assert_eq!((kept.summary.rows, kept.summary.rejected), (2, 0));
    assert_eq!(
        fixture.text(
            "SELECT string_agg(concat_ws(' ', id, num_nulls(secret, photo), v), ', ' ORDER BY id) FROM t"
        ),
        "1 2 v, 2 2"
    );
    assert!(fixture.validate(plan).unwrap().is_equal());
    let read: Vec<String> = fixture
        .double
        .statements()
        .into_iter()
        .filter(|sql| sql.contains("CHARTOROWID"))
        .collect();
    assert!(
        !read.is_empty()
            && read
                .iter()
                .all(|sql| !sql.contains("SECRET") && !sql.contains("PHOTO"))
    );
    // A column of another type is left out by not naming it.
    fixture.execute("TRUNCATE t");
    let error = fixture
        .load("[[table.more]]\n[table.column.V]\nlob = \"null\"\n")
        .unwrap_err()
        .to_string();
    assert!(error.contains("leave the column out of `columns`"), "{error}");
}

#[test]
fn a_precheck_says_what_is_wrong_and_what_remedies_it() {
    use plconv_mover::precheck::Status;
    let precise = Table::new("APP", "PRECISE")
        .column(Column::new("TS", DataType::Timestamp(9)))
        .rows(vec![vec![DateTime::date(2024, 1, 1).at(0, 0, 0, 1).into()]]);
    let fixture = OracleFixture::new(
        Style::V23,
        [numbers(10), precise],
        "CREATE TABLE t (id bigint PRIMARY KEY, v varchar(40)); INSERT INTO t VALUES (1); CREATE TABLE precise (ts timestamp)",
        &[("APP.T", "t"), ("APP.PRECISE", "precise"), ("APP.GONE", "gone")],
    );
    fixture.simulator.set_parameter("LOG_MODE", "NOARCHIVELOG");
    let found =
        fixture.precheck("[[ignore]]\ncheck = \"archive-log\"\nreason = \"the application is stopped\"\n");
    let status = |check: &str, object: &str| {
        let item = found
            .items
            .iter()
            .find(|item| item.check == check && item.object == object);
        item.map(|item| item.status)
    };
    assert_eq!(status("source-connection", ""), Some(Status::Pass));
    assert_eq!(status("archive-log", ""), Some(Status::Ignored), "{found:?}");
    assert_eq!(status("existing-rows", "APP.T"), Some(Status::Fail));
    assert_eq!(status("existing-rows", "APP.PRECISE"), Some(Status::Pass));
    assert_eq!(status("nanoseconds", "APP.PRECISE.TS"), Some(Status::Warn));
    assert_eq!(status("source-privileges", "APP.GONE"), Some(Status::Fail));
    assert_eq!(status("table", "APP.GONE"), Some(Status::Fail));
    assert!(!found.is_passed() && found.percent < 100);
    assert!(
        found
            .items
            .iter()
            .all(|item| item.status != Status::Fail || item.remedy.is_some()),
        "{found:?}"
    );
}

#[test]
fn a_precheck_says_what_is_not_logged_of_tables() {
    use oracle_double::SupplementalLog;
    let table = |name: &str, log: SupplementalLog| {
        Table::new("APP", name)
            .column(Column::new("ID", DataType::Number(9, 0)))
            .supplemental_log(log)
    };
    let fixture = OracleFixture::new(
        Style::V23,
        [
            table("NOTHING", SupplementalLog::None).primary_key(&["ID"]),
            table("KEYS", SupplementalLog::PrimaryKey).primary_key(&["ID"]),
            table("KEYLESS", SupplementalLog::PrimaryKey),
            table("WHOLE", SupplementalLog::All),
        ],
        "CREATE TABLE a (id bigint); CREATE TABLE b (id bigint); CREATE TABLE c (id bigint); CREATE TABLE d (id bigint)",
        &[
            ("APP.NOTHING", "a"),
            ("APP.KEYS", "b"),
            ("APP.KEYLESS", "c"),
            ("APP.WHOLE", "d"),
        ],
    );
    let found = || -> Vec<String> {
        let items = fixture.precheck("").items;
        let of_groups = items.iter().filter(|item| item.check == "log-groups");
        of_groups
            .map(|item| format!("{} {}", item.object, item.remedy.as_deref().unwrap_or("-")))
            .collect()
    };
    assert_eq!(
        found(),
        [
            "APP.NOTHING ALTER TABLE APP.NOTHING ADD SUPPLEMENTAL LOG DATA (PRIMARY KEY) COLUMNS",
            "APP.KEYS -",
            "APP.KEYLESS ALTER TABLE APP.KEYLESS ADD SUPPLEMENTAL LOG DATA (ALL) COLUMNS",
            "APP.WHOLE -",
        ]
    );
    // The database may log keys, or everything, of all tables.
    fixture.simulator.set_parameter("SUPPLEMENTAL_LOG_DATA_PK", "YES");
    assert_eq!(found()[0], "APP.NOTHING -");
    assert!(found()[2].ends_with("(ALL) COLUMNS"));
    fixture
        .simulator
        .set_parameter("SUPPLEMENTAL_LOG_DATA_ALL", "YES");
    assert_eq!(found()[2], "APP.KEYLESS -");
    // Without any, nothing can be caught up.
    fixture.simulator.set_parameter("SUPPLEMENTAL_LOG_DATA_MIN", "NO");
    let items = fixture.precheck("").items;
    let minimal = items
        .iter()
        .find(|item| item.check == "supplemental-logging")
        .unwrap();
    assert_eq!(
        minimal.remedy.as_deref(),
        Some("ALTER DATABASE ADD SUPPLEMENTAL LOG DATA")
    );
}

#[test]
fn a_plan_is_written_from_the_dictionary_and_works() {
    let nested = Table::new("APP", "PRECISE").column(Column::new("TS", DataType::Timestamp(9)));
    let fixture = OracleFixture::new(
        Style::V19,
        [numbers(10), nested],
        "CREATE SCHEMA app; CREATE SEQUENCE app.s; CREATE TABLE app.t (id bigint PRIMARY KEY, v varchar(40));
         CREATE TABLE app.precise (ts timestamp)",
        &[],
    );
    fixture.simulator.add_sequence("APP", "S", 521, 1, 20);
    let text = fixture.draft(&["app"]);
    assert!(
        text.contains("precision = \"truncate\"") && text.contains("source = \"APP.T\""),
        "{text}"
    );
    let kept = fixture.load_plan(&text).unwrap();
    assert_eq!(
        (kept.summary.is_finished, kept.summary.rows),
        (true, 10),
        "{:?}",
        kept.summary
    );
    assert_eq!(fixture.text("SELECT nextval('app.s')::text"), "521");
}

#[test]
fn the_selftest_passes_and_leaves_nothing() {
    let fixture = OracleFixture::new(Style::V23, [], "", &[]);
    let result = fixture.selftest();
    assert!(result.is_passed(), "{result:?}");
    assert_eq!(
        fixture.text("SELECT (to_regnamespace('plconv_selftest') IS NULL)::text"),
        "true"
    );
}

#[test]
fn the_selftest_names_the_types_that_it_leaves_out() {
    let newer = ["JSON", "BOOLEAN", "VECTOR(3, FLOAT32)"];
    let refused = "ORA-00406: COMPATIBLE parameter needs to be 23.0.0 or greater";
    for (style, why) in [(Style::V19, "Oracle 19 has no such type"), (Style::V23, refused)] {
        let fixture = OracleFixture::new(style, [], "", &[]);
        if style == Style::V23 {
            let error = oracle_double::OracleError::new(406, &refused["ORA-00406: ".len()..]);
            fixture.double.faults().add(Fault::new(
                On::Statement("CREATE TABLE PLCONV_SELFTEST".to_owned()),
                oracle_double::Action::Error(error),
            ));
        }
        let result = fixture.selftest();
        assert!(result.is_passed(), "{result:?}");
        let left_out: Vec<&str> = result.left_out.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(left_out, newer);
        assert!(
            result.left_out.iter().all(|(_, said)| said.contains(why)),
            "{result:?}"
        );
        assert!(result.types.len() > 15, "{result:?}");
    }
}

#[test]
fn objects_of_both_sides_are_compared() {
    let parent = Table::new("APP", "P")
        .column(Column::new("ID", DataType::Number(9, 0)))
        .column(Column::new("CODE", DataType::Varchar2(10)).not_null())
        .primary_key(&["ID"])
        .unique("P_CODE", &["CODE"]);
    let child = Table::new("APP", "C")
        .column(Column::new("ID", DataType::Number(12, 0)))
        .column(Column::new("P_ID", DataType::Number(9, 0)))
        .column(Column::new("AT", DataType::Date))
        .column(Column::new("GONE", DataType::Clob))
        .primary_key(&["ID"])
        .index("C_AT", &["AT"])
        .foreign_key("C_P", &["P_ID"], "APP", "P");
    let fixture = OracleFixture::new(
        Style::V23,
        [parent, child],
        "CREATE TABLE p (id integer PRIMARY KEY, code varchar(10) NOT NULL UNIQUE);
         CREATE TABLE c (id bigint PRIMARY KEY, p_id integer REFERENCES p, at timestamp(0), gone text);
         CREATE INDEX c_at ON c (at, id); CREATE SEQUENCE s",
        &[("APP.P", "p"), ("APP.C", "c")],
    );
    fixture.simulator.add_sequence("APP", "S", 41, 1, 20);
    let sequence = "[[sequence]]\nsource = \"APP.S\"\ntarget = \"s\"\n";
    assert_eq!(
        fixture.compare_objects(sequence),
        ["sequence APP.S: it is at 41 in the source, s would give 1 again"]
    );
    fixture.execute(
        "SELECT setval('s', 40); ALTER TABLE p DROP CONSTRAINT p_code_key, ALTER code TYPE varchar(5), ALTER code DROP NOT NULL;
         ALTER TABLE c DROP CONSTRAINT c_p_id_fkey, DROP CONSTRAINT c_pkey, ALTER id TYPE integer, ALTER at TYPE date,
           DROP COLUMN gone, ADD COLUMN more integer;
         CREATE UNIQUE INDEX ON c (id)",
    );
    assert_eq!(
        fixture.compare_objects(sequence),
        [
            "column APP.P.CODE: VARCHAR2 is character varying(5): longer texts do not fit",
            "column APP.P.CODE: it takes no NULL in the source, and does in the target",
            "unique P_CODE of APP.P: nothing makes (code) of public.p unique",
            "index P_CODE of APP.P: public.p has no index on (code)",
            "column APP.C.ID: NUMBER is integer: numbers of more than 9 digits or with a fraction do not fit",
            "column APP.C.AT: DATE is date: the time of day is lost",
            "column APP.C.GONE: public.c has no such column",
            "column public.c.more: only the target has it",
            "foreign-key C_P of APP.C: public.c has no foreign key (p_id)",
            "primary-key C_PK of APP.C: public.c has no primary key (id)",
        ]
    );
}

#[test]
fn partitions_are_read_one_by_one() {
    let table = Table::new("APP", "T")
        .column(Column::new("ID", DataType::Number(10, 0)))
        .column(Column::new("V", DataType::Varchar2(40)))
        .primary_key(&["ID"])
        .partitions(&["P_EVEN", "P_ODD", "P_EMPTY"], |row| match &row[0] {
            Value::Number(id) => usize::from(id.to_u64().unwrap() % 2 == 1),
            _ => 2,
        })
        .rows(
            (0..3000_u64)
                .map(|id| vec![id.into(), format!("text {id}").into()])
                .collect(),
        );
    let fixture = OracleFixture::new(Style::V19, [table], T, &[("APP.T", "t")]);
    let kept = fixture.load("[load]\nchunk-kb = 64\n").unwrap();
    assert_eq!(sums(&fixture), "3000 3000 4498500", "{:?}", kept.summary);
    // No chunk has rows of two partitions, which are objects of their own.
    let mixed = "SELECT count(*)::text FROM plconv.chunk WHERE left(spec->'rowids'->>'from', 6) <> left(spec->'rowids'->>'to', 6)";
    assert_eq!(fixture.text(mixed), "0");
    assert_eq!(
        fixture.text(
            "SELECT count(DISTINCT left(spec->'rowids'->>'from', 6))::text FROM plconv.chunk WHERE rows > 0"
        ),
        "2"
    );
}

/// The dictionary does not show extents to this account, once.
fn hide_extents(fixture: &OracleFixture) {
    let error = oracle_double::OracleError::new(942, "table or view does not exist");
    fixture.double.faults().add(Fault::new(
        On::Statement("FROM dba_extents".to_owned()),
        oracle_double::Action::Error(error),
    ));
}

#[test]
fn an_account_that_sees_no_extents_reads_by_keys() {
    let fixture = OracleFixture::new(Style::V23, [numbers(450_000)], T, &[("APP.T", "t")]);
    hide_extents(&fixture);
    let kept = fixture.load("").unwrap();
    assert_eq!(sums(&fixture), "450000 450000 101249775000", "{:?}", kept.summary);
    assert_eq!(
        fixture.text("SELECT string_agg(concat_ws('-', spec->'keys'->>'from', spec->'keys'->>'to'), ' ' ORDER BY chunk_no) FROM plconv.chunk"),
        "150000 150000-300000 300000"
    );
}

#[test]
fn rows_outside_of_all_extents_are_not_lost() {
    let fixture = OracleFixture::new(Style::V23, [numbers(2000)], T, &[("APP.T", "t")]);
    // Extents that are not those of the rows.
    let columns = ["OWNER", "SEGMENT_NAME", "PARTITION_NAME", "SEGMENT_TYPE"]
        .map(|name| Column::new(name, DataType::Varchar2(128)))
        .into_iter()
        .chain(
            [
                "RELATIVE_FNO",
                "FILE_ID",
                "EXTENT_ID",
                "BLOCK_ID",
                "BLOCKS",
                "BYTES",
            ]
            .map(|name| Column::new(name, DataType::Number(0, -127))),
        );
    let texts = ["APP".into(), "T".into(), Value::Null, "TABLE".into()];
    let numbers = [9_u64, 9, 0, 1 << 20, 128, 1 << 20].map(Value::from);
    let row = texts.into_iter().chain(numbers).collect();
    fixture
        .simulator
        .set_view("DBA_EXTENTS", columns.collect(), vec![row]);
    fixture.load("").unwrap();
    assert_eq!(sums(&fixture), "2000 2000 1999000");
    assert_eq!(
        fixture.text("SELECT (min(spec::text) ~ 'keys')::text FROM plconv.chunk"),
        "true"
    );
}

#[test]
fn views_whose_rows_have_no_rowid_are_read() {
    let table = Table::new("APP", "T")
        .column(Column::new("ID", DataType::Number(9, 0)))
        .column(Column::new("C", DataType::Clob))
        .rows(
            (1..=3)
                .map(|id: i64| vec![id.into(), "x".repeat(400_000).into()])
                .collect(),
        );
    let fixture = OracleFixture::new(
        Style::V19,
        [table],
        "CREATE TABLE t (id integer, c text)",
        &[("APP.T", "t")],
    );
    hide_extents(&fixture);
    let error = "cannot select ROWID from, or sample, a view with DISTINCT, GROUP BY, etc.";
    fixture.double.faults().add(Fault::new(
        On::Statement(", ROWID FROM".to_owned()),
        oracle_double::Action::Error(oracle_double::OracleError::new(1446, error)),
    ));
    let kept = fixture.load("").unwrap();
    assert!(kept.summary.is_finished, "{:?}", kept.summary);
    assert_eq!(
        fixture.text("SELECT concat_ws(' ', count(*), sum(id), min(length(c))) FROM t"),
        "3 6 400000"
    );
}
