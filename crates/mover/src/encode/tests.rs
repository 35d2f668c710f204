use super::*;
use crate::policy::{OnNul, OnOutOfRange, OnTooLong};
use crate::target_type::Digits;
use crate::value::DateTime;

fn encoded(
    target: TargetType,
    policy: ColumnPolicy,
    value: &Value<'_>,
) -> Result<(Vec<u8>, Changes), String> {
    let mut encoder = ColumnEncoder::new(target, policy, None);
    let mut out = Vec::new();
    encoder.encode(value, &mut out).map_err(|error| error.message)?;
    Ok((out, encoder.take_changes()))
}

/// Groups, weight, sign, scale and digits of a numeric.
fn numeric(
    text: &str,
    limits: Option<(i32, i32)>,
    precision: OnPrecision,
) -> Result<(Vec<i16>, u64), String> {
    let limits = limits.map(|(precision, scale)| Digits { precision, scale });
    let policy = ColumnPolicy {
        precision,
        ..ColumnPolicy::default()
    };
    let (bytes, changes) = encoded(TargetType::Numeric(limits), policy, &Value::Number(text))?;
    let words = bytes[4..]
        .chunks_exact(2)
        .map(|pair| i16::from_be_bytes([pair[0], pair[1]]))
        .collect();
    Ok((words, changes.precision))
}

#[test]
fn numbers_have_groups_of_four_digits() {
    let plain = |text| numeric(text, None, OnPrecision::Quarantine).unwrap().0;
    assert_eq!(plain("0"), [0, 0, 0, 0]);
    assert_eq!(plain("-0.00"), [0, 0, 0, 2]);
    assert_eq!(plain("1"), [1, 0, 0, 0, 1]);
    assert_eq!(plain("-12345.678"), [3, 1, 0x4000, 3, 1, 2345, 6780]);
    assert_eq!(plain("10000"), [1, 1, 0, 0, 1]);
    assert_eq!(plain(".00012"), [2, -1, 0, 5, 1, 2000]);
    assert_eq!(plain("1E+8"), [1, 2, 0, 0, 1]);
    assert_eq!(plain("1.5e-3"), [1, -1, 0, 4, 15]);
    assert_eq!(plain("~"), [0, 0, -12288, 0]);
    assert!(numeric("1,5", None, OnPrecision::Quarantine).is_err());
    assert!(numeric("", None, OnPrecision::Quarantine).is_err());
    assert!(numeric("1e", None, OnPrecision::Quarantine).is_err());
}

#[test]
fn digits_without_a_place_follow_the_policy() {
    let limits = Some((5, 2));
    assert_eq!(
        numeric("123.45", limits, OnPrecision::Quarantine),
        Ok((vec![2, 0, 0, 2, 123, 4500], 0))
    );
    assert_eq!(
        numeric("1.230", limits, OnPrecision::Quarantine),
        Ok((vec![2, 0, 0, 2, 1, 2300], 0))
    );
    assert!(numeric("1.234", limits, OnPrecision::Quarantine).is_err());
    assert_eq!(
        numeric("1.239", limits, OnPrecision::Truncate),
        Ok((vec![2, 0, 0, 2, 1, 2300], 1))
    );
    assert_eq!(
        numeric("9.995", limits, OnPrecision::Round),
        Ok((vec![1, 0, 0, 2, 10], 1))
    );
    assert_eq!(
        numeric("0.005", limits, OnPrecision::Round),
        Ok((vec![1, -1, 0, 2, 100], 1))
    );
    assert_eq!(
        numeric("-0.004", limits, OnPrecision::Round),
        Ok((vec![0, 0, 0, 2], 1))
    );
    assert!(numeric("1000", limits, OnPrecision::Round).is_err());
    assert!(numeric("999.995", limits, OnPrecision::Round).is_err());
    // numeric(5,-3) holds thousands.
    assert_eq!(
        numeric("12345678", Some((5, -3)), OnPrecision::Round),
        Ok((vec![2, 1, 0, 0, 1234, 6000], 1))
    );
    assert_eq!(
        numeric("499", Some((5, -3)), OnPrecision::Round),
        Ok((vec![0, 0, 0, 0], 1))
    );
    assert_eq!(
        numeric("500", Some((5, -3)), OnPrecision::Round),
        Ok((vec![1, 0, 0, 0, 1000], 1))
    );
}

