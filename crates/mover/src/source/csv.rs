//! Records of CSV files: found at memory speed, handed over as slices of the read buffer.

use crate::plan::CsvDialect;
use memchr::{memchr, memchr2, memmem};
use std::io::Read;

/// Bytes read at once; the buffer grows only for longer records.
const BUFFER: usize = 1 << 18;

/// Longest record.
const LONGEST: usize = 1 << 30;

/// What separates fields and records.
#[derive(Clone, Debug)]
pub struct CsvFormat {
    delimiter: Vec<u8>,
    quote: Option<u8>,
}

impl CsvFormat {
    /// The format of a dialect; `\t` in its delimiter is a tabulator.
    #[must_use]
    pub fn new(dialect: &CsvDialect) -> CsvFormat {
        CsvFormat {
            delimiter: dialect.delimiter.replace("\\t", "\t").into_bytes(),
            quote: dialect.quote.bytes().next(),
        }
    }
}

/// A field of the current record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    start: usize,
    end: usize,
    /// Whether it stood in quotes.
    pub quoted: bool,
    /// Whether a quote in it is doubled.
    doubled: bool,
}

/// Reads records one after the other.
#[derive(Debug)]
pub struct CsvReader<R> {
    input: R,
    format: CsvFormat,
    buffer: Vec<u8>,
    /// Where the next record begins in the buffer.
    position: usize,
    /// Bytes of the input before the buffer.
    before: u64,
    at_end: bool,
    fields: Vec<Field>,
    record: (usize, usize),
    line: u64,
    next_line: u64,
    one_column: bool,
}

/// What a record is.
enum Found {
    /// Its end and where the next one begins.
    Record(usize, usize),
    /// More bytes are needed.
    Incomplete,
    /// A quote is not where it may be.
    Broken(usize),
}

/// Why a record cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum CsvError {
    /// The file.
    #[error("{0}")]
    Input(#[from] std::io::Error),
    /// The record; the next call reads the one behind it.
    #[error("line {line}: {message}")]
    Record {
        /// Its line.
        line: u64,
        /// What is wrong.
        message: &'static str,
    },
}

impl<R: Read> CsvReader<R> {
    /// Reads from the beginning of a record, which is at this line of its file.
    pub fn new(input: R, format: CsvFormat, line: u64, one_column: bool) -> Self {
        CsvReader {
            input,
            format,
            buffer: Vec::new(),
            position: 0,
            before: 0,
            at_end: false,
            fields: Vec::new(),
            record: (0, 0),
            line,
            next_line: line,
            one_column,
        }
    }

    /// Bytes of the input before the next record.
    pub fn offset(&self) -> u64 {
        self.before + self.position as u64
    }

    /// Line of the current record.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// Line of the next record.
    pub fn next_line(&self) -> u64 {
        self.next_line
    }

    /// The fields of the current record.
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// The bytes of a field, without its quotes; doubled quotes become one in `scratch`.
    pub fn bytes<'a>(&'a self, field: &Field, scratch: &'a mut Vec<u8>) -> &'a [u8] {
        let bytes = &self.buffer[field.start..field.end];
        let (true, Some(quote)) = (field.doubled, self.format.quote) else {
            return bytes;
        };
        scratch.clear();
        let mut rest = bytes;
        while let Some(at) = memchr(quote, rest) {
            scratch.extend_from_slice(&rest[..=at]);
            rest = rest.get(at + 2..).unwrap_or_default();
        }
        scratch.extend_from_slice(rest);
        scratch
    }

    /// The bytes of a field as they are in the file, when no quote in it is doubled.
    pub fn plain(&self, field: &Field) -> Option<&[u8]> {
        (!field.doubled).then(|| &self.buffer[field.start..field.end])
    }

    /// The current record as it is in the file.
    pub fn record(&self) -> &[u8] {
        &self.buffer[self.record.0..self.record.1]
    }

    /// Goes to the next record; `false` at the end. Empty lines are none.
    ///
    /// # Errors
    /// When the file cannot be read, or the record is broken.
    pub fn advance(&mut self) -> Result<bool, CsvError> {
        loop {
            match self.find() {
                Found::Record(end, next) => {
                    let start = self.position;
                    self.line = self.next_line;
                    self.next_line += memchr::memchr_iter(b'\n', &self.buffer[start..next]).count() as u64;
                    self.position = next;
                    self.record = (start, end);
                    if start == next {
                        return Ok(false);
                    }
                    // In a file of one column an empty line is a NULL.
                    if start == end && !self.one_column {
                        continue;
                    }
                    return Ok(true);
                }
                Found::Incomplete => {
                    if !self.fill()? && self.position == self.buffer.len() {
                        return Ok(false);
                    }
                }
                Found::Broken(at) => {
                    // What follows the next line break is a record again, as far as anybody can tell.
                    let Some(length) = memchr(b'\n', &self.buffer[at..]) else {
                        if self.fill()? {
                            continue;
                        }
                        return Err(self.broken(self.buffer.len(), "text behind a closing quote"));
                    };
                    return Err(self.broken(at + length + 1, "text behind a closing quote"));
                }
            }
        }
    }

