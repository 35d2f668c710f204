//! The log files of a window.

use super::mining_error;
use plconv_mover::error::{Error, SourceError};
use plconv_mover::source::oracle::driver::OracleConnection;
use std::collections::BTreeMap;

/// Archived logs with redo of a window. More than one destination has the same log: the first is taken.
const ARCHIVED: &str = "SELECT TO_CHAR(thread#), TO_CHAR(sequence#), TO_CHAR(first_change#), TO_CHAR(next_change#), name, deleted \
FROM v$archived_log WHERE archived = 'YES' AND standby_dest = 'NO' \
AND resetlogs_change# = (SELECT resetlogs_change# FROM v$database) \
AND next_change# > TO_NUMBER(:1) AND first_change# <= TO_NUMBER(:2) ORDER BY thread#, sequence#, dest_id";

/// Online logs with redo of a window.
const ONLINE: &str = "SELECT TO_CHAR(l.thread#), TO_CHAR(l.sequence#), TO_CHAR(l.first_change#), TO_CHAR(l.next_change#), f.member, 'NO' \
FROM v$log l JOIN v$logfile f ON f.group# = l.group# WHERE l.status <> 'UNUSED' \
AND l.next_change# > TO_NUMBER(:1) AND l.first_change# <= TO_NUMBER(:2) ORDER BY l.thread#, l.sequence#, f.member";

/// A log: its thread and number, its first SCN and the first of the next, and a file that has it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Log {
    thread: u64,
    sequence: u64,
    first: u64,
    next: u64,
    file: Option<String>,
}

/// Tells LogMiner the files that have redo behind `low` up to `high`.
pub(super) fn add(connection: &dyn OracleConnection, low: u64, high: u64) -> Result<(), Error> {
    let (after, until) = (low.to_string(), high.to_string());
    let mut logs: Vec<Log> = Vec::new();
    for sql in [ARCHIVED, ONLINE] {
        let rows = connection.texts(sql, &[&after, &until]).map_err(mining_error)?;
        logs.extend(rows.iter().filter_map(|row| log(row)));
    }
    for (number, file) in chosen(logs, low)?.iter().enumerate() {
        let how = if number == 0 { "NEW" } else { "ADDFILE" };
        let block =
            format!("BEGIN DBMS_LOGMNR.ADD_LOGFILE(LogFileName => :1, Options => DBMS_LOGMNR.{how}); END;");
        connection.execute(&block, &[file]).map_err(mining_error)?;
    }
    Ok(())
}

fn log(row: &[Option<String>]) -> Option<Log> {
    let number = |at: usize| row.get(at)?.as_deref()?.trim().parse::<u64>().ok();
    // The online log that is written has the largest number there is for its end, or none.
    let is_deleted = row.get(5)?.as_deref() == Some("YES");
    Some(Log {
        thread: number(0)?,
        sequence: number(1)?,
        first: number(2)?,
        next: number(3).unwrap_or(u64::MAX),
        file: row.get(4)?.clone().filter(|_| !is_deleted),
    })
}

/// One file for each log, archived ones before online ones.
fn chosen(logs: Vec<Log>, low: u64) -> Result<Vec<String>, Error> {
    let mut by_number: BTreeMap<(u64, u64), Log> = BTreeMap::new();
    for log in logs {
        match by_number.get_mut(&(log.thread, log.sequence)) {
            Some(known) if known.file.is_none() => known.file = log.file,
            Some(_) => {}
            None => {
                by_number.insert((log.thread, log.sequence), log);
            }
        }
    }
    let mut files = Vec::new();
    let mut before: Option<&Log> = None;
    for log in by_number.values() {
        let Some(file) = &log.file else {
            return Err(Error::Stopped(format!(
                "ORA-01291: log {} of redo thread {}, SCN {} to {}, has been deleted and is still needed (from SCN {low})",
                log.sequence, log.thread, log.first, log.next
            )));
        };
        let is_gap = match before {
            Some(before) if before.thread == log.thread => before.sequence + 1 != log.sequence,
            // The first log of a thread may begin later than the window.
            Some(_) | None => log.first > low + 1 && log.sequence > 1,
        };
        if is_gap {
            return Err(SourceError::transient(format!(
                "ORA-01291: no file has log {} of redo thread {}: it is being archived, or has been deleted",
                log.sequence - 1,
                log.thread
            ))
            .into());
        }
        before = Some(log);
        files.push(file.clone());
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn log(thread: u64, sequence: u64, first: u64, file: Option<&str>) -> Log {
        Log {
            thread,
            sequence,
            first,
            next: first + 10,
            file: file.map(str::to_owned),
        }
    }

    #[test]
    fn one_file_for_each_log() {
        let logs = vec![
            log(1, 4, 40, Some("a4")),
            log(1, 4, 40, Some("copy of a4")),
            log(1, 5, 50, None),
            log(2, 1, 55, Some("b1")),
            log(1, 4, 40, Some("online 4")),
            log(1, 5, 50, Some("online 5")),
        ];
        assert_eq!(chosen(logs, 45).unwrap(), ["a4", "online 5", "b1"]);
    }

    #[test]
    fn gaps_are_waited_for_and_deleted_logs_are_not() {
        let waits = chosen(vec![log(1, 4, 40, Some("a")), log(1, 6, 60, Some("c"))], 45);
        assert!(waits.unwrap_err().is_transient());
        let begins_late = chosen(vec![log(1, 4, 40, Some("a"))], 30);
        assert!(begins_late.unwrap_err().is_transient());
        let deleted = chosen(vec![log(1, 4, 40, None)], 45).unwrap_err();
        assert!(!deleted.is_transient() && deleted.to_string().contains("log 4 of redo thread 1"));
    }
}
