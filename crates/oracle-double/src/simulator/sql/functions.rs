//! Functions that depend on nothing but their arguments.

use super::values::{
    Nls, compare, format_time, hex, number_text, parse_time, rowid_of, to_integer, to_number, to_text, unhex,
};
use crate::codec::number::Number;
use crate::codec::rowid::Rowid;
use crate::codec::temporal::{DateTime, IntervalDs, IntervalYm};
use crate::database::OracleError;
use crate::value::{DataType, Value};
use std::cmp::Ordering;

type Computed<T> = Result<T, OracleError>;

/// The value of a function; `None` if there is none of this name here.
pub(crate) fn call(name: &str, arguments: &[Value], nls: &Nls) -> Option<Computed<Value>> {
    let first = arguments.first().unwrap_or(&Value::Null);
    let text = |at: usize| to_text(arguments.get(at).unwrap_or(&Value::Null), nls);
    let integer = |at: usize| to_integer(&arguments[at]);
    let on_text = |change: &dyn Fn(&str) -> String| {
        text(0).map(|text| text.map_or(Value::Null, |text| Value::text(&change(&text))))
    };
    Some(match (name, arguments.len()) {
        ("NVL", 2) => Ok(if first.is_null() {
            arguments[1].clone()
        } else {
            first.clone()
        }),
        ("NVL2", 3) => Ok(arguments[if first.is_null() { 2 } else { 1 }].clone()),
        ("COALESCE", _) => Ok(arguments
            .iter()
            .find(|value| !value.is_null())
            .cloned()
            .unwrap_or_default()),
        ("NULLIF", 2) => compare(first, &arguments[1]).map(|order| {
            if order == Some(Ordering::Equal) {
                Value::Null
            } else {
                first.clone()
            }
        }),
        ("DECODE", 3..) => decode(arguments),
        ("GREATEST" | "LEAST", 1..) => extreme(name == "GREATEST", arguments),
        ("UPPER", 1) => on_text(&|text| text.to_uppercase()),
        ("LOWER", 1) => on_text(&|text| text.to_lowercase()),
        ("RTRIM", 1) => on_text(&|text| text.trim_end_matches(' ').to_owned()),
        ("LTRIM", 1) => on_text(&|text| text.trim_start_matches(' ').to_owned()),
        ("TRIM", 1) => on_text(&|text| text.trim_matches(' ').to_owned()),
        ("JSON_SERIALIZE", 1) => match first {
            Value::Json(json) => Ok(Value::text(&json.to_string())),
            other => Ok(other.clone()),
        },
        ("TO_CLOB" | "TO_NCLOB" | "TO_NCHAR" | "ROWIDTOCHAR" | "ROWIDTONCHAR", 1) => on_text(&str::to_owned),
        // Large values that are empty are not NULL.
        ("EMPTY_CLOB", 0) => Ok(Value::Text("".into())),
        ("EMPTY_BLOB", 0) => Ok(Value::Bytes([][..].into())),
        ("LENGTH" | "LENGTHC" | "DBMS_LOB.GETLENGTH", 1) => length(first, nls),
        ("LENGTHB" | "VSIZE", 1) => match first {
            Value::Bytes(bytes) => Ok((bytes.len() as u64).into()),
            _ => text(0).map(|text| text.map(|text| text.len() as u64).into()),
        },
        ("SUBSTR", 2 | 3) => substring(arguments, nls),
        ("DBMS_LOB.SUBSTR", 3) => {
            let turned = [first.clone(), arguments[2].clone(), arguments[1].clone()];
            substring(&turned, nls)
        }
        ("INSTR", 2) => text(0).and_then(|whole| {
            let part = text(1)?;
            Ok(whole
                .zip(part)
                .map(|(whole, part)| {
                    whole
                        .find(&part)
                        .map_or(0, |at| whole[..at].chars().count() as u64 + 1)
                })
                .into())
        }),
        ("REPLACE", 2 | 3) => text(0).and_then(|whole| {
            let (from, to) = (text(1)?, text(2)?);
            Ok(match (whole, from) {
                (None, _) => Value::Null,
                (Some(whole), None) => Value::text(&whole),
                (Some(whole), Some(from)) => Value::text(&whole.replace(&from, &to.unwrap_or_default())),
            })
        }),
        ("TO_CHAR", _) => to_char(arguments, nls),
        ("TO_NUMBER", 1..) => null_or(first, |value| to_number(value).map(Value::Number)),
        ("TO_DATE" | "TO_TIMESTAMP" | "TO_TIMESTAMP_TZ", 1 | 2) => to_time(name, arguments, nls),
        ("DATE LITERAL", 1) => literal(first, "YYYY-MM-DD"),
        ("TIMESTAMP LITERAL", 1) => literal(first, "YYYY-MM-DD HH24:MI:SS.FF9 TZH:TZM"),
        ("TO_YMINTERVAL", 1) => null_or(first, |_| {
            IntervalYm::from_text(&text(0)?.unwrap_or_default())
                .map(Value::IntervalYm)
                .ok_or_else(invalid_interval)
        }),
        ("TO_DSINTERVAL", 1) => null_or(first, |_| {
            IntervalDs::from_text(&text(0)?.unwrap_or_default())
                .map(Value::IntervalDs)
                .ok_or_else(invalid_interval)
        }),
        // Where they are stored they become what the column is.
        ("TO_VECTOR" | "JSON" | "XMLTYPE", 1) => on_text(&str::to_owned),
        ("CHR", 1) => null_or(first, |_| {
            let code = u8::try_from(integer(0)?).unwrap_or(b'?');
            Ok(Value::text(&char::from(code).to_string()))
        }),
        ("ABS", 1) => null_or(first, |value| {
            let number = to_number(value)?;
            let text = number.to_string();
            super::values::number_of(text.trim_start_matches('-')).map(Value::Number)
        }),
        ("MOD", 2) => null_or(first, |_| {
            let (left, right) = (integer(0)?, integer(1)?);
            Ok(if right == 0 {
                left.into()
            } else {
                (left % right).into()
            })
        }),
        ("ROUND", 1 | 2) => null_or(first, |value| {
            let scale = if arguments.len() == 2 {
                i32::try_from(integer(1)?).unwrap_or(0)
            } else {
                0
            };
            round(to_number(value)?, scale).map(Value::Number)
        }),
        ("TRUNC", 1) => null_or(first, |value| match value {
            Value::Time(time) => Ok(Value::Time(DateTime::date(time.year, time.month, time.day))),
            value => truncate(to_number(value)?).map(Value::Number),
        }),
        ("FLOOR" | "CEIL", 1) => null_or(first, |value| {
            let number = to_number(value)?;
            let cut = truncate(number)?;
            let step = match name {
                "FLOOR" if cut > number => -1,
                "CEIL" if cut < number => 1,
                _ => 0,
            };
            super::values::arithmetic('+', cut, step.into()).map(Value::Number)
        }),
        ("RAWTOHEX", 1) => null_or(first, |value| match value {
            Value::Bytes(bytes) => Ok(Value::text(&hex(bytes))),
            value => Ok(Value::text(&hex(to_text(value, nls)?
                .unwrap_or_default()
                .as_bytes()))),
        }),
        ("HEXTORAW", 1) => null_or(first, |value| {
            Ok(Value::from(unhex(value.as_text().unwrap_or_default())?))
        }),
        ("UTL_RAW.CAST_TO_RAW", 1) => null_or(first, |value| match value {
            Value::Bytes(bytes) => Ok(Value::Bytes(bytes.clone())),
            value => Ok(Value::from(to_text(value, nls)?.unwrap_or_default().into_bytes())),
        }),
        ("UTL_RAW.CAST_TO_VARCHAR2", 1) => null_or(first, |value| match value {
            Value::Bytes(bytes) => Ok(Value::text(&String::from_utf8_lossy(bytes))),
            value => Ok(value.clone()),
        }),
        ("CHARTOROWID", 1) => null_or(first, |value| match value {
            Value::Rowid(rowid) => Ok(Value::Rowid(*rowid)),
            value => rowid_of(value.as_text().unwrap_or_default()).map(Value::Rowid),
        }),
        ("DBMS_ROWID.ROWID_CREATE", 5) => rowid_create(arguments),
        (
            "DBMS_ROWID.ROWID_OBJECT"
            | "DBMS_ROWID.ROWID_RELATIVE_FNO"
            | "DBMS_ROWID.ROWID_BLOCK_NUMBER"
            | "DBMS_ROWID.ROWID_ROW_NUMBER",
            1..,
        ) => null_or(first, |value| {
            let rowid = match value {
                Value::Rowid(rowid) => *rowid,
                value => rowid_of(value.as_text().unwrap_or_default())?,
            };
            Ok(match name {
                "DBMS_ROWID.ROWID_OBJECT" => rowid.object,
                "DBMS_ROWID.ROWID_RELATIVE_FNO" => rowid.file.into(),
                "DBMS_ROWID.ROWID_BLOCK_NUMBER" => rowid.block,
                _ => rowid.row.into(),
            }
            .into())
        }),
        ("SYS_EXTRACT_UTC", 1) => Ok(match first {
            Value::TimeTz(time, _) => Value::Time(*time),
            other => other.clone(),
        }),
        _ => return None,
    })
}

