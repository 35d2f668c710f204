//! Checks of the target, and of each table on both sides.

use super::{Checks, PrecheckOptions};
use crate::error::Error;
use crate::load::{TableTask, same_target};
use crate::plan::{Existing, Indexes, TablePlan};
use crate::policy::OnPrecision;
use crate::source::SourceSession;
use crate::target::{self, TargetTable};
use plconv_catalog::DataType;
use postgres::Client;
use std::collections::BTreeMap;

/// The oldest PostgreSQL that is supported.
const OLDEST: i32 = 150_000;

pub fn check(options: &PrecheckOptions, checks: &mut Checks) {
    let mut client = match options.target.connect() {
        Ok(client) => client,
        Err(error) => return checks.error("target-connection", "", &error),
    };
    checks.pass("target-connection", "", options.target.shown());
    if let Err(error) = check_server(options, &mut client, checks) {
        checks.error("target-server", "", &error);
    }
    let mut session = match options.source.connect() {
        Ok(session) => session,
        // It was told already.
        Err(_) if options.oracle.is_some() => return,
        Err(error) => return checks.error("source-connection", "", &error.into()),
    };
    super::disk::check(options, &mut client, checks);
    let oracle = options.oracle.as_ref().and_then(|oracle| oracle.open().ok());
    let mut targets = BTreeMap::new();
    for (number, plan) in options.plan.tables.iter().enumerate() {
        let number = i32::try_from(number).unwrap_or(i32::MAX);
        match check_table(options, &mut client, session.as_mut(), number, plan, checks) {
            Ok(task) => {
                if let Some(other) = targets.insert(task.target.oid, plan.source.clone()) {
                    checks.error("table", &plan.source, &same_target(&other, &task));
                }
                if let Some(connection) = &oracle {
                    super::sample::check(connection.as_ref(), &task, checks);
                }
            }
            Err(Error::Target {
                message,
                state: Some(state),
                ..
            }) if state == INSUFFICIENT_PRIVILEGE => checks.fail(
                "target-privileges",
                &plan.source,
                message,
                grants(
                    &plan.target,
                    options.target.config().get_user().unwrap_or_default(),
                ),
            ),
            Err(error) => checks.error("table", &plan.source, &error),
        }
    }
}

/// SQLSTATE of what a role may not do.
const INSUFFICIENT_PRIVILEGE: &str = "42501";

/// What lets a role see and load a table, whose name may have a schema.
fn grants(table: &str, user: &str) -> String {
    let of_schema = table.rsplit_once('.').map_or_else(String::new, |(schema, _)| {
        format!("GRANT USAGE ON SCHEMA {schema} TO {user}; ")
    });
    format!("{of_schema}GRANT SELECT, INSERT ON {table} TO {user}")
}

fn failed(error: postgres::Error) -> Error {
    Error::target("checking the target", &error)
}

fn check_server(options: &PrecheckOptions, client: &mut Client, checks: &mut Checks) -> Result<(), Error> {
    let row = client
        .query_one(
            "SELECT current_setting('server_version_num')::int, current_setting('server_version'),
                    current_setting('server_encoding'), current_user::text, current_database()::text,
                    has_database_privilege(current_database(), 'CREATE'), to_regnamespace('plconv') IS NOT NULL,
                    coalesce(has_schema_privilege(to_regnamespace('plconv')::oid, 'CREATE, USAGE'), false),
                    current_setting('max_connections')::int",
            &[],
        )
        .map_err(failed)?;
    let (number, version): (i32, &str) = (row.get(0), row.get(1));
    if number >= OLDEST {
        checks.pass("target-version", "", format!("PostgreSQL {version}"));
    } else {
        checks.fail(
            "target-version",
            "",
            format!("PostgreSQL {version} is older than 15"),
            "upgrade the target",
        );
    }
    let (encoding, user, database): (&str, &str, &str) = (row.get(2), row.get(3), row.get(4));
    if encoding == "UTF8" {
        checks.pass("target-encoding", "", "UTF8");
    } else {
        checks.fail(
            "target-encoding",
            "",
            format!("the database's encoding is {encoding}: characters that it lacks cannot be stored"),
            format!("CREATE DATABASE {database}_utf8 ENCODING 'UTF8' TEMPLATE template0"),
        );
    }
    let (may_create, exists, may_use): (bool, bool, bool) = (row.get(5), row.get(6), row.get(7));
    if (exists && may_use) || (!exists && may_create) {
        checks.pass(
            "target-state",
            "",
            "the state tables can be kept in schema plconv",
        );
    } else {
        checks.fail(
            "target-state",
            "",
            "the role may not keep the state tables in schema plconv",
            format!("CREATE SCHEMA IF NOT EXISTS plconv AUTHORIZATION {user}"),
        );
    }
    if target::may_skip_triggers(client)? {
        checks.pass("target-triggers", "", "the role may set session_replication_role");
    } else {
        checks.warn(
            "target-triggers",
            "",
            "the role may not set session_replication_role, so triggers are disabled table by table, which needs their owner",
            format!("GRANT SET ON PARAMETER session_replication_role TO {user}"),
        );
    }
    let connections: i32 = row.get(8);
    let needed = i32::try_from(options.plan.load.workers + 2).unwrap_or(i32::MAX);
    if connections > needed {
        checks.pass(
            "target-connections",
            "",
            format!("max_connections is {connections}"),
        );
    } else {
        checks.fail(
            "target-connections",
            "",
            format!("{needed} connections are needed, max_connections is {connections}"),
            "fewer load.workers in the plan, or a higher max_connections",
        );
    }
    Ok(())
}

