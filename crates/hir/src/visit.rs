//! Walks over HIR expressions and queries.

use crate::expr::{Expr, ExprKind};
use crate::query::{
    FrameBound, GroupItem, OrderItem, Pivot, Query, QueryBody, TableRef, TableSource, TableSourceKind,
    WindowSpec,
};
use crate::stmt::{Statement, StatementKind};

/// Calls `visit` for an expression and everything inside it, subqueries included, outermost first.
pub fn walk_expr(expr: &Expr, visit: &mut dyn FnMut(&Expr)) {
    visit(expr);
    for_each_child(expr, &mut |child| walk_expr(child, visit), &mut |_| {});
    for_each_child(expr, &mut |_| {}, &mut |query| walk_query(query, visit));
}

/// Calls `visit` for every source of rows in the subqueries of an expression.
pub fn walk_sources(expr: &Expr, visit: &mut dyn FnMut(&TableSource)) {
    walk_expr(expr, &mut |expr| {
        for_each_child(expr, &mut |_| {}, &mut |query| sources_of_query(query, visit));
    });
}

/// Calls `visit` for every source of rows of a query and of its subqueries.
pub fn walk_query_sources(query: &Query, visit: &mut dyn FnMut(&TableSource)) {
    sources_of_query(query, visit);
    walk_query(query, &mut |expr| {
        for_each_child(expr, &mut |_| {}, &mut |query| sources_of_query(query, visit));
    });
}

fn sources_of_query(query: &Query, visit: &mut dyn FnMut(&TableSource)) {
    for table in &query.with {
        sources_of_query(&table.query, visit);
    }
    sources_of_body(&query.body, visit);
}

fn sources_of_body(body: &QueryBody, visit: &mut dyn FnMut(&TableSource)) {
    match body {
        QueryBody::Set { left, right, .. } => {
            sources_of_body(left, visit);
            sources_of_body(right, visit);
        }
        QueryBody::Nested(query) => sources_of_query(query, visit),
        QueryBody::Block(block) => block.from.iter().for_each(|table| sources_of_table(table, visit)),
    }
}

fn sources_of_table(table: &TableRef, visit: &mut dyn FnMut(&TableSource)) {
    match table {
        TableRef::Join { left, right, .. } => {
            sources_of_table(left, visit);
            sources_of_table(right, visit);
        }
        TableRef::Source(source) => {
            visit(source);
            if let TableSourceKind::Subquery { query, .. } = &source.kind {
                sources_of_query(query, visit);
            }
        }
    }
}

/// Calls `visit` for an expression and its operands, outermost first, but for nothing in its subqueries.
pub fn walk_operands(expr: &Expr, visit: &mut dyn FnMut(&Expr)) {
    visit(expr);
    for_each_child(expr, &mut |child| walk_operands(child, visit), &mut |_| {});
}

