use super::*;
use crate::change::Datum;
use plconv_mover::value::DateTime;
use proptest::prelude::*;

fn insert(text: &str) -> Vec<(String, Literal<'_>)> {
    match parse(text) {
        Ok(Statement::Insert(values)) => values
            .into_iter()
            .map(|(name, value)| (name.into_owned(), value))
            .collect(),
        other => panic!("{other:?}"),
    }
}

fn one(literal: &str, kind: ColumnType) -> Option<Datum> {
    let text = format!("insert into \"O\".\"T\"(\"C\") values ({literal});");
    let values = insert(&text);
    datum(&values[0].1, kind)
}

fn text(text: &str) -> Option<Datum> {
    Some(Datum::Text(text.into()))
}

fn number(text: &str) -> Option<Datum> {
    Some(Datum::Number(text.into()))
}

const AT: DateTime = DateTime {
    year: 2024,
    month: 2,
    day: 29,
    hour: 23,
    minute: 30,
    second: 5,
    nanosecond: 0,
};

#[test]
fn statements() {
    let update = "update \"O\".\"T\" a set a.\"N\" = 'x, where \"Q\" = ''y''', \"M\" = NULL where a.\"ID\" = '1' and a.\"P\" IS NULL and a.ROWID = 'AAARFwAAHAAAACAAAA';";
    let Ok(Statement::Update { set, condition }) = parse(update) else {
        panic!()
    };
    assert_eq!(
        set,
        [
            ("N".into(), Literal::Text("x, where \"Q\" = 'y'".into())),
            ("M".into(), Literal::Null)
        ]
    );
    assert_eq!(
        condition.columns,
        [
            ("ID".into(), Literal::Text("1".into())),
            ("P".into(), Literal::Null)
        ]
    );
    assert_eq!(condition.row_id.as_deref(), Some("AAARFwAAHAAAACAAAA"));
    let Ok(Statement::Delete(condition)) =
        parse("delete from \"UNKNOWN\".\"OBJ# 70000\" where \"COL 1\" = HEXTORAW('c102')")
    else {
        panic!()
    };
    assert_eq!(condition.columns, [("COL 1".into(), Literal::Hex(vec![0xc1, 2]))]);
    // A column may be called so: its name is quoted.
    let Ok(Statement::Delete(condition)) = parse("delete from t where \"ROWID\" = '1' and id = 2") else {
        panic!()
    };
    assert_eq!(condition.row_id, None);
    assert_eq!(condition.columns[1], ("ID".into(), Literal::Bare("2")));
    assert_eq!(
        parse("/* No SQL_REDO for temporary tables */"),
        Ok(Statement::Temporary)
    );
    for broken in [
        "",
        "Unsupported",
        "insert into \"O\".\"T\"(\"A\",\"B\") values ('1');",
        "insert into \"O\".\"T\"(\"A\") values ('1','2');",
        "insert into \"O\".\"T\"(\"A\") values ('1",
        "update \"O\".\"T\" set  where \"A\" = '1';",
        "update \"O\".\"T\" set \"A\" = '1' where ",
        "delete from \"O\".\"T\" where \"A\" = '1' or \"B\" = '2';",
        "delete from \"O\".\"T\" where \"A\" = '1'; delete",
        "insert into \"O\".\"T\"(\"A\") values (\"O\".\"POINT\"('1'));",
    ] {
        assert!(parse(broken).is_err(), "{broken}");
    }
}

