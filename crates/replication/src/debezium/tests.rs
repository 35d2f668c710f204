use super::*;
use crate::logminer::catalog::{CapturedTable, Column, Version};
use crate::redo::ColumnType;
use proptest::prelude::*;
use std::borrow::Cow;

pub(super) fn catalog() -> Catalog {
    let columns = [
        ("ID", ColumnType::Number),
        ("NAME", ColumnType::Text),
        ("D", ColumnType::Date),
        ("TS", ColumnType::Timestamp),
        ("TZ", ColumnType::TimestampTz),
        ("R", ColumnType::Raw),
        ("C", ColumnType::Clob),
        ("DS", ColumnType::Duration),
        ("YM", ColumnType::Months),
        ("F", ColumnType::Double),
    ];
    Catalog::new(vec![CapturedTable {
        objects: BTreeSet::new(),
        versions: vec![Version {
            from: 0,
            owner: "BANK".into(),
            name: "T".into(),
            key: vec!["ID".into()],
            columns: columns
                .map(|(name, kind)| Column {
                    name: name.into(),
                    kind,
                })
                .into(),
            is_certain: true,
            is_dropped: false,
        }],
        reaches_back: false,
    }])
}

pub(super) fn options() -> DebeziumOptions {
    DebeziumOptions {
        values: ValueOptions::default(),
        memory: 1,
        spill_directory: None,
    }
}

fn read(text: &str, from: Position) -> Result<Vec<(Transaction, Vec<Change>)>, Error> {
    let lines = InputLines::new(std::io::Cursor::new(text.to_owned()));
    let mut source = DebeziumSource::new(lines, options(), catalog(), from);
    let mut found = Vec::new();
    loop {
        let transaction = match source.next(Duration::from_secs(60))?.unwrap() {
            Event::Transaction(transaction) => transaction,
            Event::End => break,
            Event::Heartbeat { .. } => panic!(),
        };
        let changes = transaction
            .changes
            .read()?
            .map(|change| change.map(Cow::into_owned))
            .collect::<Result<_, _>>()?;
        found.push((transaction, changes));
    }
    assert!(source.has_ended());
    Ok(found)
}

pub(super) fn event(op: &str, transaction: &str, commit: u64, before: &str, after: &str) -> String {
    format!(
        r#"{{"before":{before},"after":{after},"source":{{"version":"2.7.0","connector":"oracle","name":"s","ts_ms":1709249405000,"db":"X","schema":"BANK","table":"T","txId":"{transaction}","scn":"{}","commit_scn":"{commit}","rs_id":" 0x1 ","ssn":0,"user_name":"ANN"}},"op":"{op}","ts_ms":1709249406000,"transaction":null}}"#,
        commit - 1
    )
}

