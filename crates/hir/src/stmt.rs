//! PL/SQL statements, blocks and declarations.

use crate::dml::{Delete, Insert, Merge, MultiInsert, Update};
use crate::expr::{CollectionMethod, Expr, Span};
use crate::item::{ExceptionId, Parameter, Routine, RoutineId};
use crate::query::{LockWait, Query};
use crate::ty::Type;
use plconv_catalog::ObjectName;
use std::sync::Arc;

/// A statement with the comments that stand at it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Statement {
    /// What it is.
    pub kind: StatementKind,
    /// Labels `<<l>>` before it.
    pub labels: Vec<String>,
    /// Comments before it and on its line.
    pub comments: Comments,
    /// Where it was written.
    pub span: Span,
}

/// Comments of a statement, declaration or unit, with their marks.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Comments {
    /// On the lines before.
    pub leading: Vec<String>,
    /// On the same line, after it.
    pub trailing: Option<String>,
    /// On the lines after it, when it is the last of its list.
    pub after: Vec<String>,
}

/// The kinds of statement.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum StatementKind {
    /// target := value; the value is converted to the target's type.
    Assign {
        /// Variable, field, element, `:NEW.column` or package variable.
        target: Box<Expr>,
        /// Value.
        value: Expr,
    },
    /// Call of a user procedure; see [`crate::expr::ExprKind::Call`].
    Call {
        /// The routine.
        routine: RoutineId,
        /// One per parameter.
        args: Vec<Option<Expr>>,
    },
    /// Call of a supplied package's procedure: DBMS_OUTPUT.PUT_LINE(...).
    BuiltinCall {
        /// Upper case name with package.
        name: String,
        /// Arguments with names.
        args: Vec<(Option<String>, Expr)>,
    },
    /// Call of something that was not found; reported already.
    UnresolvedCall {
        /// Name as written, upper case.
        name: Vec<String>,
        /// Arguments with names.
        args: Vec<(Option<String>, Expr)>,
    },
    /// collection.EXTEND / TRIM / DELETE
    CollectionCall {
        /// The collection.
        collection: Expr,
        /// Which.
        method: CollectionMethod,
        /// Arguments.
        args: Vec<Expr>,
    },
    /// IF: branches with conditions in order, then ELSE.
    If {
        /// IF and ELSIF branches.
        branches: Vec<(Expr, Vec<Statement>)>,
        /// ELSE, when written.
        else_statements: Option<Vec<Statement>>,
    },
    /// CASE; with an operand the conditions are values.
    Case {
        /// Operand.
        operand: Option<Expr>,
        /// Branches.
        branches: Vec<(Expr, Vec<Statement>)>,
        /// ELSE; without it CASE_NOT_FOUND is raised.
        else_statements: Option<Vec<Statement>>,
    },
    /// LOOP
    Loop(Vec<Statement>),
    /// WHILE
    While {
        /// Condition.
        condition: Expr,
        /// Body.
        body: Vec<Statement>,
    },
    /// FOR i IN [REVERSE] low .. high
    ForRange {
        /// Loop index.
        variable: String,
        /// REVERSE.
        reverse: bool,
        /// Lower bound.
        low: Box<Expr>,
        /// Upper bound.
        high: Box<Expr>,
        /// Body.
        body: Vec<Statement>,
    },
    /// FOR r IN cursor(args)
    ForCursor {
        /// Loop record.
        variable: String,
        /// Its row type.
        row: Type,
        /// The cursor: a local or package variable of kind cursor.
        cursor: Box<Expr>,
        /// Arguments, one per cursor parameter.
        args: Vec<Option<Expr>>,
        /// Body.
        body: Vec<Statement>,
    },
    /// FOR r IN (SELECT ...)
    ForQuery {
        /// Loop record.
        variable: String,
        /// Its row type.
        row: Type,
        /// The query.
        query: Box<Query>,
        /// Body.
        body: Vec<Statement>,
    },
    /// FORALL
    Forall {
        /// Index.
        variable: String,
        /// Range.
        range: Box<ForallRange>,
        /// SAVE EXCEPTIONS.
        save_exceptions: bool,
        /// The DML statement.
        statement: Box<Statement>,
    },
    /// EXIT [label] [WHEN c]
    Exit {
        /// Label.
        label: Option<String>,
        /// Condition.
        condition: Option<Expr>,
    },
    /// CONTINUE [label] [WHEN c]
    Continue {
        /// Label.
        label: Option<String>,
        /// Condition.
        condition: Option<Expr>,
    },
    /// GOTO label
    Goto(String),
    /// RETURN [value]
    Return(Option<Expr>),
    /// RAISE [exception]
    Raise(Option<ExceptionRef>),
    /// NULL;
    Null,
    /// EXECUTE IMMEDIATE
    ExecuteImmediate {
        /// The statement text.
        sql: Box<Expr>,
        /// INTO.
        into: Option<Into>,
        /// USING.
        using: Vec<Using>,
        /// RETURNING INTO.
        returning: Option<Into>,
    },
    /// OPEN cursor(args)
    Open {
        /// An explicit cursor.
        cursor: Expr,
        /// Arguments, one per cursor parameter.
        args: Vec<Option<Expr>>,
    },
    /// OPEN variable FOR SELECT ...
    OpenForQuery {
        /// Cursor variable.
        cursor: Expr,
        /// The query.
        query: Box<Query>,
    },
    /// OPEN variable FOR text USING ...
    OpenForText {
        /// Cursor variable.
        cursor: Expr,
        /// The text.
        sql: Box<Expr>,
        /// USING.
        using: Vec<Using>,
    },
    /// CLOSE
    Close(Expr),
    /// FETCH cursor INTO ... [LIMIT n]
    Fetch {
        /// The cursor.
        cursor: Expr,
        /// Targets.
        into: Into,
        /// LIMIT of BULK COLLECT.
        limit: Option<Box<Expr>>,
    },
    /// PIPE ROW (value)
    PipeRow(Expr),
    /// A nested block.
    Block(Box<Block>),
    /// SELECT ... INTO: the targets are in the query block.
    SelectInto(Box<Query>),
    /// INSERT
    Insert(Box<Insert>),
    /// INSERT ALL / FIRST
    MultiInsert(Box<MultiInsert>),
    /// UPDATE
    Update(Box<Update>),
    /// DELETE
    Delete(Box<Delete>),
    /// MERGE
    Merge(Box<Merge>),
    /// COMMIT
    Commit,
    /// ROLLBACK [TO savepoint]
    Rollback {
        /// Savepoint.
        to: Option<String>,
    },
    /// SAVEPOINT
    Savepoint(String),
    /// SET CONSTRAINTS
    SetConstraints {
        /// Dictionary names of the constraints; empty for ALL.
        names: Vec<String>,
        /// IMMEDIATE, otherwise DEFERRED.
        immediate: bool,
    },
    /// SET TRANSACTION words.
    SetTransaction(String),
    /// LOCK TABLE
    LockTable {
        /// Tables.
        tables: Vec<ObjectName>,
        /// Mode words: `ROW EXCLUSIVE`.
        mode: String,
        /// NOWAIT, WAIT n.
        wait: LockWait,
    },
    /// A statement that is refused: the diagnostic is reported already; the Oracle text.
    Refused {
        /// Name of the construct.
        construct: String,
        /// Diagnostic code that explains it.
        code: String,
        /// The Oracle text.
        text: String,
    },
}