/// Calls `child` for the direct operands of an expression, and `query` for the queries directly in it.
pub fn for_each_child(expr: &Expr, child: &mut dyn FnMut(&Expr), query: &mut dyn FnMut(&Query)) {
    match &expr.kind {
        ExprKind::Literal(_)
        | ExprKind::Column(_)
        | ExprKind::OuterJoinColumn(_)
        | ExprKind::RowId(_)
        | ExprKind::Variable(_)
        | ExprKind::PackageVariable(_)
        | ExprKind::TriggerRow { .. }
        | ExprKind::Pseudocolumn(_)
        | ExprKind::SequenceValue { .. }
        | ExprKind::Bind(_)
        | ExprKind::Sqlcode
        | ExprKind::Sqlerrm
        | ExprKind::Unresolved(_)
        | ExprKind::Refused(_) => {}
        ExprKind::Field { base, .. } => child(base),
        ExprKind::Element { base, index } => {
            child(base);
            child(index);
        }
        ExprKind::CollectionMethod { base, args, .. } => {
            child(base);
            args.iter().for_each(child);
        }
        ExprKind::TriggerPredicate { column, .. } => column.iter().for_each(|column| child(column)),
        ExprKind::CursorAttribute { cursor, .. } => cursor.iter().for_each(|cursor| child(cursor)),
        ExprKind::Binary { left, right, .. } => {
            child(left);
            child(right);
        }
        ExprKind::Unary { operand, .. }
        | ExprKind::Is { operand, .. }
        | ExprKind::Convert { operand, .. }
        | ExprKind::Prior(operand)
        | ExprKind::ConnectByRoot(operand) => child(operand),
        ExprKind::InList { operand, items, .. } => {
            child(operand);
            items.iter().for_each(child);
        }
        ExprKind::InQuery {
            operand,
            query: inner,
            ..
        } => {
            child(operand);
            query(inner);
        }
        ExprKind::Between {
            operand, low, high, ..
        } => {
            child(operand);
            child(low);
            child(high);
        }
        ExprKind::Like {
            operand,
            pattern,
            escape,
            ..
        } => {
            child(operand);
            child(pattern);
            escape.iter().for_each(|escape| child(escape));
        }
        ExprKind::Member {
            operand, collection, ..
        } => {
            child(operand);
            child(collection);
        }
        ExprKind::Quantified { left, right, .. } => {
            child(left);
            right.iter().for_each(child);
        }
        ExprKind::Exists(inner)
        | ExprKind::Subquery(inner)
        | ExprKind::CursorQuery(inner)
        | ExprKind::Multiset(inner) => query(inner),
        ExprKind::Case {
            operand,
            branches,
            else_value,
        } => {
            operand.iter().for_each(|operand| child(operand));
            for (condition, value) in branches {
                child(condition);
                child(value);
            }
            else_value.iter().for_each(|value| child(value));
        }
        ExprKind::Call { args, .. } => args.iter().flatten().for_each(child),
        ExprKind::UnresolvedCall { args, .. } => args.iter().for_each(|(_, value)| child(value)),
        ExprKind::Builtin { args, .. } | ExprKind::Constructor { args } | ExprKind::Tuple(args) => {
            args.iter().for_each(child);
        }
        ExprKind::Aggregate(aggregate) => {
            aggregate.args.iter().for_each(&mut *child);
            aggregate.order_by.iter().for_each(|item| child(&item.expr));
            if let Some(keep) = &aggregate.keep {
                keep.order_by.iter().for_each(|item| child(&item.expr));
            }
            aggregate.filter.iter().for_each(child);
        }
        ExprKind::Window { function, window, .. } => {
            child(function);
            window_children(window, child);
        }
        ExprKind::XmlElement { members, content, .. } => {
            members.iter().for_each(|(_, value)| child(value));
            content.iter().for_each(child);
        }
        ExprKind::Extract { source, .. } => child(source),
        ExprKind::Trim {
            characters, source, ..
        } => {
            characters.iter().for_each(|characters| child(characters));
            child(source);
        }
        ExprKind::AtTimeZone { operand, zone } => {
            child(operand);
            zone.iter().for_each(|zone| child(zone));
        }
    }
}

fn window_children(window: &WindowSpec, child: &mut dyn FnMut(&Expr)) {
    window.partition_by.iter().for_each(&mut *child);
    window.order_by.iter().for_each(|item| child(&item.expr));
    if let Some(frame) = &window.frame {
        for bound in std::iter::once(&frame.start).chain(&frame.end) {
            match bound {
                FrameBound::Preceding(value) | FrameBound::Following(value) => child(value),
                FrameBound::UnboundedPreceding | FrameBound::UnboundedFollowing | FrameBound::CurrentRow => {}
            }
        }
    }
}

/// Calls `visit` for every expression of a query.
pub fn walk_query(query: &Query, visit: &mut dyn FnMut(&Expr)) {
    for table in &query.with {
        walk_query(&table.query, visit);
    }
    walk_body(&query.body, visit);
    walk_order(&query.order_by, visit);
    query.offset.iter().for_each(|offset| walk_expr(offset, visit));
    if let Some(fetch) = &query.fetch {
        fetch.count.iter().for_each(|count| walk_expr(count, visit));
    }
}

fn walk_order(items: &[OrderItem], visit: &mut dyn FnMut(&Expr)) {
    items.iter().for_each(|item| walk_expr(&item.expr, visit));
}

