//! Rows of a source, encoded into buffers of COPY BINARY.
//!
//! A row that does not fit leaves no byte in a buffer: it becomes a [`Rejected`]. Large values are streamed, so that memory
//! does not depend on them.

use crate::encode::{COPY_HEADER, COPY_TRAILER, ColumnEncoder, LARGEST_VALUE};
use crate::plan::{LobPolicy, Transform};
use crate::policy::{Changes, Misfit, ValueError};
use crate::source::{Place, ReadError, RowConsumer};
use crate::target_type::TargetType;
use crate::throttle::Throttle;
use crate::value::{LargeValue, Value};
use std::collections::BTreeMap;
use std::io::{Read, Seek, SeekFrom, Write};
use std::sync::mpsc::{Receiver, SyncSender};

/// Bytes after which a buffer is handed over.
pub const BUFFER: usize = 256 * 1024;

/// Bytes of one message of COPY: the server copies each as a whole, which is cheap while it fits its cache.
pub const FRAME: usize = 32 * 1024;

/// Rows of a block whose bad ones are looked for one by one.
const BLOCK_ROWS: usize = 1000;

/// Bytes of such a block.
const BLOCK_BYTES: usize = 4 << 20;

/// Bytes of one value that a quarantine row shows.
const PREVIEW: usize = 4000;

/// What becomes of one column on its way.
#[derive(Debug)]
pub struct ColumnRoute {
    /// Its name in the source.
    pub source: String,
    /// Encodes it.
    pub encoder: ColumnEncoder,
    /// Changes of texts, in order.
    pub transforms: Vec<Transform>,
    /// Texts that become others.
    pub values: BTreeMap<String, String>,
    /// Whether large values are moved.
    pub lob: LobPolicy,
}

impl ColumnRoute {
    /// A text with the plan's changes.
    #[must_use]
    pub fn changed(&self, text: &str) -> String {
        let mut out = String::new();
        transform(text, &self.transforms, &self.values, &mut out);
        out
    }
}

/// A row that did not get through.
#[derive(Clone, Debug, PartialEq)]
pub struct Rejected {
    /// Where it was.
    pub place: String,
    /// The column that was wrong, where one was.
    pub column: Option<String>,
    /// A name of what was wrong, or an SQLSTATE.
    pub reason: String,
    /// The same for people.
    pub message: String,
    /// The row's values.
    pub values: serde_json::Value,
}

/// What the reader hands to the writer.
#[derive(Debug)]
pub enum Piece {
    /// Bytes for COPY, in order.
    Bytes(Vec<u8>),
    /// Rows whose bad ones are to be found: no header, no trailer.
    Block(Block),
}

/// Rows that are kept until the target has taken them.
#[derive(Debug, Default)]
pub struct Block {
    /// The rows.
    pub bytes: Vec<u8>,
    /// Each row: where it ends, where it was found, what it holds.
    pub rows: Vec<BlockRow>,
}

/// One row of a block.
#[derive(Debug)]
pub struct BlockRow {
    /// The byte after its last.
    pub end: usize,
    /// Where it was.
    pub place: String,
    /// Its values, for people.
    pub values: serde_json::Value,
}

/// How carefully rows are handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Care {
    /// As one COPY: the usual case.
    Stream,
    /// In blocks, because a row of the chunk is known to be bad.
    Blocks,
}

/// What reading a chunk came to.
#[derive(Debug, Default)]
pub struct ReadSummary {
    /// Rows encoded.
    pub rows: u64,
    /// Bytes of them.
    pub bytes: u64,
    /// Rows that did not fit.
    pub rejected: Vec<Rejected>,
    /// What policies changed, by column.
    pub changes: BTreeMap<String, Changes>,
    /// Whether there were more rejected rows than the plan allows.
    pub too_many_rejected: bool,
    /// The snapshot that was read.
    pub scn: Option<u64>,
    /// Why a value could not be read in the middle of a row.
    pub failed: Option<String>,
}

/// Encodes the rows of a chunk.
pub struct RowEncoder<'a> {
    routes: &'a mut [ColumnRoute],
    care: Care,
    buffer: Vec<u8>,
    block: Vec<BlockRow>,
    output: &'a SyncSender<Piece>,
    /// Buffers that the writer is done with.
    used: &'a Receiver<Vec<u8>>,
    throttle: &'a Throttle<'a>,
    inline_limit: u64,
    rejected_limit: u64,
    /// Rows since the throttle was asked.
    unthrottled: u64,
    summary: ReadSummary,
    text: String,
}

