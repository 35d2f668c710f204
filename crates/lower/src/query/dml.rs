//! INSERT, UPDATE, DELETE, MERGE.

use super::dml_target::{Substitute, Target};
use crate::context::Lowering;
use crate::expr::names_number_again;
use crate::naming::{identifier, local_name};
use plconv_catalog::ConstraintKind;
use plconv_diagnostics::Code;
use plconv_hir::dml::*;
use plconv_hir::expr::{Expr, ExprKind, Span};
use plconv_hir::query::{TableRef, TableSource, TableSourceKind};

use plconv_hir::ty::Type;
use plconv_hir::visit::{walk_operands, walk_query_sources, walk_sources};
use plconv_pg::{self as pg, Ident, QualifiedName};
use std::collections::BTreeSet;

/// The rows of an UPDATE with their numbers.
const NUMBERED: &str = "numbered";

/// The same for a target.
fn numbered(target: &TableRef) -> &'static str {
    match target {
        TableRef::Source(source) if identifier(&source.relation) == NUMBERED => "numbered_rows",
        TableRef::Source(_) | TableRef::Join { .. } => NUMBERED,
    }
}

/// A DML statement with the statements it needs around it.
pub(crate) type Lowered = Result<pg::Statement, String>;

impl Lowering<'_> {
    /// INSERT; `into` are the targets of RETURNING when it is carried by the statement.
    pub(crate) fn insert(&mut self, insert: &Insert, into: Option<pg::Into>) -> Lowered {
        if let Some(refused) = &insert.refused {
            return Err(refused.clone());
        }
        self.check_target(&insert.table, insert.span)?;
        let given = insert
            .columns
            .iter()
            .enumerate()
            .filter(|(place, _)| match &insert.source {
                InsertSource::Values(rows) => rows
                    .iter()
                    .any(|row| !matches!(row.get(*place), None | Some(Value::Default))),
                InsertSource::Query(_) | InsertSource::Record(_) => true,
            });
        self.check_columns(
            &insert.table,
            given.map(|(_, column)| column.as_str()),
            "ORA-54013: INSERT operation disallowed on virtual columns",
        )?;
        self.sql_depth += 1;
        let mut columns: Vec<&String> = insert.columns.iter().collect();
        let source = match &insert.source {
            InsertSource::Values(rows)
                if let [row] = rows.as_slice()
                    && names_number_again(row.iter().filter_map(expr_of)) =>
            {
                let mut given = row.iter().map(|value| expr_of(value).is_some());
                columns.retain(|_| given.next().unwrap_or(true));
                let values: Vec<&Expr> = row.iter().filter_map(expr_of).collect();
                self.row_with_numbers(&values)
            }
            InsertSource::Values(rows) => pg::Query {
                body: pg::QueryBody::Values(
                    rows.iter()
                        .map(|row| {
                            self.row_of(row.iter().filter_map(expr_of), |lowering| {
                                row.iter().map(|value| lowering.value(value)).collect()
                            })
                        })
                        .collect(),
                ),
                ..pg::Query::default()
            },
            InsertSource::Query(query) => self.lower_query(query),
            InsertSource::Record(record) => self.record_values(record, &insert.columns),
        };
        let returning = self.returning(insert.returning.as_ref());
        self.sql_depth -= 1;
        Ok(pg::Statement::Insert(Box::new(pg::Insert {
            table: self.object_name(&insert.table),
            alias: insert.alias.as_ref().map(|alias| Ident(identifier(alias))),
            columns: (columns.into_iter())
                .map(|column| Ident(identifier(column)))
                .collect(),
            source: Some(source),
            on_conflict: None,
            overriding: false,
            returning,
            into,
            with: Vec::new(),
        })))
    }

    pub(crate) fn value(&mut self, value: &Value) -> pg::Expr {
        match value {
            Value::Expr(expr) if expr.is_null_literal() => pg::Expr::null(),
            Value::Expr(expr) => self.lower_expr(expr),
            Value::Default => pg::Expr::Token("DEFAULT".to_owned()),
        }
    }

    /// `VALUES record`: the record's fields in order.
    fn record_values(&mut self, record: &Expr, columns: &[String]) -> pg::Query {
        let fields: Vec<String> = record
            .ty
            .fields()
            .iter()
            .map(|field| field.name.clone())
            .collect();
        let names = if fields.is_empty() {
            columns.to_vec()
        } else {
            fields
        };
        let base = self.lower_expr(record);
        let values = names.iter().map(|name| field_of(base.clone(), name)).collect();
        pg::Query {
            body: pg::QueryBody::Values(vec![values]),
            ..pg::Query::default()
        }
    }

    fn returning(&mut self, returning: Option<&Returning>) -> Vec<pg::SelectItem> {
        returning
            .map(|returning| {
                returning
                    .values
                    .iter()
                    .map(|value| pg::SelectItem {
                        expr: self.lower_expr(value),
                        alias: None,
                    })
                    .collect()
            })
            .unwrap_or_default()
    }

    /// Table and alias of a DML target.
    pub(super) fn dml_table(
        &mut self,
        target: &TableRef,
        span: Span,
    ) -> Result<(QualifiedName, Option<Ident>), String> {
        if let TableRef::Source(source) = target {
            let alias = source.alias.as_ref().map(|alias| Ident(identifier(alias)));
            match &source.kind {
                TableSourceKind::Object { name, .. } => {
                    self.check_target(name, span)?;
                    return Ok(self.named_table(source, name));
                }
                TableSourceKind::Unresolved(names) => {
                    let parts = names.iter().map(|name| Ident(identifier(name))).collect();
                    return Ok((QualifiedName(parts), alias));
                }
                TableSourceKind::CommonTable(_)
                | TableSourceKind::Subquery { .. }
                | TableSourceKind::Collection { .. }
                | TableSourceKind::JsonTable { .. }
                | TableSourceKind::XmlTable { .. }
                | TableSourceKind::Dual => {}
            }
        }
        self.report(
            Code::UNSUPPORTED_STATEMENT,
            span,
            "DML on a subquery is not carried over",
        );
        Err("DML on a subquery".to_owned())
    }

    fn assignments(&mut self, set: &[Assignment]) -> Vec<(Vec<QualifiedName>, pg::Expr)> {
        let plain = |column: &String| QualifiedName::plain(identifier(column));
        set.iter()
            .flat_map(|assignment| match assignment {
                Assignment::Column { column, value } => {
                    vec![(vec![plain(column)], self.value(value))]
                }
                Assignment::Attribute { place, value } => {
                    let mut path = Vec::new();
                    self.path_of_attribute(place, &mut path);
                    vec![(vec![QualifiedName(path)], self.value(value))]
                }
                Assignment::Columns { columns, query } => {
                    let columns = columns.iter().map(plain).collect();
                    vec![(columns, pg::Expr::Subquery(Box::new(self.lower_query(query))))]
                }
                Assignment::Row(record) => {
                    let base = self.lower_expr(record);
                    record
                        .ty
                        .fields()
                        .iter()
                        .map(|field| (vec![plain(&field.name)], field_of(base.clone(), &field.name)))
                        .collect()
                }
            })
            .collect()
    }

    /// UPDATE.
    pub(crate) fn update(&mut self, update: &Update, into: Option<pg::Into>) -> Lowered {
        if let Some(refused) = &update.refused {
            return Err(refused.clone());
        }
        if let TableRef::Source(source) = &update.target
            && let TableSourceKind::Object { name, .. } = &source.kind
        {
            let assigned = assigned_columns(&update.set);
            self.check_columns(
                name,
                assigned.iter().map(String::as_str),
                "ORA-54017: UPDATE operation disallowed on virtual columns",
            )?;
        }
        self.check_numbers(assigned_values(&update.set), update.span)?;
        self.check_attributes(&update.set)?;
        let outer = std::mem::take(&mut self.substitutes);
        let lowered = self.update_target(update, into);
        self.substitutes = outer;
        lowered
    }

    /// The rows that an UPDATE changes with their numbers, and the condition that finds them again.
    fn rows_with_numbers(
        &mut self,
        target: &TableRef,
        condition: Option<pg::Expr>,
    ) -> (pg::FromItem, pg::Expr) {
        let identity = self.row_identity(target);
        let mut number = pg::Call::new(QualifiedName::plain("row_number"), Vec::new());
        number.over = Some(pg::WindowSpec::default());
        let mut items = vec![pg::SelectItem {
            expr: pg::Expr::Call(Box::new(number)),
            alias: None,
        }];
        let mut conditions = Vec::new();
        for expr in identity {
            let pg::Expr::Name(name) = &expr else { continue };
            let alias = Ident(format!("row_{}", name.last()));
            let other = pg::Expr::qualified(numbered(target), alias.clone());
            conditions.push(expr.clone().binary("=", other));
            items.push(pg::SelectItem {
                expr,
                alias: Some(alias),
            });
        }
        let select = pg::Select {
            items,
            from: vec![self.from_item(target)],
            condition,
            ..pg::Select::default()
        };
        let rows = pg::FromItem::Query {
            lateral: false,
            query: Box::new(pg::Query {
                body: pg::QueryBody::Select(Box::new(select)),
                ..pg::Query::default()
            }),
            alias: Ident::from(numbered(target)),
            columns: Vec::new(),
        };
        let identity = pg::Expr::all(conditions).unwrap_or_else(|| pg::Expr::boolean(true));
        (rows, identity)
    }

    /// Reports an UPDATE that computes a unique key from itself: PostgreSQL checks it row by row.
    fn note_key_of_rows(&mut self, target: &TableRef, set: &[Assignment], span: Span) {
        let TableRef::Source(source) = target else {
            return;
        };
        let TableSourceKind::Object { name, .. } = &source.kind else {
            return;
        };
        let Some(table) = self.program.catalog.tables.get(name) else {
            return;
        };
        let keys: Vec<&String> = table
            .constraints
            .iter()
            .filter_map(|constraint| match &constraint.kind {
                ConstraintKind::PrimaryKey { columns } | ConstraintKind::Unique { columns } => Some(columns),
                _ => None,
            })
            .flatten()
            .collect();
        let shifted = set.iter().find_map(|assignment| match assignment {
            Assignment::Column {
                column,
                value: Value::Expr(value),
            } if keys.contains(&column) && !matches!(value.kind, ExprKind::Column(_)) => {
                let mut itself = false;
                walk_operands(value, &mut |expr| {
                    itself |= matches!(&expr.kind, ExprKind::Column(used) if used.column == *column);
                });
                itself.then(|| column.clone())
            }
            _ => None,
        });
        if let Some(column) = shifted {
            self.report(
                Code::EVALUATION_ORDER,
                span,
                format!("the key {column} is checked row by row, and may meet a row that is not changed yet; Oracle checks it when the statement ends"),
            );
        }
    }

    fn update_target(&mut self, update: &Update, into: Option<pg::Into>) -> Lowered {
        let assigned = assigned_columns(&update.set);
        let inner = inner_relations(&update.set, update.condition.as_ref());
        let through = self.target_of_query(&update.target, &assigned, &inner, false, update.span)?;
        let target = through.as_ref().map_or(&update.target, |through| &through.table);
        let (table, alias) = self.dml_table(target, update.span)?;
        self.note_key_of_rows(target, &update.set, update.span);
        let numbers = through.is_none() && update.current_of.is_none() && takes_row_numbers(&update.set);
        self.sql_depth += 1;
        self.rownum = numbers.then(|| pg::Expr::qualified(numbered(target), "row_number"));
        let mut set = self.assignments(&update.set);
        self.rownum = None;
        let condition = self.dml_condition(target, through.as_ref(), update.condition.as_ref());
        let returning = self.returning(update.returning.as_ref());
        self.sql_depth -= 1;
        let mut condition = condition?;
        let mut from = Vec::new();
        if numbers {
            let (rows, identity) = self.rows_with_numbers(target, condition.take());
            from.push(rows);
            condition = Some(identity);
        }
        if let Some(through) = &through {
            let columns = set.iter_mut().flat_map(|(columns, _)| columns);
            for (column, name) in columns.zip(&assigned) {
                if let (Some(own), Some(first)) = (through.column(name), column.0.first_mut()) {
                    *first = Ident(identifier(own));
                }
            }
        }
        let current_of = update
            .current_of
            .as_ref()
            .and_then(|cursor| self.cursor_ident(cursor));
        Ok(pg::Statement::Update(Box::new(pg::Update {
            table,
            alias,
            set,
            from: through.map_or(from, |through| through.others),
            condition,
            current_of,
            returning,
            into,
        })))
    }

    /// DELETE.
    pub(crate) fn delete(&mut self, delete: &Delete, into: Option<pg::Into>) -> Lowered {
        if let Some(refused) = &delete.refused {
            return Err(refused.clone());
        }
        let outer = std::mem::take(&mut self.substitutes);
        let lowered = self.delete_target(delete, into);
        self.substitutes = outer;
        lowered
    }

    fn delete_target(&mut self, delete: &Delete, into: Option<pg::Into>) -> Lowered {
        let inner = inner_relations(&[], delete.condition.as_ref());
        let through = self.target_of_query(&delete.target, &[], &inner, false, delete.span)?;
        let target = through.as_ref().map_or(&delete.target, |through| &through.table);
        let (table, alias) = self.dml_table(target, delete.span)?;
        self.sql_depth += 1;
        let condition = self.dml_condition(target, through.as_ref(), delete.condition.as_ref());
        let returning = self.returning(delete.returning.as_ref());
        self.sql_depth -= 1;
        let condition = condition?;
        let current_of = delete
            .current_of
            .as_ref()
            .and_then(|cursor| self.cursor_ident(cursor));
        Ok(pg::Statement::Delete(Box::new(pg::Delete {
            table,
            alias,
            using: through.map(|through| through.others).unwrap_or_default(),
            condition,
            current_of,
            returning,
            into,
        })))
    }

    /// WHERE, with what a query as the target says and with ROWNUM as the rows it picks.
    fn dml_condition(
        &mut self,
        target: &TableRef,
        through: Option<&Target>,
        condition: Option<&Expr>,
    ) -> Result<Option<pg::Expr>, String> {
        let mut conditions: Vec<pg::Expr> = through
            .iter()
            .flat_map(|through| &through.conditions)
            .map(|condition| self.condition(condition))
            .collect();
        if let Some(condition) = condition {
            let limited = match through {
                None => self.limited_condition(target, condition),
                Some(_) => None,
            };
            conditions.push(match limited {
                Some(limited) => limited?,
                None => self.condition(condition),
            });
        }
        Ok(pg::Expr::all(conditions))
    }

    pub(crate) fn cursor_ident(&mut self, cursor: &Expr) -> Option<Ident> {
        match &cursor.kind {
            ExprKind::Variable(variable) => Some(Ident(local_name(&variable.name))),
            _ => None,
        }
    }

    /// MERGE: PostgreSQL 15 has it, with conditions on the branches instead of WHERE.
    pub(crate) fn merge(&mut self, merge: &Merge) -> Lowered {
        if let Some(refused) = &merge.refused {
            return Err(refused.clone());
        }
        let outer = std::mem::take(&mut self.substitutes);
        let lowered = self.merge_into(merge);
        self.substitutes = outer;
        lowered
    }

    fn merge_into(&mut self, merge: &Merge) -> Lowered {
        let merged = self.merged_table(merge)?;
        if let Some(update) = &merge.update {
            self.check_numbers(assigned_values(&update.set), merge.span)?;
            self.check_attributes(&update.set)?;
        }
        if let Some(insert) = &merge.insert {
            self.check_numbers(insert.values.iter().filter_map(expr_of), merge.span)?;
        }
        self.sql_depth += 1;
        let mut branches = Vec::new();
        if let Some(update) = &merge.update {
            let condition = update
                .condition
                .as_ref()
                .map(|condition| self.condition(condition));
            if let Some(delete) = &update.delete_condition {
                let rows = |assignment: &Assignment| !matches!(assignment, Assignment::Column { .. });
                if update.set.iter().any(rows) {
                    self.report(
                        Code::MERGE_SHAPE,
                        merge.span,
                        "DELETE WHERE after SET (columns) = (query) is not carried over",
                    );
                    self.sql_depth -= 1;
                    return Err("MERGE with DELETE WHERE".to_owned());
                }
                // DELETE WHERE looks at the updated row: its columns are replaced by the values they get.
                let mut assigned = self.assigned_values(&update.set, &merge.target);
                let outer = std::mem::take(&mut self.substitutes);
                assigned.extend(outer.iter().cloned());
                self.substitutes = assigned;
                let delete = self.lower_expr(delete);
                self.substitutes = outer;
                let condition = match condition.clone() {
                    Some(condition) => condition.binary("AND", delete),
                    None => delete,
                };
                branches.push(pg::MergeBranch {
                    matched: true,
                    condition: Some(condition),
                    action: pg::MergeAction::Delete,
                });
            }
            let mut set = self.assignments(&update.set);
            let columns = set.iter_mut().flat_map(|(columns, _)| columns);
            for (column, name) in columns.zip(&assigned_columns(&update.set)) {
                if let Some(first) = column.0.first_mut() {
                    *first = merged.column(name);
                }
            }
            branches.push(pg::MergeBranch {
                matched: true,
                condition,
                action: pg::MergeAction::Update(set),
            });
        }
        if let Some(insert) = &merge.insert {
            let condition = insert
                .condition
                .as_ref()
                .map(|condition| self.condition(condition));
            let columns = insert
                .columns
                .iter()
                .map(|column| merged.column(column))
                .collect();
            let values = insert.values.iter().map(|value| self.value(value)).collect();
            branches.push(pg::MergeBranch {
                matched: false,
                condition,
                action: pg::MergeAction::Insert(columns, values),
            });
        }
        let mut source = self.from_item(&merge.source);
        // DUAL as the source has an alias of its own; a table keeps its name.
        if let pg::FromItem::Query { alias, .. } = &mut source
            && alias.0.is_empty()
        {
            *alias = Ident::from("source");
        }
        let on = self.condition(&merge.on);
        self.sql_depth -= 1;
        let on = pg::Expr::all(std::iter::once(on).chain(merged.rows).collect());
        Ok(pg::Statement::Merge(Box::new(pg::Merge {
            table: merged.table,
            alias: merged.alias,
            source,
            on: on.unwrap_or_else(|| pg::Expr::boolean(true)),
            branches,
        })))
    }

    /// The values that SET gives the target's columns.
    fn assigned_values(&mut self, set: &[Assignment], target: &TableRef) -> Vec<Substitute> {
        let relation = match target {
            TableRef::Source(source) => source.relation.clone(),
            TableRef::Join { .. } => String::new(),
        };
        set.iter()
            .filter_map(|assignment| match assignment {
                Assignment::Column {
                    column,
                    value: value @ Value::Expr(_),
                } => Some(Substitute {
                    relation: relation.clone(),
                    column: column.clone(),
                    value: self.value(value),
                }),
                Assignment::Column { .. }
                | Assignment::Attribute { .. }
                | Assignment::Columns { .. }
                | Assignment::Row(_) => None,
            })
            .collect()
    }

    /// INSERT ALL without conditions, or with them, as data-modifying WITH items over one source.
    pub(crate) fn multi_insert(&mut self, insert: &MultiInsert) -> Lowered {
        let (source, mut inserts) = self.multi_parts(insert);
        let Some(mut last) = inserts.pop() else {
            return Err("INSERT ALL without a target".to_owned());
        };
        last.with.push(source);
        last.with.extend(named_inserts(inserts));
        Ok(pg::Statement::Insert(Box::new(last)))
    }

    /// INSERT ALL that says how many rows all its targets got together.
    pub(crate) fn counted_multi_insert(&mut self, insert: &MultiInsert, count: pg::Expr) -> Lowered {
        let (source, mut inserts) = self.multi_parts(insert);
        for insert in &mut inserts {
            insert.returning.push(pg::SelectItem {
                expr: pg::Expr::number("1"),
                alias: None,
            });
        }
        let mut with = vec![source];
        with.extend(named_inserts(inserts));
        let total = with
            .iter()
            .skip(1)
            .map(|insert| {
                let select = pg::Select {
                    items: vec![pg::SelectItem {
                        expr: pg::Expr::call("count", vec![pg::Expr::Token("*".to_owned())]),
                        alias: None,
                    }],
                    from: vec![pg::FromItem::Table {
                        name: pg::QualifiedName(vec![insert.name.clone()]),
                        alias: None,
                        sample: None,
                    }],
                    ..pg::Select::default()
                };
                pg::Expr::Subquery(Box::new(pg::Query {
                    body: pg::QueryBody::Select(Box::new(select)),
                    ..pg::Query::default()
                }))
            })
            .reduce(|left, right| left.binary("+", right));
        let Some(total) = total else {
            return Err("INSERT ALL without a target".to_owned());
        };
        let select = pg::Select {
            items: vec![pg::SelectItem {
                expr: total,
                alias: None,
            }],
            into: Some(pg::Into {
                strict: false,
                targets: vec![count],
            }),
            ..pg::Select::default()
        };
        Ok(pg::Statement::Query(Box::new(pg::Query {
            with,
            body: pg::QueryBody::Select(Box::new(select)),
            ..pg::Query::default()
        })))
    }

    /// The rows, and an INSERT for each target.
    fn multi_parts(&mut self, insert: &MultiInsert) -> (pg::CommonTable, Vec<pg::Insert>) {
        self.sql_depth += 1;
        let rows = self.lower_query(&insert.query);
        let targets = insert.branches.iter().flat_map(|(_, targets)| targets);
        let values = targets
            .chain(&insert.else_targets)
            .flat_map(|target| target.values.iter().filter_map(expr_of));
        let (rows, numbers) = self.numbered_rows(rows, values);
        let outer_numbers = std::mem::replace(&mut self.row_numbers, numbers);
        let source = pg::CommonTable {
            name: Ident::from("source_rows"),
            columns: Vec::new(),
            body: pg::Statement::Query(Box::new(rows)),
            suffix: String::new(),
        };
        let mut inserts = Vec::new();
        // FIRST and ELSE take the rows that no condition before took.
        let mut earlier: Vec<pg::Expr> = Vec::new();
        for (condition, targets) in &insert.branches {
            let own = condition.as_ref().map(|condition| self.condition(condition));
            let condition = if insert.first {
                pg::Expr::all(own.iter().cloned().chain(earlier.iter().cloned()).collect())
            } else {
                own.clone()
            };
            for target in targets {
                inserts.push(self.multi_target(target, condition.clone(), insert));
            }
            earlier.extend(own.map(|own| pg::Expr::Postfix(Box::new(own), "IS NOT TRUE")));
        }
        let condition = pg::Expr::all(earlier);
        for target in &insert.else_targets {
            inserts.push(self.multi_target(target, condition.clone(), insert));
        }
        self.row_numbers = outer_numbers;
        self.sql_depth -= 1;
        (source, inserts)
    }

    fn multi_target(
        &mut self,
        target: &MultiTarget,
        condition: Option<pg::Expr>,
        insert: &MultiInsert,
    ) -> pg::Insert {
        let items = if target.values.is_empty() {
            insert
                .query
                .columns
                .iter()
                .map(|column| pg::SelectItem {
                    expr: pg::Expr::name(identifier(&column.name)),
                    alias: None,
                })
                .collect()
        } else {
            target
                .values
                .iter()
                .map(|value| pg::SelectItem {
                    expr: self.value(value),
                    alias: None,
                })
                .collect()
        };
        let select = pg::Select {
            items,
            from: vec![pg::FromItem::Table {
                name: QualifiedName::plain("source_rows"),
                alias: None,
                sample: None,
            }],
            condition,
            ..pg::Select::default()
        };
        pg::Insert {
            table: self.object_name(&target.table),
            alias: None,
            columns: target
                .columns
                .iter()
                .map(|column| Ident(identifier(column)))
                .collect(),
            source: Some(pg::Query {
                body: pg::QueryBody::Select(Box::new(select)),
                ..pg::Query::default()
            }),
            on_conflict: None,
            overriding: false,
            returning: Vec::new(),
            into: None,
            with: Vec::new(),
        }
    }
}

