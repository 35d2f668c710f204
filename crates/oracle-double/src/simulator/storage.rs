//! Rows in versions, transactions, and the redo log.

use super::redo::RedoTable;
use super::table::Table;
use crate::codec::rowid::Rowid;
use crate::database::OracleError;
use crate::value::{Column, Row, Value};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// System change number.
pub(crate) type Scn = u64;

/// Number of a transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Xid {
    pub(crate) segment: u16,
    pub(crate) slot: u16,
    pub(crate) sequence: u32,
}

impl Xid {
    /// The eight bytes of the column XID, in the order of a little-endian machine.
    pub(crate) fn bytes(self) -> [u8; 8] {
        let mut bytes = [0; 8];
        bytes[..2].copy_from_slice(&self.segment.to_le_bytes());
        bytes[2..4].copy_from_slice(&self.slot.to_le_bytes());
        bytes[4..].copy_from_slice(&self.sequence.to_le_bytes());
        bytes
    }
}

/// Place of a row in a table: the segment and the position in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) segment: usize,
    pub(crate) position: u64,
}

/// Where a version comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    Committed(Scn),
    Open(Xid),
}

/// A row as it is from some SCN on; `None` when it is deleted.
#[derive(Clone, Debug)]
struct Version {
    origin: Origin,
    row: Option<Row>,
}

/// A table or partition on disk.
#[derive(Clone, Debug)]
pub(crate) struct Segment {
    pub(crate) name: Option<String>,
    pub(crate) data_object: u32,
    /// Positions that have been used.
    pub(crate) used: u64,
}

/// Blocks of an extent.
pub(crate) const EXTENT_BLOCKS: u64 = 128;
/// Files that extents are in, in turn.
const FILES: u64 = 2;
pub(crate) const FIRST_FILE: u16 = 7;
const FIRST_BLOCK: u64 = 128;

/// A table with its rows.
pub(crate) struct StoredTable {
    pub(crate) table: Table,
    pub(crate) object: u32,
    /// Changes with each definition of the table.
    pub(crate) version: u32,
    pub(crate) defined: Scn,
    pub(crate) segments: Vec<Segment>,
    pub(crate) columns: Arc<[Column]>,
    rows: BTreeMap<Place, Vec<Version>>,
    /// For each key the places of all rows that ever had a value.
    by_key: Vec<BTreeMap<Vec<u8>, Vec<Place>>>,
    pub(crate) next_identity: i64,
    /// What the redo log says of it, by segment.
    pub(crate) redo_tables: BTreeMap<usize, Arc<RedoTable>>,
}

/// Part of a segment, as of a scan.
pub(crate) type ScanRange = (usize, Range<u64>);

impl StoredTable {
    pub(crate) fn new(table: Table, object: u32, scn: Scn) -> StoredTable {
        let names: Vec<Option<String>> = if table.partitions.is_empty() {
            vec![None]
        } else {
            table.partitions.iter().cloned().map(Some).collect()
        };
        let segments = names
            .into_iter()
            .zip(object..)
            .map(|(name, data_object)| Segment {
                name,
                data_object,
                used: 0,
            });
        let mut stored = StoredTable {
            columns: table.columns.clone().into(),
            segments: segments.collect(),
            object,
            version: 1,
            defined: scn,
            rows: BTreeMap::new(),
            by_key: table.keys().map(|_| BTreeMap::new()).collect(),
            next_identity: 1,
            redo_tables: BTreeMap::new(),
            table,
        };
        if let Some((count, _)) = &stored.table.generated {
            stored.segments[0].used = *count;
        }
        for row in std::mem::take(&mut stored.table.rows) {
            let place = stored.new_place(&row);
            stored.index(place, &row);
            let version = Version {
                origin: Origin::Committed(scn),
                row: Some(row),
            };
            stored.rows.insert(place, vec![version]);
        }
        stored
    }

