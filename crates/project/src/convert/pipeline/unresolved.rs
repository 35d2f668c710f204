//! What names something that is not in the tree, so that PostgreSQL may refuse it.

use super::Middle;
use plconv_catalog::ObjectName;
use plconv_diagnostics::{Code, Diagnostic};
use plconv_lower::ddl::{DdlObject, ObjectKind};
use plconv_pg::{Origin, Printed};
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

/// Relations that may not be there after loading.
#[derive(Debug, Default)]
pub(crate) struct Doubtful(BTreeSet<String>);

impl Doubtful {
    /// Views that name something unresolved, and views of these. `objects` are in load order.
    pub fn of(objects: &[DdlObject]) -> Self {
        let mut doubtful = Doubtful::default();
        for object in objects {
            let is_view = matches!(object.kind, ObjectKind::View | ObjectKind::MaterializedView);
            if is_view && doubtful.may_fail(object) {
                doubtful.0.insert(object.name.clone());
            }
        }
        doubtful
    }

    /// Whether PostgreSQL may refuse to create the object.
    pub fn may_fail(&self, object: &DdlObject) -> bool {
        if object.statements.is_empty() {
            return false;
        }
        let names_unresolved = matches!(object.kind, ObjectKind::View | ObjectKind::MaterializedView)
            && object.diagnostics.iter().any(is_unresolved);
        names_unresolved
            || object
                .depends_on
                .iter()
                .any(|name| self.0.contains(&name.to_string()))
    }

    /// Whether it is a relation that may not be there.
    pub fn has(&self, relation: &ObjectName) -> bool {
        self.0.contains(&relation.to_string())
    }

    /// Whether a trigger's table or view is doubtful, or in no catalog at all.
    pub fn holds(&self, relation: &ObjectName, middle: &Middle<'_>) -> bool {
        let catalog = &middle.program.catalog;
        self.0.contains(&relation.to_string())
            || !(catalog.tables.contains_key(relation)
                || catalog.views.contains_key(relation)
                || catalog.materialized_views.contains_key(relation))
    }
}

/// Says that an object may not load.
pub(crate) fn may_not_load(object: &str, place: FileRange) -> Diagnostic {
    let message = format!("{object} names what is not in the source tree, and may not load");
    Diagnostic::new(Code::MAY_NOT_LOAD, place, message).with_object(object.to_owned())
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
