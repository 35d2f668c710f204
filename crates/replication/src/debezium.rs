//! Change events of Debezium's connector for Oracle as a source: lines of JSON from a file or a pipe, or messages of Kafka, in
//! the order of one topic.

#[cfg(feature = "kafka")]
pub mod kafka;
mod lines;
mod values;

use crate::change::{
    Change, ChangeSource, Changes, Datum, Event, Operation, Position, Row, TableName, Transaction,
    TransactionId,
};
use crate::logminer::catalog::Catalog;
use crate::logminer::definition;
use crate::spill::{ChangeStack, SpillStore};
pub use lines::{InputLines, Lines, NextLine};
use plconv_mover::error::Error;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
pub use values::ValueOptions;

/// How the lines are read.
#[derive(Clone, Debug)]
pub struct DebeziumOptions {
    /// What the connector was set to, for values whose schema does not come with them.
    pub values: ValueOptions,
    /// Bytes of a transaction in memory; what is beyond it goes to disk.
    pub memory: usize,
    /// Where large transactions are kept; the system's directory for such files when not given.
    pub spill_directory: Option<PathBuf>,
}

/// An event with its schema around it, or alone.
#[derive(Debug, Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    schema: Option<values::FieldSchema<'a>>,
    #[serde(borrow)]
    payload: Option<&'a RawValue>,
}

#[derive(Debug, Deserialize)]
struct Envelope<'a> {
    #[serde(borrow)]
    before: Option<BTreeMap<Cow<'a, str>, &'a RawValue>>,
    #[serde(borrow)]
    after: Option<BTreeMap<Cow<'a, str>, &'a RawValue>>,
    #[serde(borrow)]
    source: Option<SourceBlock<'a>>,
    #[serde(borrow)]
    op: Option<Cow<'a, str>>,
    #[serde(borrow)]
    ddl: Option<Cow<'a, str>>,
    /// BEGIN or END, in events about transactions.
    #[serde(borrow)]
    status: Option<Cow<'a, str>>,
}

#[derive(Debug, Deserialize)]
struct SourceBlock<'a> {
    #[serde(borrow)]
    schema: Option<Cow<'a, str>>,
    #[serde(borrow)]
    table: Option<Cow<'a, str>>,
    #[serde(borrow, rename = "txId")]
    transaction: Option<Cow<'a, str>>,
    #[serde(borrow)]
    scn: Option<Cow<'a, str>>,
    #[serde(borrow)]
    commit_scn: Option<Cow<'a, str>>,
    ts_ms: Option<u64>,
    #[serde(borrow)]
    user_name: Option<Cow<'a, str>>,
    #[serde(borrow)]
    row_id: Option<Cow<'a, str>>,
}

/// A transaction whose events come now.
struct Open {
    id: TransactionId,
    commit_scn: u64,
    at: Option<SystemTime>,
    user: Option<String>,
    log: ChangeStack,
}

/// Lines of Debezium as a source of changes.
pub struct DebeziumSource<L> {
    input: L,
    options: DebeziumOptions,
    catalog: Catalog,
    store: SpillStore,
    open: Option<Open>,
    position: Position,
    line: u64,
    text: Vec<u8>,
    has_ended: bool,
    /// SCN of the last transaction that was handed over.
    handed_over: u64,
    /// The lines that reading goes on from behind each position, where the input knows such places.
    places: VecDeque<(Position, i64)>,
}

impl<L: Lines> DebeziumSource<L> {
    /// Reads lines; those that committed before a position are passed over. The catalog says what the columns are.
    #[must_use]
    pub fn new(input: L, options: DebeziumOptions, catalog: Catalog, from: Position) -> DebeziumSource<L> {
        let directory = options.spill_directory.clone().unwrap_or_else(std::env::temp_dir);
        DebeziumSource {
            input,
            catalog,
            store: SpillStore::new(directory),
            open: None,
            position: from,
            line: 0,
            text: Vec::new(),
            has_ended: false,
            handed_over: 0,
            places: VecDeque::new(),
            options,
        }
    }

