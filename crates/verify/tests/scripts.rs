//! Scripts and output directories are judged the same by an installed and by the embedded server.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests fail like tests"
)]
#![allow(clippy::disallowed_methods, reason = "writes the scripts it runs")]

use plconv_verify::{
    CheckStatus, FileStatus, Isolation, IssueLevel, OnError, RunError, ScriptOptions, ScriptOutcome, Server,
    ServerChoice, ServerKind, StatementResult, VerifyOptions, VerifyReport, run_script, verify_directory,
};
use std::path::Path;

fn servers() -> Vec<Server> {
    let local = ServerChoice::Local { major: None };
    let embedded = cfg!(feature = "embedded").then_some(ServerChoice::Embedded);
    std::iter::once(local)
        .chain(embedded)
        .map(|choice| Server::start(&choice).unwrap())
        .collect()
}

fn directory(files: &[(&str, &str)]) -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = directory.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    directory
}

fn load(server: &Server, directory: &Path, options: &ScriptOptions) -> ScriptOutcome {
    let database = server.fresh_database().unwrap();
    database
        .connect()
        .unwrap()
        .load_script(&directory.join("main.sql"), options)
        .unwrap()
}

/// Errors as text, each with the piece of the file it points at.
fn errors(outcome: &ScriptOutcome) -> Vec<(String, String)> {
    outcome
        .errors()
        .map(|error| {
            let source = outcome
                .files
                .iter()
                .find(|source| source.file == error.place.file)
                .unwrap();
            (
                error.to_string(),
                source.text[error.place.start..error.place.end].to_owned(),
            )
        })
        .collect()
}

fn strings(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs
        .iter()
        .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
        .collect()
}

const MAIN: &str = "\\set ON_ERROR_STOP on
\\echo loading 'the rest'
CREATE TABLE a (n int);
\\ir parts/one.sql
INSERT INTO a VALUES (3);
";
const ONE: &str = "INSERT INTO a VALUES (1);
-- é moves bytes, not characters
INSERT INTO a SELECT 'é', wrong FROM a;
\\ir ../two.sql
INSERT INTO a VALUES (2);
";
const TWO: &str = "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$
BEGIN
  RETUR 1;
END $$;
SELECT 1 +
";

#[test]
fn errors_have_file_line_and_token() {
    let directory = directory(&[("main.sql", MAIN), ("parts/one.sql", ONE), ("two.sql", TWO)]);
    let options = ScriptOptions {
        on_error: OnError::Continue,
        ..ScriptOptions::default()
    };
    for server in servers() {
        let outcome = load(&server, directory.path(), &options);
        assert!(!outcome.stopped);
        assert_eq!(
            errors(&outcome),
            strings(&[
                ("parts/one.sql:3: 42703: column \"wrong\" does not exist", "wrong"),
                ("two.sql:3: 42601: syntax error at or near \"RETUR\"", "RETUR"),
                ("two.sql:5: 42601: syntax error at end of input", ""),
            ])
        );
        let echo = outcome
            .statements
            .iter()
            .find_map(|statement| match &statement.result {
                StatementResult::Echo(text) => Some(text.as_str()),
                StatementResult::Done { .. } | StatementResult::Failed(_) => None,
            });
        assert_eq!(echo, Some("loading the rest"));
    }
}

#[test]
fn errors_in_a_block_have_its_line() {
    let block = "-- $ here\nDO $$\nBEGIN\n  PERFORM 1;\n  PERFORM * FROM nothing_here;\nEND;\n$$;\n";
    let directory = directory(&[("main.sql", block)]);
    for server in servers() {
        let outcome = load(&server, directory.path(), &ScriptOptions::default());
        assert_eq!(
            errors(&outcome),
            strings(&[(
                "main.sql:5: 42P01: relation \"nothing_here\" does not exist",
                "PERFORM * FROM nothing_here;"
            )])
        );
    }
}

