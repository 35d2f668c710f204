//! Syntax trees to HIR: names, types and nullability.
//!
//! One [`Resolver`] works on one unit. PL/SQL scopes and query scopes are stacks; a name is looked up as Oracle does:
//! in SQL first the columns of the queries from the inside out, then the PL/SQL scopes, then the package, then the
//! schema, then the built-ins (PL/SQL Language Reference, appendix B "PL/SQL Name Resolution").

pub mod builtins;
mod call;
mod coerce;
mod column;
pub mod comments;
mod comparison;
pub mod declaration;
pub(crate) mod dictionary;
mod dml;
mod exceptions;
mod expr;
mod from;
mod gaps;
mod item;
mod iteration;
mod json;
mod json_element;
mod json_generation;
mod method;
mod name;
mod notes;
mod object;
mod package;
pub mod partition;
mod query;
mod scope;
mod sequence;
mod statement;
mod system_trigger;
mod transaction;
mod types;
mod values;
pub mod view;
mod with_functions;
mod xml;

pub use coerce::{convert_results, converted_into, target_types};
pub use item::{
    resolve_function_header, resolve_routine, resolve_signature, resolve_top_statement, resolve_trigger,
};
pub(crate) use method::is_member;
pub use method::{comparing_method, resolve_methods, resolve_type_body};
pub use package::{
    BodyEdit, ResolvedPackage, has_same_gaps, resolve_package, resolve_package_again, resolve_package_scope,
};
pub(crate) use query::output_fields;
pub use scope::{LocalName, Relation, Scope, ScopeKind};
pub use statement::constant_text;

use crate::expr::{Expr, ExprKind, Span};
use crate::item::{Effects, RoutineId, VisibleColumns};
use crate::program::Program;
use crate::sink::Sink;
use crate::ty::{Nullability, Type};
use plconv_catalog::ObjectName;
use plconv_diagnostics::Code;
use plconv_syntax::ast::SyntaxNode;
use scope::QueryScope;
use std::collections::BTreeSet;

/// Resolves one unit.
pub struct Resolver<'p> {
    /// Symbols of the project.
    pub program: &'p Program,
    /// Diagnostics.
    pub sink: Sink,
    /// Schema of the unit, when its name is qualified.
    pub current_schema: Option<String>,
    /// Package the unit belongs to.
    pub package: Option<ObjectName>,
    scopes: Vec<Scope>,
    queries: Vec<QueryScope>,
    trigger_columns: Option<Vec<crate::ty::Field>>,
    /// What the code resolved so far does itself.
    pub effects: Effects,
    /// Routines it calls.
    pub callees: BTreeSet<RoutineId>,
    /// Columns its SQL sees.
    pub visible_columns: VisibleColumns,
    routine_path: Vec<String>,
    /// The view, materialized view or table whose query is resolved.
    query_owner: Option<String>,
    block_counter: u32,
    in_connect_by: bool,
    /// Whether the next table of FROM is the right side of APPLY.
    applied: bool,
    in_trigger_when: bool,
    correlation: (String, String),
    building: Option<Box<crate::program::PackageScope>>,
    /// Whether a script runs what is resolved when it comes to it; stored code runs when all scripts are done.
    in_script: bool,
    in_specification: bool,
    return_type: Option<Type>,
    own_object: Option<method::OwnObject>,
    /// The call that is a statement of its own.
    statement_call: Option<Span>,
    /// What the binds of a dynamic statement stand for.
    bind_values: Vec<(String, Expr)>,
    /// The types of binds, by where they stand.
    bind_types: std::collections::BTreeMap<u32, Type>,
    /// The table of the trigger.
    trigger_table: Option<ObjectName>,
    /// The only bytes of the unit whose routines are resolved with their bodies, when nobody asks for the others.
    only_in: Option<(u32, u32)>,
    /// Whether nobody asks for the headers of the other routines of a package either.
    passes_over_headers: bool,
    /// The types of which single elements are deleted, once that is known.
    with_gaps: Option<BTreeSet<String>>,
    /// What names stand for, when somebody asks.
    notes: Option<Vec<crate::notes::NameNote>>,
}

impl<'p> Resolver<'p> {
    /// A resolver for a unit at schema level.
    pub fn new(program: &'p Program, sink: Sink) -> Self {
        Resolver {
            program,
            sink,
            current_schema: None,
            package: None,
            scopes: Vec::new(),
            queries: Vec::new(),
            trigger_columns: None,
            effects: Effects::default(),
            callees: BTreeSet::new(),
            visible_columns: VisibleColumns::default(),
            routine_path: Vec::new(),
            query_owner: None,
            block_counter: 0,
            in_connect_by: false,
            applied: false,
            in_trigger_when: false,
            correlation: ("NEW".to_owned(), "OLD".to_owned()),
            building: None,
            in_script: false,
            in_specification: false,
            return_type: None,
            own_object: None,
            statement_call: None,
            bind_values: Vec::new(),
            bind_types: std::collections::BTreeMap::new(),
            trigger_table: None,
            only_in: None,
            passes_over_headers: false,
            with_gaps: None,
            notes: None,
        }
    }

    /// Resolves the query of a view, materialized view or table: in its schema, and functions of WITH are called after it.
    pub fn for_query_of(mut self, name: &ObjectName) -> Self {
        self.current_schema.clone_from(&name.schema);
        self.query_owner = Some(name.name.clone());
        self
    }

    /// Tells the types of binds, by where they stand.
    pub fn with_bind_types(mut self, types: impl IntoIterator<Item = (u32, Type)>) -> Self {
        self.bind_types.extend(types);
        self
    }

    /// Puts values in the place of binds, by upper case name without colon.
    pub fn with_bind_values(mut self, values: Vec<(String, Expr)>) -> Self {
        self.bind_values = values;
        self
    }

    /// Resolves of the routines of a package the one with a body around this byte of the unit alone; the headers of the
    /// others are passed over too.
    pub fn only_at(mut self, offset: u32) -> Self {
        self.only_in = Some((offset, offset));
        self.passes_over_headers = true;
        self
    }

    /// Whether a node is of no interest.
    pub(crate) fn is_elsewhere(&self, node: SyntaxNode<'_>) -> bool {
        self.only_in
            .is_some_and(|(first, last)| last < node.start() || node.end() < first)
    }

    /// Whether the expression being resolved stands in a SQL statement.
    pub(crate) fn in_sql(&self) -> bool {
        !self.queries.is_empty()
    }

    /// Reports a construct that is not carried over and returns the expression that stands for it.
    pub(crate) fn refuse_expr(
        &mut self,
        code: Code,
        node: SyntaxNode<'_>,
        message: impl Into<String>,
    ) -> Expr {
        let span = span_of(node);
        self.sink.report(code, span, message);
        Expr {
            kind: ExprKind::Refused(node.text().to_owned()),
            ty: Type::Unknown,
            nullability: Nullability::Nullable,
            span,
        }
    }
}

/// The bytes of a node.
pub fn span_of(node: SyntaxNode<'_>) -> Span {
    Span {
        start: node.start(),
        end: node.end(),
    }
}
