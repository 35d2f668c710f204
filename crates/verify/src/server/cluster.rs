//! A private database cluster of an installed PostgreSQL, for this process only.
//!
//! Its directory is in the system's directory of temporary files and readable by its owner only. The server listens on
//! a Unix socket in that directory, which needs no password, and on a free port of 127.0.0.1, which does: other users
//! of the machine can reach that one, and a superuser of a database may run programs.
//!
//! A small shell process is the parent of the server. It holds the reading end of a pipe whose other end is ours; when
//! that closes, because the cluster is dropped or because this process ended in whatever way, it stops the server and
//! removes the directory. (A death signal from the kernel would depend on the thread that started the server.)

use super::account::{Account, command};
use super::installation::Installation;
use super::stale;
use crate::error::ServerError;
use postgres::{Config, NoTls};
use std::fmt::Write as _;
use std::fs::{File, Permissions};
use std::io::Read;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

/// Begins the names of cluster directories.
pub(super) const DIRECTORY_PREFIX: &str = "plconv-postgresql-";

/// Superuser of the cluster.
const USER: &str = "postgres";

/// A server that takes longer is not going to start.
const START_LIMIT: Duration = Duration::from_secs(60);

/// Between two looks whether the server accepts connections.
const POLL_INTERVAL: Duration = Duration::from_millis(10);

/// Ports are found free and then lost to others rarely.
const PORT_ATTEMPTS: u32 = 5;

/// Longest path of a Unix socket on all systems, less the file name `/.s.PGSQL.65535`.
const LONGEST_SOCKET_DIRECTORY: usize = 103 - 15;

/// Runs the server until standard input ends. `$1` is the cluster directory, the rest the server and its arguments.
/// A server that ends by itself leaves the directory, with its log, to its owner; one that is to run again has a file `again`.
const SUPERVISOR: &str = r#"
directory=$1
shift
exec 3<&0
while :; do
  "$@" </dev/null 3<&- &
  server=$!
  (read -r nothing <&3; : >"$directory/ending"; kill -QUIT "$server") 2>/dev/null &
  reader=$!
  wait "$server"
  status=$?
  kill "$reader" 2>/dev/null
  if [ ! -e "$directory/again" ]; then break; fi
  rm -f -- "$directory/again"
done
if [ -e "$directory/ending" ]; then rm -rf -- "$directory"; fi
exit "$status"
"#;

/// A file of the cluster directory: a server that has ended is started again.
const AGAIN: &str = "again";

/// A running cluster.
pub(super) struct Cluster {
    directory: PathBuf,
    supervisor: Child,
    local: Config,
    tcp: Config,
}

impl Cluster {
    /// Creates a cluster and starts it; returns when it accepts connections.
    pub(super) fn start(installation: &Installation) -> Result<Self, ServerError> {
        let parent = std::env::temp_dir();
        let directory = tempfile::Builder::new()
            .prefix(DIRECTORY_PREFIX)
            // The socket in it asks for no password.
            .permissions(Permissions::from_mode(0o700))
            .tempdir_in(&parent)
            .map_err(|error| ServerError::file(&parent, &error))?;
        let account = Account::for_server(directory.path())?;
        stale::remove_stale(&parent, directory.path(), account);
        stale::write_owner(directory.path())?;
        if let Some(account) = account {
            account.own(directory.path())?;
        }
        let password = password()?;
        initialize(installation, directory.path(), account, &password)?;
        for _ in 1..PORT_ATTEMPTS {
            if let Some(cluster) = run(installation, directory.path(), account, &password)? {
                // From here on the cluster removes it.
                let _ = directory.keep();
                return Ok(cluster);
            }
        }
        Err(ServerError::program("postgres", "no free port on 127.0.0.1"))
    }

    /// Ends the server at once, as a loss of power would, and starts it again; returns when it accepts connections.
    pub(super) fn restart_at_once(&self) -> Result<(), ServerError> {
        let pid_path = self.directory.join("data").join("postmaster.pid");
        let pid = || -> Option<String> {
            let text = std::fs::read_to_string(&pid_path).ok()?;
            text.lines().next().map(str::to_owned)
        };
        let Some(before) = pid() else {
            return Err(ServerError::program("postgres", "the server does not run"));
        };
        let again = self.directory.join(AGAIN);
        std::fs::write(&again, "").map_err(|error| ServerError::file(&again, &error))?;
        let killed = std::process::Command::new("kill")
            .args(["-QUIT", &before])
            .status()
            .map_err(|error| ServerError::program("kill", error))?;
        if !killed.success() {
            return Err(ServerError::program("kill", killed));
        }
        let start = Instant::now();
        loop {
            let is_another = pid().is_some_and(|now| now != before);
            if is_another && self.local.connect(NoTls).is_ok() {
                return Ok(());
            }
            if start.elapsed() > START_LIMIT {
                return Err(ServerError::NotReady {
                    seconds: START_LIMIT.as_secs(),
                    log: std::fs::read_to_string(self.directory.join("server.log")).unwrap_or_default(),
                });
            }
            std::thread::sleep(POLL_INTERVAL);
        }
    }

    /// For this crate.
    pub(super) fn config(&self) -> &Config {
        &self.local
    }

    /// For other programs.
    pub(super) fn tcp_config(&self) -> &Config {
        &self.tcp
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.supervisor.stdin.take());
        let _ = self.supervisor.wait();
        // Left behind when the server had died by itself.
        let _ = std::fs::remove_dir_all(&self.directory);
    }
}

