//! What Oracle's dictionary says about tables: columns, extents, keys.

use super::driver::{Kind, OracleConnection};
use super::rowid::{LAST_ROW, address, parts, rowid};
use crate::error::{Error, SourceError};
use crate::source::{Chunk, ChunkSpec};
use plconv_catalog::{DataType, LengthUnit, ObjectName};
use serde::{Deserialize, Serialize};

/// A table by its owner and name, as the dictionary holds them.
///
/// # Errors
/// When the plan's name has no owner.
pub fn table_name(name: &str) -> Result<(String, String), Error> {
    let mut parts = Vec::new();
    let mut rest = name.trim();
    loop {
        let (part, behind) = match rest.strip_prefix('"') {
            Some(quoted) => match quoted.split_once('"') {
                Some((part, behind)) => (part.to_owned(), behind),
                None => {
                    return Err(Error::Usage(format!(
                        "`{name}` has a quotation mark without its end"
                    )));
                }
            },
            None => {
                let end = rest.find('.').unwrap_or(rest.len());
                (rest[..end].to_uppercase(), &rest[end..])
            }
        };
        parts.push(part);
        match behind.strip_prefix('.') {
            Some(more) => rest = more,
            None if behind.is_empty() => break,
            None => return Err(Error::Usage(format!("`{name}` is no name of a table"))),
        }
    }
    match <[String; 2]>::try_from(parts) {
        Ok([owner, table]) => Ok((owner, table)),
        Err(_) => Err(Error::Usage(format!(
            "`{name}`: name the table with its owner, as in HR.EMPLOYEES"
        ))),
    }
}

/// A name in a statement.
#[must_use]
pub fn quoted(name: &str) -> String {
    format!("\"{name}\"")
}

/// The columns of a table, without hidden and virtual ones.
pub const COLUMNS: &str = "\
SELECT column_name, data_type, data_type_owner, TO_CHAR(data_length), TO_CHAR(data_precision), TO_CHAR(data_scale), \
TO_CHAR(char_length), char_used FROM all_tab_cols WHERE owner = :1 AND table_name = :2 AND hidden_column = 'NO' \
AND virtual_column = 'NO' ORDER BY column_id";

/// A column of Oracle's dictionary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OracleColumn {
    /// Its name.
    pub name: String,
    /// Its type.
    pub data_type: DataType,
    /// The type as the dictionary names it.
    pub type_name: String,
}

/// Reads the columns of a table.
///
/// # Errors
/// When there is no such table for this account.
pub fn columns(
    connection: &dyn OracleConnection,
    owner: &str,
    table: &str,
) -> Result<Vec<OracleColumn>, SourceError> {
    let rows = connection.texts(COLUMNS, &[owner, table])?;
    if rows.is_empty() {
        return Err(SourceError::permanent(format!(
            "ORA-00942: table {owner}.{table} does not exist, or the account may not see it"
        )));
    }
    Ok(rows
        .into_iter()
        .map(|row| {
            let mut row = row.into_iter();
            let mut next = || row.next().flatten();
            let name = next().unwrap_or_default();
            let type_name = next().unwrap_or_default();
            let type_owner = next();
            let mut number = || next().and_then(|text| text.parse::<i64>().ok());
            let (length, precision, scale, characters) = (number(), number(), number(), number());
            let counts_characters = next().as_deref() == Some("C");
            let sizes = Sizes {
                length,
                precision,
                scale,
                characters,
                counts_characters,
            };
            OracleColumn {
                name,
                data_type: data_type(&type_name, type_owner, &sizes),
                type_name,
            }
        })
        .collect())
}

struct Sizes {
    length: Option<i64>,
    precision: Option<i64>,
    scale: Option<i64>,
    characters: Option<i64>,
    counts_characters: bool,
}

