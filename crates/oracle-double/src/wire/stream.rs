//! One connection: packets go out through the faults, messages come in across the borders of packets.

use super::buffer::IN_PIECES;
use super::packet::{self, Packet, data_flag, kind, marker, read_packet};
use crate::faults::{PacketFault, WireFaults};
use std::io::{self, Read, Write};

/// Why a conversation ends.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The client or a fault closed the connection.
    Closed,
    /// The network failed. Nobody looks at how: a lost connection is an ordinary end here.
    Io,
    /// The client said what this double does not know.
    Protocol(String),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Stop {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Stop::Closed,
            io::ErrorKind::InvalidData => Stop::Protocol(error.to_string()),
            _ => Stop::Io,
        }
    }
}

pub(crate) type Conversation<T> = Result<T, Stop>;

/// What the client sent besides data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Incoming {
    /// More of a message.
    Data,
    /// The client gave up waiting for an answer and asks to be told so.
    Interrupted,
}

/// A connection to a client.
pub(crate) struct Stream<S> {
    socket: S,
    long_lengths: bool,
    sdu: usize,
    buffer: Vec<u8>,
    at: usize,
    interrupted: bool,
    faults: WireFaults,
}

impl<S: Read + Write> Stream<S> {
    pub(crate) fn new(socket: S, faults: WireFaults) -> Stream<S> {
        Stream {
            socket,
            long_lengths: false,
            sdu: 8192,
            buffer: Vec::new(),
            at: 0,
            interrupted: false,
            faults,
        }
    }

    /// The other end.
    pub(crate) fn into_socket(self) -> S {
        self.socket
    }

    /// What the ACCEPT packet agreed on.
    pub(crate) fn accepted(&mut self, sdu: usize) {
        self.long_lengths = true;
        self.sdu = sdu;
    }

    pub(crate) fn read_packet(&mut self) -> Conversation<Packet> {
        Ok(read_packet(&mut self.socket, self.long_lengths)?)
    }

    pub(crate) fn send_packet(&mut self, packet_kind: u8, body: &[u8]) -> Conversation<()> {
        let packet = packet::packet_bytes(packet_kind, body, self.long_lengths);
        self.send(&[packet])
    }

    /// Sends a message in as many packets as it needs.
    pub(crate) fn send_data(&mut self, message: &[u8], end_of_response: bool) -> Conversation<()> {
        self.send(&packet::data_packets(message, self.sdu, end_of_response))
    }

    fn send(&mut self, packets: &[Vec<u8>]) -> Conversation<()> {
        if !self.faults.are_armed() {
            packet::write_all(&mut self.socket, packets)?;
            self.faults.sent(packets);
            return Ok(());
        }
        for packet in packets {
            match self.faults.before(packet.len()) {
                Some(PacketFault::CutAfter(bytes)) => {
                    self.socket.write_all(&packet[..bytes.min(packet.len())])?;
                    return Err(Stop::Closed);
                }
                Some(PacketFault::Wait(gate)) => gate.pass(),
                None => {}
            }
            self.socket.write_all(packet)?;
        }
        Ok(())
    }

    /// Announces an error as a server does: by a break, after which the client resets the connection.
    pub(crate) fn break_off(&mut self) -> Conversation<()> {
        self.send_packet(kind::MARKER, &[1, 0, marker::BREAK])?;
        self.send_packet(kind::MARKER, &[1, 0, marker::RESET])?;
        loop {
            let packet = self.read_packet()?;
            if packet.kind == kind::MARKER && packet.body.get(2) == Some(&marker::RESET) {
                return Ok(());
            }
        }
    }

    /// Whether all that came has been read.
    pub(crate) fn is_drained(&self) -> bool {
        self.at == self.buffer.len()
    }

    /// Forgets the rest of a message that was not understood.
    pub(crate) fn drain(&mut self) {
        self.at = self.buffer.len();
    }

