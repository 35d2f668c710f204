//! A simulated database: tables with rows by SCN, transactions, a dictionary, and a redo log that LogMiner reads.

mod ddl;
mod dictionary;
mod dml;
mod logminer;
mod plsql;
mod query;
mod redo;
mod session;
mod sql;
mod state;
mod storage;
mod table;

use crate::database::{Database, Login, OracleError, Session};
use crate::value::{Column, Row, Value};
use query::SessionInfo;
use sql::values::Nls;
use state::{Sequence, SourceObject, State, View};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub use logminer::LogMinerQuirks;
pub use session::SimulatorSession;
pub use table::{SupplementalLog, Table};

/// What the sessions of a simulator have in common.
pub(crate) struct Shared {
    state: Mutex<State>,
}

impl Shared {
    pub(crate) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A simulated database. Clones are handles of the same, so that a test can change it while clients read.
///
/// It understands the SQL that programs send which move data: queries with conditions, joins, subqueries, grouping and
/// `AS OF SCN`; INSERT, UPDATE and DELETE; CREATE, ALTER, DROP and TRUNCATE TABLE; the dictionary; blocks of calls and
/// assignments. Anything else is an error, never a guess.
#[derive(Clone)]
pub struct Simulator {
    shared: Arc<Shared>,
    last_session: Arc<AtomicU32>,
}

impl Default for Simulator {
    fn default() -> Simulator {
        Simulator::new()
    }
}

impl Simulator {
    /// A database without tables.
    #[must_use]
    pub fn new() -> Simulator {
        Simulator {
            shared: Arc::new(Shared {
                state: Mutex::new(State::new()),
            }),
            // Sessions of tests are told apart from those of clients.
            last_session: Arc::new(AtomicU32::new(50_000)),
        }
    }

    /// Adds a table, instead of one of the same name.
    pub fn add(&self, table: Table) {
        self.shared.lock().add_table(table);
    }

    /// The last SCN.
    #[must_use]
    pub fn scn(&self) -> u64 {
        self.shared.lock().scn
    }

    /// Lets time pass: the SCN becomes this one unless it is larger already.
    pub fn advance(&self, scn: u64) {
        let mut state = self.shared.lock();
        state.scn = state.scn.max(scn);
    }

    /// Makes snapshots before an SCN too old: ORA-01555.
    pub fn forget_before(&self, scn: u64) {
        self.shared.lock().oldest_snapshot = scn;
    }

    /// A session without a client. What it does not commit is rolled back when it is dropped.
    #[must_use]
    pub fn session(&self, user: &str) -> SimulatorSession {
        self.session_on(user, 1)
    }

    /// The same on another instance of a cluster, which has a redo thread of its own.
    #[must_use]
    pub fn session_on(&self, user: &str, thread: u16) -> SimulatorSession {
        let id = self.last_session.fetch_add(1, Ordering::AcqRel) + 1;
        let login = Login {
            user: user.to_owned(),
            session_id: id,
            ..Login::default()
        };
        self.session_of(&login, thread)
    }

    fn session_of(&self, login: &Login, thread: u16) -> SimulatorSession {
        let info = SessionInfo {
            id: login.session_id,
            user: login.user.clone(),
            schema: login.user.clone(),
            service: login.service.clone(),
            time_zone: "+00:00".to_owned(),
            nls: Nls::default(),
            xid: None,
            thread,
            miner: None,
            transforms: std::collections::BTreeMap::new(),
        };
        SimulatorSession::new(Arc::clone(&self.shared), info)
    }

    /// Ends the redo log that a thread writes, and archives it unless [`Simulator::delay_archiving`] says otherwise.
    pub fn switch_log(&self, thread: u16) {
        let mut state = self.shared.lock();
        let scn = state.tick();
        state.redo.switch(thread, scn);
    }

    /// Lets logs be full after so many records; 0 lets only tests switch.
    pub fn switch_logs_after(&self, records: usize) {
        self.shared.lock().redo.switch_after = records;
    }

    /// Whether logs that are full are not archived; when it ends, they are.
    pub fn delay_archiving(&self, waits: bool) {
        let mut state = self.shared.lock();
        state.redo.archiving_waits = waits;
        if !waits {
            state.redo.archive();
        }
    }

    /// Removes archived logs that end before an SCN: mining from before fails with ORA-01291.
    pub fn delete_logs_before(&self, scn: u64) {
        self.shared.lock().redo.delete_before(scn);
    }

    /// Holds back what a thread writes from now on: another instance whose redo is not yet on disk.
    pub fn hold_thread(&self, thread: u16, holds: bool) {
        let mut state = self.shared.lock();
        let scn = state.scn;
        if holds {
            state.redo.held.insert(thread, scn);
        } else {
            state.redo.held.remove(&thread);
        }
    }

    /// Makes LogMiner behave as servers sometimes do.
    pub fn set_quirks(&self, quirks: LogMinerQuirks) {
        self.shared.lock().redo.quirks = quirks;
    }

    /// Sets an initialization parameter, in lower case as V$PARAMETER has it; also a property of V$DATABASE or
    /// NLS_DATABASE_PARAMETERS, in upper case.
    pub fn set_parameter(&self, name: &str, value: &str) {
        self.shared
            .lock()
            .parameters
            .insert(name.to_owned(), value.to_owned());
    }

    /// Fills a view of the dictionary, instead of what the simulator would make of it. The name is in upper case and
    /// without owner: `ALL_OBJECTS`, `V$INSTANCE`.
    pub fn set_view(&self, name: &str, columns: Vec<Column>, rows: Vec<Vec<Value>>) {
        let view = View {
            columns: columns.into(),
            rows: rows.into_iter().map(Row::from).collect(),
        };
        self.shared.lock().views.insert(name.to_owned(), view);
    }

    /// Adds a sequence; `last` is LAST_NUMBER.
    pub fn add_sequence(&self, owner: &str, name: &str, last: i64, increment: i64, cache: i64) {
        self.shared.lock().sequences.push(Sequence {
            owner: owner.to_owned(),
            name: name.to_owned(),
            last,
            increment,
            cache,
        });
    }

    /// Adds an object other than a table with its text, or alters it: `VIEW`, `PROCEDURE`, `PACKAGE`, `PACKAGE BODY`, `TRIGGER`.
    pub fn add_source(&self, owner: &str, kind: &str, name: &str, text: &str) {
        let mut state = self.shared.lock();
        let defined = state.scn;
        let is_other = |object: &SourceObject| {
            (&object.owner[..], &object.kind[..], &object.name[..]) != (owner, kind, name)
        };
        state.sources.retain(is_other);
        state.sources.push(SourceObject {
            owner: owner.to_owned(),
            kind: kind.to_owned(),
            name: name.to_owned(),
            text: text.to_owned(),
            defined,
        });
    }

    /// What SESSION_PRIVS says. Privileges are not checked.
    pub fn set_privileges(&self, privileges: &[&str]) {
        self.shared.lock().privileges = privileges.iter().map(|name| (*name).to_owned()).collect();
    }
}

impl Database for Simulator {
    fn open(&self, login: &Login) -> Result<Box<dyn Session>, OracleError> {
        let mut session = self.session_of(login, 1);
        if !login.alter_session.is_empty() {
            session.run(&login.alter_session, &[])?;
        }
        Ok(Box::new(session))
    }
}
