//! The name of a conversion: the hash of everything it is made from.

use crate::tree::{SourceTree, TreeFile};
use plconv_db::Policy;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;
use std::path::Path;

/// Raised when entries get another form.
const FORM: &str = "plconv cache 1";

/// What is hashed by one thread at a time.
const CHUNK_BYTES: usize = 4 << 20;

/// Which conversion an entry is of.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Key([u8; 32]);

impl fmt::Display for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

/// Which program converts. Two builds of the same version may differ, so it is the hash of the program file itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ProgramDigest([u8; 32]);

impl ProgramDigest {
    /// That of a program file.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn of_file(program: &Path) -> std::io::Result<Self> {
        Ok(Self::of_bytes(&std::fs::read(program)?))
    }

    /// That of the bytes of a program.
    pub fn of_bytes(program: &[u8]) -> Self {
        let chunks: Vec<[u8; 32]> = (program.par_chunks(CHUNK_BYTES))
            .map(|chunk| Sha256::digest(chunk).into())
            .collect();
        ProgramDigest(Sha256::digest(chunks.as_flattened()).into())
    }
}

impl Key {
    /// The conversion of a tree by a program. Files are hashed on the current rayon pool.
    ///
    /// What the policy accepts is not in it: that is asked for when findings are told. Nor is where the tree is and how its
    /// paths are shown.
    ///
    /// # Errors
    /// When some of it cannot be written down: a mistake of ours.
    pub fn new(program: ProgramDigest, policy: &Policy, tree: &SourceTree) -> std::io::Result<Self> {
        let SourceTree {
            root: _,
            files,
            only,
            display_prefix: _,
        } = tree;
        let policy = Policy {
            allow: Vec::new(),
            ..policy.clone()
        };
        let files: Vec<[u8; 32]> = files
            .par_iter()
            .map(hash_of_file)
            .collect::<std::io::Result<_>>()?;
        let mut hash = Sha256::new();
        add(&mut hash, FORM.as_bytes());
        add(&mut hash, &program.0);
        add_value(&mut hash, &(policy, only))?;
        add(&mut hash, files.as_flattened());
        Ok(Key(hash.finalize().into()))
    }
}

fn hash_of_file(file: &TreeFile) -> std::io::Result<[u8; 32]> {
    let TreeFile {
        path,
        text,
        bytes,
        encoding,
        diagnostics,
    } = file;
    let mut hash = Sha256::new();
    add_value(&mut hash, &(path, bytes, encoding, diagnostics))?;
    add(&mut hash, text.as_bytes());
    Ok(hash.finalize().into())
}

/// Adds bytes so that what comes after cannot be taken for a part of them.
fn add(hash: &mut Sha256, bytes: &[u8]) {
    hash.update((bytes.len() as u64).to_le_bytes());
    hash.update(bytes);
}

/// Adds plain data: texts, numbers, sorted maps, which all have a written form.
fn add_value(hash: &mut Sha256, value: &impl Serialize) -> std::io::Result<()> {
    add(hash, &serde_json::to_vec(value)?);
    Ok(())
}