/// Sizes that a plan sets.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of a large value that are held in memory.
    pub inline_lob: u64,
    /// Rejected rows of a chunk.
    pub rejected: u64,
}

impl<'a> RowEncoder<'a> {
    /// An encoder for a chunk.
    pub fn new(
        routes: &'a mut [ColumnRoute],
        care: Care,
        limits: Limits,
        throttle: &'a Throttle<'a>,
        output: &'a SyncSender<Piece>,
        used: &'a Receiver<Vec<u8>>,
    ) -> Self {
        let mut buffer = Vec::with_capacity(BUFFER + BUFFER / 4);
        if care == Care::Stream {
            buffer.extend_from_slice(COPY_HEADER);
        }
        RowEncoder {
            routes,
            care,
            buffer,
            block: Vec::new(),
            output,
            used,
            throttle,
            inline_limit: limits.inline_lob,
            rejected_limit: limits.rejected,
            unthrottled: 0,
            summary: ReadSummary::default(),
            text: String::new(),
        }
    }

    /// Hands over what is left. `false` when the writer is gone.
    pub fn finish(mut self) -> (ReadSummary, bool) {
        let alive = match self.care {
            Care::Stream => {
                self.buffer.extend_from_slice(&COPY_TRAILER);
                self.hand_over().is_ok()
            }
            Care::Blocks => self.hand_over_block().is_ok(),
        };
        (self.take_summary(), alive)
    }

    /// What it came to when reading ended early.
    pub fn abandon(mut self) -> ReadSummary {
        self.take_summary()
    }

    fn take_summary(&mut self) -> ReadSummary {
        for route in &mut *self.routes {
            let changes = route.encoder.take_changes();
            if changes.total() > 0 {
                self.summary
                    .changes
                    .entry(route.source.clone())
                    .or_default()
                    .add(&changes);
            }
        }
        std::mem::take(&mut self.summary)
    }

    fn hand_over(&mut self) -> Result<(), ReadError> {
        let next = self
            .used
            .try_recv()
            .unwrap_or_else(|_| Vec::with_capacity(BUFFER + BUFFER / 4));
        let full = std::mem::replace(&mut self.buffer, next);
        self.buffer.clear();
        self.summary.bytes += full.len() as u64;
        self.throttle
            .take(std::mem::take(&mut self.unthrottled), full.len() as u64);
        self.output.send(Piece::Bytes(full)).map_err(|_| ReadError::Ended)
    }

    fn hand_over_block(&mut self) -> Result<(), ReadError> {
        if self.block.is_empty() {
            return Ok(());
        }
        let bytes = std::mem::take(&mut self.buffer);
        self.summary.bytes += bytes.len() as u64;
        self.throttle
            .take(std::mem::take(&mut self.unthrottled), bytes.len() as u64);
        let block = Block {
            bytes,
            rows: std::mem::take(&mut self.block),
        };
        self.output
            .send(Piece::Block(block))
            .map_err(|_| ReadError::Ended)
    }

    fn reject(&mut self, rejected: Rejected) -> Result<(), ReadError> {
        self.summary.rejected.push(rejected);
        if self.summary.rejected.len() as u64 > self.rejected_limit {
            self.summary.too_many_rejected = true;
            return Err(ReadError::Ended);
        }
        Ok(())
    }