fn check_table(
    options: &PrecheckOptions,
    client: &mut Client,
    session: &mut dyn SourceSession,
    number: i32,
    plan: &TablePlan,
    checks: &mut Checks,
) -> Result<TableTask, Error> {
    let table = target::table(client, &plan.target)?;
    let columns = session.columns(plan)?;
    let task = TableTask::new(&options.plan, number, columns, table.clone())?;
    checks.pass(
        "table",
        &plan.source,
        format!("{} columns go to {}", task.columns.len(), table.name),
    );
    check_rows(options, plan, &table, checks);
    check_privileges(options, client, plan, &table, checks)?;
    if table.primary_key.is_empty() {
        checks.warn(
            "primary-key",
            &plan.source,
            format!(
                "{} has no primary key: rows cannot be replaced, and validation compares whole rows",
                table.name
            ),
            format!("ALTER TABLE {} ADD PRIMARY KEY (...)", table.name),
        );
    } else {
        checks.pass("primary-key", &plan.source, table.primary_key.join(", "));
    }
    check_losses(plan, &task, checks);
    Ok(task)
}

/// Types whose values may lose something on their way.
fn check_losses(plan: &TablePlan, task: &TableTask, checks: &mut Checks) {
    for (source, column) in task.source_columns.iter().zip(&task.columns) {
        let object = format!("{}.{}", plan.source, source.name);
        let is_chosen = column.policy.precision != OnPrecision::default()
            || plan
                .column
                .get(&source.name)
                .is_some_and(|choices| choices.precision.is_some());
        if fraction(source.data_type.as_ref()).is_some_and(|digits| digits > 6) && !is_chosen {
            checks.warn(
                "nanoseconds",
                &object,
                format!(
                    "values with more than microseconds do not fit {}",
                    column.target_type.name()
                ),
                format!(
                    "[table.column.{}] precision = \"truncate\", or \"round\"",
                    source.name
                ),
            );
        }
        if matches!(source.data_type, Some(DataType::TimestampTz { .. })) {
            checks.warn(
                "time-zone",
                &object,
                "the instant is kept, the time zone of each value is not",
                "a virtual column or view with TO_CHAR(value, 'TZR') beside it, if the zone matters",
            );
        }
    }
}

/// Digits of a second that values of a type may have.
fn fraction(data_type: Option<&DataType>) -> Option<u8> {
    let (DataType::Timestamp { fraction }
    | DataType::TimestampTz { fraction }
    | DataType::TimestampLtz { fraction }
    | DataType::IntervalDayToSecond { fraction }) = data_type?
    else {
        return None;
    };
    Some(*fraction)
}

fn check_rows(options: &PrecheckOptions, plan: &TablePlan, table: &TargetTable, checks: &mut Checks) {
    let existing = plan.existing.unwrap_or(options.plan.load.existing);
    if !table.has_rows {
        checks.pass("existing-rows", &plan.source, format!("{} is empty", table.name));
        return;
    }
    match existing {
        Existing::Fail => checks.fail(
            "existing-rows",
            &plan.source,
            format!("{} has rows already", table.name),
            format!(
                "TRUNCATE {}; or existing = \"truncate\", \"skip\", \"append\" or \"upsert\" in the plan",
                table.name
            ),
        ),
        Existing::Truncate => checks.warn(
            "existing-rows",
            &plan.source,
            format!("the rows of {} will be removed", table.name),
            "existing = \"append\" or \"upsert\" in the plan keeps them",
        ),
        Existing::Skip | Existing::Append | Existing::Upsert => {
            checks.pass("existing-rows", &plan.source, "rows that are there stay");
        }
    }
}

fn check_privileges(
    options: &PrecheckOptions,
    client: &mut Client,
    plan: &TablePlan,
    table: &TargetTable,
    checks: &mut Checks,
) -> Result<(), Error> {
    let row = client
        .query_one(
            "SELECT has_table_privilege($1::oid, 'INSERT') AND has_table_privilege($1::oid, 'SELECT'),
                    pg_has_role(relowner, 'USAGE'), current_user::text FROM pg_class WHERE oid = $1::oid",
            &[&table.oid],
        )
        .map_err(failed)?;
    let (may_write, owns, user): (bool, bool, &str) = (row.get(0), row.get(1), row.get(2));
    let name = &table.name;
    if !may_write {
        checks.fail(
            "target-privileges",
            &plan.source,
            format!("the role may not read and insert into {name}"),
            format!("GRANT SELECT, INSERT ON {name} TO {user}"),
        );
    } else if !owns && options.plan.load.indexes == Indexes::Rebuild {
        checks.fail(
            "target-privileges",
            &plan.source,
            format!("indexes and keys of {name} can only be set aside by its owner"),
            format!("ALTER TABLE {name} OWNER TO {user}; or load.indexes = \"keep\" in the plan"),
        );
    } else {
        checks.pass(
            "target-privileges",
            &plan.source,
            format!("the role may load {name}"),
        );
    }
    Ok(())
}
