//! Expressions.

use super::coerce::{Family, convert, family, set_type};
use super::name::Reference;
use super::{Resolver, span_of};
use crate::expr::*;
use crate::query::{Query, WindowSpec};
use crate::ty::{Nullability, Type};
use plconv_catalog::{DataType, ObjectName};
use plconv_diagnostics::Code;
use plconv_syntax::ast::{self, AstNode, SyntaxToken};

/// A query as a value: its first column, NULL when it has no row.
pub(crate) fn subquery_value(query: Query, span: Span) -> Expr {
    let ty = query
        .columns
        .first()
        .map_or(Type::Unknown, |column| column.ty.clone());
    Expr {
        kind: ExprKind::Subquery(Box::new(query)),
        ty,
        nullability: Nullability::Nullable,
        span,
    }
}

impl Resolver<'_> {
    /// An expression that the grammar demands; a missing one was reported as a syntax error.
    pub(crate) fn required(&mut self, expr: Option<ast::Expr<'_>>) -> Expr {
        match expr {
            Some(expr) => self.resolve_expr(expr),
            None => Expr::synthetic(
                ExprKind::Refused(String::new()),
                Type::Unknown,
                Nullability::Nullable,
            ),
        }
    }

    /// Resolves and types an expression.
    pub fn resolve_expr(&mut self, expr: ast::Expr<'_>) -> Expr {
        let node = expr.syntax();
        let span = span_of(node);
        let make = |kind, ty, nullability| Expr {
            kind,
            ty,
            nullability,
            span,
        };
        match expr {
            ast::Expr::NameRef(_)
            | ast::Expr::FieldExpr(_)
            | ast::Expr::CallExpr(_)
            | ast::Expr::RemoteExpr(_)
            | ast::Expr::BindVariable(_) => self.resolve_reference(expr),
            ast::Expr::AttributeExpr(attribute) => self.resolve_attribute(attribute),
            ast::Expr::ParenExpr(paren) => self.required(paren.inner()),
            ast::Expr::Literal(literal) => self.literal(literal),
            ast::Expr::DateLiteral(literal) => date_literal(literal, span),
            ast::Expr::IntervalLiteral(literal) => interval_literal(literal, span),
            ast::Expr::InquiryDirective(directive) => self.inquiry_directive(directive),
            ast::Expr::BinaryExpr(binary) => self.binary(binary),
            ast::Expr::UnaryExpr(unary) => self.unary(unary),
            ast::Expr::IsExpr(is) => self.is_predicate(is),
            ast::Expr::InExpr(in_expr) => self.in_predicate(in_expr),
            ast::Expr::BetweenExpr(between) => self.between(between),
            ast::Expr::LikeExpr(like) => self.like(like),
            ast::Expr::MemberExpr(member) => {
                let operand = self.required(member.operand());
                let collection = self.required(member.collection());
                let nullability = operand.nullability.either(collection.nullability);
                let kind = ExprKind::Member {
                    operand: Box::new(operand),
                    negated: member.not().is_some(),
                    collection: Box::new(collection),
                    submultiset: member.op().is_some_and(|op| op.is("SUBMULTISET")),
                };
                make(kind, Type::BOOLEAN, nullability)
            }
            ast::Expr::QuantifiedExpr(quantified) => self.quantified(quantified),
            ast::Expr::ExistsExpr(exists) => {
                let kind = match exists.query() {
                    Some(query) => ExprKind::Exists(Box::new(self.resolve_query(query))),
                    None => ExprKind::Refused(node.text().to_owned()),
                };
                make(kind, Type::BOOLEAN, Nullability::NotNull)
            }
            ast::Expr::MultisetExpr(multiset) => self.multiset(multiset),
            ast::Expr::AtTimeZoneExpr(at) => {
                let operand = self.required(at.operand());
                let zone = self.required(at.zone());
                let fraction = fraction(&operand.ty);
                let nullability = operand.nullability.either(zone.nullability);
                let kind = ExprKind::AtTimeZone {
                    operand: Box::new(operand),
                    zone: Some(Box::new(zone)),
                };
                make(
                    kind,
                    Type::Scalar(DataType::TimestampTz { fraction }),
                    nullability,
                )
            }
            ast::Expr::AtLocalExpr(at) => {
                let operand = self.required(at.operand());
                let fraction = fraction(&operand.ty);
                let nullability = operand.nullability;
                let kind = ExprKind::AtTimeZone {
                    operand: Box::new(operand),
                    zone: None,
                };
                make(
                    kind,
                    Type::Scalar(DataType::TimestampTz { fraction }),
                    nullability,
                )
            }
            ast::Expr::CollateExpr(collate) => self.refuse_expr(
                Code::UNSUPPORTED_EXPRESSION,
                node,
                format!(
                    "COLLATE {} is not carried over",
                    collate.collation().map(|name| name.folded()).unwrap_or_default()
                ),
            ),
            ast::Expr::IntervalQualifiedExpr(qualified) => {
                let operand = self.required(qualified.operand());
                let day = qualified.unit().is_some_and(|unit| unit.is("DAY"));
                let ty = if day {
                    Type::Scalar(DataType::IntervalDayToSecond { fraction: 6 })
                } else {
                    Type::Scalar(DataType::IntervalYearToMonth)
                };
                retype(operand, ty)
            }
            ast::Expr::TupleExpr(tuple) => {
                let items: Vec<Expr> = tuple.items().iter().map(|item| self.resolve_expr(item)).collect();
                let nullability = items
                    .iter()
                    .fold(Nullability::NotNull, |all, item| all.either(item.nullability));
                make(ExprKind::Tuple(items), Type::Unknown, nullability)
            }
            ast::Expr::SubqueryExpr(subquery) => match subquery.query() {
                Some(query) => subquery_value(self.resolve_query(query), span),
                None => make(
                    ExprKind::Refused(node.text().to_owned()),
                    Type::Unknown,
                    Nullability::Nullable,
                ),
            },
            ast::Expr::CaseExpr(case) => self.case(case),
            ast::Expr::CursorExpr(cursor) => match cursor.query() {
                Some(query) => {
                    let query = self.resolve_query(query);
                    make(
                        ExprKind::CursorQuery(Box::new(query)),
                        Type::RefCursor(None),
                        Nullability::NotNull,
                    )
                }
                None => make(
                    ExprKind::Refused(node.text().to_owned()),
                    Type::Unknown,
                    Nullability::Nullable,
                ),
            },
            ast::Expr::NewExpr(new) => self.required(new.call()),
            ast::Expr::OuterJoinExpr(outer) => {
                let base = self.required(outer.base());
                match base.kind {
                    ExprKind::Column(column) => {
                        make(ExprKind::OuterJoinColumn(column), base.ty, Nullability::Nullable)
                    }
                    _ => self.refuse_expr(
                        Code::OUTER_JOIN_SHAPE,
                        node,
                        "(+) stands at something that is no column",
                    ),
                }
            }
            ast::Expr::OverExpr(over) => self.over(over),
            ast::Expr::WithinGroupExpr(within) => {
                let mut function = self.required(within.function());
                let order: Vec<_> = within
                    .order_by()
                    .iter()
                    .map(|item| self.resolve_order_item(item))
                    .collect();
                if let ExprKind::Aggregate(aggregate) = &mut function.kind {
                    if matches!(aggregate.name.as_str(), "PERCENTILE_DISC" | "PERCENTILE_CONT")
                        && let Some(first) = order.first()
                    {
                        function.ty = first.expr.ty.clone();
                    }
                    aggregate.order_by = order;
                }
                Expr { span, ..function }
            }
            ast::Expr::KeepExpr(keep) => {
                let mut function = self.required(keep.function());
                let first = keep.which().is_some_and(|which| which.is("FIRST"));
                let order_by: Vec<_> = keep
                    .order_by()
                    .iter()
                    .map(|item| self.resolve_order_item(item))
                    .collect();
                if let ExprKind::Aggregate(aggregate) = &mut function.kind {
                    aggregate.keep = Some(Keep { first, order_by });
                }
                Expr { span, ..function }
            }
            ast::Expr::FilterExpr(filter) => {
                let mut function = self.required(filter.function());
                let condition = self.required(filter.condition());
                if let ExprKind::Aggregate(aggregate) = &mut function.kind {
                    aggregate.filter = Some(condition);
                }
                Expr { span, ..function }
            }
            ast::Expr::NullTreatmentExpr(treatment) => self.required(treatment.function()),
            ast::Expr::FromFirstLastExpr(from) => self.required(from.function()),
            ast::Expr::CastExpr(cast) => self.cast(cast),
            ast::Expr::ExtractExpr(extract) => {
                let source = self.required(extract.source());
                let nullability = source.nullability;
                let field = extract.field().map(|field| field.folded()).unwrap_or_default();
                let ty = match field.as_str() {
                    "TIMEZONE_REGION" | "TIMEZONE_ABBR" => Type::VARCHAR2,
                    _ => Type::NUMBER,
                };
                let kind = ExprKind::Extract {
                    field,
                    source: Box::new(source),
                };
                make(kind, ty, nullability)
            }
            ast::Expr::TrimExpr(trim) => self.trim(trim),
            ast::Expr::TreatExpr(treat) => self.treat(treat),
            ast::Expr::SelfAsExpr(own) => {
                let ty = self.resolve_datatype(own.datatype());
                match self.self_as(ty, &Reference::of(expr), span) {
                    Some(value) => value,
                    None => self.refuse_expr(
                        Code::OBJECT_TYPE_FEATURE,
                        node,
                        format!("{} stands outside of a method", node.text()),
                    ),
                }
            }
            ast::Expr::MultisetSubqueryExpr(multiset) => match multiset.query() {
                Some(query) => {
                    let query = self.resolve_query(query);
                    make(
                        ExprKind::Multiset(Box::new(query)),
                        Type::Unknown,
                        Nullability::NotNull,
                    )
                }
                None => make(
                    ExprKind::Refused(node.text().to_owned()),
                    Type::Unknown,
                    Nullability::Nullable,
                ),
            },
            ast::Expr::XmlFunctionExpr(xml) => self.xml_function(xml),
            ast::Expr::JsonFunctionExpr(json) => self.json_function(json),
            ast::Expr::OpaqueCallExpr(call) => self.opaque_call(call),
            ast::Expr::OldValueExpr(_) => self.refuse_expr(
                Code::UNSUPPORTED_EXPRESSION,
                node,
                "RETURNING OLD is not carried over",
            ),
            // Reported by the parser.
            ast::Expr::BadExpr(_) => make(
                ExprKind::Refused(node.text().to_owned()),
                Type::Unknown,
                Nullability::Nullable,
            ),
        }
    }

    /// A function whose arguments are kept as text has no counterpart.
    fn opaque_call(&mut self, call: ast::OpaqueCallExpr<'_>) -> Expr {
        let name = call.name().map(|name| name.folded()).unwrap_or_default();
        if call.base().is_some() {
            let code = Code::UNSUPPORTED_EXPRESSION;
            return self.refuse_expr(
                code,
                call.syntax(),
                "JSON dot notation with an index is not carried over",
            );
        }
        let code = if name.starts_with("JSON") {
            Code::JSON_REFUSED
        } else if name.starts_with("XML") {
            Code::XML_REFUSED
        } else {
            Code::UNSUPPORTED_EXPRESSION
        };
        self.refuse_expr(code, call.syntax(), format!("{name} is not carried over"))
    }

    /// A condition: BOOLEAN by construction, or a PL/SQL expression of that type.
    pub(crate) fn resolve_condition(&mut self, expr: Option<ast::Expr<'_>>) -> Expr {
        self.required(expr)
    }

    fn literal(&mut self, literal: ast::Literal<'_>) -> Expr {
        let span = span_of(literal.syntax());
        let text = literal.syntax().text();
        let make = |literal, ty, nullability| Expr {
            kind: ExprKind::Literal(literal),
            ty,
            nullability,
            span,
        };
        let null = || make(Literal::Null, Type::Null, Nullability::AlwaysNull);
        let upper = text.to_ascii_uppercase();
        match upper.as_str() {
            "NULL" => return null(),
            "TRUE" | "FALSE" => {
                return make(
                    Literal::Boolean(upper == "TRUE"),
                    Type::BOOLEAN,
                    Nullability::NotNull,
                );
            }
            _ => {}
        }
        if text.contains('\'') {
            let value = decode_string(text);
            if value.is_empty() {
                // The empty string is NULL of type CHAR.
                return Expr {
                    ty: Type::VARCHAR2,
                    ..null()
                };
            }
            return make(Literal::String(value), Type::VARCHAR2, Nullability::NotNull);
        }
        match upper.strip_suffix(['F', 'D']) {
            Some(digits) if upper.ends_with('F') => make(
                Literal::BinaryFloat(digits.to_owned()),
                Type::Scalar(DataType::BinaryFloat),
                Nullability::NotNull,
            ),
            Some(digits) => make(
                Literal::BinaryDouble(digits.to_owned()),
                Type::Scalar(DataType::BinaryDouble),
                Nullability::NotNull,
            ),
            None => {
                // Whole number literals are PLS_INTEGER in PL/SQL, but mixing them with NUMBER gives NUMBER.
                let whole = !upper.contains(['.', 'E']) && upper.parse::<i32>().is_ok() && !self.in_sql();
                let ty = if whole { Type::PLS_INTEGER } else { Type::NUMBER };
                make(Literal::Number(upper), ty, Nullability::NotNull)
            }
        }
    }

    fn inquiry_directive(&mut self, directive: ast::InquiryDirective<'_>) -> Expr {
        let node = directive.syntax();
        let span = span_of(node);
        let name = node.text().trim_start_matches('$').to_uppercase();
        let text = |value: String| Expr {
            kind: ExprKind::Literal(Literal::String(value)),
            ty: Type::VARCHAR2,
            nullability: Nullability::NotNull,
            span,
        };
        match name.as_str() {
            "PLSQL_UNIT" => {
                let unit = self
                    .package
                    .as_ref()
                    .map(|package| package.name.clone())
                    .or_else(|| self.routine_path.first().cloned());
                match unit {
                    Some(unit) => text(unit),
                    None => Expr {
                        kind: ExprKind::Literal(Literal::Null),
                        ty: Type::VARCHAR2,
                        nullability: Nullability::AlwaysNull,
                        span,
                    },
                }
            }
            "PLSQL_LINE" => {
                let line = node.tree().text()[..span.start as usize].matches('\n').count() + 1;
                Expr {
                    kind: ExprKind::Literal(Literal::Number(line.to_string())),
                    ty: Type::PLS_INTEGER,
                    nullability: Nullability::NotNull,
                    span,
                }
            }
            _ => Expr {
                kind: ExprKind::Literal(Literal::Null),
                ty: Type::Null,
                nullability: Nullability::AlwaysNull,
                span,
            },
        }
    }

    fn binary(&mut self, binary: ast::BinaryExpr<'_>) -> Expr {
        let span = span_of(binary.syntax());
        let Some(op) = binary.op().and_then(binary_op) else {
            return self.refuse_expr(Code::UNSUPPORTED_EXPRESSION, binary.syntax(), "unknown operator");
        };
        let left = self.required(binary.left());
        let right = self.required(binary.right());
        self.make_binary(op, left, right, span)
    }

    pub(crate) fn make_binary(&mut self, op: BinaryOp, left: Expr, right: Expr, span: Span) -> Expr {
        let (left, right, ty, nullability) = match op {
            BinaryOp::Or | BinaryOp::And => {
                let nullability = left.nullability.either(right.nullability);
                (left, right, Type::BOOLEAN, relaxed(nullability))
            }
            BinaryOp::Concat => {
                let clob = [&left, &right]
                    .iter()
                    .any(|side| matches!(side.ty, Type::Scalar(DataType::Clob)));
                let left = self.coerce(left, &Type::VARCHAR2);
                let right = self.coerce(right, &Type::VARCHAR2);
                let nullability = match (left.nullability, right.nullability) {
                    (Nullability::NotNull, _) | (_, Nullability::NotNull) => Nullability::NotNull,
                    (Nullability::AlwaysNull, Nullability::AlwaysNull) => Nullability::AlwaysNull,
                    _ => Nullability::Nullable,
                };
                let ty = if clob {
                    Type::Scalar(DataType::Clob)
                } else {
                    Type::VARCHAR2
                };
                (left, right, ty, nullability)
            }
            op if op.is_comparison() => {
                let (left, right) = self.comparable(left, right);
                let nullability = left.nullability.either(right.nullability);
                (left, right, Type::BOOLEAN, nullability)
            }
            BinaryOp::MultisetUnion
            | BinaryOp::MultisetUnionDistinct
            | BinaryOp::MultisetIntersect
            | BinaryOp::MultisetIntersectDistinct
            | BinaryOp::MultisetExcept
            | BinaryOp::MultisetExceptDistinct => {
                let ty = left.ty.clone();
                let nullability = left.nullability.either(right.nullability);
                (left, right, ty, nullability)
            }
            _ => self.arithmetic(op, left, right),
        };
        Expr {
            kind: ExprKind::Binary {
                op,
                left: Box::new(left),
                right: Box::new(right),
            },
            ty,
            nullability,
            span,
        }
    }

    /// `+ - * / MOD **`. SQL Language Reference, "Datetime/Interval Arithmetic" and "Numeric Precedence".
    fn arithmetic(&mut self, op: BinaryOp, left: Expr, right: Expr) -> (Expr, Expr, Type, Nullability) {
        let nullability = left.nullability.either(right.nullability);
        let datetime = |ty: &Type| ty.is_datetime();
        let (l, r) = (left.ty.clone(), right.ty.clone());
        let ty =
            match op {
                BinaryOp::Add | BinaryOp::Subtract if datetime(&l) && datetime(&r) => {
                    let both_dates = l == Type::DATE && r == Type::DATE;
                    let fraction = fraction(&l).max(fraction(&r));
                    if both_dates {
                        Type::NUMBER
                    } else {
                        Type::Scalar(DataType::IntervalDayToSecond { fraction })
                    }
                }
                BinaryOp::Add | BinaryOp::Subtract if datetime(&l) && r.is_interval() => longest(l),
                BinaryOp::Add if l.is_interval() && datetime(&r) => longest(r),
                // DATE or TIMESTAMP plus days is a DATE.
                BinaryOp::Add | BinaryOp::Subtract if datetime(&l) => {
                    let right = self.coerce(right, &Type::NUMBER);
                    return (left, right, Type::DATE, nullability);
                }
                BinaryOp::Add if datetime(&r) => {
                    let left = self.coerce(left, &Type::NUMBER);
                    return (left, right, Type::DATE, nullability);
                }
                BinaryOp::Add | BinaryOp::Subtract if l.is_interval() || r.is_interval() => {
                    if l.is_interval() { l } else { r }
                }
                BinaryOp::Multiply | BinaryOp::Divide if l.is_interval() => l,
                BinaryOp::Multiply if r.is_interval() => r,
                _ => {
                    let left = self.number_operand(left);
                    let right = self.number_operand(right);
                    let ty = numeric_result(op, &left.ty, &right.ty);
                    // Dividing by zero raises; the result is NULL only when an operand is.
                    return (left, right, ty, nullability);
                }
            };
        (left, right, ty, nullability)
    }

    fn number_operand(&mut self, operand: Expr) -> Expr {
        if family(&operand.ty) == Family::Character && !operand.is_null_literal() {
            return convert(operand, Type::NUMBER, true);
        }
        operand
    }

    fn unary(&mut self, unary: ast::UnaryExpr<'_>) -> Expr {
        let span = span_of(unary.syntax());
        let op = unary.op().map(SyntaxToken::upper).unwrap_or_default();
        let operand = self.required(unary.operand());
        let nullability = operand.nullability;
        let (kind, ty) = match op.as_str() {
            "NOT" => (
                ExprKind::Unary {
                    op: UnaryOp::Not,
                    operand: Box::new(operand),
                },
                Type::BOOLEAN,
            ),
            "PRIOR" => {
                let ty = operand.ty.clone();
                (ExprKind::Prior(Box::new(operand)), ty)
            }
            "CONNECT_BY_ROOT" => {
                let ty = operand.ty.clone();
                (ExprKind::ConnectByRoot(Box::new(operand)), ty)
            }
            _ => {
                let operand = self.number_operand(operand);
                let ty = operand.ty.clone();
                let op = if op == "-" { UnaryOp::Minus } else { UnaryOp::Plus };
                (
                    ExprKind::Unary {
                        op,
                        operand: Box::new(operand),
                    },
                    ty,
                )
            }
        };
        let nullability = if matches!(kind, ExprKind::Prior(_)) {
            relaxed(nullability)
        } else {
            nullability
        };
        Expr {
            kind,
            ty,
            nullability,
            span,
        }
    }

    fn is_predicate(&mut self, is: ast::IsExpr<'_>) -> Expr {
        if let Some(what) = is.what() {
            let form = what.upper();
            if form == "UNKNOWN" || (form.starts_with("JSON") && form != "JSON") {
                return self.refuse_expr(
                    Code::UNSUPPORTED_EXPRESSION,
                    is.syntax(),
                    format!("IS {form} is not carried over"),
                );
            }
        }
        let operand = self.required(is.operand());
        if let Some(treated) = self.json_element_of_type(is, &operand) {
            return treated;
        }
        let what = match is.what().map(SyntaxToken::upper).unwrap_or_default().as_str() {
            "NULL" => IsPredicate::Null,
            "TRUE" => IsPredicate::True,
            "FALSE" => IsPredicate::False,
            "NAN" => IsPredicate::Nan,
            "INFINITE" => IsPredicate::Infinite,
            "EMPTY" => IsPredicate::Empty,
            "A" | "SET" => IsPredicate::Set,
            "JSON" => IsPredicate::Json,
            "DANGLING" => IsPredicate::Dangling,
            _ => IsPredicate::OfType(self.types_of_values(is)),
        };
        Expr {
            kind: ExprKind::Is {
                operand: Box::new(operand),
                negated: is.not().is_some(),
                what,
            },
            ty: Type::BOOLEAN,
            nullability: Nullability::NotNull,
            span: span_of(is.syntax()),
        }
    }

    fn between(&mut self, between: ast::BetweenExpr<'_>) -> Expr {
        let operand = self.required(between.operand());
        let low = self.required(between.low());
        let high = self.required(between.high());
        let (operand, low) = self.comparable(operand, low);
        let (operand, high) = self.comparable(operand, high);
        let nullability = operand
            .nullability
            .either(low.nullability)
            .either(high.nullability);
        Expr {
            kind: ExprKind::Between {
                operand: Box::new(operand),
                negated: between.not().is_some(),
                low: Box::new(low),
                high: Box::new(high),
            },
            ty: Type::BOOLEAN,
            nullability: relaxed(nullability),
            span: span_of(between.syntax()),
        }
    }

    fn like(&mut self, like: ast::LikeExpr<'_>) -> Expr {
        let operand = self.required(like.operand());
        let operand = self.coerce_text(operand);
        let pattern = self.required(like.pattern());
        let pattern = self.coerce_text(pattern);
        let escape = like.escape().map(|escape| Box::new(self.resolve_expr(escape)));
        let nullability = operand.nullability.either(pattern.nullability);
        Expr {
            kind: ExprKind::Like {
                operand: Box::new(operand),
                negated: like.not().is_some(),
                pattern: Box::new(pattern),
                escape,
            },
            ty: Type::BOOLEAN,
            nullability,
            span: span_of(like.syntax()),
        }
    }

    fn multiset(&mut self, multiset: ast::MultisetExpr<'_>) -> Expr {
        let span = span_of(multiset.syntax());
        let left = self.required(multiset.left());
        let right = self.required(multiset.right());
        let distinct = multiset
            .quantifier()
            .is_some_and(|quantifier| quantifier.is("DISTINCT"));
        let op = match multiset.op().map(SyntaxToken::upper).unwrap_or_default().as_str() {
            "INTERSECT" if distinct => BinaryOp::MultisetIntersectDistinct,
            "INTERSECT" => BinaryOp::MultisetIntersect,
            "EXCEPT" if distinct => BinaryOp::MultisetExceptDistinct,
            "EXCEPT" => BinaryOp::MultisetExcept,
            _ if distinct => BinaryOp::MultisetUnionDistinct,
            _ => BinaryOp::MultisetUnion,
        };
        self.make_binary(op, left, right, span)
    }

    fn case(&mut self, case: ast::CaseExpr<'_>) -> Expr {
        let span = span_of(case.syntax());
        let mut operand = case.operand().map(|operand| self.resolve_expr(operand));
        let mut branches = Vec::new();
        for branch in case.branches().iter() {
            let mut condition = self.required(branch.condition());
            if let Some(value) = operand.take() {
                let (left, right) = self.comparable(value, condition);
                operand = Some(super::coerce::typed_null(left, &right.ty));
                condition = right;
            }
            let value = self.required(branch.value());
            branches.push((condition, value));
        }
        let mut else_value = case.else_value().map(|value| self.resolve_expr(value));
        let ty = common_type(branches.iter().map(|(_, value)| value).chain(else_value.as_ref()));
        for (_, value) in &mut branches {
            let taken = std::mem::replace(value, super::call::null_of(Type::Null));
            *value = self.coerce(taken, &ty);
        }
        else_value = else_value.map(|value| self.coerce(value, &ty));
        let nullability = match &else_value {
            None => Nullability::Nullable,
            Some(value) => relaxed(
                branches
                    .iter()
                    .fold(value.nullability, |all, (_, value)| all.either(value.nullability)),
            ),
        };
        Expr {
            kind: ExprKind::Case {
                operand: operand.map(Box::new),
                branches,
                else_value: else_value.map(Box::new),
            },
            ty,
            nullability,
            span,
        }
    }

    fn over(&mut self, over: ast::OverExpr<'_>) -> Expr {
        let span = span_of(over.syntax());
        let mut ignore_nulls = false;
        let mut from_last = false;
        let mut function_node = over.function();
        loop {
            match function_node {
                Some(ast::Expr::NullTreatmentExpr(treatment)) => {
                    ignore_nulls = treatment.treatment().is_some_and(|word| word.is("IGNORE"));
                    function_node = treatment.function();
                }
                Some(ast::Expr::FromFirstLastExpr(from)) => {
                    from_last = from.which().is_some_and(|word| word.is("LAST"));
                    function_node = from.function();
                }
                _ => break,
            }
        }
        if let Some(ast::Expr::CallExpr(call)) = function_node
            && let Some(treatment) = call.null_treatment()
        {
            ignore_nulls = treatment.text().to_uppercase().starts_with("IGNORE");
        }
        let function = self.required(function_node);
        let window = match over.spec() {
            Some(spec) => self.resolve_window(spec),
            None => WindowSpec {
                base: over.window().map(|name| name.folded()),
                ..WindowSpec::default()
            },
        };
        let ty = function.ty.clone();
        let nullability = function.nullability;
        Expr {
            kind: ExprKind::Window {
                function: Box::new(function),
                ignore_nulls,
                from_last,
                window: Box::new(window),
            },
            ty,
            nullability,
            span,
        }
    }

    fn cast(&mut self, cast: ast::CastExpr<'_>) -> Expr {
        let span = span_of(cast.syntax());
        let mut operand = self.required(cast.operand());
        let ty = self.resolve_datatype(cast.datatype());
        if cast.default().is_some() || cast.format().is_some() {
            return self.cast_by_function(cast, operand, ty);
        }
        if let ExprKind::Multiset(query) = &mut operand.kind {
            let element = ty.collection().map(|collection| &collection.element);
            let types: Vec<Type> = match element {
                Some(row @ (Type::Object(_) | Type::Record(_))) => {
                    row.fields().iter().map(|field| field.ty.clone()).collect()
                }
                Some(value) => vec![value.clone()],
                None => Vec::new(),
            };
            super::coerce::convert_columns(query, &types);
            return Expr {
                span,
                ..retype(operand, ty)
            };
        }
        Expr {
            span,
            ..convert(operand, ty, false)
        }
    }

    /// CAST with a format or a default is the function that converts.
    fn cast_by_function(&mut self, cast: ast::CastExpr<'_>, operand: Expr, ty: Type) -> Expr {
        let span = span_of(cast.syntax());
        let name = match ty.scalar() {
            Some(to) if to.is_numeric() => "TO_NUMBER",
            Some(DataType::Date) => "TO_DATE",
            Some(DataType::Timestamp { .. }) => "TO_TIMESTAMP",
            Some(DataType::TimestampTz { .. }) => "TO_TIMESTAMP_TZ",
            Some(to) if to.is_character() && cast.default().is_none() => "TO_CHAR",
            _ => {
                return self.refuse_expr(
                    Code::BUILT_IN_ARGUMENTS,
                    cast.syntax(),
                    "CAST to this type with a format or DEFAULT ... ON CONVERSION ERROR is not carried over",
                );
            }
        };
        let value = match cast.default() {
            Some(default) => {
                let default = self.resolve_expr(default);
                super::call::with_default(operand, default, span)
            }
            None => operand,
        };
        let mut args = vec![value];
        args.extend(cast.format().map(|format| self.resolve_expr(format)));
        let converted = Expr {
            kind: ExprKind::Builtin {
                name: name.to_owned(),
                args,
            },
            ty: match ty.scalar() {
                Some(to) if to.is_numeric() => Type::NUMBER,
                Some(to) if to.is_character() => Type::VARCHAR2,
                _ => ty.clone(),
            },
            nullability: Nullability::Nullable,
            span,
        };
        convert(converted, ty, false)
    }

    /// TRIM takes the text of a number or date.
    fn trimmed(&mut self, operand: Expr) -> Expr {
        if operand.ty.is_numeric() || operand.ty.is_datetime() {
            self.coerce_text(operand)
        } else {
            operand
        }
    }

    fn trim(&mut self, trim: ast::TrimExpr<'_>) -> Expr {
        let source = self.required(trim.source());
        let source = self.trimmed(source);
        let characters = trim.characters().map(|characters| {
            let characters = self.resolve_expr(characters);
            Box::new(self.trimmed(characters))
        });
        let side = match trim.side().map(SyntaxToken::upper).unwrap_or_default().as_str() {
            "LEADING" => TrimSide::Leading,
            "TRAILING" => TrimSide::Trailing,
            _ => TrimSide::Both,
        };
        Expr {
            kind: ExprKind::Trim {
                side,
                characters,
                source: Box::new(source),
            },
            ty: Type::VARCHAR2,
            // What is left may be empty, which is NULL.
            nullability: Nullability::Nullable,
            span: span_of(trim.syntax()),
        }
    }
}