    /// Whether the input has ended and all of it was handed over.
    #[must_use]
    pub fn has_ended(&self) -> bool {
        self.has_ended
    }

    fn stopped(&self, what: &str) -> Error {
        let text = String::from_utf8_lossy(&self.text[..self.text.len().min(200)]).into_owned();
        Error::Stopped(format!("line {}: {what}: {text}", self.line))
    }

    /// The transaction that is complete, unless it was done before.
    fn complete(&mut self) -> Result<Option<Event>, Error> {
        let Some(open) = self.open.take() else {
            return Ok(None);
        };
        let done = &mut self.position.done_at_commit_scn;
        if open.commit_scn < self.position.commit_scn
            || (open.commit_scn == self.position.commit_scn && done.contains(&open.id))
        {
            return Ok(None);
        }
        if open.commit_scn > self.position.commit_scn {
            self.position.commit_scn = open.commit_scn;
            done.clear();
        }
        done.insert(open.id.clone());
        self.position.low_scn = open.commit_scn;
        self.handed_over = open.commit_scn;
        // The line that shows that the transaction is complete may belong to the next one.
        if let Some(place) = self.input.place() {
            self.places.push_back((self.position.clone(), place));
        }
        Ok(Some(Event::Transaction(Transaction {
            id: open.id,
            thread: 0,
            commit_scn: open.commit_scn,
            committed_at: open.at,
            user: open.user,
            position: self.position.clone(),
            changes: Changes::new(open.log),
        })))
    }

    /// Takes the line that was read; an event when it shows that a transaction is complete.
    fn take(&mut self) -> Result<Option<Event>, Error> {
        let text = std::mem::take(&mut self.text);
        let result = self.take_text(&text);
        self.text = text;
        match result {
            Ok(event) => Ok(event),
            Err(Problem::Said(what)) => Err(self.stopped(&what)),
            Err(Problem::Error(error)) => Err(error),
        }
    }

