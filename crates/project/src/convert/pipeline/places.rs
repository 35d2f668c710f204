//! Places while a project is worked on: the file is the number of a unit, and bytes count from where its text starts.
//! So they stay when something above the unit changes. They become places of files at the end.

use super::pieces::Piece;
use plconv_db::LoadedProject;
use plconv_diagnostics::Diagnostic;
use plconv_hir::build::SourceUnit;
use plconv_hir::expr::Span;
use plconv_hir::sink::UnitLocation;
use plconv_source::{FileId, FileRange};
use std::sync::Arc;

/// The units with such places.
pub(super) fn units_in_themselves(units: &[SourceUnit]) -> Vec<SourceUnit> {
    let shifts = Arc::default();
    units
        .iter()
        .map(|unit| SourceUnit {
            tree: Arc::clone(&unit.tree),
            location: UnitLocation {
                unit: unit.location.unit,
                file: FileId(unit.location.unit),
                offset: 0,
                shifts: Arc::clone(&shifts),
            },
        })
        .collect()
}

/// The place of a file that a place of a unit stands for.
pub(super) fn in_file(units: &[SourceUnit], place: FileRange) -> FileRange {
    match units.get(place.file.0 as usize) {
        Some(unit) => unit.location.file_range(Span {
            start: place.range.start().into(),
            end: place.range.end().into(),
        }),
        None => FileRange::start_of(FileId(0)),
    }
}

/// Where units stand in a project before and after an edit, for what was made from a few of them.
pub(super) struct Renumbering<'n> {
    /// The numbers of the units before.
    pub from: &'n [u32],
    /// Those of the same units now.
    pub to: &'n [u32],
}

impl Renumbering<'_> {
    pub fn unit(&self, number: u32) -> Option<u32> {
        let index = self.from.iter().position(|from| *from == number)?;
        self.to.get(index).copied()
    }

    fn place(&self, place: FileRange) -> Option<FileRange> {
        Some(FileRange::new(FileId(self.unit(place.file.0)?), place.range))
    }

    /// The same diagnostics; none when they are about other units too.
    pub fn diagnostics(&self, found: &[Diagnostic]) -> Option<Vec<Diagnostic>> {
        let mut found = found.to_vec();
        for diagnostic in &mut found {
            diagnostic.primary = self.place(diagnostic.primary)?;
            for label in &mut diagnostic.labels {
                label.range = self.place(label.range)?;
            }
        }
        Some(found)
    }

    /// The same piece; none when it is about other units too.
    pub fn piece(&self, piece: &Piece) -> Option<Piece> {
        Some(Piece {
            unit: self.unit(piece.unit)?,
            place: self.place(piece.place)?,
            table_unit: match piece.table_unit {
                Some(unit) => Some(self.unit(unit)?),
                None => None,
            },
            diagnostics: self.diagnostics(&piece.diagnostics)?,
            ..piece.clone()
        })
    }
}

/// Brings diagnostics to the places of their files.
pub(super) fn diagnostics_in_files(units: &[SourceUnit], found: &mut [Diagnostic]) {
    for diagnostic in found {
        diagnostic.primary = in_file(units, diagnostic.primary);
        for label in &mut diagnostic.labels {
            label.range = in_file(units, label.range);
        }
    }
}

/// The positions of units among those that define something: a statement sees what stands before it.
pub(super) fn ranks(loaded: &LoadedProject, defines: impl Fn(u32) -> bool) -> Vec<u32> {
    let mut before = 0;
    loaded
        .units()
        .map(|(number, _)| {
            let rank = before;
            before += u32::from(defines(number));
            rank
        })
        .collect()
}
