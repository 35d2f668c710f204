//! The text of one file, cut into units and parsed.

use plconv_db::{LoadedUnit, Parse, Policy, load, new_project, note_parse, parse};
use plconv_hir::sink::UnitLocation;
use plconv_project::Database;
use plconv_source::{FileId, LineIndex, TextRange, TextSize};
use plconv_syntax::ast::SyntaxTree;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// A file with everything that can be said of it alone.
#[derive(Clone, Debug)]
pub struct FileSyntax {
    /// Relative to the root of its project.
    pub path: Arc<str>,
    /// The whole text.
    pub text: Arc<str>,
    /// Its lines.
    pub lines: Arc<LineIndex>,
    /// Its statements and stored units, in order.
    pub units: Vec<UnitSyntax>,
}

/// A statement or stored unit of a file.
#[derive(Clone, Debug)]
pub struct UnitSyntax {
    /// Text, place, kind.
    pub loaded: LoadedUnit,
    /// The tree and what is wrong with it.
    pub parse: Arc<Parse>,
}

impl FileSyntax {
    /// Reads a file by itself: scripts it includes, and variables that other scripts define, are not known. Units that
    /// `previous` has too are not parsed again, and of package bodies that are there with another text only what differs.
    pub fn new(
        path: &Arc<str>,
        text: Arc<str>,
        policy: &Policy,
        previous: Option<&FileSyntax>,
    ) -> FileSyntax {
        let mut policy = policy.clone();
        policy.scripts = vec![path.to_string()];
        let database = Database::default();
        let files = [(Arc::clone(path), Arc::clone(&text))];
        let project = new_project(&database, files, Arc::new(policy), false, None);
        let known = previous
            .map(|previous| previous.units.as_slice())
            .unwrap_or_default();
        for unit in known {
            note_parse(&database, project, &unit.parse);
        }
        let known: FxHashMap<&str, &Arc<Parse>> = known
            .iter()
            .map(|unit| (&*unit.loaded.text, &unit.parse))
            .collect();
        let units = load(&database, project)
            .units()
            .map(|(_, unit)| UnitSyntax {
                loaded: unit.clone(),
                parse: match known.get(&*unit.text) {
                    Some(parse) => Arc::clone(parse),
                    None => parse(&database, project, unit),
                },
            })
            .collect();
        FileSyntax {
            path: Arc::clone(path),
            lines: Arc::new(LineIndex::new(&text)),
            text,
            units,
        }
    }

    /// The unit that a byte of the file is in or directly behind, with the same place in the text of the unit.
    pub fn unit_at(&self, offset: TextSize) -> Option<(usize, &UnitSyntax, u32)> {
        let offset = u32::from(offset);
        let after = self.units.partition_point(|unit| unit.loaded.offset <= offset);
        let index = after.checked_sub(1)?;
        let unit = self.units.get(index)?;
        (offset <= unit.loaded.end).then(|| (index, unit, unit.to_unit(offset)))
    }

    /// The text of a range.
    pub fn slice(&self, range: TextRange) -> &str {
        self.text
            .get(usize::from(range.start())..usize::from(range.end()))
            .unwrap_or("")
    }

    /// The line of an offset, from 0.
    pub fn line(&self, offset: TextSize) -> u32 {
        self.lines.position(offset).line - 1
    }
}

impl UnitSyntax {
    /// The syntax tree; offsets in it are bytes of the unit's text.
    pub fn tree(&self) -> &SyntaxTree {
        &self.parse.tree
    }

    /// The bytes of the file that bytes of the unit's text stand for.
    pub fn range(&self, start: u32, end: u32) -> TextRange {
        let range = self.loaded.place(start, end.max(start)).range;
        TextRange::new(range.start(), range.end().max(range.start()))
    }

    /// The place in the unit's text of a byte of the file; inside of a substituted variable, its start.
    pub fn to_unit(&self, offset: u32) -> u32 {
        let relative = offset.saturating_sub(self.loaded.offset);
        let shifts = &self.loaded.shifts;
        let after = shifts.partition_point(|(_, source)| *source <= relative);
        match after.checked_sub(1).and_then(|index| shifts.get(index)) {
            Some((output, source)) => {
                let next = shifts.get(after).map_or(u32::MAX, |(output, _)| *output);
                (output + (relative - source)).min(next)
            }
            None => relative,
        }
    }

    /// Where the unit stands, as the unit `number` of `file`.
    pub fn location(&self, number: u32, file: FileId) -> UnitLocation {
        UnitLocation {
            unit: number,
            file,
            offset: self.loaded.offset,
            shifts: Arc::clone(&self.loaded.shifts),
        }
    }
}
