//! Values of INSERT statements: literals, and the functions that exports write around them.

use super::Tokens;
use crate::encode::{DateMask, read_iso};
use crate::value::{DateTime, LargeValue, Value, hex, unhex};
use plconv_syntax::lexer::RawKind;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Read;

/// Format models that were compiled, by their text.
pub type Masks = BTreeMap<String, DateMask>;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'a> {
    Null,
    Text(Cow<'a, str>),
    Number(Cow<'a, str>),
    Double(f64),
    Bytes(Vec<u8>),
    DateTime(DateTime),
    Instant(DateTime),
    Months(i32),
    Duration {
        days: i32,
        nanoseconds: i64,
    },
    /// EMPTY_CLOB() and EMPTY_BLOB(), which are not NULL; whether it is text.
    Empty(bool),
}

/// A large value without bytes.
struct Nothing {
    is_text: bool,
}

impl LargeValue for Nothing {
    fn is_text(&self) -> bool {
        self.is_text
    }

    fn byte_length(&self) -> Option<u64> {
        Some(0)
    }

    fn open(&self) -> std::io::Result<Box<dyn Read + '_>> {
        Ok(Box::new(std::io::empty()))
    }
}

impl Cell<'_> {
    /// The value as the rest of the crate has it.
    pub fn value(&self) -> Value<'_> {
        match self {
            Cell::Null => Value::Null,
            Cell::Text(text) => Value::Text(text),
            Cell::Number(text) => Value::Number(text),
            Cell::Double(number) => Value::Double(*number),
            Cell::Bytes(bytes) => Value::Bytes(bytes),
            Cell::DateTime(at) => Value::DateTime(*at),
            Cell::Instant(at) => Value::Instant(*at),
            Cell::Months(months) => Value::Months(*months),
            Cell::Duration { days, nanoseconds } => Value::Duration {
                days: *days,
                nanoseconds: *nanoseconds,
            },
            Cell::Empty(true) => Value::Large(&Nothing { is_text: true }),
            Cell::Empty(false) => Value::Large(&Nothing { is_text: false }),
        }
    }

    /// As a text, for `||` and functions; `None` for NULL.
    fn text(self) -> Result<Option<String>, String> {
        match self {
            Cell::Null | Cell::Empty(_) => Ok(None),
            Cell::Text(text) | Cell::Number(text) => Ok(Some(text.into_owned())),
            Cell::Bytes(bytes) => Ok(Some(hex(&bytes))),
            Cell::Double(_)
            | Cell::DateTime(_)
            | Cell::Instant(_)
            | Cell::Months(_)
            | Cell::Duration { .. } => Err("a text is expected where another value stands".to_owned()),
        }
    }
}

/// A text of Oracle: an empty one is NULL.
fn text<'a>(text: impl Into<Cow<'a, str>>) -> Cell<'a> {
    let text = text.into();
    if text.is_empty() {
        Cell::Null
    } else {
        Cell::Text(text)
    }
}

/// `(value, value)`
pub fn list<'a>(tokens: &mut Tokens<'a>, masks: &mut Masks) -> Result<Vec<Cell<'a>>, String> {
    tokens.expect(RawKind::LeftParen, "(")?;
    let mut cells = Vec::new();
    if tokens.takes(RawKind::RightParen) {
        return Ok(cells);
    }
    loop {
        cells.push(value(tokens, masks)?);
        if !tokens.takes(RawKind::Comma) {
            break;
        }
    }
    tokens.expect(RawKind::RightParen, ")")?;
    Ok(cells)
}

/// `term || term`
fn value<'a>(tokens: &mut Tokens<'a>, masks: &mut Masks) -> Result<Cell<'a>, String> {
    let first = term(tokens, masks)?;
    if tokens.peek().is_none_or(|(kind, _)| kind != RawKind::Concatenate) {
        return Ok(first);
    }
    // Whole LOBs come as pieces of four thousand characters.
    let is_empty_lob = first == Cell::Empty(true);
    let mut all = first.text()?.unwrap_or_default();
    while tokens.takes(RawKind::Concatenate) {
        all.push_str(&term(tokens, masks)?.text()?.unwrap_or_default());
    }
    Ok(if all.is_empty() && is_empty_lob {
        Cell::Empty(true)
    } else {
        text(all)
    })
}