/// The values that single columns get.
fn assigned_values(set: &[Assignment]) -> impl Iterator<Item = &Expr> + Clone {
    set.iter().filter_map(|assignment| match assignment {
        Assignment::Column { value, .. } | Assignment::Attribute { value, .. } => expr_of(value),
        Assignment::Columns { .. } | Assignment::Row(_) => None,
    })
}

/// What the tables in the subqueries of a statement are called.
fn inner_relations(set: &[Assignment], condition: Option<&Expr>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut add = |source: &TableSource| {
        names.insert(source.relation.clone());
    };
    for assignment in set {
        if let Assignment::Columns { query, .. } = assignment {
            walk_query_sources(query, &mut add);
        }
    }
    for value in assigned_values(set).chain(condition) {
        walk_sources(value, &mut add);
    }
    names
}

fn expr_of(value: &Value) -> Option<&Expr> {
    match value {
        Value::Expr(expr) => Some(expr),
        Value::Default => None,
    }
}

fn named_inserts(inserts: Vec<pg::Insert>) -> impl Iterator<Item = pg::CommonTable> {
    inserts
        .into_iter()
        .enumerate()
        .map(|(index, insert)| pg::CommonTable {
            name: Ident(format!("insert_{}", index + 1)),
            columns: Vec::new(),
            body: pg::Statement::Insert(Box::new(insert)),
            suffix: String::new(),
        })
}

/// `base.field`
pub(crate) fn field_of(base: pg::Expr, field: &str) -> pg::Expr {
    match base {
        pg::Expr::Name(mut name) => {
            name.0.push(Ident(identifier(field)));
            pg::Expr::Name(name)
        }
        other => pg::Expr::Field(Box::new(other), Ident(identifier(field))),
    }
}

/// The columns that SET names, in the order of writing.
pub(super) fn assigned_columns(set: &[Assignment]) -> Vec<String> {
    set.iter().flat_map(Assignment::columns).collect()
}

/// Whether a type is a record, whose fields stand for columns.
pub(crate) fn is_record(ty: &Type) -> bool {
    matches!(ty, Type::Record(_) | Type::Object(_))
}

/// Whether assignments ask for ROWNUM.
fn takes_row_numbers(set: &[Assignment]) -> bool {
    set.iter().any(|assignment| {
        let (Assignment::Column { value, .. } | Assignment::Attribute { value, .. }) = assignment else {
            return false;
        };
        expr_of(value).is_some_and(super::rownum::mentions_rownum)
    })
}