#[test]
fn integers_have_their_range() {
    let integer = |target: TargetType, text: &str| {
        encoded(target, ColumnPolicy::default(), &Value::Number(text)).map(|(bytes, _)| bytes[4..].to_vec())
    };
    assert_eq!(integer(TargetType::Integer, "-5").unwrap(), (-5i32).to_be_bytes());
    assert_eq!(integer(TargetType::Integer, "5.00").unwrap(), 5i32.to_be_bytes());
    assert_eq!(
        integer(TargetType::Smallint, "-32768").unwrap(),
        i16::MIN.to_be_bytes()
    );
    assert!(integer(TargetType::Smallint, "32768").is_err());
    assert_eq!(
        integer(TargetType::Bigint, "9223372036854775807").unwrap(),
        i64::MAX.to_be_bytes()
    );
    assert_eq!(
        integer(TargetType::Bigint, "-9223372036854775808").unwrap(),
        i64::MIN.to_be_bytes()
    );
    assert!(integer(TargetType::Bigint, "9223372036854775808").is_err());
    assert!(integer(TargetType::Integer, "1.5").is_err());
    assert_eq!(
        integer(TargetType::Bigint, "12e3").unwrap(),
        12_000i64.to_be_bytes()
    );
}

fn at(text: &str) -> DateTime {
    mask::read_iso(text).unwrap().at
}

#[test]
fn days_are_counted_from_2000() {
    assert_eq!(days_of(&at("2000-01-01")), Some(0));
    assert_eq!(days_of(&at("1970-01-01")), Some(-10_957));
    assert_eq!(days_of(&at("9999-12-31")), Some(2_921_939));
    assert_eq!(days_of(&at("0001-01-01")), Some(-730_119));
    // The day before the first of year 1 is the last of 1 BC.
    assert_eq!(days_of(&at("-1-12-31")), Some(-730_120));
    assert_eq!(days_of(&at("-4714-11-24")), Some(-2_451_545));
    assert_eq!(days_of(&at("-4714-11-23")), None);
    assert_eq!(days_of(&at("1900-02-29")), None);
    assert_eq!(
        microseconds_of(&at("2000-01-02 00:00:00.000001")),
        Some(86_400_000_001)
    );
}

#[test]
fn dates_outside_the_calendar_follow_the_policy() {
    let date = |policy, text: &str| {
        let policy = ColumnPolicy {
            out_of_range: policy,
            ..ColumnPolicy::default()
        };
        encoded(TargetType::Timestamp(0), policy, &Value::DateTime(at(text)))
            .map(|(bytes, changes)| (bytes[4..].to_vec(), changes.out_of_range))
    };
    assert!(date(OnOutOfRange::Quarantine, "1500-02-29").is_err());
    let first_of_march = microseconds_of(&at("1500-03-01")).unwrap().to_be_bytes().to_vec();
    assert_eq!(
        date(OnOutOfRange::Infinity, "1500-02-29"),
        Ok((first_of_march, 1))
    );
    assert_eq!(
        date(OnOutOfRange::Infinity, "-4714-01-01"),
        Ok((i64::MIN.to_be_bytes().to_vec(), 1))
    );
    assert_eq!(date(OnOutOfRange::Null, "-4714-01-01"), Ok((Vec::new(), 1)));
}

#[test]
fn fractions_have_a_place_or_not() {
    let time = |digits, precision, text: &str| {
        let policy = ColumnPolicy {
            precision,
            ..ColumnPolicy::default()
        };
        encoded(TargetType::Timestamp(digits), policy, &Value::DateTime(at(text))).map(|(bytes, changes)| {
            let bytes: [u8; 8] = bytes[4..].try_into().unwrap();
            (i64::from_be_bytes(bytes), changes.precision)
        })
    };
    assert_eq!(
        time(6, OnPrecision::Quarantine, "2000-01-01 00:00:00.123456"),
        Ok((123_456, 0))
    );
    assert!(time(6, OnPrecision::Quarantine, "2000-01-01 00:00:00.123456789").is_err());
    assert_eq!(
        time(6, OnPrecision::Truncate, "2000-01-01 00:00:00.123456789"),
        Ok((123_456, 1))
    );
    assert_eq!(
        time(6, OnPrecision::Round, "2000-01-01 00:00:00.123456789"),
        Ok((123_457, 1))
    );
    assert_eq!(
        time(0, OnPrecision::Round, "2000-01-01 00:00:00.5"),
        Ok((1_000_000, 1))
    );
    assert_eq!(
        time(3, OnPrecision::Quarantine, "2000-01-01 00:00:00.12"),
        Ok((120_000, 0))
    );
}