/// The type that a row of the dictionary describes. `TIMESTAMP(6) WITH TIME ZONE` has its digits in its name.
fn data_type(name: &str, owner: Option<String>, sizes: &Sizes) -> DataType {
    let small = |number: Option<i64>| number.and_then(|number| u8::try_from(number).ok());
    let length = || {
        let number = if sizes.counts_characters {
            sizes.characters
        } else {
            sizes.length
        };
        number.and_then(|number| u32::try_from(number).ok())
    };
    let unit = if sizes.counts_characters {
        LengthUnit::Char
    } else {
        LengthUnit::Byte
    };
    let national = || sizes.characters.and_then(|number| u32::try_from(number).ok());
    let fraction = || {
        let digits = name
            .split(['(', ')'])
            .nth(1)
            .and_then(|digits| digits.parse().ok());
        digits.or(small(sizes.scale)).unwrap_or(6)
    };
    match name {
        "NUMBER" => DataType::Number {
            precision: small(sizes.precision),
            scale: sizes.scale.and_then(|scale| i16::try_from(scale).ok()),
        },
        "FLOAT" => DataType::Float {
            binary_precision: small(sizes.precision).unwrap_or(126),
        },
        "BINARY_FLOAT" => DataType::BinaryFloat,
        "BINARY_DOUBLE" => DataType::BinaryDouble,
        "VARCHAR2" => DataType::Varchar2 {
            length: length(),
            unit,
            national: false,
        },
        "NVARCHAR2" => DataType::Varchar2 {
            length: national(),
            unit: LengthUnit::Char,
            national: true,
        },
        "CHAR" => DataType::Char {
            length: length(),
            unit,
            national: false,
        },
        "NCHAR" => DataType::Char {
            length: national(),
            unit: LengthUnit::Char,
            national: true,
        },
        "CLOB" | "NCLOB" => DataType::Clob,
        "LONG" => DataType::Long,
        "RAW" => DataType::Raw { length: length() },
        "LONG RAW" => DataType::LongRaw,
        "BLOB" => DataType::Blob,
        "BFILE" => DataType::Bfile,
        "DATE" => DataType::Date,
        "BOOLEAN" => DataType::Boolean,
        "ROWID" | "UROWID" => DataType::Rowid,
        "XMLTYPE" => DataType::Xml,
        "JSON" => DataType::Json,
        _ if name.starts_with("TIMESTAMP") && name.ends_with("WITH LOCAL TIME ZONE") => {
            DataType::TimestampLtz { fraction: fraction() }
        }
        _ if name.starts_with("TIMESTAMP") && name.ends_with("WITH TIME ZONE") => {
            DataType::TimestampTz { fraction: fraction() }
        }
        _ if name.starts_with("TIMESTAMP") => DataType::Timestamp { fraction: fraction() },
        _ if name.starts_with("INTERVAL YEAR") => DataType::IntervalYearToMonth,
        _ if name.starts_with("INTERVAL DAY") => DataType::IntervalDayToSecond {
            fraction: small(sizes.scale).unwrap_or(6),
        },
        _ => match owner {
            Some(owner) => DataType::Named(ObjectName::qualified(owner, name)),
            None => DataType::Unknown(name.to_owned()),
        },
    }
}

/// How a column is selected and what comes; large values have a second column with their length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selected {
    /// Its expression.
    pub expression: String,
    /// What comes.
    pub kind: Kind,
    /// Whether it may be large, and then whether it is text.
    pub large: Option<bool>,
}

/// What decides how columns are read, besides their types.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Texts as bytes, since some are none in the database's character set.
    pub as_bytes: bool,
    /// Length up to which large values come with their rows.
    pub inline: u64,
    /// Vectors as texts that the server makes, for a driver that does not know them.
    pub vectors_as_text: bool,
}

/// How a column is read; `None` for types whose values no client can read as they are.
#[must_use]
pub fn selected(column: &OracleColumn, reading: Reading) -> Option<Selected> {
    let name = quoted(&column.name);
    let plain = |kind| Selected {
        expression: name.clone(),
        kind,
        large: None,
    };
    Some(match &column.data_type {
        DataType::Varchar2 { national: false, .. } | DataType::Char { national: false, .. }
            if reading.as_bytes =>
        {
            Selected {
                expression: format!("UTL_RAW.CAST_TO_RAW({name})"),
                kind: Kind::TextAsBytes,
                large: None,
            }
        }
        // Drivers show rowids as texts; ROWIDTOCHAR does not take those of tables organised by an index.
        DataType::Varchar2 { .. } | DataType::Char { .. } | DataType::Long | DataType::Rowid => {
            plain(Kind::Text)
        }
        DataType::Number { .. } | DataType::Float { .. } => plain(Kind::Number),
        DataType::BinaryFloat => plain(Kind::Float),
        DataType::BinaryDouble => plain(Kind::Double),
        DataType::Raw { .. } | DataType::LongRaw => plain(Kind::Bytes),
        DataType::Clob | DataType::Blob => {
            let is_text = column.data_type == DataType::Clob;
            Selected {
                expression: format!(
                    "CASE WHEN DBMS_LOB.GETLENGTH({name}) <= {} THEN {name} END",
                    reading.inline
                ),
                kind: if is_text { Kind::Text } else { Kind::Bytes },
                large: Some(is_text),
            }
        }
        DataType::Date | DataType::Timestamp { .. } => plain(Kind::DateTime),
        DataType::TimestampTz { .. } | DataType::TimestampLtz { .. } => plain(Kind::Instant),
        DataType::IntervalYearToMonth => plain(Kind::Months),
        DataType::IntervalDayToSecond { .. } => plain(Kind::Duration),
        DataType::Boolean => plain(Kind::Boolean),
        DataType::Xml => Selected {
            expression: format!("XMLSERIALIZE(CONTENT {name} AS CLOB)"),
            kind: Kind::Text,
            large: None,
        },
        DataType::Json => Selected {
            expression: format!("JSON_SERIALIZE({name} RETURNING CLOB)"),
            kind: Kind::Text,
            large: None,
        },
        DataType::Unknown(name_of_type) if name_of_type == "VECTOR" => {
            if reading.vectors_as_text {
                Selected {
                    expression: format!("FROM_VECTOR({name} RETURNING CLOB)"),
                    kind: Kind::Text,
                    large: None,
                }
            } else {
                plain(Kind::Vector)
            }
        }
        DataType::Bfile
        | DataType::PlsInteger
        | DataType::SimpleInteger
        | DataType::ConstrainedInteger { .. }
        | DataType::JsonElement(_)
        | DataType::Named(_)
        | DataType::Ref(_)
        | DataType::Unknown(_) => return None,
    })
}

