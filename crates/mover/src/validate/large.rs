//! Values that are too large to be held. Each side stands for one by its beginning, its length and its SHA-256, which the server
//! computes for the target; a row of COPY could not even have two of them.

use crate::encode::LARGEST_VALUE;
use crate::load::TableTask;
use crate::target_type::TargetType;
use plconv_catalog::DataType;
use plconv_pg::quote_identifier as quote;
use sha2::{Digest, Sha256};
use std::io::Read;

/// Bytes of the beginning, more than are ever shown.
const BEGINNING: usize = 1000;

/// Bytes that are read at once.
const PIECE: usize = 256 * 1024;

/// For each compared column, whether its values may be large and are in the target as they are in the source.
pub fn columns(task: &TableTask) -> Vec<bool> {
    let moved = task.columns.iter().zip(&task.source_columns);
    moved
        .filter(|(column, _)| !column.is_computed)
        .map(|(column, source)| {
            let is_plain = matches!(column.staged.as_str(), "text" | "bytea" | "character varying");
            let may_be_large = match &source.data_type {
                None => true,
                Some(data_type) => matches!(
                    data_type,
                    DataType::Clob
                        | DataType::Blob
                        | DataType::Long
                        | DataType::LongRaw
                        | DataType::Xml
                        | DataType::Json
                ),
            };
            is_plain && may_be_large && !column.is_staged_as_text
        })
        .collect()
}

/// The items of a query for such a column: the value below some bytes, and what stands for it from there on.
pub fn items(name: &str, target: &TargetType, is_utf8: bool, limit: u64) -> [String; 2] {
    let name = quote(name);
    let bytes = match target {
        TargetType::Bytea => name.clone(),
        _ => format!("convert_to({name}, 'UTF8')"),
    };
    // The length of a text in the server's encoding is known without reading it.
    let length = match is_utf8 {
        true => format!("octet_length({name})"),
        false => format!("octet_length({bytes})"),
    };
    [
        format!("CASE WHEN {length} < {limit} THEN {name} END"),
        format!(
            "CASE WHEN {length} >= {limit} THEN substring({bytes} FROM 1 FOR {BEGINNING}) || int8send(octet_length({bytes})::int8) || \
             sha256({bytes}) END"
        ),
    ]
}

/// What stands for a value; `None` when the target could not hold it.
pub fn stand_in(value: &mut dyn Read, is_text: bool) -> std::io::Result<Option<Vec<u8>>> {
    let mut digest = Sha256::new();
    let mut beginning = Vec::new();
    let mut length = 0u64;
    let mut piece = vec![0; PIECE];
    let mut held = 0;
    loop {
        let count = value.read(&mut piece[held..])?;
        let filled = held + count;
        let whole = match std::str::from_utf8(&piece[..filled]) {
            _ if !is_text => filled,
            Ok(_) => filled,
            // A character may go on in the next piece.
            Err(error) if error.error_len().is_none() && count > 0 => error.valid_up_to(),
            Err(_) => return Ok(None),
        };
        if is_text && memchr::memchr(0, &piece[..whole]).is_some() {
            return Ok(None);
        }
        let room = BEGINNING - beginning.len();
        beginning.extend_from_slice(&piece[..whole.min(room)]);
        digest.update(&piece[..whole]);
        length += whole as u64;
        if length > LARGEST_VALUE {
            return Ok(None);
        }
        if count == 0 {
            break;
        }
        piece.copy_within(whole..filled, 0);
        held = filled - whole;
    }
    beginning.extend_from_slice(&(length as i64).to_be_bytes());
    beginning.extend_from_slice(&digest.finalize());
    Ok(Some(beginning))
}
