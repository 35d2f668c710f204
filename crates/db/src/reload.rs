//! The walk over the scripts again after an edit inside of one stored unit: everything else only moves.

use crate::inputs::{Db, Project};
use crate::loading::{LoadedItem, LoadedProject, LoadedUnit, script};
use crate::substitute::may_substitute;
use plconv_diagnostics::Diagnostic;
use plconv_source::{FileId, FileRange, TextRange};
use plconv_syntax::script::{ItemKind, Script, ScriptItem, SqlPlusCommand, StatementKind};
use salsa::Setter;
use std::sync::Arc;

/// A project after an edit inside of a stored unit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reloaded {
    /// The same as [`crate::load`] gives.
    pub loaded: Arc<LoadedProject>,
    /// The number of the unit that has another text.
    pub unit: u32,
    /// The units of the file, with their numbers.
    pub of_file: Vec<(u32, LoadedUnit)>,
    /// Where everything is now.
    pub moved: Moved,
}

/// Where the bytes of a file are after an edit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Moved {
    /// The file.
    pub file: FileId,
    start: u32,
    old_end: u32,
    new_end: u32,
}

impl Moved {
    fn new(file: FileId, old: &str, new: &str) -> Option<Self> {
        let (old_bytes, new_bytes) = (old.as_bytes(), new.as_bytes());
        let start = old_bytes
            .iter()
            .zip(new_bytes)
            .take_while(|(old, new)| old == new)
            .count();
        let most = old.len().min(new.len()) - start;
        let ends = old_bytes.iter().rev().zip(new_bytes.iter().rev()).take(most);
        let same_end = ends.take_while(|(old, new)| old == new).count();
        Some(Moved {
            file,
            start: u32::try_from(start).ok()?,
            old_end: u32::try_from(old.len() - same_end).ok()?,
            new_end: u32::try_from(new.len() - same_end).ok()?,
        })
    }

    /// Where a byte is now; none inside of the edit, and at its start, where it may belong to either side.
    fn byte(&self, at: u32) -> Option<u32> {
        if at < self.start {
            Some(at)
        } else if at >= self.old_end && at > self.start {
            (at - self.old_end).checked_add(self.new_end)
        } else {
            None
        }
    }

    /// Where a range of the file is now; others stay.
    pub fn range(&self, place: FileRange) -> Option<FileRange> {
        if place.file != self.file {
            return Some(place);
        }
        let start = self.byte(place.range.start().into())?;
        let end = self.byte(place.range.end().into())?;
        Some(FileRange::new(
            place.file,
            TextRange::new(start.into(), end.into()),
        ))
    }

    /// A finding whose places are all outside of the edit.
    pub fn diagnostic(&self, found: &Diagnostic) -> Option<Diagnostic> {
        let mut found = found.clone();
        found.primary = self.range(found.primary)?;
        for label in &mut found.labels {
            label.range = self.range(label.range)?;
        }
        Some(found)
    }

    /// Whether a finding is about the file.
    pub fn concerns(&self, found: &Diagnostic) -> bool {
        found.primary.file == self.file || found.labels.iter().any(|label| label.range.file == self.file)
    }
}

/// Gives a file another text. When only the inside of one stored unit is different, gives what [`crate::load`] makes of the
/// project now from what it was `before`; otherwise none.
pub fn edit_file(
    db: &mut dyn Db,
    project: Project,
    before: &LoadedProject,
    path: &str,
    text: &Arc<str>,
) -> Option<Reloaded> {
    let file = *project.files(db).get(path)?;
    let old_text = Arc::clone(file.text(db));
    let old_script = script(db, file).clone();
    file.set_text(db).to(Arc::clone(text));
    let new_script = script(db, file).clone();
    let moved = Moved::new(file.id(db), &old_text, text)?;
    let changed = changed_item(&moved, &*old_script?, &*new_script?, (&old_text, text))?;
    reload(before, moved, &changed)
}

/// The statement that has another text.
struct Changed {
    before: ScriptItem,
    after: ScriptItem,
    text: Arc<str>,
}

