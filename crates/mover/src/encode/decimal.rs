//! Decimal numbers: text to PostgreSQL's digits of base 10000.

use crate::policy::{Misfit, OnPrecision, ValueError};
use crate::target_type::Digits;

/// A sign of the binary form.
const NEGATIVE: u16 = 0x4000;
const NAN: u16 = 0xC000;
const PLUS_INFINITY: u16 = 0xD000;
const MINUS_INFINITY: u16 = 0xF000;

/// Most digits that are looked at; PostgreSQL takes 131072 before and 16383 behind the point.
const MOST_DIGITS: usize = 131_072 + 16_383;

/// A number being translated; kept for its buffer.
#[derive(Debug, Default)]
pub struct Decimal {
    negative: bool,
    /// 0 to 9 each, the first not 0.
    digits: Vec<u8>,
    /// How many of the digits stand before the point; negative when zeros follow it.
    point: i32,
}

/// What a text is.
enum Parsed {
    Finite,
    Special(u16),
    Nothing,
}

impl Decimal {
    /// Appends a field of type `numeric`; says whether digits were lost.
    ///
    /// # Errors
    /// When the text is no number, or does not fit.
    pub fn write(
        &mut self,
        text: &str,
        limits: Option<Digits>,
        policy: OnPrecision,
        out: &mut Vec<u8>,
    ) -> Result<bool, ValueError> {
        match Short::read(text.as_bytes()) {
            Some(short) if short.append(limits, out) => Ok(false),
            _ => self.write_long(text, limits, policy, out),
        }
    }

    /// The same for any number.
    fn write_long(
        &mut self,
        text: &str,
        limits: Option<Digits>,
        policy: OnPrecision,
        out: &mut Vec<u8>,
    ) -> Result<bool, ValueError> {
        match self.parse(text.as_bytes()) {
            Parsed::Nothing => return Err(super::no_number(text)),
            Parsed::Special(sign) => {
                if limits.is_some() && sign != NAN {
                    return Err(overflow(text, limits));
                }
                header(out, 0, 0, sign, 0);
                return Ok(false);
            }
            Parsed::Finite => {}
        }
        let mut changed = false;
        if let Some(limits) = limits {
            changed = self.reduce(text, limits.scale, policy)?;
            if self.integer_digits() > limits.precision - limits.scale {
                return Err(overflow(text, Some(limits)));
            }
        }
        let written_scale = (self.digits.len() as i32 - self.point).max(0);
        self.append(limits.map_or(written_scale, |limits| limits.scale.max(0)), out)
            .ok_or_else(|| overflow(text, limits))?;
        Ok(changed)
    }

    /// The number as an integer, `None` when it has more than 64 bits, and whether digits were lost.
    ///
    /// # Errors
    /// When it is no number or has a fraction.
    pub fn integer(&mut self, text: &str, policy: OnPrecision) -> Result<(Option<i64>, bool), ValueError> {
        match self.parse(text.as_bytes()) {
            Parsed::Nothing => return Err(super::no_number(text)),
            Parsed::Special(_) => return Ok((None, false)),
            Parsed::Finite => {}
        }
        let changed = self.reduce(text, 0, policy)?;
        if self.point > 19 {
            return Ok((if self.digits.is_empty() { Some(0) } else { None }, changed));
        }
        let mut number = 0i128;
        for place in 0..self.point.max(0) {
            number = number * 10 + i128::from(self.digits.get(place as usize).copied().unwrap_or(0));
        }
        let number = if self.negative { -number } else { number };
        Ok((i64::try_from(number).ok(), changed))
    }

    /// The digits before the point.
    fn integer_digits(&self) -> i32 {
        if self.digits.is_empty() {
            i32::MIN
        } else {
            self.point
        }
    }

    fn parse(&mut self, text: &[u8]) -> Parsed {
        let text = text.trim_ascii();
        self.digits.clear();
        self.point = 0;
        self.negative = text.first() == Some(&b'-');
        let unsigned = match text.first() {
            Some(b'-' | b'+') => &text[1..],
            _ => text,
        };
        let mut seen_digit = false;
        let mut seen_point = false;
        let mut exponent = 0i32;
        for (index, byte) in unsigned.iter().enumerate() {
            match byte {
                b'0'..=b'9' => {
                    seen_digit = true;
                    if *byte != b'0' || !self.digits.is_empty() {
                        self.digits.push(byte - b'0');
                        self.point += i32::from(!seen_point);
                    } else if seen_point {
                        self.point -= 1;
                    }
                }
                b'.' if !seen_point => seen_point = true,
                b'e' | b'E' if seen_digit => {
                    let Some(number) = plain_integer(&unsigned[index + 1..]) else {
                        return Parsed::Nothing;
                    };
                    let Ok(number) = i32::try_from(number.clamp(-1_000_000, 1_000_000)) else {
                        return Parsed::Nothing;
                    };
                    exponent = number;
                    break;
                }
                _ => return self.special(unsigned),
            }
            if self.digits.len() > MOST_DIGITS {
                return Parsed::Nothing;
            }
        }
        if !seen_digit {
            return self.special(unsigned);
        }
        if self.digits.is_empty() {
            // Zero with as many digits behind the point as were written.
            self.negative = false;
        } else {
            self.point += exponent;
        }
        Parsed::Finite
    }

