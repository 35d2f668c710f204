//! The unmodified thin driver for Rust against the double, in both styles.

#![allow(clippy::expect_used, clippy::panic, reason = "tests fail by panics")]

mod common;

use common::{Inserted, STYLES, code, connect, connect_as, get, in_styles, numbers, start};
use oracle_double::{
    Column, DataType, DateTime, Done, Double, Elements, IntervalDs, IntervalYm, Json, Number, Options,
    OutBind, Rowid, Rows, Script, Style, Value, Vector, VectorFormat, VectorType, Verifier,
};
use oracledb::{
    Cursor, JsonValue, OracleIntervalDS, OracleIntervalYM, OracleNumber, OracleTimestamp, Row, ToDbValue,
};
use std::sync::{Arc, Mutex};

#[test]
fn fixed_rows() {
    in_styles(
        || {
            Script::new().query(
                "select 1, 'x' from dual",
                vec![Column::number("1"), Column::new("'X'", DataType::Char(1))],
                vec![vec![1.into(), "x".into()]],
            )
        },
        |_, connection| {
            let row = connection
                .query_row("SELECT 1,  'x' from dual", &[])
                .expect("a row");
            assert_eq!(get::<i64>(&row, 0), 1);
            assert_eq!(get::<String>(&row, 1), "x");
            connection.ping().expect("an answer");
        },
    );
}

#[test]
fn what_the_connection_says_of_the_server() {
    for (style, version) in [(Style::V19, "19.3.0.0.0"), (Style::V23, "23.4.0.24.5")] {
        let double = start(style, Script::new());
        let connection = connect(&double);
        assert_eq!(connection.version().expect("a version").to_string(), version);
        assert_eq!(connection.service_name().expect("a service"), "double");
    }
}

#[test]
fn refused_logins() {
    for style in STYLES {
        let double = start(style, Script::new());
        for (user, password) in [("scott", "wrong"), ("nobody", "tiger")] {
            let error = connect_as(&double, user, password).err().expect("an error");
            assert_eq!(code(&error), 1017);
        }
        assert!(connect_as(&double, "scott", "tiger").is_ok());
        let config = oracledb::Config::default()
            .set_credentials("scott", "tiger")
            .set_connect_string(&format!("127.0.0.1:{}/nosuch", double.port()))
            .expect("a connect string");
        let error = oracledb::connect(config).err().expect("an error");
        assert!(error.to_string().contains("nosuch"), "{error}");
    }
}

/// The driver gives up by a panic; who uses it has to know.
#[test]
fn servers_that_thin_drivers_cannot_use() {
    let mut old = Options::new(Style::V19);
    old.verifier = Verifier::Sha1Only;
    let mut encrypted = Options::new(Style::V19);
    encrypted.native_encryption = true;
    for options in [old, encrypted] {
        let double = Double::start(options, Script::new()).expect("a double");
        let result = std::thread::scope(|scope| {
            scope
                .spawn(|| connect_as(&double, "scott", "tiger").map(drop))
                .join()
        });
        assert!(!matches!(result, Ok(Ok(()))));
    }
}

fn scalar_columns() -> Vec<Column> {
    vec![
        Column::number("N"),
        Column::new("V", DataType::Varchar2(400)),
        Column::new("C", DataType::Char(5)),
        Column::new("NV", DataType::Nvarchar2(100)),
        Column::new("NC", DataType::Nchar(5)),
        Column::new("D", DataType::Date),
        Column::new("TS", DataType::Timestamp(9)),
        Column::new("TZ", DataType::TimestampTz(9)),
        Column::new("TL", DataType::TimestampLtz(6)),
        Column::new("YM", DataType::IntervalYm(9)),
        Column::new("DS", DataType::IntervalDs(9, 9)),
        Column::new("R", DataType::Raw(100)),
        Column::new("BF", DataType::BinaryFloat),
        Column::new("BD", DataType::BinaryDouble),
        Column::new("RID", DataType::Rowid),
        Column::new("URID", DataType::Urowid),
        Column::new("L", DataType::Long),
    ]
}

