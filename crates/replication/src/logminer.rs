//! Oracle's own reader of redo logs as a source of changes.
//!
//! Windows of SCNs are mined one after another, with the dictionary of the online catalog, changes as they were made. Each
//! window ends where all redo threads have been written to disk, so that no transaction that commits in it can come later.

pub mod catalog;
pub mod definition;
mod logs;
mod rows;
mod session;
mod start;

pub use rows::OracleRows;
pub use start::{Start, open_transactions, start_position};

use crate::assembler::Assembler;
use crate::change::{ChangeSource, Event, Position, TableName, TransactionId};
use catalog::Catalog;
use plconv_mover::error::{Error, SourceError, SourceErrorKind};
use plconv_mover::plan::Plan;
use plconv_mover::source::OracleSource;
use plconv_mover::source::oracle::dictionary::table_name;
use plconv_mover::source::oracle::driver::OracleConnection;
use session::MiningSession;
use std::collections::{BTreeSet, VecDeque};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

/// How the log is mined.
#[derive(Clone, Debug)]
pub struct LogMinerOptions {
    /// Connect string of the root of a container database, where the plan names a pluggable one.
    pub root: Option<String>,
    /// Name of the pluggable database.
    pub container: Option<String>,
    /// Bytes of changes in memory; what is beyond it goes to disk.
    pub memory: usize,
    /// Where large transactions are kept; the system's directory for such files when not given.
    pub spill_directory: Option<PathBuf>,
    /// SCNs of the first window; later ones follow the number of rows.
    pub window: u64,
    /// Rows that a window should have.
    pub rows_of_window: u64,
    /// Windows after which the session is made anew, since the server's memory for it only grows.
    pub windows_of_session: u32,
    /// How often an idle source looks for more.
    pub poll: Duration,
    /// What [`ChangeSource::catalog`] said when the position was saved.
    pub catalog: Option<String>,
    /// Whether tables that the owners of captured ones make are captured too.
    pub new_tables: bool,
    /// How long the source may tell nothing before a row is changed in it, so that its log goes on.
    pub heartbeat: Option<Duration>,
}

impl Default for LogMinerOptions {
    fn default() -> Self {
        LogMinerOptions {
            root: None,
            container: None,
            memory: 64 * 1024 * 1024,
            spill_directory: None,
            window: 20_000,
            rows_of_window: 50_000,
            windows_of_session: 200,
            poll: Duration::from_millis(200),
            catalog: None,
            new_tables: false,
            heartbeat: None,
        }
    }
}

/// The smallest and the largest window.
const WINDOWS: std::ops::RangeInclusive<u64> = 100..=16_000_000;

/// Makes the sessions of a source.
pub trait Connector: Send {
    /// A session that mines: of the root in a container database.
    ///
    /// # Errors
    /// When there is none.
    fn mining(&self) -> Result<Box<dyn OracleConnection>, Error>;

    /// A session that reads the dictionary and rows of the captured tables.
    ///
    /// # Errors
    /// When there is none.
    fn questions(&self) -> Result<Box<dyn OracleConnection>, Error>;
}

/// Sessions of the source that a plan names.
struct PlanConnector {
    questions: OracleSource,
    /// Where it is another.
    mining: Option<OracleSource>,
}

impl Connector for PlanConnector {
    fn mining(&self) -> Result<Box<dyn OracleConnection>, Error> {
        Ok(self.mining.as_ref().unwrap_or(&self.questions).open()?)
    }

    fn questions(&self) -> Result<Box<dyn OracleConnection>, Error> {
        Ok(self.questions.open()?)
    }
}

/// LogMiner as a source of changes.
pub struct LogMinerSource {
    connector: Box<dyn Connector>,
    options: LogMinerOptions,
    tables: Vec<TableName>,
    session: Option<MiningSession>,
    windows: u32,
    assembler: Option<Assembler>,
    /// The log was read up to here.
    read_to: u64,
    /// The log has been written up to here.
    flushed: u64,
    /// Everything that was handed over.
    position: Position,
    window: u64,
    events: VecDeque<Event>,
    /// When the log was last seen to go on, or was made to.
    moved_at: Instant,
}

/// What [`ChangeSource::catalog`] has said.
pub(crate) fn saved_catalog(text: &str) -> Result<Catalog, Error> {
    serde_json::from_str(text)
        .map_err(|error| Error::Stopped(format!("the saved catalog is damaged: {error}")))
}

