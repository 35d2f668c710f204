//! Assignments to whatever Oracle can assign to.

use crate::context::Lowering;
use crate::expr::single_line;
use crate::naming::PackageFunction;
use crate::types::{CollectionForm, limit};
use plconv_catalog::DataType;
use plconv_diagnostics::Code;
use plconv_hir::expr::{Expr, ExprKind, Literal, Span};
use plconv_hir::stmt::{Block, DeclarationKind, Statement, StatementKind};
use plconv_hir::ty::{CollectionKind, Nullability, Type};
use plconv_hir::visit::{children, walk_expr};
use plconv_pg::{self as pg, PlKind, PlStatement, QualifiedName, TypeName};
use std::collections::BTreeSet;

impl Lowering<'_> {
    /// `target := value`, of which nothing is known about NULL.
    pub(crate) fn assign(&mut self, target: &Expr, value: pg::Expr) -> Vec<PlStatement> {
        self.assign_known(target, value, Nullability::Nullable)
    }

    /// `target := value`
    pub(crate) fn assign_known(
        &mut self,
        target: &Expr,
        value: pg::Expr,
        nullability: Nullability,
    ) -> Vec<PlStatement> {
        if let ExprKind::Refused(text) = &root(target).kind {
            return vec![self.refused_statement(&single_line(text))];
        }
        let value = self.fit(value, &target.ty);
        let value = self.never_null_in(target, value, nullability);
        let value = self.held_value(target, value);
        let mut statements: Vec<PlStatement> = self.check_object(target).into_iter().collect();
        statements.extend(self.assign_value(target, value));
        statements
    }

    /// The value for a part of a package variable in a variable of its own, and what puts it there, where a routine that
    /// it calls may change the package variable: the whole is read, changed and written back, which must not undo that.
    pub(super) fn value_first(
        &mut self,
        target: &Expr,
        value: &Expr,
        lowered: &pg::Expr,
    ) -> Option<(PlStatement, pg::Expr)> {
        let is_part = matches!(target.kind, ExprKind::Field { .. } | ExprKind::Element { .. });
        if !is_part || !matches!(root(target).kind, ExprKind::PackageVariable(_)) {
            return None;
        }
        let mut changes = false;
        walk_expr(value, &mut |expr| {
            if let ExprKind::Call { routine, .. } = &expr.kind {
                let effects = self.effects_of(routine);
                changes |= effects.package_state || effects.unknown;
            }
        });
        if !changes {
            return None;
        }
        let held = pg::Expr::name(self.temporary("value_first", self.type_name(&target.ty)));
        Some((PlKind::Assign(held.clone(), lowered.clone()).into(), held))
    }

    /// An attribute of an object that is atomically null cannot be assigned to: ACCESS_INTO_NULL (PL/SQL Language Reference,
    /// "Predefined Exceptions"). PostgreSQL would make the object.
    fn check_object(&mut self, target: &Expr) -> Option<PlStatement> {
        let ExprKind::Field { base, .. } = &target.kind else {
            return None;
        };
        let exists = match &base.kind {
            ExprKind::Variable(variable) => {
                variable.name == "SELF" || self.routine.objects.contains(&variable.name)
            }
            ExprKind::Field { .. } | ExprKind::Element { .. } | ExprKind::PackageVariable(_) => false,
            // Rows of triggers and the like exist.
            _ => true,
        };
        if exists || !matches!(base.ty, Type::Object(_)) {
            return None;
        }
        let is_null = self
            .lower_expr(base)
            .binary("IS NOT DISTINCT FROM", pg::Expr::null());
        let raise = perform(self.runtime("raise_oracle_error", vec![pg::Expr::number("6530")]));
        Some(PlKind::If(vec![(is_null, vec![raise])], None).into())
    }

    fn assign_value(&mut self, target: &Expr, value: pg::Expr) -> Vec<PlStatement> {
        match &target.kind {
            ExprKind::PackageVariable(variable) => {
                let setter = PackageFunction::Setter(&variable.name);
                vec![perform(self.call_package_function(
                    &variable.package,
                    setter,
                    vec![value],
                ))]
            }
            ExprKind::Field { base, field } if let Some(taken) = self.taken_out(base) => {
                let held = self.field_name(&base.ty, field);
                let place = pg::Expr::Name(QualifiedName(vec![taken, held]));
                vec![PlKind::Assign(place, value).into()]
            }
            ExprKind::Field { base, field } if !self.is_direct(base) => {
                let temporary = self.shared_temporary("record_value", self.type_name(&base.ty));
                let current = self.peek_record(base);
                let held = self.field_name(&base.ty, field);
                let place = pg::Expr::Name(QualifiedName(vec![temporary.clone(), held]));
                let mut statements: Vec<PlStatement> = vec![
                    PlKind::Assign(pg::Expr::name(temporary.clone()), current).into(),
                    PlKind::Assign(place, value).into(),
                ];
                statements.extend(self.assign(base, pg::Expr::name(temporary)));
                statements
            }
            ExprKind::Element { base, index } => self.assign_element(base, index, value, target.span),
            ExprKind::Bind(name) if self.in_block => {
                self.report(
                    Code::BIND_VARIABLE,
                    target.span,
                    format!("a block of PostgreSQL has no bind variables: :{name}"),
                );
                vec![self.refused_statement(&format!("bind variable :{name}"))]
            }
            _ => {
                let place = self.place(target);
                if self.raises_when_evaluated(&place) {
                    // Something of a supplied package: reading it raises, and so does writing.
                    return vec![perform(place)];
                }
                vec![PlKind::Assign(place, value).into()]
            }
        }
    }

    /// What PL/pgSQL assigns to directly: a variable, or a path of fields and array elements in it.
    pub(super) fn place(&mut self, target: &Expr) -> pg::Expr {
        match &target.kind {
            ExprKind::Field { base, field } => {
                let held = self.field_name(&base.ty, field);
                pg::Expr::Field(Box::new(self.place(base)), held)
            }
            ExprKind::Element { base, index } => {
                let subscript = self.element_subscript(base, index, target.span);
                pg::Expr::Subscript(Box::new(self.place(base)), Box::new(subscript))
            }
            _ => self.lower_expr(target),
        }
    }

    /// The subscript of an element to be written: it has to exist, unless the array has the next one from here on.
    fn element_subscript(&mut self, base: &Expr, index: &Expr, element: Span) -> pg::Expr {
        if self.routine.subscripts.existing.contains(&element) {
            return self.existing_subscript(index);
        }
        let subscript = self.subscript(index);
        if base.ty.collection().is_some_and(|ty| self.is_dense(ty)) {
            return subscript;
        }
        let array = self.lower_expr(base);
        self.array_index(array, subscript, base)
    }

    /// The subscript of an element that an array has.
    fn array_index(&mut self, array: pg::Expr, subscript: pg::Expr, base: &Expr) -> pg::Expr {
        let mut args = vec![array, subscript];
        args.extend(base.ty.collection().and_then(|ty| limit(ty)));
        self.runtime("array_index", args)
    }

    fn assign_element(
        &mut self,
        base: &Expr,
        index: &Expr,
        value: pg::Expr,
        element: Span,
    ) -> Vec<PlStatement> {
        let form = base
            .ty
            .collection()
            .map(|collection| self.collection_form(collection));
        match form {
            Some(CollectionForm::Map { .. })
                if (base.ty.collection()).is_some_and(|ty| ty.kind.is_counted()) =>
            {
                let current = self.peek(base);
                let json = element_as_jsonb(value, &base.ty);
                let mut args = vec![current, self.subscript(index), json];
                args.extend(base.ty.collection().and_then(|ty| limit(ty)));
                let changed = self.runtime("table_set", args);
                self.assign(base, changed)
            }
            Some(CollectionForm::Map { .. }) => {
                let key = self.lower_expr(index).cast(TypeName::builtin("text"));
                let current = self.peek(base);
                let json = element_as_jsonb(value, &base.ty);
                let mut args = vec![current, key, json];
                args.extend(longest_key(base, index));
                let changed = self.runtime("map_set", args);
                self.assign(base, changed)
            }
            _ if self.is_direct(base) => {
                let subscript = self.element_subscript(base, index, element);
                let place = pg::Expr::Subscript(Box::new(self.place(base)), Box::new(subscript));
                vec![PlKind::Assign(place, value).into()]
            }
            _ => {
                let temporary = self.temporary("collection_value", self.type_name(&base.ty));
                let current = self.peek(base);
                let subscript = self.subscript(index);
                let array = pg::Expr::name(temporary.clone());
                let checked = self.array_index(array.clone(), subscript, base);
                let mut statements: Vec<PlStatement> = vec![
                    PlKind::Assign(array.clone(), current).into(),
                    PlKind::Assign(
                        pg::Expr::Subscript(Box::new(array.clone()), Box::new(checked)),
                        value,
                    )
                    .into(),
                ];
                statements.extend(self.assign(base, array));
                statements
            }
        }
    }

    /// Whether PL/pgSQL can assign to parts of this: local variables, their fields and array elements.
    pub(crate) fn is_direct(&self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::Variable(_) | ExprKind::TriggerRow { .. } => true,
            ExprKind::Field { base, .. } => !self.is_json_attribute(expr) && self.is_direct(base),
            ExprKind::Element { base, .. } => {
                base.ty
                    .collection()
                    .is_some_and(|collection| self.collection_form(collection) == CollectionForm::Array)
                    && self.is_direct(base)
            }
            _ => false,
        }
    }

    /// The current record, that of the defaults of its type where an element does not exist yet.
    pub(super) fn peek_record(&mut self, expr: &Expr) -> pg::Expr {
        if let ExprKind::Element { base, index } = &expr.kind
            && base
                .ty
                .collection()
                .is_some_and(|collection| !collection.kind.is_counted())
            && let Some(defaults) = self.initial_value(&expr.ty)
        {
            let key = self.lower_expr(index).cast(TypeName::builtin("text"));
            let args = vec![self.peek(base), key, defaults];
            return self.runtime("map_record", args);
        }
        self.peek(expr)
    }

    /// The current value, NULL where an element does not exist yet.
    fn peek(&mut self, expr: &Expr) -> pg::Expr {
        if let ExprKind::Element { base, index } = &expr.kind
            && base
                .ty
                .collection()
                .is_some_and(|collection| self.collection_form(collection) != CollectionForm::Array)
        {
            let map = self.peek(base);
            let key = self.lower_expr(index).cast(TypeName::builtin("text"));
            if matches!(expr.ty, Type::Record(_) | Type::Object(_)) {
                let none = pg::Expr::null().cast(self.plain_type_name(&expr.ty));
                return self.runtime("map_record", vec![map, key, none]);
            }
            let value = pg::Expr::binary(map, "->", key);
            return self.from_json(value, &expr.ty);
        }
        self.lower_expr(expr)
    }
}