    fn broken(&mut self, next: usize, message: &'static str) -> CsvError {
        self.line = self.next_line;
        self.next_line += memchr::memchr_iter(b'\n', &self.buffer[self.position..next]).count() as u64;
        self.record = (self.position, next);
        self.position = next;
        CsvError::Record {
            line: self.line,
            message,
        }
    }

    /// Finds the record at the position and its fields.
    fn find(&mut self) -> Found {
        self.fields.clear();
        let mut at = self.position;
        loop {
            let rest = &self.buffer[at..];
            if let Some(quote) = self.format.quote.filter(|quote| rest.first() == Some(quote)) {
                let start = at + 1;
                let mut from = start;
                let mut doubled = false;
                let end = loop {
                    let Some(found) = memchr(quote, &self.buffer[from..]) else {
                        if self.at_end {
                            return Found::Broken(self.position);
                        }
                        return Found::Incomplete;
                    };
                    match self.buffer.get(from + found + 1) {
                        Some(next) if *next == quote => {
                            doubled = true;
                            from += found + 2;
                        }
                        None if !self.at_end => return Found::Incomplete,
                        _ => break from + found,
                    }
                };
                self.fields.push(Field {
                    start,
                    end,
                    quoted: true,
                    doubled,
                });
                let behind = &self.buffer[end + 1..];
                if behind.starts_with(&self.format.delimiter) {
                    at = end + 1 + self.format.delimiter.len();
                    continue;
                }
                return match behind {
                    [] if self.at_end => Found::Record(end + 1, end + 1),
                    [] | [b'\r'] if !self.at_end => Found::Incomplete,
                    [b'\n', ..] => Found::Record(end + 1, end + 2),
                    [b'\r', b'\n', ..] => Found::Record(end + 1, end + 3),
                    [b'\r'] => Found::Record(end + 1, end + 2),
                    _ if !self.at_end && self.format.delimiter.starts_with(behind) => Found::Incomplete,
                    _ => Found::Broken(end + 1),
                };
            }
            let Some((length, is_delimiter)) = self.end_of_plain(rest) else {
                if !self.at_end {
                    return Found::Incomplete;
                }
                self.push_plain(at, self.buffer.len());
                return Found::Record(self.buffer.len(), self.buffer.len());
            };
            let end = at + length;
            if is_delimiter {
                self.push_plain(at, end);
                at = end + self.format.delimiter.len();
            } else {
                let text_end = if end > at && self.buffer[end - 1] == b'\r' {
                    end - 1
                } else {
                    end
                };
                self.push_plain(at, text_end);
                return Found::Record(text_end.max(self.position), end + 1);
            }
        }
    }

    fn push_plain(&mut self, start: usize, end: usize) {
        self.fields.push(Field {
            start,
            end,
            quoted: false,
            doubled: false,
        });
    }

    /// Where a field without quotes ends, and whether another one follows.
    fn end_of_plain(&self, rest: &[u8]) -> Option<(usize, bool)> {
        if let [delimiter] = self.format.delimiter[..] {
            // Most fields are short: looking at each byte is faster than starting a search.
            for (at, byte) in rest.iter().enumerate().take(16) {
                if *byte == delimiter {
                    return Some((at, true));
                }
                if *byte == b'\n' {
                    return Some((at, false));
                }
            }
            let from = rest.len().min(16);
            let at = from + memchr2(delimiter, b'\n', &rest[from..])?;
            return Some((at, rest[at] == delimiter));
        }
        let line = memchr(b'\n', rest)?;
        match memmem::find(&rest[..line], &self.format.delimiter) {
            Some(at) => Some((at, true)),
            None => Some((line, false)),
        }
    }

    /// Reads more; `false` when there is no more.
    fn fill(&mut self) -> Result<bool, std::io::Error> {
        if self.at_end {
            return Ok(false);
        }
        if self.position > 0 {
            self.buffer.drain(..self.position);
            self.before += self.position as u64;
            self.position = 0;
        }
        let held = self.buffer.len();
        if held > LONGEST {
            return Err(std::io::Error::other("a record is longer than 1 GB"));
        }
        // A long record doubles the buffer, so that it is not searched again and again.
        self.buffer.resize(held + BUFFER.max(held), 0);
        let mut filled = held;
        while filled < self.buffer.len() {
            match self.input.read(&mut self.buffer[filled..]) {
                Ok(0) => {
                    self.at_end = true;
                    break;
                }
                Ok(count) => filled += count,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.buffer.truncate(filled);
                    return Err(error);
                }
            }
        }
        self.buffer.truncate(filled);
        Ok(filled > held || self.at_end)
    }
}

/// Ends of records about every `piece` bytes: each as the offset of the next record and its line. The file is read as it will be
/// when it is loaded, so both agree on where records end, whatever stands in them.
///
/// # Errors
/// When the file cannot be read.
pub fn split<R: Read>(reader: &mut CsvReader<R>, start: u64, piece: u64) -> std::io::Result<Vec<(u64, u64)>> {
    let mut ends = Vec::new();
    let mut wanted = piece;
    loop {
        match reader.advance() {
            Ok(true) | Err(CsvError::Record { .. }) => {}
            Ok(false) => return Ok(ends),
            Err(CsvError::Input(error)) => return Err(error),
        }
        let offset = reader.offset();
        if offset >= wanted {
            ends.push((start + offset, reader.next_line()));
            wanted = offset + piece;
        }
    }
}

#[cfg(test)]
mod tests;
