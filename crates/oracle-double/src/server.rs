//! The listener: takes connections and gives each a thread.

use crate::auth::{StoredPassword, Verifier};
use crate::connection::{Answers, Connection};
use crate::database::Database;
use crate::faults::Faults;
use crate::wire::stream::Stop;
use std::collections::{BTreeMap, VecDeque};
use std::io;
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

/// Which release the double speaks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// 19c: protocol 318, login in five messages, no mark at the end of an answer.
    V19,
    /// 23ai: protocol 319, login in two messages, answers with a mark at their end.
    V23,
}

impl Style {
    /// Version of the fields of messages.
    pub(crate) fn field_version(self) -> u8 {
        match self {
            Style::V19 => 13,
            Style::V23 => 24,
        }
    }

    /// `AUTH_VERSION_NO`: 19.3.0.0.0 and 23.4.0.24.5.
    pub(crate) fn version_number(self) -> u32 {
        match self {
            Style::V19 => 0x1303_0000,
            Style::V23 => 0x1704_0185,
        }
    }
}

/// How a double behaves below statements.
#[derive(Clone, Debug)]
pub struct Options {
    /// Which release it speaks like.
    pub style: Style,
    /// Largest packet it agrees to. 8192 is what servers are configured with unless somebody changes it.
    pub sdu: usize,
    /// The one service it listens for.
    pub service: String,
    /// Users, in upper case, and their passwords.
    pub users: BTreeMap<String, String>,
    /// What it has of passwords.
    pub verifier: Verifier,
    /// Whether it insists on native network encryption, which thin drivers lack.
    pub native_encryption: bool,
    /// Whether `MAX_STRING_SIZE` is `EXTENDED`: VARCHAR2 of 32767 bytes.
    pub extended_strings: bool,
    /// Whether values that are as in the row before are left out, as servers do.
    pub duplicate_columns: bool,
    /// Whether rows that were sent once are sent again as they were, for benchmarks of databases that do not change.
    pub remembers_answers: bool,
}

impl Options {
    /// A double of a style, with the user SCOTT whose password is `tiger`, and the service `double`.
    #[must_use]
    pub fn new(style: Style) -> Options {
        Options {
            style,
            sdu: 8192,
            service: "double".to_owned(),
            users: BTreeMap::from([("SCOTT".to_owned(), "tiger".to_owned())]),
            verifier: Verifier::Pbkdf2,
            native_encryption: false,
            extended_strings: true,
            duplicate_columns: true,
            remembers_answers: false,
        }
    }

    /// The same with one more user.
    #[must_use]
    pub fn user(mut self, name: &str, password: &str) -> Options {
        self.users.insert(name.to_uppercase(), password.to_owned());
        self
    }

    /// The same with another largest packet.
    #[must_use]
    pub fn sdu(mut self, sdu: usize) -> Options {
        self.sdu = sdu;
        self
    }

    /// The same, but a query that is run again with the same binds has the rows it had, made once.
    #[must_use]
    pub fn remembering_answers(mut self) -> Options {
        self.remembers_answers = true;
        self
    }

    pub(crate) fn longest_string(&self) -> u64 {
        if self.extended_strings { 32_767 } else { 4000 }
    }
}

/// So many statements are remembered.
const REMEMBERED: usize = 10_000;

/// What all connections of a double have in common.
pub(crate) struct Shared {
    pub(crate) options: Options,
    pub(crate) database: Arc<dyn Database>,
    pub(crate) faults: Faults,
    pub(crate) answers: Answers,
    passwords: Mutex<BTreeMap<String, StoredPassword>>,
    statements: Mutex<VecDeque<String>>,
    protocol_errors: Mutex<Vec<String>>,
}

impl Shared {
    pub(crate) fn new(options: Options, database: Arc<dyn Database>) -> Shared {
        Shared {
            options,
            database,
            faults: Faults::default(),
            answers: Answers::default(),
            passwords: Mutex::default(),
            statements: Mutex::default(),
            protocol_errors: Mutex::default(),
        }
    }

    /// What is kept of somebody's password, and whether there is such a user.
    pub(crate) fn password(&self, user: &str) -> (StoredPassword, bool) {
        let password = self.options.users.get(user);
        let mut passwords = lock(&self.passwords);
        let stored = passwords
            .entry(user.to_owned())
            .or_insert_with(|| StoredPassword::new(password.map_or("", String::as_str)));
        (stored.clone(), password.is_some())
    }

