//! Expressions.

use crate::item::RoutineId;
use crate::query::{OrderItem, Query, WindowSpec};
use crate::ty::{Nullability, Type};
use plconv_catalog::ObjectName;

/// Bytes of the unit's text that something was written at.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct Span {
    /// First byte, relative to the unit.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
}

/// A typed expression.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Its type.
    pub ty: Type,
    /// What is known about NULL.
    pub nullability: Nullability,
    /// Where it was written.
    pub span: Span,
}

/// The kinds of expression.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ExprKind {
    /// A literal.
    Literal(Literal),
    /// A column of a table reference in scope.
    Column(ColumnRef),
    /// `x.column(+)`: the outer-join mark of Oracle joins.
    OuterJoinColumn(ColumnRef),
    /// A variable, parameter, constant or loop variable of the enclosing routine.
    Variable(VariableRef),
    /// A variable or constant of a package.
    PackageVariable(PackageVariableRef),
    /// `:NEW.column` / `:OLD.column`; without a column the whole row.
    TriggerRow {
        /// `:NEW`, otherwise `:OLD`.
        new: bool,
        /// The column.
        column: Option<String>,
    },
    /// `INSERTING`, `UPDATING`, `DELETING`, `UPDATING('c')`.
    TriggerPredicate {
        /// Which event.
        event: TriggerEventKind,
        /// Column asked for.
        column: Option<Box<Expr>>,
    },
    /// ROWNUM, LEVEL, ROWID, ...
    Pseudocolumn(Pseudocolumn),
    /// `t.ROWID`: which row of a table reference in scope it is.
    RowId(ColumnRef),
    /// `sequence.NEXTVAL` / `.CURRVAL`.
    SequenceValue {
        /// Sequence, synonyms resolved.
        sequence: ObjectName,
        /// NEXTVAL, otherwise CURRVAL.
        next: bool,
    },
    /// `record.field`, `object.attribute`
    Field {
        /// The record.
        base: Box<Expr>,
        /// Dictionary name of the field.
        field: String,
    },
    /// `collection(index)`
    Element {
        /// The collection.
        base: Box<Expr>,
        /// The index, converted to the index type.
        index: Box<Expr>,
    },
    /// `collection.COUNT`, `collection.NEXT(i)`: the methods that return a value.
    CollectionMethod {
        /// The collection.
        base: Box<Expr>,
        /// Which.
        method: CollectionMethod,
        /// Arguments.
        args: Vec<Expr>,
    },
    /// `cursor%FOUND`, `SQL%ROWCOUNT`
    CursorAttribute {
        /// The cursor; absent for `SQL`.
        cursor: Option<Box<Expr>>,
        /// Which attribute.
        attribute: CursorAttribute,
    },
    /// `a + b`, `a || b`, `a = b`, `a AND b`
    Binary {
        /// Operator.
        op: BinaryOp,
        /// Left operand.
        left: Box<Expr>,
        /// Right operand.
        right: Box<Expr>,
    },
    /// `-a`, `NOT a`
    Unary {
        /// Operator.
        op: UnaryOp,
        /// Operand.
        operand: Box<Expr>,
    },
    /// `a IS [NOT] NULL`, NAN, INFINITE, EMPTY, A SET, ...
    Is {
        /// Operand.
        operand: Box<Expr>,
        /// NOT.
        negated: bool,
        /// What.
        what: IsPredicate,
    },
    /// `a [NOT] IN (x, y)`
    InList {
        /// Operand; a [`ExprKind::Tuple`] for row values.
        operand: Box<Expr>,
        /// NOT.
        negated: bool,
        /// Items.
        items: Vec<Expr>,
    },
    /// `a [NOT] IN (SELECT ...)`
    InQuery {
        /// Operand.
        operand: Box<Expr>,
        /// NOT.
        negated: bool,
        /// The query.
        query: Box<Query>,
    },
    /// `a [NOT] BETWEEN x AND y`
    Between {
        /// Operand.
        operand: Box<Expr>,
        /// NOT.
        negated: bool,
        /// Lower bound.
        low: Box<Expr>,
        /// Upper bound.
        high: Box<Expr>,
    },
    /// `a [NOT] LIKE p [ESCAPE e]`
    Like {
        /// Operand.
        operand: Box<Expr>,
        /// NOT.
        negated: bool,
        /// Pattern.
        pattern: Box<Expr>,
        /// Escape character.
        escape: Option<Box<Expr>>,
    },
    /// `a [NOT] MEMBER OF c` / `SUBMULTISET OF`
    Member {
        /// Operand.
        operand: Box<Expr>,
        /// NOT.
        negated: bool,
        /// The collection.
        collection: Box<Expr>,
        /// SUBMULTISET, otherwise MEMBER.
        submultiset: bool,
    },
    /// `a op ANY/SOME/ALL (...)`
    Quantified {
        /// Left operand.
        left: Box<Expr>,
        /// Comparison.
        op: BinaryOp,
        /// ALL, otherwise ANY/SOME.
        all: bool,
        /// Items, or a single [`ExprKind::Subquery`].
        right: Vec<Expr>,
    },
    /// `EXISTS (SELECT ...)`
    Exists(Box<Query>),
    /// `CASE ... END`; with an operand the branch conditions are values to compare.
    Case {
        /// Operand of a simple CASE.
        operand: Option<Box<Expr>>,
        /// Branches: condition or value, result.
        branches: Vec<(Expr, Expr)>,
        /// ELSE.
        else_value: Option<Box<Expr>>,
    },
    /// Call of a user routine. Arguments are in parameter order of the chosen overload, converted to its types;
    /// `None` where the default applies.
    Call {
        /// The routine.
        routine: RoutineId,
        /// One per parameter.
        args: Vec<Option<Expr>>,
    },
    /// Call of a routine that was not found, or of a supplied package's member: name as written, upper case.
    UnresolvedCall {
        /// `DBMS_LOCK.SLEEP`, `FOO`
        name: Vec<String>,
        /// Arguments with their names.
        args: Vec<(Option<String>, Expr)>,
    },
    /// A built-in SQL function or operator-like keyword: `SUBSTR`, `SYSDATE`, `DECODE`.
    Builtin {
        /// Upper case name, with package for supplied packages (`DBMS_OUTPUT.PUT_LINE`).
        name: String,
        /// Arguments as written, not yet converted.
        args: Vec<Expr>,
    },
    /// An aggregate.
    Aggregate(Box<Aggregate>),
    /// `function OVER (...)`: the function is an aggregate or a built-in.
    Window {
        /// The function.
        function: Box<Expr>,
        /// IGNORE NULLS.
        ignore_nulls: bool,
        /// `FROM LAST` of NTH_VALUE.
        from_last: bool,
        /// The window.
        window: Box<WindowSpec>,
    },
    /// `type(a, b)`: a collection or object constructor, arguments converted.
    Constructor {
        /// Elements or attribute values in order; of an associative array keys and elements in turn.
        args: Vec<Expr>,
    },
    /// A conversion to the expression's type, written (CAST) or implied by Oracle's rules.
    Convert {
        /// What is converted.
        operand: Box<Expr>,
        /// Whether Oracle does it implicitly.
        implicit: bool,
    },
    /// `XMLELEMENT(name, XMLATTRIBUTES(members), content)`, or without a name `XMLFOREST(members)`.
    XmlElement {
        /// Name of the element as it is in the document.
        name: Option<String>,
        /// Attributes, or the elements of a forest.
        members: Vec<(String, Expr)>,
        /// What is between the tags.
        content: Vec<Expr>,
    },
    /// `EXTRACT(field FROM source)`
    Extract {
        /// YEAR, MONTH, ...
        field: String,
        /// The source.
        source: Box<Expr>,
    },
    /// `TRIM([side] [characters FROM] source)`
    Trim {
        /// LEADING, TRAILING or BOTH.
        side: TrimSide,
        /// Character; a blank by default.
        characters: Option<Box<Expr>>,
        /// The source.
        source: Box<Expr>,
    },
    /// `operand AT TIME ZONE zone`; `AT LOCAL` has no zone.
    AtTimeZone {
        /// The timestamp.
        operand: Box<Expr>,
        /// The zone.
        zone: Option<Box<Expr>>,
    },
    /// `(SELECT ...)` as a value.
    Subquery(Box<Query>),
    /// `CURSOR(SELECT ...)`
    CursorQuery(Box<Query>),
    /// `CAST(MULTISET(SELECT ...) AS t)`, `COLLECT`
    Multiset(Box<Query>),
    /// `(a, b)`
    Tuple(Vec<Expr>),
    /// `PRIOR e` in CONNECT BY
    Prior(Box<Expr>),
    /// `CONNECT_BY_ROOT e`
    ConnectByRoot(Box<Expr>),
    /// A host or SQL*Plus bind variable `:name`.
    Bind(String),
    /// `SQLCODE`
    Sqlcode,
    /// `SQLERRM`
    Sqlerrm,
    /// A name that did not resolve; reported already.
    Unresolved(Vec<String>),
    /// A construct that is refused; reported already. The Oracle text.
    Refused(String),
}