/// Whether it is a text literal, which is CHAR.
pub(super) fn is_text_literal(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Literal(Literal::String(_)))
}

pub(super) fn relaxed(nullability: Nullability) -> Nullability {
    match nullability {
        Nullability::AlwaysNull => Nullability::Nullable,
        other => other,
    }
}

fn retype(expr: Expr, ty: Type) -> Expr {
    Expr { ty, ..expr }
}

/// The type of CASE: that of the values that are not NULL, widened to NUMBER or to text when they differ.
pub(crate) fn common_type<'e>(values: impl Iterator<Item = &'e Expr>) -> Type {
    let mut result = Type::Null;
    for value in values {
        result = match (&result, &value.ty) {
            (Type::Null, ty) => ty.of_value(),
            (_, Type::Null) => result,
            (left, right) if *left == right.of_value() => result,
            (left, right) => match (family(left), family(right)) {
                (Family::Number, Family::Number) => numeric_result(BinaryOp::Add, left, right),
                (Family::Character, Family::Character) => set_type(left, right),
                (a, b) if a == b && a != Family::Other => result,
                (Family::Character, _) | (_, Family::Character) => Type::VARCHAR2,
                _ => result,
            },
        };
    }
    if result == Type::Null {
        Type::VARCHAR2
    } else {
        result
    }
}

