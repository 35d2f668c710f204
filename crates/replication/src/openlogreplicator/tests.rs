use super::*;
use crate::logminer::catalog::{CapturedTable, Column, Version};
use std::collections::BTreeSet;
use std::net::TcpListener;

fn catalog() -> Catalog {
    let columns = [
        ("ID", ColumnType::Number),
        ("NAME", ColumnType::Text),
        ("AT", ColumnType::Timestamp),
        ("NOTE", ColumnType::Clob),
        ("DOC", ColumnType::Apart),
    ];
    Catalog::new(vec![CapturedTable {
        objects: BTreeSet::from([70_000]),
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

/// A server that answers the requests of each connection and then sends messages; it returns what it was asked.
fn server(connections: Vec<(Vec<Vec<u8>>, Vec<String>)>) -> (String, std::thread::JoinHandle<Vec<Vec<u8>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let thread = std::thread::spawn(move || {
        let mut asked = Vec::new();
        for (answers, messages) in connections {
            let (mut stream, _) = listener.accept().unwrap();
            let mut frames = Frames::default();
            for answer in answers {
                asked.push(frames.read(&mut stream).unwrap().unwrap());
                protocol::write_frame(&mut stream, &answer).unwrap();
            }
            for message in messages {
                protocol::write_frame(&mut stream, message.as_bytes()).unwrap();
            }
            // What is confirmed until the client goes.
            while let Ok(Some(request)) = frames.read(&mut stream) {
                asked.push(request);
            }
        }
        asked
    });
    (address, thread)
}

fn options(address: &str) -> OpenLogReplicatorOptions {
    OpenLogReplicatorOptions {
        address: address.to_owned(),
        database: "DB".to_owned(),
        unit: Unit::Nanoseconds,
        memory: 1,
        spill_directory: None,
    }
}

const READY: &[u8] = &[8, 0];
const REPLICATE: &[u8] = &[8, 4];

#[test]
fn transactions_and_where_they_go_on() {
    let schema = r#""schema":{"owner":"BANK","table":"T","obj":70000}"#;
    let first = vec![
        r#"{"scn":100,"tm":1709249405000000000,"xid":"0x0001.002.00000003","c_scn":100,"c_idx":0,"payload":[{"op":"begin"}]}"#.to_owned(),
        format!(r#"{{"xid":"0x0001.002.00000003","c_scn":100,"c_idx":1,"payload":[{{"op":"c",{schema},"rid":"AAARFwAAHAAAACAAAA","after":{{"ID":12345678901234567890123.5,"NAME":"a\"é","AT":1709249405250000000,"NOTE":null,"DOC":"?"}}}}]}}"#),
        format!(r#"{{"xid":"0x0001.002.00000003","c_scn":100,"c_idx":2,"payload":[{{"op":"u",{schema},"before":{{"ID":1,"NAME":"x"}},"after":{{"ID":1,"NAME":null}}}}]}}"#),
        r#"{"xid":"0x0001.002.00000003","c_scn":100,"c_idx":3,"payload":[{"op":"commit"}]}"#.to_owned(),
        r#"{"scn":105,"tm":1709249406000000000,"c_scn":105,"c_idx":0,"payload":[{"op":"chkpt","seq":7,"offset":1024}]}"#.to_owned(),
    ];
    let whole = format!(
        r#"{{"scn":110,"xid":"9.9.9","c_scn":110,"c_idx":1,"payload":[{{"op":"d",{schema},"before":{{"ID":1}}}},{{"op":"c","schema":{{"owner":"X","table":"OTHER"}},"after":{{}}}},{{"op":"ddl","schema":{{"owner":"BANK","table":"T"}},"sql":"alter table t add c number"}}]}}"#
    );
    let (address, thread) = server(vec![
        (vec![READY.to_vec(), REPLICATE.to_vec()], first),
        // The same again: what was done does not come twice.
        (
            vec![REPLICATE.to_vec(), REPLICATE.to_vec()],
            vec![whole.replace("110", "99"), whole.clone(), whole],
        ),
    ]);
    let from = Position {
        low_scn: 90,
        ..Position::default()
    };
    let mut source = OpenLogReplicatorSource::connect(options(&address), catalog(), from).unwrap();
    let wait = Duration::from_secs(60);
    let Some(Event::Transaction(transaction)) = source.next(wait).unwrap() else {
        panic!()
    };
    assert_eq!(
        (transaction.commit_scn, transaction.id.0.as_str()),
        (100, "0x0001.002.00000003")
    );
    let changes: Vec<Change> = transaction
        .changes
        .read()
        .unwrap()
        .map(|change| change.unwrap().into_owned())
        .collect();
    assert_eq!(changes[0].row_id.as_deref(), Some("AAARFwAAHAAAACAAAA"));
    let Operation::Insert { new } = &changes[0].operation else {
        panic!()
    };
    let text: Vec<String> = new
        .iter()
        .map(|(name, value)| format!("{name}={value:?}"))
        .collect();
    assert_eq!(text.len(), 4, "{text:?}");
    assert!(
        text[0].contains("AT=DateTime") && text[1] == "DOC=Missing",
        "{text:?}"
    );
    assert_eq!(text[2], r#"ID=Number("12345678901234567890123.5")"#);
    assert_eq!(
        changes[1].operation,
        Operation::Update {
            old: vec![
                ("ID".into(), Datum::Number("1".into())),
                ("NAME".into(), Datum::Text("x".into()))
            ],
            new: vec![("NAME".into(), Datum::Null)],
        }
    );
    let Some(Event::Heartbeat { position, .. }) = source.next(wait).unwrap() else {
        panic!()
    };
    assert_eq!((position.low_scn, position.commit_scn), (105, 105));
    source.confirm(&position).unwrap();
    drop(source);
    let mut source = OpenLogReplicatorSource::connect(options(&address), catalog(), position).unwrap();
    let Some(Event::Transaction(transaction)) = source.next(wait).unwrap() else {
        panic!()
    };
    assert_eq!((transaction.commit_scn, transaction.changes.len()), (110, 2));
    assert!(source.next(Duration::ZERO).unwrap().is_none());
    drop(source);
    let asked = thread.join().unwrap();
    let continues = protocol::request(&Request::Continue(Some((105, 0))), "DB");
    let expected = [
        protocol::request(&Request::Info, "DB"),
        protocol::request(&Request::Start(90), "DB"),
        protocol::request(&Request::Confirm(105, 0), "DB"),
        protocol::request(&Request::Info, "DB"),
        continues,
    ];
    assert_eq!(asked, expected);
}

#[test]
fn what_is_not_understood_stops() {
    for (message, expected) in [
        ("{", "is not understood"),
        (
            r#"{"scn":1,"xid":"1.1.1","payload":[{"op":"c","schema":{"owner":"BANK","table":"T"},"after":{"NEW":1}}]}"#,
            "no column NEW",
        ),
        (
            r#"{"scn":1,"xid":"1.1.1","payload":[{"op":"c","schema":{"owner":"BANK","table":"T"},"after":{"ID":"x"}}]}"#,
            "\"x\"",
        ),
        (
            r#"{"xid":"1.1.1","payload":[{"op":"ddl","sql":"drop table t"}]}"#,
            "no SCN",
        ),
    ] {
        let (address, thread) = server(vec![(vec![REPLICATE.to_vec(); 2], vec![message.to_owned()])]);
        let mut source =
            OpenLogReplicatorSource::connect(options(&address), catalog(), Position::default()).unwrap();
        let error = source.next(Duration::from_secs(60)).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
        drop(source);
        thread.join().unwrap();
    }
    let (address, thread) = server(vec![(vec![vec![8, 6]], Vec::new())]);
    let refused = OpenLogReplicatorSource::connect(options(&address), catalog(), Position::default());
    assert!(refused.err().unwrap().to_string().contains("no source named DB"));
    thread.join().unwrap();
}
