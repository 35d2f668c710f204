//! A worker: one connection to the source, one to the target, chunk after chunk.

use super::block::{copy_blocks, copy_stream};
use super::retry::{Backoff, pause};
use super::route::TableTask;
use super::run::{self, ClaimedChunk};
use super::{Shared, tasks};
use crate::error::{Error, SourceErrorKind, TargetErrorKind};
use crate::events::Event;
use crate::plan::Snapshot;
use crate::rows::{Care, Limits, Piece, ReadSummary, Rejected, RowEncoder};
use crate::source::{ChunkSpec, ReadError, SourceSession};
use postgres::Client;
use std::sync::atomic::Ordering;
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// Buffers between a reader and its writer.
const PIECES: usize = 4;

/// What became of looking for work.
enum Step {
    Done,
    NothingLeft,
}

/// Loads chunks until none is left, then does its share of what comes afterwards.
pub fn work(shared: &Shared<'_>, number: usize) -> Result<(), Error> {
    let name = format!("{}/{number}", shared.process);
    let mut worker = Worker {
        shared,
        name,
        target: None,
        source: None,
        backoff: Backoff::new(Duration::from_secs(shared.options.plan.load.retry_seconds)),
    };
    while worker.step()? {}
    tasks::work(shared)
}

struct Worker<'a> {
    shared: &'a Shared<'a>,
    name: String,
    target: Option<Client>,
    source: Option<Box<dyn SourceSession>>,
    backoff: Backoff,
}

