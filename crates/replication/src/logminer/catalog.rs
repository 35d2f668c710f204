//! The captured tables as they were and are: what rows of the log are read by.

use crate::change::TableName;
use crate::redo::ColumnType;
use plconv_mover::error::{Error, SourceError};
use plconv_mover::source::oracle::current_scn;
use plconv_mover::source::oracle::dictionary::{PRIMARY_KEY, columns};
use plconv_mover::source::oracle::driver::OracleConnection;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The tables that are captured.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalog {
    tables: Vec<CapturedTable>,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CapturedTable {
    /// Its object numbers: its own, and those of partitions.
    pub objects: BTreeSet<u64>,
    /// What it was at which time, the earliest first; never empty.
    pub versions: Vec<Version>,
    /// Whether the first version was there at all changes that are wanted: it was read before the snapshot of the table's rows.
    /// What commits behind the snapshot and was done before has kept others from altering the table in between.
    #[serde(default)]
    pub reaches_back: bool,
}

/// A table between two definitions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// The first SCN of which it is known to be so.
    pub from: u64,
    /// Its owner.
    pub owner: Arc<str>,
    /// Its name.
    pub name: Arc<str>,
    /// The primary key; empty when there is none.
    pub key: Vec<Arc<str>>,
    /// All columns in the order of their numbers.
    pub columns: Vec<Column>,
    /// Whether that is sure. Of a definition that was not understood only what the dictionary says later is known, which
    /// is enough where the log has names, and not where it has numbers of columns.
    pub is_certain: bool,
    /// Whether it has been dropped.
    #[serde(default)]
    pub is_dropped: bool,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its name.
    pub name: Arc<str>,
    /// Its type.
    pub kind: ColumnType,
}

/// Objects with the name of a table: the table and its partitions.
const OBJECTS: &str = "SELECT TO_CHAR(object_id) FROM all_objects WHERE owner = :1 AND object_name = :2 \
AND object_type IN ('TABLE', 'TABLE PARTITION', 'TABLE SUBPARTITION') AND object_id IS NOT NULL ORDER BY object_id";

impl Version {
    /// Its name.
    #[must_use]
    pub fn table(&self) -> TableName {
        TableName {
            owner: self.owner.clone(),
            table: self.name.clone(),
        }
    }

    /// A column by its name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| *column.name == *name)
    }
}

impl CapturedTable {
    /// Reads a table from the dictionary, with an SCN at which it was so.
    ///
    /// # Errors
    /// When there is no such table, or Oracle does not answer.
    pub fn read(connection: &dyn OracleConnection, name: &TableName) -> Result<CapturedTable, SourceError> {
        let mut before = columns(connection, &name.owner, &name.table)?;
        loop {
            let from = current_scn(connection)?;
            let after = columns(connection, &name.owner, &name.table)?;
            if before != after {
                // Altered in between: again.
                before = after;
                continue;
            }
            let texts = |sql: &str| -> Result<Vec<String>, SourceError> {
                let rows = connection.texts(sql, &[&name.owner, &name.table])?;
                Ok(rows
                    .into_iter()
                    .filter_map(|row| row.into_iter().next().flatten())
                    .collect())
            };
            let key = texts(PRIMARY_KEY)?.into_iter().map(Arc::from).collect();
            let objects = texts(OBJECTS)?
                .iter()
                .filter_map(|id| id.trim().parse().ok())
                .collect();
            let columns = after.iter().map(|column| Column {
                name: column.name.as_str().into(),
                kind: ColumnType::of(&column.data_type),
            });
            return Ok(CapturedTable {
                objects,
                versions: vec![Version {
                    from,
                    owner: name.owner.clone(),
                    name: name.table.clone(),
                    key,
                    columns: columns.collect(),
                    is_certain: true,
                    is_dropped: false,
                }],
                reaches_back: false,
            });
        }
    }

    /// What it was at an SCN: of the time before the first version that one, which is then only likely.
    #[must_use]
    pub fn at(&self, scn: u64) -> &Version {
        let behind = self.versions.partition_point(|version| version.from <= scn);
        &self.versions[behind.saturating_sub(1)]
    }

    /// What it was at an SCN, if that is sure.
    #[must_use]
    pub fn known_at(&self, scn: u64) -> Option<&Version> {
        let behind = self.versions.partition_point(|version| version.from <= scn);
        let at = match behind.checked_sub(1) {
            Some(at) => at,
            None if self.reaches_back => 0,
            None => return None,
        };
        self.versions.get(at).filter(|version| version.is_certain)
    }