fn initialize(
    installation: &Installation,
    directory: &Path,
    account: Option<Account>,
    password: &str,
) -> Result<(), ServerError> {
    let password_file = directory.join("password");
    std::fs::write(&password_file, password).map_err(|error| ServerError::file(&password_file, &error))?;
    if let Some(account) = account {
        account.own(&password_file)?;
    }
    let initdb = installation.programs.join("initdb");
    let mut failure = String::new();
    // Not every system has C.UTF-8.
    for locale in ["C.UTF-8", "C"] {
        let output = command(&initdb, account)
            .arg("--pgdata")
            .arg(directory.join("data"))
            .arg("--pwfile")
            .arg(&password_file)
            .args([
                "--username",
                USER,
                "--encoding",
                "UTF8",
                "--locale",
                locale,
                "--lc-messages",
                "C",
            ])
            .args([
                "--auth-local",
                "trust",
                "--auth-host",
                "scram-sha-256",
                "--no-sync",
                "--no-instructions",
            ])
            .output()
            .map_err(|error| ServerError::program(initdb.display().to_string(), error))?;
        if output.status.success() {
            return std::fs::remove_file(&password_file)
                .map_err(|error| ServerError::file(&password_file, &error));
        }
        failure = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        if !failure.contains("locale") {
            break;
        }
    }
    Err(ServerError::program(initdb.display().to_string(), failure))
}

/// Starts the server and waits for it; none when somebody else took the port in the meantime.
fn run(
    installation: &Installation,
    directory: &Path,
    account: Option<Account>,
    password: &str,
) -> Result<Option<Cluster>, ServerError> {
    let port = free_port()?;
    let has_socket = directory.as_os_str().len() <= LONGEST_SOCKET_DIRECTORY;
    let socket_directory = if has_socket {
        directory.as_os_str()
    } else {
        "".as_ref()
    };
    let log_path = directory.join("server.log");
    // Kept open: the file can be read here even after the directory is gone.
    let log = File::options()
        .create(true)
        .append(true)
        .read(true)
        .open(&log_path)
        .map_err(|error| ServerError::file(&log_path, &error))?;
    let output = || {
        log.try_clone()
            .map(Stdio::from)
            .map_err(|error| ServerError::file(&log_path, &error))
    };
    let mut socket_setting = std::ffi::OsString::from("unix_socket_directories=");
    socket_setting.push(socket_directory);
    let mut supervisor = command(Path::new("/bin/sh"), account);
    supervisor
        .args(["-c", SUPERVISOR, "plconv-postgresql"])
        .arg(directory)
        .arg(installation.programs.join("postgres"))
        .arg("-D")
        .arg(directory.join("data"))
        .args(["-p", &port.to_string(), "-c"])
        .arg(socket_setting)
        .args(SETTINGS.iter().flat_map(|setting| ["-c", setting]))
        .stdin(Stdio::piped())
        .stdout(output()?)
        .stderr(output()?);
    let child = supervisor
        .spawn()
        .map_err(|error| ServerError::program("/bin/sh", error))?;
    let mut tcp = Config::new();
    tcp.host("127.0.0.1")
        .port(port)
        .user(USER)
        .password(password)
        .dbname("postgres");
    let local = if has_socket {
        let mut local = Config::new();
        local
            .host_path(directory)
            .port(port)
            .user(USER)
            .dbname("postgres");
        local
    } else {
        tcp.clone()
    };
    wait_until_ready(child, log, local, tcp, directory)
}

/// Nothing here survives a crash, nothing needs to. The time zone makes output the same everywhere. Changes can be decoded from
/// the log, by tests of which many run at once.
const SETTINGS: [&str; 10] = [
    "listen_addresses=127.0.0.1",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "jit=off",
    "timezone=UTC",
    "log_timezone=UTC",
    "wal_level=logical",
    "max_replication_slots=50",
    "max_wal_senders=50",
];

fn wait_until_ready(
    mut supervisor: Child,
    mut log: File,
    local: Config,
    tcp: Config,
    directory: &Path,
) -> Result<Option<Cluster>, ServerError> {
    let start = Instant::now();
    loop {
        if local.connect(NoTls).is_ok() {
            let directory = directory.to_path_buf();
            return Ok(Some(Cluster {
                directory,
                supervisor,
                local,
                tcp,
            }));
        }
        let ended = supervisor
            .try_wait()
            .map_err(|error| ServerError::program("postgres", error))?;
        let mut text = String::new();
        if ended.is_some() || start.elapsed() > START_LIMIT {
            // What cannot be read cannot be told.
            let _ = log.read_to_string(&mut text);
        }
        if ended.is_some() {
            let port_taken =
                text.contains("could not bind") || text.contains("could not create any TCP/IP sockets");
            return if port_taken {
                Ok(None)
            } else {
                Err(ServerError::program("postgres", text.trim()))
            };
        }
        if start.elapsed() > START_LIMIT {
            drop(supervisor.stdin.take());
            let _ = supervisor.wait();
            return Err(ServerError::NotReady {
                seconds: START_LIMIT.as_secs(),
                log: text.trim().to_owned(),
            });
        }
        std::thread::sleep(POLL_INTERVAL);
    }
}

fn free_port() -> Result<u16, ServerError> {
    TcpListener::bind(("127.0.0.1", 0))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|error| ServerError::program("127.0.0.1", error))
}

/// 128 random bits in hexadecimal.
fn password() -> Result<String, ServerError> {
    let source = Path::new("/dev/urandom");
    let mut bytes = [0u8; 16];
    File::open(source)
        .and_then(|mut file| file.read_exact(&mut bytes))
        .map_err(|error| ServerError::file(source, &error))?;
    Ok(bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    }))
}
