//! Runs psql scripts: SQL statements and the meta-commands that converted output and check scripts use.
//!
//! PostgreSQL manual, "psql". Supported: `\i`, `\ir`, `\include`, `\include_relative`, `\set ON_ERROR_STOP`, `\echo`,
//! `\qecho`, `\warn`, `\q`. Any other meta-command is a failed outcome, never skipped in silence.

mod objects;
mod replay;

use crate::error::ServerError;
use crate::place::{Place, SourceText};
use crate::session::{ErrorAt, Notice, RawError, Session, SqlError};
use crate::split::{ScriptItem, Statement, split};
use crate::verify::{Silent, VerifyProgress};
use objects::Part;
use plconv_diff::word_starts;
use replay::Replay;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What to do after a statement failed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum OnError {
    /// What the script says by `\set ON_ERROR_STOP`; without it, psql goes on.
    #[default]
    AsScriptSays,
    /// Go on, to see all errors: a statement that fails does not spoil those after it in its transaction.
    Continue,
    /// Stop.
    Stop,
}

/// What a failed statement takes with it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Isolation {
    /// Each statement is its own transaction, unless the script says BEGIN. As psql does it.
    #[default]
    Autocommit,
    /// The script is one transaction, committed at the end, and each statement has its own savepoint. BEGIN, COMMIT
    /// and ROLLBACK in the script fail, and so does what PostgreSQL does not allow in a transaction block.
    Savepoints,
    /// As [`Isolation::Autocommit`], but the statements of a file that is one object are in the database together or not at
    /// all: after one that fails the others are tried, for what PostgreSQL says of them, and taken back. Not so where the
    /// script itself says BEGIN, or where PostgreSQL does not allow a statement in a transaction block.
    Objects,
}

/// How to run a script.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ScriptOptions {
    /// After an error.
    pub on_error: OnError,
    /// Transactions.
    pub isolation: Isolation,
}

/// What came of a script.
#[derive(Clone, Debug, Default)]
pub struct ScriptOutcome {
    /// Statements and meta-commands that have something to tell, in the order of execution, includes in their places.
    pub statements: Vec<StatementOutcome>,
    /// The files read, each once, in the order of first reading.
    pub files: Vec<Arc<SourceText>>,
    /// The script did not run to its end.
    pub stopped: bool,
}

impl ScriptOutcome {
    /// The errors, in order.
    pub fn errors(&self) -> impl Iterator<Item = &SqlError> {
        self.statements
            .iter()
            .filter_map(|statement| match &statement.result {
                StatementResult::Failed(error) => Some(error.as_ref()),
                StatementResult::Done { .. } | StatementResult::Echo(_) => None,
            })
    }

    /// The notices, in order.
    pub fn notices(&self) -> impl Iterator<Item = &Notice> {
        self.statements.iter().flat_map(|statement| &statement.notices)
    }
}

/// What came of a statement or meta-command.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct StatementOutcome {
    /// Its text.
    pub place: Place,
    /// What the server said while it ran, in order.
    pub notices: Vec<Notice>,
    /// Its result.
    pub result: StatementResult,
    /// It ran, but another statement of its object failed, so that it was taken back.
    pub is_undone: bool,
    /// Contents of its dollar-quoted strings, as bytes of the file.
    #[serde(skip)]
    pub(crate) dollar_quoted: Vec<Range<usize>>,
}

/// The result of a statement.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum StatementResult {
    /// It ran; the rows it gave as text, NULL as none.
    Done {
        /// Rows.
        rows: Vec<Vec<Option<String>>>,
    },
    /// It failed.
    Failed(Box<SqlError>),
    /// Text of an `\echo`.
    Echo(String),
}

impl Session {
    /// Runs a psql script with its includes.
    ///
    /// Errors of statements are outcomes; so are an include that cannot be read and a meta-command that is not
    /// supported. When the connection breaks, the statement fails with SQLSTATE 08006 and the script stops.
    ///
    /// # Errors
    /// When the script itself cannot be read.
    pub fn load_script(
        &mut self,
        path: &Path,
        options: &ScriptOptions,
    ) -> Result<ScriptOutcome, ServerError> {
        self.load_script_with(path, options, &BTreeSet::new(), &Silent)
    }

