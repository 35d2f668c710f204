//! What an error of PostgreSQL says about the output, and whether it says anything.

use super::objects::announcing;
use plconv_diagnostics::{Class, Code, Severity};
use plconv_project::ManifestObject;
use plconv_project::layout::Phase;
use plconv_project::output_directory::OutputDirectory;
use plconv_verify::{SqlError, VerifyReport};
use std::collections::BTreeMap;

/// What an error is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// The server lacks an extension.
    LacksExtension,
    /// The server runs no exception handlers, and one stands around what raised.
    HandlerNotRun,
    /// What it needs failed before: the object or statement named. It may be right or wrong.
    Follows(String),
    /// The conversion said that it may fail.
    Announced,
    /// Nothing announced it.
    Fault,
}

impl Verdict {
    /// Whether it is for plconv, or whoever edited the output, to mend.
    pub fn is_fault(&self) -> bool {
        *self == Verdict::Fault
    }
}

/// The errors of all files in the order of loading, each with what it says.
pub fn judge<'r>(output: &OutputDirectory, report: &'r VerifyReport) -> Vec<(&'r SqlError, Verdict)> {
    let errors = || report.files.iter().flat_map(|file| &file.errors);
    let lacking = LackingExtensions::of(errors());
    let mut failed = Failed::new(output);
    let mut verdicts = Vec::new();
    for error in errors() {
        let verdict = if lacking.covers(error) {
            Verdict::LacksExtension
        } else if error.may_be_handled {
            Verdict::HandlerNotRun
        } else if let Some(cause) = failed.cause_of(error) {
            Verdict::Follows(cause)
        } else if is_announced(output, error) {
            Verdict::Announced
        } else {
            Verdict::Fault
        };
        failed.remember(error, &verdict);
        verdicts.push((error, verdict));
    }
    verdicts
}

/// What failed so far, other than by what the conversion announced: an object that needs such a one should have been
/// announced too.
struct Failed<'o> {
    output: &'o OutputDirectory,
    phases: BTreeMap<&'o str, Phase>,
    /// Objects that are not in the database, by the last part of their name in PostgreSQL.
    objects: BTreeMap<String, &'o ManifestObject>,
    /// The first statement of a script whose work is missing because of the server.
    script_statement: Option<String>,
}

impl<'o> Failed<'o> {
    fn new(output: &'o OutputDirectory) -> Self {
        let files = output.manifest.files.iter();
        Failed {
            output,
            phases: files
                .filter_map(|file| Some((file.path.as_str(), file.phase?)))
                .collect(),
            objects: BTreeMap::new(),
            script_statement: None,
        }
    }

    fn phase(&self, error: &SqlError) -> Option<Phase> {
        self.phases.get(error.place.file.as_str()).copied()
    }

    fn remember(&mut self, error: &SqlError, verdict: &Verdict) {
        if *verdict == Verdict::Announced {
            return;
        }
        let phase = self.phase(error);
        if phase.is_some_and(Phase::is_file_for_each_object) {
            for object in self.output.manifest.objects.iter() {
                let is_in = object.file.as_deref() == Some(error.place.file.as_str());
                if let (true, Some(name)) = (is_in, &object.postgresql_name) {
                    self.objects.insert(last_part(name), object);
                }
            }
        } else if phase == Some(Phase::Data) && !verdict.is_fault() && self.script_statement.is_none() {
            let place = &error.place;
            self.script_statement = Some(format!("{}:{}", place.file, place.line));
        }
    }

    /// The object or statement without which an error had to come.
    fn cause_of(&self, error: &SqlError) -> Option<String> {
        if NOT_THERE.contains(&error.sqlstate.as_str()) {
            let object = self.objects.get(&missing_name(&error.message)?)?;
            // An error in the file of the object itself is about it.
            return (object.file.as_deref() != Some(error.place.file.as_str()))
                .then(|| format!("{} {}", object.kind, object.name));
        }
        let of_rows = matches!(
            self.phase(error)?,
            Phase::Data | Phase::ForeignKeys | Phase::CheckedForeignKeys
        );
        (of_rows && depends_on_rows(&error.sqlstate))
            .then(|| self.script_statement.clone())
            .flatten()
    }
}

/// SQLSTATEs of errors about what is not there: undefined_table, undefined_function, undefined_object.
const NOT_THERE: [&str; 3] = ["42P01", "42883", "42704"];

/// What an error says is not there: `"hr.emp"` in `relation "hr.emp" does not exist`, `hr.pay` in
/// `function hr.pay(integer) does not exist`. Its last part, without quotes.
fn missing_name(message: &str) -> Option<String> {
    let name = match message.split_once('"') {
        Some((_, rest)) => rest.split('"').next()?,
        None => message.split_once(' ')?.1.split(['(', ' ']).next()?,
    };
    Some(last_part(name))
}

fn last_part(name: &str) -> String {
    let last = name.rsplit_once('.').map_or(name, |(_, last)| last);
    last.trim_matches('"').to_owned()
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

/// Whether an error may come of the rows that are there: constraints, `NO_DATA_FOUND`, RAISE_APPLICATION_ERROR.
fn depends_on_rows(sqlstate: &str) -> bool {
    ["23", "P0", "R0"].iter().any(|class| sqlstate.starts_with(class))
}

/// Whether an error is of the kind that a diagnostic of its statement tells of.
fn tells_of(code: Code, sqlstate: &str) -> bool {
    if matches!(code, Code::UNORDERED_ROWS | Code::LOGIN_CHECK) {
        // Constraints, NO_DATA_FOUND and what RAISE_APPLICATION_ERROR raises depend on rows.
        return depends_on_rows(sqlstate);
    }
    matches!(code.class(), Class::Load | Class::Runtime)
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_read_from_the_message() {
        for (message, name) in [
            ("relation \"hr.emp\" does not exist", "emp"),
            ("function hr.pay(integer, text) does not exist", "pay"),
            ("type \"t_list\" does not exist", "t_list"),
            ("type hr.t_list[] does not exist", "t_list[]"),
        ] {
            assert_eq!(missing_name(message).as_deref(), Some(name), "{message}");
        }
        assert_eq!(missing_name("nothing"), None);
    }
}
