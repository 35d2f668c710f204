//! Names: from a chain such as `a.b(1).c` to what it stands for.

use super::method::is_member;
use super::{LocalName, Resolver, builtins, span_of};
use crate::expr::*;
use crate::item::{RoutineId, Signature};
use crate::program::SchemaObject;
use crate::ty::{
    CollectionKind, CollectionType, Field, Nullability, RecordIdentity, RecordType, Type, TypeName,
};
use plconv_catalog::{DataType, ObjectName};
use plconv_diagnostics::Code;
use plconv_syntax::ast::{self, AstNode, SyntaxNode};
use std::sync::Arc;

/// A step of a reference.
#[derive(Clone, Copy)]
pub(crate) enum Segment<'t> {
    /// `.name`, or the first name.
    Name(ast::Name<'t>),
    /// `(arguments)`
    Arguments(ast::CallExpr<'t>),
}

/// A chain of names and calls.
pub(crate) struct Reference<'t> {
    /// What the chain starts with when it is no name.
    pub head: Option<ast::Expr<'t>>,
    /// The steps.
    pub segments: Vec<Segment<'t>>,
    /// Database link at its end.
    pub dblink: Option<String>,
    /// The whole node.
    pub node: SyntaxNode<'t>,
}

/// A table behind a database link: a foreign table in a schema that is called as the link, so that no local table of the
/// same name takes its place.
pub(crate) fn behind_link(table: &str, link: &str) -> plconv_catalog::ObjectName {
    plconv_catalog::ObjectName::qualified(plconv_catalog::link_name(link), table)
}

impl<'t> Reference<'t> {
    /// Takes a chain of suffixes apart.
    pub fn of(expr: ast::Expr<'t>) -> Reference<'t> {
        let mut segments = Vec::new();
        let mut dblink = None;
        let mut current = Some(expr);
        let mut head = None;
        while let Some(expr) = current {
            current = match expr {
                ast::Expr::NameRef(name) => {
                    segments.extend(name.name().map(Segment::Name));
                    None
                }
                ast::Expr::FieldExpr(field) => {
                    segments.extend(field.name().map(Segment::Name));
                    field.base()
                }
                ast::Expr::CallExpr(call) => {
                    segments.push(Segment::Arguments(call));
                    call.callee()
                }
                ast::Expr::RemoteExpr(remote) => {
                    dblink = remote
                        .dblink()
                        .map(|link| link.text().trim_start_matches('@').to_uppercase());
                    remote.base()
                }
                other => {
                    head = Some(other);
                    None
                }
            };
        }
        segments.reverse();
        Reference {
            head,
            segments,
            dblink,
            node: expr.syntax(),
        }
    }

    /// The leading names, folded.
    pub fn names(&self) -> Vec<String> {
        self.segments
            .iter()
            .map_while(|segment| match segment {
                Segment::Name(name) => Some(name.folded()),
                Segment::Arguments(_) => None,
            })
            .collect()
    }

    /// The arguments directly after the first `count` segments.
    pub fn arguments_after(&self, count: usize) -> Option<ast::CallExpr<'t>> {
        match self.segments.get(count) {
            Some(Segment::Arguments(call)) => Some(*call),
            Some(Segment::Name(_)) | None => None,
        }
    }
}

/// The start of a reference: what it is and how many segments it took.
pub(crate) type Head = (Expr, usize);

impl<'p> Resolver<'p> {
    /// The table that a name behind a database link is here, by the policy; reported as that, or as refused.
    pub(super) fn linked_table(
        &mut self,
        names: &[String],
        link: &str,
        span: Span,
    ) -> Option<plconv_catalog::ObjectName> {
        let written = names.join(".");
        let owner = names.iter().rev().nth(1).map(String::as_str);
        let name = names
            .last()
            .and_then(|name| self.program.catalog.linked(owner, name, link));
        let (code, message) = match &name {
            Some(name) => (
                Code::LINKED_TABLE,
                format!("{written} behind the link {link} is expected as {name}"),
            ),
            None => (
                Code::DATABASE_LINK,
                format!("{written} is behind the database link {link}"),
            ),
        };
        self.sink.report(code, span, message);
        name
    }