#[test]
fn values() {
    use ColumnType as T;
    assert_eq!(one("'it''s || , ('", T::Text), text("it's || , ("));
    assert_eq!(one("''", T::Text), Some(Datum::Null));
    assert_eq!(one("LM_EMPTY_STRING", T::Text), Some(Datum::Null));
    assert_eq!(one("NULL", T::Number), Some(Datum::Null));
    assert_eq!(
        one("UNISTR('a\\00E9''\\\\') || UNISTR('\\D83D\\DE00')", T::National),
        text("aé'\\😀")
    );
    assert_eq!(
        one("UNISTR('\\D83D') || UNISTR('\\DE00')", T::National),
        text("😀")
    );
    for (literal, expected) in [
        ("'-.5'", "-0.5"),
        ("'007.500'", "7.5"),
        ("12", "12"),
        ("'1E+125'", "1E+125"),
        ("'-0'", "0"),
    ] {
        assert_eq!(one(literal, T::Number), number(expected), "{literal}");
    }
    assert_eq!(one("'x'", T::Number), None);
    assert_eq!(
        one("HEXTORAW('ab01')", T::Raw),
        Some(Datum::Bytes([0xab, 1].into()))
    );
    assert_eq!(one("EMPTY_CLOB()", T::Clob), text(""));
    assert_eq!(one("EMPTY_BLOB()", T::Blob), Some(Datum::Bytes([].into())));
    assert_eq!(one("XMLTYPE.createXML('')", T::Apart), Some(Datum::Missing));
    assert_eq!(
        one("/* JSON */ HEXTORAW('ff4a5a01')", T::Apart),
        Some(Datum::Missing)
    );
    assert_eq!(one("Unsupported Type", T::Text), Some(Datum::Missing));
    assert_eq!(one("'1.5E+000'", T::Double), Some(Datum::Double(1.5)));
    assert_eq!(one("'-Inf'", T::Float), Some(Datum::Float(f32::NEG_INFINITY)));
    assert!(matches!(one("'Nan'", T::Double), Some(Datum::Double(value)) if value.is_nan()));
    assert_eq!(one("TRUE", T::Boolean), Some(Datum::Boolean(true)));
    assert_eq!(
        one("TO_DATE('2024-02-29 23:30:05', 'YYYY-MM-DD HH24:MI:SS')", T::Date),
        Some(Datum::DateTime(AT))
    );
    assert_eq!(
        one(
            "TO_DATE(' 2024-02-29 23:30:05', 'SYYYY-MM-DD HH24:MI:SS')",
            T::Date
        ),
        Some(Datum::DateTime(AT))
    );
    assert_eq!(
        one("TO_DATE('29-FEB-24 23:30:05', 'DD-MON-RR HH24:MI:SS')", T::Date),
        Some(Datum::DateTime(AT))
    );
    assert_eq!(
        one(
            "TO_DATE('-4712-01-01 00:00:00', 'SYYYY-MM-DD HH24:MI:SS')",
            T::Date
        ),
        Some(Datum::DateTime(DateTime {
            year: -4712,
            month: 1,
            day: 1,
            hour: 0,
            minute: 0,
            second: 0,
            nanosecond: 0
        }))
    );
    assert_eq!(
        one("TO_TIMESTAMP('2024-02-29 23:30:05.')", T::Timestamp),
        Some(Datum::DateTime(AT))
    );
    let next_day = DateTime {
        month: 3,
        day: 1,
        hour: 5,
        minute: 0,
        ..AT
    };
    assert_eq!(
        one("TO_TIMESTAMP_TZ('2024-02-29 23:30:05. -05:30')", T::TimestampTz),
        Some(Datum::Instant(next_day))
    );
    assert_eq!(
        one(
            "TO_TIMESTAMP_TZ('2024-02-29 23:30:05 Europe/Paris')",
            T::TimestampTz
        ),
        None
    );
    assert_eq!(
        one("TO_TIMESTAMP('2024-02-29 23:30:05.25')", T::TimestampLtz),
        Some(Datum::Instant(DateTime {
            nanosecond: 250_000_000,
            ..AT
        }))
    );
    assert_eq!(
        one("TO_YMINTERVAL('-02-03')", T::Months),
        Some(Datum::Months(-27))
    );
    assert_eq!(
        one("TO_DSINTERVAL('-03 04:05:06.000000007')", T::Duration),
        Some(Datum::Duration {
            days: -3,
            nanoseconds: -14_706_000_000_007
        })
    );
}

#[test]
fn values_as_they_are_in_blocks() {
    use ColumnType as T;
    // "Oracle NUMBER" of the OCI manual: exponent and digits of base 100.
    for (bytes, expected) in [
        ("80", "0"),
        ("c102", "1"),
        ("c10233", "1.5"),
        ("c033", "0.5"),
        ("bf33", "0.005"),
        ("c20218", "123"),
        ("3e6466", "-1"),
        ("3f3366", "-0.5"),
        ("c502", "100000000"),
        ("ca0a2a3a", "9415700000000000000"),
    ] {
        assert_eq!(
            one(&format!("HEXTORAW('{bytes}')"), T::Number),
            number(expected),
            "{bytes}"
        );
    }
    assert_eq!(
        one("HEXTORAW('787c021d181f06')", T::Date),
        Some(Datum::DateTime(AT))
    );
    assert_eq!(
        one("HEXTORAW('787c021d181f060ee6b280')", T::Timestamp),
        Some(Datum::DateTime(DateTime {
            nanosecond: 250_000_000,
            ..AT
        }))
    );
    assert_eq!(one("HEXTORAW('616263')", T::Text), text("abc"));
    assert_eq!(one("HEXTORAW('006100e9')", T::National), text("aé"));
    assert_eq!(one("HEXTORAW('ff')", T::Text), None);
    assert_eq!(
        one("HEXTORAW('bff8000000000000')", T::Double),
        Some(Datum::Double(1.5))
    );
    assert_eq!(one("HEXTORAW('bfc00000')", T::Float), Some(Datum::Float(1.5)));
    assert_eq!(one("HEXTORAW('403fffff')", T::Float), Some(Datum::Float(-1.5)));
    assert_eq!(one("HEXTORAW('800000023f')", T::Months), Some(Datum::Months(27)));
    assert_eq!(
        one("HEXTORAW('800000033c3c3d80000000')", T::Duration),
        Some(Datum::Duration {
            days: 3,
            nanoseconds: 1_000_000_000
        })
    );
}

