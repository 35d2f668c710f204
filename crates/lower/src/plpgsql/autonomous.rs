//! PRAGMA AUTONOMOUS_TRANSACTION: a routine that runs on a connection of its own through dblink.
//!
//! What runs there is a procedure, which may end its transaction. Values come back as the row that its CALL returns.

use super::assign::perform;
use crate::context::Lowering;
use plconv_db::policy::Autonomous;
use plconv_diagnostics::Code;
use plconv_hir::expr::Span;
use plconv_hir::item::{Routine, RoutineId, Signature};
use plconv_hir::stmt::{self, StatementKind};
use plconv_hir::ty::Type;
use plconv_pg::{
    self as pg, CreateRoutine, Declaration, DeclarationKind, Ident, PlKind, PlStatement, QualifiedName,
    RoutineParameter, Statement, TypeName,
};

impl Lowering<'_> {
    /// Whether what is an autonomous transaction runs on a connection of its own: the policy has one, and what goes
    /// there and comes back are values.
    pub fn has_own_connection(&self, signature: &Signature) -> bool {
        let is_value = |ty: &Type| !matches!(ty, Type::RefCursor(_) | Type::Unknown);
        self.policy.autonomous != Autonomous::Refuse
            && !signature.pipelined
            && signature.returns.as_ref().is_none_or(is_value)
            && signature
                .parameters
                .iter()
                .all(|parameter| is_value(&parameter.ty))
    }

    /// Whether a block ends transactions other than by its last statement.
    fn ends_transactions(&self, block: &stmt::Block) -> bool {
        let block = without_final_commit(block);
        let handled = block.handlers.iter().flat_map(|handler| &handler.statements);
        block
            .statements
            .iter()
            .chain(handled)
            .any(|statement| self.controls_transaction(statement))
    }

    /// The body of what is an autonomous transaction that is not carried over.
    pub(crate) fn refused_transaction(&mut self, name: &str, span: Span) -> pg::Block {
        self.report(
            Code::AUTONOMOUS_TRANSACTION,
            span,
            format!("{name} is an autonomous transaction that is not carried over"),
        );
        self.stub("an autonomous transaction")
    }

    /// The routine that runs on the second connection, and the one that its callers call.
    pub(super) fn autonomous(&mut self, mut inner: CreateRoutine, routine: &Routine) -> Vec<Statement> {
        let signature = &routine.signature;
        if !self.has_own_connection(signature) {
            inner.body = self.refused_transaction(&signature.id.name, routine.span);
            return vec![Statement::CreateRoutine(Box::new(inner))];
        }
        self.report(
            Code::AUTONOMOUS_BY_DBLINK,
            routine.span,
            format!("{} runs on a second connection through dblink", signature.id.name),
        );
        self.extensions.insert("dblink");
        let mut outer = inner.clone();
        outer.options = Vec::new();
        if let Some(last) = inner.name.0.last_mut() {
            *last = Ident(crate::naming::autonomous(&last.0));
        }
        if !inner.attributes.is_empty()
            && (routine.body.as_ref()).is_some_and(|body| self.ends_transactions(body))
        {
            self.report(
                Code::AUTHID,
                routine.span,
                format!(
                    "{} ends transactions, which SECURITY DEFINER forbids, so on its second connection it runs with the \
                     rights of the session's user",
                    signature.id.name
                ),
            );
            inner.attributes.clear();
        }
        inner.comments = vec!["-- Runs on a connection of its own.".to_owned()];
        inner.procedure = true;
        let call = self.call_on_connection(&inner, &signature.id);
        let connection = match self.effects_of(&signature.id).asks_error {
            true => self.runtime("autonomous_connection_with_error", Vec::new()),
            false => self.runtime("autonomous_connection", Vec::new()),
        };
        let run = vec![connection, call];
        let returned: Vec<(Ident, TypeName)> = inner
            .parameters
            .iter()
            .filter(|parameter| !parameter.mode.is_empty())
            .map(|parameter| (parameter.name.clone(), parameter.ty.clone()))
            .collect();
        if !returned.is_empty() {
            // A parameter that comes back may stand behind one with a default value.
            inner
                .parameters
                .iter_mut()
                .for_each(|parameter| parameter.default = None);
        }
        outer.body = match returned.as_slice() {
            [] => pg::Block {
                statements: vec![perform(pg::Expr::call("dblink_exec", run))],
                ..pg::Block::default()
            },
            // The value of a function, and nothing else.
            [(name, _)] if signature.returns.is_some() => {
                outer.parameters.retain(|parameter| parameter.name != *name);
                outer.returns = (signature.returns.as_ref()).map(|returns| self.plain_type_name(returns));
                let value = QualifiedName(vec![Ident::from(ROW), name.clone()]);
                let query = query_on_connection(run, returned.clone(), pg::Expr::Name(value), None);
                pg::Block {
                    statements: vec![PlKind::Return(Some(pg::Expr::Subquery(Box::new(query)))).into()],
                    ..pg::Block::default()
                }
            }
            _ => several_values(run, returned.clone()),
        };
        vec![
            Statement::CreateRoutine(Box::new(inner)),
            Statement::CreateRoutine(Box::new(outer)),
        ]
    }

    /// `format('CALL routine(%L, ...)', ...)`
    fn call_on_connection(&self, inner: &CreateRoutine, id: &RoutineId) -> pg::Expr {
        let other = |overload| RoutineId {
            overload,
            ..id.clone()
        };
        let overloaded = id.overload > 0 || self.signature_of(&other(1)).is_some();
        let hole = |parameter: &RoutineParameter| match parameter.mode {
            "OUT" => "NULL".to_owned(),
            // Literals alone would not tell overloads apart.
            _ if overloaded => format!("%L::{}", parameter.ty),
            _ => "%L".to_owned(),
        };
        let holes: Vec<String> = inner.parameters.iter().map(hole).collect();
        let mut values = vec![pg::Expr::text(format!(
            "CALL {}({})",
            inner.name,
            holes.join(", ")
        ))];
        values.extend(
            (inner.parameters.iter())
                .filter(|parameter| parameter.mode != "OUT")
                .map(|parameter| pg::Expr::name(parameter.name.clone())),
        );
        pg::Expr::call("format", values)
    }
}

