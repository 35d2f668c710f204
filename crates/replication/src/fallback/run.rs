//! The loop that writes back.

use super::lsn::Lsn;
use super::pgoutput::{Message, OldTuple, Tuple, decode};
use super::state::{self, ConflictRow, Fallback};
use super::table::{BackTable, Kind, RowError};
use super::wire::{Frame, ReplicationConnection};
use super::writer::{Conflict, Trouble, Writer, Written};
use super::{Event, FallbackOptions, tables};
use crate::apply::origin_name;
use crate::state::failed;
use bytes::Bytes;
use plconv_mover::error::Error;
use plconv_mover::load::Backoff;
use plconv_mover::plan::OnConflict;
use postgres::Client;
use rustc_hash::FxHashMap;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant, SystemTime};

/// How long the stream is waited for before something else is looked at.
const PATIENCE: Duration = Duration::from_millis(200);

/// The same when an end is waited for.
const SHORT_PATIENCE: Duration = Duration::from_millis(5);

/// How often the server is told that we live, and the position moves on though no table has changed.
const HEARTBEAT: Duration = Duration::from_secs(10);

/// How often progress is noted.
const NOTE: Duration = Duration::from_secs(1);

/// How long the slot of a connection before this one may stay taken, and how often that is looked at.
const TAKEN: Duration = Duration::from_secs(10);
const TAKEN_STEP: Duration = Duration::from_millis(10);

/// Why a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Everything up to the wanted position is in Oracle.
    Reached,
    /// It was told to stop.
    Stopped,
}

/// Writes back until everything up to a position is in Oracle, or until it is told to stop.
///
/// # Errors
/// What does not go away by itself; the same call goes on.
pub fn run(options: &FallbackOptions<'_>) -> Result<End, Error> {
    let mut backoff = Backoff::new(Duration::from_secs(options.plan.load.retry_seconds));
    let mut careful_to = None;
    loop {
        let mut progressed = false;
        let result = Run::open(options, careful_to).and_then(|mut run| {
            let result = run.go();
            progressed = run.progressed;
            if let Err(Trouble::Batch | Trouble::Conflict(_)) = &result {
                careful_to = Some(run.current.max(run.careful_to.unwrap_or_default()));
                // The session goes away with what it did; the server must know before the next one begins.
                run.writer.rollback()?;
            } else if result.is_err() {
                careful_to = run.careful_to;
            }
            result
        });
        if progressed {
            backoff.reset();
        }
        let error = match result {
            Ok(end) => return Ok(end),
            Err(Trouble::Batch | Trouble::Conflict(_)) => {
                options.observer.event(&Event::Careful);
                continue;
            }
            Err(Trouble::Error(error)) => error,
        };
        let wait = if is_transient(&error) {
            backoff.wait()
        } else {
            None
        };
        let Some(wait) = wait else {
            note_end(options, &error);
            return Err(error);
        };
        options.observer.event(&Event::Retry {
            message: error.to_string(),
            wait_milliseconds: wait.as_millis() as u64,
            advice: error.advice(),
        });
        if !crate::apply::pause(options.stop, wait) {
            return Ok(End::Stopped);
        }
    }
}

fn is_transient(error: &Error) -> bool {
    // Deadlocks and locks of others.
    error.is_transient()
        || matches!(error, Error::Source(error) if ["ORA-00060", "ORA-08177"].iter().any(|code| error.message.contains(code)))
}

/// Notes for people why it ended; that it cannot be noted must not hide why.
fn note_end(options: &FallbackOptions<'_>, error: &Error) {
    if matches!(error, Error::Usage(_)) {
        // It has not begun.
        return;
    }
    let noted = || -> Result<(), Error> {
        let mut client = options.target.connect()?;
        let text = error.to_string();
        state::set_state(
            &mut client,
            &options.plan.name,
            "stopped",
            Some((&text, error.advice())),
        )
    };
    let _ = noted();
}

/// The transaction that is being read.
struct Open {
    final_lsn: Lsn,
    committed_at: SystemTime,
    xid: u32,
    /// The forward direction wrote it.
    is_echo: bool,
    changes: u64,
}

/// What waits to be committed in Oracle.
#[derive(Default)]
struct Group {
    since: Option<Instant>,
    transactions: u64,
    changes: u64,
    /// Where its last transaction ends, and when that committed.
    last: Option<(Lsn, SystemTime)>,
}