    fn values_of(&self, values: &[Value<'_>]) -> serde_json::Value {
        let named = self.routes.iter().zip(values).map(|(route, value)| {
            let shown = value.preview(PREVIEW).map(serde_json::Value::String);
            (route.source.clone(), shown.unwrap_or(serde_json::Value::Null))
        });
        serde_json::Value::Object(named.collect())
    }

    /// Encodes the fields of a row; the error names the column.
    fn encode(&mut self, values: &[Value<'_>]) -> Result<(), FieldError> {
        self.buffer
            .extend_from_slice(&(values.len() as i16).to_be_bytes());
        for (index, value) in values.iter().enumerate() {
            let at_column = |error: ValueError| FieldError::Value(index, error);
            let Some(route) = self.routes.get_mut(index) else {
                return Err(FieldError::Source("more values than columns".to_owned()));
            };
            if let Value::Large(large) = value {
                self.encode_large(index, *large)?;
                continue;
            }
            if let (Value::Text(text), false) =
                (value, route.transforms.is_empty() && route.values.is_empty())
            {
                transform(text, &route.transforms, &route.values, &mut self.text);
                route
                    .encoder
                    .encode(&Value::Text(&self.text), &mut self.buffer)
                    .map_err(at_column)?;
                continue;
            }
            route.encoder.encode(value, &mut self.buffer).map_err(at_column)?;
        }
        Ok(())
    }

    /// A large value: small ones as others, big ones through a file that has no name.
    fn encode_large(&mut self, index: usize, large: &dyn LargeValue) -> Result<(), FieldError> {
        let is_text = large.is_text();
        let known = large.byte_length();
        let failed = |error: std::io::Error| FieldError::Source(error.to_string());
        let mut reader = large.open().map_err(failed)?;
        let mut start = Vec::new();
        (&mut reader)
            .take(self.inline_limit)
            .read_to_end(&mut start)
            .map_err(failed)?;
        let Some(route) = self.routes.get_mut(index) else {
            return Err(FieldError::Source("more values than columns".to_owned()));
        };
        let at_column = |error: ValueError| FieldError::Value(index, error);
        let is_changed = is_text && !(route.transforms.is_empty() && route.values.is_empty());
        if (start.len() as u64) < self.inline_limit {
            let encoder = &mut route.encoder;
            let result = if !is_text {
                encoder.encode(&Value::Bytes(&start), &mut self.buffer)
            } else {
                match std::str::from_utf8(&start) {
                    // An empty CLOB is not NULL.
                    Ok("") => {
                        self.buffer.extend_from_slice(&0i32.to_be_bytes());
                        Ok(())
                    }
                    Ok(text) if is_changed => {
                        transform(text, &route.transforms, &route.values, &mut self.text);
                        encoder.encode(&Value::Text(&self.text), &mut self.buffer)
                    }
                    Ok(text) => encoder.encode(&Value::Text(text), &mut self.buffer),
                    Err(_) => encoder.encode(&Value::InvalidText(&start), &mut self.buffer),
                }
            };
            return result.map_err(at_column);
        }
        if is_changed {
            return Err(at_column(ValueError::new(
                Misfit::TooLong,
                format!(
                    "the plan changes texts of this column, and those of {} bytes and more are not held in memory \
                     (load.inline-lob-kb)",
                    self.inline_limit
                ),
            )));
        }
        let streams = match route.encoder.target() {
            TargetType::Bytea => !is_text,
            TargetType::Text { limit: None }
            | TargetType::Json
            | TargetType::Xml
            | TargetType::Jsonb
            | TargetType::Other(_) => is_text,
            _ => false,
        };
        if !streams {
            return Err(at_column(ValueError::new(
                Misfit::TooLong,
                format!(
                    "a large value for a column of type {}",
                    route.encoder.target().name()
                ),
            )));
        }
        let version: &[u8] = if *route.encoder.target() == TargetType::Jsonb {
            &[1]
        } else {
            &[]
        };
        match known.filter(|_| !is_text) {
            Some(length) => self.stream(index, length, &mut start.as_slice().chain(reader)),
            None => {
                let mut file = tempfile::tempfile().map_err(failed)?;
                let length = spill(&mut start.as_slice().chain(reader), &mut file, is_text)
                    .map_err(failed)?
                    .map_err(at_column)?;
                file.seek(SeekFrom::Start(0)).map_err(failed)?;
                self.stream(index, length + version.len() as u64, &mut version.chain(file))
            }
        }
    }

    /// Writes a field of known length, handing over buffers as they fill.
    fn stream(&mut self, index: usize, length: u64, input: &mut dyn Read) -> Result<(), FieldError> {
        if length > LARGEST_VALUE {
            return Err(FieldError::Value(
                index,
                ValueError::new(
                    Misfit::TooLong,
                    format!("{length} bytes; PostgreSQL stores at most {LARGEST_VALUE} in one value"),
                ),
            ));
        }
        self.buffer.extend_from_slice(&(length as i32).to_be_bytes());
        let mut left = length;
        while left > 0 {
            if self.care == Care::Stream && self.buffer.len() >= BUFFER {
                self.hand_over().map_err(|_| FieldError::Ended)?;
            }
            let wanted = left.min(BUFFER as u64);
            let before = self.buffer.len();
            let copied = (&mut *input).take(wanted).read_to_end(&mut self.buffer);
            match copied {
                Ok(0) => {
                    return Err(FieldError::Source(format!(
                        "a large value ended {left} of its {length} bytes early"
                    )));
                }
                Ok(count) => left -= count as u64,
                Err(error) => {
                    self.buffer.truncate(before);
                    return Err(FieldError::Source(error.to_string()));
                }
            }
        }
        Ok(())
    }
}

/// Why a field could not be written.
enum FieldError {
    /// The value of the column with this number.
    Value(usize, ValueError),
    /// The source.
    Source(String),
    /// The writer is gone.
    Ended,
}

/// Copies a value to a file and counts its bytes; text must be text and must not have characters with code 0.
fn spill(
    input: &mut dyn Read,
    file: &mut std::fs::File,
    is_text: bool,
) -> std::io::Result<Result<u64, ValueError>> {
    let mut piece = vec![0; BUFFER];
    let mut held = 0;
    let mut length = 0u64;
    loop {
        let count = input.read(&mut piece[held..])?;
        let filled = held + count;
        let whole = if is_text {
            if memchr::memchr(0, &piece[held..filled]).is_some() {
                return Ok(Err(ValueError::new(
                    Misfit::Nul,
                    "the text has a character with code 0, which PostgreSQL cannot store",
                )));
            }
            match std::str::from_utf8(&piece[..filled]) {
                Ok(_) => filled,
                // A character may go on in the next piece.
                Err(error) if error.error_len().is_none() && count > 0 => error.valid_up_to(),
                Err(_) => {
                    return Ok(Err(ValueError::new(
                        Misfit::InvalidText,
                        "bytes that are no text",
                    )));
                }
            }
        } else {
            filled
        };
        file.write_all(&piece[..whole])?;
        length += whole as u64;
        if count == 0 {
            return Ok(Ok(length));
        }
        piece.copy_within(whole..filled, 0);
        held = filled - whole;
        if length > LARGEST_VALUE {
            return Ok(Err(ValueError::new(
                Misfit::TooLong,
                format!("more than {LARGEST_VALUE} bytes, the most that PostgreSQL stores in one value"),
            )));
        }
    }
}

impl RowConsumer for RowEncoder<'_> {
    fn row(&mut self, place: Place<'_>, values: &mut [Value<'_>]) -> Result<(), ReadError> {
        let start = self.buffer.len();
        let handed_over = self.summary.bytes;
        match self.encode(values) {
            Ok(()) => {}
            Err(FieldError::Value(index, error)) if self.summary.bytes == handed_over => {
                self.buffer.truncate(start);
                return self.reject(Rejected {
                    place: place.to_string(),
                    column: self.routes.get(index).map(|route| route.source.clone()),
                    reason: error.misfit.name().to_owned(),
                    message: error.message,
                    values: self.values_of(values),
                });
            }
            // A part of the row is on its way already.
            Err(FieldError::Value(_, error)) => {
                self.summary.failed = Some(format!("{place}: {error}"));
                return Err(ReadError::Ended);
            }
            Err(FieldError::Source(message)) => {
                return Err(crate::error::SourceError::transient(format!("{place}: {message}")).into());
            }
            Err(FieldError::Ended) => return Err(ReadError::Ended),
        }
        self.summary.rows += 1;
        self.unthrottled += 1;
        match self.care {
            Care::Stream if self.buffer.len() >= BUFFER => self.hand_over(),
            Care::Stream => Ok(()),
            Care::Blocks => {
                let values = self.values_of(values);
                self.block.push(BlockRow {
                    end: self.buffer.len(),
                    place: place.to_string(),
                    values,
                });
                if self.block.len() >= BLOCK_ROWS || self.buffer.len() >= BLOCK_BYTES {
                    self.hand_over_block()?;
                }
                Ok(())
            }
        }
    }

