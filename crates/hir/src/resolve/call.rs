//! Calls: arguments, overloads, constructors, built-ins.

use super::builtins::{Builtin, BuiltinKind};
use super::coerce::{Family, family};
use super::{Resolver, span_of};
use crate::expr::{Aggregate, Expr, ExprKind, Literal, Span, UnaryOp};
use crate::item::{ParameterMode, Signature};
use crate::ty::{CollectionKind, CollectionType, Nullability, Type};
use plconv_catalog::DataType;
use plconv_diagnostics::Code;
use plconv_syntax::ast::{self, AstNode, SyntaxNode};
use std::sync::Arc;

/// An argument with its name in named notation.
pub(crate) type NamedArg = (Option<String>, Expr);

fn integer(value: i64, span: Span) -> Expr {
    Expr {
        kind: ExprKind::Literal(Literal::Number(value.to_string())),
        ty: Type::PLS_INTEGER,
        nullability: Nullability::NotNull,
        span,
    }
}

fn integer_value(expr: &Expr) -> Option<i64> {
    match &expr.kind {
        ExprKind::Literal(Literal::Number(text)) => text.parse().ok(),
        ExprKind::Unary {
            op: UnaryOp::Minus,
            operand,
        } => integer_value(operand)?.checked_neg(),
        _ => None,
    }
}

