//! Files as a source: CSV, which control files of SQL*Loader describe too, and scripts of INSERT statements.

use super::csv::{self, CsvError, CsvFormat, CsvReader};
use super::script::{self, Scripts};
use super::{Chunk, ChunkSpec, Place, ReadError, RowConsumer, Source, SourceColumn, SourceSession};
use crate::error::{Error, SourceError};
use crate::plan::{Plan, TablePlan};
use crate::value::Value;
use encoding_rs::Encoding;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;

/// Files of a plan.
#[derive(Clone, Debug)]
pub struct FileSource {
    plan: Arc<Plan>,
    scripts: Scripts,
}

impl FileSource {
    /// The files that a plan names.
    #[must_use]
    pub fn new(plan: Arc<Plan>) -> Self {
        FileSource {
            plan,
            scripts: Scripts::default(),
        }
    }
}

impl Source for FileSource {
    fn connect(&self) -> Result<Box<dyn SourceSession>, SourceError> {
        Ok(Box::new(self.clone()))
    }
}

/// The mark of UTF-8 that some programs write at the beginning.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

impl SourceSession for FileSource {
    fn snapshot(&mut self) -> Result<Option<u64>, SourceError> {
        Ok(None)
    }

    fn columns(&mut self, table: &TablePlan) -> Result<Vec<SourceColumn>, Error> {
        if !table.script.is_empty() {
            for file in &table.script {
                self.refuse_binary(file)?;
            }
            let encoding = encoding_of(table)?;
            return self
                .scripts
                .columns(&self.plan, table, encoding, |file| self.open(file, 0));
        }
        let names = match self.header(table)? {
            Some(header) => match &table.columns {
                Some(chosen) => {
                    for name in chosen {
                        if position(&header, name).is_none() {
                            return Err(Error::Usage(format!(
                                "{}: the files have no column {name}; they have {}",
                                table.source,
                                header.join(", ")
                            )));
                        }
                    }
                    chosen.clone()
                }
                None => header,
            },
            None => table.columns.clone().ok_or_else(|| {
                Error::Usage(format!(
                    "{}: the files have no header, so the plan must list their columns",
                    table.source
                ))
            })?,
        };
        Ok(names
            .into_iter()
            .map(|name| SourceColumn {
                name,
                data_type: None,
            })
            .collect())
    }

    fn split(&mut self, table: &TablePlan, chunk_bytes: u64) -> Result<Vec<Chunk>, Error> {
        if !table.script.is_empty() {
            let encoding = encoding_of(table)?;
            return self
                .scripts
                .split(&self.plan, table, encoding, |file| self.open(file, 0));
        }
        let mut chunks = Vec::new();
        for file in &table.csv {
            self.split_csv(table, file, chunk_bytes, &mut chunks)?;
        }
        Ok(chunks)
    }

    fn read(
        &mut self,
        table: &TablePlan,
        columns: &[SourceColumn],
        spec: &ChunkSpec,
        _scn: Option<u64>,
        rows: &mut dyn RowConsumer,
    ) -> Result<(), ReadError> {
        match spec {
            ChunkSpec::Bytes {
                file,
                start,
                end,
                line,
            } if !table.script.is_empty() => {
                let input = self.open(file, *start)?.take(end - start);
                script::read(input, *start, *line, table, columns, encoding_of(table)?, rows)
            }
            ChunkSpec::Bytes {
                file,
                start,
                end,
                line,
            } => self.read_csv(table, columns, file, (*start, *end), *line, rows),
            ChunkSpec::Whole | ChunkSpec::Rowids { .. } | ChunkSpec::Keys { .. } => {
                Err(SourceError::permanent("a chunk of another kind of source").into())
            }
        }
    }
}

impl FileSource {
    fn open(&self, file: &Path, start: u64) -> Result<File, SourceError> {
        let path = self.plan.file(file);
        let failed = |error: std::io::Error| SourceError::permanent(format!("{}: {error}", path.display()));
        let mut opened = File::open(&path).map_err(failed)?;
        opened.seek(SeekFrom::Start(start)).map_err(failed)?;
        Ok(opened)
    }