    /// The same, knowing the files that are one object each, and telling of each file that the script includes itself.
    pub(crate) fn load_script_with(
        &mut self,
        path: &Path,
        options: &ScriptOptions,
        objects: &BTreeSet<String>,
        progress: &dyn VerifyProgress,
    ) -> Result<ScriptOutcome, ServerError> {
        let root = path.parent().unwrap_or(Path::new("")).to_path_buf();
        let name = path
            .file_name()
            .unwrap_or(path.as_os_str())
            .to_string_lossy()
            .into_owned();
        let source = SourceText::new(name, read(path)?);
        progress.phase("loading", included_files(&source).len() as u64);
        Ok(Runner::new(self, root, *options, objects, progress).run(source))
    }

    /// Runs the text of a psql script; its includes are looked for in `directory`.
    pub fn load_text(
        &mut self,
        name: &str,
        text: &str,
        directory: &Path,
        options: &ScriptOptions,
    ) -> ScriptOutcome {
        let (root, no_objects) = (directory.to_path_buf(), BTreeSet::new());
        Runner::new(self, root, *options, &no_objects, &Silent).run(SourceText::new(name, text))
    }
}

fn read(path: &Path) -> Result<String, ServerError> {
    std::fs::read_to_string(path).map_err(|error| ServerError::file(path, &error))
}

/// Whether to go on.
#[derive(PartialEq, Eq)]
enum Flow {
    GoOn,
    /// `\q` ends the file it is in.
    EndOfFile,
    Stop,
}

struct Runner<'a> {
    session: &'a mut Session,
    /// The directory of the first script: `\i` and the names in places are relative to it.
    root: PathBuf,
    options: ScriptOptions,
    stop_on_error: bool,
    rollback_on_error: bool,
    /// Between BEGIN and COMMIT or ROLLBACK of the script.
    in_transaction: bool,
    /// Between our own BEGIN and COMMIT around the statements of an object.
    in_object: bool,
    /// What a server that has to start again needs.
    replay: Replay,
    /// Files being read, from the first script to the innermost include.
    including: Vec<String>,
    outcome: ScriptOutcome,
    /// The files that are one object each.
    objects: &'a BTreeSet<String>,
    progress: &'a dyn VerifyProgress,
}

impl<'a> Runner<'a> {
    fn new(
        session: &'a mut Session,
        root: PathBuf,
        options: ScriptOptions,
        objects: &'a BTreeSet<String>,
        progress: &'a dyn VerifyProgress,
    ) -> Self {
        Runner {
            session,
            root,
            options,
            stop_on_error: options.on_error == OnError::Stop,
            rollback_on_error: false,
            in_transaction: false,
            in_object: false,
            replay: Replay::default(),
            including: Vec::new(),
            outcome: ScriptOutcome::default(),
            objects,
            progress,
        }
    }

    fn run(mut self, source: SourceText) -> ScriptOutcome {
        let source = Arc::new(source);
        let whole = source.text.len()..source.text.len();
        // Notices of earlier work are not those of this script.
        self.session.take_notices();
        if self.options.isolation == Isolation::Savepoints
            && self.control("BEGIN", &source, whole.clone()) == Flow::Stop
        {
            return self.outcome;
        }
        let flow = self.file(&source);
        self.outcome.stopped |= flow == Flow::Stop;
        if self.options.isolation == Isolation::Savepoints {
            self.control("COMMIT", &source, whole);
        }
        self.outcome
    }

    fn file(&mut self, source: &Arc<SourceText>) -> Flow {
        if !self.outcome.files.iter().any(|file| file.file == source.file) {
            self.outcome.files.push(Arc::clone(source));
        }
        self.including.push(source.file.clone());
        let mut flow = Flow::GoOn;
        for part in self.parts(source) {
            if self.progress.is_stopped() {
                flow = Flow::Stop;
                break;
            }
            flow = match part {
                Part::Statement(statement) => self.statement(source, statement),
                Part::Object(statements) => self.object(source, statements),
                Part::MetaCommand(range) => self.meta_command(source, range),
            };
            if flow != Flow::GoOn {
                break;
            }
        }
        self.including.pop();
        if self.including.len() == 1 {
            self.progress.step();
        }
        if flow == Flow::EndOfFile { Flow::GoOn } else { flow }
    }