impl Resolver<'_> {
    /// The arguments of a call with their names.
    pub(crate) fn named_arguments(&mut self, call: ast::CallExpr<'_>) -> Vec<NamedArg> {
        call.args()
            .iter()
            .filter_map(|argument| self.named_argument(argument))
            .collect()
    }

    fn named_argument(&mut self, argument: ast::Argument<'_>) -> Option<NamedArg> {
        Some(match argument {
            ast::Argument::PlainArgument(plain) => (None, self.resolve_expr(plain.value()?)),
            ast::Argument::NamedArgument(named) => (
                named.name().map(|name| name.folded()),
                self.resolve_expr(named.value()?),
            ),
            ast::Argument::QuantifiedArgument(quantified) => (None, self.resolve_expr(quantified.value()?)),
            ast::Argument::AliasedArgument(aliased) => (None, self.resolve_expr(aliased.value()?)),
            ast::Argument::OverflowArgument(overflow) => {
                if overflow.action().is_some_and(|action| action.is("TRUNCATE")) {
                    self.sink.report(
                        Code::BUILT_IN_APPROXIMATED,
                        span_of(overflow.syntax()),
                        "LISTAGG with ON OVERFLOW TRUNCATE: string_agg has no limit of 4000 bytes, so nothing is cut",
                    );
                }
                (None, self.resolve_expr(overflow.value()?))
            }
            // The function is refused.
            ast::Argument::PartitionedArgument(table) => (None, self.resolve_expr(table.value()?)),
            ast::Argument::UsingArgument(using) => (None, self.resolve_expr(using.value()?)),
            ast::Argument::SubqueryArgument(subquery) => {
                let query = self.resolve_query(subquery.query()?);
                (
                    None,
                    super::expr::subquery_value(query, span_of(subquery.syntax())),
                )
            }
            ast::Argument::ConversionArgument(conversion) => {
                let value = self.required(conversion.value());
                let default = self.required(conversion.default());
                (None, with_default(value, default, span_of(conversion.syntax())))
            }
            ast::Argument::IndexedArgument(_) | ast::Argument::IteratedArgument(_) => {
                let value = self.refuse_expr(
                    Code::UNSUPPORTED_EXPRESSION,
                    argument.syntax(),
                    "a qualified expression with indexes is not carried over",
                );
                (None, value)
            }
            ast::Argument::StarArgument(_)
            | ast::Argument::DefaultArgument(_)
            | ast::Argument::QualifiedStarArgument(_) => return None,
        })
    }

    /// The arguments of a call without names.
    pub(crate) fn argument_values(&mut self, call: ast::CallExpr<'_>) -> Vec<Expr> {
        self.named_arguments(call)
            .into_iter()
            .map(|(_, value)| value)
            .collect()
    }

    /// A call of one of the overloads; without `call` the routine takes no arguments.
    pub(crate) fn resolve_call(
        &mut self,
        overloads: &[Arc<Signature>],
        call: Option<ast::CallExpr<'_>>,
        node: SyntaxNode<'_>,
    ) -> Expr {
        let args = call.map(|call| self.named_arguments(call)).unwrap_or_default();
        self.resolve_call_with(overloads, args, node)
    }

    pub(crate) fn resolve_call_with(
        &mut self,
        overloads: &[Arc<Signature>],
        args: Vec<NamedArg>,
        node: SyntaxNode<'_>,
    ) -> Expr {
        let span = span_of(node);
        // A statement calls a procedure, an expression a function: the other kind is no candidate.
        let wants_function = self.statement_call != Some(span);
        let fits = |signature: &Signature| signature.returns.is_some() == wants_function;
        let chosen = overloads
            .iter()
            .filter_map(|signature| Some((match_score(signature, &args)?, signature)))
            .max_by_key(|(score, signature)| {
                (fits(signature), *score, std::cmp::Reverse(signature.id.overload))
            })
            .map(|(_, signature)| Arc::clone(signature));
        let Some(signature) = chosen else {
            let name = overloads
                .first()
                .map(|signature| Self::routine_label(&signature.id))
                .unwrap_or_default();
            return self.refuse_expr(
                Code::WRONG_ARGUMENTS,
                node,
                format!("no declaration of {name} takes these {} arguments", args.len()),
            );
        };
        let mut slots: Vec<Option<Expr>> = vec![None; signature.parameters.len()];
        for (position, (name, value)) in args.into_iter().enumerate() {
            let index = match &name {
                Some(name) => signature
                    .parameters
                    .iter()
                    .position(|parameter| parameter.name == *name),
                None => Some(position),
            };
            let Some(index) = index else {
                continue;
            };
            let parameter = &signature.parameters[index];
            let value = if parameter.mode == ParameterMode::In {
                self.coerce(value, &parameter.ty)
            } else {
                value
            };
            slots[index] = Some(value);
        }
        if !signature.deterministic
            && crate::supplied::runtime_function(self.program, &signature.id).is_some()
        {
            self.effects.volatile = true;
        }
        self.callees.insert(signature.id.clone());
        Expr {
            kind: ExprKind::Call {
                routine: signature.id.clone(),
                args: slots,
            },
            ty: signature.returns.clone().unwrap_or(Type::Unknown),
            nullability: Nullability::Nullable,
            span,
        }
    }

    /// A qualified expression of an associative array: `t(1 => x, 5..7 => y)`, `t('a' => x)`, `t(x, y)` (PL/SQL Language
    /// Reference, "Qualified Expressions Overview").
    fn associations(&mut self, collection: &Arc<CollectionType>, call: ast::CallExpr<'_>) -> Expr {
        let key_type = match collection.kind {
            CollectionKind::AssociativeString { .. } => Type::VARCHAR2,
            CollectionKind::AssociativeInteger
            | CollectionKind::NestedTable
            | CollectionKind::Varray { .. } => Type::PLS_INTEGER,
        };
        let mut pairs = Vec::new();
        for (position, argument) in call.args().iter().enumerate() {
            let (keys, value) = match argument {
                ast::Argument::PlainArgument(plain) => {
                    let position = i64::try_from(position + 1).unwrap_or(i64::MAX);
                    (
                        Some(vec![integer(position, span_of(plain.syntax()))]),
                        plain.value(),
                    )
                }
                ast::Argument::IndexedArgument(indexed) => (self.chosen_keys(indexed), indexed.value()),
                _ => (None, None),
            };
            let (Some(keys), Some(value)) = (keys, value) else {
                return self.refuse_expr(
                    Code::COLLECTION_REFUSED,
                    call.syntax(),
                    "this form of a qualified expression of an associative array is not carried over",
                );
            };
            let value = self.resolve_expr(value);
            let value = self.coerce(value, &collection.element);
            for key in keys {
                pairs.extend([self.coerce(key, &key_type), value.clone()]);
            }
        }
        Expr {
            kind: ExprKind::Constructor { args: pairs },
            ty: Type::Collection(Arc::clone(collection)),
            nullability: Nullability::NotNull,
            span: span_of(call.syntax()),
        }
    }

    /// The keys of an association; `None` for a range that is not of literals.
    fn chosen_keys(&mut self, indexed: ast::IndexedArgument<'_>) -> Option<Vec<Expr>> {
        const LONGEST_RANGE: i64 = 1000;
        let mut keys = Vec::new();
        for choice in indexed.choices().iter() {
            let low = self.resolve_expr(choice.low()?);
            let Some(high) = choice.high() else {
                keys.push(low);
                continue;
            };
            let high = self.resolve_expr(high);
            let (from, to) = (integer_value(&low)?, integer_value(&high)?);
            if to.checked_sub(from)? > LONGEST_RANGE {
                return None;
            }
            keys.extend((from..=to).map(|key| integer(key, low.span)));
        }
        Some(keys)
    }

    /// `type(args)`: a collection or object constructor, a record or subtype used like a function.
    pub(crate) fn construct(&mut self, ty: Type, call: ast::CallExpr<'_>) -> Expr {
        let span = span_of(call.syntax());
        if let Type::Collection(collection) = &ty
            && !collection.kind.is_counted()
        {
            let collection = Arc::clone(collection);
            return self.associations(&collection, call);
        }
        let args = self.named_arguments(call);
        if let Type::Object(object) = &ty {
            // A constructor of its own hides the one that takes the attributes.
            let own: Vec<Arc<Signature>> = self
                .methods_named(&object.name, &object.name.name)
                .into_iter()
                .filter(|signature| match_score(signature, &args).is_some())
                .collect();
            if !own.is_empty() {
                return self.resolve_call_with(&own, args, call.syntax());
            }
        }
        match &ty {
            Type::Collection(collection) => {
                let element = collection.element.clone();
                let args = args
                    .into_iter()
                    .map(|(_, value)| self.coerce(value, &element))
                    .collect();
                Expr {
                    kind: ExprKind::Constructor { args },
                    ty,
                    nullability: Nullability::NotNull,
                    span,
                }
            }
            Type::Object(_) | Type::Record(_) => {
                let fields: Vec<crate::ty::Field> = ty.fields().to_vec();
                if matches!(ty, Type::Object(_)) && args.len() != fields.len() {
                    return self.refuse_expr(
                        Code::WRONG_ARGUMENTS,
                        call.syntax(),
                        format!(
                            "the constructor has {} attributes and gets {} values",
                            fields.len(),
                            args.len()
                        ),
                    );
                }
                let mut slots: Vec<Option<Expr>> = vec![None; fields.len()];
                for (position, (name, value)) in args.into_iter().enumerate() {
                    let index = match &name {
                        Some(name) => fields.iter().position(|field| field.name == *name),
                        None => Some(position),
                    };
                    if let Some((slot, field)) =
                        index.and_then(|index| Some((slots.get_mut(index)?, fields.get(index)?)))
                    {
                        *slot = Some(self.coerce(value, &field.ty));
                    }
                }
                let args = slots
                    .into_iter()
                    .zip(&fields)
                    .map(|(slot, field)| slot.unwrap_or_else(|| null_of(field.ty.clone())))
                    .collect();
                Expr {
                    kind: ExprKind::Constructor { args },
                    ty,
                    nullability: Nullability::NotNull,
                    span,
                }
            }
            Type::Unknown | Type::Null | Type::Scalar(_) | Type::RefCursor(_) => self.refuse_expr(
                Code::TYPE_MISMATCH,
                call.syntax(),
                format!("{} is no constructor", call.syntax().text()),
            ),
        }
    }

    /// A call of a built-in.
    pub(crate) fn builtin_call(
        &mut self,
        builtin: &'static Builtin,
        call: Option<ast::CallExpr<'_>>,
        node: SyntaxNode<'_>,
    ) -> Expr {
        if builtin.volatile {
            self.effects.volatile = true;
        }
        match builtin.kind {
            BuiltinKind::Aggregate => self.aggregate(builtin, call, node),
            BuiltinKind::Scalar | BuiltinKind::Analytic | BuiltinKind::Procedure => {
                let args = call.map(|call| self.argument_values(call)).unwrap_or_default();
                let ty = builtin.result.of(&args);
                let nullability = builtin.nulls.of(&args);
                Expr {
                    kind: ExprKind::Builtin {
                        name: builtin.name.to_owned(),
                        args,
                    },
                    ty,
                    nullability,
                    span: span_of(node),
                }
            }
        }
    }

    fn aggregate(
        &mut self,
        builtin: &'static Builtin,
        call: Option<ast::CallExpr<'_>>,
        node: SyntaxNode<'_>,
    ) -> Expr {
        let mut aggregate = Aggregate {
            name: builtin.name.to_owned(),
            distinct: false,
            star: false,
            args: Vec::new(),
            order_by: Vec::new(),
            keep: None,
            filter: None,
            user_defined: false,
        };
        if let Some(call) = call {
            for argument in call.args().iter() {
                match argument {
                    ast::Argument::StarArgument(_) => aggregate.star = true,
                    ast::Argument::QuantifiedArgument(quantified)
                        if quantified
                            .quantifier()
                            .is_some_and(|token| token.is("DISTINCT") || token.is("UNIQUE")) =>
                    {
                        aggregate.distinct = true;
                    }
                    _ => {}
                }
            }
            aggregate.args = self.argument_values(call);
            aggregate.order_by = call
                .order_by()
                .iter()
                .map(|item| self.resolve_order_item(item))
                .collect();
        }
        let ty = builtin.result.of(&aggregate.args);
        let nullability = builtin.nulls.of(&aggregate.args);
        Expr {
            kind: ExprKind::Aggregate(Box::new(aggregate)),
            ty,
            nullability,
            span: span_of(node),
        }
    }
}

