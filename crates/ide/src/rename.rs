//! Renaming what is declared in code, and objects of the schema with their columns.

mod objects;

use crate::file::FileSyntax;
use crate::navigation::{Place, declaring_units, name_at};
use crate::references::uses;
use crate::snapshot::Snapshot;
use crate::target::{Target, routine_label};
use plconv_source::{TextRange, TextSize};

/// Why something cannot be renamed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RenameRefused(pub String);

fn refused<T>(reason: impl Into<String>) -> Result<T, RenameRefused> {
    Err(RenameRefused(reason.into()))
}

/// The name at an offset, when it can be renamed.
///
/// # Errors
/// When there is no name, or it is one whose uses are not all known.
pub fn renamable(
    snapshot: &Snapshot,
    file: &FileSyntax,
    offset: TextSize,
) -> Result<(TextRange, String), RenameRefused> {
    let Some(found) = name_at(snapshot, file, offset) else {
        return refused("there is no name here that is declared in the source tree");
    };
    match &found.name.target {
        Target::Local { .. } | Target::Parameter { .. } | Target::Member { .. } | Target::Routine(_) => {}
        Target::Object(_) | Target::Column { .. } => objects::check_declared(snapshot, &found.name.target)?,
        Target::Trigger(_) => {
            return refused("triggers are not renamed: nothing in the tree uses their names");
        }
        Target::Field { .. } => return refused("fields of types are not renamed"),
        Target::BuiltIn(name) => return refused(format!("{name} is built in")),
    }
    let text = file.slice(found.range).to_owned();
    Ok((found.range, text))
}

/// The places to change, in order. Of overloads only the one meant is renamed, with its declaration, its body and its calls.
///
/// # Errors
/// When the new name is none, or would mean something else in one of the places.
pub fn rename(
    snapshot: &Snapshot,
    file: &FileSyntax,
    offset: TextSize,
    new_name: &str,
) -> Result<Vec<Place>, RenameRefused> {
    renamable(snapshot, file, offset)?;
    let Some(found) = name_at(snapshot, file, offset) else {
        return refused("there is no name here");
    };
    check_name(new_name)?;
    let target = &found.name.target;
    let folded = match new_name.strip_prefix('"').and_then(|name| name.strip_suffix('"')) {
        Some(quoted) => quoted.to_owned(),
        None => new_name.to_uppercase(),
    };
    if folded == target.name() {
        return refused("that is its name");
    }
    clashes(snapshot, target, &folded)?;
    let mut places: Vec<Place> = match objects::needs_all_mentions(target) {
        true => objects::places(snapshot, target, &folded)?,
        false => {
            let all = uses(snapshot, target).into_iter();
            all.map(|found| found.place).collect()
        }
    };
    places.sort_unstable();
    places.dedup();
    Ok(places)
}

/// PL/SQL Language Reference, "Identifiers".
fn check_name(name: &str) -> Result<(), RenameRefused> {
    if let Some(quoted) = name.strip_prefix('"') {
        let inner = quoted.strip_suffix('"').unwrap_or("");
        return if inner.is_empty() || inner.contains('"') {
            refused("a quoted name is any text between two double quotes")
        } else {
            Ok(())
        };
    }
    let mut characters = name.chars();
    let starts = characters.next().is_some_and(char::is_alphabetic);
    if !starts || !characters.all(|c| c.is_alphanumeric() || matches!(c, '_' | '$' | '#')) {
        return refused("a name starts with a letter and goes on with letters, digits, `_`, `$` and `#`");
    }
    let word = name.to_uppercase();
    let reserved = plconv_grammar::KEYWORDS
        .iter()
        .any(|keyword| keyword.word == word && keyword.kind.is_reserved());
    if reserved {
        return refused(format!("{word} is a word of the language"));
    }
    Ok(())
}

/// A name that is declared where the target is visible would change what is meant somewhere.
fn clashes(snapshot: &Snapshot, target: &Target, folded: &str) -> Result<(), RenameRefused> {
    let program = snapshot.base.analysis.program();
    match target {
        Target::Member { package, .. } => {
            if let Some(scope) = program.packages.get(package)
                && (scope.variables.contains_key(folded)
                    || scope.cursors.contains_key(folded)
                    || scope.types.contains_key(folded)
                    || scope.exceptions.contains_key(folded)
                    || scope.routines.contains_key(folded))
            {
                return refused(format!("{package} declares {folded} already"));
            }
        }
        Target::Routine(id) => {
            let own = program.signature(id);
            if let Some(package) = &id.package {
                let name = plconv_catalog::ObjectName {
                    schema: id.schema.clone(),
                    name: package.clone(),
                };
                let scope = program.packages.get(&name);
                if let Some(scope) = scope {
                    if scope.variables.contains_key(folded) || scope.types.contains_key(folded) {
                        return refused(format!("{name} declares {folded} already"));
                    }
                    // Calls of the other overloads could choose this one.
                    if scope.routines.contains_key(folded) {
                        return refused(format!(
                            "{name} has routines called {folded}: {} would become one of their overloads",
                            routine_label(id)
                        ));
                    }
                }
            } else if id.enclosing.is_empty() && program.find(id.schema.as_deref(), None, folded).is_some() {
                return refused(format!("the schema has an object {folded} already"));
            }
            let is_method = own.is_none()
                && id
                    .package
                    .as_ref()
                    .is_some_and(|name| program.types.keys().any(|known| known.name == *name));
            if is_method {
                return refused("methods are not renamed: subtypes and stored data refer to them");
            }
        }
        Target::Local { .. } | Target::Parameter { .. } => {}
        Target::Object(_)
        | Target::Trigger(_)
        | Target::Column { .. }
        | Target::Field { .. }
        | Target::BuiltIn(_) => {}
    }
    // In the units that declare it, nothing else may have the new name: it could be hidden, or hide.
    let is_inner = matches!(
        target,
        Target::Local { .. } | Target::Parameter { .. } | Target::Member { .. }
    );
    if is_inner {
        for (file, index) in declaring_units(snapshot, target) {
            let names = snapshot.names(&file, index);
            let scope = uses(snapshot, target);
            let hidden = names.uses.iter().find(|name| {
                name.target.name() == folded
                    && !matches!(name.target, Target::Field { .. })
                    && scope.iter().any(|found| {
                        found.unit == index
                            && found.file.path == file.path
                            && shares_routine(&file, index, found.name.span.start, name.span.start)
                    })
            });
            if hidden.is_some() {
                return refused(format!("{folded} means something else where it is used"));
            }
        }
    }
    Ok(())
}

/// Whether two places are in the same routine directly in the unit.
fn shares_routine(file: &FileSyntax, unit: usize, left: u32, right: u32) -> bool {
    let Some(unit) = file.units.get(unit) else {
        return false;
    };
    let members = crate::declarations::members(unit.tree());
    let member = |at: u32| {
        members
            .iter()
            .position(|node| node.start() <= at && at < node.end())
    };
    member(left) == member(right)
}