#[test]
fn a_script_stops_at_an_error_when_it_says_so() {
    let directory = directory(&[("main.sql", MAIN), ("parts/one.sql", ONE), ("two.sql", TWO)]);
    for server in servers() {
        let outcome = load(&server, directory.path(), &ScriptOptions::default());
        assert!(outcome.stopped);
        assert_eq!(outcome.errors().count(), 1);
        assert_eq!(outcome.statements.last().unwrap().place.file, "parts/one.sql");
    }
}

#[test]
fn savepoints_keep_what_ran_before_an_error() {
    let script = "CREATE TABLE t (n int);\nINSERT INTO t VALUES (1);\nINSERT INTO t VALUES (1/0);\n\
                  INSERT INTO t VALUES (2);\nCOMMIT;\nSELECT n FROM t ORDER BY n;\n";
    let directory = directory(&[("main.sql", script)]);
    let options = ScriptOptions {
        on_error: OnError::Continue,
        isolation: Isolation::Savepoints,
    };
    for server in servers() {
        let database = server.fresh_database().unwrap();
        let mut session = database.connect().unwrap();
        let outcome = session
            .load_script(&directory.path().join("main.sql"), &options)
            .unwrap();
        assert_eq!(
            errors(&outcome),
            strings(&[
                (
                    "main.sql:3: 22012: division by zero",
                    "INSERT INTO t VALUES (1/0)"
                ),
                (
                    "main.sql:5: transaction control is not possible where each statement has its own savepoint",
                    "COMMIT"
                ),
            ])
        );
        let StatementResult::Done { rows } = &outcome.statements.last().unwrap().result else {
            panic!("rows")
        };
        let expected = ["1", "2"].map(|n| vec![Some(n.to_owned())]);
        assert_eq!(*rows, expected);
        // Committed: another session sees it.
        drop(session);
        assert_eq!(
            database
                .connect()
                .unwrap()
                .query_text("SELECT n FROM t ORDER BY n")
                .unwrap(),
            expected
        );
    }
}

#[test]
fn copy_data_is_loaded() {
    let script =
        "CREATE TABLE t (a int, b text);\nCOPY t FROM STDIN;\n1\tx;y\n2\t\\N\n\\.\nSELECT * FROM t;\n";
    let directory = directory(&[("main.sql", script)]);
    for server in servers() {
        let outcome = load(&server, directory.path(), &ScriptOptions::default());
        assert_eq!(errors(&outcome), []);
        let StatementResult::Done { rows } = &outcome.statements.last().unwrap().result else {
            panic!("rows")
        };
        let text = |value: &str| Some(value.to_owned());
        assert_eq!(*rows, [[text("1"), text("x;y")], [text("2"), None]]);
    }
}

#[test]
fn what_psql_would_do_and_we_do_not_is_an_error() {
    let script = "\\gexec\n\\ir missing.sql\n\\ir main.sql\n\\i `ls`\nSELECT 1;\n";
    let directory = directory(&[("main.sql", script)]);
    let outcome = load(&servers()[0], directory.path(), &ScriptOptions::default());
    let messages: Vec<String> = outcome.errors().map(ToString::to_string).collect();
    assert_eq!(
        messages[0],
        "main.sql:1: psql command \\gexec with 0 arguments is not supported"
    );
    assert!(
        messages[1].starts_with("main.sql:2: ") && messages[1].contains("missing.sql"),
        "{messages:?}"
    );
    assert_eq!(messages[2], "main.sql:3: main.sql includes itself");
    assert_eq!(
        messages[3],
        "main.sql:4: \\i: backquotes run programs and are not supported"
    );
    assert_eq!(messages.len(), 4);
}

