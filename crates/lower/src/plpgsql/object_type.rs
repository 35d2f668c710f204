//! Methods of object types: functions and procedures in a schema named after the type.

use crate::context::Lowering;
use plconv_hir::expr::{Expr, ExprKind, IsPredicate, Literal, Span, VariableKind, VariableRef};
use plconv_hir::item::{ParameterMode, Routine, TypeBody};
use plconv_hir::program::ComparingMethod;
use plconv_hir::stmt::{Block, Comments, ExceptionRef, Statement, StatementKind};
use plconv_hir::ty::{Nullability, Type};
use plconv_pg as pg;

/// The methods of an object type in PostgreSQL.
#[derive(Clone, Debug, Default)]
pub struct LoweredTypeBody {
    /// Their schema.
    pub schema: String,
    /// The methods by name.
    pub methods: Vec<(String, Vec<pg::Statement>)>,
}

impl Lowering<'_> {
    /// The methods of an object type.
    pub fn lower_type_body(&mut self, body: &TypeBody) -> LoweredTypeBody {
        self.current_schema.clone_from(&body.name.schema);
        let mut lowered = LoweredTypeBody {
            schema: self.package_schema(body.name.schema.as_deref(), &body.name.name),
            methods: Vec::new(),
        };
        for method in &body.methods {
            let statements = match self.with_check_of_self(method, body) {
                Some(checked) => self.lower_routine(&checked),
                None => self.lower_routine(method),
            };
            lowered
                .methods
                .push((method.signature.id.name.clone(), statements));
        }
        lowered
    }

    /// A member method that raises SELF_IS_NULL first when it has no object, as Oracle does at the call (PL/SQL Language
    /// Reference, "Predefined Exceptions"). The method that compares objects yields NULL instead: comparing an object
    /// that is NULL calls it too.
    fn with_check_of_self(&self, method: &Routine, body: &TypeBody) -> Option<Routine> {
        let parameter = method.signature.parameters.first()?;
        let block = method.body.as_ref()?;
        // Only member methods have a parameter SELF whose type is the type of the body.
        if parameter.name != "SELF"
            || !matches!(&parameter.ty, Type::Object(object) if object.name == body.name)
        {
            return None;
        }
        let compares = match self.program.comparisons.get(&body.name) {
            Some(ComparingMethod::Map(id) | ComparingMethod::Order(id)) => *id == method.signature.id,
            None => false,
        };
        let without_object = match (&method.signature.returns, compares) {
            (Some(returns), true) => StatementKind::Return(Some(Expr::synthetic(
                ExprKind::Literal(Literal::Null),
                returns.clone(),
                Nullability::Nullable,
            ))),
            _ => StatementKind::Raise(Some(ExceptionRef::Predefined("SELF_IS_NULL".to_owned()))),
        };
        let own = Expr::synthetic(
            ExprKind::Variable(VariableRef {
                name: parameter.name.clone(),
                kind: match parameter.mode {
                    ParameterMode::In => VariableKind::InParameter,
                    ParameterMode::Out | ParameterMode::InOut => VariableKind::OutParameter,
                },
                qualifier: None,
                routine_depth: method.depth,
            }),
            parameter.ty.clone(),
            Nullability::Nullable,
        );
        let is_null = Expr::synthetic(
            ExprKind::Is {
                operand: Box::new(own),
                negated: false,
                what: IsPredicate::Null,
            },
            Type::BOOLEAN,
            Nullability::NotNull,
        );
        let check = statement(StatementKind::If {
            branches: vec![(is_null, vec![statement(without_object)])],
            else_statements: None,
        });
        let block = if block.handlers.is_empty() {
            let mut block = block.clone();
            block.statements.insert(0, check);
            block
        } else {
            // What is raised at the call is not for the handlers of the method.
            Block {
                declarations: Vec::new(),
                statements: vec![check, statement(StatementKind::Block(Box::new(block.clone())))],
                handlers: Vec::new(),
                span: block.span,
            }
        };
        Some(Routine {
            body: Some(block),
            ..method.clone()
        })
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
