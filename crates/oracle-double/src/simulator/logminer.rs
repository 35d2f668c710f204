//! DBMS_LOGMNR and V$LOGMNR_CONTENTS.

use super::query::{Context, SessionInfo};
use super::sql::eval::Computed;
use super::state::{State, View};
use crate::database::OracleError;
use crate::value::Value;

/// A LogMiner session.
#[allow(dead_code, reason = "for the views of LogMiner")]
#[derive(Clone, Debug, Default)]
pub(crate) struct Miner {
    pub(crate) files: Vec<String>,
}

/// Runs a procedure of a supplied package.
pub(crate) fn procedure(
    _state: &mut State,
    _session: &mut SessionInfo,
    name: &str,
    _arguments: &[(Option<String>, Value)],
) -> Computed<()> {
    match name.split('.').next().unwrap_or_default() {
        // Nothing that a client can see comes of these.
        "DBMS_APPLICATION_INFO" | "DBMS_SESSION" | "DBMS_OUTPUT" | "DBMS_STATS" => Ok(()),
        _ => Err(OracleError::new(
            6550,
            &format!("line 1, column 7:\nPLS-00201: identifier '{name}' must be declared"),
        )),
    }
}

/// A view of redo and of what LogMiner makes of it; `None` if there is none of this name.
pub(crate) fn view(_context: &Context<'_>, _name: &str) -> Option<Computed<View>> {
    None
}
