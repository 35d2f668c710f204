//! Queries.

use crate::expr::{Expr, Span};
use crate::stmt::Block;
use crate::ty::{Field, Nullability, Type};
use plconv_catalog::ObjectName;

/// A query with its WITH and its tail.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Query {
    /// The functions of WITH, as the declarations of a block without statements.
    pub functions: Option<Box<Block>>,
    /// WITH items.
    pub with: Vec<CommonTable>,
    /// The body.
    pub body: QueryBody,
    /// ORDER BY of the whole.
    pub order_by: Vec<OrderItem>,
    /// ORDER SIBLINGS BY.
    pub order_siblings: bool,
    /// OFFSET.
    pub offset: Option<Expr>,
    /// FETCH FIRST.
    pub fetch: Option<Fetch>,
    /// FOR UPDATE.
    pub for_update: Option<ForUpdate>,
    /// Result columns.
    pub columns: Vec<OutputColumn>,
    /// Where it was written.
    pub span: Span,
}

/// A result column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OutputColumn {
    /// Dictionary name; for an expression without alias its text without blanks in upper case, as Oracle names it.
    pub name: String,
    /// Type.
    pub ty: Type,
    /// Nullability.
    pub nullability: Nullability,
}

/// A WITH item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CommonTable {
    /// Dictionary name.
    pub name: String,
    /// Column aliases.
    pub columns: Vec<String>,
    /// The query.
    pub query: Query,
    /// Whether it refers to itself.
    pub recursive: bool,
    /// SEARCH {DEPTH|BREADTH} FIRST BY ... SET c.
    pub search: Option<Search>,
    /// CYCLE ... SET c TO v DEFAULT w.
    pub cycle: Option<Cycle>,
}

/// SEARCH clause.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Search {
    /// DEPTH, otherwise BREADTH.
    pub depth_first: bool,
    /// Order columns.
    pub by: Vec<OrderItem>,
    /// Ordering column.
    pub set: String,
}

/// CYCLE clause.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cycle {
    /// Cycle columns.
    pub columns: Vec<String>,
    /// Mark column.
    pub set: String,
    /// Value for a cycle, text of the literal.
    pub to: String,
    /// Value otherwise.
    pub default: String,
}

/// The body of a query.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum QueryBody {
    /// SELECT ...
    Block(Box<QueryBlock>),
    /// left op right; Oracle evaluates set operators of one level from left to right with equal precedence.
    Set {
        /// UNION, INTERSECT, MINUS
        op: SetOp,
        /// ALL
        all: bool,
        /// Left operand.
        left: Box<QueryBody>,
        /// Right operand.
        right: Box<QueryBody>,
    },
    /// A parenthesised query.
    Nested(Box<Query>),
}

/// Set operators.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "named as the keywords are")]
pub enum SetOp {
    Union,
    Intersect,
    Minus,
}

/// One SELECT.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct QueryBlock {
    /// DISTINCT or UNIQUE.
    pub distinct: bool,
    /// Select list, `*` expanded.
    pub items: Vec<SelectItem>,
    /// INTO of PL/SQL.
    pub into: Option<crate::stmt::Into>,
    /// FROM list; items of one list are cross joined unless (+) or WHERE joins them. DUAL alone is an empty list.
    pub from: Vec<TableRef>,
    /// WHERE.
    pub condition: Option<Expr>,
    /// START WITH / CONNECT BY.
    pub hierarchy: Option<Hierarchy>,
    /// GROUP BY.
    pub group_by: Vec<GroupItem>,
    /// HAVING.
    pub having: Option<Expr>,
    /// WINDOW definitions.
    pub windows: Vec<(String, WindowSpec)>,
    /// Optimizer hint text, without the comment marks.
    pub hint: Option<String>,
    /// Whether ROWNUM occurs in this block.
    pub uses_rownum: bool,
    /// MODEL clause or another refused part; reported already.
    pub refused: Option<String>,
    /// Where it was written.
    pub span: Span,
}

