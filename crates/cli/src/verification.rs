//! What a real PostgreSQL says about an output directory, shown where the Oracle source is.

mod objects;
mod verdict;

use crate::arguments::{GateArguments, ServerArguments};
use crate::outcome::Outcome;
use crate::terminal::TerminalProgress;
use objects::Objects;
use plconv_diagnostics::{Code, Diagnostic};
use plconv_project::layout::Phase;
use plconv_project::output_directory::OutputDirectory;
use plconv_project::{MappedPiece, Progress, RunFiles};
use plconv_source::{FileId, FileRange, TextRange, TextSize};
use plconv_verify::{
    CheckStatus, FileStatus, IssueLevel, Place, RaisedWarning, RoutineIssue, RoutineReport, Server,
    ServerChoice, ServerKind, SqlError, VerifyOptions, VerifyReport, verify_telling,
};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use verdict::Verdict;

/// The result of loading an output directory.
pub struct Verification {
    report: VerifyReport,
    server: ServerKind,
    /// What PostgreSQL said, shown in the source where it is known.
    pub diagnostics: Vec<Diagnostic>,
    /// Files that failed by more than was to be expected.
    failed: BTreeSet<String>,
    /// Those of them of which the conversion had said that something in them is refused.
    announced: usize,
    objects: Objects,
    undecided: Undecided,
    /// Views that name what is not there: a view that raises took their place.
    not_valid: usize,
}

/// Numbers of errors that say nothing about the output.
struct Undecided {
    /// Something of an extension that the server lacks.
    extensions: usize,
    /// The server runs no exception handlers, and there is one.
    handlers: usize,
    /// What they need failed before.
    following: usize,
}

/// Loads an output directory into a fresh database and checks its routines.
pub fn verify(
    output: &OutputDirectory,
    files: &mut RunFiles<'_>,
    server: &ServerArguments,
    keep: bool,
) -> anyhow::Result<Verification> {
    let progress = TerminalProgress::new();
    progress.stop_on_interrupt();
    progress.phase("starting PostgreSQL", 0);
    let default = if cfg!(feature = "embedded") {
        ServerChoice::Embedded
    } else {
        ServerChoice::Automatic
    };
    let server = Server::start(&choice(server, default))?;
    let options = VerifyOptions {
        keep,
        objects: object_files(output),
        ..VerifyOptions::default()
    };
    let report = verify_telling(&output.path, &server, &options, &progress);
    progress.finish();
    let report = report?;
    let errors = verdict::judge(output, &report);
    let mut findings = Findings { output, files };
    let mut diagnostics = Vec::new();
    for (error, verdict) in &errors {
        diagnostics.push(findings.rejected(error, verdict));
    }
    let warnings = report.files.iter().flat_map(|file| &file.warnings);
    let not_valid: Vec<&RaisedWarning> = warnings
        .filter(|warning| warning.message.contains(NOT_VALID))
        .collect();
    for warning in &not_valid {
        diagnostics.push(findings.at(Code::ANNOUNCED_FAILURE, &warning.place, warning.message.clone()));
    }
    let not_valid = not_valid.len();
    for routine in &report.routines {
        for issue in routine.issues.iter().filter(|issue| is_shown(issue)) {
            diagnostics.extend(findings.issue(routine, issue));
        }
    }
    plconv_diagnostics::sort(&mut diagnostics);
    let faults = errors.iter().filter(|(_, verdict)| verdict.is_fault());
    let failed: BTreeSet<String> = faults.map(|(error, _)| error.place.file.clone()).collect();
    let announced = failed.iter().filter(|file| output.is_announced(file)).count();
    let missed: BTreeSet<&str> = report
        .files
        .iter()
        .filter(|file| file.status == FileStatus::NotReached)
        .map(|file| file.file.as_str())
        .collect();
    let objects = Objects::count(output, &errors, |file| !missed.contains(file));
    let count = |what: fn(&Verdict) -> bool| errors.iter().filter(|(_, verdict)| what(verdict)).count();
    let undecided = Undecided {
        extensions: count(|verdict| matches!(verdict, Verdict::LacksExtension)),
        handlers: count(|verdict| matches!(verdict, Verdict::HandlerNotRun)),
        following: count(|verdict| matches!(verdict, Verdict::Follows(_))),
    };
    Ok(Verification {
        server: server.kind(),
        report,
        diagnostics,
        failed,
        announced,
        objects,
        undecided,
        not_valid,
    })
}