    /// A place for a new row.
    pub(crate) fn new_place(&mut self, row: &[Value]) -> Place {
        if let Some(Value::Number(number)) = self.table.identity.map(|at| &row[at]) {
            let next = number.to_i64().unwrap_or(0).saturating_add(1);
            self.next_identity = self.next_identity.max(next);
        }
        let partition = self.table.partitioning.as_ref().map_or(0, |which| which(row));
        let segment = partition.min(self.segments.len() - 1);
        self.segments[segment].used += 1;
        Place {
            segment,
            position: self.segments[segment].used - 1,
        }
    }

    /// The segment a row belongs into.
    pub(crate) fn segment_of(&self, row: &[Value]) -> usize {
        let partition = self.table.partitioning.as_ref().map_or(0, |which| which(row));
        partition.min(self.segments.len() - 1)
    }

    pub(crate) fn rowid(&self, place: Place) -> Rowid {
        let rows_per_block = self.table.rows_per_block;
        let block = place.position / rows_per_block;
        let extent = block / EXTENT_BLOCKS;
        let in_file = FIRST_BLOCK + extent / FILES * EXTENT_BLOCKS + block % EXTENT_BLOCKS;
        Rowid {
            object: self.segments[place.segment].data_object,
            file: FIRST_FILE + u16::try_from(extent % FILES).unwrap_or(0),
            block: u32::try_from(in_file).unwrap_or(u32::MAX),
            row: u16::try_from(place.position % rows_per_block).unwrap_or(u16::MAX),
        }
    }

    pub(crate) fn place(&self, rowid: Rowid) -> Option<Place> {
        let segment = self
            .segments
            .iter()
            .position(|segment| segment.data_object == rowid.object)?;
        let in_file = u64::from(rowid.block).checked_sub(FIRST_BLOCK)?;
        let file = u64::from(rowid.file.checked_sub(FIRST_FILE)?);
        let rows_per_block = self.table.rows_per_block;
        if file >= FILES || u64::from(rowid.row) >= rows_per_block {
            return None;
        }
        let extent = in_file / EXTENT_BLOCKS * FILES + file;
        let block = extent * EXTENT_BLOCKS + in_file % EXTENT_BLOCKS;
        let position = block * rows_per_block + u64::from(rowid.row);
        (position < self.segments[segment].used).then_some(Place { segment, position })
    }

    /// Extents of a segment: file, first block, blocks.
    pub(crate) fn extents(&self, segment: usize) -> impl Iterator<Item = (u16, u64, u64)> + use<> {
        let blocks = self.segments[segment]
            .used
            .div_ceil(self.table.rows_per_block)
            .max(1);
        (0..blocks.div_ceil(EXTENT_BLOCKS)).map(|extent| {
            let file = FIRST_FILE + u16::try_from(extent % FILES).unwrap_or(0);
            (file, FIRST_BLOCK + extent / FILES * EXTENT_BLOCKS, EXTENT_BLOCKS)
        })
    }

    /// The parts of a table whose rowids lie in a range.
    pub(crate) fn ranges(&self, low: Option<Rowid>, high: Option<Rowid>) -> Vec<ScanRange> {
        let mut ranges = Vec::new();
        let rows_per_block = self.table.rows_per_block;
        let per_extent = rows_per_block * EXTENT_BLOCKS;
        for (at, segment) in self.segments.iter().enumerate() {
            let mut start = 0;
            while start < segment.used {
                let end = (start + per_extent).min(segment.used);
                // Within an extent rowids rise with positions.
                let place = |position| Place {
                    segment: at,
                    position,
                };
                let first = low.map_or(start, |low| {
                    partition_point(start, end, |position| self.rowid(place(position)) < low)
                });
                let last = high.map_or(end, |high| {
                    partition_point(start, end, |position| self.rowid(place(position)) <= high)
                });
                if first < last {
                    ranges.push((at, first..last));
                }
                start = end;
            }
        }
        ranges
    }

