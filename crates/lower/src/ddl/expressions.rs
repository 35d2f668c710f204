//! What lowering of DDL asks of those who know expressions and queries.

use plconv_catalog::{Column, DataType, ObjectName, SourceText};
use plconv_diagnostics::Diagnostic;
use plconv_hir::sink::UnitLocation;
use plconv_pg::{Expr, Query, Statement, TypeName};
use std::collections::BTreeSet;

/// A lowered expression and what it brings along.
#[derive(Clone, Debug)]
pub struct Lowered<T> {
    /// The result; none when it was refused, which `diagnostics` then says.
    pub value: Option<T>,
    /// Whether PostgreSQL may take it for immutable: indexes and generated columns need that.
    pub immutable: bool,
    /// The type, when known.
    pub ty: Option<TypeName>,
    /// Routines, sequences and relations it uses.
    pub depends_on: Vec<ObjectName>,
    /// Runtime functions it calls.
    pub runtime: BTreeSet<&'static str>,
    /// What was found.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Lowered<T> {
    /// A value that brings nothing along.
    pub fn plain(value: T, immutable: bool) -> Self {
        Lowered {
            value: Some(value),
            immutable,
            ty: None,
            depends_on: Vec::new(),
            runtime: BTreeSet::new(),
            diagnostics: Vec::new(),
        }
    }
}

/// Routines of a grant.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Executables {
    /// The schema that their caller must be able to look into.
    pub schema: Option<String>,
    /// `hr.f(integer)`, in order.
    pub functions: Vec<String>,
    /// `hr.p(text)`, in order.
    pub procedures: Vec<String>,
    /// Whether their caller needs everything in the schema: some of it runs with the caller's rights.
    pub whole_schema: bool,
}

/// A column of a lowered query.
#[derive(Clone, PartialEq, Debug)]
pub struct QueryColumn {
    /// Dictionary name.
    pub name: String,
    /// Type, when known.
    pub data_type: Option<DataType>,
    /// Whether NULL is excluded.
    pub not_null: bool,
}

/// A lowered query; the columns are known even when the query is refused.
#[derive(Clone, Debug)]
pub struct LoweredQuery {
    /// The query.
    pub query: Lowered<Query>,
    /// Its columns.
    pub columns: Vec<QueryColumn>,
    /// The functions it declares.
    pub functions: Vec<Statement>,
}

/// Parsing, resolving and lowering of the Oracle texts in the catalog. Relations are those of the catalog.
pub trait DdlExpressions {
    /// Where a unit stands, for diagnostics.
    fn location(&self, unit: u32) -> UnitLocation;
    /// A DEFAULT, converted to the type of the column; no columns are in scope.
    fn lower_default(&mut self, text: &SourceText, table: &ObjectName, column: &Column) -> Lowered<Expr>;
    /// A CHECK condition over the columns of a table.
    fn lower_condition(&mut self, text: &SourceText, table: &ObjectName) -> Lowered<Expr>;
    /// A value over the columns of a table or materialized view: virtual columns, index keys.
    fn lower_value(&mut self, text: &SourceText, relation: &ObjectName) -> Lowered<Expr>;
    /// A constant partition bound, converted to the type of the key column.
    fn lower_bound(&mut self, text: &SourceText, key: &DataType) -> Lowered<Expr>;
    /// The query of a view, materialized view or CREATE TABLE AS; `name` is the object defined by it.
    fn lower_query(&mut self, text: &SourceText, name: &ObjectName, aliases: &[String]) -> LoweredQuery;
    /// What a GRANT EXECUTE on a routine or package means.
    fn executables(&mut self, object: &ObjectName) -> Executables;
    /// What a view calls, by way of other views too, and with `writes` the virtual columns and index keys of the tables:
    /// PostgreSQL asks the rights of who uses them.
    fn called_by(&mut self, relation: &ObjectName, writes: bool) -> Executables;
}
