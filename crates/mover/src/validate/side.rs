//! Reading one side: hashes in buckets, or the rows of some buckets.

use super::canonical::{canonical, field_of};
use super::encoders;
use super::large;
use crate::encode::ColumnEncoder;
use crate::error::{Error, SourceError};
use crate::load::TableTask;
use crate::source::{ChunkSpec, Place, ReadError, RowConsumer, Source};
use crate::target::Target;
use crate::target_type::TargetType;
use crate::value::{LargeValue, Value};
use plconv_pg::quote_identifier as quote;
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hasher};
use std::io::Read;

/// Buckets of a table.
const BUCKETS: usize = 1 << 14;

/// Rows of a bucket, in any order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bucket {
    /// How many.
    pub rows: u64,
    /// The sum of their hashes.
    sum: u128,
}

/// What a side came to.
#[derive(Debug, Default)]
pub struct Collected {
    /// All buckets.
    pub buckets: Vec<Bucket>,
    /// Rows of the buckets that were asked for.
    pub rows: Vec<Row>,
    /// Rows that the encoder refused.
    pub unfit: u64,
}

/// A row of a bucket.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its key, as bytes.
    pub key: Vec<u8>,
    /// Its hash.
    pub hash: u64,
    /// Its fields in their canonical form.
    pub fields: Vec<Option<Vec<u8>>>,
    /// Where it is.
    pub place: Option<String>,
}

/// Positions, among the compared columns, of those of the primary key; none when not all of them are compared.
pub fn key_columns(task: &TableTask) -> Vec<usize> {
    let places: Option<Vec<usize>> = task
        .target
        .primary_key
        .iter()
        .map(|name| task.compared().position(|column| column.target == *name))
        .collect();
    places.unwrap_or_default()
}

/// Puts rows into buckets.
struct Sorter<'a> {
    key: Vec<usize>,
    only: Option<&'a BTreeSet<usize>>,
    collected: Collected,
}

impl<'a> Sorter<'a> {
    fn new(task: &TableTask, only: Option<&'a BTreeSet<usize>>) -> Self {
        Sorter {
            key: key_columns(task),
            only,
            collected: Collected {
                buckets: vec![Bucket::default(); BUCKETS],
                ..Collected::default()
            },
        }
    }

    fn add(&mut self, fields: &mut Vec<Option<Vec<u8>>>, place: impl FnOnce() -> Option<String>) {
        let mut of_row = DefaultHasher::new();
        for field in fields.iter() {
            write(&mut of_row, field.as_deref());
        }
        let hash = of_row.finish();
        let of_key = if self.key.is_empty() {
            hash
        } else {
            let mut of_key = DefaultHasher::new();
            for index in &self.key {
                write(&mut of_key, fields.get(*index).and_then(Option::as_deref));
            }
            of_key.finish()
        };
        let number = (of_key >> 32) as usize % BUCKETS;
        match self.only {
            None => {
                if let Some(bucket) = self.collected.buckets.get_mut(number) {
                    bucket.rows += 1;
                    bucket.sum = bucket.sum.wrapping_add(u128::from(hash));
                }
            }
            Some(only) if only.contains(&number) => {
                let mut key = Vec::new();
                if self.key.is_empty() {
                    key.extend_from_slice(&hash.to_be_bytes());
                }
                for index in &self.key {
                    let field = fields.get(*index).and_then(Option::as_deref).unwrap_or_default();
                    key.extend_from_slice(&(field.len() as u32).to_be_bytes());
                    key.extend_from_slice(field);
                }
                self.collected.rows.push(Row {
                    key,
                    hash,
                    fields: std::mem::take(fields),
                    place: place(),
                });
            }
            Some(_) => {}
        }
    }
}

fn write(hasher: &mut DefaultHasher, field: Option<&[u8]>) {
    match field {
        None => hasher.write_u64(u64::MAX),
        Some(field) => {
            hasher.write_u64(field.len() as u64);
            hasher.write(field);
        }
    }
}

/// What became of a large value.
enum Field {
    /// It was encoded.
    Written,
    /// This stands for it.
    StandIn(Vec<u8>),
}

