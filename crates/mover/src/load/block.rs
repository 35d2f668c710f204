//! Rows into PostgreSQL: as one COPY, or in blocks whose bad rows are found and left out.

use super::route::TableTask;
use crate::encode::{COPY_HEADER, COPY_TRAILER};
use crate::error::{Error, is_about_data};
use crate::rows::{Block, FRAME, Piece, Rejected};
use postgres::Transaction;
use std::io::Write;
use std::sync::mpsc::{Receiver, Sender};

/// Sends pieces as one COPY. `complete` says at the end whether everything was handed over; otherwise nothing is loaded.
pub fn copy_stream(
    transaction: &mut Transaction<'_>,
    task: &TableTask,
    pieces: Receiver<Piece>,
    used: &Sender<Vec<u8>>,
    complete: impl FnOnce() -> Result<bool, Error>,
) -> Result<(), Error> {
    let what = || format!("loading {}", task.target.name);
    let failed = |error: &postgres::Error| Error::target(what(), error);
    if let Some(staging) = &task.staging {
        transaction
            .batch_execute(&staging.create)
            .map_err(|error| failed(&error))?;
    }
    let mut writer = transaction.copy_in(&task.copy).map_err(|error| failed(&error))?;
    for piece in &pieces {
        let (Piece::Bytes(bytes) | Piece::Block(Block { bytes, .. })) = piece;
        for frame in bytes.chunks(FRAME) {
            if let Err(error) = writer.write_all(frame) {
                return Err(of_write(what(), &error));
            }
        }
        // The reader may be gone already.
        let _ = used.send(bytes);
    }
    drop(pieces);
    if !complete()? {
        return Ok(());
    }
    writer.finish().map_err(|error| failed(&error))?;
    if let Some(staging) = &task.staging {
        transaction
            .batch_execute(&staging.insert)
            .map_err(|error| failed(&error))?;
    }
    Ok(())
}

/// An error that came through `Write`.
fn of_write(what: String, error: &std::io::Error) -> Error {
    match error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<postgres::Error>())
    {
        Some(inner) => Error::target(what, inner),
        None => Error::Target {
            what,
            message: error.to_string(),
            state: None,
        },
    }
}

/// Loads blocks; rows that PostgreSQL does not take are handed to `reject`, which says whether to go on.
pub fn copy_blocks(
    transaction: &mut Transaction<'_>,
    task: &TableTask,
    pieces: &Receiver<Piece>,
    reject: &mut dyn FnMut(Rejected) -> Result<(), Error>,
) -> Result<(), Error> {
    if let Some(staging) = &task.staging {
        transaction
            .batch_execute(&staging.create)
            .map_err(|error| Error::target(format!("loading {}", task.target.name), &error))?;
    }
    for piece in pieces {
        match piece {
            Piece::Block(block) => copy_rows(transaction, task, &block, 0, block.rows.len(), reject)?,
            Piece::Bytes(_) => {
                return Err(Error::Stopped("internal error: a stream among blocks".to_owned()));
            }
        }
    }
    Ok(())
}

/// Loads some rows of a block. When they fail because of their data, they are cut in two, at the row that PostgreSQL names where
/// it does.
fn copy_rows(
    transaction: &mut Transaction<'_>,
    task: &TableTask,
    block: &Block,
    from: usize,
    to: usize,
    reject: &mut dyn FnMut(Rejected) -> Result<(), Error>,
) -> Result<(), Error> {
    if from == to {
        return Ok(());
    }
    let error = match try_rows(transaction, task, block, from, to)? {
        Ok(()) => return Ok(()),
        Err(error) => error,
    };
    let (Some(first), true) = (block.rows.get(from), to - from == 1) else {
        let middle = match line_of(&error) {
            // The rows before the bad one, then that one, then the rest.
            Some(line) if line > 1 && line <= to - from => from + line - 1,
            Some(1) => from + 1,
            _ => from + (to - from) / 2,
        };
        copy_rows(transaction, task, block, from, middle, reject)?;
        return copy_rows(transaction, task, block, middle, to, reject);
    };
    let db = error.as_db_error();
    let mut message = db.map_or_else(|| error.to_string(), |db| db.message().to_owned());
    if let Some(detail) = db.and_then(|db| db.detail()) {
        message.push_str("; ");
        message.push_str(detail);
    }
    reject(Rejected {
        place: first.place.clone(),
        column: db.and_then(|db| db.column()).map(str::to_owned),
        reason: error
            .code()
            .map_or_else(String::new, |code| code.code().to_owned()),
        message,
        values: first.values.clone(),
    })
}

/// Loads some rows of a block under a savepoint; the inner error is one of their data, and nothing of them is loaded.
fn try_rows(
    transaction: &mut Transaction<'_>,
    task: &TableTask,
    block: &Block,
    from: usize,
    to: usize,
) -> Result<Result<(), postgres::Error>, Error> {
    let failed = |error: &postgres::Error| Error::target(format!("loading {}", task.target.name), error);
    let start = if from == 0 { 0 } else { block.rows[from - 1].end };
    let end = block.rows[to - 1].end;
    let mut savepoint = transaction
        .savepoint("plconv_block")
        .map_err(|error| failed(&error))?;
    let result = copy_bytes(&mut savepoint, task, &block.bytes[start..end]);
    match result {
        Ok(()) => {
            savepoint.commit().map_err(|error| failed(&error))?;
            Ok(Ok(()))
        }
        Err(error) if is_about_data(&error) => {
            savepoint.rollback().map_err(|error| failed(&error))?;
            Ok(Err(error))
        }
        Err(error) => Err(failed(&error)),
    }
}

fn copy_bytes(savepoint: &mut Transaction<'_>, task: &TableTask, rows: &[u8]) -> Result<(), postgres::Error> {
    let mut writer = savepoint.copy_in(&task.copy)?;
    // An error that the server reports while rows are sent is reported again at the end.
    let _ = writer
        .write_all(COPY_HEADER)
        .and_then(|()| writer.write_all(rows))
        .and_then(|()| writer.write_all(&COPY_TRAILER));
    writer.finish()?;
    if let Some(staging) = &task.staging {
        savepoint.batch_execute(&staging.insert)?;
        savepoint.batch_execute(&staging.empty)?;
    }
    Ok(())
}

/// The row that an error of COPY names: `COPY t, line 3, column c`.
fn line_of(error: &postgres::Error) -> Option<usize> {
    let context = error.as_db_error()?.where_()?;
    let (_, rest) = context.split_once("COPY ")?;
    let (_, rest) = rest.split_once(", line ")?;
    let digits = rest.split(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok()
}
