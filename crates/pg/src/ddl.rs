//! Statements.

use crate::expr::Expr;
use crate::name::{Ident, QualifiedName, TypeName};
use crate::plpgsql::Block;
use crate::query::{Delete, Insert, Merge, Query, Update};

/// A statement.
#[derive(Clone, PartialEq, Debug)]
pub enum Statement {
    /// A query.
    Query(Box<Query>),
    /// INSERT
    Insert(Box<Insert>),
    /// UPDATE
    Update(Box<Update>),
    /// DELETE
    Delete(Box<Delete>),
    /// MERGE
    Merge(Box<Merge>),
    /// CREATE TABLE
    CreateTable(Box<CreateTable>),
    /// CREATE INDEX
    CreateIndex(Box<CreateIndex>),
    /// CREATE VIEW
    CreateView(Box<CreateView>),
    /// CREATE MATERIALIZED VIEW
    CreateMaterializedView(Box<CreateView>),
    /// CREATE SEQUENCE: name and options in order.
    CreateSequence(QualifiedName, Vec<String>),
    /// CREATE TYPE name AS (attributes)
    CreateCompositeType(QualifiedName, Vec<(Ident, TypeName)>),
    /// CREATE DOMAIN name AS type, with the CHECK condition.
    CreateDomain(QualifiedName, TypeName, Option<Expr>),
    /// CREATE FUNCTION or PROCEDURE
    CreateRoutine(Box<CreateRoutine>),
    /// CREATE TRIGGER
    CreateTrigger(Box<CreateTrigger>),
    /// COMMENT ON kind name IS text
    Comment {
        /// TABLE, COLUMN, VIEW, ...
        kind: &'static str,
        /// Name, with the column for columns.
        name: QualifiedName,
        /// Text.
        text: String,
    },
    /// ALTER TABLE name ADD COLUMN ..., ADD COLUMN ...
    AddColumns(QualifiedName, Vec<Column>),
    /// ALTER TABLE name ADD constraint
    AddConstraint {
        /// Table.
        table: QualifiedName,
        /// Constraint.
        constraint: TableConstraint,
    },
    /// DO $$ ... $$
    Do(Box<Block>),
    /// Printed as it is, without the semicolon.
    Raw(String),
    /// A comment between statements: lines without marks.
    Remark(Vec<String>),
    /// A comment with its own marks, as the source had it.
    SourceComment(String),
}

impl Statement {
    /// Whether it is a comment, which belongs to what follows it.
    pub fn is_comment(&self) -> bool {
        matches!(self, Statement::SourceComment(_) | Statement::Remark(_))
    }
}

/// CREATE TABLE
#[derive(Clone, PartialEq, Debug, Default)]
pub struct CreateTable {
    /// Name.
    pub name: Option<QualifiedName>,
    /// UNLOGGED or TEMPORARY
    pub persistence: &'static str,
    /// Columns.
    pub columns: Vec<Column>,
    /// Table constraints.
    pub constraints: Vec<TableConstraint>,
    /// Words after the parenthesis: PARTITION BY ..., ON COMMIT ...
    pub suffix: Vec<String>,
    /// AS query
    pub query: Option<Query>,
}

/// A column.
#[derive(Clone, PartialEq, Debug)]
pub struct Column {
    /// Name.
    pub name: Ident,
    /// Type.
    pub ty: TypeName,
    /// COLLATE
    pub collation: Option<Ident>,
    /// DEFAULT
    pub default: Option<Expr>,
    /// GENERATED ... AS IDENTITY (...)
    pub identity: Option<String>,
    /// GENERATED ALWAYS AS (...) STORED
    pub generated: Option<Expr>,
    /// CONSTRAINT name of NOT NULL
    pub not_null_name: Option<Ident>,
    /// NOT NULL
    pub not_null: bool,
    /// Comments before it, with their marks.
    pub comments: Vec<String>,
}

/// A table constraint.
#[derive(Clone, PartialEq, Debug)]
pub struct TableConstraint {
    /// Name.
    pub name: Option<Ident>,
    /// What.
    pub kind: ConstraintKind,
    /// Words after it: DEFERRABLE INITIALLY DEFERRED, NOT VALID
    pub suffix: Vec<&'static str>,
    /// Comments before it, with their marks.
    pub comments: Vec<String>,
}

