use super::*;
use plconv_catalog::LengthUnit;

fn route(data_type: DataType, target_type: TargetType) -> ValueRoute {
    ValueRoute::new(&data_type, &target_type, ColumnPolicy::default(), None).unwrap()
}

fn bound(route: &ValueRoute, text: &str) -> Bind {
    match route.value(text).unwrap() {
        Back::Bind(bind) => bind,
        other => panic!("{other:?}"),
    }
}

const NUMBER: DataType = DataType::Number {
    precision: None,
    scale: None,
};

fn text_type(length: u32) -> DataType {
    DataType::Varchar2 {
        length: Some(length),
        unit: LengthUnit::Byte,
        national: false,
    }
}

#[test]
fn numbers() {
    for (text, expected) in [
        ("0", "0"),
        ("-0.00", "0"),
        ("12.50", "12.5"),
        ("0.05", "0.05"),
        ("-100", "-100"),
        ("1e+30", "1000000000000000000000000000000"),
        ("-1.5e-05", "-0.000015"),
        (
            "12345678901234567890123456789012345678",
            "12345678901234567890123456789012345678",
        ),
        ("1.20e1", "12"),
    ] {
        assert_eq!(number(text).unwrap(), expected);
        assert!(expected.parse::<f64>().is_ok());
    }
    let misfit = |text: &str| number(text).unwrap_err().misfit;
    assert_eq!(misfit("NaN"), Misfit::Invalid);
    assert_eq!(misfit("-Infinity"), Misfit::Invalid);
    assert_eq!(misfit("1e126"), Misfit::OutOfRange);
    assert_eq!(misfit("1e-131"), Misfit::OutOfRange);
    assert_eq!(
        misfit("123456789012345678901234567890123456789"),
        Misfit::Precision
    );
    let truth = route(NUMBER, TargetType::Boolean);
    assert_eq!(bound(&truth, "t"), Bind::Number("1".to_owned()));
    assert_eq!(bound(&truth, "f"), Bind::Number("0".to_owned()));
}

#[test]
fn texts_and_bytes() {
    let text = route(text_type(10), TargetType::Text { limit: None });
    assert_eq!(bound(&text, " a "), Bind::Text(" a ".to_owned()));
    assert_eq!(text.value("").unwrap(), Back::Emptied(Bind::Null(Kind::Text)));
    let clob = route(DataType::Clob, TargetType::Text { limit: None });
    assert_eq!(clob.value("").unwrap(), Back::EmptyLarge);
    let padded = route(
        DataType::Char {
            length: Some(5),
            unit: LengthUnit::Byte,
            national: false,
        },
        TargetType::Char { limit: Some(5) },
    );
    assert_eq!(bound(&padded, "ab   "), Bind::Text("ab".to_owned()));
    assert_eq!(bound(&padded, "     "), Bind::Text(" ".to_owned()));
    let raw = route(DataType::Raw { length: Some(16) }, TargetType::Uuid);
    assert_eq!(
        bound(&raw, "00000000-0000-0000-0000-0000000000ff"),
        Bind::Bytes([&[0; 15][..], &[255]].concat())
    );
    let blob = route(DataType::Blob, TargetType::Bytea);
    assert_eq!(bound(&blob, "\\x00ff"), Bind::Bytes(vec![0, 255]));
    assert_eq!(blob.value("\\x").unwrap(), Back::EmptyLarge);
    assert!(blob.value("\\x0").is_err());
}

#[test]
fn values_that_the_plan_maps_are_mapped_back() {
    let mut choices = ColumnPlan::default();
    let new = |choices: &ColumnPlan| {
        ValueRoute::new(
            &text_type(1),
            &TargetType::Boolean,
            ColumnPolicy::default(),
            Some(choices),
        )
    };
    assert!(new(&choices).unwrap_err().contains("no way back"));
    choices.values.insert("Y".to_owned(), "true".to_owned());
    choices.values.insert("N".to_owned(), "false".to_owned());
    let route = new(&choices).unwrap();
    assert_eq!(bound(&route, "t"), Bind::Text("Y".to_owned()));
    choices.values.insert("J".to_owned(), "true".to_owned());
    assert!(new(&choices).unwrap_err().contains("several"));
    choices.values.clear();
    choices.expression = Some("upper({})".to_owned());
    assert!(new(&choices).unwrap_err().contains("expression"));
}

#[test]
fn times() {
    let date = route(DataType::Date, TargetType::Timestamp(0));
    let at = |text: &str| match bound(&date, text) {
        Bind::DateTime(at) => at.to_string(),
        other => panic!("{other:?}"),
    };
    assert_eq!(at("2024-02-29 23:59:58"), "2024-02-29 23:59:58");
    assert_eq!(at("0044-03-15 00:00:00 BC"), "0044-03-15 00:00:00 BC");
    assert_eq!(
        date.value("2024-02-29 23:59:58.5").unwrap_err().misfit,
        Misfit::Precision
    );
    for text in ["infinity", "-infinity", "10000-01-01 00:00:00"] {
        assert_eq!(date.value(text).unwrap_err().misfit, Misfit::OutOfRange, "{text}");
    }
    for text in [
        "",
        "2024",
        "2024-01-01-01 00:00:00",
        "2024-01-01 00:00",
        "2024-01-01 00:00:00+01",
    ] {
        assert_eq!(date.value(text).unwrap_err().misfit, Misfit::Invalid, "{text}");
    }
    let zoned = route(DataType::TimestampTz { fraction: 6 }, TargetType::TimestampTz(6));
    assert_eq!(
        bound(&zoned, "2024-02-29 12:00:00.25+00"),
        Bind::Text("2024-02-29 12:00:00.250000000 +00:00".to_owned())
    );
    assert!(zoned.is_lossy() && !date.is_lossy());
}

#[test]
fn intervals() {
    for (text, expected) in [
        ("P1Y2M", (14, 0)),
        ("PT0S", (0, 0)),
        ("P-1Y-2M", (-14, 0)),
        ("P3DT4H5M6.789S", (0, 3 * DAY + 14_706_789_000)),
        ("PT-0.5S", (0, -500_000)),
        ("P1DT-1H", (0, DAY - DAY / 24)),
    ] {
        assert_eq!(interval(text), Some(expected), "{text}");
    }
    for text in ["", "P1", "PX", "1Y", "PT1.2.3S", "P1H"] {
        assert_eq!(interval(text), None, "{text}");
    }
    let days = route(
        DataType::IntervalDayToSecond { fraction: 6 },
        TargetType::Interval(6),
    );
    assert_eq!(
        bound(&days, "P1DT-1H"),
        Bind::Duration {
            days: 0,
            nanoseconds: 23 * 3_600_000_000_000
        }
    );
    assert!(days.value("P1M").is_err());
    let months = route(DataType::IntervalYearToMonth, TargetType::Interval(6));
    assert_eq!(bound(&months, "P-1Y-2M"), Bind::Months(-14));
    assert!(months.value("P1D").is_err());
}
