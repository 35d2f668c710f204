//! An entry of the cache: a head that lists the blocks, then the blocks, each compressed and with its hash.

use super::{Converted, Key, Wanted};
use crate::manifest::Manifest;
use crate::write::{ArrangedOutput, OutputFile};
use plconv_diagnostics::Diagnostic;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{Error, ErrorKind, Read, Seek, Write};
use std::path::Path;

/// What an entry begins with; the length of its head and the hash of that follow.
const MAGIC: &[u8; 16] = b"plconv cache 1\r\n";

/// Findings in a block.
const FINDINGS: usize = 8192;

/// Bytes of texts after which a block ends.
const TEXT_BYTES: usize = 2 << 20;

#[derive(Serialize, Deserialize)]
struct Head {
    key: Key,
    blocks: Vec<BlockHead>,
}

#[derive(Clone, Serialize, Deserialize)]
struct BlockHead {
    kind: BlockKind,
    /// Length in the entry.
    stored: u64,
    /// Length of what it decompresses to.
    raw: u64,
    /// Hash of what is in the entry.
    hash: [u8; 32],
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum BlockKind {
    Manifest,
    Findings,
    /// What arranging the output found; every entry with an output has one.
    Arranging,
    Files,
}

impl BlockKind {
    fn is_wanted(self, wanted: Wanted) -> bool {
        match self {
            BlockKind::Manifest | BlockKind::Findings => true,
            BlockKind::Arranging | BlockKind::Files => wanted == Wanted::Output,
        }
    }
}

/// A part of an entry, ready to be written.
pub(super) struct Block {
    head: BlockHead,
    stored: Vec<u8>,
}

impl Block {
    fn new(kind: BlockKind, value: &impl Serialize) -> std::io::Result<Self> {
        let raw = postcard::to_stdvec(value).map_err(Error::other)?;
        let stored = lz4_flex::block::compress(&raw);
        Ok(Block {
            head: BlockHead {
                kind,
                stored: stored.len() as u64,
                raw: raw.len() as u64,
                hash: Sha256::digest(&stored).into(),
            },
            stored,
        })
    }

