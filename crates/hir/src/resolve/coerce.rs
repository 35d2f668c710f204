//! Conversions: made visible where Oracle does them silently.
//! SQL Language Reference, "Data Type Comparison Rules", "Implicit Data Conversion".

use super::Resolver;
use crate::dml::Returning;
use crate::expr::{Expr, ExprKind, Literal};
use crate::item::TopStatement;
use crate::query::{Query, QueryBody};
use crate::stmt::Into;
use crate::ty::{Nullability, Type};
use plconv_catalog::DataType;

/// The families between which Oracle converts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Family {
    Number,
    Character,
    DateTime,
    Interval,
    Boolean,
    Raw,
    Other,
}

pub(crate) fn family(ty: &Type) -> Family {
    match ty {
        Type::Scalar(data_type) => match data_type {
            data_type if data_type.is_numeric() => Family::Number,
            data_type if data_type.is_character() => Family::Character,
            data_type if data_type.is_datetime() => Family::DateTime,
            data_type if data_type.is_interval() => Family::Interval,
            DataType::Boolean => Family::Boolean,
            DataType::Raw { .. } | DataType::LongRaw | DataType::Blob => Family::Raw,
            DataType::Rowid => Family::Character,
            _ => Family::Other,
        },
        Type::Unknown
        | Type::Null
        | Type::Record(_)
        | Type::Collection(_)
        | Type::Object(_)
        | Type::RefCursor(_) => Family::Other,
    }
}

impl Resolver<'_> {
    /// The expression as a value of `target`; a conversion is inserted when the families differ, or when a DATE meets
    /// a TIMESTAMP, or a number must become a whole one.
    pub(crate) fn coerce(&mut self, expr: Expr, target: &Type) -> Expr {
        if expr.is_null_literal() {
            // NULL takes the type it is used with.
            return Expr {
                ty: target.clone(),
                ..expr
            };
        }
        if expr.ty == Type::Null && matches!(target, Type::Scalar(_)) && !target.is_character() {
            // A column that is NULL in all rows is text in PostgreSQL.
            return convert(expr, target.clone(), true);
        }
        if !needs_conversion(&expr.ty, target) || is_constant_of(&expr, target) {
            return expr;
        }
        convert(expr, target.clone(), true)
    }

    /// The operand of LIKE or the like, whose blanks PostgreSQL keeps.
    pub(crate) fn coerce_text(&mut self, expr: Expr) -> Expr {
        if expr.ty.is_character() {
            expr
        } else {
            self.coerce(expr, &Type::VARCHAR2)
        }
    }

    /// The columns of a query as values of these types.
    pub(crate) fn coerce_body(&mut self, body: &mut QueryBody, types: &[Type]) {
        match body {
            QueryBody::Block(block) => {
                for (item, ty) in block.items.iter_mut().zip(types) {
                    if *ty == Type::Unknown {
                        continue;
                    }
                    let taken = std::mem::replace(&mut item.expr, super::call::null_of(Type::Null));
                    item.expr = self.coerce(taken, ty);
                }
            }
            QueryBody::Set { left, right, .. } => {
                self.coerce_body(left, types);
                self.coerce_body(right, types);
            }
            QueryBody::Nested(query) => {
                self.coerce_body(&mut query.body, types);
                for (column, ty) in query.columns.iter_mut().zip(types) {
                    column.ty.clone_from(ty);
                }
            }
        }
    }

    /// SELECT INTO: the columns as values of the targets' types. ORDER BY still sorts by what they were.
    pub(crate) fn coerce_into(&mut self, query: &mut Query) {
        let QueryBody::Block(block) = &query.body else {
            return;
        };
        if let Some(into) = &block.into {
            let types = target_types(into);
            convert_columns(query, &types);
        }
    }

    /// RETURNING INTO: the values as values of the targets' types.
    pub(crate) fn coerce_returning(&mut self, returning: &mut Returning) {
        let types = target_types(&returning.into);
        convert_values(&mut returning.values, &types);
    }

    /// Both operands of a comparison in one family: a string compared with a number becomes a number, compared with a
    /// date a date.
    pub(crate) fn comparable(&mut self, left: Expr, right: Expr) -> (Expr, Expr) {
        match (family(&left.ty), family(&right.ty)) {
            _ if left.ty == Type::Null && !left.is_null_literal() => {
                let target = right.ty.clone();
                (self.coerce(left, &target), right)
            }
            _ if right.ty == Type::Null && !right.is_null_literal() => {
                let target = left.ty.clone();
                let right = self.coerce(right, &target);
                (left, right)
            }
            (Family::Number, Family::Character) => {
                let right = self.coerce(right, &Type::NUMBER);
                (left, right)
            }
            (Family::Character, Family::Number) => {
                let left = self.coerce(left, &Type::NUMBER);
                (left, right)
            }
            (Family::DateTime | Family::Interval | Family::Raw, Family::Character) => {
                let target = left.ty.clone();
                let right = self.coerce(right, &target);
                (left, right)
            }
            (Family::Character, Family::DateTime | Family::Interval | Family::Raw) => {
                let target = right.ty.clone();
                let left = self.coerce(left, &target);
                (left, right)
            }
            _ => (left, right),
        }
    }
}

