use super::*;

/// The rows of a statement as texts.
fn cells(statement: &str) -> Result<Vec<String>, String> {
    let rows = rows_of(statement, &mut literals::Masks::default())?;
    let shown = |cell: &Cell<'_>| cell.value().preview(1000).unwrap_or_else(|| "NULL".to_owned());
    Ok(rows.iter().flat_map(|row| row.cells.iter().map(shown)).collect())
}

#[test]
fn values_of_exports() {
    for (written, expected) in [
        ("NULL", "NULL"),
        ("''", "NULL"),
        ("'it''s'", "it's"),
        ("N'nö'", "nö"),
        ("q'[it's; --]'", "it's; --"),
        ("nq'!a!'", "a"),
        ("-1.50", "-1.50"),
        ("+.5e3", ".5e3"),
        ("1.5d", "1.5"),
        ("('a')||CHR(10)||'b'||NULL", "a\nb"),
        ("to_date('24-FEB-06','DD-MON-RR')", "2006-02-24 00:00:00"),
        (
            "to_timestamp('24-FEB-06 03.04.05.123456000 PM','DD-MON-RR HH.MI.SSXFF AM')",
            "2006-02-24 15:04:05.123456",
        ),
        (
            "to_timestamp_tz('2020-01-01 00:00:00 +05:30','YYYY-MM-DD HH24:MI:SS TZH:TZM')",
            "2019-12-31 18:30:00 UTC",
        ),
        ("to_date(null,'DD')", "NULL"),
        ("to_date('01.02.2020')", "01.02.2020"),
        ("DATE '2020-02-29'", "2020-02-29 00:00:00"),
        (
            "TIMESTAMP '2020-01-01 10:00:00.5 -01:00'",
            "2020-01-01 11:00:00.5 UTC",
        ),
        ("hextoraw('DEAD')", "DEAD"),
        ("TO_CLOB('a')||TO_CLOB(q'{b}')", "ab"),
        ("EMPTY_CLOB()", "(0 bytes)"),
        ("UNISTR('\\00e4\\\\x')", "ä\\x"),
        (
            "INTERVAL '-1 02:03:04.5' DAY TO SECOND(3)",
            "-1 days -7384500000000 ns",
        ),
        ("INTERVAL '90' MINUTE", "0 days 5400000000000 ns"),
        ("TO_YMINTERVAL('1-2')", "14 months"),
        ("to_number('12,5')", "`12,5` is no number"),
        (
            "SYSDATE",
            "SYSDATE is no literal, and Oracle is not there to evaluate it",
        ),
        (
            "my_seq.nextval",
            "MY_SEQ.NEXTVAL is no literal, and Oracle is not there to evaluate it",
        ),
        (
            "CHR(228)",
            "CHR(228) depends on the character set of the database",
        ),
    ] {
        let found = cells(&format!("INSERT INTO t (a) VALUES ({written})"));
        let found = found.map_or_else(|message| message, |cells| cells.join("|"));
        assert_eq!(found, expected, "{written}");
    }
}

#[test]
fn statements_with_several_rows() {
    let all =
        "INSERT ALL INTO a (x) VALUES (1) INTO hr.\"B b\" (\"y\", z) VALUES ('2', 3) SELECT * FROM dual";
    assert_eq!(
        cells(all),
        Ok(vec!["1".to_owned(), "2".to_owned(), "3".to_owned()])
    );
    let names: Vec<String> = targets(all)
        .expect("targets")
        .iter()
        .map(|target| target.table.to_string())
        .collect();
    assert_eq!(names, ["A", "HR.B b"]);
    assert_eq!(
        cells("INSERT INTO t VALUES (1), (2)").map(|cells| cells.len()),
        Ok(2)
    );
    assert!(cells("INSERT INTO t SELECT 1 FROM dual").is_err_and(|message| message.contains("query")));
    assert!(
        cells("INSERT INTO t (a, b) VALUES (1)").is_err_and(|message| message == "1 values for 2 columns")
    );
}

/// Hands over a few bytes at a time.
struct Steps<'a>(&'a [u8], usize);

impl Read for Steps<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.1.min(self.0.len()).min(buffer.len());
        buffer[..count].copy_from_slice(&self.0[..count]);
        self.0 = &self.0[count..];
        Ok(count)
    }
}

