//! OpenLogReplicator as a source: a program of its own that reads redo logs from disk and hands over committed transactions
//! over TCP, here as JSON.

mod protocol;

use crate::change::{
    Change, ChangeSource, Changes, Datum, Event, Operation, Position, Row, TableName, Transaction,
    TransactionId,
};
use crate::epoch::{Unit, date_time};
use crate::logminer::catalog::Catalog;
use crate::logminer::definition;
use crate::redo::{ColumnType, Literal, datum};
use crate::spill::{ChangeStack, SpillStore};
use plconv_mover::error::{Error, SourceError};
use protocol::{Answer, Frames, Request};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::{BTreeMap, VecDeque};
use std::net::TcpStream;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// How OpenLogReplicator is asked.
#[derive(Clone, Debug)]
pub struct OpenLogReplicatorOptions {
    /// Where it listens: `host:port`.
    pub address: String,
    /// `name` of its source.
    pub database: String,
    /// `timestamp` of its format, for times that are numbers.
    pub unit: Unit,
    /// Bytes of a transaction in memory; what is beyond it goes to disk.
    pub memory: usize,
    /// Where large transactions are kept; the system's directory for such files when not given.
    pub spill_directory: Option<PathBuf>,
}

/// A message, of which only this is read.
#[derive(Debug, Deserialize)]
struct Message<'a> {
    scn: Option<u64>,
    #[serde(borrow)]
    scns: Option<Cow<'a, str>>,
    tm: Option<i64>,
    #[serde(borrow)]
    xid: Option<Cow<'a, str>>,
    xidn: Option<u64>,
    c_scn: Option<u64>,
    c_idx: Option<u64>,
    #[serde(borrow, default)]
    payload: Vec<Payload<'a>>,
}

#[derive(Debug, Deserialize)]
struct Payload<'a> {
    #[serde(borrow)]
    op: Cow<'a, str>,
    #[serde(borrow)]
    schema: Option<Schema<'a>>,
    #[serde(borrow)]
    rid: Option<Cow<'a, str>>,
    #[serde(borrow)]
    before: Option<BTreeMap<Cow<'a, str>, &'a RawValue>>,
    #[serde(borrow)]
    after: Option<BTreeMap<Cow<'a, str>, &'a RawValue>>,
    #[serde(borrow)]
    sql: Option<Cow<'a, str>>,
}

#[derive(Debug, Deserialize)]
struct Schema<'a> {
    #[serde(borrow)]
    owner: Option<Cow<'a, str>>,
    #[serde(borrow)]
    table: Cow<'a, str>,
    obj: Option<u64>,
}

/// The transaction whose messages come now.
#[derive(Debug, Default)]
struct Open {
    id: String,
    log: ChangeStack,
    at: Option<SystemTime>,
    /// What its first message says, unless all do.
    scn: Option<u64>,
}

/// OpenLogReplicator as a source of changes.
pub struct OpenLogReplicatorSource {
    stream: TcpStream,
    frames: Frames,
    options: OpenLogReplicatorOptions,
    catalog: Catalog,
    store: SpillStore,
    open: Option<Open>,
    position: Position,
    /// The message that each position belongs to, which confirming it needs.
    places: VecDeque<(Position, (u64, u64))>,
}

/// Marks in a position which message of an SCN was the last.
const INDEX: &str = "c_idx=";

fn lost(error: &std::io::Error) -> Error {
    SourceError::transient(format!("OpenLogReplicator: {error}")).into()
}

impl OpenLogReplicatorSource {
    /// Connects and goes on behind a position. The catalog says what the columns of the tables are.
    ///
    /// # Errors
    /// When it is not there or does not know the position.
    pub fn connect(
        options: OpenLogReplicatorOptions,
        catalog: Catalog,
        from: Position,
    ) -> Result<OpenLogReplicatorSource, Error> {
        let stream = TcpStream::connect(&options.address).map_err(|error| lost(&error))?;
        let directory = options.spill_directory.clone().unwrap_or_else(std::env::temp_dir);
        let mut source = OpenLogReplicatorSource {
            stream,
            frames: Frames::default(),
            catalog,
            store: SpillStore::new(directory),
            open: None,
            position: from,
            places: VecDeque::new(),
            options,
        };
        source.begin()?;
        Ok(source)
    }

