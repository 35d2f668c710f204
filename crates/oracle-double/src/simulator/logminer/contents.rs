//! V$LOGMNR_CONTENTS.

use super::statement::{Piece, pieces, statement};
use super::{LogMinerQuirks, option};
use crate::database::OracleError;
use crate::simulator::dictionary::made;
use crate::simulator::query::Context;
use crate::simulator::redo::{Operation, Redo};
use crate::simulator::sql::eval::Computed;
use crate::simulator::state::{State, View};
use crate::value::Value;

const COLUMNS: &str = "SCN:n START_SCN:n COMMIT_SCN:n TIMESTAMP:d START_TIMESTAMP:d COMMIT_TIMESTAMP:d XIDUSN:n XIDSLT:n XIDSQN:n \
    XID:r THREAD#:n RS_ID SSN:n CSF:n SEQUENCE#:n RBASQN:n OPERATION_CODE:n OPERATION ROLLBACK:n SEG_OWNER SEG_NAME TABLE_NAME \
    SEG_TYPE:n SEG_TYPE_NAME TABLE_SPACE ROW_ID USERNAME OS_USERNAME MACHINE_NAME SESSION#:n SERIAL#:n SESSION_INFO CLIENT_ID \
    DATA_OBJ#:n DATA_OBJD#:n DATA_OBJV#:n SQL_REDO SQL_UNDO STATUS:n INFO SRC_CON_NAME SRC_CON_ID:n";

/// What is the same in all rows of a record.
struct Common<'run> {
    redo: &'run Redo,
    rs_id: String,
    xid: Vec<u8>,
    start: Value,
}

/// What differs.
struct Entry {
    code: u32,
    operation: &'static str,
    text: Option<String>,
    status: u32,
    info: &'static str,
    owner: Value,
    name: Value,
}

pub(super) fn view(context: &Context<'_>) -> Computed<View> {
    let Some(miner) = &context.session.miner else {
        return Err(OracleError::new(
            1306,
            "dbms_logmnr.start_logmnr() must be invoked before selecting from v$logmnr_contents",
        ));
    };
    let Some((start, end, options)) = miner.window else {
        return Err(OracleError::new(
            1306,
            "dbms_logmnr.start_logmnr() must be invoked before selecting from v$logmnr_contents",
        ));
    };
    let redo = &context.state.redo;
    let quirks = &redo.quirks;
    let mut rows = Vec::new();
    let from = redo.records.partition_point(|record| record.scn < start);
    for (number, record) in redo.records.iter().enumerate().skip(from) {
        if record.scn > end {
            break;
        }
        let in_files = miner.files.contains(&(record.thread, record.sequence));
        if !in_files || record.scn > redo.flushed(record.thread, context.state.scn) {
            continue;
        }
        let transaction = record.xid.sequence;
        let is_chosen = |every: u32| every > 0 && transaction.is_multiple_of(every);
        if record.operation == Operation::Start && is_chosen(quirks.missing_start) {
            continue;
        }
        let mut xid = record.xid.bytes().to_vec();
        if is_chosen(quirks.unknown_sequence) && record.is_first {
            xid[4..].copy_from_slice(&[0xff; 4]);
        }
        // RBA: log, block and byte. Rows of one statement are one record when they share it.
        let place = if quirks.shared_rs_id {
            record.statement
        } else {
            number as u64
        };
        let common = Common {
            redo: record,
            rs_id: format!(
                " 0x{:06x}.{:08x}.{:04x} ",
                record.sequence,
                place / 16,
                (place % 16) * 16 + 16
            ),
            xid,
            start: if quirks.no_start_scn && record.operation != Operation::Start {
                0.into()
            } else {
                record.start.into()
            },
        };
        if quirks.internal_rows && record.operation == Operation::Ddl {
            let mut internal = plain(
                5,
                "DDL",
                "create table SYS.INTERNAL$ (x number);",
                "INTERNAL DDL (PlSql=0 RecDep=1)",
            );
            internal.owner = "SYS".into();
            internal.name = "INTERNAL$".into();
            push(&mut rows, &common, &internal, quirks);
        }
        for entry in entries(context.state, record, options, quirks) {
            push(&mut rows, &common, &entry, quirks);
        }
    }
    Ok(made(COLUMNS, rows))
}

fn plain(code: u32, operation: &'static str, text: &str, info: &'static str) -> Entry {
    Entry {
        code,
        operation,
        text: Some(text.to_owned()),
        status: 0,
        info,
        owner: Value::Null,
        name: Value::Null,
    }
}

