//! Documents of type `jsonb` in one form. PostgreSQL orders their members, and writes numbers without exponents.

use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Levels of a document that are looked into.
const DEEPEST: usize = 500;

/// A document with ordered members and numbers by their value, whatever digits they were written with; `None` for what is
/// no JSON, or too deep.
pub fn canonical(document: &str) -> Option<String> {
    let mut out = String::new();
    write(document, 0, &mut out)?;
    Some(out)
}

fn write(document: &str, depth: usize, out: &mut String) -> Option<()> {
    if depth > DEEPEST {
        return None;
    }
    let document = document.trim();
    match document.as_bytes().first()? {
        b'{' => {
            // The last of several members of one name counts.
            let members: BTreeMap<String, &RawValue> = serde_json::from_str(document).ok()?;
            out.push('{');
            for (name, value) in members {
                out.push_str(&serde_json::to_string(&name).ok()?);
                out.push(':');
                write(value.get(), depth + 1, out)?;
                out.push(',');
            }
            out.push('}');
        }
        b'[' => {
            let items: Vec<&RawValue> = serde_json::from_str(document).ok()?;
            out.push('[');
            for item in items {
                write(item.get(), depth + 1, out)?;
                out.push(',');
            }
            out.push(']');
        }
        b'"' => {
            let text: String = serde_json::from_str(document).ok()?;
            out.push_str(&serde_json::to_string(&text).ok()?);
        }
        b'-' | b'0'..=b'9' => number(document, out)?,
        _ => {
            let literal: &RawValue = serde_json::from_str(document).ok()?;
            out.push_str(literal.get());
        }
    }
    Some(())
}

/// `-15e-1` for `-1.50`: digits without zeros at either end, and the power of ten of the last.
fn number(text: &str, out: &mut String) -> Option<()> {
    let (sign, unsigned) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text),
    };
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i64>().ok()?),
        None => (unsigned, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    let significant = digits.trim_end_matches('0');
    if significant.trim_start_matches('0').is_empty() {
        out.push('0');
        return Some(());
    }
    let dropped = digits.len() - significant.len();
    let power = exponent.checked_add(i64::try_from(dropped).ok()? - i64::try_from(fraction.len()).ok()?)?;
    write!(out, "{sign}{}e{power}", significant.trim_start_matches('0')).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_equal_by_value_only() {
        let of = |text: &str| canonical(text).unwrap();
        for (left, right) in [
            ("1e2", "100"),
            ("1.50", "1.5"),
            ("-0", "0.00"),
            ("1E-3", "0.001"),
            (" { \"b\" : 1, \"a\" : [ ] } ", "{\"a\":[],\"b\":1.0}"),
            ("{\"a\":1,\"a\":2}", "{\"a\":2}"),
            ("\"\\u00e4\"", "\"ä\""),
        ] {
            assert_eq!(of(left), of(right), "{left} {right}");
        }
        for (left, right) in [
            // As binary numbers these would be equal.
            ("12345678901234567890123", "12345678901234567890124"),
            ("0.1", "0.10000000000000000001"),
            ("1", "-1"),
            ("1", "\"1\""),
            ("[1,2]", "[2,1]"),
            ("null", "{}"),
        ] {
            assert_ne!(of(left), of(right), "{left} {right}");
        }
        assert_eq!(canonical("{"), None);
        assert_eq!(canonical(&"[".repeat(100_000)), None);
    }
}
