//! Methods of object types. PL/SQL Language Reference, "CREATE TYPE Statement", "CREATE TYPE BODY Statement".
//!
//! A member method has the value it is called for as its first parameter SELF; a constructor has a variable SELF, which
//! its RETURN gives back.

use super::comments::comments_of;
use super::declaration::Header;
use super::name::{Head, Reference};
use super::scope::{LocalName, Scope};
use super::{Resolver, call, span_of};
use crate::dispatch::same_call;
use crate::expr::{Expr, ExprKind, Span, VariableKind, VariableRef};
use crate::item::{Parameter, ParameterMode, Routine, RoutineId, Signature, TypeBody};
use crate::program::{ComparingMethod, TypeMethods};
use crate::stmt::{Comments, Declaration, DeclarationKind, Variable};
use crate::ty::{Nullability, ObjectType, Type};
use plconv_catalog::{ObjectName, TypeKind};
use plconv_diagnostics::Code;
use plconv_syntax::ast::{self, AstNode};
use std::sync::Arc;

/// The value a method is called for.
pub(crate) const SELF: &str = "SELF";

/// The object type whose method is being resolved.
#[derive(Clone, Debug)]
pub(crate) struct OwnObject {
    /// The type.
    pub object: Arc<ObjectType>,
    /// Whether the method is a constructor.
    pub constructs: bool,
}

/// A method as it stands in a type or its body.
struct Method<'t> {
    kind: String,
    not_instantiable: bool,
    header: Header<'t>,
    node: ast::SyntaxNode<'t>,
}

impl<'t> Method<'t> {
    fn of(spec: ast::MethodSpec<'t>) -> Option<Self> {
        let header = match spec.routine()? {
            ast::Routine::CreateProcedure(procedure) => Header::Procedure(procedure),
            ast::Routine::CreateFunction(function) => Header::Function(function),
        };
        Some(Method {
            kind: spec.kind().map(|kind| kind.upper()).unwrap_or_default(),
            not_instantiable: is_not_instantiable(spec),
            header,
            node: spec.syntax(),
        })
    }
}

fn is_not_instantiable(spec: ast::MethodSpec<'_>) -> bool {
    let modifiers: Vec<String> = spec.modifiers().iter().map(|word| word.upper()).collect();
    modifiers
        .windows(2)
        .any(|pair| pair[0] == "NOT" && pair[1] == "INSTANTIABLE")
}