fn walk_body(body: &QueryBody, visit: &mut dyn FnMut(&Expr)) {
    match body {
        QueryBody::Set { left, right, .. } => {
            walk_body(left, visit);
            walk_body(right, visit);
        }
        QueryBody::Nested(query) => walk_query(query, visit),
        QueryBody::Block(block) => {
            block.items.iter().for_each(|item| walk_expr(&item.expr, visit));
            if let Some(into) = &block.into {
                into.targets.iter().for_each(|target| walk_expr(target, visit));
            }
            block.from.iter().for_each(|table| walk_table(table, visit));
            block
                .condition
                .iter()
                .for_each(|condition| walk_expr(condition, visit));
            if let Some(hierarchy) = &block.hierarchy {
                hierarchy
                    .start_with
                    .iter()
                    .for_each(|condition| walk_expr(condition, visit));
                walk_expr(&hierarchy.connect_by, visit);
            }
            walk_groups(&block.group_by, visit);
            block
                .having
                .iter()
                .for_each(|condition| walk_expr(condition, visit));
            for (_, window) in &block.windows {
                window_children(window, &mut |expr| walk_expr(expr, visit));
            }
        }
    }
}

fn walk_groups(items: &[GroupItem], visit: &mut dyn FnMut(&Expr)) {
    for item in items {
        match item {
            GroupItem::Expr(expr) => walk_expr(expr, visit),
            GroupItem::Rollup(exprs) | GroupItem::Cube(exprs) => {
                exprs.iter().for_each(|expr| walk_expr(expr, visit));
            }
            GroupItem::Sets(sets) => walk_groups(sets, visit),
        }
    }
}

/// Calls `visit` for every expression of a table reference.
pub fn walk_table(table: &TableRef, visit: &mut dyn FnMut(&Expr)) {
    match table {
        TableRef::Join { left, right, on, .. } => {
            walk_table(left, visit);
            walk_table(right, visit);
            on.iter().for_each(|on| walk_expr(on, visit));
        }
        TableRef::Source(source) => {
            match &source.kind {
                TableSourceKind::Subquery { query, .. } => walk_query(query, visit),
                TableSourceKind::Collection { value, .. }
                | TableSourceKind::JsonTable { document: value, .. } => walk_expr(value, visit),
                TableSourceKind::XmlTable {
                    document, columns, ..
                } => {
                    walk_expr(document, visit);
                    for default in columns.iter().filter_map(|column| column.default.as_ref()) {
                        walk_expr(default, visit);
                    }
                }
                TableSourceKind::Object { .. }
                | TableSourceKind::CommonTable(_)
                | TableSourceKind::Dual
                | TableSourceKind::Unresolved(_) => {}
            }
            if let Some(pivot) = &source.pivot
                && let Pivot::Pivot {
                    aggregates, items, ..
                } = pivot.as_ref()
            {
                aggregates.iter().for_each(|(expr, _)| walk_expr(expr, visit));
                items
                    .iter()
                    .flat_map(|(values, _)| values)
                    .for_each(|expr| walk_expr(expr, visit));
            }
        }
    }
}

/// Rewrites an expression and its operands, innermost first; queries inside are left as they are.
pub fn map_expr(expr: &mut Expr, change: &mut dyn FnMut(&mut Expr)) {
    for_each_operand_mut(expr, &mut |child| map_expr(child, change));
    change(expr);
}

