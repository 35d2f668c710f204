//! DBMS_LOGMNR, V$LOGMNR_CONTENTS and the views of log files.

mod contents;
mod logs;
mod statement;

use super::query::{Context, SessionInfo};
use super::sql::eval::Computed;
use super::sql::values::to_integer;
use super::state::{State, View};
use crate::database::OracleError;
use crate::value::Value;

/// How the redo log differs from what a reader would like, where servers are known to differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogMinerQuirks {
    /// Bytes after which SQL_REDO goes on in another row, with CSF = 1.
    pub longest_statement: usize,
    /// Leaves out the START row of every so manieth transaction; 0 of none.
    pub missing_start: u32,
    /// Gives the first row of every so manieth transaction an XID without sequence number (`ffffffff`); 0 of none.
    pub unknown_sequence: u32,
    /// START_SCN is 0 but in START rows.
    pub no_start_scn: bool,
    /// All rows of a statement, and of a batch, have one RS_ID and SSN.
    pub shared_rs_id: bool,
    /// Rows of internal DDL and of recursive transactions on SYS tables come in between.
    pub internal_rows: bool,
    /// Tables, by owner and name, whose changes come as UNSUPPORTED.
    pub unsupported: Vec<(String, String)>,
    /// Rows that take back others come as UNSUPPORTED.
    pub unsupported_rollbacks: bool,
}

impl Default for LogMinerQuirks {
    /// What every server does: statements of 4000 bytes, shared RS_ID.
    fn default() -> LogMinerQuirks {
        LogMinerQuirks {
            longest_statement: 4000,
            missing_start: 0,
            unknown_sequence: 0,
            no_start_scn: false,
            shared_rs_id: true,
            internal_rows: false,
            unsupported: Vec::new(),
            unsupported_rollbacks: false,
        }
    }
}

/// Options of START_LOGMNR.
mod option {
    pub(super) const COMMITTED_DATA_ONLY: i64 = 2;
    pub(super) const DICT_FROM_REDO_LOGS: i64 = 32;
    pub(super) const NO_SQL_DELIMITER: i64 = 64;
    pub(super) const CONTINUOUS_MINE: i64 = 1024;
    pub(super) const NO_ROWID_IN_STMT: i64 = 2048;
}

/// Options of ADD_LOGFILE.
mod file_option {
    pub(super) const NEW: i64 = 1;
    pub(super) const REMOVE: i64 = 2;
}

/// Constants of DBMS_LOGMNR.
const CONSTANTS: &[(&str, i64)] = &[
    ("NEW", file_option::NEW),
    ("REMOVEFILE", file_option::REMOVE),
    ("ADDFILE", 3),
    ("COMMITTED_DATA_ONLY", option::COMMITTED_DATA_ONLY),
    ("SKIP_CORRUPTION", 4),
    ("DDL_DICT_TRACKING", 8),
    ("DICT_FROM_ONLINE_CATALOG", 16),
    ("DICT_FROM_REDO_LOGS", option::DICT_FROM_REDO_LOGS),
    ("NO_SQL_DELIMITER", option::NO_SQL_DELIMITER),
    ("PRINT_PRETTY_SQL", 512),
    ("CONTINUOUS_MINE", option::CONTINUOUS_MINE),
    ("NO_ROWID_IN_STMT", option::NO_ROWID_IN_STMT),
    ("STRING_LITERALS_IN_STMT", 4096),
];

/// A LogMiner session.
#[derive(Clone, Debug, Default)]
pub(crate) struct Miner {
    /// Threads and sequence numbers of the log files that were added.
    files: Vec<(u16, u32)>,
    /// First and last SCN and options, once it is started.
    window: Option<(u64, u64, i64)>,
}

/// The value of a constant of DBMS_LOGMNR; `None` if it is none.
pub(crate) fn constant(name: &str) -> Option<Value> {
    let name = name.strip_prefix("DBMS_LOGMNR.")?;
    let found = CONSTANTS.iter().find(|(known, _)| *known == name);
    found.map(|(_, value)| Value::from(*value))
}

