//! The catalog snapshot of an Oracle: what its dictionary says about chosen schemas, as a file that is read without a server.

mod capture;
mod definitions;
mod order;

pub use capture::{Capture, CaptureOptions, capture};

use crate::error::{Error, SourceError, SourceErrorKind};
use crate::source::oracle::dictionary::{OracleColumn, columns};
use crate::source::oracle::driver::OracleConnection;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// The form of the file.
pub const FORMAT: u32 = 1;

/// Name of the file in the directory of a capture.
pub const FILE: &str = "catalog.json";

/// What is known about the database and its schemas.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogSnapshot {
    /// Form of the file.
    pub format: u32,
    /// The database's time when the dictionary was read.
    pub captured_at: String,
    /// Properties of the database: version, character sets.
    pub database: BTreeMap<String, String>,
    /// The schemas.
    pub schemas: Vec<String>,
    /// Tables that hold rows of their own, those with the most rows first in each schema.
    pub tables: Vec<CapturedTable>,
    /// Sequences that no identity column owns.
    pub sequences: Vec<CapturedSequence>,
    /// Objects in the order in which they can be created.
    pub objects: Vec<CapturedObject>,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CapturedTable {
    /// Its owner.
    pub owner: String,
    /// Its name.
    pub name: String,
    /// Rows when statistics were taken.
    pub rows: Option<u64>,
    /// Bytes of a row on average when statistics were taken, LOBs outside of the row left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row_bytes: Option<u64>,
    /// Bytes of its segments, without LOBs; not known when the account does not see DBA_SEGMENTS, nor of
    /// index-organized tables.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
    /// Bytes of the segments of its LOBs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lob_bytes: Option<u64>,
    /// Its columns.
    pub columns: Vec<OracleColumn>,
}

/// A sequence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CapturedSequence {
    /// Its owner.
    pub owner: String,
    /// Its name.
    pub name: String,
    /// The value behind everything that it has handed out or holds in its cache.
    pub last_number: Option<String>,
}

/// An object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CapturedObject {
    /// Its owner.
    pub owner: String,
    /// Its type, as the dictionary has it; a foreign key is a `REF_CONSTRAINT`.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// When it was last altered.
    pub last_ddl_time: String,
    /// `VALID` or `INVALID`.
    pub status: String,
    /// The file that creates it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Hash of the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hash: Option<String>,
    /// Why there is no file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
}

impl CatalogSnapshot {
    /// Reads the snapshot of a directory that was captured; `None` when there is none.
    ///
    /// # Errors
    /// When the file cannot be read or is of another form.
    pub fn read(directory: &Path) -> Result<Option<CatalogSnapshot>, Error> {
        let path = directory.join(FILE);
        let failed = |message: String| Error::File {
            path: path.display().to_string(),
            message,
        };
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(failed(error.to_string())),
        };
        let snapshot: CatalogSnapshot =
            serde_json::from_str(&text).map_err(|error| failed(error.to_string()))?;
        if snapshot.format != FORMAT {
            return Err(failed(format!(
                "form {} of snapshots is not known",
                snapshot.format
            )));
        }
        Ok(Some(snapshot))
    }
}

/// Tables of a schema that hold rows of their own: an overflow segment or the log of a materialized view is none.
const TABLES: &str = "SELECT table_name, TO_CHAR(num_rows), iot_type, TO_CHAR(avg_row_len) FROM all_tables WHERE owner = :1 AND temporary = 'N' \
AND nested = 'NO' AND secondary = 'N' ORDER BY num_rows DESC NULLS LAST, table_name";

/// Materialized views, whose tables are filled by their queries.
const MATERIALIZED_VIEWS: &str = "SELECT mview_name FROM all_mviews WHERE owner = :1";

/// All sequences of a schema.
const SEQUENCES: &str = "SELECT sequence_name, TO_CHAR(last_number) FROM all_sequences WHERE sequence_owner = :1 \
ORDER BY sequence_name";

/// Bytes of the segments of a schema, partitions together.
const SEGMENTS: &str =
    "SELECT segment_name, TO_CHAR(SUM(bytes)) FROM dba_segments WHERE owner = :1 GROUP BY segment_name";

