//! Renaming tables, views, sequences, columns of tables and routines that others may call by a text.
//!
//! Everything in the tree that has the name has to be accounted for: it is the thing to be renamed, it is something else that
//! has nothing to do with it, or it stands in a comment. A text of a program may be run, so one with the name in it is in
//! the way, and so is what nobody understood.

use super::{RenameRefused, refused};
use crate::file::FileSyntax;
use crate::names::NameUse;
use crate::navigation::Place;
use crate::references::{mention_places, mentions};
use crate::snapshot::Snapshot;
use crate::target::Target;
use plconv_catalog::ObjectName;
use plconv_grammar::TokenKind;
use plconv_hir::program::SchemaObject;
use plconv_source::TextSize;
use plconv_syntax::token::Token;

/// Whether something is renamed only when every mention of its name is understood.
pub(super) fn needs_all_mentions(target: &Target) -> bool {
    match target {
        Target::Object(_) | Target::Column { .. } => true,
        Target::Routine(id) => id.enclosing.is_empty(),
        Target::Local { .. }
        | Target::Parameter { .. }
        | Target::Member { .. }
        | Target::Trigger(_)
        | Target::Field { .. }
        | Target::BuiltIn(_) => false,
    }
}

/// Whether the tree declares an object or column in a way that can be renamed.
pub(super) fn check_declared(snapshot: &Snapshot, target: &Target) -> Result<(), RenameRefused> {
    let program = snapshot.base.analysis.program();
    let catalog = &program.catalog;
    match target {
        Target::Object(name) => {
            let is_renamable = catalog.tables.contains_key(name)
                || catalog.views.contains_key(name)
                || catalog.sequences.contains_key(name);
            match is_renamable {
                true => Ok(()),
                false => {
                    refused("of the objects of the schema tables, views, sequences and routines are renamed")
                }
            }
        }
        Target::Column {
            relation: Some(relation),
            ..
        } if catalog.tables.contains_key(relation) => Ok(()),
        Target::Column { .. } => {
            refused("columns are renamed in tables: those of views follow from their queries")
        }
        Target::Local { .. }
        | Target::Parameter { .. }
        | Target::Member { .. }
        | Target::Routine(_)
        | Target::Trigger(_)
        | Target::Field { .. }
        | Target::BuiltIn(_) => Ok(()),
    }
}

/// The places of a target when everything else with its name is known to be something else, and nothing has the new name
/// where it would be seen.
pub(super) fn places(
    snapshot: &Snapshot,
    target: &Target,
    new_name: &str,
) -> Result<Vec<Place>, RenameRefused> {
    check_free(snapshot, target, new_name)?;
    let mut places = Vec::new();
    for path in snapshot.paths() {
        let is_mentioned = |text: &str| mentions(text, target.name());
        if !snapshot.text(&path).is_some_and(|text| is_mentioned(&text)) {
            continue;
        }
        let Some(file) = snapshot.file(&path) else {
            continue;
        };
        for index in 0..file.units.len() {
            places.extend(in_unit(snapshot, &file, index, target, new_name)?);
        }
    }
    Ok(places)
}

