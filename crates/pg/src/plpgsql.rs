//! PL/pgSQL.

use crate::ddl::Statement;
use crate::expr::Expr;
use crate::name::{Ident, QualifiedName, TypeName};
use crate::query::{Into, Query};
use std::collections::BTreeSet;

/// A block.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Block {
    /// Label.
    pub label: Option<Ident>,
    /// DECLARE
    pub declarations: Vec<Declaration>,
    /// Statements.
    pub statements: Vec<PlStatement>,
    /// EXCEPTION
    pub handlers: Vec<Handler>,
}

impl Block {
    /// What the block and the statements in it declare: variables, cursors, loop variables.
    #[must_use]
    pub fn variables(&self) -> BTreeSet<&Ident> {
        let mut found = BTreeSet::new();
        self.add_variables(&mut found);
        found
    }

    fn add_variables<'b>(&'b self, found: &mut BTreeSet<&'b Ident>) {
        for declaration in &self.declarations {
            match &declaration.kind {
                DeclarationKind::Variable { name, .. } | DeclarationKind::Cursor { name, .. } => {
                    found.insert(name);
                }
            }
        }
        add_variables(&self.statements, found);
        for handler in &self.handlers {
            add_variables(&handler.statements, found);
        }
    }
}

fn add_variables<'b>(statements: &'b [PlStatement], found: &mut BTreeSet<&'b Ident>) {
    for statement in statements {
        match &statement.kind {
            PlKind::If(branches, otherwise) => {
                for (_, statements) in branches {
                    add_variables(statements, found);
                }
                add_variables(otherwise.as_deref().unwrap_or_default(), found);
            }
            PlKind::Case(_, branches, otherwise) => {
                for (_, statements) in branches {
                    add_variables(statements, found);
                }
                add_variables(otherwise.as_deref().unwrap_or_default(), found);
            }
            PlKind::Loop(_, body) | PlKind::While(_, _, body) => add_variables(body, found),
            PlKind::ForRange { variable, body, .. }
            | PlKind::ForQuery { variable, body, .. }
            | PlKind::ForCursor { variable, body, .. }
            | PlKind::Foreach { variable, body, .. } => {
                found.insert(variable);
                add_variables(body, found);
            }
            PlKind::Block(block) => block.add_variables(found),
            PlKind::Assign(..)
            | PlKind::Exit(..)
            | PlKind::Continue(..)
            | PlKind::Return(_)
            | PlKind::ReturnNext(_)
            | PlKind::ReturnQuery(_)
            | PlKind::Raise(_)
            | PlKind::Null
            | PlKind::Sql(_)
            | PlKind::Perform(_)
            | PlKind::PerformQuery(_)
            | PlKind::Call(..)
            | PlKind::Execute { .. }
            | PlKind::Open(..)
            | PlKind::OpenFor(..)
            | PlKind::OpenForExecute(..)
            | PlKind::Fetch(..)
            | PlKind::Close(_)
            | PlKind::GetDiagnostics(..)
            | PlKind::Commit
            | PlKind::Rollback
            | PlKind::Raw(_)
            | PlKind::Remark(_) => {}
        }
    }
}

/// A declaration with its comments.
#[derive(Clone, PartialEq, Debug)]
pub struct Declaration {
    /// What.
    pub kind: DeclarationKind,
    /// Comments.
    pub comments: Comments,
}

/// Comments with their marks.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Comments {
    /// On the lines before.
    pub leading: Vec<String>,
    /// On the same line, after.
    pub trailing: Option<String>,
    /// On the lines after.
    pub after: Vec<String>,
}

/// Kinds of declaration.
#[derive(Clone, PartialEq, Debug)]
pub enum DeclarationKind {
    /// A variable.
    Variable {
        /// Name.
        name: Ident,
        /// CONSTANT
        constant: bool,
        /// Type.
        ty: TypeName,
        /// NOT NULL
        not_null: bool,
        /// Initial value.
        default: Option<Expr>,
    },
    /// name CURSOR (parameters) FOR query
    Cursor {
        /// Name.
        name: Ident,
        /// Parameters.
        parameters: Vec<(Ident, TypeName)>,
        /// Query.
        query: Box<Query>,
    },
}

/// A statement with its comments.
#[derive(Clone, PartialEq, Debug)]
pub struct PlStatement {
    /// What.
    pub kind: PlKind,
    /// Comments.
    pub comments: Comments,
    /// Where it comes from, for the source map.
    pub origin: Option<Made>,
}

/// What a statement was made from, and how.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Made {
    /// First byte in the source unit and the byte after the last.
    pub from: (u32, u32),
    /// The rule that made it.
    pub by: &'static str,
}