    fn statement(&mut self, source: &Arc<SourceText>, statement: Statement) -> Flow {
        let range = statement.range.clone();
        let sql = &source.text[range.clone()];
        // Errors that only follow from an earlier one in the transaction tell nothing.
        let keeps_transactions = self.rollback_on_error || self.options.on_error == OnError::Continue;
        let savepoints = self.options.isolation == Isolation::Savepoints
            || self.in_object
            || keeps_transactions && self.in_transaction && !is_transaction_control(sql);
        if savepoints && is_transaction_control(sql) {
            let message = "transaction control is not possible where each statement has its own savepoint";
            return self.fail_plainly(source, range, message.to_owned());
        }
        if savepoints && self.control("SAVEPOINT plconv_statement", source, range.clone()) == Flow::Stop {
            return Flow::Stop;
        }
        let result = match &statement.copy_data {
            Some(data) => self.session.copy_in(sql, &source.text[data.clone()]),
            None => self.session.simple(sql),
        };
        // A COMMIT that fails ends the transaction too.
        let begins = begins_transaction(sql);
        if is_transaction_control(sql) && (result.is_ok() || !begins) {
            self.in_transaction = begins;
        }
        if result.is_ok() {
            let is_open = self.in_transaction || self.is_in_own_block();
            self.replay.ran(source, &statement, is_open);
        } else if is_transaction_control(sql) {
            self.replay.ended(false);
        }
        let notices = self.session.take_notices();
        let failed = result.is_err();
        let (result, fatal) = match result {
            Ok(rows) => (StatementResult::Done { rows }, false),
            Err(error) => {
                let fatal = error.fatal;
                (
                    StatementResult::Failed(Box::new(place_error(*error, source, &statement))),
                    fatal,
                )
            }
        };
        let place = source.place(range.clone());
        let dollar_quoted = statement.dollar_quoted;
        self.outcome.statements.push(StatementOutcome {
            place,
            notices,
            result,
            is_undone: false,
            dollar_quoted,
        });
        if fatal {
            return Flow::Stop;
        }
        if savepoints {
            let end = if failed {
                "ROLLBACK TO plconv_statement"
            } else {
                "RELEASE plconv_statement"
            };
            if self.control(end, source, range) == Flow::Stop {
                return Flow::Stop;
            }
        } else if failed
            && !self.in_transaction
            && let Err(error) = self.session.end_aborted_transaction()
            && self.start_again(*error, source, range) == Flow::Stop
        {
            return Flow::Stop;
        }
        if failed && self.stop_on_error {
            Flow::Stop
        } else {
            Flow::GoOn
        }
    }

    /// Whether there is a BEGIN of our own around the statements.
    fn is_in_own_block(&self) -> bool {
        self.in_object || self.options.isolation == Isolation::Savepoints
    }

    /// A statement of our own around those of the script.
    fn control(&mut self, sql: &str, source: &SourceText, range: Range<usize>) -> Flow {
        match self.session.simple(sql) {
            Ok(_) => Flow::GoOn,
            Err(error) => self.start_again(*error, source, range),
        }
    }

    fn meta_command(&mut self, source: &Arc<SourceText>, range: Range<usize>) -> Flow {
        let command = &source.text[range.start + 1..range.end];
        let name_end = command
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .unwrap_or(command.len());
        let (name, rest) = command.split_at(name_end);
        let arguments = match arguments(rest) {
            Ok(arguments) => arguments,
            Err(message) => return self.fail_plainly(source, range, format!("\\{name}: {message}")),
        };
        match (name, arguments.as_slice()) {
            ("i" | "include", [file]) => self.include(source, range, file.clone()),
            ("ir" | "include_relative", [file]) => {
                let directory = source
                    .file
                    .rsplit_once('/')
                    .map_or("", |(directory, _)| directory);
                self.include(source, range, join(directory, file))
            }
            ("set", [variable, value @ ..]) if variable == "ON_ERROR_STOP" => {
                if self.options.on_error == OnError::AsScriptSays {
                    self.stop_on_error = is_on(value.first().map_or("", String::as_str));
                }
                Flow::GoOn
            }
            // The statements that may fail by what the script says; see `Options::isolation` for all of them.
            ("set", [variable, value @ ..]) if variable == "ON_ERROR_ROLLBACK" => {
                self.rollback_on_error = is_on(value.first().map_or("", String::as_str));
                Flow::GoOn
            }
            ("echo" | "qecho" | "warn", words) => {
                let words = if words.first().is_some_and(|word| word == "-n") {
                    &words[1..]
                } else {
                    words
                };
                let (place, result) = (source.place(range), StatementResult::Echo(words.join(" ")));
                let (notices, dollar_quoted) = (Vec::new(), Vec::new());
                self.outcome.statements.push(StatementOutcome {
                    place,
                    notices,
                    result,
                    is_undone: false,
                    dollar_quoted,
                });
                Flow::GoOn
            }
            ("q" | "quit", []) => Flow::EndOfFile,
            _ => {
                let message = format!(
                    "psql command \\{name} with {} arguments is not supported",
                    arguments.len()
                );
                self.fail_plainly(source, range, message)
            }
        }
    }