    /// Resolves a chain of names, calls and subscripts.
    pub(crate) fn resolve_reference(&mut self, expr: ast::Expr<'_>) -> Expr {
        let reference = Reference::of(expr);
        if reference.dblink.is_some() {
            return self.refuse_expr(
                Code::DATABASE_LINK,
                reference.node,
                format!("{} is behind a database link", reference.node.text()),
            );
        }
        let (base, taken) = match reference.head {
            Some(ast::Expr::BindVariable(bind)) => self.bind_head(bind, &reference),
            Some(head) => (self.resolve_expr(head), 0),
            None => self.resolve_head(&reference),
        };
        self.note_head(&reference, &base, taken);
        self.apply_segments(base, &reference, taken)
    }

    fn resolve_head(&mut self, reference: &Reference<'_>) -> Head {
        let names = reference.names();
        let views: Vec<&str> = names.iter().map(String::as_str).collect();
        let span = span_of(reference.node);
        if self.in_trigger_when
            && let Some(first) = views.first()
            && (*first == self.correlation.0 || *first == self.correlation.1)
        {
            return self.trigger_row(*first == self.correlation.0, 1, reference, span);
        }
        // A statement calls a procedure, which no built-in function is.
        let is_statement = self.statement_call == Some(span);
        self.sql_head(&views, reference, span)
            .or_else(|| self.local_head(&views, reference, span))
            .or_else(|| self.package_head(&views, reference, span))
            .or_else(|| is_statement.then(|| self.schema_head(&views, reference, span))?)
            .or_else(|| self.unqualified_builtin(&views, reference, span))
            .or_else(|| self.schema_head(&views, reference, span))
            .or_else(|| self.supplied_head(&views, reference, span))
            .or_else(|| self.unknown_sequence_head(&views, span))
            .unwrap_or_else(|| self.unresolved_head(names, reference, span))
    }

    fn bind_head(&mut self, bind: ast::BindVariable<'_>, reference: &Reference<'_>) -> Head {
        let text = bind.syntax().text();
        let name = text
            .trim_start_matches(':')
            .trim()
            .trim_matches('"')
            .to_uppercase();
        let span = span_of(reference.node);
        if self.trigger_columns.is_some() && (name == self.correlation.0 || name == self.correlation.1) {
            return self.trigger_row(name == self.correlation.0, 0, reference, span);
        }
        if let Some((_, value)) = self.bind_values.iter().find(|(known, _)| *known == name) {
            return (value.clone(), 0);
        }
        let kind = ExprKind::Bind(name);
        let known = self.bind_types.get(&span.start).cloned();
        (
            Expr {
                kind,
                ty: known.unwrap_or(Type::Unknown),
                nullability: Nullability::Nullable,
                span,
            },
            0,
        )
    }

    /// `:NEW.column`, where `first` is the segment the column stands in.
    fn trigger_row(&mut self, new: bool, first: usize, reference: &Reference<'_>, span: Span) -> Head {
        let columns = self.trigger_columns.clone().unwrap_or_default();
        let Some(Segment::Name(column)) = reference.segments.get(first) else {
            let kind = ExprKind::TriggerRow { new, column: None };
            return (
                Expr {
                    kind,
                    ty: Type::Unknown,
                    nullability: Nullability::Nullable,
                    span,
                },
                first,
            );
        };
        let column = column.folded();
        let ty = columns
            .iter()
            .find(|field| field.name == column)
            .map(|field| field.ty.clone())
            .or_else(|| (column == "ROWID").then_some(Type::Scalar(DataType::Rowid)));
        if ty.is_none() && !columns.is_empty() {
            self.sink.report(
                Code::UNKNOWN_COLUMN,
                span,
                format!("the trigger's table has no column {column}"),
            );
        }
        let kind = ExprKind::TriggerRow {
            new,
            column: Some(column),
        };
        let ty = ty.unwrap_or(Type::Unknown);
        (
            Expr {
                kind,
                ty,
                nullability: Nullability::Nullable,
                span,
            },
            first + 1,
        )
    }