/// A literal value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Literal {
    /// NULL, or `''`.
    Null,
    /// Digits as written, without suffix.
    Number(String),
    /// `1.5f`
    BinaryFloat(String),
    /// `1.5d`
    BinaryDouble(String),
    /// Decoded text.
    String(String),
    /// TRUE, FALSE
    Boolean(bool),
    /// `DATE '...'`
    Date(String),
    /// `TIMESTAMP '...'`
    Timestamp(String),
    /// `INTERVAL '...' YEAR TO MONTH`: text, leading and trailing field.
    Interval {
        /// The quoted text.
        text: String,
        /// YEAR, MONTH, DAY, HOUR, MINUTE, SECOND
        from: String,
        /// Trailing field.
        to: Option<String>,
    },
}

/// A column of a relation in scope.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ColumnRef {
    /// Alias or name of the table reference, as the query names it (dictionary spelling); empty when it cannot be told.
    pub relation: String,
    /// Whether the source qualified the column.
    pub qualified: bool,
    /// Dictionary name of the column; empty for the whole row.
    pub column: String,
    /// How many queries outwards the relation is: 0 is the innermost.
    pub depth: u32,
}

/// A local name of PL/SQL.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VariableRef {
    /// Dictionary name.
    pub name: String,
    /// What it is.
    pub kind: VariableKind,
    /// Label of the block or name of the routine it was qualified with.
    pub qualifier: Option<String>,
    /// How many routines are around its declaration: 0 in an anonymous block or trigger, 1 in a routine.
    pub routine_depth: u32,
}

