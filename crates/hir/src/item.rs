//! Routines, packages, triggers, types and views as resolved items.

use crate::dml::{Delete, Insert, Merge, MultiInsert, Update};
use crate::expr::{Expr, Span, TriggerEventKind};
use crate::query::Query;
use crate::stmt::{Block, Comments, Declaration, Statement};
use crate::ty::{Field, Type};
use plconv_catalog::ObjectName;
use std::collections::BTreeSet;

/// Identity of a routine, stable across edits of its body.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct RoutineId {
    /// Schema, when written.
    pub schema: Option<String>,
    /// Package or object type.
    pub package: Option<String>,
    /// Enclosing routines and blocks for nested ones, outermost first; see [`RoutineId::path_part`].
    pub enclosing: Vec<String>,
    /// Name.
    pub name: String,
    /// Position among the overloads of that name in its scope, 0 first.
    pub overload: u32,
}

impl RoutineId {
    /// What stands for this routine in the paths of what it declares: its name, with `:2` for the second of its
    /// overloads, which declares other things than the first.
    pub fn path_part(&self) -> String {
        match self.overload {
            0 => self.name.clone(),
            earlier => format!("{}:{}", self.name, earlier + 1),
        }
    }
}

/// Identity of a declared exception.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct ExceptionId {
    /// Schema, when written.
    pub schema: Option<String>,
    /// Package, when declared in one.
    pub package: Option<String>,
    /// Enclosing routines and blocks: `PROC`, `PROC`, `2` for the second anonymous block, ...
    pub scope: Vec<String>,
    /// Name.
    pub name: String,
    /// ORA number given by PRAGMA EXCEPTION_INIT: negative, or +100.
    pub number: Option<i32>,
}

/// A parameter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Parameter {
    /// Dictionary name.
    pub name: String,
    /// Mode.
    pub mode: ParameterMode,
    /// NOCOPY.
    pub nocopy: bool,
    /// Its subtype has NOT NULL, which the argument must obey (PL/SQL Language Reference, "Formal Parameters of
    /// Constrained Subtypes").
    pub not_null: bool,
    /// Type, unconstrained.
    pub ty: Type,
    /// Default, converted.
    pub default: Option<Expr>,
    /// Where it was written.
    pub span: Span,
}

/// Parameter modes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "named as the keywords are")]
pub enum ParameterMode {
    In,
    Out,
    InOut,
}

/// What callers need to know of a routine.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Signature {
    /// Identity.
    pub id: RoutineId,
    /// Parameters.
    pub parameters: Vec<Parameter>,
    /// Result; absent for a procedure.
    pub returns: Option<Type>,
    /// Whether the result's subtype has NOT NULL.
    pub returns_not_null: bool,
    /// DETERMINISTIC.
    pub deterministic: bool,
    /// PIPELINED.
    pub pipelined: bool,
    /// AUTHID CURRENT_USER, of the routine or its package.
    pub invoker_rights: bool,
    /// Declared in the package specification, or standalone.
    pub public: bool,
    /// AGGREGATE USING, external or another form without a PL/SQL body; reported already.
    pub refused: Option<String>,
}

/// A routine with its body.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Routine {
    /// Signature.
    pub signature: Signature,
    /// Body; absent when refused.
    pub body: Option<Block>,
    /// How many routines are around its variables, itself included.
    pub depth: u32,
    /// PRAGMA AUTONOMOUS_TRANSACTION.
    pub autonomous: bool,
    /// What it does, as far as its own code tells.
    pub effects: Effects,
    /// Routines it calls.
    pub callees: BTreeSet<RoutineId>,
    /// Columns its SQL sees.
    pub visible_columns: VisibleColumns,
    /// Comments before the header.
    pub comments: Comments,
    /// Where it was written.
    pub span: Span,
}

/// The columns that the SQL of some code sees, wherever they come from.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct VisibleColumns {
    /// Their names.
    pub names: BTreeSet<String>,
    /// Whether there may be others: the columns of a relation are not known.
    pub incomplete: bool,
}

impl VisibleColumns {
    /// Counts in the columns of a relation.
    pub fn add(&mut self, columns: &[Field], known: bool) {
        self.names
            .extend(columns.iter().map(|column| column.name.clone()));
        self.incomplete |= !known;
    }
}

/// What code does to the world.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Effects {
    /// Reads tables.
    pub reads: bool,
    /// Writes tables.
    pub writes: bool,
    /// COMMIT or ROLLBACK.
    pub transaction_control: bool,
    /// Touches package variables.
    pub package_state: bool,
    /// Calls something unknown or dynamic.
    pub unknown: bool,
    /// Draws a sequence value or calls a volatile built-in.
    pub volatile: bool,
    /// May fail after it wrote something. Known only once callees are counted in.
    pub partial: bool,
    /// Asks outside of handlers for the error that is being handled: that of a caller. Known only once callees are counted in.
    pub asks_error: bool,
    /// May end with NO_DATA_FOUND. Known only once callees are counted in.
    pub no_data: bool,
}

