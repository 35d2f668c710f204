//! `plconv doctor`

use crate::arguments::mover::DoctorArguments;
use crate::commands::precheck::conclude;
use crate::moving;
use crate::outcome::Outcome;
use plconv_mover::plan::Plan;
use plconv_mover::precheck::{PrecheckOptions, precheck};
use plconv_mover::source::Source;
use std::sync::Arc;

/// Looks at both servers.
pub fn run(arguments: &DoctorArguments) -> anyhow::Result<Outcome> {
    let plan = Plan::of_connections(arguments.oracle.as_deref(), arguments.user.as_deref());
    let oracle = moving::oracle(&plan, arguments.ends.ask_passwords)?;
    let source: Arc<dyn Source> = match &oracle {
        Some(oracle) => oracle.clone(),
        None => moving::source(&plan, &arguments.ends)?,
    };
    let options = PrecheckOptions {
        source,
        oracle,
        target: moving::target(&plan, &arguments.ends)?,
        plan: Arc::new(plan),
    };
    conclude(&precheck(&options), arguments.json, false)
}