/// The files of an output that are one object each: all of their statements are loaded, or none.
fn object_files(output: &OutputDirectory) -> BTreeSet<String> {
    let files = output.manifest.files.iter();
    let of_objects = files.filter(|file| file.phase.is_some_and(Phase::is_file_for_each_object));
    of_objects.map(|file| file.path.clone()).collect()
}

/// The server that the arguments name.
pub fn choice(server: &ServerArguments, default: ServerChoice) -> ServerChoice {
    match (&server.url, server.local) {
        (Some(url), _) => ServerChoice::Url(url.clone()),
        (None, Some(0)) => ServerChoice::Local { major: None },
        (None, Some(major)) => ServerChoice::Local { major: Some(major) },
        (None, None) if server.embedded => ServerChoice::Embedded,
        (None, None) => default,
    }
}

/// What the warning about a view says that raises when it is read.
const NOT_VALID: &str = " is not valid: ";
/// Style and speed are not what verifying is about; the source may have variables that nothing uses.
fn is_shown(issue: &RoutineIssue) -> bool {
    if issue.message.starts_with("unused variable") || issue.message.ends_with("is reserved keyword") {
        return false;
    }
    match issue.level {
        IssueLevel::Error | IssueLevel::Warning => true,
        IssueLevel::WarningExtra
        | IssueLevel::Performance
        | IssueLevel::Security
        | IssueLevel::Compatibility => false,
    }
}

impl Verification {
    /// Findings when not all of the output was reached, or PostgreSQL rejected something or a routine has an error and
    /// neither the arguments nor a baseline say which findings count.
    pub fn outcome(&self, gate: &GateArguments) -> Outcome {
        let has_error = self
            .report
            .routines
            .iter()
            .flat_map(|routine| &routine.issues)
            .any(|issue| issue.level == IssueLevel::Error);
        let not_reached = self
            .report
            .files
            .iter()
            .any(|file| file.status == FileStatus::NotReached);
        if !not_reached && (gate.decides() || self.failed.is_empty() && !has_error) {
            Outcome::Clean
        } else {
            Outcome::Findings
        }
    }

    /// Files and routines by what became of them, as a few lines.
    pub fn summary(&self) -> String {
        let report = &self.report;
        let kind = match self.server {
            ServerKind::Embedded => "embedded",
            ServerKind::Given => "the server given",
            ServerKind::Local => "a private cluster",
        };
        let version = report.server_version.split(' ').next().unwrap_or_default();
        let mut text = format!("\nVerified on PostgreSQL {version} ({kind})\n");
        let loaded = report
            .files
            .iter()
            .filter(|file| file.status == FileStatus::Loaded)
            .count();
        let failed = self.failed.len();
        let Objects {
            loaded: in_database,
            announced,
            failed: unannounced,
            undecided,
        } = self.objects;
        let _ = write!(
            text,
            "  objects   {in_database:>6} loaded  {unannounced:>6} failed  {announced:>6} announced as not loading"
        );
        if undecided > 0 {
            let _ = write!(text, "  {undecided:>6} not verified");
        }
        text.push('\n');
        if self.not_valid > 0 {
            let _ = writeln!(
                text,
                "            {} of the loaded are views that name what is not there, and raise when they are read",
                self.not_valid
            );
        }
        let _ = writeln!(text, "  files     {loaded:>6} loaded  {failed:>6} failed");
        let not_reached = report
            .files
            .iter()
            .filter(|file| file.status == FileStatus::NotReached)
            .count();
        if not_reached > 0 || report.interrupted {
            let why = if report.interrupted {
                "interrupted"
            } else {
                "the connection broke"
            };
            let _ = writeln!(
                text,
                "            {why}: {not_reached} files were not reached, and nothing is known of them"
            );
        }
        self.undecided.tell(self.server, &mut text);
        if failed > 0 {
            let _ = writeln!(
                text,
                "            {} of the failed hold something the conversion refused; the others are faults of plconv",
                self.announced
            );
        }
        let with = |level: IssueLevel| {
            report
                .routines
                .iter()
                .filter(|routine| routine.issues.iter().any(|issue| issue.level == level))
                .count()
        };
        let checked = report
            .routines
            .iter()
            .filter(|routine| routine.status == CheckStatus::Checked)
            .count();
        let _ = writeln!(
            text,
            "  routines  {:>6} compiled {:>5} with errors, {} with warnings",
            report.routines.len(),
            with(IssueLevel::Error),
            with(IssueLevel::Warning)
        );
        match (&report.plpgsql_check, &report.plpgsql_check_missing) {
            (Some(version), _) => {
                let _ = writeln!(
                    text,
                    "            {checked} of them checked statement by statement by plpgsql_check {version}"
                );
            }
            (None, Some(reason)) => {
                let _ = writeln!(text, "            plpgsql_check was not used: {reason}");
            }
            (None, None) => {}
        }
        text
    }
}

