//! Queries run.

mod group;
mod plan;
mod stream;

use super::dictionary;
use super::sql::ast::{Expr, Item, Join, Operator, Ordering, Query, Relation, Source};
use super::sql::eval::{Computed, Env, Frame, Scope, World, any, convert, resolve};
use super::sql::values::{Nls, compare};
use super::state::State;
use super::storage::{Place, ScanRange, Scn, StoredTable, Xid};
use crate::codec::rowid::Rowid;
use crate::database::OracleError;
use crate::value::{Column, DataType, Row, Value};
use group::Groups;
use std::collections::BTreeSet;
use std::sync::Arc;

pub(crate) use stream::stream;

/// What a session is, as far as statements see it.
#[derive(Clone, Debug)]
pub(crate) struct SessionInfo {
    pub(crate) id: u32,
    pub(crate) user: String,
    pub(crate) schema: String,
    pub(crate) service: String,
    pub(crate) time_zone: String,
    pub(crate) nls: Nls,
    pub(crate) xid: Option<Xid>,
    pub(crate) thread: u16,
    /// The LogMiner session, if one is open.
    pub(crate) miner: Option<super::logminer::Miner>,
    /// What DBMS_METADATA was asked to write, by name.
    pub(crate) transforms: std::collections::BTreeMap<String, bool>,
}

/// A statement while it runs.
pub(crate) struct Context<'state> {
    pub(crate) state: &'state State,
    pub(crate) session: &'state SessionInfo,
    pub(crate) binds: &'state [Value],
    pub(crate) scn: Scn,
}

/// Rows of a query and their columns.
pub(crate) struct Selected {
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Row>,
}

/// A source that has been found.
pub(super) struct Opened<'state> {
    pub(super) scope: Scope,
    pub(super) columns: Arc<[Column]>,
    pub(super) data: Data<'state>,
    pub(super) scn: Scn,
}

pub(super) enum Data<'state> {
    Table(&'state StoredTable, Option<usize>),
    Rows(Vec<Row>),
}

/// Where rows that fit conditions can be.
pub(super) enum Candidates {
    Places(Vec<Place>),
    Ranges(Vec<ScanRange>),
}

impl World for Context<'_> {
    fn rows(&self, query: &Query, env: &Env<'_>) -> Computed<Vec<Row>> {
        Ok(self.select_within(query, env.scopes, env.frames)?.rows)
    }

    fn function(&self, name: &str, arguments: &[Value]) -> Option<Computed<Value>> {
        dictionary::function(self, name, arguments)
    }

    fn nls(&self) -> &Nls {
        &self.session.nls
    }
}

/// The conditions that all have to hold.
pub(super) fn conjuncts(filter: Option<&Expr>) -> Vec<&Expr> {
    let mut found = Vec::new();
    let mut left: Vec<&Expr> = filter.into_iter().collect();
    while let Some(expr) = left.pop() {
        if let Expr::Binary(Operator::And, first, second) = expr {
            left.push(second);
            left.push(first);
        } else {
            found.push(expr);
        }
    }
    found
}

