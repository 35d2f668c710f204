//! Queries and DML.

use crate::expr::Expr;
use crate::name::{Ident, QualifiedName, TypeName};

/// A query with WITH and tail.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Query {
    /// WITH items.
    pub with: Vec<CommonTable>,
    /// WITH RECURSIVE.
    pub recursive: bool,
    /// Body.
    pub body: QueryBody,
    /// ORDER BY.
    pub order_by: Vec<OrderBy>,
    /// LIMIT.
    pub limit: Option<Expr>,
    /// FETCH FIRST n ROWS WITH TIES.
    pub with_ties: bool,
    /// OFFSET.
    pub offset: Option<Expr>,
    /// FOR UPDATE with tables and wait words.
    pub lock: Option<Lock>,
}

/// FOR UPDATE
#[derive(Clone, PartialEq, Debug)]
pub struct Lock {
    /// OF tables.
    pub of: Vec<Ident>,
    /// `NOWAIT`, `SKIP LOCKED` or nothing.
    pub wait: &'static str,
}

/// A WITH item.
#[derive(Clone, PartialEq, Debug)]
pub struct CommonTable {
    /// Name.
    pub name: Ident,
    /// Columns.
    pub columns: Vec<Ident>,
    /// A query or a data-modifying statement.
    pub body: Statement,
    /// Words after the parenthesis: SEARCH, CYCLE.
    pub suffix: String,
}

/// Body of a query.
#[derive(Clone, PartialEq, Debug)]
pub enum QueryBody {
    /// SELECT
    Select(Box<Select>),
    /// left UNION right, printed with parentheses where precedence needs them
    Set(Box<QueryBody>, &'static str, Box<QueryBody>),
    /// (query)
    Nested(Box<Query>),
    /// VALUES
    Values(Vec<Vec<Expr>>),
}

impl Default for QueryBody {
    fn default() -> Self {
        QueryBody::Select(Box::default())
    }
}

/// One SELECT.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Select {
    /// A comment directly after SELECT, with its marks.
    pub hint: Option<String>,
    /// DISTINCT
    pub distinct: bool,
    /// Select list.
    pub items: Vec<SelectItem>,
    /// INTO [STRICT] targets of PL/pgSQL.
    pub into: Option<Into>,
    /// FROM list.
    pub from: Vec<FromItem>,
    /// WHERE
    pub condition: Option<Expr>,
    /// GROUP BY
    pub group_by: Vec<Expr>,
    /// HAVING
    pub having: Option<Expr>,
    /// WINDOW
    pub windows: Vec<(Ident, WindowSpec)>,
}

/// INTO of PL/pgSQL.
#[derive(Clone, PartialEq, Debug)]
pub struct Into {
    /// STRICT
    pub strict: bool,
    /// Targets.
    pub targets: Vec<Expr>,
}

/// An item of a select list.
#[derive(Clone, PartialEq, Debug)]
pub struct SelectItem {
    /// Value.
    pub expr: Expr,
    /// Alias.
    pub alias: Option<Ident>,
}

/// An item of FROM.
#[derive(Clone, PartialEq, Debug)]
pub enum FromItem {
    /// A table.
    Table {
        /// Name.
        name: QualifiedName,
        /// Alias.
        alias: Option<Ident>,
        /// `TABLESAMPLE ...`
        sample: Option<Expr>,
    },
    /// A subquery.
    Query {
        /// LATERAL
        lateral: bool,
        /// Query.
        query: Box<Query>,
        /// Alias.
        alias: Ident,
        /// Column aliases.
        columns: Vec<Ident>,
    },
    /// A function.
    Function {
        /// LATERAL
        lateral: bool,
        /// Call.
        call: Expr,
        /// WITH ORDINALITY
        ordinality: bool,
        /// Alias.
        alias: Option<Ident>,
        /// Column aliases.
        columns: Vec<Ident>,
    },
    /// A function that returns records, and the columns it is asked for.
    Records {
        /// Call.
        call: Expr,
        /// Alias.
        alias: Ident,
        /// Columns.
        columns: Vec<(Ident, TypeName)>,
    },
    /// A join.
    Join {
        /// Left.
        left: Box<FromItem>,
        /// `JOIN`, `LEFT JOIN`, `CROSS JOIN`, ...
        kind: &'static str,
        /// Right.
        right: Box<FromItem>,
        /// ON
        on: Option<Expr>,
        /// USING
        using: Vec<Ident>,
    },
}