#[test]
fn raised_lines_come_in_order_without_those_of_postgresql_itself() {
    let script = "DROP TABLE IF EXISTS nothing;\n\
                  DO $$ BEGIN FOR i IN 1..300 LOOP RAISE NOTICE 'line %', i; END LOOP; END $$;\n\
                  DO $$ BEGIN RAISE WARNING 'no output'; RAISE NOTICE E'two\\nlines'; RAISE NOTICE ''; END $$;\n";
    let failing = "DO $$ BEGIN RAISE NOTICE 'before'; RAISE NOTICE 'also'; RAISE EXCEPTION 'no' USING ERRCODE = 'P0042'; \
                   END $$;\nDO $$ BEGIN RAISE NOTICE 'after'; END $$;\n";
    let directory = directory(&[("check.sql", script), ("failing.sql", failing)]);
    let mut expected: Vec<String> = (1..=300).map(|i| format!("line {i}")).collect();
    expected.extend(["two", "lines", ""].map(str::to_owned));
    for server in servers() {
        let database = server.fresh_database().unwrap();
        assert_eq!(
            run_script(&database, &directory.path().join("check.sql")).unwrap(),
            expected
        );
        match run_script(&database, &directory.path().join("failing.sql")) {
            Err(RunError::Statement { lines, error }) => {
                assert_eq!(lines, ["before", "also"]);
                assert_eq!((error.sqlstate.as_str(), error.message.as_str()), ("P0042", "no"));
                assert!(error.context.unwrap().contains("line 1 at RAISE"));
            }
            other => panic!("{other:?}"),
        }
    }
}

const LOAD: &str = "-- Loads the converted schema
\\set ON_ERROR_STOP on
SET client_min_messages = warning;
SET check_function_bodies = off;
SET search_path = nowhere;
\\ir schemas.sql
\\ir tables/emp.sql
\\ir tables/broken.sql
\\ir 'functions/total pay.sql'
\\ir functions/syntax.sql
\\ir functions/in_sql.sql
\\ir triggers/emp_bi.sql
";
const TOTAL_PAY: &str = "-- Sums up.
CREATE FUNCTION hr.total_pay(p_dept integer) RETURNS numeric LANGUAGE plpgsql AS $body$
DECLARE
  v_total numeric;
BEGIN
  SELECT sum(é.sal) INTO v_total FROM hr.emp é WHERE é.departmnt = p_dept;
  PERFORM hr.nothing();
  RETURN v_total;
END
$body$;
";
const SYNTAX: &str = "CREATE PROCEDURE hr.syntax() LANGUAGE plpgsql AS $$
BEGIN
  IF 1 = 1 THAN
    NULL;
  END IF;
END $$;
";
const IN_SQL: &str = "CREATE FUNCTION hr.in_sql() RETURNS integer LANGUAGE sql AS $$
  SELECT id FROM hr.employees
$$;
";
const TRIGGER: &str = "CREATE FUNCTION hr.emp_bi() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.salary := 0;
  RETURN NEW;
END $$;
CREATE FUNCTION hr.unused() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER emp_bi BEFORE INSERT ON hr.emp FOR EACH ROW EXECUTE FUNCTION hr.emp_bi();
";

fn output() -> tempfile::TempDir {
    directory(&[
        ("load.sql", LOAD),
        ("schemas.sql", "CREATE SCHEMA hr;\n"),
        (
            "tables/emp.sql",
            "CREATE TABLE hr.emp (id integer PRIMARY KEY, sal numeric);\n",
        ),
        (
            "tables/broken.sql",
            "CREATE TABLE hr.broken (\n  id integr\n);\nCOMMENT ON TABLE hr.broken IS 'x';\n",
        ),
        ("functions/total pay.sql", TOTAL_PAY),
        ("functions/syntax.sql", SYNTAX),
        ("functions/in_sql.sql", IN_SQL),
        ("triggers/emp_bi.sql", TRIGGER),
    ])
}

/// The errors in the routines of a report, each with the piece of the output it points at.
fn issues(report: &VerifyReport, directory: &Path) -> Vec<String> {
    let mut lines = Vec::new();
    for routine in &report.routines {
        for issue in routine
            .issues
            .iter()
            .filter(|issue| issue.level == IssueLevel::Error)
        {
            let place = issue.place.as_ref().unwrap();
            let text = std::fs::read_to_string(directory.join(&place.file)).unwrap();
            let piece = &text[place.start..place.end];
            lines.push(format!(
                "{}:{}: {}: {piece}: {}",
                place.file, place.line, issue.sqlstate, issue.message
            ));
        }
    }
    lines
}

