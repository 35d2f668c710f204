//! What earlier runs of a session worked out, so that an edit works out again only what it changed.
//!
//! Everything is kept by what it was made from, and compared with it, never by a time or a name alone:
//! - the symbols of the project, by what others can see of its units ([`plconv_db::Interface`]);
//! - stored code and statements, resolved and lowered, by the text of their units. They hold as long as the symbols do and
//!   the routines they asked about do what they did;
//! - the DDL, lowered, by the same.
//!
//! Places in what is kept are those of [`super::places`]: an edit above moves nothing.

mod code;
mod ddl;
mod members;
mod program;
mod statements;

pub(super) use code::{CodeKey, CodeKind, KeptCode, MadePieces};
pub(super) use ddl::KeptDdl;
pub(super) use members::{LoweredMember, Member};
pub(super) use program::{ProgramKey, surroundings};
pub(super) use statements::{KeptStatement, StatementKey};

use super::whole::Whole;
use plconv_catalog::ObjectName;
use plconv_hir::effects::{AskedEffects, KnownEffects};
use plconv_hir::item::{Effects, RoutineId};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};

/// The memory of a database; empty at first, and never wrong to lose.
#[derive(Default)]
pub struct Memory {
    /// No other run comes: what was lowered is not kept a second time.
    is_for_one_run: bool,
    run: AtomicU64,
    program: Mutex<Option<program::KeptProgram>>,
    code: Mutex<Table<CodeKey, KeptCode>>,
    statements: Mutex<Table<StatementKey, KeptStatement>>,
    ddl: Mutex<Option<KeptDdl>>,
}

/// How many runs something is kept that no run asked for.
const RUNS: u64 = 4;

impl Memory {
    /// A memory for a single run.
    pub(crate) fn for_one_run() -> Self {
        Memory {
            is_for_one_run: true,
            ..Memory::default()
        }
    }

    /// Whether no other run comes.
    pub(crate) fn is_for_one_run(&self) -> bool {
        self.is_for_one_run
    }

    /// Loses what was resolved and lowered.
    pub(super) fn forget(&self) {
        *self.code.lock().unwrap_or_else(PoisonError::into_inner) = Table::default();
        *self.statements.lock().unwrap_or_else(PoisonError::into_inner) = Table::default();
        *self.ddl.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// The number of a new run.
    fn next_run(&self) -> u64 {
        self.run.fetch_add(1, Ordering::Relaxed) + 1
    }
}

/// Results by what they were made from; they hold in one version of the symbols.
struct Table<K, V> {
    program: u64,
    entries: FxHashMap<K, Kept<V>>,
}

impl<K, V> Default for Table<K, V> {
    fn default() -> Self {
        Table {
            program: 0,
            entries: FxHashMap::default(),
        }
    }
}

struct Kept<V> {
    value: Arc<V>,
    last_use: AtomicU64,
}

/// A table while a run works with it. Other runs find it empty meanwhile, and what they put in its place is lost.
pub(super) struct Taken<'m, K, V> {
    home: &'m Mutex<Table<K, V>>,
    table: Table<K, V>,
    run: u64,
}

impl<'m, K: Eq + Hash, V> Taken<'m, K, V> {
    fn new(home: &'m Mutex<Table<K, V>>, program: u64, run: u64) -> Self {
        let mut table = std::mem::take(&mut *home.lock().unwrap_or_else(PoisonError::into_inner));
        if table.program != program {
            table.entries.clear();
            table.program = program;
        }
        Taken { home, table, run }
    }

    /// What is known for a key.
    pub fn get(&self, key: &K) -> Option<Arc<V>> {
        let kept = self.table.entries.get(key)?;
        kept.last_use.store(self.run, Ordering::Relaxed);
        Some(Arc::clone(&kept.value))
    }

    /// Keeps what a run worked out.
    pub fn insert(&mut self, key: K, value: Arc<V>) {
        let last_use = AtomicU64::new(self.run);
        self.table.entries.insert(key, Kept { value, last_use });
    }
}

impl<K, V> Drop for Taken<'_, K, V> {
    fn drop(&mut self) {
        let mut table = std::mem::take(&mut self.table);
        let run = self.run;
        table
            .entries
            .retain(|_, kept| *kept.last_use.get_mut() + RUNS > run);
        *self.home.lock().unwrap_or_else(PoisonError::into_inner) = table;
    }
}

impl Memory {
    /// The stored code that holds with these symbols.
    pub(super) fn code(&self, program: ProgramKey) -> Taken<'_, CodeKey, KeptCode> {
        Taken::new(&self.code, program.number, program.run)
    }

    /// The statements that hold with these symbols.
    pub(super) fn statements(&self, program: ProgramKey) -> Taken<'_, StatementKey, KeptStatement> {
        Taken::new(&self.statements, program.number, program.run)
    }
}

/// What lowering asked of the code around: the answers must be the same for its result to hold.
#[derive(Debug)]
pub(super) struct Asked {
    scripts: Around,
    effects: Vec<(RoutineId, Option<Effects>)>,
    /// Where they were the same last.
    held: Mutex<Weak<Whole>>,
}

impl Clone for Asked {
    fn clone(&self) -> Self {
        Asked {
            scripts: self.scripts.clone(),
            effects: self.effects.clone(),
            held: Mutex::new(self.last_held()),
        }
    }
}

/// What changes so rarely that it is no matter who asked for it.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Around {
    instead_of: Arc<BTreeSet<ObjectName>>,
    trigger_names: Arc<BTreeMap<ObjectName, String>>,
    runs_code: bool,
    output_buffer: bool,
}

impl Around {
    fn of(whole: &Whole) -> Self {
        Around {
            instead_of: Arc::clone(&whole.instead_of),
            trigger_names: Arc::clone(&whole.trigger_names),
            runs_code: whole.runs_code,
            output_buffer: whole.output_buffer,
        }
    }
}

impl Asked {
    pub fn new(whole: &Arc<Whole>, effects: AskedEffects) -> Self {
        Asked {
            scripts: Around::of(whole),
            effects: effects.into_answers(),
            held: Mutex::new(Arc::downgrade(whole)),
        }
    }

    /// Whether the answers are what they were.
    pub fn holds(&self, whole: &Arc<Whole>) -> bool {
        // As long as there is a weak reference, nothing else gets the address.
        if std::ptr::eq(self.last_held().as_ptr(), Arc::as_ptr(whole)) {
            return true;
        }
        let known = KnownEffects::from(&whole.effects);
        let holds = self.scripts == Around::of(whole)
            && (self.effects.iter()).all(|(routine, effects)| known.get(routine) == *effects);
        if holds {
            *self.held.lock().unwrap_or_else(PoisonError::into_inner) = Arc::downgrade(whole);
        }
        holds
    }

    fn last_held(&self) -> Weak<Whole> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
