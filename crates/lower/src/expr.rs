//! Expressions.

mod aggregate;
mod blanks;
mod built_in_table;
mod builtin;
mod collection;
mod conversion;
mod cursor_query;
mod fraction;
mod hierarchy;
mod ignore_nulls;
mod json;
mod keep;
mod like;
mod multiset;
mod native;
mod nls;
mod object;
mod on_error;
mod operator;
mod regular_expression;
mod representation;
mod sequence;
mod sys_context;
mod unistr;
mod xml;
mod zone;

pub(crate) use blanks::has_column;
pub(crate) use conversion::longest_text;
pub(crate) use native::is_integer_call;
pub(crate) use sequence::RowNumber;

pub(crate) use operator::flatten_concatenation;

use crate::context::Lowering;
use crate::naming::{PackageFunction, identifier, local_name};
use crate::plpgsql::{Tells, element_as_jsonb, value_with_type};
use crate::types::CollectionForm;
pub(crate) use operator::comparison;
use plconv_diagnostics::Code;
use plconv_hir::expr::*;
use plconv_hir::item::{ParameterMode, RoutineId};
use plconv_hir::ty::{Nullability, Type};
use plconv_pg::{self as pg, Ident, QualifiedName, TypeName};
pub(crate) use sequence::names_number_again;

