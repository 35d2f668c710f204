//! What names something that is not in the tree, so that PostgreSQL may refuse it.

use super::Middle;
use super::pieces::Piece;
use plconv_catalog::ObjectName;
use plconv_diagnostics::{Code, Diagnostic};
use plconv_lower::ddl::{DdlObject, ObjectKind};
use plconv_pg::{Origin, Printed, Statement};
use plconv_source::FileRange;
use std::collections::BTreeSet;

/// Why an object may fail, and what else has to be said.
pub(crate) const NOT_IN_TREE: &str = "Names what is not in the source tree";
/// See [`NOT_IN_TREE`].
pub(crate) const ROWS_OF_OTHERS: &str = "Checks rows of scripts in an unknown order";
const STOP: &str = "\\set ON_ERROR_STOP on\n";

/// Whether it says that a name could not be resolved: PostgreSQL resolves names of queries when it creates a view.
pub(crate) fn is_unresolved(found: &Diagnostic) -> bool {
    matches!(
        found.code,
        Code::UNKNOWN_NAME
            | Code::UNKNOWN_TABLE
            | Code::UNKNOWN_COLUMN
            | Code::UNRESOLVED_ROUTINE
            | Code::OUTSIDE_REFERENCE
            | Code::DATABASE_LINK
    )
}

/// Views that may not be valid after loading, and tables of queries that may not be there.
#[derive(PartialEq, Eq, Debug, Default)]
pub(crate) struct Doubtful(BTreeSet<String>);

impl Doubtful {
    /// Views and tables of queries that name something unresolved, and those of these. `objects` are in load order.
    pub fn of(objects: &[DdlObject]) -> Self {
        let mut doubtful = Doubtful::default();
        for object in objects {
            if reads_tables(object) && doubtful.may_fail(object) {
                doubtful.0.insert(object.name.clone());
            }
        }
        doubtful
    }

    /// Whether PostgreSQL may refuse to create the object.
    pub fn may_fail(&self, object: &DdlObject) -> bool {
        // A view that is not valid has privileges.
        if object.statements.is_empty() || object.kind == ObjectKind::Grant {
            return false;
        }
        // What stands for a view of the dictionary has no types to compare with.
        let is_doubtful = |found: &Diagnostic| is_unresolved(found) || found.code == Code::DICTIONARY_VIEW;
        let names_unresolved = reads_tables(object) && object.diagnostics.iter().any(is_doubtful);
        names_unresolved
            || object
                .depends_on
                .iter()
                .any(|name| self.0.contains(&name.to_string()))
    }

    /// Whether it is a view that may not be valid.
    pub fn has(&self, relation: &ObjectName) -> bool {
        self.0.contains(&relation.to_string())
    }

    /// Whether the relation of a trigger is in no catalog.
    pub fn lacks(relation: &ObjectName, middle: &Middle<'_>) -> bool {
        let catalog = &middle.program.catalog;
        !(catalog.tables.contains_key(relation)
            || catalog.views.contains_key(relation)
            || catalog.materialized_views.contains_key(relation))
    }
}

/// Whether an object is made from a query.
fn reads_tables(object: &DdlObject) -> bool {
    match object.kind {
        ObjectKind::View | ObjectKind::MaterializedView => true,
        ObjectKind::Table => object.statements.iter().any(|statement| match statement {
            Statement::CreateTable(table) => table.query.is_some(),
            other => matches!(other, Statement::Insert(_)),
        }),
        _ => false,
    }
}

/// Says that an object may not load.
pub(crate) fn may_not_load(object: &str, place: FileRange, has_stand_in: bool) -> Diagnostic {
    let what = if has_stand_in {
        "may not be valid: then it raises an error when it is read"
    } else {
        "may not load"
    };
    let message = format!("{object} names what is not in the source tree, and {what}");
    Diagnostic::new(Code::MAY_NOT_LOAD, place, message).with_object(object.to_owned())
}

/// What runs in one block with a statement that may fail may fail with it.
pub(crate) fn share_failure(pieces: &mut [Piece], earlier: usize, joined: usize) {
    if !pieces[earlier].may_fail || pieces[joined].may_fail {
        return;
    }
    let piece = &mut pieces[joined];
    piece.may_fail = true;
    let what = "a statement that runs in one block with this one";
    piece.diagnostics.push(may_not_load(what, piece.place, false));
}

/// The text of an object that may fail for a reason: psql reports the error and goes on.
pub(crate) fn tolerated(printed: Printed, why: &str) -> Printed {
    if printed.text.is_empty() {
        return printed;
    }
    let go_on = format!("-- {why}: may fail, and loading goes on.\n\\set ON_ERROR_STOP off\n");
    let shift = go_on.len();
    Printed {
        text: format!("{go_on}{}{STOP}", printed.text),
        origins: printed
            .origins
            .into_iter()
            .map(|origin| Origin {
                start: origin.start + shift,
                end: origin.end + shift,
                ..origin
            })
            .collect(),
    }
}
