//! A group is sent by a thread of its own while the next one is gathered.

use super::Applier;
use super::ahead::{Gathering, Limits};
use super::ddl::has_ddl;
use super::group::{TableState, is_done};
use super::run::{Events, Running, Shared, probe};
use crate::change::{Event, Position, TableName, Transaction};
use crate::state::Progress;
use plconv_mover::error::Error;
use rustc_hash::FxHashMap;
use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender};

/// What gathers the next group.
struct Next<'n> {
    gathering: &'n mut Gathering,
    tables: &'n mut [TableState],
    by_name: &'n FxHashMap<TableName, usize>,
    limits: Limits,
    fence: Option<u64>,
    /// Where the target is when the group before is in it.
    position: &'n Position,
    receive: &'n Receiver<Events>,
    received: &'n mut VecDeque<Result<Event, Error>>,
    shared: &'n Shared,
    progress: &'n mut Progress,
}

impl Next<'_> {
    /// Gathers until the group before is applied, the next one is full or an event comes that is not for it: that is returned.
    fn gather(
        &mut self,
        first: Transaction,
        is_applied: &AtomicBool,
    ) -> Result<Option<Result<Event, Error>>, Error> {
        self.add(first)?;
        while !is_applied.load(Ordering::Acquire) {
            let Some(event) = self.received.pop_front() else {
                let Ok(events) = self.receive.recv() else { break };
                self.received.extend(events);
                continue;
            };
            self.shared.account(&event);
            match event {
                Ok(Event::Transaction(next)) if self.is_for_group(&next)? => self.add(next)?,
                Ok(Event::Heartbeat { position, .. }) if position == Position::default() => {}
                other => {
                    // The group ends here, or goes on when this has been looked at: no time is lost if it ends.
                    self.gathering
                        .make_batch_if_full(&other, self.limits, self.tables);
                    return Ok(Some(other));
                }
            }
        }
        Ok(None)
    }

    fn add(&mut self, transaction: Transaction) -> Result<(), Error> {
        self.progress.source_scn = Some(transaction.commit_scn);
        self.progress.source_at = transaction.committed_at.or(self.progress.source_at);
        self.gathering
            .add(transaction, self.limits, self.tables, self.by_name)
    }

    /// Whether a transaction goes into the group without more ado.
    fn is_for_group(&self, transaction: &Transaction) -> Result<bool, Error> {
        let is_beyond = self.fence.is_some_and(|fence| transaction.commit_scn > fence);
        Ok(!is_beyond
            && !is_done(self.position, transaction)
            && !self.gathering.is_full_for(transaction, self.limits)
            && !has_ddl(transaction)?)
    }
}

/// Says that a group is applied, or that the thread which does so has ended.
struct Signal<'s> {
    is_applied: &'s AtomicBool,
    wake: &'s SyncSender<Events>,
}

impl Drop for Signal<'_> {
    fn drop(&mut self) {
        self.is_applied.store(true, Ordering::Release);
        // Where there is no room for it, nobody waits for an event.
        let _ = self.wake.try_send(vec![Ok(probe())]);
    }
}

impl Running<'_, '_> {
    /// Applies the group; `first` is what comes behind it.
    pub(super) fn commit_beside(&mut self, first: Transaction) -> Result<(), Error> {
        let Some(receive) = &self.receive else {
            return Err(Error::Stopped(
                "internal error: nobody listens to the source".to_owned(),
            ));
        };
        let Some(mut ready) = self.applier.take_batch() else {
            self.applier.commit_group()?;
            self.confirm();
            return self.gather(first);
        };
        let limits = self.applier.limits();
        let Applier {
            session,
            job,
            gathering,
            tables,
            by_name,
            ..
        } = &mut *self.applier;
        let position = ready.position().clone();
        let mut next = Next {
            gathering,
            tables,
            by_name,
            limits,
            fence: job.fence_scn,
            position: &position,
            receive,
            received: &mut self.received,
            shared: self.shared,
            progress: &mut self.source,
        };
        let (job, wake) = (&*job, &self.wake);
        let is_applied = AtomicBool::new(false);
        let (ready, outcome, gathered) = std::thread::scope(|scope| {
            let is_applied = &is_applied;
            let worker = std::thread::Builder::new().spawn_scoped(scope, move || {
                let _signal = Signal { is_applied, wake };
                let outcome = ready.apply(session, job);
                if outcome.is_ok() {
                    ready.drop_transactions();
                }
                (ready, outcome)
            });
            let worker =
                worker.map_err(|error| Error::Stopped(format!("no thread can be started: {error}")))?;
            let gathered = next.gather(first, is_applied);
            match worker.join() {
                Ok((ready, outcome)) => Ok::<_, Error>((ready, outcome, gathered)),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        })?;
        self.applier.settle_batch(ready, outcome)?;
        self.confirm();
        self.stashed = gathered?;
        Ok(())
    }
}
