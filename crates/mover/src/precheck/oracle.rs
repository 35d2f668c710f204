//! Checks of an Oracle source. Each question stands alone: one that the account may not ask is a warning with the grant.

use super::{Checks, PrecheckOptions};
use crate::source::OracleSource;
use crate::source::oracle::dictionary::{quoted, table_name};
use crate::source::oracle::driver::OracleConnection;

/// The oldest server that the driver talks to.
const OLDEST: u32 = 12;

/// Seconds of undo that a load should be able to count on.
const UNDO: u64 = 3600;

pub fn check(options: &PrecheckOptions, source: &OracleSource, checks: &mut Checks) {
    let connection = match source.open() {
        Ok(connection) => connection,
        Err(error) => return checks.error("source-connection", "", &error.into()),
    };
    let connection = connection.as_ref();
    checks.pass("source-connection", "", "connected");
    let version = connection.major_version();
    if version >= OLDEST {
        checks.pass("source-version", "", format!("Oracle {version}"));
    } else {
        checks.fail(
            "source-version",
            "",
            format!("Oracle {version} is older than 12.1"),
            "export the tables as CSV",
        );
    }
    check_database(connection, checks);
    check_character_sets(connection, checks);
    check_undo(connection, checks);
    for table in &options.plan.tables {
        check_table(connection, &table.source, checks);
    }
}

/// The first value of a query's first row.
fn one(connection: &dyn OracleConnection, sql: &str, binds: &[&str]) -> Result<Option<String>, String> {
    connection
        .texts(sql, binds)
        .map(|rows| {
            rows.into_iter()
                .next()
                .and_then(|row| row.into_iter().next().flatten())
        })
        .map_err(|error| error.message)
}

fn check_database(connection: &dyn OracleConnection, checks: &mut Checks) {
    let sql =
        "SELECT log_mode, supplemental_log_data_min, force_logging, TO_CHAR(current_scn) FROM v$database";
    let rows = match connection.texts(sql, &[]) {
        Ok(rows) => rows,
        Err(error) => {
            return checks.warn(
                "source-database",
                "",
                format!("the account may not read V$DATABASE: {}", error.message),
                "GRANT SELECT ON v_$database TO the account, or EXECUTE ON dbms_flashback for the SCN alone",
            );
        }
    };
    let value = |index: usize| {
        rows.first()
            .and_then(|row| row.get(index))
            .cloned()
            .flatten()
            .unwrap_or_default()
    };
    match value(0).as_str() {
        "ARCHIVELOG" => checks.pass("archive-log", "", "ARCHIVELOG"),
        mode => checks.warn(
            "archive-log",
            "",
            format!("the database is in {mode} mode: changes during the load cannot be caught up"),
            "SHUTDOWN IMMEDIATE; STARTUP MOUNT; ALTER DATABASE ARCHIVELOG; ALTER DATABASE OPEN",
        ),
    }
    match value(1).as_str() {
        "NO" | "" => checks.warn(
            "supplemental-logging",
            "",
            "no supplemental logging: changes during the load cannot be caught up",
            "ALTER DATABASE ADD SUPPLEMENTAL LOG DATA",
        ),
        found => checks.pass("supplemental-logging", "", found),
    }
    match value(2).as_str() {
        "YES" => checks.pass("force-logging", "", "YES"),
        _ => checks.warn(
            "force-logging",
            "",
            "direct-path inserts with NOLOGGING are in no log, so they cannot be caught up",
            "ALTER DATABASE FORCE LOGGING",
        ),
    }
    checks.pass("snapshot", "", format!("current SCN {}", value(3)));
}

fn check_character_sets(connection: &dyn OracleConnection, checks: &mut Checks) {
    let sql = "SELECT value FROM nls_database_parameters WHERE parameter = :1";
    match one(connection, sql, &["NLS_CHARACTERSET"]) {
        Ok(Some(name)) if name == "AL32UTF8" || name == "UTF8" => checks.pass("character-set", "", name),
        Ok(Some(name)) if name == "US7ASCII" => checks.warn(
            "character-set",
            "",
            "US7ASCII: bytes above 127 may be of any character set, and come as they are",
            "policy.invalid-text in the plan; find such rows with ASCIISTR",
        ),
        Ok(name) => checks.pass(
            "character-set",
            "",
            format!("{}, converted by the server", name.unwrap_or_default()),
        ),
        Err(message) => checks.warn(
            "character-set",
            "",
            message,
            "GRANT SELECT ON nls_database_parameters",
        ),
    }
}

fn check_undo(connection: &dyn OracleConnection, checks: &mut Checks) {
    match one(
        connection,
        "SELECT value FROM v$parameter WHERE name = 'undo_retention'",
        &[],
    ) {
        Ok(Some(seconds)) => match seconds.trim().parse::<u64>() {
            Ok(number) if number >= UNDO => checks.pass("undo-retention", "", format!("{number} s")),
            _ => checks.warn(
                "undo-retention",
                "",
                format!("{seconds} s: a load that takes longer may meet ORA-01555"),
                "ALTER SYSTEM SET UNDO_RETENTION = 86400, with an undo tablespace that is large enough",
            ),
        },
        Ok(None) | Err(_) => checks.warn(
            "undo-retention",
            "",
            "the account may not read V$PARAMETER, so UNDO_RETENTION is not known",
            "GRANT SELECT ON v_$parameter TO the account",
        ),
    }
}

fn check_table(connection: &dyn OracleConnection, source: &str, checks: &mut Checks) {
    let Ok((owner, table)) = table_name(source) else {
        return;
    };
    let name = format!("{}.{}", quoted(&owner), quoted(&table));
    let sql = format!("SELECT COUNT(*) FROM {name} WHERE ROWNUM <= 1");
    match connection.texts(&sql, &[]) {
        Ok(_) => checks.pass("source-privileges", source, "can be read"),
        Err(error) => {
            return checks.fail(
                "source-privileges",
                source,
                error.message,
                format!("GRANT SELECT, FLASHBACK ON {owner}.{table} TO the account"),
            );
        }
    }
    let extents = "SELECT COUNT(*) FROM dba_extents WHERE owner = :1 AND segment_name = :2";
    if connection.texts(extents, &[&owner, &table]).is_err() {
        checks.warn(
            "extents",
            source,
            "the account may not read DBA_EXTENTS: the table is cut by its key, or read as a whole",
            "GRANT SELECT_CATALOG_ROLE TO the account",
        );
    } else {
        checks.pass("extents", source, "the table can be cut into ranges of ROWIDs");
    }
}