    /// Waits for more.
    pub(crate) fn next(&mut self) -> Conversation<Incoming> {
        loop {
            let packet = self.read_packet()?;
            match packet.kind {
                kind::DATA => {
                    let (Some(flags), Some(data)) = (packet.body.get(..2), packet.body.get(2..)) else {
                        return Err(Stop::Protocol("a DATA packet without flags".to_owned()));
                    };
                    if u16::from_be_bytes([flags[0], flags[1]]) & data_flag::END_OF_FILE != 0 {
                        return Err(Stop::Closed);
                    }
                    self.buffer.drain(..self.at);
                    self.at = 0;
                    self.buffer.extend_from_slice(data);
                    return Ok(Incoming::Data);
                }
                // An interrupt comes as a break or interrupt marker and then a reset marker.
                kind::MARKER => {
                    if packet.body.get(2) != Some(&marker::RESET) {
                        self.interrupted = true;
                        continue;
                    }
                    self.send_packet(kind::MARKER, &[1, 0, marker::RESET])?;
                    if std::mem::take(&mut self.interrupted) {
                        self.drain();
                        return Ok(Incoming::Interrupted);
                    }
                }
                other => return Err(Stop::Protocol(format!("a packet of kind {other}"))),
            }
        }
    }

    pub(crate) fn raw(&mut self, count: usize) -> Conversation<&[u8]> {
        while self.buffer.len() - self.at < count {
            if self.next()? == Incoming::Interrupted {
                return Err(Stop::Protocol(
                    "an interrupt in the middle of a message".to_owned(),
                ));
            }
        }
        let from = self.at;
        self.at += count;
        Ok(&self.buffer[from..self.at])
    }

    pub(crate) fn u8(&mut self) -> Conversation<u8> {
        Ok(self.raw(1)?[0])
    }

    /// Skips bytes that say nothing this double wants to know.
    pub(crate) fn skip(&mut self, count: usize) -> Conversation<()> {
        self.raw(count)?;
        Ok(())
    }

    pub(crate) fn u16be(&mut self) -> Conversation<u16> {
        let bytes = self.raw(2)?;
        Ok(u16::from_be_bytes([bytes[0], bytes[1]]))
    }

    /// An integer with its length in front.
    pub(crate) fn unsigned(&mut self) -> Conversation<u64> {
        let length = usize::from(self.u8()? & 0x7f);
        if length > 8 {
            return Err(Stop::Protocol(format!("an integer of {length} bytes")));
        }
        Ok(self
            .raw(length)?
            .iter()
            .fold(0, |value, byte| value << 8 | u64::from(*byte)))
    }

    pub(crate) fn size(&mut self) -> Conversation<usize> {
        usize::try_from(self.unsigned()?).map_err(|_| Stop::Protocol("an impossible length".to_owned()))
    }

    /// Bytes with their length in front.
    pub(crate) fn counted(&mut self) -> Conversation<Vec<u8>> {
        let length = self.u8()?;
        if length == u8::MAX {
            return Ok(Vec::new());
        }
        if length != IN_PIECES {
            return Ok(self.raw(usize::from(length))?.to_vec());
        }
        let mut bytes = Vec::new();
        loop {
            let piece = self.size()?;
            if piece == 0 {
                return Ok(bytes);
            }
            bytes.extend_from_slice(self.raw(piece)?);
        }
    }

    /// Bytes after a length, which has a second length unless it is zero.
    pub(crate) fn twice_counted(&mut self) -> Conversation<Vec<u8>> {
        if self.unsigned()? == 0 {
            Ok(Vec::new())
        } else {
            self.counted()
        }
    }

    /// Bytes up to a zero.
    pub(crate) fn terminated(&mut self) -> Conversation<Vec<u8>> {
        let mut bytes = Vec::new();
        loop {
            match self.u8()? {
                0 => return Ok(bytes),
                byte => bytes.push(byte),
            }
        }
    }

    pub(crate) fn text(&mut self) -> Conversation<String> {
        Ok(String::from_utf8_lossy(&self.counted()?).into_owned())
    }
}