/// The tables of a plan that are captured, by their names in the dictionary.
///
/// # Errors
/// When the plan's name of one has no owner.
pub fn captured_tables(plan: &Plan) -> Result<Vec<TableName>, Error> {
    plan.tables
        .iter()
        .map(|table| {
            let (owner, name) = table_name(&table.source)?;
            Ok(TableName {
                owner: owner.into(),
                table: name.into(),
            })
        })
        .collect()
}

impl LogMinerSource {
    /// Mines the changes of tables from a position on. `plan.source` says where; the password is kept in memory only.
    ///
    /// # Errors
    /// When the source does not answer, or has no such table.
    pub fn connect(
        plan: Arc<Plan>,
        password: String,
        tables: Vec<TableName>,
        from: Position,
        options: LogMinerOptions,
    ) -> Result<LogMinerSource, Error> {
        let mining = match &options.root {
            Some(root) => {
                let mut of_root = Plan::clone(&plan);
                of_root.source.oracle = Some(root.clone());
                Some(OracleSource::new(Arc::new(of_root), password.clone())?)
            }
            None => None,
        };
        let connector = PlanConnector {
            questions: OracleSource::new(plan, password)?,
            mining,
        };
        LogMinerSource::with(Box::new(connector), tables, from, options)
    }

    /// The same with sessions from elsewhere.
    ///
    /// # Errors
    /// When the source does not answer, or has no such table.
    pub fn with(
        connector: Box<dyn Connector>,
        tables: Vec<TableName>,
        from: Position,
        options: LogMinerOptions,
    ) -> Result<LogMinerSource, Error> {
        let mut source = LogMinerSource {
            connector,
            tables,
            session: None,
            windows: 0,
            assembler: None,
            read_to: from.low_scn,
            flushed: from.low_scn,
            position: from,
            window: options.window.clamp(*WINDOWS.start(), *WINDOWS.end()),
            events: VecDeque::new(),
            moved_at: Instant::now(),
            options,
        };
        source.open()?;
        Ok(source)
    }

    /// Where the source stands: everything up to here was handed over.
    #[must_use]
    pub fn position(&self) -> &Position {
        &self.position
    }

    /// The last SCN that can be read now: how far the position is behind is the lag.
    #[must_use]
    pub fn written_to(&self) -> u64 {
        self.flushed
    }

    /// Bytes of changes in memory.
    #[must_use]
    pub fn memory(&self) -> usize {
        self.assembler.as_ref().map_or(0, Assembler::memory)
    }

    fn open(&mut self) -> Result<(), Error> {
        let dictionary = self.connector.questions()?;
        let mining = self.connector.mining()?;
        if self.assembler.is_none() {
            let known = self.options.catalog.as_deref().map(saved_catalog).transpose()?;
            let catalog = Catalog::read(dictionary.as_ref(), &self.tables, known, self.options.new_tables)?;
            let directory = self
                .options
                .spill_directory
                .clone()
                .unwrap_or_else(std::env::temp_dir);
            let mut assembler = Assembler::new(catalog, self.options.memory, directory);
            assembler.take_new_tables(self.options.new_tables);
            assembler.begin(self.read_to);
            self.assembler = Some(assembler);
        }
        self.session = Some(MiningSession::new(
            mining,
            dictionary,
            self.options.container.clone(),
        )?);
        self.windows = 0;
        Ok(())
    }

    /// Mines the next window, if redo has been written behind the last.
    fn mine(&mut self) -> Result<(), Error> {
        if self.windows >= self.options.windows_of_session {
            self.session = None;
        }
        if self.session.is_none() {
            self.open()?;
        }
        let (Some(session), Some(assembler)) = (&mut self.session, &mut self.assembler) else {
            return Ok(());
        };
        let flushed = session.flushed()?;
        if flushed > self.flushed {
            self.moved_at = Instant::now();
        } else if let Some(heartbeat) = self.options.heartbeat
            && self.moved_at.elapsed() >= heartbeat
        {
            session.beat()?;
            self.moved_at = Instant::now();
        }
        self.flushed = flushed;
        let low = self.read_to;
        let high = flushed.min(low.saturating_add(self.window));
        if high <= low {
            return Ok(());
        }
        let mined = session.mine(low, high, assembler)?;
        self.windows += 1;
        if let Some(earlier) = assembler.begins_before() {
            // What a transaction did before the log was read is not known: back to its beginning.
            self.read_to = earlier.saturating_sub(1);
            assembler.begin(self.read_to);
            return Ok(());
        }
        self.read_to = high;
        self.window = match mined.rows {
            rows if rows > self.options.rows_of_window * 2 => self.window / 2,
            rows if rows < self.options.rows_of_window / 2 => self.window * 2,
            _ => self.window,
        }
        .clamp(*WINDOWS.start(), *WINDOWS.end());
        self.hand_over(high, mined.last_time);
        Ok(())
    }