fn in_unit(
    snapshot: &Snapshot,
    file: &FileSyntax,
    index: usize,
    target: &Target,
    new_name: &str,
) -> Result<Vec<Place>, RenameRefused> {
    let Some(unit) = file.units.get(index) else {
        return Ok(Vec::new());
    };
    let text = &*unit.loaded.text;
    let tree = unit.tree();
    let names = snapshot.names(file, index);
    let in_comment = |at: u32| tree.trivia().iter().any(|one| one.start <= at && at < one.end);
    let place = |start: u32, end: u32| Place::new(&file.path, unit.range(start, end));
    let mut found = Vec::new();
    for at in mention_places(text, target.name()) {
        if in_comment(at) {
            continue;
        }
        let token = token_at(tree.tokens(), at);
        // A quoted name begins with its quote.
        let start = token.map_or(at, |token| token.start);
        let meant = names
            .uses
            .binary_search_by_key(&start, |name| name.span.start)
            .ok()
            .and_then(|index| names.uses.get(index));
        match (meant, token.map(|token| token.kind)) {
            (Some(name), _) if name.target == *target => {
                found.push(place(name.span.start, name.span.end));
            }
            (Some(name), _) if is_unrelated(name, target, snapshot) => {}
            (_, Some(TokenKind::String)) => {
                return refused(format!(
                    "a text names {} at {}, which may be run",
                    target.name(),
                    shown(file, unit.range(at, at).start())
                ));
            }
            _ => {
                return refused(format!(
                    "what {} means at {} is not known",
                    target.name(),
                    shown(file, unit.range(at, at).start())
                ));
            }
        }
    }
    // The columns of a table are seen wherever the table is.
    let sees = match target {
        Target::Column {
            relation: Some(relation),
            ..
        } => mentions(text, &relation.name),
        _ => !found.is_empty(),
    };
    if sees {
        let hidden = mention_places(text, new_name).find(|at| !in_comment(*at));
        if let Some(at) = hidden {
            return refused(format!(
                "{new_name} means something at {}, where it would be seen",
                shown(file, unit.range(at, at).start())
            ));
        }
        let joined = (tree.tokens().iter()).find(|token| token.kind == TokenKind::Natural);
        if let (Target::Column { .. }, Some(token)) = (target, joined) {
            return refused(format!(
                "a natural join at {} chooses columns by their names",
                shown(file, unit.range(token.start, token.end).start())
            ));
        }
    }
    Ok(found)
}

/// The token around a byte.
fn token_at(tokens: &[Token], at: u32) -> Option<&Token> {
    let behind = tokens.partition_point(|token| token.start <= at);
    let token = tokens.get(behind.checked_sub(1)?)?;
    (at < token.end).then_some(token)
}

/// Whether something of the same name is none that follows from the target: fields of records and columns of views may have
/// the name of a column because of the column.
fn is_unrelated(name: &NameUse, target: &Target, snapshot: &Snapshot) -> bool {
    let is_column = matches!(target, Target::Column { .. });
    match &name.target {
        Target::Local { .. }
        | Target::Parameter { .. }
        | Target::Member { .. }
        | Target::Routine(_)
        | Target::Object(_)
        | Target::Trigger(_)
        | Target::BuiltIn(_) => true,
        Target::Field { .. } => !is_column,
        Target::Column { relation, .. } => {
            let tables = &snapshot.base.analysis.program().catalog.tables;
            !is_column
                || relation
                    .as_ref()
                    .is_some_and(|relation| tables.contains_key(relation))
        }
    }
}

/// Whether nothing has the new name already.
fn check_free(snapshot: &Snapshot, target: &Target, new_name: &str) -> Result<(), RenameRefused> {
    let program = snapshot.base.analysis.program();
    let has = |schema: Option<&str>| {
        let object = ObjectName {
            schema: schema.map(str::to_owned),
            name: new_name.to_owned(),
        };
        let code = program.catalog.code.keys().any(|(_, name)| *name == object);
        code || !matches!(
            program.find(schema, None, new_name),
            None | Some(SchemaObject::Outside { .. })
        )
    };
    match target {
        Target::Object(name) if has(name.schema.as_deref()) => {
            refused(format!("the schema has an object {new_name} already"))
        }
        Target::Column {
            relation: Some(relation),
            ..
        } => {
            let columns = program.relation_columns(relation).unwrap_or_default();
            match columns.iter().any(|column| column.name == new_name) {
                true => refused(format!("{relation} has a column {new_name} already")),
                false => Ok(()),
            }
        }
        Target::Object(_)
        | Target::Column { .. }
        | Target::Local { .. }
        | Target::Parameter { .. }
        | Target::Member { .. }
        | Target::Routine(_)
        | Target::Trigger(_)
        | Target::Field { .. }
        | Target::BuiltIn(_) => Ok(()),
    }
}

fn shown(file: &FileSyntax, at: TextSize) -> String {
    format!("{}:{}", file.path, file.lines.position(at).line)
}
