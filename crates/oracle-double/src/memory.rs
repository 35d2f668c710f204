//! A conversation without a network, for fuzzing.

use crate::connection::Connection;
use crate::database::Database;
use crate::server::{Options, Shared};
use std::io::{self, Read, Write};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// What a client sends, and what it gets.
struct Memory<'bytes> {
    input: &'bytes [u8],
    output: Vec<u8>,
}

impl Read for Memory<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.input.read(buffer)
    }
}

impl Write for Memory<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.output.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What a double answers to the packets of a client. With `logged_in` they are those after a login of SCOTT; without, all
/// from CONNECT on.
pub fn converse(options: Options, database: impl Database, logged_in: bool, packets: &[u8]) -> Vec<u8> {
    let shared = Arc::new(Shared::new(options, Arc::new(database)));
    let memory = Memory {
        input: packets,
        output: Vec::new(),
    };
    let mut connection = Connection::new(memory, shared, 1, Arc::new(AtomicBool::new(false)));
    // However it ends, what was answered until then is the result.
    let _ = if logged_in {
        connection.run_logged_in()
    } else {
        connection.run()
    };
    connection.into_socket().output
}

/// The DATA packets that carry a message of a client which is logged in.
#[must_use]
pub fn data_packets(message: &[u8]) -> Vec<u8> {
    crate::wire::packet::data_packets(message, 8192, false).concat()
}

#[cfg(test)]
mod tests {
    use super::{converse, data_packets};
    use crate::codec::number::Number;
    use crate::wire::buffer::Writer;
    use crate::{Column, Options, Simulator, Style, Table, Value};
    use proptest::prelude::*;

    fn simulator() -> Simulator {
        let simulator = Simulator::new();
        let table = Table::new("SCOTT", "T")
            .column(Column::number("ID"))
            .column(Column::text("V"));
        simulator.add(table.rows(vec![vec![1.into(), "one".into()], vec![2.into(), Value::Null]]));
        simulator
    }

    /// EXECUTE of a query with a bind, as drivers write it for 19c.
    fn execute() -> Vec<u8> {
        let sql = "select id, v from t where id >= :1";
        let mut out = Writer::new();
        out.raw(&[3, 94, 1])
            .unsigned(0x8069)
            .unsigned(0)
            .u8(1)
            .size(sql.len())
            .u8(1)
            .unsigned(13);
        out.raw(&[0, 0])
            .unsigned(0)
            .unsigned(2)
            .unsigned(0x7fff_ffff)
            .u8(1)
            .unsigned(1)
            .raw(&[0; 5]);
        out.u8(0)
            .unsigned(0)
            .unsigned(0)
            .raw(&[0, 1, 0])
            .unsigned(0)
            .u8(0)
            .unsigned(0)
            .unsigned(0);
        out.u8(0)
            .unsigned(0)
            .u8(0)
            .u8(0)
            .unsigned(0)
            .u8(0)
            .unsigned(0)
            .u8(0)
            .u8(0)
            .unsigned(0);
        out.counted(sql.as_bytes()).unsigned(1);
        for at in 1..13 {
            out.unsigned(u64::from(at == 7));
        }
        out.raw(&[2, 1, 0, 0])
            .unsigned(22)
            .unsigned(0)
            .unsigned(0)
            .unsigned(0)
            .unsigned(0)
            .unsigned(0);
        out.u8(0).unsigned(0).unsigned(0);
        out.u8(7).counted(Number::from(1).encoded());
        out.bytes().to_vec()
    }

    #[test]
    fn a_query_is_answered() {
        let answer = converse(
            Options::new(Style::V19),
            simulator(),
            true,
            &data_packets(&execute()),
        );
        let has = |part: &[u8]| answer.windows(part.len()).any(|window| window == part);
        assert!(has(b"ID") && has(b"one") && has(b"ORA-01403"), "{answer:?}");
    }

    #[test]
    fn a_long_descriptor_may_have_an_empty_packet() {
        // CONNECT, whose descriptor of 100 bytes is to come in the next packet.
        let connect = [&[0, 28, 0, 0, 1, 0, 0, 0][..], &[0; 16], &[0, 100, 0, 0]].concat();
        let empty = [0, 8, 0, 0, 6, 0, 0, 0];
        converse(
            Options::new(Style::V19),
            simulator(),
            false,
            &[&connect[..], &empty].concat(),
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        #[test]
        fn no_message_stops_the_server(
            prefix in prop::sample::select(vec![vec![], vec![3_u8], vec![3, 94, 1], vec![3, 96, 1], vec![17, 105, 1], vec![34]]),
            rest in prop::collection::vec(any::<u8>(), 0..200),
            is_new in any::<bool>(),
        ) {
            let style = if is_new { Style::V23 } else { Style::V19 };
            let message = [prefix, rest].concat();
            converse(Options::new(style), simulator(), true, &data_packets(&message));
            converse(Options::new(style), simulator(), false, &message);
        }

        #[test]
        fn no_damage_stops_the_server(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<bool>()) {
            let mut message = execute();
            let at = at.index(message.len());
            message[at] = byte;
            if cut {
                message.truncate(at);
            }
            converse(Options::new(Style::V19), simulator(), true, &data_packets(&message));
        }
    }
}