fn scalar_row() -> Vec<Value> {
    let time = DateTime::date(2024, 2, 29).at(23, 59, 58, 0);
    let rowid = Rowid {
        object: 73_196,
        file: 7,
        block: 171,
        row: 12,
    };
    vec![
        "-12345678901234567890.123456789"
            .parse::<Number>()
            .expect("a number")
            .into(),
        "grüße €".into(),
        "ab   ".into(),
        "日本語𝄞".into(),
        "x    ".into(),
        time.into(),
        time.at(1, 2, 3, 123_456_789).into(),
        Value::TimeTz(time.at(12, 0, 0, 1), -210),
        time.at(0, 0, 0, 500_000_000).into(),
        Value::IntervalYm(IntervalYm {
            years: -178,
            months: -11,
        }),
        Value::IntervalDs(IntervalDs {
            days: 3,
            hours: 4,
            minutes: 5,
            seconds: 6,
            nanoseconds: 789,
        }),
        Value::from(&[0_u8, 255, 29][..]),
        0.25_f32.into(),
        (-1.5e300_f64).into(),
        rowid.into(),
        Value::LogicalRowid([4_u8, 2, 0xc1, 2, 0xfe].as_slice().into()),
        "long ".repeat(10_000).into(),
    ]
}

#[test]
fn every_scalar_type() {
    let nulls = vec![Value::Null; scalar_columns().len()];
    let rows = vec![scalar_row(), scalar_row(), nulls, scalar_row()];
    in_styles(
        || Script::new().query("select * from scalars", scalar_columns(), rows.clone()),
        |_, connection| {
            let rows: Vec<Row> = connection
                .query("select * from scalars", &[])
                .expect("a cursor")
                .map(|row| row.expect("a row"))
                .collect();
            assert_eq!(rows.len(), 4);
            for row in [&rows[0], &rows[1], &rows[3]] {
                assert_eq!(
                    get::<OracleNumber>(row, 0).to_string(),
                    "-12345678901234567890.123456789"
                );
                assert_eq!(get::<String>(row, 1), "grüße €");
                assert_eq!(get::<String>(row, 2), "ab   ");
                assert_eq!(get::<String>(row, 3), "日本語𝄞");
                assert_eq!(get::<String>(row, 4), "x    ");
                assert_eq!(
                    get::<OracleTimestamp>(row, 5).to_string(),
                    "2024-02-29T23:59:58.000000000"
                );
                assert_eq!(
                    get::<OracleTimestamp>(row, 6).to_string(),
                    "2024-02-29T01:02:03.123456789"
                );
                assert_eq!(
                    get::<OracleTimestamp>(row, 7).to_string(),
                    "2024-02-29T12:00:00.000000001Z"
                );
                assert_eq!(
                    get::<OracleTimestamp>(row, 8).to_string(),
                    "2024-02-29T00:00:00.500000000"
                );
                assert_eq!(get::<OracleIntervalYM>(row, 9), OracleIntervalYM::new(-178, -11));
                assert_eq!(
                    get::<OracleIntervalDS>(row, 10),
                    OracleIntervalDS::new(3, 4, 5, 6, 789)
                );
                assert_eq!(get::<Vec<u8>>(row, 11), [0, 255, 29]);
                assert_eq!(get::<f32>(row, 12), 0.25);
                assert_eq!(get::<f64>(row, 13), -1.5e300);
                assert_eq!(get::<String>(row, 14), "AAAR3sAAHAAAACrAAM");
                assert_eq!(get::<String>(row, 15), "*BALBAv4");
                assert_eq!(get::<String>(row, 16), "long ".repeat(10_000));
            }
            for column in 0..scalar_columns().len() {
                assert!(
                    rows[2].get::<Option<String>>(column).expect("NULL").is_none(),
                    "{column}"
                );
            }
        },
    );
}