    fn begin(&mut self) -> Result<(), Error> {
        let mut answer = self.ask(&Request::Info)?;
        if answer == Answer::Ready {
            answer = self.ask(&Request::Start(self.position.low_scn))?;
            if answer == Answer::Replicate {
                return Ok(());
            }
        }
        match answer {
            Answer::Replicate | Answer::AlreadyStarted => {}
            Answer::Starting => {
                return Err(SourceError::transient("OpenLogReplicator is still starting").into());
            }
            Answer::InvalidDatabase => {
                return Err(Error::Usage(format!(
                    "OpenLogReplicator has no source named {}",
                    self.options.database
                )));
            }
            Answer::Ready | Answer::FailedStart | Answer::Other(_) => {
                return Err(Error::Stopped(format!(
                    "OpenLogReplicator does not begin at SCN {}: {answer:?}; its log says why",
                    self.position.low_scn
                )));
            }
        }
        let marks = &self.position.done_at_commit_scn;
        let index = marks
            .iter()
            .find_map(|id| id.0.strip_prefix(INDEX)?.parse::<u64>().ok());
        let place = index.map(|index| (self.position.low_scn, index));
        match self.ask(&Request::Continue(place))? {
            Answer::Replicate => Ok(()),
            other => Err(Error::Stopped(format!(
                "OpenLogReplicator does not go on: {other:?}"
            ))),
        }
    }

    fn ask(&mut self, request: &Request) -> Result<Answer, Error> {
        self.stream.set_read_timeout(None).map_err(|error| lost(&error))?;
        let bytes = protocol::request(request, &self.options.database);
        protocol::write_frame(&mut self.stream, &bytes).map_err(|error| lost(&error))?;
        let Some(answer) = self.frames.read(&mut self.stream).map_err(|error| lost(&error))? else {
            return Err(SourceError::transient("OpenLogReplicator does not answer").into());
        };
        protocol::answer(&answer).ok_or_else(|| {
            SourceError::permanent("this is not OpenLogReplicator: its answer makes no sense").into()
        })
    }

