//! A PostgreSQL to load into, and empty databases on it.

#[cfg(unix)]
mod account;
#[cfg(unix)]
mod cluster;
#[cfg(unix)]
mod installation;
mod roles;
#[cfg(unix)]
mod stale;
mod url;

use crate::error::ServerError;
use crate::session::Session;
use postgres::{Config, NoTls};
pub(crate) use roles::Roles;
use std::hash::{BuildHasher, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Which PostgreSQL to use.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum ServerChoice {
    /// An installed PostgreSQL 15 or later when there is one (it may have plpgsql_check), else the embedded one.
    #[default]
    Automatic,
    /// PostgreSQL 17.5 inside this process, without installation. It knows no extension but plpgsql, so no
    /// plpgsql_check, sorts by bytes (locale C), serves one session at a time, and its exception handlers catch nothing:
    /// good for loading, not for running. Its first start unpacks some 100 MB
    /// into the cache directory of the user, who needs one; nothing is downloaded. Needs the cargo feature `embedded`.
    Embedded,
    /// A running server, as a connection URL or `key=value` string, without TLS. Its user must be allowed to create
    /// databases; nothing happens in the database named.
    Url(String),
    /// A private cluster of an installed PostgreSQL, created for this process and removed with it.
    Local {
        /// The major version, or the newest installed from 15 on.
        major: Option<u32>,
    },
    /// A private cluster of the PostgreSQL whose `initdb` and `postgres` are in this directory.
    Programs(PathBuf),
}

/// What a [`Server`] is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ServerKind {
    /// Inside this process.
    Embedded,
    /// Somebody else's.
    Given,
    /// A private cluster.
    Local,
}

/// A PostgreSQL server. A private cluster stops and disappears when this value and all its databases and sessions are
/// dropped, and also when the process ends in any other way.
#[derive(Clone)]
pub struct Server {
    inner: Arc<ServerHandle>,
}

enum ServerHandle {
    /// Each database is an embedded server of its own: they start in milliseconds and take one session each.
    #[cfg_attr(
        not(feature = "embedded"),
        expect(dead_code, reason = "only the feature makes one")
    )]
    Embedded,
    Given(Box<Config>),
    #[cfg(unix)]
    Local(Box<cluster::Cluster>),
}

impl Server {
    /// Starts or finds the server.
    ///
    /// # Errors
    /// When there is none, or it does not start. [`ServerChoice::Url`] is tried at the first database only.
    pub fn start(choice: &ServerChoice) -> Result<Self, ServerError> {
        let handle = match choice {
            ServerChoice::Embedded => embedded()?,
            ServerChoice::Url(url) => {
                let config: Config = url
                    .parse()
                    .map_err(|error| ServerError::postgres("connection URL", &error))?;
                ServerHandle::Given(Box::new(config))
            }
            ServerChoice::Local { major } => local(*major)?,
            ServerChoice::Programs(directory) => programs(directory)?,
            ServerChoice::Automatic => match local(None) {
                Err(ServerError::NotFound { .. } | ServerError::Unsupported(_)) => embedded()?,
                started => started?,
            },
        };
        Ok(Server {
            inner: Arc::new(handle),
        })
    }

    /// What it is.
    pub fn kind(&self) -> ServerKind {
        match &*self.inner {
            ServerHandle::Embedded => ServerKind::Embedded,
            ServerHandle::Given(_) => ServerKind::Given,
            #[cfg(unix)]
            ServerHandle::Local(_) => ServerKind::Local,
        }
    }

    /// Ends a private cluster's server at once (an immediate shutdown: what it had not written to its log is lost, sessions
    /// end in the middle) and starts it again on the same port; returns when it accepts connections.
    ///
    /// # Errors
    /// When it is no private cluster, or does not start again.
    pub fn restart_at_once(&self) -> Result<(), ServerError> {
        match &*self.inner {
            #[cfg(unix)]
            ServerHandle::Local(cluster) => cluster.restart_at_once(),
            ServerHandle::Embedded | ServerHandle::Given(_) => Err(ServerError::Unsupported(
                "only a private cluster can be started again".to_owned(),
            )),
        }
    }

    /// A new empty database, dropped with the last handle to it.
    ///
    /// # Errors
    /// When the server does not answer or does not allow it.
    pub fn fresh_database(&self) -> Result<Database, ServerError> {
        match self.create("template0")? {
            Some(database) => Ok(database),
            None => Ok(Database {
                handle: Arc::new(embedded_database()?),
            }),
        }
    }

    /// The database that a given URL names, which stays as it is left.
    ///
    /// # Errors
    /// When the server was not given by a URL.
    pub fn named_database(&self) -> Result<Database, ServerError> {
        let ServerHandle::Given(config) = &*self.inner else {
            let message = "only a database that a URL names can be kept";
            return Err(ServerError::Unsupported(message.to_owned()));
        };
        let name = config.get_dbname().unwrap_or("postgres").to_owned();
        let handle = DatabaseHandle {
            config: (**config).clone(),
            url: url::connection_url(config, &name),
            session_open: AtomicBool::new(false),
            created: None,
            _embedded: None,
        };
        Ok(Database {
            handle: Arc::new(handle),
        })
    }

    /// Another database with the content of one, to which no session may be open; none on the embedded server, which
    /// copies nothing.
    ///
    /// # Errors
    /// When the server does not answer or does not allow it.
    pub fn copy_of(&self, database: &Database) -> Result<Option<Database>, ServerError> {
        match &database.handle.created {
            Some((name, _)) => self.create(name),
            None => Ok(None),
        }
    }