#[test]
fn what_a_query_says_of_its_columns() {
    in_styles(
        || Script::new().query("select * from scalars", scalar_columns(), Vec::new()),
        |_, connection| {
            let cursor = connection.query("select * from scalars", &[]).expect("a cursor");
            let types: Vec<String> = cursor.columns().iter().map(|column| column.data_type()).collect();
            let expected = [
                "NUMBER",
                "VARCHAR2(400)",
                "CHAR(5)",
                "NVARCHAR2(100)",
                "NCHAR(5)",
                "DATE",
                "TIMESTAMP(9)",
                "TIMESTAMP(9) WITH TIME ZONE",
                "TIMESTAMP(6) WITH LOCAL TIME ZONE",
                "INTERVAL YEAR(9) TO MONTH",
                "INTERVAL DAY(9) TO SECOND(9)",
                "RAW(100)",
                "BINARY_FLOAT",
                "BINARY_DOUBLE",
                "ROWID",
                "UROWID",
                "LONG",
            ];
            assert_eq!(types, expected);
            assert_eq!(cursor.count(), 0);
        },
    );
}

#[test]
fn booleans_and_json() {
    let json = Json::Object(vec![
        ("name".to_owned(), Json::String("Ä".to_owned())),
        (
            "list".to_owned(),
            Json::Array(vec![Json::Number(1.into()), Json::Null, Json::Bool(true)]),
        ),
    ]);
    let columns = vec![
        Column::new("B", DataType::Boolean),
        Column::new("J", DataType::Json),
    ];
    let rows = vec![
        vec![true.into(), Value::Json(Arc::new(json))],
        vec![false.into(), Value::Null],
        vec![
            Value::Null,
            Value::Json(Arc::new(Json::String("scalar".to_owned()))),
        ],
    ];
    in_styles(
        || Script::new().query("select b, j from t", columns.clone(), rows.clone()),
        |_, connection| {
            let rows: Vec<Row> = connection
                .query("select b, j from t", &[])
                .expect("a cursor")
                .map(|row| row.expect("a row"))
                .collect();
            assert_eq!(get::<Option<bool>>(&rows[0], 0), Some(true));
            assert_eq!(get::<Option<bool>>(&rows[1], 0), Some(false));
            assert_eq!(get::<Option<bool>>(&rows[2], 0), None);
            let JsonValue::JsonObject(members) = get::<JsonValue>(&rows[0], 1) else {
                panic!("no object");
            };
            assert!(matches!(&members["name"], JsonValue::String(text) if text == "Ä"));
            assert!(matches!(&members["list"], JsonValue::JsonArray(items) if items.len() == 3));
            assert!(matches!(get::<JsonValue>(&rows[2], 1), JsonValue::String(text) if text == "scalar"));
        },
    );
}

#[test]
fn vectors() {
    let declared = VectorType {
        dimensions: Some(3),
        format: Some(VectorFormat::Float32),
        is_sparse: false,
    };
    let columns = vec![
        Column::new("F", DataType::Vector(declared)),
        Column::new("V", DataType::Vector(VectorType::default())),
    ];
    let dense = |elements: Elements| Value::Vector(Arc::new(Vector::Dense(elements)));
    let sparse = Value::Vector(Arc::new(Vector::Sparse {
        dimensions: 9,
        places: vec![0, 8],
        elements: Elements::Float32(vec![-1.5, f32::MAX]),
    }));
    let rows = vec![
        vec![
            dense(Elements::Float32(vec![1.5, -0.0, f32::MIN_POSITIVE])),
            dense(Elements::Float64(vec![f64::MAX, -5e-324])),
        ],
        vec![Value::Null, dense(Elements::Int8(vec![-128, 127]))],
        vec![Value::Null, dense(Elements::Binary(vec![1, 255]))],
        vec![Value::Null, sparse],
        vec![Value::Null, dense(Elements::Float64(vec![0.1; 65_535]))],
        vec![Value::Null, Value::Null],
    ];
    let double = start(
        Style::V23,
        Script::new().query("select f, v from t", columns, rows),
    );
    let connection = connect(&double);
    let rows: Vec<Row> = connection
        .query("select f, v from t", &[])
        .expect("a cursor")
        .map(|row| row.expect("a row"))
        .collect();
    let shown =
        |row: usize, column: usize| format!("{:?}", get::<Option<oracledb::Vector>>(&rows[row], column));
    assert_eq!(shown(0, 0), "Some(Dense(Float32([1.5, -0.0, 1.1754944e-38])))");
    assert_eq!(
        shown(0, 1),
        "Some(Dense(Float64([1.7976931348623157e308, -5e-324])))"
    );
    assert_eq!(shown(1, 1), "Some(Dense(Int8([-128, 127])))");
    assert_eq!(shown(2, 1), "Some(Dense(Binary([1, 255])))");
    assert_eq!(
        shown(3, 1),
        "Some(Sparse(SparseVector { num_dimensions: 9, indices: [0, 8], values: Float32([-1.5, 3.4028235e38]) }))"
    );
    let Some(oracledb::Vector::Dense(oracledb::VectorData::Float64(numbers))) = get(&rows[4], 1) else {
        panic!("no vector of doubles");
    };
    assert!(numbers.len() == 65_535 && numbers.iter().all(|number| *number == 0.1));
    assert_eq!(shown(5, 1), "None");
    assert_eq!(double.protocol_errors(), Vec::<String>::new());
}

