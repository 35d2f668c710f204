//! Every type of Oracle with its bounds: from a double into a real PostgreSQL, and back by validation. What PostgreSQL cannot
//! hold goes to the quarantine, or is changed as the plan says, and is counted.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests fail like tests"
)]
#![allow(clippy::disallowed_methods, reason = "talks to servers")]

mod common;

use common::OracleFixture;
use oracle_double::{
    Column, DataType, DateTime, Elements, IntervalDs, IntervalYm, Style, Table, Value, Vector, VectorFormat,
    VectorType,
};

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

/// A table of 23ai with a key, and one column for each type; the rows follow.
fn table(columns: &[(&str, DataType)], rows: Vec<Vec<Value>>) -> Table {
    let numbered = rows.into_iter().zip(1_i64..).map(|(values, id)| {
        let mut row = vec![id.into()];
        row.extend(values);
        row
    });
    columns
        .iter()
        .fold(
            Table::new("APP", "T").column(Column::new("ID", DataType::Number(9, 0))),
            |table, (name, data_type)| table.column(Column::new(name, data_type.clone())),
        )
        .primary_key(&["ID"])
        .rows(numbered.collect())
}

/// The same on both sides, not yet loaded.
fn fixture(columns: &[(&str, DataType)], rows: Vec<Vec<Value>>, ddl: &str) -> OracleFixture {
    let ddl = format!("CREATE TABLE t (id integer PRIMARY KEY, {ddl})");
    OracleFixture::new(Style::V23, [table(columns, rows)], &ddl, &[("APP.T", "t")])
}

impl OracleFixture {
    /// Loads all rows, and compares them.
    fn all_equal(&self, plan: &str, rows: u64) {
        let kept = self.load(plan).unwrap();
        assert_eq!(
            (kept.summary.is_finished, kept.summary.rows, kept.summary.rejected),
            (true, rows, 0),
            "{:?} {}",
            kept.events,
            self.quarantine()
        );
        let found = self.validate(plan).unwrap();
        assert!(found.is_equal(), "{found:?}");
        assert_eq!(self.double.protocol_errors(), Vec::<String>::new());
    }

    /// The columns and reasons of rows in the quarantine.
    fn quarantine(&self) -> String {
        self.text(
            "SELECT coalesce(string_agg(concat_ws(' ', row_values->>'ID', column_name, reason), ', ' ORDER BY quarantine_id), '')
               FROM plconv.quarantine",
        )
    }

    /// What the last run changed, by column.
    fn changes(&self) -> String {
        self.text(
            "SELECT coalesce(string_agg(changes::text, ', '), '') FROM plconv.chunk
              WHERE run_id = (SELECT max(run_id) FROM plconv.run)",
        )
    }
}

fn vector(elements: Elements) -> Value {
    Value::Vector(Vector::Dense(elements).into())
}

fn of_format(format: VectorFormat, dimensions: u32) -> DataType {
    DataType::Vector(VectorType {
        dimensions: Some(dimensions),
        format: Some(format),
        is_sparse: false,
    })
}

