//! A repository of somebody who migrates: what they do with the program from the first run on.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests make the files they work on, and their helpers may fail"
)]

use std::path::PathBuf;
use std::process::{Command, Output};

const TABLE: &str =
    "CREATE TABLE emp (\n  id NUMBER(9) PRIMARY KEY,\n  name VARCHAR2(30 CHAR),\n  salary NUMBER(8,2)\n);\n";

const PACKAGE: &str = "CREATE OR REPLACE PACKAGE pay AS
  FUNCTION yearly(p_id IN NUMBER) RETURN NUMBER;
  PROCEDURE raise_all(p_percent IN NUMBER);
END pay;
/
CREATE OR REPLACE PACKAGE BODY pay AS
  FUNCTION yearly(p_id IN NUMBER) RETURN NUMBER IS
    l_salary NUMBER;
  BEGIN
    SELECT salary INTO l_salary FROM emp WHERE id = p_id;
    RETURN l_salary * 12;
  END yearly;

  PROCEDURE raise_all(p_percent IN NUMBER) IS
  BEGIN
    UPDATE emp
       SET salary = salary * (1 + p_percent / 100);
    DELETE FROM emp WHERE salary IS NULL;
  END raise_all;
END pay;
/
";

/// A repository with Oracle source in `src`.
struct Repository(tempfile::TempDir);

impl Repository {
    fn new() -> Repository {
        let repository = Repository(tempfile::tempdir().unwrap());
        repository.put("src/emp.sql", TABLE);
        repository.put("src/pay.pkg", PACKAGE);
        repository
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn text(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).unwrap_or_default()
    }

    /// Replaces text that has to be there.
    #[track_caller]
    fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.text(path);
        assert!(text.contains(from), "{path} has no {from}: {text}");
        self.put(path, &text.replace(from, to));
    }

    fn run(&self, arguments: &[&str]) -> Run {
        let output = Command::new(env!("CARGO_BIN_EXE_plconv"))
            .args(arguments)
            .current_dir(self.0.path())
            .env("NO_COLOR", "1")
            .output()
            .unwrap();
        Run(output)
    }
}

struct Run(Output);

impl Run {
    fn out(&self) -> String {
        String::from_utf8(self.0.stdout.clone()).unwrap()
    }

    fn err(&self) -> String {
        String::from_utf8(self.0.stderr.clone()).unwrap()
    }

    #[track_caller]
    fn ends_with(self, status: i32) -> Run {
        assert_eq!(self.0.status.code(), Some(status), "{}{}", self.out(), self.err());
        self
    }
}

#[test]
fn edits_survive_a_changed_source() {
    let repository = Repository::new();
    let convert = ["convert", "src", "-o", "out", "--format", "short"];
    repository.run(&convert);
    let file = "out/packages/pay/raise_all.sql";
    repository.edit(file, "BEGIN\n", "BEGIN\n  PERFORM pg_advisory_xact_lock(42);\n");
    repository.edit("src/pay.pkg", "salary IS NULL;", "salary IS NULL OR salary < 0;");
    let again = repository.run(&convert);
    assert!(
        again.err().contains("the edits and what is new are both in it"),
        "{}",
        again.err()
    );
    let text = repository.text(file);
    assert!(
        text.contains("pg_advisory_xact_lock(42)") && text.contains("salary < 0"),
        "{text}"
    );

    // Both change the same line.
    repository.edit(file, "salary < 0", "salary <= 0");
    repository.edit("src/pay.pkg", "salary < 0", "salary < -1");
    let conflict = repository.run(&convert).ends_with(1);
    assert!(
        conflict.err().contains("conflict: packages/pay/raise_all.sql"),
        "{}",
        conflict.err()
    );
    assert!(repository.text(file).contains("salary <= 0"));
    let shown = repository.text("out/packages/pay/raise_all.sql.conflict");
    assert!(
        shown.contains("<<<<<<< edited\n") && shown.contains("salary < -1"),
        "{shown}"
    );

    // An edited output still loads, and what PostgreSQL rejects in an edited file is shown at its source.
    repository.edit(file, "UPDATE emp", "UPDATE emq");
    let verified = repository.run(&["verify", "out", "--local", "--source", "src", "--format", "short"]);
    assert!(verified.out().contains("src/pay.pkg:16:"), "{}", verified.out());

    let forced = repository.run(&["convert", "src", "-o", "out", "--force", "--format", "short"]);
    assert!(forced.err().contains("was replaced"), "{}", forced.err());
    assert!(repository.text(file).contains("salary < -1") && !repository.text(file).contains("advisory"));
}

