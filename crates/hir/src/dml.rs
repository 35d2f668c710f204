//! INSERT, UPDATE, DELETE, MERGE.

use crate::expr::{Expr, ExprKind, Span};
use crate::query::{Query, TableRef};
use crate::stmt::Into;
use crate::ty::Field;
use plconv_catalog::ObjectName;

/// INSERT of one table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Insert {
    /// Target table or view, synonyms resolved.
    pub table: ObjectName,
    /// Alias.
    pub alias: Option<String>,
    /// Columns of the target; empty when unknown.
    pub table_columns: Vec<Field>,
    /// Column list; filled from the table when the source omitted it and the table is known.
    pub columns: Vec<String>,
    /// Values or query.
    pub source: InsertSource,
    /// RETURNING.
    pub returning: Option<Returning>,
    /// LOG ERRORS.
    pub error_log: Option<ErrorLog>,
    /// A refused part; reported already.
    pub refused: Option<String>,
    /// Where it was written.
    pub span: Span,
}

/// `LOG ERRORS INTO table (tag) REJECT LIMIT n`. SQL Language Reference, "INSERT", error_logging_clause.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ErrorLog {
    /// The table that gets a row for each error.
    pub table: ObjectName,
    /// The tag of these rows.
    pub tag: Option<Expr>,
    /// How many errors there may be.
    pub limit: RejectLimit,
}

/// REJECT LIMIT
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum RejectLimit {
    /// So many errors; none where it is not written.
    Errors(Option<Expr>),
    /// UNLIMITED
    Unlimited,
}

/// What is inserted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum InsertSource {
    /// VALUES (...), (...): one row or more, converted to the columns' types.
    Values(Vec<Vec<Value>>),
    /// VALUES record.
    Record(Expr),
    /// A query.
    Query(Box<Query>),
}

/// A value or DEFAULT.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Value {
    /// An expression.
    Expr(Expr),
    /// DEFAULT.
    Default,
}

/// INSERT ALL / FIRST.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MultiInsert {
    /// FIRST, otherwise ALL.
    pub first: bool,
    /// Branches in order: condition and targets; an unconditional INSERT ALL has one branch without condition.
    pub branches: Vec<(Option<Expr>, Vec<MultiTarget>)>,
    /// ELSE.
    pub else_targets: Vec<MultiTarget>,
    /// The query.
    pub query: Query,
    /// Where it was written.
    pub span: Span,
}

/// INTO of a multi-table insert.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MultiTarget {
    /// Target.
    pub table: ObjectName,
    /// Columns.
    pub columns: Vec<String>,
    /// Values; empty for the query's columns.
    pub values: Vec<Value>,
}

/// UPDATE.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Update {
    /// Target: a source of kind Object, or a subquery (join view).
    pub target: TableRef,
    /// Assignments.
    pub set: Vec<Assignment>,
    /// WHERE.
    pub condition: Option<Expr>,
    /// WHERE CURRENT OF.
    pub current_of: Option<Expr>,
    /// RETURNING.
    pub returning: Option<Returning>,
    /// A refused part; reported already.
    pub refused: Option<String>,
    /// Where it was written.
    pub span: Span,
}

/// An assignment of UPDATE or MERGE.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Assignment {
    /// column = value
    Column {
        /// Column.
        column: String,
        /// Value, converted.
        value: Value,
    },
    /// column.attribute = value
    Attribute {
        /// The attribute: fields of a column.
        place: Expr,
        /// Value, converted.
        value: Value,
    },
    /// (columns) = (query)
    Columns {
        /// Columns.
        columns: Vec<String>,
        /// The query.
        query: Box<Query>,
    },
    /// SET ROW = record
    Row(Expr),
}

impl Assignment {
    /// The columns that get values, in the order of writing.
    pub fn columns(&self) -> Vec<String> {
        match self {
            Assignment::Column { column, .. } => vec![column.clone()],
            Assignment::Attribute { place, .. } => column_of_attribute(place).into_iter().collect(),
            Assignment::Columns { columns, .. } => columns.clone(),
            Assignment::Row(record) => record
                .ty
                .fields()
                .iter()
                .map(|field| field.name.clone())
                .collect(),
        }
    }
}

/// The column that has an attribute.
pub fn column_of_attribute(place: &Expr) -> Option<String> {
    match &place.kind {
        ExprKind::Field { base, .. } => column_of_attribute(base),
        ExprKind::Column(column) => Some(column.column.clone()),
        _ => None,
    }
}

/// DELETE.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Delete {
    /// Target.
    pub target: TableRef,
    /// WHERE.
    pub condition: Option<Expr>,
    /// WHERE CURRENT OF.
    pub current_of: Option<Expr>,
    /// RETURNING.
    pub returning: Option<Returning>,
    /// A refused part; reported already.
    pub refused: Option<String>,
    /// Where it was written.
    pub span: Span,
}

/// MERGE.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Merge {
    /// Target.
    pub target: TableRef,
    /// Source.
    pub source: TableRef,
    /// ON.
    pub on: Expr,
    /// WHEN MATCHED THEN UPDATE.
    pub update: Option<MergeUpdate>,
    /// WHEN NOT MATCHED THEN INSERT.
    pub insert: Option<MergeInsert>,
    /// A refused part; reported already.
    pub refused: Option<String>,
    /// Where it was written.
    pub span: Span,
}

/// WHEN MATCHED.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MergeUpdate {
    /// Assignments.
    pub set: Vec<Assignment>,
    /// WHERE.
    pub condition: Option<Expr>,
    /// DELETE WHERE: evaluated on the updated row.
    pub delete_condition: Option<Expr>,
}

/// WHEN NOT MATCHED.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MergeInsert {
    /// Columns.
    pub columns: Vec<String>,
    /// Values.
    pub values: Vec<Value>,
    /// WHERE.
    pub condition: Option<Expr>,
}

/// RETURNING ... INTO.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Returning {
    /// Values.
    pub values: Vec<Expr>,
    /// Targets.
    pub into: Into,
}