    /// Takes a message; what it completes comes out.
    fn message(&mut self, bytes: &[u8]) -> Result<Option<Event>, Error> {
        let message: Message<'_> = serde_json::from_slice(bytes).map_err(|error| {
            let text = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
            Error::Stopped(format!(
                "a message of OpenLogReplicator is not understood ({error}; its format is to be json): {text}"
            ))
        })?;
        let of_text = || u64::from_str_radix(message.scns.as_deref()?.trim_start_matches("0x"), 16).ok();
        let scn = message.scn.or_else(of_text);
        let place = (message.c_scn.or(scn), message.c_idx);
        let id = match (&message.xid, message.xidn) {
            (Some(xid), _) => Some(xid.to_string()),
            (None, Some(number)) => Some(number.to_string()),
            (None, None) => None,
        };
        let at = message.tm.and_then(|count| {
            let per_second: i64 = match self.options.unit {
                Unit::Days | Unit::Seconds => 1,
                Unit::Milliseconds => 1_000,
                Unit::Microseconds => 1_000_000,
                Unit::Nanoseconds => 1_000_000_000,
            };
            UNIX_EPOCH.checked_add(Duration::from_secs(u64::try_from(count / per_second).ok()?))
        });
        // Without messages for begin and commit each message is a transaction.
        let is_whole = self.open.is_none()
            && message
                .payload
                .iter()
                .all(|payload| !matches!(&*payload.op, "begin" | "commit" | "chkpt"));
        if is_whole {
            self.open = Some(Open {
                id: id.clone().unwrap_or_default(),
                at,
                scn,
                ..Open::default()
            });
        }
        let mut ends = is_whole;
        for payload in &message.payload {
            match &*payload.op {
                "begin" => {
                    self.open = Some(Open {
                        id: id.clone().unwrap_or_default(),
                        at,
                        scn,
                        ..Open::default()
                    });
                }
                "commit" => ends = true,
                "chkpt" => return Ok(scn.map(|scn| self.checkpoint(scn, at, place))),
                _ => {
                    let of_open = self.open.as_ref().and_then(|open| open.scn);
                    let change = self.change(payload, scn.or(of_open).unwrap_or(0))?;
                    let (Some(open), Some(change)) = (&mut self.open, change) else {
                        continue;
                    };
                    open.log.push(change);
                    if open.log.spillable() > self.options.memory {
                        open.log.spill(&mut self.store)?;
                    }
                }
            }
        }
        if !ends {
            return Ok(None);
        }
        let Some(open) = self.open.take() else {
            return Ok(None);
        };
        let Some(scn) = scn.or(open.scn) else {
            return Err(Error::Stopped(
                "a transaction of OpenLogReplicator has no SCN: set `scn-all` of its format to 1".to_owned(),
            ));
        };
        Ok(self.committed(open, scn, place))
    }

    fn checkpoint(&mut self, scn: u64, at: Option<SystemTime>, place: (Option<u64>, Option<u64>)) -> Event {
        if scn > self.position.commit_scn {
            self.position.commit_scn = scn;
            self.position.done_at_commit_scn.clear();
        }
        self.mark(place);
        Event::Heartbeat {
            position: self.position.clone(),
            at,
        }
    }

    fn committed(&mut self, open: Open, scn: u64, place: (Option<u64>, Option<u64>)) -> Option<Event> {
        let id = TransactionId(open.id);
        let done = &self.position.done_at_commit_scn;
        if scn < self.position.commit_scn || (scn == self.position.commit_scn && done.contains(&id)) {
            return None;
        }
        if scn > self.position.commit_scn {
            self.position.commit_scn = scn;
            self.position.done_at_commit_scn.clear();
        }
        self.position.done_at_commit_scn.insert(id.clone());
        self.mark(place);
        if crate::change::ChangeLog::is_empty(&open.log) {
            return None;
        }
        Some(Event::Transaction(Transaction {
            id,
            thread: 0,
            commit_scn: scn,
            committed_at: open.at,
            user: None,
            position: self.position.clone(),
            changes: Changes::new(open.log),
        }))
    }

    /// Notes in the position which message it belongs to.
    fn mark(&mut self, (scn, index): (Option<u64>, Option<u64>)) {
        let Some(scn) = scn else { return };
        self.position.low_scn = scn;
        self.position
            .done_at_commit_scn
            .retain(|id| !id.0.starts_with(INDEX));
        if let Some(index) = index {
            self.position
                .done_at_commit_scn
                .insert(TransactionId(format!("{INDEX}{index}")));
        }
        self.places
            .push_back((self.position.clone(), (scn, index.unwrap_or(0))));
    }

    fn change(&mut self, payload: &Payload<'_>, scn: u64) -> Result<Option<Change>, Error> {
        if &*payload.op == "ddl" {
            let text = definition::cleaned(payload.sql.as_deref().unwrap_or_default());
            let schema = payload.schema.as_ref();
            let table = TableName {
                owner: schema
                    .and_then(|schema| schema.owner.as_deref())
                    .unwrap_or_default()
                    .into(),
                table: schema.map_or("", |schema| &schema.table).into(),
            };
            let operation = if definition::is_truncate(&text) {
                Operation::Truncate
            } else {
                Operation::Ddl { text: text.into() }
            };
            return Ok(Some(Change {
                table,
                scn,
                row_id: None,
                operation,
            }));
        }
        let Some(schema) = &payload.schema else {
            return Err(Error::Stopped(format!("a change ({}) of no table", payload.op)));
        };
        let owner = schema.owner.as_deref().unwrap_or_default();
        let Some(index) = self.catalog.find(schema.obj, owner, &schema.table, scn) else {
            return Ok(None);
        };
        let version = self.catalog.table(index).at(scn);
        let row = |cells: &Option<BTreeMap<Cow<'_, str>, &RawValue>>| -> Result<Row, Error> {
            let mut row = Row::new();
            for (name, raw) in cells.iter().flatten() {
                let Some(column) = version.column(name) else {
                    return Err(Error::Stopped(format!(
                        "{owner}.{} has no column {name}: read its definition again",
                        schema.table
                    )));
                };
                let value = value(raw.get(), column.kind, self.options.unit).ok_or_else(|| {
                    Error::Stopped(format!(
                        "{owner}.{}.{name} has a value that is not understood: {}",
                        schema.table,
                        raw.get()
                    ))
                })?;
                row.push((column.name.clone(), value));
            }
            Ok(row)
        };
        let (before, after) = (row(&payload.before)?, row(&payload.after)?);
        let operation = match &*payload.op {
            "c" => Operation::Insert {
                new: after
                    .into_iter()
                    .filter(|(_, value)| *value != Datum::Null)
                    .collect(),
            },
            "u" => {
                let old: Row = before
                    .into_iter()
                    .filter(|(_, value)| *value != Datum::Missing)
                    .collect();
                let new = after.into_iter().filter(|cell| !old.contains(cell)).collect();
                Operation::Update { old, new }
            }
            "d" => Operation::Delete {
                old: before
                    .into_iter()
                    .filter(|(_, value)| *value != Datum::Missing)
                    .collect(),
            },
            other => Operation::Unsupported {
                reason: format!("operation {other} of OpenLogReplicator").into(),
            },
        };
        Ok(Some(Change {
            table: version.table(),
            scn,
            row_id: payload.rid.as_deref().map(Arc::from),
            operation,
        }))
    }
}