    /// Its length in the entry.
    pub fn len(&self) -> u64 {
        self.head.stored
    }
}

/// What a block holds, once it has been read.
enum Part {
    Manifest(Box<Manifest>),
    Findings(Vec<Diagnostic>),
    Arranging(Vec<Diagnostic>),
    Files(Vec<OutputFile>),
}

impl Part {
    fn of(head: &BlockHead, stored: &[u8]) -> std::io::Result<Self> {
        if Sha256::digest(stored).as_slice() != head.hash {
            return Err(damaged("a block is not what was written"));
        }
        let raw = usize::try_from(head.raw).map_err(Error::other)?;
        let raw = lz4_flex::block::decompress(stored, raw).map_err(Error::other)?;
        let part = match head.kind {
            BlockKind::Manifest => postcard::from_bytes(&raw).map(Part::Manifest),
            BlockKind::Findings => postcard::from_bytes(&raw).map(Part::Findings),
            BlockKind::Arranging => postcard::from_bytes(&raw).map(Part::Arranging),
            BlockKind::Files => postcard::from_bytes(&raw).map(Part::Files),
        };
        part.map_err(Error::other)
    }
}

/// The blocks of a conversion, made on the current rayon pool.
pub(super) fn blocks(converted: &Converted, wanted: Wanted) -> std::io::Result<Vec<Block>> {
    let mut blocks = vec![Block::new(BlockKind::Manifest, &converted.manifest)?];
    let findings = converted.diagnostics.par_chunks(FINDINGS);
    let findings = findings.map(|findings| Block::new(BlockKind::Findings, &findings));
    blocks.extend(findings.collect::<std::io::Result<Vec<_>>>()?);
    if wanted == Wanted::Output {
        let output = &converted.output;
        blocks.push(Block::new(BlockKind::Arranging, &output.diagnostics)?);
        let files = batches(&output.files).into_par_iter();
        let files = files.map(|files| Block::new(BlockKind::Files, &files));
        blocks.extend(files.collect::<std::io::Result<Vec<_>>>()?);
    }
    Ok(blocks)
}

/// Files in their order, some together.
fn batches(files: &[OutputFile]) -> Vec<&[OutputFile]> {
    let mut bytes = 0;
    let stay_together = |file: &OutputFile, _: &OutputFile| {
        bytes += file.text.len();
        let is_full = bytes >= TEXT_BYTES;
        if is_full {
            bytes = 0;
        }
        !is_full
    };
    files.chunk_by(stay_together).collect()
}

/// Writes an entry.
pub(super) fn write(file: &mut File, key: &Key, blocks: &[Block]) -> std::io::Result<()> {
    let head = Head {
        key: *key,
        blocks: blocks.iter().map(|block| block.head.clone()).collect(),
    };
    let head = postcard::to_stdvec(&head).map_err(Error::other)?;
    file.write_all(MAGIC)?;
    file.write_all(&(head.len() as u64).to_le_bytes())?;
    file.write_all(&Sha256::digest(&head))?;
    file.write_all(&head)?;
    blocks.iter().try_for_each(|block| file.write_all(&block.stored))
}

/// What an entry holds; none when there is no entry, or less in it than is wanted.
pub(super) fn read(path: &Path, key: &Key, wanted: Wanted) -> std::io::Result<Option<Converted>> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let length = file.metadata()?.len();
    let head = read_head(&mut file, length)?;
    if head.key != *key {
        return Err(damaged("it is the entry of another conversion"));
    }
    let stored = head.blocks.iter().map(|block| block.stored);
    let end = stored.fold(file.stream_position()?, u64::saturating_add);
    if end != length {
        return Err(damaged("it is not as long as it says"));
    }
    if wanted == Wanted::Output
        && head
            .blocks
            .iter()
            .all(|block| block.kind.is_wanted(Wanted::Findings))
    {
        return Ok(None);
    }
    let mut stored = Vec::with_capacity(head.blocks.len());
    for block in &head.blocks {
        if block.kind.is_wanted(wanted) {
            stored.push((block, read_bytes(&mut file, block.stored)?));
        } else {
            file.seek_relative(i64::try_from(block.stored).map_err(Error::other)?)?;
        }
    }
    let parts: Vec<Part> = stored
        .into_par_iter()
        .map(|(head, stored)| Part::of(head, &stored))
        .collect::<std::io::Result<_>>()?;
    Ok(Some(put_together(parts)))
}

fn read_head(file: &mut File, length: u64) -> std::io::Result<Head> {
    let mut start = [0; MAGIC.len() + 8 + 32];
    file.read_exact(&mut start)?;
    let (magic, rest) = start.split_at(MAGIC.len());
    let (head_length, hash) = rest.split_at(8);
    if magic != MAGIC {
        return Err(damaged("it is no entry of a cache"));
    }
    let head_length = u64::from_le_bytes(head_length.try_into().map_err(Error::other)?);
    if head_length > length {
        return Err(damaged("it is shorter than its head"));
    }
    let head = read_bytes(file, head_length)?;
    if Sha256::digest(&head).as_slice() != hash {
        return Err(damaged("its head is not what was written"));
    }
    postcard::from_bytes(&head).map_err(Error::other)
}

fn read_bytes(file: &mut File, length: u64) -> std::io::Result<Vec<u8>> {
    let mut bytes = vec![0; usize::try_from(length).map_err(Error::other)?];
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn put_together(parts: Vec<Part>) -> Converted {
    let mut output = ArrangedOutput::default();
    let mut converted = Converted::default();
    for part in parts {
        match part {
            Part::Manifest(manifest) => converted.manifest = *manifest,
            Part::Findings(found) => converted.diagnostics.extend(found),
            Part::Arranging(found) => output.diagnostics = found,
            Part::Files(files) => output.files.extend(files),
        }
    }
    Converted { output, ..converted }
}

fn damaged(why: &str) -> Error {
    Error::new(ErrorKind::InvalidData, why)
}