    fn create(&self, template: &str) -> Result<Option<Database>, ServerError> {
        let Some(administration) = self.inner.administration() else {
            return Ok(None);
        };
        let name = format!("plconv_{:016x}", random());
        let mut client = administration
            .connect(NoTls)
            .map_err(|error| ServerError::postgres("connect to PostgreSQL", &error))?;
        client
            .batch_execute(&format!(
                "CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8'"
            ))
            .map_err(|error| ServerError::postgres("create a database", &error))?;
        let mut config = administration.clone();
        config.dbname(&name);
        let handle = DatabaseHandle {
            config,
            url: url::connection_url(&self.inner.public(administration), &name),
            session_open: AtomicBool::new(false),
            created: Some((name, Arc::clone(&self.inner))),
            _embedded: None,
        };
        Ok(Some(Database {
            handle: Arc::new(handle),
        }))
    }
}

impl ServerHandle {
    /// How this crate connects to create databases; none for the embedded server.
    fn administration(&self) -> Option<&Config> {
        match self {
            ServerHandle::Embedded => None,
            ServerHandle::Given(config) => Some(config),
            #[cfg(unix)]
            ServerHandle::Local(cluster) => Some(cluster.config()),
        }
    }

    /// How other programs connect.
    fn public(&self, administration: &Config) -> Config {
        match self {
            ServerHandle::Embedded | ServerHandle::Given(_) => administration.clone(),
            #[cfg(unix)]
            ServerHandle::Local(cluster) => cluster.tcp_config().clone(),
        }
    }
}

/// An empty database for one use.
#[derive(Clone)]
pub struct Database {
    handle: Arc<DatabaseHandle>,
}

pub(crate) struct DatabaseHandle {
    config: Config,
    url: String,
    /// Whether a session is open, for the embedded server.
    pub(crate) session_open: AtomicBool,
    /// Created by CREATE DATABASE: name and server.
    created: Option<(String, Arc<ServerHandle>)>,
    _embedded: Option<EmbeddedServer>,
}

#[cfg(feature = "embedded")]
type EmbeddedServer = pglite_oxide::PgliteServer;
#[cfg(not(feature = "embedded"))]
type EmbeddedServer = std::convert::Infallible;

impl Database {
    /// Opens a session. On the embedded server only one can be open.
    ///
    /// # Errors
    /// When the server does not answer, or a session is open on an embedded one.
    pub fn connect(&self) -> Result<Session, ServerError> {
        Session::connect(&self.handle)
    }

    /// Whether it is an embedded one, whose exception handlers catch nothing.
    pub(crate) fn is_embedded(&self) -> bool {
        self.handle.is_single_session()
    }

    /// The URL for other programs, with a password when there is one: `postgresql://user:password@host:port/name`.
    pub fn url(&self) -> &str {
        &self.handle.url
    }
}

impl DatabaseHandle {
    pub(crate) fn is_single_session(&self) -> bool {
        self._embedded.is_some()
    }

    pub(crate) fn config(&self) -> &Config {
        &self.config
    }
}

impl Drop for DatabaseHandle {
    fn drop(&mut self) {
        let Some((name, server)) = self.created.take() else {
            return;
        };
        // A server that is gone has no database to drop.
        if let Some(Ok(mut client)) = server.administration().map(|config| config.connect(NoTls)) {
            let _ = client.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        }
    }
}

#[cfg(unix)]
fn local(major: Option<u32>) -> Result<ServerHandle, ServerError> {
    cluster::Cluster::start(&installation::find(major)?).map(|cluster| ServerHandle::Local(Box::new(cluster)))
}

#[cfg(unix)]
fn programs(directory: &Path) -> Result<ServerHandle, ServerError> {
    let installation = installation::in_directory(directory)?;
    cluster::Cluster::start(&installation).map(|cluster| ServerHandle::Local(Box::new(cluster)))
}

#[cfg(not(unix))]
fn programs(_directory: &Path) -> Result<ServerHandle, ServerError> {
    local(None)
}

#[cfg(not(unix))]
fn local(_major: Option<u32>) -> Result<ServerHandle, ServerError> {
    let message =
        "a private cluster of an installed PostgreSQL needs Unix; give a URL or use the embedded server";
    Err(ServerError::Unsupported(message.to_owned()))
}

#[cfg(feature = "embedded")]
fn embedded() -> Result<ServerHandle, ServerError> {
    Ok(ServerHandle::Embedded)
}

#[cfg(not(feature = "embedded"))]
fn embedded() -> Result<ServerHandle, ServerError> {
    let message = "this build has no embedded PostgreSQL (cargo feature `embedded`); \
                   install PostgreSQL 15 or later or give a URL";
    Err(ServerError::Unsupported(message.to_owned()))
}

#[cfg(feature = "embedded")]
fn embedded_database() -> Result<DatabaseHandle, ServerError> {
    let server = pglite_oxide::PgliteServer::builder()
        .temporary()
        .database("postgres")
        .start()
        .map_err(|error| ServerError::Embedded(format!("{error:#}")))?;
    let url = server.database_url();
    let config = url
        .parse()
        .map_err(|error| ServerError::postgres("embedded server", &error))?;
    let session_open = AtomicBool::new(false);
    Ok(DatabaseHandle {
        config,
        url,
        session_open,
        created: None,
        _embedded: Some(server),
    })
}

#[cfg(not(feature = "embedded"))]
fn embedded_database() -> Result<DatabaseHandle, ServerError> {
    embedded().and_then(|_| Err(ServerError::Embedded("not in this build".to_owned())))
}

/// A number no other process has: the keys of a hash map come from the system's random source.
fn random() -> u64 {
    std::hash::RandomState::new().build_hasher().finish()
}
