//! A double of an Oracle server into a real PostgreSQL, and back by validation.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests fail like tests"
)]
#![allow(clippy::disallowed_methods, reason = "talks to servers")]

mod common;

use common::OracleFixture;
use oracle_double::{Column, DataType, DateTime, Fault, IntervalDs, IntervalYm, On, Style, Table, Value};

fn number(text: &str) -> Value {
    Value::Number(text.parse().unwrap())
}

/// Each type with its bounds, and a row of NULLs.
fn boundaries() -> Table {
    let ds = |sign: i32| IntervalDs {
        days: 999_999_999 * sign,
        hours: (23 * sign) as i8,
        minutes: (59 * sign) as i8,
        seconds: (59 * sign) as i8,
        nanoseconds: 999_999_000 * sign,
    };
    let ym = |sign: i32| IntervalYm {
        years: 9999 * sign,
        months: (11 * sign) as i8,
    };
    let last = DateTime::date(9999, 12, 31);
    let first = DateTime::date(-4712, 1, 1);
    let zoned = |at: DateTime| Value::TimeTz(at, 330);
    let columns = [
        Column::new("ID", DataType::Number(9, 0)),
        Column::new("N", DataType::Number(0, -127)),
        Column::new("P", DataType::Number(10, 2)),
        Column::new("BIG", DataType::Number(38, 0)),
        Column::new("F", DataType::BinaryFloat),
        Column::new("D", DataType::BinaryDouble),
        Column::new("V", DataType::Varchar2(4000)),
        Column::new("NV", DataType::Nvarchar2(2000)),
        Column::new("C", DataType::Char(10)),
        Column::new("NC", DataType::Nchar(10)),
        Column::new("R", DataType::Raw(2000)),
        Column::new("DT", DataType::Date),
        Column::new("TS", DataType::Timestamp(6)),
        Column::new("TZ", DataType::TimestampTz(6)),
        Column::new("LT", DataType::TimestampLtz(6)),
        Column::new("YM", DataType::IntervalYm(4)),
        Column::new("DS", DataType::IntervalDs(9, 6)),
        Column::new("CL", DataType::Clob),
        Column::new("NCL", DataType::Nclob),
        Column::new("BL", DataType::Blob),
        Column::new("RI", DataType::Rowid),
        Column::new("X", DataType::Xmltype),
    ];
    let count = columns.len();
    let rows = vec![
        vec![
            1.into(),
            number("9.99999999999999999999999999999999999999E+125"),
            number("99999999.99"),
            number("99999999999999999999999999999999999999"),
            f32::MAX.into(),
            f64::MAX.into(),
            "ä€😀".repeat(444).into(),
            "ä€😀".repeat(300).into(),
            "x         ".into(),
            "ß         ".into(),
            vec![255u8; 2000].into(),
            last.at(23, 59, 59, 0).into(),
            last.at(23, 59, 59, 999_999_000).into(),
            zoned(last.at(12, 0, 0, 1000)),
            last.at(12, 0, 0, 1000).into(),
            Value::IntervalYm(ym(1)),
            Value::IntervalDs(ds(1)),
            "😀".repeat(400_000).into(),
            "ä".repeat(5000).into(),
            (0..=255u8).cycle().take(3_000_000).collect::<Vec<u8>>().into(),
            "AAAAaoAATAAABrXAAA"
                .parse::<oracle_double::Rowid>()
                .unwrap()
                .into(),
            "<a>&amp;</a>".into(),
        ],
        vec![
            2.into(),
            number("-1E-130"),
            number("-0.01"),
            number("-1"),
            f32::NEG_INFINITY.into(),
            f64::NAN.into(),
            " ".into(),
            "\u{1}".into(),
            "          ".into(),
            "          ".into(),
            vec![0u8].into(),
            first.into(),
            first.at(0, 0, 0, 1000).into(),
            zoned(DateTime::date(1, 1, 1).at(6, 0, 0, 0)),
            DateTime::date(1970, 1, 1).into(),
            Value::IntervalYm(ym(-1)),
            Value::IntervalDs(ds(-1)),
            "short".into(),
            "x".into(),
            vec![0u8].into(),
            "AAAAaoAATAAABrXAAB"
                .parse::<oracle_double::Rowid>()
                .unwrap()
                .into(),
            "<b/>".into(),
        ],
        std::iter::once(3.into())
            .chain(std::iter::repeat_with(|| Value::Null))
            .take(count)
            .collect(),
    ];
    columns
        .into_iter()
        .fold(Table::new("APP", "ALL_TYPES"), Table::column)
        .primary_key(&["ID"])
        .rows(rows)
}

const ALL_TYPES: &str = "CREATE TABLE all_types (id numeric(9) PRIMARY KEY, n numeric, p numeric(10,2), big numeric(38), f real, \
    d double precision, v varchar(4000), nv varchar(2000), c char(10), nc char(10), r bytea, dt timestamp(0), ts timestamp, \
    tz timestamptz, lt timestamptz, ym interval year to month, ds interval day to second, cl text, ncl text, bl bytea, ri text, \
    x xml)";

