//! The changes of transactions that are too large for memory, on disk.
//!
//! They lie in frames of some hundred kilobytes in files without names: whatever ends the process, the files go with it.
//! A frame can be taken back, which ROLLBACK TO needs.

mod codec;

pub(crate) use codec::row_bytes;

use crate::change::{Change, ChangeLog, ReadChanges};
use codec::{Decoder, Encoder};
use plconv_mover::error::Error;
use std::borrow::Cow;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// Bytes after which a frame ends.
const FRAME: usize = 256 * 1024;

/// Bytes after which another file is begun, so that the space of transactions that ended is given back.
const SEGMENT: u64 = 256 * 1024 * 1024;

/// So many frames are searched for a change.
const FRAMES_SEARCHED: usize = 16;

/// Where frames are written.
#[derive(Debug)]
pub struct SpillStore {
    directory: PathBuf,
    current: Option<Arc<Segment>>,
}

#[derive(Debug)]
struct Segment {
    directory: PathBuf,
    /// The file, and where the next frame is written.
    file: Mutex<(File, u64)>,
}

#[derive(Clone, Debug)]
struct Frame {
    segment: Arc<Segment>,
    offset: u64,
    length: usize,
    count: usize,
}

impl SpillStore {
    /// A store in a directory; nothing is written until it is needed.
    #[must_use]
    pub fn new(directory: PathBuf) -> SpillStore {
        SpillStore {
            directory,
            current: None,
        }
    }

    fn write(&mut self, bytes: &[u8], count: usize) -> Result<Frame, Error> {
        let segment = match &self.current {
            Some(segment) if segment.lock().1 < SEGMENT => segment.clone(),
            _ => {
                let file = tempfile::tempfile_in(&self.directory)
                    .map_err(|error| failed(&self.directory, &error))?;
                let segment = Arc::new(Segment {
                    directory: self.directory.clone(),
                    file: Mutex::new((file, 0)),
                });
                self.current = Some(segment.clone());
                segment
            }
        };
        let mut locked = segment.lock();
        let offset = locked.1;
        let written = locked
            .0
            .seek(SeekFrom::Start(offset))
            .and_then(|_| locked.0.write_all(bytes));
        written.map_err(|error| failed(&self.directory, &error))?;
        locked.1 += bytes.len() as u64;
        drop(locked);
        Ok(Frame {
            segment,
            offset,
            length: bytes.len(),
            count,
        })
    }
}

impl Segment {
    fn lock(&self) -> std::sync::MutexGuard<'_, (File, u64)> {
        self.file.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Frame {
    fn read(&self) -> Result<Vec<Change>, Error> {
        let mut bytes = vec![0; self.length];
        let mut locked = self.segment.lock();
        let read = locked
            .0
            .seek(SeekFrom::Start(self.offset))
            .and_then(|_| locked.0.read_exact(&mut bytes));
        drop(locked);
        read.map_err(|error| failed(&self.segment.directory, &error))?;
        let mut decoder = Decoder::new(&bytes);
        let mut changes = Vec::with_capacity(self.count);
        while let Some(change) = decoder.next() {
            changes.push(change.map_err(|_| Error::File {
                path: self.segment.directory.display().to_string(),
                message: "changes that were written here read back as something else".to_owned(),
            })?);
        }
        Ok(changes)
    }
}

fn failed(directory: &std::path::Path, error: &std::io::Error) -> Error {
    Error::File {
        path: directory.display().to_string(),
        message: format!("changes of a large transaction cannot be kept here: {error}"),
    }
}

/// The changes of a transaction in order: the earlier ones on disk, the latest in memory.
#[derive(Debug, Default)]
pub struct ChangeStack {
    frames: Vec<Frame>,
    on_disk: u64,
    tail: Vec<Change>,
    tail_bytes: usize,
}

impl ChangeStack {
    /// Adds a change.
    pub fn push(&mut self, change: Change) {
        self.tail_bytes += change.bytes();
        self.tail.push(change);
    }

    /// The latest change.
    ///
    /// # Errors
    /// When it is on disk and that fails.
    pub fn last(&mut self) -> Result<Option<&Change>, Error> {
        self.load()?;
        Ok(self.tail.last())
    }

    /// Takes the latest change away.
    ///
    /// # Errors
    /// When it is on disk and that fails.
    pub fn pop(&mut self) -> Result<Option<Change>, Error> {
        self.load()?;
        let change = self.tail.pop();
        if let Some(change) = &change {
            self.tail_bytes = self.tail_bytes.saturating_sub(change.bytes());
        }
        Ok(change)
    }

