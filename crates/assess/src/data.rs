//! What the DDL says of the data, and what a mover of the rows will need.

use crate::model::{DataFacts, MoverNeed, ObjectRow, TableRow, TypeRow};
use plconv_catalog::type_map::{Loss, TypeChoices, postgres_type};
use plconv_catalog::{Catalog, ConstraintKind, DataType, PartitionKind, Table, TemporaryRows};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// The facts of a catalog.
pub fn facts(catalog: &Catalog, objects: &[ObjectRow]) -> DataFacts {
    let numbers: FxHashMap<&str, u32> = (0..)
        .zip(objects)
        .filter(|(_, object)| object.kind == "TABLE")
        .map(|(number, object)| (object.name.as_str(), number))
        .collect();
    let mut types: BTreeMap<(String, String, Option<&'static str>), u64> = BTreeMap::new();
    let mut special = Vec::new();
    let mut columns = 0;
    for (name, table) in &catalog.tables {
        columns += table.columns.len() as u64;
        for column in &table.columns {
            *types.entry(type_key(&column.data_type)).or_default() += 1;
        }
        let name = name.to_string();
        let row = TableRow {
            object: numbers.get(name.as_str()).copied(),
            name,
            keyless: is_keyless(table),
            lobs: columns_of(table, |ty| {
                ty.is_lob() || matches!(ty, DataType::Long | DataType::LongRaw | DataType::Bfile)
            }),
            losses: losses(table),
            partitioning: partitioning(table),
            remarks: remarks(table),
        };
        let is_special = row.keyless
            || !row.lobs.is_empty()
            || !row.losses.is_empty()
            || row.partitioning.is_some()
            || !row.remarks.is_empty();
        if is_special {
            special.push(row);
        }
    }
    special.sort_by(|left, right| left.name.cmp(&right.name));
    let mut types: Vec<TypeRow> = types
        .into_iter()
        .map(|((oracle, postgresql, loss), columns)| TypeRow {
            oracle,
            postgresql,
            columns,
            loss: loss.map(str::to_owned),
        })
        .collect();
    types.sort_by(|left, right| {
        right
            .columns
            .cmp(&left.columns)
            .then_with(|| left.oracle.cmp(&right.oracle))
    });
    let needs = needs(catalog, &special);
    DataFacts {
        tables: catalog.tables.len() as u64,
        columns,
        types,
        special,
        needs,
        captured: None,
    }
}

/// The rows of these are not moved.
fn has_rows(table: &Table) -> bool {
    table.temporary.is_none() && table.external.is_none()
}

fn is_keyless(table: &Table) -> bool {
    has_rows(table)
        && !table.constraints.iter().any(|constraint| match &constraint.kind {
            ConstraintKind::PrimaryKey { .. } => constraint.enabled,
            ConstraintKind::Unique { columns } => {
                constraint.enabled
                    && columns
                        .iter()
                        .all(|name| table.column(name).is_some_and(|column| column.not_null))
            }
            ConstraintKind::ForeignKey { .. } | ConstraintKind::Check { .. } => false,
        })
}

fn columns_of(table: &Table, is_wanted: impl Fn(&DataType) -> bool) -> Vec<String> {
    table
        .columns
        .iter()
        .filter(|column| is_wanted(&column.data_type))
        .map(|column| format!("{} {}", column.name, oracle_name(&column.data_type)))
        .collect()
}

fn losses(table: &Table) -> Vec<String> {
    table
        .columns
        .iter()
        .filter_map(|column| {
            let loss = match postgres_type(&column.data_type, &TypeChoices::default()) {
                Some(ty) => loss_in_words(ty.loss.filter(|loss| *loss != Loss::ByteLength)?),
                None => "no PostgreSQL type of its own",
            };
            let named = matches!(column.data_type, DataType::Named(_));
            (!named).then(|| format!("{} {}: {loss}", column.name, oracle_name(&column.data_type)))
        })
        .collect()
}

fn loss_in_words(loss: Loss) -> &'static str {
    match loss {
        Loss::Nanoseconds => "fractions of a second finer than microseconds",
        Loss::TimeZoneName => "the time zone of each value; the instant is kept",
        Loss::ByteLength => "the limit counts characters, not bytes",
        Loss::FileLocator => "the locator becomes text, the file stays where it is",
        Loss::RowAddress => "row addresses mean nothing in PostgreSQL",
        Loss::WrapAround => "overflow raises",
        Loss::SignificantDigits => "later values are not rounded to the precision of FLOAT",
        Loss::RawLength => "no limit of length",
    }
}

fn partitioning(table: &Table) -> Option<String> {
    let partitioning = table.partitioning.as_ref()?;
    let kind = match partitioning.kind {
        PartitionKind::Range => "range",
        PartitionKind::List => "list",
        PartitionKind::Hash => "hash",
        PartitionKind::Reference => "reference",
        PartitionKind::System => "system",
    };
    let count = match partitioning.count {
        Some(count) => count as usize,
        None => partitioning.partitions.len(),
    };
    let interval = if partitioning.interval.is_some() {
        ", by interval"
    } else {
        ""
    };
    let sub = if partitioning.subpartitioning.is_some() {
        ", with sub-partitions"
    } else {
        ""
    };
    Some(format!("{kind}, {count} partitions{interval}{sub}"))
}