    /// The row at a place as it was at an SCN, or as a transaction has left it, with the SCN of its version.
    pub(crate) fn read(&self, place: Place, scn: Scn, xid: Option<Xid>) -> Option<(Row, Scn)> {
        let Some(versions) = self.rows.get(&place) else {
            return self.generated(place).map(|row| (row, self.defined));
        };
        let visible = versions.iter().rev().find_map(|version| match version.origin {
            Origin::Committed(committed) if committed <= scn => Some((version.row.clone(), committed)),
            Origin::Open(open) if Some(open) == xid => Some((version.row.clone(), scn)),
            Origin::Committed(_) | Origin::Open(_) => None,
        });
        match visible {
            Some((row, version)) => row.map(|row| (row, version)),
            // Generated rows have been there before their first change.
            None => self.generated(place).map(|row| (row, self.defined)),
        }
    }

    fn generated(&self, place: Place) -> Option<Row> {
        let (count, make) = self.table.generated.as_ref()?;
        (place.segment == 0 && place.position < *count).then(|| make(place.position))
    }

    /// How many rows there are, without making them.
    pub(crate) fn count(&self, scn: Scn, xid: Option<Xid>) -> u64 {
        let generated = self.table.generated.as_ref().map_or(0, |(count, _)| *count);
        let is_generated = |place: &Place| place.segment == 0 && place.position < generated;
        let changed = self.rows.keys().filter(|place| is_generated(place)).count() as u64;
        let there = self
            .rows
            .keys()
            .filter(|place| self.read(**place, scn, xid).is_some())
            .count() as u64;
        generated - changed + there
    }

    /// What a change finds: an error if another transaction has changed the row or if it is gone.
    fn latest(&self, place: Place, xid: Xid) -> Result<Option<Row>, OracleError> {
        let Some(versions) = self.rows.get(&place) else {
            return Ok(self.generated(place));
        };
        match versions.last() {
            Some(Version {
                origin: Origin::Open(open),
                ..
            }) if *open != xid => Err(OracleError::new(
                54,
                "resource busy and acquire with NOWAIT specified or timeout expired",
            )),
            Some(version) => Ok(version.row.clone()),
            None => Ok(self.generated(place)),
        }
    }

    fn index(&mut self, place: Place, row: &[Value]) {
        for (key, places) in self.table.keys().zip(&mut self.by_key) {
            let places = places.entry(key_bytes(&key.columns, row)).or_default();
            if !places.contains(&place) {
                places.push(place);
            }
        }
    }

    /// Where rows may be that have these values in a key.
    pub(crate) fn places_by_key(&self, key: usize, values: &[Value]) -> Vec<Place> {
        let positions: Vec<usize> = (0..values.len()).collect();
        self.by_key[key]
            .get(&key_bytes(&positions, values))
            .cloned()
            .unwrap_or_default()
    }

    /// Refuses a row whose key another row has.
    fn check_unique(&self, place: Place, row: &[Value], xid: Xid) -> Result<(), OracleError> {
        for (at, key) in self.table.keys().enumerate() {
            if key.columns.iter().all(|column| row[*column].is_null()) {
                continue;
            }
            let bytes = key_bytes(&key.columns, row);
            for other in self.by_key[at].get(&bytes).into_iter().flatten() {
                if *other == place {
                    continue;
                }
                let taken = self.latest(*other, xid)?;
                if taken.is_some_and(|taken| key_bytes(&key.columns, &taken) == bytes) {
                    let text = format!("unique constraint ({}.{}) violated", self.table.owner, key.name);
                    return Err(OracleError::new(1, &text));
                }
            }
        }
        Ok(())
    }

    fn check_not_null(&self, row: &[Value]) -> Result<(), OracleError> {
        for (column, value) in self.columns.iter().zip(row) {
            if value.is_null() && !column.nullable {
                let text = format!(
                    "cannot insert NULL into (\"{}\".\"{}\".\"{}\")",
                    self.table.owner, self.table.name, column.name
                );
                return Err(OracleError::new(1400, &text));
            }
        }
        Ok(())
    }

    /// Puts a version on top; says what was there.
    pub(crate) fn write(
        &mut self,
        place: Place,
        row: Option<Row>,
        xid: Xid,
    ) -> Result<Option<Row>, OracleError> {
        let before = self.latest(place, xid)?;
        if let Some(row) = &row {
            self.check_not_null(row)?;
            self.check_unique(place, row, xid)?;
            self.index(place, row);
        }
        let version = Version {
            origin: Origin::Open(xid),
            row,
        };
        self.rows.entry(place).or_default().push(version);
        Ok(before)
    }

