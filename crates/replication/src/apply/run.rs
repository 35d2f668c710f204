//! The loop: events of the source into groups, groups into the target, until somebody wants it to end.

use super::ahead::{Gathering, Limits};
use super::group::{TableState, is_done};
use super::observe::Event;
use super::session::Session;
use super::table::ApplyTable;
use super::{Applier, ApplyOptions};
use crate::change::{ChangeSource, Event as Change, Position, TableName, Transaction};
use crate::state::{self, Progress};
use plconv_mover::error::Error;
use plconv_mover::events::Silent;
use plconv_mover::load::Backoff;
use plconv_mover::throttle::Throttle;
use rustc_hash::FxHashMap;
use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

/// Events that are handed over together when they are there together.
const TOGETHER: usize = 64;

/// How often such are read ahead.
const AHEAD: usize = 64;

/// How long one question to the source may take.
const PATIENCE: Duration = Duration::from_millis(100);

/// How often the state tables are told and asked.
const HEARTBEAT: Duration = Duration::from_secs(1);

/// Why applying ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Somebody wanted it.
    Stopped,
    /// Everything up to the fence is in the target.
    AtFence,
    /// A table is to be added, copied again or removed.
    Tables,
    /// There is another plan.
    Plan,
}

/// Applies what the source hands over until somebody wants it to end. What may go away by itself is tried again.
///
/// # Errors
/// What does not go away by itself. What is applied stays; the same call goes on.
pub fn run(options: &ApplyOptions<'_>) -> Result<End, Error> {
    let mut backoff = Backoff::new(Duration::from_secs(options.plan.load.retry_seconds));
    loop {
        let mut progressed = false;
        let error = match Applier::open(options).and_then(|mut applier| applier.run(&mut progressed)) {
            Ok(end) => return Ok(end),
            Err(error) => error,
        };
        if progressed {
            backoff.reset();
        }
        let wait = if error.is_transient() {
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
        if !pause(options.stop, wait) {
            return Ok(End::Stopped);
        }
        if options.newer.has_come() {
            return Ok(End::Plan);
        }
    }
}

/// Waits, but not longer than until it is to stop. `false` when it is.
pub(crate) fn pause(stop: &AtomicBool, wait: Duration) -> bool {
    let until = Instant::now() + wait;
    loop {
        if stop.load(Ordering::Relaxed) {
            return false;
        }
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return true;
        }
        std::thread::sleep(left.min(Duration::from_millis(100)));
    }
}

/// Notes for people why a job ended; that it cannot be noted must not hide why.
fn note_end(options: &ApplyOptions<'_>, error: &Error) {
    let noted = || -> Result<(), Error> {
        let mut client = options.target.connect()?;
        if let Some(job) = state::job(&mut client, &options.plan.name)? {
            let text = error.to_string();
            state::set_state(&mut client, job.id, "stopped", Some((&text, error.advice())))?;
            state::event(&mut client, job.id, "error", &text)?;
        }
        Ok(())
    };
    let _ = noted();
}

/// Events that came together.
pub(super) type Events = Vec<Result<Change, Error>>;

/// What the thread that reads and the one that applies share.
#[derive(Default)]
pub(super) struct Shared {
    confirmed: Mutex<Option<Position>>,
    /// What the source knows of its tables since the last definition.
    catalog: Mutex<Option<String>>,
    pending: AtomicU64,
    ahead: Ahead,
}

impl Shared {
    /// An event has been received.
    pub(super) fn account(&self, event: &Result<Change, Error>) {
        if let Ok(Change::Transaction(transaction)) = event {
            self.pending
                .fetch_sub(transaction.changes.len(), Ordering::Relaxed);
            self.ahead.take(transaction.changes.bytes());
        }
    }
}

/// Bytes of changes that were read and are not taken yet. The reader waits when they are too many: transactions may be large.
#[derive(Default)]
struct Ahead {
    state: Mutex<AheadState>,
    changed: Condvar,
}

#[derive(Default)]
struct AheadState {
    bytes: usize,
    /// Whether the reader waits for room: to wake it is a call of the system, which few transactions are worth.
    waits: bool,
    /// Whether nobody takes them any longer.
    is_closed: bool,
}

impl AheadState {
    /// Adds some if there is room; one transaction is always let in.
    fn try_add(&mut self, bytes: usize, limit: usize) -> bool {
        let has_room = self.bytes == 0 || self.bytes + bytes <= limit || self.is_closed;
        self.bytes += if has_room { bytes } else { 0 };
        has_room
    }
}

