//! SQL_REDO: a change as a statement.

use crate::simulator::redo::{Operation, Redo, RedoTable};
use crate::simulator::sql::values::{format_time, hex, number_text};
use crate::simulator::table::SupplementalLog;
use crate::value::{DataType, Value};

/// Bytes of a LOB that one LOB_WRITE has.
const LOB_PIECE: usize = 1000;

/// A row besides the statement itself.
pub(super) struct Piece {
    pub(super) code: u32,
    pub(super) operation: &'static str,
    pub(super) text: String,
}

/// Whether values of a column are not in the statement: they have rows of their own.
fn is_apart(data_type: &DataType) -> bool {
    match data_type {
        DataType::Clob | DataType::Nclob | DataType::Blob | DataType::Json | DataType::Xmltype => true,
        DataType::Varchar2(size) => *size > 4000,
        _ => false,
    }
}

/// The statement of a record; `None` if it changes only what is apart. Without names columns are `COL n`.
pub(super) fn statement(
    redo: &Redo,
    table: &RedoTable,
    has_names: bool,
    with_rowid: bool,
    (owner, name): (&Value, &Value),
) -> Option<String> {
    let target = format!(
        "\"{}\".\"{}\"",
        owner.as_text().unwrap_or_default(),
        name.as_text().unwrap_or_default()
    );
    let column = |at: usize| {
        if has_names {
            format!("\"{}\"", table.columns[at].name)
        } else {
            format!("\"COL {}\"", at + 1)
        }
    };
    let written = |at: usize, value: &Value| {
        if has_names {
            literal(value, &table.columns[at].data_type)
        } else {
            raw_literal(value, &table.columns[at].data_type)
        }
    };
    let condition = |at: usize, value: &Value| match value {
        Value::Null => format!("{} IS NULL", column(at)),
        value => format!("{} = {}", column(at), written(at, value)),
    };
    let rowid = redo
        .rowid
        .filter(|_| with_rowid)
        .map(|rowid| format!("ROWID = '{rowid}'"));
    let conditions = |mut found: Vec<String>| {
        // Rows that take back others are known by their ROWID alone, whether it is asked for or not.
        if redo.is_rollback
            && let Some(rowid) = redo.rowid
        {
            return format!("ROWID = '{rowid}'");
        }
        found.extend(rowid.clone());
        if found.is_empty() {
            // Without supplemental logging there is nothing else that tells the row.
            found.extend(redo.rowid.map(|rowid| format!("ROWID = '{rowid}'")));
        }
        found.join(" and ")
    };
    match (redo.operation, &redo.before, &redo.after) {
        (Operation::Insert, _, Some(after)) => {
            let columns: Vec<String> = (0..after.len()).map(column).collect();
            let values: Vec<String> = after
                .iter()
                .enumerate()
                .map(|(at, value)| written(at, value))
                .collect();
            Some(format!(
                "insert into {target}({}) values ({})",
                columns.join(","),
                values.join(",")
            ))
        }
        (Operation::Delete, Some(before), _) => {
            let found = before
                .iter()
                .enumerate()
                .filter(|(at, _)| !is_apart(&table.columns[*at].data_type))
                .map(|(at, value)| condition(at, value));
            Some(format!(
                "delete from {target} where {}",
                conditions(found.collect())
            ))
        }
        (Operation::Update, Some(before), Some(after)) => {
            let mut changed: Vec<usize> = (0..after.len()).filter(|at| before[*at] != after[*at]).collect();
            // What is taken back has a statement when what was done had one.
            let done = if redo.is_rollback { before } else { after };
            let is_elsewhere = |at: &usize| is_apart(&table.columns[*at].data_type) && !done[*at].is_null();
            let only_apart = !changed.is_empty() && changed.iter().all(is_elsewhere);
            if only_apart && has_names {
                return None;
            }
            if changed.is_empty() {
                changed.push(0);
            }
            // Without names there are no rows of their own.
            changed.retain(|at| only_apart || !is_elsewhere(at));
            let sets: Vec<String> = changed
                .iter()
                .map(|at| format!("{} = {}", column(*at), written(*at, &after[*at])))
                .collect();
            let is_logged = |at: &usize| match table.supplemental_log {
                SupplementalLog::All => true,
                SupplementalLog::PrimaryKey => table.key.contains(at) || changed.contains(at),
                SupplementalLog::None => changed.contains(at),
            };
            let found = (0..before.len())
                .filter(is_logged)
                .filter(|at| !is_apart(&table.columns[*at].data_type))
                .map(|at| condition(at, &before[at]));
            Some(format!(
                "update {target} set {} where {}",
                sets.join(", "),
                conditions(found.collect())
            ))
        }
        _ => None,
    }
}