    fn special(&self, unsigned: &[u8]) -> Parsed {
        let infinity = if self.negative {
            MINUS_INFINITY
        } else {
            PLUS_INFINITY
        };
        match unsigned {
            b"~" => Parsed::Special(infinity),
            word if word.eq_ignore_ascii_case(b"nan") => Parsed::Special(NAN),
            word if word.eq_ignore_ascii_case(b"inf") || word.eq_ignore_ascii_case(b"infinity") => {
                Parsed::Special(infinity)
            }
            _ => Parsed::Nothing,
        }
    }

    /// Brings the number to at most `scale` digits behind the point.
    fn reduce(&mut self, text: &str, scale: i32, policy: OnPrecision) -> Result<bool, ValueError> {
        let kept = self.point.saturating_add(scale);
        if kept >= self.digits.len() as i32 {
            return Ok(false);
        }
        let (kept, first_lost) = match usize::try_from(kept) {
            Ok(kept) => (kept, self.digits.get(kept).copied().unwrap_or(0)),
            // Everything is behind the digit that rounds.
            Err(_) => (0, 0),
        };
        let lost = self.digits.iter().skip(kept).any(|digit| *digit != 0);
        if lost && policy == OnPrecision::Quarantine {
            return Err(ValueError::new(
                Misfit::Precision,
                format!("{text} has more than {scale} digits behind the point"),
            ));
        }
        self.digits.truncate(kept);
        if lost && policy == OnPrecision::Round && first_lost >= 5 {
            self.increment(scale);
        }
        if self.digits.is_empty() {
            self.negative = false;
            self.point = 0;
        }
        Ok(lost)
    }

    /// Adds one unit of the last kept place.
    fn increment(&mut self, scale: i32) {
        for digit in self.digits.iter_mut().rev() {
            if *digit < 9 {
                *digit += 1;
                return;
            }
            *digit = 0;
        }
        if self.digits.is_empty() {
            self.point = 1 - scale;
        } else {
            self.point += 1;
        }
        self.digits.insert(0, 1);
    }

    fn append(&self, scale: i32, out: &mut Vec<u8>) -> Option<()> {
        let scale = u16::try_from(scale).ok().filter(|scale| *scale <= 16_383)?;
        let last = self.digits.iter().rposition(|digit| *digit != 0);
        let Some(last) = last else {
            header(out, 0, 0, 0, scale);
            return Some(());
        };
        let weight = (self.point - 1).div_euclid(4);
        let padding = 4 * (weight + 1) - self.point;
        let groups = (padding as usize + last + 1).div_ceil(4);
        let sign = if self.negative { NEGATIVE } else { 0 };
        header(
            out,
            u16::try_from(groups).ok()?,
            i16::try_from(weight).ok()?,
            sign,
            scale,
        );
        let mut group = 0u16;
        let mut place = padding as usize;
        for digit in &self.digits[..=last] {
            group = group * 10 + u16::from(*digit);
            place += 1;
            if place == 4 {
                out.extend_from_slice(&group.to_be_bytes());
                group = 0;
                place = 0;
            }
        }
        if place > 0 {
            for _ in place..4 {
                group *= 10;
            }
            out.extend_from_slice(&group.to_be_bytes());
        }
        Some(())
    }
}

/// A number of few digits: the usual case, without a buffer.
struct Short {
    negative: bool,
    /// All digits, without the point.
    digits: u64,
    /// How many of them are behind the point.
    scale: u32,
}

/// Digits that surely fit 64 bits.
const SHORT_DIGITS: usize = 18;

/// Groups of four digits of a short number: five before the point, four behind it.
const SHORT_GROUPS: usize = 9;

impl Short {
    /// Reads digits with at most a sign and a point; nothing else is one.
    fn read(text: &[u8]) -> Option<Short> {
        let (negative, text) = match text {
            [b'-', rest @ ..] => (true, rest),
            _ => (false, text),
        };
        if text.len() > SHORT_DIGITS {
            return None;
        }
        let mut digits = 0u64;
        let mut point = None;
        for (index, byte) in text.iter().enumerate() {
            let digit = byte.wrapping_sub(b'0');
            if digit <= 9 {
                digits = digits * 10 + u64::from(digit);
            } else if *byte == b'.' && point.is_none() {
                point = Some(index);
            } else {
                return None;
            }
        }
        let count = text.len() - usize::from(point.is_some());
        let scale = point.map_or(0, |point| text.len() - point - 1);
        (count > 0).then_some(Short {
            negative: negative && digits != 0,
            digits,
            scale: scale as u32,
        })
    }

