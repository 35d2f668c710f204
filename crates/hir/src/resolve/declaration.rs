//! Declarations, blocks and routines.

use super::coerce::family;
use super::comments::{all_comments_of, comments_before_begin};
use super::exceptions::exception_numbers;
use super::gaps::types_with_gaps;
use super::scope::{LocalName, Scope, ScopeKind};
use super::{Resolver, span_of};
use crate::expr::{Expr, ExprKind, Literal, UnaryOp, VariableKind};
use crate::item::{Effects, ExceptionId, Parameter, ParameterMode, Routine, RoutineId, Signature};
use crate::sink::Sink;
use crate::stmt::*;
use crate::ty::{
    CollectionKind, CollectionType, Field, Nullability, RecordIdentity, RecordType, Type, TypeName,
};
use plconv_catalog::DataType;
use plconv_diagnostics::Code;
use plconv_syntax::ast::{self, AstNode, List};
use std::sync::Arc;

/// Header of a procedure or function, whichever it is.
#[derive(Clone, Copy)]
pub enum Header<'t> {
    /// PROCEDURE
    Procedure(ast::CreateProcedure<'t>),
    /// FUNCTION
    Function(ast::CreateFunction<'t>),
}

impl<'t> Header<'t> {
    /// Dictionary name, without schema.
    pub fn name(&self) -> String {
        self.full_name()
            .and_then(|name| name.parts().iter().last())
            .map(|name| name.folded())
            .unwrap_or_default()
    }

    pub(super) fn full_name(&self) -> Option<ast::ObjectName<'t>> {
        match self {
            Header::Procedure(procedure) => procedure.name(),
            Header::Function(function) => function.name(),
        }
    }

    fn params(&self) -> List<'t, ast::Parameter<'t>> {
        match self {
            Header::Procedure(procedure) => procedure.params(),
            Header::Function(function) => function.params(),
        }
    }

    fn attributes(&self) -> List<'t, ast::RoutineAttribute<'t>> {
        match self {
            Header::Procedure(procedure) => procedure.attributes(),
            Header::Function(function) => function.attributes(),
        }
    }

    fn declarations(&self) -> List<'t, ast::Declaration<'t>> {
        match self {
            Header::Procedure(procedure) => procedure.declarations(),
            Header::Function(function) => function.declarations(),
        }
    }

    /// The body, when there is one.
    pub fn body(&self) -> Option<ast::Body<'t>> {
        match self {
            Header::Procedure(procedure) => procedure.body(),
            Header::Function(function) => function.body(),
        }
    }

    fn call_spec(&self) -> Option<ast::CallSpec<'t>> {
        match self {
            Header::Procedure(procedure) => procedure.call_spec(),
            Header::Function(function) => function.call_spec(),
        }
    }

    /// The node.
    pub fn syntax(&self) -> ast::SyntaxNode<'t> {
        match self {
            Header::Procedure(procedure) => procedure.syntax(),
            Header::Function(function) => function.syntax(),
        }
    }
}