impl Context<'_> {
    pub(crate) fn select(&self, query: &Query) -> Computed<Selected> {
        self.select_within(query, &[], &[])
    }

    pub(super) fn env<'env>(&'env self, scopes: &'env [Scope], frames: &'env [Frame]) -> Env<'env> {
        Env {
            scopes,
            frames,
            binds: self.binds,
            aggregates: &[],
            rownum: 1,
            world: self,
        }
    }

    pub(super) fn open(&self, source: &Source) -> Computed<Opened<'_>> {
        let mut scn = self.scn;
        if let Some(as_of) = &source.as_of {
            let value = self.env(&[], &[]).value(as_of)?;
            scn = u64::try_from(super::sql::values::to_integer(&value)?).unwrap_or(0);
            if scn > self.state.scn {
                return Err(OracleError::new(
                    8181,
                    "specified number is not a valid system change number",
                ));
            }
        }
        match &source.relation {
            Relation::Query(query) => {
                let selected = self.select(query)?;
                let columns: Arc<[Column]> = selected.columns.into();
                Ok(Opened {
                    scope: scope(source.alias.clone(), None, &columns),
                    columns,
                    data: Data::Rows(selected.rows),
                    scn,
                })
            }
            Relation::Table(name) => {
                let owner = name.owner.as_ref().unwrap_or(&self.session.schema);
                if let Ok(table) = self.state.table(owner, &name.name) {
                    check_snapshot(self.state, table, scn, source.as_of.is_some())?;
                    let segment = match &source.partition {
                        None => None,
                        Some(partition) => Some(find_partition(table, partition)?),
                    };
                    let columns = Arc::clone(&table.columns);
                    return Ok(Opened {
                        scope: scope(source.alias.clone(), Some(name.name.clone()), &columns),
                        columns,
                        data: Data::Table(table, segment),
                        scn,
                    });
                }
                let view = dictionary::view(self, name)?;
                Ok(Opened {
                    scope: scope(source.alias.clone(), Some(name.name.clone()), &view.columns),
                    columns: view.columns,
                    data: Data::Rows(view.rows),
                    scn,
                })
            }
        }
    }

    /// Narrows down where the rows are that fit conditions on the last of the scopes.
    pub(super) fn candidates(
        &self,
        table: &StoredTable,
        segment: Option<usize>,
        conditions: &[&Expr],
        scopes: &[Scope],
        frames: &[Frame],
    ) -> Computed<Candidates> {
        let at = scopes.len() - 1;
        let env = self.env(scopes, frames);
        // Values that are known before this source has a row.
        let known = |expr: &Expr| {
            !any(expr, &mut |part| match part {
                Expr::Slot(frame, _) | Expr::Rowid(frame) | Expr::RowScn(frame) => *frame >= at,
                Expr::Scalar(_) | Expr::Exists(_) | Expr::InQuery(..) | Expr::Name(..) | Expr::Rownum => true,
                _ => false,
            })
        };
        let is_rowid = |expr: &Expr| *expr == Expr::Rowid(at);
        let rowid = |expr: &Expr| -> Computed<Option<Rowid>> {
            match env.value(expr)? {
                Value::Rowid(rowid) => Ok(Some(rowid)),
                Value::Text(text) => super::sql::values::rowid_of(&text).map(Some),
                _ => Ok(None),
            }
        };
        let (mut low, mut high) = (None, None);
        let mut equal: Vec<(usize, Value)> = Vec::new();
        for condition in conditions {
            match condition {
                Expr::Binary(operator, left, right) if is_rowid(left) && known(right) => match operator {
                    Operator::Equal => {
                        let place = rowid(right)?.and_then(|rowid| table.place(rowid));
                        return Ok(Candidates::Places(place.into_iter().collect()));
                    }
                    Operator::GreaterEqual | Operator::Greater => low = rowid(right)?,
                    Operator::LessEqual | Operator::Less => high = rowid(right)?,
                    _ => {}
                },
                Expr::Between(inner, from, to, false) if is_rowid(inner) && known(from) && known(to) => {
                    low = rowid(from)?;
                    high = rowid(to)?;
                }
                Expr::Binary(Operator::Equal, left, right) => {
                    for (column, value) in [(left, right), (right, left)] {
                        if let Expr::Slot(frame, column) = &**column
                            && *frame == at
                            && known(value)
                        {
                            equal.push((*column, env.value(value)?));
                        }
                    }
                }
                _ => {}
            }
        }
        if table.table.generated.is_none() {
            for (number, key) in table.table.keys().enumerate() {
                let values: Option<Vec<Value>> = key
                    .columns
                    .iter()
                    .map(|column| {
                        equal
                            .iter()
                            .find(|(found, _)| found == column)
                            .map(|(_, value)| value.clone())
                    })
                    .collect();
                if let Some(values) = values.filter(|values| !values.is_empty()) {
                    let mut converted = Vec::new();
                    for (value, column) in values.into_iter().zip(&key.columns) {
                        let data_type = &table.columns[*column].data_type;
                        // Blanks at its end do not count, however many there are.
                        let value = match (data_type, value) {
                            (DataType::Char(_), Value::Text(text)) => Value::text(text.trim_end_matches(' ')),
                            (_, value) => value,
                        };
                        converted.push(convert(value, data_type, &self.session.nls)?);
                    }
                    return Ok(Candidates::Places(table.places_by_key(number, &converted)));
                }
            }
        }
        let mut ranges = table.ranges(low, high);
        if let Some(segment) = segment {
            ranges.retain(|(at, _)| *at == segment);
        }
        Ok(Candidates::Ranges(ranges))
    }

    /// What `ROWNUM <= n` or `ROWNUM < n` says.
    fn most_rows(&self, filter: Option<&Expr>) -> Computed<Option<u64>> {
        for condition in conjuncts(filter) {
            if let Expr::Binary(operator @ (Operator::Less | Operator::LessEqual), left, right) = condition
                && **left == Expr::Rownum
                && matches!(**right, Expr::Literal(_) | Expr::Bind(_))
            {
                let bound = super::sql::values::to_integer(&self.env(&[], &[]).value(right)?)?;
                let most = if *operator == Operator::Less {
                    bound - 1
                } else {
                    bound
                };
                return Ok(Some(u64::try_from(most).unwrap_or(0)));
            }
        }
        Ok(None)
    }

    fn select_within(&self, query: &Query, scopes: &[Scope], frames: &[Frame]) -> Computed<Selected> {
        let mut selected = self.select_block(query, scopes, frames)?;
        for other in &query.union_all {
            let more = self.select_block(other, scopes, frames)?;
            if more.columns.len() != selected.columns.len() {
                return Err(OracleError::new(
                    1789,
                    "query block has incorrect number of result columns",
                ));
            }
            selected.rows.extend(more.rows);
        }
        if !query.union_all.is_empty() && !query.order_by.is_empty() {
            let columns: Vec<String> = selected
                .columns
                .iter()
                .map(|column| column.name.clone())
                .collect();
            let scope = Scope {
                alias: None,
                table: None,
                columns,
            };
            let orderings = plan::orderings(&query.order_by, &[], std::slice::from_ref(&scope))?;
            let mut keyed = Vec::new();
            for row in selected.rows {
                let frame = Frame {
                    row: Arc::clone(&row),
                    rowid: None,
                    scn: 0,
                };
                let scopes = [scope.clone()];
                let frames = [frame];
                let env = self.env(&scopes, &frames);
                let keys = orderings
                    .iter()
                    .map(|ordering| env.value(&ordering.expr))
                    .collect::<Computed<Vec<_>>>()?;
                keyed.push((keys, row));
            }
            selected.rows = sorted(keyed, &orderings)?;
        }
        let env = self.env(scopes, frames);
        let count = |expr: &Option<Expr>| -> Computed<Option<usize>> {
            let Some(expr) = expr else {
                return Ok(None);
            };
            let value = super::sql::values::to_integer(&env.value(expr)?)?;
            Ok(Some(usize::try_from(value).unwrap_or(0)))
        };
        if let Some(offset) = count(&query.offset)? {
            selected.rows.drain(..offset.min(selected.rows.len()));
        }
        if let Some(limit) = count(&query.limit)? {
            selected.rows.truncate(limit);
        }
        Ok(selected)
    }

    fn select_block(
        &self,
        query: &Query,
        outer_scopes: &[Scope],
        outer_frames: &[Frame],
    ) -> Computed<Selected> {
        let mut opened = Vec::new();
        for source in &query.sources {
            opened.push(self.open(source)?);
        }
        let mut plan = plan::Plan::new(self, query, outer_scopes, &opened)?;
        let columns = std::mem::take(&mut plan.columns);
        if let Some(rows) = plan::count_of_table(query, &opened, self) {
            return Ok(Selected { columns, rows });
        }
        let mut emitter = Emitter {
            context: self,
            plan: &plan,
            columns: &columns,
            groups: plan.is_grouped.then(|| Groups::new(&plan.aggregates)),
            keyed: Vec::new(),
            rownum: 0,
            most: self.most_rows(plan.filter.as_ref())?,
        };
        let mut frames = outer_frames.to_vec();
        emitter.join(&opened, &plan.joins, &mut frames)?;
        let Emitter {
            groups, mut keyed, ..
        } = emitter;
        if let Some(groups) = groups {
            for (frames, aggregates) in groups.finish(!query.group_by.is_empty(), outer_frames)? {
                let mut env = self.env(&plan.scopes, &frames);
                env.aggregates = &aggregates;
                let fits = match &plan.having {
                    Some(having) => env.test(having)? == Some(true),
                    None => true,
                };
                if fits {
                    keyed.push(plan.project(&env, &columns)?);
                }
            }
        }
        let mut rows = sorted(keyed, &plan.orderings)?;
        if query.distinct {
            let mut seen = BTreeSet::new();
            rows.retain(|row| seen.insert(format!("{row:?}")));
        }
        Ok(Selected { columns, rows })
    }
}