/// An event trigger that lets nobody create anything is no obstacle to looking into the routines.
#[test]
fn event_triggers_of_the_output_do_not_hinder_the_check() {
    let guard = "CREATE FUNCTION no_ddl() RETURNS event_trigger LANGUAGE plpgsql AS $$\n\
                 BEGIN RAISE EXCEPTION 'no % in production', tg_tag; END $$;\n\
                 CREATE EVENT TRIGGER no_ddl ON ddl_command_start EXECUTE FUNCTION no_ddl();\n";
    let directory = directory(&[
        ("load.sql", "\\ir functions/twice.sql\n\\ir triggers/no_ddl.sql\n"),
        (
            "functions/twice.sql",
            "CREATE FUNCTION twice(n integer) RETURNS integer LANGUAGE plpgsql AS $$\nBEGIN RETURN 2 * n; END $$;\n",
        ),
        ("triggers/no_ddl.sql", guard),
    ]);
    let server = Server::start(&ServerChoice::Local { major: None }).unwrap();
    let report = verify_directory(directory.path(), &server, &VerifyOptions::default()).unwrap();
    assert!(report.is_clean(), "{report:?}");
    let reason = report.plpgsql_check_missing.unwrap_or_default();
    assert!(!reason.contains("production"), "{reason}");
}

#[test]
fn an_output_directory_is_judged_object_by_object() {
    let directory = output();
    for server in servers() {
        let report = verify_directory(directory.path(), &server, &VerifyOptions::default()).unwrap();
        assert!(!report.is_clean());
        let files: Vec<_> = report
            .files
            .iter()
            .map(|file| (file.file.as_str(), file.status, file.statements))
            .collect();
        assert_eq!(
            files,
            [
                ("schemas.sql", FileStatus::Loaded, 1),
                ("tables/emp.sql", FileStatus::Loaded, 1),
                ("tables/broken.sql", FileStatus::Failed, 2),
                ("functions/total pay.sql", FileStatus::Loaded, 1),
                ("functions/syntax.sql", FileStatus::Loaded, 1),
                ("functions/in_sql.sql", FileStatus::Loaded, 1),
                ("triggers/emp_bi.sql", FileStatus::Loaded, 3),
            ]
        );
        let errors: Vec<String> = report.files[2].errors.iter().map(ToString::to_string).collect();
        assert_eq!(
            errors,
            [
                "tables/broken.sql:2: 42704: type \"integr\" does not exist",
                "tables/broken.sql:4: 42P01: relation \"hr.broken\" does not exist",
            ]
        );
        let place = &report.files[2].errors[0].place;
        assert_eq!((place.start, place.end, place.column), (30, 36, 6));

        let has_check = report.plpgsql_check.is_some();
        assert_eq!(has_check, report.plpgsql_check_missing.is_none());
        let checked = if has_check {
            CheckStatus::Checked
        } else {
            CheckStatus::Compiled
        };
        let routines: Vec<_> = report
            .routines
            .iter()
            .map(|routine| {
                (
                    routine.name.as_str(),
                    routine.trigger_relation.as_deref(),
                    routine.status,
                )
            })
            .collect();
        assert_eq!(
            routines,
            [
                ("hr.emp_bi()", Some("hr.emp"), checked),
                ("hr.in_sql()", None, CheckStatus::Broken),
                ("hr.syntax()", None, CheckStatus::Broken),
                ("hr.total_pay(p_dept integer)", None, checked),
                ("hr.unused()", None, CheckStatus::Compiled),
            ]
        );
        let mut expected = vec![
            "functions/in_sql.sql:2: 42P01: hr: relation \"hr.employees\" does not exist",
            // PL/pgSQL noticed at the end of the line that there is no THEN.
            "functions/syntax.sql:4: 42601: ;: missing \"THEN\" at end of SQL expression",
        ];
        if has_check {
            expected.insert(
                0,
                "triggers/emp_bi.sql:3: 42703: NEW.salary := 0;: record \"new\" has no field \"salary\"",
            );
            expected.push("functions/total pay.sql:6: 42703: é: column é.departmnt does not exist");
            expected.push("functions/total pay.sql:7: 42883: hr: function hr.nothing() does not exist");
        }
        let found = issues(&report, directory.path());
        assert_eq!(found, expected);
        // The query with the parameter has an error, so nothing uses it.
        let total_pay = &report.routines[3];
        let mild: Vec<_> = total_pay
            .issues
            .iter()
            .filter(|issue| issue.level != IssueLevel::Error)
            .collect();
        assert_eq!(mild.len(), usize::from(has_check), "{mild:?}");
        for issue in mild {
            assert_eq!(
                (issue.level, issue.message.as_str()),
                (IssueLevel::WarningExtra, "unused parameter \"p_dept\"")
            );
            assert_eq!(
                (&issue.place, issue.place.as_ref().unwrap().line),
                (&total_pay.body, 2)
            );
        }

        let json = serde_json::to_string(&report).unwrap();
        assert_eq!(serde_json::from_str::<VerifyReport>(&json).unwrap(), report);
    }
}