/// What a local name is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum VariableKind {
    /// A variable.
    Variable,
    /// A constant.
    Constant,
    /// IN parameter.
    InParameter,
    /// OUT or IN OUT parameter.
    OutParameter,
    /// Index of a numeric FOR loop.
    LoopIndex,
    /// Record of a cursor FOR loop.
    LoopRecord,
    /// An explicit cursor.
    Cursor,
}

/// A variable or constant of a package.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PackageVariableRef {
    /// The package.
    pub package: ObjectName,
    /// Dictionary name.
    pub name: String,
    /// Whether it is a constant.
    pub constant: bool,
    /// Whether it is an explicit cursor.
    pub cursor: bool,
}

/// Events of a trigger.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TriggerEventKind {
    /// INSERT
    Insert,
    /// UPDATE
    Update,
    /// DELETE
    Delete,
}

/// Pseudocolumns. SQL Language Reference, "Pseudocolumns".
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pseudocolumn {
    /// ROWNUM
    Rownum,
    /// LEVEL
    Level,
    /// ROWID
    Rowid,
    /// CONNECT_BY_ISLEAF
    ConnectByIsLeaf,
    /// CONNECT_BY_ISCYCLE
    ConnectByIsCycle,
    /// ORA_ROWSCN
    OraRowscn,
    /// COLUMN_VALUE
    ColumnValue,
    /// OBJECT_VALUE
    ObjectValue,
}