/// Takes joined rows.
struct Emitter<'run> {
    context: &'run Context<'run>,
    plan: &'run plan::Plan,
    columns: &'run [Column],
    groups: Option<Groups>,
    keyed: Vec<(Vec<Value>, Row)>,
    rownum: u64,
    /// As many as a condition on ROWNUM lets through.
    most: Option<u64>,
}

impl Emitter<'_> {
    /// Adds the rows of the sources that are left to the frames of those before.
    fn join(&mut self, opened: &[Opened<'_>], joins: &[Join], frames: &mut Vec<Frame>) -> Computed<()> {
        let (Some((source, others)), Some((join, other_joins))) = (opened.split_first(), joins.split_first())
        else {
            return self.emit(frames);
        };
        let condition = match join {
            Join::Cross => None,
            Join::Inner(condition) | Join::Left(condition) => Some(condition),
        };
        let mut conditions = conjuncts(self.plan.filter.as_ref());
        // The filter narrows down what a LEFT JOIN adds only after it.
        if let Join::Left(condition) = join {
            conditions = conjuncts(Some(condition));
        } else {
            conditions.extend(conjuncts(condition));
        }
        let scopes = &self.plan.scopes[..=frames.len()];
        let mut found = false;
        let mut visit = |emitter: &mut Self, frame: Frame, frames: &mut Vec<Frame>| -> Computed<()> {
            frames.push(frame);
            let fits = match condition {
                Some(condition) => emitter.context.env(scopes, frames).test(condition)? == Some(true),
                None => true,
            };
            if fits {
                found = true;
                emitter.join(others, other_joins, frames)?;
            }
            frames.pop();
            Ok(())
        };
        match &source.data {
            Data::Rows(rows) => {
                for row in rows {
                    if self.is_full() {
                        break;
                    }
                    let frame = Frame {
                        row: Arc::clone(row),
                        rowid: None,
                        scn: 0,
                    };
                    visit(self, frame, frames)?;
                }
            }
            Data::Table(table, segment) => {
                let candidates = self
                    .context
                    .candidates(table, *segment, &conditions, scopes, frames)?;
                let xid = self.context.session.xid;
                for place in places(candidates) {
                    if self.is_full() {
                        break;
                    }
                    if let Some((row, scn)) = table.read(place, source.scn, xid) {
                        let frame = Frame {
                            row,
                            rowid: Some(table.rowid(place)),
                            scn,
                        };
                        visit(self, frame, frames)?;
                    }
                }
            }
        }
        if !found && matches!(join, Join::Left(_)) {
            frames.push(Frame {
                row: vec![Value::Null; source.columns.len()].into(),
                rowid: None,
                scn: 0,
            });
            self.join(others, other_joins, frames)?;
            frames.pop();
        }
        Ok(())
    }

    fn is_full(&self) -> bool {
        self.most.is_some_and(|most| self.rownum >= most)
    }

    fn emit(&mut self, frames: &[Frame]) -> Computed<()> {
        let mut env = self.context.env(&self.plan.scopes, frames);
        env.rownum = self.rownum + 1;
        if let Some(filter) = &self.plan.filter
            && env.test(filter)? != Some(true)
        {
            return Ok(());
        }
        self.rownum += 1;
        match &mut self.groups {
            Some(groups) => groups.add(&env, &self.plan.group_by, &self.plan.aggregates),
            None => {
                self.keyed.push(self.plan.project(&env, self.columns)?);
                Ok(())
            }
        }
    }
}