/// Runs a procedure of a supplied package.
pub(crate) fn procedure(
    state: &mut State,
    session: &mut SessionInfo,
    name: &str,
    arguments: &[(Option<String>, Value)],
) -> Computed<()> {
    let argument = |name: &str, position: usize| {
        let named = arguments.iter().find(|(known, _)| known.as_deref() == Some(name));
        let positional = arguments.get(position).filter(|(known, _)| known.is_none());
        named
            .or(positional)
            .map(|(_, value)| value.clone())
            .filter(|value| !value.is_null())
    };
    let integer = |name: &str, position: usize| {
        argument(name, position)
            .map(|value| to_integer(&value))
            .transpose()
    };
    match name {
        "DBMS_LOGMNR.ADD_LOGFILE" => {
            let file = argument("LOGFILENAME", 0).unwrap_or_default();
            let file = file.as_text().unwrap_or_default().to_owned();
            let options = integer("OPTIONS", 1)?.unwrap_or(3);
            add_file(state, session, &file, options)
        }
        "DBMS_LOGMNR.REMOVE_LOGFILE" => {
            let file = argument("LOGFILENAME", 0).unwrap_or_default();
            add_file(
                state,
                session,
                file.as_text().unwrap_or_default(),
                file_option::REMOVE,
            )
        }
        "DBMS_LOGMNR.START_LOGMNR" => {
            let start = u64::try_from(integer("STARTSCN", 0)?.unwrap_or(0)).unwrap_or(0);
            let end = u64::try_from(integer("ENDSCN", 1)?.unwrap_or(0)).unwrap_or(0);
            let options = integer("OPTIONS", 5)?.unwrap_or(0);
            start_mining(state, session, start, end, options)
        }
        "DBMS_LOGMNR.END_LOGMNR" => match session.miner.take() {
            Some(_) => Ok(()),
            None => Err(OracleError::new(1307, "no LogMiner session is currently active")),
        },
        "DBMS_METADATA.SET_TRANSFORM_PARAM" => {
            let name = argument("NAME", 1).unwrap_or_default();
            let value = argument("VALUE", 2).is_some_and(|value| value == Value::Boolean(true));
            let name = name.as_text().unwrap_or_default().to_owned();
            session.transforms.insert(name, value);
            Ok(())
        }
        _ => match name.split('.').next().unwrap_or_default() {
            // Nothing that a client can see comes of these.
            "DBMS_APPLICATION_INFO" | "DBMS_SESSION" | "DBMS_OUTPUT" | "DBMS_STATS" => Ok(()),
            _ => {
                let text = format!("line 1, column 7:\nPLS-00201: identifier '{name}' must be declared");
                Err(OracleError::new(6550, &text))
            }
        },
    }
}

fn add_file(state: &State, session: &mut SessionInfo, file: &str, options: i64) -> Computed<()> {
    let Some(log) = state.redo.file(file) else {
        return Err(OracleError::new(1284, &format!("file {file} cannot be opened")));
    };
    let miner = session.miner.get_or_insert_default();
    if options == file_option::NEW {
        *miner = Miner::default();
    }
    if options == file_option::REMOVE {
        miner.files.retain(|known| *known != log);
        return Ok(());
    }
    if miner.files.contains(&log) {
        return Err(OracleError::new(
            1289,
            &format!("cannot add duplicate logfile {file}"),
        ));
    }
    miner.files.push(log);
    Ok(())
}

fn start_mining(
    state: &State,
    session: &mut SessionInfo,
    start: u64,
    end: u64,
    options: i64,
) -> Computed<()> {
    if options & option::CONTINUOUS_MINE != 0 {
        let text = "CONTINUOUS_MINE is desupported for use with DBMS_LOGMNR.START_LOGMNR";
        return Err(OracleError::new(44609, text));
    }
    if options & (option::COMMITTED_DATA_ONLY | option::DICT_FROM_REDO_LOGS) != 0 {
        return Err(OracleError::new(
            1280,
            "fatal LogMiner error: the double reads changes only as they were made",
        ));
    }
    let Some(miner) = &mut session.miner else {
        return Err(OracleError::new(
            1292,
            "no log file has been specified for the current LogMiner session",
        ));
    };
    let end = if end == 0 { u64::MAX } else { end };
    if end < start {
        return Err(OracleError::new(1281, "SCN range specified is invalid"));
    }
    state.redo.check_files(&miner.files, start, end)?;
    miner.window = Some((start, end, options));
    Ok(())
}

/// A view of redo and of what LogMiner makes of it; `None` if there is none of this name.
pub(crate) fn view(context: &Context<'_>, name: &str) -> Option<Computed<View>> {
    if name == "V$LOGMNR_CONTENTS" {
        return Some(contents::view(context));
    }
    logs::view(context, name).map(Ok)
}