impl Undecided {
    /// What could not be decided on this server, and where it can.
    fn tell(&self, server: ServerKind, text: &mut String) {
        let Undecided {
            extensions,
            handlers,
            following,
        } = self;
        if *extensions > 0 {
            let _ = writeln!(text, "  extensions {extensions:>5} errors: not on this server");
        }
        if *handlers > 0 {
            let _ = writeln!(
                text,
                "  handlers   {handlers:>5} errors that a handler may catch: this server runs none"
            );
        }
        if *following > 0 {
            let _ = writeln!(
                text,
                "  following  {following:>5} errors of what needs something that failed before"
            );
        }
        if server == ServerKind::Embedded && extensions + handlers > 0 {
            text.push_str("            they say nothing about the output: verify it with --local or --url\n");
        }
    }
}

struct Findings<'a, 't> {
    output: &'a OutputDirectory,
    files: &'a mut RunFiles<'t>,
}

impl Findings<'_, '_> {
    fn rejected(&mut self, error: &SqlError, verdict: &Verdict) -> Diagnostic {
        let said = format!("{}: {}", error.sqlstate, error.message);
        let (code, message) = match verdict {
            Verdict::Fault => return self.fault(error),
            Verdict::LacksExtension => (
                Code::EXTENSION_MISSING,
                format!("not on this server: {}", error.message),
            ),
            Verdict::HandlerNotRun => (
                Code::HANDLER_NOT_RUN,
                format!("this server runs no exception handlers, and there is one for what raised {said}"),
            ),
            Verdict::Follows(cause) => (
                Code::NOT_VERIFIED,
                format!("not verified, since {cause} failed before: {said}"),
            ),
            Verdict::Announced => (
                Code::ANNOUNCED_FAILURE,
                format!("raises when it is loaded: {said}"),
            ),
        };
        taken_back(self.at(code, &error.place, message), error)
    }

    /// What nothing announced.
    fn fault(&mut self, error: &SqlError) -> Diagnostic {
        let mut message = "PostgreSQL rejects it: ".to_owned();
        if !error.sqlstate.is_empty() {
            let _ = write!(message, "{}: ", error.sqlstate);
        }
        message.push_str(&error.message);
        let mut diagnostic = taken_back(self.at(Code::POSTGRESQL_REJECTED, &error.place, message), error);
        for note in [&error.detail, &error.context].into_iter().flatten() {
            diagnostic = diagnostic.with_note(note.clone());
        }
        for note in self.rules(&error.place) {
            diagnostic = diagnostic.with_note(note);
        }
        if let Some(hint) = &error.hint {
            diagnostic = diagnostic.with_note(format!("PostgreSQL's hint: {hint}"));
        }
        if self.output.is_edited(&error.place.file, error.place.start) {
            return diagnostic.with_help("this line of the output was edited by hand");
        }
        if self.output.is_announced(&error.place.file) {
            return diagnostic.with_note("the conversion refused something in this file");
        }
        diagnostic
            .with_help("nothing announced this: it is a fault of plconv; please report it with both texts")
    }

