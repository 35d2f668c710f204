//! INSERT scripts, as SQL Developer, SQLcl and people write them: statements found at memory speed, values that are literals.

mod literals;
mod statements;

use super::{Chunk, ChunkSpec, Place, ReadError, RowConsumer, SourceColumn};
use crate::error::{Error, SourceError};
use crate::plan::{Plan, TablePlan};
use crate::value::Value;
use encoding_rs::Encoding;
use literals::Cell;
use plconv_syntax::lexer::{RawKind, lex};
use statements::{Kind, StatementError, Statements};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// A piece is cut where another table begins, once it has so many bytes.
const SMALL: u64 = 64 * 1024;

/// What scripts have, as far as they were looked at.
#[derive(Clone, Debug, Default)]
pub struct Scripts {
    seen: Arc<Mutex<BTreeMap<PathBuf, Arc<Seen>>>>,
}

/// What a script has.
#[derive(Debug, Default)]
struct Seen {
    /// Its tables with the columns that its statements name, and whether one names none.
    tables: BTreeMap<Name, (Vec<String>, bool)>,
    pieces: Vec<SeenPiece>,
}

#[derive(Debug)]
struct SeenPiece {
    start: u64,
    end: u64,
    line: u64,
    tables: BTreeSet<Name>,
}

/// A table as a statement names it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Name {
    owner: Option<String>,
    name: String,
}

impl Name {
    /// Whether both may be the same table: an owner that one of them lacks is that of the other.
    fn is(&self, other: &Name) -> bool {
        self.name == other.name
            && (self.owner == other.owner || self.owner.is_none() || other.owner.is_none())
    }
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.owner {
            Some(owner) => write!(f, "{owner}.{}", self.name),
            None => f.write_str(&self.name),
        }
    }
}

/// The name that a plan gives a table.
fn planned(name: &str) -> Result<Name, Error> {
    let mut tokens = Tokens::new(name);
    match tokens.name() {
        Ok(name) if tokens.is_at_end() => Ok(name),
        _ => Err(Error::Usage(format!("`{name}` is no name of a table"))),
    }
}

/// The significant tokens of a statement, one after the other.
struct Tokens<'a> {
    tokens: Vec<(RawKind, &'a str)>,
    at: usize,
}

impl<'a> Tokens<'a> {
    fn new(text: &'a str) -> Self {
        let significant = lex(text).filter(|token| !token.kind.is_trivia());
        Tokens {
            tokens: significant
                .map(|token| (token.kind, &text[token.start as usize..token.end as usize]))
                .collect(),
            at: 0,
        }
    }

    fn peek(&self) -> Option<(RawKind, &'a str)> {
        self.tokens.get(self.at).copied()
    }

    fn next(&mut self) -> Option<(RawKind, &'a str)> {
        let token = self.peek();
        self.at += usize::from(token.is_some());
        token
    }

    fn is_at_end(&self) -> bool {
        self.at == self.tokens.len()
    }

    /// Goes behind a token of this kind, if it is next.
    fn takes(&mut self, kind: RawKind) -> bool {
        let is_next = self.peek().is_some_and(|(next, _)| next == kind);
        self.at += usize::from(is_next);
        is_next
    }

    /// Goes behind a keyword, if it is next.
    fn takes_word(&mut self, word: &str) -> bool {
        let is_next = self
            .peek()
            .is_some_and(|(kind, text)| kind == RawKind::Word && text.eq_ignore_ascii_case(word));
        self.at += usize::from(is_next);
        is_next
    }

    fn expect(&mut self, kind: RawKind, shown: &str) -> Result<(), String> {
        if self.takes(kind) {
            return Ok(());
        }
        Err(format!("`{shown}` expected, {} found", self.shown()))
    }

    /// The next token, for people.
    fn shown(&self) -> String {
        match self.peek() {
            Some((_, text)) => format!("`{}`", text.chars().take(40).collect::<String>()),
            None => "the end of the statement".to_owned(),
        }
    }

    fn identifier(&mut self) -> Result<String, String> {
        match self.peek() {
            Some((RawKind::Word, text)) => {
                self.at += 1;
                Ok(text.to_uppercase())
            }
            Some((RawKind::QuotedName(_), text)) => {
                self.at += 1;
                Ok(text.trim_matches('"').to_owned())
            }
            _ => Err(format!("a name expected, {} found", self.shown())),
        }
    }

    fn name(&mut self) -> Result<Name, String> {
        let first = self.identifier()?;
        if !self.takes(RawKind::Dot) {
            return Ok(Name {
                owner: None,
                name: first,
            });
        }
        Ok(Name {
            owner: Some(first),
            name: self.identifier()?,
        })
    }

