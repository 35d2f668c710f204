//! Packets of Oracle Net.

use std::io::{self, Read, Write};

/// Kinds of packets.
pub(crate) mod kind {
    pub(crate) const CONNECT: u8 = 1;
    pub(crate) const ACCEPT: u8 = 2;
    pub(crate) const REFUSE: u8 = 4;
    pub(crate) const DATA: u8 = 6;
    pub(crate) const MARKER: u8 = 12;
}

/// Third byte of a marker.
pub(crate) mod marker {
    pub(crate) const BREAK: u8 = 1;
    pub(crate) const RESET: u8 = 2;
}

/// Flags of a DATA packet.
pub(crate) mod data_flag {
    pub(crate) const END_OF_FILE: u16 = 0x0040;
    pub(crate) const END_OF_RESPONSE: u16 = 0x2000;
}

/// Longest packet that is read. The largest SDU of Oracle Net is 2 MB; more is a damaged stream.
const LONGEST: usize = 4 << 20;

/// A packet.
#[derive(Debug, PartialEq, Eq)]
pub struct Packet {
    /// Its kind.
    pub kind: u8,
    /// What follows the header.
    pub body: Vec<u8>,
}

/// Reads one packet. Lengths have four bytes once the connection is accepted, two before.
pub fn read_packet(from: &mut impl Read, long_lengths: bool) -> io::Result<Packet> {
    let mut header = [0; 8];
    from.read_exact(&mut header)?;
    let length = if long_lengths {
        u32::from_be_bytes([header[0], header[1], header[2], header[3]]) as usize
    } else {
        usize::from(u16::from_be_bytes([header[0], header[1]]))
    };
    let body_length = length.checked_sub(header.len()).filter(|_| length <= LONGEST);
    let Some(body_length) = body_length else {
        return Err(io::Error::new(
            io::ErrorKind::InvalidData,
            "impossible length of a packet",
        ));
    };
    // Not allocated before it is there: the length may be damaged.
    let mut body = Vec::new();
    from.take(body_length as u64).read_to_end(&mut body)?;
    if body.len() < body_length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Packet {
        kind: header[4],
        body,
    })
}

/// Header and body of a packet.
pub(crate) fn packet_bytes(kind: u8, body: &[u8], long_lengths: bool) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(body.len() + 8);
    push_header(&mut bytes, kind, body.len(), long_lengths);
    bytes.extend_from_slice(body);
    bytes
}

fn push_header(bytes: &mut Vec<u8>, kind: u8, body_length: usize, long_lengths: bool) {
    let length = body_length + 8;
    if long_lengths {
        bytes.extend(u32::try_from(length).unwrap_or(u32::MAX).to_be_bytes());
    } else {
        bytes.extend(u16::try_from(length).unwrap_or(u16::MAX).to_be_bytes());
        bytes.extend([0, 0]);
    }
    bytes.extend([kind, 0, 0, 0]);
}

/// The DATA packets that carry a message, one after the other.
pub(crate) fn data_packets(message: &[u8], sdu: usize, end_of_response: bool) -> Vec<Vec<u8>> {
    let room = sdu.saturating_sub(10).max(1);
    let mut packets = Vec::with_capacity(message.len() / room + 1);
    let mut pieces = message.chunks(room).peekable();
    if pieces.peek().is_none() {
        packets.push(data_packet(&[], 0));
    }
    while let Some(piece) = pieces.next() {
        let last = end_of_response && pieces.peek().is_none();
        packets.push(data_packet(
            piece,
            if last { data_flag::END_OF_RESPONSE } else { 0 },
        ));
    }
    packets
}

fn data_packet(piece: &[u8], flags: u16) -> Vec<u8> {
    let mut packet = Vec::with_capacity(piece.len() + 10);
    push_header(&mut packet, kind::DATA, piece.len() + 2, true);
    packet.extend(flags.to_be_bytes());
    packet.extend_from_slice(piece);
    packet
}

/// Writes all of some packets at once.
pub(crate) fn write_all(to: &mut impl Write, packets: &[Vec<u8>]) -> io::Result<()> {
    match packets {
        [packet] => to.write_all(packet),
        _ => to.write_all(&packets.concat()),
    }
}