/// The type of a function's value; `None` if it is that of its first argument.
pub(crate) fn result_type(name: &str) -> Option<DataType> {
    Some(match name {
        "COUNT"
        | "SUM"
        | "AVG"
        | "COUNT DISTINCT"
        | "LENGTH"
        | "LENGTHC"
        | "LENGTHB"
        | "VSIZE"
        | "INSTR"
        | "TO_NUMBER"
        | "ABS"
        | "MOD"
        | "ROUND"
        | "FLOOR"
        | "CEIL"
        | "DBMS_LOB.GETLENGTH"
        | "DBMS_ROWID.ROWID_OBJECT"
        | "DBMS_ROWID.ROWID_RELATIVE_FNO"
        | "DBMS_ROWID.ROWID_BLOCK_NUMBER"
        | "DBMS_ROWID.ROWID_ROW_NUMBER"
        | "DBMS_FLASHBACK.GET_SYSTEM_CHANGE_NUMBER"
        | "TIMESTAMP_TO_SCN" => DataType::Number(0, -127),
        "TO_CLOB" | "TO_NCLOB" | "DBMS_METADATA.GET_DDL" | "DBMS_METADATA.GET_DEPENDENT_DDL" => {
            DataType::Clob
        }
        "TO_DATE" | "DATE LITERAL" | "SYSDATE" => DataType::Date,
        "TO_TIMESTAMP" | "TIMESTAMP LITERAL" | "SCN_TO_TIMESTAMP" | "SYS_EXTRACT_UTC" | "LOCALTIMESTAMP" => {
            DataType::Timestamp(9)
        }
        "TO_TIMESTAMP_TZ" | "SYSTIMESTAMP" | "CURRENT_TIMESTAMP" => DataType::TimestampTz(9),
        "CHARTOROWID" | "DBMS_ROWID.ROWID_CREATE" => DataType::Rowid,
        "HEXTORAW" | "UTL_RAW.CAST_TO_RAW" => DataType::Raw(2000),
        "NVL" | "COALESCE" | "NULLIF" | "MIN" | "MAX" | "GREATEST" | "LEAST" | "TRUNC" => return None,
        _ => DataType::Varchar2(4000),
    })
}

