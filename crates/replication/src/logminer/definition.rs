//! What definitions make of the columns of tables.

use super::catalog::{Catalog, Version};
use crate::assembler::Dictionary;
use crate::change::TableName;
use plconv_mover::error::SourceError;

/// The text of a definition as someone wrote it: without what the recycle bin adds.
#[must_use]
pub fn cleaned(sql: &str) -> String {
    let text = sql.trim().trim_end_matches([';', '\0']).trim_end();
    match text.find(" AS \"BIN$") {
        Some(at) => text[..at].trim_end().to_owned(),
        None => text.to_owned(),
    }
}

/// Whether a definition removes all rows of a table, rather than those of a partition.
#[must_use]
pub fn is_truncate(text: &str) -> bool {
    let mut words = text.split_whitespace().map(str::to_uppercase);
    words.next().as_deref() == Some("TRUNCATE") && words.next().as_deref() == Some("TABLE")
}

/// Follows a definition of a captured table that was made at an SCN.
///
/// # Errors
/// When the dictionary does not answer.
pub fn follow(
    catalog: &mut Catalog,
    index: usize,
    scn: u64,
    text: &str,
    dictionary: &dyn Dictionary,
) -> Result<(), SourceError> {
    let table = catalog.table_mut(index);
    if table.latest().from > scn {
        // What was read from the dictionary had it already.
        return Ok(());
    }
    let _ = text;
    let before = table.latest().clone();
    let now = dictionary.table(&TableName {
        owner: before.owner.clone(),
        table: before.name.clone(),
    })?;
    let mut next = Version { from: scn, ..before };
    if let Some((columns, key)) = now {
        next.is_certain = columns == next.columns;
        (next.columns, next.key) = (columns, key);
    }
    table.versions.push(next);
    Ok(())
}