#[test]
fn snapshots_show_what_an_upgrade_or_a_commit_changes() {
    let repository = Repository::new();
    repository.run(&["snap", "src", "--check"]).ends_with(1);
    repository.run(&["snap", "src"]).ends_with(0);
    let beside = "src/pay.pkg.pgsql";
    assert!(
        repository
            .text(beside)
            .contains("FUNCTION pay.yearly(p_id numeric)")
    );
    // Snapshots are no source.
    repository.run(&["snap", "src", "--check"]).ends_with(0);

    // An earlier plconv wrote another text.
    let version = env!("CARGO_PKG_VERSION");
    repository.edit(beside, &format!("plconv {version};"), "plconv 0.0.9;");
    repository.edit(beside, "SET salary = salary *", "SET salary = emp.salary *");
    let upgrade = repository.run(&["snap", "src", "--check"]).ends_with(1);
    let shown = upgrade.out();
    assert!(
        shown.starts_with("pay.pkg.pgsql: packages/pay/raise_all.sql\n@@ pay.pkg:16, rule update @@\n"),
        "{shown}"
    );
    assert!(
        shown.contains("\n-  UPDATE emp SET salary = emp.salary * "),
        "{shown}"
    );
    assert!(
        shown.contains("\n+  UPDATE emp SET salary = salary * "),
        "{shown}"
    );
    assert!(
        upgrade.err().contains("made by plconv 0.0.9"),
        "{}",
        upgrade.err()
    );
    repository.run(&["snap", "src", "--bless"]).ends_with(0);
    repository.run(&["snap", "src", "--check"]).ends_with(0);

    // A commit changes the source, and what is assumed of it.
    repository.edit("src/emp.sql", "30 CHAR", "30 BYTE");
    let commit = repository.run(&["snap", "src"]).ends_with(1);
    let shown = commit.out();
    assert!(
        shown.starts_with("emp.sql.pgsql: tables/emp.sql\n@@ emp.sql:1, rule table, PLC"),
        "{shown}"
    );
    assert!(shown.contains("\n+--   PLC0213 "), "{shown}");
    repository
        .run(&["snap", "src", "--directory", "expected"])
        .ends_with(0);
    assert!(repository.path("expected/pay.pkg.pgsql").exists());
}

const CASE: &str = "# YEARLY multiplies by 12

```oracle
INSERT INTO emp (id, name, salary) VALUES (1, 'Ann', 100);
BEGIN
  DBMS_OUTPUT.PUT_LINE('yearly ' || pay.yearly(1));
END;
/
```

```output
yearly 1200
```
";

const MISSING: &str = "# YEARLY of nobody

```oracle
BEGIN
  DBMS_OUTPUT.PUT_LINE(pay.yearly(9));
END;
/
```

```error
no rows
```
";

const SUITE: &str = "CREATE OR REPLACE PACKAGE test_pay AS
  --%suite(Pay)

  --%beforeeach
  PROCEDURE fill;

  --%test(Twelve months)
  PROCEDURE twelve_months;

  --%test(Nobody has no salary)
  --%throws(no_data_found)
  PROCEDURE nobody;

  --%test(Wrong on purpose)
  PROCEDURE wrong;
END test_pay;
/
CREATE OR REPLACE PACKAGE BODY test_pay AS
  PROCEDURE fill IS
  BEGIN
    INSERT INTO emp (id, name, salary) VALUES (1, 'Ann', 100);
  END fill;

  PROCEDURE twelve_months IS
    l_name emp.name%TYPE;
  BEGIN
    ut.expect(pay.yearly(1)).to_equal(1200);
    SELECT name INTO l_name FROM emp WHERE id = 1;
    ut.expect(l_name, 'the name').to_equal('Ann');
    ut.expect(l_name).to_be_not_null();
  END twelve_months;

  PROCEDURE nobody IS
  BEGIN
    ut.expect(pay.yearly(2)).to_be_null();
  END nobody;

  PROCEDURE wrong IS
  BEGIN
    ut.expect(pay.yearly(1)).to_equal(1);
  END wrong;
END test_pay;
/
";

#[test]
fn tests_of_the_converted_code_pass_and_fail() {
    let repository = Repository::new();
    repository.put("src/tests/yearly.plconv-test.md", CASE);
    repository.put("src/tests/missing.plconv-test.md", MISSING);
    let passed = repository.run(&["test", "src"]).ends_with(0);
    let lines = "ok     tests/missing.plconv-test.md \nok     tests/yearly.plconv-test.md \n";
    assert_eq!(passed.out(), lines);

    // The suite of the application, with one test that fails.
    repository.put("src/test_pay.pkg", SUITE);
    let suite = repository
        .run(&["test", "src", "test_pay", "--junit", "tests.xml"])
        .ends_with(1);
    let report = repository.text("tests.xml");
    assert!(
        report.contains(r#"tests="3" skipped="0" failures="1""#)
            && report.contains("not ok: 1200 was expected"),
        "{report}"
    );
    let expected = "ok     test_pay.twelve_months Twelve months (test_pay.pkg:8)
ok     test_pay.nobody Nobody has no salary (test_pay.pkg:12)
FAILED test_pay.wrong Wrong on purpose (test_pay.pkg:15)
       not ok: 1200 was expected to equal 1
";
    assert_eq!(suite.out(), expected, "{}", suite.err());

    // What somebody edits in the output is tested too.
    repository.run(&["convert", "src", "-o", "out"]);
    repository.edit("out/packages/pay/yearly.sql", "* 12", "* 13");
    let edited = repository
        .run(&["test", "src", "yearly", "-o", "out"])
        .ends_with(1);
    assert!(
        edited
            .out()
            .contains("       -yearly 1200\n       +yearly 1300\n"),
        "{}",
        edited.out()
    );

    repository.put(
        "src/tax.sql",
        "CREATE FUNCTION tax(n NUMBER) RETURN NUMBER IS BEGIN RETURN n / 5; END;\n/\n",
    );
    repository
        .run(&["test", "src", "--characterize", "tax(12)"])
        .ends_with(0);
    let written = repository.text("src/tax.plconv-test.md");
    assert!(written.contains("```output\n2.4\n```\n"), "{written}");
    repository.run(&["test", "src", "tax"]).ends_with(0);

    let call = "pay.yearly(1)";
    repository
        .run(&["test", "src", "--characterize", call])
        .ends_with(0);
    let written = repository.text("src/pay.yearly.plconv-test.md");
    assert!(
        written.contains("not from Oracle") && written.contains("```error\n"),
        "{written}"
    );
    repository.run(&["test", "src", "pay.yearly"]).ends_with(0);
    repository
        .run(&["test", "src", "--characterize", call])
        .ends_with(2);
}
