//! The arguments of the command line.

pub mod fallback;
pub mod mover;
pub mod replication;

use clap::{Args, Parser, Subcommand, ValueEnum};
use plconv_findings::{Date, FailOn};
use std::path::{Path, PathBuf};

/// Converts Oracle DDL, SQL and PL/SQL source to PostgreSQL, and says exactly what it could not carry over.
#[derive(Parser, Debug)]
#[command(name = "plconv", version, about, max_term_width = 100)]
#[command(
    after_help = "Exit status: 0 clean, 1 findings (something was refused or assumed), 2 usage, 3 could not run."
)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The subcommands.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Convert a source tree to a directory that psql can load.
    Convert(ConvertArguments),
    /// Load an output directory into a PostgreSQL and report what it rejects.
    Verify(VerifyArguments),
    /// Convert one script, with the scripts it includes, to one psql script.
    Script(ScriptArguments),
    /// Compare the PostgreSQL that comes out with the snapshots beside the source, and write those that are missing.
    Snap(SnapArguments),
    /// Run equivalence tests: *.plconv-test.md beside the source and the suites of utPLSQL in it.
    Test(TestArguments),
    /// Report everything that `convert` would report, and write nothing.
    Check(CheckArguments),
    /// Assess what a migration needs: one page to decide with, and its numbers as JSON, CSV and Markdown.
    Assess(AssessArguments),
    /// Explain a diagnostic: why it exists, an example, what to do.
    Explain(ExplainArguments),
    /// Show how files are cut into statements and parsed.
    Parse(ParseArguments),
    /// Read what an Oracle's dictionary says.
    #[command(subcommand)]
    Catalog(mover::CatalogCommand),
    /// Write a plan for moving data: the tables of an Oracle or of a directory of CSV files, with comments.
    Plan(mover::PlanArguments),
    /// Check whether a plan can work, and say what remedies what cannot.
    Precheck(mover::PrecheckArguments),
    /// Move the rows of a plan into PostgreSQL; the same command goes on with a run that was interrupted.
    Load(mover::LoadArguments),
    /// Load the rows of a plan, then carry over the changes since, until it is told to end; goes on after any interruption.
    Migrate(replication::MigrateArguments),
    /// Let the target of a replication take the place of its source: a checklist with gates, and what is done behind them.
    Cutover(replication::CutoverArguments),
    /// Carry what is committed in PostgreSQL after the cutover back to Oracle, so that falling back loses nothing.
    #[command(subcommand)]
    Fallback(fallback::FallbackCommand),
    /// Compare source and target while replication runs, as of a fence, and repair rows that differ.
    Drift(replication::DriftArguments),
    /// Show the runs of a target in a web page with live updates, to pause, resume and retry; with metrics for Prometheus.
    Serve(mover::ServeArguments),
    /// Compare the rows of source and target, and show those that differ.
    Validate(mover::ValidateArguments),
    /// Look at an Oracle and a PostgreSQL without a plan: versions, settings, privileges.
    Doctor(mover::DoctorArguments),
    /// Move a table with every type from your Oracle to your PostgreSQL and compare it.
    Selftest(mover::SelftestArguments),
    /// Serve an editor: the Language Server Protocol on standard input and output.
    Lsp,
    /// Print a completion script for a shell.
    Completions(CompletionsArguments),
    /// Print the manual page, or write one page for each command to a directory.
    Man(ManArguments),
}

/// Arguments of `convert`.
#[derive(Args, Debug)]
pub struct ConvertArguments {
    /// Directory of Oracle source, or a single script.
    #[arg(value_name = "SRC")]
    pub source: PathBuf,
    /// Directory to write; created when it does not exist.
    #[arg(short, long, value_name = "OUT")]
    pub output: PathBuf,
    /// Replace files in OUT that were edited since the last run, or that plconv did not write.
    #[arg(long)]
    pub force: bool,
    /// Run again after each change of the source, until it is stopped.
    #[arg(long)]
    pub watch: bool,
    /// Load the output into PostgreSQL and report what it rejects.
    #[arg(long)]
    pub verify: bool,
    /// Where to load it.
    #[command(flatten)]
    pub server: ServerArguments,
    /// Choices.
    #[command(flatten)]
    pub project: ProjectArguments,
    /// Where conversions are kept.
    #[command(flatten)]
    pub cache: CacheArguments,
    /// What fails the run.
    #[command(flatten)]
    pub gate: GateArguments,
}

