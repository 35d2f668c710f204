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

/// Appends length, number of groups, weight of the first, sign and scale.
fn header(out: &mut Vec<u8>, groups: u16, weight: i16, sign: u16, scale: u16) {
    out.extend_from_slice(&(8 + 2 * i32::from(groups)).to_be_bytes());
    out.extend_from_slice(&groups.to_be_bytes());
    out.extend_from_slice(&weight.to_be_bytes());
    out.extend_from_slice(&sign.to_be_bytes());
    out.extend_from_slice(&scale.to_be_bytes());
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
