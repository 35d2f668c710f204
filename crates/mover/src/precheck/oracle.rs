//! Checks of an Oracle source. Each question stands alone: one that the account may not ask is a warning with the grant.

use super::{Checks, PrecheckOptions};
use crate::encode::days_of;
use crate::source::OracleSource;
use crate::source::oracle::dictionary::{PRIMARY_KEY, quoted, table_name};
use crate::source::oracle::driver::OracleConnection;
use crate::value::DateTime;

/// The oldest server that the driver talks to.
const OLDEST: u32 = 12;

/// Seconds of undo that a load should be able to count on.
const UNDO: u64 = 3600;

/// Hours for which archived logs should be there: what changes while nothing is carried over, and the longest transaction.
const ARCHIVED_HOURS: i64 = 24;

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
    check_archived_logs(connection, checks);
    let logs_all = database_logs(connection);
    for table in &options.plan.tables {
        check_table(connection, &table.source, checks);
        check_log_groups(connection, &table.source, logs_all, checks);
        check_row_movement(connection, &table.source, checks);
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

/// Whether rows may get other ROWIDs, by which they are read and told apart.
fn check_row_movement(connection: &dyn OracleConnection, source: &str, checks: &mut Checks) {
    let Ok((owner, table)) = table_name(source) else {
        return;
    };
    let sql = "SELECT row_movement FROM all_tables WHERE owner = :1 AND table_name = :2";
    match connection.texts(sql, &[&owner, &table]) {
        Ok(rows) => match rows.first().and_then(|row| row.first()?.as_deref()) {
            Some("ENABLED") => checks.warn(
                "row-movement",
                source,
                "SHRINK SPACE, FLASHBACK TABLE and changes of partition keys give rows other ROWIDs: they end the snapshot of a load, and \
                 without a key no change finds its row",
                format!("ALTER TABLE {owner}.{table} DISABLE ROW MOVEMENT"),
            ),
            Some(_) => checks.pass("row-movement", source, "rows keep their ROWIDs"),
            // A view.
            None => {}
        },
        Err(error) => checks.warn(
            "row-movement",
            source,
            error.message,
            "GRANT SELECT ON all_tables TO the account",
        ),
    }
}

const ARCHIVED: &str = "SELECT TO_CHAR(MIN(first_time), 'YYYY-MM-DD HH24:MI:SS') FROM v$archived_log \
WHERE archived = 'YES' AND deleted = 'NO' AND standby_dest = 'NO'";

const NOW: &str = "SELECT TO_CHAR(SYSDATE, 'YYYY-MM-DD HH24:MI:SS') FROM dual";

const OLDEST_TRANSACTION: &str =
    "SELECT TO_CHAR(MIN(start_date), 'YYYY-MM-DD HH24:MI:SS') FROM gv$transaction WHERE status = 'ACTIVE'";

/// How far back changes can be read: the log is needed from the beginning of the oldest transaction that is open.
fn check_archived_logs(connection: &dyn OracleConnection, checks: &mut Checks) {
    let ask = |sql: &str| one(connection, sql, &[]);
    let (oldest, now) = match (ask(ARCHIVED), ask(NOW)) {
        (Ok(oldest), Ok(now)) => (oldest, now),
        (Err(message), _) | (_, Err(message)) => {
            return checks.warn(
                "archived-logs",
                "",
                format!("it is not known how far back the log reaches: {message}"),
                "GRANT SELECT ON v_$archived_log TO the account",
            );
        }
    };
    const KEEP: &str = "keep archived logs for longer than the load, the longest transaction and the longest interruption take: \
                        CONFIGURE ARCHIVELOG DELETION POLICY and the retention of RMAN";
    let Some(oldest) = oldest else {
        return checks.warn("archived-logs", "", "there is no archived log on disk", KEEP);
    };
    if let Ok(Some(transaction)) = ask(OLDEST_TRANSACTION)
        && transaction < oldest
    {
        return checks.warn(
            "archived-logs",
            "",
            format!(
                "a transaction is open since {transaction}, and archived logs are there from {oldest} on"
            ),
            KEEP,
        );
    }
    let hours = now
        .as_deref()
        .and_then(seconds_of)
        .zip(seconds_of(&oldest))
        .map_or(0, |(now, oldest)| (now - oldest) / 3600);
    if hours >= ARCHIVED_HOURS {
        checks.pass("archived-logs", "", format!("{hours} hours, from {oldest} on"));
    } else {
        checks.warn(
            "archived-logs",
            "",
            format!("{hours} hours, from {oldest} on"),
            KEEP,
        );
    }
}

/// `2024-02-29 23:30:05` as seconds.
fn seconds_of(text: &str) -> Option<i64> {
    let mut numbers = text.split(['-', ' ', ':']).map(|part| part.parse::<i64>().ok());
    let mut next = || numbers.next().flatten();
    let at = DateTime {
        year: i32::try_from(next()?).ok()?,
        month: u8::try_from(next()?).ok()?,
        day: u8::try_from(next()?).ok()?,
        hour: 0,
        minute: 0,
        second: 0,
        nanosecond: 0,
    };
    Some(days_of(&at)? * 86_400 + next()? * 3600 + next()? * 60 + next()?)
}

/// What the database logs of all tables: keys, or all columns.
fn database_logs(connection: &dyn OracleConnection) -> [bool; 2] {
    let sql = "SELECT supplemental_log_data_pk, supplemental_log_data_all FROM v$database";
    let rows = connection.texts(sql, &[]).unwrap_or_default();
    [0, 1].map(|at| {
        let value = rows.first().and_then(|row| row.get(at)?.as_deref());
        value == Some("YES")
    })
}

/// Whether changes of a table tell which row they are about.
fn check_log_groups(
    connection: &dyn OracleConnection,
    source: &str,
    [keys, all]: [bool; 2],
    checks: &mut Checks,
) {
    let Ok((owner, table)) = table_name(source) else {
        return;
    };
    let groups = "SELECT log_group_type FROM all_log_groups WHERE owner = :1 AND table_name = :2";
    let (groups, key) = match (
        connection.texts(groups, &[&owner, &table]),
        connection.texts(PRIMARY_KEY, &[&owner, &table]),
    ) {
        (Ok(groups), Ok(key)) => (groups, key),
        (Err(error), _) | (_, Err(error)) => {
            return checks.warn(
                "log-groups",
                source,
                format!("it is not known what is logged of the table: {}", error.message),
                "GRANT SELECT_CATALOG_ROLE TO the account",
            );
        }
    };
    let has = |kind: &str| groups.iter().flatten().flatten().any(|found| found == kind);
    let logs_all = all || has("ALL COLUMN LOGGING");
    let (wanted, is_logged) = match key.is_empty() {
        true => ("ALL", logs_all),
        false => ("PRIMARY KEY", logs_all || keys || has("PRIMARY KEY LOGGING")),
    };
    if is_logged {
        return checks.pass("log-groups", source, "changes tell their rows");
    }
    checks.warn(
        "log-groups",
        source,
        format!(
            "no supplemental logging of ({wanted}) COLUMNS: changes do not tell which row they are about"
        ),
        format!("ALTER TABLE {owner}.{table} ADD SUPPLEMENTAL LOG DATA ({wanted}) COLUMNS"),
    );
}
