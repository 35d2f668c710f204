//! Whole folders, converted when nothing else is to be done.

use super::publish::Publisher;
use crate::folder::Root;
use crate::state::State;
use plconv_ide::Base;
use plconv_project::convert::conclude;
use plconv_project::{run_guarded, run_with_threads};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::sync::{Arc, Weak};
use std::time::Duration;
use tokio::sync::oneshot;

/// What is to be done.
pub enum Work {
    /// Convert an analysed folder.
    Convert(Root, Arc<Base>),
    /// Say when all before is done.
    Settle(oneshot::Sender<()>),
}

/// How long nothing has to be analysed before folders are converted again: the processors belong to who is typing.
const PAUSE: Duration = Duration::from_millis(300);

/// What is to be done next.
#[derive(Default)]
struct Batch {
    bases: BTreeMap<Root, Arc<Base>>,
    waiting: Vec<oneshot::Sender<()>>,
}

impl Batch {
    fn add(&mut self, work: Work) {
        match work {
            Work::Convert(root, base) => {
                self.bases.insert(root, base);
            }
            Work::Settle(done) => self.waiting.push(done),
        }
    }
}

/// Converts; of several analyses of a folder the last.
pub fn run(state: &Weak<State>, work: &Receiver<Work>, publisher: &Publisher) {
    let mut converted: BTreeSet<Root> = BTreeSet::new();
    while let Ok(first) = work.recv() {
        let mut batch = Batch::default();
        batch.add(first);
        // Somebody waits for what has never been converted.
        while batch.waiting.is_empty() && batch.bases.keys().all(|root| converted.contains(root)) {
            match work.recv_timeout(PAUSE) {
                Ok(next) => batch.add(next),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        work.try_iter().for_each(|next| batch.add(next));
        let Batch { bases, waiting } = batch;
        converted.extend(bases.keys().cloned());
        for (root, base) in bases {
            let Some(state) = state.upgrade() else { return };
            let conversion = run_with_threads(None, || {
                run_guarded(|| {
                    conclude(
                        base.analysis.lower(),
                        base.analysis.loaded(),
                        base.loading.clone(),
                        &base.tree,
                        base.policy.target_version,
                    )
                })
            });
            if let Ok(Ok(conversion)) = conversion {
                publisher.converted(&root, &base, &conversion.diagnostics);
                state.converted(&root, Arc::new(conversion));
            }
        }
        for done in waiting {
            // Whoever waited may be gone.
            let _ = done.send(());
        }
    }
}
