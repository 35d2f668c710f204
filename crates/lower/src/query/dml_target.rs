//! Targets of UPDATE and DELETE that PostgreSQL has no form for: queries, and rows up to a ROWNUM.

use super::free_names::{with_free_names, with_qualified_columns};
use super::outer_join::conjuncts;
use super::{detached, hierarchy};
use crate::context::Lowering;
use crate::naming::identifier;
use plconv_catalog::{ConstraintKind, ObjectName};
use plconv_diagnostics::Code;
use plconv_hir::expr::{BinaryOp, Expr, ExprKind, Span};
use plconv_hir::query::{
    GroupItem, JoinKind, Query, QueryBlock, QueryBody, TableRef, TableSource, TableSourceKind,
};
use plconv_hir::resolve::view::rows_of_view;
use plconv_pg as pg;
use std::collections::BTreeSet;

/// The table that a statement on a query changes, and what the query says besides.
pub(super) struct Target {
    /// The table.
    pub table: TableRef,
    /// The other tables of the query.
    pub others: Vec<pg::FromItem>,
    /// Conditions of the query: joins and WHERE.
    pub conditions: Vec<Expr>,
    /// Where the query's columns come from: its name for them, and their name in the table when they are its own.
    columns: Vec<(String, Option<String>)>,
}

impl Target {
    /// The name of an assigned column in the table.
    pub fn column(&self, name: &str) -> Option<&str> {
        self.columns
            .iter()
            .find(|(known, _)| known == name)
            .and_then(|(_, column)| column.as_deref())
    }
}

/// A column of a query that stands for something else while a statement is lowered.
#[derive(Clone, Debug)]
pub(crate) struct Substitute {
    /// The relation, as the statement names it.
    pub relation: String,
    /// Dictionary name of the column.
    pub column: String,
    /// What it stands for.
    pub value: pg::Expr,
}

