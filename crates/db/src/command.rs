//! What is said about SQL*Plus commands that includes and variables did not use up.

use plconv_diagnostics::{Code, Diagnostic};
use plconv_source::FileRange;
use plconv_syntax::script::SqlPlusCommand;

/// Commands of a database administrator or that read another database, and what they do.
const OTHER_COMMANDS: &[(&str, Code, &str)] = &[
    (
        "APPEND",
        Code::SQLPLUS_COMMAND_REFUSED,
        "changes the statement in the buffer",
    ),
    (
        "CHANGE",
        Code::SQLPLUS_COMMAND_REFUSED,
        "changes the statement in the buffer",
    ),
    (
        "COPY",
        Code::SQLPLUS_COMMAND_REFUSED,
        "copies rows between databases",
    ),
    (
        "CTAS",
        Code::SQLPLUS_COMMAND_REFUSED,
        "creates a table like another one (SQLcl)",
    ),
    (
        "DEL",
        Code::SQLPLUS_COMMAND_REFUSED,
        "changes the statement in the buffer",
    ),
    ("DISCONNECT", Code::SQLPLUS_COMMAND, "ends the session"),
    (
        "EDIT",
        Code::SQLPLUS_COMMAND_REFUSED,
        "changes the statement in the buffer",
    ),
    (
        "GET",
        Code::SQLPLUS_COMMAND_REFUSED,
        "reads a statement from a file",
    ),
    (
        "INPUT",
        Code::SQLPLUS_COMMAND_REFUSED,
        "changes the statement in the buffer",
    ),
    (
        "LB",
        Code::SQLPLUS_COMMAND_REFUSED,
        "runs changes of Liquibase (SQLcl)",
    ),
    (
        "LIQUIBASE",
        Code::SQLPLUS_COMMAND_REFUSED,
        "runs changes of Liquibase (SQLcl)",
    ),
    (
        "LOAD",
        Code::SQLPLUS_COMMAND_REFUSED,
        "loads the rows of a file (SQLcl)",
    ),
    ("PASSWORD", Code::SQLPLUS_COMMAND, "changes a password"),
    (
        "PROJECT",
        Code::SQLPLUS_COMMAND_REFUSED,
        "manages the files of a project (SQLcl)",
    ),
    ("RECOVER", Code::SQLPLUS_COMMAND, "recovers the database"),
    (
        "REPEAT",
        Code::SQLPLUS_COMMAND_REFUSED,
        "runs the statement in the buffer again and again (SQLcl)",
    ),
    (
        "SCRIPT",
        Code::SQLPLUS_COMMAND_REFUSED,
        "runs a script of another language (SQLcl)",
    ),
    ("SHUTDOWN", Code::SQLPLUS_COMMAND, "stops the database"),
    ("STARTUP", Code::SQLPLUS_COMMAND, "starts the database"),
    (
        "XQUERY",
        Code::SQLPLUS_COMMAND_REFUSED,
        "runs an XQuery expression",
    ),
];

/// The diagnostic of a command; none for those that only change what people see (PROMPT, SPOOL, SET LINESIZE...).
pub(crate) fn diagnostic(place: FileRange, command: &SqlPlusCommand) -> Option<Diagnostic> {
    let diagnostic = match command {
        SqlPlusCommand::Host(_) => Diagnostic::new(
            Code::HOST_COMMAND,
            place,
            "the script runs an operating system command, which is not carried over",
        )
        .with_help("run the command from the script that loads the output, when it is still needed"),
        SqlPlusCommand::Connect(_) => Diagnostic::new(
            Code::SQLPLUS_COMMAND,
            place,
            "CONNECT is not carried over: one user loads the output",
        )
        .with_help("what is created after it belongs to the schema of that user"),
        SqlPlusCommand::Whenever { action, .. } if starts_with_word(action, "CONTINUE") => Diagnostic::new(
            Code::SQLPLUS_COMMAND,
            place,
            "WHENEVER ... CONTINUE is not carried over: loading the output stops at the first error",
        ),
        SqlPlusCommand::Other { name, .. } => {
            let (_, code, effect) = OTHER_COMMANDS.iter().find(|(other, _, _)| other == name)?;
            Diagnostic::new(*code, place, format!("{name} {effect} and is not carried over"))
                .with_help("do the same by hand when it is still needed")
        }
        SqlPlusCommand::Include { .. }
        | SqlPlusCommand::Define { .. }
        | SqlPlusCommand::Undefine { .. }
        | SqlPlusCommand::Accept { .. }
        | SqlPlusCommand::Prompt(_)
        | SqlPlusCommand::Remark(_)
        | SqlPlusCommand::Set { .. }
        | SqlPlusCommand::Spool(_)
        | SqlPlusCommand::Whenever { .. }
        | SqlPlusCommand::Execute { .. }
        | SqlPlusCommand::Variable { .. }
        | SqlPlusCommand::Print(_)
        | SqlPlusCommand::Exit(_)
        | SqlPlusCommand::Show(_)
        | SqlPlusCommand::Column { .. }
        | SqlPlusCommand::Run
        | SqlPlusCommand::Pause(_) => return None,
    };
    Some(diagnostic)
}

fn starts_with_word(text: &str, word: &str) -> bool {
    text.split_whitespace()
        .next()
        .is_some_and(|first| first.eq_ignore_ascii_case(word))
}