#[test]
fn many_rows_with_repeated_columns() {
    in_styles(
        || numbers("select n, t from numbers", 3000),
        |_, connection| {
            let statement = connection
                .statement("select n, t from numbers")
                .expect("a statement")
                .fetch_array_size(70);
            let cursor = statement
                .build()
                .expect("a statement")
                .query(&[])
                .expect("a cursor");
            let mut count = 0;
            for row in cursor {
                let row = row.expect("a row");
                assert_eq!(get::<i64>(&row, 0), count);
                assert_eq!(get::<String>(&row, 1), format!("text {}", count / 3));
                count += 1;
            }
            assert_eq!(count, 3000);
        },
    );
}

#[test]
fn small_and_large_packets() {
    for sdu in [512, 65_535, 2_097_152] {
        for style in STYLES {
            let options = Options::new(style).sdu(sdu);
            let double = Double::start(options, numbers("select n, t from numbers", 500)).expect("a double");
            let connection = connect(&double);
            let cursor = connection
                .query("select n, t from numbers", &[])
                .expect("a cursor");
            assert_eq!(cursor.filter(Result::is_ok).count(), 500);
        }
    }
}

#[test]
fn binds_and_statements_that_run_again() {
    in_styles(
        || {
            Script::new().rows(
                "select n from t where n > :1 and :2 = 'x'",
                vec![Column::number("N")],
                |binds| {
                    let (Value::Number(from), Some("x")) = (&binds[0], binds[1].as_text()) else {
                        panic!("{binds:?}");
                    };
                    let from = from.to_i64().expect("an integer");
                    (from + 1..from + 6).map(|n| [Value::from(n)].into())
                },
            )
        },
        |double, connection| {
            for from in [7_i64, 100, -3] {
                let cursor = connection
                    .query("select n from t where n > :1 and :2 = 'x'", &[&from, &"x"])
                    .expect("a cursor");
                let found: Vec<i64> = cursor.map(|row| get(&row.expect("a row"), 0)).collect();
                assert_eq!(found, (from + 1..from + 6).collect::<Vec<_>>());
            }
            assert_eq!(double.statements().len(), 3);
        },
    );
}

#[test]
fn batches() {
    let inserted = Inserted::default();
    let sql = "insert into t values (:1, :2, :3, :4)";
    in_styles(
        || inserted.script(sql),
        |_, connection| {
            let long = "x".repeat(40_000);
            let rows: Vec<(i64, String, Option<f64>, Vec<u8>)> = (0..1000)
                .map(|n| {
                    (
                        n,
                        if n == 500 { long.clone() } else { format!("r{n}") },
                        (n % 2 == 0).then_some(0.5),
                        vec![7; 3],
                    )
                })
                .collect();
            let binds: Vec<[&dyn ToDbValue; 4]> = rows
                .iter()
                .map(|row| [&row.0 as &dyn ToDbValue, &row.1, &row.2, &row.3])
                .collect();
            let binds: Vec<&[&dyn ToDbValue]> = binds.iter().map(|row| &row[..]).collect();
            let result = connection.execute_batch(sql, &binds[..]).expect("a result");
            assert_eq!(result.rows_affected(), 1000);
            connection.commit().expect("a commit");
            let found = inserted.take();
            assert_eq!(found.len(), 1000);
            assert_eq!(found[500][1].as_text().map(str::len), Some(40_000));
            assert_eq!(
                found[7],
                vec![7.into(), "r7".into(), Value::Null, Value::from(&[7_u8; 3][..])]
            );
        },
    );
}

