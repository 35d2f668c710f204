//! Oracle's NUMBER: up to 40 decimal digits, kept in the form it has in blocks, redo and on the wire.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// Bytes of the longest number: the exponent and 20 digits to the base 100.
const LONGEST: usize = 21;

/// Ends the digits of a negative number that has fewer than 20 of them, so that numbers compare as their bytes do.
const END_OF_NEGATIVE: u8 = 102;

/// A NUMBER. The first byte is the exponent to the base 100 with the sign, the others the digits; bytes compare as the numbers do.
#[derive(Clone, Copy)]
pub struct Number {
    length: u8,
    bytes: [u8; LONGEST],
}

/// Why a text is no NUMBER.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotANumber(pub String);

impl fmt::Display for NotANumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "`{}` is no NUMBER", self.0)
    }
}

impl std::error::Error for NotANumber {}

impl Number {
    /// Zero.
    pub const ZERO: Number = Number {
        length: 1,
        bytes: {
            let mut bytes = [0; LONGEST];
            bytes[0] = 0x80;
            bytes
        },
    };

    /// The number that has this form on the wire; `None` if it is longer than any number, or empty.
    #[must_use]
    pub fn from_encoded(encoded: &[u8]) -> Option<Number> {
        if encoded.is_empty() || encoded.len() > LONGEST {
            return None;
        }
        let mut bytes = [0; LONGEST];
        bytes[..encoded.len()].copy_from_slice(encoded);
        Some(Number {
            length: u8::try_from(encoded.len()).ok()?,
            bytes,
        })
    }

    /// The form on the wire.
    #[must_use]
    pub fn encoded(&self) -> &[u8] {
        &self.bytes[..usize::from(self.length)]
    }

    /// Whether it is below zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.bytes[0] & 0x80 == 0
    }

    /// `digits` are decimal; the point is before digit number `point`, which may lie outside of them.
    fn from_digits(negative: bool, digits: &[u8], point: i32) -> Option<Number> {
        let leading = digits.iter().take_while(|digit| **digit == 0).count();
        let (digits, mut point) = (&digits[leading..], point - i32::try_from(leading).ok()?);
        let trailing = digits.iter().rev().take_while(|digit| **digit == 0).count();
        let digits = &digits[..digits.len() - trailing];
        if digits.is_empty() {
            return Some(Number::ZERO);
        }
        let mut pairs = Vec::with_capacity(LONGEST);
        let mut rest = digits;
        if point.rem_euclid(2) == 1 {
            pairs.push(digits[0]);
            rest = &digits[1..];
            point += 1;
        }
        for pair in rest.chunks(2) {
            pairs.push(pair[0] * 10 + pair.get(1).copied().unwrap_or(0));
        }
        if pairs.len() >= LONGEST {
            return None;
        }
        let exponent = u8::try_from(point / 2 + 192)
            .ok()
            .filter(|exponent| *exponent >= 0x80)?;
        let mut bytes = Vec::with_capacity(LONGEST);
        if negative {
            bytes.push(!exponent);
            bytes.extend(pairs.iter().map(|pair| 101 - pair));
            if pairs.len() < LONGEST - 1 {
                bytes.push(END_OF_NEGATIVE);
            }
        } else {
            bytes.push(exponent);
            bytes.extend(pairs.iter().map(|pair| pair + 1));
        }
        Number::from_encoded(&bytes)
    }

    /// Sign, decimal digits without zeros at either end, and how many of them are before the point.
    #[must_use]
    pub fn digits(&self) -> (bool, Vec<u8>, i32) {
        let bytes = self.encoded();
        let negative = self.is_negative();
        let exponent = if negative { !bytes[0] } else { bytes[0] };
        let mut mantissa = &bytes[1..];
        if negative && mantissa.last() == Some(&END_OF_NEGATIVE) {
            mantissa = &mantissa[..mantissa.len() - 1];
        }
        let mut digits = Vec::with_capacity(mantissa.len() * 2);
        for byte in mantissa {
            let pair = if negative {
                101_u8.wrapping_sub(*byte)
            } else {
                byte.wrapping_sub(1)
            };
            digits.push(pair / 10);
            digits.push(pair % 10);
        }
        let mut point = (i32::from(exponent) - 192) * 2;
        if digits.first() == Some(&0) {
            digits.remove(0);
            point -= 1;
        }
        if digits.last() == Some(&0) {
            digits.pop();
        }
        if digits.is_empty() {
            point = 0;
        }
        (negative, digits, point)
    }

    /// The integer it is; `None` if it has a fraction or is too large.
    #[must_use]
    pub fn to_i128(&self) -> Option<i128> {
        let (negative, digits, point) = self.digits();
        if i32::try_from(digits.len()).ok()? > point.max(0) {
            return None;
        }
        let mut value: i128 = 0;
        for digit in &digits {
            value = value.checked_mul(10)?.checked_add(i128::from(*digit))?;
        }
        for _ in digits.len()..usize::try_from(point).unwrap_or(0) {
            value = value.checked_mul(10)?;
        }
        Some(if negative { -value } else { value })
    }

    /// The integer it is; `None` if it has a fraction or is too large.
    #[must_use]
    pub fn to_i64(&self) -> Option<i64> {
        self.to_i128().and_then(|value| i64::try_from(value).ok())
    }

    /// The integer it is; `None` if it is negative, has a fraction or is too large.
    #[must_use]
    pub fn to_u64(&self) -> Option<u64> {
        self.to_i128().and_then(|value| u64::try_from(value).ok())
    }
}