    /// `(A, B)`, if it is next.
    fn columns(&mut self) -> Result<Option<Vec<String>>, String> {
        if !self.takes(RawKind::LeftParen) {
            return Ok(None);
        }
        let mut columns = vec![self.identifier()?];
        while self.takes(RawKind::Comma) {
            columns.push(self.identifier()?);
        }
        self.expect(RawKind::RightParen, ")")?;
        Ok(Some(columns))
    }
}

/// `INTO name (columns)`, from one INSERT or several.
struct Target {
    table: Name,
    columns: Option<Vec<String>>,
}

/// The tables of an INSERT, without a look at its values.
fn targets(text: &str) -> Result<Vec<Target>, String> {
    let mut tokens = Tokens::new(text);
    let mut found = Vec::new();
    let mut depth = 0_usize;
    while let Some((kind, word)) = tokens.next() {
        match kind {
            RawKind::LeftParen => depth += 1,
            RawKind::RightParen => depth = depth.saturating_sub(1),
            RawKind::Word if depth == 0 && word.eq_ignore_ascii_case("INTO") => {
                let table = tokens.name()?;
                // What is in parentheses here may also be a query.
                let before = tokens.at;
                let columns = tokens.columns().unwrap_or_default();
                if columns.is_none() {
                    tokens.at = before;
                }
                found.push(Target { table, columns });
            }
            _ => {}
        }
    }
    if found.is_empty() {
        return Err("an INSERT without INTO".to_owned());
    }
    Ok(found)
}

/// A row of a statement.
struct Row<'a> {
    table: Name,
    columns: Option<Vec<String>>,
    cells: Vec<Cell<'a>>,
}

/// The rows of an INSERT.
fn rows_of<'a>(text: &'a str, masks: &mut literals::Masks) -> Result<Vec<Row<'a>>, String> {
    let mut tokens = Tokens::new(text);
    let is_all = {
        tokens.takes_word("INSERT");
        let is_all = tokens.takes_word("ALL");
        if !is_all && tokens.takes_word("FIRST") {
            return Err("INSERT FIRST needs a query, which is not run here".to_owned());
        }
        is_all
    };
    let mut rows = Vec::new();
    while tokens.takes_word("INTO") {
        let table = tokens.name()?;
        let columns = tokens.columns()?;
        if !tokens.takes_word("VALUES") {
            let what = if tokens.takes_word("SELECT") || tokens.takes_word("WITH") {
                "the rows of a query are not in the script".to_owned()
            } else {
                format!("VALUES expected, {} found", tokens.shown())
            };
            return Err(what);
        }
        // Oracle 23ai takes several rows.
        loop {
            let cells = literals::list(&mut tokens, masks)?;
            rows.push(Row {
                table: table.clone(),
                columns: columns.clone(),
                cells,
            });
            if is_all || !tokens.takes(RawKind::Comma) {
                break;
            }
        }
    }
    if is_all {
        let is_one_row = tokens.takes_word("SELECT")
            && (tokens.takes(RawKind::Star) || tokens.takes(RawKind::Number))
            && tokens.takes_word("FROM")
            && tokens.takes_word("DUAL");
        if !is_one_row {
            return Err("INSERT ALL of a query other than SELECT * FROM dual".to_owned());
        }
    }
    if !tokens.is_at_end() {
        return Err(format!(
            "the end of the statement expected, {} found",
            tokens.shown()
        ));
    }
    for row in &rows {
        if let Some(columns) = &row.columns
            && columns.len() != row.cells.len()
        {
            return Err(format!(
                "{} values for {} columns",
                row.cells.len(),
                columns.len()
            ));
        }
    }
    Ok(rows)
}

/// The text of a statement in its character set.
fn decoded<'a>(bytes: &'a [u8], encoding: Option<&'static Encoding>) -> Option<std::borrow::Cow<'a, str>> {
    match encoding {
        None => std::str::from_utf8(bytes).ok().map(Into::into),
        Some(encoding) => {
            let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
            (!had_errors).then_some(text)
        }
    }
}

fn of_file(file: &Path, error: StatementError) -> Error {
    match error {
        StatementError::Input(error) => SourceError::permanent(format!("{}: {error}", file.display())).into(),
        StatementError::Refused { line, message } => {
            Error::Usage(format!("{}, line {line}: {message}", file.display()))
        }
    }
}

impl Scripts {
    /// What a script has; it is read whole the first time it is asked for.
    fn seen<R: Read>(
        &self,
        file: &Path,
        encoding: Option<&'static Encoding>,
        chunk_bytes: u64,
        open: impl FnOnce() -> Result<R, SourceError>,
    ) -> Result<Arc<Seen>, Error> {
        let mut all = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(seen) = all.get(file) {
            return Ok(Arc::clone(seen));
        }
        let seen = Arc::new(look(open()?, file, encoding, chunk_bytes)?);
        all.insert(file.to_owned(), Arc::clone(&seen));
        Ok(seen)
    }

