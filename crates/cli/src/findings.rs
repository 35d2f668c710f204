//! The findings of a run: judged, shown, written to report files, and turned into an exit status.

use crate::arguments::{Format, GateArguments, ReportFile};
use crate::outcome::{Outcome, UsageError};
use crate::terminal;
use anyhow::Context;
use plconv_diagnostics::{Area, Code, Diagnostic, SourceProvider};
use plconv_findings::{Baseline, Date, Gate, Growth, Input, OutputPlace, Report, Suppression, judge, render};
use plconv_project::RunFiles;
use plconv_project::accepted::{object_places, script_files};
use plconv_project::manifest::Manifest;
use plconv_project::write::write_whole;
use plconv_source::FileRange;
use std::io::ErrorKind;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

/// What a run found.
pub struct Found<'a> {
    /// In any order.
    pub diagnostics: Vec<Diagnostic>,
    /// The files they mention.
    pub files: &'a RunFiles<'a>,
    /// What became of the objects.
    pub manifest: &'a Manifest,
    /// Those of the policy file.
    pub suppressions: Vec<Suppression>,
    /// What the run did, which decides what it could find.
    pub stages: Stages,
    /// Where in the output a place of the source is.
    pub output: &'a dyn Fn(FileRange) -> Option<OutputPlace>,
    /// What people read below the findings.
    pub summary: String,
}

/// What a run did.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stages {
    /// Converted.
    Conversion,
    /// Loaded an output.
    Verification,
    /// Both.
    Both,
}

impl Stages {
    fn reports(self, code: Code) -> bool {
        match self {
            Stages::Conversion => code.area() != Area::Verify,
            Stages::Verification => code.area() == Area::Verify,
            Stages::Both => true,
        }
    }
}

/// Prints the findings in the form asked for, writes report files and the baseline. Returns what the gate says.
pub fn conclude(found: Found<'_>, format: Format, arguments: &GateArguments) -> anyhow::Result<Outcome> {
    let stages = found.stages;
    let reports = |code| stages.reports(code);
    let tree = found.files.tree();
    let stable = found.files.stable();
    let report = judge(Input {
        diagnostics: found.diagnostics,
        sources: found.files,
        stable: &stable,
        objects: tree.map_or_else(Vec::new, |tree| object_places(found.manifest, tree)),
        scripts: tree.map_or_else(Vec::new, |tree| script_files(found.manifest, tree)),
        suppressions: found.suppressions,
        reports: &reports,
        today: arguments.today.unwrap_or_else(today),
        baseline: known(arguments)?,
        gate: Gate {
            fail_on: arguments.fail_on.clone().unwrap_or_default(),
            max_new: arguments.max_new,
        },
        output: found.output,
    });
    terminal::print(&render(&report, form(format)))?;
    for ReportFile { format, path } in &arguments.report {
        write_whole(path, &render(&report, *format))
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    terminal::tell(&found.summary);
    terminal::tell(&verdict(&report, arguments.decides() && !arguments.accept_new));
    if let (Some(path), true) = (&arguments.baseline, arguments.update_baseline) {
        update(path, &report, arguments)?;
    }
    let fails = report.verdict().fails() && !(arguments.update_baseline && arguments.accept_new);
    Ok(if fails { Outcome::Findings } else { Outcome::Clean })
}

/// Diagnostics of commands that have no gate.
pub fn plain(diagnostics: &[Diagnostic], sources: &dyn SourceProvider, format: Format) -> String {
    let report = judge(Input {
        diagnostics: diagnostics.to_vec(),
        sources,
        stable: sources,
        objects: Vec::new(),
        scripts: Vec::new(),
        suppressions: Vec::new(),
        reports: &|_| true,
        today: Date::of_days_since_1970(0),
        baseline: None,
        gate: Gate::default(),
        output: &|_| None,
    });
    render(&report, form(format))
}

fn known(arguments: &GateArguments) -> anyhow::Result<Option<Baseline>> {
    let Some(path) = &arguments.baseline else {
        return Ok(None);
    };
    match std::fs::read_to_string(path) {
        Ok(text) => {
            let baseline = Baseline::parse(&text);
            baseline
                .map(Some)
                .map_err(|error| UsageError(format!("{}: {error}", path.display())).into())
        }
        // The first run has nothing to compare with.
        Err(error) if error.kind() == ErrorKind::NotFound && arguments.accept_new => {
            Ok(Some(Baseline::default()))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Err(UsageError(format!(
            "there is no baseline {}; --update-baseline --accept-new writes one",
            path.display()
        ))
        .into()),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
    }
}

fn update(path: &Path, report: &Report<'_>, arguments: &GateArguments) -> anyhow::Result<()> {
    let growth = if arguments.accept_new {
        Growth::AcceptNew
    } else {
        Growth::Shrink
    };
    let baseline = report.baseline(growth);
    write_whole(path, &baseline.print()).with_context(|| format!("cannot write {}", path.display()))?;
    terminal::tell(&format!(
        "{}: {} findings\n",
        path.display(),
        baseline.entries.len()
    ));
    Ok(())
}

/// What is known about the findings, when anything is, and whether they fail the run, when it was asked.
fn verdict(report: &Report<'_>, is_asked: bool) -> String {
    let suppressed = (report.findings())
        .filter(|(_, judgement)| judgement.suppression.is_some())
        .count();
    let mut text = String::new();
    if report.has_baseline {
        let new = report.open().count();
        let unchanged = report.findings().count() - new - suppressed;
        text.push_str(&format!(
            "baseline: {new} new, {} fixed, {unchanged} unchanged\n",
            report.fixed.len()
        ));
    }
    if suppressed > 0 {
        text.push_str(&format!("suppressed: {suppressed}\n"));
    }
    if is_asked {
        text.push_str(&format!("{}\n", report.verdict()));
    }
    text
}

fn form(format: Format) -> plconv_findings::Format {
    match format {
        Format::Terminal => plconv_findings::Format::Terminal {
            colour: terminal::has_colour(),
        },
        Format::Short => plconv_findings::Format::Short,
        Format::Json => plconv_findings::Format::Json,
        Format::Sarif => plconv_findings::Format::Sarif,
        Format::Github => plconv_findings::Format::Github,
        Format::Gitlab => plconv_findings::Format::Gitlab,
        Format::Junit => plconv_findings::Format::Junit,
        Format::Markdown => plconv_findings::Format::Markdown,
    }
}

/// The day in UTC. The only clock that decides anything: which suppressions have expired.
fn today() -> Date {
    let seconds = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs());
    Date::of_days_since_1970(i64::try_from(seconds / 86_400).unwrap_or(0))
}