#[test]
fn vectors_of_all_formats_arrive_as_what_the_target_has() {
    let sparse = DataType::Vector(VectorType {
        dimensions: Some(5),
        format: Some(VectorFormat::Float64),
        is_sparse: true,
    });
    let columns = [
        ("S", of_format(VectorFormat::Float32, 4)),
        ("D", of_format(VectorFormat::Float64, 3)),
        ("I", of_format(VectorFormat::Int8, 3)),
        ("B", of_format(VectorFormat::Binary, 16)),
        ("SP", sparse),
        ("ANY", DataType::Vector(VectorType::default())),
        ("SA", of_format(VectorFormat::Float32, 4)),
        ("DA", of_format(VectorFormat::Float64, 3)),
        ("IA", of_format(VectorFormat::Int8, 3)),
    ];
    let singles = vector(Elements::Float32(vec![0.1, f32::MAX, f32::from_bits(1), -0.0]));
    let doubles = vector(Elements::Float64(vec![f64::MIN, 5e-324, 0.1 + 0.2]));
    let integers = vector(Elements::Int8(vec![i8::MIN, 0, i8::MAX]));
    let sparse = Value::Vector(
        Vector::Sparse {
            dimensions: 5,
            places: vec![0, 4],
            elements: Elements::Float64(vec![1.5, -2.5]),
        }
        .into(),
    );
    let rows = vec![
        vec![
            singles.clone(),
            doubles.clone(),
            integers.clone(),
            vector(Elements::Binary(vec![0, 255])),
            sparse,
            vector(Elements::Float32(vec![0.5; 65_535])),
            singles,
            doubles,
            integers,
        ],
        vec![Value::Null; columns.len()],
    ];
    let fixture = fixture(
        &columns,
        rows,
        "s text, d jsonb, i jsonb, b text, sp json, \"any\" text, sa real[], da double precision[], ia smallint[]",
    );
    fixture.all_equal("", 2);
    assert_eq!(
        fixture.text(
            "SELECT concat_ws('|', s, i, b, sp, length(\"any\"), left(\"any\", 9), sa, da, ia) FROM t WHERE id = 1"
        ),
        "[0.1,3.4028235e38,1e-45,-0]|[-128, 0, 127]|[0,255]|[1.5,0,0,0,-2.5]|262141|[0.5,0.5,|\
         {0.1,3.4028235e+38,1e-45,-0}|{-1.7976931348623157e+308,5e-324,0.30000000000000004}|{-128,0,127}"
    );
    // The digits of a double are those of the double.
    assert_eq!(
        fixture.text("SELECT ((d->>0)::float8 = '-1.7976931348623157e308' AND (d->>1)::float8 = '5e-324' AND (d->>2)::float8 = 0.1::float8 + 0.2::float8)::text FROM t WHERE id = 1"),
        "true"
    );
    // One digit makes a difference, in an array and in a document.
    for change in ["UPDATE t SET da[3] = 0.3", "UPDATE t SET i = '[-128, 0, 126]'"] {
        fixture.execute(&format!("{change} WHERE id = 1"));
        let found = fixture.validate("").unwrap();
        assert_eq!(found.different, 1, "{change}");
    }
}

#[test]
fn a_vector_of_doubles_is_not_made_one_of_singles_silently() {
    let doubles = |number: f64| vec![vector(Elements::Float64(vec![1.5, number]))];
    let fixture = fixture(
        &[("V", of_format(VectorFormat::Float64, 2))],
        vec![doubles(0.25), doubles(0.1)],
        "v real[]",
    );
    let kept = fixture.load("").unwrap();
    assert_eq!((kept.summary.rows, kept.summary.rejected), (1, 1));
    assert_eq!(fixture.quarantine(), "2 V precision");
    fixture.execute("TRUNCATE t; TRUNCATE plconv.quarantine");
    fixture.all_equal("[policy]\nprecision = \"round\"\n", 2);
    assert_eq!(fixture.text("SELECT v::text FROM t WHERE id = 2"), "{1.5,0.1}");
    assert!(
        fixture.changes().contains("\"precision\": 1"),
        "{}",
        fixture.changes()
    );
}

#[test]
fn nanoseconds_are_kept_out_or_rounded_as_the_plan_says() {
    let columns = [
        ("TS", DataType::Timestamp(9)),
        ("TZ", DataType::TimestampTz(9)),
        ("LT", DataType::TimestampLtz(9)),
        ("DS", DataType::IntervalDs(9, 9)),
    ];
    let duration = |sign: i32, nanoseconds: i32| {
        Value::IntervalDs(IntervalDs {
            days: 0,
            hours: 0,
            minutes: 0,
            seconds: (59 * sign) as i8,
            nanoseconds: nanoseconds * sign,
        })
    };
    let row = |at: DateTime, ds: Value| vec![at.into(), Value::TimeTz(at, 0), at.into(), ds];
    let last = DateTime::date(2023, 12, 31);
    let early = DateTime::date(-4712, 1, 1);
    let rows = vec![
        // Fits.
        row(last.at(23, 59, 59, 999_999_000), duration(1, 999_999_000)),
        // The next unit.
        row(last.at(23, 59, 59, 999_999_999), duration(1, 999_999_999)),
        // Half a microsecond, below and above, and before Christ.
        row(early.at(0, 0, 0, 500), duration(-1, 500)),
        row(early.at(0, 0, 0, 1499), duration(-1, 1499)),
    ];
    let fixture = fixture(
        &columns,
        rows,
        "ts timestamp, tz timestamptz, lt timestamptz, ds interval",
    );

    // The precheck names each column.
    let found = fixture.precheck("");
    let named: Vec<&str> = found
        .items
        .iter()
        .filter(|item| item.check == "nanoseconds" && item.status == plconv_mover::precheck::Status::Warn)
        .map(|item| item.object.as_str())
        .collect();
    assert_eq!(named, ["APP.T.TS", "APP.T.TZ", "APP.T.LT", "APP.T.DS"]);

    let kept = fixture.load("").unwrap();
    assert_eq!((kept.summary.rows, kept.summary.rejected), (1, 3));
    assert_eq!(
        fixture.quarantine(),
        "2 TS precision, 3 TS precision, 4 TS precision"
    );

    let all = "SELECT string_agg(concat_ws(' ', ts, tz, lt, ds), ', ' ORDER BY id) FROM t WHERE id > 1";
    for (policy, expected) in [
        (
            "truncate",
            [
                "2023-12-31 23:59:59.999999 2023-12-31 23:59:59.999999+00 2023-12-31 23:59:59.999999+00 PT59.999999S",
                "4712-01-01 00:00:00 BC 4712-01-01 00:00:00+00 BC 4712-01-01 00:00:00+00 BC PT-59S",
                "4712-01-01 00:00:00.000001 BC 4712-01-01 00:00:00.000001+00 BC 4712-01-01 00:00:00.000001+00 BC PT-59.000001S",
            ],
        ),
        (
            "round",
            [
                "2024-01-01 00:00:00 2024-01-01 00:00:00+00 2024-01-01 00:00:00+00 PT1M",
                "4712-01-01 00:00:00.000001 BC 4712-01-01 00:00:00.000001+00 BC 4712-01-01 00:00:00.000001+00 BC PT-59.000001S",
                "4712-01-01 00:00:00.000001 BC 4712-01-01 00:00:00.000001+00 BC 4712-01-01 00:00:00.000001+00 BC PT-59.000001S",
            ],
        ),
    ] {
        fixture.execute("TRUNCATE t");
        let plan = format!("[policy]\nprecision = \"{policy}\"\n");
        fixture.all_equal(&plan, 4);
        assert_eq!(fixture.text(all), expected.join(", "), "{policy}");
        for column in ["TS", "TZ", "LT", "DS"] {
            let counted = fixture.text(&format!(
                "SELECT changes->'{column}'->>'precision' FROM plconv.chunk WHERE run_id = (SELECT max(run_id) FROM plconv.run)"
            ));
            assert_eq!(counted, "3", "{policy} {column}");
        }
    }
}