/// Result type of numeric operators: PLS_INTEGER stays one except for division; the binary floats win over NUMBER.
fn numeric_result(op: BinaryOp, left: &Type, right: &Type) -> Type {
    let is = |data_type: &DataType| {
        left.scalar().is_some_and(|ty| ty == data_type) || right.scalar().is_some_and(|ty| ty == data_type)
    };
    if is(&DataType::BinaryDouble) {
        return Type::Scalar(DataType::BinaryDouble);
    }
    if is(&DataType::BinaryFloat) {
        return Type::Scalar(DataType::BinaryFloat);
    }
    let whole = |ty: &Type| {
        matches!(
            ty.scalar(),
            Some(DataType::PlsInteger | DataType::SimpleInteger | DataType::ConstrainedInteger { .. })
        )
    };
    if whole(left) && whole(right) && !matches!(op, BinaryOp::Divide | BinaryOp::Power) {
        return Type::PLS_INTEGER;
    }
    Type::NUMBER
}

pub(super) fn binary_op(token: SyntaxToken<'_>) -> Option<BinaryOp> {
    Some(
        match token.upper().replace([' ', '\t', '\n', '\r'], "").as_str() {
            "OR" => BinaryOp::Or,
            "AND" => BinaryOp::And,
            "=" => BinaryOp::Equal,
            "<>" | "!=" | "^=" | "~=" => BinaryOp::NotEqual,
            "<" => BinaryOp::Less,
            ">" => BinaryOp::Greater,
            "<=" => BinaryOp::LessOrEqual,
            ">=" => BinaryOp::GreaterOrEqual,
            "+" => BinaryOp::Add,
            "-" => BinaryOp::Subtract,
            "||" => BinaryOp::Concat,
            "*" => BinaryOp::Multiply,
            "/" => BinaryOp::Divide,
            "MOD" => BinaryOp::Modulo,
            "**" => BinaryOp::Power,
            _ => return None,
        },
    )
}

