//! Log files and their views.

use crate::database::OracleError;
use crate::simulator::dictionary::made;
use crate::simulator::query::Context;
use crate::simulator::redo::{LogFile, RedoLog};
use crate::simulator::sql::eval::Computed;
use crate::simulator::state::{State, View};
use crate::value::Value;

/// Online log groups of a thread.
const GROUPS: u32 = 3;
/// NEXT_CHANGE# of the log that is written.
const NO_NEXT: u64 = 18_446_744_073_709_551_615;

fn archived_name(log: &LogFile) -> String {
    format!("/u01/arch/{}_{}_1.dbf", log.thread, log.sequence)
}

fn group(log: &LogFile) -> u32 {
    log.sequence % GROUPS + 1 + (u32::from(log.thread) - 1) * GROUPS
}

fn online_name(log: &LogFile) -> String {
    format!("/u01/redo{:02}.log", group(log))
}

impl RedoLog {
    /// Whether a log is still in its online group.
    fn is_online(&self, log: &LogFile) -> bool {
        self.current(log.thread) < log.sequence + GROUPS
    }

    /// Thread and sequence of the log that a file has.
    pub(super) fn file(&self, name: &str) -> Option<(u16, u32)> {
        let found = self.files.iter().find(|log| {
            (log.is_archived && !log.is_deleted && archived_name(log) == name)
                || (self.is_online(log) && online_name(log) == name)
        });
        found.map(|log| (log.thread, log.sequence))
    }

    /// Refuses a window of which some thread's redo is not in the files.
    pub(super) fn check_files(&self, files: &[(u16, u32)], start: u64, end: u64) -> Computed<()> {
        let missing = || OracleError::new(1291, "missing log file");
        for log in &self.files {
            let overlaps = log.first <= end && log.next.is_some_and(|next| next > start);
            if overlaps && !files.contains(&(log.thread, log.sequence)) {
                return Err(missing());
            }
        }
        for (thread, sequence) in files {
            let log = self
                .files
                .iter()
                .find(|log| (log.thread, log.sequence) == (*thread, *sequence));
            if log.is_none_or(|log| log.is_deleted && !self.is_online(log)) {
                return Err(OracleError::new(1284, "file cannot be opened"));
            }
        }
        // The log that is written may be left out only if the thread has others.
        for thread in self.threads() {
            let begins = self
                .files
                .iter()
                .find(|log| log.thread == thread)
                .map_or(0, |log| log.first);
            if begins <= end && !files.iter().any(|(known, _)| *known == thread) {
                return Err(missing());
            }
        }
        Ok(())
    }
}

