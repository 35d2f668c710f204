//! `plconv test --record`: what an Oracle does becomes what is expected. A double answers in its place, to the real driver.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests make the files they work on, and their helpers may fail"
)]

use oracle_double::{Column, DataType, Done, Double, Options, OracleError, Script, Style};
use std::collections::VecDeque;
use std::process::Command;
use std::sync::{Arc, Mutex};

/// What DBMS_OUTPUT holds.
type Buffer = Arc<Mutex<VecDeque<String>>>;

/// A database that knows the statements of the cases, with the lines that they print.
fn oracle(buffer: &Buffer) -> Script {
    let printing = |lines: &'static [&'static str]| {
        let buffer = Arc::clone(buffer);
        move || {
            buffer
                .lock()
                .unwrap()
                .extend(lines.iter().map(|line| (*line).to_owned()))
        }
    };
    let (sum, nothing) = (printing(&["twelve 1200", "", "  done"]), printing(&["before"]));
    let read = Arc::clone(buffer);
    let line = "WITH FUNCTION plconv_line RETURN VARCHAR2 IS line VARCHAR2(32767); status INTEGER; \
                BEGIN DBMS_OUTPUT.GET_LINE(line, status); RETURN CASE status WHEN 0 THEN '=' || line END; END; \
                SELECT plconv_line FROM dual";
    let done = |_: &oracle_double::Statement<'_>| Ok(Done::default());
    Script::new()
        .statement("ALTER SESSION SET TIME_ZONE = '+00:00'", done)
        .statement("BEGIN DBMS_OUTPUT.ENABLE(NULL); END;", done)
        .statement("ROLLBACK", done)
        .rows(
            line,
            vec![Column::new("PLCONV_LINE", DataType::Varchar2(4000))],
            move |_| {
                let line = read.lock().unwrap().pop_front();
                std::iter::once(
                    [line.map_or(oracle_double::Value::Null, |line| {
                        oracle_double::Value::text(&format!("={line}"))
                    })]
                    .into(),
                )
            },
        )
        .statement("INSERT INTO emp VALUES (1, 100)", done)
        .statement("BEGIN show_yearly(1); END;", move |_| {
            sum();
            Ok(Done::default())
        })
        .statement("BEGIN show_yearly(2); END;", move |_| {
            nothing();
            Err(OracleError::new(
                1476,
                "divisor is equal to zero\nORA-06512: at \"HR.SHOW_YEARLY\", line 3",
            ))
        })
}

const TABLE: &str = "CREATE TABLE emp (id NUMBER(9) PRIMARY KEY, salary NUMBER(8,2));\n";
const PROCEDURE: &str = "CREATE PROCEDURE show_yearly(p_id NUMBER) IS\nBEGIN\n\
    \x20 IF p_id = 2 THEN\n    DBMS_OUTPUT.PUT_LINE('before');\n    DBMS_OUTPUT.PUT_LINE(1 / 0);\n  END IF;\n\
    \x20 FOR r IN (SELECT salary FROM emp WHERE id = p_id) LOOP\n    DBMS_OUTPUT.PUT_LINE('twelve ' || r.salary * 12);\n\
    \x20 END LOOP;\n  DBMS_OUTPUT.PUT_LINE('');\n  DBMS_OUTPUT.PUT_LINE('  done');\nEND;\n/\n";
const YEARLY: &str =
    "# Yearly\n\n```oracle\nINSERT INTO emp VALUES (1, 100);\nBEGIN show_yearly(1); END;\n/\n```\n";
/// With an expectation that nobody has looked at.
const FAILING: &str =
    "# Nobody\n\n```oracle\nEXEC show_yearly(2)\n```\n\n```output\nguessed\n```\n\nSee the manual.\n";

#[test]
fn what_oracle_does_is_expected_of_postgresql() {
    let buffer = Buffer::default();
    let options = Options::new(Style::V19).user("tester", "s3cr3t");
    let double = Double::start(options, oracle(&buffer)).unwrap();
    let directory = tempfile::tempdir().unwrap();
    let put = |path: &str, text: &str| std::fs::write(directory.path().join(path), text).unwrap();
    let text = |path: &str| std::fs::read_to_string(directory.path().join(path)).unwrap();
    put("emp.sql", TABLE);
    put("yearly.sql", PROCEDURE);
    put("a_yearly.plconv-test.md", YEARLY);
    put("b_failing.plconv-test.md", FAILING);
    put(
        "c_script.plconv-test.sql",
        "INSERT INTO emp VALUES (1, 100);\nBEGIN show_yearly(1); END;\n/\n",
    );
    put("d_needs_sqlplus.plconv-test.md", "```oracle\n@other.sql\n```\n");
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_plconv"))
            .args(arguments)
            .current_dir(directory.path())
            .env("PLCONV_SOURCE_PASSWORD", "s3cr3t")
            .output()
            .unwrap();
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(!said.contains("s3cr3t"), "{said}");
        (output.status.code().unwrap(), said)
    };
    let connect = double.connect_string();
    let record =
        |words: &[&str]| run(&[&["test", ".", "--record", &connect, "--user", "tester"], words].concat());

    let (status, said) = record(&[]);
    assert_eq!(status, 1, "{said}");
    let expected = [
        "recorded  a_yearly.plconv-test.md",
        "recorded  b_failing.plconv-test.md",
        "recorded  c_script.plconv-test.sql",
        "FAILED    d_needs_sqlplus.plconv-test.md: line 1 of the script: this command of SQL*Plus cannot be recorded",
        "4 cases, 1 not recorded",
    ];
    assert_eq!(said.lines().collect::<Vec<_>>(), expected);
    let by = format!("Recorded on Oracle 19, plconv {}.\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(
        text("a_yearly.plconv-test.md"),
        format!("{YEARLY}\n{by}\n```output\ntwelve 1200\n\n  done\n```\n")
    );
    assert_eq!(
        text("b_failing.plconv-test.md"),
        format!(
            "# Nobody\n\n```oracle\nEXEC show_yearly(2)\n```\n\n{by}\n```output\nbefore\n```\n\n\
             ```error\nORA-01476: divisor is equal to zero\n```\n\nSee the manual.\n"
        )
    );
    assert_eq!(text("c_script.plconv-test.out"), "twelve 1200\n\n  done\n");
    assert_eq!(
        text("d_needs_sqlplus.plconv-test.md"),
        "```oracle\n@other.sql\n```\n"
    );

    // Nothing is another one the second time, and PostgreSQL does what was recorded.
    std::fs::remove_file(directory.path().join("d_needs_sqlplus.plconv-test.md")).unwrap();
    let (status, said) = record(&[]);
    assert_eq!(status, 0, "{said}");
    assert_eq!(said.matches("unchanged").count(), 3, "{said}");
    let (status, said) = run(&["test", ".", "--local"]);
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("3 tests, 0 failed"), "{said}");

    // A difference shows.
    put("yearly.sql", &PROCEDURE.replace("* 12", "* 13"));
    let (status, said) = run(&["test", ".", "--local", "yearly"]);
    assert_eq!(status, 1, "{said}");
    assert!(
        said.contains("-twelve 1200\n") && said.contains("+twelve 1300"),
        "{said}"
    );
    assert_eq!(double.protocol_errors(), Vec::<String>::new());
}
