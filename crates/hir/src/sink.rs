//! Where the phases put what they find while they work on one unit.

use crate::expr::Span;
use plconv_diagnostics::{Code, Diagnostic};
use plconv_source::{FileId, FileRange, TextRange, TextSize};
use std::sync::Arc;

/// Where a unit stands: enough to turn a [`Span`] into a place in a file.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct UnitLocation {
    /// Position of the unit in load order.
    pub unit: u32,
    /// File the unit is in.
    pub file: FileId,
    /// Byte of the file where the unit's text starts.
    pub offset: u32,
    /// For units with substituted variables: (offset in the unit, offset in the file relative to `offset`), ascending.
    pub shifts: Arc<Vec<(u32, u32)>>,
}

impl UnitLocation {
    /// The place in the file that a span of the unit stands for.
    pub fn file_range(&self, span: Span) -> FileRange {
        let start = self.offset + self.original(span.start);
        let end = (self.offset + self.original(span.end)).max(start);
        FileRange::new(
            self.file,
            TextRange::new(TextSize::new(start), TextSize::new(end)),
        )
    }

    fn original(&self, position: u32) -> u32 {
        let index = self.shifts.partition_point(|(output, _)| *output <= position);
        match index.checked_sub(1).and_then(|index| self.shifts.get(index)) {
            Some((output, input)) => input + (position - output),
            None => position,
        }
    }
}

/// Collects the diagnostics of one unit.
#[derive(Clone, Debug, Default)]
pub struct Sink {
    location: UnitLocation,
    object: Option<String>,
    diagnostics: Vec<Diagnostic>,
}

impl Sink {
    /// A sink for a unit; `object` is what the manifest calls it.
    pub fn new(location: UnitLocation, object: Option<String>) -> Self {
        Sink {
            location,
            object,
            diagnostics: Vec::new(),
        }
    }

    /// Adds a diagnostic at a span and returns it, so that help and notes can be added.
    pub fn report(&mut self, code: Code, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        let mut diagnostic = Diagnostic::new(code, self.location.file_range(span), message);
        diagnostic.object = self.object.clone();
        let index = self.diagnostics.len();
        self.diagnostics.push(diagnostic);
        &mut self.diagnostics[index]
    }

    /// How much was found.
    pub fn len(&self) -> usize {
        self.diagnostics.len()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// Where spans are relative to.
    pub fn location(&self) -> &UnitLocation {
        &self.location
    }

    /// Works on another unit from here on; returns the previous place.
    pub fn relocate(&mut self, location: UnitLocation) -> UnitLocation {
        std::mem::replace(&mut self.location, location)
    }

    /// Names the object that following diagnostics belong to.
    pub fn set_object(&mut self, object: Option<String>) {
        self.object = object;
    }

    /// What was found.
    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics
    }

    /// What was found so far; the sink is empty afterwards.
    pub fn take(&mut self) -> Vec<Diagnostic> {
        std::mem::take(&mut self.diagnostics)
    }

    /// Puts diagnostics taken earlier back, before what was found since.
    pub fn restore(&mut self, mut earlier: Vec<Diagnostic>) {
        earlier.append(&mut self.diagnostics);
        self.diagnostics = earlier;
    }
}
