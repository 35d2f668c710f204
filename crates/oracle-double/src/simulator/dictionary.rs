//! The dictionary: views of what is there, and functions that ask the session or the database.

mod columns;
mod constraints;
mod ddl;
mod instance;
mod objects;

use super::query::Context;
use super::sql::ast::TableName;
use super::sql::eval::Computed;
use super::sql::values::{to_integer, to_text};
use super::state::{State, View, no_table};
use super::storage::StoredTable;
use crate::database::OracleError;
use crate::value::{Column, DataType, Row, Value};

/// Which rows a view of a family shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    /// ALL_, DBA_ and CDB_: the double checks no privileges.
    All,
    /// USER_: those of the current user, without the column that says so.
    User,
}

/// The rows of a view by its name.
pub(crate) fn view(context: &Context<'_>, name: &TableName) -> Computed<View> {
    if !matches!(name.owner.as_deref(), None | Some("SYS" | "PUBLIC" | "SYSTEM")) {
        return Err(no_table());
    }
    if let Some(view) = context.state.views.get(&name.name) {
        return Ok(view.clone());
    }
    let plain = name.name.replace("V_$", "V$");
    if let Some(view) = instance::view(context, &plain) {
        return Ok(view);
    }
    if let Some(view) = super::logminer::view(context, &plain) {
        return view;
    }
    let (family, rest) = match plain.split_once('_') {
        Some(("ALL" | "DBA" | "CDB", rest)) => (Family::All, rest),
        Some(("USER", rest)) => (Family::User, rest),
        _ => return Err(no_table()),
    };
    let view = objects::view(context, rest).ok_or_else(no_table)?;
    Ok(match family {
        Family::All => view,
        Family::User => of_user(view, &context.session.user),
    })
}

/// The rows of one owner, without their first column, which is the owner.
fn of_user(view: View, user: &str) -> View {
    let owner = Value::text(user);
    let rows = view.rows.iter().filter(|row| row[0] == owner);
    View {
        columns: view.columns[1..].into(),
        rows: rows.map(|row| Row::from(&row[1..])).collect(),
    }
}

/// A view from a list of its columns: `NAME`, or with `:n` a NUMBER, `:d` a DATE, `:l` a LONG, `:c` a CLOB, `:r` a RAW, `:s` a
/// TIMESTAMP.
pub(super) fn made(columns: &str, rows: Vec<Vec<Value>>) -> View {
    let columns = columns.split_whitespace().map(|column| {
        let (name, kind) = column.split_once(':').unwrap_or((column, ""));
        let data_type = match kind {
            "n" => DataType::Number(0, -127),
            "d" => DataType::Date,
            "l" => DataType::Long,
            "c" => DataType::Clob,
            "r" => DataType::Raw(2000),
            "s" => DataType::Timestamp(6),
            _ => DataType::Varchar2(4000),
        };
        Column::new(name, data_type)
    });
    View {
        columns: columns.collect(),
        rows: rows.into_iter().map(Row::from).collect(),
    }
}

/// All tables, with owner and name.
fn tables(state: &State) -> impl Iterator<Item = (Value, Value, &StoredTable)> {
    state
        .tables
        .iter()
        .map(|((owner, name), table)| (Value::text(owner), Value::text(name), table))
}

fn yes(flag: bool) -> Value {
    Value::from(if flag { "YES" } else { "NO" })
}

