//! `plconv migrate` with changes from OpenLogReplicator: a server that speaks its protocol over TCP, and loses its connections in the
//! middle of a transaction. The rows are loaded from a double of an Oracle server.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests make the files they work on, and their helpers may fail"
)]

mod ends;

use ends::Ends;
use oracle_double::{Column, DataType, Simulator, Table, Value};
use plconv_verify::{Server, ServerChoice};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Stdio;
use std::thread::JoinHandle;

/// What a client asks: the code of the request with the SCN to begin at, or the SCN and index of the message to go on behind or to
/// confirm.
#[derive(Debug, PartialEq, Eq)]
enum Request {
    Info,
    Start(u64),
    Continue(u64, u64),
    Confirm(u64, u64),
}

/// Answers of the server: that it has not begun, and that messages follow.
const READY: &[u8] = &[8, 0];
const REPLICATE: &[u8] = &[8, 4];

/// A request: length, then fields of Protocol Buffers; `None` when the client has gone.
fn request(stream: &mut TcpStream) -> Option<Request> {
    let mut length = [0; 4];
    stream.read_exact(&mut length).ok()?;
    let mut bytes = vec![0; u32::from_le_bytes(length) as usize];
    stream.read_exact(&mut bytes).ok()?;
    let mut bytes = bytes.into_iter();
    let mut numbers = [0; 10];
    while let Some(key) = varint(&mut bytes) {
        let value = varint(&mut bytes)?;
        match key & 7 {
            0 => numbers[(key >> 3) as usize] = value,
            // The name of the database.
            _ => assert_eq!(bytes.by_ref().take(value as usize).collect::<Vec<u8>>(), b"DB"),
        }
    }
    Some(match numbers[1] {
        0 => Request::Info,
        1 => Request::Start(numbers[3]),
        2 => Request::Continue(numbers[8], numbers[9]),
        _ => Request::Confirm(numbers[8], numbers[9]),
    })
}

fn varint(bytes: &mut impl Iterator<Item = u8>) -> Option<u64> {
    let mut value = 0;
    for place in 0..10 {
        let byte = bytes.next()?;
        value |= u64::from(byte & 0x7F) << (7 * place);
        if byte & 0x80 == 0 {
            break;
        }
    }
    Some(value)
}

fn send(stream: &mut TcpStream, message: &[u8]) {
    stream.write_all(&(message.len() as u32).to_le_bytes()).unwrap();
    stream.write_all(message).unwrap();
}

