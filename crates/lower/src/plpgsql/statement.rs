//! Statements.

use super::ReturnForm;
use super::block::comments;
use super::savepoint::Shape;
use super::select_into::without_conversions;
use crate::context::Lowering;
use crate::expr::single_line;
use crate::naming::{identifier, local_name};
use plconv_diagnostics::Code;
use plconv_hir::dml::Returning;
use plconv_hir::expr::{Expr, ExprKind, Span};
use plconv_hir::query::{Query, QueryBody};
use plconv_hir::stmt::{Statement, StatementKind};
use plconv_hir::ty::{Nullability, Type};
use plconv_pg::{self as pg, Ident, Made, PlKind, PlStatement};

impl Lowering<'_> {
    /// Statements in order.
    pub(crate) fn statements(&mut self, statements: &[Statement]) -> Vec<PlStatement> {
        let mut result = Vec::new();
        let mut at = 0;
        while at < statements.len() {
            let (lowered, next) = self.statement_in(statements, at);
            result.extend(lowered);
            at = next;
        }
        result
    }

    /// The statement at `at` with those after it that become one with it; and where the next one is.
    pub(super) fn statement_in(&mut self, statements: &[Statement], at: usize) -> (Vec<PlStatement>, usize) {
        let statement = &statements[at];
        if let Some(end) = self.fields_of_element_end(statements, at) {
            return (self.fields_of_element(statements, at, end), end);
        }
        let StatementKind::Savepoint(name) = &statement.kind else {
            return (self.statement(statement), at + 1);
        };
        let mut next = at + 1;
        let mut lowered = match self.savepoint_shape(name, statements, at) {
            Shape::Before if self.routine.savepoints_of_blocks.contains(name) => {
                vec![self.savepoint_in_block(name)]
            }
            Shape::Before => {
                self.routine.savepoints_of_blocks.push(name.clone());
                let block = self.statement(&statements[next]);
                self.routine.savepoints_of_blocks.pop();
                next += 1;
                block
            }
            Shape::Until(end) => {
                let block = self.undone_block(name, &statements[next..=end]);
                next = end + 1;
                vec![block]
            }
            Shape::UntilBranch(end) => {
                let block = self.block_until_branch(name, &statements[next..=end]);
                next = end + 1;
                vec![block]
            }
            Shape::Unused => vec![self.unused_savepoint(name, statement)],
            Shape::Refused => vec![self.refused_savepoint(name, statement)],
        };
        // What was said of the savepoint stands before what it became.
        if let Some(first) = lowered.first_mut() {
            let own = comments(&statement.comments);
            let said = own.leading.into_iter().chain(own.trailing);
            first.comments.leading.splice(0..0, said);
            first.origin.get_or_insert(made_from(statement));
        }
        (lowered, next)
    }

    /// One statement, with its comments at the first and last statement it became.
    pub(crate) fn statement(&mut self, statement: &Statement) -> Vec<PlStatement> {
        if let Some(statements) = self.with_calls_before(statement) {
            return self.statements(&statements);
        }
        self.note_order_of_calls(statement);
        let error = self.mutating_error(statement);
        if let Some((raise, true)) = error {
            let mut raised = vec![raise];
            with_comments(&mut raised, statement);
            return raised;
        }
        let mut lowered = self.statement_kind(statement);
        if Self::changes_row_count(&statement.kind) {
            // Bringing values to their places may be statements that count rows as well.
            let at = lowered
                .iter()
                .position(|part| matches!(part.kind, PlKind::Sql(_) | PlKind::Execute { .. }))
                .map_or(lowered.len(), |at| at + 1);
            let kept = self.keep_row_count(statement);
            let assigned = matches!(&kept, Some(kept) if matches!(kept.kind, PlKind::Assign(..)));
            let at = if assigned { lowered.len() } else { at };
            lowered.splice(at..at, kept);
        }
        lowered.splice(0..0, error.map(|(raise, _)| raise));
        let mut lowered = self.telling_error(statement, lowered);
        with_comments(&mut lowered, statement);
        lowered
    }

    pub(super) fn statement_kind(&mut self, statement: &Statement) -> Vec<PlStatement> {
        let label = statement.labels.last().map(|label| Ident(identifier(label)));
        let span = statement.span;
        let one = |kind: PlKind| vec![PlStatement::from(kind)];
        match &statement.kind {
            StatementKind::Assign { target, value } => {
                if let ExprKind::Call { routine, args } = &value.kind
                    && self.returns_by_parameter(routine)
                {
                    let mut statements = self.assign_from_call(target, routine, args, span);
                    statements.extend(self.after_receiving(target));
                    return statements;
                }
                let lowered = match &target.kind {
                    ExprKind::Variable(variable)
                        if self.routine.dynamic_texts.contains_key(&variable.name) =>
                    {
                        self.dynamic_value(&variable.name, value)
                    }
                    _ => self.lower_expr(value),
                };
                let (mut statements, lowered) = match self.value_first(target, value, &lowered) {
                    Some((first, held)) => (vec![first], held),
                    None => self.within_limits(target, value, lowered),
                };
                statements.extend(self.assign_known(target, lowered, value.nullability));
                if matches!(value.kind, ExprKind::Call { .. }) {
                    statements.extend(self.after_receiving(target));
                }
                statements
            }
            StatementKind::Call { routine, args } => self.call_procedure(routine, args, span),
            StatementKind::BuiltinCall { name, args } => self.builtin_call(name, args, span),
            StatementKind::UnresolvedCall { name, args } => self.unresolved_statement(name, args),
            StatementKind::CollectionCall {
                collection,
                method,
                args,
            } => self.collection_call(collection, *method, args, span),
            StatementKind::If {
                branches,
                else_statements,
            } => {
                let branches = branches
                    .iter()
                    .map(|(condition, body)| (self.condition(condition), self.statements(body)))
                    .collect();
                let else_statements = else_statements.as_ref().map(|body| self.statements(body));
                one(PlKind::If(branches, else_statements))
            }
            StatementKind::Case {
                operand,
                branches,
                else_statements,
            } => {
                let conditions: Vec<&Expr> = branches.iter().map(|(condition, _)| condition).collect();
                let (operand, conditions) = self.case_conditions(operand.as_ref(), &conditions);
                let branches = conditions
                    .into_iter()
                    .zip(branches)
                    .map(|(condition, (_, body))| (vec![condition], self.statements(body)))
                    .collect();
                let else_statements = else_statements.as_ref().map(|body| self.statements(body));
                one(PlKind::Case(operand, branches, else_statements))
            }
            StatementKind::Loop(body) => {
                let body = self.statements(body);
                one(PlKind::Loop(label, body))
            }
            StatementKind::While { condition, body } => {
                let condition = self.condition(condition);
                let body = self.statements(body);
                one(PlKind::While(label, condition, body))
            }
            StatementKind::ForRange {
                variable,
                reverse,
                low,
                high,
                body,
            } => {
                let (low, high) = (self.loop_bound(low), self.loop_bound(high));
                let body = self.hiding([variable.clone()], |lowering| lowering.statements(body));
                // PL/pgSQL counts down from the first bound to the second.
                let (low, high) = if *reverse { (high, low) } else { (low, high) };
                let variable = Ident(local_name(variable));
                one(PlKind::ForRange {
                    label,
                    variable,
                    reverse: *reverse,
                    low,
                    high,
                    body,
                })
            }
            StatementKind::ForCursor {
                variable,
                cursor,
                args,
                body,
                ..
            } => self.cursor_loop(
                label,
                variable,
                cursor,
                args,
                &mut |lowering| lowering.statements(body),
                span,
            ),
            StatementKind::ForQuery {
                variable,
                query,
                body,
                ..
            } => self.query_loop(label, variable, query, &mut |lowering| lowering.statements(body)),
            StatementKind::Forall {
                variable,
                range,
                save_exceptions,
                statement,
            } => self.hiding([variable.clone()], |lowering| {
                lowering.forall(variable, range, *save_exceptions, statement)
            }),
            StatementKind::Exit { label, condition } => {
                let label = label.as_ref().map(|label| Ident(identifier(label)));
                let condition = condition.as_ref().map(|condition| self.condition(condition));
                one(PlKind::Exit(label, condition))
            }
            StatementKind::Continue { label, condition } => {
                let label = label.as_ref().map(|label| Ident(identifier(label)));
                let condition = condition.as_ref().map(|condition| self.condition(condition));
                one(PlKind::Continue(label, condition))
            }
            StatementKind::Goto(target) => {
                self.report(
                    Code::GOTO_REFUSED,
                    span,
                    format!("GOTO {target} is not carried over"),
                );
                vec![self.refused_statement(&format!("GOTO {target}"))]
            }
            StatementKind::Return(value) => self.return_statement(value.as_ref()),
            StatementKind::Raise(exception) => {
                let kind = self.raise(exception.as_ref());
                one(kind)
            }
            StatementKind::Null => one(PlKind::Null),
            StatementKind::ExecuteImmediate {
                sql,
                into,
                using,
                returning,
            } => self.execute_immediate(sql, into.as_ref(), using, returning.as_ref(), span),
            StatementKind::Open { cursor, args } => self.open(cursor, args, span),
            StatementKind::OpenForQuery { cursor, query } => self.open_for(cursor, query),
            StatementKind::OpenForText { cursor, sql, using } => self.open_for_text(cursor, sql, using, span),
            StatementKind::Close(cursor) => self.close(cursor),
            StatementKind::Fetch { cursor, into, limit } => self.fetch(cursor, into, limit.as_deref(), span),
            StatementKind::PipeRow(value) => {
                let value = self.lower_expr(value);
                one(PlKind::ReturnNext(Some(value)))
            }
            StatementKind::Block(block) => {
                let block = self.block(block, label);
                one(PlKind::Block(Box::new(block)))
            }
            StatementKind::SelectInto(query) => self.select_into(query, span),
            StatementKind::Insert(insert) if insert.error_log.is_some() && insert.refused.is_none() => {
                self.insert_with_error_log(insert)
            }
            StatementKind::Insert(insert) => {
                self.with_returning(insert.returning.as_ref(), span, |state, into| {
                    state.insert(insert, into)
                })
            }
            StatementKind::MultiInsert(insert) => {
                let lowered = match self.row_count() {
                    Some(count) => self.counted_multi_insert(insert, count),
                    None => self.multi_insert(insert),
                };
                vec![self.sql_or_refused(lowered)]
            }
            StatementKind::Update(update) => {
                self.with_returning(update.returning.as_ref(), span, |state, into| {
                    state.update(update, into)
                })
            }
            StatementKind::Delete(delete) => {
                self.with_returning(delete.returning.as_ref(), span, |state, into| {
                    state.delete(delete, into)
                })
            }
            StatementKind::Merge(merge) => {
                let lowered = self.merge(merge);
                vec![self.sql_or_refused(lowered)]
            }
            StatementKind::Commit | StatementKind::Rollback { to: None } if self.routine.is_function => {
                let what = "COMMIT or ROLLBACK in a function";
                self.report(
                    Code::COMMIT_CONTEXT,
                    statement.span,
                    format!("{what}: PostgreSQL ends transactions in procedures only"),
                );
                vec![self.refused_statement(what)]
            }
            StatementKind::Commit => self.commit(),
            StatementKind::Rollback { to: None } => one(PlKind::Rollback),
            StatementKind::Rollback { to: Some(name) } => match self.rollback_in_handler(name) {
                Some(remark) => vec![remark],
                None => vec![self.refused_savepoint(name, statement)],
            },
            StatementKind::Savepoint(name) => vec![self.refused_savepoint(name, statement)],
            StatementKind::SetConstraints { names, immediate } => {
                one(PlKind::Raw(self.set_constraints(names, *immediate)))
            }
            StatementKind::SetTransaction(text) => {
                if let Some(set) = self.set_transaction(text, span) {
                    return one(PlKind::Raw(set));
                }
                self.report(
                    Code::STATEMENT_REFUSED,
                    span,
                    format!("`{}` is not carried over", single_line(text)),
                );
                vec![self.refused_statement(text)]
            }
            StatementKind::LockTable { tables, mode, wait } => {
                one(PlKind::Raw(self.lock_table_text(tables, mode, wait)))
            }
            StatementKind::Refused { construct, text, .. } => {
                vec![self.refused_statement(&format!("{construct}: {text}"))]
            }
        }
    }

    fn return_statement(&mut self, value: Option<&Expr>) -> Vec<PlStatement> {
        let value = match &self.routine.return_form {
            ReturnForm::Plain => value.map(|value| self.returned(value)),
            ReturnForm::TriggerRow => Some(super::trigger::row_result()),
            ReturnForm::TriggerNull => Some(pg::Expr::null()),
            ReturnForm::Rows => {
                let rows =
                    value.map(|value| PlKind::ReturnQuery(Box::new(rows_of(self.lower_expr(value)))).into());
                return rows.into_iter().chain([PlKind::Return(None).into()]).collect();
            }
            ReturnForm::Parameter(name) => {
                let place = pg::Expr::name(name.clone());
                let set = value.map(|value| PlKind::Assign(place, self.returned(value)).into());
                return set.into_iter().chain([PlKind::Return(None).into()]).collect();
            }
        };
        let mut statements = self.routine.before_return.clone();
        statements.push(PlKind::Return(value).into());
        statements
    }

    fn unresolved_statement(&mut self, name: &[String], args: &[(Option<String>, Expr)]) -> Vec<PlStatement> {
        let shown = name.join(".");
        if plconv_hir::resolve::builtins::is_supplied_package(name.first().map_or("", String::as_str)) {
            return vec![self.refused_statement(&shown)];
        }
        let parts = name.iter().map(|part| Ident(identifier(part))).collect();
        let values = args.iter().map(|(_, value)| self.lower_expr(value)).collect();
        vec![PlKind::Call(pg::QualifiedName(parts), values).into()]
    }

    fn sql_or_refused(&mut self, lowered: Result<pg::Statement, String>) -> PlStatement {
        match lowered {
            Ok(statement) => PlKind::Sql(Box::new(statement)).into(),
            Err(what) => self.refused_statement(&what),
        }
    }

    /// DML with RETURNING INTO; with BULK COLLECT the rows go through a WITH item.
    fn with_returning(
        &mut self,
        returning: Option<&Returning>,
        span: Span,
        lower: impl FnOnce(&mut Self, Option<pg::Into>) -> Result<pg::Statement, String>,
    ) -> Vec<PlStatement> {
        let Some(returning) = returning else {
            let lowered = lower(self, None);
            return vec![self.sql_or_refused(lowered)];
        };
        if returning.into.bulk {
            return self.bulk_returning(returning, lower);
        }
        if returning
            .values
            .iter()
            .any(|value| crate::query::is_record(&value.ty))
        {
            return vec![self.refused_object_target(span)];
        }
        if super::returning::returns_aggregates(returning) {
            return self.aggregate_returning(returning, span, lower);
        }
        // Without a row PL/pgSQL makes them NULL, which these must not be.
        let is_never_null = |target: &Expr| {
            matches!(target.kind, ExprKind::Variable(_)) && target.nullability == Nullability::NotNull
        };
        let (targets, after) = if returning.into.targets.iter().any(is_never_null) {
            let (targets, when_found) = self.targets_when_found(&returning.into.targets, &[]);
            let found = pg::Expr::Token("FOUND".to_owned());
            (targets, vec![PlKind::If(vec![(found, when_found)], None).into()])
        } else {
            self.into_targets(&returning.into.targets, span)
        };
        let lowered = lower(
            self,
            Some(pg::Into {
                strict: false,
                targets,
            }),
        );
        let mut statements = vec![self.sql_or_refused(lowered)];
        statements.extend(after);
        statements
    }

    /// SELECT INTO: exactly one row, or a collection of all.
    fn select_into(&mut self, query: &Query, span: Span) -> Vec<PlStatement> {
        let QueryBody::Block(block) = &query.body else {
            self.report(
                Code::STATEMENT_REFUSED,
                span,
                "SELECT INTO of a set operation is not carried over",
            );
            return vec![self.refused_statement("SELECT INTO of a set operation")];
        };
        let Some(into) = &block.into else {
            self.report(Code::INVALID_PLSQL, span, "a SELECT in PL/SQL needs INTO");
            return vec![self.refused_statement("SELECT without INTO")];
        };
        if into.bulk {
            return self.select_bulk(query, &into.targets);
        }
        let takes_value = query.columns.len() == into.targets.len()
            && query
                .columns
                .iter()
                .any(|column| crate::query::is_record(&column.ty));
        if takes_value && into.targets.len() > 1 {
            return vec![self.refused_object_target(span)];
        }
        let (query, converted) = without_conversions(query);
        let (targets, after) = if converted.is_empty() {
            self.into_targets(&into.targets, span)
        } else {
            self.converted_targets(into, &converted)
        };
        let mut lowered = self.lower_query(&query);
        if takes_value {
            lowered = spread(lowered);
        }
        let clause = pg::Into {
            strict: true,
            targets,
        };
        if let pg::QueryBody::Select(select) = &mut lowered.body {
            select.into = Some(clause);
        }
        let mut statements: Vec<PlStatement> =
            vec![PlKind::Sql(Box::new(pg::Statement::Query(Box::new(lowered)))).into()];
        statements.extend(after);
        statements
    }

    /// INTO with an object beside other targets, which PL/pgSQL cannot write to.
    pub(super) fn refused_object_target(&mut self, span: Span) -> PlStatement {
        self.report(
            Code::STATEMENT_REFUSED,
            span,
            "INTO with an object or record as a value is not carried over",
        );
        self.refused_statement("INTO with an object as a value")
    }

    fn select_bulk(&mut self, query: &Query, targets: &[Expr]) -> Vec<PlStatement> {
        let lowered = self.lower_query(query);
        let element = match targets {
            [target] => target
                .ty
                .collection()
                .map(|collection| collection.element.clone()),
            _ => None,
        };
        let is_value = matches!(query.columns.as_slice(), [column] if crate::query::is_record(&column.ty));
        let record = !is_value && element.as_ref().is_some_and(crate::query::is_record);
        if let [target] = targets
            && (record || query.columns.len() == 1)
        {
            // ARRAY(query) keeps the order and is empty, not NULL, without rows.
            let inner = match &element {
                Some(element) if record => {
                    let types: Vec<Type> = query.columns.iter().map(|column| column.ty.clone()).collect();
                    self.rows_as(lowered, element, &types)
                }
                _ => lowered,
            };
            let array = pg::Expr::ArrayQuery(Box::new(inner));
            let (mut statements, array) = self.array_within_limits(target, array);
            let value = self.from_array(array, &target.ty);
            statements.extend(self.assign(target, value));
            return statements;
        }
        let names: Vec<Ident> = (1..=query.columns.len())
            .map(|index| Ident(format!("value_{index}")))
            .collect();
        let from = pg::FromItem::Query {
            lateral: false,
            query: Box::new(lowered),
            alias: Ident::from("selected"),
            columns: names.clone(),
        };
        let types: Vec<Type> = query.columns.iter().map(|column| column.ty.clone()).collect();
        self.collect_columns(Vec::new(), from, (&names, &types), targets)
    }

    /// Rows of a query, whose columns have types, as values of a composite type.
    fn rows_as(&mut self, query: pg::Query, row: &Type, types: &[Type]) -> pg::Query {
        let names: Vec<Ident> = (1..=types.len())
            .map(|index| Ident(format!("value_{index}")))
            .collect();
        let values = names.iter().map(|name| pg::Expr::name(name.clone())).collect();
        let values = self.limited_row_of_columns(values, row, types);
        let from = pg::FromItem::Query {
            lateral: false,
            query: Box::new(query),
            alias: Ident::from("selected"),
            columns: names,
        };
        let select = pg::Select {
            items: vec![pg::SelectItem {
                expr: values.cast(self.plain_type_name(row)),
                alias: None,
            }],
            from: vec![from],
            ..pg::Select::default()
        };
        pg::Query {
            body: pg::QueryBody::Select(Box::new(select)),
            ..pg::Query::default()
        }
    }

    /// `SET CONSTRAINTS` with the names of the constraints in PostgreSQL.
    pub(crate) fn set_constraints(&self, names: &[String], immediate: bool) -> String {
        let names = if names.is_empty() {
            "ALL".to_owned()
        } else {
            let names: Vec<String> = names.iter().map(|name| self.ident(name).to_string()).collect();
            names.join(", ")
        };
        let mode = if immediate { "IMMEDIATE" } else { "DEFERRED" };
        format!("SET CONSTRAINTS {names} {mode}")
    }

    /// `LOCK TABLE` with the same mode.
    pub(crate) fn lock_table_text(
        &self,
        tables: &[plconv_catalog::ObjectName],
        mode: &str,
        wait: &plconv_hir::query::LockWait,
    ) -> String {
        // LOCK TABLE, "Table Locks": Oracle's modes have the same names; ROW SHARE also reads SHARE UPDATE.
        let mode = if mode == "SHARE UPDATE" { "ROW SHARE" } else { mode };
        let nowait = if matches!(wait, plconv_hir::query::LockWait::NoWait) {
            " NOWAIT"
        } else {
            ""
        };
        let names: Vec<String> = tables
            .iter()
            .map(|table| self.object_name(table).to_string())
            .collect();
        format!("LOCK TABLE {} IN {mode} MODE{nowait}", names.join(", "))
    }
}