    fn include(&mut self, source: &Arc<SourceText>, range: Range<usize>, file: String) -> Flow {
        if self.including.contains(&file) {
            return self.fail_plainly(source, range, format!("{file} includes itself"));
        }
        match read(&self.root.join(&file)) {
            Ok(text) => self.file(&Arc::new(SourceText::new(file, text))),
            Err(error) => self.fail_plainly(source, range, error.to_string()),
        }
    }

    /// An error that PostgreSQL has not seen.
    fn fail_plainly(&mut self, source: &SourceText, range: Range<usize>, message: String) -> Flow {
        self.failed(SqlError {
            sqlstate: String::new(),
            message,
            detail: None,
            hint: None,
            context: None,
            place: source.place(range),
            undone: 0,
            may_be_handled: false,
        });
        if self.stop_on_error {
            Flow::Stop
        } else {
            Flow::GoOn
        }
    }

    fn failed(&mut self, error: SqlError) {
        self.outcome.statements.push(StatementOutcome {
            place: error.place.clone(),
            notices: self.session.take_notices(),
            result: StatementResult::Failed(Box::new(error)),
            is_undone: false,
            dollar_quoted: Vec::new(),
        });
    }
}

/// The files that a script includes itself, in order.
pub(crate) fn included_files(script: &SourceText) -> Vec<String> {
    let include = |item| match item {
        ScriptItem::Statement(_) => None,
        ScriptItem::MetaCommand { range } => {
            let command = script.text[range].split_once(char::is_whitespace)?;
            let is_include = matches!(command.0, "\\i" | "\\ir" | "\\include" | "\\include_relative");
            arguments(command.1)
                .ok()
                .filter(|_| is_include)?
                .into_iter()
                .next()
        }
    };
    split(&script.text).into_iter().filter_map(include).collect()
}

/// SQLSTATEs of errors about a name that is there twice: duplicate_column, duplicate_alias, duplicate_object. The second
/// is the wrong one.
const TWICE: [&str; 3] = ["42701", "42712", "42710"];

/// The place of an error in a statement: the token PostgreSQL points at, the line of a DO that raised, the first name of
/// the statement that its message tells of, or the whole statement.
fn place_error(error: RawError, source: &SourceText, statement: &Statement) -> SqlError {
    let range = match &error.at {
        ErrorAt::Unknown => {
            let text = &source.text[statement.range.clone()];
            let is_twice = TWICE.contains(&error.sqlstate.as_str());
            let named = || {
                error.names.iter().find_map(|name| {
                    let mut starts = word_starts(text, name);
                    let at = if is_twice { starts.last() } else { starts.next() }?;
                    Some(source.token_at(statement.range.start + at, 0))
                })
            };
            let context = error.context.as_deref();
            let line = context.and_then(|context| line_of_block(context, source, &statement.range));
            line.or_else(named)
        }
        ErrorAt::Statement(position) => {
            let token = source.token_at(statement.range.start, *position);
            // "syntax error at end of input" points behind the last token.
            let end = statement.range.end;
            Some(token.start.min(end)..token.end.min(end))
        }
        ErrorAt::Internal(position, query) => {
            let text = &source.text[statement.range.clone()];
            text.find(query.as_str())
                .filter(|_| !query.is_empty())
                .map(|at| source.token_at(statement.range.start + at, *position))
        }
    };
    let range = range
        .or_else(|| line_of_block(error.context.as_deref()?, source, &statement.range))
        .unwrap_or_else(|| statement.range.clone());
    let place = source.place(range);
    error.placed(place)
}

/// The line of a DO that the context of an error names. PL/pgSQL counts from the line of the opening quote.
fn line_of_block(context: &str, source: &SourceText, statement: &Range<usize>) -> Option<Range<usize>> {
    let named = context.lines().next_back()?;
    let number = named.strip_prefix("PL/pgSQL function inline_code_block line ")?;
    let line: usize = number.split(' ').next()?.parse().ok()?;
    let text = source.text.get(statement.clone())?;
    let keyword = text.find("DO ")?;
    let quote = keyword + text.get(keyword..)?.find('$')?;
    let first = source.line_of(statement.start + quote);
    let range = source.line_range(first + line.checked_sub(1)?);
    (statement.start <= range.start && range.end <= statement.end).then_some(range)
}