#[test]
fn every_bind_type() {
    let inserted = Inserted::default();
    let sql = "insert into t values (:1, :2, :3, :4, :5, :6, :7, :8, :9)";
    in_styles(
        || inserted.script(sql),
        |_, connection| {
            let number: OracleNumber = "-0.00042".parse().expect("a number");
            let time = OracleTimestamp::new_timestamp(1999, 12, 31, 1, 2, 3, 456_789_000);
            let day_to_second = OracleIntervalDS::new(-1, -2, -3, -4, -5);
            let year_to_month = OracleIntervalYM::new(10, 7);
            let binds: [&dyn ToDbValue; 9] = [
                &number,
                &"é",
                &time,
                &day_to_second,
                &year_to_month,
                &1.5_f32,
                &-2.5_f64,
                &vec![1_u8, 2],
                &true,
            ];
            connection.execute(sql, &binds).expect("a result");
            let expected = vec![
                Value::Number("-0.00042".parse().expect("a number")),
                "é".into(),
                DateTime::date(1999, 12, 31).at(1, 2, 3, 456_789_000).into(),
                Value::IntervalDs(IntervalDs {
                    days: -1,
                    hours: -2,
                    minutes: -3,
                    seconds: -4,
                    nanoseconds: -5,
                }),
                Value::IntervalYm(IntervalYm { years: 10, months: 7 }),
                1.5_f32.into(),
                (-2.5_f64).into(),
                Value::from(&[1_u8, 2][..]),
                true.into(),
            ];
            assert_eq!(inserted.take(), vec![expected]);
        },
    );
}

#[test]
fn returning() {
    let sql = "update t set a = :1 where b > :2 returning b, c into :3, :4";
    in_styles(
        || {
            Script::new().statement(sql, |statement| {
                assert_eq!(statement.rows[0][..2], [1.into(), 5.into()]);
                let row = |n: i64| vec![Value::from(n), Value::from(format!("c{n}"))];
                Ok(Done {
                    rows_affected: 2,
                    returned: vec![vec![row(6), row(7)]],
                    ..Done::default()
                })
            })
        },
        |_, connection| {
            for _ in 0..2 {
                let binds: [&dyn ToDbValue; 4] =
                    [&1, &5, &oracledb::DB_TYPE_NUMBER, &oracledb::DB_TYPE_VARCHAR];
                let mut result = connection.execute(sql, &binds).expect("a result");
                let rows = result.returned_data();
                let found: Vec<(i64, String)> = rows.iter().map(|row| (get(row, 0), get(row, 1))).collect();
                assert_eq!(found, [(6, "c6".to_owned()), (7, "c7".to_owned())]);
            }
        },
    );
}

#[test]
fn blocks_with_out_binds() {
    let sql = "begin p(:a, :b, :c); end;";
    in_styles(
        || {
            Script::new().statement(sql, |statement| {
                let double = |row: &Vec<Value>, at: usize| match &row[at] {
                    Value::Number(number) => Value::from(number.to_i64().expect("an integer") * 2),
                    other => panic!("{other:?}"),
                };
                Ok(Done {
                    out: vec![
                        OutBind {
                            position: 1,
                            in_out: false,
                            values: statement.rows.iter().map(|row| vec![double(row, 0)]).collect(),
                        },
                        OutBind {
                            position: 2,
                            in_out: true,
                            values: statement.rows.iter().map(|row| vec![double(row, 2)]).collect(),
                        },
                    ],
                    ..Done::default()
                })
            })
        },
        |_, connection| {
            for n in [1_i64, 5] {
                let mut result = connection
                    .execute(sql, &[&n, &oracledb::DB_TYPE_NUMBER, &100])
                    .expect("a result");
                let row = result.out_bind_data();
                assert_eq!((get::<i64>(&row, 0), get::<i64>(&row, 1)), (n * 2, 200));
            }
            let first: [&dyn ToDbValue; 3] = [&1, &oracledb::DB_TYPE_NUMBER, &10];
            let second: [&dyn ToDbValue; 3] = [&2, &oracledb::DB_TYPE_NUMBER, &20];
            let third: [&dyn ToDbValue; 3] = [&3, &oracledb::DB_TYPE_NUMBER, &30];
            let binds: [&[&dyn ToDbValue]; 3] = [&first, &second, &third];
            let mut result = connection.execute_batch(sql, &binds[..]).expect("a result");
            let found: Vec<i64> = result.out_bind_data().iter().map(|row| get(row, 1)).collect();
            assert_eq!(found, [20, 40, 60]);
        },
    );
}