    pub(crate) fn remember(&self, sql: &str) {
        let mut statements = lock(&self.statements);
        if statements.len() == REMEMBERED {
            statements.pop_front();
        }
        statements.push_back(sql.to_owned());
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A client that is connected.
struct Client {
    socket: TcpStream,
    killed: Arc<AtomicBool>,
}

type Clients = Arc<Mutex<BTreeMap<u32, Client>>>;

/// A double of an Oracle server that listens on the loopback interface until it is dropped.
pub struct Double {
    address: SocketAddr,
    shared: Arc<Shared>,
    clients: Clients,
    last_session: Arc<AtomicU32>,
    stopping: Arc<AtomicBool>,
    listener: Option<JoinHandle<()>>,
}

impl Double {
    /// Starts a double on a free port.
    pub fn start(options: Options, database: impl Database) -> io::Result<Double> {
        Double::start_on(0, options, Arc::new(database))
    }

    /// Starts a double on a port, 0 being any, with a database that others may hold too.
    pub fn start_on(port: u16, options: Options, database: Arc<dyn Database>) -> io::Result<Double> {
        let listener = TcpListener::bind(("127.0.0.1", port))?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared::new(options, database));
        let clients = Clients::default();
        let last_session = Arc::new(AtomicU32::new(0));
        let stopping = Arc::new(AtomicBool::new(false));
        let thread = {
            let (shared, clients) = (Arc::clone(&shared), Arc::clone(&clients));
            let (last_session, stopping) = (Arc::clone(&last_session), Arc::clone(&stopping));
            std::thread::Builder::new()
                .name("oracle-double".to_owned())
                .spawn(move || listen(&listener, &shared, &clients, &last_session, &stopping))?
        };
        Ok(Double {
            address,
            shared,
            clients,
            last_session,
            stopping,
            listener: Some(thread),
        })
    }

    /// The port it listens on.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// `127.0.0.1:PORT/SERVICE`, which drivers take.
    #[must_use]
    pub fn connect_string(&self) -> String {
        format!("{}/{}", self.address, self.shared.options.service)
    }

    /// What may go wrong.
    #[must_use]
    pub fn faults(&self) -> Faults {
        self.shared.faults.clone()
    }

    /// The texts of the last statements that ran, the latest last.
    #[must_use]
    pub fn statements(&self) -> Vec<String> {
        lock(&self.shared.statements).iter().cloned().collect()
    }

    /// What clients said that the double did not understand. Tests want none.
    #[must_use]
    pub fn protocol_errors(&self) -> Vec<String> {
        lock(&self.shared.protocol_errors).clone()
    }

    /// How many clients ever connected.
    #[must_use]
    pub fn connections(&self) -> u32 {
        self.last_session.load(Ordering::Acquire)
    }

    /// How many clients are connected.
    #[must_use]
    pub fn open_connections(&self) -> usize {
        lock(&self.clients).len()
    }

    /// Kills the sessions of all clients: their next call fails with ORA-00028.
    pub fn kill_sessions(&self) {
        for client in lock(&self.clients).values() {
            client.killed.store(true, Ordering::Release);
        }
    }

    /// Cuts all connections.
    pub fn cut_connections(&self) {
        for client in lock(&self.clients).values() {
            // One that is closed already needs no cutting.
            let _ = client.socket.shutdown(Shutdown::Both);
        }
    }
}

impl Drop for Double {
    fn drop(&mut self) {
        self.stopping.store(true, Ordering::Release);
        self.cut_connections();
        // Wakes the listener.
        let _ = TcpStream::connect(self.address);
        if let Some(listener) = self.listener.take() {
            let _ = listener.join();
        }
        self.cut_connections();
    }
}

fn listen(
    listener: &TcpListener,
    shared: &Arc<Shared>,
    clients: &Clients,
    last_session: &AtomicU32,
    stopping: &AtomicBool,
) {
    for socket in listener.incoming() {
        if stopping.load(Ordering::Acquire) {
            return;
        }
        let Ok(socket) = socket else {
            continue;
        };
        let session_id = last_session.fetch_add(1, Ordering::AcqRel) + 1;
        let killed = Arc::new(AtomicBool::new(false));
        let Ok(handle) = socket.try_clone() else {
            continue;
        };
        let client = Client {
            socket: handle,
            killed: Arc::clone(&killed),
        };
        lock(clients).insert(session_id, client);
        let (shared, all) = (Arc::clone(shared), Arc::clone(clients));
        let spawned = std::thread::Builder::new()
            .name(format!("oracle-session-{session_id}"))
            .spawn(move || {
                // Without it small answers wait for acknowledgements; that it fails costs only time.
                let _ = socket.set_nodelay(true);
                let end = Connection::new(&socket, Arc::clone(&shared), session_id, killed).run();
                if let Err(Stop::Protocol(text)) = end {
                    lock(&shared.protocol_errors).push(text);
                }
                let _ = socket.shutdown(Shutdown::Both);
                lock(&all).remove(&session_id);
            });
        if spawned.is_err() {
            lock(clients).remove(&session_id);
        }
    }
}