    /// Takes the topmost version away; says what is there then and what was.
    pub(crate) fn undo(&mut self, place: Place) -> (Option<Row>, Option<Row>) {
        let Some(versions) = self.rows.get_mut(&place) else {
            return (None, None);
        };
        let gone = versions.pop().and_then(|version| version.row);
        let left = versions.last().map(|version| version.row.clone());
        if versions.is_empty() {
            self.rows.remove(&place);
        }
        (left.unwrap_or_else(|| self.generated(place)), gone)
    }

    /// Makes what a transaction has left of a row the committed version.
    pub(crate) fn commit(&mut self, place: Place, xid: Xid, scn: Scn) {
        let Some(versions) = self.rows.get_mut(&place) else {
            return;
        };
        let first = versions
            .iter()
            .position(|version| version.origin == Origin::Open(xid));
        if let (Some(first), Some(mut last)) = (first, versions.last().cloned()) {
            versions.truncate(first);
            last.origin = Origin::Committed(scn);
            versions.push(last);
        }
    }

    /// Empties it, with new segments, as TRUNCATE does.
    pub(crate) fn truncate(&mut self, first_data_object: u32, scn: Scn) {
        self.rows.clear();
        self.table.generated = None;
        self.by_key.iter_mut().for_each(BTreeMap::clear);
        for (segment, data_object) in self.segments.iter_mut().zip(first_data_object..) {
            segment.used = 0;
            segment.data_object = data_object;
        }
        self.redo_tables.clear();
        self.defined = scn;
    }

    /// What the redo log says of it.
    pub(crate) fn redo_table(&mut self, segment: usize) -> Arc<RedoTable> {
        if let Some(known) = self.redo_tables.get(&segment) {
            return Arc::clone(known);
        }
        let table = Arc::new(RedoTable::of(self, segment));
        self.redo_tables.insert(segment, Arc::clone(&table));
        table
    }

    /// Changes columns and all rows with them. Versions before are lost, as they cannot be read after a change of columns.
    pub(crate) fn redefine(&mut self, scn: Scn, change: impl Fn(&mut Table), row: impl Fn(&[Value]) -> Row) {
        let ranges = self.ranges(None, None);
        let mut rows = BTreeMap::new();
        for (segment, positions) in ranges {
            for position in positions {
                let place = Place { segment, position };
                if let Some((found, _)) = self.read(place, Scn::MAX, None) {
                    let version = Version {
                        origin: Origin::Committed(scn),
                        row: Some(row(&found)),
                    };
                    rows.insert(place, vec![version]);
                }
            }
        }
        change(&mut self.table);
        self.redo_tables.clear();
        self.table.generated = None;
        self.columns = self.table.columns.clone().into();
        self.version += 1;
        self.defined = scn;
        self.rows = rows;
        self.by_key = self.table.keys().map(|_| BTreeMap::new()).collect();
        let all: Vec<(Place, Row)> = self
            .rows
            .iter()
            .filter_map(|(place, versions)| Some((*place, versions.first()?.row.clone()?)))
            .collect();
        for (place, row) in all {
            self.index(place, &row);
        }
    }
}

/// The first position of a range for which a condition no longer holds.
fn partition_point(start: u64, end: u64, holds: impl Fn(u64) -> bool) -> u64 {
    let (mut low, mut high) = (start, end);
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// Values as bytes that are equal when they are.
fn key_bytes(columns: &[usize], row: &[Value]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for column in columns {
        let text = match &row[*column] {
            Value::Number(number) => number.encoded().to_vec(),
            Value::Text(text) => text.as_bytes().to_vec(),
            Value::Bytes(raw) => raw.to_vec(),
            other => format!("{other:?}").into_bytes(),
        };
        bytes.extend((text.len() as u64).to_be_bytes());
        bytes.extend(text);
    }
    bytes
}