/// Whether a value of one type must be converted to be used as another.
fn needs_conversion(from: &Type, to: &Type) -> bool {
    let (source, target) = (family(from), family(to));
    if source == Family::Other || target == Family::Other {
        return false;
    }
    if source != target {
        return true;
    }
    match (from.scalar(), to.scalar()) {
        (Some(from), Some(to)) => match target {
            Family::DateTime => std::mem::discriminant(from) != std::mem::discriminant(to),
            // Assigning a fraction to a whole number type rounds; the target's own type does that where it is declared.
            Family::Number => {
                (is_whole(to) && !from.is_integral()) || narrows(from, to) || stops_being_binary(from, to)
            }
            // The blanks of CHAR belong to its value; PostgreSQL takes them away.
            Family::Character => (has_blanks(from) && !has_length(to)) || stops_being_a_lob(from, to),
            Family::Raw => stops_being_a_lob(from, to),
            Family::Interval | Family::Boolean | Family::Other => false,
        },
        _ => false,
    }
}

/// Whether the type has a range that values of the other may lie out of.
fn narrows(from: &DataType, to: &DataType) -> bool {
    let DataType::ConstrainedInteger { low, high, .. } = to else {
        return false;
    };
    match from {
        DataType::ConstrainedInteger {
            low: from_low,
            high: from_high,
            ..
        } => from_low < low || from_high > high,
        _ => true,
    }
}

/// Whether a number is written that lies in the range of the type.
fn is_constant_of(expr: &Expr, ty: &Type) -> bool {
    match (&expr.kind, ty.scalar()) {
        (
            ExprKind::Literal(Literal::Number(digits)),
            Some(DataType::ConstrainedInteger { low, high, .. }),
        ) => digits
            .parse()
            .is_ok_and(|value: i32| (*low..=*high).contains(&value)),
        _ => false,
    }
}

/// NUMBER has no infinity and no NaN.
fn stops_being_binary(from: &DataType, to: &DataType) -> bool {
    let is_binary = |ty: &DataType| matches!(ty, DataType::BinaryFloat | DataType::BinaryDouble);
    is_binary(from) && to.is_numeric() && !is_binary(to) && !is_whole(to)
}

/// An empty LOB is not NULL, an empty string is.
fn stops_being_a_lob(from: &DataType, to: &DataType) -> bool {
    from.is_lob() && !to.is_lob()
}

/// Whether a CHAR may end with blanks that fill its length.
fn has_blanks(data_type: &DataType) -> bool {
    matches!(data_type, DataType::Char { length: Some(length), .. } if *length > 1)
}

fn has_length(data_type: &DataType) -> bool {
    matches!(data_type, DataType::Char { length: Some(_), .. })
}

/// Whether a value that INTO brings to a place must be converted on the way: PL/pgSQL would take the text form of
/// PostgreSQL where Oracle takes its own, or round the fraction of a second that a DATE has none of.
fn needs_conversion_into(from: &Type, to: &Type) -> bool {
    let range = match (from.scalar(), to.scalar()) {
        (Some(from), Some(to)) => narrows(from, to) || stops_being_binary(from, to),
        _ => false,
    };
    range || family(to) != Family::Number || family(from) != Family::Number
}

/// A NULL literal as one of a type, where PostgreSQL would take it for text; other values as they are.
pub(crate) fn typed_null(value: Expr, ty: &Type) -> Expr {
    if !value.is_null_literal() || !matches!(ty, Type::Scalar(_)) {
        return value;
    }
    Expr {
        ty: ty.clone(),
        nullability: value.nullability,
        span: value.span,
        kind: ExprKind::Convert {
            operand: Box::new(value),
            implicit: true,
        },
    }
}