#[test]
fn locators() {
    let block = "DECLARE \n loc_c CLOB; \n buf_c VARCHAR2(6156); \nBEGIN\n select \"NOTE\" into loc_c from \"BANK\".\"NOTES\" \
                 where \"ID\" = '1' and \"K\" = 'a''b' for update;\n";
    let locator = parse_locator(block).unwrap();
    assert_eq!(locator.column, "NOTE");
    assert_eq!(locator.condition.columns.len(), 2);
    assert_eq!(parse_locator("select \"WIDE\"").unwrap().column, "WIDE");
    assert_eq!(
        parse_locator("select \"X\" into l from t where  for update")
            .unwrap()
            .condition,
        Condition::default()
    );
    assert!(parse_locator("LOB_WRITE").is_err());
}

/// A text as LogMiner quotes it.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

proptest! {
    #[test]
    fn what_is_written_is_read(values in proptest::collection::vec(("[A-Z \"']{1,5}", any::<Option<String>>()), 1..6)) {
        let columns: Vec<String> = values.iter().map(|(name, _)| format!("\"{}\"", name.replace('"', "\"\""))).collect();
        let literals: Vec<String> = values
            .iter()
            .map(|(_, value)| value.as_ref().map_or_else(|| "NULL".to_owned(), |value| quoted(value)))
            .collect();
        let sql = format!("insert into \"O\".\"T\"({}) values ({});", columns.join(","), literals.join(","));
        let expected: Vec<(String, Literal<'_>)> = values
            .iter()
            .map(|(name, value)| {
                let literal = value.as_ref().map_or(Literal::Null, |value| Literal::Text(value.into()));
                (name.clone(), literal)
            })
            .collect();
        prop_assert_eq!(insert(&sql), expected);
        let conditions: Vec<String> = columns
            .iter()
            .zip(&literals)
            .map(|(column, literal)| match literal.as_str() {
                "NULL" => format!("{column} IS NULL"),
                literal => format!("{column} = {literal}"),
            })
            .collect();
        let sql = format!("delete from \"O\".\"T\" where {};", conditions.join(" and "));
        let Ok(Statement::Delete(condition)) = parse(&sql) else { panic!("{sql}") };
        prop_assert_eq!(condition.columns.len(), values.len());
    }

    #[test]
    fn no_text_stops_it(text in any::<String>(), cut in 0..120usize) {
        let _ = parse(&text);
        let _ = parse_locator(&text);
        let sql = "update \"O\".\"T\" a set a.\"N\" = UNISTR('\\00e9') || 'x''', \"M\" = TO_DATE('2024-01-01', 'YYYY-MM-DD') /* c */ where ROWID = 'AAA';";
        let cut = cut.min(sql.len());
        prop_assert!(cut >= sql.len() - 1 || parse(&sql[..cut]).is_err());
        let _ = parse(&format!("{}{text}{}", &sql[..cut], &sql[cut..]));
    }

    #[test]
    fn no_bytes_stop_it(bytes in any::<Vec<u8>>()) {
        use ColumnType as T;
        for kind in [T::Text, T::National, T::Number, T::Float, T::Double, T::Raw, T::Date, T::Timestamp, T::TimestampTz,
            T::TimestampLtz, T::Months, T::Duration, T::Boolean, T::RowId, T::Clob, T::Blob, T::Apart] {
            let _ = datum(&Literal::Hex(bytes.clone()), kind);
            let _ = datum(&Literal::Text(String::from_utf8_lossy(&bytes)), kind);
        }
    }
}