fn invalid_interval() -> OracleError {
    OracleError::new(1867, "the interval is invalid")
}

fn null_or(value: &Value, change: impl FnOnce(&Value) -> Computed<Value>) -> Computed<Value> {
    if value.is_null() {
        Ok(Value::Null)
    } else {
        change(value)
    }
}

fn decode(arguments: &[Value]) -> Computed<Value> {
    let mut rest = &arguments[1..];
    while let [search, result, ..] = rest {
        let both_null = search.is_null() && arguments[0].is_null();
        if both_null || compare(&arguments[0], search)? == Some(Ordering::Equal) {
            return Ok(result.clone());
        }
        rest = &rest[2..];
    }
    Ok(rest.first().cloned().unwrap_or_default())
}

fn extreme(greatest: bool, arguments: &[Value]) -> Computed<Value> {
    let mut found = arguments[0].clone();
    for value in arguments {
        let Some(order) = compare(value, &found)? else {
            return Ok(Value::Null);
        };
        if order
            == (if greatest {
                Ordering::Greater
            } else {
                Ordering::Less
            })
        {
            found = value.clone();
        }
    }
    Ok(found)
}

fn length(value: &Value, nls: &Nls) -> Computed<Value> {
    match value {
        Value::Bytes(bytes) => Ok((bytes.len() as u64).into()),
        Value::Lob(source) => Ok(source.length().into()),
        value => Ok(to_text(value, nls)?
            .map(|text| text.encode_utf16().count() as u64)
            .into()),
    }
}