/// ORDER BY item.
#[derive(Clone, PartialEq, Debug)]
pub struct OrderBy {
    /// Expression.
    pub expr: Expr,
    /// DESC
    pub descending: bool,
    /// NULLS FIRST or LAST
    pub nulls_first: Option<bool>,
}

/// A window: its name, or its specification.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct WindowSpec {
    /// Name of the window it is or builds on.
    pub base: Option<Ident>,
    /// Whether it is just that name.
    pub reference: bool,
    /// PARTITION BY
    pub partition_by: Vec<Expr>,
    /// ORDER BY
    pub order_by: Vec<OrderBy>,
    /// Frame: unit, start, end; bounds as expression and words.
    pub frame: Option<Frame>,
}

/// A window frame.
#[derive(Clone, PartialEq, Debug)]
pub struct Frame {
    /// ROWS, RANGE, GROUPS
    pub unit: &'static str,
    /// Start.
    pub start: (Option<Expr>, &'static str),
    /// End.
    pub end: Option<(Option<Expr>, &'static str)>,
    /// EXCLUDE: CURRENT ROW, GROUP, TIES
    pub exclude: Option<&'static str>,
}

/// INSERT
#[derive(Clone, PartialEq, Debug)]
pub struct Insert {
    /// Table.
    pub table: QualifiedName,
    /// Alias.
    pub alias: Option<Ident>,
    /// Columns.
    pub columns: Vec<Ident>,
    /// Query, VALUES included; none: DEFAULT VALUES.
    pub source: Option<Query>,
    /// ON CONFLICT ... words.
    pub on_conflict: Option<String>,
    /// OVERRIDING SYSTEM VALUE
    pub overriding: bool,
    /// RETURNING
    pub returning: Vec<SelectItem>,
    /// INTO of PL/pgSQL.
    pub into: Option<Into>,
    /// WITH items.
    pub with: Vec<CommonTable>,
}

/// UPDATE
#[derive(Clone, PartialEq, Debug)]
pub struct Update {
    /// Table.
    pub table: QualifiedName,
    /// Alias.
    pub alias: Option<Ident>,
    /// Assignments: columns, or fields in them, and value.
    pub set: Vec<(Vec<QualifiedName>, Expr)>,
    /// FROM
    pub from: Vec<FromItem>,
    /// WHERE
    pub condition: Option<Expr>,
    /// WHERE CURRENT OF
    pub current_of: Option<Ident>,
    /// RETURNING
    pub returning: Vec<SelectItem>,
    /// INTO of PL/pgSQL.
    pub into: Option<Into>,
}

/// DELETE
#[derive(Clone, PartialEq, Debug)]
pub struct Delete {
    /// Table.
    pub table: QualifiedName,
    /// Alias.
    pub alias: Option<Ident>,
    /// USING
    pub using: Vec<FromItem>,
    /// WHERE
    pub condition: Option<Expr>,
    /// WHERE CURRENT OF
    pub current_of: Option<Ident>,
    /// RETURNING
    pub returning: Vec<SelectItem>,
    /// INTO of PL/pgSQL.
    pub into: Option<Into>,
}

/// MERGE
#[derive(Clone, PartialEq, Debug)]
pub struct Merge {
    /// Target table.
    pub table: QualifiedName,
    /// Alias.
    pub alias: Option<Ident>,
    /// Source.
    pub source: FromItem,
    /// ON
    pub on: Expr,
    /// Branches.
    pub branches: Vec<MergeBranch>,
}

/// WHEN branch of MERGE.
#[derive(Clone, PartialEq, Debug)]
pub struct MergeBranch {
    /// WHEN MATCHED, otherwise NOT MATCHED
    pub matched: bool,
    /// AND condition
    pub condition: Option<Expr>,
    /// Action.
    pub action: MergeAction,
}

/// Action of a MERGE branch.
#[derive(Clone, PartialEq, Debug)]
pub enum MergeAction {
    /// UPDATE SET
    Update(Vec<(Vec<QualifiedName>, Expr)>),
    /// DELETE
    Delete,
    /// DO NOTHING
    Nothing,
    /// INSERT (columns) VALUES (values)
    Insert(Vec<Ident>, Vec<Expr>),
}

pub use crate::ddl::Statement;

/// A column of a function's result or of a column definition list.
pub type ColumnDefinition = (Ident, TypeName);