    // ------------------------------------------------------------ PL/SQL scopes

    fn local_head(&mut self, names: &[&str], reference: &Reference<'_>, span: Span) -> Option<Head> {
        let name = *names.first()?;
        for index in (0..self.scopes.len()).rev() {
            let scope = &self.scopes[index];
            if let Some(local) = scope.names.get(name).cloned() {
                if let Some(head) = self.local_value(index, name, local, None, 1, reference, span) {
                    return Some(head);
                }
                continue;
            }
            if let Some(head) = self.labelled_local(index, names, 0, reference, span) {
                return Some(head);
            }
        }
        self.own_member(name, reference, span)
    }

    /// `label.variable` at name `at`, when the label is that of scope `index`.
    fn labelled_local(
        &mut self,
        index: usize,
        names: &[&str],
        at: usize,
        reference: &Reference<'_>,
        span: Span,
    ) -> Option<Head> {
        let (label, name) = (*names.get(at)?, *names.get(at + 1)?);
        let scope = Some(&self.scopes[index]).filter(|scope| scope.label.as_deref() == Some(label))?;
        let local = scope.names.get(name).cloned()?;
        self.local_value(index, name, local, Some(label), at + 2, reference, span)
    }

    #[allow(clippy::too_many_arguments, reason = "one lookup, no state worth a struct")]
    pub(crate) fn local_value(
        &mut self,
        scope: usize,
        name: &str,
        local: LocalName,
        qualifier: Option<&str>,
        taken: usize,
        reference: &Reference<'_>,
        span: Span,
    ) -> Option<Head> {
        let routine_depth = self.scopes[..=scope]
            .iter()
            .filter(|scope| scope.kind == super::ScopeKind::Routine)
            .count() as u32;
        let variable = |kind| {
            ExprKind::Variable(VariableRef {
                name: name.to_owned(),
                kind,
                qualifier: qualifier.map(str::to_owned),
                routine_depth,
            })
        };
        match local {
            LocalName::Variable {
                ty,
                kind,
                nullability,
            } => Some((
                Expr {
                    kind: variable(kind),
                    ty,
                    nullability,
                    span,
                },
                taken,
            )),
            LocalName::Cursor { row, .. } => Some((
                Expr {
                    kind: variable(VariableKind::Cursor),
                    ty: Type::RefCursor(Some(Box::new(row))),
                    nullability: Nullability::NotNull,
                    span,
                },
                taken,
            )),
            LocalName::Type(declaration) => {
                let call = reference.arguments_after(taken)?;
                Some((self.construct(declaration.ty, call), taken + 1))
            }
            LocalName::Routine(signatures) => {
                let call = reference.arguments_after(taken);
                Some((
                    self.resolve_call(&signatures, call, reference.node),
                    taken + usize::from(call.is_some()),
                ))
            }
            LocalName::Exception(_) => None,
        }
    }

    fn package_head(&mut self, names: &[&str], reference: &Reference<'_>, span: Span) -> Option<Head> {
        let package = self.package.clone()?;
        let name = names.first()?;
        if let Some(head) = self.package_member(&package, name, 1, true, reference, span) {
            return Some(head);
        }
        // The package's own name may qualify its members, and what they declare inside of them.
        if *name == package.name
            && let Some(member) = names.get(1)
        {
            for index in (0..self.scopes.len()).rev() {
                if self.scopes[index].kind == super::ScopeKind::Routine
                    && let Some(head) = self.labelled_local(index, names, 1, reference, span)
                {
                    return Some(head);
                }
            }
            return self.package_member(&package, member, 2, true, reference, span);
        }
        None
    }

