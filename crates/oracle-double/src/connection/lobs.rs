//! LOBs that clients hold locators of.

use super::{Call, Connection, message};
use crate::database::OracleError;
use crate::faults::Event;
use crate::value::{LobSource, Value, type_number};
use crate::wire::buffer::Writer;
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::sync::Arc;

/// Operations on LOBs.
mod operation {
    pub(super) const LENGTH: u64 = 0x0001;
    pub(super) const READ: u64 = 0x0002;
    pub(super) const TRIM: u64 = 0x0020;
    pub(super) const WRITE: u64 = 0x0040;
    pub(super) const CREATE_TEMPORARY: u64 = 0x0110;
    pub(super) const CHUNK_SIZE: u64 = 0x4000;
    pub(super) const OPEN: u64 = 0x8000;
    pub(super) const CLOSE: u64 = 0x10000;
    pub(super) const IS_OPEN: u64 = 0x11000;
}

/// Length of the locators here.
const LOCATOR: usize = 40;
/// What a server says of a tablespace with blocks of 8 K.
const CHUNK: u64 = 8132;
/// So many locators are remembered: a client that holds older ones finds them invalid.
const REMEMBERED: usize = 65_536;
/// Longest LOB that a client can write here.
const LONGEST: u64 = 1 << 31;

/// Bytes of a BLOB, UTF-16BE of a CLOB.
#[derive(Debug)]
enum Content {
    Bytes(Vec<u8>),
    Text(Arc<str>),
    Shared(Arc<[u8]>),
    Source(Arc<dyn LobSource>),
}

#[derive(Debug)]
struct Lob {
    is_text: bool,
    content: Content,
    is_open: bool,
}

impl Lob {
    fn unit(&self) -> u64 {
        if self.is_text { 2 } else { 1 }
    }

    fn length(&self) -> u64 {
        match &self.content {
            Content::Bytes(bytes) => bytes.len() as u64 / self.unit(),
            Content::Text(text) => text.encode_utf16().count() as u64,
            Content::Shared(bytes) => bytes.len() as u64,
            Content::Source(source) => source.length(),
        }
    }

    /// Takes the content as bytes, to be put back after a change.
    fn take_bytes(&mut self) -> Vec<u8> {
        match std::mem::replace(&mut self.content, Content::Bytes(Vec::new())) {
            Content::Bytes(bytes) => bytes,
            Content::Text(text) => utf16(&text),
            Content::Shared(bytes) => bytes.to_vec(),
            Content::Source(source) => source.read(0, source.length()),
        }
    }

    /// A part from `offset`, which counts from 0.
    fn read(&self, offset: u64, amount: u64) -> Vec<u8> {
        let unit = self.unit();
        let part = |bytes: &[u8]| {
            let place = |units: u64| {
                usize::try_from(units.saturating_mul(unit))
                    .map_or(bytes.len(), |place| place.min(bytes.len()))
            };
            bytes[place(offset)..place(offset.saturating_add(amount))].to_vec()
        };
        match &self.content {
            Content::Shared(bytes) => part(bytes),
            Content::Bytes(bytes) => part(bytes),
            Content::Text(text) => part(&utf16(text)),
            Content::Source(source) => {
                let length = source.length();
                let offset = offset.min(length);
                source.read(offset, amount.min(length - offset))
            }
        }
    }

    fn value(&self) -> Value {
        match &self.content {
            Content::Text(text) => Value::Text(Arc::clone(text)),
            Content::Shared(bytes) => Value::Bytes(Arc::clone(bytes)),
            Content::Source(source) => Value::Lob(Arc::clone(source)),
            Content::Bytes(bytes) if self.is_text => Value::Text(from_utf16(bytes).into()),
            Content::Bytes(bytes) => Value::Bytes(bytes.as_slice().into()),
        }
    }
}

/// UTF-16BE of a text.
pub(super) fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_be_bytes).collect()
}

/// The text of UTF-16BE.
pub(super) fn from_utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes
        .chunks_exact(2)
        .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
        .collect();
    String::from_utf16_lossy(&units)
}