/// A path with `/` relative to a directory, `..` resolved so that one file has one name.
fn join(directory: &str, file: &str) -> String {
    if directory.is_empty() || Path::new(file).is_absolute() {
        return file.to_owned();
    }
    let mut parts: Vec<&str> = directory.split('/').collect();
    for part in file.split('/') {
        match part {
            "." | "" => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// psql takes any unique prefix of these words; a missing value is on.
fn is_on(value: &str) -> bool {
    !matches!(
        value.to_ascii_lowercase().as_str(),
        "0" | "off" | "of" | "no" | "n" | "false" | "f"
    )
}

/// BEGIN and its kin. SAVEPOINT is left alone: it nests in ours.
fn is_transaction_control(sql: &str) -> bool {
    let sql = sql.to_ascii_lowercase();
    let mut words = sql
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty());
    match words.next() {
        Some("begin" | "start" | "commit" | "end" | "abort") => true,
        Some("prepare") => words.next() == Some("transaction"),
        Some("rollback") => !words.any(|word| word == "to"),
        _ => false,
    }
}

/// Whether a transaction control statement opens a transaction.
fn begins_transaction(sql: &str) -> bool {
    let first = sql.split_whitespace().next().unwrap_or_default();
    let first = first.trim_end_matches(';');
    ["begin", "start"]
        .iter()
        .any(|word| first.eq_ignore_ascii_case(word))
}

/// Arguments of a meta-command: separated by white space; in single quotes with backslash escapes.
fn arguments(text: &str) -> Result<Vec<String>, String> {
    let mut arguments = Vec::new();
    let mut current: Option<String> = None;
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        match c {
            c if c.is_whitespace() => arguments.extend(current.take()),
            '\'' => {
                let value = current.get_or_insert_with(String::new);
                loop {
                    match characters.next() {
                        Some('\'') => break,
                        Some('\\') => value.push(match characters.next() {
                            Some('n') => '\n',
                            Some('t') => '\t',
                            Some('r') => '\r',
                            Some(c @ ('\\' | '\'' | '"')) => c,
                            Some(c) => return Err(format!("escape \\{c} is not supported")),
                            None => return Err("unterminated quoted string".to_owned()),
                        }),
                        Some(c) => value.push(c),
                        None => return Err("unterminated quoted string".to_owned()),
                    }
                }
            }
            '`' => return Err("backquotes run programs and are not supported".to_owned()),
            ':' => return Err("psql variables are not supported".to_owned()),
            c => current.get_or_insert_with(String::new).push(c),
        }
    }
    arguments.extend(current);
    Ok(arguments)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_follow_psql_quoting() {
        let parsed = |text| arguments(text).unwrap();
        assert_eq!(parsed(" ON_ERROR_STOP  on"), ["ON_ERROR_STOP", "on"]);
        assert_eq!(parsed(r" 'it\'s a\\b.sql' x"), [r"it's a\b.sql", "x"]);
        assert_eq!(parsed(" ''"), [""]);
        assert!(arguments(" 'open").is_err());
        assert!(arguments(" `rm`").is_err());
        assert!(arguments(" :name").is_err());
    }

    #[test]
    fn one_file_has_one_name() {
        assert_eq!(join("", "a/b.sql"), "a/b.sql");
        assert_eq!(join("a", "b.sql"), "a/b.sql");
        assert_eq!(join("a/b", "../c/./d.sql"), "a/c/d.sql");
        assert_eq!(join("a", "/etc/x.sql"), "/etc/x.sql");
    }

    #[test]
    fn transaction_control_is_known_by_its_words() {
        for sql in [
            "BEGIN",
            "commit work",
            "ROLLBACK",
            "PREPARE TRANSACTION 'a'",
            "end",
        ] {
            assert!(is_transaction_control(sql), "{sql}");
        }
        for sql in [
            "SAVEPOINT a",
            "rollback to a",
            "PREPARE q AS SELECT 1",
            "SELECT 1",
        ] {
            assert!(!is_transaction_control(sql), "{sql}");
        }
    }
}
