//! From a conversion to a report.

use crate::captured::{self, CapturedCatalog};
use crate::effort::{EffortModel, minutes};
use crate::graph::Graph;
use crate::model::{
    Activity, CodeRow, Complexity, Component, DataFacts, Effort, Excerpt, FORMAT, FORMAT_VERSION, FindingRow,
    ObjectEffort, ObjectRow, Progress, Range, Report, Risk, RiskShare, Size, Totals,
};
use crate::render::numbers;
use crate::text::{Texts, pieces};
use crate::{data, grade, impact, ora2pg, waves};
use plconv_diagnostics::{Code, Diagnostic, Severity};
use plconv_findings::tasks::Status;
use plconv_project::convert::Conversion;
use plconv_project::{Fate, SourceTree};
use plconv_source::FileId;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// What somebody decided about findings, by file, first byte and code.
pub type Decisions = BTreeMap<(FileId, u32, Code), Status>;

/// What a report is made with.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What the tree is called.
    pub name: String,
    /// The effort model.
    pub model: EffortModel,
    /// What the model is called in the report.
    pub model_name: String,
    /// Bytes of excerpts in all; the objects with the most effort come first.
    pub excerpt_bytes: usize,
    /// What a captured catalog says of the database.
    pub captured: Option<CapturedCatalog>,
    /// Decisions, when there is a file of tasks.
    pub decided: Option<Decisions>,
}

/// Lines of an excerpt at most.
const EXCERPT_LINES: usize = 140;

/// Lines of what was written for an object without findings.
const PLAIN_LINES: usize = 40;

/// Assesses a converted tree.
pub fn assess(tree: &SourceTree, conversion: &Conversion, options: &Options) -> Report {
    let manifest = &conversion.manifest;
    let texts = Texts::new(tree, manifest.sources.iter().map(|source| source.path.as_str()));
    let (lines, code_lines) = texts.count();
    let (mut objects, mut scripts) = rows(conversion, &texts, options.decided.as_ref());
    let again = same_again(&mut objects, conversion);
    let mut seen = BTreeMap::new();
    let worked_on = (0..)
        .zip(&mut objects)
        .filter(|(number, _)| !again.contains(number));
    for object in worked_on.map(|(_, object)| object).chain(&mut scripts) {
        let mut counts: BTreeMap<Code, u32> = BTreeMap::new();
        for finding in &object.findings {
            *counts.entry(finding.code).or_default() += 1;
        }
        object.effort =
            options
                .model
                .object(&object.kind, object.fate, object.code_lines, &counts, &mut seen);
        object.complexity = Complexity::of(object.effort.convert.expected);
    }
    let counts: Vec<ora2pg::Counts> = conversion
        .facts
        .objects
        .par_iter()
        .zip(&objects)
        .filter(|(_, object)| ora2pg::is_counted(&object.kind))
        .map(|(unit, object)| {
            let range = unit.place.range;
            let text = texts.slice(unit.place.file, range.start().into(), range.end().into());
            ora2pg::count(&object.kind, text)
        })
        .collect();
    let graph = Graph::new(&objects, &conversion.facts);
    let waves = waves::waves(&mut objects, &graph);
    add_excerpts(&mut objects, conversion, &texts, options.excerpt_bytes);
    for script in &mut scripts {
        add_script_excerpt(script, tree, &texts);
    }
    let catalog = &conversion.facts.catalog;
    let codes = codes(&objects, &scripts, &options.model);
    let statements: u64 = manifest.statements.values().flat_map(BTreeMap::values).sum();
    let mut report = Report {
        format: FORMAT.to_owned(),
        format_version: FORMAT_VERSION,
        name: options.name.clone(),
        target_version: manifest.target_version,
        size: Size {
            files: manifest.sources.len() as u64,
            bytes: manifest.sources.iter().map(|source| source.bytes).sum(),
            lines,
            code_lines,
            objects: objects.len() as u64,
            statements,
            units: manifest.units,
        },
        totals: Totals {
            objects: manifest.totals.objects.clone(),
            statements: manifest.statements.clone(),
            diagnostics: manifest.totals.diagnostics.clone(),
        },
        risk: risk(&objects),
        ora2pg: ora2pg::measure(&objects, &counts, catalog),
        first: waves::first(&objects, &graph, &codes),
        impact: impact::impact(&objects, &scripts, &conversion.facts),
        unsupported: impact::unsupported(&codes, &objects),
        data: DataFacts {
            captured: options
                .captured
                .as_ref()
                .map(|catalog| captured::facts(catalog, &objects)),
            ..data::facts(catalog, &objects)
        },
        progress: options.decided.as_ref().map(|_| progress(&objects)),
        cycles: graph
            .cycles()
            .into_iter()
            .map(|nodes| {
                let members = nodes.iter().filter_map(|node| graph.members.get(*node as usize));
                members.flatten().copied().collect()
            })
            .collect(),
        edges: graph.edges,
        codes,
        waves,
        objects,
        scripts,
        ..Report::default()
    };
    report.effort = effort(&report, options);
    report.readiness = grade::readiness(&report);
    report.confidence = grade::confidence(&report);
    report
}

