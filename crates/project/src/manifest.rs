//! `manifest.json`: what became of every object and statement of the source. `crates/project/manifest.md` describes it.

use crate::layout::Phase;
use plconv_diagnostics::Code;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Says what the file is; also how an output directory is recognised.
pub const FORMAT: &str = "plconv manifest";

/// Raised when a reader of the old form would misunderstand the new one.
pub const FORMAT_VERSION: u32 = 1;

/// The manifest.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Manifest {
    /// [`FORMAT`]
    pub format: String,
    /// [`FORMAT_VERSION`]
    pub format_version: u32,
    /// The PostgreSQL major version the output is for.
    pub target_version: u32,
    /// Totals.
    pub totals: Totals,
    /// How much of the source could be parsed.
    #[serde(default)]
    pub units: UnitCounts,
    /// Every object of the source, in the order of the source.
    pub objects: Vec<ManifestObject>,
    /// Statements that are no objects, counted by kind and fate.
    pub statements: BTreeMap<String, BTreeMap<Fate, u64>>,
    /// Those of them that may fail when the output is loaded, as their diagnostics say.
    #[serde(default)]
    pub may_fail: Vec<ManifestStatement>,
    /// Source files that were read.
    pub sources: Vec<ManifestSource>,
    /// Files written, in the order of loading; `load.sql` and the JSON files last.
    pub files: Vec<ManifestFile>,
}

/// Sums over the manifest.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Totals {
    /// Objects by kind and fate.
    pub objects: BTreeMap<String, BTreeMap<Fate, u64>>,
    /// Diagnostics by code.
    pub diagnostics: BTreeMap<Code, u64>,
}

/// Statements and stored units of the source by whether all of their text could be parsed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct UnitCounts {
    /// Parsed as a whole.
    pub parsed: u64,
    /// Lost, or a statement inside was skipped.
    pub with_syntax_errors: u64,
}

/// What became of an object or statement.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// Equal in PostgreSQL.
    Translated,
    /// Translated under assumptions that its diagnostics name.
    Assumed,
    /// Not or not wholly translated; the output says so where it stood.
    Refused,
    /// PostgreSQL has no such object and does not need it (a tablespace, a storage clause).
    NoCounterpart,
}

impl Fate {
    /// All fates.
    pub const ALL: [Fate; 4] = [
        Fate::Translated,
        Fate::Assumed,
        Fate::Refused,
        Fate::NoCounterpart,
    ];

    /// `translated`, `assumed`, `refused` or `no counterpart`.
    pub fn as_str(self) -> &'static str {
        match self {
            Fate::Translated => "translated",
            Fate::Assumed => "assumed",
            Fate::Refused => "refused",
            Fate::NoCounterpart => "no counterpart",
        }
    }
}

/// An object of the source.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ManifestObject {
    /// Oracle's word for the kind: `TABLE`, `PACKAGE BODY`.
    pub kind: String,
    /// Oracle name with its schema when written: `HR.EMPLOYEES`.
    pub name: String,
    /// Where it is created: `path:line`.
    pub source: String,
    /// The line its CREATE ends on; 0 in manifests of versions that did not say.
    #[serde(default)]
    pub last_line: u32,
    /// What became of it.
    pub fate: Fate,
    /// The output file it is in.
    pub file: Option<String>,
    /// Its name in PostgreSQL, as written in SQL.
    pub postgresql_name: Option<String>,
    /// Codes of its diagnostics.
    pub diagnostics: BTreeSet<Code>,
}

/// A statement of a script that may fail when it runs: it is refused in part, or an assumption it needs may not hold.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ManifestStatement {
    /// Oracle's word for the kind: `ANONYMOUS BLOCK`.
    pub kind: String,
    /// Where it begins: `path:line`.
    pub source: String,
    /// The line it ends on.
    pub last_line: u32,
    /// Codes of its diagnostics.
    pub diagnostics: BTreeSet<Code>,
}

/// A source file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ManifestSource {
    /// Path in the source tree.
    pub path: String,
    /// The encoding it was read in.
    pub encoding: String,
    /// Length in bytes.
    pub bytes: u64,
}

/// A file of the output.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ManifestFile {
    /// Path in the output directory.
    pub path: String,
    /// Part of the output; none for files that `load.sql` does not run.
    pub phase: Option<Phase>,
    /// FNV-1a hash of its bytes as 16 hexadecimal digits, by which the next run knows whether somebody edited it.
    /// The manifest itself has an empty one.
    pub hash: String,
}

impl Manifest {
    /// Fills in the totals.
    pub fn count(&mut self, diagnostics: impl IntoIterator<Item = Code>) {
        self.totals = Totals::default();
        for object in &self.objects {
            *self
                .totals
                .objects
                .entry(object.kind.clone())
                .or_default()
                .entry(object.fate)
                .or_default() += 1;
        }
        for code in diagnostics {
            *self.totals.diagnostics.entry(code).or_default() += 1;
        }
    }

    /// Counts a statement that is no object.
    pub fn count_statement(&mut self, kind: &str, fate: Fate) {
        *self
            .statements
            .entry(kind.to_owned())
            .or_default()
            .entry(fate)
            .or_default() += 1;
    }
}