impl Resolver<'_> {
    /// A block that stands as a statement or unit.
    pub(crate) fn block_with_label(&mut self, block: ast::Block<'_>, label: Option<String>) -> Block {
        self.block_counter += 1;
        let number = self.block_counter;
        self.routine_path
            .push(label.clone().unwrap_or_else(|| number.to_string()));
        self.scopes.push(Scope::new(ScopeKind::Block, label));
        let declarations = self.declarations(block.declarations());
        let (statements, handlers) = self.body(block.syntax(), block.body());
        self.scopes.pop();
        self.routine_path.pop();
        Block {
            declarations,
            statements,
            handlers,
            span: span_of(block.syntax()),
        }
    }

    pub(crate) fn body(
        &mut self,
        outer: ast::SyntaxNode<'_>,
        body: Option<ast::Body<'_>>,
    ) -> (Vec<Statement>, Vec<Handler>) {
        let Some(body) = body else {
            return (Vec::new(), Vec::new());
        };
        let mut statements = self.statements(body.statements());
        if let Some(first) = statements.first_mut() {
            let before = comments_before_begin(outer, body.syntax());
            first.comments.leading.splice(0..0, before);
        }
        let mut handlers: Vec<Handler> = body
            .handlers()
            .iter()
            .map(|handler| Handler {
                exceptions: handler
                    .conditions()
                    .iter()
                    .map(|condition| self.exception(condition))
                    .collect(),
                statements: self.statements(handler.statements()),
                // The comment on its last line is the last statement's.
                comments: Comments {
                    trailing: None,
                    ..all_comments_of(handler.syntax())
                },
                span: span_of(handler.syntax()),
            })
            .collect();
        // Comments before WHEN are the next handler's.
        let last = handlers.len().saturating_sub(1);
        for handler in &mut handlers[..last] {
            if let Some(statement) = handler.statements.last_mut() {
                statement.comments.after.clear();
            }
        }
        (statements, handlers)
    }

    /// Declarations in order; each is visible to those after it.
    pub(crate) fn declarations<'t>(&mut self, list: List<'t, ast::Declaration<'t>>) -> Vec<Declaration> {
        self.declarations_noting(list, &mut |_| {})
    }

    /// The same; `behind` sees the findings so far after each of them.
    pub(super) fn declarations_noting<'t>(
        &mut self,
        list: List<'t, ast::Declaration<'t>>,
        behind: &mut dyn FnMut(&Sink),
    ) -> Vec<Declaration> {
        let numbers = exception_numbers(list);
        let mut result = Vec::new();
        for declaration in list.iter() {
            let kind = self.declaration(declaration, &numbers);
            if let Some(kind) = kind {
                self.declare(&kind);
                result.push(Declaration {
                    kind,
                    comments: all_comments_of(declaration.syntax()),
                    span: span_of(declaration.syntax()),
                });
                behind(&self.sink);
            }
        }
        result
    }

    fn declaration(
        &mut self,
        declaration: ast::Declaration<'_>,
        numbers: &[(String, i32)],
    ) -> Option<DeclarationKind> {
        Some(match declaration {
            ast::Declaration::VariableDecl(variable) => DeclarationKind::Variable(self.variable(variable)),
            ast::Declaration::ExceptionDecl(exception) => {
                let name = exception.name().map(|name| name.folded()).unwrap_or_default();
                let number = numbers
                    .iter()
                    .find(|(known, _)| *known == name)
                    .map(|(_, number)| *number);
                DeclarationKind::Exception(ExceptionId {
                    schema: self.owner_schema(),
                    package: self.package.as_ref().map(|package| package.name.clone()),
                    scope: self.routine_path.clone(),
                    name,
                    number,
                })
            }
            ast::Declaration::CursorDecl(cursor) => DeclarationKind::Cursor(self.cursor(cursor)),
            ast::Declaration::RecordTypeDecl(record) => DeclarationKind::Type(self.record_type(record)),
            ast::Declaration::CollectionTypeDecl(collection) => {
                DeclarationKind::Type(self.collection_type(collection))
            }
            ast::Declaration::RefCursorTypeDecl(cursor) => {
                let row = cursor
                    .returns()
                    .map(|returns| Box::new(self.resolve_datatype(Some(returns))));
                DeclarationKind::Type(plain_type(cursor.name(), Type::RefCursor(row), false))
            }
            ast::Declaration::SubtypeDecl(subtype) => DeclarationKind::Type(self.subtype(subtype)),
            ast::Declaration::EnumTypeDecl(declared) => {
                self.sink.report(
                    Code::UNMAPPED_TYPE,
                    span_of(declared.syntax()),
                    "an enumeration type is not carried over",
                );
                DeclarationKind::Refused(declared.syntax().text().to_owned())
            }
            ast::Declaration::PragmaStmt(pragma) => return self.pragma(pragma),
            ast::Declaration::CreateProcedure(procedure) => self.nested_routine(Header::Procedure(procedure)),
            ast::Declaration::CreateFunction(function) => self.nested_routine(Header::Function(function)),
            ast::Declaration::BadStmt(bad) => DeclarationKind::Refused(bad.syntax().text().to_owned()),
        })
    }

    /// A subtype. PL/SQL Language Reference, "User-Defined PL/SQL Subtypes".
    fn subtype(&mut self, subtype: ast::SubtypeDecl<'_>) -> TypeDeclaration {
        let mut ty = self.resolve_datatype(subtype.datatype());
        let not_null = has_not_null(subtype.not_null()) || self.is_subtype_not_null(subtype.datatype());
        if let Some(range) = subtype.range() {
            let (low, high) = (self.required(range.low()), self.required(range.high()));
            match (whole_constant(&low), whole_constant(&high)) {
                (Some(low), Some(high)) if ty.scalar().is_some_and(DataType::is_integral) => {
                    ty = Type::Scalar(DataType::ConstrainedInteger { low, high, not_null });
                }
                _ => {
                    self.sink.report(
                        Code::PARAMETER_CONSTRAINT,
                        span_of(subtype.syntax()),
                        "the range of this subtype is not checked",
                    );
                }
            }
        }
        let mut declared = plain_type(subtype.name(), ty, true);
        declared.not_null = not_null;
        declared
    }

    /// Whether a subtype has NOT NULL: SIMPLE_INTEGER, NATURALN, POSITIVEN, or one that was declared with it.
    fn is_never_null(&self, datatype: Option<ast::Datatype<'_>>, ty: &Type) -> bool {
        matches!(
            ty.scalar(),
            Some(DataType::SimpleInteger | DataType::ConstrainedInteger { not_null: true, .. })
        ) || self.is_subtype_not_null(datatype)
    }

    fn is_subtype_not_null(&self, datatype: Option<ast::Datatype<'_>>) -> bool {
        let Some(ast::Datatype::NamedType(named)) = datatype else {
            return false;
        };
        let parts: Vec<String> = named
            .name()
            .map(|name| name.parts().iter().map(|part| part.folded()).collect())
            .unwrap_or_default();
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        self.find_type_declaration(&parts)
            .is_some_and(|declaration| declaration.not_null)
    }

    fn pragma(&mut self, pragma: ast::PragmaStmt<'_>) -> Option<DeclarationKind> {
        let name = pragma.pragma()?.name()?.folded();
        match name.as_str() {
            // Read together with the exception's declaration.
            "EXCEPTION_INIT" => None,
            "AUTONOMOUS_TRANSACTION" | "SERIALLY_REUSABLE" => Some(DeclarationKind::Pragma(name)),
            _ => {
                self.sink.report(
                    Code::PRAGMA_IGNORED,
                    span_of(pragma.syntax()),
                    format!("PRAGMA {name} has no effect in PostgreSQL"),
                );
                None
            }
        }
    }

    /// Makes a declaration visible in the innermost scope, or in the package being collected.
    fn declare(&mut self, kind: &DeclarationKind) {
        let (name, local) = match kind {
            DeclarationKind::Variable(variable) => {
                let nullability = match &variable.default {
                    _ if variable.not_null => Nullability::NotNull,
                    Some(default) if variable.constant => default.nullability,
                    _ => Nullability::Nullable,
                };
                let kind = if variable.constant {
                    VariableKind::Constant
                } else {
                    VariableKind::Variable
                };
                let local = LocalName::Variable {
                    ty: variable.ty.clone(),
                    kind,
                    nullability,
                };
                (variable.name.clone(), local)
            }
            DeclarationKind::Cursor(cursor) => (
                cursor.name.clone(),
                LocalName::Cursor {
                    row: cursor.row.clone(),
                    parameters: cursor.parameters.clone(),
                },
            ),
            DeclarationKind::Exception(id) => (id.name.clone(), LocalName::Exception(id.clone())),
            DeclarationKind::Type(declaration) => {
                (declaration.name.clone(), LocalName::Type(declaration.clone()))
            }
            // Nested routines are declared when their header is met.
            DeclarationKind::Routine(_)
            | DeclarationKind::Forward(_)
            | DeclarationKind::Pragma(_)
            | DeclarationKind::Refused(_) => return,
        };
        if let Some(scope) = self.scopes.last_mut() {
            scope.names.insert(name, local);
        } else if let Some(package) = &mut self.building {
            package.add(kind);
        }
    }

    fn variable(&mut self, variable: ast::VariableDecl<'_>) -> Variable {
        let (ty, anchor) = match variable.datatype() {
            Some(ast::Datatype::TypeOf(of)) => self.anchored_type(of),
            datatype => (self.resolve_datatype(datatype), None),
        };
        let default = variable.default().map(|default| {
            let default = self.resolve_expr(default);
            self.coerce(default, &ty)
        });
        let not_null = has_not_null(variable.not_null()) || self.is_never_null(variable.datatype(), &ty);
        self.note_declared(variable.name(), &ty, not_null);
        Variable {
            name: variable.name().map(|name| name.folded()).unwrap_or_default(),
            ty,
            anchor,
            constant: variable.constant().is_some(),
            not_null,
            default,
        }
    }

    fn cursor(&mut self, cursor: ast::CursorDecl<'_>) -> Cursor {
        let name = cursor.name().map(|name| name.folded()).unwrap_or_default();
        let mut scope = Scope::new(ScopeKind::Block, Some(name.clone()));
        let parameters: Vec<Parameter> = cursor
            .params()
            .iter()
            .map(|parameter| self.parameter(parameter))
            .collect();
        for parameter in &parameters {
            scope
                .names
                .insert(parameter.name.clone(), parameter_name(parameter));
        }
        let returns = cursor
            .returns()
            .map(|returns| self.resolve_datatype(Some(returns)));
        let query = cursor.query().map(|query| {
            self.scopes.push(scope);
            let query = self.resolve_query(query);
            self.scopes.pop();
            Box::new(query)
        });
        let row = match (returns, &query) {
            (Some(row), _) => row,
            (None, Some(query)) => super::query::row_type(&query.columns),
            (None, None) => Type::Unknown,
        };
        Cursor {
            name,
            parameters,
            row,
            query,
        }
    }

    /// A parameter; its type has no length, precision or scale.
    pub(crate) fn parameter(&mut self, parameter: ast::Parameter<'_>) -> Parameter {
        let ty = self.resolve_datatype(parameter.datatype()).unconstrained();
        let mode = match (parameter.in_mode().is_some(), parameter.out_mode().is_some()) {
            (true, true) => ParameterMode::InOut,
            (false, true) => ParameterMode::Out,
            (_, false) => ParameterMode::In,
        };
        let default = parameter.default().map(|default| {
            let default = self.resolve_expr(default);
            self.coerce(default, &ty)
        });
        self.note_declared(parameter.name(), &ty, false);
        Parameter {
            name: parameter.name().map(|name| name.folded()).unwrap_or_default(),
            mode,
            nocopy: parameter.nocopy().is_some(),
            not_null: self.is_never_null(parameter.datatype(), &ty),
            ty,
            default,
            span: span_of(parameter.syntax()),
        }
    }

    fn type_name(&self, name: &str) -> TypeName {
        TypeName {
            schema: self.owner_schema(),
            package: self.package.as_ref().map(|package| package.name.clone()),
            routine: self.routine_path.clone(),
            name: name.to_owned(),
        }
    }

    fn owner_schema(&self) -> Option<String> {
        match &self.package {
            Some(package) => package.schema.clone(),
            None => self.current_schema.clone(),
        }
    }

    fn record_type(&mut self, record: ast::RecordTypeDecl<'_>) -> TypeDeclaration {
        let name = record.name().map(|name| name.folded()).unwrap_or_default();
        let mut fields = Vec::new();
        let mut field_defaults = Vec::new();
        for field in record.fields().iter() {
            let field_name = field.name().map(|name| name.folded()).unwrap_or_default();
            let ty = self.resolve_datatype(field.datatype());
            if let Some(default) = field.default() {
                let default = self.resolve_expr(default);
                field_defaults.push((field_name.clone(), self.coerce(default, &ty)));
            }
            let not_null = has_not_null(field.not_null()) || self.is_never_null(field.datatype(), &ty);
            fields.push(Field {
                name: field_name,
                ty,
                not_null,
            });
        }
        let identity = RecordIdentity::Declared(self.type_name(&name));
        let ty = Type::Record(Arc::new(RecordType { identity, fields }));
        TypeDeclaration {
            name,
            ty,
            subtype: false,
            field_defaults,
            not_null: false,
        }
    }

    /// The rows of a cursor have no name; as elements of a collection they get one after it, since an array needs a type.
    fn named_row(&self, collection: &str, element: Type) -> Type {
        match element {
            Type::Record(record) if record.identity == RecordIdentity::Anonymous => {
                let name = self.type_name(collection).of_rows();
                Type::Record(Arc::new(RecordType {
                    identity: RecordIdentity::Declared(name),
                    fields: record.fields.clone(),
                }))
            }
            other => other,
        }
    }

    fn collection_type(&mut self, collection: ast::CollectionTypeDecl<'_>) -> TypeDeclaration {
        let name = collection.name().map(|name| name.folded()).unwrap_or_default();
        let element = self.resolve_datatype(collection.element());
        let element_not_null =
            has_not_null(collection.not_null()) || self.is_never_null(collection.element(), &element);
        let element = self.named_row(&name, element);
        let index = collection
            .index_by()
            .map(|index| self.resolve_datatype(Some(index)));
        let is_table = collection.kind().is_some_and(|kind| kind.is("TABLE"));
        let kind = match index {
            Some(index) if family(&index) == super::coerce::Family::Character => {
                let length = match index.scalar() {
                    Some(DataType::Varchar2 { length, .. }) => *length,
                    _ => None,
                };
                CollectionKind::AssociativeString { length }
            }
            Some(_) => CollectionKind::AssociativeInteger,
            None if is_table => CollectionKind::NestedTable,
            None => CollectionKind::Varray {
                limit: collection
                    .limit()
                    .and_then(|limit| limit.syntax().text().trim().parse().ok())
                    .unwrap_or(u32::MAX),
            },
        };
        let gaps = kind == CollectionKind::NestedTable
            && self
                .with_gaps
                .get_or_insert_with(|| types_with_gaps([collection.syntax().tree()]))
                .contains(&name);
        let ty = Type::Collection(Arc::new(CollectionType {
            name: self.type_name(&name),
            kind,
            element,
            element_not_null,
            gaps,
        }));
        TypeDeclaration {
            name,
            ty,
            subtype: false,
            field_defaults: Vec::new(),
            not_null: false,
        }
    }

    // ------------------------------------------------------------ routines

    /// A routine in a declaration list: of a package, or nested in a routine or block.
    pub(super) fn nested_routine(&mut self, header: Header<'_>) -> DeclarationKind {
        if self.passes_over_headers && self.scopes.is_empty() && self.is_elsewhere(header.syntax()) {
            return DeclarationKind::Forward(self.routine_id(&header.name(), 0));
        }
        let signature = self.nested_signature(header);
        self.note_header(header.full_name(), &signature.id);
        let has_code = header.body().is_some() || header.call_spec().is_some();
        if !has_code || self.building.is_some() || self.is_elsewhere(header.syntax()) {
            return DeclarationKind::Forward(signature.id.clone());
        }
        DeclarationKind::Routine(Arc::new(self.routine(header, signature)))
    }

    fn nested_signature(&mut self, header: Header<'_>) -> Arc<Signature> {
        let name = header.name();
        let candidate = self.signature(header, self.routine_id(&name, 0));
        if self.scopes.is_empty() {
            return self.package_signature(candidate);
        }
        let Some(scope) = self.scopes.last_mut() else {
            return Arc::new(candidate);
        };
        let entry = scope
            .names
            .entry(name)
            .or_insert_with(|| LocalName::Routine(Vec::new()));
        match entry {
            LocalName::Routine(known) => merge_signature(known, candidate),
            LocalName::Variable { .. }
            | LocalName::Cursor { .. }
            | LocalName::Type(_)
            | LocalName::Exception(_) => Arc::new(candidate),
        }
    }

    fn package_signature(&mut self, mut candidate: Signature) -> Arc<Signature> {
        candidate.public = self.in_specification;
        if let Some(package) = &mut self.building {
            candidate.invoker_rights = package.invoker_rights;
            let known = package.routines.entry(candidate.id.name.clone()).or_default();
            return merge_signature(known, candidate);
        }
        self.own_package()
            .and_then(|package| package.routines.get(&candidate.id.name))
            .and_then(|known| {
                known
                    .iter()
                    .find(|known| same_parameters(known, &candidate))
                    .cloned()
            })
            .unwrap_or_else(|| Arc::new(candidate))
    }

    fn routine_id(&self, name: &str, overload: u32) -> RoutineId {
        RoutineId {
            schema: self.owner_schema(),
            package: self.package.as_ref().map(|package| package.name.clone()),
            enclosing: self.routine_path.clone(),
            name: name.to_owned(),
            overload,
        }
    }

    /// The signature of a header.
    pub fn signature(&mut self, header: Header<'_>, id: RoutineId) -> Signature {
        let parameters = header
            .params()
            .iter()
            .map(|parameter| self.parameter(parameter))
            .collect();
        let (returns, returns_not_null) = match header {
            Header::Function(function) => {
                let ty = self.resolve_datatype(function.returns()).unconstrained();
                let not_null = self.is_never_null(function.returns(), &ty);
                (Some(ty), not_null)
            }
            Header::Procedure(_) => (None, false),
        };
        let has = |word: &str| {
            header
                .attributes()
                .iter()
                .any(|attribute| attribute.kind().is_some_and(|kind| kind.is(word)))
        };
        let refused = if header.call_spec().is_some() {
            Some("external call specification".to_owned())
        } else if has("AGGREGATE") {
            Some("user-defined aggregate".to_owned())
        } else if has("SQL_MACRO") {
            Some("SQL macro".to_owned())
        } else if has("CLUSTER") || has("ORDER") {
            Some("streaming clause of a table function".to_owned())
        } else if header.attributes().iter().any(|attribute| {
            attribute.kind().is_some_and(|kind| kind.is("PIPELINED"))
                && attribute.text().is_some_and(|text| text.is("POLYMORPHIC"))
        }) {
            Some("polymorphic table function".to_owned())
        } else {
            None
        };
        Signature {
            id,
            parameters,
            returns,
            returns_not_null,
            deterministic: has("DETERMINISTIC"),
            pipelined: has("PIPELINED"),
            invoker_rights: has_invoker_rights(header.attributes()),
            public: true,
            refused,
        }
    }

    /// A routine with its body.
    pub fn routine(&mut self, header: Header<'_>, signature: Arc<Signature>) -> Routine {
        self.note_header(header.full_name(), &signature.id);
        let outer_effects = std::mem::take(&mut self.effects);
        let outer_callees = std::mem::take(&mut self.callees);
        let outer_columns = std::mem::take(&mut self.visible_columns);
        let outer_return = self.return_type.take();
        let outer_counter = std::mem::take(&mut self.block_counter);
        self.return_type.clone_from(&signature.returns);
        let name = signature.id.name.clone();
        self.routine_path.push(signature.id.path_part());
        let mut scope = Scope::new(ScopeKind::Routine, Some(name));
        for parameter in &signature.parameters {
            scope
                .names
                .insert(parameter.name.clone(), parameter_name(parameter));
        }
        let constructed = self.declare_constructed(&mut scope);
        self.scopes.push(scope);
        let depth = self
            .scopes
            .iter()
            .filter(|scope| scope.kind == ScopeKind::Routine)
            .count() as u32;
        let mut declarations = self.declarations(header.declarations());
        declarations.splice(0..0, constructed);
        let (statements, handlers) = self.body(header.syntax(), header.body());
        self.scopes.pop();
        self.routine_path.pop();
        self.return_type = outer_return;
        self.block_counter = outer_counter;
        let autonomous = declarations.iter().any(Declaration::is_autonomous);
        let effects: Effects = std::mem::replace(&mut self.effects, outer_effects);
        let callees = std::mem::replace(&mut self.callees, outer_callees);
        let visible_columns = std::mem::replace(&mut self.visible_columns, outer_columns);
        let body = (header.body().is_some() && signature.refused.is_none()).then(|| Block {
            declarations,
            statements,
            handlers,
            span: span_of(header.syntax()),
        });
        if let Some(refused) = &signature.refused {
            let span = span_of(header.syntax());
            self.sink.report(
                Code::CALL_SPECIFICATION,
                span,
                format!(
                    "{} is not carried over: {refused}",
                    Self::routine_label(&signature.id)
                ),
            );
        }
        Routine {
            signature: (*signature).clone(),
            body,
            depth,
            autonomous,
            effects,
            callees,
            visible_columns,
            comments: all_comments_of(header.syntax()),
            span: span_of(header.syntax()),
        }
    }
}