/// The source's rows, encoded as they would be loaded.
pub struct SourceSide<'a> {
    task: &'a TableTask,
    encoders: Vec<ColumnEncoder>,
    compared: Vec<bool>,
    sorter: Sorter<'a>,
    fields: Vec<Option<Vec<u8>>>,
    scratch: Vec<u8>,
    routes: Vec<crate::rows::ColumnRoute>,
    /// Whether a digest stands for values from so many bytes on.
    large: Vec<bool>,
    limit: u64,
}

impl<'a> SourceSide<'a> {
    /// Rows of some buckets, or the buckets of all rows.
    pub fn new(task: &'a TableTask, only: Option<&'a BTreeSet<usize>>, limit: u64) -> Self {
        let mut large = large::columns(task).into_iter();
        SourceSide {
            task,
            encoders: encoders(task),
            compared: task.columns.iter().map(|column| !column.is_computed).collect(),
            sorter: Sorter::new(task, only),
            fields: Vec::new(),
            scratch: Vec::new(),
            routes: task.routes(),
            large: task
                .columns
                .iter()
                .map(|column| !column.is_computed && large.next().unwrap_or(false))
                .collect(),
            limit,
        }
    }

    /// Reads a large value that the source has not handed over; `None` when the target cannot hold it.
    fn read_large(&mut self, index: usize, value: &dyn LargeValue) -> Result<Option<Field>, ReadError> {
        let failed = |error: std::io::Error| SourceError::transient(error.to_string());
        let (Some(encoder), Some(route)) = (self.encoders.get_mut(index), self.routes.get(index)) else {
            return Ok(None);
        };
        let mut reader = value.open().map_err(failed)?;
        let is_whole_type = *encoder.target() == TargetType::Bytea;
        let is_unchanged = route.transforms.is_empty() && route.values.is_empty();
        let stands_in =
            self.large.get(index) == Some(&true) && is_unchanged && value.is_text() != is_whole_type;
        let mut bytes = Vec::new();
        // A large text that the plan would change is not loaded.
        let is_refused = value.is_text() && !is_unchanged;
        let most = if stands_in || is_refused {
            self.limit
        } else {
            u64::MAX
        };
        (&mut reader).take(most).read_to_end(&mut bytes).map_err(failed)?;
        if bytes.len() as u64 >= most {
            if is_refused {
                return Ok(None);
            }
            let digest = large::stand_in(&mut bytes.as_slice().chain(reader), value.is_text());
            return Ok(digest.map_err(failed)?.map(Field::StandIn));
        }
        let encoded = match (value.is_text(), std::str::from_utf8(&bytes)) {
            (true, Ok("")) => {
                self.scratch.extend_from_slice(&0i32.to_be_bytes());
                Ok(())
            }
            (true, Ok(text)) => encoder.encode(&Value::Text(&route.changed(text)), &mut self.scratch),
            (true, Err(_)) => encoder.encode(&Value::InvalidText(&bytes), &mut self.scratch),
            (false, _) => encoder.encode(&Value::Bytes(&bytes), &mut self.scratch),
        };
        Ok(encoded.is_ok().then_some(Field::Written))
    }

    /// Reads all chunks.
    pub fn read(
        mut self,
        source: &dyn Source,
        chunks: &[ChunkSpec],
        scn: Option<u64>,
    ) -> Result<Collected, Error> {
        let mut session = source.connect()?;
        let task = self.task;
        for chunk in chunks {
            match session.read(&task.plan, &task.source_columns, chunk, scn, &mut self) {
                Ok(()) => {}
                Err(ReadError::Source(error)) => return Err(error.into()),
                Err(ReadError::Ended) => {
                    return Err(Error::Stopped("internal error: reading ended early".to_owned()));
                }
            }
        }
        Ok(self.sorter.collected)
    }
}