#[test]
fn cursors_as_values() {
    let inner = || {
        let rows: Vec<_> = (0..250).map(|n| [Value::from(n)].into()).collect();
        Value::Cursor(Arc::new(Mutex::new(Some(Rows::new(
            vec![Column::number("N")],
            rows,
        )))))
    };
    in_styles(
        || {
            Script::new()
                .statement("begin open :c for select n from t; end;", move |_| {
                    Ok(Done {
                        out: vec![OutBind {
                            position: 0,
                            in_out: false,
                            values: vec![vec![inner()]],
                        }],
                        ..Done::default()
                    })
                })
                .rows(
                    "select 1, cursor(select n from t) from dual",
                    vec![Column::number("1"), Column::new("C", DataType::Cursor)],
                    move |_| (0..2).map(move |n| [Value::from(n), inner()].into()),
                )
        },
        |_, connection| {
            let mut result = connection
                .execute(
                    "begin open :c for select n from t; end;",
                    &[&oracledb::DB_TYPE_CURSOR],
                )
                .expect("a result");
            let cursor: Cursor = result.out_bind_data().take(0).expect("a cursor");
            let found: Vec<i64> = cursor.map(|row| get(&row.expect("a row"), 0)).collect();
            assert_eq!(found, (0..250).collect::<Vec<_>>());
            let rows = connection
                .query("select 1, cursor(select n from t) from dual", &[])
                .expect("a cursor");
            for row in rows {
                let cursor: Cursor = row.expect("a row").take(1).expect("a cursor");
                assert_eq!(cursor.count(), 250);
            }
        },
    );
}

#[test]
fn answers_are_remembered_for_who_asks_for_it() {
    use std::sync::atomic::{AtomicU64, Ordering};
    let made = Arc::new(AtomicU64::new(0));
    for style in STYLES {
        made.store(0, Ordering::Relaxed);
        let counted = Arc::clone(&made);
        let columns = vec![Column::number("N"), Column::text("T")];
        let script = Script::new().rows("select n, t from numbers", columns, move |_| {
            let counted = Arc::clone(&counted);
            (0..1000_i64).map(move |n| {
                counted.fetch_add(1, Ordering::Relaxed);
                [Value::from(n), Value::from(format!("text {}", n / 3))].into()
            })
        });
        let double = Double::start(Options::new(style).remembering_answers(), script).expect("a double");
        let connection = connect(&double);
        let read = |array_size| {
            let statement = connection
                .statement("select n, t from numbers")
                .expect("a statement")
                .fetch_array_size(array_size)
                .prefetch_rows(array_size)
                .build()
                .expect("a statement");
            let rows = statement.query(&[]).expect("a cursor");
            rows.map(|row| {
                let row = row.expect("a row");
                (get::<i64>(&row, 0), get::<String>(&row, 1))
            })
            .collect::<Vec<_>>()
        };
        let expected: Vec<_> = (0..1000).map(|n| (n, format!("text {}", n / 3))).collect();
        assert_eq!(read(300), expected);
        assert_eq!(read(300), expected);
        assert_eq!(made.load(Ordering::Relaxed), 1000, "{style:?}");
        // Other answers begin where remembered ones end.
        assert_eq!(read(150), expected);
        assert_eq!(read(300), expected);
        // Faults happen all the same.
        double
            .faults()
            .add(oracle_double::Fault::snapshot_too_old("numbers", 500));
        let statement = connection
            .statement("select n, t from numbers")
            .expect("a statement");
        let statement = statement.fetch_array_size(300).prefetch_rows(300).build();
        let failed = statement
            .expect("a statement")
            .query(&[])
            .expect("a cursor")
            .find_map(Result::err);
        assert_eq!(failed.as_ref().map(code), Some(1555), "{style:?}");
    }
}