/// Arguments of `verify`.
#[derive(Args, Debug)]
pub struct VerifyArguments {
    /// Output directory of `convert`.
    #[arg(value_name = "OUT")]
    pub output: PathBuf,
    /// The source it was made from: findings are then shown there.
    #[arg(long, value_name = "SRC")]
    pub source: Option<PathBuf>,
    /// Load into the database that the URL names, and leave everything there.
    #[arg(long, requires = "url")]
    pub keep: bool,
    /// Where to load it.
    #[command(flatten)]
    pub server: ServerArguments,
    /// Form of the findings.
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    pub format: Format,
    /// What fails the run.
    #[command(flatten)]
    pub gate: GateArguments,
}

/// What fails a run, what is known already, and reports beside the one on standard output.
#[derive(Args, Debug)]
#[command(next_help_heading = "Findings")]
pub struct GateArguments {
    /// Findings that end the run with 1: classes (load, runtime, silent, performance, note) and codes, separated by
    /// commas, or `none`; when not given, all that are refused or assumed.
    #[arg(long, value_name = "CLASSES")]
    pub fail_on: Option<FailOn>,
    /// How many of them, new and not suppressed, are let through.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub max_new: usize,
    /// File of known findings: only new ones are shown and fail the run.
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Take what is fixed out of the baseline.
    #[arg(long, requires = "baseline")]
    pub update_baseline: bool,
    /// Add what is new to it; creates it.
    #[arg(long, requires = "update_baseline")]
    pub accept_new: bool,
    /// Also write a report (short, json, sarif, github, gitlab, junit, markdown) to a file. May be repeated.
    #[arg(long, value_name = "FORM=FILE", value_parser = report_file)]
    pub report: Vec<ReportFile>,
    /// The day by which suppressions expire; today in UTC when not given.
    #[arg(long, value_name = "DATE", env = "PLCONV_TODAY")]
    pub today: Option<Date>,
}

impl GateArguments {
    /// Whether they say which findings fail the run.
    pub fn decides(&self) -> bool {
        self.fail_on.is_some() || self.baseline.is_some() || self.max_new > 0
    }

    /// The files that a run writes.
    pub fn files(&self) -> Vec<&Path> {
        let reports = self.report.iter().map(|report| report.path.as_path());
        let baseline = self.baseline.as_deref().filter(|_| self.update_baseline);
        reports.chain(baseline).collect()
    }
}

/// A report to be written.
#[derive(Clone, Debug)]
pub struct ReportFile {
    /// Its form.
    pub format: plconv_findings::Format,
    /// The file.
    pub path: PathBuf,
}

/// The PostgreSQL to verify with.
#[derive(Args, Debug)]
#[group(multiple = false)]
pub struct ServerArguments {
    /// Verify with a PostgreSQL 17 inside this program; the default where it was built with one.
    #[arg(long)]
    pub embedded: bool,
    /// Verify with a private cluster of the newest installed PostgreSQL, or of this major version.
    #[arg(long, value_name = "MAJOR", num_args = 0..=1, require_equals = true, default_missing_value = "0")]
    pub local: Option<u32>,
    /// Verify in a database of its own on a running server, which is left as it was.
    #[arg(long, value_name = "URL")]
    pub url: Option<String>,
}

/// Arguments of `script`.
#[derive(Args, Debug)]
pub struct ScriptArguments {
    /// The SQL*Plus script.
    #[arg(value_name = "IN.sql")]
    pub source: PathBuf,
    /// The psql script to write; `-` for standard output.
    #[arg(short, long, value_name = "OUT.sql")]
    pub output: PathBuf,
    /// Choices.
    #[command(flatten)]
    pub project: ProjectArguments,
}

/// Arguments of `snap`.
#[derive(Args, Debug)]
pub struct SnapArguments {
    /// Directory of Oracle source, or a single script.
    #[arg(value_name = "SRC")]
    pub source: PathBuf,
    /// Write nothing: a missing snapshot is a difference too.
    #[arg(long, conflicts_with = "bless")]
    pub check: bool,
    /// Accept what comes out: write all snapshots and remove those whose source is gone.
    #[arg(long)]
    pub bless: bool,
    /// Where the snapshots are, when not beside the source.
    #[arg(long, value_name = "DIR")]
    pub directory: Option<PathBuf>,
    /// Choices.
    #[command(flatten)]
    pub project: ProjectArguments,
    /// Where conversions are kept.
    #[command(flatten)]
    pub cache: CacheArguments,
}