    /// Changes the latest change, if it is in memory.
    pub(crate) fn change_last(&mut self, change: impl FnOnce(&mut Change)) {
        if let Some(last) = self.tail.last_mut() {
            self.tail_bytes = self.tail_bytes.saturating_sub(last.bytes());
            change(last);
            self.tail_bytes += last.bytes();
        }
    }

    /// The changes behind the latest that is wanted, the latest first; `None` when that is not among the last ones.
    ///
    /// # Errors
    /// When the disk fails.
    pub(crate) fn behind(&self, wanted: impl Fn(&Change) -> bool) -> Result<Option<Vec<Change>>, Error> {
        let mut behind = Vec::new();
        let mut search = |changes: &[Change]| {
            for change in changes.iter().rev() {
                if wanted(change) {
                    return true;
                }
                behind.push(change.clone());
            }
            false
        };
        if search(&self.tail) {
            return Ok(Some(behind));
        }
        for frame in self.frames.iter().rev().take(FRAMES_SEARCHED) {
            if search(&frame.read()?) {
                return Ok(Some(behind));
            }
        }
        Ok(None)
    }

    /// The changes in memory.
    #[must_use]
    pub fn in_memory(&self) -> &[Change] {
        &self.tail
    }

    /// Bytes that [`ChangeStack::spill`] would free.
    #[must_use]
    pub fn spillable(&self) -> usize {
        self.tail_bytes
    }

    /// Writes what is in memory to disk.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn spill(&mut self, store: &mut SpillStore) -> Result<(), Error> {
        let mut encoder = Encoder::default();
        let mut count = 0;
        for change in std::mem::take(&mut self.tail) {
            encoder.push(&change);
            count += 1;
            if encoder.len() >= FRAME {
                let bytes = std::mem::take(&mut encoder).into_bytes();
                self.frames.push(store.write(&bytes, count)?);
                self.on_disk += count as u64;
                count = 0;
            }
        }
        if count > 0 {
            self.frames.push(store.write(&encoder.into_bytes(), count)?);
            self.on_disk += count as u64;
        }
        self.tail_bytes = 0;
        Ok(())
    }

    /// Adds the changes of another one behind its own.
    ///
    /// # Errors
    /// When the disk fails.
    pub(crate) fn append(&mut self, other: ChangeStack, store: &mut SpillStore) -> Result<(), Error> {
        if !other.frames.is_empty() {
            self.spill(store)?;
        }
        self.frames.extend(other.frames);
        self.on_disk += other.on_disk;
        for change in other.tail {
            self.push(change);
        }
        Ok(())
    }

    /// Leaves out changes, in order; only a frame at a time is in memory.
    ///
    /// # Errors
    /// When the disk fails.
    pub(crate) fn retain(
        &mut self,
        store: &mut SpillStore,
        mut keep: impl FnMut(&Change) -> bool,
    ) -> Result<(), Error> {
        let mut frames = Vec::with_capacity(self.frames.len());
        for frame in std::mem::take(&mut self.frames) {
            let mut changes = frame.read()?;
            changes.retain(&mut keep);
            if changes.len() == frame.count {
                frames.push(frame);
            } else if !changes.is_empty() {
                let mut encoder = Encoder::default();
                changes.iter().for_each(|change| encoder.push(change));
                frames.push(store.write(&encoder.into_bytes(), changes.len())?);
            }
        }
        self.on_disk = frames.iter().map(|frame| frame.count as u64).sum();
        self.frames = frames;
        self.tail.retain(keep);
        self.tail_bytes = self.tail.iter().map(Change::bytes).sum();
        Ok(())
    }

    fn load(&mut self) -> Result<(), Error> {
        if !self.tail.is_empty() {
            return Ok(());
        }
        if let Some(frame) = self.frames.pop() {
            self.on_disk -= frame.count as u64;
            self.tail = frame.read()?;
            self.tail_bytes = self.tail.iter().map(Change::bytes).sum();
        }
        Ok(())
    }
}

impl ChangeLog for ChangeStack {
    fn len(&self) -> u64 {
        self.on_disk + self.tail.len() as u64
    }

    fn bytes(&self) -> usize {
        self.tail_bytes + self.frames.len() * size_of::<Frame>()
    }

    fn read(&self) -> Result<ReadChanges<'_>, Error> {
        let on_disk = self.frames.iter().flat_map(|frame| match frame.read() {
            Ok(changes) => changes
                .into_iter()
                .map(|change| Ok(Cow::Owned(change)))
                .collect::<Vec<_>>(),
            Err(error) => vec![Err(error)],
        });
        let in_memory = self.tail.iter().map(|change| Ok(Cow::Borrowed(change)));
        Ok(Box::new(on_disk.chain(in_memory)))
    }
}

#[cfg(test)]
mod tests;
