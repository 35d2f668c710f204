//! Methods that subtypes override. Object-Relational Developer's Guide, "Overloading and Overriding Methods".
//!
//! A call runs the method of the type that the value has when it runs. What is called is therefore a routine of the
//! topmost type with the method, which asks the value for its type; the method of that type itself gets a name of its own.

use crate::expr::{Expr, ExprKind, IsPredicate, Span, VariableKind, VariableRef};
use crate::item::{Effects, ParameterMode, Routine, RoutineId, Signature, VisibleColumns};
use crate::program::Program;
use crate::resolve::is_member;
use crate::stmt::{Block, Comments, ExceptionRef, Statement, StatementKind};
use crate::ty::{Nullability, ObjectType, Type};
use plconv_catalog::{Hierarchy, IndexMap, ObjectName};
use std::sync::Arc;

/// A method with those that override it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Dispatch {
    /// The method of the type that has it first; absent when it is NOT INSTANTIABLE.
    pub own: Option<Arc<Signature>>,
    /// The methods that override it, each with the types whose values run it.
    pub overriding: Vec<(RoutineId, Vec<ObjectName>)>,
}

/// Finds the methods that subtypes override.
pub(crate) fn note_overriding(program: &mut Program) {
    let mut found = IndexMap::default();
    for hierarchy in program.hierarchies.values() {
        for name in &hierarchy.types {
            let Some(methods) = program.methods.get(name) else {
                continue;
            };
            for method in methods.iter() {
                let inherits = program
                    .catalog
                    .supertypes(name)
                    .any(|supertype| overridden(program, supertype, method).is_some());
                if !is_member(method) || inherits || found.contains_key(&method.id) {
                    continue;
                }
                let is_defined = methods.defined.contains(method);
                let overriding = overriding(program, hierarchy, name, method);
                if overriding.is_empty() && is_defined {
                    continue;
                }
                let own = is_defined.then(|| {
                    let mut own = (**method).clone();
                    own.id.name = format!("{}_OF_{}", own.id.name, name.name);
                    Arc::new(own)
                });
                found.insert(method.id.clone(), Dispatch { own, overriding });
            }
        }
    }
    program.dispatches = found;
    let inherited: Vec<_> = program
        .types
        .keys()
        .filter(|name| !program.comparisons.contains_key(*name))
        .filter_map(|name| {
            let mut supertypes = program.catalog.supertypes(name);
            let comparing = supertypes.find_map(|supertype| program.comparisons.get(supertype))?;
            Some((name.clone(), comparing.clone()))
        })
        .collect();
    program.comparisons.extend(inherited);
}

/// The methods that override one, with the types whose values run them.
fn overriding(
    program: &Program,
    hierarchy: &Hierarchy,
    name: &ObjectName,
    method: &Signature,
) -> Vec<(RoutineId, Vec<ObjectName>)> {
    let mut found: IndexMap<RoutineId, Vec<ObjectName>> = IndexMap::default();
    for subtype in hierarchy.under(name).filter(|subtype| *subtype != name) {
        let nearest = std::iter::once(subtype)
            .chain(program.catalog.supertypes(subtype))
            .take_while(|one| *one != name)
            .find_map(|one| {
                let overriding = overridden(program, one, method)?;
                program
                    .methods
                    .get(one)?
                    .defined
                    .contains(overriding)
                    .then_some(overriding)
            });
        if let Some(nearest) = nearest {
            found.entry(nearest.id.clone()).or_default().push(subtype.clone());
        }
    }
    found.into_iter().collect()
}

/// The method of a type with the name and the parameters of another.
fn overridden<'p>(program: &'p Program, name: &ObjectName, method: &Signature) -> Option<&'p Arc<Signature>> {
    let mut methods = program.methods.get(name)?.iter();
    methods.find(|other| is_member(other) && same_call(other, method))
}

/// Whether two methods of different types differ in SELF only.
pub(crate) fn same_call(left: &Signature, right: &Signature) -> bool {
    let rest = |signature: &Signature| signature.parameters.len().saturating_sub(1);
    left.id.name == right.id.name
        && left.returns.is_some() == right.returns.is_some()
        && rest(left) == rest(right)
        && left
            .parameters
            .iter()
            .zip(&right.parameters)
            .skip(1)
            .all(|(left, right)| left.name == right.name && left.ty == right.ty)
}