/// Objects of the manifest and scripts, with their findings.
fn rows(
    conversion: &Conversion,
    texts: &Texts<'_>,
    decided: Option<&Decisions>,
) -> (Vec<ObjectRow>, Vec<ObjectRow>) {
    let objects = &conversion.manifest.objects;
    let units = &conversion.facts.objects;
    // By file and start, each unit with its objects.
    let mut places: BTreeMap<(FileId, u32), (u32, Vec<usize>)> = BTreeMap::new();
    for (number, unit) in units.iter().enumerate() {
        let key = (unit.place.file, unit.place.range.start().into());
        let (end, numbers) = places.entry(key).or_default();
        *end = unit.place.range.end().into();
        numbers.push(number);
    }
    let mut of_object: Vec<Vec<&Diagnostic>> = vec![Vec::new(); objects.len()];
    let mut of_file: BTreeMap<FileId, Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in &conversion.diagnostics {
        let file = diagnostic.primary.file;
        let start = u32::from(diagnostic.primary.range.start());
        let unit = places
            .range((file, 0)..=(file, start))
            .next_back()
            .filter(|(_, (end, _))| start <= *end)
            .map(|(_, (_, numbers))| numbers);
        let named = unit.and_then(|numbers| {
            let has_name = |number: &&usize| {
                objects
                    .get(**number)
                    .is_some_and(|object| diagnostic.object.as_ref() == Some(&object.name))
            };
            numbers.iter().find(has_name).or(numbers.first())
        });
        match named.and_then(|number| of_object.get_mut(*number)) {
            Some(found) if !is_about_the_file(diagnostic.code) => found.push(diagnostic),
            _ => of_file.entry(file).or_default().push(diagnostic),
        }
    }
    let finding = |diagnostic: &Diagnostic| FindingRow {
        code: diagnostic.code,
        line: texts.line(diagnostic.primary.file, diagnostic.primary.range.start().into()),
        message: diagnostic.message.clone(),
        help: diagnostic.help.clone(),
        status: decided.and_then(|decided| {
            let at = &diagnostic.primary;
            decided
                .get(&(at.file, at.range.start().into(), diagnostic.code))
                .copied()
        }),
    };
    let rows = objects
        .iter()
        .zip(units)
        .zip(of_object)
        .map(|((object, unit), found)| {
            let line = line_of(&object.source);
            ObjectRow {
                kind: object.kind.clone(),
                name: object.name.clone(),
                postgresql_name: object.postgresql_name.clone(),
                path: texts.path(unit.place.file).to_owned(),
                line,
                last_line: object.last_line,
                code_lines: texts.code_lines(unit.place.file, line, object.last_line),
                fate: object.fate,
                risk: worst(&found),
                complexity: Complexity::None,
                wave: 0,
                findings: found.into_iter().map(finding).collect(),
                effort: ObjectEffort::default(),
                source: Vec::new(),
                generated: Vec::new(),
            }
        })
        .collect();
    let scripts = of_file
        .into_iter()
        .map(|(file, found)| {
            let severity = found.iter().map(|diagnostic| diagnostic.severity()).min();
            ObjectRow {
                kind: "SCRIPT".to_owned(),
                name: texts.path(file).to_owned(),
                postgresql_name: None,
                path: texts.path(file).to_owned(),
                line: 1,
                last_line: 0,
                code_lines: 0,
                fate: match severity {
                    Some(Severity::Refused) => Fate::Refused,
                    Some(Severity::Assumed) => Fate::Assumed,
                    Some(Severity::Note) | None => Fate::Translated,
                },
                risk: worst(&found),
                complexity: Complexity::None,
                wave: 0,
                findings: found.into_iter().map(finding).collect(),
                effort: ObjectEffort::default(),
                source: Vec::new(),
                generated: Vec::new(),
            }
        })
        .collect();
    (rows, scripts)
}