fn found(script: &str, step: usize) -> Result<Vec<(u64, Kind, String)>, String> {
    let mut statements = Statements::new(Steps(script.as_bytes(), step), 0, 1);
    let mut all = Vec::new();
    loop {
        match statements.next() {
            Ok(None) => return Ok(all),
            Ok(Some(statement)) => {
                let text = String::from_utf8_lossy(statement.bytes).into_owned();
                let in_file = &script[statement.start as usize..statement.end as usize];
                assert!(in_file.starts_with(&text), "{in_file} {text}");
                all.push((statement.line, statement.kind, text));
            }
            Err(StatementError::Refused { line, message }) => return Err(format!("{line}: {message}")),
            Err(StatementError::Input(error)) => return Err(error.to_string()),
        }
    }
}

#[test]
fn statements_are_found_whatever_stands_in_them() {
    let script = "REM INSERTING into \"T\"\nSET DEFINE OFF;\n\nCREATE OR REPLACE TRIGGER g BEGIN NULL; END;\n/\n\
                  Insert into T values ('a;b''\n\n;', q'[it's;]', \"n;\", /* ; ' */ 1) -- ;\n;\n\
                  -- a comment'\ncommit;\nINSERT INTO t VALUES (2);INSERT INTO t VALUES ('&x')";
    for step in [1, 3, 1000] {
        let all = found(script, step).expect("statements");
        let kinds: Vec<(u64, Kind)> = all.iter().map(|(line, kind, _)| (*line, *kind)).collect();
        let expected = [
            (4, Kind::Definition),
            (6, Kind::Insert),
            (11, Kind::Definition),
            (12, Kind::Insert),
            (12, Kind::Insert),
        ];
        assert_eq!(kinds, expected, "{step}");
        assert_eq!(all[4].2, "INSERT INTO t VALUES ('&x')");
    }
    assert_eq!(
        found("INSERT INTO t VALUES ('a", 7),
        Err("1: a text without its end".to_owned())
    );
    assert_eq!(
        found("\n@more.sql\n", 7),
        Err("2: another script is included: list it in the plan".to_owned())
    );
    assert_eq!(
        found("x", 1),
        Err("1: `X` begins no statement that is known".to_owned())
    );
    assert_eq!(found("EXIT\nnonsense", 1), Ok(Vec::new()));
}

fn looked(script: &str) -> Result<Seen, String> {
    look(script.as_bytes(), Path::new("x.sql"), None, 100).map_err(|error| error.to_string())
}

#[test]
fn what_changes_rows_is_refused() {
    for (script, message) in [
        (
            "INSERT INTO t VALUES (1); UPDATE t SET a = 2;",
            "only INSERT statements are read",
        ),
        (
            "INSERT INTO t VALUES (1); TRUNCATE TABLE t;",
            "it takes away rows",
        ),
        ("BEGIN NULL; END;\n/\n", "PL/SQL is not run here"),
        (
            "ALTER SESSION SET NLS_DATE_FORMAT = 'YYYY';",
            "formats are not followed",
        ),
        ("INSERT INTO t VALUES ('R&D');", "put SET DEFINE OFF first"),
    ] {
        let error = looked(script).expect_err(script);
        assert!(
            error.starts_with("x.sql, line 1: ") && error.contains(message),
            "{error}"
        );
    }
    let seen = looked("TRUNCATE TABLE t;\nSET SCAN OFF\nINSERT INTO t (a) VALUES ('R&D');\ncommit;")
        .expect("a script");
    assert_eq!(seen.tables.len(), 1);
}

#[test]
fn pieces_end_where_statements_do() {
    let script: String = (0..20)
        .map(|row| format!("INSERT INTO t (a, b) VALUES ({row}, 'x');\n"))
        .collect();
    let seen = looked(&script).expect("a script");
    assert!(seen.pieces.len() > 4, "{}", seen.pieces.len());
    assert_eq!(seen.pieces[0].start, 0);
    assert_eq!(seen.pieces.last().expect("a piece").end, script.len() as u64 - 1);
    for pair in seen.pieces.windows(2) {
        assert_eq!(&script[pair[0].end as usize..pair[1].start as usize], "\n");
    }
}