struct Run<'a> {
    options: &'a FallbackOptions<'a>,
    client: Client,
    writer: Writer,
    wire: ReplicationConnection,
    tables: Vec<BackTable>,
    by_oid: FxHashMap<u32, usize>,
    origin: String,
    open: Option<Open>,
    group: Group,
    conflicts: Vec<ConflictRow>,
    /// The transaction that was read last.
    current: Lsn,
    /// Changes of transactions up to it are written one by one.
    careful_to: Option<Lsn>,
    /// Nothing that would have to be written lies before it.
    idle: Lsn,
    server_end: Lsn,
    confirmed_at: Instant,
    noted_at: Option<Instant>,
    unnoted: (u64, Written),
    applied_at: Option<SystemTime>,
    progressed: bool,
}

impl<'a> Run<'a> {
    fn open(options: &'a FallbackOptions<'a>, careful_to: Option<Lsn>) -> Result<Run<'a>, Trouble> {
        let plan = &options.plan;
        let mut client = options.target.connect()?;
        let found = state::fallback(&mut client, &plan.name)?;
        let Some(fallback) = found.filter(|found| found.state != "preparing" && found.state != "finished")
        else {
            return Err(Error::Usage(format!("{}: prepare the way back first", plan.name)).into());
        };
        if let Some(job) = crate::state::job(&mut client, &plan.name)? {
            // The process that applies what comes from Oracle has it.
            crate::state::lock(&mut client, job.id)?;
            crate::state::set_state(&mut client, job.id, "failing-back", None)?;
        }
        let mut writer = Writer::open(options.source, plan)?;
        writer.is_careful = careful_to.is_some();
        let (mut tables, _) = tables(plan, writer.connection(), &mut client)?;
        for table in &mut tables {
            // Columns that came since must not be left out without a word.
            table.left_out = fallback.left_out.get(&table.target).cloned().unwrap_or_default();
        }
        let by_oid = tables
            .iter()
            .enumerate()
            .map(|(index, table)| (table.oid, index))
            .collect();
        writer.may_reorder = super::prepare::may_reorder(plan, writer.connection())?;
        let database: String = client
            .query_one("SELECT current_database()::text", &[])
            .map_err(failed("asking for the database"))?
            .get(0);
        let wire = stream(options, &mut client, &fallback, &writer)?;
        state::set_state(&mut client, &plan.name, "running", None)?;
        let position = writer.checkpoint.lsn;
        options.observer.event(&Event::Started {
            slot: fallback.slot.clone(),
            position: position.to_string(),
        });
        Ok(Run {
            options,
            client,
            tables,
            by_oid,
            origin: origin_name(&plan.name, &database),
            open: None,
            group: Group::default(),
            conflicts: Vec::new(),
            current: position,
            careful_to,
            idle: position,
            server_end: position,
            confirmed_at: Instant::now(),
            noted_at: None,
            unnoted: Default::default(),
            applied_at: None,
            progressed: false,
            writer,
            wire,
        })
    }

    fn fault(&self, point: &str) -> Result<(), Error> {
        self.options.fault.map_or(Ok(()), |fault| fault(point))
    }

    fn go(&mut self) -> Result<End, Trouble> {
        loop {
            if self.options.stop.load(Ordering::Relaxed) {
                if self.open.is_none() {
                    self.commit()?;
                } else {
                    self.writer.rollback()?;
                }
                self.note(true)?;
                return Ok(End::Stopped);
            }
            let frame = self.wire.receive(self.wait())?;
            let is_quiet = frame.is_none();
            match frame {
                Some(Frame::Message { server_end, bytes }) => {
                    self.server_end = self.server_end.max(server_end);
                    self.message(&bytes)?;
                }
                Some(Frame::KeepAlive { sent_to, wants_reply }) => {
                    self.server_end = self.server_end.max(sent_to);
                    if self.open.is_none() {
                        self.idle = self.idle.max(sent_to);
                    }
                    if wants_reply {
                        self.confirm(false)?;
                    }
                }
                None => {}
            }
            if self.open.is_none() && self.is_due(is_quiet) {
                self.commit()?;
            }
            if self.open.is_none() && self.group.last.is_none() && self.at_end()? {
                return Ok(End::Reached);
            }
            if is_quiet && self.options.until.is_some() {
                self.confirm(true)?;
            } else if self.confirmed_at.elapsed() >= HEARTBEAT {
                if self.open.is_none() && self.group.last.is_none() {
                    self.move_on()?;
                }
                self.confirm(true)?;
            }
            self.note(false)?;
        }
    }

    fn wait(&self) -> Duration {
        let patience = match self.options.until {
            Some(_) => SHORT_PATIENCE,
            None => PATIENCE,
        };
        match self.group.since {
            Some(since) if self.open.is_none() => {
                let window = Duration::from_millis(self.options.plan.replication.group_milliseconds);
                window.saturating_sub(since.elapsed()).min(patience)
            }
            _ => patience,
        }
    }

    fn is_due(&self, is_quiet: bool) -> bool {
        let plan = &self.options.plan.replication;
        let Some(since) = self.group.since else {
            return false;
        };
        let window = Duration::from_millis(plan.group_milliseconds);
        self.careful_to.is_some()
            || self.group.changes >= plan.group_changes
            || since.elapsed() >= window
            || (is_quiet && self.options.until.is_some())
    }

    fn message(&mut self, bytes: &Bytes) -> Result<(), Trouble> {
        let message = decode(bytes).map_err(|error| Error::Stopped(error.to_string()))?;
        match message {
            Message::Begin {
                final_lsn,
                committed_at,
                xid,
            } => {
                self.current = final_lsn;
                self.open = Some(Open {
                    final_lsn,
                    committed_at,
                    xid,
                    is_echo: false,
                    changes: 0,
                });
            }
            Message::Origin { name, .. } => {
                // Other origins are other sources, whose changes Oracle does not have.
                let is_echo = name == self.origin;
                if let Some(open) = &mut self.open {
                    open.is_echo = is_echo;
                }
            }
            Message::Relation(relation) => {
                if let Some(table) = self
                    .by_oid
                    .get(&relation.id)
                    .and_then(|at| self.tables.get_mut(*at))
                {
                    table.set_layout(&relation)?;
                } else {
                    return Err(Error::Stopped(format!(
                        "{}.{} is published and not in the plan: add it there, or take it out of the publication",
                        relation.schema, relation.name
                    ))
                    .into());
                }
            }
            Message::Type { .. } | Message::Logical { .. } => {}
            Message::Insert { relation, new } => self.row(relation, Kind::Insert, None, Some(&new))?,
            Message::Update { relation, old, new } => {
                self.row(relation, Kind::Update, old.as_ref(), Some(&new))?
            }
            Message::Delete { relation, old } => self.row(relation, Kind::Delete, Some(&old), None)?,
            Message::Truncate { relations, .. } => {
                for relation in relations {
                    if let Some(table) = self.by_oid.get(&relation).and_then(|at| self.tables.get(*at))
                        && self.open.as_ref().is_some_and(|open| !open.is_echo)
                    {
                        // TRUNCATE of Oracle would end the transaction.
                        let sql = table.delete_all();
                        self.writer.execute(&sql)?;
                        self.counted();
                    }
                }
            }
            Message::Commit {
                end_lsn,
                committed_at,
                ..
            } => self.committed(end_lsn, committed_at)?,
        }
        Ok(())
    }

    fn counted(&mut self) {
        if let Some(open) = &mut self.open {
            open.changes += 1;
            self.group.changes += 1;
        }
    }

    /// A row that came (no old one), changed, or went (no new one).
    fn row(
        &mut self,
        relation: u32,
        kind: Kind,
        old: Option<&OldTuple<'_>>,
        new: Option<&Tuple<'_>>,
    ) -> Result<(), Trouble> {
        let Some(open) = self.open.as_ref().filter(|open| !open.is_echo) else {
            return Ok(());
        };
        let ordinal = open.changes;
        let (final_lsn, committed_at, xid) = (open.final_lsn, open.committed_at, open.xid);
        let Some(index) = self.by_oid.get(&relation).copied() else {
            return Err(Error::Stopped(format!("internal error: no table {relation} was described")).into());
        };
        let Some(table) = self.tables.get_mut(index) else {
            return Ok(());
        };
        let statement = match (kind, old, new) {
            (Kind::Insert, _, Some(new)) => table.insert(new).map(Some),
            (Kind::Update, old, Some(new)) => table.update(old, new),
            (Kind::Delete, Some(old), _) => table.delete(old).map(Some),
            (Kind::Insert | Kind::Update, _, None) | (Kind::Delete, None, _) => return Ok(()),
        };
        let result = match statement {
            Ok(Some(statement)) => self.writer.push(index, statement, ordinal),
            Ok(None) => Ok(()),
            Err(RowError {
                message,
                is_of_row: true,
            }) if self.writer.is_careful => Err(Trouble::Conflict(Conflict {
                kind,
                reason: message,
                ordinal,
            })),
            Err(RowError { is_of_row: true, .. }) => Err(Trouble::Batch),
            Err(error) => Err(Error::Stopped(format!("{}: {}", table.source, error.message)).into()),
        };
        match result {
            Err(Trouble::Conflict(conflict)) if self.writer.is_careful => {
                let Some(table) = self.tables.get(index) else {
                    return Ok(());
                };
                let found_by = old.map(|old| &old.tuple).or(new);
                self.conflicts.push(ConflictRow {
                    commit_lsn: final_lsn,
                    ordinal: conflict.ordinal,
                    xid,
                    committed_at,
                    source: table.source.clone(),
                    operation: conflict.kind.name(),
                    reason: conflict.reason,
                    row_key: found_by.map(|row| table.shown(row, true)).unwrap_or_default(),
                    row_values: new
                        .or(found_by)
                        .map(|row| table.shown(row, false))
                        .unwrap_or_default(),
                });
                self.conflict()?;
            }
            result => result?,
        }
        self.counted();
        Ok(())
    }

    /// What the plan says about the last conflict.
    fn conflict(&mut self) -> Result<(), Trouble> {
        let Some(conflict) = self.conflicts.last() else {
            return Ok(());
        };
        let what = format!(
            "{}: {} of {}: {}",
            conflict.source, conflict.operation, conflict.row_key, conflict.reason
        );
        match self.options.plan.replication.conflicts {
            OnConflict::Log => {
                self.writer.written.conflicts += 1;
                self.options.observer.event(&Event::Conflict {
                    table: conflict.source.clone(),
                    message: what,
                });
                Ok(())
            }
            OnConflict::Stop => {
                let text = format!(
                    "{what}; transaction {} that ends at {}, change {}: {}. Nothing behind it is written. Make Oracle fit and run \
                     the same command again, or set replication.conflicts = \"log\"",
                    conflict.xid,
                    conflict.commit_lsn,
                    conflict.ordinal + 1,
                    conflict.row_values
                );
                self.writer.rollback()?;
                Err(Error::Stopped(text).into())
            }
        }
    }

    /// The end of a transaction.
    fn committed(&mut self, end: Lsn, at: SystemTime) -> Result<(), Trouble> {
        let Some(open) = self.open.take() else {
            return Err(
                Error::Stopped("the stream ends a transaction that it has not begun".to_owned()).into(),
            );
        };
        if open.changes == 0 && self.group.last.is_none() {
            // Nothing of it is written: an echo, or other tables.
            self.idle = self.idle.max(end);
            return Ok(());
        }
        self.group.since.get_or_insert_with(Instant::now);
        self.group.transactions += u64::from(open.changes > 0);
        self.group.last = Some((end, at));
        Ok(())
    }

    /// Ends the transaction in Oracle, with everything that waits.
    fn commit(&mut self) -> Result<(), Trouble> {
        let Some((end, at)) = self.group.last else {
            return Ok(());
        };
        self.writer.flush()?;
        if !self.conflicts.is_empty() {
            // If Oracle does not commit they come again, and are the same.
            state::put_conflicts(&mut self.client, &self.options.plan.name, &self.conflicts)?;
            self.conflicts.clear();
        }
        let fault = self.options.fault;
        let hook = |point: &str| fault.map_or(Ok(()), |fault| fault(point));
        let transactions = self.group.transactions;
        let was_careful = self.writer.is_careful;
        let written = match self.writer.commit(end, transactions, &hook) {
            Err(Trouble::Batch) if was_careful => {
                return Err(Error::Stopped(format!(
                    "Oracle refuses the transaction that ends at {end} when it is committed: a deferred constraint is violated"
                ))
                .into());
            }
            result => result?,
        };
        self.group = Group::default();
        self.idle = self.idle.max(end);
        self.progressed = true;
        self.applied_at = Some(at);
        self.unnoted.0 += transactions;
        self.unnoted.1.add(&written);
        self.options.observer.event(&Event::Written {
            transactions,
            changes: written.changes(),
            position: end.to_string(),
            lag_bytes: self.server_end.behind(end),
        });
        if self
            .careful_to
            .is_some_and(|careful_to| self.current >= careful_to)
        {
            self.careful_to = None;
            self.writer.is_careful = false;
        }
        self.confirm(false)
    }

    /// Lets the position move on over log that has nothing to write.
    fn move_on(&mut self) -> Result<(), Trouble> {
        if self.idle > self.writer.checkpoint.lsn {
            let hook = |_: &str| Ok(());
            self.writer.commit(self.idle, 0, &hook)?;
        }
        Ok(())
    }

    /// Tells the server what it need not keep: what is in Oracle, nothing else.
    fn confirm(&mut self, wants_reply: bool) -> Result<(), Trouble> {
        self.fault("confirm")?;
        self.wire.confirm(self.writer.checkpoint.lsn, wants_reply)?;
        self.confirmed_at = Instant::now();
        Ok(())
    }

    /// Whether the wanted end is reached; then the position is there.
    fn at_end(&mut self) -> Result<bool, Trouble> {
        let Some(until) = self.options.until else {
            return Ok(false);
        };
        if self.idle < until {
            return Ok(false);
        }
        self.move_on()?;
        self.confirm(false)?;
        self.note(true)?;
        Ok(true)
    }

    /// Notes progress for people, not too often.
    fn note(&mut self, at_once: bool) -> Result<(), Trouble> {
        let is_due = self.noted_at.is_none_or(|noted| noted.elapsed() >= NOTE);
        let has_news = self.unnoted != Default::default();
        if !(at_once || is_due && has_news) {
            return Ok(());
        }
        let position = self.writer.checkpoint.lsn;
        let waits = self.open.is_some() || self.writer.is_open() || self.idle < self.server_end;
        let lag = match self.applied_at {
            Some(at) if waits => at.elapsed().map_or(0.0, |age| age.as_secs_f64()),
            _ => 0.0,
        };
        let (transactions, written) = std::mem::take(&mut self.unnoted);
        state::progress(
            &mut self.client,
            &self.options.plan.name,
            position,
            self.applied_at,
            lag,
            transactions,
            &written,
        )?;
        self.noted_at = Some(Instant::now());
        Ok(())
    }
}