/// Objects whose text is that of another one: scripts that several others start, or the same one for several schemas. Findings
/// are told once for a text, so the object with the most of them stands for all. Whoever works on that has done them all: the others
/// have its risk, and neither lines nor effort of their own. Gives their numbers.
fn same_again(objects: &mut [ObjectRow], conversion: &Conversion) -> BTreeSet<usize> {
    let texts: Vec<(FileId, u32, String)> = objects
        .iter()
        .zip(&conversion.facts.objects)
        .map(|(object, unit)| {
            let start = unit.place.range.start().into();
            (unit.place.file, start, object.kind.clone())
        })
        .collect();
    let mut standing: BTreeMap<&(FileId, u32, String), (usize, usize, Risk)> = BTreeMap::new();
    for (number, (text, object)) in texts.iter().zip(&*objects).enumerate() {
        let told = object.findings.len();
        let stands = standing.entry(text).or_insert((number, told, object.risk));
        if told > stands.1 {
            *stands = (number, told, object.risk);
        }
    }
    let mut again = BTreeSet::new();
    for (number, (text, object)) in texts.iter().zip(objects).enumerate() {
        if let Some((first, _, risk)) = standing.get(text)
            && *first != number
        {
            object.risk = *risk;
            object.code_lines = 0;
            again.insert(number);
        }
    }
    again
}

fn progress(objects: &[ObjectRow]) -> Progress {
    let mut progress = Progress::default();
    for object in objects.iter().filter(|object| object.costly().next().is_some()) {
        let minutes = object.effort.convert.expected;
        progress.objects += 1;
        progress.minutes += minutes;
        let has = |status| {
            object
                .costly()
                .filter(|found| found.status == Some(status))
                .count() as u64
        };
        progress.will_not_port += has(Status::WillNotPort);
        if object.is_settled() {
            progress.settled += 1;
            progress.settled_minutes += minutes;
        } else if has(Status::InReview) > 0 {
            progress.in_review += 1;
        }
    }
    progress
}

/// Findings about a whole file stand at its first byte, where often an object starts.
fn is_about_the_file(code: Code) -> bool {
    [
        Code::GUESSED_ENCODING,
        Code::ENCODING_HINT,
        Code::FILE_NAME_CHANGED,
    ]
    .contains(&code)
}

fn line_of(source: &str) -> u32 {
    source
        .rsplit_once(':')
        .and_then(|(_, line)| line.parse().ok())
        .unwrap_or(1)
}

fn worst(found: &[&Diagnostic]) -> Risk {
    found
        .iter()
        .map(|diagnostic| Risk::of(diagnostic.severity(), diagnostic.class()))
        .min()
        .unwrap_or(Risk::Equal)
}

fn risk(objects: &[ObjectRow]) -> Vec<RiskShare> {
    Risk::ALL
        .iter()
        .map(|risk| {
            let mine = || objects.iter().filter(|object| object.risk == *risk);
            RiskShare {
                risk: *risk,
                objects: mine().count() as u64,
                lines: mine().map(|object| u64::from(object.code_lines)).sum(),
                refused: mine().filter(|object| object.fate == Fate::Refused).count() as u64,
            }
        })
        .collect()
}

/// Findings by code, the most expensive first, then the most frequent.
fn codes(objects: &[ObjectRow], scripts: &[ObjectRow], model: &EffortModel) -> Vec<CodeRow> {
    let mut rows: BTreeMap<Code, CodeRow> = BTreeMap::new();
    for object in objects.iter().chain(scripts) {
        let mut seen = BTreeSet::new();
        for finding in &object.findings {
            let code = finding.code;
            let row = rows.entry(code).or_insert_with(|| CodeRow {
                code,
                name: code.name().to_owned(),
                severity: code.severity(),
                class: code.class(),
                summary: code.summary().to_owned(),
                count: 0,
                objects: 0,
                minutes: if model.is_once(code) {
                    model.decision(code)
                } else {
                    Range::default()
                },
            });
            row.count += 1;
            row.objects += u64::from(seen.insert(code));
        }
        for item in &object.effort.items {
            if let Some(row) = rows.get_mut(&item.code) {
                row.minutes.add(item.minutes);
            }
        }
    }
    let mut rows: Vec<CodeRow> = rows.into_values().collect();
    rows.sort_by(|left, right| {
        right
            .minutes
            .expected
            .total_cmp(&left.minutes.expected)
            .then(right.count.cmp(&left.count))
            .then(left.code.cmp(&right.code))
    });
    rows
}

