//! What a conversion makes of each file of the source.

use plconv_diagnostics::{Diagnostic, Severity};
use plconv_project::write::{ArrangedOutput, OutputFile};
use plconv_project::{SourceTree, SpanMapping};
use plconv_source::{FileId, FileRange};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// What snapshot files end with: no Oracle source, and known to editors as PL/pgSQL.
pub(crate) const EXTENSION: &str = ".pgsql";

/// The snapshot of what no file of the source asks for by itself: extensions and the runtime.
const SHARED: &str = "plconv.pgsql";

/// How sections begin; what follows is the path in the output.
pub(crate) const SECTION: &str = "-- @ ";

/// The snapshots of a conversion by their paths, relative to the source.
pub type Snapshots = BTreeMap<String, Vec<Section>>;

/// What an output file has of a source file: an object, in most cases.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Section {
    /// Path in the output.
    pub path: String,
    /// As it stands in the snapshot: a line with the path and the objects, one for each diagnostic, SQL.
    pub text: String,
    /// For a line of the text, from 0: where it comes from, `pay.pkg:12`, with the rule and the diagnostics there.
    origins: Vec<(usize, String)>,
    /// The places of the source that it was made from.
    pub(crate) places: Vec<FileRange>,
}

impl Section {
    /// Where a line of the text, from 0, comes from, with the rule and the diagnostics there.
    pub fn origin(&self, line: usize) -> Option<&str> {
        let before = self.origins.partition_point(|(first, _)| *first <= line);
        self.origins
            .get(before.checked_sub(1)?)
            .map(|(_, origin)| origin.as_str())
    }
}

/// Takes the snapshots of a conversion with this output and these findings; the same for equal arguments.
pub fn take(output: &ArrangedOutput, found: &[Diagnostic], tree: &SourceTree) -> Snapshots {
    let mut taker = Taker {
        found,
        tree,
        snapshots: Snapshots::new(),
    };
    for file in &output.files {
        taker.file(file);
    }
    taker.snapshots
}

struct Taker<'a> {
    found: &'a [Diagnostic],
    tree: &'a SourceTree,
    snapshots: Snapshots,
}

/// A part of an output file that comes from one source file.
struct Part {
    start: usize,
    end: usize,
    source: Option<FileId>,
}

impl Taker<'_> {
    fn file(&mut self, file: &OutputFile) {
        for part in parts(file) {
            let text = file.text.get(part.start..part.end).unwrap_or_default();
            if text.trim().is_empty() {
                continue;
            }
            let path = part.source.and_then(|source| self.tree.file(source));
            let snapshot = path.map_or_else(|| SHARED.to_owned(), |file| format!("{}{EXTENSION}", file.path));
            let section = self.section(file, &part, text);
            self.snapshots.entry(snapshot).or_default().push(section);
        }
    }

    fn section(&self, file: &OutputFile, part: &Part, sql: &str) -> Section {
        let mut spans: Vec<&SpanMapping> = file.spans.iter().filter(|span| is_in(span, part)).collect();
        spans.sort_by_key(|span| (span.output_start, std::cmp::Reverse(span.output_end)));
        let objects: BTreeSet<&str> = file.objects.iter().map(|(kind, _)| kind.as_str()).collect();
        let mut text = format!("{SECTION}{}", file.path);
        if let [(kind, name)] = file.objects.as_slice() {
            let _ = write!(text, ": {kind} {name}");
        } else if let Some(kinds) = objects.into_iter().reduce(|_, _| "objects") {
            let _ = write!(text, ": {kinds}");
        }
        text.push('\n');
        let places: Vec<FileRange> = spans.iter().map(|span| span.source).collect();
        // What objects share, such as grants, has the places of the objects, whose own files have their diagnostics.
        let is_shared = !file.path.contains('/') || file.path.starts_with("constraints/");
        for code in self.codes(&places).into_iter().filter(|_| !is_shared) {
            let _ = writeln!(text, "--   {code}");
        }
        text.push('\n');
        let head = text.matches('\n').count();
        text.push_str(sql.trim_end());
        text.push('\n');
        let origins = origins(sql, part.start, head, &spans, |span| self.origin(span));
        Section {
            path: file.path.clone(),
            text,
            origins,
            places,
        }
    }

    /// `PLC0206 unresolved-name` of what is refused or assumed at places of the source.
    fn codes(&self, places: &[FileRange]) -> BTreeSet<String> {
        let is_there = |diagnostic: &&Diagnostic| {
            let at = diagnostic.primary;
            places
                .iter()
                .any(|place| place.file == at.file && place.range.contains(at.range.start()))
        };
        self.found
            .iter()
            .filter(|diagnostic| diagnostic.severity() != Severity::Note)
            .filter(is_there)
            .map(|diagnostic| format!("{} {}", diagnostic.code, diagnostic.code.name()))
            .collect()
    }

    fn origin(&self, span: &SpanMapping) -> Option<String> {
        let place = span.source;
        let file = self.tree.file(place.file)?;
        let before = file.text.get(..usize::from(place.range.start()))?;
        let mut origin = format!("{}:{}", file.path, before.matches('\n').count() + 1);
        if let Some(rule) = span.rule {
            let _ = write!(origin, ", rule {rule}");
        }
        for code in self.codes(&[place]) {
            let _ = write!(origin, ", {code}");
        }
        Some(origin)
    }
}