impl ChangeSource for OpenLogReplicatorSource {
    fn next(&mut self, wait: Duration) -> Result<Option<Event>, Error> {
        // A wait of nothing would be one without end.
        let timeout = wait.max(Duration::from_millis(1));
        self.stream
            .set_read_timeout(Some(timeout))
            .map_err(|error| lost(&error))?;
        loop {
            let Some(message) = self.frames.read(&mut self.stream).map_err(|error| lost(&error))? else {
                return Ok(None);
            };
            if let Some(event) = self.message(&message)? {
                return Ok(Some(event));
            }
        }
    }

    fn confirm(&mut self, position: &Position) -> Result<(), Error> {
        let Some(at) = self.places.iter().rposition(|(known, _)| known == position) else {
            return Ok(());
        };
        let (scn, index) = self.places[at].1;
        self.places.drain(..=at);
        let bytes = protocol::request(&Request::Confirm(scn, index), &self.options.database);
        protocol::write_frame(&mut self.stream, &bytes).map_err(|error| lost(&error))
    }
}

/// A value of JSON in a column; `None` when it makes no sense there.
fn value(raw: &str, kind: ColumnType, unit: Unit) -> Option<Datum> {
    let is_time = matches!(
        kind,
        ColumnType::Date | ColumnType::Timestamp | ColumnType::TimestampTz | ColumnType::TimestampLtz
    );
    let of_count = |text: &str| {
        let at = date_time(text.parse().ok()?, unit)?;
        Some(match kind {
            ColumnType::TimestampTz | ColumnType::TimestampLtz => Datum::Instant(at),
            _ => Datum::DateTime(at),
        })
    };
    match raw.as_bytes().first()? {
        b'n' => Some(Datum::Null),
        b'"' => {
            let text: String = serde_json::from_str(raw).ok()?;
            if text == "?" && !matches!(kind, ColumnType::Text | ColumnType::National | ColumnType::Clob) {
                return Some(Datum::Missing);
            }
            if is_time {
                // `1709249405000000000,Europe/Paris` counts in UTC.
                let count = text.split(',').next().unwrap_or_default();
                if let Some(found) = of_count(count) {
                    return Some(found);
                }
                return datum(&Literal::Text(text.trim_end_matches('Z').into()), kind);
            }
            datum(&Literal::Text(text.into()), kind)
        }
        b't' | b'f' => datum(&Literal::Bare(raw), kind),
        b'-' | b'0'..=b'9' if is_time => of_count(raw),
        b'-' | b'0'..=b'9'
            if matches!(
                kind,
                ColumnType::Number | ColumnType::Float | ColumnType::Double | ColumnType::Boolean
            ) =>
        {
            datum(&Literal::Text(raw.into()), kind)
        }
        b'-' | b'0'..=b'9' if kind == ColumnType::Months => raw.parse().ok().map(Datum::Months),
        b'-' | b'0'..=b'9' if kind == ColumnType::Duration => {
            let nanoseconds: i64 = raw.parse().ok()?;
            const DAY: i64 = 86_400_000_000_000;
            Some(Datum::Duration {
                days: i32::try_from(nanoseconds / DAY).ok()?,
                nanoseconds: nanoseconds % DAY,
            })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;
