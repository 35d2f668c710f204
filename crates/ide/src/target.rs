//! What a name of the source stands for, the same wherever it is written.

use plconv_catalog::ObjectName;
use plconv_hir::item::RoutineId;
use std::sync::Arc;

/// What a name stands for.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub(crate) enum Target {
    /// Something declared inside of a unit.
    Local {
        /// The file.
        path: Arc<str>,
        /// Number of the unit in the file.
        unit: usize,
        /// Byte of the unit where the declaring name starts.
        declared: u32,
        /// Dictionary name.
        name: String,
    },
    /// A parameter of a routine.
    Parameter {
        /// The routine.
        routine: RoutineId,
        /// Dictionary name.
        name: String,
    },
    /// A variable, constant, cursor, type or exception of a package.
    Member {
        /// The package.
        package: ObjectName,
        /// Dictionary name.
        name: String,
    },
    /// A procedure or function.
    Routine(RoutineId),
    /// A table, view, package, sequence, synonym or type.
    Object(ObjectName),
    /// A trigger.
    Trigger(ObjectName),
    /// A column.
    Column {
        /// Its table or view.
        relation: Option<ObjectName>,
        /// Dictionary name.
        column: String,
    },
    /// A field of a record type, or an attribute.
    Field {
        /// The type.
        of: String,
        /// Dictionary name.
        field: String,
    },
    /// Something of Oracle.
    BuiltIn(String),
}

impl Target {
    /// The dictionary name alone.
    pub fn name(&self) -> &str {
        match self {
            Target::Local { name, .. } | Target::Parameter { name, .. } | Target::Member { name, .. } => name,
            Target::Routine(id) => &id.name,
            Target::Object(name) | Target::Trigger(name) => &name.name,
            Target::Column { column, .. } => column,
            Target::Field { field, .. } => field,
            Target::BuiltIn(name) => name,
        }
    }

    /// Whether it may be used in other files than the one it is declared in.
    pub fn is_shared(&self) -> bool {
        !matches!(self, Target::Local { .. })
    }
}

/// The name of a routine with its package.
pub(crate) fn routine_label(id: &RoutineId) -> String {
    let mut parts: Vec<&str> = Vec::new();
    parts.extend(id.package.as_deref());
    parts.extend(id.enclosing.iter().map(String::as_str));
    parts.push(&id.name);
    parts.join(".")
}
