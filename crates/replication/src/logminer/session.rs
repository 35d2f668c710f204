//! A session that mines.

use super::catalog::Column;
use super::{logs, mining_error, rows};
use crate::assembler::{Assembler, Definition, Dictionary, KeyBefore, LogRow, Xid, code};
use crate::change::TableName;
use crate::redo::ColumnType;
use plconv_mover::encode::days_of;
use plconv_mover::error::{Error, SourceError};
use plconv_mover::source::ReadError;
use plconv_mover::source::oracle::dictionary::{PRIMARY_KEY, columns};
use plconv_mover::source::oracle::driver::{Kind, OracleConnection};
use plconv_mover::value::{DateTime, Value};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A session that mines, and one that answers questions in between.
pub(super) struct MiningSession {
    mining: Box<dyn OracleConnection>,
    dictionary: Box<dyn OracleConnection>,
    container: Option<String>,
    /// Seconds that the server's clock is before UTC.
    offset: i64,
}

/// What a window had.
#[derive(Debug, Default)]
pub(super) struct Mined {
    pub(super) rows: u64,
    /// The time of the last row.
    pub(super) last_time: Option<SystemTime>,
}

/// Forms of values in SQL_REDO, which follow the session's.
const SESSION: &[&str] = &[
    "ALTER SESSION SET NLS_DATE_FORMAT = 'SYYYY-MM-DD HH24:MI:SS'",
    "ALTER SESSION SET NLS_TIMESTAMP_FORMAT = 'SYYYY-MM-DD HH24:MI:SS.FF9'",
    "ALTER SESSION SET NLS_TIMESTAMP_TZ_FORMAT = 'SYYYY-MM-DD HH24:MI:SS.FF9 TZH:TZM'",
    "ALTER SESSION SET NLS_NUMERIC_CHARACTERS = '.,'",
];

/// The zone of the server's clock, which TIMESTAMP of the log is in.
const ZONE: &str = "SELECT TO_CHAR(SYSTIMESTAMP, 'TZH:TZM') FROM dual";

/// Up to where all redo threads that are open have been written. The last SCN of a thread may still get more redo.
const FLUSHED: &str =
    "SELECT TO_CHAR(MIN(last_redo_change#)) FROM v$thread WHERE status = 'OPEN' AND enabled <> 'PRIVATE'";

/// Starts LogMiner for a window.
const START: &str = "BEGIN DBMS_LOGMNR.START_LOGMNR(startScn => TO_NUMBER(:1), endScn => TO_NUMBER(:2), \
options => DBMS_LOGMNR.DICT_FROM_ONLINE_CATALOG + DBMS_LOGMNR.NO_ROWID_IN_STMT); END;";

const END: &str = "BEGIN DBMS_LOGMNR.END_LOGMNR; END;";

/// A change that means nothing, in the schema of the account.
const BEAT: &str = "BEGIN UPDATE plconv_heartbeat SET beats = beats + 1; COMMIT; END;";

/// What makes that possible.
const BEATS: [&str; 2] = [
    "CREATE TABLE plconv_heartbeat (beats NUMBER(19))",
    "BEGIN INSERT INTO plconv_heartbeat (beats) VALUES (0); COMMIT; END;",
];

/// What is read of a row of the log.
const CONTENTS: &[(&str, Kind)] = &[
    ("scn", Kind::Number),
    ("start_scn", Kind::Number),
    ("timestamp", Kind::DateTime),
    ("thread#", Kind::Number),
    ("xid", Kind::Bytes),
    ("csf", Kind::Number),
    ("operation_code", Kind::Number),
    ("rollback", Kind::Number),
    ("seg_owner", Kind::Text),
    ("table_name", Kind::Text),
    ("data_obj#", Kind::Number),
    ("row_id", Kind::Text),
    ("sql_redo", Kind::Text),
    ("status", Kind::Number),
    ("info", Kind::Text),
    ("username", Kind::Text),
    ("seg_name", Kind::Text),
];

/// Names beyond which rows are chosen by their owner alone.
const MOST_NAMES: usize = 500;

impl MiningSession {
    pub(super) fn new(
        mining: Box<dyn OracleConnection>,
        dictionary: Box<dyn OracleConnection>,
        container: Option<String>,
    ) -> Result<MiningSession, SourceError> {
        for statement in SESSION {
            mining.execute(statement, &[])?;
        }
        let zone = mining.texts(ZONE, &[]).ok();
        let zone = zone.and_then(|rows| rows.into_iter().next()?.into_iter().next()?);
        Ok(MiningSession {
            mining,
            dictionary,
            container,
            offset: zone.and_then(|zone| seconds_of_zone(&zone)).unwrap_or(0),
        })
    }