fn term<'a>(tokens: &mut Tokens<'a>, masks: &mut Masks) -> Result<Cell<'a>, String> {
    let Some((kind, spelling)) = tokens.next() else {
        return Err("a value expected, the end of the statement found".to_owned());
    };
    match kind {
        RawKind::String(_) => Ok(text(string(spelling))),
        RawKind::AlternativeString(_) => Ok(text(alternative(spelling))),
        RawKind::Number => Ok(number(spelling, false)),
        RawKind::Minus => match tokens.next() {
            Some((RawKind::Number, spelling)) => Ok(number(spelling, true)),
            _ => Err("a number expected behind `-`".to_owned()),
        },
        RawKind::Plus => term(tokens, masks),
        RawKind::LeftParen => {
            let inner = value(tokens, masks)?;
            tokens.expect(RawKind::RightParen, ")")?;
            Ok(inner)
        }
        RawKind::Word => word(spelling, tokens, masks),
        _ => Err(format!("`{}` is no literal", shortened(spelling))),
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}

/// `1.5`, `1.5f`, `.5d`
fn number(spelling: &str, is_negative: bool) -> Cell<'_> {
    let plain = spelling.trim_end_matches(['f', 'F', 'd', 'D']);
    if plain.len() < spelling.len()
        && let Ok(number) = plain.parse::<f64>()
    {
        return Cell::Double(if is_negative { -number } else { number });
    }
    Cell::Number(if is_negative {
        format!("-{spelling}").into()
    } else {
        spelling.into()
    })
}

/// The text of `'it''s'`, also with an N before it.
fn string(spelling: &str) -> Cow<'_, str> {
    let inner = spelling.trim_start_matches(['n', 'N']);
    let inner = inner.strip_prefix('\'').unwrap_or(inner);
    let inner = inner.strip_suffix('\'').unwrap_or(inner);
    if inner.contains("''") {
        inner.replace("''", "'").into()
    } else {
        inner.into()
    }
}

/// The text of `q'[it's]'`, also with an N before it.
fn alternative(spelling: &str) -> &str {
    let inner = spelling.trim_start_matches(['n', 'N']);
    let inner = inner
        .get(2..)
        .and_then(|inner| inner.strip_suffix('\''))
        .unwrap_or_default();
    let mut characters = inner.chars();
    characters.next();
    characters.next_back();
    characters.as_str()
}

/// NULL, typed literals, functions.
fn word<'a>(spelling: &'a str, tokens: &mut Tokens<'a>, masks: &mut Masks) -> Result<Cell<'a>, String> {
    let upper = spelling.to_ascii_uppercase();
    let literal = |tokens: &mut Tokens<'a>| match tokens.peek() {
        Some((RawKind::String(_), spelling)) => {
            tokens.next();
            Some(string(spelling))
        }
        _ => None,
    };
    match upper.as_str() {
        "NULL" => return Ok(Cell::Null),
        "TRUE" => return Ok(Cell::Text("true".into())),
        "FALSE" => return Ok(Cell::Text("false".into())),
        "DATE" | "TIMESTAMP" => {
            if let Some(literal) = literal(tokens) {
                let read =
                    read_iso(&literal).ok_or_else(|| format!("`{literal}` is no date of the calendar"))?;
                return Ok(match read.offset_minutes {
                    Some(_) => Cell::Instant(read.in_utc()),
                    None => Cell::DateTime(read.at),
                });
            }
        }
        "INTERVAL" => {
            if let Some(literal) = literal(tokens) {
                return interval(&literal, tokens);
            }
        }
        _ => {}
    }
    let mut name = upper;
    while tokens.takes(RawKind::Dot) {
        name = format!("{name}.{}", tokens.identifier()?);
    }
    if tokens.peek().is_none_or(|(kind, _)| kind != RawKind::LeftParen) {
        return Err(format!(
            "{} is no literal, and Oracle is not there to evaluate it",
            shortened(&name)
        ));
    }
    let arguments = list(tokens, masks)?;
    function(&name, arguments, masks)
}

