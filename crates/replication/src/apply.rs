//! Committed transactions of the source into the target, each exactly once.
//!
//! Transactions are gathered into one of the target, in the order in which they committed; what they come to for each row is
//! applied as statements about sets of rows. How far the job is, is in the same transaction: after a crash it is where the
//! rows are.

mod ahead;
mod beside;
mod ddl;
mod flush;
mod group;
mod keyless;
mod net;
mod note;
mod observe;
mod run;
mod session;
mod statement;
mod table;

pub use ddl::{DdlTable, DdlTranslator, Translated, Translation};
pub use observe::{Event, Observer, Silent};
pub(crate) use run::pause;
pub use run::{End, run};
pub use session::{FaultHook, origin_name};

use crate::change::{ChangeSource, Position, RowReader, TableName};
use crate::migrate::NewerPlan;
use crate::state::Job;
use ahead::Gathering;
use group::TableState;
use plconv_mover::error::Error;
use plconv_mover::plan::Plan;
use plconv_mover::source::SourceColumn;
use plconv_mover::target::Target;
use plconv_mover::throttle::Throttle;
use rustc_hash::FxHashMap;
use session::Session;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::SystemTime;

/// The table of the source that the way back writes to first in each of its transactions.
pub const MARKER_TABLE: &str = "PLCONV_FALLBACK";

/// Whether changes of a table of the plan could be applied, with these columns of the source.
pub(crate) fn fits(
    plan: &Plan,
    number: usize,
    columns: &[SourceColumn],
    client: &mut postgres::Client,
) -> Result<(), Error> {
    table::ApplyTable::new(plan, number, columns.to_vec(), client).map(|_| ())
}

/// Where changes come from.
pub trait Capture: Sync {
    /// A source that hands over what committed after a position in some tables; `catalog` is what it said about them last.
    ///
    /// # Errors
    /// When there is none.
    fn changes(
        &self,
        from: &Position,
        tables: &[TableName],
        catalog: Option<&str>,
    ) -> Result<Box<dyn ChangeSource>, Error>;

    /// Reads rows of the source again.
    ///
    /// # Errors
    /// When there is no connection.
    fn rows(&self) -> Result<Box<dyn RowReader>, Error>;

    /// What is to be known of the plan's tables before their rows are copied, and is given back to [`Capture::changes`]; `known` is
    /// what was known of others. `None` when nothing is.
    ///
    /// # Errors
    /// When the source does not answer.
    fn catalog(&self, _plan: &Plan, _known: Option<&str>) -> Result<Option<String>, Error> {
        Ok(None)
    }

    /// The columns of a table that are moved, as they are now.
    ///
    /// # Errors
    /// When there is no such table.
    fn columns(&self, plan: &Plan, table: usize) -> Result<Vec<SourceColumn>, Error>;
}

/// What applying needs.
pub struct ApplyOptions<'a> {
    /// The plan.
    pub plan: Arc<Plan>,
    /// Where changes go.
    pub target: Target,
    /// Where they come from.
    pub capture: &'a dyn Capture,
    /// Set from outside to end after the group that is being applied.
    pub stop: &'a AtomicBool,
    /// Where it is heard of when the plan changes, which ends it too.
    pub newer: &'a dyn NewerPlan,
    /// Told what happens.
    pub observer: &'a dyn Observer,
    /// Turns DDL of the source into DDL of the target.
    pub translator: Option<&'a dyn DdlTranslator>,
    /// Lets a test fail at points.
    pub fault: Option<FaultHook<'a>>,
    /// Ends when everything that committed up to this SCN is applied, and applies nothing beyond.
    pub until: Option<u64>,
}

/// Applies transactions.
pub(crate) struct Applier<'a> {
    options: &'a ApplyOptions<'a>,
    session: Session<'a>,
    job: Job,
    tables: Vec<TableState>,
    by_name: FxHashMap<TableName, usize>,
    reader: Box<dyn RowReader>,
    throttle: Throttle<'static>,
    gathering: Gathering,
    memory_limit: usize,
    /// A definition has changed which tables are applied.
    tables_changed: bool,
    /// When the last applied transaction committed.
    applied_at: Option<SystemTime>,
}
