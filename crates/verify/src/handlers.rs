//! What a server without exception handlers makes of code that has some.
//!
//! The embedded server ends a statement at the first error, even where a block of PL/pgSQL has a handler for it. Such an
//! error says nothing about the code: another PostgreSQL may go on.

use crate::error::ServerError;
use crate::script::{ScriptOutcome, StatementResult};
use crate::session::Session;
use std::collections::BTreeSet;

/// Routines with a handler, as the context of an error names them: without schema where the search path has it.
const WITH_HANDLERS: &str = r"
SELECT n.nspname, p.proname
  FROM pg_proc p
  JOIN pg_namespace n ON n.oid = p.pronamespace
  JOIN pg_language l ON l.oid = p.prolang
 WHERE l.lanname = 'plpgsql'
   AND p.prosrc ~* '\mexception\s+when\M'";

/// Marks the errors that passed a block with a handler: [`crate::SqlError::may_be_handled`].
///
/// # Errors
/// When the server does not answer.
pub(crate) fn mark_unhandled(session: &mut Session, outcome: &mut ScriptOutcome) -> Result<(), ServerError> {
    let ScriptOutcome {
        statements, files, ..
    } = outcome;
    let mut with_handlers: Option<BTreeSet<String>> = None;
    for statement in statements {
        let StatementResult::Failed(error) = &mut statement.result else {
            continue;
        };
        let Some(context) = error.context.as_deref() else {
            continue;
        };
        let with_handlers = match &with_handlers {
            Some(known) => known,
            None => with_handlers.insert(routines_with_handlers(session)?),
        };
        let own_text = || {
            let source = files.iter().find(|source| source.file == statement.place.file)?;
            source.text.get(statement.place.start..statement.place.end)
        };
        error.may_be_handled = frames(context).any(|frame| match frame {
            Frame::Block => own_text().is_some_and(has_handler),
            Frame::Routine(name) => with_handlers.contains(name),
        });
    }
    Ok(())
}

/// Code that a statement was in when it failed.
#[derive(PartialEq, Eq, Debug)]
enum Frame<'c> {
    /// The block of a DO.
    Block,
    /// A routine.
    Routine(&'c str),
}

fn frames(context: &str) -> impl Iterator<Item = Frame<'_>> {
    let named = context
        .lines()
        .filter_map(|line| line.strip_prefix("PL/pgSQL function "));
    named.filter_map(|frame| match frame.split(['(', ' ']).next()? {
        "inline_code_block" => Some(Frame::Block),
        name => Some(Frame::Routine(name)),
    })
}

/// Whether the text of a block has a handler. A word of a comment makes it say so too, which costs a verdict and hides no
/// error of a server that runs handlers.
fn has_handler(text: &str) -> bool {
    let mut words = text.split_whitespace().map(str::to_ascii_lowercase);
    let mut last = String::new();
    words.any(|word| {
        let found = word == "when" && last == "exception";
        last = word;
        found
    })
}

fn routines_with_handlers(session: &mut Session) -> Result<BTreeSet<String>, ServerError> {
    let mut names = BTreeSet::new();
    for row in session.query_text(WITH_HANDLERS)? {
        if let [Some(schema), Some(name)] = row.as_slice() {
            let quoted = |name: &str| match name
                .chars()
                .all(|c| c.is_ascii_lowercase() || c == '_' || c.is_ascii_digit())
            {
                true => name.to_owned(),
                false => format!("\"{}\"", name.replace('"', "\"\"")),
            };
            names.insert(quoted(name));
            names.insert(format!("{}.{}", quoted(schema), quoted(name)));
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_read_from_the_context() {
        let context = "SQL statement \"CALL hr.raise_all(1)\"\n\
                       PL/pgSQL function hr.raise_all(numeric) line 3 at RAISE\n\
                       PL/pgSQL function \"P\".x() line 4 at CALL\n\
                       PL/pgSQL function inline_code_block line 2 at CALL";
        assert_eq!(
            frames(context).collect::<Vec<_>>(),
            [
                Frame::Routine("hr.raise_all"),
                Frame::Routine("\"P\".x"),
                Frame::Block
            ]
        );
    }

    #[test]
    fn handlers_are_known_by_their_words() {
        assert!(has_handler(
            "BEGIN\n f();\nexception\n  WHEN others THEN NULL;\nEND"
        ));
        assert!(!has_handler(
            "BEGIN RAISE EXCEPTION 'x'; CASE WHEN true THEN f(); END CASE; END"
        ));
    }
}