impl From<i128> for Number {
    fn from(value: i128) -> Number {
        let text = value.unsigned_abs().to_string();
        let digits: Vec<u8> = text.bytes().map(|byte| byte - b'0').collect();
        let point = i32::try_from(digits.len()).unwrap_or(0);
        // An i128 has at most 39 digits, a NUMBER 40.
        Number::from_digits(value < 0, &digits, point).unwrap_or(Number::ZERO)
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Number {
        if value < 0 {
            return Number::from(i128::from(value));
        }
        // Keys and counters: without a detour over text.
        let mut pairs = [0_u8; 10];
        let (mut rest, mut count) = (value, 0);
        while rest > 0 {
            pairs[count] = u8::try_from(rest % 100).unwrap_or(0);
            rest /= 100;
            count += 1;
        }
        let exponent = u8::try_from(count).unwrap_or(0) + 192;
        let low = pairs[..count].iter().take_while(|pair| **pair == 0).count();
        let mut number = Number::ZERO;
        if count > 0 {
            number.bytes[0] = exponent;
            for (at, pair) in pairs[low..count].iter().rev().enumerate() {
                number.bytes[at + 1] = pair + 1;
            }
            number.length = u8::try_from(count - low + 1).unwrap_or(1);
        }
        number
    }
}

impl From<i32> for Number {
    fn from(value: i32) -> Number {
        Number::from(i64::from(value))
    }
}

impl From<u32> for Number {
    fn from(value: u32) -> Number {
        Number::from(i64::from(value))
    }
}

impl From<u64> for Number {
    fn from(value: u64) -> Number {
        i64::try_from(value).map_or_else(|_| Number::from(i128::from(value)), Number::from)
    }
}

impl FromStr for Number {
    type Err = NotANumber;