/// Calls `child` for the operands of the forms that conditions are made of.
pub fn for_each_operand_mut(expr: &mut Expr, child: &mut dyn FnMut(&mut Expr)) {
    match &mut expr.kind {
        ExprKind::Field { base, .. } => child(base),
        ExprKind::Binary { left, right, .. } => {
            child(left);
            child(right);
        }
        ExprKind::Unary { operand, .. }
        | ExprKind::Is { operand, .. }
        | ExprKind::Convert { operand, .. } => {
            child(operand);
        }
        ExprKind::InList { operand, items, .. } => {
            child(operand);
            items.iter_mut().for_each(child);
        }
        ExprKind::Between {
            operand, low, high, ..
        } => {
            child(operand);
            child(low);
            child(high);
        }
        ExprKind::Like { operand, pattern, .. } => {
            child(operand);
            child(pattern);
        }
        ExprKind::Case {
            operand,
            branches,
            else_value,
        } => {
            operand.iter_mut().for_each(|operand| child(operand));
            for (condition, value) in branches {
                child(condition);
                child(value);
            }
            else_value.iter_mut().for_each(|value| child(value));
        }
        ExprKind::TriggerPredicate { column, .. } => column.iter_mut().for_each(|column| child(column)),
        ExprKind::Call { args, .. } => args.iter_mut().flatten().for_each(child),
        ExprKind::Builtin { args, .. } | ExprKind::Constructor { args } | ExprKind::Tuple(args) => {
            args.iter_mut().for_each(child);
        }
        ExprKind::Extract { source, .. } | ExprKind::Trim { source, .. } => child(source),
        ExprKind::XmlElement { members, content, .. } => {
            members.iter_mut().for_each(|(_, value)| child(value));
            content.iter_mut().for_each(child);
        }
        ExprKind::Literal(_)
        | ExprKind::Column(_)
        | ExprKind::OuterJoinColumn(_)
        | ExprKind::RowId(_)
        | ExprKind::Variable(_)
        | ExprKind::PackageVariable(_)
        | ExprKind::TriggerRow { .. }
        | ExprKind::Pseudocolumn(_)
        | ExprKind::SequenceValue { .. }
        | ExprKind::Element { .. }
        | ExprKind::CollectionMethod { .. }
        | ExprKind::CursorAttribute { .. }
        | ExprKind::InQuery { .. }
        | ExprKind::Member { .. }
        | ExprKind::Quantified { .. }
        | ExprKind::Exists(_)
        | ExprKind::UnresolvedCall { .. }
        | ExprKind::Aggregate(_)
        | ExprKind::Window { .. }
        | ExprKind::AtTimeZone { .. }
        | ExprKind::Subquery(_)
        | ExprKind::CursorQuery(_)
        | ExprKind::Multiset(_)
        | ExprKind::Prior(_)
        | ExprKind::ConnectByRoot(_)
        | ExprKind::Bind(_)
        | ExprKind::Sqlcode
        | ExprKind::Sqlerrm
        | ExprKind::Unresolved(_)
        | ExprKind::Refused(_) => {}
    }
}

