//! INSERT, UPDATE, DELETE, MERGE.

use crate::context::Lowering;
use crate::naming::identifier;
use plconv_diagnostics::Code;
use plconv_hir::dml::*;
use plconv_hir::expr::{Expr, ExprKind, Span};
use plconv_hir::query::{TableRef, TableSourceKind};
use plconv_hir::ty::Type;
use plconv_pg::{self as pg, Ident, QualifiedName};

/// A DML statement with the statements it needs around it.
pub(crate) type Lowered = Result<pg::Statement, String>;

impl Lowering<'_> {
    /// INSERT; `into` are the targets of RETURNING when it is carried by the statement.
    pub(crate) fn insert(&mut self, insert: &Insert, into: Option<pg::Into>) -> Lowered {
        if let Some(refused) = &insert.refused {
            return Err(refused.clone());
        }
        self.sql_depth += 1;
        let source = match &insert.source {
            InsertSource::Values(rows) => pg::Query {
                body: pg::QueryBody::Values(
                    rows.iter()
                        .map(|row| row.iter().map(|value| self.value(value)).collect())
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
            columns: insert
                .columns
                .iter()
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
    fn dml_table(&mut self, target: &TableRef, span: Span) -> Result<(QualifiedName, Option<Ident>), String> {
        if let TableRef::Source(source) = target {
            let alias = source.alias.as_ref().map(|alias| Ident(identifier(alias)));
            match &source.kind {
                TableSourceKind::Object { name, .. } => return Ok(self.named_table(source, name)),
                TableSourceKind::Unresolved(names) => {
                    let parts = names.iter().map(|name| Ident(identifier(name))).collect();
                    return Ok((QualifiedName(parts), alias));
                }
                TableSourceKind::CommonTable(_)
                | TableSourceKind::Subquery { .. }
                | TableSourceKind::Collection { .. }
                | TableSourceKind::JsonTable { .. }
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

    fn assignments(&mut self, set: &[Assignment]) -> Vec<(Vec<Ident>, pg::Expr)> {
        set.iter()
            .flat_map(|assignment| match assignment {
                Assignment::Column { column, value } => {
                    vec![(vec![Ident(identifier(column))], self.value(value))]
                }
                Assignment::Columns { columns, query } => {
                    let columns = columns.iter().map(|column| Ident(identifier(column))).collect();
                    vec![(columns, pg::Expr::Subquery(Box::new(self.lower_query(query))))]
                }
                Assignment::Row(record) => {
                    let base = self.lower_expr(record);
                    record
                        .ty
                        .fields()
                        .iter()
                        .map(|field| {
                            (
                                vec![Ident(identifier(&field.name))],
                                field_of(base.clone(), &field.name),
                            )
                        })
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
        let (table, alias) = self.dml_table(&update.target, update.span)?;
        self.sql_depth += 1;
        let set = self.assignments(&update.set);
        let condition = update
            .condition
            .as_ref()
            .map(|condition| self.lower_expr(condition));
        let returning = self.returning(update.returning.as_ref());
        self.sql_depth -= 1;
        let current_of = update
            .current_of
            .as_ref()
            .and_then(|cursor| self.cursor_ident(cursor));
        Ok(pg::Statement::Update(Box::new(pg::Update {
            table,
            alias,
            set,
            from: Vec::new(),
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
        let (table, alias) = self.dml_table(&delete.target, delete.span)?;
        self.sql_depth += 1;
        let condition = delete
            .condition
            .as_ref()
            .map(|condition| self.lower_expr(condition));
        let returning = self.returning(delete.returning.as_ref());
        self.sql_depth -= 1;
        let current_of = delete
            .current_of
            .as_ref()
            .and_then(|cursor| self.cursor_ident(cursor));
        Ok(pg::Statement::Delete(Box::new(pg::Delete {
            table,
            alias,
            using: Vec::new(),
            condition,
            current_of,
            returning,
            into,
        })))
    }

    pub(crate) fn cursor_ident(&mut self, cursor: &Expr) -> Option<Ident> {
        match &cursor.kind {
            ExprKind::Variable(variable) => Some(Ident(identifier(&variable.name))),
            _ => None,
        }
    }

    /// MERGE: PostgreSQL 15 has it, with conditions on the branches instead of WHERE.
    pub(crate) fn merge(&mut self, merge: &Merge) -> Lowered {
        if let Some(refused) = &merge.refused {
            return Err(refused.clone());
        }
        let (table, alias) = self.dml_table(&merge.target, merge.span)?;
        self.sql_depth += 1;
        let mut branches = Vec::new();
        if let Some(update) = &merge.update {
            let condition = update
                .condition
                .as_ref()
                .map(|condition| self.lower_expr(condition));
            if let Some(delete) = &update.delete_condition {
                // DELETE WHERE looks at the updated row: its columns are replaced by the values they get.
                let replaced = substitute(delete, &update.set, &merge.target);
                let delete = self.lower_expr(&replaced);
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
            let set = self.assignments(&update.set);
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
                .map(|condition| self.lower_expr(condition));
            let columns = insert
                .columns
                .iter()
                .map(|column| Ident(identifier(column)))
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
        let on = self.lower_expr(&merge.on);
        self.sql_depth -= 1;
        Ok(pg::Statement::Merge(Box::new(pg::Merge {
            table,
            alias,
            source,
            on,
            branches,
        })))
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
        let source = pg::CommonTable {
            name: Ident::from("source_rows"),
            columns: Vec::new(),
            body: pg::Statement::Query(Box::new(self.lower_query(&insert.query))),
            suffix: String::new(),
        };
        let mut inserts = Vec::new();
        // FIRST and ELSE take the rows that no condition before took.
        let mut earlier: Vec<pg::Expr> = Vec::new();
        for (condition, targets) in &insert.branches {
            let own = condition.as_ref().map(|condition| self.lower_expr(condition));
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

/// A condition with the target's columns replaced by what an UPDATE sets them to.
fn substitute(condition: &Expr, set: &[Assignment], target: &TableRef) -> Expr {
    let relation = match target {
        TableRef::Source(source) => source.relation.clone(),
        TableRef::Join { .. } => String::new(),
    };
    let mut result = condition.clone();
    plconv_hir::visit::map_expr(&mut result, &mut |expr| {
        let ExprKind::Column(column) = &expr.kind else {
            return;
        };
        if column.relation != relation {
            return;
        }
        let assigned = set.iter().find_map(|assignment| match assignment {
            Assignment::Column {
                column: name,
                value: Value::Expr(value),
            } if *name == column.column => Some(value),
            _ => None,
        });
        if let Some(value) = assigned {
            *expr = value.clone();
        }
    });
    result
}

/// Whether a type is a record, whose fields stand for columns.
pub(crate) fn is_record(ty: &Type) -> bool {
    matches!(ty, Type::Record(_) | Type::Object(_))
}