    fn package_member(
        &mut self,
        package: &ObjectName,
        name: &str,
        taken: usize,
        inside: bool,
        reference: &Reference<'_>,
        span: Span,
    ) -> Option<Head> {
        let program = self.program;
        let own = self.building.clone().filter(|building| building.name == *package);
        let scope = match &own {
            Some(building) => building,
            None => program.packages.get(package)?.as_ref(),
        };
        if !inside && !scope.public.contains(name) {
            return None;
        }
        if let Some(variable) = scope.variables.get(name) {
            if !variable.constant {
                self.effects.package_state = true;
            }
            let kind = ExprKind::PackageVariable(PackageVariableRef {
                package: package.clone(),
                name: name.to_owned(),
                constant: variable.constant,
                cursor: false,
            });
            let nullability = match &variable.default {
                Some(default) if variable.constant => default.nullability,
                _ if variable.not_null => Nullability::NotNull,
                _ => Nullability::Nullable,
            };
            return Some((
                Expr {
                    kind,
                    ty: variable.ty.clone(),
                    nullability,
                    span,
                },
                taken,
            ));
        }
        if let Some(cursor) = scope.cursors.get(name) {
            self.effects.package_state = true;
            let kind = ExprKind::PackageVariable(PackageVariableRef {
                package: package.clone(),
                name: name.to_owned(),
                constant: false,
                cursor: true,
            });
            let ty = Type::RefCursor(Some(Box::new(cursor.row.clone())));
            return Some((
                Expr {
                    kind,
                    ty,
                    nullability: Nullability::NotNull,
                    span,
                },
                taken,
            ));
        }
        if let Some(signatures) = scope.routines.get(name) {
            let call = reference.arguments_after(taken);
            let visible: Vec<Arc<Signature>> = signatures
                .iter()
                .filter(|signature| inside || signature.public)
                .cloned()
                .collect();
            return Some((
                self.resolve_call(&visible, call, reference.node),
                taken + usize::from(call.is_some()),
            ));
        }
        if let Some(declaration) = scope.types.get(name) {
            let call = reference.arguments_after(taken)?;
            return Some((self.construct(declaration.ty.clone(), call), taken + 1));
        }
        None
    }

    // ------------------------------------------------------------ schema level

    fn schema_head(&mut self, names: &[&str], reference: &Reference<'_>, span: Span) -> Option<Head> {
        let current = self.current_schema.clone();
        for (schema, rest) in [
            (None, names),
            (names.first().copied(), names.get(1..).unwrap_or(&[])),
        ] {
            let Some(name) = rest.first() else {
                continue;
            };
            let before = names.len() - rest.len();
            let Some(object) = self.program.find(current.as_deref(), schema, name) else {
                continue;
            };
            if let Some(head) = self.schema_object(object, rest, before, reference, span) {
                return Some(head);
            }
        }
        None
    }

    fn schema_object(
        &mut self,
        object: SchemaObject,
        rest: &[&str],
        before: usize,
        reference: &Reference<'_>,
        span: Span,
    ) -> Option<Head> {
        match object {
            SchemaObject::Package(package) => {
                if rest.len() == 1 {
                    let call = reference.arguments_after(before + 1);
                    let value = self.json_element_constructor(&package, call, reference.node)?;
                    return Some((value, before + 1 + usize::from(call.is_some())));
                }
                let inside = self.package.as_ref() == Some(&package);
                self.package_member(&package, rest.get(1)?, before + 2, inside, reference, span)
            }
            SchemaObject::Sequence(sequence) => {
                let next = match *rest.get(1)? {
                    "NEXTVAL" => true,
                    "CURRVAL" => false,
                    _ => return None,
                };
                Some((self.sequence_value(sequence, next, span), before + 2))
            }
            SchemaObject::Routine(name) => {
                let signature = self.program.routines.get(&name)?.clone();
                let call = reference.arguments_after(before + 1);
                Some((
                    self.resolve_call(&[signature], call, reference.node),
                    before + 1 + usize::from(call.is_some()),
                ))
            }
            SchemaObject::Type(name) => {
                let ty = self.program.types.get(&name)?.clone();
                if let Some(call) = reference.arguments_after(before + 1) {
                    return Some((self.construct(ty, call), before + 2));
                }
                // A static method: type.method(...)
                let method = *rest.get(1)?;
                let signatures: Vec<_> = self
                    .methods_named(&name, method)
                    .into_iter()
                    .filter(|signature| !is_member(signature))
                    .collect();
                if signatures.is_empty() {
                    return None;
                }
                let call = reference.arguments_after(before + 2);
                Some((
                    self.resolve_call(&signatures, call, reference.node),
                    before + 2 + usize::from(call.is_some()),
                ))
            }
            SchemaObject::Relation(_) => None,
            SchemaObject::Outside { name, .. } => {
                let mut full: Vec<String> = name.schema.iter().cloned().collect();
                full.push(name.name.clone());
                full.extend(rest.iter().skip(1).map(|part| (*part).to_owned()));
                Some(self.unresolved_head(full, reference, span))
            }
        }
    }