/// SUBSTR with positions from 1, or from the end if they are negative.
fn substring(arguments: &[Value], nls: &Nls) -> Computed<Value> {
    if arguments.iter().any(Value::is_null) {
        return Ok(Value::Null);
    }
    let start = to_integer(&arguments[1])?;
    let amount = arguments.get(2).map(to_integer).transpose()?.unwrap_or(i64::MAX);
    let part = |length: usize| {
        let length = i64::try_from(length).unwrap_or(i64::MAX);
        let from = if start < 0 {
            length + start
        } else {
            (start - 1).max(0)
        };
        let from = from.clamp(0, length);
        let to = from.saturating_add(amount.max(0)).min(length);
        (
            usize::try_from(from).unwrap_or(0),
            usize::try_from(to).unwrap_or(0),
        )
    };
    if let Value::Bytes(bytes) = &arguments[0] {
        let (from, to) = part(bytes.len());
        return Ok(Value::from(&bytes[from..to]));
    }
    let text: Vec<char> = to_text(&arguments[0], nls)?.unwrap_or_default().chars().collect();
    let (from, to) = part(text.len());
    Ok(Value::text(&text[from..to].iter().collect::<String>()))
}

fn to_char(arguments: &[Value], nls: &Nls) -> Computed<Value> {
    let mask = arguments.get(1).and_then(Value::as_text);
    Ok(match (arguments.first().unwrap_or(&Value::Null), mask) {
        (Value::Null, _) => Value::Null,
        (Value::Time(time), Some(mask)) => Value::text(&format_time(*time, 0, mask)),
        (Value::TimeTz(time, minutes), Some(mask)) => Value::text(&format_time(
            time.plus_minutes(i64::from(*minutes)),
            *minutes,
            mask,
        )),
        (Value::Number(number), _) => Value::text(&number_text(*number)),
        (value, _) => Value::text(&to_text(value, nls)?.unwrap_or_default()),
    })
}

fn literal(text: &Value, mask: &str) -> Computed<Value> {
    let (time, minutes) = parse_time(text.as_text().unwrap_or_default(), mask)?;
    Ok(if minutes == 0 {
        Value::Time(time)
    } else {
        Value::TimeTz(time.plus_minutes(-i64::from(minutes)), minutes)
    })
}