impl Lowering<'_> {
    /// A typed expression as PostgreSQL evaluates it to the same value.
    pub fn lower_expr(&mut self, expr: &Expr) -> pg::Expr {
        let lowered = self.lower_kind(expr);
        // What is refused is text, which functions of other types would not take.
        match &expr.ty {
            Type::Scalar(data_type) if !data_type.is_character() && self.is_refused(&lowered) => {
                let target = self.plain_type_name(&expr.ty);
                lowered.cast(target)
            }
            _ => lowered,
        }
    }

    fn lower_kind(&mut self, expr: &Expr) -> pg::Expr {
        match &expr.kind {
            ExprKind::Literal(literal) => self.literal(literal, &expr.ty),
            ExprKind::Column(column) | ExprKind::OuterJoinColumn(column) => self.column(column),
            ExprKind::RowId(_) | ExprKind::Pseudocolumn(Pseudocolumn::Rowid) => self.row_id_text(expr),
            ExprKind::TriggerRow { .. } if crate::query::is_row_id(expr) => self.row_id_text(expr),
            ExprKind::Variable(variable) => self.variable(variable),
            ExprKind::PackageVariable(variable) => self.package_variable(variable),
            ExprKind::TriggerRow { new, column } => {
                let row = if *new { "NEW" } else { "OLD" };
                match column {
                    Some(column) => pg::Expr::Field(
                        Box::new(pg::Expr::Token(row.to_owned())),
                        Ident(identifier(column)),
                    ),
                    None => pg::Expr::Token(row.to_owned()),
                }
            }
            ExprKind::TriggerPredicate { event, column } => self.trigger_predicate(*event, column.as_deref()),
            ExprKind::Pseudocolumn(pseudocolumn) => self.pseudocolumn(*pseudocolumn, expr.span),
            ExprKind::SequenceValue { sequence, next } => self.sequence_value(sequence, *next),
            ExprKind::Field { base, field } => self.field(base, field),
            ExprKind::Element { base, index } => self.element(base, index, expr),
            ExprKind::CollectionMethod { base, method, args } => self.collection_method(base, *method, args),
            ExprKind::CursorAttribute { cursor, attribute } => {
                self.cursor_attribute(cursor.as_deref(), *attribute, expr.span)
            }
            ExprKind::Binary { op, left, right } => self.binary(*op, left, right, expr),
            ExprKind::Unary { op, operand } => match op {
                UnaryOp::Not => pg::Expr::Unary("NOT", Box::new(self.condition(operand))),
                UnaryOp::Plus => self.lower_expr(operand),
                UnaryOp::Minus => pg::Expr::Unary("-", Box::new(self.lower_expr(operand))),
            },
            ExprKind::Is {
                operand,
                negated,
                what,
            } => self.is_predicate(operand, *negated, what, expr.span),
            ExprKind::InList {
                operand,
                negated,
                items,
            } if operand.ty.collection().is_some() => self.collection_in(operand, items, *negated, expr.span),
            ExprKind::InList {
                operand,
                negated,
                items,
            } => {
                let lowered = items.iter().map(|item| self.in_item(operand, item)).collect();
                let operand = if blanks::is_open_char(operand) {
                    self.operand_beside(operand, items)
                } else {
                    self.lower_expr(operand)
                };
                let operand = match items.first() {
                    Some(item) => self.fit(operand, &item.ty),
                    None => operand,
                };
                pg::Expr::InList(Box::new(operand), *negated, lowered)
            }
            ExprKind::InQuery {
                operand,
                negated,
                query,
            } => {
                let operand = self.operand_in_query(operand, query);
                let query = self.lower_query(query);
                pg::Expr::InQuery(Box::new(operand), *negated, Box::new(query))
            }
            ExprKind::Between {
                operand,
                negated,
                low,
                high,
            } => pg::Expr::Between(
                Box::new(self.operand_beside(operand, [low.as_ref(), high.as_ref()])),
                *negated,
                Box::new(self.lower_expr(low)),
                Box::new(self.lower_expr(high)),
            ),
            ExprKind::Like {
                operand,
                negated,
                pattern,
                escape,
            } => {
                let (pattern, escape) = self.like_pattern(pattern, escape.as_deref());
                pg::Expr::Like(
                    Box::new(self.lower_expr(operand)),
                    *negated,
                    Box::new(pattern),
                    escape.map(Box::new),
                )
            }
            ExprKind::Member {
                operand,
                negated,
                collection,
                submultiset,
            } => self.member(operand, collection, *submultiset, *negated, expr.span),
            ExprKind::Quantified { left, op, all, right } => self.quantified(left, *op, *all, right),
            ExprKind::Exists(query) => pg::Expr::Exists(Box::new(self.lower_query(query))),
            ExprKind::Case {
                operand,
                branches,
                else_value,
            } => {
                let conditions: Vec<&Expr> = branches.iter().map(|(condition, _)| condition).collect();
                let (operand, conditions) = self.case_conditions(operand.as_deref(), &conditions);
                let values = branches.iter().map(|(_, value)| self.lower_expr(value));
                pg::Expr::Case {
                    operand: operand.map(Box::new),
                    branches: conditions.into_iter().zip(values).collect(),
                    else_value: else_value.as_ref().map(|value| Box::new(self.lower_expr(value))),
                }
            }
            ExprKind::Call { routine, args } => {
                if self.sql_depth > 0 {
                    self.note_missing_row(expr);
                }
                self.call(routine, args, expr.span)
            }
            ExprKind::UnresolvedCall { name, args } => self.unresolved_call(name, args, expr.span),
            ExprKind::Builtin { name, args } => self.builtin(name, args, expr),
            ExprKind::Aggregate(aggregate) => self.aggregate(aggregate, expr),
            ExprKind::Window {
                function,
                ignore_nulls,
                from_last,
                window,
            } => self.window_function(function, *ignore_nulls, *from_last, window, expr.span),
            ExprKind::Constructor { args } => self.constructor(args, &expr.ty),
            ExprKind::Convert { operand, implicit } => {
                self.conversion(operand, &expr.ty, *implicit, expr.span)
            }
            ExprKind::XmlElement {
                name,
                members,
                content,
            } => self.xml_element(name.as_deref(), members, content),
            ExprKind::Extract { field, source } => self.extract(field, source),
            ExprKind::Trim {
                side,
                characters,
                source,
            } => self.trim(*side, characters.as_deref(), source),
            ExprKind::AtTimeZone { operand, zone } => self.at_time_zone(operand, zone.as_deref(), expr),
            ExprKind::Subquery(query) => pg::Expr::Subquery(Box::new(self.lower_query(query))),
            ExprKind::CursorQuery(query) => self.cursor_query(query, expr.span),
            ExprKind::Multiset(query) => self.multiset(query, &expr.ty),
            ExprKind::Tuple(items) => {
                pg::Expr::Tuple(items.iter().map(|item| self.lower_expr(item)).collect())
            }
            ExprKind::Prior(operand) => self.prior(operand),
            ExprKind::ConnectByRoot(operand) => self.connect_by_root(operand, expr.span),
            ExprKind::Bind(name) => self.bind(name, expr.span),
            ExprKind::Sqlcode => self.told_error(Tells::Code),
            ExprKind::Sqlerrm => self.told_error(Tells::Message),
            ExprKind::Unresolved(name) => {
                // Reported by the resolver; PostgreSQL says at run time that the name does not exist.
                let parts = name.iter().map(|part| Ident(identifier(part))).collect();
                pg::Expr::Name(QualifiedName(parts))
            }
            ExprKind::Refused(text) => self.refused_expr(&single_line(text)),
        }
    }

    /// The operand of CASE, if any, and the conditions of its branches.
    pub(crate) fn case_conditions(
        &mut self,
        operand: Option<&Expr>,
        conditions: &[&Expr],
    ) -> (Option<pg::Expr>, Vec<pg::Expr>) {
        let Some(operand) = operand else {
            let conditions = conditions.iter().map(|condition| self.condition(condition));
            return (None, conditions.collect());
        };
        if let Some((operand, values)) = self.case_operands(operand, conditions) {
            return (Some(operand), values);
        }
        let mut equal = |value: &&Expr| {
            let (left, right) = self.equal_operands(operand, value);
            left.binary("=", right)
        };
        (None, conditions.iter().map(&mut equal).collect())
    }

    fn literal(&mut self, literal: &Literal, ty: &Type) -> pg::Expr {
        match literal {
            Literal::Null => match ty {
                Type::Null | Type::Unknown => pg::Expr::null(),
                _ if self.sql_depth == 0 => pg::Expr::null(),
                ty => pg::Expr::null().cast(self.plain_type_name(ty)),
            },
            Literal::Number(text) => pg::Expr::number(number_text(text)),
            Literal::BinaryFloat(text) => pg::Expr::number(number_text(text)).cast(TypeName::builtin("real")),
            Literal::BinaryDouble(text) => {
                pg::Expr::number(number_text(text)).cast(TypeName::builtin("double precision"))
            }
            Literal::String(text) => pg::Expr::text(text.clone()),
            Literal::Boolean(value) => pg::Expr::boolean(*value),
            Literal::Date(text) => pg::Expr::TypedLiteral(TypeName::builtin("timestamp"), with_era(text)),
            Literal::Timestamp(text) => {
                let zoned = matches!(ty.scalar(), Some(plconv_catalog::DataType::TimestampTz { .. }));
                let name = if zoned { "timestamptz" } else { "timestamp" };
                pg::Expr::TypedLiteral(TypeName::builtin(name), with_era(text))
            }
            Literal::Interval { text, from, to } => {
                let fields = match to {
                    Some(to) => format!("{} to {}", from.to_lowercase(), to.to_lowercase()),
                    None => from.to_lowercase(),
                };
                // interval '1 10:30' day to minute
                pg::Expr::Token(format!("interval {} {fields}", pg::quote_literal(text)))
            }
        }
    }

    /// An expression that stands in SQL by itself, as in a DEFAULT or CHECK.
    pub fn lower_sql_expr(&mut self, expr: &Expr) -> pg::Expr {
        self.sql_depth += 1;
        let lowered = self.lower_expr(expr);
        self.sql_depth -= 1;
        lowered
    }

    /// A bind of a dynamic statement by its place; a bind of SQL*Plus as a psql variable.
    fn bind(&mut self, name: &str, span: Span) -> pg::Expr {
        let number = self
            .binds
            .as_ref()
            .and_then(|places| places.iter().position(|place| *place == span.start));
        match number {
            Some(index) => pg::Expr::Token(format!("${}", index + 1)),
            // psql puts nothing into dollar quotes.
            None if self.in_block => {
                self.report(
                    Code::BIND_VARIABLE,
                    span,
                    format!("a block of PostgreSQL has no bind variables: :{name}"),
                );
                self.refused_expr(&format!("bind variable :{name}"))
            }
            None => {
                let variable = name.to_lowercase();
                self.report(
                    Code::BIND_VARIABLE,
                    span,
                    format!("the value of :{name} has to be given: psql -v {variable}=..."),
                );
                pg::Expr::Token(format!(":'{variable}'"))
            }
        }
    }

    pub(crate) fn column(&mut self, column: &ColumnRef) -> pg::Expr {
        if let Some(mapped) = self.hierarchy_column(column) {
            return mapped;
        }
        if let Some(substitute) = self.substitute(&column.relation, &column.column) {
            return substitute;
        }
        if column.column.is_empty() {
            return pg::Expr::name(identifier(&column.relation));
        }
        // DUAL is left out of FROM; its one row says X.
        if column.column == "DUMMY" && column.relation == "DUAL" {
            return pg::Expr::text("X");
        }
        if column.column == "*" {
            return if column.relation.is_empty() {
                pg::Expr::Token("*".to_owned())
            } else {
                pg::Expr::Token(format!("{}.*", Ident(identifier(&column.relation))))
            };
        }
        if column.relation.is_empty() || !column.qualified {
            return pg::Expr::name(identifier(&column.column));
        }
        pg::Expr::qualified(identifier(&column.relation), identifier(&column.column))
    }

    pub(crate) fn variable(&mut self, variable: &VariableRef) -> pg::Expr {
        if let Some(renamed) = self.renamed.get(&variable.name) {
            return renamed.clone();
        }
        if variable.qualifier.is_none()
            && let Some(record) = self.loop_record(&variable.name)
        {
            return record;
        }
        if let Some(captured) = self.captured_variable(variable) {
            return captured;
        }
        let name = local_name(&variable.name);
        let Some(qualifier) = &variable.qualifier else {
            return pg::Expr::name(name);
        };
        if let Some(own) = &self.routine.own_name {
            let is_parameter = matches!(
                variable.kind,
                VariableKind::InParameter | VariableKind::OutParameter
            );
            if variable.routine_depth < own.depth || (own.oracle == *qualifier && is_parameter) {
                return pg::Expr::qualified(own.postgresql.clone(), name);
            }
            self.routine.needs_label |= own.oracle == *qualifier;
        }
        pg::Expr::qualified(identifier(qualifier), name)
    }

    /// Package variables are read through their getter.
    pub(crate) fn package_variable(&mut self, variable: &PackageVariableRef) -> pg::Expr {
        if let Some(value) = self.supplied_constant(variable) {
            return self.lower_expr(&value);
        }
        let getter = PackageFunction::Getter(&variable.name);
        self.call_package_function(&variable.package, getter, Vec::new())
    }

    /// The value of a constant of a supplied package.
    fn supplied_constant(&self, variable: &PackageVariableRef) -> Option<Expr> {
        if !plconv_hir::supplied::is_supplied(self.program, &variable.package) {
            return None;
        }
        let package = self.program.packages.get(&variable.package)?;
        package.variables.get(&variable.name)?.default.clone()
    }

    fn field(&mut self, base: &Expr, field: &str) -> pg::Expr {
        if let Some(element) = self.bulk_exception_field(base, field) {
            return element;
        }
        if let ExprKind::Refused(_) = &base.kind {
            return self.lower_expr(base);
        }
        // A field of a field needs parentheses too.
        let is_column = matches!(base.kind, ExprKind::Column(_) | ExprKind::Field { .. });
        let (ty, held) = (&base.ty, self.field_name(&base.ty, field));
        let value = match self.lower_expr(base) {
            // A variable with a field is one qualified name; a column with a field would be a table with a column.
            pg::Expr::Name(mut name) if !is_column => {
                name.0.push(held);
                pg::Expr::Name(name)
            }
            other => pg::Expr::Field(Box::new(other), held),
        };
        self.attribute_value(ty, field, value)
    }

    /// Whether PostgreSQL has an integer for the expression.
    fn is_integer(&self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::Literal(Literal::Number(text)) => text.parse::<i32>().is_ok(),
            ExprKind::Binary {
                op: BinaryOp::Add | BinaryOp::Subtract | BinaryOp::Multiply,
                left,
                right,
            } => self.is_integer(left) && self.is_integer(right),
            ExprKind::Unary { operand, .. } => self.is_integer(operand),
            ExprKind::CollectionMethod { .. } => true,
            _ => ["integer", "smallint"].contains(&self.plain_type_name(&expr.ty).text.as_str()),
        }
    }

    /// A value for a place of a type: what is refused is text, and has to fit for its own error to be raised.
    pub(crate) fn fit(&self, value: pg::Expr, ty: &Type) -> pg::Expr {
        if !self.is_refused(&value) || ty.is_character() || matches!(ty, Type::Unknown | Type::Null) {
            return value;
        }
        value.cast(self.plain_type_name(ty))
    }

    /// A jsonb value as a value of a type.
    pub(crate) fn from_json(&mut self, value: pg::Expr, ty: &Type) -> pg::Expr {
        match ty {
            Type::Record(_) | Type::Object(_) => {
                let target = self.plain_type_name(ty);
                pg::Expr::call(
                    "jsonb_populate_record",
                    vec![pg::Expr::null().cast(target), value],
                )
            }
            Type::Collection(collection) => match self.collection_form(collection) {
                // An element that EXTEND made is atomically null.
                CollectionForm::Map { .. } if collection.kind.is_counted() => {
                    let null = pg::Expr::text("null").cast(TypeName::builtin("jsonb"));
                    pg::Expr::call("nullif", vec![value, null])
                }
                CollectionForm::Map { .. } => value,
                CollectionForm::Array if crate::query::is_record(&collection.element) => {
                    let element = self.plain_type_name(&collection.element);
                    self.runtime("json_rows", vec![pg::Expr::null().cast(element), value])
                }
                CollectionForm::Array => {
                    let text = self.runtime("json_array_text", vec![value]);
                    text.cast(self.plain_type_name(ty))
                }
            },
            Type::Scalar(_) | Type::Unknown | Type::Null | Type::RefCursor(_) => {
                let text = value.binary("#>>", pg::Expr::text("{}"));
                match self.plain_type_name(ty) {
                    name if name.text == "text" => text,
                    name => text.cast(name),
                }
            }
        }
    }

    fn constructor(&mut self, args: &[Expr], ty: &Type) -> pg::Expr {
        if let Type::Object(object) = ty
            && let Some(created) = self.new_object(&object.name, args)
        {
            return created;
        }
        let required = ty.collection().filter(|collection| collection.element_not_null);
        let mut values = Vec::with_capacity(args.len());
        let in_map = ty
            .collection()
            .filter(|collection| self.collection_form(collection) != CollectionForm::Array)
            .cloned();
        for (index, arg) in args.iter().enumerate() {
            let mut value = self.lower_expr(arg);
            // Those of associative arrays are keys and elements in turn.
            if let Some(collection) = &in_map
                && (collection.kind.is_counted() || index % 2 == 1)
            {
                value = self.limited_element(value, &collection.element, arg);
            }
            values.push(match required {
                Some(collection) if arg.nullability.may_be_null() => {
                    self.never_null(value, &collection.element)
                }
                _ => value,
            });
        }
        let target = self.plain_type_name(ty);
        match ty {
            Type::Collection(collection) => match self.collection_form(collection) {
                CollectionForm::Array => pg::Expr::Array(values).cast(target),
                CollectionForm::Map { .. } if values.is_empty() => {
                    pg::Expr::text("{}").cast(TypeName::builtin("jsonb"))
                }
                CollectionForm::Map { .. } if !collection.kind.is_counted() => {
                    let values = values.into_iter().map(value_with_type).collect();
                    pg::Expr::call("jsonb_build_object", values)
                }
                CollectionForm::Map { .. } => {
                    let json = values
                        .into_iter()
                        .map(|value| element_as_jsonb(value, ty))
                        .collect();
                    let array = pg::Expr::Array(json);
                    self.runtime("map_of", vec![array])
                }
            },
            Type::Record(record) => self.limited_row(values, &record.fields, args).cast(target),
            Type::Object(object) => self.limited_row(values, &object.attributes, args).cast(target),
            Type::Unknown | Type::Null | Type::Scalar(_) | Type::RefCursor(_) => {
                pg::Expr::Row(values).cast(target)
            }
        }
    }

    fn is_predicate(&mut self, operand: &Expr, negated: bool, what: &IsPredicate, span: Span) -> pg::Expr {
        if *what == IsPredicate::Json {
            return self.is_json(operand, negated, span);
        }
        if *what == IsPredicate::Set {
            return self.is_a_set(operand, negated, span);
        }
        if let IsPredicate::OfType(types) = what {
            return self.is_of_type(operand, negated, types, span);
        }
        let composite = matches!(operand.ty, Type::Record(_) | Type::Object(_));
        let value = self.lower_expr(operand);
        let words = match (what, negated) {
            // A composite is NULL to Oracle only as a whole; PostgreSQL's IS NULL asks every field.
            (IsPredicate::Null, negated) if composite => {
                let op = if negated {
                    "IS DISTINCT FROM"
                } else {
                    "IS NOT DISTINCT FROM"
                };
                return value.binary(op, pg::Expr::null());
            }
            (IsPredicate::Null, false) => "IS NULL",
            (IsPredicate::Null, true) => "IS NOT NULL",
            (IsPredicate::True, false) => "IS TRUE",
            (IsPredicate::True, true) => "IS NOT TRUE",
            (IsPredicate::False, false) => "IS FALSE",
            (IsPredicate::False, true) => "IS NOT FALSE",
            (IsPredicate::Empty, negated) => {
                let op = if negated { "<>" } else { "=" };
                let map = operand.ty.collection().is_some_and(|collection| {
                    matches!(self.collection_form(collection), CollectionForm::Map { .. })
                });
                if map {
                    return value.binary(op, self.empty_collection(&operand.ty));
                }
                let count = pg::Expr::call("cardinality", vec![value]);
                return count.binary(op, pg::Expr::number("0"));
            }
            (IsPredicate::Nan, negated) => {
                let nan = pg::Expr::text("NaN").cast(TypeName::builtin("double precision"));
                return value.binary(if negated { "<>" } else { "=" }, nan);
            }
            (IsPredicate::Infinite, negated) => {
                let infinity = pg::Expr::text("Infinity").cast(TypeName::builtin("double precision"));
                return pg::Expr::call("abs", vec![value]).binary(if negated { "<>" } else { "=" }, infinity);
            }
            (IsPredicate::Json | IsPredicate::Set, _) => return self.refused_predicate("IS", span),
            (IsPredicate::Dangling, _) => return self.refused_predicate("IS DANGLING", span),
            (IsPredicate::OfType(_), _) => return self.refused_predicate("IS OF", span),
        };
        pg::Expr::Postfix(Box::new(value), words)
    }

    fn refused_predicate(&mut self, name: &str, span: Span) -> pg::Expr {
        self.report(
            Code::UNSUPPORTED_EXPRESSION,
            span,
            format!("the condition {name} is not carried over"),
        );
        self.refused_expr(name)
    }

    fn quantified(&mut self, left: &Expr, op: BinaryOp, all: bool, right: &[Expr]) -> pg::Expr {
        let left = self.lower_expr(left);
        let word = if all { "ALL" } else { "ANY" };
        let op = operator::comparison(op);
        let right = match right {
            [
                Expr {
                    kind: ExprKind::Subquery(query),
                    ..
                },
            ] => pg::Expr::Subquery(Box::new(self.lower_query(query))),
            items => pg::Expr::Array(items.iter().map(|item| self.lower_expr(item)).collect()),
        };
        pg::Expr::Quantified(Box::new(left), op, word, Box::new(right))
    }

    fn multiset(&mut self, query: &plconv_hir::query::Query, ty: &Type) -> pg::Expr {
        let mut query = self.lower_query(query);
        let target = self.plain_type_name(ty);
        // The columns of a row are the attributes of an element.
        if let Some(collection) = ty.collection()
            && matches!(collection.element, Type::Object(_) | Type::Record(_))
            && let pg::QueryBody::Select(select) = &mut query.body
            && select.items.len() > 1
        {
            let values = std::mem::take(&mut select.items);
            let row = pg::Expr::Row(values.into_iter().map(|item| item.expr).collect());
            select.items.push(pg::SelectItem {
                expr: row.cast(self.plain_type_name(&collection.element)),
                alias: None,
            });
        }
        pg::Expr::ArrayQuery(Box::new(query)).cast(target)
    }

    // ------------------------------------------------------------ calls

    /// A function call in an expression.
    fn call(&mut self, routine: &RoutineId, args: &[Option<Expr>], span: Span) -> pg::Expr {
        if self
            .signature_of(routine)
            .is_some_and(|signature| self.commits(&signature))
        {
            self.report(
                Code::COMMIT_CONTEXT,
                span,
                format!(
                    "{} ends transactions: it is a procedure, which an expression of SQL cannot call",
                    routine.name
                ),
            );
            return self.refused_expr("call of a function that ends transactions in SQL");
        }
        if self.returns_by_parameter(routine) {
            self.report(
                Code::FUNCTION_WITH_OUT_CALL,
                span,
                format!(
                    "{} has OUT parameters, and it depends on values whether this call is made",
                    routine.name
                ),
            );
            return self.refused_expr("call of a function with OUT parameters in an expression");
        }
        self.report_supplied(routine, span);
        let name = self.callee_name(routine);
        let receiver = args.first().and_then(|first| first.as_ref());
        let may_lack_object =
            receiver.is_some_and(|receiver| self.is_called_for_null(routine, receiver, span));
        let mut args = self.call_arguments(routine, args);
        if may_lack_object && let Some((_, object)) = args.first_mut() {
            *object = self.runtime("never_null_object", vec![object.clone()]);
        }
        let mut call = pg::Call::new(name, Vec::new());
        call.args = args;
        pg::Expr::Call(Box::new(call))
    }

    /// Arguments in order; after a gap that takes its default they are named.
    pub(crate) fn call_arguments(
        &mut self,
        routine: &RoutineId,
        args: &[Option<Expr>],
    ) -> Vec<(Option<Ident>, pg::Expr)> {
        let args = &*self.with_defaults(routine, args);
        let signature = self.signature_of(routine);
        let mut named = false;
        let mut result = Vec::new();
        for (index, arg) in args.iter().enumerate() {
            let parameter = signature
                .as_ref()
                .and_then(|signature| signature.parameters.get(index));
            let Some(arg) = arg else {
                named = true;
                continue;
            };
            let mut value = self.lower_expr(arg);
            if let Some(parameter) = parameter
                && parameter.mode == ParameterMode::In
                && needs_cast(arg, &parameter.ty, || self.overloads_differ(routine, index))
            {
                value = value.cast(self.plain_type_name(&parameter.ty));
            }
            if let Some(parameter) = parameter
                && parameter.mode == ParameterMode::In
            {
                value = self.record_argument(value, &arg.ty, &parameter.ty);
                value = self.fit(value, &parameter.ty);
                if parameter.not_null && arg.nullability != Nullability::NotNull {
                    value = self.never_null(value, &parameter.ty);
                }
            }
            let name = match parameter {
                Some(parameter) if named => Some(Ident(local_name(&parameter.name))),
                _ => None,
            };
            result.push((name, value));
        }
        result.extend(self.captured_arguments(routine));
        result
    }

    /// A record of another type with the same fields; PostgreSQL takes no composite type for another one, and no `record`
    /// for a composite type.
    fn record_argument(&mut self, value: pg::Expr, from: &Type, to: &Type) -> pg::Expr {
        match (from, to) {
            (Type::Record(record), Type::Record(wanted))
                if record.identity != wanted.identity && matches!(value, pg::Expr::Name(_)) =>
            {
                let (fields, types): (Vec<_>, Vec<_>) = (record.fields.iter())
                    .map(|field| {
                        let value = crate::query::field_of(value.clone(), &field.name);
                        (value, field.ty.clone())
                    })
                    .unzip();
                let target = self.plain_type_name(to);
                self.limited_row_of_columns(fields, to, &types).cast(target)
            }
            _ => value,
        }
    }

    /// Whether the type of an argument tells overloads of a routine apart.
    fn overloads_differ(&self, routine: &RoutineId, index: usize) -> bool {
        let Some(package) = &routine.package else {
            return false;
        };
        let owner = plconv_catalog::ObjectName {
            schema: routine.schema.clone(),
            name: package.clone(),
        };
        let in_package = (self.program.packages.get(&owner))
            .and_then(|scope| scope.routines.get(&routine.name))
            .into_iter()
            .flatten();
        let methods = self
            .program
            .methods
            .get(&owner)
            .into_iter()
            .flat_map(plconv_hir::program::TypeMethods::iter);
        let types: std::collections::BTreeSet<String> = in_package
            .chain(methods.filter(|method| method.id.name == routine.name))
            .map(|signature| match signature.parameters.get(index) {
                Some(parameter) => self.plain_type_name(&parameter.ty).to_string(),
                None => String::new(),
            })
            .collect();
        types.len() > 1
    }

    fn unresolved_call(&mut self, name: &[String], args: &[(Option<String>, Expr)], span: Span) -> pg::Expr {
        let shown = name.join(".");
        if plconv_hir::resolve::builtins::is_supplied_package(name.first().map_or("", String::as_str)) {
            self.report(
                Code::SUPPLIED_PACKAGE,
                span,
                format!("{shown} has no counterpart in PostgreSQL"),
            );
            return self.refused_expr(&shown);
        }
        // Reported by the resolver. The call is kept: a routine of that name may exist in the target.
        let parts = name.iter().map(|part| Ident(identifier(part))).collect();
        let mut call = pg::Call::new(QualifiedName(parts), Vec::new());
        call.args = args
            .iter()
            .map(|(name, value)| {
                let name = name.as_ref().map(|name| Ident(identifier(name)));
                (name, self.lower_expr(value))
            })
            .collect();
        pg::Expr::Call(Box::new(call))
    }
}