/// Arguments of `test`.
#[derive(Args, Debug)]
pub struct TestArguments {
    /// Directory of Oracle source with tests.
    #[arg(value_name = "SRC")]
    pub source: PathBuf,
    /// Run only tests whose names contain one of these.
    #[arg(value_name = "NAME")]
    pub names: Vec<String>,
    /// Test this output directory, with what was edited in it; without it the source is converted for the tests.
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<PathBuf>,
    /// Write a test with what a call does today on PostgreSQL: `pkg.fun(1, null)`.
    #[arg(long, value_name = "CALL")]
    pub characterize: Option<String>,
    /// The file to write it to; named after the routine and beside the source when not given.
    #[arg(long, value_name = "FILE", requires = "characterize")]
    pub to: Option<PathBuf>,
    /// Also write the results to a file as JUnit XML.
    #[arg(long, value_name = "FILE", conflicts_with = "characterize")]
    pub junit: Option<PathBuf>,
    /// Run the cases on this Oracle, `//host:1521/service`, and write what it does into their files as what is expected.
    /// The password: PLCONV_SOURCE_PASSWORD. What a case commits or creates stays there.
    #[arg(long, value_name = "CONNECT", requires = "user", conflicts_with_all = ["characterize", "output", "junit"])]
    pub record: Option<String>,
    /// Account to record with: one for tests, that the application is installed for.
    #[arg(long, value_name = "USER", requires = "record")]
    pub user: Option<String>,
    /// Ask for the password.
    #[arg(long, requires = "record")]
    pub ask_passwords: bool,
    /// Where to run them; an installed PostgreSQL when not given, since the embedded one runs no exception handlers.
    #[command(flatten)]
    pub server: ServerArguments,
    /// Choices.
    #[command(flatten)]
    pub project: ReadingArguments,
}

/// Arguments of `check`.
#[derive(Args, Debug)]
pub struct CheckArguments {
    /// Directory of Oracle source, or a single script.
    #[arg(value_name = "SRC")]
    pub source: PathBuf,
    /// Run again after each change of the source, until it is stopped.
    #[arg(long)]
    pub watch: bool,
    /// Choices.
    #[command(flatten)]
    pub project: ProjectArguments,
    /// Where conversions are kept.
    #[command(flatten)]
    pub cache: CacheArguments,
    /// What fails the run.
    #[command(flatten)]
    pub gate: GateArguments,
}

/// Arguments of `assess`.
#[derive(Args, Debug)]
pub struct AssessArguments {
    /// Directory of Oracle source, or a single script; several give a report each and one for the fleet.
    #[arg(value_name = "SRC", required = true)]
    pub sources: Vec<PathBuf>,
    /// File to write; other formats are written beside it. CSV tables go to a directory.
    #[arg(short, long, value_name = "FILE", default_value = "assessment.html")]
    pub out: PathBuf,
    /// Formats to write, with commas between.
    #[arg(long, value_enum, value_delimiter = ',', default_value = "html")]
    pub format: Vec<ReportFormat>,
    /// What the report calls the tree; the name of the directory when not given.
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// Numbers of the effort model that differ from the defaults.
    #[arg(long, value_name = "EFFORT.toml")]
    pub effort: Option<PathBuf>,
    /// JSON report of an earlier run, to show the progress since; may be repeated, the oldest first.
    #[arg(long, value_name = "OLD.json")]
    pub compare: Vec<PathBuf>,
    /// Directory of `plconv catalog capture`, for sizes and for how the database differs from the tree; SRC itself when it
    /// was captured.
    #[arg(long, value_name = "DIR")]
    pub catalog: Option<PathBuf>,
    /// Learn from finished objects: a CSV file with the columns kind, name and hours. Writes the factors beside the report, to
    /// be given with --effort, and assesses with them. Findings of objects that have none any more come from --compare. A
    /// line `*,*,HOURS` is about all objects whose findings are gone, or accepted in plconv.tasks.toml or by --snapshots.
    #[arg(long, value_name = "FINISHED.csv")]
    pub calibrate: Option<PathBuf>,
    /// Directory with the snapshots of `plconv snap`, SRC itself when they are beside the source: what is assumed of objects
    /// that come out as their snapshot says is accepted.
    #[arg(long, value_name = "DIR")]
    pub snapshots: Option<PathBuf>,
    /// Replace names and literals, and leave out texts, so that the report can be given away.
    #[arg(long)]
    pub anonymize: bool,
    /// Megabytes of source and output shown in a report, the objects with the most work first.
    #[arg(long, value_name = "MB", default_value_t = 12)]
    pub excerpts: usize,
    /// Choices.
    #[command(flatten)]
    pub reading: ReadingArguments,
}

/// Forms of an assessment.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ReportFormat {
    /// One page that works offline.
    Html,
    /// All numbers; docs/assess.schema.json describes it.
    Json,
    /// A directory of tables.
    Csv,
    /// A summary for a merge request.
    Md,
}

