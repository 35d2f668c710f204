//! Tables as a test declares them.

use crate::database::OracleError;
use crate::value::{Column, Row, Value};
use std::fmt;
use std::sync::Arc;

/// Makes the row at a position of a table.
pub(crate) type Generator = Arc<dyn Fn(u64) -> Row + Send + Sync>;
/// Says which partition a row belongs to.
pub(crate) type Partitioning = Arc<dyn Fn(&[Value]) -> usize + Send + Sync>;

/// A constraint or index over columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    pub(crate) name: String,
    pub(crate) columns: Vec<usize>,
}

/// A foreign key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ForeignKey {
    pub(crate) key: Key,
    /// Owner and name of the constraint it refers to.
    pub(crate) refers_to: (String, String),
}

/// Which columns of changed rows the redo log has besides the changed ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SupplementalLog {
    /// None: updates can be told apart by ROWID only.
    #[default]
    None,
    /// The primary key.
    PrimaryKey,
    /// All columns but LOBs and LONGs.
    All,
}

/// A table and the rows it begins with.
#[derive(Clone)]
pub struct Table {
    pub(crate) owner: String,
    pub(crate) name: String,
    pub(crate) columns: Vec<Column>,
    pub(crate) defaults: Vec<Option<String>>,
    pub(crate) identity: Option<usize>,
    pub(crate) primary_key: Option<Key>,
    pub(crate) unique_keys: Vec<Key>,
    pub(crate) indexes: Vec<Key>,
    pub(crate) foreign_keys: Vec<ForeignKey>,
    pub(crate) partitions: Vec<String>,
    pub(crate) partitioning: Option<Partitioning>,
    pub(crate) rows: Vec<Row>,
    pub(crate) generated: Option<(u64, Generator)>,
    pub(crate) rows_per_block: u64,
    pub(crate) supplemental_log: SupplementalLog,
    pub(crate) row_movement: bool,
    pub(crate) index_organised: bool,
    pub(crate) temporary: bool,
}

impl fmt::Debug for Table {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", self.owner, self.name)
    }
}

impl Table {
    /// A heap table without columns. Names are as in the dictionary: upper case unless they are quoted in SQL.
    #[must_use]
    pub fn new(owner: &str, name: &str) -> Table {
        Table {
            owner: owner.to_owned(),
            name: name.to_owned(),
            columns: Vec::new(),
            defaults: Vec::new(),
            identity: None,
            primary_key: None,
            unique_keys: Vec::new(),
            indexes: Vec::new(),
            foreign_keys: Vec::new(),
            partitions: Vec::new(),
            partitioning: None,
            rows: Vec::new(),
            generated: None,
            rows_per_block: 50,
            supplemental_log: SupplementalLog::All,
            row_movement: false,
            index_organised: false,
            temporary: false,
        }
    }

    /// With one more column.
    #[must_use]
    pub fn column(mut self, column: Column) -> Table {
        self.columns.push(column);
        self.defaults.push(None);
        self
    }

    /// With a default of its last column, as text of an expression.
    #[must_use]
    pub fn default(mut self, text: &str) -> Table {
        if let Some(default) = self.defaults.last_mut() {
            *default = Some(text.to_owned());
        }
        self
    }

    /// Makes its last column an identity.
    #[must_use]
    pub fn identity(mut self) -> Table {
        self.identity = self.columns.len().checked_sub(1);
        self
    }

    fn key(&self, name: String, columns: &[&str]) -> Key {
        // A name that is none of its columns makes a key of fewer columns, which the test sees.
        let positions = columns.iter().filter_map(|column| self.position(column));
        Key {
            name,
            columns: positions.collect(),
        }
    }

    /// With a primary key, whose columns are then NOT NULL.
    #[must_use]
    pub fn primary_key(mut self, columns: &[&str]) -> Table {
        let key = self.key(format!("{}_PK", self.name), columns);
        for column in &key.columns {
            self.columns[*column].nullable = false;
        }
        self.primary_key = Some(key);
        self
    }

    /// With a unique constraint.
    #[must_use]
    pub fn unique(mut self, name: &str, columns: &[&str]) -> Table {
        let key = self.key(name.to_owned(), columns);
        self.unique_keys.push(key);
        self
    }

    /// With an index that is not unique.
    #[must_use]
    pub fn index(mut self, name: &str, columns: &[&str]) -> Table {
        let key = self.key(name.to_owned(), columns);
        self.indexes.push(key);
        self
    }

    /// With a foreign key to the primary key of another table. It is in the dictionary; it is not checked.
    #[must_use]
    pub fn foreign_key(mut self, name: &str, columns: &[&str], owner: &str, table: &str) -> Table {
        let key = self.key(name.to_owned(), columns);
        self.foreign_keys.push(ForeignKey {
            key,
            refers_to: (owner.to_owned(), format!("{table}_PK")),
        });
        self
    }

    /// With partitions, each a segment of its own.
    #[must_use]
    pub fn partitions<F>(mut self, names: &[&str], which: F) -> Table
    where
        F: Fn(&[Value]) -> usize + Send + Sync + 'static,
    {
        self.partitions = names.iter().map(|name| (*name).to_owned()).collect();
        self.partitioning = Some(Arc::new(which));
        self
    }

    /// With rows that are there from the beginning.
    #[must_use]
    pub fn rows(mut self, rows: Vec<Vec<Value>>) -> Table {
        self.rows.extend(rows.into_iter().map(Row::from));
        self
    }

    /// With so many rows from the beginning, which are made when they are read. Not with partitions. Uniqueness is not
    /// checked against them.
    #[must_use]
    pub fn generated<F>(mut self, count: u64, make: F) -> Table
    where
        F: Fn(u64) -> Row + Send + Sync + 'static,
    {
        self.generated = Some((count, Arc::new(make)));
        self
    }

    /// With blocks of so many rows.
    #[must_use]
    pub fn rows_per_block(mut self, rows: u64) -> Table {
        self.rows_per_block = rows.max(1);
        self
    }

    /// With other supplemental logging than that of all columns.
    #[must_use]
    pub fn supplemental_log(mut self, log: SupplementalLog) -> Table {
        self.supplemental_log = log;
        self
    }

    /// With ROW MOVEMENT enabled: an update that changes the partition deletes and inserts.
    #[must_use]
    pub fn row_movement(mut self) -> Table {
        self.row_movement = true;
        self
    }

    /// Organised by its primary key: it is in the dictionary so, and its rows have no ROWID in the redo log.
    #[must_use]
    pub fn index_organised(mut self) -> Table {
        self.index_organised = true;
        self
    }

    /// A global temporary table.
    #[must_use]
    pub fn temporary(mut self) -> Table {
        self.temporary = true;
        self
    }

    pub(crate) fn position(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|found| found.name == column)
    }

    pub(crate) fn need_position(&self, column: &str) -> Result<usize, OracleError> {
        self.position(column)
            .ok_or_else(|| OracleError::new(904, &format!("\"{column}\": invalid identifier")))
    }

    pub(crate) fn keys(&self) -> impl Iterator<Item = &Key> {
        self.primary_key.iter().chain(&self.unique_keys)
    }
}
