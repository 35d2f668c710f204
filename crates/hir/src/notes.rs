//! What the names of a unit stand for, as an editor asks: kept beside the resolved item, and only when asked for.

use crate::expr::Span;
use crate::item::RoutineId;
use crate::ty::{Nullability, Type};
use plconv_catalog::ObjectName;

/// A name of the source and what it stands for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NameNote {
    /// Number of the unit it stands in.
    pub unit: u32,
    /// The name alone, without what qualifies it.
    pub span: Span,
    /// What it stands for.
    pub meaning: NameMeaning,
    /// The type of the expression up to here; unknown for declarations.
    pub ty: Type,
    /// Whether that can be NULL.
    pub nullability: Nullability,
}

/// What a name stands for.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum NameMeaning {
    /// Something declared in an enclosing routine or block.
    Local {
        /// Dictionary name.
        name: String,
        /// Label or routine it is qualified with.
        qualifier: Option<String>,
    },
    /// A variable, constant, cursor, type or exception of a package.
    Member {
        /// The package.
        package: ObjectName,
        /// Dictionary name.
        name: String,
    },
    /// A call of a routine, in the chosen overload.
    Routine(RoutineId),
    /// The header of a routine.
    RoutineDeclaration(RoutineId),
    /// A column; of which relation is not known for computed ones.
    Column {
        /// Table or view.
        relation: Option<ObjectName>,
        /// Dictionary name.
        column: String,
    },
    /// A field of a record type, or an attribute of an object type.
    Field {
        /// The type, as declared.
        of: String,
        /// Dictionary name.
        field: String,
    },
    /// A sequence.
    Sequence(ObjectName),
    /// A built-in function or something of a supplied package.
    BuiltIn(String),
}