fn effort(report: &Report, options: &Options) -> Effort {
    let model = &options.model;
    let hours = model.team.hours_per_day;
    let special = &report.data.special;
    let counted = |what: &str| -> Option<(u64, &'static str)> {
        let with = |is_wanted: fn(&crate::model::TableRow) -> bool| {
            special.iter().filter(|row| is_wanted(row)).count() as u64
        };
        Some(match what {
            "tables" => (report.data.tables, "tables"),
            "objects" => (report.size.objects, "objects"),
            "code_lines" => (report.size.code_lines, "lines of code"),
            "lobs" => (with(|row| !row.lobs.is_empty()), "tables with LOB columns"),
            "keyless" => (with(|row| row.keyless), "tables without a key"),
            "partitioned" => (with(|row| row.partitioning.is_some()), "partitioned tables"),
            _ => return None,
        })
    };
    let mut components: Vec<Component> = report
        .codes
        .iter()
        .filter(|row| model.is_once(row.code))
        .map(|row| Component {
            name: format!("Decision: {} ({})", row.summary, row.code),
            minutes: row.minutes,
            basis: format!(
                "{} minutes once, for {} findings",
                row.minutes.expected, row.count
            ),
        })
        .collect();
    for component in &model.component {
        let mut days = component.days;
        let fixed = component.days.expected;
        let mut basis = Vec::from_iter((fixed > 0.0).then(|| format!("{fixed} days")));
        if let (Some(per), Some(per_hundred)) = (&component.per, component.per_hundred)
            && let Some((count, what)) = counted(per)
        {
            days.add(per_hundred.times(count as f64 / 100.0));
            basis.push(format!(
                "{} for each 100 of {} {what}",
                per_hundred.expected,
                numbers::count(count)
            ));
        }
        let minutes = days.times(60.0 * hours).rounded();
        if minutes.high > 0.0 {
            components.push(Component {
                name: component.name.clone(),
                minutes,
                basis: basis.join(" + "),
            });
        }
    }
    let mut by_activity: BTreeMap<Activity, Range> = BTreeMap::new();
    for object in report.objects.iter().chain(&report.scripts) {
        for (activity, part) in [
            (Activity::Convert, object.effort.convert),
            (Activity::Review, object.effort.review),
            (Activity::Test, object.effort.test),
        ] {
            by_activity.entry(activity).or_default().add(part);
        }
    }
    for component in &components {
        by_activity
            .entry(Activity::Project)
            .or_default()
            .add(component.minutes);
    }
    let mut total = Range::default();
    let mut cost = Range::default();
    for (activity, part) in &by_activity {
        total.add(*part);
        let rate = model.rates.get(activity).copied().unwrap_or_default();
        cost.add(part.times(rate / 60.0 / hours).rounded());
    }
    Effort {
        minutes: by_activity,
        total,
        days: Range {
            low: minutes(total.low / 60.0 / hours),
            expected: minutes(total.expected / 60.0 / hours),
            high: minutes(total.high / 60.0 / hours),
        },
        cost,
        currency: model.team.currency.clone(),
        hours_per_day: hours,
        people: model.team.people,
        rates: model.rates.clone(),
        components,
        model: options.model_name.clone(),
    }
}

/// A piece of an output file that was made from a place of the source.
struct Piece {
    file: usize,
    output: (u32, u32),
    source: (u32, u32),
}

/// Gives objects pieces of their source and of what was written, those with the most effort first, until there are
/// `budget` bytes of it.
fn add_excerpts(objects: &mut [ObjectRow], conversion: &Conversion, texts: &Texts<'_>, budget: usize) {
    let mut pieces_of: BTreeMap<FileId, Vec<Piece>> = BTreeMap::new();
    for (number, file) in conversion.output.files.iter().enumerate() {
        for span in &file.spans {
            pieces_of.entry(span.source.file).or_default().push(Piece {
                file: number,
                output: (span.output_start, span.output_end),
                source: (span.source.range.start().into(), span.source.range.end().into()),
            });
        }
    }
    for list in pieces_of.values_mut() {
        list.sort_by_key(|piece| (piece.source.0, piece.file, piece.output));
    }
    let mut order: Vec<usize> = (0..objects.len()).collect();
    order.sort_by(|left, right| {
        let weight = |number: usize| {
            let object = &objects[number];
            (object.effort.convert.expected, object.findings.len())
        };
        let (left_weight, right_weight) = (weight(*left), weight(*right));
        right_weight
            .0
            .total_cmp(&left_weight.0)
            .then(right_weight.1.cmp(&left_weight.1))
            .then(left.cmp(right))
    });
    let mut left = budget;
    for chunk in order.chunks(512) {
        let made: Vec<(Vec<Excerpt>, Vec<Excerpt>)> = chunk
            .par_iter()
            .map(|number| excerpts(*number, &objects[*number], conversion, texts, &pieces_of))
            .collect();
        for (number, (source, generated)) in chunk.iter().zip(made) {
            let size: usize = source
                .iter()
                .chain(&generated)
                .map(|excerpt| excerpt.text.len() + 40)
                .sum();
            if size > left {
                return;
            }
            left -= size;
            objects[*number].source = source;
            objects[*number].generated = generated;
        }
    }
}