impl Lowering<'_> {
    /// What a column stands for where a statement changes rows through a query.
    pub(crate) fn substitute(&self, relation: &str, column: &str) -> Option<pg::Expr> {
        self.substitutes
            .iter()
            .find(|known| known.relation == relation && known.column == column)
            .map(|known| known.value.clone())
    }

    /// The table behind the target, where it is a query, or a view of which `is_view` says that it has to be one; `assigned` are the columns that SET names. The columns of the
    /// query stand for its select list from here on.
    pub(super) fn target_of_query(
        &mut self,
        target: &TableRef,
        assigned: &[String],
        inner: &BTreeSet<String>,
        is_view: bool,
        span: Span,
    ) -> Result<Option<Target>, String> {
        let TableRef::Source(source) = target else {
            return Ok(None);
        };
        let of_view;
        let query = match &source.kind {
            TableSourceKind::Subquery { query, .. } => query.as_ref(),
            TableSourceKind::Object { name, dblink: None } if is_view || self.is_join_view(name) => {
                let Some(query) = rows_of_view(self.program, name) else {
                    return Ok(None);
                };
                of_view = if is_view {
                    with_qualified_columns(&query)
                } else {
                    query
                };
                &of_view
            }
            _ => return Ok(None),
        };
        let renamed = with_free_names(query, inner);
        let query = renamed.as_ref().unwrap_or(query);
        let found = joined_block(query).and_then(|block| {
            let mut conditions = Vec::new();
            let sources = inner_joined(&block.from, &mut conditions)?;
            conditions.extend(block.condition.iter().flat_map(conjuncts));
            let changed = if assigned.is_empty() {
                self.key_preserved(&sources, &conditions)
            } else {
                assigned_relation(block, query, assigned, &sources)
            }?;
            Some((block, sources, conditions, changed))
        });
        let Some((block, sources, conditions, changed)) = found else {
            self.report(
                Code::UNSUPPORTED_STATEMENT,
                span,
                "DML on a subquery of this shape is not carried over",
            );
            return Err("DML on a subquery".to_owned());
        };
        if !assigned.is_empty() && !self.preserves_keys(changed, &sources, &conditions) {
            return Err(
                "ORA-01779: cannot modify a column which maps to a non key-preserved table".to_owned(),
            );
        }
        let hidden = sources.iter().find(|source| inner.contains(&source.relation));
        if let Some(hidden) = hidden {
            self.report(
                Code::UNSUPPORTED_STATEMENT,
                span,
                format!(
                    "a subquery here and the query that is changed both have a table called {}",
                    hidden.relation
                ),
            )
            .help = Some("give one of them another alias".to_owned());
            return Err("DML on a subquery".to_owned());
        }
        let mut columns = Vec::new();
        self.sql_depth += 1;
        for (item, output) in block.items.iter().zip(&query.columns) {
            let (value, own) = match &item.expr.kind {
                ExprKind::Column(column) => (
                    pg::Expr::qualified(identifier(&column.relation), identifier(&column.column)),
                    (column.relation == changed.relation).then(|| column.column.clone()),
                ),
                _ => (self.lower_expr(&item.expr), None),
            };
            self.substitutes.push(Substitute {
                relation: source.relation.clone(),
                column: output.name.clone(),
                value,
            });
            columns.push((output.name.clone(), own));
        }
        let others = sources
            .iter()
            .filter(|other| other.relation != changed.relation)
            .map(|other| self.from_item(&TableRef::Source(Box::new((*other).clone()))))
            .collect();
        self.sql_depth -= 1;
        Ok(Some(Target {
            table: TableRef::Source(Box::new(changed.clone())),
            others,
            conditions,
            columns,
        }))
    }

    /// The first table whose rows occur at most once, since the others are joined by their unique keys. SQL Language
    /// Reference, "CREATE VIEW", updatable join views.
    fn key_preserved<'s>(&self, sources: &[&'s TableSource], conditions: &[Expr]) -> Option<&'s TableSource> {
        sources.iter().copied().find(|candidate| {
            sources
                .iter()
                .filter(|other| other.relation != candidate.relation)
                .all(|other| self.joined_by_key(other, conditions))
        })
    }

    /// Whether rows of a table occur at most once; nothing is said against tables whose keys are not known.
    fn preserves_keys(&self, changed: &TableSource, sources: &[&TableSource], conditions: &[Expr]) -> bool {
        let is_known = |source: &TableSource| match &source.kind {
            TableSourceKind::Object { name, .. } => self.program.catalog.tables.contains_key(name),
            _ => true,
        };
        sources
            .iter()
            .filter(|other| other.relation != changed.relation && is_known(other))
            .all(|other| self.joined_by_key(other, conditions))
    }

    /// Whether conditions fix all columns of a unique key.
    fn joined_by_key(&self, source: &TableSource, conditions: &[Expr]) -> bool {
        let TableSourceKind::Object { name, .. } = &source.kind else {
            return false;
        };
        let fixed: Vec<&str> = conditions
            .iter()
            .flat_map(|condition| fixed_columns(condition, &source.relation))
            .collect();
        self.unique_keys(name)
            .iter()
            .any(|key| !key.is_empty() && key.iter().all(|column| fixed.contains(&column.as_str())))
    }

    fn unique_keys(&self, table: &ObjectName) -> Vec<Vec<String>> {
        let catalog = &self.program.catalog;
        let Some(table) = catalog.tables.get(table) else {
            return Vec::new();
        };
        let indexes = catalog.indexes.values();
        let of_indexes = indexes
            .filter(|index| index.unique && index.table == table.name)
            .filter_map(|index| index.columns.iter().map(|column| column.column.clone()).collect());
        table
            .constraints
            .iter()
            .filter(|constraint| constraint.enabled)
            .filter_map(|constraint| match &constraint.kind {
                ConstraintKind::PrimaryKey { columns } | ConstraintKind::Unique { columns } => {
                    Some(columns.clone())
                }
                ConstraintKind::ForeignKey { .. } | ConstraintKind::Check { .. } => None,
            })
            .chain(of_indexes)
            .collect()
    }

    /// Columns that tell the rows of a table apart.
    pub(super) fn row_identity(&self, target: &TableRef) -> Vec<pg::Expr> {
        let relation = match target {
            TableRef::Source(source) => identifier(&source.relation),
            TableRef::Join { .. } => String::new(),
        };
        // Partitions number their rows each for itself.
        let names: &[&str] = if self.is_partitioned(target) {
            &["tableoid", "ctid"]
        } else {
            &["ctid"]
        };
        names
            .iter()
            .map(|name| pg::Expr::qualified(relation.clone(), *name))
            .collect()
    }

    /// The condition that picks the rows which `WHERE condition AND ROWNUM <= n` leaves; absent when ROWNUM is not in it.
    /// The rows are locked as they are picked, so that none is changed in between.
    pub(super) fn limited_condition(
        &mut self,
        target: &TableRef,
        condition: &Expr,
    ) -> Option<Result<pg::Expr, String>> {
        if !hierarchy::mentions_rownum(condition) {
            return None;
        }
        let block = QueryBlock {
            from: vec![target.clone()],
            condition: Some(condition.clone()),
            ..QueryBlock::default()
        };
        let plan = self.plan_rownum(&block, &detached());
        if let Some(refused) = plan.refused {
            return Some(Err(refused.to_owned()));
        }
        let mut conditions: Vec<pg::Expr> = plan
            .conditions
            .iter()
            .map(|condition| self.condition(condition))
            .collect();
        if plan.never {
            conditions.push(pg::Expr::boolean(false));
        }
        if plan.limit.is_none() {
            return Some(pg::Expr::all(conditions).ok_or_else(|| "ROWNUM in a condition".to_owned()));
        }
        let identity = self.row_identity(target);
        let select = pg::Select {
            items: identity
                .iter()
                .map(|expr| pg::SelectItem {
                    expr: expr.clone(),
                    alias: None,
                })
                .collect(),
            from: vec![self.from_item(target)],
            condition: pg::Expr::all(conditions),
            ..pg::Select::default()
        };
        let rows = pg::Query {
            body: pg::QueryBody::Select(Box::new(select)),
            limit: plan.limit,
            lock: Some(pg::Lock {
                of: Vec::new(),
                wait: "",
            }),
            ..pg::Query::default()
        };
        Some(Ok(match <[pg::Expr; 1]>::try_from(identity) {
            Ok([ctid]) => pg::Expr::Quantified(
                Box::new(ctid),
                "=",
                "ANY",
                Box::new(pg::Expr::ArrayQuery(Box::new(rows))),
            ),
            Err(identity) => pg::Expr::InQuery(Box::new(pg::Expr::Tuple(identity)), false, Box::new(rows)),
        }))
    }

    fn is_partitioned(&self, target: &TableRef) -> bool {
        match target {
            TableRef::Source(source) => match &source.kind {
                TableSourceKind::Object { name, .. } => self
                    .program
                    .catalog
                    .tables
                    .get(name)
                    .is_some_and(|table| table.partitioning.is_some()),
                TableSourceKind::CommonTable(_)
                | TableSourceKind::Subquery { .. }
                | TableSourceKind::Collection { .. }
                | TableSourceKind::JsonTable { .. }
                | TableSourceKind::XmlTable { .. }
                | TableSourceKind::Dual
                | TableSourceKind::Unresolved(_) => false,
            },
            TableRef::Join { .. } => false,
        }
    }
}