    /// Appends it as a field; `false`, and nothing is appended, when digits would be lost or there are too many.
    fn append(&self, limits: Option<Digits>, out: &mut Vec<u8>) -> bool {
        const GROUP: u64 = 10_000;
        const BEFORE: usize = 5;
        if self.scale > 16 {
            return false;
        }
        let unit = 10u64.pow(self.scale);
        let (whole, fraction) = (self.digits / unit, self.digits % unit);
        let scale = match limits {
            None => self.scale,
            Some(limits) => {
                let before = limits.precision - limits.scale;
                let fits = match u32::try_from(before) {
                    Ok(before) => before as usize >= SHORT_DIGITS || whole < 10u64.pow(before),
                    Err(_) => false,
                };
                match u32::try_from(limits.scale) {
                    Ok(scale) if fits && scale >= self.scale => scale,
                    _ => return false,
                }
            }
        };
        let mut groups = [0u16; SHORT_GROUPS];
        let mut rest = whole;
        for group in groups[..BEFORE].iter_mut().rev() {
            *group = (rest % GROUP) as u16;
            rest /= GROUP;
        }
        let behind = self.scale.div_ceil(4);
        let mut rest = fraction * 10u64.pow(4 * behind - self.scale);
        for group in groups[BEFORE..BEFORE + behind as usize].iter_mut().rev() {
            *group = (rest % GROUP) as u16;
            rest /= GROUP;
        }
        let first = groups.iter().position(|group| *group != 0);
        let last = groups.iter().rposition(|group| *group != 0);
        let (Some(first), Some(last)) = (first, last) else {
            header(out, 0, 0, 0, scale as u16);
            return true;
        };
        let sign = if self.negative { NEGATIVE } else { 0 };
        let weight = BEFORE as i16 - 1 - first as i16;
        header(out, (last - first + 1) as u16, weight, sign, scale as u16);
        for group in &groups[first..=last] {
            out.extend_from_slice(&group.to_be_bytes());
        }
        true
    }
}

/// Appends length, number of groups, weight of the first, sign and scale.
fn header(out: &mut Vec<u8>, groups: u16, weight: i16, sign: u16, scale: u16) {
    let mut bytes = [0; 12];
    bytes[..4].copy_from_slice(&(8 + 2 * i32::from(groups)).to_be_bytes());
    bytes[4..6].copy_from_slice(&groups.to_be_bytes());
    bytes[6..8].copy_from_slice(&weight.to_be_bytes());
    bytes[8..10].copy_from_slice(&sign.to_be_bytes());
    bytes[10..].copy_from_slice(&scale.to_be_bytes());
    out.extend_from_slice(&bytes);
}

fn overflow(text: &str, limits: Option<Digits>) -> ValueError {
    let name = crate::target_type::TargetType::Numeric(limits).name();
    ValueError::new(Misfit::Invalid, format!("{text} is out of range for type {name}"))
}

/// A whole number of up to 18 digits without anything else: the usual case, without a buffer.
pub fn plain_integer(text: &[u8]) -> Option<i64> {
    let (negative, digits) = match text.first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    if digits.is_empty() || digits.len() > 18 {
        return None;
    }
    let mut number = 0i64;
    for byte in digits {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        number = number * 10 + i64::from(digit);
    }
    Some(if negative { -number } else { number })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Short numbers are written as the general way writes them.
    #[test]
    fn both_ways_agree() {
        let limits = [
            None,
            Some((12, 2)),
            Some((38, 10)),
            Some((5, 5)),
            Some((4, -2)),
            Some((2, 4)),
        ];
        let mut decimal = Decimal::default();
        let mut taken = 0;
        for sign in ["", "-"] {
            for digits in [
                "0",
                "1",
                "00",
                "100",
                "9999",
                "10000",
                "10001",
                "12345678",
                "123456789012345678",
            ] {
                for point in 0..=digits.len() {
                    let text = format!("{sign}{}.{}", &digits[..point], &digits[point..]);
                    for text in [text.as_str(), text.trim_end_matches('.')] {
                        for limits in limits {
                            let limits = limits.map(|(precision, scale)| Digits { precision, scale });
                            let mut short = Vec::new();
                            let read = Short::read(text.as_bytes());
                            if !read.is_some_and(|read| read.append(limits, &mut short)) {
                                assert!(short.is_empty());
                                continue;
                            }
                            let mut long = Vec::new();
                            let changed =
                                decimal.write_long(text, limits, OnPrecision::Quarantine, &mut long);
                            assert_eq!((changed, &short), (Ok(false), &long), "{text} {limits:?}");
                            taken += 1;
                        }
                    }
                }
            }
        }
        assert!(taken > 400, "{taken}");
    }
}
