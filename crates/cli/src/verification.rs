//! What a real PostgreSQL says about an output directory, shown where the Oracle source is.

mod objects;

use crate::arguments::{GateArguments, ServerArguments};
use crate::outcome::Outcome;
use crate::terminal::TerminalProgress;
use objects::{Objects, announcing};
use plconv_diagnostics::{Class, Code, Diagnostic, Severity};
use plconv_project::output_directory::OutputDirectory;
use plconv_project::{MappedPiece, Progress, RunFiles};
use plconv_source::{FileId, FileRange, TextRange, TextSize};
use plconv_verify::{
    CheckStatus, FileStatus, IssueLevel, Place, RaisedWarning, RoutineIssue, RoutineReport, Server,
    ServerChoice, ServerKind, SqlError, VerifyOptions, VerifyReport, verify_telling,
};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The result of loading an output directory.
pub struct Verification {
    report: VerifyReport,
    server: ServerKind,
    /// What PostgreSQL said, shown in the source where it is known.
    pub diagnostics: Vec<Diagnostic>,
    /// Files that failed by more than was to be expected.
    failed: Vec<String>,
    /// Those of them of which the conversion had said that something in them is refused.
    announced: usize,
    objects: Objects,
    /// Views that name what is not there: a view that raises took their place.
    not_valid: usize,
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
        ..VerifyOptions::default()
    };
    let report = verify_telling(&output.path, &server, &options, &progress);
    progress.finish();
    let report = report?;
    let lacking = LackingExtensions::of(report.files.iter().flat_map(|file| &file.errors));
    let mut findings = Findings {
        output,
        lacking: &lacking,
        files,
    };
    let mut diagnostics = Vec::new();
    for error in report.files.iter().flat_map(|file| &file.errors) {
        diagnostics.push(findings.rejected(error));
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
    let unexpected = |error: &SqlError| !lacking.covers(error) && !is_announced(output, error);
    let failed: Vec<String> = report
        .files
        .iter()
        .filter(|file| file.status == FileStatus::Failed && file.errors.iter().any(unexpected))
        .map(|file| file.file.clone())
        .collect();
    let announced = failed.iter().filter(|file| output.is_announced(file)).count();
    let rejections = report.files.iter().flat_map(|file| &file.errors);
    let missed: BTreeSet<&str> = report
        .files
        .iter()
        .filter(|file| file.status == FileStatus::NotReached)
        .map(|file| file.file.as_str())
        .collect();
    let rejections = rejections.filter(|error| !lacking.covers(error));
    let objects = Objects::count(output, rejections, |file| !missed.contains(file));
    Ok(Verification {
        server: server.kind(),
        report,
        diagnostics,
        failed,
        announced,
        objects,
        not_valid,
    })
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

/// Whether the conversion said that a statement of a script may raise, or what raised is a stub.
fn is_announced(output: &OutputDirectory, error: &SqlError) -> bool {
    let is_stub = error.sqlstate == FEATURE_NOT_SUPPORTED && error.message.contains(STUB_MESSAGE)
        || is_refused_by_runtime(error);
    let (file, at) = (&error.place.file, error.place.start);
    let objects = output.objects_at(file, at);
    let mut codes = output
        .failing_statement_at(file, at)
        .into_iter()
        .flat_map(|statement| &statement.diagnostics)
        .filter(|code| code.severity() != Severity::Note)
        .chain(objects.flat_map(|number| announcing(&output.manifest.objects[number])));
    is_stub
        || codes.any(|code| tells_of(*code, &error.sqlstate))
        || raising_file(output, error).is_some_and(|file| {
            let mut codes = output
                .codes_of(&file)
                .filter(|code| code.severity() != Severity::Note);
            codes.any(|code| matches!(code.class(), Class::Load | Class::Runtime))
        })
}

/// The names of the routines in which a statement raised, the innermost first.
fn frames(error: &SqlError) -> impl Iterator<Item = String> {
    let context = error.context.as_deref().unwrap_or_default();
    let frames = context
        .lines()
        .filter_map(|line| line.strip_prefix("PL/pgSQL function "));
    frames.filter_map(|frame| Some(frame.split(['(', ' ']).next()?.replace('"', "")))
}

/// The file of the routine or trigger of the output in which a statement raised.
fn raising_file(output: &OutputDirectory, error: &SqlError) -> Option<String> {
    let mut files = frames(error).flat_map(|name| {
        let member = name
            .split_once('.')
            .map(|(package, member)| format!("packages/{package}/{member}.sql"));
        let own = ["functions", "triggers"].map(|directory| format!("{directory}/{name}.sql"));
        member.into_iter().chain(own)
    });
    files.find(|file| output.has_file(file))
}

/// Whether a function of the runtime refused something.
fn is_refused_by_runtime(error: &SqlError) -> bool {
    let innermost = frames(error).next();
    error.sqlstate == FEATURE_NOT_SUPPORTED && innermost.is_some_and(|name| name.starts_with("oracle."))
}

/// Whether an error is of the kind that a diagnostic of its statement tells of.
fn tells_of(code: Code, sqlstate: &str) -> bool {
    if matches!(code, Code::UNORDERED_ROWS | Code::LOGIN_CHECK) {
        // Constraints, NO_DATA_FOUND and what RAISE_APPLICATION_ERROR raises depend on rows.
        return ["23", "P0", "R0"].iter().any(|class| sqlstate.starts_with(class));
    }
    matches!(code.class(), Class::Load | Class::Runtime)
}

/// What the warning about a view says that raises when it is read.
const NOT_VALID: &str = " is not valid: ";
/// SQLSTATE of the errors that stubs raise.
const FEATURE_NOT_SUPPORTED: &str = "0A000";
/// What their messages say.
const STUB_MESSAGE: &str = "not carried over from Oracle: ";

/// Whether CREATE EXTENSION failed since the server does not have it: `0A000 feature_not_supported`, or
/// `58P01 undefined_file` before PostgreSQL 16.
fn lacks_extension(error: &SqlError) -> bool {
    matches!(error.sqlstate.as_str(), "0A000" | "58P01") && error.message.starts_with("extension \"")
        || error.sqlstate == "58P01" && error.message.contains("extension control file")
}

/// Extensions that the conversion uses, with the schema, or first part of the names, of what is in them.
const EXTENSIONS: &[(&str, &str)] = &[("dblink", "dblink"), ("pg_cron", "cron")];

/// Extensions that the server does not have.
struct LackingExtensions(Vec<&'static str>);

impl LackingExtensions {
    fn of<'e>(errors: impl Iterator<Item = &'e SqlError>) -> Self {
        let messages: Vec<&str> = errors
            .filter(|error| lacks_extension(error))
            .map(|error| error.message.as_str())
            .collect();
        let lacks = |extension: &str| messages.iter().any(|message| message.contains(extension));
        let lacking = EXTENSIONS.iter().filter(|(extension, _)| lacks(extension));
        LackingExtensions(lacking.map(|(_, prefix)| *prefix).collect())
    }

    /// Whether an error is that an extension, or something in it, is not there.
    fn covers(&self, error: &SqlError) -> bool {
        let names = |prefix: &&str| {
            let word = |word: &str| word.trim_start_matches('"').starts_with(*prefix);
            error.message.split(' ').any(word)
        };
        // Jobs are created when their block runs: that fails on a server without the extension, whether or not the
        // output asks for it before.
        let lacks_schema = error.sqlstate == "3F000" && EXTENSIONS.iter().any(|(_, prefix)| names(prefix));
        lacks_extension(error)
            || lacks_schema
            || matches!(error.sqlstate.as_str(), "3F000" | "42P01" | "42883") && self.0.iter().any(names)
    }
}

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
        } = self.objects;
        let _ = writeln!(
            text,
            "  objects   {in_database:>6} loaded  {unannounced:>6} failed  {announced:>6} announced as not loading"
        );
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
        let lacking = report
            .files
            .iter()
            .flat_map(|file| &file.errors)
            .filter(|error| lacks_extension(error))
            .count();
        if lacking > 0 {
            let _ = writeln!(text, "  extensions {lacking:>5} not on this server");
        }
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

struct Findings<'a, 't> {
    output: &'a OutputDirectory,
    lacking: &'a LackingExtensions,
    files: &'a mut RunFiles<'t>,
}

impl Findings<'_, '_> {
    fn rejected(&mut self, error: &SqlError) -> Diagnostic {
        if self.lacking.covers(error) {
            let message = format!("not on this server: {}", error.message);
            return self.at(Code::EXTENSION_MISSING, &error.place, message);
        }
        if is_announced(self.output, error) {
            let message = format!("raises when it is loaded: {}: {}", error.sqlstate, error.message);
            return self.at(Code::ANNOUNCED_FAILURE, &error.place, message);
        }
        let mut message = "PostgreSQL rejects it: ".to_owned();
        if !error.sqlstate.is_empty() {
            let _ = write!(message, "{}: ", error.sqlstate);
        }
        message.push_str(&error.message);
        let mut diagnostic = self.at(Code::POSTGRESQL_REJECTED, &error.place, message);
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

fn range(start: usize, end: usize) -> TextRange {
    let size = |at: usize| TextSize::from(u32::try_from(at).unwrap_or(u32::MAX));
    TextRange::new(size(start), size(end.max(start)))
}