fn to_time(name: &str, arguments: &[Value], nls: &Nls) -> Computed<Value> {
    let text = match &arguments[0] {
        Value::Null => return Ok(Value::Null),
        Value::Time(time) => return Ok(Value::Time(*time)),
        value => to_text(value, nls)?.unwrap_or_default(),
    };
    let default = match name {
        "TO_DATE" => &nls.date,
        "TO_TIMESTAMP" => &nls.timestamp,
        _ => &nls.timestamp_tz,
    };
    let mask = arguments.get(1).and_then(Value::as_text).unwrap_or(default);
    let (time, minutes) = parse_time(&text, mask)?;
    Ok(if name == "TO_TIMESTAMP_TZ" {
        Value::TimeTz(time.plus_minutes(-i64::from(minutes)), minutes)
    } else {
        Value::Time(time)
    })
}

fn rowid_create(arguments: &[Value]) -> Computed<Value> {
    let part = |at: usize| to_integer(&arguments[at]);
    let refuse = || OracleError::new(1410, "invalid ROWID");
    Ok(Value::Rowid(Rowid {
        object: u32::try_from(part(1)?).map_err(|_| refuse())?,
        file: u16::try_from(part(2)?).map_err(|_| refuse())?,
        block: u32::try_from(part(3)?).map_err(|_| refuse())?,
        row: u16::try_from(part(4)?).map_err(|_| refuse())?,
    }))
}

fn truncate(number: Number) -> Computed<Number> {
    super::values::number_of(number.to_string().split('.').next().unwrap_or_default())
}

/// A number with so many digits behind the point, halves away from zero.
pub(crate) fn round(number: Number, scale: i32) -> Computed<Number> {
    let (negative, digits, point) = number.digits();
    let keep = point + scale;
    if keep >= i32::try_from(digits.len()).unwrap_or(i32::MAX) {
        return Ok(number);
    }
    let Ok(keep) = usize::try_from(keep) else {
        return Ok(Number::ZERO);
    };
    let mut kept: Vec<u8> = digits[..keep].to_vec();
    let mut point = point;
    if digits[keep] >= 5 {
        let mut at = kept.len();
        loop {
            if at == 0 {
                kept.insert(0, 1);
                point += 1;
                break;
            }
            at -= 1;
            if kept[at] < 9 {
                kept[at] += 1;
                break;
            }
            kept[at] = 0;
        }
    }
    if kept.is_empty() {
        return Ok(Number::ZERO);
    }
    let text: String = kept.iter().map(|digit| char::from(b'0' + digit)).collect();
    let exponent = point - i32::try_from(kept.len()).unwrap_or(0);
    super::values::number_of(&format!("{}{text}e{exponent}", if negative { "-" } else { "" }))
}

#[cfg(test)]
mod tests {
    use super::{call, round};
    use crate::simulator::sql::values::Nls;
    use crate::value::Value;

    #[test]
    fn rounded() {
        let round = |text: &str, scale| {
            round(text.parse().expect("a number"), scale)
                .expect("a number")
                .to_string()
        };
        assert_eq!(round("9.995", 2), "10");
        assert_eq!(round("-1.25", 1), "-1.3");
        assert_eq!(round("0.004", 2), "0");
        assert_eq!(round("149", -2), "100");
        assert_eq!(round("950", -2), "1000");
    }

    #[test]
    fn functions() {
        let call = |name: &str, arguments: &[Value]| {
            call(name, arguments, &Nls::default())
                .expect("known")
                .expect("a value")
        };
        assert_eq!(
            call("SUBSTR", &["abcdef".into(), (-3).into(), 2.into()]),
            "de".into()
        );
        assert_eq!(
            call("DECODE", &[Value::Null, Value::Null, "n".into(), "o".into()]),
            "n".into()
        );
        assert_eq!(
            call(
                "TO_CHAR",
                &[Value::Number("-0.5".parse().expect("a number")), "TM9".into()]
            ),
            "-.5".into()
        );
        assert_eq!(
            call("FLOOR", &[Value::Number("-1.5".parse().expect("a number"))]),
            (-2).into()
        );
        assert_eq!(call("RAWTOHEX", &[Value::from(&[0xab_u8][..])]), "AB".into());
    }
}