/// Extents of a table, with the object number of each partition. Needs SELECT_CATALOG_ROLE or the like.
pub const EXTENTS: &str = "\
SELECT TO_CHAR(o.data_object_id), TO_CHAR(e.relative_fno), TO_CHAR(e.block_id), TO_CHAR(e.blocks), TO_CHAR(e.bytes), \
e.partition_name FROM dba_extents e JOIN dba_objects o ON o.owner = e.owner AND o.object_name = e.segment_name \
AND (o.subobject_name = e.partition_name OR o.subobject_name IS NULL AND e.partition_name IS NULL) \
WHERE e.owner = :1 AND e.segment_name = :2 AND e.segment_type IN ('TABLE', 'TABLE PARTITION', 'TABLE SUBPARTITION') \
AND o.data_object_id IS NOT NULL ORDER BY o.data_object_id, e.relative_fno, e.block_id";

/// An extent: a range of blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Extent {
    object: u64,
    file: u64,
    block: u64,
    blocks: u64,
    bytes: u64,
}

/// Ranges of ROWIDs of about so many bytes; `None` when the dictionary's extents are not to be seen.
///
/// Rows that a snapshot holds lie in blocks that were the table's when it was taken, so extents read after it are enough.
#[must_use]
pub fn rowid_chunks(
    connection: &dyn OracleConnection,
    owner: &str,
    table: &str,
    chunk_bytes: u64,
) -> Option<Vec<Chunk>> {
    let rows = connection.texts(EXTENTS, &[owner, table]).ok()?;
    let mut extents: Vec<Extent> = Vec::new();
    for row in rows {
        let number = |index: usize| row.get(index)?.as_deref()?.parse::<u64>().ok();
        extents.push(Extent {
            object: number(0)?,
            file: number(1)?,
            block: number(2)?,
            blocks: number(3)?,
            bytes: number(4)?,
        });
    }
    extents.sort_by_key(|extent| (extent.object, extent.file, extent.block));
    let mut chunks = Vec::new();
    for extent in extents {
        // One extent may be larger than a chunk.
        let pieces = extent
            .bytes
            .div_ceil(chunk_bytes.max(1))
            .clamp(1, extent.blocks.max(1));
        for piece in 0..pieces {
            let first = extent.block + extent.blocks * piece / pieces;
            let last = extent.block + extent.blocks * (piece + 1) / pieces - 1;
            chunks.push((extent.object, extent.file, first, last, extent.bytes / pieces));
        }
    }
    let mut merged: Vec<(u64, u64, u64, u64, u64)> = Vec::new();
    for (object, file, first, last, bytes) in chunks {
        match merged.last_mut() {
            // Blocks in between are of other tables, and have none of these rows.
            Some(before) if before.0 == object && before.1 == file && before.4 + bytes <= chunk_bytes => {
                before.3 = last;
                before.4 += bytes;
            }
            _ => merged.push((object, file, first, last, bytes)),
        }
    }
    if merged.is_empty() {
        return None;
    }
    let ends = |(object, file, first, last, bytes): (u64, u64, u64, u64, u64)| {
        let (first, last) = (address(file, first), address(file, last));
        (
            [object, first.0, first.1, 0],
            [object, last.0, last.1, LAST_ROW],
            bytes,
        )
    };
    let ranges: Vec<([u64; 4], [u64; 4], u64)> = merged.into_iter().map(ends).collect();
    // What the dictionary says of places is believed only if rows are there: a row outside of all ranges would be lost.
    let sample = connection.texts(&sample(owner, table), &[]).ok()?;
    for row in sample {
        let place = parts(row.first()?.as_deref()?)?;
        if !ranges.iter().any(|(from, to, _)| (*from..=*to).contains(&place)) {
            return None;
        }
    }
    let text = |[object, file, block, row]: [u64; 4]| rowid(object, file, block, row);
    Some(
        ranges
            .into_iter()
            .map(|(from, to, bytes)| Chunk {
                spec: ChunkSpec::Rowids {
                    partition: None,
                    from: text(from),
                    to: text(to),
                },
                bytes,
            })
            .collect(),
    )
}

/// Where some rows of a table are.
fn sample(owner: &str, table: &str) -> String {
    format!(
        "SELECT ROWIDTOCHAR(ROWID) FROM {}.{} WHERE ROWNUM <= 100",
        quoted(owner),
        quoted(table)
    )
}

/// The columns of a table's primary key.
pub const PRIMARY_KEY: &str = "\
SELECT c.column_name FROM all_constraints k JOIN all_cons_columns c ON c.owner = k.owner \
AND c.constraint_name = k.constraint_name WHERE k.owner = :1 AND k.table_name = :2 AND k.constraint_type = 'P' \
ORDER BY c.position";