/// Whether attributes say AUTHID CURRENT_USER.
pub(super) fn has_invoker_rights<'t>(attributes: List<'t, ast::RoutineAttribute<'t>>) -> bool {
    attributes.iter().any(|attribute| {
        attribute.kind().is_some_and(|kind| kind.is("AUTHID"))
            && attribute.syntax().text().to_uppercase().contains("CURRENT_USER")
    })
}

fn parameter_name(parameter: &Parameter) -> LocalName {
    let kind = match parameter.mode {
        ParameterMode::In => VariableKind::InParameter,
        ParameterMode::Out | ParameterMode::InOut => VariableKind::OutParameter,
    };
    LocalName::Variable {
        ty: parameter.ty.clone(),
        kind,
        nullability: Nullability::Nullable,
    }
}

/// Whether a declaration says NOT NULL; the same place may say NULL.
fn has_not_null(token: Option<ast::SyntaxToken<'_>>) -> bool {
    token.is_some_and(|token| token.text().to_uppercase().starts_with("NOT"))
}

/// A whole number written as a constant.
fn whole_constant(expr: &Expr) -> Option<i32> {
    match &expr.kind {
        ExprKind::Literal(Literal::Number(digits)) => digits.parse().ok(),
        ExprKind::Unary {
            op: UnaryOp::Minus,
            operand,
        } => whole_constant(operand)?.checked_neg(),
        _ => None,
    }
}