fn is_in(span: &SpanMapping, part: &Part) -> bool {
    (part.start..part.end).contains(&(span.output_start as usize))
}

/// Most files come from one file of the source; those that objects share are cut.
fn parts(file: &OutputFile) -> Vec<Part> {
    let mut outermost: Vec<&SpanMapping> = Vec::new();
    let mut spans: Vec<&SpanMapping> = file.spans.iter().collect();
    spans.sort_by_key(|span| (span.output_start, std::cmp::Reverse(span.output_end)));
    for span in spans {
        if outermost
            .last()
            .is_none_or(|last| last.output_end <= span.output_start)
        {
            outermost.push(span);
        }
    }
    let sources: BTreeSet<FileId> = outermost.iter().map(|span| span.source.file).collect();
    if sources.len() <= 1 {
        return vec![Part {
            start: 0,
            end: file.text.len(),
            source: sources.into_iter().next(),
        }];
    }
    let mut parts: Vec<Part> = Vec::new();
    for span in outermost {
        let start = span.output_start as usize;
        match parts.last_mut() {
            Some(last) if last.source == Some(span.source.file) => last.end = span.output_end as usize,
            previous => {
                if let Some(previous) = previous {
                    previous.end = start;
                }
                parts.push(Part {
                    start,
                    end: span.output_end as usize,
                    source: Some(span.source.file),
                });
            }
        }
    }
    if let Some(first) = parts.first_mut() {
        first.start = 0;
    }
    if let Some(last) = parts.last_mut() {
        last.end = file.text.len();
    }
    parts
}

/// Where lines come from: for each line the innermost span at its first character that is no blank, lines of the same
/// place as the one before left out.
fn origins(
    sql: &str,
    start: usize,
    head: usize,
    spans: &[&SpanMapping],
    describe: impl Fn(&SpanMapping) -> Option<String>,
) -> Vec<(usize, String)> {
    let mut origins: Vec<(usize, String)> = Vec::new();
    let outermost = spans.first().copied();
    origins.extend(outermost.and_then(&describe).map(|origin| (0, origin)));
    let mut last = outermost.map(|span| span.source);
    let mut at = start;
    for (number, line) in sql.split_inclusive('\n').enumerate() {
        let first = at + line.len() - line.trim_start().len();
        at += line.len();
        let innermost = spans
            .iter()
            .filter(|span| (span.output_start as usize..span.output_end as usize).contains(&first))
            .min_by_key(|span| span.output_end - span.output_start);
        let Some(span) = innermost.filter(|span| Some(span.source) != last) else {
            continue;
        };
        last = Some(span.source);
        origins.extend(describe(span).map(|origin| (head + number, origin)));
    }
    origins
}
