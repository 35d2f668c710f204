//! PL/SQL statements.

use super::comments::{comments_after, comments_of, inner_comments, move_to_next_branch};
use super::scope::{LocalName, Scope, ScopeKind};
use super::{Resolver, span_of};
use crate::expr::*;
use crate::item::Parameter;
use crate::stmt::*;
use crate::ty::{Nullability, Type};
use plconv_diagnostics::Code;
use plconv_syntax::ast::{self, AstNode, List, SyntaxNode};

impl Resolver<'_> {
    /// A list of statements.
    pub(crate) fn statements<'t>(&mut self, list: List<'t, ast::Statement<'t>>) -> Vec<Statement> {
        let mut statements: Vec<Statement> = list.iter().map(|statement| self.statement(statement)).collect();
        if let (Some(last), Some(syntax)) = (statements.last_mut(), list.iter().last()) {
            last.comments.after = comments_after(syntax.syntax());
        }
        statements
    }

    /// One statement with its labels and comments.
    pub fn statement(&mut self, statement: ast::Statement<'_>) -> Statement {
        let mut labels = Vec::new();
        let mut inner = statement;
        while let ast::Statement::LabeledStmt(labeled) = inner {
            labels.extend(labeled.label().map(|label| label.folded()));
            match labeled.statement() {
                Some(next) => inner = next,
                None => break,
            }
        }
        let mut comments = comments_of(statement.syntax());
        comments.leading.extend(inner_comments(inner.syntax()));
        let span = span_of(inner.syntax());
        let kind = self.statement_kind(inner, &mut labels);
        Statement {
            kind,
            labels,
            comments,
            span,
        }
    }

    fn statement_kind(&mut self, statement: ast::Statement<'_>, labels: &mut Vec<String>) -> StatementKind {
        match statement {
            ast::Statement::AssignStmt(assign) => self.assign(assign),
            ast::Statement::CallStatement(call) => self.call_statement(call.call()),
            ast::Statement::IfStmt(stmt) => self.if_statement(stmt),
            ast::Statement::CaseStmt(stmt) => self.case_statement(stmt),
            ast::Statement::LoopStmt(stmt) => self.loop_statement(stmt, labels),
            ast::Statement::ForallStmt(stmt) => self.forall(stmt),
            ast::Statement::ExitStmt(stmt) => StatementKind::Exit {
                label: stmt.label().map(|label| label.folded()),
                condition: stmt
                    .condition()
                    .map(|condition| self.resolve_condition(Some(condition))),
            },
            ast::Statement::ContinueStmt(stmt) => StatementKind::Continue {
                label: stmt.label().map(|label| label.folded()),
                condition: stmt
                    .condition()
                    .map(|condition| self.resolve_condition(Some(condition))),
            },
            ast::Statement::GotoStmt(stmt) => {
                StatementKind::Goto(stmt.label().map(|label| label.folded()).unwrap_or_default())
            }
            ast::Statement::ReturnStmt(stmt) => self.return_statement(stmt),
            ast::Statement::RaiseStmt(stmt) => {
                StatementKind::Raise(stmt.exception().map(|exception| self.exception(exception)))
            }
            ast::Statement::NullStmt(_) => StatementKind::Null,
            ast::Statement::ExecuteImmediateStmt(stmt) => self.execute_immediate(stmt),
            ast::Statement::OpenStmt(stmt) => self.open(stmt),
            ast::Statement::CloseStmt(stmt) => StatementKind::Close(self.required(stmt.cursor())),
            ast::Statement::FetchStmt(stmt) => self.fetch(stmt),
            ast::Statement::PipeRowStmt(stmt) => self.pipe_row(stmt),
            ast::Statement::Block(block) => {
                labels.extend(block.labels().iter().map(|label| label.folded()));
                let block = self.block_with_label(block, labels.last().cloned());
                StatementKind::Block(Box::new(block))
            }
            // The labels were taken off before.
            ast::Statement::LabeledStmt(_) => StatementKind::Null,
            ast::Statement::PragmaStmt(pragma) => {
                self.sink.report(
                    Code::PRAGMA_IGNORED,
                    span_of(pragma.syntax()),
                    format!(
                        "`{}` has no effect in PostgreSQL",
                        pragma.syntax().text().trim_end_matches(';')
                    ),
                );
                StatementKind::Null
            }
            // Reported by the parser.
            ast::Statement::BadStmt(bad) => refused("syntax error", Code::SKIPPED_STATEMENT, bad.syntax()),
            ast::Statement::SelectStmt(select) => match select.query() {
                Some(query) => {
                    let mut query = self.resolve_query(query);
                    self.coerce_into(&mut query);
                    StatementKind::SelectInto(Box::new(query))
                }
                None => StatementKind::Null,
            },
            ast::Statement::InsertStmt(stmt) => StatementKind::Insert(Box::new(self.insert(stmt))),
            ast::Statement::MultiInsertStmt(stmt) => {
                StatementKind::MultiInsert(Box::new(self.multi_insert(stmt)))
            }
            ast::Statement::UpdateStmt(stmt) => StatementKind::Update(Box::new(self.update(stmt))),
            ast::Statement::DeleteStmt(stmt) => StatementKind::Delete(Box::new(self.delete(stmt))),
            ast::Statement::MergeStmt(stmt) => StatementKind::Merge(Box::new(self.merge(stmt))),
            ast::Statement::CommitStmt(stmt) => self.commit(stmt),
            ast::Statement::RollbackStmt(stmt) => self.rollback(stmt),
            ast::Statement::SavepointStmt(stmt) => {
                StatementKind::Savepoint(stmt.name().map(|name| name.folded()).unwrap_or_default())
            }
            ast::Statement::SetTransactionStmt(stmt) => set_statement(stmt),
            ast::Statement::LockTableStmt(stmt) => self.lock_table(stmt),
        }
    }

    fn assign(&mut self, assign: ast::AssignStmt<'_>) -> StatementKind {
        let target = self.required(assign.target());
        if matches!(target.kind, ExprKind::PackageVariable(_)) {
            self.effects.package_state = true;
        }
        let value = self.required(assign.value());
        let value = self.coerce(value, &target.ty);
        StatementKind::Assign {
            target: Box::new(target),
            value,
        }
    }

    /// A procedure call in statement position.
    pub(crate) fn call_statement(&mut self, call: Option<ast::Expr<'_>>) -> StatementKind {
        let Some(call) = call else {
            return StatementKind::Null;
        };
        let reference = super::name::Reference::of(call);
        if let Some(kind) = self.builtin_statement(&reference) {
            return kind;
        }
        let names = reference.names();
        // A bare name that is nothing else must be a procedure outside the tree.
        if reference.head.is_none() && reference.segments.len() == names.len() && !self.resolves(&names) {
            self.effects.unknown = true;
            self.sink.report(
                Code::UNRESOLVED_ROUTINE,
                span_of(call.syntax()),
                format!("{} is declared nowhere in the source tree", names.join(".")),
            );
            return StatementKind::UnresolvedCall {
                name: names,
                args: Vec::new(),
            };
        }
        self.statement_call = Some(span_of(call.syntax()));
        let expr = self.resolve_expr(call);
        self.statement_call = None;
        match expr.kind {
            ExprKind::Call { routine, args } => StatementKind::Call { routine, args },
            ExprKind::UnresolvedCall { name, args } => {
                if super::builtins::is_supplied_package(name.first().map_or("", String::as_str)) {
                    self.sink.report(
                        Code::SUPPLIED_PACKAGE,
                        span_of(call.syntax()),
                        format!("{} has no counterpart in PostgreSQL", name.join(".")),
                    );
                }
                StatementKind::UnresolvedCall { name, args }
            }
            ExprKind::CollectionMethod { base, method, args } => StatementKind::CollectionCall {
                collection: *base,
                method,
                args,
            },
            ExprKind::Builtin { name, args } => StatementKind::BuiltinCall {
                name,
                args: args.into_iter().map(|value| (None, value)).collect(),
            },
            ExprKind::Refused(_) => refused("call", Code::STATEMENT_REFUSED, call.syntax()),
            // A method of what a routine returns that is declared nowhere, which was reported.
            ref kind if calls_unknown(kind) => refused(
                "call of an unknown routine",
                Code::UNRESOLVED_ROUTINE,
                call.syntax(),
            ),
            _ => {
                self.sink.report(
                    Code::INVALID_PLSQL,
                    span_of(call.syntax()),
                    format!("`{}` is no statement", call.syntax().text()),
                );
                refused("expression as a statement", Code::INVALID_PLSQL, call.syntax())
            }
        }
    }

    /// Procedures of supplied packages keep the names of their arguments.
    fn builtin_statement(&mut self, reference: &super::name::Reference<'_>) -> Option<StatementKind> {
        let names = reference.names();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let names = match names.as_slice() {
            ["SYS" | "PUBLIC" | "STANDARD" | "DBMS_STANDARD", rest @ ..] if !rest.is_empty() => rest,
            other => other,
        };
        let full = names.join(".");
        let builtin = super::builtins::find(&full)?;
        let declared_here = names.len() == 1
            && self.resolves(std::slice::from_ref(&full))
            && full != "RAISE_APPLICATION_ERROR";
        if declared_here {
            return None;
        }
        if builtin.volatile {
            self.effects.volatile = true;
        }
        let args = match reference.segments.last() {
            Some(super::name::Segment::Arguments(call)) => self.named_arguments(*call),
            Some(super::name::Segment::Name(_)) | None => Vec::new(),
        };
        Some(StatementKind::BuiltinCall {
            name: builtin.name.to_owned(),
            args,
        })
    }

    /// Whether names start with something declared.
    pub(super) fn resolves(&self, names: &[String]) -> bool {
        let Some(first) = names.first() else {
            return false;
        };
        let local = self
            .scopes
            .iter()
            .any(|scope| scope.names.contains_key(first) || scope.label.as_deref() == Some(first.as_str()));
        let in_package = self
            .package
            .as_ref()
            .is_some_and(|package| package.name == *first)
            || self.own_package().is_some_and(|package| {
                package.routines.contains_key(first)
                    || package.variables.contains_key(first)
                    || package.cursors.contains_key(first)
            });
        local
            || in_package
            || self.is_own_member(first)
            || self
                .program
                .find(self.current_schema.as_deref(), None, first)
                .is_some()
            || names.get(1).is_some_and(|second| {
                self.program
                    .find(self.current_schema.as_deref(), Some(first), second)
                    .is_some()
            })
            || super::builtins::is_supplied_package(first)
    }

    fn if_statement(&mut self, stmt: ast::IfStmt<'_>) -> StatementKind {
        let mut branches = vec![(
            self.resolve_condition(stmt.condition()),
            self.statements(stmt.then_statements()),
        )];
        for branch in stmt.elsifs().iter() {
            let condition = self.resolve_condition(branch.condition());
            branches.push((condition, self.statements(branch.statements())));
        }
        let mut else_statements = stmt
            .else_branch()
            .map(|branch| self.statements(branch.statements()));
        move_to_next_branch(
            branches
                .iter_mut()
                .map(|(_, body)| body)
                .chain(&mut else_statements),
        );
        StatementKind::If {
            branches,
            else_statements,
        }
    }

    fn case_statement(&mut self, stmt: ast::CaseStmt<'_>) -> StatementKind {
        let mut operand = stmt.operand().map(|operand| self.resolve_expr(operand));
        let mut branches = Vec::new();
        for branch in stmt.branches().iter() {
            let mut condition = self.required(branch.condition());
            if let Some(value) = operand.take() {
                let (left, right) = self.comparable(value, condition);
                operand = Some(left);
                condition = right;
            }
            branches.push((condition, self.statements(branch.statements())));
        }
        let mut else_statements = stmt
            .else_branch()
            .map(|branch| self.statements(branch.statements()));
        move_to_next_branch(
            branches
                .iter_mut()
                .map(|(_, body)| body)
                .chain(&mut else_statements),
        );
        StatementKind::Case {
            operand,
            branches,
            else_statements,
        }
    }

    fn loop_statement(&mut self, stmt: ast::LoopStmt<'_>, labels: &[String]) -> StatementKind {
        match stmt.head() {
            None => StatementKind::Loop(self.statements(stmt.statements())),
            Some(ast::LoopHead::WhileHead(head)) => {
                let condition = self.resolve_condition(head.condition());
                StatementKind::While {
                    condition,
                    body: self.statements(stmt.statements()),
                }
            }
            Some(ast::LoopHead::ForRangeHead(head)) => {
                let variable = head.variable().map(|name| name.folded()).unwrap_or_default();
                let low = self.required(head.low());
                let low = self.coerce(low, &Type::PLS_INTEGER);
                let high = self.required(head.high());
                let high = self.coerce(high, &Type::PLS_INTEGER);
                let body = self.loop_body(
                    &variable,
                    Type::PLS_INTEGER,
                    VariableKind::LoopIndex,
                    labels,
                    stmt.statements(),
                );
                StatementKind::ForRange {
                    variable,
                    reverse: head.reverse().is_some(),
                    low: Box::new(low),
                    high: Box::new(high),
                    body,
                }
            }
            Some(ast::LoopHead::ForCursorHead(head)) => self.cursor_loop(stmt, head, labels),
            Some(ast::LoopHead::IterationHead(head)) => {
                if let Some(counted) = self.iteration_loop(stmt, head, labels) {
                    return counted;
                }
                self.sink.report(
                    Code::UNSUPPORTED_STATEMENT,
                    span_of(head.syntax()),
                    "a FOR loop with iteration controls is not carried over",
                );
                refused("FOR loop", Code::UNSUPPORTED_STATEMENT, stmt.syntax())
            }
        }
    }

    fn loop_body(
        &mut self,
        variable: &str,
        ty: Type,
        kind: VariableKind,
        labels: &[String],
        statements: List<'_, ast::Statement<'_>>,
    ) -> Vec<Statement> {
        let mut scope = Scope::new(ScopeKind::Loop, labels.last().cloned());
        let nullability = Nullability::NotNull;
        scope.names.insert(
            variable.to_owned(),
            LocalName::Variable {
                ty,
                kind,
                nullability,
            },
        );
        self.scopes.push(scope);
        let body = self.statements(statements);
        self.scopes.pop();
        body
    }

    fn cursor_loop(
        &mut self,
        stmt: ast::LoopStmt<'_>,
        head: ast::ForCursorHead<'_>,
        labels: &[String],
    ) -> StatementKind {
        let variable = head.variable().map(|name| name.folded()).unwrap_or_default();
        if let Some(ast::Expr::SubqueryExpr(subquery)) = head.source()
            && let Some(query) = subquery.query()
        {
            let query = self.resolve_query(query);
            let row = super::query::row_type(&query.columns);
            let body = self.loop_body(
                &variable,
                row.clone(),
                VariableKind::LoopRecord,
                labels,
                stmt.statements(),
            );
            return StatementKind::ForQuery {
                variable,
                row,
                query: Box::new(query),
                body,
            };
        }
        let Some((cursor, args)) = head
            .source()
            .and_then(|source| self.cursor_with_arguments(source))
        else {
            self.sink.report(
                Code::CURSOR_SHAPE,
                span_of(head.syntax()),
                "this FOR loop is neither over a range nor over a cursor or query",
            );
            return refused("FOR loop", Code::CURSOR_SHAPE, stmt.syntax());
        };
        let row = match &cursor.ty {
            Type::RefCursor(Some(row)) => (**row).clone(),
            _ => Type::Unknown,
        };
        let body = self.loop_body(
            &variable,
            row.clone(),
            VariableKind::LoopRecord,
            labels,
            stmt.statements(),
        );
        StatementKind::ForCursor {
            variable,
            row,
            cursor: Box::new(cursor),
            args,
            body,
        }
    }

    /// An explicit cursor, possibly with arguments in parentheses; arguments are put in parameter order.
    fn cursor_with_arguments(&mut self, source: ast::Expr<'_>) -> Option<(Expr, Vec<Option<Expr>>)> {
        let (name, call) = match source {
            ast::Expr::CallExpr(call) => (call.callee()?, Some(call)),
            other => (other, None),
        };
        let reference = super::name::Reference::of(name);
        let names = reference.names();
        let parameters = self.cursor_parameters(&names);
        if parameters.is_none() && call.is_some() {
            return None;
        }
        let cursor = self.resolve_expr(name);
        if !matches!(cursor.ty, Type::RefCursor(_) | Type::Unknown) {
            return None;
        }
        let parameters = parameters.unwrap_or_default();
        let mut slots: Vec<Option<Expr>> = vec![None; parameters.len()];
        if let Some(call) = call {
            for (position, (name, value)) in self.named_arguments(call).into_iter().enumerate() {
                let index = match &name {
                    Some(name) => parameters.iter().position(|parameter| parameter.name == *name),
                    None => Some(position),
                };
                if let Some(index) = index.filter(|index| *index < slots.len()) {
                    slots[index] = Some(self.coerce(value, &parameters[index].ty));
                }
            }
        }
        Some((cursor, slots))
    }

    fn cursor_parameters(&self, names: &[String]) -> Option<Vec<Parameter>> {
        let name = names.last()?;
        if names.len() == 1 {
            for scope in self.scopes.iter().rev() {
                if let Some(LocalName::Cursor { parameters, .. }) = scope.names.get(name) {
                    return Some(parameters.clone());
                }
            }
            if let Some(cursor) = self.own_package().and_then(|package| package.cursors.get(name)) {
                return Some(cursor.parameters.clone());
            }
        }
        let qualifier = names.len().checked_sub(2).and_then(|index| names.get(index))?;
        match self
            .program
            .find(self.current_schema.as_deref(), None, qualifier)?
        {
            crate::program::SchemaObject::Package(package) => self
                .program
                .packages
                .get(&package)?
                .cursors
                .get(name)
                .map(|cursor| cursor.parameters.clone()),
            _ => None,
        }
    }

    fn forall(&mut self, stmt: ast::ForallStmt<'_>) -> StatementKind {
        let variable = stmt.variable().map(|name| name.folded()).unwrap_or_default();
        let bound = |resolver: &mut Self, expr| {
            let value = resolver.required(expr);
            resolver.coerce(value, &Type::PLS_INTEGER)
        };
        let range = match stmt.range() {
            Some(ast::ForallRange::BoundsRange(range)) => {
                let low = bound(self, range.low());
                ForallRange::Bounds(low, bound(self, range.high()))
            }
            Some(ast::ForallRange::IndicesRange(range)) => {
                let collection = self.required(range.collection());
                let bounds = range.low().map(|low| {
                    let low = bound(self, Some(low));
                    (low, bound(self, range.high()))
                });
                ForallRange::Indices(collection, bounds)
            }
            Some(ast::ForallRange::ValuesRange(range)) => {
                ForallRange::Values(self.required(range.collection()))
            }
            None => return refused("FORALL", Code::SYNTAX_ERROR, stmt.syntax()),
        };
        let mut scope = Scope::new(ScopeKind::Loop, None);
        scope.names.insert(
            variable.clone(),
            LocalName::Variable {
                ty: Type::PLS_INTEGER,
                kind: VariableKind::LoopIndex,
                nullability: Nullability::NotNull,
            },
        );
        self.scopes.push(scope);
        let statement = stmt.statement().map(|statement| self.statement(statement));
        self.scopes.pop();
        match statement {
            Some(statement) => StatementKind::Forall {
                variable,
                range: Box::new(range),
                save_exceptions: stmt.save_exceptions().is_some(),
                statement: Box::new(statement),
            },
            None => refused("FORALL", Code::SYNTAX_ERROR, stmt.syntax()),
        }
    }

    fn return_statement(&mut self, stmt: ast::ReturnStmt<'_>) -> StatementKind {
        let value = match stmt.value() {
            Some(value) => Some(self.resolve_expr(value)),
            None => self.constructed(),
        };
        let target = self.return_type.clone();
        StatementKind::Return(value.map(|value| match &target {
            Some(target) => self.coerce(value, target),
            None => value,
        }))
    }

    /// PIPE ROW: the value becomes an element of what the function returns.
    fn pipe_row(&mut self, stmt: ast::PipeRowStmt<'_>) -> StatementKind {
        let value = self.required(stmt.value());
        let returned = self
            .return_type
            .as_ref()
            .and_then(|returned| returned.collection());
        let element = returned.map(|collection| collection.element.clone());
        StatementKind::PipeRow(match &element {
            Some(element @ Type::Scalar(_)) => self.coerce(value, element),
            Some(_) | None => value,
        })
    }

    /// An exception named by RAISE or WHEN.
    pub(crate) fn exception(&mut self, expr: ast::Expr<'_>) -> ExceptionRef {
        let names = super::name::Reference::of(expr).names();
        let views: Vec<&str> = names.iter().map(String::as_str).collect();
        if views == ["OTHERS"] {
            return ExceptionRef::Others;
        }
        if let Some(id) = self.find_exception(&views) {
            return ExceptionRef::Declared(id);
        }
        let predefined = views.last().copied().unwrap_or_default();
        if super::exceptions::is_predefined(predefined) {
            return ExceptionRef::Predefined(predefined.to_owned());
        }
        let shown = names.join(".");
        self.sink.report(
            Code::UNKNOWN_NAME,
            span_of(expr.syntax()),
            format!("exception {shown} is declared nowhere in the source tree"),
        );
        ExceptionRef::Unresolved(shown)
    }

    fn find_exception(&self, names: &[&str]) -> Option<crate::item::ExceptionId> {
        match names {
            [name] => {
                for scope in self.scopes.iter().rev() {
                    if let Some(LocalName::Exception(id)) = scope.names.get(*name) {
                        return Some(id.clone());
                    }
                }
                self.own_package()?.exceptions.get(*name).cloned()
            }
            [qualifier, name] => {
                if let Some(scope) = self
                    .scopes
                    .iter()
                    .rev()
                    .find(|scope| scope.label.as_deref() == Some(*qualifier))
                    && let Some(LocalName::Exception(id)) = scope.names.get(*name)
                {
                    return Some(id.clone());
                }
                self.package_exception(None, qualifier, name)
            }
            [schema, package, name] => self.package_exception(Some(schema), package, name),
            _ => None,
        }
    }

    fn package_exception(
        &self,
        schema: Option<&str>,
        package: &str,
        name: &str,
    ) -> Option<crate::item::ExceptionId> {
        match self
            .program
            .find(self.current_schema.as_deref(), schema, package)?
        {
            crate::program::SchemaObject::Package(package) => {
                self.program.packages.get(&package)?.exceptions.get(name).cloned()
            }
            _ => None,
        }
    }

    fn execute_immediate(&mut self, stmt: ast::ExecuteImmediateStmt<'_>) -> StatementKind {
        let sql = self.required(stmt.sql());
        if let Some(end) = self.end_of_transaction(&sql) {
            return end;
        }
        self.effects.unknown = true;
        self.effects.writes = true;
        let into = stmt.into().map(|into| self.resolve_into(into));
        let using = self.using(stmt.using());
        let returning = stmt.returning().map(|into| self.resolve_into(into));
        StatementKind::ExecuteImmediate {
            sql: Box::new(sql),
            into,
            using,
            returning,
        }
    }

    fn using(&mut self, using: List<'_, ast::UsingItem<'_>>) -> Vec<Using> {
        using
            .iter()
            .map(|item| Using {
                is_in: item.in_mode().is_some() || item.out_mode().is_none(),
                is_out: item.out_mode().is_some(),
                value: self.required(item.value()),
            })
            .collect()
    }

    fn open(&mut self, stmt: ast::OpenStmt<'_>) -> StatementKind {
        if let Some(query) = stmt.query() {
            let cursor = self.required(stmt.cursor());
            return StatementKind::OpenForQuery {
                cursor,
                query: Box::new(self.resolve_query(query)),
            };
        }
        if let Some(sql) = stmt.sql() {
            let cursor = self.required(stmt.cursor());
            if let ast::Expr::SubqueryExpr(subquery) = sql
                && let Some(query) = subquery.query()
            {
                return StatementKind::OpenForQuery {
                    cursor,
                    query: Box::new(self.resolve_query(query)),
                };
            }
            self.effects.unknown = true;
            let sql = self.resolve_expr(sql);
            return StatementKind::OpenForText {
                cursor,
                sql: Box::new(sql),
                using: self.using(stmt.using()),
            };
        }
        match stmt
            .cursor()
            .and_then(|cursor| self.cursor_with_arguments(cursor))
        {
            Some((cursor, args)) => StatementKind::Open { cursor, args },
            None => {
                self.sink.report(
                    Code::CURSOR_SHAPE,
                    span_of(stmt.syntax()),
                    "OPEN of something that is no cursor",
                );
                refused("OPEN", Code::CURSOR_SHAPE, stmt.syntax())
            }
        }
    }

    fn fetch(&mut self, stmt: ast::FetchStmt<'_>) -> StatementKind {
        let cursor = self.required(stmt.cursor());
        let into = match stmt.into() {
            Some(into) => self.resolve_into(into),
            None => Into {
                bulk: false,
                targets: Vec::new(),
            },
        };
        let limit = stmt.limit().map(|limit| {
            let limit = self.resolve_expr(limit);
            Box::new(self.coerce(limit, &Type::PLS_INTEGER))
        });
        StatementKind::Fetch { cursor, into, limit }
    }
}