impl Program {
    /// The signature of a method that others override, under its own name.
    pub(crate) fn implementation(&self, id: &RoutineId) -> Option<&Arc<Signature>> {
        self.dispatches
            .values()
            .filter_map(|dispatch| dispatch.own.as_ref())
            .find(|own| own.id == *id)
    }

    /// What a call of a method runs for a value of a declared type; `exact` when it is the method of that very type,
    /// whatever the value is.
    pub fn called_method(&self, method: &RoutineId, object: &ObjectName, exact: bool) -> RoutineId {
        let family = self.dispatches.get_key_value(method).or_else(|| {
            self.dispatches
                .iter()
                .find(|(_, dispatch)| dispatch.overriding.iter().any(|(id, _)| id == method))
        });
        let Some((top, dispatch)) = family else {
            return method.clone();
        };
        let itself = match &dispatch.own {
            Some(own) if top == method => own.id.clone(),
            _ => method.clone(),
        };
        let others = self.hierarchies.get(object).is_some_and(|hierarchy| {
            hierarchy.under(object).any(|name| {
                let runs = dispatch.overriding.iter().find(|(_, types)| types.contains(name));
                runs.map_or(top, |(id, _)| id) != method
            })
        });
        if others && !exact { top.clone() } else { itself }
    }

    /// The routines that run the methods of a type or those that override them.
    pub(crate) fn dispatchers(&self, object: &ObjectType) -> Vec<Routine> {
        let dispatches = self.dispatches.iter().filter(|(id, _)| {
            id.schema == object.name.schema && id.package.as_deref() == Some(&object.name.name)
        });
        dispatches
            .filter_map(|(id, dispatch)| Some(dispatcher(self.signature(id)?, dispatch)))
            .collect()
    }
}

/// IF SELF IS OF (ONLY type) THEN the method of that type.
fn dispatcher(signature: &Arc<Signature>, dispatch: &Dispatch) -> Routine {
    let variables: Vec<Expr> = signature
        .parameters
        .iter()
        .map(|parameter| {
            let kind = match parameter.mode {
                ParameterMode::In => VariableKind::InParameter,
                ParameterMode::Out | ParameterMode::InOut => VariableKind::OutParameter,
            };
            let variable = VariableRef {
                name: parameter.name.clone(),
                kind,
                qualifier: None,
                routine_depth: 1,
            };
            Expr::synthetic(
                ExprKind::Variable(variable),
                parameter.ty.clone(),
                Nullability::Nullable,
            )
        })
        .collect();
    let call = |routine: &RoutineId| {
        let args = variables.iter().cloned().map(Some).collect();
        let routine = routine.clone();
        statement(match &signature.returns {
            Some(returns) => StatementKind::Return(Some(Expr::synthetic(
                ExprKind::Call { routine, args },
                returns.clone(),
                Nullability::Nullable,
            ))),
            None => StatementKind::Call { routine, args },
        })
    };
    let branches: Vec<_> = dispatch
        .overriding
        .iter()
        .filter_map(|(method, types)| {
            let kind = ExprKind::Is {
                operand: Box::new(variables.first()?.clone()),
                negated: false,
                what: IsPredicate::OfType(types.clone()),
            };
            let condition = Expr::synthetic(kind, Type::BOOLEAN, Nullability::Nullable);
            Some((condition, vec![call(method)]))
        })
        .collect();
    let otherwise = match &dispatch.own {
        Some(own) => call(&own.id),
        None => statement(StatementKind::Raise(Some(ExceptionRef::Predefined(
            "SELF_IS_NULL".to_owned(),
        )))),
    };
    let statements = if branches.is_empty() {
        vec![otherwise]
    } else {
        vec![statement(StatementKind::If {
            branches,
            else_statements: Some(vec![otherwise]),
        })]
    };
    let own = dispatch.own.iter().map(|own| own.id.clone());
    let callees = dispatch.overriding.iter().map(|(id, _)| id.clone());
    Routine {
        signature: (**signature).clone(),
        body: Some(Block {
            declarations: Vec::new(),
            statements,
            handlers: Vec::new(),
            span: Span::default(),
        }),
        depth: 1,
        autonomous: false,
        effects: Effects::default(),
        callees: own.chain(callees).collect(),
        visible_columns: VisibleColumns::default(),
        comments: Comments {
            leading: vec!["-- Runs the method of the type that self has.".to_owned()],
            ..Comments::default()
        },
        span: Span::default(),
    }
}

fn statement(kind: StatementKind) -> Statement {
    Statement {
        kind,
        labels: Vec::new(),
        comments: Comments::default(),
        span: Span::default(),
    }
}
