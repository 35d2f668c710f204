//! A session of the target that applies changes.

use super::statement::RawArray;
use crate::state::failed;
use plconv_mover::error::Error;
use plconv_mover::target::{self, Target};
use postgres::error::SqlState;
use postgres::types::ToSql;
use postgres::{Client, Statement};
use rustc_hash::FxHashMap;
use std::io::Write;
use std::time::{Duration, SystemTime};

/// Prepared statements that are kept.
const KEPT: usize = 500;

/// How long the session before this one may take to end, and how often that is looked at.
const PATIENCE: Duration = Duration::from_secs(10);
const RETRY: Duration = Duration::from_millis(10);

/// A point at which a test may let something fail.
pub type FaultHook<'a> = &'a (dyn Fn(&str) -> Result<(), Error> + Sync);

/// A connection with its prepared statements.
pub(crate) struct Session<'a> {
    pub(crate) client: Client,
    statements: FxHashMap<String, Statement>,
    has_origin: bool,
    fault: Option<FaultHook<'a>>,
}

impl<'a> Session<'a> {
    /// Connects; triggers do not fire in it.
    pub(crate) fn open(target: &Target, fault: Option<FaultHook<'a>>) -> Result<Session<'a>, Error> {
        let mut client = target.connect_for_load()?;
        if !target::may_skip_triggers(&mut client)? {
            return Err(Error::Stopped(
                "the role may not set session_replication_role, so triggers and foreign keys would act on changes that the \
                 source's have acted on already: GRANT SET ON PARAMETER session_replication_role TO the role (PostgreSQL 15 \
                 and later), or use a superuser"
                    .to_owned(),
            ));
        }
        // The source is told what is safe here, and may forget it.
        client
            .batch_execute(
                "SELECT set_config('synchronous_commit', 'local', false) WHERE current_setting('synchronous_commit') = 'off'",
            )
            .map_err(failed("preparing the session"))?;
        Ok(Session {
            client,
            statements: FxHashMap::default(),
            has_origin: false,
            fault,
        })
    }

    /// Its transactions can be told from those of the application from here on, if the role may do so.
    pub(crate) fn set_up_origin(&mut self, job: &str) -> Result<(), Error> {
        self.has_origin = set_up_origin(&mut self.client, job)?;
        Ok(())
    }

    /// Whether its transactions can be told from those of the application.
    pub(crate) fn has_origin(&self) -> bool {
        self.has_origin
    }

    /// A test's chance to let something fail here.
    pub(crate) fn fault(&self, point: &str) -> Result<(), Error> {
        self.fault.map_or(Ok(()), |fault| fault(point))
    }

    /// Begins a transaction that stands for the source's up to a commit.
    pub(crate) fn begin(&mut self, commit_scn: u64, committed_at: Option<SystemTime>) -> Result<(), Error> {
        self.client.batch_execute("BEGIN").map_err(failed("beginning"))?;
        if self.has_origin {
            const WHAT: &str = "setting the replication origin";
            let at = committed_at.unwrap_or(SystemTime::UNIX_EPOCH);
            let sql = "SELECT pg_replication_origin_xact_setup(('0/0'::pg_lsn + $1::text::numeric), $2)";
            let statement = self.prepared(WHAT, sql)?;
            self.client
                .execute(&statement, &[&commit_scn.max(1).to_string(), &at])
                .map_err(failed(WHAT))?;
        }
        Ok(())
    }

    /// Commits.
    pub(crate) fn commit(&mut self) -> Result<(), Error> {
        self.fault("commit")?;
        self.client
            .batch_execute("COMMIT")
            .map_err(failed("committing"))?;
        self.fault("committed")
    }

    /// Takes everything back since the transaction began.
    pub(crate) fn rollback(&mut self) -> Result<(), Error> {
        self.client
            .batch_execute("ROLLBACK")
            .map_err(failed("rolling back"))
    }

    /// A statement without parameters.
    pub(crate) fn run(&mut self, what: &str, sql: &str) -> Result<(), Error> {
        self.client.batch_execute(sql).map_err(failed(what))
    }

    /// A statement that is prepared once.
    pub(super) fn prepared(&mut self, what: &str, sql: &str) -> Result<Statement, Error> {
        if let Some(statement) = self.statements.get(sql) {
            return Ok(statement.clone());
        }
        if self.statements.len() >= KEPT {
            self.statements.clear();
        }
        let statement = self.client.prepare(sql).map_err(failed(what))?;
        self.statements.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }

    /// A definition has changed: statements are prepared anew.
    pub(crate) fn forget_statements(&mut self) {
        self.statements.clear();
    }

    /// A statement with arrays; how many rows it was about.
    pub(crate) fn execute(&mut self, what: &str, sql: &str, arrays: &[RawArray]) -> Result<u64, Error> {
        self.fault("statement")?;
        let statement = self.prepared(what, sql)?;
        let parameters: Vec<&(dyn ToSql + Sync)> =
            arrays.iter().map(|array| array as &(dyn ToSql + Sync)).collect();
        self.client.execute(&statement, &parameters).map_err(failed(what))
    }

    /// A query with arrays that returns numbers.
    pub(crate) fn numbers(&mut self, what: &str, sql: &str, arrays: &[RawArray]) -> Result<Vec<i32>, Error> {
        let statement = self.prepared(what, sql)?;
        let parameters: Vec<&(dyn ToSql + Sync)> =
            arrays.iter().map(|array| array as &(dyn ToSql + Sync)).collect();
        let rows = self.client.query(&statement, &parameters).map_err(failed(what))?;
        Ok(rows.iter().map(|row| row.get(0)).collect())
    }

    /// Sends the bytes of a COPY.
    pub(crate) fn copy(&mut self, what: &str, sql: &str, bytes: &[u8]) -> Result<u64, Error> {
        self.fault("statement")?;
        let mut writer = self.client.copy_in(sql).map_err(failed(what))?;
        // An error that the server reports while rows are sent is reported again at the end.
        let _ = writer.write_all(bytes);
        writer.finish().map_err(failed(what))
    }
}

/// Marks the session's transactions with an origin of the job; `false` when the role may not.
fn set_up_origin(client: &mut Client, job: &str) -> Result<bool, Error> {
    let failed = failed("setting up the replication origin");
    let may: bool = client
        .query_one(
            "SELECT has_function_privilege('pg_replication_origin_create(text)', 'EXECUTE')
                AND has_function_privilege('pg_replication_origin_session_setup(text)', 'EXECUTE')
                AND has_function_privilege('pg_replication_origin_xact_setup(pg_lsn, timestamptz)', 'EXECUTE')
                AND has_function_privilege('pg_replication_origin_oid(text)', 'EXECUTE')",
            &[],
        )
        .map_err(&failed)?
        .get(0);
    if !may {
        return Ok(false);
    }
    let database: String = client
        .query_one("SELECT current_database()::text", &[])
        .map_err(&failed)?
        .get(0);
    let name = origin_name(job, &database);
    client
        .execute(
            "SELECT pg_replication_origin_create($1) WHERE pg_replication_origin_oid($1) IS NULL",
            &[&name],
        )
        .map_err(&failed)?;
    let mut left = PATIENCE.as_millis() / RETRY.as_millis();
    loop {
        let code = match client.execute("SELECT pg_replication_origin_session_setup($1)", &[&name]) {
            Ok(_) => return Ok(true),
            Err(error) => match error.code() {
                Some(code) => (code.clone(), error),
                None => return Err(failed(error)),
            },
        };
        match code {
            // Others have all that max_replication_slots allows.
            (SqlState::CONFIGURATION_LIMIT_EXCEEDED, _) => return Ok(false),
            // The session before this one is about to end.
            (SqlState::OBJECT_IN_USE, _) if left > 0 => {
                left -= 1;
                std::thread::sleep(RETRY);
            }
            (_, error) => return Err(failed(error)),
        }
    }
}
/// The replication origin of a job's transactions; origins are of the whole cluster, so the database is in the name.
#[must_use]
pub fn origin_name(job: &str, database: &str) -> String {
    format!("plconv_{job}@{database}")
}