/// A refused statement that keeps its Oracle text.
pub(crate) fn refused(construct: &str, code: Code, node: SyntaxNode<'_>) -> StatementKind {
    StatementKind::Refused {
        construct: construct.to_owned(),
        code: code.as_str().to_owned(),
        text: node.text().to_owned(),
    }
}

/// Whether an expression depends on a routine or name that is declared nowhere.
fn calls_unknown(kind: &ExprKind) -> bool {
    let mut unknown = false;
    let expr = Expr::synthetic(kind.clone(), Type::Unknown, Nullability::Nullable);
    crate::visit::walk_expr(&expr, &mut |expr| {
        unknown |= matches!(
            expr.kind,
            ExprKind::UnresolvedCall { .. } | ExprKind::Unresolved(_)
        );
    });
    unknown
}

/// The text of a string expression made of literals only.
pub fn constant_text(expr: &Expr) -> Option<String> {
    match &expr.kind {
        ExprKind::Literal(Literal::String(text)) => Some(text.clone()),
        ExprKind::Literal(Literal::Null) => Some(String::new()),
        ExprKind::Binary {
            op: BinaryOp::Concat,
            left,
            right,
        } => Some(constant_text(left)? + &constant_text(right)?),
        ExprKind::Convert { operand, .. } => constant_text(operand),
        ExprKind::Builtin { name, args } if name == "CHR" => match args.as_slice() {
            [
                Expr {
                    kind: ExprKind::Literal(Literal::Number(code)),
                    ..
                },
            ] => char::from_u32(code.parse().ok()?)
                .filter(char::is_ascii)
                .map(String::from),
            _ => None,
        },
        _ => None,
    }
}

/// `SET CONSTRAINTS a, b IMMEDIATE`, `SET TRANSACTION ...`, `SET ROLE ...`
pub(crate) fn set_statement(stmt: ast::SetTransactionStmt<'_>) -> StatementKind {
    let constraints = stmt
        .what()
        .is_some_and(|what| what.is("CONSTRAINT") || what.is("CONSTRAINTS"));
    let words: Vec<_> = stmt.words().iter().collect();
    let Some((mode, names)) = words.split_last().filter(|_| constraints) else {
        return StatementKind::SetTransaction(stmt.syntax().text().to_owned());
    };
    let all = names.len() == 1 && names[0].is("ALL");
    let names = names
        .split(|word| word.text() == ",")
        .filter_map(|name| name.last())
        .map(|word| word.folded())
        .filter(|_| !all)
        .collect();
    StatementKind::SetConstraints {
        names,
        immediate: mode.is("IMMEDIATE"),
    }
}
