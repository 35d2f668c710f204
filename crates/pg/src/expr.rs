//! Expressions.

use crate::name::{Ident, QualifiedName, TypeName};
use crate::query::{OrderBy, Query, WindowSpec};

/// A value expression.
#[derive(Clone, PartialEq, Debug)]
pub enum Expr {
    /// Printed as it stands: numbers, `NULL`, `TRUE`, `current_user`, `*`.
    Token(String),
    /// A string literal.
    Text(String),
    /// `timestamp '...'`, `interval '...'`
    TypedLiteral(TypeName, String),
    /// A column, variable or parameter, possibly qualified.
    Name(QualifiedName),
    /// `(expr).field`; a variable with a field is a qualified name.
    Field(Box<Expr>, Ident),
    /// `(expr).*`
    Fields(Box<Expr>),
    /// `expr[index]`
    Subscript(Box<Expr>, Box<Expr>),
    /// `expr[low:high]`
    Slice(Box<Expr>, Option<Box<Expr>>, Option<Box<Expr>>),
    /// A call.
    Call(Box<Call>),
    /// `left op right`
    Binary(Box<Expr>, &'static str, Box<Expr>),
    /// `op operand`: `-`, `+`, `NOT`
    Unary(&'static str, Box<Expr>),
    /// `operand IS NULL` and the like: the words after the operand.
    Postfix(Box<Expr>, &'static str),
    /// `operand [NOT] IN (items)`
    InList(Box<Expr>, bool, Vec<Expr>),
    /// `operand [NOT] IN (query)`
    InQuery(Box<Expr>, bool, Box<Query>),
    /// `operand [NOT] BETWEEN low AND high`
    Between(Box<Expr>, bool, Box<Expr>, Box<Expr>),
    /// `operand [NOT] LIKE pattern [ESCAPE escape]`
    Like(Box<Expr>, bool, Box<Expr>, Option<Box<Expr>>),
    /// `EXISTS (query)`
    Exists(Box<Query>),
    /// `left op ANY|ALL (right)`; right is an array or a query
    Quantified(Box<Expr>, &'static str, &'static str, Box<Expr>),
    /// CASE
    Case {
        /// Operand.
        operand: Option<Box<Expr>>,
        /// WHEN, THEN.
        branches: Vec<(Expr, Expr)>,
        /// ELSE.
        else_value: Option<Box<Expr>>,
    },
    /// `expr::type`
    Cast(Box<Expr>, TypeName),
    /// `ROW(items)`
    Row(Vec<Expr>),
    /// `(a, b)`
    Tuple(Vec<Expr>),
    /// `ARRAY[items]`
    Array(Vec<Expr>),
    /// `ARRAY(query)`
    ArrayQuery(Box<Query>),
    /// `(query)`
    Subquery(Box<Query>),
    /// `operand AT TIME ZONE zone`
    AtTimeZone(Box<Expr>, Box<Expr>),
    /// `extract(field FROM source)`
    Extract(String, Box<Expr>),
    /// `xmlparse(DOCUMENT source)`
    XmlDocument(Box<Expr>),
    /// `operand COLLATE name`
    Collate(Box<Expr>, Ident),
}

/// A function call.
#[derive(Clone, PartialEq, Debug)]
pub struct Call {
    /// Function.
    pub function: QualifiedName,
    /// Arguments, with names in named notation.
    pub args: Vec<(Option<Ident>, Expr)>,
    /// DISTINCT
    pub distinct: bool,
    /// ORDER BY inside the parentheses.
    pub order_by: Vec<OrderBy>,
    /// WITHIN GROUP (ORDER BY ...)
    pub within_group: Vec<OrderBy>,
    /// FILTER (WHERE ...)
    pub filter: Option<Expr>,
    /// OVER
    pub over: Option<WindowSpec>,
}

impl Call {
    /// A call with positional arguments.
    pub fn new(function: QualifiedName, args: Vec<Expr>) -> Self {
        Call {
            function,
            args: args.into_iter().map(|value| (None, value)).collect(),
            distinct: false,
            order_by: Vec::new(),
            within_group: Vec::new(),
            filter: None,
            over: None,
        }
    }
}

impl Expr {
    /// `NULL`
    pub fn null() -> Expr {
        Expr::Token("NULL".to_owned())
    }

    /// A number literal.
    pub fn number(text: impl Into<String>) -> Expr {
        Expr::Token(text.into())
    }

    /// `TRUE` or `FALSE`
    pub fn boolean(value: bool) -> Expr {
        Expr::Token(if value { "TRUE" } else { "FALSE" }.to_owned())
    }

    /// A string literal.
    pub fn text(text: impl Into<String>) -> Expr {
        Expr::Text(text.into())
    }

    /// A plain name.
    pub fn name(name: impl Into<Ident>) -> Expr {
        Expr::Name(QualifiedName::plain(name))
    }

    /// `qualifier.name`
    pub fn qualified(qualifier: impl Into<Ident>, name: impl Into<Ident>) -> Expr {
        Expr::Name(QualifiedName(vec![qualifier.into(), name.into()]))
    }

    /// A call of a function in the search path.
    pub fn call(function: &str, args: Vec<Expr>) -> Expr {
        Expr::Call(Box::new(Call::new(QualifiedName::plain(function), args)))
    }

    /// A call of a function of a schema.
    pub fn call_in(schema: &str, function: &str, args: Vec<Expr>) -> Expr {
        Expr::Call(Box::new(Call::new(
            QualifiedName::new(Some(schema), function),
            args,
        )))
    }

    /// `self::type`
    pub fn cast(self, ty: TypeName) -> Expr {
        Expr::Cast(Box::new(self), ty)
    }

    /// `self op other`
    pub fn binary(self, op: &'static str, other: Expr) -> Expr {
        Expr::Binary(Box::new(self), op, Box::new(other))
    }

    /// `self IS NULL` or `self IS NOT NULL`
    pub fn is_null(self, negated: bool) -> Expr {
        Expr::Postfix(Box::new(self), if negated { "IS NOT NULL" } else { "IS NULL" })
    }

    /// Conjunction of conditions; TRUE when there are none.
    pub fn all(conditions: Vec<Expr>) -> Option<Expr> {
        conditions
            .into_iter()
            .reduce(|left, right| left.binary("AND", right))
    }
}