/// The LOBs of a connection by the number in their locators.
#[derive(Debug, Default)]
pub(super) struct Lobs {
    lobs: BTreeMap<u32, Lob>,
    last: u32,
    /// The text that is being read, as it is read: LOBs are read in pieces, one after the other.
    in_pieces: Option<(u32, Lob)>,
}

impl Lobs {
    fn add(&mut self, lob: Lob, temporary: bool) -> [u8; LOCATOR] {
        self.last = self.last.wrapping_add(1);
        let mut locator = [0; LOCATOR];
        locator[1] = 38;
        locator[4] = if lob.is_text { 0x02 } else { 0x01 };
        locator[5] = 0x08;
        // The text is in a character set of varying length, so that it is UTF-16 on the wire.
        locator[6] = if lob.is_text { 0x80 } else { 0 };
        locator[7] = u8::from(temporary);
        locator[10..14].copy_from_slice(&self.last.to_be_bytes());
        self.lobs.insert(self.last, lob);
        while self.lobs.len() > REMEMBERED {
            self.lobs.pop_first();
        }
        locator
    }

    fn number(locator: &[u8]) -> Option<u32> {
        Some(u32::from_be_bytes(locator.get(10..14)?.try_into().ok()?))
    }

    fn get(&mut self, locator: &[u8]) -> Result<&mut Lob, OracleError> {
        Lobs::number(locator)
            .and_then(|number| self.lobs.get_mut(&number))
            .ok_or_else(|| OracleError::new(22275, "invalid LOB locator specified"))
    }

    fn read(&mut self, locator: &[u8], offset: u64, amount: u64) -> Result<Vec<u8>, OracleError> {
        let number = Lobs::number(locator).unwrap_or(0);
        if let Some((_, lob)) = self.in_pieces.as_ref().filter(|(read, _)| *read == number) {
            return Ok(lob.read(offset, amount));
        }
        let lob = self.get(locator)?;
        let Content::Text(text) = &lob.content else {
            return Ok(lob.read(offset, amount));
        };
        let text = Lob {
            content: Content::Bytes(utf16(text)),
            is_text: lob.is_text,
            is_open: lob.is_open,
        };
        let part = text.read(offset, amount);
        self.in_pieces = Some((number, text));
        Ok(part)
    }

    /// The value of a LOB that is bound.
    pub(super) fn value(&mut self, locator: &[u8]) -> Result<Value, OracleError> {
        Ok(self.get(locator)?.value())
    }

    /// Writes the locator of a LOB, with its length and chunk size.
    pub(super) fn write(&mut self, out: &mut Writer, number: u8, value: &Value) -> Result<(), OracleError> {
        let is_text = number == type_number::CLOB;
        let content = match value {
            Value::Null => {
                out.unsigned(0);
                return Ok(());
            }
            Value::Text(text) if is_text => Content::Text(Arc::clone(text)),
            Value::Bytes(bytes) if !is_text => Content::Shared(Arc::clone(bytes)),
            Value::Lob(source) => Content::Source(Arc::clone(source)),
            _ => return Err(super::rows::inconsistent()),
        };
        let lob = Lob {
            is_text,
            content,
            is_open: false,
        };
        let length = lob.length();
        let locator = self.add(lob, false);
        out.size(LOCATOR)
            .unsigned(length)
            .unsigned(CHUNK)
            .counted(&locator);
        Ok(())
    }
}

/// A call of a LOB operation.
struct LobCall {
    operation: u64,
    locator: Vec<u8>,
    /// From 1; when a LOB is made, its character set form.
    source_offset: u64,
    /// When a LOB is made, its type.
    destination_offset: u64,
    amount: Option<u64>,
    data: Vec<u8>,
}

impl<S: Read + Write> Connection<S> {
    pub(super) fn free_temporary_lobs(&mut self) -> Call<()> {
        let stream = &mut self.stream;
        stream.skip(1)?;
        let total = stream.size()?;
        stream.skip(1)?;
        for _ in 0..3 {
            stream.unsigned()?;
        }
        stream.skip(3)?;
        stream.unsigned()?;
        stream.skip(1)?;
        for _ in 0..3 {
            stream.unsigned()?;
        }
        stream.skip(1)?;
        for _ in 0..3 {
            stream.skip(1)?;
            stream.unsigned()?;
        }
        for _ in 0..total / LOCATOR {
            if let Some(number) = Lobs::number(stream.raw(LOCATOR)?) {
                self.lobs.lobs.remove(&number);
            }
        }
        stream.skip(total % LOCATOR)?;
        Ok(())
    }

