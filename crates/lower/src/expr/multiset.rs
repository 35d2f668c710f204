//! Nested tables as multisets: comparison, MULTISET operators, MEMBER OF, SUBMULTISET OF, SET.
//! SQL Language Reference, "Multiset Operators" and "Multiset Conditions".

use crate::context::Lowering;
use crate::types::{CollectionForm, collection_form};
use plconv_diagnostics::Code;
use plconv_hir::expr::{BinaryOp, Expr, ExprKind, Span};
use plconv_hir::ty::{CollectionKind, CollectionType, Nullability, Type};
use plconv_pg::{self as pg, TypeName};
use std::sync::Arc;

impl Lowering<'_> {
    /// `=` and `<>` of nested tables.
    pub(super) fn collection_comparison(
        &mut self,
        op: BinaryOp,
        left: &Expr,
        right: &Expr,
        span: Span,
    ) -> pg::Expr {
        if !self.are_multisets(&[left, right], span) {
            return self
                .refused_expr("comparison of collections")
                .cast(TypeName::builtin("boolean"));
        }
        let args = self.elements_of_both(left, right);
        let equal = self.runtime("multiset_equal", args);
        if op == BinaryOp::NotEqual {
            pg::Expr::Unary("NOT", Box::new(equal))
        } else {
            equal
        }
    }

    /// `c [NOT] IN (x, y)`
    pub(super) fn collection_in(
        &mut self,
        operand: &Expr,
        items: &[Expr],
        negated: bool,
        span: Span,
    ) -> pg::Expr {
        let found = items
            .iter()
            .map(|item| self.collection_comparison(BinaryOp::Equal, operand, item, span))
            .reduce(|found, next| found.binary("OR", next))
            .unwrap_or_else(|| pg::Expr::boolean(false));
        if negated {
            pg::Expr::Unary("NOT", Box::new(found))
        } else {
            found
        }
    }

    /// `a MULTISET op b`
    pub(super) fn multiset_operator(
        &mut self,
        op: BinaryOp,
        left: &Expr,
        right: &Expr,
        span: Span,
    ) -> pg::Expr {
        // UNION ALL compares nothing.
        let compares = op != BinaryOp::MultisetUnion;
        let takes = |operand: &&Expr| {
            (operand.ty.collection())
                .is_some_and(|ty| ty.kind.is_counted() && matches!(ty.element, Type::Object(_)))
        };
        let joins_objects = !compares && [left, right].iter().all(takes);
        if !joins_objects && !self.are_multisets(&[left, right], span) {
            return self.refused_expr("MULTISET operator");
        }
        let present = [left, right]
            .iter()
            .all(|operand| operand.nullability == Nullability::NotNull);
        let mut args = self.elements_of_both(left, right);
        let distinct = matches!(
            op,
            BinaryOp::MultisetUnionDistinct
                | BinaryOp::MultisetIntersectDistinct
                | BinaryOp::MultisetExceptDistinct
        );
        let function = match op {
            BinaryOp::MultisetIntersect | BinaryOp::MultisetIntersectDistinct => "multiset_intersect",
            BinaryOp::MultisetExcept | BinaryOp::MultisetExceptDistinct => "multiset_except",
            _ => {
                // `||` takes NULL for an empty array.
                let union = match <[pg::Expr; 2]>::try_from(args) {
                    Ok([left, right]) if present => left.binary("||", right),
                    Ok(args) => self.runtime("multiset_union", args.into()),
                    Err(args) => self.runtime("multiset_union", args),
                };
                let result = if distinct {
                    self.runtime("multiset_distinct", vec![union])
                } else {
                    union
                };
                return self.from_array(result, &left.ty);
            }
        };
        if distinct {
            args.push(pg::Expr::boolean(true));
        }
        let result = self.runtime(function, args);
        self.from_array(result, &left.ty)
    }

    /// `a [NOT] MEMBER OF c`, `a [NOT] SUBMULTISET OF c`
    pub(super) fn member(
        &mut self,
        operand: &Expr,
        collection: &Expr,
        submultiset: bool,
        negated: bool,
        span: Span,
    ) -> pg::Expr {
        let sides = [collection, operand];
        if !self.are_multisets(if submultiset { &sides } else { &sides[..1] }, span) {
            return self
                .refused_expr("MEMBER OF or SUBMULTISET OF")
                .cast(TypeName::builtin("boolean"));
        }
        if submultiset {
            let both = self.elements_of_both(operand, collection);
            let included = self.runtime("submultiset", both);
            return if negated {
                pg::Expr::Unary("NOT", Box::new(included))
            } else {
                included
            };
        }
        let collection = self.elements(collection);
        let element = self.lower_expr(operand);
        let among = pg::Expr::Quantified(Box::new(element.clone()), "=", "ANY", Box::new(collection));
        if !negated {
            return among;
        }
        let outside = pg::Expr::Unary("NOT", Box::new(among));
        if !super::may_be_null(operand) {
            return outside;
        }
        // Of NULL it is not known, not even for an empty collection.
        let known = pg::Expr::call("nullif", vec![element.is_null(true), pg::Expr::boolean(false)]);
        outside.binary("AND", known)
    }

    /// `c IS [NOT] A SET`
    pub(super) fn is_a_set(&mut self, operand: &Expr, negated: bool, span: Span) -> pg::Expr {
        if !self.are_multisets(&[operand], span) {
            return self.refused_expr("IS A SET").cast(TypeName::builtin("boolean"));
        }
        let collection = self.elements(operand);
        let distinct = self.runtime("multiset_distinct", vec![collection.clone()]);
        let count = |collection| pg::Expr::call("cardinality", vec![collection]);
        count(distinct).binary(if negated { "<>" } else { "=" }, count(collection))
    }

    /// `SET(c)`
    pub(super) fn set_of(&mut self, collection: &Expr, span: Span) -> pg::Expr {
        if !self.are_multisets(&[collection], span) {
            return self.refused_expr("SET");
        }
        let elements = self.elements(collection);
        let distinct = self.runtime("multiset_distinct", vec![elements]);
        self.from_array(distinct, &collection.ty)
    }

    /// `CARDINALITY(c)`, NULL where COUNT raises ORA-06531.
    pub(super) fn cardinality(&mut self, collection: &Expr) -> pg::Expr {
        let form = collection.ty.collection().map(|ty| self.collection_form(ty));
        let value = self.lower_expr(collection);
        match form {
            Some(CollectionForm::Map { .. }) => {
                let present = pg::Expr::Postfix(Box::new(value.clone()), "IS NOT NULL");
                pg::Expr::Case {
                    operand: None,
                    branches: vec![(present, self.runtime("map_count", vec![value]))],
                    else_value: None,
                }
            }
            _ => pg::Expr::call("cardinality", vec![value]),
        }
    }

    /// Two collections as arrays of one type, as functions of any array take them: a variable may hold `varchar(10)[]`,
    /// while a constructor makes `text[]`.
    fn elements_of_both(&mut self, left: &Expr, right: &Expr) -> Vec<pg::Expr> {
        let is_held = |expr: &Expr| !is_made(expr);
        let differ = is_held(left) != is_held(right);
        [left, right]
            .into_iter()
            .map(|operand| {
                let elements = self.elements(operand);
                match is_held(operand)
                    && differ
                    && self.type_name(&operand.ty) != self.plain_type_name(&operand.ty)
                {
                    true => elements.cast(self.plain_type_name(&operand.ty)),
                    false => elements,
                }
            })
            .collect()
    }

    /// The elements of a collection as an array in the order of their subscripts, NULL for a collection that is NULL.
    pub(crate) fn elements(&mut self, collection: &Expr) -> pg::Expr {
        let lowered = self.lower_expr(collection);
        let Some(ty) = collection.ty.collection() else {
            return lowered;
        };
        if self.collection_form(ty) == CollectionForm::Array {
            return lowered;
        }
        let values = self.runtime("map_values", vec![lowered]);
        let held = CollectionType {
            kind: CollectionKind::NestedTable,
            gaps: false,
            ..(**ty).clone()
        };
        self.from_json(values, &Type::Collection(Arc::new(held)))
    }

    /// Whether values are held as arrays whose elements PostgreSQL compares as Oracle does; reported when not.
    fn are_multisets(&mut self, values: &[&Expr], span: Span) -> bool {
        let comparable = values.iter().all(|value| {
            value.ty.collection().is_some_and(|collection| {
                collection.kind.is_counted()
                    && !matches!(
                        collection.element,
                        Type::Object(_) | Type::Unknown | Type::Collection(_)
                    )
            })
        });
        if !comparable {
            self.report(
                Code::COLLECTION_REFUSED,
                span,
                "collections of collections or objects, and values of unknown type, are not compared as multisets",
            );
        }
        comparable
    }
}

/// Whether a collection is made where it stands, without the lengths of its type.
fn is_made(expr: &Expr) -> bool {
    let by_operator = |op: BinaryOp| {
        matches!(
            op,
            BinaryOp::MultisetUnion
                | BinaryOp::MultisetUnionDistinct
                | BinaryOp::MultisetIntersect
                | BinaryOp::MultisetIntersectDistinct
                | BinaryOp::MultisetExcept
                | BinaryOp::MultisetExceptDistinct
        )
    };
    match &expr.kind {
        ExprKind::Constructor { .. } => true,
        ExprKind::Binary { op, left, right } => by_operator(*op) && (is_made(left) || is_made(right)),
        // What is a map becomes an array of plain values.
        _ => expr
            .ty
            .collection()
            .is_some_and(|ty| collection_form(ty) != CollectionForm::Array),
    }
}