    /// The last SCN that no thread will add anything to.
    pub(super) fn flushed(&self) -> Result<u64, Error> {
        let rows = self.mining.texts(FLUSHED, &[]).map_err(mining_error)?;
        let scn = rows
            .first()
            .and_then(|row| row.first()?.as_deref()?.trim().parse::<u64>().ok())
            .ok_or_else(|| SourceError::permanent("V$THREAD names no SCN: no redo thread is open"))?;
        Ok(scn.saturating_sub(1))
    }

    /// Changes a row of the source, so that its log goes on.
    pub(super) fn beat(&self) -> Result<(), Error> {
        let connection = self.dictionary.as_ref();
        let result = match connection.execute(BEAT, &[]) {
            // Blocks tell of a table that is not there as an error of compilation.
            Err(error) if error.message.contains("ORA-00942") => BEATS
                .iter()
                .chain(&[BEAT])
                .try_for_each(|statement| connection.execute(statement, &[])),
            result => result,
        };
        result.map_err(|error| {
            let kind = error.kind;
            let message = format!(
                "replication.heartbeat-seconds needs the table PLCONV_HEARTBEAT (BEATS NUMBER) with a row in the account's schema, \
                 or CREATE TABLE and a quota: {}",
                error.message
            );
            SourceError { kind, message }.into()
        })
    }

    /// Mines a window of SCNs behind `low` up to `high`.
    pub(super) fn mine(&self, low: u64, high: u64, assembler: &mut Assembler) -> Result<Mined, Error> {
        logs::add(self.mining.as_ref(), low, high)?;
        self.mining
            .execute(START, &[&low.to_string(), &high.to_string()])
            .map_err(mining_error)?;
        let mined = self.rows(low, high, assembler);
        // The window's error is the one to tell.
        let ended = self.mining.execute(END, &[]).map_err(mining_error);
        let mined = mined?;
        ended?;
        Ok(mined)
    }

    fn rows(&self, low: u64, high: u64, assembler: &mut Assembler) -> Result<Mined, Error> {
        let (condition, more) = self.condition(assembler);
        let columns: Vec<&str> = CONTENTS.iter().map(|(name, _)| *name).collect();
        let kinds: Vec<Kind> = CONTENTS.iter().map(|(_, kind)| *kind).collect();
        let sql = format!(
            "SELECT {} FROM v$logmnr_contents WHERE scn > TO_NUMBER(:1) AND scn <= TO_NUMBER(:2) AND {condition}",
            columns.join(", ")
        );
        let (low, high) = (low.to_string(), high.to_string());
        let mut binds: Vec<&str> = vec![&low, &high];
        binds.extend(more.iter().map(String::as_str));
        let array_size = if self.mining.major_version() >= 23 {
            1000
        } else {
            200
        };
        let mut mined = Mined::default();
        let mut failure = None;
        let result = self.mining.rows(&sql, &binds, &kinds, array_size, &mut |values| {
            let row = self.row(values);
            mined.rows += 1;
            mined.last_time = row.at.or(mined.last_time);
            assembler.row(row, self).map_err(|error| {
                failure = Some(error);
                ReadError::Ended
            })
        });
        match (result, failure) {
            (_, Some(error)) => Err(error),
            (Ok(()), None) => Ok(mined),
            (Err(ReadError::Source(error)), None) => Err(mining_error(error).into()),
            (Err(ReadError::Ended), None) => Err(Error::Interrupted),
        }
    }

    /// Which rows are wanted, with binds from `:3` on.
    fn condition(&self, assembler: &Assembler) -> (String, Vec<String>) {
        let mut binds = Vec::new();
        let mut bind = |value: &str| {
            binds.push(value.to_owned());
            format!(":{}", binds.len() + 2)
        };
        let catalog = assembler.catalog();
        let names = catalog.names();
        let is_many = names.values().map(std::collections::BTreeSet::len).sum::<usize>() > MOST_NAMES;
        let mut chosen = vec![format!(
            "operation_code IN ({}, {}, {}, {})",
            code::START,
            code::COMMIT,
            code::ROLLBACK,
            code::MISSING_SCN
        )];
        for (owner, tables) in &names {
            let owner = bind(owner);
            if is_many {
                chosen.push(format!("seg_owner = {owner}"));
                continue;
            }
            let tables: Vec<String> = tables.iter().map(|table| bind(table)).collect();
            chosen.push(format!(
                "seg_owner = {owner} AND (operation_code = {} OR table_name IN ({}))",
                code::DDL,
                tables.join(", ")
            ));
        }
        // Rows of tables that have another name by now, or none.
        let objects = catalog.objects();
        if !is_many && !objects.is_empty() && objects.len() <= MOST_NAMES {
            let objects: Vec<String> = objects.iter().map(u64::to_string).collect();
            chosen.push(format!("data_obj# IN ({})", objects.join(", ")));
        } else {
            chosen.push("seg_owner = 'UNKNOWN'".to_owned());
            chosen.push("table_name LIKE 'BIN$%'".to_owned());
        }
        let mut condition = format!("({})", chosen.join(" OR "));
        if let Some(container) = &self.container {
            condition.push_str(&format!(" AND src_con_name = {}", bind(container)));
        }
        (condition, binds)
    }