#[test]
fn zones_take_instants_over_the_ends_of_oracles_calendar() {
    // What is kept is UTC: 9999-12-31 23:59:59 twelve hours behind it, and -4712-01-01 fourteen hours ahead.
    let rows = vec![
        vec![Value::TimeTz(
            DateTime::date(10_000, 1, 1).at(11, 59, 59, 0),
            -720,
        )],
        vec![Value::TimeTz(DateTime::date(-4713, 12, 31).at(10, 0, 0, 0), 840)],
    ];
    let fixture = fixture(&[("TZ", DataType::TimestampTz(6))], rows, "tz timestamptz");
    fixture.all_equal("", 2);
    assert_eq!(
        fixture.text("SELECT string_agg(tz::text, ', ' ORDER BY id) FROM t"),
        "10000-01-01 11:59:59+00, 4713-12-31 10:00:00+00 BC"
    );
}

#[test]
fn infinities_and_what_is_no_number_stay_that() {
    let numbers = [
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::NAN,
        -0.0,
        5e-324,
        f64::MAX,
        0.1,
    ];
    let columns = [
        ("D", DataType::BinaryDouble),
        ("N", DataType::BinaryDouble),
        ("F", DataType::BinaryFloat),
        ("FD", DataType::BinaryFloat),
    ];
    let rows = numbers
        .iter()
        .map(|number| {
            let single = *number as f32;
            vec![(*number).into(), (*number).into(), single.into(), single.into()]
        })
        .collect();
    let found = fixture(
        &columns,
        rows,
        "d double precision, n numeric, f real, fd double precision",
    );
    found.all_equal("", 7);
    assert_eq!(
        found.text(
            "SELECT string_agg(concat_ws(' ', d, CASE WHEN id IN (5, 6) THEN (n::float8 = d)::text ELSE n::text END, f, fd::real), ', '
                    ORDER BY id) FROM t"
        ),
        "Infinity Infinity Infinity Infinity, -Infinity -Infinity -Infinity -Infinity, NaN NaN NaN NaN, -0 0 -0 -0, \
         5e-324 true 0 0, 1.7976931348623157e+308 true Infinity Infinity, 0.1 0.1 0.1 0.1"
    );
    // What has no place in the target is named.
    let rows = [f64::INFINITY, f64::NAN, 1e300, 1.5, 2.0].map(|number| vec![number.into()]);
    let fixture = fixture(&[("D", DataType::BinaryDouble)], rows.into(), "d bigint");
    let kept = fixture.load("").unwrap();
    assert_eq!((kept.summary.rows, kept.summary.rejected), (1, 4));
    assert_eq!(
        fixture.quarantine(),
        "1 D invalid, 2 D invalid, 3 D invalid, 4 D precision"
    );
}

