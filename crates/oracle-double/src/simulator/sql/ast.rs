//! Statements as trees.

use crate::value::{DataType, Value};

/// An expression or condition.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Expr {
    Literal(Value),
    /// Position among the binds.
    Bind(usize),
    /// A name with what qualifies it.
    Name(Option<String>, String),
    /// A column of one of the sources, found by its name.
    Slot(usize, usize),
    /// The rowid of a row of one of the sources.
    Rowid(usize),
    /// The SCN of a row of one of the sources.
    RowScn(usize),
    /// How many rows there are before, plus one.
    Rownum,
    /// The value of an aggregate function by its position.
    Aggregate(usize),
    /// A function by its name, with packages.
    Call(String, Vec<Expr>),
    Negate(Box<Expr>),
    Not(Box<Expr>),
    Binary(Operator, Box<Expr>, Box<Expr>),
    IsNull(Box<Expr>, bool),
    In(Box<Expr>, Vec<Expr>, bool),
    InQuery(Box<Expr>, Box<Query>, bool),
    Exists(Box<Query>),
    Scalar(Box<Query>),
    Between(Box<Expr>, Box<Expr>, Box<Expr>, bool),
    Like(Box<Expr>, Box<Expr>, Option<Box<Expr>>, bool),
    Case(Option<Box<Expr>>, Vec<(Expr, Expr)>, Option<Box<Expr>>),
    Cast(Box<Expr>, DataType),
    /// `*` of COUNT(*).
    Star,
}

/// A binary operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operator {
    And,
    Or,
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Concat,
}

/// An item of a select list.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Item {
    /// All columns, or all of one source.
    All(Option<String>),
    /// An expression, its alias, and its text.
    Expr(Expr, Option<String>, String),
}

/// Where rows come from.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Source {
    pub(crate) relation: Relation,
    pub(crate) alias: Option<String>,
    /// `AS OF SCN`
    pub(crate) as_of: Option<Expr>,
    pub(crate) partition: Option<String>,
    pub(crate) join: Join,
}

/// How a source is joined to those before it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Join {
    Cross,
    Inner(Expr),
    Left(Expr),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Relation {
    Table(TableName),
    Query(Box<Query>),
}

/// A table by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TableName {
    pub(crate) owner: Option<String>,
    pub(crate) name: String,
}

/// An item of ORDER BY.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Ordering {
    pub(crate) expr: Expr,
    pub(crate) descending: bool,
    pub(crate) nulls_first: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Query {
    pub(crate) distinct: bool,
    pub(crate) items: Vec<Item>,
    pub(crate) sources: Vec<Source>,
    pub(crate) filter: Option<Expr>,
    pub(crate) group_by: Vec<Expr>,
    pub(crate) having: Option<Expr>,
    pub(crate) order_by: Vec<Ordering>,
    pub(crate) offset: Option<Expr>,
    pub(crate) limit: Option<Expr>,
    /// Queries whose rows are added.
    pub(crate) union_all: Vec<Query>,
}

/// A column of CREATE TABLE or ALTER TABLE.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NewColumn {
    pub(crate) name: String,
    pub(crate) data_type: DataType,
    pub(crate) not_null: bool,
    pub(crate) primary_key: bool,
    pub(crate) default: Option<Expr>,
}

/// A change of a table's definition.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Alteration {
    AddColumns(Vec<NewColumn>),
    DropColumns(Vec<String>),
    ModifyColumns(Vec<NewColumn>),
    RenameColumn(String, String),
    Rename(String),
    /// Supplemental logging and other things that change no rows.
    Other,
}

/// A statement.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Statement {
    Query(Query),
    Insert {
        table: TableName,
        columns: Vec<String>,
        values: InsertValues,
        returning: Vec<Expr>,
    },
    Update {
        table: TableName,
        sets: Vec<(String, Expr)>,
        filter: Option<Expr>,
        returning: Vec<Expr>,
    },
    Delete {
        table: TableName,
        filter: Option<Expr>,
        returning: Vec<Expr>,
    },
    CreateTable {
        table: TableName,
        columns: Vec<NewColumn>,
        primary_key: Vec<String>,
    },
    AlterTable(TableName, Alteration),
    DropTable(TableName),
    Truncate(TableName),
    Commit,
    Rollback,
    Savepoint(String),
    RollbackTo(String),
    /// CREATE INDEX and DROP INDEX: in the log, and nowhere else.
    Index(TableName),
    /// Understood and without effect: ALTER SESSION, SET TRANSACTION, LOCK TABLE, GRANT.
    Nothing {
        is_ddl: bool,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum InsertValues {
    Row(Vec<Expr>),
    Query(Box<Query>),
}