/// Kinds of table constraint.
#[derive(Clone, PartialEq, Debug)]
pub enum ConstraintKind {
    /// PRIMARY KEY
    PrimaryKey(Vec<Ident>),
    /// UNIQUE [NULLS NOT DISTINCT]
    Unique(Vec<Ident>, bool),
    /// CHECK
    Check(Expr),
    /// FOREIGN KEY (columns) REFERENCES table (columns) ON DELETE ...
    ForeignKey {
        /// Referencing columns.
        columns: Vec<Ident>,
        /// Referenced table.
        table: QualifiedName,
        /// Referenced columns.
        referenced: Vec<Ident>,
        /// `ON DELETE CASCADE` or nothing
        on_delete: &'static str,
    },
}

/// CREATE INDEX
#[derive(Clone, PartialEq, Debug)]
pub struct CreateIndex {
    /// Name.
    pub name: Ident,
    /// Table.
    pub table: QualifiedName,
    /// UNIQUE
    pub unique: bool,
    /// USING method
    pub method: Option<&'static str>,
    /// Keys with DESC.
    pub keys: Vec<(Expr, bool)>,
    /// NULLS NOT DISTINCT
    pub nulls_not_distinct: bool,
    /// WHERE
    pub condition: Option<Expr>,
}

/// CREATE VIEW
#[derive(Clone, PartialEq, Debug)]
pub struct CreateView {
    /// Name.
    pub name: QualifiedName,
    /// Columns.
    pub columns: Vec<Ident>,
    /// Query.
    pub query: Query,
    /// WITH CHECK OPTION, WITH NO DATA
    pub suffix: &'static str,
    /// Comments before it, with their marks.
    pub comments: Vec<String>,
}

/// CREATE FUNCTION or PROCEDURE
#[derive(Clone, PartialEq, Debug)]
pub struct CreateRoutine {
    /// Name.
    pub name: QualifiedName,
    /// PROCEDURE, otherwise FUNCTION
    pub procedure: bool,
    /// Parameters.
    pub parameters: Vec<RoutineParameter>,
    /// RETURNS
    pub returns: Option<TypeName>,
    /// Attributes in order: IMMUTABLE, SECURITY DEFINER, SET search_path = ...
    pub attributes: Vec<String>,
    /// Body.
    pub body: Block,
    /// Lines before the outermost block: `#variable_conflict use_column`
    pub options: Vec<&'static str>,
    /// Comments before it, with their marks.
    pub comments: Vec<String>,
}

impl CreateRoutine {
    /// What GRANT, REVOKE and DROP call it, without the word FUNCTION or PROCEDURE: `f(integer)`.
    pub fn identity(&self) -> String {
        let types: Vec<String> = self
            .parameters
            .iter()
            // The results of a function are no part of its signature.
            .filter(|parameter| self.procedure || parameter.mode != "OUT")
            .map(|parameter| parameter.ty.to_string())
            .collect();
        format!("{}({})", self.name, types.join(", "))
    }
}

/// A parameter of a routine.
#[derive(Clone, PartialEq, Debug)]
pub struct RoutineParameter {
    /// Name.
    pub name: Ident,
    /// IN is not printed; OUT, INOUT, VARIADIC
    pub mode: &'static str,
    /// Type.
    pub ty: TypeName,
    /// DEFAULT
    pub default: Option<Expr>,
}

/// CREATE TRIGGER
#[derive(Clone, PartialEq, Debug)]
pub struct CreateTrigger {
    /// Name.
    pub name: Ident,
    /// BEFORE, AFTER, INSTEAD OF
    pub timing: &'static str,
    /// Events: word and columns of UPDATE OF.
    pub events: Vec<(&'static str, Vec<Ident>)>,
    /// Table.
    pub table: QualifiedName,
    /// FOR EACH ROW, otherwise STATEMENT
    pub row: bool,
    /// WHEN
    pub condition: Option<Expr>,
    /// Function.
    pub function: QualifiedName,
    /// Texts the function is given.
    pub arguments: Vec<String>,
}