impl Effects {
    /// The effects of doing both.
    pub fn union(self, other: Effects) -> Effects {
        Effects {
            reads: self.reads || other.reads,
            writes: self.writes || other.writes,
            transaction_control: self.transaction_control || other.transaction_control,
            package_state: self.package_state || other.package_state,
            unknown: self.unknown || other.unknown,
            volatile: self.volatile || other.volatile,
            partial: self.partial || other.partial,
            asks_error: self.asks_error || other.asks_error,
            no_data: self.no_data || other.no_data,
        }
    }
}

/// A package: specification and body together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Package {
    /// Full name.
    pub name: ObjectName,
    /// Declarations of the specification, routines as forward declarations.
    pub spec: Vec<Declaration>,
    /// Declarations of the body, in order.
    pub body: Vec<Declaration>,
    /// Initialisation section.
    pub init: Option<Block>,
    /// Routines the initialisation section calls.
    pub init_callees: BTreeSet<RoutineId>,
    /// Columns the SQL of its initialisation sees.
    pub init_visible_columns: VisibleColumns,
    /// Whether a body exists in the tree.
    pub has_body: bool,
    /// AUTHID CURRENT_USER.
    pub invoker_rights: bool,
    /// Comments before the specification and the body.
    pub comments: (Comments, Comments),
}

impl Package {
    /// PRAGMA SERIALLY_REUSABLE: its variables do not outlive a call of the client.
    pub fn is_serially_reusable(&self) -> bool {
        (self.spec.iter().chain(&self.body)).any(|declaration| declaration.kind.is_serially_reusable_pragma())
    }
}

/// The methods of an object type.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TypeBody {
    /// Full name of the type.
    pub name: ObjectName,
    /// Its methods, in order.
    pub methods: Vec<Routine>,
    /// Comments before the body.
    pub comments: Comments,
}

/// A trigger.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Trigger {
    /// Full name.
    pub name: ObjectName,
    /// Timing.
    pub timing: TriggerTiming,
    /// Events with UPDATE OF columns.
    pub events: Vec<(TriggerEventKind, Vec<String>)>,
    /// Table or view.
    pub table: ObjectName,
    /// FOR EACH ROW.
    pub row: bool,
    /// WHEN condition; rows are [`crate::expr::ExprKind::TriggerRow`].
    pub condition: Option<Expr>,
    /// What it does.
    pub body: TriggerBody,
    /// FOLLOWS / PRECEDES triggers.
    pub follows: Vec<ObjectName>,
    /// See `follows`.
    pub precedes: Vec<ObjectName>,
    /// False when disabled.
    pub enabled: bool,
    /// A trigger of the nested table kind, of an event that has no counterpart, ...: reported already.
    pub refused: Option<String>,
    /// What a trigger on the schema or the database fires for; it has no table and no `events`.
    pub system: Option<SystemTrigger>,
    /// What its own code does.
    pub effects: Effects,
    /// Routines it calls.
    pub callees: BTreeSet<RoutineId>,
    /// Columns its SQL sees.
    pub visible_columns: VisibleColumns,
    /// Comments before the header.
    pub comments: Comments,
    /// Where it was written.
    pub span: Span,
}

/// What a system trigger fires for. PL/SQL Language Reference, "System Triggers".
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SystemTrigger {
    /// Its events, each once.
    pub events: Vec<SystemEvent>,
    /// ON SCHEMA, of this one when its name is known.
    pub on_schema: Option<Option<String>>,
}

/// Events of system triggers that are carried over.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "named as the keywords are")]
pub enum SystemEvent {
    Create,
    Alter,
    Drop,
    Ddl,
    Logon,
}

/// Timing of a trigger.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "named as the keywords are")]
pub enum TriggerTiming {
    Before,
    After,
    InsteadOf,
    Compound,
}

/// Body of a trigger.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TriggerBody {
    /// A block.
    Block(Box<Block>),
    /// A compound trigger.
    Compound {
        /// Common declarations.
        declarations: Vec<Declaration>,
        /// Sections.
        sections: Vec<CompoundSection>,
    },
    /// Refused or not parsed.
    None,
}

/// A timing point section.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CompoundSection {
    /// BEFORE, AFTER, INSTEAD OF.
    pub timing: TriggerTiming,
    /// EACH ROW.
    pub row: bool,
    /// The block.
    pub block: Block,
}

/// A top-level statement of a script that is neither DDL nor a stored object.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TopStatement {
    /// An anonymous block, CALL, COMMIT, ...
    Statement(Box<Statement>),
    /// A query whose result SQL*Plus prints.
    Query(Box<Query>),
    /// INSERT
    Insert(Box<Insert>),
    /// INSERT ALL
    MultiInsert(Box<MultiInsert>),
    /// UPDATE
    Update(Box<Update>),
    /// DELETE
    Delete(Box<Delete>),
    /// MERGE
    Merge(Box<Merge>),
}