    fn broken(&mut self, place: Place<'_>, text: &str, message: &str) -> Result<(), ReadError> {
        let shown = Value::Text(text).preview(PREVIEW);
        self.reject(Rejected {
            place: place.to_string(),
            column: None,
            reason: "broken".to_owned(),
            message: message.to_owned(),
            values: serde_json::json!({ "record": shown }),
        })
    }
}

/// Applies a plan's changes to a text.
fn transform(text: &str, transforms: &[Transform], values: &BTreeMap<String, String>, out: &mut String) {
    out.clear();
    out.push_str(text);
    for transform in transforms {
        match transform {
            Transform::Trim => *out = out.trim_matches(' ').to_owned(),
            Transform::TrimEnd => out.truncate(out.trim_end_matches(' ').len()),
            Transform::Upper => *out = out.to_uppercase(),
            Transform::Lower => *out = out.to_lowercase(),
            Transform::Mask => {
                *out = out
                    .chars()
                    .map(|c| {
                        if c.is_numeric() {
                            '0'
                        } else if c.is_alphabetic() {
                            'x'
                        } else {
                            c
                        }
                    })
                    .collect();
            }
        }
    }
    if let Some(other) = values.get(out.as_str()) {
        out.clear();
        out.push_str(other);
    }
}

#[cfg(test)]
mod tests;