    // ------------------------------------------------------------ built-ins

    fn unqualified_builtin(&mut self, names: &[&str], reference: &Reference<'_>, span: Span) -> Option<Head> {
        let names = match names {
            ["STANDARD", rest @ ..] | ["SYS", "STANDARD", rest @ ..] => rest,
            other => other,
        };
        let taken = reference.names().len() - names.len() + 1;
        let [name] = names else {
            return None;
        };
        match *name {
            "SQLCODE" => {
                let kind = ExprKind::Sqlcode;
                return Some((
                    Expr {
                        kind,
                        ty: Type::PLS_INTEGER,
                        nullability: Nullability::NotNull,
                        span,
                    },
                    taken,
                ));
            }
            "SQLERRM" if reference.arguments_after(taken).is_none() => {
                let kind = ExprKind::Sqlerrm;
                return Some((
                    Expr {
                        kind,
                        ty: Type::VARCHAR2,
                        nullability: Nullability::NotNull,
                        span,
                    },
                    taken,
                ));
            }
            "TRUE" | "FALSE" => {
                let kind = ExprKind::Literal(Literal::Boolean(*name == "TRUE"));
                return Some((
                    Expr {
                        kind,
                        ty: Type::BOOLEAN,
                        nullability: Nullability::NotNull,
                        span,
                    },
                    taken,
                ));
            }
            "INSERTING" | "UPDATING" | "DELETING" if self.trigger_columns.is_some() => {
                return Some(self.trigger_predicate(name, taken, reference, span));
            }
            _ => {}
        }
        let builtin = builtins::find(name)?;
        let call = reference.arguments_after(taken);
        if call.is_none() && !builtin.without_parentheses {
            return None;
        }
        Some((
            self.builtin_call(builtin, call, reference.node),
            taken + usize::from(call.is_some()),
        ))
    }

    fn trigger_predicate(&mut self, name: &str, taken: usize, reference: &Reference<'_>, span: Span) -> Head {
        let event = match name {
            "INSERTING" => TriggerEventKind::Insert,
            "DELETING" => TriggerEventKind::Delete,
            _ => TriggerEventKind::Update,
        };
        let call = reference.arguments_after(taken);
        let column = call.and_then(|call| self.argument_values(call).into_iter().next());
        let column = column.map(|column| Box::new(self.coerce(column, &Type::VARCHAR2)));
        let kind = ExprKind::TriggerPredicate { event, column };
        let expr = Expr {
            kind,
            ty: Type::BOOLEAN,
            nullability: Nullability::NotNull,
            span,
        };
        (expr, taken + usize::from(call.is_some()))
    }

    /// `DBMS_x.y`, `UTL_x.y` and `SYS.DBMS_x.y`.
    fn supplied_head(&mut self, names: &[&str], reference: &Reference<'_>, span: Span) -> Option<Head> {
        let names = match names {
            ["SYS" | "PUBLIC", rest @ ..] => rest,
            other => other,
        };
        let [package, member, ..] = names else {
            return None;
        };
        if !builtins::is_supplied_package(package) {
            return None;
        }
        let taken = reference.names().len() - names.len() + 2;
        let call = reference.arguments_after(taken);
        let full = format!("{package}.{member}");
        if let Some(builtin) = builtins::find(&full) {
            return Some((
                self.builtin_call(builtin, call, reference.node),
                taken + usize::from(call.is_some()),
            ));
        }
        self.effects.unknown = true;
        let args = call.map(|call| self.named_arguments(call)).unwrap_or_default();
        let kind = ExprKind::UnresolvedCall {
            name: vec![(*package).to_owned(), (*member).to_owned()],
            args,
        };
        let expr = Expr {
            kind,
            ty: Type::Unknown,
            nullability: Nullability::Nullable,
            span,
        };
        Some((expr, taken + usize::from(call.is_some())))
    }