/// The block of a query that only joins and filters.
fn joined_block(query: &Query) -> Option<&QueryBlock> {
    let QueryBody::Block(block) = &query.body else {
        return None;
    };
    let groups: &[GroupItem] = &block.group_by;
    let plain = query.with.is_empty()
        && query.offset.is_none()
        && query.fetch.is_none()
        && !block.distinct
        && block.hierarchy.is_none()
        && block.refused.is_none()
        && block.having.is_none()
        && !block.uses_rownum
        && groups.is_empty();
    plain.then_some(&**block)
}

/// The tables of a FROM that has inner joins only; their conditions are added to `conditions`.
fn inner_joined<'t>(from: &'t [TableRef], conditions: &mut Vec<Expr>) -> Option<Vec<&'t TableSource>> {
    fn collect<'t>(
        table: &'t TableRef,
        sources: &mut Vec<&'t TableSource>,
        conditions: &mut Vec<Expr>,
    ) -> Option<()> {
        match table {
            TableRef::Source(source) => {
                if source.refused.is_some() || source.pivot.is_some() {
                    return None;
                }
                sources.push(source);
            }
            TableRef::Join {
                kind: JoinKind::Inner | JoinKind::Cross,
                left,
                right,
                on,
                using,
                lateral: false,
            } if using.is_empty() => {
                collect(left, sources, conditions)?;
                collect(right, sources, conditions)?;
                conditions.extend(on.iter().flat_map(conjuncts));
            }
            TableRef::Join { .. } => return None,
        }
        Some(())
    }
    let mut sources = Vec::new();
    for table in from {
        collect(table, &mut sources, conditions)?;
    }
    Some(sources)
}

/// The one table whose columns are assigned.
fn assigned_relation<'s>(
    block: &QueryBlock,
    query: &Query,
    assigned: &[String],
    sources: &[&'s TableSource],
) -> Option<&'s TableSource> {
    let mut found: Option<&'s TableSource> = None;
    for name in assigned {
        let position = query.columns.iter().position(|column| column.name == *name)?;
        let ExprKind::Column(column) = &block.items.get(position)?.expr.kind else {
            return None;
        };
        let source = sources.iter().find(|source| source.relation == column.relation)?;
        if found.is_some_and(|known| known.relation != source.relation) {
            return None;
        }
        found = Some(source);
    }
    found.filter(|source| matches!(source.kind, TableSourceKind::Object { .. }))
}

/// Columns of a relation that an equality compares with something else than its own columns.
fn fixed_columns<'e>(condition: &'e Expr, relation: &str) -> Vec<&'e str> {
    let ExprKind::Binary {
        op: BinaryOp::Equal,
        left,
        right,
    } = &condition.kind
    else {
        return Vec::new();
    };
    let own = |expr: &'e Expr| match &expr.kind {
        ExprKind::Column(column) if column.relation == relation => Some(column.column.as_str()),
        _ => None,
    };
    match (own(left), own(right)) {
        (Some(column), None) | (None, Some(column)) => vec![column],
        (Some(_), Some(_)) | (None, None) => Vec::new(),
    }
}