/// `SELECT * FROM call`
fn rows_of(call: pg::Expr) -> pg::Query {
    let select = pg::Select {
        items: vec![pg::SelectItem {
            expr: pg::Expr::Token("*".to_owned()),
            alias: None,
        }],
        from: vec![pg::FromItem::Function {
            lateral: false,
            call,
            ordinality: false,
            alias: None,
            columns: Vec::new(),
        }],
        ..pg::Select::default()
    };
    pg::Query {
        body: pg::QueryBody::Select(Box::new(select)),
        ..pg::Query::default()
    }
}

fn made_from(statement: &Statement) -> Made {
    Made {
        from: (statement.span.start, statement.span.end),
        by: statement.kind.rule(),
    }
}

/// Puts the comments of a statement at what it became.
pub(super) fn with_comments(lowered: &mut [PlStatement], statement: &Statement) {
    let own = comments(&statement.comments);
    if let Some(first) = lowered.first_mut() {
        let mut leading = own.leading;
        leading.append(&mut first.comments.leading);
        first.comments.leading = leading;
        first.origin.get_or_insert(made_from(statement));
    }
    if let Some(last) = lowered.last_mut() {
        last.comments.trailing = own.trailing.or(last.comments.trailing.take());
        last.comments.after.extend(own.after);
    }
}

/// INTO puts the columns of a row into the fields of a composite variable, so a composite value gives its fields.
fn spread(query: pg::Query) -> pg::Query {
    let item = |expr| pg::SelectItem { expr, alias: None };
    let mut query = query;
    if let pg::QueryBody::Select(select) = &mut query.body
        && let [only] = select.items.as_mut_slice()
    {
        match &only.expr {
            pg::Expr::Cast(value, _) if let pg::Expr::Row(fields) = value.as_ref() => {
                select.items = fields.iter().cloned().map(item).collect();
                return query;
            }
            pg::Expr::Name(_) => {
                only.expr = pg::Expr::Fields(Box::new(only.expr.clone()));
                return query;
            }
            _ => {}
        }
    }
    // Computed once, whatever the number of fields.
    let select = pg::Select {
        items: vec![item(pg::Expr::Fields(Box::new(pg::Expr::name("value"))))],
        from: vec![pg::FromItem::Query {
            lateral: false,
            query: Box::new(query),
            alias: Ident::from("selected"),
            columns: vec![Ident::from("value")],
        }],
        ..pg::Select::default()
    };
    pg::Query {
        body: pg::QueryBody::Select(Box::new(select)),
        ..pg::Query::default()
    }
}
