//! All findings of a run, judged.

use crate::baseline::{Baseline, BaselineEntry, Growth};
use crate::date::Date;
use crate::files::Files;
use crate::fingerprint::{Fingerprint, fingerprints};
use crate::gate::{Gate, Verdict};
use crate::object::{ObjectPlace, Objects};
use crate::suppression::{Suppression, Suppressions, in_source, is_about_suppressions};
use plconv_diagnostics::{Code, Diagnostic, SourceProvider};
use plconv_source::{FileId, FileRange};

/// What a run found, and what is known about it.
pub struct Input<'a> {
    /// The diagnostics, in any order.
    pub diagnostics: Vec<Diagnostic>,
    /// The files they mention, under the paths that people see.
    pub sources: &'a dyn SourceProvider,
    /// The same files under paths that do not depend on where the program was started.
    pub stable: &'a dyn SourceProvider,
    /// The objects of the source.
    pub objects: Vec<ObjectPlace>,
    /// The source files whose comments may suppress findings.
    pub scripts: Vec<FileId>,
    /// Suppressions of the policy file.
    pub suppressions: Vec<Suppression>,
    /// Which codes the run can report: suppressions of others are not called unused.
    pub reports: &'a dyn Fn(Code) -> bool,
    /// The day by which suppressions expire.
    pub today: Date,
    /// What is known.
    pub baseline: Option<Baseline>,
    /// When the run fails.
    pub gate: Gate,
    /// Where in the output a place of the source is.
    pub output: &'a dyn Fn(FileRange) -> Option<OutputPlace>,
}

/// A place of the output.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OutputPlace {
    /// Path as people see it.
    pub path: String,
    /// First line, from 1.
    pub first_line: u32,
    /// Last line.
    pub last_line: u32,
}

/// A finding compared with the baseline.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// Not in the baseline.
    New,
    /// In the baseline.
    Unchanged,
}

/// What is known about a diagnostic.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Judgement {
    /// By what it is recognised.
    pub fingerprint: Fingerprint,
    /// Number of its object.
    pub object: Option<usize>,
    /// Whether it is known; everything is new without a baseline.
    pub state: State,
    /// Why it is accepted.
    pub suppression: Option<Suppression>,
    /// Whether the gate counts it.
    pub counts: bool,
}

impl Judgement {
    /// Whether people should look at it.
    pub fn is_open(&self) -> bool {
        self.state == State::New && self.suppression.is_none()
    }
}

/// All findings of a run, in the order of their places.
pub struct Report<'a> {
    pub(crate) files: Files<'a>,
    pub(crate) sources: &'a dyn SourceProvider,
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) judgements: Vec<Judgement>,
    pub(crate) objects: Objects,
    pub(crate) output: &'a dyn Fn(FileRange) -> Option<OutputPlace>,
    pub(crate) gate: Gate,
    /// Entries of the baseline that match nothing any more.
    pub fixed: Vec<BaselineEntry>,
    /// Whether there was a baseline.
    pub has_baseline: bool,
}

