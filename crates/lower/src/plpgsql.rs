//! PL/SQL to PL/pgSQL.

mod assign;
mod autonomous;
mod block;
mod bulk_returning;
mod call;
mod captured;
mod collection;
mod commit;
mod compound_trigger;
mod cursor;
mod cursor_life;
mod cursor_reads;
mod dbms_sql;
mod dynamic;
mod dynamic_into;
mod dynamic_pieces;
mod effects;
mod element_limits;
mod error_log;
mod exception;
mod fetch;
mod fields_of_element;
mod first_values;
mod forall;
mod function_out;
mod goto;
mod groups;
mod groups_of_loops;
mod handler;
mod implicit_commit;
mod job;
mod json_alias;
mod lob;
mod loop_record;
mod mutating;
mod not_null;
pub mod object_type;
mod opened_rows;
mod out_length;
pub mod package;
mod returned_texts;
mod returning;
mod rights;
pub mod routine;
mod row_count_of_others;
mod row_limits;
mod row_policy;
mod savepoint;
mod select_into;
mod shared_cursor;
mod statement;
mod statement_call;
mod subscripts;
mod system_trigger;
mod text_flow;
mod told_error;
mod transaction_mode;
pub mod trigger;
mod updating;

pub(crate) use assign::{element_as_jsonb, value_with_type};
pub use dynamic::{DynamicSql, DynamicStatement};
pub use package::PackageTraits;
pub use returned_texts::{PiecedText, TextPiece, returned_texts};
pub use row_policy::{PolicyFunction, RowCondition, part_variable};
pub(crate) use told_error::Tells;
pub(crate) use updating::UpdatedColumns;