pub(super) fn view(context: &Context<'_>, name: &str) -> Option<View> {
    let redo = &context.state.redo;
    let time = |scn: u64| Value::Time(State::time(scn));
    Some(match name {
        "V$LOG" => {
            let rows = redo.files.iter().filter(|log| redo.is_online(log)).map(|log| {
                let is_current = log.next.is_none();
                vec![
                    group(log).into(),
                    u32::from(log.thread).into(),
                    log.sequence.into(),
                    (200_u32 << 20).into(),
                    1.into(),
                    if log.is_archived { "YES" } else { "NO" }.into(),
                    if is_current { "CURRENT" } else { "INACTIVE" }.into(),
                    log.first.into(),
                    time(log.first),
                    log.next.unwrap_or(NO_NEXT).into(),
                    log.next.map_or(Value::Null, time),
                ]
            });
            made(
                "GROUP#:n THREAD#:n SEQUENCE#:n BYTES:n MEMBERS:n ARCHIVED STATUS FIRST_CHANGE#:n FIRST_TIME:d NEXT_CHANGE#:n \
                 NEXT_TIME:d",
                rows.collect(),
            )
        }
        "V$LOGFILE" => {
            let rows = redo.files.iter().filter(|log| redo.is_online(log));
            let row = |log: &LogFile| {
                vec![
                    group(log).into(),
                    Value::Null,
                    "ONLINE".into(),
                    online_name(log).into(),
                    "NO".into(),
                ]
            };
            made(
                "GROUP#:n STATUS TYPE MEMBER IS_RECOVERY_DEST_FILE",
                rows.map(row).collect(),
            )
        }
        "V$ARCHIVED_LOG" => {
            let rows = (1_u32..)
                .zip(redo.files.iter().filter(|log| log.is_archived))
                .map(|(number, log)| {
                    let next = log.next.unwrap_or(NO_NEXT);
                    let mut row: Vec<Value> = vec![
                        number.into(),
                        if log.is_deleted {
                            Value::Null
                        } else {
                            archived_name(log).into()
                        },
                        1.into(),
                        u32::from(log.thread).into(),
                        log.sequence.into(),
                        1.into(),
                    ];
                    row.extend([
                        log.first.into(),
                        time(log.first),
                        next.into(),
                        time(next.min(context.state.scn)),
                    ]);
                    row.extend([
                        1000.into(),
                        512.into(),
                        "ARCH".into(),
                        "NO".into(),
                        "YES".into(),
                        "NO".into(),
                    ]);
                    row.extend([
                        if log.is_deleted { "YES" } else { "NO" }.into(),
                        if log.is_deleted { "D" } else { "A" }.into(),
                    ]);
                    row.extend([time(next.min(context.state.scn)), "NO".into(), "NO".into()]);
                    row
                });
            made(
                "RECID:n NAME DEST_ID:n THREAD#:n SEQUENCE#:n RESETLOGS_CHANGE#:n FIRST_CHANGE#:n FIRST_TIME:d NEXT_CHANGE#:n \
                 NEXT_TIME:d BLOCKS:n BLOCK_SIZE:n CREATOR STANDBY_DEST ARCHIVED APPLIED DELETED STATUS COMPLETION_TIME:d \
                 DICTIONARY_BEGIN DICTIONARY_END",
                rows.collect(),
            )
        }
        "V$THREAD" | "GV$THREAD" => {
            let rows = redo.threads().into_iter().map(|thread| {
                let last = redo.flushed(thread, context.state.scn);
                let mut row: Vec<Value> = vec![u32::from(thread).into(), "OPEN".into(), "PUBLIC".into()];
                row.extend([
                    redo.current(thread).into(),
                    last.into(),
                    redo.current(thread).into(),
                    last.into(),
                ]);
                row.extend([time(last), format!("double{thread}").into()]);
                row
            });
            made(
                "THREAD#:n STATUS ENABLED SEQUENCE#:n CHECKPOINT_CHANGE#:n LAST_REDO_SEQUENCE#:n LAST_REDO_CHANGE#:n \
                 LAST_REDO_TIME:d INSTANCE",
                rows.collect(),
            )
        }
        "V$ARCHIVE_DEST" | "V$ARCHIVE_DEST_STATUS" => made(
            "DEST_ID:n DEST_NAME STATUS TYPE TARGET DESTINATION ARCHIVER",
            vec![vec![
                1.into(),
                "LOG_ARCHIVE_DEST_1".into(),
                "VALID".into(),
                "LOCAL".into(),
                "PRIMARY".into(),
                "/u01/arch".into(),
                "ARCH".into(),
            ]],
        ),
        "V$LOGMNR_LOGS" => {
            let files = context
                .session
                .miner
                .as_ref()
                .map_or(&[][..], |miner| &miner.files);
            let logs = redo
                .files
                .iter()
                .filter(|log| files.contains(&(log.thread, log.sequence)));
            let rows = (1_u32..).zip(logs).map(|(number, log)| {
                let name = if log.is_archived {
                    archived_name(log)
                } else {
                    online_name(log)
                };
                let mut row = vec![
                    number.into(),
                    name.into(),
                    u32::from(log.thread).into(),
                    log.sequence.into(),
                ];
                row.extend([
                    log.first.into(),
                    log.next.unwrap_or(NO_NEXT).into(),
                    0.into(),
                    Value::Null,
                ]);
                row
            });
            made(
                "LOG_ID:n FILENAME THREAD_ID:n THREAD_SQN:n LOW_SCN:n NEXT_SCN:n STATUS:n INFO",
                rows.collect(),
            )
        }
        _ => return None,
    })
}