/// The rows of a record, but that long statements are more than one.
fn entries(state: &State, redo: &Redo, options: i64, quirks: &LogMinerQuirks) -> Vec<Entry> {
    let delimiter = if options & option::NO_SQL_DELIMITER == 0 {
        ";"
    } else {
        ""
    };
    let Some(table) = &redo.table else {
        return vec![match redo.operation {
            Operation::Start => plain(6, "START", &format!("set transaction read write{delimiter}"), ""),
            Operation::Commit => plain(7, "COMMIT", &format!("commit{delimiter}"), ""),
            Operation::Rollback => plain(36, "ROLLBACK", &format!("rollback{delimiter}"), ""),
            Operation::Ddl | Operation::Insert | Operation::Update | Operation::Delete => plain(
                5,
                "DDL",
                &format!("{}{delimiter}", redo.text),
                "USER DDL (PlSql=0 RecDep=0)",
            ),
        }];
    };
    let mut owner = Value::text(&table.owner);
    let mut name = Value::text(&table.name);
    if redo.operation == Operation::Ddl {
        let mut entry = plain(
            5,
            "DDL",
            &format!("{}{delimiter}", redo.text),
            "USER DDL (PlSql=0 RecDep=0)",
        );
        (entry.owner, entry.name) = (owner, name);
        return vec![entry];
    }
    let known = state.tables.values().find(|stored| stored.object == table.object);
    if known.is_none() {
        (owner, name) = ("UNKNOWN".into(), format!("OBJ# {}", table.object).into());
    }
    // The dictionary is that of now: of a table that was another then only numbers of columns are known.
    let has_names = known.is_some_and(|stored| stored.version == table.version);
    let is_unsupported = quirks
        .unsupported
        .contains(&(table.owner.clone(), table.name.clone()))
        || (quirks.unsupported_rollbacks && redo.is_rollback);
    if is_unsupported {
        return vec![Entry {
            code: 255,
            operation: "UNSUPPORTED",
            text: Some("Unsupported".to_owned()),
            status: 2,
            info: "USER DML (PlSql=0 RecDep=0): unsupported",
            owner,
            name,
        }];
    }
    let (code, operation) = match redo.operation {
        Operation::Insert => (1, "INSERT"),
        Operation::Delete => (2, "DELETE"),
        Operation::Update | Operation::Ddl | Operation::Start | Operation::Commit | Operation::Rollback => {
            (3, "UPDATE")
        }
    };
    let with_rowid = options & option::NO_ROWID_IN_STMT == 0;
    let mut found = Vec::new();
    let dml = statement(redo, table, has_names, with_rowid, (&owner, &name));
    if let Some(text) = dml {
        found.push(Entry {
            code,
            operation,
            text: Some(format!("{text}{delimiter}")),
            status: if has_names { 0 } else { 2 },
            info: if has_names {
                ""
            } else {
                "Dictionary Version Mismatch"
            },
            owner: owner.clone(),
            name: name.clone(),
        });
    }
    if has_names && !redo.is_rollback {
        for Piece {
            code,
            operation,
            text,
        } in pieces(redo, table)
        {
            found.push(Entry {
                code,
                operation,
                text: Some(text),
                status: 0,
                info: "",
                owner: owner.clone(),
                name: name.clone(),
            });
        }
    }
    found
}

/// Adds the rows of an entry: one for each part of its text.
fn push(rows: &mut Vec<Vec<Value>>, common: &Common<'_>, entry: &Entry, quirks: &LogMinerQuirks) {
    let redo = common.redo;
    let time = Value::Time(State::time(redo.scn - redo.scn % 1000));
    let commit = (redo.operation == Operation::Commit).then_some(redo.scn);
    let text = entry.text.as_deref().unwrap_or_default();
    let parts = parts(text, quirks.longest_statement);
    let last = parts.len() - 1;
    for (at, part) in parts.into_iter().enumerate() {
        let table = redo.table.as_deref();
        let mut row: Vec<Value> = vec![
            redo.scn.into(),
            common.start.clone(),
            commit.into(),
            time.clone(),
            Value::Time(State::time(redo.start - redo.start % 1000)),
            if commit.is_some() {
                time.clone()
            } else {
                Value::Null
            },
            u32::from(redo.xid.segment).into(),
            u32::from(redo.xid.slot).into(),
            redo.xid.sequence.into(),
            Value::from(common.xid.as_slice()),
            u32::from(redo.thread).into(),
            Value::text(&common.rs_id),
            0.into(),
        ];
        row.extend([
            u32::from(at < last).into(),
            1.into(),
            redo.sequence.into(),
            entry.code.into(),
            entry.operation.into(),
        ]);
        row.extend([
            u32::from(redo.is_rollback).into(),
            entry.owner.clone(),
            entry.name.clone(),
            entry.name.clone(),
        ]);
        let is_table = !entry.name.is_null();
        row.extend([
            if is_table { 2.into() } else { Value::Null },
            if is_table { "TABLE".into() } else { Value::Null },
        ]);
        row.push(if is_table { "USERS".into() } else { Value::Null });
        row.push(
            redo.rowid
                .map_or_else(|| "AAAAAAAAAAAAAAAAAA".to_owned(), |rowid| rowid.to_string())
                .into(),
        );
        row.extend([
            Value::text(&redo.user),
            "oracle".into(),
            "localhost".into(),
            redo.session.into(),
            1.into(),
        ]);
        row.extend([Value::text(&format!("login_username={}", redo.user)), Value::Null]);
        row.push(table.map(|table| table.object).into());
        row.push(table.map(|table| table.data_object).into());
        row.push(table.map(|table| table.version).into());
        row.extend([
            Value::text(part),
            Value::Null,
            entry.status.into(),
            entry.info.into(),
        ]);
        row.extend([Value::Null, 0.into()]);
        rows.push(row);
    }
}

/// A text in parts of at most so many bytes, at least one.
fn parts(text: &str, longest: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while rest.len() > longest.max(4) {
        let mut end = longest.max(4);
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        parts.push(&rest[..end]);
        rest = &rest[end..];
    }
    parts.push(rest);
    parts
}