    /// The names in the first record of the first file, and of all others, which must be the same.
    fn header(&self, table: &TablePlan) -> Result<Option<Vec<String>>, Error> {
        if table.dialect.fields.is_some() {
            return Ok(table.dialect.fields.clone());
        }
        if !table.dialect.header {
            return Ok(None);
        }
        let mut header: Option<Vec<String>> = None;
        for file in &table.csv {
            self.refuse_binary(file)?;
            let names = self.header_of(table, file)?;
            match &header {
                Some(first) if *first != names => {
                    return Err(Error::Usage(format!(
                        "{}: {} has other columns than the first file",
                        table.source,
                        file.display()
                    )));
                }
                _ => header = Some(names),
            }
        }
        Ok(header)
    }

    fn header_of(&self, table: &TablePlan, file: &Path) -> Result<Vec<String>, Error> {
        let mut reader = self.reader(table, file, 0, u64::MAX, 1, true)?;
        let broken = |message: String| Error::File {
            path: file.display().to_string(),
            message,
        };
        match reader.advance() {
            Ok(true) => {}
            Ok(false) => return Err(broken("the file is empty, without a header".to_owned())),
            Err(error) => return Err(broken(error.to_string())),
        }
        let mut scratch = Vec::new();
        let fields = reader.fields().to_vec();
        Ok(fields
            .iter()
            .map(|field| {
                let bytes = reader.bytes(field, &mut scratch);
                let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
                String::from_utf8_lossy(bytes).trim().to_owned()
            })
            .collect())
    }

    fn reader(
        &self,
        table: &TablePlan,
        file: &Path,
        start: u64,
        length: u64,
        line: u64,
        one_column: bool,
    ) -> Result<CsvReader<std::io::Take<File>>, SourceError> {
        let input = self.open(file, start)?.take(length);
        Ok(CsvReader::new(
            input,
            CsvFormat::new(&table.dialect),
            line,
            one_column,
        ))
    }

    fn split_csv(
        &self,
        table: &TablePlan,
        file: &Path,
        chunk_bytes: u64,
        chunks: &mut Vec<Chunk>,
    ) -> Result<(), Error> {
        self.refuse_binary(file)?;
        let mut start = if self.begins_with_mark(file)? {
            BYTE_ORDER_MARK.len() as u64
        } else {
            0
        };
        let mut line = 1;
        let one_column = self.columns_of_file(table, file)? == 1;
        if table.dialect.header {
            let mut reader = self.reader(table, file, start, u64::MAX, 1, one_column)?;
            reader.advance().map_err(|error| Error::File {
                path: file.display().to_string(),
                message: error.to_string(),
            })?;
            start += reader.offset();
            line = reader.next_line();
        }
        let end = self.open(file, 0)?.metadata().map(|metadata| metadata.len());
        let end = end.map_err(|error| SourceError::permanent(format!("{}: {error}", file.display())))?;
        let mut reader = self.reader(table, file, start, u64::MAX, line, one_column)?;
        let ends = csv::split(&mut reader, start, chunk_bytes)
            .map_err(|error| SourceError::permanent(format!("{}: {error}", file.display())))?;
        let mut from = (start, line);
        let last = (end, 0);
        for to in ends.into_iter().filter(|(offset, _)| *offset < end).chain([last]) {
            if to.0 > from.0 {
                chunks.push(Chunk {
                    spec: ChunkSpec::Bytes {
                        file: file.to_owned(),
                        start: from.0,
                        end: to.0,
                        line: from.1,
                    },
                    bytes: to.0 - from.0,
                });
            }
            from = to;
        }
        Ok(())
    }

    fn columns_of_file(&self, table: &TablePlan, file: &Path) -> Result<usize, Error> {
        if let Some(fields) = &table.dialect.fields {
            return Ok(fields.len());
        }
        if table.dialect.header {
            return Ok(self.header_of(table, file)?.len());
        }
        Ok(table.columns.as_ref().map_or(0, Vec::len))
    }

    fn begins_with_mark(&self, file: &Path) -> Result<bool, SourceError> {
        Ok(self.beginning(file)?.starts_with(BYTE_ORDER_MARK))
    }

    fn beginning(&self, file: &Path) -> Result<Vec<u8>, SourceError> {
        let mut bytes = Vec::new();
        self.open(file, 0)?
            .take(4096)
            .read_to_end(&mut bytes)
            .map_err(|error| SourceError::permanent(format!("{}: {error}", file.display())))?;
        Ok(bytes)
    }