/// Collection methods. PL/SQL Language Reference, "Collection Methods".
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CollectionMethod {
    /// COUNT
    Count,
    /// FIRST
    First,
    /// LAST
    Last,
    /// NEXT(i)
    Next,
    /// PRIOR(i)
    Prior,
    /// EXISTS(i)
    Exists,
    /// LIMIT
    Limit,
    /// EXTEND[(n[,i])]: a statement
    Extend,
    /// TRIM[(n)]: a statement
    Trim,
    /// DELETE[(i[,j])]: a statement
    Delete,
}

/// Cursor attributes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CursorAttribute {
    /// %FOUND
    Found,
    /// %NOTFOUND
    NotFound,
    /// %ISOPEN
    IsOpen,
    /// %ROWCOUNT
    RowCount,
    /// SQL%BULK_ROWCOUNT: the index is the enclosing [`ExprKind::Element`].
    BulkRowCount,
    /// SQL%BULK_EXCEPTIONS
    BulkExceptions,
}

/// Binary operators.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs, reason = "named as the operators are")]
pub enum BinaryOp {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    Greater,
    LessOrEqual,
    GreaterOrEqual,
    Add,
    Subtract,
    Concat,
    Multiply,
    Divide,
    Modulo,
    Power,
    MultisetUnion,
    MultisetUnionDistinct,
    MultisetIntersect,
    MultisetIntersectDistinct,
    MultisetExcept,
    MultisetExceptDistinct,
}

impl BinaryOp {
    /// Whether it compares.
    pub fn is_comparison(self) -> bool {
        matches!(
            self,
            BinaryOp::Equal
                | BinaryOp::NotEqual
                | BinaryOp::Less
                | BinaryOp::Greater
                | BinaryOp::LessOrEqual
                | BinaryOp::GreaterOrEqual
        )
    }
}

/// Unary operators.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "named as the operators are")]
pub enum UnaryOp {
    Not,
    Plus,
    Minus,
}

/// What IS asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum IsPredicate {
    /// NULL
    Null,
    /// TRUE
    True,
    /// FALSE
    False,
    /// NAN
    Nan,
    /// INFINITE
    Infinite,
    /// EMPTY
    Empty,
    /// A SET
    Set,
    /// JSON
    Json,
    /// DANGLING
    Dangling,
    /// OF (types)
    OfType(Vec<ObjectName>),
}

/// Sides of TRIM.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "named as the keywords are")]
pub enum TrimSide {
    Leading,
    Trailing,
    Both,
}

/// An aggregate call.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Aggregate {
    /// Upper case name: COUNT, SUM, LISTAGG, ...
    pub name: String,
    /// DISTINCT or UNIQUE.
    pub distinct: bool,
    /// `COUNT(*)`
    pub star: bool,
    /// Arguments.
    pub args: Vec<Expr>,
    /// WITHIN GROUP (ORDER BY ...), or ORDER BY inside the call.
    pub order_by: Vec<OrderItem>,
    /// `KEEP (DENSE_RANK FIRST|LAST ORDER BY ...)`
    pub keep: Option<Keep>,
    /// FILTER (WHERE ...)
    pub filter: Option<Expr>,
    /// A user-defined aggregate.
    pub user_defined: bool,
}

/// `KEEP (DENSE_RANK FIRST|LAST ORDER BY ...)`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Keep {
    /// FIRST, otherwise LAST.
    pub first: bool,
    /// The order.
    pub order_by: Vec<OrderItem>,
}

impl Expr {
    /// An expression without a place in the source, made by a transformation.
    pub fn synthetic(kind: ExprKind, ty: Type, nullability: Nullability) -> Expr {
        Expr {
            kind,
            ty,
            nullability,
            span: Span::default(),
        }
    }

    /// Whether it is the literal NULL or `''`.
    pub fn is_null_literal(&self) -> bool {
        matches!(self.kind, ExprKind::Literal(Literal::Null))
    }
}
