//! Whole folders, converted when nothing else is to be done.

use super::publish::Publisher;
use crate::folder::Root;
use crate::state::State;
use plconv_ide::Base;
use plconv_project::convert::conclude;
use plconv_project::{run_guarded, run_with_threads};
use std::collections::BTreeMap;
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Weak};
use tokio::sync::oneshot;

/// What is to be done.
pub enum Work {
    /// Convert an analysed folder.
    Convert(Root, Arc<Base>),
    /// Say when all before is done.
    Settle(oneshot::Sender<()>),
}

/// Converts; of several analyses of a folder the last.
pub fn run(state: &Weak<State>, work: &Receiver<Work>, publisher: &Publisher) {
    while let Ok(first) = work.recv() {
        let mut bases: BTreeMap<Root, Arc<Base>> = BTreeMap::new();
        let mut waiting = Vec::new();
        for work in std::iter::once(first).chain(work.try_iter()) {
            match work {
                Work::Convert(root, base) => {
                    bases.insert(root, base);
                }
                Work::Settle(done) => waiting.push(done),
            }
        }
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