/// Compares the diagnostics of a run with the baseline and the suppressions.
pub fn judge(input: Input<'_>) -> Report<'_> {
    let objects = Objects::new(input.objects);
    let mut diagnostics = input.diagnostics;
    let places = diagnostics.iter().flat_map(|diagnostic| {
        std::iter::once(&diagnostic.primary).chain(diagnostic.labels.iter().map(|label| &label.range))
    });
    let policy_places = input
        .suppressions
        .iter()
        .map(|suppression| suppression.place.file);
    let mentioned: Vec<FileId> = places
        .map(|place| place.file)
        .chain(input.scripts.iter().copied())
        .chain(policy_places)
        .collect();
    let files = Files::new(input.sources, input.stable, mentioned);
    let (mut suppressions, invalid) = in_source(&files, &input.scripts, &objects);
    suppressions.extend(input.suppressions);
    let mut suppressions = Suppressions::new(suppressions, input.today);
    // Two passes: the first finds out which suppressions are of use.
    for diagnostic in &diagnostics {
        suppression_of(diagnostic, &mut suppressions, &objects, &files);
    }
    diagnostics.extend(invalid);
    diagnostics.extend(suppressions.remarks(input.reports));
    plconv_diagnostics::sort(&mut diagnostics);
    let numbers: Vec<Option<usize>> = diagnostics
        .iter()
        .map(|diagnostic| object_of(diagnostic, &objects, &files))
        .collect();
    let fingerprints = fingerprints(&diagnostics, &numbers, &objects, &files);
    let suppressed: Vec<Option<Suppression>> = diagnostics
        .iter()
        .map(|diagnostic| suppression_of(diagnostic, &mut suppressions, &objects, &files))
        .collect();
    // What is suppressed need not be known: when the suppression ends it is new.
    let open = fingerprints
        .iter()
        .zip(&suppressed)
        .map(|(fingerprint, suppression)| suppression.is_none().then_some(fingerprint));
    let has_baseline = input.baseline.is_some();
    let baseline = input.baseline.unwrap_or_default();
    let matches = baseline.matches(open);
    let mut is_fixed = vec![true; baseline.entries.len()];
    for used in matches.iter().flatten() {
        if let Some(fixed) = is_fixed.get_mut(*used) {
            *fixed = false;
        }
    }
    let fixed = (baseline.entries.into_iter().zip(is_fixed))
        .filter_map(|(entry, fixed)| fixed.then_some(entry))
        .collect();
    let parts = fingerprints.into_iter().zip(numbers).zip(suppressed).zip(matches);
    let judgements = diagnostics
        .iter()
        .zip(parts)
        .map(|(diagnostic, (((fingerprint, object), suppression), known))| {
            let state = known.map_or(State::New, |_| State::Unchanged);
            Judgement {
                counts: input.gate.counts_as(diagnostic, state, suppression.is_some()),
                fingerprint,
                object,
                state,
                suppression,
            }
        })
        .collect();
    Report {
        files,
        sources: input.sources,
        diagnostics,
        judgements,
        objects,
        output: input.output,
        gate: input.gate,
        fixed,
        has_baseline,
    }
}

fn object_of(diagnostic: &Diagnostic, objects: &Objects, files: &Files<'_>) -> Option<usize> {
    let line = files.positions(diagnostic.primary).0.line;
    objects.at(diagnostic.primary.file, line)
}

fn suppression_of(
    diagnostic: &Diagnostic,
    suppressions: &mut Suppressions,
    objects: &Objects,
    files: &Files<'_>,
) -> Option<Suppression> {
    if is_about_suppressions(diagnostic.code) {
        return None;
    }
    let line = files.positions(diagnostic.primary).0.line;
    let object = objects.at(diagnostic.primary.file, line);
    suppressions.find(diagnostic, line, object.and_then(|number| objects.get(number)))
}

impl Report<'_> {
    /// The diagnostics with what is known about them.
    pub fn findings(&self) -> impl Iterator<Item = (&Diagnostic, &Judgement)> {
        self.diagnostics.iter().zip(&self.judgements)
    }

    /// Those that people should look at: new and not suppressed.
    pub fn open(&self) -> impl Iterator<Item = (&Diagnostic, &Judgement)> {
        self.findings().filter(|(_, judgement)| judgement.is_open())
    }

    /// What the gate says.
    pub fn verdict(&self) -> Verdict {
        self.gate.verdict(self)
    }

    /// The object of a finding.
    pub fn object_of(&self, judgement: &Judgement) -> Option<&ObjectPlace> {
        self.objects.get(judgement.object?)
    }

    /// The baseline for the next run.
    pub fn baseline(&self, growth: Growth) -> Baseline {
        let stays = |judgement: &Judgement| match (judgement.state, growth) {
            (State::Unchanged, _) => true,
            (State::New, Growth::AcceptNew) => judgement.suppression.is_none(),
            (State::New, Growth::Shrink) => false,
        };
        let entries = self.findings().filter(|(_, judgement)| stays(judgement));
        let mut entries: Vec<BaselineEntry> = entries
            .map(|(diagnostic, judgement)| BaselineEntry {
                file: self
                    .files
                    .get(diagnostic.primary.file)
                    .map_or_else(String::new, |file| file.stable.to_string()),
                object: self
                    .object_of(judgement)
                    .map(|object| object.name.clone())
                    .or_else(|| diagnostic.object.clone()),
                code: diagnostic.code,
                content: judgement.fingerprint.content.clone(),
                context: judgement.fingerprint.context.clone(),
                message: diagnostic.message.clone(),
            })
            .collect();
        entries.sort_unstable();
        Baseline { entries }
    }
}

#[cfg(test)]
mod tests;