#[test]
fn every_type_arrives_and_is_equal_when_validated() {
    for style in [Style::V19, Style::V23] {
        let fixture = OracleFixture::new(
            style,
            [boundaries()],
            ALL_TYPES,
            &[("APP.ALL_TYPES", "all_types")],
        );
        let kept = fixture.load("").unwrap();
        assert_eq!(
            (kept.summary.rows, kept.summary.rejected),
            (3, 0),
            "{style:?} {:?}",
            kept.events
        );
        let row = fixture.text(
            "SELECT concat_ws('|', p, big, f, d, length(v), octet_length(v), c, nc, length(r), dt, ts, tz, ym, ds, length(cl),
                    length(bl), md5(bl), ri, x) FROM all_types WHERE id = 1",
        );
        let blob: Vec<u8> = (0..=255u8).cycle().take(3_000_000).collect();
        let expected = format!(
            "99999999.99|99999999999999999999999999999999999999|3.4028235e+38|1.7976931348623157e+308|1332|3996|x         |\
             ß         |2000|9999-12-31 23:59:59|9999-12-31 23:59:59.999999|9999-12-31 12:00:00.000001+00|P9999Y11M|\
             P999999999DT23H59M59.999999S|400000|3000000|{}|AAAAaoAATAAABrXAAA|<a>&amp;</a>",
            fixture.text_of("SELECT md5($1::bytea)", &blob)
        );
        // 12:00 in UTC is what the double keeps of a TIMESTAMP WITH TIME ZONE.
        assert_eq!(row, expected, "{style:?}");
        let row = fixture.text(
            "SELECT concat_ws('|', n::text = '-0.' || repeat('0', 129) || '1', p, f, d, dt, ym, ds, cl) FROM all_types WHERE id = 2",
        );
        assert_eq!(
            row,
            "t|-0.01|-Infinity|NaN|4712-01-01 00:00:00 BC|P-9999Y-11M|P-999999999DT-23H-59M-59.999999S|short",
            "{style:?}"
        );
        let table = fixture.validate("").unwrap();
        assert!(table.is_equal(), "{style:?} {table:?}");
        fixture.execute("UPDATE all_types SET bl = set_byte(bl, 2999999, 0) WHERE id = 1");
        let table = fixture.validate("").unwrap();
        assert_eq!((table.different, table.examples[0].columns.len()), (1, 1));
        assert_eq!(fixture.double.protocol_errors(), Vec::<String>::new());
    }
}

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

#[test]
fn newer_and_older_types_arrive() {
    use oracle_double::Json;
    let list = vec![Json::Number(1.into()), Json::Null, Json::String("ä\"".to_owned())];
    let half = Json::Number("1.5".parse().unwrap());
    let json = Json::Object(vec![("a".to_owned(), Json::Array(list)), ("b".to_owned(), half)]);
    let table = Table::new("APP", "T")
        .column(Column::new("ID", DataType::Number(9, 0)))
        .column(Column::new("B", DataType::Boolean))
        .column(Column::new("J", DataType::Json))
        .column(Column::new("L", DataType::Long))
        .primary_key(&["ID"])
        .rows(vec![
            vec![
                1.into(),
                Value::Boolean(true),
                Value::Json(json.into()),
                "a long text".into(),
            ],
            vec![2.into(), Value::Boolean(false), Value::Null, Value::Null],
            vec![3.into(), Value::Null, Value::Null, "x".repeat(100_000).into()],
        ]);
    let raw = Table::new("APP", "U")
        .column(Column::new("ID", DataType::Number(9, 0)))
        .column(Column::new("L", DataType::LongRaw))
        .primary_key(&["ID"])
        .rows(vec![
            vec![1.into(), vec![0u8, 255].into()],
            vec![2.into(), Value::Null],
        ]);
    let fixture = OracleFixture::new(
        Style::V23,
        [table, raw],
        "CREATE TABLE t (id integer PRIMARY KEY, b boolean, j jsonb, l text); CREATE TABLE u (id integer PRIMARY KEY, l bytea)",
        &[("APP.T", "t"), ("APP.U", "u")],
    );
    let kept = fixture.load("").unwrap();
    assert_eq!(
        (kept.summary.rows, kept.summary.rejected),
        (5, 0),
        "{:?}",
        kept.events
    );
    assert_eq!(
        fixture.text("SELECT string_agg(concat_ws('|', id, b, j, length(l)), ' ' ORDER BY id) FROM t"),
        "1|t|{\"a\": [1, null, \"ä\\\"\"], \"b\": 1.5}|11 2|f 3|100000"
    );
    assert_eq!(
        fixture.text("SELECT string_agg(concat_ws('|', id, l), ' ' ORDER BY id) FROM u"),
        "1|\\x00ff 2"
    );
    assert!(fixture.validate("").unwrap().is_equal());
}