fn plain_type(name: Option<ast::Name<'_>>, ty: Type, subtype: bool) -> TypeDeclaration {
    TypeDeclaration {
        name: name.map(|name| name.folded()).unwrap_or_default(),
        ty,
        subtype,
        field_defaults: Vec::new(),
        not_null: false,
    }
}

/// Adds a signature to its overloads unless a declaration with the same parameters is there.
fn merge_signature(known: &mut Vec<Arc<Signature>>, mut candidate: Signature) -> Arc<Signature> {
    if let Some(found) = known.iter().find(|known| same_parameters(known, &candidate)) {
        return Arc::clone(found);
    }
    candidate.id.overload = known.len() as u32;
    let candidate = Arc::new(candidate);
    known.push(Arc::clone(&candidate));
    candidate
}

pub(super) fn same_parameters(left: &Signature, right: &Signature) -> bool {
    left.returns.is_some() == right.returns.is_some()
        && left.parameters.len() == right.parameters.len()
        && left
            .parameters
            .iter()
            .zip(&right.parameters)
            .all(|(left, right)| left.name == right.name && left.mode == right.mode && left.ty == right.ty)
}

/// Whether an expression is a number literal, with its sign.
pub fn literal_number(expr: &Expr) -> Option<String> {
    match &expr.kind {
        ExprKind::Literal(Literal::Number(text)) => Some(text.clone()),
        ExprKind::Unary {
            op: UnaryOp::Minus,
            operand,
        } => Some(format!("-{}", literal_number(operand)?)),
        _ => None,
    }
}
