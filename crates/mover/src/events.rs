//! What happens in a run, for the terminal and the log.

use serde::Serialize;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::sync::Mutex;
use std::time::{SystemTime, UNIX_EPOCH};

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// A run began, or goes on.
    Started {
        /// Its number in the target.
        run: i64,
        /// Its name.
        name: String,
        /// Whether a run that did not end goes on.
        resumed: bool,
        /// The snapshot.
        scn: Option<u64>,
        /// Chunks in all.
        chunks: u64,
        /// Those that are done.
        done: u64,
        /// Bytes of the source, as far as they are known.
        bytes: u64,
        /// Those of chunks that are done.
        done_bytes: u64,
    },
    /// A table is ready to be loaded.
    TablePrepared {
        /// The table.
        table: String,
        /// Its chunks.
        chunks: u64,
        /// What was taken away until its rows are there.
        set_aside: u64,
    },
    /// A table was left as it is.
    TableSkipped {
        /// The table.
        table: String,
        /// Why.
        reason: String,
    },
    /// A chunk is committed.
    ChunkDone {
        /// The table.
        table: String,
        /// Its number in the table.
        chunk: i32,
        /// Rows of it.
        rows: u64,
        /// Bytes sent for it.
        bytes: u64,
        /// Rows that went to the quarantine.
        rejected: u64,
        /// Bytes of the source that it stands for.
        source_bytes: u64,
        /// How long it took.
        milliseconds: u64,
    },
    /// A chunk has a bad row, which is now looked for.
    Careful {
        /// The table.
        table: String,
        /// Its number in the table.
        chunk: i32,
        /// What PostgreSQL said.
        message: String,
    },
    /// Something failed and is tried again.
    Retry {
        /// What.
        what: String,
        /// Why it failed.
        message: String,
        /// How long to wait first.
        wait_milliseconds: u64,
    },
    /// A chunk or a task failed for good.
    Failed {
        /// What.
        what: String,
        /// Why.
        message: String,
        /// What to do about it.
        advice: Option<String>,
    },
    /// An index, a constraint or another thing is done.
    TaskDone {
        /// What.
        what: String,
        /// How long it took.
        milliseconds: u64,
    },
    /// Someone paused the run, or let it go on.
    Paused {
        /// Whether it waits now.
        paused: bool,
    },
    /// Everything is done.
    Finished {
        /// Rows loaded, in this and earlier processes.
        rows: u64,
        /// Rows in the quarantine.
        rejected: u64,
        /// Values that policies changed.
        changed: u64,
        /// How long this process took.
        milliseconds: u64,
    },
}

impl Event {
    /// `info`, `warning` or `error`.
    #[must_use]
    pub fn level(&self) -> &'static str {
        match self {
            Event::Failed { .. } => "error",
            Event::Careful { .. } | Event::Retry { .. } | Event::TableSkipped { .. } => "warning",
            Event::ChunkDone { rejected, .. } | Event::Finished { rejected, .. } if *rejected > 0 => {
                "warning"
            }
            Event::Started { .. }
            | Event::TablePrepared { .. }
            | Event::ChunkDone { .. }
            | Event::TaskDone { .. }
            | Event::Paused { .. }
            | Event::Finished { .. } => "info",
        }
    }
}

impl std::fmt::Display for Event {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Event::Started {
                run,
                name,
                resumed,
                scn,
                chunks,
                done,
                ..
            } => {
                let verb = if *resumed { "goes on" } else { "begins" };
                write!(f, "run {run} ({name}) {verb}: {done} of {chunks} chunks are done")?;
                match scn {
                    Some(scn) => write!(f, ", snapshot at SCN {scn}"),
                    None => Ok(()),
                }
            }
            Event::TablePrepared {
                table,
                chunks,
                set_aside,
            } => write!(
                f,
                "{table} is ready: {chunks} chunks, {set_aside} indexes, keys and triggers set aside"
            ),
            Event::TableSkipped { table, reason } => write!(f, "{table} is skipped: {reason}"),
            Event::ChunkDone {
                table,
                chunk,
                rows,
                bytes,
                rejected,
                milliseconds,
                ..
            } => {
                write!(
                    f,
                    "{table} chunk {chunk}: {rows} rows, {bytes} bytes in {milliseconds} ms"
                )?;
                if *rejected > 0 {
                    write!(f, ", {rejected} rows to the quarantine")?;
                }
                Ok(())
            }
            Event::Careful {
                table,
                chunk,
                message,
            } => {
                write!(
                    f,
                    "{table} chunk {chunk} has a bad row, which is looked for: {message}"
                )
            }
            Event::Retry {
                what,
                message,
                wait_milliseconds,
            } => write!(
                f,
                "{what} failed and is tried again in {wait_milliseconds} ms: {message}"
            ),
            Event::Failed {
                what,
                message,
                advice,
            } => {
                write!(f, "{what} failed: {message}")?;
                match advice {
                    Some(advice) => write!(f, "; {advice}"),
                    None => Ok(()),
                }
            }
            Event::TaskDone { what, milliseconds } => write!(f, "{what} done in {milliseconds} ms"),
            Event::Paused { paused: true } => f.write_str("paused"),
            Event::Paused { paused: false } => f.write_str("goes on"),
            Event::Finished {
                rows,
                rejected,
                changed,
                milliseconds,
            } => write!(
                f,
                "finished: {rows} rows, {rejected} in the quarantine, {changed} values changed by policies, {milliseconds} ms"
            ),
        }
    }
}

