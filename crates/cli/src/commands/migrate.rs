//! `plconv migrate`

use super::replicating::{Audience, Replicating};
use crate::arguments::replication::MigrateArguments;
use crate::moving;
use crate::outcome::Outcome;
use crate::terminal::{self, tell};
use plconv_replication::apply::End;
use plconv_replication::migrate::migrate;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// How often the plan is looked at while it is followed.
const LOOK: Duration = Duration::from_millis(200);

/// Loads the rows of a plan and carries changes over; a plan that changes meanwhile is followed from then on.
pub fn run(arguments: &MigrateArguments) -> anyhow::Result<Outcome> {
    let mut audience = None;
    loop {
        let mut written = WrittenPlan::of(&arguments.plan);
        let replicating = Replicating::open(&arguments.plan, &arguments.ends, &arguments.mining)?;
        let audience = match &audience {
            Some(audience) => audience,
            None => {
                let log = arguments.log.as_ref();
                let log = log.or(replicating.plan.load.log_directory.as_ref());
                terminal::stop_on_interrupt(
                    "stopping behind what is being applied; once more ends at once, and nothing is lost either\n",
                );
                audience.insert(Audience::new(arguments.verbose, log.map(AsRef::as_ref))?)
            }
        };
        let stop = AtomicBool::new(false);
        let is_done = AtomicBool::new(false);
        let can_ask = arguments.ends.ask_passwords;
        let (result, has_changed) = std::thread::scope(|scope| {
            let watcher = scope.spawn(|| written.watch(&stop, &is_done, can_ask));
            let result =
                replicating.migrate(audience, &stop, arguments.until_scn, |options| migrate(&options));
            is_done.store(true, Ordering::SeqCst);
            watcher.thread().unpark();
            (result, watcher.join().unwrap_or(false))
        });
        match moving::explained(result)? {
            End::AtFence => terminal::print("everything up to the SCN is in the target\n")?,
            End::Stopped | End::Tables if has_changed && !terminal::interrupted().load(Ordering::SeqCst) => {
                tell("the plan has changed: going on with what it says now\n");
                continue;
            }
            End::Stopped | End::Tables => {
                terminal::print("stopped; the same command goes on where it ended\n")?;
            }
        }
        return Ok(Outcome::Clean);
    }
}

/// A plan as it was when it was last looked at.
struct WrittenPlan<'a> {
    path: &'a Path,
    text: Option<String>,
}

impl<'a> WrittenPlan<'a> {
    fn of(path: &'a Path) -> Self {
        WrittenPlan {
            path,
            text: std::fs::read_to_string(path).ok(),
        }
    }

    /// Sets `stop` when the user interrupts, or when there is another plan that can be followed, which is what it returns.
    fn watch(&mut self, stop: &AtomicBool, is_done: &AtomicBool, asks_passwords: bool) -> bool {
        while !is_done.load(Ordering::SeqCst) {
            if terminal::interrupted().load(Ordering::SeqCst) {
                stop.store(true, Ordering::SeqCst);
                return false;
            }
            if self.is_another(asks_passwords) {
                stop.store(true, Ordering::SeqCst);
                return true;
            }
            std::thread::park_timeout(LOOK);
        }
        false
    }

    /// Whether the plan is another than before, and one that can be followed; says why not.
    fn is_another(&mut self, asks_passwords: bool) -> bool {
        // While an editor writes it there may be none.
        let Ok(text) = std::fs::read_to_string(self.path) else {
            return false;
        };
        if self.text.as_ref() == Some(&text) {
            return false;
        }
        self.text = Some(text);
        if asks_passwords {
            tell(
                "the plan has changed; end the command and start it again, since passwords have to be asked for\n",
            );
            return false;
        }
        match moving::plan(self.path) {
            Ok(_) => true,
            Err(error) => {
                tell(&format!("the plan has changed and is not followed: {error:#}\n"));
                false
            }
        }
    }
}