/// A function of literals.
fn function<'a>(name: &str, arguments: Vec<Cell<'a>>, masks: &mut Masks) -> Result<Cell<'a>, String> {
    let mut arguments = arguments.into_iter();
    let first = arguments.next();
    let second = arguments.next();
    let unknown = || {
        format!(
            "{} is no function that exports write, and Oracle is not there to evaluate it",
            shortened(name)
        )
    };
    match (name, first) {
        ("EMPTY_CLOB", None) => Ok(Cell::Empty(true)),
        ("EMPTY_BLOB", None) => Ok(Cell::Empty(false)),
        (_, None) => Err(unknown()),
        (
            "TO_DATE"
            | "TO_TIMESTAMP"
            | "TO_TIMESTAMP_TZ"
            | "HEXTORAW"
            | "TO_NUMBER"
            | "CHR"
            | "NCHR"
            | "UNISTR"
            | "TO_DSINTERVAL"
            | "TO_YMINTERVAL"
            | "UTL_RAW.CAST_TO_RAW"
            | "TO_BINARY_DOUBLE"
            | "TO_BINARY_FLOAT"
            | "TO_CLOB"
            | "TO_NCLOB"
            | "TO_CHAR"
            | "TO_NCHAR"
            | "TO_BLOB",
            Some(Cell::Null),
        ) => Ok(Cell::Null),
        ("TO_CLOB" | "TO_NCLOB" | "TO_BLOB", Some(cell)) if second.is_none() => Ok(cell),
        ("TO_CHAR" | "TO_NCHAR", Some(cell @ Cell::Text(_))) if second.is_none() => Ok(cell),
        ("TO_NUMBER", Some(Cell::Text(number) | Cell::Number(number))) if second.is_none() => {
            let number = number.trim().to_owned();
            match number.parse::<f64>() {
                Ok(value) if value.is_finite() => Ok(Cell::Number(number.into())),
                _ => Err(format!("`{number}` is no number")),
            }
        }
        ("TO_BINARY_DOUBLE" | "TO_BINARY_FLOAT", Some(Cell::Text(number) | Cell::Number(number))) => {
            let number = match number.trim().to_ascii_uppercase().as_str() {
                "NAN" => f64::NAN,
                "INF" | "INFINITY" => f64::INFINITY,
                "-INF" | "-INFINITY" => f64::NEG_INFINITY,
                other => other.parse().map_err(|_| format!("`{other}` is no number"))?,
            };
            Ok(Cell::Double(number))
        }
        ("HEXTORAW", Some(Cell::Text(digits) | Cell::Number(digits))) => {
            // An odd digit stands for a half byte, with a zero before it.
            let digits = if digits.len().is_multiple_of(2) {
                digits.into_owned()
            } else {
                format!("0{digits}")
            };
            unhex(digits.as_bytes())
                .map(Cell::Bytes)
                .ok_or_else(|| "HEXTORAW of what are no hexadecimal digits".to_owned())
        }
        ("UTL_RAW.CAST_TO_RAW", Some(Cell::Text(text))) => Ok(Cell::Bytes(text.into_owned().into_bytes())),
        ("CHR" | "NCHR", Some(Cell::Number(number))) => {
            let character = number.parse().ok().and_then(char::from_u32);
            // Above 127 the result depends on the database's character set.
            match character {
                Some(character) if character.is_ascii() || name == "NCHR" => Ok(text(character.to_string())),
                _ => Err(format!(
                    "CHR({number}) depends on the character set of the database"
                )),
            }
        }
        ("UNISTR", Some(Cell::Text(written))) => unistr(&written).map(text),
        ("TO_DSINTERVAL", Some(Cell::Text(written))) => day_to_second(&written, "DAY", "SECOND"),
        ("TO_YMINTERVAL", Some(Cell::Text(written))) => year_to_month(&written, "YEAR", "MONTH"),
        (
            "TO_DATE" | "TO_TIMESTAMP" | "TO_TIMESTAMP_TZ",
            Some(Cell::Text(written) | Cell::Number(written)),
        ) => {
            let Some(second) = second else {
                // The format is the session's: the plan names it.
                return Ok(Cell::Text(written));
            };
            let model = second.text()?.unwrap_or_default();
            if !masks.contains_key(&model) {
                masks.insert(model.clone(), DateMask::new(&model)?);
            }
            let read = masks.get(&model).and_then(|mask| mask.read(&written));
            let read = read.ok_or_else(|| format!("`{written}` is no date of the form {model}"))?;
            Ok(match read.offset_minutes {
                Some(_) => Cell::Instant(read.in_utc()),
                None => Cell::DateTime(read.at),
            })
        }
        (_, Some(_)) => Err(unknown()),
    }
}