/// The longest key of an associative array, where this one may be longer.
fn longest_key(base: &Expr, index: &Expr) -> Option<pg::Expr> {
    let CollectionKind::AssociativeString { length: Some(limit) } = base.ty.collection()?.kind else {
        return None;
    };
    let fits = match (&index.kind, index.ty.scalar()) {
        (ExprKind::Literal(Literal::String(text)), _) => text.chars().count() <= limit as usize,
        (
            _,
            Some(DataType::Varchar2 {
                length: Some(length), ..
            }),
        ) => *length <= limit,
        _ => false,
    };
    (!fits).then(|| pg::Expr::number(limit.to_string()))
}

/// What is made here, or the object that a method is called for.
fn is_object(value: &Expr) -> bool {
    match &value.kind {
        ExprKind::Constructor { .. } => true,
        ExprKind::Variable(variable) => variable.name == "SELF",
        _ => false,
    }
}

/// Variables of a block that begin as objects and are never assigned anything else.
pub(super) fn objects_of(block: &Block) -> BTreeSet<String> {
    let mut objects: BTreeSet<String> = (block.declarations.iter())
        .filter_map(|declaration| {
            let DeclarationKind::Variable(variable) = &declaration.kind else {
                return None;
            };
            is_object(variable.default.as_ref()?).then(|| variable.name.clone())
        })
        .collect();
    fn assigned<'s>(statements: impl Iterator<Item = &'s Statement>, objects: &mut BTreeSet<String>) {
        for statement in statements {
            if let StatementKind::Assign { target, value } = &statement.kind
                && let ExprKind::Variable(variable) = &target.kind
                && !is_object(value)
            {
                objects.remove(&variable.name);
            }
            assigned(children(statement), objects);
        }
    }
    assigned(block.statements.iter(), &mut objects);
    objects
}

/// What the outermost value of a path of fields and elements is.
fn root(expr: &Expr) -> &Expr {
    match &expr.kind {
        ExprKind::Field { base, .. } | ExprKind::Element { base, .. } => root(base),
        _ => expr,
    }
}

/// to_jsonb needs to know the type of a literal.
pub(crate) fn value_with_type(value: pg::Expr) -> pg::Expr {
    match value {
        pg::Expr::Text(_) => value.cast(TypeName::builtin("text")),
        pg::Expr::Token(token) if token == "NULL" => pg::Expr::Token(token).cast(TypeName::builtin("text")),
        other => other,
    }
}

/// An element of a collection that is held as JSON. A document is held as text, so that its members keep their order.
pub(crate) fn element_as_jsonb(value: pg::Expr, collection: &Type) -> pg::Expr {
    let element = collection.collection().and_then(|ty| ty.element.scalar());
    let value = match element {
        Some(DataType::JsonElement(_)) => value.cast(TypeName::builtin("text")),
        _ => value_with_type(value),
    };
    pg::Expr::call("to_jsonb", vec![value])
}

/// PERFORM of a call.
pub(crate) fn perform(call: pg::Expr) -> PlStatement {
    PlKind::Perform(call).into()
}
