//! Tables without a key: their changes are made one after another, each to one row with the same values.

use super::flush::Trouble;
use super::session::Session;
use super::statement::{self, RawArray};
use super::table::{ApplyTable, Cell, Cells, bytes_of};
use crate::state::Counts;
use plconv_mover::error::Error;

/// A change, in the order of its group.
#[derive(Debug)]
pub(crate) enum Step {
    /// A row came.
    Insert { new: Cells, transaction: u32 },
    /// A row changed.
    Update {
        old: Cells,
        new: Cells,
        transaction: u32,
    },
    /// A row went.
    Delete { old: Cells, transaction: u32 },
}

impl Step {
    fn is_insert(&self) -> bool {
        matches!(self, Step::Insert { .. })
    }

    /// What a conflict calls it.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Step::Insert { .. } => "insert",
            Step::Update { .. } => "update",
            Step::Delete { .. } => "delete",
        }
    }

    /// The number of its transaction in the group.
    pub(crate) fn transaction(&self) -> u32 {
        match self {
            Step::Insert { transaction, .. }
            | Step::Update { transaction, .. }
            | Step::Delete { transaction, .. } => *transaction,
        }
    }

    /// The values that are shown of it.
    pub(crate) fn cells(&self) -> &[Cell] {
        match self {
            Step::Insert { new, .. } => new,
            Step::Update { old, .. } | Step::Delete { old, .. } => old,
        }
    }
}

/// Columns that must be known to find a row, and are not.
pub(crate) fn unknown(table: &ApplyTable, old: &[Cell]) -> Vec<String> {
    let columns = table.columns.iter().zip(old);
    columns
        .filter(|(column, cell)| {
            !column.is_large && !column.is_computed && !matches!(cell, Cell::Field { .. })
        })
        .map(|(column, _)| column.source.to_string())
        .collect()
}

/// Makes the changes; `conflict` is told of those that meet no row, and of those that PostgreSQL refuses when `careful`.
pub(crate) fn run(
    session: &mut Session<'_>,
    table: &ApplyTable,
    arena: &[u8],
    steps: &[Step],
    careful: bool,
    conflict: &mut dyn FnMut(&Step, String) -> Result<(), Error>,
) -> Result<Counts, Trouble> {
    let mut counts = Counts::default();
    let what = format!("applying changes to {}, which has no key", table.target);
    let mut rest = steps;
    while let Some(first) = rest.first() {
        let length = match first.is_insert() && !careful {
            true => rest.iter().take_while(|step| step.is_insert()).count(),
            false => 1,
        };
        let (piece, behind) = rest.split_at(length);
        rest = behind;
        if careful {
            session.run(&what, "SAVEPOINT plconv_rows")?;
        }
        let affected = match act(session, table, arena, piece, &what) {
            Ok(affected) => affected,
            Err(error)
                if careful && error.target_kind() == Some(plconv_mover::error::TargetErrorKind::Data) =>
            {
                session.run(&what, "ROLLBACK TO plconv_rows")?;
                conflict(first, error.to_string())?;
                continue;
            }
            Err(error) => return Err(error.into()),
        };
        if careful {
            session.run(&what, "RELEASE plconv_rows")?;
        }
        if affected != length as u64 {
            if !careful {
                return Err(Trouble::Mismatch);
            }
            conflict(first, "the target has no row with these values".to_owned())?;
            continue;
        }
        match first {
            Step::Insert { .. } => counts.inserts += affected,
            Step::Update { .. } => counts.updates += affected,
            Step::Delete { .. } => counts.deletes += affected,
        }
    }
    Ok(counts)
}

fn act(
    session: &mut Session<'_>,
    table: &ApplyTable,
    arena: &[u8],
    piece: &[Step],
    what: &str,
) -> Result<u64, Error> {
    let one = |cells: &[Cell], index: usize| {
        let mut array = RawArray::default();
        array.push(bytes_of(arena, cells.get(index).copied().unwrap_or(Cell::Absent)));
        array
    };
    match piece.first() {
        Some(Step::Insert { .. }) => {
            let rows = || {
                piece.iter().filter_map(|step| match step {
                    Step::Insert { new, .. } => Some(&**new),
                    Step::Update { .. } | Step::Delete { .. } => None,
                })
            };
            let arrays: Vec<RawArray> = (0..table.columns.len())
                .map(|index| RawArray::of(arena, rows(), index))
                .collect();
            session.execute(what, &statement::insert(table, false), &arrays)
        }
        Some(Step::Update { old, new, .. }) => {
            let set: Vec<usize> = (0..new.len())
                .filter(|index| matches!(new[*index], Cell::Field { .. }))
                .collect();
            if set.is_empty() {
                return Ok(1);
            }
            let (sql, compared) = statement::update_one(table, old, &set, arena);
            let mut arrays: Vec<RawArray> = set.iter().map(|index| one(new, *index)).collect();
            arrays.extend(compared.iter().map(|index| one(old, *index)));
            session.execute(what, &sql, &arrays)
        }
        Some(Step::Delete { old, .. }) => {
            let (sql, compared) = statement::delete_one(table, old, arena);
            let arrays: Vec<RawArray> = compared.iter().map(|index| one(old, *index)).collect();
            session.execute(what, &sql, &arrays)
        }
        None => Ok(0),
    }
}