/// An output directory whose files except `load.sql` are one object each, and what became of it.
fn verified(files: &[(&str, &str)], server: &Server, after: &str) -> VerifyReport {
    let mut load = String::new();
    for (path, _) in files {
        load.push_str(&format!("\\ir {path}\n"));
    }
    // What is in the database in the end shows as a notice of the last file.
    load.push_str("\\ir after.sql\n");
    let mut all = files.to_vec();
    all.extend([("load.sql", load.as_str()), ("after.sql", after)]);
    let directory = directory(&all);
    let options = VerifyOptions {
        objects: files.iter().map(|(path, _)| (*path).to_owned()).collect(),
        ..VerifyOptions::default()
    };
    verify_directory(directory.path(), server, &options).unwrap()
}

fn shown(report: &VerifyReport) -> Vec<&str> {
    let last = report.files.last().unwrap();
    assert_eq!((last.file.as_str(), &last.errors), ("after.sql", &Vec::new()));
    last.notices
        .iter()
        .map(|notice| notice.message.as_str())
        .collect()
}

/// Lists tables with their number of columns, and routines.
const WHAT_IS_THERE: &str = "DO $$
DECLARE r record;
BEGIN
  FOR r IN SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
           UNION ALL SELECT p.proname FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
           UNION ALL SELECT 'row of ' || n FROM kept
           ORDER BY 1
  LOOP
    RAISE NOTICE '%', r.name;
  END LOOP;
END $$;
";

#[test]
fn an_object_is_there_with_all_its_statements_or_not_at_all() {
    let files = [
        (
            "kept.sql",
            "CREATE TABLE kept (n int);\nINSERT INTO kept VALUES (1);\n",
        ),
        (
            "half.sql",
            "CREATE TABLE half (n int);\nCREATE INDEX ON half (m);\nCREATE FUNCTION half() RETURNS int LANGUAGE sql AS \
             $$ SELECT 1 $$;\nCREATE INDEX ON half (k);\n",
        ),
        // Only the end of its transaction finds this out.
        (
            "late.sql",
            "CREATE TABLE late (n int PRIMARY KEY DEFERRABLE INITIALLY DEFERRED);\nINSERT INTO late VALUES (1);\n\
             INSERT INTO late VALUES (1);\n",
        ),
        // PostgreSQL wants it outside of a transaction block: each statement for itself.
        (
            "alone.sql",
            "CREATE TABLE alone (n int);\nVACUUM alone;\nCREATE INDEX ON alone (wrong);\n",
        ),
        // The script says itself what belongs together.
        (
            "own.sql",
            "BEGIN;\nINSERT INTO kept VALUES (2);\nCOMMIT;\nBEGIN;\nINSERT INTO kept VALUES (3);\n\
             INSERT INTO nowhere VALUES (3);\nCOMMIT;\n",
        ),
    ];
    for server in servers() {
        let report = verified(&files, &server, WHAT_IS_THERE);
        let errors: Vec<(String, usize)> = report
            .files
            .iter()
            .flat_map(|file| &file.errors)
            .map(|error| (error.to_string(), error.undone))
            .collect();
        let expected = [
            ("half.sql:2: 42703: column \"m\" does not exist", 2),
            ("half.sql:4: 42703: column \"k\" does not exist", 2),
            (
                "late.sql:1: 23505: duplicate key value violates unique constraint \"late_pkey\"",
                3,
            ),
            ("alone.sql:3: 42703: column \"wrong\" does not exist", 0),
            ("own.sql:6: 42P01: relation \"nowhere\" does not exist", 0),
        ];
        assert_eq!(errors, expected.map(|(text, undone)| (text.to_owned(), undone)));
        assert_eq!(
            shown(&report),
            ["alone", "kept", "row of 1", "row of 2", "row of 3"],
            "{:?}",
            server.kind()
        );
        assert!(report.routines.is_empty(), "{:?}", report.routines);
    }
}