fn date_literal(literal: ast::DateLiteral<'_>, span: Span) -> Expr {
    let text = literal
        .value()
        .map(|value| decode_string(value.text()))
        .unwrap_or_default();
    let is_date = literal.kind().is_some_and(|kind| kind.is("DATE"));
    let (kind, ty) = if is_date {
        (Literal::Date(text), Type::DATE)
    } else {
        let zoned = has_zone(&text);
        let ty = if zoned {
            DataType::TimestampTz { fraction: 9 }
        } else {
            DataType::Timestamp { fraction: 9 }
        };
        (Literal::Timestamp(text), Type::Scalar(ty))
    };
    Expr {
        kind: ExprKind::Literal(kind),
        ty,
        nullability: Nullability::NotNull,
        span,
    }
}

/// Digits of the second that values of a type have; a literal has all nine.
fn fraction(ty: &Type) -> u8 {
    match ty.scalar() {
        Some(
            DataType::Timestamp { fraction }
            | DataType::TimestampTz { fraction }
            | DataType::TimestampLtz { fraction },
        ) => *fraction,
        Some(DataType::Date) => 0,
        _ => 6,
    }
}

/// The type of a timestamp with all nine digits of fractions, as arithmetic yields it; a DATE has none.
fn longest(datetime: Type) -> Type {
    match datetime {
        Type::Scalar(DataType::Timestamp { .. }) => Type::Scalar(DataType::Timestamp { fraction: 9 }),
        Type::Scalar(DataType::TimestampTz { .. }) => Type::Scalar(DataType::TimestampTz { fraction: 9 }),
        Type::Scalar(DataType::TimestampLtz { .. }) => Type::Scalar(DataType::TimestampLtz { fraction: 9 }),
        other => other,
    }
}

