//! Statements and blocks: substitution, how they end, how often they run.

use super::dynamic::{constant_definitions, is_block, missing_definitions};
use super::{LoadedItem, LoadedUnit, Walker, range};
use crate::substitute::substitute_variables;
use plconv_diagnostics::{Code, Diagnostic};
use plconv_source::{FileId, FileRange, TextRange};
use plconv_syntax::script::{
    ScriptItem, Statement, StatementKind, Terminator, blank_continuations, is_stored_unit,
};
use std::sync::Arc;

/// How often a statement that a lone `/` runs again is put in the output.
const MAX_RUNS: u32 = 100;

/// What EXECUTE puts before its statement.
const BEGIN: &str = "BEGIN ";

impl Walker<'_> {
    pub(super) fn add_statement(&mut self, file: FileId, item: &ScriptItem, statement: &Statement) {
        let Some(source) = self.by_id.get(&file) else {
            return;
        };
        let db = self.db;
        let text = item.text_with_comments(source.text(db));
        let (text, shifts, undefined): (Arc<str>, _, _) = match statement.kind {
            StatementKind::Wrapped | StatementKind::Java | StatementKind::Unknown => {
                (text.as_ref().into(), Vec::new(), Vec::new())
            }
            StatementKind::Sql | StatementKind::PlSql => {
                self.substitute_unit(file, item.comments_start, &text)
            }
        };
        // Two starts are two ways to install the same tree, not two installations.
        let key = (file, item.start, text.clone());
        if *self.seen.entry(key).or_insert(self.start_number) != self.start_number {
            return;
        }
        if !self.report_statement(file, item, statement) {
            return;
        }
        self.report_missing_create(file, item, statement);
        let unit = LoadedUnit {
            file,
            offset: item.comments_start,
            start: item.start,
            end: item.end,
            text,
            kind: statement.kind,
            session: self.start_number,
            shifts: Arc::new(shifts),
            cut_off: statement.cut_off.is_some(),
            undefined: Arc::new(undefined),
        };
        if statement.kind == StatementKind::PlSql && statement.run_again == 0 && is_block(&unit.text) {
            if let Some(definitions) = constant_definitions(&unit) {
                self.report_definitions(&unit, definitions.len());
                for definition in definitions {
                    self.push(LoadedItem::Unit(definition));
                }
                return;
            }
            for definition in missing_definitions(&unit) {
                self.report_missing_definition(&definition);
                self.push(LoadedItem::Unit(definition));
            }
        }
        for _ in 0..self.extra_runs(item, statement, &unit) {
            self.push(LoadedItem::Unit(unit.clone()));
        }
        self.push(LoadedItem::Unit(unit));
    }

    /// The text, its shifts and the places of variables without a value.
    fn substitute_unit(
        &mut self,
        file: FileId,
        start: u32,
        text: &str,
    ) -> (Arc<str>, Vec<(u32, u32)>, Vec<TextRange>) {
        let substituted = substitute_variables(text, &self.variables);
        let mut undefined = Vec::new();
        for (name, offset, length) in &substituted.undefined {
            let place = range(file, start + offset, start + offset + length);
            self.report_undefined(name, place);
            undefined.push(place.range);
        }
        (substituted.text.into(), substituted.shifts, undefined)
    }

    /// A lone `/` after a statement that was ended by a semicolon executes it again. Repeated DDL fails or changes
    /// nothing; repeated DML and blocks count.
    fn extra_runs(&mut self, item: &ScriptItem, statement: &Statement, unit: &LoadedUnit) -> u32 {
        // A block after BEGIN has its terminator in `/` and is counted only for further ones.
        let body = unit
            .text
            .get((item.start - item.comments_start) as usize..)
            .unwrap_or(&unit.text);
        let verb: String = body.chars().take_while(char::is_ascii_alphabetic).collect();
        let repeats = ["INSERT", "UPDATE", "DELETE", "MERGE", "CALL", "BEGIN", "DECLARE"]
            .iter()
            .any(|repeated| verb.eq_ignore_ascii_case(repeated));
        if statement.run_again == 0 || !repeats {
            return 0;
        }
        let times = statement.run_again.min(MAX_RUNS);
        self.loaded.diagnostics.push(
            Diagnostic::new(
                Code::SQLPLUS_COMMAND,
                unit.file_range(),
                format!(
                    "a lone `/` runs the {} again; the output has it {} times",
                    verb.to_uppercase(),
                    times + 1
                ),
            )
            .with_help("remove the `/` when the statement should run once"),
        );
        times
    }

    fn report_undefined(&mut self, name: &str, place: FileRange) {
        if !self.reported.insert((place.file, name.to_uppercase())) {
            return;
        }
        let message = if name.bytes().all(|byte| byte.is_ascii_digit()) {
            format!("the script is run without an argument for `&{name}`")
        } else {
            format!("the substitution variable `{name}` has no value")
        };
        self.loaded.diagnostics.push(
            Diagnostic::new(Code::UNDEFINED_VARIABLE, place, message)
                .with_help(format!(
                    "give it one: `-D {name}=value` on the command line or `{name} = \"value\"` under `[define]` in \
                     plconv.toml; when no variable is meant, put SET DEFINE OFF before the statement"
                )),
        );
    }

    /// Reports what is wrong about how a statement ends. Returns whether it is executed at all.
    fn report_statement(&mut self, file: FileId, item: &ScriptItem, statement: &Statement) -> bool {
        let first = range(file, item.start, item.start.saturating_add(1).min(item.end));
        let last = range(file, item.end.saturating_sub(1).max(item.start), item.end);
        let diagnostic = match (statement.kind, statement.cut_off, statement.terminator) {
            (StatementKind::Wrapped, _, _) => {
                Diagnostic::new(Code::WRAPPED_PLSQL, first, "the unit is wrapped PL/SQL, which cannot be read")
                    .with_help("replace the file by the source it was wrapped from")
            }
            // What it is not, the parser says.
            (StatementKind::Unknown, _, _) => return true,
            (_, Some(cut_off), _) => Diagnostic::new(
                Code::CUT_OFF_STATEMENT,
                range(file, cut_off.start, cut_off.start.saturating_add(1).min(item.end)),
                "the literal, comment or quoted name that starts here has no end",
            )
            .with_label(first, "in this statement")
            .with_help("end it; what follows was read as a new statement where one seems to start"),
            (_, None, Terminator::Period) => {
                self.loaded.diagnostics.push(
                    Diagnostic::new(
                        Code::SQLPLUS_COMMAND,
                        first,
                        "the statement is ended by a line `.`, so SQL*Plus does not execute it; it is not converted",
                    )
                    .with_help("end it with a line `/` when it should be executed"),
                );
                return false;
            }
            (StatementKind::Sql, None, Terminator::EndOfFile) => Diagnostic::new(
                Code::MISSING_SLASH,
                last,
                "the last statement of the file is not ended; SQL*Plus would not execute it, and it was converted",
            )
            .with_help("end it with `;`"),
            (StatementKind::PlSql | StatementKind::Java, None, Terminator::EndOfFile | Terminator::MissingSlashAssumed) => {
                Diagnostic::new(Code::MISSING_SLASH, last, "the unit is not ended by a line `/`; it was taken to end here")
                    .with_help("put a line `/` after it")
            }
            (StatementKind::Sql, None, Terminator::MissingSlashAssumed) => {
                Diagnostic::new(Code::MISSING_SLASH, last, "the statement is not ended; it was taken to end here")
                    .with_help("end it with `;`")
            }
            (_, None, Terminator::CutOff) => {
                Diagnostic::new(Code::CUT_OFF_STATEMENT, last, "the statement has no end; it was taken to end here")
                    .with_label(first, "the statement starts here")
                    .with_help("complete the statement")
            }
            (_, None, Terminator::Semicolon | Terminator::Slash) => return true,
        };
        self.loaded.diagnostics.push(diagnostic);
        true
    }

    fn report_definitions(&mut self, block: &LoadedUnit, count: usize) {
        let mut place = block.file_range();
        place.range = TextRange::at(place.range.start(), 5.into());
        let message = match count {
            1 => "the definition that the block runs is converted instead of the block; it is assumed to succeed".to_owned(),
            _ => format!(
                "the {count} definitions that the block runs are converted instead of the block; they are assumed to succeed"
            ),
        };
        self.loaded.diagnostics.push(
            Diagnostic::new(Code::CONSTANT_DEFINITION, place, message).with_help(
                "nothing is to be done, unless the block is there for the case that a definition fails",
            ),
        );
    }

    fn report_missing_definition(&mut self, definition: &LoadedUnit) {
        self.loaded.diagnostics.push(
            Diagnostic::new(
                Code::CONSTANT_DEFINITION,
                definition.file_range(),
                "a block creates this when it is missing; it is converted, and the block finds it",
            )
            .with_help("nothing is to be done, unless the condition around it is about something else"),
        );
    }

    /// The parser puts an empty CREATE before the text of ALL_SOURCE.
    fn report_missing_create(&mut self, file: FileId, item: &ScriptItem, statement: &Statement) {
        let db = self.db;
        let text = self
            .by_id
            .get(&file)
            .map_or("", |source| item.text(source.text(db)));
        let first: &str = text
            .split(|c: char| !c.is_ascii_alphabetic())
            .next()
            .unwrap_or("");
        if statement.kind != StatementKind::PlSql || !is_stored_unit(first) {
            return;
        }
        let place = range(file, item.start, item.start + first.len() as u32);
        self.loaded.diagnostics.push(
            Diagnostic::new(
                Code::UNIT_WITHOUT_CREATE,
                place,
                format!("the {} is written without CREATE, as in ALL_SOURCE; it is converted as if CREATE OR REPLACE stood before it", first.to_lowercase()),
            )
            .with_help("put CREATE OR REPLACE before it when it is a unit of its own"),
        );
    }

    /// `EXECUTE p(1)` is `BEGIN p(1); END;`. SQL*Plus User's Guide, "EXECUTE".
    pub(super) fn add_execute(&mut self, file: FileId, item: &ScriptItem, start: u32, end: u32) {
        let Some(source) = self.by_id.get(&file) else {
            return;
        };
        let db = self.db;
        let Some(statement) = source.text(db).get(start as usize..end as usize) else {
            return;
        };
        let statement = blank_continuations(statement);
        let (statement, inner, undefined) = self.substitute_unit(file, start, &statement);
        let shift = u32::try_from(BEGIN.len()).unwrap_or(0);
        let mut shifts = vec![(0, 0), (shift, 0)];
        shifts.extend(inner.into_iter().map(|(output, input)| (output + shift, input)));
        shifts.push((
            shift + u32::try_from(statement.len()).unwrap_or(u32::MAX - shift),
            end.saturating_sub(start),
        ));
        shifts.dedup_by_key(|(output, _)| *output);
        let semicolon = if statement.trim_end().ends_with(';') {
            ""
        } else {
            ";"
        };
        self.push(LoadedItem::Unit(LoadedUnit {
            file,
            offset: start,
            start,
            end: end.max(item.start),
            text: format!("{BEGIN}{statement}{semicolon} END;").into(),
            kind: StatementKind::PlSql,
            session: self.start_number,
            shifts: Arc::new(shifts),
            cut_off: false,
            undefined: Arc::new(undefined),
        }));
    }

    /// After CONNECT, names without a schema are the user's.
    pub(super) fn add_session_schema(&mut self, file: FileId, item: &ScriptItem, user: &str) {
        self.push(LoadedItem::Unit(LoadedUnit {
            file,
            offset: item.start,
            start: item.start,
            end: item.end,
            text: format!("ALTER SESSION SET CURRENT_SCHEMA = {user}").into(),
            kind: StatementKind::Sql,
            session: self.start_number,
            shifts: Arc::new(vec![(0, 0), (1, 0)]),
            cut_off: false,
            undefined: Arc::new(Vec::new()),
        }));
    }
}