/// Begins to read the slot where Oracle is.
fn stream(
    options: &FallbackOptions<'_>,
    client: &mut Client,
    fallback: &Fallback,
    writer: &Writer,
) -> Result<ReplicationConnection, Error> {
    let mut wire = ReplicationConnection::connect(&options.target)?;
    let system = wire.query("asking who the server is", "IDENTIFY_SYSTEM")?;
    let system_id = system.first().and_then(|row| row.first().cloned().flatten());
    if system_id.as_deref() != Some(&writer.checkpoint.system_id) {
        return Err(Error::Stopped(format!(
            "Oracle has been written to from another PostgreSQL cluster ({}), where positions mean something else",
            writer.checkpoint.system_id
        )));
    }
    let mut left = TAKEN.as_millis() / TAKEN_STEP.as_millis();
    loop {
        match wire.start(&fallback.slot, writer.checkpoint.lsn, &fallback.publication) {
            Ok(()) => break,
            // The connection before this one is about to end.
            Err(Error::Target {
                state: Some(code), ..
            }) if code == "55006" && left > 0 => {
                left -= 1;
                std::thread::sleep(TAKEN_STEP);
                wire = ReplicationConnection::connect(&options.target)?;
            }
            Err(error) => return Err(error),
        }
    }
    let slot = slot_position(client, &fallback.slot)?;
    if let Some(confirmed) = slot.filter(|confirmed| *confirmed > writer.checkpoint.lsn) {
        return Err(Error::Stopped(format!(
            "Oracle says that it has everything up to {}, but the slot has nothing before {confirmed} any more: Oracle was put back \
             to an earlier state, or the slot was read by somebody else; the tables have to be copied",
            writer.checkpoint.lsn
        )));
    }
    Ok(wire)
}

/// Where the slot was confirmed up to.
pub(super) fn slot_position(client: &mut Client, slot: &str) -> Result<Option<Lsn>, Error> {
    let row = client
        .query_opt(
            "SELECT confirmed_flush_lsn::text FROM pg_replication_slots WHERE slot_name = $1",
            &[&slot],
        )
        .map_err(failed("looking at the replication slot"))?;
    let text = row.and_then(|row| row.get::<_, Option<String>>(0));
    Ok(text.and_then(|text| text.parse().ok()))
}