    /// What the conversion said of the objects at a place of the output.
    fn rules(&self, place: &Place) -> Vec<String> {
        let objects = self.output.objects_at(&place.file, place.start);
        objects
            .map(|number| {
                let object = &self.output.manifest.objects[number];
                let codes = object.diagnostics.iter();
                let codes: Vec<String> = codes.map(|code| format!("{code} {}", code.name())).collect();
                let said = if codes.is_empty() {
                    "no diagnostic".to_owned()
                } else {
                    codes.join(", ")
                };
                format!(
                    "in {} {}, {}: {said}",
                    object.kind,
                    object.name,
                    object.fate.as_str()
                )
            })
            .collect()
    }

    fn issue(&mut self, routine: &RoutineReport, issue: &RoutineIssue) -> Option<Diagnostic> {
        let place = issue.place.as_ref().or(routine.body.as_ref())?;
        let message = format!("{}: {}: {}", routine.name, issue.sqlstate, issue.message);
        let mut diagnostic = self.at(Code::PLPGSQL_CHECK, place, message);
        for note in [&issue.detail, &issue.context].into_iter().flatten() {
            diagnostic = diagnostic.with_note(note.clone());
        }
        Some(match &issue.hint {
            Some(hint) => diagnostic.with_help(hint.clone()),
            None => diagnostic,
        })
    }

    /// A finding at a place of the output: in the source when it is known, with the output as second place.
    fn at(&mut self, code: Code, place: &Place, message: String) -> Diagnostic {
        let file = self.output_file(&place.file);
        let output = FileRange::new(file, range(place.start, place.end));
        let Some(piece) = self.output.origin(&place.file, place.start) else {
            return Diagnostic::new(code, output, message);
        };
        let diagnostic = match self.files.tree().and_then(|tree| tree.find(&piece.source)) {
            Some(file) => {
                let word = self.source_word(place, piece);
                Diagnostic::new(code, FileRange::new(file, range(word.start, word.end)), message)
                    .with_label(output, "the output PostgreSQL read")
            }
            None => Diagnostic::new(code, output, message)
                .with_note(format!("made from {}:{}", piece.source, piece.line)),
        };
        match &piece.rule {
            Some(rule) => diagnostic.with_note(format!("made by the rule `{rule}`")),
            None => diagnostic,
        }
    }

    /// The word of the source that the token at a place of the output was made from.
    fn source_word(&self, place: &Place, piece: &MappedPiece) -> std::ops::Range<usize> {
        let tree = self.files.tree();
        let file = tree.and_then(|tree| tree.file(tree.find(&piece.source)?));
        let text = file.map_or("", |file| file.text.as_ref());
        self.output.source_word(&place.file, place.start, piece, text)
    }

    fn output_file(&mut self, name: &str) -> FileId {
        let path = self.output.path.join(name);
        let text = || std::fs::read_to_string(&path).unwrap_or_default();
        self.files.add(&path.display().to_string(), name, text)
    }
}

/// Says that other statements of the object went with the one that failed.
fn taken_back(diagnostic: Diagnostic, error: &SqlError) -> Diagnostic {
    match error.undone {
        0 => diagnostic,
        1 => diagnostic.with_note("another statement of the object had run and was taken back"),
        undone => diagnostic.with_note(format!(
            "{undone} other statements of the object had run and were taken back"
        )),
    }
}

fn range(start: usize, end: usize) -> TextRange {
    let size = |at: usize| TextSize::from(u32::try_from(at).unwrap_or(u32::MAX));
    TextRange::new(size(start), size(end.max(start)))
}