impl Worker<'_> {
    /// One chunk; `false` when none is left.
    fn step(&mut self) -> Result<bool, Error> {
        if !self.shared.wait_while_paused() {
            return Err(Error::Interrupted);
        }
        let error = match self.try_step() {
            Ok(Step::Done) => {
                self.backoff.reset();
                return Ok(true);
            }
            Ok(Step::NothingLeft) => return Ok(false),
            Err(error) => error,
        };
        let wait = if error.is_transient() {
            self.backoff.wait()
        } else {
            None
        };
        let Some(wait) = wait else { return Err(error) };
        self.shared.event(&Event::Retry {
            what: "loading".to_owned(),
            message: error.to_string(),
            wait_milliseconds: wait.as_millis() as u64,
        });
        // Whatever state the connections are in, new ones are in a known one.
        self.target = None;
        self.source = None;
        if pause(self.shared.options, wait) {
            Ok(true)
        } else {
            Err(Error::Interrupted)
        }
    }

    fn try_step(&mut self) -> Result<Step, Error> {
        let mut client = match self.target.take() {
            Some(client) => client,
            None => self.shared.options.target.connect_for_load()?,
        };
        let mut source = match self.source.take() {
            Some(source) => source,
            None => self.shared.options.source.connect()?,
        };
        let mut claimed = None;
        let result = self.load_next(&mut client, source.as_mut(), &mut claimed);
        let error = match result {
            Ok(step) => {
                self.target = Some(client);
                self.source = Some(source);
                return Ok(step);
            }
            Err(error) => error,
        };
        let Some(chunk) = claimed else { return Err(error) };
        self.after_failure(&mut client, &chunk, error)?;
        self.target = Some(client);
        self.source = Some(source);
        Ok(Step::Done)
    }

    /// Decides what an error of a chunk means: it is tried again, loaded carefully, or given up.
    fn after_failure(&self, client: &mut Client, chunk: &ClaimedChunk, error: Error) -> Result<(), Error> {
        let table = self.table_name(chunk);
        let text = error.to_string();
        if error.target_kind() == Some(TargetErrorKind::Data) && !chunk.careful {
            self.note_failure(client, chunk, &text, true, false)?;
            self.shared.event(&Event::Careful {
                table,
                chunk: chunk.chunk,
                message: text,
            });
            return Ok(());
        }
        let is_final = match &error {
            Error::Target { .. } => error.target_kind() != Some(TargetErrorKind::Transient),
            Error::Source(source) => source.kind != SourceErrorKind::Transient,
            Error::Stopped(_) | Error::Advised { .. } => true,
            Error::Usage(_) | Error::Interrupted | Error::File { .. } => false,
        };
        // A note that cannot be written must not hide the error.
        let noted = self.note_failure(client, chunk, &text, false, is_final);
        match noted {
            Ok(noted) if is_final => {
                if !noted {
                    return Ok(());
                }
            }
            Ok(_) | Err(_) => return Err(error),
        }
        self.shared.event(&Event::Failed {
            what: format!("{table} chunk {}", chunk.chunk),
            message: text,
            advice: error.advice().map(str::to_owned),
        });
        Ok(())
    }

    /// Notes a failure; through a new connection when the failure was the end of this one, as it is in the driver when COPY is
    /// refused before its first row.
    fn note_failure(
        &self,
        client: &mut Client,
        chunk: &ClaimedChunk,
        text: &str,
        careful: bool,
        for_good: bool,
    ) -> Result<bool, Error> {
        let run = self.shared.run.id;
        match run::note_failure(client, run, chunk, text, careful, for_good) {
            Err(error) if error.is_transient() => {
                *client = self.shared.options.target.connect_for_load()?;
                run::note_failure(client, run, chunk, text, careful, for_good)
            }
            noted => noted,
        }
    }

    fn table_name(&self, chunk: &ClaimedChunk) -> String {
        self.task(chunk)
            .map_or_else(String::new, |task| task.plan.source.clone())
    }

    fn task(&self, chunk: &ClaimedChunk) -> Option<&TableTask> {
        self.shared.tasks.iter().find(|task| task.number == chunk.table)
    }

    fn load_next(
        &self,
        client: &mut Client,
        source: &mut dyn SourceSession,
        claimed: &mut Option<ClaimedChunk>,
    ) -> Result<Step, Error> {
        let started = Instant::now();
        let failed = run::failed("loading");
        // Asked with each chunk, so that none begins after somebody has asked for a pause.
        let wanted = run::wanted(client, self.shared.run.id)?;
        self.shared.obey(&wanted);
        if wanted != "run" {
            return Ok(Step::Done);
        }
        let mut transaction = client.transaction().map_err(&failed)?;
        let Some(chunk) = run::claim(&mut transaction, self.shared.run.id)? else {
            transaction.rollback().map_err(&failed)?;
            return Ok(match run::wait_for_others(client, self.shared.run.id)? {
                true => Step::Done,
                false => Step::NothingLeft,
            });
        };
        *claimed = Some(chunk.clone());
        let Some(task) = self.task(&chunk) else {
            return Err(Error::Stopped(
                "the run has a table that the plan does not have".to_owned(),
            ));
        };
        let (summary, rejected) = self.load_chunk(&mut transaction, source, task, &chunk)?;
        let milliseconds = started.elapsed().as_millis() as u64;
        run::complete(
            &mut transaction,
            &self.shared.run,
            &chunk,
            &summary,
            &rejected,
            &self.name,
            milliseconds,
        )?;
        transaction.commit().map_err(&failed)?;
        let source_bytes = match chunk.spec {
            ChunkSpec::Bytes { start, end, .. } => end - start,
            ChunkSpec::Whole | ChunkSpec::Rowids { .. } | ChunkSpec::Keys { .. } => {
                self.shared.chunk_bytes.get(&chunk.table).copied().unwrap_or(0)
            }
        };
        self.shared.rows.fetch_add(summary.rows, Ordering::Relaxed);
        self.shared.bytes.fetch_add(summary.bytes, Ordering::Relaxed);
        self.shared.event(&Event::ChunkDone {
            table: task.plan.source.clone(),
            chunk: chunk.chunk,
            rows: summary.rows,
            bytes: summary.bytes,
            rejected: rejected.len() as u64,
            source_bytes,
            milliseconds,
        });
        Ok(Step::Done)
    }

    /// Reads and writes one chunk at the same time, in two threads.
    fn load_chunk(
        &self,
        transaction: &mut postgres::Transaction<'_>,
        source: &mut dyn SourceSession,
        task: &TableTask,
        chunk: &ClaimedChunk,
    ) -> Result<(ReadSummary, Vec<Rejected>), Error> {
        let load = &self.shared.options.plan.load;
        let care = if chunk.careful { Care::Blocks } else { Care::Stream };
        let limits = Limits {
            inline_lob: load.inline_lob_kb * 1024,
            rejected: load.quarantine_limit,
        };
        let scn = match self.shared.options.plan.source.snapshot {
            Snapshot::Run => self.shared.run.scn,
            Snapshot::Chunk => source.snapshot()?,
        };
        let (output, pieces) = mpsc::sync_channel::<Piece>(PIECES);
        let (give_back, used) = mpsc::channel::<Vec<u8>>();
        let mut routes = task.routes();
        let throttle = &self.shared.throttle;
        let spec = &chunk.spec;
        std::thread::scope(|scope| {
            let reader = scope.spawn(move || {
                let mut encoder = RowEncoder::new(&mut routes, care, limits, throttle, &output, &used);
                match source.read(&task.plan, &task.source_columns, spec, scn, &mut encoder) {
                    Ok(()) => {
                        let (summary, alive) = encoder.finish();
                        (summary, if alive { Ok(()) } else { Err(ReadError::Ended) })
                    }
                    Err(error) => (encoder.abandon(), Err(error)),
                }
            });
            let mut rejected = Vec::new();
            let mut read = None;
            let join = |reader: std::thread::ScopedJoinHandle<'_, (ReadSummary, Result<(), ReadError>)>| {
                let (summary, result) = reader
                    .join()
                    .map_err(|_| Error::Stopped("internal error: a reader panicked".to_owned()))?;
                if summary.too_many_rejected {
                    return Err(too_many(task, &summary.rejected));
                }
                if let Some(message) = &summary.failed {
                    return Err(Error::Stopped(format!(
                        "{}: a value cannot be stored, and a part of its row was already sent: {message}",
                        task.plan.source
                    )));
                }
                match result {
                    Ok(()) => Ok(summary),
                    Err(ReadError::Source(error)) => Err(Error::Source(error)),
                    // The writer failed, and says why.
                    Err(ReadError::Ended) => Ok(summary),
                }
            };
            let written = match care {
                Care::Stream => copy_stream(transaction, task, pieces, &give_back, || {
                    read = Some(join(reader)?);
                    Ok(true)
                }),
                Care::Blocks => {
                    let limit = limits.rejected;
                    let mut reject = |row: Rejected| {
                        rejected.push(row);
                        if rejected.len() as u64 > limit {
                            return Err(too_many(task, &rejected));
                        }
                        Ok(())
                    };
                    let written = copy_blocks(transaction, task, &pieces, &mut reject);
                    drop(pieces);
                    let joined = join(reader);
                    written.and_then(|()| {
                        read = Some(joined?);
                        Ok(())
                    })
                }
            };
            written?;
            let Some(mut summary) = read else {
                return Err(Error::Stopped(
                    "internal error: a reader has no result".to_owned(),
                ));
            };
            summary.rows -= rejected.len() as u64;
            let mut all = std::mem::take(&mut summary.rejected);
            all.append(&mut rejected);
            summary.scn = scn;
            Ok((summary, all))
        })
    }
}

fn too_many(task: &TableTask, rejected: &[Rejected]) -> Error {
    let last = rejected.last().map_or_else(String::new, |row| {
        let column = row
            .column
            .as_deref()
            .map(|name| format!("column {name}: "))
            .unwrap_or_default();
        format!("; the last one, {}: {column}{}", row.place, row.message)
    });
    Error::Stopped(format!(
        "{}: more rows of one chunk do not fit than load.quarantine-limit allows{last}",
        task.plan.source
    ))
}