/// The literal NULL of a type.
pub(crate) fn null_of(ty: Type) -> Expr {
    Expr::synthetic(
        ExprKind::Literal(crate::expr::Literal::Null),
        ty,
        Nullability::AlwaysNull,
    )
}

/// How well arguments fit a signature; `None` when they do not. PL/SQL Language Reference, "Overloaded Subprograms".
fn match_score(signature: &Signature, args: &[NamedArg]) -> Option<u32> {
    if args.len() > signature.parameters.len() {
        return None;
    }
    let mut given = vec![false; signature.parameters.len()];
    let mut score = 0;
    for (position, (name, value)) in args.iter().enumerate() {
        let index = match name {
            Some(name) => signature
                .parameters
                .iter()
                .position(|parameter| parameter.name == *name)?,
            None => position,
        };
        if std::mem::replace(given.get_mut(index)?, true) {
            return None;
        }
        score += type_score(&value.ty, &signature.parameters[index].ty)?;
    }
    for (parameter, given) in signature.parameters.iter().zip(given) {
        if !given && parameter.default.is_none() {
            return None;
        }
    }
    Some(score)
}

fn type_score(from: &Type, to: &Type) -> Option<u32> {
    if from == to || from.unconstrained() == *to {
        return Some(10);
    }
    match (from, to) {
        (Type::Unknown | Type::Null, _) | (_, Type::Unknown) => Some(4),
        (Type::Scalar(from_scalar), Type::Scalar(to_scalar)) => {
            if from_scalar.unconstrained() == to_scalar.unconstrained() {
                return Some(9);
            }
            let is_element = |data_type: &DataType| matches!(data_type, DataType::JsonElement(_));
            if is_element(from_scalar) != is_element(to_scalar) {
                return None;
            }
            match (family(from), family(to)) {
                (Family::Number, Family::Number) => Some(number_score(from_scalar, to_scalar)),
                (source, target) if source == target => Some(7),
                (Family::Boolean, _) | (_, Family::Boolean) => None,
                (Family::Number | Family::DateTime | Family::Interval | Family::Raw, Family::Character) => {
                    Some(2)
                }
                (Family::Character, Family::Number | Family::DateTime | Family::Interval | Family::Raw) => {
                    Some(2)
                }
                (Family::Other, _) | (_, Family::Other) => Some(3),
                _ => None,
            }
        }
        (Type::Collection(from), Type::Collection(to)) => (from.name == to.name).then_some(10),
        (Type::Record(from), Type::Record(to)) => Some(if from.identity == to.identity {
            10
        } else if from.fields.len() == to.fields.len() {
            5
        } else {
            1
        }),
        (Type::Object(from), Type::Object(to)) if from.name == to.name => Some(10),
        (Type::Object(from), Type::Object(to)) => {
            let distance = from.supertypes.iter().position(|supertype| *supertype == to.name);
            Some(distance.map_or(1, |distance| {
                9_u32.saturating_sub(u32::try_from(distance).unwrap_or(9)).max(2)
            }))
        }
        (Type::RefCursor(_), Type::RefCursor(_)) => Some(9),
        _ => None,
    }
}

/// PLS_INTEGER first, then NUMBER, then the binary floats: the order Oracle prefers for numeric overloads.
fn number_score(from: &DataType, to: &DataType) -> u32 {
    let rank = |data_type: &DataType| match data_type {
        DataType::PlsInteger | DataType::SimpleInteger | DataType::ConstrainedInteger { .. } => 0_u32,
        DataType::BinaryFloat => 2,
        DataType::BinaryDouble => 3,
        _ => 1,
    };
    8_u32.saturating_sub(rank(from).abs_diff(rank(to)))
}

/// A value with what its conversion gives where it fails.
pub(super) fn with_default(value: Expr, default: Expr, span: Span) -> Expr {
    Expr {
        ty: value.ty.clone(),
        nullability: Nullability::Nullable,
        span,
        kind: ExprKind::Builtin {
            name: "DEFAULT ON CONVERSION ERROR".to_owned(),
            args: vec![value, default],
        },
    }
}