/// INTO targets.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Into {
    /// BULK COLLECT.
    pub bulk: bool,
    /// Targets.
    pub targets: Vec<Expr>,
}

/// A USING argument.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Using {
    /// IN, the default.
    pub is_in: bool,
    /// OUT or IN OUT.
    pub is_out: bool,
    /// The value.
    pub value: Expr,
}

/// Range of FORALL.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ForallRange {
    /// low .. high
    Bounds(Expr, Expr),
    /// INDICES OF collection [BETWEEN low AND high]
    Indices(Expr, Option<(Expr, Expr)>),
    /// VALUES OF collection
    Values(Expr),
}

/// An exception named by RAISE or a handler.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ExceptionRef {
    /// OTHERS (handlers only).
    Others,
    /// A predefined one: NO_DATA_FOUND.
    Predefined(String),
    /// A declared one.
    Declared(ExceptionId),
    /// Not found; reported already.
    Unresolved(String),
}

/// A block.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Block {
    /// Declarations.
    pub declarations: Vec<Declaration>,
    /// Statements.
    pub statements: Vec<Statement>,
    /// Handlers.
    pub handlers: Vec<Handler>,
    /// Where it was written.
    pub span: Span,
}

impl Block {
    /// Whether it is a transaction of its own: PRAGMA AUTONOMOUS_TRANSACTION.
    pub fn is_autonomous(&self) -> bool {
        self.declarations.iter().any(Declaration::is_autonomous)
    }
}