    // ------------------------------------------------------------ nothing found

    fn unresolved_head(&mut self, names: Vec<String>, reference: &Reference<'_>, span: Span) -> Head {
        let written = reference.names().len();
        let shown = names.join(".");
        if let Some(call) = reference.arguments_after(written) {
            if let [name] = names.as_slice()
                && name == "VALUE"
                && let Some(row) = self.row_value(call, span)
            {
                return (row, written + 1);
            }
            if super::dictionary::is_supplied_function(&names) {
                let refused = self.refuse_expr(
                    Code::UNKNOWN_BUILT_IN,
                    call.syntax(),
                    format!("{shown} has no counterpart in PostgreSQL"),
                );
                return (refused, reference.segments.len());
            }
            self.effects.unknown = true;
            let args = self.named_arguments(call);
            self.sink.report(
                Code::UNRESOLVED_ROUTINE,
                span,
                format!("{shown} is declared nowhere in the source tree"),
            );
            let kind = ExprKind::UnresolvedCall { name: names, args };
            let expr = Expr {
                kind,
                ty: Type::Unknown,
                nullability: Nullability::Nullable,
                span,
            };
            return (expr, written + 1);
        }
        self.sink.report(
            Code::UNKNOWN_NAME,
            span,
            format!("{shown} is declared nowhere in the source tree"),
        );
        let kind = self
            .column_of_alias(&names)
            .map_or_else(|| ExprKind::Unresolved(names), ExprKind::Column);
        let expr = Expr {
            kind,
            ty: Type::Unknown,
            nullability: Nullability::Nullable,
            span,
        };
        (expr, written)
    }

    // ------------------------------------------------------------ suffixes

    pub(crate) fn apply_segments(&mut self, base: Expr, reference: &Reference<'_>, taken: usize) -> Expr {
        let mut base = base;
        let mut index = taken;
        while let Some(segment) = reference.segments.get(index) {
            index += 1;
            base = match segment {
                Segment::Name(name) => {
                    let call = reference.arguments_after(index);
                    let of = base.ty.clone();
                    let (expr, used_call) = self.member(base, *name, call, reference.node);
                    self.note_member(&of, *name, &expr);
                    index += usize::from(used_call);
                    expr
                }
                Segment::Arguments(call) => self.subscript(base, *call, reference.node),
            };
        }
        base
    }