    /// The columns of a table, in the order in which its statements name them.
    pub fn columns<R: Read>(
        &self,
        plan: &Plan,
        table: &TablePlan,
        encoding: Option<&'static Encoding>,
        open: impl Fn(&Path) -> Result<R, SourceError>,
    ) -> Result<Vec<SourceColumn>, Error> {
        let wanted = planned(&table.source)?;
        let mut names: Vec<String> = Vec::new();
        for file in &table.script {
            let seen = self.seen(file, encoding, plan.load.chunk_kb * 1024, || open(file))?;
            self.complain_of_left_out(plan, file, &seen)?;
            for (name, (columns, has_none)) in &seen.tables {
                if !name.is(&wanted) {
                    continue;
                }
                if *has_none && table.columns.is_none() {
                    return Err(Error::Usage(format!(
                        "{}: {} has INSERT statements without names of columns; list all columns of the table in the plan",
                        table.source,
                        file.display()
                    )));
                }
                for column in columns {
                    if !names.contains(column) {
                        names.push(column.clone());
                    }
                }
            }
        }
        if let Some(chosen) = &table.columns {
            names.clone_from(chosen);
        }
        if names.is_empty() {
            return Err(Error::Usage(format!(
                "{}: no INSERT statement of the scripts is about it",
                table.source
            )));
        }
        let columns = names.into_iter().map(|name| SourceColumn {
            name,
            data_type: None,
        });
        Ok(columns.collect())
    }

    /// Rows that nobody moves are not left out silently.
    fn complain_of_left_out(&self, plan: &Plan, file: &Path, seen: &Seen) -> Result<(), Error> {
        let mut known = Vec::new();
        for table in plan
            .tables
            .iter()
            .filter(|table| table.script.iter().any(|other| other == file))
        {
            known.push(planned(&table.source)?);
        }
        for name in &plan.source.leave_out {
            known.push(planned(name)?);
        }
        let left: Vec<String> = seen
            .tables
            .keys()
            .filter(|name| !known.iter().any(|known| known.is(name)))
            .map(ToString::to_string)
            .collect();
        if left.is_empty() {
            return Ok(());
        }
        Err(Error::Usage(format!(
            "{} also has rows of {}: add a [[table]] for each, or name them in source.leave-out",
            file.display(),
            left.join(", ")
        )))
    }

    /// The pieces that have rows of a table.
    pub fn split<R: Read>(
        &self,
        plan: &Plan,
        table: &TablePlan,
        encoding: Option<&'static Encoding>,
        open: impl Fn(&Path) -> Result<R, SourceError>,
    ) -> Result<Vec<Chunk>, Error> {
        let wanted = planned(&table.source)?;
        let mut chunks = Vec::new();
        for file in &table.script {
            let seen = self.seen(file, encoding, plan.load.chunk_kb * 1024, || open(file))?;
            for piece in &seen.pieces {
                if piece.tables.iter().any(|name| name.is(&wanted)) {
                    chunks.push(Chunk {
                        spec: ChunkSpec::Bytes {
                            file: file.clone(),
                            start: piece.start,
                            end: piece.end,
                            line: piece.line,
                        },
                        bytes: piece.end - piece.start,
                    });
                }
            }
        }
        Ok(chunks)
    }
}

/// All tables of a script by owner and name, in alphabetical order: for a plan.
///
/// # Errors
/// When it cannot be read.
pub fn tables(file: &Path) -> Result<Vec<(Option<String>, String)>, Error> {
    let input = std::fs::File::open(file).map_err(|error| Error::File {
        path: file.display().to_string(),
        message: error.to_string(),
    })?;
    let seen = look(input, file, None, u64::MAX)?;
    let names = seen.tables.into_keys().map(|name| (name.owner, name.name));
    Ok(names.collect())
}