pub(super) fn places(candidates: Candidates) -> Box<dyn Iterator<Item = Place>> {
    match candidates {
        Candidates::Places(places) => Box::new(places.into_iter()),
        Candidates::Ranges(ranges) => Box::new(
            ranges
                .into_iter()
                .flat_map(|(segment, positions)| positions.map(move |position| Place { segment, position })),
        ),
    }
}

fn scope(alias: Option<String>, table: Option<String>, columns: &[Column]) -> Scope {
    Scope {
        alias,
        table,
        columns: columns.iter().map(|column| column.name.clone()).collect(),
    }
}

fn find_partition(table: &StoredTable, name: &str) -> Computed<usize> {
    table
        .segments
        .iter()
        .position(|segment| segment.name.as_deref() == Some(name))
        .ok_or_else(|| OracleError::new(2149, "Specified partition does not exist"))
}

/// Refuses snapshots that cannot be read any more.
pub(super) fn check_snapshot(
    state: &State,
    table: &StoredTable,
    scn: Scn,
    is_flashback: bool,
) -> Computed<()> {
    if scn < state.oldest_snapshot {
        let text = "snapshot too old: rollback segment number 9 with name \"_SYSSMU9_1\" too small";
        return Err(OracleError::new(1555, text));
    }
    if is_flashback && scn < table.defined {
        return Err(OracleError::new(
            1466,
            "unable to read data - table definition has changed",
        ));
    }
    Ok(())
}