/// WHEN ... THEN
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Handler {
    /// Exceptions.
    pub exceptions: Vec<ExceptionRef>,
    /// Statements.
    pub statements: Vec<Statement>,
    /// Comments at WHEN.
    pub comments: Comments,
    /// Where it was written.
    pub span: Span,
}

/// A declaration with its comments.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Declaration {
    /// What.
    pub kind: DeclarationKind,
    /// Comments.
    pub comments: Comments,
    /// Where it is written.
    pub span: Span,
}

impl Declaration {
    /// Whether it is PRAGMA AUTONOMOUS_TRANSACTION.
    pub fn is_autonomous(&self) -> bool {
        matches!(&self.kind, DeclarationKind::Pragma(name) if name == "AUTONOMOUS_TRANSACTION")
    }

    /// How far what it declares has moved since it was resolved: what a routine has in it keeps its places when only
    /// other code of its package was edited. To be added to a place, wrapping.
    pub fn moved(&self) -> u32 {
        match &self.kind {
            DeclarationKind::Routine(routine) => self.span.start.wrapping_sub(routine.span.start),
            DeclarationKind::Variable(_)
            | DeclarationKind::Cursor(_)
            | DeclarationKind::Exception(_)
            | DeclarationKind::Type(_)
            | DeclarationKind::Forward(_)
            | DeclarationKind::Pragma(_)
            | DeclarationKind::Refused(_) => 0,
        }
    }
}

/// The kinds of declaration.
#[allow(
    clippy::large_enum_variant,
    reason = "few per block, in a list; the common variant is large as well"
)]
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DeclarationKind {
    /// A variable or constant.
    Variable(Variable),
    /// An explicit cursor.
    Cursor(Cursor),
    /// An exception; its number comes from PRAGMA EXCEPTION_INIT.
    Exception(ExceptionId),
    /// A record, collection, ref cursor or subtype declared here.
    Type(TypeDeclaration),
    /// A nested procedure or function with its body.
    Routine(Arc<Routine>),
    /// A forward declaration.
    Forward(RoutineId),
    /// AUTONOMOUS_TRANSACTION, SERIALLY_REUSABLE, INLINE, ...: upper case name with its arguments' text.
    Pragma(String),
    /// Could not be parsed; reported already.
    Refused(String),
}

impl DeclarationKind {
    /// PRAGMA SERIALLY_REUSABLE
    pub fn is_serially_reusable_pragma(&self) -> bool {
        matches!(self, Self::Pragma(name) if name == "SERIALLY_REUSABLE")
    }
}

/// A variable or constant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Variable {
    /// Dictionary name.
    pub name: String,
    /// Type.
    pub ty: Type,
    /// `%TYPE` anchor: the table and column it was declared with, so that output can keep it.
    pub anchor: Option<(ObjectName, String)>,
    /// CONSTANT.
    pub constant: bool,
    /// NOT NULL.
    pub not_null: bool,
    /// Initial value, converted.
    pub default: Option<Expr>,
}

/// An explicit cursor.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cursor {
    /// Dictionary name.
    pub name: String,
    /// Parameters.
    pub parameters: Vec<Parameter>,
    /// Row type.
    pub row: Type,
    /// The query; absent in a package specification that only declares it.
    pub query: Option<Box<Query>>,
}

/// A type declared in PL/SQL.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TypeDeclaration {
    /// Dictionary name.
    pub name: String,
    /// The type it names.
    pub ty: Type,
    /// Whether it is a SUBTYPE.
    pub subtype: bool,
    /// Default values of record fields, by field.
    pub field_defaults: Vec<(String, Expr)>,
    /// NOT NULL of a subtype.
    pub not_null: bool,
}
