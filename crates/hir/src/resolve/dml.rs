//! INSERT, UPDATE, DELETE, MERGE.

use super::partition::{refused_target, with_partition};
use super::scope::{QueryScope, Relation};
use super::{Resolver, span_of};
use crate::dml::*;
use crate::expr::{Expr, ExprKind};
use crate::program::SchemaObject;
use crate::query::{Query, TableRef};
use crate::ty::{Field, Nullability, ObjectType, Type};
use plconv_catalog::ObjectName;
use plconv_diagnostics::Code;
use plconv_syntax::ast::{self, AstNode, List};
use std::sync::Arc;

/// Whether the rows of an INSERT are inserted one by one, each with its error.
fn is_logged(source: &InsertSource, returns: bool) -> bool {
    match source {
        InsertSource::Query(_) => !returns,
        InsertSource::Values(rows) => rows.len() == 1 && !returns,
        InsertSource::Record(_) => false,
    }
}

impl Resolver<'_> {
    pub(crate) fn insert(&mut self, insert: ast::InsertStmt<'_>) -> Insert {
        self.effects.writes = true;
        let span = span_of(insert.syntax());
        let mut refused = None;
        let (table, alias, table_columns) = match insert.target() {
            Some(ast::DmlTarget::TableTarget(target)) => {
                if let Some(partition) = target.partition() {
                    self.sink.report(
                        Code::INSERTED_PARTITION,
                        span_of(partition.syntax()),
                        "a row that does not belong to this partition is put where it belongs; Oracle raises ORA-14401",
                    );
                }
                let (table, columns) = self.target_table(target.name());
                (table, target.alias().map(|alias| alias.folded()), columns)
            }
            Some(ast::DmlTarget::SubqueryTarget(_) | ast::DmlTarget::CollectionTarget(_)) | None => {
                self.sink.report(
                    Code::UNSUPPORTED_STATEMENT,
                    span,
                    "INSERT into a subquery or collection is not carried over",
                );
                refused = Some("INSERT INTO (subquery)".to_owned());
                (ObjectName::default(), None, Vec::new())
            }
        };
        let mut columns = column_list(insert.columns());
        let implied = columns.is_empty();
        if implied {
            let known = self.program.catalog.tables.get(&table);
            let is_visible = |name: &String| {
                let column = known.and_then(|known| known.column(name));
                column.is_none_or(|column| !column.invisible)
            };
            columns = table_columns
                .iter()
                .map(|field| field.name.clone())
                .filter(is_visible)
                .collect();
        }
        self.check_columns(&table, &table_columns, &columns, span);
        let source = match insert.source() {
            Some(ast::InsertSource::ValuesSource(values)) => {
                let given = values.values().iter().count();
                let object = self.object_table(&table).filter(|_| implied && given == 1);
                if implied {
                    self.leave_out_later_columns(&table, &mut columns, given);
                }
                let types = match object {
                    Some(_) => Vec::new(),
                    None => types_of(&table_columns, &columns),
                };
                self.queries.push(QueryScope::default());
                let mut values = self.values(values.values(), &types);
                self.queries.pop();
                if let (Some(object), [Value::Expr(row)]) = (object, values.as_slice()) {
                    match self.object_row(&object, row) {
                        Some(attributes) => values = attributes,
                        None => refused = Some(format!("INSERT of an object into {table}")),
                    }
                }
                InsertSource::Values(vec![values])
            }
            Some(ast::InsertSource::ValuesRowsSource(source)) => {
                let types = types_of(&table_columns, &columns);
                self.queries.push(QueryScope::default());
                let rows = source
                    .rows()
                    .iter()
                    .map(|row| self.values(row.values(), &types))
                    .collect();
                self.queries.pop();
                InsertSource::Values(rows)
            }
            Some(source @ (ast::InsertSource::ByNameSource(_) | ast::InsertSource::SetSource(_))) => {
                let construct = match source {
                    ast::InsertSource::ByNameSource(_) => "INSERT BY NAME",
                    _ => "INSERT SET",
                };
                self.sink.report(
                    Code::UNSUPPORTED_STATEMENT,
                    span_of(source.syntax()),
                    format!("{construct} is not carried over"),
                );
                refused = Some(construct.to_owned());
                InsertSource::Values(Vec::new())
            }
            Some(ast::InsertSource::RecordSource(record)) => {
                InsertSource::Record(self.required(record.record()))
            }
            Some(ast::InsertSource::QuerySource(source)) => match source.query() {
                Some(query) => {
                    let query = self.resolve_query(query);
                    if implied {
                        self.leave_out_later_columns(&table, &mut columns, query.columns.len());
                    }
                    let types = types_of(&table_columns, &columns);
                    InsertSource::Query(Box::new(self.coerce_query(query, &types)))
                }
                None => InsertSource::Values(Vec::new()),
            },
            None => InsertSource::Values(Vec::new()),
        };
        if let InsertSource::Values(rows) = &source
            && refused.is_none()
            && !columns.is_empty()
            && let Some(row) = rows.iter().find(|row| row.len() != columns.len())
        {
            let (given, wanted) = (row.len(), columns.len());
            let error = if given < wanted { "ORA-00947" } else { "ORA-00913" };
            self.sink.report(
                Code::TYPE_MISMATCH,
                span,
                format!("INSERT gives {given} values for {wanted} columns; Oracle raises {error}"),
            );
        }
        let error_log = insert.log_errors().map(|clause| self.error_log(clause, &table));
        if error_log.is_some() && !is_logged(&source, insert.returning().is_some()) {
            refused = refused.or_else(|| self.log_errors(insert.log_errors()));
        }
        let returning = self.with_target(&table, alias.as_deref(), &table_columns, |resolver| {
            insert.returning().map(|returning| resolver.returning(returning))
        });
        Insert {
            table,
            alias,
            table_columns,
            columns,
            source,
            returning,
            error_log,
            refused,
            span,
        }
    }

    /// LOG ERRORS of a statement on a table; without INTO its rows go where DBMS_ERRLOG puts them.
    fn error_log(&mut self, clause: ast::LogErrorsClause<'_>, target: &ObjectName) -> ErrorLog {
        let table = match clause.into() {
            Some(name) => self.error_table(name),
            None => ObjectName {
                schema: target.schema.clone(),
                name: format!("ERR$_{}", target.name.chars().take(25).collect::<String>()),
            },
        };
        let is_unlimited = |limit: &ast::Expr<'_>| limit.syntax().text().eq_ignore_ascii_case("UNLIMITED");
        let limit = match clause.limit() {
            Some(limit) if is_unlimited(&limit) => RejectLimit::Unlimited,
            Some(limit) => RejectLimit::Errors(Some(self.resolve_expr(limit))),
            None => RejectLimit::Errors(None),
        };
        let tag = clause.tag().map(|tag| self.resolve_expr(tag));
        ErrorLog { table, tag, limit }
    }

    /// A table that may only be there when the statement runs.
    fn error_table(&self, name: ast::ObjectName<'_>) -> ObjectName {
        let written = crate::replay::object_name(name);
        let current = self.current_schema.clone();
        let found = self
            .program
            .find(current.as_deref(), written.schema.as_deref(), &written.name);
        match found {
            Some(crate::program::SchemaObject::Relation(found)) => found,
            _ => written,
        }
    }

    /// The type of an object table's rows.
    fn object_table(&self, table: &ObjectName) -> Option<Arc<ObjectType>> {
        let of_type = self.program.catalog.tables.get(table)?.of_type.as_ref()?;
        match self.program.types.get(of_type)? {
            Type::Object(object) => Some(Arc::clone(object)),
            _ => None,
        }
    }

    /// The attributes of an object that is a row of its table. A subtype's has attributes that the table has not.
    fn object_row(&mut self, object: &ObjectType, row: &Expr) -> Option<Vec<Value>> {
        match &row.ty {
            Type::Object(given) if given.name == object.name => {}
            Type::Unknown | Type::Null | Type::Object(_) => {
                self.sink.report(
                    Code::OBJECT_TYPE_FEATURE,
                    row.span,
                    format!("only values of {} itself are rows of its table", object.name),
                );
                return None;
            }
            // One attribute, given as what it is.
            Type::Scalar(_) | Type::Record(_) | Type::Collection(_) | Type::RefCursor(_) => {
                let row = match object.attributes.first() {
                    Some(attribute) => self.coerce(row.clone(), &attribute.ty),
                    None => row.clone(),
                };
                return Some(vec![Value::Expr(row)]);
            }
        }
        let attributes = object.attributes.iter().enumerate();
        let values = attributes.map(|(index, attribute)| match &row.kind {
            ExprKind::Constructor { args } if args.len() == object.attributes.len() => {
                args.get(index).cloned().unwrap_or_else(|| row.clone())
            }
            _ => Expr {
                kind: ExprKind::Field {
                    base: Box::new(row.clone()),
                    field: attribute.name.clone(),
                },
                ty: attribute.ty.clone(),
                nullability: Nullability::Nullable,
                span: row.span,
            },
        });
        Some(values.map(Value::Expr).collect())
    }

    /// A script's INSERT without a list means the columns of its time: those that an ALTER TABLE after it adds are not
    /// among them.
    fn leave_out_later_columns(&self, table: &ObjectName, columns: &mut Vec<String>, given: usize) {
        let unit = self.sink.location().unit;
        let Some(table) = self.program.catalog.tables.get(table).filter(|_| self.in_script) else {
            return;
        };
        let later = table.columns.get(given..).unwrap_or_default();
        if !later.is_empty() && later.iter().all(|column| column.origin.unit > unit) {
            columns.truncate(given);
        }
    }

    /// Select items as values of the target columns' types.
    fn coerce_query(&mut self, mut query: Query, types: &[Type]) -> Query {
        self.coerce_body(&mut query.body, types);
        query
    }

    fn values(&mut self, values: List<'_, ast::ValueItem<'_>>, types: &[Type]) -> Vec<Value> {
        values
            .iter()
            .enumerate()
            .map(|(index, value)| self.value(Some(value), types.get(index).unwrap_or(&Type::Unknown)))
            .collect()
    }

    fn value(&mut self, value: Option<ast::ValueItem<'_>>, ty: &Type) -> Value {
        match value {
            Some(ast::ValueItem::ValueExpr(value)) => {
                let expr = self.required(value.expr());
                Value::Expr(self.coerce(expr, ty))
            }
            Some(ast::ValueItem::DefaultValue(_)) => Value::Default,
            None => Value::Expr(self.required(None)),
        }
    }

    /// The table an ObjectName stands for, with its columns.
    fn target_table(&mut self, name: Option<ast::ObjectName<'_>>) -> (ObjectName, Vec<Field>) {
        let Some(name) = name else {
            return (ObjectName::default(), Vec::new());
        };
        let span = span_of(name.syntax());
        let mut parts: Vec<String> = name.parts().iter().map(|part| part.folded()).collect();
        let mut is_linked = false;
        if let Some(link) = name.dblink() {
            let link = link.text().trim_start_matches('@').to_uppercase();
            let Some(name) = self.linked_table(&parts, &link, span) else {
                let table = parts.last().map_or("", String::as_str);
                return (super::name::behind_link(table, &link), Vec::new());
            };
            parts = name.schema.into_iter().chain([name.name]).collect();
            is_linked = true;
        }
        let (schema, table) = match parts.as_slice() {
            [table] => (None, table.as_str()),
            [schema, table, ..] => (Some(schema.as_str()), table.as_str()),
            [] => return (ObjectName::default(), Vec::new()),
        };
        let found = if is_linked {
            self.program.find_linked(schema, table)
        } else {
            self.program.find(self.current_schema.as_deref(), schema, table)
        };
        match found {
            Some(SchemaObject::Relation(found)) => {
                let columns = self.program.relation_columns(&found).unwrap_or_default();
                (found, columns)
            }
            Some(SchemaObject::Outside { name, .. }) => {
                self.sink.report(
                    Code::OUTSIDE_REFERENCE,
                    span,
                    format!("{table} is a synonym for {name}, which is not in the source tree"),
                );
                (name, Vec::new())
            }
            Some(
                SchemaObject::Sequence(_)
                | SchemaObject::Package(_)
                | SchemaObject::Routine(_)
                | SchemaObject::Type(_),
            )
            | None => {
                let name = super::expr::object_name(&parts);
                if !is_linked {
                    self.sink.report(
                        Code::UNKNOWN_TABLE,
                        span,
                        format!("table or view {name} is declared nowhere in the source tree"),
                    );
                }
                (name, Vec::new())
            }
        }
    }

    fn check_columns(
        &mut self,
        table: &ObjectName,
        known: &[Field],
        columns: &[String],
        span: crate::expr::Span,
    ) {
        for column in columns {
            if !known.is_empty() && !known.iter().any(|field| field.name == *column) {
                self.sink.report(
                    Code::UNKNOWN_COLUMN,
                    span,
                    format!("{table} has no column {column}"),
                );
            }
        }
    }

    /// An expression over the columns of a table: CHECK conditions, virtual columns, index keys.
    pub fn resolve_table_expr(&mut self, expr: ast::Expr<'_>, table: &ObjectName) -> Expr {
        self.current_schema.clone_from(&table.schema);
        let columns = self.program.relation_columns(table).unwrap_or_default();
        self.with_target(table, None, &columns, |resolver| resolver.resolve_expr(expr))
    }

    /// A DEFAULT, as a value of the column's type.
    pub fn resolve_default(&mut self, expr: ast::Expr<'_>, table: &ObjectName, ty: &Type) -> Expr {
        self.current_schema.clone_from(&table.schema);
        self.queries.push(QueryScope::default());
        let value = self.resolve_expr(expr);
        self.queries.pop();
        self.coerce(value, ty)
    }

    pub(super) fn with_target<T>(
        &mut self,
        table: &ObjectName,
        alias: Option<&str>,
        columns: &[Field],
        work: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let relation = Relation {
            name: alias.unwrap_or(&table.name).to_owned(),
            columns: columns.to_vec(),
            known: !columns.is_empty(),
            optional: false,
            object: Some(table.clone()),
            row: None,
        };
        self.visible_columns.add(&relation.columns, relation.known);
        self.queries.push(QueryScope {
            relations: vec![relation],
            ..QueryScope::default()
        });
        let result = work(self);
        self.queries.pop();
        result
    }

    fn returning(&mut self, returning: ast::ReturningClause<'_>) -> Returning {
        let values = returning
            .values()
            .iter()
            .map(|value| self.resolve_expr(value))
            .collect();
        let into = match returning.into() {
            Some(into) => self.resolve_into(into),
            None => crate::stmt::Into {
                bulk: false,
                targets: Vec::new(),
            },
        };
        let mut returning = Returning { values, into };
        self.coerce_returning(&mut returning);
        returning
    }

    pub(crate) fn multi_insert(&mut self, insert: ast::MultiInsertStmt<'_>) -> MultiInsert {
        self.effects.writes = true;
        let query = match insert.query() {
            Some(query) => self.resolve_query(query),
            None => {
                return MultiInsert {
                    first: false,
                    branches: Vec::new(),
                    else_targets: Vec::new(),
                    query: super::query::empty_query(),
                    span: span_of(insert.syntax()),
                };
            }
        };
        let relation = Relation {
            name: String::new(),
            columns: super::query::output_fields(&query.columns),
            known: true,
            optional: false,
            object: None,
            row: None,
        };
        self.queries.push(QueryScope {
            relations: vec![relation],
            ..QueryScope::default()
        });
        let branches = insert
            .branches()
            .iter()
            .map(|branch| {
                let condition = branch
                    .condition()
                    .map(|condition| self.resolve_condition(Some(condition)));
                let targets = branch
                    .intos()
                    .iter()
                    .map(|into| self.multi_target(into))
                    .collect();
                (condition, targets)
            })
            .collect();
        let else_targets = insert
            .else_intos()
            .iter()
            .map(|into| self.multi_target(into))
            .collect();
        self.queries.pop();
        MultiInsert {
            first: insert.kind().is_some_and(|kind| kind.is("FIRST")),
            branches,
            else_targets,
            query,
            span: span_of(insert.syntax()),
        }
    }

    fn multi_target(&mut self, into: ast::MultiInto<'_>) -> MultiTarget {
        let (table, table_columns) = self.target_table(into.name());
        let mut columns = column_list(into.columns());
        if columns.is_empty() {
            columns = table_columns.iter().map(|field| field.name.clone()).collect();
        }
        let types = types_of(&table_columns, &columns);
        MultiTarget {
            table,
            columns,
            values: self.values(into.values(), &types),
        }
    }

    pub(crate) fn update(&mut self, update: ast::UpdateStmt<'_>) -> Update {
        self.effects.writes = true;
        self.effects.reads = true;
        let span = span_of(update.syntax());
        self.queries.push(QueryScope::default());
        let mut target = self.dml_target(update.target());
        let set = self.assignments(update.set(), &target);
        let (condition, current_of) = self.dml_where(update.r#where());
        let condition = with_partition(&mut target, condition);
        let returning = update.returning().map(|returning| self.returning(returning));
        self.queries.pop();
        let refused = self
            .joined_tables("UPDATE", update.from())
            .or_else(|| refused_target(&target))
            .or_else(|| lost_assignment(update.set(), &set))
            .or_else(|| self.log_errors(update.log_errors()));
        Update {
            target,
            set,
            condition,
            current_of,
            returning,
            refused,
            span,
        }
    }

    /// The direct join of UPDATE and DELETE.
    fn joined_tables(&mut self, statement: &str, from: List<'_, ast::TableRef<'_>>) -> Option<String> {
        let first = from.first()?;
        self.sink.report(
            Code::UNSUPPORTED_STATEMENT,
            span_of(first.syntax()),
            format!("{statement} with FROM is not carried over"),
        );
        Some(format!("{statement} FROM"))
    }

    /// A deleted row has no new values: they are NULL in Oracle.
    fn new_values_of_deleted_rows(&mut self, returning: Option<ast::ReturningClause<'_>>) -> Option<String> {
        let value = returning?
            .values()
            .iter()
            .find(|value| matches!(value, ast::Expr::NewExpr(_)))?;
        self.sink.report(
            Code::UNSUPPORTED_STATEMENT,
            span_of(value.syntax()),
            "RETURNING NEW of a deleted row is not carried over",
        );
        Some("RETURNING NEW".to_owned())
    }

    fn log_errors(&mut self, clause: Option<ast::LogErrorsClause<'_>>) -> Option<String> {
        let clause = clause?;
        self.sink.report(
            Code::UNSUPPORTED_STATEMENT,
            span_of(clause.syntax()),
            "LOG ERRORS is not carried over",
        );
        Some("LOG ERRORS".to_owned())
    }

    fn dml_target(&mut self, target: Option<ast::TableRef<'_>>) -> TableRef {
        match target {
            Some(target) => self.table_ref(target, false),
            None => super::from::missing_table(),
        }
    }

    fn dml_where(&mut self, clause: Option<ast::DmlWhere<'_>>) -> (Option<Expr>, Option<Expr>) {
        match clause {
            Some(ast::DmlWhere::WhereClause(clause)) => {
                (Some(self.resolve_condition(clause.condition())), None)
            }
            Some(ast::DmlWhere::CurrentOfClause(clause)) => {
                let queries = std::mem::take(&mut self.queries);
                let cursor = self.required(clause.cursor());
                self.queries = queries;
                (None, Some(cursor))
            }
            None => (None, None),
        }
    }

    fn assignments(&mut self, items: List<'_, ast::SetItem<'_>>, target: &TableRef) -> Vec<Assignment> {
        let columns = match target {
            TableRef::Source(source) => source.columns.clone(),
            TableRef::Join { .. } => Vec::new(),
        };
        items
            .iter()
            .filter_map(|item| match item {
                ast::SetItem::SetColumn(set) => Some(self.set_column(set, &columns)),
                ast::SetItem::SetColumns(set) => self.set_columns(set, &columns),
                ast::SetItem::SetRow(set) => {
                    self.sink.report(
                        Code::UNSUPPORTED_STATEMENT,
                        span_of(set.syntax()),
                        "SET VALUE(alias) is not carried over",
                    );
                    None
                }
            })
            .collect()
    }

    fn set_column(&mut self, set: ast::SetColumn<'_>, columns: &[Field]) -> Assignment {
        let column = set.column().map(|column| column_of(column)).unwrap_or_default();
        if column == "ROW" && !columns.iter().any(|field| field.name == "ROW") {
            return match self.value(set.value(), &Type::Unknown) {
                Value::Expr(record) => Assignment::Row(record),
                Value::Default => Assignment::Column {
                    column,
                    value: Value::Default,
                },
            };
        }
        if let Some(place) = self.attribute(set.column(), columns) {
            let value = self.value(set.value(), &place.ty);
            return Assignment::Attribute { place, value };
        }
        let known = columns.iter().find(|field| field.name == column);
        if known.is_none() && !columns.is_empty() {
            self.sink.report(
                Code::UNKNOWN_COLUMN,
                span_of(set.syntax()),
                format!("the target has no column {column}"),
            );
        }
        let ty = known.map_or(Type::Unknown, |field| field.ty.clone());
        Assignment::Column {
            column,
            value: self.value(set.value(), &ty),
        }
    }

    /// The attribute of a column's object that SET names as `alias.column.attribute`. Object-Relational Developer's Guide,
    /// "Requirements on the Use of Table Aliases".
    fn attribute(&mut self, target: Option<ast::Expr<'_>>, columns: &[Field]) -> Option<Expr> {
        let target = target?;
        let names = super::name::Reference::of(target).names();
        let of_object = |name: &String| {
            let mut objects = columns.iter().filter(|field| matches!(field.ty, Type::Object(_)));
            objects.any(|field| field.name == *name)
        };
        let last = names.len().checked_sub(1)?;
        names.iter().take(last).any(of_object).then_some(())?;
        let place = self.resolve_expr(target);
        (matches!(place.kind, ExprKind::Field { .. }) && crate::dml::column_of_attribute(&place).is_some())
            .then_some(place)
    }

    fn set_columns(&mut self, set: ast::SetColumns<'_>, columns: &[Field]) -> Option<Assignment> {
        let names: Vec<String> = set.columns().iter().map(column_of).collect();
        let types = types_of(columns, &names);
        match set.value() {
            Some(ast::Expr::SubqueryExpr(subquery)) => {
                let query = self.resolve_query(subquery.query()?);
                let query = self.coerce_query(query, &types);
                Some(Assignment::Columns {
                    columns: names,
                    query: Box::new(query),
                })
            }
            Some(other) if names.len() == 1 => {
                let value = self.resolve_expr(other);
                let value = self.coerce(value, types.first().unwrap_or(&Type::Unknown));
                Some(Assignment::Column {
                    column: names.into_iter().next()?,
                    value: Value::Expr(value),
                })
            }
            Some(_) | None => {
                self.sink.report(
                    Code::UNSUPPORTED_STATEMENT,
                    span_of(set.syntax()),
                    "SET (a, b) = needs a subquery",
                );
                None
            }
        }
    }

    pub(crate) fn delete(&mut self, delete: ast::DeleteStmt<'_>) -> Delete {
        self.effects.writes = true;
        self.effects.reads = true;
        let span = span_of(delete.syntax());
        self.queries.push(QueryScope::default());
        let mut target = self.dml_target(delete.target());
        let (condition, current_of) = self.dml_where(delete.r#where());
        let condition = with_partition(&mut target, condition);
        let returning = delete.returning().map(|returning| self.returning(returning));
        self.queries.pop();
        let refused = self
            .joined_tables("DELETE", delete.from())
            .or_else(|| refused_target(&target))
            .or_else(|| self.new_values_of_deleted_rows(delete.returning()))
            .or_else(|| self.log_errors(delete.log_errors()));
        Delete {
            target,
            condition,
            current_of,
            returning,
            refused,
            span,
        }
    }

    pub(crate) fn merge(&mut self, merge: ast::MergeStmt<'_>) -> Merge {
        self.effects.writes = true;
        self.effects.reads = true;
        let span = span_of(merge.syntax());
        self.queries.push(QueryScope::default());
        let target = self.dml_target(merge.target());
        let source = self.dml_target(merge.source());
        let on = self.resolve_condition(merge.on());
        let mut refused = None;
        let mut update = None;
        let mut insert = None;
        for branch in merge.branches().iter() {
            match branch {
                ast::MergeBranch::MergeUpdate(branch) => {
                    let set = self.assignments(branch.set(), &target);
                    refused = refused.or_else(|| lost_assignment(branch.set(), &set));
                    let condition = branch
                        .r#where()
                        .map(|clause| self.resolve_condition(clause.condition()));
                    let delete_condition = branch
                        .delete_where()
                        .map(|clause| self.resolve_condition(clause.condition()));
                    update = Some(MergeUpdate {
                        set,
                        condition,
                        delete_condition,
                    });
                }
                ast::MergeBranch::MergeInsert(branch) => {
                    let target_columns = match &target {
                        TableRef::Source(source) => source.columns.clone(),
                        TableRef::Join { .. } => Vec::new(),
                    };
                    let mut columns = column_list(branch.columns());
                    if columns.is_empty() {
                        columns = target_columns.iter().map(|field| field.name.clone()).collect();
                    }
                    let types = types_of(&target_columns, &columns);
                    let values = self.values(branch.values(), &types);
                    let condition = branch
                        .r#where()
                        .map(|clause| self.resolve_condition(clause.condition()));
                    insert = Some(MergeInsert {
                        columns,
                        values,
                        condition,
                    });
                }
            }
        }
        self.queries.pop();
        refused = refused
            .or_else(|| self.log_errors(merge.log_errors()))
            .or_else(|| self.partition_of_merge(&target))
            .or_else(|| refused_target(&target));
        if let Some(returning) = merge.returning() {
            self.sink.report(
                Code::UNSUPPORTED_STATEMENT,
                span_of(returning.syntax()),
                "MERGE with RETURNING is not carried over",
            );
            refused = Some("MERGE RETURNING".to_owned());
        }
        Merge {
            target,
            source,
            on,
            update,
            insert,
            refused,
            span,
        }
    }
}

/// Why a statement of which an assignment was refused is refused as a whole: the others are not what Oracle does.
fn lost_assignment(items: List<'_, ast::SetItem<'_>>, set: &[Assignment]) -> Option<String> {
    (items.iter().count() > set.len()).then(|| "an assignment of SET".to_owned())
}

/// The column an assignment or column list names, without qualifiers.
fn column_of(expr: ast::Expr<'_>) -> String {
    super::name::Reference::of(expr)
        .names()
        .pop()
        .unwrap_or_else(|| expr.syntax().text().to_uppercase())
}

fn column_list(columns: List<'_, ast::Expr<'_>>) -> Vec<String> {
    columns.iter().map(column_of).collect()
}

fn types_of(known: &[Field], columns: &[String]) -> Vec<Type> {
    columns
        .iter()
        .map(|column| {
            known
                .iter()
                .find(|field| field.name == *column)
                .map_or(Type::Unknown, |field| field.ty.clone())
        })
        .collect()
}