#[test]
fn events_without_schema() {
    let text = [
        event("r", "", 5, "null", r#"{"ID":"0"}"#),
        event(
            "c",
            "0a",
            10,
            "null",
            r#"{"ID":"-1.50","NAME":"it's","D":1709249405000,"TS":1709249405250000,"TZ":"2024-02-29T23:30:05.25+05:30","R":"qwE=","C":"__debezium_unavailable_value","DS":"P3DT4H5M6.000000007S","YM":"P-2Y-3M","F":1.5}"#,
        ),
        event("u", "0a", 10, r#"{"ID":"1","NAME":"a"}"#, r#"{"ID":"1","NAME":"b","C":"__debezium_unavailable_value"}"#),
        "null".to_owned(),
        String::new(),
        r#"{"ts_ms":1}"#.to_owned(),
        event("d", "0b", 12, r#"{"ID":2}"#, "null"),
        event("c", "0c", 12, "null", r#"{"ID":{"scale":2,"value":"AZA="}}"#).replace("\"T\"", "\"OTHER\""),
        r#"{"source":{"schema":"BANK","table":"T","scn":"13"},"databaseName":"X","schemaName":"BANK","ddl":"TRUNCATE TABLE t;","tableChanges":[]}"#.to_owned(),
    ]
    .join("\n");
    let found = read(&text, beginning()).unwrap();
    let ids: Vec<&str> = found
        .iter()
        .map(|(transaction, _)| transaction.id.0.as_str())
        .collect();
    assert_eq!(ids, ["0a", "0b", "ddl-13"]);
    let Operation::Insert { new } = &found[0].1[0].operation else {
        panic!()
    };
    let text_of: Vec<String> = new
        .iter()
        .map(|(name, value)| match value {
            Datum::DateTime(at) | Datum::Instant(at) => format!("{name} {at}"),
            value => format!("{name} {value:?}"),
        })
        .collect();
    assert_eq!(
        text_of,
        [
            "C Missing",
            "D 2024-02-29 23:30:05",
            "DS Duration { days: 3, nanoseconds: 14706000000007 }",
            "F Double(1.5)",
            "ID Number(\"-1.5\")",
            "NAME Text(\"it's\")",
            "R Bytes([171, 1])",
            "TS 2024-02-29 23:30:05.25",
            "TZ 2024-02-29 18:00:05.25",
            "YM Months(-27)",
        ]
    );
    assert_eq!(
        found[0].1[1].operation,
        Operation::Update {
            old: vec![
                ("ID".into(), Datum::Number("1".into())),
                ("NAME".into(), Datum::Text("a".into()))
            ],
            new: vec![("NAME".into(), Datum::Text("b".into()))],
        }
    );
    assert_eq!(found[2].1[0].operation, Operation::Truncate);
    // From a position the rest comes.
    let rest = read(&text, found[0].0.position.clone()).unwrap();
    assert_eq!(rest.len(), 2);
    assert_eq!(rest[0].0.id.0, "0b");
}

#[test]
fn events_with_schema() {
    let schema = r#"{"type":"struct","fields":[{"type":"struct","field":"before","fields":[]},{"type":"struct","field":"after","fields":[
        {"type":"bytes","name":"org.apache.kafka.connect.data.Decimal","parameters":{"scale":"2","connect.decimal.precision":"10"},"field":"ID"},
        {"type":"int64","name":"io.debezium.time.NanoTimestamp","field":"TS"},{"type":"int32","name":"io.debezium.time.Date","field":"D"}]}]}"#
        .replace('\n', "");
    let payload = event(
        "c",
        "0a",
        10,
        "null",
        r#"{"ID":"/Gc=","TS":951868800000000001,"D":19782}"#,
    );
    let text = format!(r#"{{"schema":{schema},"payload":{payload}}}"#);
    let found = read(&text, beginning()).unwrap();
    let Operation::Insert { new } = &found[0].1[0].operation else {
        panic!()
    };
    let (d, id, ts) = (&new[0].1, &new[1].1, &new[2].1);
    assert_eq!(*id, Datum::Number("-9.21".into()));
    let text_of = |value: &Datum| match value {
        Datum::DateTime(at) => at.to_string(),
        other => panic!("{other:?}"),
    };
    assert_eq!(text_of(d), "2024-02-29 00:00:00");
    assert_eq!(text_of(ts), "2000-03-01 00:00:00.000000001");
}

#[test]
fn what_is_not_understood_stops() {
    for (text, expected) in [
        ("{".to_owned(), "line 1: no event of Debezium"),
        (event("c", "a", 9, "null", r#"{"NEW":1}"#), "no column NEW"),
        (event("c", "a", 9, "null", r#"{"ID":"AZA="}"#), "ID has a value"),
        (
            event("c", "a", 9, "null", "{}").replace("commit_scn", "x"),
            "without source.commit_scn",
        ),
        (
            [event("d", "a", 9, "{}", "null"), event("d", "b", 8, "{}", "null")].join("\n"),
            "not in the order of commits",
        ),
    ] {
        let error = read(&text, beginning()).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
}

proptest! {
    #[test]
    fn no_line_stops_it(text in any::<String>(), cut in 0..400usize) {
        let _ = read(&text, beginning());
        let whole = event("c", "a", 9, "null", r#"{"ID":"1","TS":5}"#);
        let cut = (0..=cut.min(whole.len())).rev().find(|at| whole.is_char_boundary(*at)).unwrap_or(0);
        let _ = read(&format!("{}{text}{}", &whole[..cut], &whole[cut..]), beginning());
    }
}