use plconv_hir::item::{Parameter, RoutineId, Signature};
use plconv_pg::{Ident, Statement};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What lowering keeps track of inside one routine.
#[derive(Clone, Debug, Default)]
pub(crate) struct RoutineState {
    /// Statements that must be created before the routine: types of local records, nested routines.
    pub hoisted: Vec<Statement>,
    /// Signatures of nested routines.
    pub nested: BTreeMap<RoutineId, Arc<Signature>>,
    /// Outer variables that nested routines use.
    pub captured: BTreeMap<RoutineId, Vec<captured::Captured>>,
    /// How many routines are around its variables, for a trigger: a compound one counts as a routine around its sections.
    pub trigger_depth: u32,
    /// What it uses itself of the routines around.
    pub own_captured: Vec<captured::Captured>,
    /// How many of `loop_names` were around the declarations of nested routines.
    pub nested_scopes: BTreeMap<RoutineId, usize>,
    /// The same for its outermost block.
    pub outermost_scope: Option<usize>,
    /// Parameters of the explicit cursors in scope.
    pub cursors: BTreeMap<String, Vec<Parameter>>,
    /// The explicit cursors in scope whose queries cannot fail.
    pub safe_cursors: BTreeSet<String>,
    /// Those of the loops around.
    pub looped_cursors: Vec<String>,
    /// Cursors of packages that loops around run over, innermost last.
    pub package_loops: Vec<shared_cursor::PackageLoop>,
    /// Attributes that are asked of cursors, by cursor; `SQL` for the implicit one.
    pub attributes: BTreeSet<(String, &'static str)>,
    /// What of it excludes NULL where PL/pgSQL does not.
    pub never_null: not_null::NeverNull,
    /// The record of a collection whose fields are assigned.
    pub taken_out: Option<fields_of_element::TakenOut>,
    /// What is known about the subscripts of its collections.
    pub subscripts: subscripts::Subscripts,
    /// Variables that hold objects all the time.
    pub objects: BTreeSet<String>,
    /// Where attributes are asked for of cursors that may be closed.
    pub reads_of_closed: BTreeMap<plconv_hir::expr::Span, String>,
    /// Whether it is inside of the groups of a block with handlers.
    pub in_groups: bool,
    /// What the statement of the FORALL around gathers by RETURNING, for each of its targets.
    pub gathered: Vec<bulk_returning::Gathered>,
    /// The index of the FORALL around its statement.
    pub forall_index: Option<String>,
    /// The types of the columns that its FETCHes from weak cursor variables bring.
    pub fetched_rows: BTreeMap<plconv_hir::expr::Span, Vec<plconv_hir::ty::Type>>,
    /// Names that loops and blocks around declare, innermost last; of records with their variables.
    pub loop_names: Vec<(String, Option<Ident>)>,
    /// Names in PostgreSQL of its parameters and of all its blocks declare.
    pub declared: BTreeSet<String>,
    /// How RETURN is written: triggers and pipelined functions have their own forms.
    pub return_form: ReturnForm,
    /// What every RETURN does first.
    pub before_return: Vec<plconv_pg::PlStatement>,
    /// Whether output goes through the line buffer of DBMS_OUTPUT.PUT.
    pub output_buffer: bool,
    /// Savepoints that the blocks being lowered stand for, innermost last.
    pub savepoints_of_blocks: Vec<String>,
    /// Variables that nothing reads after a FETCH that found no row.
    pub forgotten: BTreeSet<String>,
    /// Statements that give declared variables their first values.
    pub first_values: Vec<plconv_pg::PlStatement>,
    /// Savepoints that the routine goes back to.
    pub rolled_back_to: BTreeSet<String>,
    /// Variables that hold texts of dynamic statements, translated where they are assigned.
    pub dynamic_texts: BTreeMap<String, bool>,
    /// The types of what the binds of texts in variables are given.
    pub binds_of_texts: BTreeMap<String, Vec<plconv_hir::ty::Type>>,
    /// Variables that a query, a cursor or a RETURNING clause gives values.
    pub read_from_tables: BTreeSet<String>,
    /// Whether it is a function, which cannot end the transaction of its caller.
    pub is_function: bool,
    /// Whether others call it, maybe from a handler of theirs.
    pub is_called: bool,
    /// Whether it ends transactions itself.
    pub ends_transactions: bool,
    /// Values of variables of its own when it begins, by name.
    pub initial_values: BTreeMap<String, plconv_pg::Expr>,
    /// The table that a row trigger must not see.
    pub mutating: Option<mutating::Mutating>,
    /// Variables that keep the constant text they are declared with.
    pub known_texts: BTreeMap<String, String>,
    /// The texts of dynamic statements as the source has them.
    pub texts_as_written: BTreeMap<plconv_hir::expr::Span, plconv_hir::expr::Expr>,
    /// Names of the portals of package cursors, by the variables that have them.
    pub portals: BTreeMap<String, String>,
    /// Cursors that an error may have closed before the handler being lowered.
    pub maybe_closed: BTreeSet<String>,
    /// Label counter for generated blocks.
    pub labels: u32,
    /// The sources of rows that got names of ours, in the order they were met: what stands elsewhere in the unit has no
    /// influence on these names.
    pub unnamed_sources: Vec<plconv_hir::expr::Span>,
    /// What its parameters and variables may be qualified with.
    pub own_name: Option<OwnName>,
    /// Whether its variables are qualified with its name: PostgreSQL knows that of parameters only, others need a label.
    pub needs_label: bool,
}

/// The names of a routine.
#[derive(Clone, Debug)]
pub(crate) struct OwnName {
    /// In Oracle; the label of its block where variables are qualified with it.
    pub oracle: String,
    /// In PostgreSQL, which knows its parameters by it, those for variables of routines around it among them.
    pub postgresql: Ident,
    /// How many routines are around its variables.
    pub depth: u32,
    /// Dictionary names of its parameters.
    pub parameters: Vec<String>,
}

/// How RETURN is written.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) enum ReturnForm {
    /// As in the source.
    #[default]
    Plain,
    /// A row trigger that may change or suppress the row.
    TriggerRow,
    /// A trigger whose result is ignored.
    TriggerNull,
    /// A function with OUT parameters: the value goes into this one.
    Parameter(Ident),
    /// A pipelined function: the rows of the value are returned.
    Rows,
}

impl crate::context::Lowering<'_> {
    /// The signature of a routine of the project or a nested one.
    pub(crate) fn signature_of(&self, id: &RoutineId) -> Option<Arc<Signature>> {
        self.routine
            .nested
            .get(id)
            .or_else(|| self.program.signature(id))
            .cloned()
    }

    /// A label that the source cannot have.
    pub(crate) fn fresh_label(&mut self, stem: &str) -> Ident {
        self.routine.labels += 1;
        Ident(format!("{stem}_{}", self.routine.labels))
    }
}