/// Reads a script whole, keeping what it has and where.
fn look(
    input: impl Read,
    file: &Path,
    encoding: Option<&'static Encoding>,
    chunk_bytes: u64,
) -> Result<Seen, Error> {
    let mut seen = Seen::default();
    let mut statements = Statements::new(input, 0, 1);
    let mut piece: Option<SeenPiece> = None;
    let mut has_rows = false;
    loop {
        let statement = match statements.next() {
            Ok(Some(statement)) => statement,
            Ok(None) => break,
            Err(error) => return Err(of_file(file, error)),
        };
        let refused = |message: &str| {
            Err(of_file(
                file,
                StatementError::Refused {
                    line: statement.line,
                    message: message.to_owned(),
                },
            ))
        };
        match statement.kind {
            Kind::Insert => {}
            Kind::Definition => continue,
            Kind::Emptying if !has_rows => continue,
            Kind::Emptying => return refused("it takes away rows that the script has inserted before"),
            Kind::Change => {
                return refused(
                    "only INSERT statements are read: rows that are changed afterwards would arrive as they were",
                );
            }
            Kind::Block => return refused("PL/SQL is not run here"),
            Kind::Session => {
                return refused(
                    "the session's formats are not followed: take the statement out, and name the formats of the columns in the \
                     plan",
                );
            }
        }
        has_rows = true;
        if statement.has_variable {
            return refused(
                "`&` begins a substitution variable here: put SET DEFINE OFF first if it is none",
            );
        }
        // What cannot be read goes to the quarantine later; here only its table counts.
        let text = match decoded(statement.bytes, encoding) {
            Some(text) => text,
            None => String::from_utf8_lossy(statement.bytes),
        };
        let targets = match targets(&text) {
            Ok(targets) => targets,
            Err(message) => return refused(&message),
        };
        let mut tables = BTreeSet::new();
        for target in targets {
            let (columns, has_none) = seen.tables.entry(target.table.clone()).or_default();
            match target.columns {
                Some(names) => {
                    for name in names {
                        if !columns.contains(&name) {
                            columns.push(name);
                        }
                    }
                }
                None => *has_none = true,
            }
            tables.insert(target.table);
        }
        match &mut piece {
            Some(piece)
                if piece.end - piece.start < chunk_bytes
                    && (tables.is_subset(&piece.tables) || piece.end - piece.start < SMALL) =>
            {
                piece.end = statement.end;
                piece.tables.extend(tables);
            }
            other => {
                seen.pieces.extend(other.take());
                *other = Some(SeenPiece {
                    start: statement.start,
                    end: statement.end,
                    line: statement.line,
                    tables,
                });
            }
        }
    }
    seen.pieces.extend(piece);
    Ok(seen)
}

/// Hands over the rows of a table in a piece of a script.
pub fn read(
    input: impl Read,
    start: u64,
    line: u64,
    table: &TablePlan,
    columns: &[SourceColumn],
    encoding: Option<&'static Encoding>,
    rows: &mut dyn RowConsumer,
) -> Result<(), ReadError> {
    let wanted = planned(&table.source).map_err(|error| SourceError::permanent(error.to_string()))?;
    let mut statements = Statements::new(input, start, line);
    let mut masks = literals::Masks::default();
    loop {
        let statement = match statements.next() {
            Ok(Some(statement)) => statement,
            Ok(None) => return Ok(()),
            Err(StatementError::Input(error)) => return Err(SourceError::transient(error.to_string()).into()),
            Err(StatementError::Refused { line, message }) => {
                return Err(SourceError::permanent(format!("line {line}: {message}")).into());
            }
        };
        if statement.kind != Kind::Insert {
            continue;
        }
        let place = Place::Line(statement.line);
        let Some(text) = decoded(statement.bytes, encoding) else {
            let text = String::from_utf8_lossy(statement.bytes);
            let is_ours =
                targets(&text).is_ok_and(|targets| targets.iter().any(|target| target.table.is(&wanted)));
            if is_ours {
                rows.broken(
                    place,
                    &text,
                    "the statement has bytes that are no text in the script's character set",
                )?;
            }
            continue;
        };
        // Whose it is must be known although it cannot be read.
        match rows_of(&text, &mut masks) {
            Ok(found) => {
                for row in found.iter().filter(|row| row.table.is(&wanted)) {
                    match arranged(row, columns) {
                        Ok(mut values) => rows.row(place, &mut values)?,
                        Err(message) => rows.broken(place, &text, &message)?,
                    }
                }
            }
            Err(message) => {
                let is_ours =
                    targets(&text).is_ok_and(|targets| targets.iter().any(|target| target.table.is(&wanted)));
                if is_ours {
                    rows.broken(place, &text, &message)?;
                }
            }
        }
    }
}

/// The values in the order of the columns that are moved.
fn arranged<'a>(row: &'a Row<'_>, columns: &[SourceColumn]) -> Result<Vec<Value<'a>>, String> {
    let Some(names) = &row.columns else {
        if row.cells.len() != columns.len() {
            return Err(format!(
                "{} values for {} columns",
                row.cells.len(),
                columns.len()
            ));
        }
        return Ok(row.cells.iter().map(Cell::value).collect());
    };
    columns
        .iter()
        .map(|column| {
            let at = names.iter().position(|name| *name == column.name).or_else(|| {
                names
                    .iter()
                    .position(|name| name.eq_ignore_ascii_case(&column.name))
            });
            match at.and_then(|at| row.cells.get(at)) {
                Some(cell) => Ok(cell.value()),
                None => Err(format!(
                    "{} is not in this INSERT, so Oracle would take its default, which is not known here",
                    column.name
                )),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests;