impl RowConsumer for SourceSide<'_> {
    fn row(&mut self, place: Place<'_>, values: &mut [Value<'_>]) -> Result<(), ReadError> {
        self.fields.clear();
        for (index, value) in values.iter().enumerate() {
            self.scratch.clear();
            let (Some(encoder), Some(route)) = (self.encoders.get_mut(index), self.routes.get(index)) else {
                continue;
            };
            let encoded = match value {
                Value::Large(large) => match self.read_large(index, *large)? {
                    Some(Field::StandIn(field)) => {
                        if self.compared.get(index) == Some(&true) {
                            self.fields.push(Some(field));
                        }
                        continue;
                    }
                    Some(Field::Written) => Ok(()),
                    None => Err(()),
                },
                Value::Text(text) => {
                    let changed = route.changed(text);
                    encoder
                        .encode(&Value::Text(&changed), &mut self.scratch)
                        .map_err(|_| ())
                }
                value => encoder.encode(value, &mut self.scratch).map_err(|_| ()),
            };
            if encoded.is_err() {
                self.sorter.collected.unfit += 1;
                return Ok(());
            }
            let (Some(true), Some(encoder)) = (self.compared.get(index), self.encoders.get(index)) else {
                continue;
            };
            let field = field_of(encoder, &self.scratch);
            let is_large = self.large.get(index) == Some(&true)
                && field
                    .as_ref()
                    .is_some_and(|field| field.len() as u64 >= self.limit);
            self.fields.push(match field {
                // What was handed over whole, and was fit.
                Some(field) if is_large => large::stand_in(&mut field.as_slice(), false).ok().flatten(),
                field => field,
            });
        }
        self.sorter.add(&mut self.fields, || Some(place.to_string()));
        Ok(())
    }

    fn broken(&mut self, _place: Place<'_>, _text: &str, _message: &str) -> Result<(), ReadError> {
        self.sorter.collected.unfit += 1;
        Ok(())
    }
}

/// The target's rows, as PostgreSQL sends them.
pub struct TargetSide<'a> {
    task: &'a TableTask,
    sorter: Sorter<'a>,
    limit: u64,
}

impl<'a> TargetSide<'a> {
    /// Rows of some buckets, or the buckets of all rows.
    pub fn new(task: &'a TableTask, only: Option<&'a BTreeSet<usize>>, limit: u64) -> Self {
        TargetSide {
            task,
            sorter: Sorter::new(task, only),
            limit,
        }
    }

    /// Reads the table.
    pub fn read(mut self, target: &Target) -> Result<Collected, Error> {
        let table = &self.task.target.name;
        let what = || format!("reading {table}");
        let mut client = target.connect()?;
        let encoding: String = client
            .query_one("SELECT getdatabaseencoding()::text", &[])
            .map_err(|error| Error::target(what(), &error))?
            .get(0);
        // The type of each field; that of what may stand for the one before has none.
        let mut types = Vec::new();
        let mut items = Vec::new();
        for (column, may_be_large) in self.task.compared().zip(large::columns(self.task)) {
            types.push(Some(column.target_type.clone()));
            if may_be_large {
                items.extend(large::items(
                    &column.target,
                    &column.target_type,
                    encoding == "UTF8",
                    self.limit,
                ));
                types.push(None);
                continue;
            }
            items.push(match column.is_staged_as_text {
                true => format!("{}::text", quote(&column.target)),
                false => quote(&column.target),
            });
        }
        let sql = format!(
            "COPY (SELECT {} FROM {table}) TO STDOUT (FORMAT binary)",
            items.join(", ")
        );
        let mut reader = client
            .copy_out(&sql)
            .map_err(|error| Error::target(what(), &error))?;
        let failed = |error: std::io::Error| Error::Target {
            what: what(),
            message: error.to_string(),
            state: None,
        };
        let mut header = [0; 19];
        reader.read_exact(&mut header).map_err(failed)?;
        let mut fields: Vec<Option<Vec<u8>>> = Vec::new();
        loop {
            let mut count = [0; 2];
            reader.read_exact(&mut count).map_err(failed)?;
            if i16::from_be_bytes(count) < 0 {
                return Ok(self.sorter.collected);
            }
            fields.clear();
            for target_type in &types {
                let mut length = [0; 4];
                reader.read_exact(&mut length).map_err(failed)?;
                let field = match usize::try_from(i32::from_be_bytes(length)) {
                    Ok(length) => {
                        let mut field = vec![0; length];
                        reader.read_exact(&mut field).map_err(failed)?;
                        Some(field)
                    }
                    Err(_) => None,
                };
                match (target_type, field) {
                    (Some(target_type), Some(mut field)) => {
                        canonical(target_type, &mut field);
                        fields.push(Some(field));
                    }
                    (Some(_), None) => fields.push(None),
                    (None, Some(stand_in)) => {
                        if let Some(field) = fields.last_mut() {
                            *field = Some(stand_in);
                        }
                    }
                    (None, None) => {}
                }
            }
            self.sorter.add(&mut fields, || None);
        }
    }
}