/// The segments of the LOBs of a schema.
const LOBS: &str = "SELECT table_name, segment_name FROM all_lobs WHERE owner = :1";

/// Bytes of the segments of a schema.
#[derive(Default)]
struct Sizes {
    of_segments: BTreeMap<String, u64>,
    of_lobs: BTreeMap<String, u64>,
}

impl Sizes {
    /// Nothing is known when the account does not see DBA_SEGMENTS.
    fn read(connection: &dyn OracleConnection, owner: &str) -> Result<Sizes, Error> {
        let segments = match connection.texts(SEGMENTS, &[owner]) {
            Ok(rows) => rows,
            Err(error) if error.kind == SourceErrorKind::Permanent => return Ok(Sizes::default()),
            Err(error) => return Err(error.into()),
        };
        let mut sizes = Sizes::default();
        for row in segments {
            let [Some(name), Some(bytes)] = &row[..] else {
                continue;
            };
            sizes
                .of_segments
                .insert(name.clone(), bytes.trim().parse().unwrap_or_default());
        }
        for row in connection.texts(LOBS, &[owner])? {
            let [Some(table), Some(segment)] = &row[..] else {
                continue;
            };
            if let Some(bytes) = sizes.of_segments.get(segment) {
                *sizes.of_lobs.entry(table.clone()).or_default() += bytes;
            }
        }
        Ok(sizes)
    }
}

/// A schema's name as the dictionary has it.
#[must_use]
pub fn schema_name(name: &str) -> String {
    match name.strip_prefix('"').and_then(|name| name.strip_suffix('"')) {
        Some(quoted) => quoted.to_owned(),
        None => name.to_uppercase(),
    }
}

/// Whether a table's name says that Oracle made it for itself.
fn is_internal_table(name: &str) -> bool {
    ["MLOG$_", "RUPD$_", "BIN$", "SYS_IOT_OVER_", "SYS_NT"]
        .iter()
        .any(|prefix| name.starts_with(prefix))
}

/// Reads the tables and sequences of schemas.
///
/// # Errors
/// When the dictionary cannot be read, or a schema has nothing that the account sees.
pub fn tables_and_sequences(
    connection: &dyn OracleConnection,
    schemas: &[String],
) -> Result<(Vec<CapturedTable>, Vec<CapturedSequence>), Error> {
    let (mut tables, mut sequences) = (Vec::new(), Vec::new());
    for schema in schemas {
        let owner = schema_name(schema);
        let views = connection.texts(MATERIALIZED_VIEWS, &[&owner])?;
        let is_view = |name: &str| views.iter().flatten().flatten().any(|view| view == name);
        let sizes = Sizes::read(connection, &owner)?;
        for row in connection.texts(TABLES, &[&owner])? {
            let mut row = row.into_iter();
            let name = row.next().flatten().unwrap_or_default();
            let rows = row.next().flatten().and_then(|text| text.trim().parse().ok());
            if row.next().flatten().is_some_and(|kind| kind != "IOT")
                || is_internal_table(&name)
                || is_view(&name)
            {
                continue;
            }
            tables.push(CapturedTable {
                row_bytes: row.next().flatten().and_then(|text| text.trim().parse().ok()),
                bytes: sizes.of_segments.get(&name).copied(),
                lob_bytes: sizes.of_lobs.get(&name).copied(),
                columns: columns(connection, &owner, &name)?,
                owner: owner.clone(),
                name,
                rows,
            });
        }
        for row in connection.texts(SEQUENCES, &[&owner])? {
            let mut row = row.into_iter();
            let Some(name) = row.next().flatten() else {
                continue;
            };
            // Those behind identity columns follow their columns.
            if !name.starts_with("ISEQ$$_") {
                sequences.push(CapturedSequence {
                    owner: owner.clone(),
                    name,
                    last_number: row.next().flatten(),
                });
            }
        }
    }
    Ok((tables, sequences))
}

/// That a schema has nothing for this account.
fn nothing_in(owner: &str) -> Error {
    SourceError::permanent(format!("schema {owner} has nothing that this account sees")).into()
}