fn remarks(table: &Table) -> Vec<String> {
    let mut remarks = Vec::new();
    match table.temporary {
        Some(TemporaryRows::Delete) => remarks.push("temporary, rows of a transaction".to_owned()),
        Some(TemporaryRows::Preserve) => remarks.push("temporary, rows of a session".to_owned()),
        None => {}
    }
    if table.external.is_some() {
        remarks.push("external: its rows are files".to_owned());
    }
    if table.of_type.is_some() {
        remarks.push("object table".to_owned());
    }
    let computed = table
        .columns
        .iter()
        .filter(|column| column.virtual_expression.is_some())
        .count();
    if computed > 0 {
        remarks.push(format!("{computed} virtual columns are not moved"));
    }
    let objects = table
        .columns
        .iter()
        .filter(|column| matches!(column.data_type, DataType::Named(_)))
        .count();
    if objects > 0 {
        remarks.push(format!("{objects} columns of object or collection types"));
    }
    remarks
}

/// Oracle type, PostgreSQL type and loss, without lengths.
fn type_key(data_type: &DataType) -> (String, String, Option<&'static str>) {
    let mapped = postgres_type(data_type, &TypeChoices::default());
    let loss = mapped
        .as_ref()
        .and_then(|ty| ty.loss)
        .filter(|loss| *loss != Loss::ByteLength);
    let name = match (&mapped, data_type) {
        (Some(ty), _) => ty.name.to_owned(),
        (None, DataType::Named(_)) => "composite type or array".to_owned(),
        (None, _) => "none".to_owned(),
    };
    (oracle_name(data_type), name, loss.map(loss_in_words))
}

fn oracle_name(data_type: &DataType) -> String {
    let name = match data_type {
        DataType::Number { scale: Some(0), .. } => "NUMBER(p)",
        DataType::Number {
            precision: Some(_),
            scale: None,
        } => "NUMBER(p)",
        DataType::Number { scale: Some(_), .. } => "NUMBER(p,s)",
        DataType::Number { .. } => "NUMBER",
        DataType::Float { .. } => "FLOAT",
        DataType::BinaryFloat => "BINARY_FLOAT",
        DataType::BinaryDouble => "BINARY_DOUBLE",
        DataType::PlsInteger | DataType::SimpleInteger | DataType::ConstrainedInteger { .. } => "PLS_INTEGER",
        DataType::Varchar2 { national: false, .. } => "VARCHAR2",
        DataType::Varchar2 { .. } => "NVARCHAR2",
        DataType::Char { national: false, .. } => "CHAR",
        DataType::Char { .. } => "NCHAR",
        DataType::Clob => "CLOB",
        DataType::Long => "LONG",
        DataType::Raw { .. } => "RAW",
        DataType::LongRaw => "LONG RAW",
        DataType::Blob => "BLOB",
        DataType::Bfile => "BFILE",
        DataType::Date => "DATE",
        DataType::Timestamp { .. } => "TIMESTAMP",
        DataType::TimestampTz { .. } => "TIMESTAMP WITH TIME ZONE",
        DataType::TimestampLtz { .. } => "TIMESTAMP WITH LOCAL TIME ZONE",
        DataType::IntervalYearToMonth => "INTERVAL YEAR TO MONTH",
        DataType::IntervalDayToSecond { .. } => "INTERVAL DAY TO SECOND",
        DataType::Boolean => "BOOLEAN",
        DataType::Rowid => "ROWID",
        DataType::Xml => "XMLTYPE",
        DataType::Json => "JSON",
        DataType::JsonElement(kind) => kind.name(),
        DataType::Named(name) | DataType::Ref(name) => return name.to_string(),
        DataType::Unknown(text) => return text.clone(),
    };
    name.to_owned()
}

fn needs(catalog: &Catalog, special: &[TableRow]) -> Vec<MoverNeed> {
    let moved = catalog.tables.values().filter(|table| has_rows(table)).count() as u64;
    let count = |is_wanted: fn(&TableRow) -> bool| special.iter().filter(|row| is_wanted(row)).count() as u64;
    let keyless = count(|row| row.keyless);
    let lobs = count(|row| !row.lobs.is_empty());
    let losses = count(|row| !row.losses.is_empty());
    let partitioned = count(|row| row.partitioning.is_some());
    let sequences = catalog.sequences.len() as u64
        + catalog
            .tables
            .values()
            .flat_map(|table| &table.columns)
            .filter(|column| column.identity.is_some())
            .count() as u64;
    let rows = [
        (
            moved,
            "Redo that names every row by its key, for changes while the copy runs",
            "ALTER DATABASE ADD SUPPLEMENTAL LOG DATA; ALTER DATABASE ADD SUPPLEMENTAL LOG DATA (PRIMARY KEY, UNIQUE) COLUMNS; \
             the database in ARCHIVELOG mode",
        ),
        (
            keyless,
            "Tables without a key: a change cannot be applied to one row",
            "add a key, or ALTER TABLE ... ADD SUPPLEMENTAL LOG DATA (ALL) COLUMNS and REPLICA IDENTITY FULL; else copy them \
             while nobody writes",
        ),
        (
            lobs,
            "Tables with LOB columns: copied in pieces, and slower than their rows suggest",
            "measure their size first; SELECT SUM(DBMS_LOB.GETLENGTH(column)) for the largest",
        ),
        (
            losses,
            "Columns whose type holds less in PostgreSQL",
            "count the values that would change before the copy, and decide by column",
        ),
        (
            partitioned,
            "Partitioned tables: each partition can be copied on its own",
            "check that partitions to come are created in PostgreSQL as well",
        ),
        (
            sequences,
            "Sequences and identity columns: they must go on where Oracle stopped",
            "set them after the last change was applied, before the first client writes",
        ),
    ];
    rows.into_iter()
        .filter(|(tables, ..)| *tables > 0)
        .map(|(tables, need, remedy)| MoverNeed {
            need: need.to_owned(),
            tables,
            remedy: remedy.to_owned(),
        })
        .collect()
}