fn declared(create: ast::CreateType<'_>) -> Vec<Method<'_>> {
    let Some(ast::TypeDefinition::ObjectTypeDef(object)) = create.definition() else {
        return Vec::new();
    };
    object
        .members()
        .iter()
        .filter_map(|member| match member {
            ast::TypeMember::MethodSpec(spec) => Method::of(spec),
            ast::TypeMember::AttributeDef(_) | ast::TypeMember::PragmaStmt(_) => None,
        })
        .collect()
}

fn defined(body: ast::CreateTypeBody<'_>) -> Vec<Method<'_>> {
    body.items()
        .iter()
        .filter_map(|item| match item {
            ast::TypeBodyItem::MethodSpec(spec) => Method::of(spec),
            ast::TypeBodyItem::CreateProcedure(_)
            | ast::TypeBodyItem::CreateFunction(_)
            | ast::TypeBodyItem::PragmaStmt(_)
            | ast::TypeBodyItem::BadStmt(_) => None,
        })
        .collect()
}

/// The signatures of the methods that a type body defines, and those that only subtypes do; defaults stand in the type.
pub fn resolve_methods(
    resolver: &mut Resolver<'_>,
    name: &ObjectName,
    create: Option<ast::CreateType<'_>>,
    body: Option<ast::CreateTypeBody<'_>>,
) -> TypeMethods {
    resolver.current_schema.clone_from(&name.schema);
    let Some(Type::Object(object)) = resolver.program.types.get(name).cloned() else {
        return TypeMethods::default();
    };
    let declared = create.map(declared).unwrap_or_default();
    let specified: Vec<Signature> = declared
        .iter()
        .map(|method| resolver.method_signature(method, &object))
        .collect();
    let mut methods: Vec<Arc<Signature>> = Vec::new();
    for method in body.map(defined).unwrap_or_default() {
        let own = resolver.method_signature(&method, &object);
        let mut signature = specified
            .iter()
            .find(|known| known.id.name == own.id.name && super::declaration::same_parameters(known, &own))
            .cloned()
            .unwrap_or(own);
        signature.id.overload = methods
            .iter()
            .filter(|known| known.id.name == signature.id.name)
            .count() as u32;
        methods.push(Arc::new(signature));
    }
    let mut not_instantiable: Vec<Arc<Signature>> = Vec::new();
    for (method, mut signature) in declared.iter().zip(specified) {
        if method.not_instantiable {
            let same_name = methods.iter().chain(&not_instantiable);
            signature.id.overload = same_name
                .filter(|known| known.id.name == signature.id.name)
                .count() as u32;
            not_instantiable.push(Arc::new(signature));
        }
    }
    TypeMethods {
        defined: methods,
        not_instantiable,
    }
}

/// The MAP or ORDER method of a type body, whose methods are given.
pub fn comparing_method(
    body: ast::CreateTypeBody<'_>,
    methods: &[Arc<Signature>],
) -> Option<ComparingMethod> {
    defined(body)
        .iter()
        .zip(methods)
        .find_map(|(method, signature)| match method.kind.as_str() {
            "MAP" => Some(ComparingMethod::Map(signature.id.clone())),
            "ORDER" => Some(ComparingMethod::Order(signature.id.clone())),
            _ => None,
        })
}

/// The methods of a type body.
pub fn resolve_type_body(
    resolver: &mut Resolver<'_>,
    name: &ObjectName,
    create: Option<ast::CreateType<'_>>,
    body: Option<ast::CreateTypeBody<'_>>,
) -> TypeBody {
    resolver.current_schema.clone_from(&name.schema);
    resolver.package = Some(name.clone());
    let mut methods = Vec::new();
    let signatures = resolver.program.methods.get(name).cloned().unwrap_or_default();
    if let Some(Type::Object(object)) = resolver.program.types.get(name).cloned() {
        let specified = create.map(declared).unwrap_or_default();
        methods.extend(resolver.program.dispatchers(&object));
        let bodies = body.map(defined).unwrap_or_default();
        for (method, signature) in bodies.iter().zip(signatures.defined) {
            let own = resolver.program.dispatches.get(&signature.id);
            let signature = own.and_then(|dispatch| dispatch.own.clone()).unwrap_or(signature);
            let mut routine = resolver.method(method, signature, &object);
            // What the type says of a method belongs to it.
            let said = specified.iter().find(|known| {
                // Findings about the specification have been reported with it.
                let sink = std::mem::take(&mut resolver.sink);
                let known = resolver.method_signature(known, &object);
                resolver.sink = sink;
                known.id.name == method.header.name()
                    && super::declaration::same_parameters(&known, &routine.signature)
            });
            if let Some(said) = said {
                let said = comments_of(said.node);
                let lines = said.leading.into_iter().chain(said.trailing);
                routine.comments.leading.splice(0..0, lines);
            }
            methods.push(routine);
        }
    }
    resolver.package = None;
    TypeBody {
        name: name.clone(),
        methods,
        comments: body.map(|body| comments_of(body.syntax())).unwrap_or_default(),
    }
}

impl Resolver<'_> {
    fn method_signature(&mut self, method: &Method<'_>, object: &Arc<ObjectType>) -> Signature {
        let id = RoutineId {
            schema: object.name.schema.clone(),
            package: Some(object.name.name.clone()),
            enclosing: Vec::new(),
            name: method.header.name(),
            overload: 0,
        };
        let mut signature = self.signature(method.header, id);
        let written = signature
            .parameters
            .first()
            .is_some_and(|parameter| parameter.name == SELF);
        match method.kind.as_str() {
            "CONSTRUCTOR" => {
                signature.returns = Some(Type::Object(Arc::clone(object)));
                if written {
                    signature.parameters.remove(0);
                }
            }
            "STATIC" => {}
            _ if written => {}
            _ => signature.parameters.insert(
                0,
                Parameter {
                    name: SELF.to_owned(),
                    mode: if signature.returns.is_some() {
                        ParameterMode::In
                    } else {
                        ParameterMode::InOut
                    },
                    nocopy: false,
                    not_null: false,
                    ty: Type::Object(Arc::clone(object)),
                    default: None,
                    span: Span::default(),
                },
            ),
        }
        signature
    }

    fn method(
        &mut self,
        method: &Method<'_>,
        signature: Arc<Signature>,
        object: &Arc<ObjectType>,
    ) -> Routine {
        if matches!(method.kind.as_str(), "MAP" | "ORDER") {
            self.sink.report(
                Code::OBJECT_TYPE_FEATURE,
                span_of(method.node),
                format!(
                    "{} method {} became a function: sorting and grouping values of {} do not use it",
                    method.kind, signature.id.name, object.name
                ),
            );
        }
        self.own_object = Some(OwnObject {
            object: Arc::clone(object),
            constructs: method.kind == "CONSTRUCTOR",
        });
        let mut routine = self.routine(method.header, signature);
        self.own_object = None;
        let before = comments_of(method.node).leading;
        routine.comments.leading.splice(0..0, before);
        routine
    }

    /// Declares SELF in the scope of a constructor.
    pub(crate) fn declare_constructed(&self, scope: &mut Scope) -> Option<Declaration> {
        let own = self.own_object.as_ref().filter(|own| own.constructs)?;
        if !self.scopes.is_empty() {
            return None;
        }
        let ty = Type::Object(Arc::clone(&own.object));
        let attributes = own.object.attributes.iter();
        let args = attributes.map(|field| call::null_of(field.ty.clone())).collect();
        let empty = Expr::synthetic(ExprKind::Constructor { args }, ty.clone(), Nullability::NotNull);
        scope.names.insert(
            SELF.to_owned(),
            LocalName::Variable {
                ty: ty.clone(),
                kind: VariableKind::Variable,
                nullability: Nullability::NotNull,
            },
        );
        Some(Declaration {
            kind: DeclarationKind::Variable(Variable {
                name: SELF.to_owned(),
                ty,
                anchor: None,
                constant: false,
                not_null: false,
                // A NOT INSTANTIABLE type has constructors that nothing can call.
                default: self.is_instantiable(&own.object.name).then_some(empty),
            }),
            comments: Comments::default(),
            span: Span::default(),
        })
    }

    fn is_instantiable(&self, name: &ObjectName) -> bool {
        let definition = self.program.catalog.types.get(name);
        !matches!(
            definition.map(|definition| &definition.kind),
            Some(TypeKind::Object {
                not_instantiable: true,
                ..
            })
        )
    }

    /// What RETURN of a constructor gives back.
    pub(crate) fn constructed(&self) -> Option<Expr> {
        let own = self.own_object.as_ref().filter(|own| own.constructs)?;
        let routines = self
            .scopes
            .iter()
            .filter(|scope| scope.kind == super::ScopeKind::Routine)
            .count();
        (routines == 1).then(|| {
            Expr::synthetic(
                ExprKind::Variable(VariableRef {
                    name: SELF.to_owned(),
                    kind: VariableKind::Variable,
                    qualifier: None,
                    routine_depth: 1,
                }),
                Type::Object(Arc::clone(&own.object)),
                Nullability::NotNull,
            )
        })
    }

    /// An attribute or method of the object whose method is being resolved, named without SELF.
    pub(crate) fn own_member(&mut self, name: &str, reference: &Reference<'_>, span: Span) -> Option<Head> {
        let object = Arc::clone(&self.own_object.as_ref()?.object);
        let value = self.self_value(reference, span);
        if let Some(field) = object.attributes.iter().find(|field| field.name == name) {
            let kind = ExprKind::Field {
                base: Box::new(value?),
                field: name.to_owned(),
            };
            let expr = Expr {
                kind,
                ty: field.ty.clone(),
                nullability: Nullability::Nullable,
                span,
            };
            return Some((expr, 1));
        }
        if name == object.name.name {
            // A constructor, its own or the one that takes the attributes.
            return None;
        }
        let (members, statics): (Vec<_>, Vec<_>) = self
            .methods_named(&object.name, name)
            .into_iter()
            .partition(|signature| is_member(signature));
        let members = self.called_methods(members, &object.name, false);
        if members.is_empty() && statics.is_empty() {
            return None;
        }
        let call = reference.arguments_after(1);
        let mut args = call.map(|call| self.named_arguments(call)).unwrap_or_default();
        let overloads = match value {
            Some(value) if !members.is_empty() => {
                args.insert(0, (None, value));
                members
            }
            _ => statics,
        };
        let expr = self.resolve_call_with(&overloads, args, reference.node);
        Some((expr, 1 + usize::from(call.is_some())))
    }

    /// The methods of that name, inherited ones that are not overridden included.
    pub(crate) fn methods_named(&self, name: &ObjectName, method: &str) -> Vec<Arc<Signature>> {
        let mut found: Vec<Arc<Signature>> = Vec::new();
        for owner in std::iter::once(name).chain(self.program.catalog.supertypes(name)) {
            let methods = self
                .program
                .methods
                .get(owner)
                .into_iter()
                .flat_map(TypeMethods::iter);
            let inherited: Vec<_> = methods
                .filter(|signature| signature.id.name == method)
                .filter(|signature| !found.iter().any(|nearer| same_call(nearer, signature)))
                .cloned()
                .collect();
            found.extend(inherited);
        }
        found
    }

    /// Methods as the routines that a call runs for a value of a declared type; see [`crate::program::Program::called_method`].
    pub(crate) fn called_methods(
        &self,
        methods: Vec<Arc<Signature>>,
        object: &ObjectName,
        exact: bool,
    ) -> Vec<Arc<Signature>> {
        let called = |method: Arc<Signature>| {
            let id = self.program.called_method(&method.id, object, exact);
            if id == method.id {
                return method;
            }
            Arc::new(Signature {
                id,
                ..(*method).clone()
            })
        };
        methods.into_iter().map(called).collect()
    }

    /// `(SELF AS supertype)`: SELF, whose methods are those of the supertype.
    pub(crate) fn self_as(&mut self, ty: Type, reference: &Reference<'_>, span: Span) -> Option<Expr> {
        let value = self.self_value(reference, span)?;
        let kind = ExprKind::Convert {
            operand: Box::new(value),
            implicit: false,
        };
        Some(Expr {
            kind,
            ty,
            nullability: Nullability::Nullable,
            span,
        })
    }

    fn self_value(&mut self, reference: &Reference<'_>, span: Span) -> Option<Expr> {
        let index = self
            .scopes
            .iter()
            .position(|scope| scope.names.contains_key(SELF))?;
        let local = self.scopes[index].names.get(SELF)?.clone();
        let (value, _) = self.local_value(index, SELF, local, None, 0, reference, span)?;
        Some(value)
    }

    /// Whether a name is an attribute or method of the object whose method is being resolved.
    pub(crate) fn is_own_member(&self, name: &str) -> bool {
        self.own_object.as_ref().is_some_and(|own| {
            own.object.attributes.iter().any(|field| field.name == name)
                || !self.methods_named(&own.object.name, name).is_empty()
        })
    }
}

/// Whether a method is called for a value.
pub(crate) fn is_member(signature: &Signature) -> bool {
    signature
        .parameters
        .first()
        .is_some_and(|parameter| parameter.name == SELF)
}