/// Arguments of `explain`.
#[derive(Args, Debug)]
pub struct ExplainArguments {
    /// Code or name of a diagnostic (PLC0101, 101, syntax-error); without one, all are listed.
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
}

/// Arguments of `parse`.
#[derive(Args, Debug)]
pub struct ParseArguments {
    /// Scripts, or with `--stats` and `--failures` also directories of them; included scripts are not read.
    #[arg(value_name = "PATH", required = true)]
    pub files: Vec<PathBuf>,
    /// Print only where each statement and command is and what it is: the default.
    #[arg(long, conflicts_with_all = ["dump", "tokens"])]
    pub units: bool,
    /// Print the syntax trees below.
    #[arg(long)]
    pub dump: bool,
    /// Print the tokens below: line and column, kind, text.
    #[arg(long)]
    pub tokens: bool,
    /// Print only how much could be parsed; with `--format json` as one object.
    #[arg(long, conflicts_with_all = ["units", "dump", "tokens"])]
    pub stats: bool,
    /// List the units that do not parse, each with its first error.
    #[arg(long, conflicts_with_all = ["units", "dump", "tokens"])]
    pub failures: bool,
    /// Number of threads; one per processor when not given.
    #[arg(short, long, value_name = "N", value_parser = jobs)]
    pub jobs: Option<usize>,
    /// Character set of the files, Oracle's name (WE8MSWIN1252) or a common one.
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// Form of the diagnostics.
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    pub format: Format,
}

/// Arguments of `completions`.
#[derive(Args, Debug)]
pub struct CompletionsArguments {
    /// The shell.
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// Arguments of `man`.
#[derive(Args, Debug)]
pub struct ManArguments {
    /// Directory for one page per command; without it the page of plconv itself is printed.
    #[arg(short, long, value_name = "DIRECTORY")]
    pub output: Option<PathBuf>,
}

/// Choices of everything that reads a project and reports what it found.
#[derive(Args, Debug)]
pub struct ProjectArguments {
    /// Choices.
    #[command(flatten)]
    pub reading: ReadingArguments,
    /// Form of the diagnostics.
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    pub format: Format,
}

/// Where conversions are kept: a run over the same tree with the same choices takes what is there.
#[derive(Args, Debug)]
pub struct CacheArguments {
    /// Directory of kept conversions, also given by PLCONV_CACHE; without it large trees are kept in the user's cache
    /// directory. A run with --watch keeps what it needs in memory.
    #[arg(long, value_name = "DIR")]
    pub cache: Option<PathBuf>,
    /// Keep nothing and take nothing that was kept; wins over --cache.
    #[arg(long)]
    pub no_cache: bool,
}

/// Choices of everything that reads a project.
#[derive(Args, Debug)]
pub struct ReadingArguments {
    /// Policy file; plconv.toml in the source directory when it exists.
    #[arg(long, value_name = "FILE")]
    pub policy: Option<PathBuf>,
    /// Oldest PostgreSQL major version the output must load on; wins over the policy file.
    #[arg(long, value_name = "VERSION", value_parser = clap::value_parser!(u32).range(15..=18))]
    pub target_version: Option<u32>,
    /// Value of a substitution variable; wins over the policy file and answers ACCEPT. May be repeated.
    #[arg(short = 'D', long = "define", value_name = "NAME=VALUE", value_parser = definition)]
    pub define: Vec<(String, String)>,
    /// Number of threads; one per processor when not given.
    #[arg(short, long, value_name = "N", value_parser = jobs)]
    pub jobs: Option<usize>,
}

/// Forms of diagnostics.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// With the source line, for people.
    Terminal,
    /// One line each: file:line:column: code message.
    Short,
    /// A JSON array.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// Workflow commands that GitHub shows beside the source.
    Github,
    /// The code quality report of GitLab.
    Gitlab,
    /// JUnit XML with a test case for each object.
    Junit,
    /// A summary in Markdown.
    Markdown,
}

fn definition(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("write it as NAME=VALUE")?;
    let is_name = !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '$' | '#'));
    if !is_name {
        return Err(format!("`{name}` is no name of a substitution variable"));
    }
    Ok((name.to_owned(), value.to_owned()))
}

fn report_file(text: &str) -> Result<ReportFile, String> {
    let (format, path) = text.split_once('=').ok_or("write it as FORM=FILE")?;
    if path.is_empty() {
        return Err("it names no file".to_owned());
    }
    Ok(ReportFile {
        format: format.parse()?,
        path: PathBuf::from(path),
    })
}

fn jobs(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(number) if (1..=1024).contains(&number) => Ok(number),
        _ => Err("give a number from 1 to 1024".to_owned()),
    }
}
