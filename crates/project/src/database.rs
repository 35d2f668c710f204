//! The concrete database that the command line and editors share.

use crate::convert::pipeline::Memory;
use plconv_db::{Db, RecentParses};
use std::sync::Arc;

/// Holds the inputs and the results of all queries. A clone is a cheap handle for another thread.
#[salsa::db]
#[derive(Clone, Default)]
pub struct Database {
    storage: salsa::Storage<Self>,
    memory: Arc<Memory>,
    recent: Arc<RecentParses>,
}

impl Database {
    /// A database that tells which queries it runs.
    #[cfg(test)]
    pub(crate) fn with_log(log: impl Fn(String) + Send + Sync + 'static) -> Self {
        let callback = move |event: salsa::Event| {
            if let salsa::EventKind::WillExecute { database_key } = event.kind {
                log(format!("{database_key:?}"));
            }
        };
        Database {
            storage: salsa::Storage::new(Some(Box::new(callback))),
            ..Database::default()
        }
    }

    /// A database for a single run, which needs less memory.
    pub fn for_one_run() -> Self {
        Database {
            memory: Arc::new(Memory::for_one_run()),
            ..Database::default()
        }
    }

    /// Whether no other run comes.
    pub fn is_for_one_run(&self) -> bool {
        self.memory.is_for_one_run()
    }

    /// What the runs with this database have worked out so far.
    pub fn memory(&self) -> &Arc<Memory> {
        &self.memory
    }
}

#[salsa::db]
impl salsa::Database for Database {}

#[salsa::db]
impl Db for Database {
    fn recent(&self) -> &RecentParses {
        &self.recent
    }
}