    fn member(
        &mut self,
        base: Expr,
        name: ast::Name<'_>,
        call: Option<ast::CallExpr<'_>>,
        node: SyntaxNode<'_>,
    ) -> (Expr, bool) {
        let field = name.folded();
        let span = Span {
            start: base.span.start,
            end: span_of(name.syntax()).end,
        };
        let (base, exact) = match base.kind {
            // (SELF AS supertype)
            ExprKind::Convert { operand, .. } if matches!(base.ty, Type::Object(_)) => (
                Expr {
                    ty: base.ty,
                    ..*operand
                },
                true,
            ),
            _ => (base, false),
        };
        if base.ty.collection().is_some()
            && let Some(method) = collection_method(&field)
        {
            let args = call.map(|call| self.argument_values(call)).unwrap_or_default();
            let (ty, nullability) = method_type(&base.ty, method);
            let kind = ExprKind::CollectionMethod {
                base: Box::new(base),
                method,
                args,
            };
            return (
                Expr {
                    kind,
                    ty,
                    nullability,
                    span,
                },
                call.is_some(),
            );
        }
        if let Some(found) = base.ty.fields().iter().find(|known| known.name == field) {
            let (ty, nullability) = (
                found.ty.clone(),
                if found.not_null && base.nullability == Nullability::NotNull {
                    Nullability::NotNull
                } else {
                    Nullability::Nullable
                },
            );
            let kind = ExprKind::Field {
                base: Box::new(base),
                field,
            };
            return (
                Expr {
                    kind,
                    ty,
                    nullability,
                    span,
                },
                false,
            );
        }
        if let Type::Object(object) = &base.ty {
            let signatures: Vec<_> = self
                .methods_named(&object.name, &field)
                .into_iter()
                .filter(|signature| is_member(signature))
                .collect();
            let signatures = self.called_methods(signatures, &object.name, exact);
            if !signatures.is_empty() {
                let args = call.map(|call| self.named_arguments(call)).unwrap_or_default();
                let mut all = vec![(None, base)];
                all.extend(args);
                return (self.resolve_call_with(&signatures, all, node), call.is_some());
            }
        }
        if call.is_none()
            && let Some(value) = super::json_generation::json_member(&base, name.syntax().text(), span)
        {
            return (value, false);
        }
        if let Some(value) = self.json_element_method(&base, &field, call, node) {
            return (value, call.is_some());
        }
        if matches!(base.ty.scalar(), Some(plconv_catalog::DataType::Xml)) {
            let args = call.map(|call| self.argument_values(call)).unwrap_or_default();
            if let Some(value) = self.xml_method(&base, &field, &args, span) {
                return (value, call.is_some());
            }
            let refused = self.refuse_expr(
                Code::XML_REFUSED,
                node,
                format!("the method {field} of XMLTYPE is not carried over in this form"),
            );
            return (refused, call.is_some());
        }
        if matches!(base.ty, Type::Unknown) {
            let kind = ExprKind::Field {
                base: Box::new(base),
                field,
            };
            return (
                Expr {
                    kind,
                    ty: Type::Unknown,
                    nullability: Nullability::Nullable,
                    span,
                },
                false,
            );
        }
        let refused = self.refuse_expr(
            Code::UNKNOWN_NAME,
            node,
            format!("{} has no member {field}", node.text()),
        );
        (refused, call.is_some())
    }

    fn subscript(&mut self, base: Expr, call: ast::CallExpr<'_>, node: SyntaxNode<'_>) -> Expr {
        let span = span_of(node);
        let mut args = self.argument_values(call);
        let Some(collection) = base.ty.collection().cloned() else {
            if matches!(base.ty, Type::Unknown) && args.len() == 1 {
                let index = args.remove(0);
                let kind = ExprKind::Element {
                    base: Box::new(base),
                    index: Box::new(index),
                };
                return Expr {
                    kind,
                    ty: Type::Unknown,
                    nullability: Nullability::Nullable,
                    span,
                };
            }
            return self.refuse_expr(
                Code::TYPE_MISMATCH,
                node,
                format!("{} is neither a routine nor a collection", node.text()),
            );
        };
        let Some(index) = args.pop().filter(|_| args.is_empty()) else {
            return self.refuse_expr(Code::WRONG_ARGUMENTS, node, "a collection takes one subscript");
        };
        let index_type = match collection.kind {
            CollectionKind::AssociativeString { .. } => Type::VARCHAR2,
            CollectionKind::NestedTable
            | CollectionKind::Varray { .. }
            | CollectionKind::AssociativeInteger => Type::PLS_INTEGER,
        };
        let index = self.coerce(index, &index_type);
        Expr {
            kind: ExprKind::Element {
                base: Box::new(base),
                index: Box::new(index),
            },
            ty: collection.element.clone(),
            nullability: Nullability::Nullable,
            span,
        }
    }

    // ------------------------------------------------------------ cursor attributes

