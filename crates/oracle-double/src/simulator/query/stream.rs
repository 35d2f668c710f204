//! Queries of one table that need not have all their rows at once.

use super::plan::{Plan, needs_all_rows, project};
use super::{Candidates, Context, Data, SessionInfo, check_snapshot, conjuncts};
use crate::database::{OracleError, Rows};
use crate::simulator::Shared;
use crate::simulator::sql::ast::{Expr, Query};
use crate::simulator::sql::eval::{Computed, Frame, Scope};
use crate::simulator::storage::{Place, ScanRange, Scn};
use crate::value::{Column, Row, Value};
use std::collections::VecDeque;
use std::sync::Arc;

/// So many rows are read at a time.
const AT_ONCE: usize = 500;

/// Runs a query whose rows can be read as they are fetched; `None` if it is another kind of query.
pub(crate) fn stream(shared: &Arc<Shared>, context: &Context<'_>, query: &Query) -> Computed<Option<Rows>> {
    let [source] = query.sources.as_slice() else {
        return Ok(None);
    };
    if needs_all_rows(query) {
        return Ok(None);
    }
    let opened = [context.open(source)?];
    let Data::Table(table, segment) = &opened[0].data else {
        return Ok(None);
    };
    let plan = Plan::new(context, query, &[], &opened)?;
    let conditions = conjuncts(plan.filter.as_ref());
    let ranges = match context.candidates(table, *segment, &conditions, &plan.scopes, &[])? {
        Candidates::Ranges(ranges) => ranges,
        Candidates::Places(places) => places
            .into_iter()
            .map(|place| (place.segment, place.position..place.position + 1))
            .collect(),
    };
    let is_whole_row = plan.items.len() == table.columns.len()
        && plan
            .items
            .iter()
            .enumerate()
            .all(|(at, item)| *item == Expr::Slot(0, at));
    let columns = plan.columns;
    let scan = Scan {
        shared: Arc::clone(shared),
        session: context.session.clone(),
        binds: context.binds.to_vec(),
        table: (table.table.owner.clone(), table.table.name.clone()),
        version: (table.object, table.version),
        scopes: plan.scopes,
        items: plan.items,
        filter: plan.filter,
        columns: columns.clone(),
        is_whole_row,
        is_flashback: source.as_of.is_some(),
        scn: opened[0].scn,
        ranges: ranges.into(),
        ready: VecDeque::new(),
    };
    Ok(Some(Rows {
        columns,
        rows: Box::new(scan),
    }))
}

/// A table while it is read.
struct Scan {
    shared: Arc<Shared>,
    session: SessionInfo,
    binds: Vec<Value>,
    table: (String, String),
    /// Object and version of its definition.
    version: (u32, u32),
    scopes: Vec<Scope>,
    items: Vec<Expr>,
    filter: Option<Expr>,
    columns: Vec<Column>,
    is_whole_row: bool,
    is_flashback: bool,
    scn: Scn,
    ranges: VecDeque<ScanRange>,
    ready: VecDeque<Row>,
}

impl Scan {
    fn read_more(&mut self) -> Computed<()> {
        let shared = Arc::clone(&self.shared);
        let state = shared.lock();
        let table = state.table(&self.table.0, &self.table.1);
        let gone = || OracleError::new(8103, "object no longer exists");
        let table = table.map_err(|_| gone())?;
        if (table.object, table.version) != self.version {
            return Err(gone());
        }
        check_snapshot(&state, table, self.scn, self.is_flashback)?;
        let context = Context {
            state: &state,
            session: &self.session,
            binds: &self.binds,
            scn: self.scn,
        };
        while self.ready.len() < AT_ONCE {
            let Some((segment, positions)) = self.ranges.front_mut() else {
                return Ok(());
            };
            let Some(position) = positions.next() else {
                self.ranges.pop_front();
                continue;
            };
            let place = Place {
                segment: *segment,
                position,
            };
            let Some((row, scn)) = table.read(place, self.scn, self.session.xid) else {
                continue;
            };
            if self.filter.is_none() && self.is_whole_row {
                self.ready.push_back(row);
                continue;
            }
            let frames = [Frame {
                row,
                rowid: Some(table.rowid(place)),
                scn,
            }];
            let env = context.env(&self.scopes, &frames);
            let fits = match &self.filter {
                Some(filter) => env.test(filter)? == Some(true),
                None => true,
            };
            if fits {
                let row = if self.is_whole_row {
                    Arc::clone(&frames[0].row)
                } else {
                    project(&env, &self.items, &self.columns)?
                };
                self.ready.push_back(row);
            }
        }
        Ok(())
    }
}

impl Iterator for Scan {
    type Item = Result<Row, OracleError>;

    fn next(&mut self) -> Option<Result<Row, OracleError>> {
        if self.ready.is_empty()
            && let Err(error) = self.read_more()
        {
            self.ranges.clear();
            return Some(Err(error));
        }
        self.ready.pop_front().map(Ok)
    }
}