/// Is told what happens; from any thread.
pub trait Observer: Sync {
    /// Something happened.
    fn event(&self, event: &Event);
    /// Rows and bytes so far, of chunks that are not done yet too.
    fn progress(&self, rows: u64, bytes: u64);
    /// Lets time pass for the limits of a plan, in the thread of a reader. Where nobody has to be spared, it may pass at once.
    fn wait(&self, time: std::time::Duration) {
        std::thread::sleep(time);
    }
}

/// Nobody is told.
#[derive(Debug, Clone, Copy)]
pub struct Silent;

impl Observer for Silent {
    fn event(&self, _event: &Event) {}
    fn progress(&self, _rows: u64, _bytes: u64) {}
}

/// Writes `migration.log` for people and `migration.jsonl` for programs.
#[derive(Debug)]
pub struct Log {
    files: Mutex<(File, File)>,
}

impl Log {
    /// Appends to the files in a directory, which is created.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn open(directory: &Path) -> std::io::Result<Log> {
        std::fs::create_dir_all(directory)?;
        let open = |name: &str| {
            OpenOptions::new()
                .create(true)
                .append(true)
                .open(directory.join(name))
        };
        Ok(Log {
            files: Mutex::new((open("migration.log")?, open("migration.jsonl")?)),
        })
    }

    /// Appends an event. A full disk must not end the run, so errors are not told.
    pub fn write(&self, event: &Event) {
        let now = timestamp(SystemTime::now());
        let line = format!("{now} {:<7} {event}\n", event.level());
        let mut object = serde_json::json!({ "at": now, "level": event.level() });
        if let (Some(object), Ok(serde_json::Value::Object(fields))) =
            (object.as_object_mut(), serde_json::to_value(event))
        {
            object.extend(fields);
        }
        let mut files = self
            .files
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let _ = files.0.write_all(line.as_bytes());
        let _ = files.1.write_all(format!("{object}\n").as_bytes());
    }
}

/// A point in time as `2024-02-29T23:59:58.123Z`.
#[must_use]
pub fn timestamp(at: SystemTime) -> String {
    let since = at.duration_since(UNIX_EPOCH).unwrap_or_default();
    let seconds = since.as_secs();
    let days = (seconds / 86_400) as i64 + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let day_of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let of_day = seconds % 86_400;
    format!(
        "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}.{:03}Z",
        of_day / 3600,
        of_day / 60 % 60,
        of_day % 60,
        since.subsec_millis()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn times_are_in_utc() {
        let at = |seconds| timestamp(UNIX_EPOCH + Duration::from_secs(seconds));
        assert_eq!(at(0), "1970-01-01T00:00:00.000Z");
        assert_eq!(at(951_782_399), "2000-02-28T23:59:59.000Z");
        assert_eq!(at(951_868_800), "2000-03-01T00:00:00.000Z");
    }

    #[test]
    fn logs_are_for_people_and_for_programs() {
        let directory = tempfile::tempdir().unwrap();
        let log = Log::open(directory.path()).unwrap();
        log.write(&Event::TaskDone {
            what: "index a".to_owned(),
            milliseconds: 5,
        });
        let text = std::fs::read_to_string(directory.path().join("migration.log")).unwrap();
        assert!(text.ends_with("info    index a done in 5 ms\n"), "{text}");
        let json = std::fs::read_to_string(directory.path().join("migration.jsonl")).unwrap();
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["event"], "task-done");
        assert_eq!(json["milliseconds"], 5);
    }
}
