//! What conversions came to, kept on the disk by everything they were made from: a run over the same tree with the same
//! choices and the same program only reads its files again.
//!
//! A conversion is a function of three things: the program, the policy without what it accepts, and the tree as it was
//! read. [`Key`] is their hash, and nothing else finds an entry: no time, no name, no place of a directory. So entries may
//! be carried from machine to machine. An edit of one body is another tree; what can be taken over from the run before is
//! then a matter of [`crate::Database`], in memory.
//!
//! Whatever is wrong with the directory or an entry costs the time of a conversion and nothing else.

mod directory;
mod entry;
mod key;

pub use key::{Key, ProgramDigest};

use crate::convert::Conversion;
use crate::manifest::Manifest;
use crate::write::ArrangedOutput;
use directory::Directory;
pub(crate) use directory::EXTENSIONS;
use plconv_diagnostics::{Code, Diagnostic};
use std::path::PathBuf;

/// How much a directory may hold: the entries that were not used for longest go.
pub const MAX_BYTES: u64 = 2 << 30;

/// The result of a conversion, without what only an assessment asks for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Converted {
    /// Files in the order of loading; none when only findings were wanted.
    pub output: ArrangedOutput,
    /// What became of every object.
    pub manifest: Manifest,
    /// All findings, sorted.
    pub diagnostics: Vec<Diagnostic>,
}

impl From<Conversion> for Converted {
    fn from(conversion: Conversion) -> Self {
        Converted {
            output: conversion.output,
            manifest: conversion.manifest,
            diagnostics: conversion.diagnostics,
        }
    }
}

/// How much of a conversion is wanted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Wanted {
    /// Manifest and findings.
    Findings,
    /// The output too.
    Output,
}

/// What a cache knows of a conversion.
#[derive(Debug)]
pub enum Lookup {
    /// It was kept.
    Kept(Box<Converted>),
    /// It was not kept, or less of it than is wanted.
    Unknown,
    /// It was kept, but cannot be read; why.
    Damaged(String),
}

/// A directory of kept conversions.
#[derive(Debug)]
pub struct Cache {
    directory: Directory,
}

impl Cache {
    /// The cache in a directory, which does not have to exist, with entries of at most `max_bytes` together.
    pub fn new(directory: PathBuf, max_bytes: u64) -> Self {
        Cache {
            directory: Directory::new(directory, max_bytes),
        }
    }

    /// What is kept for a key. Blocks are read on the current rayon pool.
    pub fn find(&self, key: &Key, wanted: Wanted) -> Lookup {
        let path = self.directory.entry(key);
        match entry::read(&path, key, wanted) {
            Ok(Some(converted)) => {
                self.directory.note_use(&path);
                Lookup::Kept(Box::new(converted))
            }
            Ok(None) => Lookup::Unknown,
            Err(error) => Lookup::Damaged(format!("{}: {error}", path.display())),
        }
    }

    /// Keeps a conversion. One in which the program failed is not kept: the next run may have more luck.
    ///
    /// # Errors
    /// When the disk does not cooperate; nothing is kept then.
    pub fn keep(&self, key: &Key, converted: &Converted, wanted: Wanted) -> std::io::Result<()> {
        let failed = |found: &Diagnostic| found.code == Code::INTERNAL_ERROR;
        if converted.diagnostics.iter().any(failed) {
            return Ok(());
        }
        let blocks = entry::blocks(converted, wanted)?;
        let bytes: u64 = blocks.iter().map(entry::Block::len).sum();
        self.directory
            .put(key, bytes, |file| entry::write(file, key, &blocks))
    }
}
