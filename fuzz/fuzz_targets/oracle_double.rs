//! What a client sends to the double of an Oracle server: no bytes stop it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use oracle_double::memory::{converse, data_packets};
use oracle_double::{Column, Options, Simulator, Style, Table};

fuzz_target!(|bytes: &[u8]| {
    let (first, rest) = bytes.split_first().unwrap_or((&0, &[]));
    let style = if first & 1 == 0 { Style::V19 } else { Style::V23 };
    let simulator = Simulator::new();
    simulator.add(
        Table::new("SCOTT", "T")
            .column(Column::number("ID"))
            .column(Column::text("V"))
            .rows(vec![vec![1.into(), "one".into()]]),
    );
    match first >> 1 & 3 {
        // Packets from the first on, packets after the login, or a message in packets.
        0 => converse(Options::new(style), simulator, false, rest),
        1 => converse(Options::new(style), simulator, true, rest),
        _ => converse(Options::new(style), simulator, true, &data_packets(rest)),
    };
});