/// What the server does with a connection.
struct Connection {
    answers: [&'static [u8]; 2],
    messages: Vec<String>,
    /// It is cut when this is confirmed; otherwise the client ends it.
    cut_after: Option<Request>,
}

/// Serves connections one after another; what each asked.
fn serve(listener: TcpListener, connections: Vec<Connection>) -> JoinHandle<Vec<Vec<Request>>> {
    std::thread::spawn(move || {
        let serve = |connection: Connection| {
            let (mut stream, _) = listener.accept().unwrap();
            let mut asked = Vec::new();
            for answer in connection.answers {
                asked.push(request(&mut stream).unwrap());
                send(&mut stream, answer);
            }
            for message in &connection.messages {
                send(&mut stream, message.as_bytes());
            }
            while let Some(request) = request(&mut stream) {
                let is_last = connection.cut_after.as_ref() == Some(&request);
                asked.push(request);
                if is_last {
                    break;
                }
            }
            asked
        };
        connections.into_iter().map(serve).collect()
    })
}

/// The messages of a transaction: its beginning, one for each change, its end.
fn transaction(scn: u64, changes: &[&str]) -> Vec<String> {
    let head = |index: usize| {
        format!(
            r#"{{"scn":{scn},"tm":1709249405000000000,"xid":"0x0001.002.{scn:08x}","c_scn":{scn},"c_idx":{index},"payload":"#
        )
    };
    let schema = r#""schema":{"owner":"APP","table":"T"}"#;
    let mut messages = vec![format!(r#"{}[{{"op":"begin"}}]}}"#, head(0))];
    for change in changes {
        let (op, values) = change.split_once(' ').unwrap();
        messages.push(format!(
            r#"{}[{{"op":"{op}",{schema},{values}}}]}}"#,
            head(messages.len())
        ));
    }
    messages.push(format!(r#"{}[{{"op":"commit"}}]}}"#, head(messages.len())));
    messages
}

fn checkpoint(scn: u64) -> String {
    format!(
        r#"{{"scn":{scn},"tm":1709249406000000000,"c_scn":{scn},"c_idx":0,"payload":[{{"op":"chkpt"}}]}}"#
    )
}

#[test]
fn changes_come_once_although_connections_and_processes_end() {
    let server = Server::start(&ServerChoice::Local { major: None }).unwrap();
    let simulator = Simulator::new();
    simulator.add(
        Table::new("APP", "T")
            .column(Column::new("ID", DataType::Number(9, 0)))
            .column(Column::new("V", DataType::Varchar2(40)))
            .primary_key(&["ID"])
            .rows(
                (0..3_u32)
                    .map(|id| vec![Value::from(id), Value::text(&format!("row {id}"))])
                    .collect(),
            ),
    );
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let ends = Ends::new(
        &server,
        simulator.clone(),
        "CREATE TABLE t (id bigint PRIMARY KEY, v text)",
        &format!(
            "[replication.capture]\nfrom = \"open-log-replicator\"\naddress = \"{address}\"\ndatabase = \"DB\"\ntimes = \"nanoseconds\"\n\
             [[table]]\nsource = \"APP.T\"\ntarget = \"t\"\n"
        ),
    );
    // Behind whatever SCN the rows are loaded as of.
    let scn = simulator.scn() + 100_000;
    let first = transaction(
        scn,
        &[
            r#"c "after":{"ID":10,"V":"first"}"#,
            r#"u "before":{"ID":1,"V":"row 1"},"after":{"ID":1,"V":"é \"changed\""}"#,
        ],
    );
    let second = transaction(
        scn + 10,
        &[
            r#"c "after":{"ID":11,"V":"second"}"#,
            r#"u "before":{"ID":10,"V":"first"},"after":{"ID":12,"V":"moved"}"#,
            r#"d "before":{"ID":2,"V":"row 2"}"#,
        ],
    );
    let third = transaction(
        scn + 20,
        &[r#"u "before":{"ID":11,"V":"second"},"after":{"ID":11,"V":null}"#],
    );
    let half = second[..2].to_vec();
    let connections = vec![
        Connection {
            answers: [READY, REPLICATE],
            messages: [first.clone(), half].concat(),
            cut_after: Some(Request::Confirm(scn, 3)),
        },
        // It goes on behind the first transaction.
        Connection {
            answers: [REPLICATE, REPLICATE],
            messages: [second.clone(), vec![checkpoint(scn + 15)]].concat(),
            cut_after: None,
        },
        // Another process; the server has forgotten how far the one before was.
        Connection {
            answers: [REPLICATE, REPLICATE],
            messages: [first, second, third, vec![checkpoint(scn + 25)]].concat(),
            cut_after: None,
        },
    ];
    let serving = serve(listener, connections);
    let migrate = |until: u64| {
        let mut command = ends.plconv("migrate");
        let process = command
            .args(["--until-scn", &until.to_string()])
            .stderr(Stdio::piped())
            .spawn();
        let output = process.unwrap().wait_with_output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{told}");
        told
    };
    let rows = || -> String {
        let sql = "SELECT string_agg(concat_ws(' ', id, coalesce(v, 'NULL')), ', ' ORDER BY id) FROM t";
        ends.client().query_one(sql, &[]).unwrap().get(0)
    };
    let told = migrate(scn + 12);
    assert!(told.contains("OpenLogReplicator: "), "{told}");
    assert_eq!(rows(), "0 row 0, 1 é \"changed\", 11 second, 12 moved");
    migrate(scn + 22);
    assert_eq!(rows(), "0 row 0, 1 é \"changed\", 11 NULL, 12 moved");
    let counts: String = ends
        .client()
        .query_one(
            "SELECT concat_ws(' ', transactions, changes) FROM plconv.replication",
            &[],
        )
        .unwrap()
        .get(0);
    assert_eq!(counts, "3 6");
    let asked = serving.join().unwrap();
    assert!(
        matches!(asked[0][..], [Request::Info, Request::Start(begin), ..] if begin < scn),
        "{asked:?}"
    );
    assert_eq!(asked[1][..2], [Request::Info, Request::Continue(scn, 3)]);
    assert!(
        matches!(asked[2][..], [Request::Info, Request::Continue(at, _), ..] if at >= scn + 10),
        "{asked:?}"
    );
}