/// The rows of LOBs, XML and long strings that a record has written.
pub(super) fn pieces(redo: &Redo, table: &RedoTable) -> Vec<Piece> {
    let Some(after) = &redo.after else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (at, (column, value)) in table.columns.iter().zip(after.iter()).enumerate() {
        let is_new = redo.before.as_ref().is_none_or(|before| before[at] != *value);
        if !is_apart(&column.data_type) || value.is_null() || !is_new {
            continue;
        }
        let key: Vec<String> = table
            .key
            .iter()
            .map(|key| {
                format!(
                    "\"{}\" = {}",
                    table.columns[*key].name,
                    literal(&after[*key], &table.columns[*key].data_type)
                )
            })
            .collect();
        let row = format!(
            "from \"{}\".\"{}\" where {}",
            table.owner,
            table.name,
            key.join(" and ")
        );
        match &column.data_type {
            DataType::Xmltype => found.extend(three(
                (68, 70, 71),
                ("XML DOC BEGIN", "XML DOC WRITE", "XML DOC END"),
                &column.name,
                value,
            )),
            DataType::Varchar2(_) => {
                found.extend(three(
                    (91, 92, 93),
                    ("32K BEGIN", "32K WRITE", "32K END"),
                    &column.name,
                    value,
                ));
            }
            data_type => found.extend(lob(&column.name, data_type, value, &row)),
        }
    }
    found
}