    /// Makes events of what has committed up to an SCN.
    fn hand_over(&mut self, high: u64, at: Option<SystemTime>) {
        let Some(assembler) = &mut self.assembler else {
            return;
        };
        let mut committed = assembler.take_committed();
        committed.retain(|one| {
            let scn = one.transaction.commit_scn;
            scn > self.position.commit_scn
                || (scn == self.position.commit_scn
                    && !self.position.done_at_commit_scn.contains(&one.transaction.id))
        });
        // From the last to the first: reading must begin before all that is still to come.
        let mut oldest = assembler.oldest_open().unwrap_or(u64::MAX).min(high + 1);
        let mut lows = Vec::with_capacity(committed.len());
        for one in committed.iter().rev() {
            lows.push(oldest - 1);
            oldest = oldest.min(one.first_scn);
        }
        let mut commit_scn = self.position.commit_scn;
        let mut done: BTreeSet<TransactionId> = self.position.done_at_commit_scn.clone();
        for (mut one, low) in committed.into_iter().zip(lows.into_iter().rev()) {
            let transaction = &mut one.transaction;
            if transaction.commit_scn > commit_scn {
                commit_scn = transaction.commit_scn;
                done.clear();
            }
            done.insert(transaction.id.clone());
            transaction.position = Position {
                low_scn: low,
                commit_scn,
                done_at_commit_scn: done.clone(),
            };
            self.events.push_back(Event::Transaction(one.transaction));
        }
        let low_scn = assembler.oldest_open().unwrap_or(u64::MAX).min(high + 1) - 1;
        // While the log is read again, the position is ahead of the window.
        if high + 1 > commit_scn {
            (commit_scn, done) = (high + 1, BTreeSet::new());
        }
        let position = Position {
            low_scn,
            commit_scn,
            done_at_commit_scn: done,
        };
        self.events.push_back(Event::Heartbeat { position, at });
    }

    /// After an error everything begins again behind what was handed over.
    fn begin_again(&mut self) {
        self.session = None;
        self.events.clear();
        self.read_to = self.position.low_scn;
        if let Some(assembler) = &mut self.assembler {
            assembler.begin(self.read_to);
        }
    }
}

impl ChangeSource for LogMinerSource {
    fn next(&mut self, wait: Duration) -> Result<Option<Event>, Error> {
        let until = Instant::now() + wait;
        loop {
            if let Some(event) = self.events.pop_front() {
                self.position = match &event {
                    Event::Transaction(transaction) => transaction.position.clone(),
                    Event::Heartbeat { position, .. } => position.clone(),
                    Event::End => self.position.clone(),
                };
                return Ok(Some(event));
            }
            let before = self.read_to;
            if let Err(error) = self.mine() {
                // The server's memory for a session was not enough.
                let message = error.to_string();
                if message.contains("ORA-04036") || message.contains("ORA-04030") {
                    self.window = (self.window / 4).max(*WINDOWS.start());
                }
                self.begin_again();
                return Err(error);
            }
            if self.events.is_empty() && self.read_to == before {
                let left = until.saturating_duration_since(Instant::now());
                if left.is_zero() {
                    return Ok(None);
                }
                std::thread::sleep(left.min(self.options.poll));
            }
        }
    }

    fn is_ready(&self) -> bool {
        !self.events.is_empty()
    }

    fn confirm(&mut self, _position: &Position) -> Result<(), Error> {
        // Oracle keeps its logs whatever is told.
        Ok(())
    }

    fn catalog(&self) -> Option<String> {
        let catalog = self.assembler.as_ref()?.catalog();
        serde_json::to_string(catalog).ok()
    }
}

/// An error of Oracle while mining: what goes away when the log has been switched or archived is tried again.
fn mining_error(error: SourceError) -> SourceError {
    const AGAIN: &[&str] = &[
        "ORA-00308",
        "ORA-00310",
        "ORA-00334",
        "ORA-01281",
        "ORA-01284",
        "ORA-01289",
        "ORA-01291",
        "ORA-01292",
        "ORA-01306",
        "ORA-01307",
        "ORA-01327",
        "ORA-04030",
        "ORA-04036",
        "ORA-16331",
        "ORA-27037",
    ];
    let goes_away = AGAIN.iter().any(|code| error.message.contains(code));
    SourceError {
        kind: if goes_away {
            SourceErrorKind::Transient
        } else {
            error.kind
        },
        message: error.message,
    }
}