#[test]
fn an_error_below_an_exception_handler_spoils_nothing_after_it() {
    // The handler of the block around it names an error of another kind: none of the servers goes on.
    let raising = "CREATE TABLE kept (n int);
CREATE PROCEDURE inner_raise() LANGUAGE plpgsql AS $$ BEGIN PERFORM nowhere(); END $$;
DO $$
BEGIN
  BEGIN
    CALL inner_raise();
  EXCEPTION WHEN division_by_zero THEN
    NULL;
  END;
END $$;
CREATE TABLE behind (n int);
";
    // Another server goes on. What the transaction and the session had before must be there behind it.
    let handled = "SET application_name = 'kept';
BEGIN;
INSERT INTO kept VALUES (3);
DO $$
BEGIN
  INSERT INTO kept VALUES (1 / 0);
EXCEPTION
  WHEN division_by_zero THEN
    INSERT INTO kept VALUES (1);
END $$;
INSERT INTO kept SELECT 4 WHERE current_setting('application_name') = 'kept';
COMMIT;
";
    let files = [
        ("handled.sql", handled),
        ("last.sql", "INSERT INTO kept VALUES (2);\n"),
    ];
    for server in servers() {
        let load = "\\ir raising.sql\n\\ir handled.sql\n\\ir last.sql\n\\ir after.sql\n";
        let mut all = files.to_vec();
        all.extend([
            ("load.sql", load),
            ("raising.sql", raising),
            ("after.sql", WHAT_IS_THERE),
        ]);
        let directory = directory(&all);
        let report = verify_directory(directory.path(), &server, &VerifyOptions::default()).unwrap();
        let errors: Vec<(String, bool)> = report
            .files
            .iter()
            .flat_map(|file| &file.errors)
            .map(|error| (error.to_string(), error.may_be_handled))
            .collect();
        let is_embedded = server.kind() == ServerKind::Embedded;
        let nowhere = "raising.sql:6: 42883: function nowhere() does not exist".to_owned();
        let mut expected = vec![(nowhere, is_embedded)];
        let mut there = vec!["behind", "inner_raise", "kept"];
        if is_embedded {
            expected.push(("handled.sql:6: 22012: division by zero".to_owned(), true));
        } else {
            there.push("row of 1");
        }
        there.extend(["row of 2", "row of 3", "row of 4"]);
        assert_eq!(errors, expected);
        assert_eq!(shown(&report), there);
    }
}

#[test]
fn a_clean_output_is_clean_and_nothing_is_skipped_in_silence() {
    let files = [
        ("load.sql", "\\ir a.sql\n"),
        ("a.sql", "CREATE TABLE a (n int);\n"),
    ];
    let directory = directory(&files);
    for server in servers() {
        let report = verify_directory(directory.path(), &server, &VerifyOptions::default()).unwrap();
        assert!(report.is_clean(), "{report:?}");
        assert_eq!(report.files.len(), 1);
    }
    std::fs::write(directory.path().join("load.sql"), "\\ir a.sql\n\\ir b.sql\n").unwrap();
    let report = verify_directory(directory.path(), &servers()[0], &VerifyOptions::default()).unwrap();
    let files: Vec<_> = report
        .files
        .iter()
        .map(|file| (file.file.as_str(), file.status))
        .collect();
    assert_eq!(
        files,
        [("a.sql", FileStatus::Loaded), ("load.sql", FileStatus::Failed)]
    );
    assert_eq!(report.files[1].errors[0].place.line, 2);
}