    fn take_text(&mut self, text: &[u8]) -> Result<Option<Event>, Problem> {
        // Deletions of compacted topics are followed by lines without content.
        if text.iter().all(u8::is_ascii_whitespace) || text.trim_ascii() == b"null" {
            return Ok(None);
        }
        let wrong = |error: serde_json::Error| Problem::Said(format!("no event of Debezium ({error})"));
        let line: Line<'_> = serde_json::from_slice(text).map_err(wrong)?;
        let envelope: Envelope<'_> = match line.payload {
            Some(payload) if payload.get() == "null" => return Ok(None),
            Some(payload) => serde_json::from_str(payload.get()).map_err(wrong)?,
            None => serde_json::from_slice(text).map_err(wrong)?,
        };
        if let Some(status) = &envelope.status {
            return match &**status {
                "END" => Ok(self.complete()?),
                _ => Ok(None),
            };
        }
        let Some(source) = &envelope.source else {
            // A heartbeat.
            return Ok(None);
        };
        let number =
            |text: &Option<Cow<'_, str>>| text.as_deref().and_then(|text| text.trim().parse::<u64>().ok());
        let scn = number(&source.scn);
        let name = TableName {
            owner: source.schema.as_deref().unwrap_or_default().into(),
            table: source.table.as_deref().unwrap_or_default().into(),
        };
        let (operation, id, commit_scn) = if let Some(ddl) = &envelope.ddl {
            let text = definition::cleaned(ddl);
            let operation = if definition::is_truncate(&text) {
                Operation::Truncate
            } else {
                Operation::Ddl { text: text.into() }
            };
            let scn = scn.ok_or_else(|| Problem::Said("a definition without an SCN".to_owned()))?;
            (operation, format!("ddl-{scn}"), scn)
        } else {
            let Some(op) = envelope.op.as_deref() else {
                return Err(Problem::Said("an event without op".to_owned()));
            };
            if matches!(op, "r" | "m") {
                // Rows of its own snapshot, messages of applications.
                return Ok(None);
            }
            let commit = number(&source.commit_scn)
                .ok_or_else(|| Problem::Said("an event without source.commit_scn".to_owned()))?;
            let id = source.transaction.as_deref().unwrap_or_default().to_owned();
            let Some(index) = self
                .catalog
                .find(None, &name.owner, &name.table, scn.unwrap_or(commit))
            else {
                return Ok(None);
            };
            let version = self.catalog.table(index).at(scn.unwrap_or(commit));
            let row = |field: &str,
                       cells: &Option<BTreeMap<Cow<'_, str>, &RawValue>>|
             -> Result<Row, Problem> {
                let fields = line.schema.as_ref().and_then(|schema| schema.field(field));
                let mut row = Row::new();
                for (name, raw) in cells.iter().flatten() {
                    let column = version
                        .column(name)
                        .ok_or_else(|| Problem::Said(format!("the table has no column {name}")))?;
                    let schema = fields.and_then(|schema| schema.field(name));
                    let value = values::datum(raw.get(), schema, column.kind, &self.options.values)
                        .ok_or_else(|| Problem::Said(format!("{name} has a value that is not understood")))?;
                    row.push((column.name.clone(), value));
                }
                Ok(row)
            };
            let mut before = row("before", &envelope.before)?;
            before.retain(|(_, value)| *value != Datum::Missing);
            let after = row("after", &envelope.after)?;
            let operation = match op {
                "c" => Operation::Insert {
                    new: after
                        .into_iter()
                        .filter(|(_, value)| *value != Datum::Null)
                        .collect(),
                },
                // What is not available has not changed.
                "u" => Operation::Update {
                    new: after
                        .into_iter()
                        .filter(|cell| cell.1 != Datum::Missing && !before.contains(cell))
                        .collect(),
                    old: before,
                },
                "d" => Operation::Delete { old: before },
                "t" => Operation::Truncate,
                other => Operation::Unsupported {
                    reason: format!("operation {other} of Debezium").into(),
                },
            };
            (operation, id, commit)
        };
        let id = TransactionId(id);
        let is_other = self
            .open
            .as_ref()
            .is_some_and(|open| open.id != id || open.commit_scn != commit_scn);
        let completed = if is_other { self.complete()? } else { None };
        if commit_scn < self.handed_over {
            return Err(Problem::Said(
                "events are not in the order of commits: they must come from one topic".to_owned(),
            ));
        }
        let open = self.open.get_or_insert_with(|| Open {
            id,
            commit_scn,
            at: source
                .ts_ms
                .and_then(|ms| UNIX_EPOCH.checked_add(Duration::from_millis(ms))),
            user: source.user_name.as_deref().map(str::to_owned),
            log: ChangeStack::default(),
        });
        open.log.push(Change {
            table: name,
            scn: scn.unwrap_or(commit_scn),
            row_id: source.row_id.as_deref().map(Arc::from),
            operation,
        });
        if open.log.spillable() > self.options.memory {
            open.log.spill(&mut self.store)?;
        }
        Ok(completed)
    }
}

/// What is wrong with a line.
enum Problem {
    Said(String),
    Error(Error),
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        Problem::Error(error)
    }
}

impl<L: Lines> ChangeSource for DebeziumSource<L> {
    fn next(&mut self, wait: Duration) -> Result<Option<Event>, Error> {
        let until = Instant::now() + wait;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            match self.input.next_line(&mut self.text, left)? {
                NextLine::Line => {}
                NextLine::Nothing => return Ok(None),
                NextLine::End => {
                    let last = self.complete()?;
                    self.has_ended = last.is_none();
                    return Ok(Some(last.unwrap_or(Event::End)));
                }
            }
            self.line += 1;
            if let Some(event) = self.take()? {
                return Ok(Some(event));
            }
        }
    }

    fn confirm(&mut self, position: &Position) -> Result<(), Error> {
        let Some(at) = self.places.iter().rposition(|(known, _)| known == position) else {
            return Ok(());
        };
        let place = self.places[at].1;
        self.places.drain(..=at);
        self.input.confirm(place)
    }
}

/// Positions of files begin anywhere.
#[must_use]
pub fn beginning() -> Position {
    Position {
        low_scn: 0,
        commit_scn: 0,
        done_at_commit_scn: BTreeSet::new(),
    }
}

#[cfg(test)]
mod tests;