fn three(
    codes: (u32, u32, u32),
    names: (&'static str, &'static str, &'static str),
    column: &str,
    value: &Value,
) -> [Piece; 3] {
    let text = value.as_text().unwrap_or_default();
    let piece = |code, operation, text| Piece {
        code,
        operation,
        text,
    };
    [
        piece(codes.0, names.0, format!("select \"{column}\"")),
        // Quotes are not doubled here.
        piece(codes.1, names.1, format!("'{text}'")),
        piece(codes.2, names.2, String::new()),
    ]
}

fn lob(column: &str, data_type: &DataType, value: &Value, row: &str) -> Vec<Piece> {
    let is_text = !matches!(data_type, DataType::Blob | DataType::Json);
    let (locator, buffer) = if is_text {
        ("loc_c", "buf_c")
    } else {
        ("loc_b", "buf_b")
    };
    let mut found = vec![Piece {
        code: 9,
        operation: "SEL_LOB_LOCATOR",
        text: format!(
            "DECLARE \n loc_c CLOB; \n buf_c VARCHAR2(6156); \n loc_b BLOB; \n buf_b RAW(6156); \n loc_nc NCLOB; \n \
             buf_nc NVARCHAR2(6156); \nBEGIN\n select \"{column}\" into {locator} {row} for update;\n"
        ),
    }];
    let mut write = |from: usize, length: usize, literal: String| {
        found.push(Piece {
            code: 10,
            operation: "LOB_WRITE",
            text: format!(
                " {buffer} := {literal}; \n  dbms_lob.write({locator}, {length}, {}, {buffer});\nEND;",
                from + 1
            ),
        });
    };
    match value {
        Value::Text(text) => {
            let characters: Vec<char> = text.chars().collect();
            for (number, piece) in characters.chunks(LOB_PIECE).enumerate() {
                let text: String = piece.iter().collect();
                write(number * LOB_PIECE, piece.len(), quoted(&text));
            }
        }
        Value::Bytes(bytes) => {
            for (number, piece) in bytes.chunks(LOB_PIECE).enumerate() {
                write(
                    number * LOB_PIECE,
                    piece.len(),
                    format!("HEXTORAW('{}')", hex(piece).to_lowercase()),
                );
            }
        }
        _ => {}
    }
    found
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// A value as LogMiner writes it: numbers are quoted too. Masks are those that readers set.
fn literal(value: &Value, data_type: &DataType) -> String {
    match (data_type, value) {
        (DataType::Clob | DataType::Nclob, value) if !value.is_null() => "EMPTY_CLOB()".to_owned(),
        (DataType::Blob | DataType::Json, value) if !value.is_null() => "EMPTY_BLOB()".to_owned(),
        (DataType::Xmltype, value) if !value.is_null() => "XMLTYPE.createXML('')".to_owned(),
        (DataType::Varchar2(4001..), value) if !value.is_null() => "NULL".to_owned(),
        (DataType::Nvarchar2(_) | DataType::Nchar(_), Value::Text(text)) if !text.is_ascii() => unistr(text),
        (DataType::Date, Value::Time(time)) => {
            let mask = "YYYY-MM-DD HH24:MI:SS";
            format!("TO_DATE('{}', '{mask}')", format_time(*time, 0, mask))
        }
        (_, Value::Null) => "NULL".to_owned(),
        (_, Value::Number(number)) => format!("'{}'", number_text(*number)),
        (_, Value::Text(text)) => quoted(text),
        (_, Value::Bytes(bytes)) => format!("HEXTORAW('{}')", hex(bytes).to_lowercase()),
        (DataType::Timestamp(scale) | DataType::TimestampLtz(scale), Value::Time(time)) => {
            format!(
                "TO_TIMESTAMP('{}.{}')",
                format_time(*time, 0, "YYYY-MM-DD HH24:MI:SS"),
                fraction(time.nanosecond, *scale)
            )
        }
        (_, Value::Time(time)) => format!(
            "TO_TIMESTAMP('{}')",
            format_time(*time, 0, "YYYY-MM-DD HH24:MI:SS.FF9")
        ),
        (_, Value::TimeTz(time, minutes)) => {
            let local = time.plus_minutes(i64::from(*minutes));
            format!(
                "TO_TIMESTAMP_TZ('{}')",
                format_time(local, *minutes, "YYYY-MM-DD HH24:MI:SS.FF9 TZH:TZM")
            )
        }
        (_, Value::IntervalDs(_)) => format!("TO_DSINTERVAL('{}')", text_of(value)),
        (_, Value::IntervalYm(_)) => format!("TO_YMINTERVAL('{}')", text_of(value)),
        (_, Value::Float(number)) => format!("'{}'", floating(f64::from(*number), &format!("{number:e}"))),
        (_, Value::Double(number)) => format!("'{}'", floating(*number, &format!("{number:e}"))),
        (_, Value::Boolean(value)) => if *value { "TRUE" } else { "FALSE" }.to_owned(),
        (_, Value::Rowid(rowid)) => format!("'{rowid}'"),
        (
            _,
            Value::LogicalRowid(_) | Value::Json(_) | Value::Vector(_) | Value::Lob(_) | Value::Cursor(_),
        ) => "Unsupported Type".to_owned(),
    }
}

fn text_of(value: &Value) -> String {
    let text = crate::simulator::sql::values::to_text(value, &crate::simulator::sql::values::Nls::default());
    text.ok().flatten().unwrap_or_default()
}

/// So many digits; none of a scale of 0, before which the point stays.
fn fraction(nanosecond: u32, scale: u8) -> String {
    format!("{nanosecond:09}")[..usize::from(scale.min(9))].to_owned()
}

/// `1.5E+000`, and the names that LogMiner has for what is no number.
fn floating(value: f64, text: &str) -> String {
    if value.is_nan() {
        return "Nan".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { "Inf" } else { "-Inf" }.to_owned();
    }
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let (sign, digits) = match exponent.strip_prefix('-') {
        Some(digits) => ('-', digits),
        None => ('+', exponent),
    };
    format!("{mantissa}E{sign}{digits:0>3}")
}

/// `UNISTR('\00E9')`, in parts joined by `||` when it is long.
fn unistr(text: &str) -> String {
    let units: Vec<String> = text
        .encode_utf16()
        .map(|unit| match u8::try_from(unit) {
            Ok(b'\'') => "''".to_owned(),
            Ok(byte) if byte.is_ascii() && byte != b'\\' => char::from(byte).to_string(),
            _ => format!("\\{unit:04X}"),
        })
        .collect();
    let parts: Vec<String> = units
        .chunks(200)
        .map(|part| format!("UNISTR('{}')", part.concat()))
        .collect();
    parts.join(" || ")
}

/// A value of a column that the dictionary does not know any more: the bytes in the block.
fn raw_literal(value: &Value, data_type: &DataType) -> String {
    let bytes = match value {
        Value::Null => return "NULL".to_owned(),
        Value::Number(number) => number.encoded().to_vec(),
        Value::Text(text) if matches!(data_type, DataType::Nvarchar2(_) | DataType::Nchar(_)) => {
            text.encode_utf16().flat_map(u16::to_be_bytes).collect()
        }
        Value::Text(text) => text.as_bytes().to_vec(),
        Value::Bytes(bytes) => bytes.to_vec(),
        Value::Time(time) => {
            let mut bytes = time.date_bytes().to_vec();
            if time.nanosecond > 0 {
                bytes.extend(time.nanosecond.to_be_bytes());
            }
            bytes
        }
        Value::IntervalDs(interval) => interval.bytes().to_vec(),
        Value::IntervalYm(interval) => interval.bytes().to_vec(),
        _ => return "Unsupported Type".to_owned(),
    };
    format!("HEXTORAW('{}')", hex(&bytes).to_lowercase())
}