/// The type of a column of a set operation. SQL Language Reference, "The Set Operators": CHAR of one length stays CHAR,
/// other character data becomes VARCHAR2.
pub(crate) fn set_type(left: &Type, right: &Type) -> Type {
    match (left, right) {
        (Type::Null | Type::Unknown, other) => other.clone(),
        (Type::Scalar(one), Type::Scalar(other))
            if one != other
                && one.is_character()
                && other.is_character()
                && (has_blanks(one) || has_blanks(other)) =>
        {
            Type::VARCHAR2
        }
        (left, _) => left.clone(),
    }
}

fn is_whole(data_type: &DataType) -> bool {
    matches!(
        data_type,
        DataType::PlsInteger | DataType::SimpleInteger | DataType::ConstrainedInteger { .. }
    )
}

/// A value as INTO brings it to a place of this type.
pub fn converted_into(value: Expr, ty: &Type) -> Expr {
    let known = !value.is_null_literal() && !matches!(value.ty, Type::Unknown | Type::Null);
    if known && needs_conversion(&value.ty, ty) && needs_conversion_into(&value.ty, ty) {
        convert(value, ty.clone(), true)
    } else {
        value
    }
}

/// What a dynamic statement returns, as values of the types of the targets.
pub fn convert_results(top: &mut TopStatement, types: &[Type]) {
    match top {
        TopStatement::Query(query) => convert_columns(query, types),
        TopStatement::Insert(insert) => convert_returning(insert.returning.as_mut(), types),
        TopStatement::Update(update) => convert_returning(update.returning.as_mut(), types),
        TopStatement::Delete(delete) => convert_returning(delete.returning.as_mut(), types),
        TopStatement::Statement(_) | TopStatement::MultiInsert(_) | TopStatement::Merge(_) => {}
    }
}

fn convert_returning(returning: Option<&mut Returning>, types: &[Type]) {
    if let Some(returning) = returning {
        convert_values(&mut returning.values, types);
    }
}

fn convert_values(values: &mut [Expr], types: &[Type]) {
    if values.len() != types.len() {
        return;
    }
    for (value, ty) in values.iter_mut().zip(types) {
        let taken = std::mem::replace(value, super::call::null_of(Type::Null));
        *value = converted_into(taken, ty);
    }
}

/// The columns of a query of one block as INTO brings them to these types. ORDER BY still sorts by what they were.
pub(super) fn convert_columns(query: &mut Query, types: &[Type]) {
    let QueryBody::Block(block) = &mut query.body else {
        return;
    };
    if types.len() != block.items.len() {
        return;
    }
    for (index, (item, ty)) in block.items.iter_mut().zip(types).enumerate() {
        let original = item.expr.clone();
        item.expr = converted_into(original.clone(), ty);
        if item.expr == original {
            continue;
        }
        for order in &mut query.order_by {
            if names_item(&order.expr, index, item.alias.as_deref()) {
                order.expr = original.clone();
            }
        }
    }
}

/// The types of what INTO writes: those of the fields when the one target is a record.
pub fn target_types(into: &Into) -> Vec<Type> {
    let types: Vec<Type> = into
        .targets
        .iter()
        .map(|target| match target.ty.collection() {
            Some(collection) if into.bulk => collection.element.clone(),
            _ => target.ty.clone(),
        })
        .collect();
    match types.as_slice() {
        [Type::Record(record)] => record.fields.iter().map(|field| field.ty.clone()).collect(),
        _ => types,
    }
}

/// Whether an item of ORDER BY is a column of the result, by its place or its alias.
fn names_item(order: &Expr, index: usize, alias: Option<&str>) -> bool {
    match &order.kind {
        ExprKind::Literal(Literal::Number(place)) => place.parse() == Ok(index + 1),
        ExprKind::Column(column) => column.relation.is_empty() && alias == Some(column.column.as_str()),
        _ => false,
    }
}

/// A conversion node.
pub(crate) fn convert(operand: Expr, ty: Type, implicit: bool) -> Expr {
    let span = operand.span;
    // The text '' is NULL whatever it is converted to; a number or date text never is.
    let nullability = match &operand.kind {
        ExprKind::Literal(Literal::Null) => Nullability::AlwaysNull,
        _ => operand.nullability,
    };
    Expr {
        kind: ExprKind::Convert {
            operand: Box::new(operand),
            implicit,
        },
        ty,
        nullability,
        span,
    }
}
