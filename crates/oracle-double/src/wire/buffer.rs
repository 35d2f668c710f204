//! The primitive forms of TTC messages, written.

/// Longest bytes with a length of one byte.
const LONGEST_SHORT: usize = 252;
/// Precedes bytes that come in pieces.
pub(crate) const IN_PIECES: u8 = 0xfe;
/// Longest piece.
const PIECE: usize = 32_767;

/// A TTC message while it is written.
#[derive(Debug, Default)]
pub(crate) struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    pub(crate) fn new() -> Writer {
        Writer::default()
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(crate) fn u8(&mut self, value: u8) -> &mut Writer {
        self.bytes.push(value);
        self
    }

    pub(crate) fn raw(&mut self, bytes: &[u8]) -> &mut Writer {
        self.bytes.extend_from_slice(bytes);
        self
    }

    pub(crate) fn u16be(&mut self, value: u16) -> &mut Writer {
        self.raw(&value.to_be_bytes())
    }

    pub(crate) fn u16le(&mut self, value: u16) -> &mut Writer {
        self.raw(&value.to_le_bytes())
    }

    pub(crate) fn u32be(&mut self, value: u32) -> &mut Writer {
        self.raw(&value.to_be_bytes())
    }

    /// An unsigned integer with its length in front: ub1, ub2, ub4 and ub8 are one form.
    pub(crate) fn unsigned(&mut self, value: u64) -> &mut Writer {
        let bytes = value.to_be_bytes();
        let skip = bytes.iter().take_while(|byte| **byte == 0).count();
        self.bytes.push(u8::try_from(bytes.len() - skip).unwrap_or(0));
        self.raw(&bytes[skip..])
    }

    /// The same of a length.
    pub(crate) fn size(&mut self, value: usize) -> &mut Writer {
        self.unsigned(value as u64)
    }

    /// A signed integer with its length in front.
    pub(crate) fn signed(&mut self, value: i64) -> &mut Writer {
        let at = self.bytes.len();
        self.unsigned(value.unsigned_abs());
        if value < 0 {
            self.bytes[at] |= 0x80;
        }
        self
    }

    /// Bytes with their length in front, in pieces if they are many.
    pub(crate) fn counted(&mut self, bytes: &[u8]) -> &mut Writer {
        if let (true, Ok(length)) = (bytes.len() <= LONGEST_SHORT, u8::try_from(bytes.len())) {
            self.bytes.push(length);
            return self.raw(bytes);
        }
        self.bytes.push(IN_PIECES);
        for piece in bytes.chunks(PIECE) {
            self.size(piece.len());
            self.raw(piece);
        }
        self.u8(0)
    }

    /// An integer that says how many bytes there are, then, unless there are none, the bytes with their length.
    pub(crate) fn twice_counted(&mut self, bytes: &[u8]) -> &mut Writer {
        self.size(bytes.len());
        if bytes.is_empty() {
            self
        } else {
            self.counted(bytes)
        }
    }
}
