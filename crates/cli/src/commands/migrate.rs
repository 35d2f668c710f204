//! `plconv migrate`

mod followed;

use super::replicating::{Audience, Replicating};
use crate::arguments::replication::MigrateArguments;
use crate::moving;
use crate::outcome::Outcome;
use crate::terminal::{self, tell};
use followed::FollowedPlan;
use plconv_replication::apply::End;
use plconv_replication::migrate::migrate;

/// Loads the rows of a plan and carries changes over. A plan that changes meanwhile is followed from then on.
pub fn run(arguments: &MigrateArguments) -> anyhow::Result<Outcome> {
    // Before it is read: what is written afterwards is another one.
    let followed = FollowedPlan::new(&arguments.plan);
    let mut replicating = Replicating::open(&arguments.plan, &arguments.ends, &arguments.mining)?;
    followed.follows(&replicating.plan);
    let log = arguments.log.as_ref();
    let log = log.or(replicating.plan.load.log_directory.as_ref());
    let audience = Audience::new(arguments.verbose, log.map(AsRef::as_ref))?;
    terminal::stop_on_interrupt(
        "stopping behind what is being applied; once more ends at once, and nothing is lost either\n",
    );
    loop {
        let result = replicating.migrate(&audience, &followed, arguments.until_scn, |options| {
            migrate(&options)
        });
        match moving::explained(result)? {
            End::AtFence => terminal::print("everything up to the SCN is in the target\n")?,
            End::Stopped | End::Tables => {
                terminal::print("stopped; the same command goes on where it ended\n")?;
            }
            End::Plan => {
                if let Some(plan) = followed.take() {
                    match replicating.with(plan.clone()) {
                        Ok(with_plan) => {
                            tell("the plan has changed: going on with what it says now\n");
                            followed.follows(&plan);
                            replicating = with_plan;
                        }
                        Err(error) => followed.tell_refused(&format!("{error:#}")),
                    }
                }
                continue;
            }
        }
        return Ok(Outcome::Clean);
    }
}
