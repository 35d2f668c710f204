//! Checks the routines of a database: compiles each, and lets plpgsql_check look into those in PL/pgSQL.
//!
//! Converted output loads with `check_function_bodies = off`, because routines may name objects that come later; so
//! nothing of a body has been looked at yet. The validators of the languages do it afterwards, on any server.

use crate::error::ServerError;
use crate::report::{CheckStatus, IssueLevel, RoutineIssue, RoutineReport};
use crate::routines::{Bodies, Body};
use crate::session::{ErrorAt, RawError, Session};
use crate::verify::VerifyProgress;

/// Keeps the functions of plpgsql_check out of the schemas of the output.
const SCHEMA: &str = "plconv_verify";

/// Routines that are neither PostgreSQL's own nor an extension's, with the relations whose triggers call them.
/// Bodies in standard SQL (BEGIN ATOMIC) were checked when they were created.
const ROUTINES: &str = "
SELECT DISTINCT p.oid::text,
       format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) AS name,
       p.proname::text,
       l.lanname::text,
       p.prosrc,
       p.prorettype = 'trigger'::regtype,
       t.tgrelid::oid::text,
       (SELECT format('%I.%I', rn.nspname, r.relname)
          FROM pg_class r JOIN pg_namespace rn ON rn.oid = r.relnamespace WHERE r.oid = t.tgrelid) AS relation,
       t.tgoldtable::text,
       t.tgnewtable::text
  FROM pg_proc p
  JOIN pg_namespace n ON n.oid = p.pronamespace
  JOIN pg_language l ON l.oid = p.prolang
  LEFT JOIN pg_trigger t ON t.tgfoid = p.oid AND NOT t.tgisinternal
 WHERE l.lanname IN ('plpgsql', 'sql')
   AND p.prosqlbody IS NULL
   AND n.nspname NOT IN ('pg_catalog', 'information_schema')
   AND NOT EXISTS (SELECT FROM pg_depend d
                    WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
 ORDER BY 2, 8, 9, 10";

/// Installs plpgsql_check: its version, or why there is none.
///
/// # Errors
/// When the server does not answer.
pub(crate) fn install_plpgsql_check(session: &mut Session) -> Result<Result<String, String>, ServerError> {
    let available = session.query_text("SELECT FROM pg_available_extensions WHERE name = 'plpgsql_check'")?;
    if available.is_empty() {
        return Ok(Err("the server has no extension plpgsql_check".to_owned()));
    }
    let install = format!("CREATE SCHEMA {SCHEMA}; CREATE EXTENSION plpgsql_check SCHEMA {SCHEMA}");
    if let Err(error) = without_event_triggers(session, |session| session.simple(&install)) {
        return Ok(Err(error.message));
    }
    let version =
        session.query_text("SELECT extversion FROM pg_extension WHERE extname = 'plpgsql_check'")?;
    Ok(Ok(version
        .into_iter()
        .flatten()
        .flatten()
        .next()
        .unwrap_or_default()))
}

/// Takes plpgsql_check away again.
///
/// # Errors
/// When the server does not answer.
pub(crate) fn remove_plpgsql_check(session: &mut Session) -> Result<(), ServerError> {
    let remove = format!("DROP EXTENSION plpgsql_check; DROP SCHEMA {SCHEMA}");
    without_event_triggers(session, |session| session.query_text(&remove))?;
    Ok(())
}

/// Runs statements of ours, which are no concern of the event triggers that were loaded. PostgreSQL, "Event Trigger
/// Behavior": they do not fire in a session that applies the changes of a replica.
fn without_event_triggers<T>(session: &mut Session, run: impl FnOnce(&mut Session) -> T) -> T {
    // Only superusers may say so; nobody else can create the extension or event triggers either.
    let silenced = session.simple("SET session_replication_role = replica").is_ok();
    let result = run(session);
    if silenced {
        // What follows reads only, if the connection is still there at all.
        let _ = session.simple("RESET session_replication_role");
    }
    result
}

/// Checks every routine.
///
/// # Errors
/// When the server does not answer.
pub(crate) fn check_routines(
    session: &mut Session,
    bodies: &Bodies<'_>,
    has_plpgsql_check: bool,
    progress: &dyn VerifyProgress,
) -> Result<Vec<RoutineReport>, ServerError> {
    let mut reports = Vec::new();
    let rows = session.query_text(ROUTINES)?;
    progress.phase("checking routines", rows.len() as u64);
    for row in rows {
        if progress.is_stopped() {
            break;
        }
        progress.step();
        let Ok::<[Option<String>; 10], _>(row) = row.try_into() else {
            continue;
        };
        let [
            oid,
            name,
            plain_name,
            language,
            text,
            is_trigger,
            relation_oid,
            relation,
            old_table,
            new_table,
        ] = row;
        let routine = Routine {
            oid: oid.unwrap_or_default(),
            is_plpgsql: language.as_deref() == Some("plpgsql"),
            is_trigger: is_trigger.as_deref() == Some("t"),
            relation_oid,
            old_table,
            new_table,
        };
        let text = text.unwrap_or_default();
        let body = bodies.find(&text, &plain_name.unwrap_or_default());
        let (status, issues) = check(session, &routine, &text, body, has_plpgsql_check)?;
        reports.push(RoutineReport {
            name: name.unwrap_or_default(),
            trigger_relation: relation,
            body: body.map(Body::place),
            status,
            issues,
        });
    }
    Ok(reports)
}

struct Routine {
    oid: String,
    is_plpgsql: bool,
    is_trigger: bool,
    relation_oid: Option<String>,
    old_table: Option<String>,
    new_table: Option<String>,
}

fn check(
    session: &mut Session,
    routine: &Routine,
    text: &str,
    body: Option<&Body<'_>>,
    has_plpgsql_check: bool,
) -> Result<(CheckStatus, Vec<RoutineIssue>), ServerError> {
    let validator = if routine.is_plpgsql {
        "plpgsql_validator"
    } else {
        "fmgr_sql_validator"
    };
    if let Err(error) = session.simple(&format!("SELECT pg_catalog.{validator}('{}')", routine.oid)) {
        return broken(*error, text, body);
    }
    // Without a trigger nothing is known about the types of OLD and NEW.
    let has_types = !routine.is_trigger || routine.relation_oid.is_some();
    if !has_plpgsql_check || !routine.is_plpgsql || !has_types {
        return Ok((CheckStatus::Compiled, Vec::new()));
    }
    match session.simple(&plpgsql_check_query(routine)) {
        Ok(rows) => Ok((
            CheckStatus::Checked,
            rows.into_iter()
                .map(|row| issue(row, body))
                .filter(|issue| !is_false_alarm(issue))
                .collect(),
        )),
        Err(error) => broken(*error, text, body),
    }
}

fn plpgsql_check_query(routine: &Routine) -> String {
    let relation = routine.relation_oid.as_deref().unwrap_or("0");
    let transition_table = |parameter: &str, name: &Option<String>| match name {
        Some(name) => format!(", {parameter} => '{}'", name.replace('\'', "''")),
        None => String::new(),
    };
    format!(
        "SELECT lineno, statement, sqlstate, message, detail, hint, level, \"position\", query, context \
         FROM {SCHEMA}.plpgsql_check_function_tb('{}'::regprocedure, '{relation}'::regclass, \
         fatal_errors => false{}{})",
        routine.oid,
        transition_table("oldtable", &routine.old_table),
        transition_table("newtable", &routine.new_table),
    )
}

/// A routine that its language, or plpgsql_check before it looks at statements, rejects as a whole.
fn broken(
    error: RawError,
    text: &str,
    body: Option<&Body<'_>>,
) -> Result<(CheckStatus, Vec<RoutineIssue>), ServerError> {
    if error.fatal {
        return Err(ServerError::Postgres {
            doing: "check routines".to_owned(),
            message: error.message,
        });
    }
    let place = body.map(|body| match &error.at {
        ErrorAt::Internal(position, query) if query == text => body.token(*position),
        ErrorAt::Internal(position, query) => body.query_token(1, query, *position),
        ErrorAt::Unknown | ErrorAt::Statement(_) => {
            match error
                .context
                .as_deref()
                .and_then(|context| number_after(context, "near line "))
            {
                Some(line) => body.line(line),
                None => body.place(),
            }
        }
    });
    let issue = RoutineIssue {
        level: IssueLevel::Error,
        sqlstate: error.sqlstate,
        message: error.message,
        detail: error.detail,
        hint: error.hint,
        context: error.context,
        statement: None,
        query: None,
        place,
    };
    Ok((CheckStatus::Broken, vec![issue]))
}

/// A row of `plpgsql_check_function_tb`.
fn issue(row: Vec<Option<String>>, body: Option<&Body<'_>>) -> RoutineIssue {
    let mut row = row.into_iter();
    let mut next = || row.next().flatten();
    let line = next().and_then(|line| line.parse().ok());
    let (statement, sqlstate, message, detail, hint) = (next(), next(), next(), next(), next());
    let level = level(next().as_deref().unwrap_or(""));
    let position = next().and_then(|position| position.parse::<usize>().ok());
    let (query, context) = (next(), next());
    let place = body.map(|body| match (line, &query, position) {
        (Some(line), Some(query), Some(position)) => {
            body.query_token(line, query, position.saturating_sub(1))
        }
        (Some(line), _, _) => body.line(line),
        (None, _, _) => body.place(),
    });
    RoutineIssue {
        level,
        sqlstate: sqlstate.unwrap_or_default(),
        message: message.unwrap_or_default(),
        detail,
        hint,
        context,
        statement,
        query,
        place,
    }
}

/// What plpgsql_check 2 says of statements that PostgreSQL runs: it takes the row that CALL gives for the composite
/// variable in it, and after an error in a CALL it misses the plan.
fn is_false_alarm(issue: &RoutineIssue) -> bool {
    let is_call = issue.statement.as_deref() == Some("CALL");
    let about_the_row = [
        "too many attributes",
        "too few attributes",
        "target type is different",
    ];
    is_call
        && (issue.sqlstate == "XX000" && issue.message.starts_with("there are no plan for query")
            || issue.level == IssueLevel::Warning
                && about_the_row.iter().any(|start| issue.message.starts_with(start)))
}

/// The levels of plpgsql_check; one that a later version adds is taken for a warning.
fn level(text: &str) -> IssueLevel {
    match text {
        "error" => IssueLevel::Error,
        "warning extra" => IssueLevel::WarningExtra,
        "performance" => IssueLevel::Performance,
        "security" => IssueLevel::Security,
        "compatibility" => IssueLevel::Compatibility,
        _ => IssueLevel::Warning,
    }
}

fn number_after(text: &str, words: &str) -> Option<usize> {
    let rest = text.split_once(words)?.1;
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    rest[..digits].parse().ok()
}