/// Literals have no certain type for PostgreSQL; overloads and numbers where text is wanted need one.
fn needs_cast(arg: &Expr, target: &Type, overloads_differ: impl Fn() -> bool) -> bool {
    match &arg.kind {
        ExprKind::Literal(Literal::Null | Literal::String(_)) => overloads_differ(),
        ExprKind::Literal(Literal::Number(_)) => *target == Type::NUMBER && overloads_differ(),
        // Assignment to a parameter does not cast numeric to integer by itself.
        _ => {
            matches!(target.scalar(), Some(plconv_catalog::DataType::PlsInteger))
                && arg.ty != *target
                && arg.ty.is_numeric()
                && !matches!(arg.kind, ExprKind::Convert { .. })
        }
    }
}

/// Digits as PostgreSQL reads them: Oracle allows `1.` and `.5`.
fn number_text(text: &str) -> String {
    let text = text.to_ascii_lowercase();
    if let Some(rest) = text.strip_prefix('.') {
        return format!("0.{rest}");
    }
    match text.strip_suffix('.') {
        Some(digits) => digits.to_owned(),
        None => text,
    }
}

/// Source text on one line, shortened, for messages.
pub(crate) fn single_line(text: &str) -> String {
    let mut line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() > 120 {
        line = line.chars().take(117).collect::<String>() + "...";
    }
    line
}

/// Whether a value can be NULL.
pub(crate) fn may_be_null(expr: &Expr) -> bool {
    expr.nullability != Nullability::NotNull
}

/// The text of a date or timestamp literal: a negative year is one before Christ.
fn with_era(text: &str) -> String {
    match text.trim_start().strip_prefix('-') {
        Some(date) => format!("{date} BC"),
        None => text.to_owned(),
    }
}
