//! The manifest's objects and statements, and the net under the pipeline.

use super::pipeline::UnitFate;
use crate::facts::ObjectUnit;
use crate::manifest::{Fate, Manifest, ManifestObject, ManifestStatement};
use crate::tree::{Lines, SourceTree};
use crate::unit_header::unit_header;
use crate::write::ArrangedOutput;
use plconv_db::{LoadedItem, LoadedProject, LoadedUnit};
use plconv_diagnostics::{Class, Code, Diagnostic, Severity};
use plconv_source::{FileId, FileRange};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// Adds all objects and statements to the manifest, and the unit of each object to `units`. Returns a diagnostic for each unit of which neither the pipeline nor
/// any diagnostic says what became of it.
pub(super) fn fill(
    manifest: &mut Manifest,
    units: &mut Vec<ObjectUnit>,
    loaded: &LoadedProject,
    fates: &[UnitFate],
    output: &ArrangedOutput,
    diagnostics: &[Diagnostic],
    tree: &SourceTree,
) -> Vec<Diagnostic> {
    let findings = Findings::new(diagnostics);
    let mut told: BTreeMap<u32, Vec<&UnitFate>> = BTreeMap::new();
    for fate in fates {
        told.entry(fate.unit).or_default().push(fate);
    }
    let files: FxHashMap<(&str, &str), &str> = output
        .files
        .iter()
        .rev()
        .flat_map(|file| {
            file.objects
                .iter()
                .map(|(kind, name)| ((kind.as_str(), name.as_str()), file.path.as_str()))
        })
        .collect();
    let mut lines = tree.lines();
    let mut forgotten = Vec::new();
    let unknown = UnitFate::default();
    let mut next_number = 0;
    for item in &loaded.items {
        let (number, unit) = match item {
            LoadedItem::Unit(unit) => {
                next_number += 1;
                (next_number - 1, unit)
            }
            LoadedItem::Command(command) => {
                let codes = findings.codes(command.place);
                manifest.count_statement("SQL*Plus command", fate_of(&codes).unwrap_or(Fate::NoCounterpart));
                continue;
            }
        };
        let header = unit_header(&unit.text);
        let place = whole(unit);
        let mut codes = findings.codes(place);
        let said = told.get(&number);
        if said.is_none() && !codes.iter().any(|code| code.severity() == Severity::Refused) {
            let diagnostic =
                forgotten_unit(unit, &header.kind, header.name.as_ref().map(ToString::to_string));
            codes.insert(diagnostic.code);
            forgotten.push(diagnostic);
        }
        if !header.creates && said.is_none_or(|said| said.iter().all(|fate| fate.object.is_none())) {
            let fate = said.and_then(|said| said.iter().find_map(|fate| fate.fate));
            manifest.count_statement(&header.kind, fate.or(fate_of(&codes)).unwrap_or(Fate::Translated));
            if codes.iter().any(may_fail) {
                let (source, last_line) = lines_of(unit, tree, &mut lines);
                manifest.may_fail.push(ManifestStatement {
                    kind: header.kind,
                    source,
                    last_line,
                    diagnostics: codes,
                });
            }
            continue;
        }
        let (source, last_line) = lines_of(unit, tree, &mut lines);
        for said in said.cloned().unwrap_or_else(|| vec![&unknown]) {
            let (kind, name) = said.object.clone().unwrap_or_else(|| {
                (
                    header.kind.clone(),
                    header.name.as_ref().map_or_else(String::new, ToString::to_string),
                )
            });
            units.push(ObjectUnit { unit: number, place });
            manifest.objects.push(ManifestObject {
                source: source.clone(),
                last_line,
                fate: said.fate.or(fate_of(&codes)).unwrap_or(Fate::Translated),
                file: files
                    .get(&(kind.as_str(), name.as_str()))
                    .map(|path| (*path).to_owned()),
                postgresql_name: said.postgresql_name.clone(),
                diagnostics: codes.clone(),
                kind,
                name,
            });
        }
    }
    forgotten
}

/// Whether a diagnostic says that a statement may fail when it runs.
fn may_fail(code: &Code) -> bool {
    code.severity() != Severity::Note && matches!(code.class(), Class::Load | Class::Runtime)
}

/// Where a unit begins, as `path:line`, and the line it ends on.
fn lines_of(unit: &LoadedUnit, tree: &SourceTree, lines: &mut Lines<'_>) -> (String, u32) {
    let first = lines.position(unit.file, unit.start);
    let last = lines.position(unit.file, unit.file_range().range.end().into());
    let path = tree.file(unit.file).map_or("", |file| &file.path);
    (format!("{path}:{}", first.line), last.line)
}

fn whole(unit: &LoadedUnit) -> FileRange {
    let mut place = unit.file_range();
    place.range = place.range.cover(unit.comments().range);
    place
}

fn forgotten_unit(unit: &LoadedUnit, kind: &str, name: Option<String>) -> Diagnostic {
    let mut place = unit.file_range();
    let end = place
        .range
        .end()
        .min(place.range.start() + plconv_source::TextSize::new(1));
    place.range = plconv_source::TextRange::new(place.range.start(), end);
    let what = match &name {
        Some(name) => format!("{kind} {name}"),
        None => kind.to_owned(),
    };
    let mut diagnostic = Diagnostic::new(
        Code::OPAQUE_STATEMENT,
        place,
        format!("nothing was written for {what}"),
    )
    .with_help("write it for PostgreSQL by hand");
    diagnostic.object = name;
    diagnostic
}

/// The gravest thing that the codes say; none when there are none but notes.
fn fate_of(codes: &BTreeSet<Code>) -> Option<Fate> {
    match codes.iter().map(|code| code.severity()).min()? {
        Severity::Refused => Some(Fate::Refused),
        Severity::Assumed => Some(Fate::Assumed),
        Severity::Note => None,
    }
}

/// Diagnostics by place.
struct Findings {
    by_file: FxHashMap<FileId, Vec<(u32, Code)>>,
}

impl Findings {
    fn new(diagnostics: &[Diagnostic]) -> Self {
        let mut by_file: FxHashMap<FileId, Vec<(u32, Code)>> = FxHashMap::default();
        for diagnostic in diagnostics {
            let start = diagnostic.primary.range.start().into();
            by_file
                .entry(diagnostic.primary.file)
                .or_default()
                .push((start, diagnostic.code));
        }
        for found in by_file.values_mut() {
            found.sort_unstable();
        }
        Findings { by_file }
    }

    /// Codes of the diagnostics that start in a place; one at its very end belongs to it too.
    fn codes(&self, place: FileRange) -> BTreeSet<Code> {
        let (start, end) = (u32::from(place.range.start()), u32::from(place.range.end()));
        let Some(found) = self.by_file.get(&place.file) else {
            return BTreeSet::new();
        };
        let from = found.partition_point(|(at, _)| *at < start);
        found
            .iter()
            .skip(from)
            .take_while(|(at, _)| *at <= end)
            .filter(|(_, code)| !is_about_the_file(*code))
            .map(|(_, code)| *code)
            .collect()
    }
}

/// Findings about a whole file stand at its first byte, where often a unit starts.
fn is_about_the_file(code: Code) -> bool {
    [
        Code::GUESSED_ENCODING,
        Code::ENCODING_HINT,
        Code::FILE_NAME_CHANGED,
    ]
    .contains(&code)
}