/// Calls `visit` for the expressions directly in a statement, subqueries and DML included, not those of statements inside.
pub fn walk_statement_exprs(statement: &Statement, visit: &mut dyn FnMut(&Expr)) {
    use crate::dml::{Assignment, InsertSource, Returning, Value};
    use crate::stmt::ForallRange;
    fn value(value: &Value, visit: &mut dyn FnMut(&Expr)) {
        if let Value::Expr(expr) = value {
            walk_expr(expr, visit);
        }
    }
    fn into(into: &crate::stmt::Into, visit: &mut dyn FnMut(&Expr)) {
        into.targets.iter().for_each(|target| walk_expr(target, visit));
    }
    fn returning(clause: &Option<Returning>, visit: &mut dyn FnMut(&Expr)) {
        if let Some(clause) = clause {
            clause.values.iter().for_each(|expr| walk_expr(expr, visit));
            into(&clause.into, visit);
        }
    }
    fn assignments(set: &[Assignment], visit: &mut dyn FnMut(&Expr)) {
        for assignment in set {
            match assignment {
                Assignment::Column { value: assigned, .. }
                | Assignment::Attribute { value: assigned, .. } => {
                    value(assigned, visit);
                }
                Assignment::Columns { query, .. } => walk_query(query, visit),
                Assignment::Row(record) => walk_expr(record, visit),
            }
        }
    }
    let mut all = |exprs: &mut dyn Iterator<Item = &Expr>| exprs.for_each(|expr| walk_expr(expr, visit));
    match &statement.kind {
        StatementKind::Assign { target, value } => all(&mut [&**target, value].into_iter()),
        StatementKind::Call { args, .. } => all(&mut args.iter().flatten()),
        StatementKind::BuiltinCall { args, .. } | StatementKind::UnresolvedCall { args, .. } => {
            all(&mut args.iter().map(|(_, value)| value));
        }
        StatementKind::CollectionCall { collection, args, .. } => {
            all(&mut std::iter::once(collection).chain(args));
        }
        StatementKind::If { branches, .. } => all(&mut branches.iter().map(|(condition, _)| condition)),
        StatementKind::Case {
            operand, branches, ..
        } => {
            all(&mut operand
                .iter()
                .chain(branches.iter().map(|(condition, _)| condition)));
        }
        StatementKind::While { condition, .. } => all(&mut std::iter::once(condition)),
        StatementKind::ForRange { low, high, .. } => all(&mut [&**low, &**high].into_iter()),
        StatementKind::ForCursor { cursor, args, .. } => {
            all(&mut std::iter::once(&**cursor).chain(args.iter().flatten()));
        }
        StatementKind::ForQuery { query, .. } => walk_query(query, visit),
        StatementKind::Forall { range, statement, .. } => {
            match &**range {
                ForallRange::Bounds(low, high) => all(&mut [low, high].into_iter()),
                ForallRange::Indices(collection, bounds) => {
                    all(&mut std::iter::once(collection));
                    if let Some((low, high)) = bounds {
                        all(&mut [low, high].into_iter());
                    }
                }
                ForallRange::Values(collection) => all(&mut std::iter::once(collection)),
            }
            walk_statement_exprs(statement, visit);
        }
        StatementKind::Exit { condition, .. } | StatementKind::Continue { condition, .. } => {
            all(&mut condition.iter());
        }
        StatementKind::Return(value) => all(&mut value.iter()),
        StatementKind::ExecuteImmediate {
            sql,
            into: target,
            using,
            returning,
            ..
        } => {
            all(&mut std::iter::once(&**sql).chain(using.iter().map(|using| &using.value)));
            for clause in target.iter().chain(returning) {
                into(clause, visit);
            }
        }
        StatementKind::Open { cursor, args } => {
            all(&mut std::iter::once(cursor).chain(args.iter().flatten()))
        }
        StatementKind::OpenForQuery { cursor, query } => {
            all(&mut std::iter::once(cursor));
            walk_query(query, visit);
        }
        StatementKind::OpenForText {
            cursor, sql, using, ..
        } => {
            all(&mut [cursor, &**sql]
                .into_iter()
                .chain(using.iter().map(|using| &using.value)));
        }
        StatementKind::Close(cursor) => all(&mut std::iter::once(cursor)),
        StatementKind::Fetch {
            cursor,
            into: target,
            limit,
        } => {
            all(&mut std::iter::once(cursor).chain(limit.as_deref()));
            into(target, visit);
        }
        StatementKind::PipeRow(value) => all(&mut std::iter::once(value)),
        StatementKind::SelectInto(query) => walk_query(query, visit),
        StatementKind::Insert(insert) => {
            match &insert.source {
                InsertSource::Values(rows) => rows.iter().flatten().for_each(|item| value(item, visit)),
                InsertSource::Record(record) => walk_expr(record, visit),
                InsertSource::Query(query) => walk_query(query, visit),
            }
            returning(&insert.returning, visit);
            if let Some(log) = &insert.error_log {
                log.tag.iter().for_each(|tag| walk_expr(tag, visit));
                if let crate::dml::RejectLimit::Errors(Some(limit)) = &log.limit {
                    walk_expr(limit, visit);
                }
            }
        }
        StatementKind::MultiInsert(insert) => {
            walk_query(&insert.query, visit);
            for (condition, targets) in &insert.branches {
                condition.iter().for_each(|condition| walk_expr(condition, visit));
                targets
                    .iter()
                    .flat_map(|target| &target.values)
                    .for_each(|item| value(item, visit));
            }
            let others = insert.else_targets.iter().flat_map(|target| &target.values);
            others.for_each(|item| value(item, visit));
        }
        StatementKind::Update(update) => {
            walk_table(&update.target, visit);
            assignments(&update.set, visit);
            update
                .condition
                .iter()
                .chain(&update.current_of)
                .for_each(|expr| walk_expr(expr, visit));
            returning(&update.returning, visit);
        }
        StatementKind::Delete(delete) => {
            walk_table(&delete.target, visit);
            delete
                .condition
                .iter()
                .chain(&delete.current_of)
                .for_each(|expr| walk_expr(expr, visit));
            returning(&delete.returning, visit);
        }
        StatementKind::Merge(merge) => {
            walk_table(&merge.target, visit);
            walk_table(&merge.source, visit);
            walk_expr(&merge.on, visit);
            if let Some(update) = &merge.update {
                assignments(&update.set, visit);
                let conditions = update.condition.iter().chain(&update.delete_condition);
                conditions.for_each(|expr| walk_expr(expr, visit));
            }
            if let Some(insert) = &merge.insert {
                insert.values.iter().for_each(|item| value(item, visit));
                insert.condition.iter().for_each(|expr| walk_expr(expr, visit));
            }
        }
        StatementKind::Loop(_)
        | StatementKind::Goto(_)
        | StatementKind::Raise(_)
        | StatementKind::Null
        | StatementKind::Block(_)
        | StatementKind::Commit
        | StatementKind::Rollback { .. }
        | StatementKind::Savepoint(_)
        | StatementKind::SetConstraints { .. }
        | StatementKind::SetTransaction(_)
        | StatementKind::LockTable { .. }
        | StatementKind::Refused { .. } => {}
    }
}

