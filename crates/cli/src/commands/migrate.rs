//! `plconv migrate`

use super::replicating::{Audience, Replicating};
use crate::arguments::replication::MigrateArguments;
use crate::moving;
use crate::outcome::Outcome;
use crate::terminal;
use plconv_replication::apply::End;
use plconv_replication::migrate::migrate;

/// Loads the rows of a plan and carries changes over.
pub fn run(arguments: &MigrateArguments) -> anyhow::Result<Outcome> {
    let replicating = Replicating::open(&arguments.plan, &arguments.ends, &arguments.mining)?;
    let log = arguments.log.as_ref();
    let log = log.or(replicating.plan.load.log_directory.as_ref());
    let audience = Audience::new(arguments.verbose, log.map(AsRef::as_ref))?;
    terminal::stop_on_interrupt(
        "stopping behind what is being applied; once more ends at once, and nothing is lost either\n",
    );
    let result = replicating.migrate(&audience, arguments.until_scn, |options| migrate(&options));
    match moving::explained(result)? {
        End::AtFence => terminal::print("everything up to the SCN is in the target\n")?,
        End::Stopped | End::Tables => {
            terminal::print("stopped; the same command goes on where it ended\n")?;
        }
    }
    Ok(Outcome::Clean)
}