#[test]
fn texts_are_read_by_a_mask() {
    let read = |mask: &str, text: &str| {
        let read = DateMask::new(mask).unwrap().read(text)?;
        Some(read.in_utc().to_string())
    };
    let expected = |text: &str| Some(text.to_owned());
    assert_eq!(read("DD-MON-RR", "07-jun-94"), expected("1994-06-07 00:00:00"));
    assert_eq!(read("DD-MON-RR", "07-JUN-24"), expected("2024-06-07 00:00:00"));
    assert_eq!(
        read("YYYYMMDDHH24MISS", "20240229235958"),
        expected("2024-02-29 23:59:58")
    );
    assert_eq!(
        read("MM/DD/YYYY HH:MI:SS AM", "1/2/2024 12:05:00 am"),
        expected("2024-01-02 00:05:00")
    );
    assert_eq!(
        read(
            "YYYY-MM-DD\"T\"HH24:MI:SS.FF TZH:TZM",
            "2024-01-01T00:30:00.25 +02:00"
        ),
        expected("2023-12-31 22:30:00.25")
    );
    assert_eq!(
        read("YYYY-MM-DD HH24:MI:SS", "2024-01-01"),
        expected("2024-01-01 00:00:00")
    );
    assert_eq!(read("YYYY DDD", "2024 366"), expected("2024-12-31 00:00:00"));
    assert_eq!(read("YYYY-MM-DD", "2024-13-01"), None);
    assert_eq!(read("YYYY-MM-DD", "2024-01-01x"), None);
    assert!(DateMask::new("YYYY-QQ").is_err());
}

#[test]
fn texts_keep_their_characters_or_say_so() {
    let varchar = TargetType::Text { limit: Some(3) };
    let text = |policy: ColumnPolicy, value: &str| {
        encoded(varchar.clone(), policy, &Value::Text(value))
            .map(|(bytes, changes)| (String::from_utf8(bytes[4..].to_vec()).unwrap(), changes.total()))
    };
    let policy = ColumnPolicy::default();
    assert_eq!(text(policy.clone(), "äöü"), Ok(("äöü".to_owned(), 0)));
    assert!(text(policy.clone(), "äöüx").is_err());
    assert!(text(policy.clone(), "a\0").is_err());
    let lax = ColumnPolicy {
        nul: OnNul::Replace,
        too_long: OnTooLong::Truncate,
        ..policy
    };
    assert_eq!(text(lax.clone(), "a\0"), Ok(("a\u{2400}".to_owned(), 1)));
    assert_eq!(text(lax, "äöüx"), Ok(("äöü".to_owned(), 1)));
    let null = encoded(varchar, ColumnPolicy::default(), &Value::Text(""))
        .unwrap()
        .0;
    assert_eq!(null, (-1i32).to_be_bytes());
}

#[test]
fn padding_of_char_is_no_text() {
    let char3 = TargetType::Char { limit: Some(3) };
    let padded = encoded(char3.clone(), ColumnPolicy::default(), &Value::Text("ab   ")).unwrap();
    assert_eq!(&padded.0[4..], b"ab ");
    assert_eq!(padded.1.total(), 0);
    assert!(encoded(char3, ColumnPolicy::default(), &Value::Text("abcd")).is_err());
}

#[test]
fn intervals_are_months_or_days_and_time() {
    let interval = |text: &str| {
        encoded(
            TargetType::Interval(6),
            ColumnPolicy::default(),
            &Value::Text(text),
        )
        .map(|(bytes, _)| {
            let micros = i64::from_be_bytes(bytes[4..12].try_into().unwrap());
            let days = i32::from_be_bytes(bytes[12..16].try_into().unwrap());
            let months = i32::from_be_bytes(bytes[16..20].try_into().unwrap());
            (months, days, micros)
        })
    };
    assert_eq!(interval("+02-03"), Ok((27, 0, 0)));
    assert_eq!(interval("-10 04:05:06.5"), Ok((0, -10, -14_706_500_000)));
    assert!(interval("3 days").is_err());
    assert!(interval("+01-12").is_err());
}
