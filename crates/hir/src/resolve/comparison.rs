//! IN and quantified comparisons: what is compared comes to one family, in lists and in queries.
//! SQL Language Reference, "Comparison Conditions", "IN Condition", "Data Type Comparison Rules".

use super::coerce::{Family, convert, family, set_type, typed_null};
use super::expr::{binary_op, is_text_literal, relaxed};
use super::{Resolver, span_of};
use crate::expr::*;
use crate::query::{Query, QueryBody};
use crate::ty::{Nullability, Type};
use plconv_diagnostics::Code;
use plconv_syntax::ast::{self, AstNode};

impl Resolver<'_> {
    pub(super) fn in_predicate(&mut self, in_expr: ast::InExpr<'_>) -> Expr {
        let span = span_of(in_expr.syntax());
        let mut operand = self.required(in_expr.operand());
        let negated = in_expr.not().is_some();
        let mut items = match in_expr.list() {
            Some(ast::Expr::SubqueryExpr(subquery)) => {
                let Some(query) = subquery.query() else {
                    return self.refuse_expr(
                        Code::UNSUPPORTED_EXPRESSION,
                        in_expr.syntax(),
                        "IN without a query",
                    );
                };
                let mut query = Box::new(self.resolve_query(query));
                let operand = self.comparable_with_query(operand, &mut query);
                return Expr {
                    kind: ExprKind::InQuery {
                        operand: Box::new(operand),
                        negated,
                        query,
                    },
                    ty: Type::BOOLEAN,
                    nullability: Nullability::Nullable,
                    span,
                };
            }
            Some(list) => self.compared_list(list),
            None => Vec::new(),
        };
        operand = self.comparable_with_all(operand, &mut items);
        let nullability = items
            .iter()
            .fold(operand.nullability, |all, item| all.either(item.nullability));
        Expr {
            kind: ExprKind::InList {
                operand: Box::new(operand),
                negated,
                items,
            },
            ty: Type::BOOLEAN,
            nullability: relaxed(nullability),
            span,
        }
    }

    pub(super) fn quantified(&mut self, quantified: ast::QuantifiedExpr<'_>) -> Expr {
        let span = span_of(quantified.syntax());
        let Some(op) = quantified.op().and_then(binary_op) else {
            return self.refuse_expr(
                Code::UNSUPPORTED_EXPRESSION,
                quantified.syntax(),
                "unknown operator",
            );
        };
        let mut left = self.required(quantified.left());
        let mut right = quantified
            .right()
            .map_or_else(Vec::new, |list| self.compared_list(list));
        left = match right.as_mut_slice() {
            [
                Expr {
                    kind: ExprKind::Subquery(query),
                    ..
                },
            ] => self.comparable_with_query(left, query),
            items => self.comparable_with_all(left, items),
        };
        let all = quantified
            .quantifier()
            .is_some_and(|quantifier| quantifier.is("ALL"));
        Expr {
            kind: ExprKind::Quantified {
                left: Box::new(left),
                op,
                all,
                right,
            },
            ty: Type::BOOLEAN,
            nullability: Nullability::Nullable,
            span,
        }
    }

    fn compared_list(&mut self, list: ast::Expr<'_>) -> Vec<Expr> {
        match list {
            ast::Expr::TupleExpr(tuple) => tuple.items().iter().map(|item| self.resolve_expr(item)).collect(),
            other => vec![self.resolve_expr(other)],
        }
    }

    fn comparable_with_all(&mut self, mut operand: Expr, items: &mut [Expr]) -> Expr {
        for item in items {
            let value = std::mem::replace(item, super::call::null_of(Type::Null));
            (operand, *item) = match (operand, value) {
                (
                    Expr {
                        kind: ExprKind::Tuple(left),
                        ty,
                        nullability,
                        span,
                    },
                    Expr {
                        kind: ExprKind::Tuple(right),
                        ty: right_type,
                        nullability: right_nullability,
                        span: right_span,
                    },
                ) if left.len() == right.len() => {
                    let (left, right) = left
                        .into_iter()
                        .zip(right)
                        .map(|(left, right)| self.comparable(left, right))
                        .unzip();
                    (
                        Expr {
                            kind: ExprKind::Tuple(left),
                            ty,
                            nullability,
                            span,
                        },
                        Expr {
                            kind: ExprKind::Tuple(right),
                            ty: right_type,
                            nullability: right_nullability,
                            span: right_span,
                        },
                    )
                }
                (operand, value) => self.comparable(operand, value),
            };
        }
        operand
    }

    /// The operand, alone or a tuple, and the columns of the query that it is compared with.
    fn comparable_with_query(&mut self, operand: Expr, query: &mut Query) -> Expr {
        let ExprKind::Tuple(values) = operand.kind else {
            let mut types = Vec::new();
            let operand = match query.columns.as_slice() {
                [column] => self.compared_column(operand, &column.ty, &mut types),
                _ => operand,
            };
            self.columns_as(query, &types);
            return operand;
        };
        let mut types = Vec::new();
        let values = if values.len() == query.columns.len() {
            values
                .into_iter()
                .zip(&query.columns)
                .map(|(value, column)| self.compared_column(value, &column.ty, &mut types))
                .collect()
        } else {
            values
        };
        self.columns_as(query, &types);
        Expr {
            kind: ExprKind::Tuple(values),
            ..operand
        }
    }

    /// The operand as it is compared with a column; what the column has to become is noted, `Unknown` where it stays.
    fn compared_column(&mut self, operand: Expr, column: &Type, types: &mut Vec<Type>) -> Expr {
        let (of_operand, of_column) = (family(&operand.ty), family(column));
        let (operand, becomes) = match (of_operand, of_column) {
            _ if operand.is_null_literal() => (typed_null(operand, column), Type::Unknown),
            _ if *column == Type::Null => {
                let ty = operand.ty.clone();
                (operand, ty)
            }
            (Family::Number, Family::Character) => (operand, Type::NUMBER),
            (Family::Character, Family::Number) => (self.coerce(operand, &Type::NUMBER), Type::Unknown),
            (Family::DateTime | Family::Interval | Family::Raw, Family::Character) => {
                let ty = operand.ty.clone();
                (operand, ty)
            }
            (Family::Character, Family::DateTime | Family::Interval | Family::Raw) => {
                (self.coerce(operand, column), Type::Unknown)
            }
            (Family::Character, Family::Character) => {
                // CHAR compares with its blanks beside VARCHAR2.
                let ty = set_type(&operand.ty, column);
                let blanks = ty == Type::VARCHAR2 && !is_text_literal(&operand);
                (operand, if blanks { ty } else { Type::Unknown })
            }
            _ => (operand, Type::Unknown),
        };
        types.push(becomes);
        operand
    }

    fn columns_as(&mut self, query: &mut Query, types: &[Type]) {
        if types.iter().all(|ty| *ty == Type::Unknown) {
            return;
        }
        for (column, ty) in query.columns.iter_mut().zip(types) {
            if *ty != Type::Unknown {
                column.ty.clone_from(ty);
            }
        }
        give_nulls_types(&mut query.body, types);
        self.coerce_body(&mut query.body, types);
    }
}

/// Gives the columns of a query that are NULL in all rows types, where PostgreSQL would take them for text.
fn give_nulls_types(body: &mut QueryBody, types: &[Type]) {
    match body {
        QueryBody::Block(block) => {
            for (item, ty) in block.items.iter_mut().zip(types) {
                if item.expr.ty == Type::Null && matches!(ty, Type::Scalar(_)) {
                    let value = std::mem::replace(&mut item.expr, super::call::null_of(Type::Null));
                    item.expr = convert(value, ty.clone(), true);
                }
            }
        }
        QueryBody::Set { left, right, .. } => {
            give_nulls_types(left, types);
            give_nulls_types(right, types);
        }
        QueryBody::Nested(query) => give_nulls_types(&mut query.body, types),
    }
}