/// Calls `visit` for every expression of a block, nested blocks and loops included, nested routines not.
pub fn walk_block_exprs(block: &crate::stmt::Block, visit: &mut dyn FnMut(&Expr)) {
    for declaration in &block.declarations {
        match &declaration.kind {
            crate::stmt::DeclarationKind::Variable(variable) => {
                variable
                    .default
                    .iter()
                    .for_each(|default| walk_expr(default, visit));
            }
            crate::stmt::DeclarationKind::Cursor(cursor) => {
                cursor.query.iter().for_each(|query| walk_query(query, visit));
            }
            crate::stmt::DeclarationKind::Exception(_)
            | crate::stmt::DeclarationKind::Type(_)
            | crate::stmt::DeclarationKind::Routine(_)
            | crate::stmt::DeclarationKind::Forward(_)
            | crate::stmt::DeclarationKind::Pragma(_)
            | crate::stmt::DeclarationKind::Refused(_) => {}
        }
    }
    walk_statements(block.statements.iter(), visit);
    for handler in &block.handlers {
        walk_statements(handler.statements.iter(), visit);
    }
}

/// Calls `visit` for every expression of statements, those inside of them included.
pub fn walk_statements<'s>(statements: impl Iterator<Item = &'s Statement>, visit: &mut dyn FnMut(&Expr)) {
    for statement in statements {
        walk_statement_exprs(statement, visit);
        if let StatementKind::Block(block) = &statement.kind {
            walk_block_exprs(block, visit);
        } else if !matches!(statement.kind, StatementKind::Forall { .. }) {
            // The expressions of FORALL's statement count as its own.
            walk_statements(children(statement), visit);
        }
    }
}

/// Calls `visit` for every table, view or materialized view a query reads, subqueries included.
pub fn walk_query_tables(query: &Query, visit: &mut dyn FnMut(&plconv_catalog::ObjectName)) {
    for table in &query.with {
        walk_query_tables(&table.query, visit);
    }
    walk_body_tables(&query.body, visit);
    walk_query(query, &mut |expr| {
        for_each_child(expr, &mut |_| {}, &mut |inner| {
            walk_body_tables(&inner.body, &mut |name| visit(name))
        });
    });
}

fn walk_body_tables(body: &QueryBody, visit: &mut dyn FnMut(&plconv_catalog::ObjectName)) {
    match body {
        QueryBody::Set { left, right, .. } => {
            walk_body_tables(left, visit);
            walk_body_tables(right, visit);
        }
        QueryBody::Nested(query) => walk_query_tables(query, visit),
        QueryBody::Block(block) => block.from.iter().for_each(|table| walk_ref_tables(table, visit)),
    }
}

/// The same for a table reference of FROM.
pub fn walk_ref_tables(table: &TableRef, visit: &mut dyn FnMut(&plconv_catalog::ObjectName)) {
    match table {
        TableRef::Join { left, right, .. } => {
            walk_ref_tables(left, visit);
            walk_ref_tables(right, visit);
        }
        TableRef::Source(source) => match &source.kind {
            TableSourceKind::Object { name, .. } => visit(name),
            TableSourceKind::Subquery { query, .. } => walk_query_tables(query, visit),
            TableSourceKind::CommonTable(_)
            | TableSourceKind::Collection { .. }
            | TableSourceKind::JsonTable { .. }
            | TableSourceKind::XmlTable { .. }
            | TableSourceKind::Dual
            | TableSourceKind::Unresolved(_) => {}
        },
    }
}