impl From<PlKind> for PlStatement {
    fn from(kind: PlKind) -> Self {
        PlStatement {
            kind,
            comments: Comments::default(),
            origin: None,
        }
    }
}

/// Kinds of statement.
#[derive(Clone, PartialEq, Debug)]
pub enum PlKind {
    /// target := value
    Assign(Expr, Expr),
    /// IF
    If(Vec<(Expr, Vec<PlStatement>)>, Option<Vec<PlStatement>>),
    /// CASE
    Case(
        Option<Expr>,
        Vec<(Vec<Expr>, Vec<PlStatement>)>,
        Option<Vec<PlStatement>>,
    ),
    /// LOOP
    Loop(Option<Ident>, Vec<PlStatement>),
    /// WHILE
    While(Option<Ident>, Expr, Vec<PlStatement>),
    /// FOR i IN [REVERSE] low..high
    ForRange {
        /// Label.
        label: Option<Ident>,
        /// Index.
        variable: Ident,
        /// REVERSE
        reverse: bool,
        /// Start.
        low: Expr,
        /// End.
        high: Expr,
        /// Body.
        body: Vec<PlStatement>,
    },
    /// FOR r IN query
    ForQuery {
        /// Label.
        label: Option<Ident>,
        /// Target.
        variable: Ident,
        /// Query.
        query: Box<Query>,
        /// Body.
        body: Vec<PlStatement>,
    },
    /// FOR r IN cursor(args)
    ForCursor {
        /// Label.
        label: Option<Ident>,
        /// Target.
        variable: Ident,
        /// Cursor.
        cursor: Ident,
        /// Arguments.
        args: Vec<Expr>,
        /// Body.
        body: Vec<PlStatement>,
    },
    /// FOREACH v IN ARRAY a
    Foreach {
        /// Label.
        label: Option<Ident>,
        /// Target.
        variable: Ident,
        /// Array.
        array: Expr,
        /// Body.
        body: Vec<PlStatement>,
    },
    /// EXIT [label] [WHEN c]
    Exit(Option<Ident>, Option<Expr>),
    /// CONTINUE [label] [WHEN c]
    Continue(Option<Ident>, Option<Expr>),
    /// RETURN [value]
    Return(Option<Expr>),
    /// RETURN NEXT value
    ReturnNext(Option<Expr>),
    /// RETURN QUERY query
    ReturnQuery(Box<Query>),
    /// RAISE
    Raise(Raise),
    /// NULL
    Null,
    /// A nested block.
    Block(Box<Block>),
    /// A SQL statement, INTO included.
    Sql(Box<Statement>),
    /// PERFORM of a call
    Perform(Expr),
    /// PERFORM of all rows of a query
    PerformQuery(Box<Query>),
    /// CALL procedure(args)
    Call(QualifiedName, Vec<Expr>),
    /// EXECUTE text INTO [STRICT] targets USING values
    Execute {
        /// Text.
        sql: Expr,
        /// INTO
        into: Option<Into>,
        /// USING
        using: Vec<Expr>,
    },
    /// OPEN cursor(args)
    Open(Expr, Vec<Expr>),
    /// OPEN cursor FOR query
    OpenFor(Expr, Box<Query>),
    /// OPEN cursor FOR EXECUTE text USING values
    OpenForExecute(Expr, Expr, Vec<Expr>),
    /// FETCH cursor INTO targets
    Fetch(Expr, Vec<Expr>),
    /// CLOSE cursor
    Close(Expr),
    /// GET [STACKED] DIAGNOSTICS target = item, ...
    GetDiagnostics(bool, Vec<(Expr, &'static str)>),
    /// COMMIT
    Commit,
    /// ROLLBACK
    Rollback,
    /// Printed as it is, without the semicolon.
    Raw(String),
    /// A comment only: lines without marks.
    Remark(Vec<String>),
}

/// RAISE
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Raise {
    /// NOTICE, EXCEPTION, ...; empty: re-raise.
    pub level: &'static str,
    /// Format string.
    pub format: Option<String>,
    /// Values of the format.
    pub args: Vec<Expr>,
    /// SQLSTATE 'xxxxx' instead of a format.
    pub sqlstate: Option<String>,
    /// USING options.
    pub using: Vec<(&'static str, Expr)>,
}

/// WHEN conditions THEN statements
#[derive(Clone, PartialEq, Debug)]
pub struct Handler {
    /// Condition names or `SQLSTATE '...'`.
    pub conditions: Vec<String>,
    /// Statements.
    pub statements: Vec<PlStatement>,
    /// Comments.
    pub comments: Comments,
}