    pub(crate) fn resolve_attribute(&mut self, attribute: ast::AttributeExpr<'_>) -> Expr {
        let span = span_of(attribute.syntax());
        let name = attribute.name().map(|name| name.folded()).unwrap_or_default();
        let base_text = attribute
            .base()
            .map(|base| base.syntax().text().to_uppercase())
            .unwrap_or_default();
        let is_sql = base_text == "SQL";
        let (kind, ty) = match name.as_str() {
            "FOUND" => (CursorAttribute::Found, Type::BOOLEAN),
            "NOTFOUND" => (CursorAttribute::NotFound, Type::BOOLEAN),
            "ISOPEN" => (CursorAttribute::IsOpen, Type::BOOLEAN),
            "ROWCOUNT" => (CursorAttribute::RowCount, Type::PLS_INTEGER),
            "BULK_ROWCOUNT" if is_sql => (
                CursorAttribute::BulkRowCount,
                synthetic_collection("BULK_ROWCOUNT", Type::PLS_INTEGER),
            ),
            "BULK_EXCEPTIONS" if is_sql => (CursorAttribute::BulkExceptions, bulk_exceptions_type()),
            _ => {
                return self.refuse_expr(
                    Code::UNKNOWN_NAME,
                    attribute.syntax(),
                    format!("%{name} is no attribute of a cursor"),
                );
            }
        };
        let cursor = if is_sql {
            None
        } else {
            attribute.base().map(|base| Box::new(self.resolve_expr(base)))
        };
        Expr {
            kind: ExprKind::CursorAttribute {
                cursor,
                attribute: kind,
            },
            ty,
            nullability: Nullability::Nullable,
            span,
        }
    }

    /// The id of the routine named at the start of a reference, for messages.
    pub(crate) fn routine_label(id: &RoutineId) -> String {
        let mut parts: Vec<&str> = Vec::new();
        parts.extend(id.schema.as_deref());
        parts.extend(id.package.as_deref());
        parts.extend(id.enclosing.iter().map(String::as_str));
        parts.push(&id.name);
        parts.join(".")
    }
}

fn synthetic_collection(name: &str, element: Type) -> Type {
    let name = TypeName {
        schema: None,
        package: Some("SQL".to_owned()),
        routine: Vec::new(),
        name: name.to_owned(),
    };
    Type::Collection(Arc::new(CollectionType {
        name,
        kind: CollectionKind::AssociativeInteger,
        element,
        element_not_null: false,
        gaps: false,
    }))
}

fn bulk_exceptions_type() -> Type {
    let field = |name: &str| Field {
        name: name.to_owned(),
        ty: Type::PLS_INTEGER,
        not_null: true,
    };
    let record = RecordType {
        identity: RecordIdentity::Anonymous,
        fields: vec![field("ERROR_INDEX"), field("ERROR_CODE")],
    };
    synthetic_collection("BULK_EXCEPTIONS", Type::Record(Arc::new(record)))
}

pub(crate) fn collection_method(name: &str) -> Option<CollectionMethod> {
    Some(match name {
        "COUNT" => CollectionMethod::Count,
        "FIRST" => CollectionMethod::First,
        "LAST" => CollectionMethod::Last,
        "NEXT" => CollectionMethod::Next,
        "PRIOR" => CollectionMethod::Prior,
        "EXISTS" => CollectionMethod::Exists,
        "LIMIT" => CollectionMethod::Limit,
        "EXTEND" => CollectionMethod::Extend,
        "TRIM" => CollectionMethod::Trim,
        "DELETE" => CollectionMethod::Delete,
        _ => return None,
    })
}

pub(super) fn method_type(collection: &Type, method: CollectionMethod) -> (Type, Nullability) {
    let index = match collection.collection().map(|collection| &collection.kind) {
        Some(CollectionKind::AssociativeString { .. }) => Type::VARCHAR2,
        _ => Type::PLS_INTEGER,
    };
    match method {
        CollectionMethod::Count => (Type::PLS_INTEGER, Nullability::NotNull),
        CollectionMethod::Exists => (Type::BOOLEAN, Nullability::NotNull),
        CollectionMethod::Limit => (Type::PLS_INTEGER, Nullability::Nullable),
        CollectionMethod::First
        | CollectionMethod::Last
        | CollectionMethod::Next
        | CollectionMethod::Prior => (index, Nullability::Nullable),
        CollectionMethod::Extend | CollectionMethod::Trim | CollectionMethod::Delete => {
            (Type::Unknown, Nullability::Nullable)
        }
    }
}
