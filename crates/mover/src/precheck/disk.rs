//! Whether the target's disk has room for what comes.

use super::{Checks, PrecheckOptions};
use crate::error::Error;
use crate::plan::TablePlan;
use crate::source::oracle::dictionary::table_name;
use crate::source::oracle::driver::OracleConnection;
use postgres::Client;

/// Bytes in the target for each in the source: rows, their indexes, and the log that is written meanwhile.
const GROWTH: u64 = 2;

const SEGMENTS: &str = "SELECT TO_CHAR(SUM(bytes)) FROM dba_segments WHERE owner = :1 AND (segment_name = :2 OR segment_name IN \
                        (SELECT segment_name FROM dba_lobs WHERE owner = :3 AND table_name = :4))";

/// Compares what the source has with what is free, where that can be seen.
pub fn check(options: &PrecheckOptions, client: &mut Client, checks: &mut Checks) {
    let Some(bytes) = bytes_of_source(options) else {
        return checks.warn(
            "target-disk",
            "",
            "how large the tables are is not known, so neither is whether they have room in the target",
            "GRANT SELECT_CATALOG_ROLE TO the account",
        );
    };
    let shown = |bytes: u64| format!("{} MB", bytes.div_ceil(1_000_000));
    let directory = local_directory(client).unwrap_or_default();
    match directory.as_deref().map(free) {
        Some(Some(free)) if free / GROWTH >= bytes => checks.pass(
            "target-disk",
            "",
            format!(
                "the tables have {} in the source; {} are free",
                shown(bytes),
                shown(free)
            ),
        ),
        Some(Some(free)) => checks.warn(
            "target-disk",
            "",
            format!(
                "the tables have {} in the source, and {} are free in {}",
                shown(bytes),
                shown(free),
                directory.unwrap_or_default()
            ),
            format!(
                "make room: {} and more, for rows, indexes and the log",
                shown(bytes * GROWTH)
            ),
        ),
        Some(None) | None => checks.warn(
            "target-disk",
            "",
            format!(
                "the tables have {} in the source; what is free on another machine cannot be seen from here",
                shown(bytes)
            ),
            format!(
                "df on the target: {} and more, for rows, indexes and the log",
                shown(bytes * GROWTH)
            ),
        ),
    }
}

/// Bytes of all tables, or of all files.
fn bytes_of_source(options: &PrecheckOptions) -> Option<u64> {
    let tables = &options.plan.tables;
    match &options.oracle {
        Some(oracle) => {
            let connection = oracle.open().ok()?;
            let sizes = tables.iter().map(|table| segments(connection.as_ref(), table));
            sizes.sum()
        }
        None => {
            let files = tables
                .iter()
                .flat_map(|table| table.csv.iter().chain(&table.script));
            let sizes = files.map(|file| Some(std::fs::metadata(options.plan.file(file)).ok()?.len()));
            sizes.sum()
        }
    }
}

fn segments(connection: &dyn OracleConnection, table: &TablePlan) -> Option<u64> {
    let (owner, name) = table_name(&table.source).ok()?;
    let rows = connection.texts(SEGMENTS, &[&owner, &name, &owner, &name]).ok()?;
    let bytes = rows.first()?.first()?.as_deref();
    // A view has no segment.
    bytes.map_or(Some(0), |bytes| bytes.trim().parse().ok())
}

/// Where the target keeps its data, if that is on this machine and the role may know it.
fn local_directory(client: &mut Client) -> Result<Option<String>, Error> {
    let row = client
        .query_one(
            "SELECT CASE WHEN inet_server_addr() IS NULL OR inet_server_addr() = inet_client_addr()
                         THEN (SELECT setting FROM pg_settings WHERE name = 'data_directory') END",
            &[],
        )
        .map_err(|error| Error::target("asking for the target's directory", &error))?;
    Ok(row.get(0))
}

/// Free bytes of the disk that a directory is on; `None` when it is not here, as of a server in a container.
#[cfg(unix)]
fn free(directory: &str) -> Option<u64> {
    let space = rustix::fs::statvfs(directory).ok()?;
    space.f_bavail.checked_mul(space.f_frsize)
}

#[cfg(not(unix))]
fn free(_directory: &str) -> Option<u64> {
    None
}