    fn row(&self, values: &[Value<'_>]) -> LogRow {
        let number = |at: usize| match values.get(at) {
            Some(Value::Number(text)) => text.parse::<u64>().ok(),
            _ => None,
        };
        let small = |at: usize| {
            number(at)
                .and_then(|number| u32::try_from(number).ok())
                .unwrap_or(0)
        };
        let text = |at: usize| match values.get(at) {
            Some(Value::Text(text)) => *text,
            _ => "",
        };
        let mut xid = [0; 8];
        if let Some(Value::Bytes(bytes)) = values.get(4)
            && bytes.len() == 8
        {
            xid.copy_from_slice(bytes);
        }
        let at = match values.get(2) {
            Some(Value::DateTime(at)) => system_time(at, self.offset),
            _ => None,
        };
        let table = if text(9).is_empty() { text(16) } else { text(9) };
        LogRow {
            scn: number(0).unwrap_or(0),
            start_scn: number(1).unwrap_or(0),
            at,
            thread: u16::try_from(small(3)).unwrap_or(0),
            xid: Xid(xid),
            continues: small(5) == 1,
            code: small(6),
            is_rollback: small(7) == 1,
            owner: text(8).to_owned(),
            table: table.to_owned(),
            object: number(10),
            row_id: LogRow::row_id_of(text(11)),
            sql: text(12).to_owned(),
            status: small(13),
            info: text(14).to_owned(),
            user: Some(text(15)).filter(|user| !user.is_empty()).map(str::to_owned),
        }
    }
}

impl Dictionary for MiningSession {
    fn table(&self, name: &TableName) -> Result<Option<Definition>, SourceError> {
        let connection = self.dictionary.as_ref();
        let found = match columns(connection, &name.owner, &name.table) {
            Ok(found) => found,
            Err(error) if error.message.contains("ORA-00942") => return Ok(None),
            Err(error) => return Err(error),
        };
        let columns = found.iter().map(|column| Column {
            name: column.name.as_str().into(),
            kind: ColumnType::of(&column.data_type),
        });
        let key = connection.texts(PRIMARY_KEY, &[&name.owner, &name.table])?;
        let key = key.into_iter().filter_map(|row| row.into_iter().next().flatten());
        Ok(Some((columns.collect(), key.map(Arc::from).collect())))
    }

    fn key_before(
        &self,
        table: &TableName,
        key: &[Arc<str>],
        row_id: &str,
        scn: u64,
    ) -> Result<KeyBefore, SourceError> {
        if key.is_empty() {
            return Ok(KeyBefore::None);
        }
        rows::key_before(self.dictionary.as_ref(), table, key, row_id, scn)
    }
}

/// `+05:30` in seconds.
fn seconds_of_zone(zone: &str) -> Option<i64> {
    let zone = zone.trim();
    let (sign, rest) = match zone.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, zone.strip_prefix('+').unwrap_or(zone)),
    };
    let (hours, minutes) = rest.split_once(':')?;
    Some(sign * (hours.parse::<i64>().ok()? * 60 + minutes.parse::<i64>().ok()?) * 60)
}

/// A time of the server's clock.
fn system_time(at: &DateTime, offset: i64) -> Option<SystemTime> {
    let day = days_of(at)?.checked_sub(days_of(&EPOCH)?)?;
    let second = i64::from(at.hour) * 3600 + i64::from(at.minute) * 60 + i64::from(at.second);
    let seconds = u64::try_from(day * 86_400 + second - offset).ok()?;
    UNIX_EPOCH.checked_add(Duration::new(seconds, at.nanosecond))
}

const EPOCH: DateTime = DateTime {
    year: 1970,
    month: 1,
    day: 1,
    hour: 0,
    minute: 0,
    second: 0,
    nanosecond: 0,
};
