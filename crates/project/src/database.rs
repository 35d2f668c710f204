//! The concrete database that the command line and editors share.

use plconv_db::Db;

/// Holds the inputs and the results of all queries. A clone is a cheap handle for another thread.
#[salsa::db]
#[derive(Clone, Default)]
pub struct Database {
    storage: salsa::Storage<Self>,
}

#[salsa::db]
impl salsa::Database for Database {}

#[salsa::db]
impl Db for Database {}