    /// What is no text cannot be read; better said before a run than in it.
    fn refuse_binary(&self, file: &Path) -> Result<(), Error> {
        let Some(kind) = plconv_source::known_binary(&self.beginning(file)?) else {
            return Ok(());
        };
        let advice = if kind.contains("dump") {
            ". Its form is Oracle's secret, so it cannot be read here: import it into an Oracle database and connect to that, or \
             export the tables as CSV (in SQLcl: SET SQLFORMAT csv, SPOOL)"
        } else {
            ", no text"
        };
        Err(Error::Usage(format!("{} is an {kind}{advice}", file.display())))
    }

    fn read_csv(
        &self,
        table: &TablePlan,
        columns: &[SourceColumn],
        file: &Path,
        (start, end): (u64, u64),
        line: u64,
        rows: &mut dyn RowConsumer,
    ) -> Result<(), ReadError> {
        let header = self
            .header(table)
            .map_err(|error| SourceError::permanent(error.to_string()))?;
        let places: Vec<usize> = match &header {
            Some(header) => columns
                .iter()
                .filter_map(|column| position(header, &column.name))
                .collect(),
            None => (0..columns.len()).collect(),
        };
        let expected = header.as_ref().map_or(columns.len(), Vec::len);
        let encoding = encoding_of(table)?;
        let mut reader = self.reader(table, file, start, end - start, line, expected == 1)?;
        // One buffer for each field that has to be changed before it can be borrowed.
        let mut scratch: Vec<Vec<u8>> = vec![Vec::new(); columns.len()];
        let mut decoded: Vec<String> = vec![String::new(); columns.len()];
        loop {
            match reader.advance() {
                Ok(true) => {}
                Ok(false) => return Ok(()),
                Err(CsvError::Input(error)) => {
                    return Err(SourceError::transient(format!("{}: {error}", file.display())).into());
                }
                Err(CsvError::Record { line, message }) => {
                    let text = String::from_utf8_lossy(reader.record()).into_owned();
                    rows.broken(Place::Line(line), &text, message)?;
                    continue;
                }
            }
            let place = Place::Line(reader.line());
            let fields = reader.fields();
            let lacks_nulls = table.dialect.trailing_nulls && fields.len() < expected;
            if fields.len() != expected && !lacks_nulls {
                let message = format!("{} fields instead of {expected}", fields.len());
                rows.broken(place, &String::from_utf8_lossy(reader.record()), &message)?;
                continue;
            }
            let mut values: Vec<Value<'_>> = Vec::with_capacity(columns.len());
            for ((at, scratch), decoded) in places.iter().zip(&mut scratch).zip(&mut decoded) {
                let Some(field) = fields.get(*at) else {
                    values.push(Value::Null);
                    continue;
                };
                let bytes = match reader.plain(field) {
                    Some(bytes) => bytes,
                    None => reader.bytes(field, scratch),
                };
                if !field.quoted
                    && (bytes.is_empty()
                        || table
                            .dialect
                            .null
                            .as_ref()
                            .is_some_and(|null| null.as_bytes() == bytes))
                {
                    values.push(Value::Null);
                    continue;
                }
                values.push(match encoding {
                    None => match std::str::from_utf8(bytes) {
                        Ok(text) => Value::Text(text),
                        Err(_) => Value::InvalidText(bytes),
                    },
                    Some(encoding) => {
                        decoded.clear();
                        let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
                        if had_errors {
                            Value::InvalidText(bytes)
                        } else {
                            decoded.push_str(&text);
                            Value::Text(decoded)
                        }
                    }
                });
            }
            rows.row(place, &mut values)?;
        }
    }
}

/// A column by its name: as written, or as Oracle folds names.
fn position(header: &[String], name: &str) -> Option<usize> {
    header
        .iter()
        .position(|column| column == name)
        .or_else(|| header.iter().position(|column| column.eq_ignore_ascii_case(name)))
}

/// The character set of a table's files; `None` for UTF-8.
fn encoding_of(table: &TablePlan) -> Result<Option<&'static Encoding>, SourceError> {
    let Some(name) = &table.dialect.encoding else {
        return Ok(None);
    };
    match plconv_source::encoding_for_charset(name) {
        Some(encoding) if encoding == encoding_rs::UTF_8 => Ok(None),
        Some(encoding) => Ok(Some(encoding)),
        None => Err(SourceError::permanent(format!(
            "the character set {name} is not known"
        ))),
    }
}