/// Whether the text of a TIMESTAMP literal ends in a time zone.
fn has_zone(text: &str) -> bool {
    let Some((_, time)) = text.trim().split_once(' ') else {
        return false;
    };
    time.contains(['+', '-']) || time.chars().any(char::is_alphabetic)
}

fn interval_literal(literal: ast::IntervalLiteral<'_>, span: Span) -> Expr {
    let text = literal
        .value()
        .map(|value| decode_string(value.text()))
        .unwrap_or_default();
    let unit = |field: ast::IntervalField<'_>| field.unit().map(SyntaxToken::upper).unwrap_or_default();
    let from = literal.from().map(unit).unwrap_or_default();
    let to = literal.to().map(unit);
    let ty = if matches!(from.as_str(), "YEAR" | "MONTH") {
        DataType::IntervalYearToMonth
    } else {
        DataType::IntervalDayToSecond { fraction: 6 }
    };
    Expr {
        kind: ExprKind::Literal(Literal::Interval { text, from, to }),
        ty: Type::Scalar(ty),
        nullability: Nullability::NotNull,
        span,
    }
}

/// The value of a string literal: `'it''s'`, `q'[..]'`, `N'..'`, `nq'!..!'`.
pub fn decode_string(text: &str) -> String {
    let lower = text
        .as_bytes()
        .iter()
        .take_while(|byte| **byte != b'\'')
        .map(u8::to_ascii_lowercase);
    let prefix: Vec<u8> = lower.collect();
    let body = text.get(prefix.len()..).unwrap_or("");
    let inner = body
        .strip_prefix('\'')
        .map(|rest| rest.strip_suffix('\'').unwrap_or(rest))
        .unwrap_or("");
    if prefix.contains(&b'q') {
        let mut characters = inner.chars();
        characters.next();
        characters.next_back();
        return characters.as_str().to_owned();
    }
    inner.replace("''", "'")
}

/// A schema-qualified name from its parts.
pub(crate) fn object_name(parts: &[String]) -> ObjectName {
    match parts {
        [name] => ObjectName::unqualified(name.clone()),
        [schema, name, ..] => ObjectName::qualified(schema.clone(), name.clone()),
        [] => ObjectName::default(),
    }
}