/// The statements directly inside a compound one; of a nested block also those of its handlers.
pub fn children(statement: &Statement) -> Box<dyn Iterator<Item = &Statement> + '_> {
    match &statement.kind {
        StatementKind::If {
            branches,
            else_statements,
        }
        | StatementKind::Case {
            branches,
            else_statements,
            ..
        } => Box::new(
            branches
                .iter()
                .flat_map(|(_, body)| body)
                .chain(else_statements.iter().flatten()),
        ),
        StatementKind::Loop(body)
        | StatementKind::While { body, .. }
        | StatementKind::ForRange { body, .. }
        | StatementKind::ForCursor { body, .. }
        | StatementKind::ForQuery { body, .. } => Box::new(body.iter()),
        StatementKind::Block(block) => Box::new(
            block
                .statements
                .iter()
                .chain(block.handlers.iter().flat_map(|handler| &handler.statements)),
        ),
        StatementKind::Forall { statement, .. } => Box::new(std::iter::once(&**statement)),
        StatementKind::Null
        | StatementKind::Assign { .. }
        | StatementKind::Call { .. }
        | StatementKind::BuiltinCall { .. }
        | StatementKind::UnresolvedCall { .. }
        | StatementKind::CollectionCall { .. }
        | StatementKind::Exit { .. }
        | StatementKind::Continue { .. }
        | StatementKind::Goto(..)
        | StatementKind::Return(..)
        | StatementKind::Raise(..)
        | StatementKind::ExecuteImmediate { .. }
        | StatementKind::Open { .. }
        | StatementKind::OpenForQuery { .. }
        | StatementKind::OpenForText { .. }
        | StatementKind::Close(..)
        | StatementKind::Fetch { .. }
        | StatementKind::PipeRow(..)
        | StatementKind::SelectInto(..)
        | StatementKind::Insert(..)
        | StatementKind::MultiInsert(..)
        | StatementKind::Update(..)
        | StatementKind::Delete(..)
        | StatementKind::Merge(..)
        | StatementKind::Commit
        | StatementKind::Rollback { .. }
        | StatementKind::Savepoint(..)
        | StatementKind::SetConstraints { .. }
        | StatementKind::SetTransaction(..)
        | StatementKind::LockTable { .. }
        | StatementKind::Refused { .. } => Box::new(std::iter::empty()),
    }
}

/// Calls `visit` for the lists of statements directly in a statement.
pub fn for_each_body(statement: &mut Statement, visit: &mut dyn FnMut(&mut Vec<Statement>)) {
    match &mut statement.kind {
        StatementKind::If {
            branches,
            else_statements,
        }
        | StatementKind::Case {
            branches,
            else_statements,
            ..
        } => {
            branches.iter_mut().for_each(|(_, body)| visit(body));
            else_statements.iter_mut().for_each(visit);
        }
        StatementKind::Loop(body)
        | StatementKind::While { body, .. }
        | StatementKind::ForRange { body, .. }
        | StatementKind::ForCursor { body, .. }
        | StatementKind::ForQuery { body, .. } => visit(body),
        StatementKind::Block(block) => {
            visit(&mut block.statements);
            for handler in &mut block.handlers {
                visit(&mut handler.statements);
            }
        }
        StatementKind::Forall { .. }
        | StatementKind::Assign { .. }
        | StatementKind::Call { .. }
        | StatementKind::BuiltinCall { .. }
        | StatementKind::UnresolvedCall { .. }
        | StatementKind::CollectionCall { .. }
        | StatementKind::Exit { .. }
        | StatementKind::Continue { .. }
        | StatementKind::Goto(_)
        | StatementKind::Return(_)
        | StatementKind::Raise(_)
        | StatementKind::Null
        | StatementKind::ExecuteImmediate { .. }
        | StatementKind::Open { .. }
        | StatementKind::OpenForQuery { .. }
        | StatementKind::OpenForText { .. }
        | StatementKind::Close(_)
        | StatementKind::Fetch { .. }
        | StatementKind::PipeRow(_)
        | StatementKind::SelectInto(_)
        | StatementKind::Insert(_)
        | StatementKind::MultiInsert(_)
        | StatementKind::Update(_)
        | StatementKind::Delete(_)
        | StatementKind::Merge(_)
        | StatementKind::Commit
        | StatementKind::Rollback { .. }
        | StatementKind::Savepoint(_)
        | StatementKind::SetConstraints { .. }
        | StatementKind::SetTransaction(_)
        | StatementKind::LockTable { .. }
        | StatementKind::Refused { .. } => {}
    }
}