impl Ahead {
    fn lock(&self) -> MutexGuard<'_, AheadState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds some if there is room.
    fn try_add(&self, bytes: usize, limit: usize) -> bool {
        self.lock().try_add(bytes, limit)
    }

    /// Waits until there is room.
    fn add(&self, bytes: usize, limit: usize) {
        let mut state = self.lock();
        while !state.try_add(bytes, limit) {
            state.waits = true;
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn take(&self, bytes: usize) {
        let mut state = self.lock();
        state.bytes = state.bytes.saturating_sub(bytes);
        if std::mem::take(&mut state.waits) {
            self.changed.notify_one();
        }
    }

    fn close(&self) {
        self.lock().is_closed = true;
        self.changed.notify_one();
    }
}

/// An event that says nothing.
pub(super) fn probe() -> Change {
    Change::Heartbeat {
        position: Position::default(),
        at: None,
    }
}

/// The fence that comes first.
fn nearer(one: Option<u64>, other: Option<u64>) -> Option<u64> {
    [one, other].into_iter().flatten().min()
}

/// Says that the reader has ended before its time.
struct LastWord<'e>(&'e SyncSender<Events>);

impl Drop for LastWord<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let error = Error::Stopped("internal error: the reader has ended".to_owned());
            let _ = self.0.send(vec![Err(error)]);
        }
    }
}

/// Reads events ahead.
fn read(mut source: Box<dyn ChangeSource>, shared: &Shared, limit: usize, events: &SyncSender<Events>) {
    let _last_word = LastWord(events);
    let mut ready = Vec::new();
    loop {
        let confirmed = shared
            .confirmed
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        let event = match confirmed.map_or(Ok(()), |position| source.confirm(&position)) {
            Ok(()) => source.next(PATIENCE),
            Err(error) => Err(error),
        };
        let message = match event {
            // Nobody may be listening any longer.
            Ok(None) => Ok(probe()),
            Ok(Some(event)) => {
                if let Change::Transaction(transaction) = &event {
                    let bytes = transaction.changes.bytes();
                    if !shared.ahead.try_add(bytes, limit) {
                        // What is held back here would never make room.
                        if !ready.is_empty() && events.send(std::mem::take(&mut ready)).is_err() {
                            return;
                        }
                        shared.ahead.add(bytes, limit);
                    }
                    shared
                        .pending
                        .fetch_add(transaction.changes.len(), Ordering::Relaxed);
                    if super::ddl::has_ddl(transaction).unwrap_or(true)
                        && let Some(catalog) = source.catalog()
                    {
                        *shared.catalog.lock().unwrap_or_else(PoisonError::into_inner) = Some(catalog);
                    }
                }
                Ok(event)
            }
            Err(error) => Err(error),
        };
        let is_last = matches!(message, Err(_) | Ok(Change::End));
        ready.push(message);
        if !is_last && ready.len() < TOGETHER && source.is_ready() {
            continue;
        }
        if events.send(std::mem::take(&mut ready)).is_err() || is_last {
            return;
        }
    }
}

