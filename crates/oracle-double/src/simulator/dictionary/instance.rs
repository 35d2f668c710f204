//! Views of the database as a whole: V$DATABASE, parameters, transactions, sessions.

use super::made;
use crate::simulator::query::Context;
use crate::simulator::state::{State, View};
use crate::value::Value;

/// What the views say unless a test has set something else. Upper case names are properties of V$DATABASE, V$INSTANCE and
/// NLS_DATABASE_PARAMETERS, lower case ones initialization parameters.
const DEFAULTS: &[(&str, &str)] = &[
    ("NAME", "DOUBLE"),
    ("DBID", "1234567890"),
    ("LOG_MODE", "ARCHIVELOG"),
    ("OPEN_MODE", "READ WRITE"),
    ("DATABASE_ROLE", "PRIMARY"),
    ("FORCE_LOGGING", "YES"),
    ("FLASHBACK_ON", "NO"),
    ("CDB", "NO"),
    ("PLATFORM_NAME", "Linux x86 64-bit"),
    ("SUPPLEMENTAL_LOG_DATA_MIN", "YES"),
    ("SUPPLEMENTAL_LOG_DATA_PK", "NO"),
    ("SUPPLEMENTAL_LOG_DATA_UI", "NO"),
    ("SUPPLEMENTAL_LOG_DATA_FK", "NO"),
    ("SUPPLEMENTAL_LOG_DATA_ALL", "NO"),
    ("VERSION", "19.0.0.0.0"),
    ("VERSION_FULL", "19.21.0.0.0"),
    (
        "BANNER",
        "Oracle Database 19c Enterprise Edition Release 19.0.0.0.0 - Production",
    ),
    ("NLS_CHARACTERSET", "AL32UTF8"),
    ("NLS_NCHAR_CHARACTERSET", "AL16UTF16"),
    ("NLS_LENGTH_SEMANTICS", "BYTE"),
    ("NLS_LANGUAGE", "AMERICAN"),
    ("NLS_TERRITORY", "AMERICA"),
    ("NLS_NUMERIC_CHARACTERS", ".,"),
    ("NLS_SORT", "BINARY"),
    ("NLS_COMP", "BINARY"),
    ("NLS_RDBMS_VERSION", "19.0.0.0.0"),
    ("compatible", "19.0.0"),
    ("db_block_size", "8192"),
    ("db_name", "DOUBLE"),
    ("enable_goldengate_replication", "FALSE"),
    ("max_string_size", "EXTENDED"),
    ("open_cursors", "300"),
    ("processes", "320"),
    ("sessions", "504"),
    ("undo_management", "AUTO"),
    ("undo_retention", "900"),
    ("log_archive_format", "%t_%s_%r.dbf"),
];

/// A parameter or property.
pub(super) fn parameter(state: &State, name: &str) -> String {
    let default = DEFAULTS
        .iter()
        .find(|(known, _)| *known == name)
        .map_or("", |(_, value)| value);
    state
        .parameters
        .get(name)
        .map_or(default, String::as_str)
        .to_owned()
}

/// All whose names fit, with their values.
fn parameters(state: &State, fits: impl Fn(&str) -> bool) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = DEFAULTS
        .iter()
        .map(|(name, _)| ((*name).to_owned(), parameter(state, name)))
        .collect();
    for (name, value) in &state.parameters {
        if !all.iter().any(|(known, _)| known == name) {
            all.push((name.clone(), value.clone()));
        }
    }
    all.retain(|(name, _)| fits(name));
    all.sort();
    all
}

const DATABASE: &str = "DBID:n NAME CREATED:d RESETLOGS_CHANGE#:n RESETLOGS_TIME:d LOG_MODE CHECKPOINT_CHANGE#:n CURRENT_SCN:n \
    OPEN_MODE DATABASE_ROLE SUPPLEMENTAL_LOG_DATA_MIN SUPPLEMENTAL_LOG_DATA_PK SUPPLEMENTAL_LOG_DATA_UI SUPPLEMENTAL_LOG_DATA_FK \
    SUPPLEMENTAL_LOG_DATA_ALL FORCE_LOGGING PLATFORM_NAME CDB CON_ID:n DB_UNIQUE_NAME FLASHBACK_ON";

