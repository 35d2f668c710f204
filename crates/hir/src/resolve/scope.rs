//! The scopes names are looked up in.

use crate::expr::VariableKind;
use crate::item::{ExceptionId, Parameter, Signature};
use crate::stmt::TypeDeclaration;
use crate::ty::{Field, Nullability, Type};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// A PL/SQL scope.
#[derive(Clone, Debug)]
pub struct Scope {
    /// Label of the block, or name of the routine, that qualifies its names.
    pub label: Option<String>,
    /// What opened it.
    pub kind: ScopeKind,
    /// What it declares.
    pub names: FxHashMap<String, LocalName>,
}

/// What opens a scope.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ScopeKind {
    /// A routine; nested ones count.
    Routine,
    /// A block.
    Block,
    /// A FOR loop.
    Loop,
}

/// What a local name is.
#[allow(
    clippy::large_enum_variant,
    reason = "a handful live while one routine is resolved"
)]
#[derive(Clone, Debug)]
pub enum LocalName {
    /// A variable, constant, parameter, loop index or loop record.
    Variable {
        /// Type.
        ty: Type,
        /// What kind.
        kind: VariableKind,
        /// Whether it can be NULL.
        nullability: Nullability,
    },
    /// An explicit cursor.
    Cursor {
        /// Row type.
        row: Type,
        /// Parameters.
        parameters: Vec<Parameter>,
    },
    /// A type or subtype.
    Type(TypeDeclaration),
    /// An exception.
    Exception(ExceptionId),
    /// A nested routine with its overloads.
    Routine(Vec<Arc<Signature>>),
}

/// A relation of a query's FROM.
#[derive(Clone, Debug)]
pub struct Relation {
    /// Alias or table name.
    pub name: String,
    /// Columns.
    pub columns: Vec<Field>,
    /// Whether the columns are known.
    pub known: bool,
    /// Whether an outer join can make its columns NULL.
    pub optional: bool,
    /// The table or view, when it is one.
    pub object: Option<plconv_catalog::ObjectName>,
    /// Type of a whole row, where rows are objects.
    pub row: Option<crate::ty::Type>,
}

/// The names of one query block.
#[derive(Clone, Debug, Default)]
pub(crate) struct QueryScope {
    /// Relations in FROM.
    pub relations: Vec<Relation>,
    /// WITH items visible here.
    pub common_tables: Vec<(String, Vec<Field>)>,
    /// Select list aliases, visible in ORDER BY only.
    pub aliases: Vec<(String, Type, Nullability)>,
    /// Columns merged by USING or NATURAL.
    pub merged: Vec<String>,
    /// Whether ROWNUM was seen.
    pub uses_rownum: bool,
}

impl Scope {
    /// An empty scope.
    pub fn new(kind: ScopeKind, label: Option<String>) -> Self {
        Scope {
            label,
            kind,
            names: FxHashMap::default(),
        }
    }
}