impl<'a> Applier<'a> {
    /// Connects and finds out what the job is.
    fn open(options: &'a ApplyOptions<'a>) -> Result<Applier<'a>, Error> {
        let plan = &options.plan;
        let mut session = Session::open(&options.target, options.fault)?;
        let Some(job) = state::job(&mut session.client, &plan.name)? else {
            return Err(Error::Usage(format!(
                "{}: no replication of this name has begun",
                plan.name
            )));
        };
        state::lock(&mut session.client, job.id)?;
        // Read again: the process that had it may have gone on until now.
        let mut job = state::job(&mut session.client, &plan.name)?.unwrap_or(job);
        job.fence_scn = nearer(job.fence_scn, options.until);
        session.set_up_origin(&plan.name)?;
        if !session.has_origin() {
            options.observer.event(&Event::Note {
                message: "the role may not set a replication origin: changes can be applied, but the way back after the \
                          cutover cannot be made without one"
                    .to_owned(),
            });
        }
        let mut tables = Vec::new();
        for of_job in state::tables(&mut session.client, job.id)? {
            let number = plan.tables.iter().position(|table| table.source == of_job.source);
            let (Some(number), true) = (number, of_job.state == "applying" || of_job.state == "stopped")
            else {
                continue;
            };
            if of_job.state == "stopped" {
                continue;
            }
            let columns = match of_job.columns {
                Some(columns) => columns,
                None => options.capture.columns(plan, number)?,
            };
            let table = ApplyTable::new(plan, number, columns, &mut session.client)?;
            tables.push(TableState::new(table, of_job.from, of_job.settled_scn, None));
        }
        let by_name: FxHashMap<TableName, usize> = tables
            .iter()
            .enumerate()
            .map(|(index, state)| (state.table.name.clone(), index))
            .collect();
        Ok(Applier {
            options,
            session,
            job,
            tables,
            by_name,
            reader: options.capture.rows()?,
            throttle: Throttle::new(plan.replication.changes_per_second, 0, &Silent),
            gathering: Gathering::default(),
            memory_limit: (plan.replication.memory_mb.clamp(1, 1024) << 20) as usize,
            tables_changed: false,
            applied_at: None,
        })
    }

    /// Reads and applies; `progressed` says afterwards whether anything was committed.
    fn run(&mut self, progressed: &mut bool) -> Result<End, Error> {
        let names: Vec<TableName> = self.tables.iter().map(|state| state.table.name.clone()).collect();
        let catalog = self.job.catalog.as_deref();
        let source = self
            .options
            .capture
            .changes(&self.job.position, &names, catalog)?;
        if let Some(catalog) = source.catalog() {
            state::put_catalog(&mut self.session.client, self.job.id, &catalog)?;
        }
        state::set_state(&mut self.session.client, self.job.id, "applying", None)?;
        self.options.observer.event(&Event::Started {
            job: self.job.name.clone(),
            commit_scn: self.job.position.commit_scn,
            low_scn: self.job.position.low_scn,
        });
        let shared = Shared::default();
        let limit = self.memory_limit;
        let (send, receive) = mpsc::sync_channel(AHEAD);
        std::thread::scope(|scope| {
            let shared = &shared;
            let wake = send.clone();
            scope.spawn(move || read(source, shared, limit, &send));
            let mut running = Running {
                applier: self,
                shared,
                receive: Some(receive),
                wake,
                held: None,
                received: VecDeque::new(),
                stashed: None,
                heartbeat: None,
                source: Progress::default(),
                told: None,
                is_paused: false,
                told_fence: None,
                progressed,
            };
            running.go()
        })
    }
}

/// The state of the loop.
pub(super) struct Running<'r, 'a> {
    pub(super) applier: &'r mut Applier<'a>,
    pub(super) shared: &'r Shared,
    pub(super) receive: Option<Receiver<Events>>,
    /// Lets whoever waits for an event look at what else has happened.
    pub(super) wake: SyncSender<Events>,
    /// Events that were received and are still to be looked at.
    pub(super) received: VecDeque<Result<Change, Error>>,
    /// An event that came while a group was applied, and was not for the next one.
    pub(super) stashed: Option<Result<Change, Error>>,
    /// A transaction beyond the fence.
    held: Option<Transaction>,
    /// A position that no transaction brought.
    heartbeat: Option<(Position, Option<SystemTime>)>,
    pub(super) source: Progress,
    told: Option<Instant>,
    is_paused: bool,
    told_fence: Option<u64>,
    progressed: &'r mut bool,
}

impl Drop for Running<'_, '_> {
    fn drop(&mut self) {
        // The reader ends when nobody listens.
        self.receive = None;
        self.shared.ahead.close();
    }
}

