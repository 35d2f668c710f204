//! Syntax trees of units, kept by their text: an edit parses again only what it changed.
#![allow(
    missing_docs,
    reason = "what the macros of salsa generate has no comments; our own items have"
)]

use crate::inputs::{Db, Project};
use crate::loading::LoadedUnit;
use plconv_diagnostics::{Code, Diagnostic};
use plconv_source::{TextRange, TextSize};
use plconv_syntax::ast::{self, AstNode};
use plconv_syntax::conditional::{FlagValue, Flags};
use plconv_syntax::parser::{ErrorKind, Parse, ParseOptions, SyntaxError};
use plconv_syntax::script::StatementKind;
use std::sync::Arc;

/// The text of a unit, wherever it stands: two units with the same text share their tree.
#[salsa::interned]
pub(crate) struct UnitText<'db> {
    pub text: Arc<str>,
}

/// The conditional compilation flags of the policy. A query of its own, so that other choices do not parse all again.
#[salsa::tracked]
fn parse_options(db: &dyn Db, project: Project) -> ParseOptions {
    let mut flags = Flags::default();
    for (name, value) in &project.policy(db).plsql_ccflags {
        flags
            .values
            .insert(name.trim_start_matches("$$").to_uppercase(), flag_value(value));
    }
    ParseOptions {
        flags,
        ..ParseOptions::default()
    }
}

/// A flag is a boolean or integer literal or NULL; inquiry directives can be texts. Database Reference,
/// "PLSQL_CCFLAGS".
fn flag_value(text: &str) -> FlagValue {
    let text = text.trim();
    match text.to_uppercase().as_str() {
        "NULL" | "" => FlagValue::Null,
        "TRUE" => FlagValue::Boolean(true),
        "FALSE" => FlagValue::Boolean(false),
        _ => match text.parse() {
            Ok(number) => FlagValue::Integer(number),
            Err(_) => FlagValue::Text(text.trim_matches('\'').to_owned()),
        },
    }
}

#[salsa::tracked]
pub(crate) fn parse_text<'db>(db: &'db dyn Db, project: Project, unit: UnitText<'db>) -> Arc<Parse> {
    db.recent().parse(unit.text(db), parse_options(db, project))
}

/// Keeps the tree that somebody else has of a unit, parsed with the flags of this project: it is not parsed again, and after
/// an edit of it little is.
pub fn note_parse(db: &dyn Db, project: Project, parse: &Arc<Parse>) {
    db.recent().note(parse_options(db, project), parse);
}

/// The syntax tree of a unit; offsets in it are bytes of `unit.text`. Total: a unit that cannot be parsed has a tree
/// whose root says so.
pub fn parse(db: &dyn Db, project: Project, unit: &LoadedUnit) -> Arc<Parse> {
    parse_text(db, project, UnitText::new(db, unit.text.clone())).clone()
}

/// What is wrong with the syntax of a unit, in places of its file. Wrapped units have been reported when they were
/// loaded; that their text is no PL/SQL is no news.
pub fn syntax_diagnostics(unit: &LoadedUnit, parse: &Parse) -> Vec<Diagnostic> {
    match unit.kind {
        StatementKind::Wrapped => Vec::new(),
        StatementKind::Unknown => vec![unknown_text(unit)],
        StatementKind::Sql | StatementKind::PlSql | StatementKind::Java => {
            let is_lost = ast::BadStmt::cast(parse.tree.root()).is_some();
            let end = unit.text.trim_end().len() as u32;
            let errors = (parse.errors.iter().enumerate())
                // What an earlier error of a lost unit swallowed is missing at its end: no news.
                .filter(|(index, error)| *index == 0 || !is_lost || error.start < end)
                .map(|(_, error)| syntax_diagnostic(unit, error, is_lost));
            errors
                .chain(
                    parse
                        .undefined_flags
                        .iter()
                        .map(|flag| flag_diagnostic(unit, flag)),
                )
                .collect()
        }
    }
}

/// What SQL*Plus calls an unknown command, said once for all lines that belong together.
fn unknown_text(unit: &LoadedUnit) -> Diagnostic {
    let mut place = unit.file_range();
    let lines = unit.text.get((unit.start - unit.offset) as usize..).unwrap_or("");
    let first = lines.split_whitespace().next().unwrap_or("");
    place.range = TextRange::at(place.range.start(), TextSize::of(first));
    Diagnostic::new(
        Code::SYNTAX_ERROR,
        place,
        format!(
            "no statement and no command of SQL*Plus starts with `{}`",
            shortened(first)
        ),
    )
    .with_note(match lines.lines().count() {
        0 | 1 => "this line is not executed by SQL*Plus and not converted".to_owned(),
        count => {
            format!("these {count} lines are not executed by SQL*Plus as one statement and not converted")
        }
    })
    .with_help("complete the statement or make it a comment; all others are converted")
}

/// The start of a word that may be as long as a line.
fn shortened(word: &str) -> String {
    const LONGEST: usize = 30;
    match word.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}...", word.get(..end).unwrap_or("")),
        None => word.to_owned(),
    }
}

fn flag_diagnostic(unit: &LoadedUnit, flag: &str) -> Diagnostic {
    let mut place = unit.file_range();
    place.range = TextRange::at(place.range.start(), place.range.len().min(TextSize::new(1)));
    Diagnostic::new(
        Code::CONDITIONAL_COMPILATION,
        place,
        format!("`{flag}` has no value, so that conditions see NULL; the branches were chosen accordingly"),
    )
    .with_help(format!(
        "give it a value under `[plsql-ccflags]` in plconv.toml: `{flag} = \"true\"`"
    ))
}

/// `is_lost`: nothing of the unit could be kept, so that an error the parser skipped is no smaller than others.
fn syntax_diagnostic(unit: &LoadedUnit, error: &SyntaxError, is_lost: bool) -> Diagnostic {
    let place = unit.place(error.start, error.end);
    if (unit.undefined.iter()).any(|reference| reference.contains(place.range.start())) {
        return Diagnostic::new(
            Code::UNDEFINED_VARIABLE,
            place,
            "the statement cannot be read, since this substitution variable has no value",
        )
        .with_help("give it one with `-D name=value` or under `[define]` in plconv.toml");
    }
    let (code, help) = match (error.kind, is_lost) {
        (ErrorKind::TooDeep, _) => (
            Code::TOO_LARGE,
            "divide the expression, query or block that starts here; all other statements are converted",
        ),
        (ErrorKind::Fatal, _) | (ErrorKind::Recovered, true) => (
            Code::SYNTAX_ERROR,
            "correct the statement; all others are converted",
        ),
        (ErrorKind::Recovered, false) => (
            Code::SKIPPED_STATEMENT,
            "correct the statement; the rest of the unit is converted",
        ),
    };
    let mut diagnostic = Diagnostic::new(code, place, error.message.clone()).with_help(help);
    if !error.expected.is_empty() {
        diagnostic
            .notes
            .push(format!("expected here: {}", error.expected.join(", ")));
    }
    diagnostic
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_are_booleans_integers_null_or_texts() {
        assert_eq!(flag_value("True"), FlagValue::Boolean(true));
        assert_eq!(flag_value(" 12 "), FlagValue::Integer(12));
        assert_eq!(flag_value("null"), FlagValue::Null);
        assert_eq!(flag_value("'x'"), FlagValue::Text("x".to_owned()));
    }
}