/// An item of the select list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SelectItem {
    /// The expression.
    pub expr: Expr,
    /// Alias as written; absent when the column's own name serves.
    pub alias: Option<String>,
    /// Whether it came from expanding `*`.
    pub expanded: bool,
}

/// START WITH and CONNECT BY.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hierarchy {
    /// START WITH.
    pub start_with: Option<Expr>,
    /// CONNECT BY.
    pub connect_by: Expr,
    /// NOCYCLE.
    pub nocycle: bool,
}

/// A table reference.
#[allow(
    clippy::large_enum_variant,
    reason = "few per query, and all under a box or a list"
)]
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TableRef {
    /// A source with its alias.
    Source(Box<TableSource>),
    /// A join.
    Join {
        /// Kind.
        kind: JoinKind,
        /// Left.
        left: Box<TableRef>,
        /// Right.
        right: Box<TableRef>,
        /// ON.
        on: Option<Expr>,
        /// USING columns; NATURAL is resolved to them.
        using: Vec<String>,
        /// APPLY: the right side may refer to the left.
        lateral: bool,
    },
}

/// Kinds of join.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "named as the keywords are")]
pub enum JoinKind {
    Inner,
    Left,
    Right,
    Full,
    Cross,
}

/// One source in FROM.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TableSource {
    /// What.
    pub kind: TableSourceKind,
    /// Alias as written.
    pub alias: Option<String>,
    /// The name its columns are qualified with: alias, or the table's name.
    pub relation: String,
    /// Its columns; empty when unknown.
    pub columns: Vec<Field>,
    /// Whether the columns are known.
    pub known: bool,
    /// SAMPLE, PARTITION, AS OF, PIVOT, ... that are not modelled; reported already.
    pub refused: Option<String>,
    /// `PARTITION (name)`: the condition that its rows meet.
    pub partition: Option<Box<Expr>>,
    /// PIVOT or UNPIVOT.
    pub pivot: Option<Box<Pivot>>,
    /// SAMPLE (percent), SEED.
    pub sample: Option<(Expr, Option<Expr>)>,
    /// Where it was written.
    pub span: Span,
}

/// What a source is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TableSourceKind {
    /// A table, view or materialized view, synonyms resolved.
    Object {
        /// Full name.
        name: ObjectName,
        /// Database link.
        dblink: Option<String>,
    },
    /// A WITH item.
    CommonTable(String),
    /// A subquery, possibly LATERAL.
    Subquery {
        /// The query.
        query: Box<Query>,
        /// LATERAL
        lateral: bool,
    },
    /// `TABLE(collection)`, a pipelined function, or a function call used as a table.
    Collection {
        /// The collection or call.
        value: Box<Expr>,
        /// `(+)`
        outer: bool,
    },
    /// `JSON_TABLE(document, path COLUMNS (...))`
    JsonTable {
        /// The document: text, bytes in UTF-8 or JSON.
        document: Box<Expr>,
        /// Its rows and columns.
        rows: JsonRows,
    },
    /// `XMLTABLE(path PASSING document COLUMNS ...)`
    XmlTable {
        /// XPath of the rows.
        path: String,
        /// The document.
        document: Box<Expr>,
        /// Columns.
        columns: Vec<XmlColumn>,
    },
    /// DUAL.
    Dual,
    /// Not found; reported already: name as written.
    Unresolved(Vec<String>),
}

/// A column of XMLTABLE.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct XmlColumn {
    /// Dictionary name.
    pub name: String,
    /// Its type; absent for FOR ORDINALITY.
    pub ty: Option<Type>,
    /// XPath from the row.
    pub path: String,
    /// DEFAULT.
    pub default: Option<Expr>,
}

/// Rows of JSON_TABLE.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct JsonRows {
    /// Path whose items are the rows.
    pub path: String,
    /// Columns in the order of writing.
    pub columns: Vec<JsonColumn>,
}