impl Running<'_, '_> {
    fn go(&mut self) -> Result<End, Error> {
        loop {
            if self.applier.options.stop.load(Ordering::Relaxed) {
                self.commit()?;
                self.move_on(true)?;
                return Ok(End::Stopped);
            }
            if self.applier.tables_changed {
                self.commit()?;
                return Ok(End::Tables);
            }
            if let Some(end) = self.tell_and_ask()? {
                return Ok(end);
            }
            if let Some(end) = self.look_at_fence()? {
                return Ok(end);
            }
            if self.is_paused || self.held.is_some() {
                pause(self.applier.options.stop, PATIENCE);
                continue;
            }
            let window = Duration::from_millis(self.applier.options.plan.replication.group_milliseconds);
            let wait = match self.applier.gathering.since {
                // A source that has nothing says so, and then the group is applied; one that is busy is not waited for.
                Some(since) => (window + PATIENCE).saturating_sub(since.elapsed()),
                None => PATIENCE,
            };
            match self.next_event(wait) {
                Ok(Ok(Change::End)) => {
                    self.commit()?;
                    self.move_on(true)?;
                    self.applier.options.observer.event(&Event::Note {
                        message: "the changes have ended: all of them are in the target".to_owned(),
                    });
                    return Ok(End::Stopped);
                }
                Ok(Ok(event)) => self.take(event)?,
                Ok(Err(error)) => {
                    // What came before the error is whole.
                    self.commit()?;
                    return Err(error);
                }
                Err(RecvTimeoutError::Timeout) => {
                    self.commit()?;
                    self.move_on(false)?;
                }
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(Error::Stopped("internal error: the reader has ended".to_owned()));
                }
            }
        }
    }

    /// The next event, if one comes within some time.
    fn next_event(&mut self, wait: Duration) -> Result<Result<Change, Error>, RecvTimeoutError> {
        if let Some(event) = self.stashed.take() {
            return Ok(event);
        }
        if self.received.is_empty() {
            let receive = self.receive.as_ref().ok_or(RecvTimeoutError::Disconnected)?;
            self.received.extend(receive.recv_timeout(wait)?);
        }
        let event = self.received.pop_front().ok_or(RecvTimeoutError::Timeout)?;
        self.shared.account(&event);
        Ok(event)
    }

    fn take(&mut self, event: Change) -> Result<(), Error> {
        match event {
            Change::End => Ok(()),
            Change::Heartbeat { position, at } => {
                if position != Position::default() {
                    self.source.source_scn = Some(position.commit_scn);
                    self.source.source_at = at.or(self.source.source_at);
                    self.heartbeat = Some((position, at));
                }
                if self.group_is_due() {
                    self.commit()?;
                }
                if self.applier.gathering.is_empty() {
                    self.move_on(false)?;
                }
                Ok(())
            }
            Change::Transaction(transaction) => {
                self.heartbeat = None;
                self.source.source_scn = Some(transaction.commit_scn);
                self.source.source_at = transaction.committed_at.or(self.source.source_at);
                self.admit(transaction)
            }
        }
    }

    fn group_is_due(&self) -> bool {
        let window = Duration::from_millis(self.applier.options.plan.replication.group_milliseconds);
        let since = self.applier.gathering.since;
        since.is_some_and(|since| since.elapsed() >= window)
    }

    /// Takes a transaction into the group, unless it is beyond the fence.
    fn admit(&mut self, transaction: Transaction) -> Result<(), Error> {
        let applier = &mut *self.applier;
        if is_done(&applier.job.position, &transaction) {
            return Ok(());
        }
        if applier
            .job
            .fence_scn
            .is_some_and(|fence| transaction.commit_scn > fence)
        {
            self.commit()?;
            self.held = Some(transaction);
            return Ok(());
        }
        if super::ddl::has_ddl(&transaction)? {
            self.commit()?;
            let catalog = self
                .shared
                .catalog
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .take();
            if let Some(catalog) = catalog {
                state::put_catalog(&mut self.applier.session.client, self.applier.job.id, &catalog)?;
            }
            return self.applier.ddl(transaction);
        }
        let limits = applier.limits();
        let is_due = self.group_is_due();
        let gathering = &self.applier.gathering;
        if gathering.is_full_for(&transaction, limits) || is_due && !gathering.goes_on_with(&transaction) {
            return self.commit_beside(transaction);
        }
        self.gather(transaction)
    }

    /// Takes a transaction into the group.
    pub(super) fn gather(&mut self, transaction: Transaction) -> Result<(), Error> {
        let applier = &mut *self.applier;
        let limits = applier.limits();
        let Applier {
            gathering,
            tables,
            by_name,
            ..
        } = applier;
        gathering.add(transaction, limits, tables, by_name)
    }

    /// Applies the group.
    fn commit(&mut self) -> Result<(), Error> {
        if self.applier.gathering.is_empty() {
            return Ok(());
        }
        self.applier.commit_group()?;
        self.confirm();
        Ok(())
    }

    /// The source may forget what is in the target.
    pub(super) fn confirm(&mut self) {
        *self.progressed = true;
        let position = self.applier.job.position.clone();
        *self
            .shared
            .confirmed
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = Some(position);
    }

    /// Moves the position although nothing changed, now or when it is time.
    fn move_on(&mut self, at_once: bool) -> Result<(), Error> {
        let is_due = at_once || self.told.is_none_or(|told| told.elapsed() >= HEARTBEAT);
        if !is_due || !self.applier.gathering.is_empty() {
            return Ok(());
        }
        let Some((position, at)) = self.heartbeat.take() else {
            return Ok(());
        };
        if position.commit_scn <= self.applier.job.position.commit_scn {
            return Ok(());
        }
        self.applier.move_to(position, at)?;
        self.confirm();
        Ok(())
    }

    /// Whether everything up to the fence is in the target; then nothing more is applied until it is lifted.
    fn look_at_fence(&mut self) -> Result<Option<End>, Error> {
        let Some(fence) = self.applier.job.fence_scn else {
            self.told_fence = None;
            if let Some(held) = self.held.take() {
                self.admit(held)?;
            }
            return Ok(None);
        };
        if let Some(held) = &self.held {
            if held.commit_scn <= fence {
                if let Some(held) = self.held.take() {
                    self.admit(held)?;
                }
                return Ok(None);
            }
            if self.applier.job.position.commit_scn <= fence {
                let position = Position {
                    low_scn: self.applier.job.position.low_scn,
                    commit_scn: fence + 1,
                    done_at_commit_scn: Default::default(),
                };
                self.applier.move_to(position, None)?;
            }
        } else if let Some((position, _)) = &self.heartbeat
            && position.commit_scn > fence
        {
            self.commit()?;
            self.move_on(true)?;
        }
        if self.applier.job.position.commit_scn <= fence || !self.applier.gathering.is_empty() {
            return Ok(None);
        }
        if fence == state::HOLD {
            return Ok(None);
        }
        if self.told_fence != Some(fence) {
            self.told_fence = Some(fence);
            self.applier
                .options
                .observer
                .event(&Event::AtFence { scn: fence });
        }
        Ok((self.applier.options.until == Some(fence)).then_some(End::AtFence))
    }

    /// Tells the state tables how far it is, and asks them what is wanted.
    fn tell_and_ask(&mut self) -> Result<Option<End>, Error> {
        let waits = self.is_paused || self.held.is_some();
        let every = if waits { PATIENCE } else { HEARTBEAT };
        if self.told.is_some_and(|told| told.elapsed() < every) {
            return Ok(None);
        }
        self.told = Some(Instant::now());
        let progress = Progress {
            lag_seconds: self.lag(),
            pending_changes: self.shared.pending.load(Ordering::Relaxed) + self.applier.gathering.changes(),
            fence_seen: self.applier.job.fence_scn,
            ..self.source
        };
        let job = self.applier.job.id;
        let wanted = state::progress(&mut self.applier.session.client, job, &progress)?;
        let fence = nearer(wanted.fence_scn, self.applier.options.until);
        if self.applier.job.fence_scn != fence {
            // Somebody waits to hear that it is obeyed.
            self.told = None;
        }
        self.applier.job.fence_scn = fence;
        if wanted.wanted == "stop" || wanted.tables {
            self.commit()?;
            self.move_on(true)?;
            if !wanted.tables {
                self.applier.options.observer.event(&Event::Note {
                    message: "somebody wants this process to end: a cutover does, and wanted = 'stop' in plconv.replication"
                        .to_owned(),
                });
            }
            return Ok(Some(if wanted.tables { End::Tables } else { End::Stopped }));
        }
        // What is compared or cut over at a fence stays as it is.
        if wanted.fence_scn.is_none() && self.applier.options.newer.has_come() {
            self.commit()?;
            self.move_on(true)?;
            return Ok(Some(End::Plan));
        }
        let paused = wanted.wanted == "pause";
        if paused != self.is_paused {
            self.commit()?;
            self.is_paused = paused;
            self.applier.options.observer.event(&Event::Paused { paused });
        }
        Ok(None)
    }

    /// How far the target is behind the source: the age of what was applied last, unless nothing waits.
    fn lag(&self) -> Option<f64> {
        let waits = self.held.is_some()
            || self.stashed.is_some()
            || !self.applier.gathering.is_empty()
            || self.shared.pending.load(Ordering::Relaxed) > 0;
        let since = match waits {
            true => self.applier.applied_at,
            false => self.source.source_at,
        };
        let age = SystemTime::now().duration_since(since?).unwrap_or_default();
        Some(age.as_secs_f64())
    }
}

impl Applier<'_> {
    /// How much a group takes.
    pub(super) fn limits(&self) -> Limits {
        Limits {
            changes: self.options.plan.replication.group_changes,
            bytes: self.memory_limit,
        }
    }

    /// Moves the position, without changes.
    pub(crate) fn move_to(&mut self, position: Position, at: Option<SystemTime>) -> Result<(), Error> {
        state::checkpoint(
            &mut self.session.client,
            &state::Checkpoint {
                job: self.job.id,
                epoch: self.job.epoch,
                position: &position,
                applied_at: at,
                transactions: 0,
                changes: 0,
            },
        )?;
        self.job.epoch += 1;
        self.job.position = position;
        self.applied_at = at.or(self.applied_at);
        Ok(())
    }
}