pub(super) fn view(context: &Context<'_>, name: &str) -> Option<View> {
    let state = context.state;
    let (is_global, local) = match name.strip_prefix("GV$") {
        Some(rest) => (true, format!("V${rest}")),
        None => (false, name.to_owned()),
    };
    let text = |name: &str| Value::text(&parameter(state, name));
    let number = |name: &str| Value::Number(parameter(state, name).parse().unwrap_or(crate::Number::ZERO));
    let created = Value::Time(State::time(0));
    let view = match local.as_str() {
        "DUAL" => made("DUMMY", vec![vec!["X".into()]]),
        "V$DATABASE" => {
            let mut row = vec![
                number("DBID"),
                text("NAME"),
                created.clone(),
                1.into(),
                created,
                text("LOG_MODE"),
            ];
            row.extend([
                state.scn.into(),
                state.scn.into(),
                text("OPEN_MODE"),
                text("DATABASE_ROLE"),
            ]);
            for kind in ["MIN", "PK", "UI", "FK", "ALL"] {
                row.push(text(&format!("SUPPLEMENTAL_LOG_DATA_{kind}")));
            }
            row.extend([
                text("FORCE_LOGGING"),
                text("PLATFORM_NAME"),
                text("CDB"),
                0.into(),
                text("NAME"),
                text("FLASHBACK_ON"),
            ]);
            made(DATABASE, vec![row])
        }
        "V$INSTANCE" => made(
            "INSTANCE_NUMBER:n INSTANCE_NAME HOST_NAME VERSION VERSION_FULL STARTUP_TIME:d STATUS PARALLEL THREAD#:n ARCHIVER \
             LOGINS DATABASE_STATUS EDITION CON_ID:n",
            vec![vec![
                1.into(),
                "double".into(),
                "localhost".into(),
                text("VERSION"),
                text("VERSION_FULL"),
                created,
                "OPEN".into(),
                "NO".into(),
                1.into(),
                "STARTED".into(),
                "ALLOWED".into(),
                "ACTIVE".into(),
                "EE".into(),
                0.into(),
            ]],
        ),
        "V$VERSION" => made(
            "BANNER BANNER_FULL BANNER_LEGACY CON_ID:n",
            vec![vec![text("BANNER"), text("BANNER"), text("BANNER"), 0.into()]],
        ),
        "PRODUCT_COMPONENT_VERSION" => made(
            "PRODUCT VERSION VERSION_FULL STATUS",
            vec![vec![
                "Oracle Database 19c Enterprise Edition".into(),
                text("VERSION"),
                text("VERSION_FULL"),
                "Production".into(),
            ]],
        ),
        "NLS_DATABASE_PARAMETERS"
        | "V$NLS_PARAMETERS"
        | "NLS_INSTANCE_PARAMETERS"
        | "NLS_SESSION_PARAMETERS" => {
            let rows = parameters(state, |name| name.starts_with("NLS_"));
            made(
                "PARAMETER VALUE",
                rows.into_iter()
                    .map(|(name, value)| vec![name.into(), value.into()])
                    .collect(),
            )
        }
        "V$PARAMETER" | "V$SYSTEM_PARAMETER" | "V$SPPARAMETER" => {
            let rows = parameters(state, |name| {
                name.starts_with(|first: char| first.is_ascii_lowercase())
            });
            let row = |(name, value): (String, String)| {
                vec![name.into(), value.clone().into(), value.into(), "TRUE".into()]
            };
            made(
                "NAME VALUE DISPLAY_VALUE ISDEFAULT",
                rows.into_iter().map(row).collect(),
            )
        }
        "V$TRANSACTION" => {
            let rows = state.transactions.iter().map(|(xid, transaction)| {
                vec![
                    u32::from(xid.segment).into(),
                    u32::from(xid.slot).into(),
                    xid.sequence.into(),
                    "ACTIVE".into(),
                    Value::text(&format!("{}", State::time(transaction.start))),
                    transaction.start.into(),
                    Value::from(&u64::from(transaction.session).to_be_bytes()[..]),
                    Value::from(&xid.bytes()[..]),
                    Value::Time(State::time(transaction.start)),
                    Value::text(&transaction.user),
                ]
            });
            made(
                "XIDUSN:n XIDSLOT:n XIDSQN:n STATUS START_TIME START_SCN:n SES_ADDR:r XID:r START_DATE:s USERNAME",
                rows.collect(),
            )
        }
        "V$SESSION" => {
            let row = vec![
                context.session.id.into(),
                1.into(),
                Value::from(&u64::from(context.session.id).to_be_bytes()[..]),
                Value::text(&context.session.user),
                "ACTIVE".into(),
                "USER".into(),
            ];
            made("SID:n SERIAL#:n SADDR:r USERNAME STATUS TYPE", vec![row])
        }
        "V$TIMEZONE_FILE" => made(
            "FILENAME VERSION:n CON_ID:n",
            vec![vec!["timezlrg_32.dat".into(), 32.into(), 0.into()]],
        ),
        "V$PDBS" => made("CON_ID:n NAME OPEN_MODE", Vec::new()),
        "V$UNDOSTAT" => made(
            "BEGIN_TIME:d END_TIME:d MAXQUERYLEN:n TUNED_UNDORETENTION:n SSOLDERRCNT:n",
            Vec::new(),
        ),
        "SESSION_PRIVS" => made(
            "PRIVILEGE",
            state
                .privileges
                .iter()
                .map(|name| vec![Value::text(name)])
                .collect(),
        ),
        "SESSION_ROLES" => made("ROLE", Vec::new()),
        _ => return None,
    };
    Some(if is_global { with_instance(&view) } else { view })
}

/// The view of all instances: with a column in front that says which.
fn with_instance(view: &View) -> View {
    let mut columns = vec![crate::value::Column::number("INST_ID")];
    columns.extend(view.columns.iter().cloned());
    let rows = view.rows.iter().map(|row| {
        std::iter::once(Value::from(1))
            .chain(row.iter().cloned())
            .collect()
    });
    View {
        columns: columns.into(),
        rows: rows.collect(),
    }
}