/// `SELECT item FROM dblink(...) AS returned (...)`
fn query_on_connection(
    run: Vec<pg::Expr>,
    columns: Vec<(Ident, TypeName)>,
    item: pg::Expr,
    into: Option<pg::Into>,
) -> pg::Query {
    let select = pg::Select {
        items: vec![pg::SelectItem {
            expr: item,
            alias: None,
        }],
        into,
        from: vec![pg::FromItem::Records {
            call: pg::Expr::call("dblink", run),
            alias: Ident::from(ROW),
            columns,
        }],
        ..pg::Select::default()
    };
    pg::Query {
        body: pg::QueryBody::Select(Box::new(select)),
        ..pg::Query::default()
    }
}

/// The values go through a record, because PL/pgSQL takes a composite value as the only target of INTO.
fn several_values(run: Vec<pg::Expr>, columns: Vec<(Ident, TypeName)>) -> pg::Block {
    let record = columns.iter().fold(Ident::from(ROW), |name, (column, _)| {
        if *column == name {
            Ident(format!("{name}_row"))
        } else {
            name
        }
    });
    let into = pg::Into {
        strict: false,
        targets: vec![pg::Expr::name(record.clone())],
    };
    let item = pg::Expr::Token("*".to_owned());
    let query = query_on_connection(run, columns.clone(), item, Some(into));
    let mut statements: Vec<PlStatement> =
        vec![PlKind::Sql(Box::new(Statement::Query(Box::new(query)))).into()];
    statements.extend(columns.into_iter().map(|(column, _)| {
        let value = QualifiedName(vec![record.clone(), column.clone()]);
        PlStatement::from(PlKind::Assign(pg::Expr::name(column), pg::Expr::Name(value)))
    }));
    pg::Block {
        declarations: vec![Declaration {
            kind: DeclarationKind::Variable {
                name: record,
                constant: false,
                ty: TypeName::builtin("record"),
                not_null: false,
                default: None,
            },
            comments: pg::Comments::default(),
        }],
        statements,
        ..pg::Block::default()
    }
}

/// What the row is called that comes back.
const ROW: &str = "returned";

/// The body of an autonomous transaction without the COMMIT at its end: the end of its CALL commits.
pub(super) fn without_final_commit(block: &stmt::Block) -> stmt::Block {
    let mut block = block.clone();
    let is_commit = |statement: &stmt::Statement| matches!(statement.kind, StatementKind::Commit);
    if !block.handlers.is_empty() {
        return block;
    }
    let returns = matches!(
        block.statements.last().map(|last| &last.kind),
        Some(StatementKind::Return(value)) if value.as_ref().is_none_or(is_kept)
    );
    let at = block.statements.len().checked_sub(1 + usize::from(returns));
    if let Some(at) = at
        && block.statements.len() > 1
        && block.statements.get(at).is_some_and(is_commit)
    {
        block.statements.remove(at);
    }
    block
}

/// Whether a value is the same before a COMMIT as after it.
fn is_kept(value: &plconv_hir::expr::Expr) -> bool {
    use plconv_hir::expr::ExprKind;
    match &value.kind {
        ExprKind::Literal(_) | ExprKind::Variable(_) => true,
        ExprKind::Field { base, .. } => is_kept(base),
        _ => false,
    }
}