    fn read_lob_call(&mut self) -> Call<LobCall> {
        let stream = &mut self.stream;
        stream.skip(1)?;
        let locator_length = stream.size()?;
        stream.skip(1)?;
        for _ in 0..3 {
            stream.unsigned()?;
        }
        stream.skip(3)?;
        let operation = stream.unsigned()?;
        stream.skip(2)?;
        let (source_offset, destination_offset) = (stream.unsigned()?, stream.unsigned()?);
        let has_amount = stream.u8()? != 0;
        stream.skip(6)?;
        let locator = stream.raw(locator_length)?.to_vec();
        if operation == operation::CREATE_TEMPORARY {
            stream.unsigned()?;
        }
        let mut data = Vec::new();
        if operation == operation::WRITE {
            self.expect(message::LOB_DATA)?;
            data = self.stream.counted()?;
        }
        let amount = if has_amount {
            Some(self.stream.unsigned()?)
        } else {
            None
        };
        Ok(LobCall {
            operation,
            locator,
            source_offset,
            destination_offset,
            amount,
            data,
        })
    }

    pub(super) fn lob_operation(&mut self) -> Call<()> {
        let call = self.read_lob_call()?;
        self.alive()?;
        let mut out = Writer::new();
        if call.operation == operation::CREATE_TEMPORARY {
            let lob = Lob {
                is_text: call.destination_offset == u64::from(type_number::CLOB),
                content: Content::Bytes(Vec::new()),
                is_open: false,
            };
            let locator = self.lobs.add(lob, true);
            let charset = u64::from(super::CHARSET);
            out.u8(message::PARAMETER).raw(&locator).unsigned(charset).u8(0);
            return Ok(self.end_call(out)?);
        }
        if call.operation == operation::READ {
            self.happen(&Event::LobRead)?;
        }
        let start = call.source_offset.saturating_sub(1);
        let mut returned = call.amount.unwrap_or(0);
        let mut flag = None;
        let part = match call.operation {
            operation::READ => self.lobs.read(&call.locator, start, returned)?,
            operation::TRIM | operation::WRITE => {
                self.lobs.in_pieces = None;
                Vec::new()
            }
            _ => Vec::new(),
        };
        let lob = self.lobs.get(&call.locator)?;
        match call.operation {
            operation::READ => {
                returned = part.len() as u64 / lob.unit();
                if !part.is_empty() {
                    out.u8(message::LOB_DATA).counted(&part);
                }
            }
            operation::LENGTH => returned = lob.length(),
            operation::CHUNK_SIZE => returned = CHUNK,
            operation::TRIM => {
                let length = usize::try_from(returned.saturating_mul(lob.unit())).unwrap_or(usize::MAX);
                let mut bytes = lob.take_bytes();
                bytes.truncate(length);
                lob.content = Content::Bytes(bytes);
            }
            operation::WRITE => {
                let place = start.saturating_mul(lob.unit());
                let end = place.saturating_add(call.data.len() as u64);
                if end > LONGEST {
                    return Err(OracleError::new(1691, "unable to extend lob segment").into());
                }
                let place = usize::try_from(place).unwrap_or(0);
                let mut bytes = lob.take_bytes();
                if bytes.len() < place + call.data.len() {
                    bytes.resize(place + call.data.len(), 0);
                }
                bytes[place..place + call.data.len()].copy_from_slice(&call.data);
                lob.content = Content::Bytes(bytes);
            }
            operation::OPEN => lob.is_open = true,
            operation::CLOSE => lob.is_open = false,
            operation::IS_OPEN => flag = Some(lob.is_open),
            other => {
                let text = format!("two-task conversion routine: LOB operation {other:#x}");
                return Err(OracleError::new(3120, &text).into());
            }
        }
        out.u8(message::PARAMETER).raw(&call.locator);
        if call.amount.is_some() {
            out.unsigned(returned);
        }
        if let Some(flag) = flag {
            out.u8(u8::from(flag));
        }
        Ok(self.end_call(out)?)
    }
}