#[test]
fn booleans_become_what_the_conversion_made_of_them() {
    let names = ["B", "N", "I", "V", "J"];
    let columns = names.map(|name| (name, DataType::Boolean));
    let row = |value: Value| vec![value; names.len()];
    let fixture = fixture(
        &columns,
        vec![row(true.into()), row(false.into()), row(Value::Null)],
        "b boolean, n numeric(1), i smallint, v varchar(5), j jsonb",
    );
    fixture.all_equal("", 3);
    assert_eq!(
        fixture.text("SELECT string_agg(concat_ws(' ', b, n, i, v, j, num_nulls(b, n, i, v, j)), ', ' ORDER BY id) FROM t"),
        "t 1 1 true true 0, f 0 0 false false 0, 5"
    );
}

#[test]
fn documents_are_equal_by_their_values() {
    use oracle_double::Json;
    let number = |text: &str| Json::Number(text.parse().unwrap());
    let text = |text: &str| Json::String(text.to_owned());
    let nested = (0..100).fold(Json::Null, |inner, _| Json::Array(vec![inner]));
    let documents = [
        // Members in another order than PostgreSQL's; numbers that no binary number holds.
        Json::Object(vec![
            ("zz".to_owned(), number("12345678901234567890123456789012345678")),
            ("a".to_owned(), number("1E+125")),
            ("".to_owned(), number("-1E-130")),
            ("\u{e4}\u{1f600}\"\\".to_owned(), text("line\n\t\u{1}\u{1f600}")),
        ]),
        Json::Array(Vec::new()),
        Json::Object(Vec::new()),
        nested,
        text("a scalar"),
        Json::Bool(true),
        text(&"x".repeat(50_000)),
    ];
    let rows = documents
        .iter()
        .map(|document| vec![Value::Json(document.clone().into()); 3])
        .collect();
    let columns = ["B", "J", "T"].map(|name| (name, DataType::Json));
    let fixture = fixture(&columns, rows, "b jsonb, j json, t text");
    fixture.all_equal("", 7);
    assert_eq!(
        fixture.text("SELECT concat_ws(' ', b->>'zz', (b->>'a')::numeric = 1e125, (b->>'')::numeric = -1e-130) FROM t WHERE id = 1"),
        "12345678901234567890123456789012345678 t t"
    );
    // The last digit of a number that is longer than a binary one.
    fixture.execute(
        "UPDATE t SET b = jsonb_set(b, '{zz}', '12345678901234567890123456789012345679') WHERE id = 1",
    );
    assert_eq!(fixture.validate("").unwrap().different, 1);
}

#[test]
fn intervals_that_postgresql_does_not_have_are_named() {
    let years = |years: i32| Value::IntervalYm(IntervalYm { years, months: 11 });
    let rows = vec![
        vec![years(999_999_999), Value::Null],
        vec![years(178_000_000), years(999_999_999)],
        vec![
            Value::IntervalYm(IntervalYm {
                years: -178_000_000,
                months: -11,
            }),
            Value::IntervalYm(IntervalYm { years: 0, months: -1 }),
        ],
    ];
    let columns = [("YM", DataType::IntervalYm(9)), ("T", DataType::IntervalYm(9))];
    let fixture = fixture(&columns, rows, "ym interval year to month, t text");
    let kept = fixture.load("").unwrap();
    assert_eq!((kept.summary.rows, kept.summary.rejected), (2, 1));
    assert_eq!(fixture.quarantine(), "1 YM invalid");
    assert_eq!(
        fixture.text("SELECT string_agg(concat_ws(' ', ym, t), ', ' ORDER BY id) FROM t"),
        "P178000000Y11M +999999999-11, P-178000000Y-11M -00-01"
    );
}

#[test]
fn rowids_of_tables_organised_by_an_index_arrive() {
    let heap = "AAAAaoAATAAABrXAAA".parse::<oracle_double::Rowid>().unwrap();
    let logical = Value::LogicalRowid([1_u8, 2, 3, 254].as_slice().into());
    let columns = [("U", DataType::Urowid), ("R", DataType::Rowid)];
    let rows = vec![vec![logical, heap.into()], vec![Value::Rowid(heap), Value::Null]];
    let fixture = fixture(&columns, rows, "u text, r text");
    fixture.all_equal("", 2);
    assert_eq!(
        fixture.text("SELECT string_agg(concat_ws(' ', u, r), ', ' ORDER BY id) FROM t"),
        "*AQID/g AAAAaoAATAAABrXAAA, AAAAaoAATAAABrXAAA"
    );
}
