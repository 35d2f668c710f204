//! A small run for the tests of this crate.

use crate::{Baseline, Gate, Input, ObjectPlace, OutputPlace, Report, Suppression, judge};
use plconv_diagnostics::{Code, Diagnostic, MemorySources};
use plconv_source::{FileId, FileRange, TextRange, TextSize};

/// Files, the objects in them, and diagnostics of them.
pub(crate) struct Run {
    pub(crate) sources: MemorySources,
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) objects: Vec<ObjectPlace>,
    pub(crate) suppressions: Vec<Suppression>,
    pub(crate) baseline: Option<Baseline>,
    pub(crate) gate: Gate,
    pub(crate) today: &'static str,
    texts: Vec<String>,
}

impl Run {
    pub(crate) fn new() -> Self {
        Run {
            sources: MemorySources::new(),
            diagnostics: Vec::new(),
            objects: Vec::new(),
            suppressions: Vec::new(),
            baseline: None,
            gate: Gate::default(),
            today: "2026-07-01",
            texts: Vec::new(),
        }
    }

    /// A file in which each `code` stands for a finding of `PLC0604` that begins there.
    pub(crate) fn with_file(mut self, path: &str, text: &str) -> Self {
        let file = self.sources.add(path, text);
        for (at, found) in text.match_indices("code") {
            let diagnostic = Diagnostic::new(
                Code::BUILT_IN_APPROXIMATED,
                place(file, at, found),
                "an assumption | here",
            );
            self.diagnostics.push(diagnostic);
        }
        self.texts.push(text.to_owned());
        self
    }

    /// An object of the last file.
    pub(crate) fn with_object(mut self, kind: &str, name: &str, lines: (u32, u32)) -> Self {
        self.objects.push(ObjectPlace {
            kind: kind.to_owned(),
            name: name.to_owned(),
            file: self.last_file(),
            first_line: lines.0,
            last_line: lines.1,
        });
        self
    }

    pub(crate) fn with_baseline(mut self, baseline: Baseline) -> Self {
        self.baseline = Some(baseline);
        self
    }

    pub(crate) fn with_gate(mut self, fail_on: &str) -> Self {
        self.gate.fail_on = fail_on.parse().unwrap();
        self
    }

    pub(crate) fn on(mut self, today: &'static str) -> Self {
        self.today = today;
        self
    }

    fn last_file(&self) -> FileId {
        FileId(u32::try_from(self.texts.len() - 1).unwrap())
    }

    pub(crate) fn judged(&self) -> Report<'_> {
        judge(Input {
            diagnostics: self.diagnostics.clone(),
            sources: &self.sources,
            stable: &self.sources,
            objects: self.objects.clone(),
            scripts: (0..).take(self.texts.len()).map(FileId).collect(),
            suppressions: self.suppressions.clone(),
            reports: &|_| true,
            today: self.today.parse().unwrap(),
            baseline: self.baseline.clone(),
            gate: self.gate.clone(),
            output: &|place| {
                (place.file == FileId(0)).then(|| OutputPlace {
                    path: "out/tables/emp.sql".to_owned(),
                    first_line: 2,
                    last_line: 3,
                })
            },
        })
    }
}

pub(crate) fn place(file: FileId, at: usize, text: &str) -> FileRange {
    FileRange::new(
        file,
        TextRange::at(TextSize::try_from(at).unwrap(), TextSize::of(text)),
    )
}