fn changed_item(moved: &Moved, old: &Script, new: &Script, texts: (&str, &str)) -> Option<Changed> {
    if old.items.len() != new.items.len() {
        return None;
    }
    let mut changed = None;
    for (old, new) in old.items.iter().zip(&new.items) {
        let old_end = old
            .trailing_comment
            .map_or(old.full_end, |(_, end)| end.max(old.full_end));
        let is_before = old_end < moved.start;
        let is_behind = old.comments_start > moved.old_end;
        let is_around = old.start < moved.start && moved.old_end < old.end;
        if is_before {
            if old != new {
                return None;
            }
        } else if is_moved(moved, old, new) && (is_behind || is_around) {
            if is_around && changed.replace((old, new)).is_some() {
                return None;
            }
        } else {
            return None;
        }
    }
    let (before, after) = changed?;
    let ItemKind::Statement(statement) = &after.kind else {
        return None;
    };
    let old_text = before.text_with_comments(texts.0);
    let text = after.text_with_comments(texts.1);
    let creates = |text: &str| {
        text.get(..6)
            .is_some_and(|word| word.eq_ignore_ascii_case("CREATE"))
    };
    let is_plain = statement.kind == StatementKind::PlSql
        && statement.cut_off.is_none()
        && creates(before.text(texts.0))
        && creates(after.text(texts.1))
        && !may_substitute(&old_text, before.substitution_prefix)
        && !may_substitute(&text, after.substitution_prefix);
    is_plain.then(|| Changed {
        before: before.clone(),
        after: after.clone(),
        text: text.as_ref().into(),
    })
}

/// Whether an item is the same but for its place, and for its text when the edit is inside of it.
fn is_moved(moved: &Moved, old: &ScriptItem, new: &ScriptItem) -> bool {
    let comment = match old.trailing_comment {
        Some((start, end)) => match (moved.byte(start), moved.byte(end)) {
            (Some(start), Some(end)) => Some((start, end)),
            _ => return false,
        },
        None => None,
    };
    moved.byte(old.comments_start) == Some(new.comments_start)
        && moved.byte(old.start) == Some(new.start)
        && moved.byte(old.end) == Some(new.end)
        && moved.byte(old.full_end) == Some(new.full_end)
        && comment == new.trailing_comment
        && old.substitution_prefix == new.substitution_prefix
        && is_same_kind(moved, &old.kind, &new.kind)
}

/// EXECUTE says where its text is.
fn is_same_kind(moved: &Moved, old: &ItemKind, new: &ItemKind) -> bool {
    match (old, new) {
        (
            ItemKind::Command(SqlPlusCommand::Execute { start, end }),
            ItemKind::Command(SqlPlusCommand::Execute {
                start: new_start,
                end: new_end,
            }),
        ) => moved.byte(*start) == Some(*new_start) && moved.byte(*end) == Some(*new_end),
        _ => old == new,
    }
}

fn reload(before: &LoadedProject, moved: Moved, changed: &Changed) -> Option<Reloaded> {
    let mut loaded = LoadedProject {
        items: Vec::with_capacity(before.items.len()),
        roots: before.roots.clone(),
        files: before.files.clone(),
        diagnostics: Vec::with_capacity(before.diagnostics.len()),
    };
    let mut of_file = Vec::new();
    let mut edited = None;
    let mut number = 0;
    for item in &before.items {
        loaded.items.push(match item {
            LoadedItem::Command(command) => {
                let mut command = command.clone();
                command.place = moved.range(command.place)?;
                LoadedItem::Command(command)
            }
            LoadedItem::Unit(unit) => {
                let mut unit = unit.clone();
                if unit.file == moved.file {
                    if unit.offset == changed.before.comments_start && unit.start == changed.before.start {
                        // A script that is included twice has it twice.
                        if edited.replace(number).is_some() {
                            return None;
                        }
                        unit = changed.unit(&unit)?;
                    } else {
                        move_unit(&moved, &mut unit)?;
                    }
                    of_file.push((number, unit.clone()));
                }
                number += 1;
                LoadedItem::Unit(unit)
            }
        });
    }
    for found in &before.diagnostics {
        loaded.diagnostics.push(moved.diagnostic(found)?);
    }
    Some(Reloaded {
        loaded: Arc::new(loaded),
        unit: edited?,
        of_file,
        moved,
    })
}

impl Changed {
    /// The loaded unit with its new text; none when it was not the statement as it is written.
    fn unit(&self, before: &LoadedUnit) -> Option<LoadedUnit> {
        let is_plain = before.end == self.before.end
            && before.kind == StatementKind::PlSql
            && before.shifts.is_empty()
            && before.undefined.is_empty()
            && !before.cut_off;
        is_plain.then(|| LoadedUnit {
            offset: self.after.comments_start,
            start: self.after.start,
            end: self.after.end,
            text: Arc::clone(&self.text),
            ..before.clone()
        })
    }
}

fn move_unit(moved: &Moved, unit: &mut LoadedUnit) -> Option<()> {
    unit.offset = moved.byte(unit.offset)?;
    unit.start = moved.byte(unit.start)?;
    unit.end = moved.byte(unit.end)?;
    if !unit.undefined.is_empty() {
        let ranges = unit.undefined.iter().map(|range| {
            let place = moved.range(FileRange::new(moved.file, *range))?;
            Some(place.range)
        });
        unit.undefined = Arc::new(ranges.collect::<Option<_>>()?);
    }
    Some(())
}