    /// Reads `[+-]digits[.digits][E[+-]digits]`.
    fn from_str(text: &str) -> Result<Number, NotANumber> {
        let refuse = || NotANumber(text.to_owned());
        let (negative, unsigned) = match text.as_bytes().first() {
            Some(b'-') => (true, &text[1..]),
            Some(b'+') => (false, &text[1..]),
            _ => (false, text),
        };
        let (mantissa, exponent) = match unsigned.find(['e', 'E']) {
            Some(at) => (
                &unsigned[..at],
                unsigned[at + 1..].parse::<i32>().map_err(|_| refuse())?,
            ),
            None => (unsigned, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        if whole.is_empty() && fraction.is_empty() {
            return Err(refuse());
        }
        let mut digits = Vec::with_capacity(mantissa.len());
        for byte in whole.bytes().chain(fraction.bytes()) {
            if !byte.is_ascii_digit() {
                return Err(refuse());
            }
            digits.push(byte - b'0');
        }
        let point = i32::try_from(whole.len())
            .ok()
            .and_then(|whole| whole.checked_add(exponent))
            .ok_or_else(refuse)?;
        Number::from_digits(negative, &digits, point).ok_or_else(refuse)
    }
}

impl fmt::Display for Number {
    /// Plain decimal notation with a zero before the point.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (negative, digits, point) = self.digits();
        let mut text = String::with_capacity(digits.len() + 4);
        if negative {
            text.push('-');
        }
        if point <= 0 {
            text.push('0');
            if !digits.is_empty() {
                text.push('.');
            }
            text.extend((point..0).map(|_| '0'));
        }
        let before_point = usize::try_from(point).unwrap_or(0);
        for (at, digit) in digits.iter().enumerate() {
            if at > 0 && at == before_point {
                text.push('.');
            }
            text.push(char::from(b'0' + digit));
        }
        text.extend((digits.len()..before_point).map(|_| '0'));
        formatter.write_str(&text)
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Number) -> bool {
        self.encoded() == other.encoded()
    }
}

impl Eq for Number {}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Number) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Number) -> Ordering {
        self.encoded().cmp(other.encoded())
    }
}

#[cfg(test)]
mod tests {
    use super::Number;
    use proptest::prelude::*;

    fn encoded(text: &str) -> Vec<u8> {
        text.parse::<Number>().expect("a number").encoded().to_vec()
    }

    #[test]
    fn documented_forms() {
        // Examples of DUMP in Oracle's manual and of its support notes.
        assert_eq!(encoded("0"), [0x80]);
        assert_eq!(encoded("1"), [193, 2]);
        assert_eq!(encoded("100"), [194, 2]);
        assert_eq!(encoded("123"), [194, 2, 24]);
        assert_eq!(encoded("-1"), [62, 100, 102]);
        assert_eq!(encoded("-123"), [61, 100, 78, 102]);
        assert_eq!(encoded("0.01"), [192, 2]);
        assert_eq!(encoded("1e125"), [255, 11]);
        assert_eq!(encoded("1E-130"), [128, 2]);
    }

    #[test]
    fn text_that_is_no_number() {
        for text in ["", "-", ".", "1e", "1.2.3", "abc", "1e126", "1e-131", "1 "] {
            assert!(text.parse::<Number>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn integers_come_back(value in any::<i64>()) {
            let number = Number::from(value);
            prop_assert_eq!(number, Number::from(i128::from(value)));
            prop_assert_eq!(number.to_i64(), Some(value));
            prop_assert_eq!(number.to_string(), value.to_string());
        }

        #[test]
        fn decimals_come_back(digits in "[1-9][0-9]{0,37}", scale in 0_usize..60, negative in any::<bool>()) {
            let mut digits = digits;
            while digits.len() <= scale {
                digits.insert(0, '0');
            }
            let (whole, fraction) = digits.split_at(digits.len() - scale);
            let text = format!("{}{whole}.{fraction}", if negative { "-" } else { "" });
            let number: Number = text.parse().expect("a number");
            let expected = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
            prop_assert_eq!(number.to_string(), expected);
        }

        #[test]
        fn bytes_compare_as_numbers_do(left in any::<i64>(), right in any::<i64>(), scale in 0..20_i32) {
            let number = |value: i64| format!("{value}e-{scale}").parse::<Number>().expect("a number");
            prop_assert_eq!(number(left).cmp(&number(right)), left.cmp(&right));
        }
    }
}