/// The value of a function that depends on the session or the database; `None` if there is none of this name.
pub(crate) fn function(context: &Context<'_>, name: &str, arguments: &[Value]) -> Option<Computed<Value>> {
    if let Some(value) = super::logminer::constant(name) {
        return Some(Ok(value));
    }
    let session = context.session;
    let now = State::time(context.state.scn);
    let whole = crate::codec::temporal::DateTime { nanosecond: 0, ..now };
    Some(match (name, arguments.len()) {
        ("SYSDATE" | "CURRENT_DATE", 0) => Ok(Value::Time(whole)),
        ("SYSTIMESTAMP" | "CURRENT_TIMESTAMP", _) => Ok(Value::TimeTz(now, 0)),
        ("LOCALTIMESTAMP", _) => Ok(Value::Time(now)),
        ("USER", 0) => Ok(Value::text(&session.user)),
        ("UID", 0) => Ok(100.into()),
        ("DBTIMEZONE", 0) => Ok("+00:00".into()),
        ("SESSIONTIMEZONE", 0) => Ok(Value::text(&session.time_zone)),
        ("SYS_CONTEXT", 2) => sys_context(context, arguments),
        ("DBMS_FLASHBACK.GET_SYSTEM_CHANGE_NUMBER", 0) => Ok(context.state.scn.into()),
        ("SCN_TO_TIMESTAMP", 1) => {
            to_integer(&arguments[0]).map(|scn| Value::Time(State::time(u64::try_from(scn).unwrap_or(0))))
        }
        ("TIMESTAMP_TO_SCN", 1) => match &arguments[0] {
            Value::Time(time) | Value::TimeTz(time, _) => {
                let start = State::time(0).epoch_seconds();
                let seconds = u64::try_from(time.epoch_seconds() - start).unwrap_or(0);
                Ok((seconds * 1000 + u64::from(time.nanosecond / 1_000_000)).into())
            }
            _ => Err(OracleError::new(932, "inconsistent datatypes")),
        },
        ("DBMS_METADATA.GET_DDL", 2 | 3) => {
            let text = |at: usize| {
                arguments
                    .get(at)
                    .and_then(Value::as_text)
                    .unwrap_or_default()
                    .to_owned()
            };
            let owner = if arguments.len() == 3 && !arguments[2].is_null() {
                text(2)
            } else {
                session.schema.clone()
            };
            ddl::get_ddl(context, &text(0), &text(1), &owner)
        }
        ("DBMS_METADATA.GET_DEPENDENT_DDL", _) => {
            Err(OracleError::new(31608, "specified object of type not found"))
        }
        ("DBMS_METADATA.SESSION_TRANSFORM", 0) => Ok((-1_i32).into()),
        ("BINARY_DOUBLE_NAN", 0) => Ok(Value::Double(f64::NAN)),
        ("BINARY_DOUBLE_INFINITY", 0) => Ok(Value::Double(f64::INFINITY)),
        ("BINARY_FLOAT_NAN", 0) => Ok(Value::Float(f32::NAN)),
        ("BINARY_FLOAT_INFINITY", 0) => Ok(Value::Float(f32::INFINITY)),
        ("TRUE", 0) => Ok(Value::Boolean(true)),
        ("FALSE", 0) => Ok(Value::Boolean(false)),
        ("SYS_GUID", 0) => {
            let mut guid = [0_u8; 16];
            guid[8..].copy_from_slice(&context.state.scn.to_be_bytes());
            Ok(Value::from(&guid[..]))
        }
        _ => return None,
    })
}

fn sys_context(context: &Context<'_>, arguments: &[Value]) -> Computed<Value> {
    let session = context.session;
    let name = to_text(&arguments[1], &session.nls)?
        .unwrap_or_default()
        .to_uppercase();
    Ok(match name.as_str() {
        "SESSION_USER" | "CURRENT_USER" => Value::text(&session.user),
        "CURRENT_SCHEMA" => Value::text(&session.schema),
        "SID" | "SESSIONID" => Value::text(&session.id.to_string()),
        "SERVICE_NAME" => Value::text(&session.service),
        "DB_NAME" | "DB_UNIQUE_NAME" => instance::parameter(context.state, "NAME").into(),
        "INSTANCE" => "1".into(),
        "CON_ID" => "0".into(),
        "CON_NAME" => instance::parameter(context.state, "NAME").into(),
        "ISDBA" => "FALSE".into(),
        _ => Value::Null,
    })
}