    /// The latest version.
    #[must_use]
    pub fn latest(&self) -> &Version {
        &self.versions[self.versions.len() - 1]
    }
}

impl Catalog {
    /// Reads tables from the dictionary. What is known from before is kept where the log may still have rows from then;
    /// `keeps_all` keeps other tables that are known too.
    ///
    /// # Errors
    /// When there is no such table now nor before, or Oracle does not answer.
    pub fn read(
        connection: &dyn OracleConnection,
        names: &[TableName],
        known: Option<Catalog>,
        keeps_all: bool,
    ) -> Result<Catalog, Error> {
        let known = known.unwrap_or_default();
        let mut catalog = Catalog::default();
        for name in names {
            let before = known.tables.iter().find(|table| {
                table
                    .versions
                    .iter()
                    .any(|version| version.owner == name.owner && version.name == name.table)
            });
            if let Some(before) = before {
                catalog.tables.push(before.clone());
                continue;
            }
            catalog.tables.push(CapturedTable::read(connection, name)?);
        }
        for table in known.tables {
            // What was dropped may be made again. The log has been read further than it is applied, so that tables which the
            // target is still to get may be known already.
            let is_kept = keeps_all || table.versions.iter().any(|version| version.is_dropped);
            if is_kept && !catalog.tables.contains(&table) {
                catalog.tables.push(table);
            }
        }
        Ok(catalog)
    }

    /// Reads tables from the dictionary before their rows are copied: see [`CapturedTable::reaches_back`].
    ///
    /// # Errors
    /// When there is no such table now nor before, or Oracle does not answer.
    pub fn read_before_snapshot(
        connection: &dyn OracleConnection,
        names: &[TableName],
        known: Option<Catalog>,
    ) -> Result<Catalog, Error> {
        let before = known.clone().unwrap_or_default();
        let mut catalog = Catalog::read(connection, names, known, true)?;
        for table in &mut catalog.tables {
            table.reaches_back |= !before.tables.contains(table);
        }
        Ok(catalog)
    }

    /// Adds a table that was made at an SCN.
    pub fn add(
        &mut self,
        (owner, name): (Arc<str>, Arc<str>),
        (scn, object): (u64, Option<u64>),
        (columns, key): (Vec<Column>, Vec<Arc<str>>),
    ) {
        self.tables.push(CapturedTable {
            objects: object.into_iter().collect(),
            versions: vec![Version {
                from: scn,
                owner,
                name,
                key,
                columns,
                is_certain: true,
                is_dropped: false,
            }],
            reaches_back: true,
        });
    }

    /// A catalog of these tables.
    #[must_use]
    pub fn new(tables: Vec<CapturedTable>) -> Catalog {
        Catalog { tables }
    }

    /// The tables.
    #[must_use]
    pub fn tables(&self) -> &[CapturedTable] {
        &self.tables
    }

    /// The table of a row of the log: by its object number, or by its name as of an SCN.
    #[must_use]
    pub fn find(&self, object: Option<u64>, owner: &str, name: &str, scn: u64) -> Option<usize> {
        let by_object = object.and_then(|object| {
            self.tables
                .iter()
                .position(|table| table.objects.contains(&object))
        });
        by_object.or_else(|| {
            self.tables.iter().position(|table| {
                let version = table.at(scn);
                *version.owner == *owner && *version.name == *name
            })
        })
    }

    /// A table by its place.
    #[must_use]
    pub fn table(&self, index: usize) -> &CapturedTable {
        &self.tables[index]
    }

    /// A table by its place, to be changed.
    pub fn table_mut(&mut self, index: usize) -> &mut CapturedTable {
        &mut self.tables[index]
    }

    /// The key of a table by its latest name; `None` when it is not captured.
    #[must_use]
    pub fn key_of(&self, name: &TableName) -> Option<&[Arc<str>]> {
        self.tables
            .iter()
            .flat_map(|table| table.versions.iter().rev())
            .find(|version| version.owner == name.owner && version.name == name.table)
            .map(|version| &version.key[..])
    }

    /// All owners, and all names they have or had with them.
    #[must_use]
    pub fn names(&self) -> BTreeMap<&str, BTreeSet<&str>> {
        let mut names: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for version in self.tables.iter().flat_map(|table| &table.versions) {
            names.entry(&version.owner).or_default().insert(&version.name);
        }
        names
    }

    /// All object numbers.
    #[must_use]
    pub fn objects(&self) -> BTreeSet<u64> {
        self.tables
            .iter()
            .flat_map(|table| table.objects.iter().copied())
            .collect()
    }
}