/// `\00e4` is a unit of UTF-16, `\\` a backslash.
fn unistr(written: &str) -> Result<String, String> {
    let mut units: Vec<u16> = Vec::new();
    let mut rest = written;
    while let Some(at) = rest.find('\\') {
        units.extend(rest[..at].encode_utf16());
        rest = &rest[at + 1..];
        if let Some(behind) = rest.strip_prefix('\\') {
            units.push(u16::from(b'\\'));
            rest = behind;
            continue;
        }
        let digits = rest
            .get(..4)
            .and_then(|digits| u16::from_str_radix(digits, 16).ok());
        units.push(
            digits.ok_or_else(|| "UNISTR with `\\` before what are no four hexadecimal digits".to_owned())?,
        );
        rest = &rest[4..];
    }
    units.extend(rest.encode_utf16());
    String::from_utf16(&units).map_err(|_| "UNISTR of half a character".to_owned())
}

/// The fields behind an interval literal: `DAY(3) TO SECOND(6)`.
fn interval<'a>(literal: &str, tokens: &mut Tokens<'a>) -> Result<Cell<'a>, String> {
    let field = |tokens: &mut Tokens<'a>| -> Result<String, String> {
        let name = tokens.identifier()?;
        if tokens.takes(RawKind::LeftParen) {
            while !tokens.takes(RawKind::RightParen) {
                if tokens.next().is_none() {
                    return Err("an interval without its end".to_owned());
                }
            }
        }
        Ok(name)
    };
    let first = field(tokens)?;
    let last = if tokens.takes_word("TO") {
        field(tokens)?
    } else {
        first.clone()
    };
    match first.as_str() {
        "YEAR" | "MONTH" => year_to_month(literal, &first, &last),
        _ => day_to_second(literal, &first, &last),
    }
}

fn signed(text: &str) -> (bool, &str) {
    let text = text.trim();
    match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

fn year_to_month<'a>(written: &str, first: &str, last: &str) -> Result<Cell<'a>, String> {
    let bad = || format!("`{written}` is no interval of years and months");
    let (is_negative, rest) = signed(written);
    let whole = |text: &str| text.trim().parse::<i32>().map_err(|_| bad());
    let months = match (first, last, rest.split_once('-')) {
        ("YEAR", "MONTH", Some((years, months))) => whole(years)?
            .checked_mul(12)
            .and_then(|all| all.checked_add(whole(months).ok()?)),
        ("YEAR", "YEAR", None) => whole(rest)?.checked_mul(12),
        ("MONTH", "MONTH", None) => Some(whole(rest)?),
        _ => None,
    };
    let months = months.ok_or_else(bad)?;
    Ok(Cell::Months(if is_negative { -months } else { months }))
}

/// Fields from days to seconds, with the nanoseconds of one.
const FIELDS: &[(&str, i64)] = &[
    ("DAY", 86_400_000_000_000),
    ("HOUR", 3_600_000_000_000),
    ("MINUTE", 60_000_000_000),
    ("SECOND", 1_000_000_000),
];

fn day_to_second<'a>(written: &str, first: &str, last: &str) -> Result<Cell<'a>, String> {
    let bad = || format!("`{written}` is no interval of days and seconds");
    let place = |name: &str| {
        FIELDS
            .iter()
            .position(|(field, _)| *field == name)
            .ok_or_else(bad)
    };
    let (is_negative, rest) = signed(written);
    let fields = FIELDS.get(place(first)?..=place(last)?).ok_or_else(bad)?;
    let parts: Vec<&str> = rest.split([' ', ':']).filter(|part| !part.is_empty()).collect();
    if parts.len() != fields.len() {
        return Err(bad());
    }
    let (mut days, mut nanoseconds) = (0_i64, 0_i64);
    for ((name, unit), part) in fields.iter().zip(parts) {
        let (whole, fraction) = part.split_once('.').unwrap_or((part, ""));
        let number: i64 = whole.parse().map_err(|_| bad())?;
        if *name == "DAY" {
            days = number;
            continue;
        }
        nanoseconds = number
            .checked_mul(*unit)
            .and_then(|part| nanoseconds.checked_add(part))
            .ok_or_else(bad)?;
        if !fraction.is_empty() {
            let digits = format!("{fraction:0<9}");
            let part: i64 = digits
                .get(..9)
                .and_then(|digits| digits.parse().ok())
                .ok_or_else(bad)?;
            nanoseconds += part;
        }
    }
    let day = 86_400_000_000_000;
    days += nanoseconds / day;
    nanoseconds %= day;
    let days = i32::try_from(days).map_err(|_| bad())?;
    Ok(if is_negative {
        Cell::Duration {
            days: -days,
            nanoseconds: -nanoseconds,
        }
    } else {
        Cell::Duration { days, nanoseconds }
    })
}