fn sorted(keyed: Vec<(Vec<Value>, Row)>, orderings: &[Ordering]) -> Computed<Vec<Row>> {
    let mut keyed = keyed;
    let mut failure = None;
    if !orderings.is_empty() {
        keyed.sort_by(|(left, _), (right, _)| {
            for (at, ordering) in orderings.iter().enumerate() {
                let order = match (left[at].is_null(), right[at].is_null()) {
                    (true, true) => std::cmp::Ordering::Equal,
                    (true, false) if ordering.nulls_first => std::cmp::Ordering::Less,
                    (true, false) => std::cmp::Ordering::Greater,
                    (false, true) if ordering.nulls_first => std::cmp::Ordering::Greater,
                    (false, true) => std::cmp::Ordering::Less,
                    (false, false) => match compare(&left[at], &right[at]) {
                        Ok(order) => {
                            let order = order.unwrap_or(std::cmp::Ordering::Equal);
                            if ordering.descending {
                                order.reverse()
                            } else {
                                order
                            }
                        }
                        Err(error) => {
                            failure = Some(error);
                            std::cmp::Ordering::Equal
                        }
                    },
                };
                if order.is_ne() {
                    return order;
                }
            }
            std::cmp::Ordering::Equal
        });
    }
    match failure {
        Some(error) => Err(error),
        None => Ok(keyed.into_iter().map(|(_, row)| row).collect()),
    }
}

/// All items of a select list as expressions with their names.
pub(super) fn expand(items: &[Item], scopes: &[Scope], first: usize) -> Computed<Vec<(Expr, String)>> {
    let mut expanded = Vec::new();
    for item in items {
        match item {
            Item::All(qualifier) => {
                for (at, scope) in scopes.iter().enumerate().skip(first) {
                    let is_meant = match qualifier {
                        None => true,
                        Some(name) => scope.alias.as_ref().or(scope.table.as_ref()) == Some(name),
                    };
                    if is_meant {
                        let columns = scope.columns.iter().enumerate();
                        expanded.extend(columns.map(|(column, name)| (Expr::Slot(at, column), name.clone())));
                    }
                }
            }
            Item::Expr(expr, alias, text) => {
                let mut resolved = expr.clone();
                resolve(&mut resolved, scopes)?;
                let name = match (alias, expr) {
                    (Some(alias), _) => alias.clone(),
                    (None, Expr::Name(_, name)) => name.clone(),
                    (None, _) => text.clone(),
                };
                expanded.push((resolved, name));
            }
        }
    }
    Ok(expanded)
}
