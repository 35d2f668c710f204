//! Messages that PostgreSQL 15 has sent.

use super::*;
use proptest::prelude::*;

const CAPTURED: &[&str] = &[
    "420000000001545470000303d3f366e12a000002d9",
    "59000040017075626c6963006d6f6f6400",
    "52000040057075626c69630074006400030169640000000017ffffffff00760000000019ffffffff006d0000004001ffffffff",
    "49000040054e000374000000013174000000036f6e6574000000026f6b",
    "49000040054e00037400000001326e7400000003736164",
    "55000040054e00037400000001317400000003756e6f74000000026f6b",
    "55000040054b00037400000001326e6e4e00037400000001336e7400000003736164",
    "44000040054b00037400000001316e6e",
    "4300000000000154547000000000015454a0000303d3f366e12a",
    "55000040054e0003740000000139757400000003736164",
    "520000400c7075626c696300660066000201610000000017ffffffff01620000000019ffffffff",
    "490000400c4e00027400000001317400000004c3a92722",
    "550000400c4f00027400000001317400000004c3a927224e00027400000001316e",
    "440000400c4f00027400000001316e",
    "4f000000000000002a706c636f6e765f7840646200",
    "540000000203000040050000400c",
    "4d010000000001549840706c636f6e76000000000568656c6c6f",
];

fn captured(number: usize) -> Vec<u8> {
    plconv_mover::value::unhex(CAPTURED[number].as_bytes()).unwrap()
}

fn check(number: usize, expected: &Message<'_>) {
    let bytes = captured(number);
    assert_eq!(&decode(&bytes).unwrap(), expected, "{}", CAPTURED[number]);
}

#[test]
fn transactions() {
    let committed_at = time_of(0x0003_03d3_f366_e12a);
    check(
        0,
        &Message::Begin {
            final_lsn: "0/1545470".parse().unwrap(),
            committed_at,
            xid: 729,
        },
    );
    check(
        8,
        &Message::Commit {
            commit_lsn: "0/1545470".parse().unwrap(),
            end_lsn: "0/15454A0".parse().unwrap(),
            committed_at,
        },
    );
    check(
        14,
        &Message::Origin {
            lsn: Lsn(42),
            name: "plconv_x@db",
        },
    );
    check(
        16,
        &Message::Logical {
            is_transactional: true,
            lsn: "0/1549840".parse().unwrap(),
            prefix: "plconv",
            content: b"hello",
        },
    );
    assert_eq!(
        time_of(0)
            .duration_since(std::time::UNIX_EPOCH)
            .unwrap()
            .as_secs(),
        946_684_800
    );
    let _ = time_of(i64::MIN);
    let _ = time_of(i64::MAX);
}

#[test]
fn tables() {
    let column = |is_key, name: &str, type_oid| RelationColumn {
        is_key,
        name: name.to_owned(),
        type_oid,
        type_modifier: -1,
    };
    check(
        1,
        &Message::Type {
            oid: 16385,
            schema: "public",
            name: "mood",
        },
    );
    check(
        2,
        &Message::Relation(Relation {
            id: 16389,
            schema: "public".to_owned(),
            name: "t".to_owned(),
            identity: Identity::Default,
            columns: vec![
                column(true, "id", 23),
                column(false, "v", 25),
                column(false, "m", 16385),
            ],
        }),
    );
    check(
        10,
        &Message::Relation(Relation {
            id: 16396,
            schema: "public".to_owned(),
            name: "f".to_owned(),
            identity: Identity::Full,
            columns: vec![column(true, "a", 23), column(true, "b", 25)],
        }),
    );
    check(
        15,
        &Message::Truncate {
            cascade: true,
            restart_identity: true,
            relations: vec![16389, 16396],
        },
    );
}

#[test]
fn rows() {
    use Cell::{Null, Text, Unchanged};
    let insert = |relation, new| Message::Insert { relation, new };
    check(3, &insert(16389, vec![Text("1"), Text("one"), Text("ok")]));
    check(4, &insert(16389, vec![Text("2"), Null, Text("sad")]));
    check(11, &insert(16396, vec![Text("1"), Text("\u{e9}'\"")]));
    let old = |is_whole, tuple| OldTuple { is_whole, tuple };
    let update = |relation, old, new| Message::Update { relation, old, new };
    check(5, &update(16389, None, vec![Text("1"), Text("uno"), Text("ok")]));
    check(
        6,
        &update(
            16389,
            Some(old(false, vec![Text("2"), Null, Null])),
            vec![Text("3"), Null, Text("sad")],
        ),
    );
    check(9, &update(16389, None, vec![Text("9"), Unchanged, Text("sad")]));
    check(
        12,
        &update(
            16396,
            Some(old(true, vec![Text("1"), Text("\u{e9}'\"")])),
            vec![Text("1"), Null],
        ),
    );
    let delete = |relation, old| Message::Delete { relation, old };
    check(7, &delete(16389, old(false, vec![Text("1"), Null, Null])));
    check(13, &delete(16396, old(true, vec![Text("1"), Null])));
}

#[test]
fn what_is_no_message_is_told() {
    assert_eq!(decode(b"").unwrap_err().message, "fewer bytes than announced");
    // The beginning of a part of an open transaction, which nobody asked for.
    let error = decode(b"S\0\0\0\x01\x01").unwrap_err();
    assert_eq!(error.message, "no kind of message of protocol version 1");
    let mut long = captured(0);
    long.push(0);
    assert_eq!(decode(&long).unwrap_err().message, "more than the message");
    // A count of four billion tables in a message of a few bytes.
    assert!(decode(b"T\xff\xff\xff\xff\0\0\0\0\x01").is_err());
    assert!(decode(b"I\0\0\0\x01N\0\x01t\0\0\0\x01\xff").is_err());
    for number in 0..CAPTURED.len() {
        let bytes = captured(number);
        for length in 0..bytes.len() {
            assert!(decode(&bytes[..length]).is_err(), "{} of {number}", length);
        }
    }
}

proptest! {
    #[test]
    fn no_bytes_stop_it(number in 0..CAPTURED.len(), changes in proptest::collection::vec((0usize..200, any::<u8>()), 0..6)) {
        let mut bytes = captured(number);
        for (at, byte) in changes {
            let length = bytes.len();
            bytes[at % length] = byte;
        }
        let _ = decode(&bytes);
    }
}
