//! Values on their way: what a source hands over, before PostgreSQL's form is known.

use std::io::Read;

/// A point on the calendar and the clock, as Oracle holds it.
///
/// Years before Christ are negative: -1 is 1 BC; there is no year 0.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DateTime {
    /// -4712 to 9999.
    pub year: i32,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
    /// 0 to 999,999,999.
    pub nanosecond: u32,
}

impl std::fmt::Display for DateTime {
    /// `2024-02-29 23:59:58.123456789`, with as many digits of a fraction as it has, and `BC` behind.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{:04}-{:02}-{:02} {:02}:{:02}:{:02}",
            self.year.unsigned_abs(),
            self.month,
            self.day,
            self.hour,
            self.minute,
            self.second
        )?;
        if self.nanosecond > 0 {
            let digits = format!("{:09}", self.nanosecond);
            write!(f, ".{}", digits.trim_end_matches('0'))?;
        }
        if self.year < 0 {
            f.write_str(" BC")?;
        }
        Ok(())
    }
}

/// A large value that is read in pieces.
pub trait LargeValue {
    /// Whether its pieces are UTF-8 text.
    fn is_text(&self) -> bool;
    /// Its length in bytes, where the source knows it.
    fn byte_length(&self) -> Option<u64>;
    /// Its bytes from the beginning.
    ///
    /// # Errors
    /// When the source cannot be read.
    fn open(&self) -> std::io::Result<Box<dyn Read + '_>>;
}

/// The numbers of a VECTOR, by its storage format; those that a sparse one leaves out are zeros here.
#[derive(Clone, Debug, PartialEq)]
pub enum Vector {
    /// FLOAT32
    Singles(Vec<f32>),
    /// FLOAT64
    Doubles(Vec<f64>),
    /// INT8
    Integers(Vec<i8>),
    /// BINARY: bytes of eight dimensions each, as which Oracle shows them too.
    Bits(Vec<u8>),
}

impl Vector {
    /// The numbers between two brackets, each with as many digits as tell it from its neighbours.
    #[must_use]
    pub fn text(&self, (open, close): (char, char)) -> String {
        let mut text = String::from(open);
        match self {
            Vector::Singles(numbers) => join(&mut text, numbers, |number| exponent_of(f64::from(*number))),
            Vector::Doubles(numbers) => join(&mut text, numbers, |number| exponent_of(*number)),
            Vector::Integers(numbers) => join(&mut text, numbers, |_| false),
            Vector::Bits(bytes) => join(&mut text, bytes, |_| false),
        }
        text.push(close);
        text
    }
}

impl std::fmt::Display for Vector {
    /// `[1.5,-2,1e300]`, which is JSON too.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text(('[', ']')))
    }
}

/// Whether a number is written with an exponent, since it would have many zeros otherwise.
fn exponent_of(number: f64) -> bool {
    number != 0.0 && !(1e-5..1e15).contains(&number.abs())
}

fn join<T>(text: &mut String, numbers: &[T], has_exponent: impl Fn(&T) -> bool)
where
    T: std::fmt::Display + std::fmt::LowerExp,
{
    use std::fmt::Write;
    for (at, number) in numbers.iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        // Writing to a text cannot fail.
        let _ = if has_exponent(number) {
            write!(text, "{number:e}")
        } else {
            write!(text, "{number}")
        };
    }
}

/// One value of a row. It borrows from the source's buffers.
pub enum Value<'a> {
    /// NULL
    Null,
    /// Characters.
    Text(&'a str),
    /// Characters that are not valid UTF-8.
    InvalidText(&'a [u8]),
    /// A decimal number as text: `-12.5`, `1E+30`.
    Number(&'a str),
    /// BINARY_FLOAT
    Float(f32),
    /// BINARY_DOUBLE
    Double(f64),
    /// RAW
    Bytes(&'a [u8]),
    /// BOOLEAN
    Boolean(bool),
    /// DATE and TIMESTAMP
    DateTime(DateTime),
    /// An instant in UTC: TIMESTAMP WITH TIME ZONE and WITH LOCAL TIME ZONE.
    Instant(DateTime),
    /// INTERVAL YEAR TO MONTH, in months.
    Months(i32),
    /// INTERVAL DAY TO SECOND; both parts have the same sign.
    Duration {
        /// Whole days.
        days: i32,
        /// The rest in nanoseconds.
        nanoseconds: i64,
    },
    /// VECTOR
    Vector(Vector),
    /// CLOB or BLOB that is not in memory.
    Large(&'a dyn LargeValue),
    /// Where a row is, as text that is made only when it is asked for.
    Rowid(&'a dyn std::fmt::Display),
}

impl Value<'_> {
    /// The value for people, at most about `limit` bytes of it.
    #[must_use]
    pub fn preview(&self, limit: usize) -> Option<String> {
        let text = match self {
            Value::Null => return None,
            Value::Text(text) | Value::Number(text) => return Some(shortened(text, limit)),
            Value::InvalidText(bytes) => return Some(shortened(&String::from_utf8_lossy(bytes), limit)),
            Value::Float(number) => number.to_string(),
            Value::Double(number) => number.to_string(),
            Value::Bytes(bytes) => return Some(shortened(&hex(&bytes[..bytes.len().min(limit)]), limit)),
            Value::Boolean(truth) => truth.to_string(),
            Value::DateTime(at) => at.to_string(),
            Value::Instant(at) => format!("{at} UTC"),
            Value::Months(months) => format!("{months} months"),
            Value::Duration { days, nanoseconds } => format!("{days} days {nanoseconds} ns"),
            Value::Vector(vector) => return Some(shortened(&vector.to_string(), limit)),
            Value::Rowid(rowid) => rowid.to_string(),
            Value::Large(value) => match value.byte_length() {
                Some(length) => format!("({length} bytes)"),
                None => "(large value)".to_owned(),
            },
        };
        Some(text)
    }
}

/// The beginning of a text, cut between characters.
fn shortened(text: &str, limit: usize) -> String {
    if text.len() <= limit {
        return text.to_owned();
    }
    let mut end = limit;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}…", &text[..end])
}

/// Bytes as Oracle's RAWTOHEX shows them.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    bytes
        .iter()
        .flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]])
        .map(char::from)
        .collect()
}

/// The bytes that hexadecimal digits stand for; `None` when they are none.
#[must_use]
pub fn unhex(text: &[u8]) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    if !text.len().is_multiple_of(2) {
        return None;
    }
    text.chunks_exact(2)
        .map(|pair| Some((digit(pair[0])? * 16 + digit(pair[1])?) as u8))
        .collect()
}