/// A script shows what is around its findings.
fn add_script_excerpt(script: &mut ObjectRow, tree: &SourceTree, texts: &Texts<'_>) {
    let important: Vec<u32> = script.findings.iter().map(|finding| finding.line).collect();
    if let Some(file) = tree.find(&script.path) {
        let text = texts.lines(file, 1, u32::MAX);
        script.last_line = text.lines().count() as u32;
        script.source = pieces(&script.path, text, 1, &important, EXCERPT_LINES);
    }
}

fn excerpts(
    number: usize,
    object: &ObjectRow,
    conversion: &Conversion,
    texts: &Texts<'_>,
    pieces_of: &BTreeMap<FileId, Vec<Piece>>,
) -> (Vec<Excerpt>, Vec<Excerpt>) {
    let Some(place) = conversion.facts.objects.get(number).map(|unit| unit.place) else {
        return Default::default();
    };
    let most = if object.findings.is_empty() {
        PLAIN_LINES
    } else {
        EXCERPT_LINES
    };
    let important: Vec<u32> = object.findings.iter().map(|finding| finding.line).collect();
    let text = texts.lines(place.file, object.line, object.last_line);
    let source = pieces(&object.path, text, object.line, &important, most);
    let (start, end) = (u32::from(place.range.start()), u32::from(place.range.end()));
    let all = pieces_of.get(&place.file).map_or(&[][..], Vec::as_slice);
    let from = all.partition_point(|piece| piece.source.0 < start);
    let mine = || all.iter().skip(from).take_while(|piece| piece.source.0 <= end);
    let mut ranges: BTreeMap<usize, (u32, u32)> = BTreeMap::new();
    for piece in mine() {
        let range = ranges.entry(piece.file).or_insert(piece.output);
        *range = (range.0.min(piece.output.0), range.1.max(piece.output.1));
    }
    let mut generated = Vec::new();
    let mut used = 0;
    // Files with a finding come first.
    let mut files: Vec<_> = ranges
        .into_iter()
        .map(|(file, range)| {
            let text = conversion.output.files.get(file).map_or("", |file| &file.text);
            let lines: BTreeSet<u32> = mine()
                .filter(|piece| piece.file == file)
                .filter(|piece| {
                    let first = texts.line(place.file, piece.source.0);
                    let last = texts.line(place.file, piece.source.1);
                    // Narrow pieces only: the widest one is the whole file.
                    last - first < 12 && important.iter().any(|line| (first..=last).contains(line))
                })
                .map(|piece| line_at(text, piece.output.0))
                .collect();
            let lines: Vec<u32> = lines.into_iter().collect();
            (lines.is_empty(), file, range, lines)
        })
        .collect();
    files.sort_by_key(|(is_plain, file, ..)| (*is_plain, *file));
    for (_, file, (from, to), lines) in files {
        if used >= most {
            break;
        }
        let Some(file) = conversion.output.files.get(file) else {
            continue;
        };
        let start = file
            .text
            .get(..from as usize)
            .map_or(0, |before| before.rfind('\n').map_or(0, |newline| newline + 1));
        let slice = file.text.get(start..to as usize).unwrap_or("");
        let first = line_at(&file.text, start as u32);
        for piece in pieces(&file.path, slice, first, &lines, most - used) {
            used += piece.text.lines().count();
            generated.push(piece);
        }
    }
    (source, generated)
}

/// The line of a byte, from 1.
fn line_at(text: &str, offset: u32) -> u32 {
    let before = text.as_bytes().get(..offset as usize).unwrap_or_default();
    before.iter().filter(|byte| **byte == b'\n').count() as u32 + 1
}