/// A column of JSON_TABLE.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum JsonColumn {
    /// A scalar at a path, as JSON_VALUE gives it.
    Value {
        /// Dictionary name.
        name: String,
        /// Its type: text or a number.
        ty: crate::ty::Type,
        /// Path from the row.
        path: String,
    },
    /// EXISTS PATH: whether there is something at a path, as 1 and 0 or `true` and `false`.
    Exists {
        /// Dictionary name.
        name: String,
        /// Its type: text or a number.
        ty: crate::ty::Type,
        /// Path from the row.
        path: String,
    },
    /// FOR ORDINALITY
    Ordinality(String),
    /// NESTED PATH: rows inside the row, joined to it as by LEFT JOIN.
    Nested(JsonRows),
}

/// PIVOT or UNPIVOT.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Pivot {
    /// PIVOT
    Pivot {
        /// Aggregates with alias.
        aggregates: Vec<(Expr, Option<String>)>,
        /// FOR columns.
        columns: Vec<String>,
        /// IN items: values and alias.
        items: Vec<(Vec<Expr>, Option<String>)>,
    },
    /// UNPIVOT
    Unpivot {
        /// INCLUDE NULLS
        include_nulls: bool,
        /// Value columns.
        values: Vec<String>,
        /// Name columns.
        names: Vec<String>,
        /// IN items: columns and literal.
        items: Vec<(Vec<String>, Option<Expr>)>,
    },
}

/// GROUP BY items.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum GroupItem {
    /// An expression or a tuple.
    Expr(Expr),
    /// ROLLUP (...)
    Rollup(Vec<Expr>),
    /// CUBE (...)
    Cube(Vec<Expr>),
    /// GROUPING SETS (...)
    Sets(Vec<GroupItem>),
}

/// ORDER BY item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OrderItem {
    /// Expression, or the number literal of a position.
    pub expr: Expr,
    /// DESC.
    pub descending: bool,
    /// NULLS FIRST (true) or LAST (false), when written.
    pub nulls_first: Option<bool>,
}

/// Window specification.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct WindowSpec {
    /// Name of a window it builds on.
    pub base: Option<String>,
    /// PARTITION BY.
    pub partition_by: Vec<Expr>,
    /// ORDER BY.
    pub order_by: Vec<OrderItem>,
    /// Frame.
    pub frame: Option<WindowFrame>,
}

/// Window frame.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WindowFrame {
    /// ROWS, RANGE, GROUPS
    pub unit: FrameUnit,
    /// Start.
    pub start: FrameBound,
    /// End.
    pub end: Option<FrameBound>,
    /// EXCLUDE; absent for NO OTHERS.
    pub exclude: Option<FrameExclusion>,
}

/// Rows that do not belong to the frame though they are between its bounds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "named as the keywords are")]
pub enum FrameExclusion {
    CurrentRow,
    Group,
    Ties,
}

/// Frame units.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "named as the keywords are")]
pub enum FrameUnit {
    Rows,
    Range,
    Groups,
}

/// Frame bounds.
#[derive(Clone, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "named as the keywords are")]
pub enum FrameBound {
    UnboundedPreceding,
    UnboundedFollowing,
    CurrentRow,
    Preceding(Box<Expr>),
    Following(Box<Expr>),
}

/// FETCH FIRST.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fetch {
    /// Number of rows or percentage; one row when absent.
    pub count: Option<Expr>,
    /// PERCENT.
    pub percent: bool,
    /// WITH TIES.
    pub with_ties: bool,
}

/// FOR UPDATE.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ForUpdate {
    /// Relations named by OF columns.
    pub of: Vec<String>,
    /// NOWAIT, WAIT n, SKIP LOCKED.
    pub wait: LockWait,
}

/// How to wait for a lock.
#[derive(Clone, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "named as the keywords are")]
pub enum LockWait {
    Forever,
    NoWait,
    Seconds(Expr),
    SkipLocked,
}
