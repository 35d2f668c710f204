//! Where rows come from. Each kind of source is a module here; the rest of the crate sees these traits only.

pub mod control;
pub mod csv;
mod files;
pub mod oracle;
pub mod script;

pub use files::FileSource;
pub use oracle::OracleSource;

use crate::error::{Error, SourceError};
use crate::plan::TablePlan;
use crate::value::Value;
use plconv_catalog::DataType;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// A place that rows come from; connections to it are made in parallel.
pub trait Source: Send + Sync {
    /// A connection, or an open directory.
    ///
    /// # Errors
    /// When there is none.
    fn connect(&self) -> Result<Box<dyn SourceSession>, SourceError>;
}

/// One connection.
pub trait SourceSession: Send {
    /// The SCN that a run which begins now is read at; `None` where there is no such thing.
    ///
    /// # Errors
    /// When the source does not answer.
    fn snapshot(&mut self) -> Result<Option<u64>, SourceError>;

    /// The next value that a sequence has not handed out, as it is now; `None` where there is no such thing.
    ///
    /// # Errors
    /// When the source does not answer.
    fn sequence(&mut self, _name: &str) -> Result<Option<String>, Error> {
        Ok(None)
    }

    /// The columns of a table that are moved, in the order of their values.
    ///
    /// # Errors
    /// When there is no such table.
    fn columns(&mut self, table: &TablePlan) -> Result<Vec<SourceColumn>, Error>;

    /// Cuts a table into pieces that are moved one by one, in any order.
    ///
    /// # Errors
    /// When the source cannot be read.
    fn split(&mut self, table: &TablePlan, chunk_bytes: u64) -> Result<Vec<Chunk>, Error>;

    /// Hands over the rows of a piece.
    ///
    /// # Errors
    /// When the source cannot be read, or the receiver wants no more.
    fn read(
        &mut self,
        table: &TablePlan,
        columns: &[SourceColumn],
        spec: &ChunkSpec,
        scn: Option<u64>,
        rows: &mut dyn RowConsumer,
    ) -> Result<(), ReadError>;
}

/// A column of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceColumn {
    /// Its name, as Oracle's dictionary has it.
    pub name: String,
    /// Its type, where the source knows it.
    pub data_type: Option<DataType>,
}

impl SourceColumn {
    /// Whether its values may be large, whatever the type of the target.
    #[must_use]
    pub fn is_large(&self) -> bool {
        matches!(
            self.data_type,
            Some(
                DataType::Clob
                    | DataType::Blob
                    | DataType::Long
                    | DataType::LongRaw
                    | DataType::Xml
                    | DataType::Json
            )
        )
    }
}

/// A piece of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunk {
    /// Where it is.
    pub spec: ChunkSpec,
    /// About how many bytes it has.
    pub bytes: u64,
}

/// Where a piece of a table is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChunkSpec {
    /// All of it.
    Whole,
    /// A part of a file.
    Bytes {
        /// The file, as the plan names it.
        file: PathBuf,
        /// First byte.
        start: u64,
        /// Byte after the last.
        end: u64,
        /// Number of the first line, from 1.
        line: u64,
    },
    /// Rows between two ROWIDs, both included.
    Rowids {
        /// The partition, when the table has some.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        partition: Option<String>,
        /// First ROWID.
        from: String,
        /// Last ROWID.
        to: String,
    },
    /// Rows whose key lies between two values.
    Keys {
        /// The column.
        column: String,
        /// The least value, as an Oracle literal; `None` for the beginning.
        from: Option<String>,
        /// The value that is no longer included; `None` for the end.
        to: Option<String>,
    },
}

/// Takes rows.
pub trait RowConsumer {
    /// Takes a row; `place` says where it was found, for people.
    ///
    /// # Errors
    /// [`ReadError::Ended`] when no more are wanted.
    fn row(&mut self, place: Place<'_>, values: &mut [Value<'_>]) -> Result<(), ReadError>;

    /// Takes what should have been a row and cannot be read.
    ///
    /// # Errors
    /// [`ReadError::Ended`] when no more are wanted.
    fn broken(&mut self, place: Place<'_>, text: &str, message: &str) -> Result<(), ReadError>;
}

/// Where a row was found.
#[derive(Clone, Copy)]
pub enum Place<'a> {
    /// Line of the file that the chunk names.
    Line(u64),
    /// ROWID or key; its text is made only for rows that are spoken of.
    Of(&'a dyn std::fmt::Display),
    /// Its position in the chunk.
    Row(u64),
}

impl std::fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Place::Line(line) => write!(f, "line {line}"),
            Place::Of(rowid) => write!(f, "{rowid}"),
            Place::Row(row) => write!(f, "row {row}"),
        }
    }
}

/// Why reading ended early.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The source.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// The receiver wants no more; it knows why.
    #[error("no more rows are wanted")]
    Ended,
}
