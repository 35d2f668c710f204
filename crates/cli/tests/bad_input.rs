//! What people have in their trees: files that cannot be read, are cut off, nest without end or clash. Each gives a
//! diagnostic with its place, and everything else is converted.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests make the files they work on, and their helpers may fail"
)]

use std::path::Path;
use std::process::Command;

/// What `convert` said and wrote.
struct Converted {
    directory: tempfile::TempDir,
    status: i32,
    /// `file:line:column: class[CODE]: message`, one line each.
    findings: Vec<String>,
}

/// Converts files together with a good one, which must come out whatever the others are.
fn convert(files: &[(&str, &[u8])]) -> Converted {
    let directory = tempfile::tempdir().unwrap();
    let good: (&str, &[u8]) = ("z_good.sql", b"create table z_good (x number);\n");
    for (path, bytes) in files.iter().chain(std::iter::once(&good)) {
        let path = directory.path().join("src").join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    run(directory)
}

fn run(directory: tempfile::TempDir) -> Converted {
    let output = Command::new(env!("CARGO_BIN_EXE_plconv"))
        .args(["convert", "src", "-o", "out", "--format", "short"])
        .current_dir(directory.path())
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    let findings: Vec<String> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        // A note on every tree with routines.
        .filter(|line| !line.contains("PLC0705"))
        .map(str::to_owned)
        .collect();
    // No code: it was killed, by a stack overflow for one.
    let status = output.status.code().unwrap_or(-1);
    assert!(
        (0..=1).contains(&status),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let converted = Converted {
        directory,
        status,
        findings,
    };
    assert!(
        converted
            .text("tables/z_good.sql")
            .contains("CREATE TABLE z_good")
    );
    let crashed = converted.findings.iter().find(|line| line.contains("PLC9901"));
    assert_eq!(crashed, None);
    converted
}

impl Converted {
    fn text(&self, path: &str) -> String {
        std::fs::read_to_string(self.directory.path().join("out").join(path)).unwrap_or_default()
    }

    /// Whether there is a finding of the code at the place.
    fn has(&self, place: &str, code: &str) -> bool {
        let start = format!("src/{place}: ");
        let code = format!("[{code}]");
        self.findings
            .iter()
            .any(|line| line.starts_with(&start) && line.contains(&code))
    }

    #[track_caller]
    fn expect(&self, place: &str, code: &str) {
        assert!(
            self.has(place, code),
            "no {code} at {place}: {:#?}",
            self.findings
        );
    }
}

fn nested(open: &str, inner: &str, close: &str, times: usize) -> String {
    format!("{}{inner}{}", open.repeat(times), close.repeat(times))
}

#[test]
fn binary_files_and_wrapped_units_are_named() {
    let converted = convert(&[
        ("elf.sql", b"\x7fELF\x02\x01\x01\x00"),
        ("nul.sql", b"create table a (x number);\ncreate table b\x00 (x number);\n"),
        (
            "w.pkb",
            b"create or replace package body w wrapped\na000000\n1\nabcd\n/\ncreate table after_w (x number);\n",
        ),
    ]);
    assert_eq!(converted.status, 1);
    converted.expect("elf.sql:1:1", "PLC0004");
    converted.expect("nul.sql:1:1", "PLC0004");
    converted.expect("w.pkb:1:1", "PLC0005");
    assert!(
        converted
            .text("tables/after_w.sql")
            .contains("CREATE TABLE after_w")
    );
}

#[cfg(unix)]
#[test]
fn files_that_cannot_be_opened_are_named() {
    let directory = tempfile::tempdir().unwrap();
    let source = directory.path().join("src");
    std::fs::create_dir(&source).unwrap();
    std::fs::write(source.join("z_good.sql"), "create table z_good (x number);\n").unwrap();
    std::os::unix::fs::symlink("nowhere", source.join("gone.sql")).unwrap();
    std::os::unix::fs::symlink(".", source.join("circle")).unwrap();
    run(directory).expect("gone.sql:1:1", "PLC0001");
}

#[test]
fn any_encoding_line_end_and_last_line_is_read() {
    let utf16: Vec<u8> = "create table wide (x number);\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let converted = convert(&[
        ("bom.sql", b"\xef\xbb\xbfcreate table bom (x number);\n"),
        (
            "cr.sql",
            b"create table cr (x number);\rcreate table cr2 (x number);\r",
        ),
        ("crlf.sql", b"create table crlf (\r\n  x number\r\n);\r\n"),
        ("empty.sql", b""),
        ("latin.sql", b"-- caf\xe9\ncreate table latin (x number);\n"),
        ("open.sql", b"create table open (x number)"),
        ("unit.sql", b"create procedure unit is begin null; end;"),
        ("wide.sql", &utf16),
    ]);
    for table in ["bom", "cr", "cr2", "crlf", "latin", "open", "wide"] {
        let text = converted.text(&format!("tables/{table}.sql"));
        let comment = if table == "latin" { "-- café\n" } else { "" };
        assert_eq!(
            text,
            format!("{comment}CREATE TABLE {table} (\n  x numeric\n);\n")
        );
    }
    assert!(converted.text("functions/unit.sql").contains("PROCEDURE unit()"));
    converted.expect("latin.sql:1:1", "PLC0003");
    converted.expect("open.sql:1:28", "PLC0014");
    converted.expect("unit.sql:1:41", "PLC0014");
}

#[test]
fn what_is_cut_off_is_named_where_it_starts() {
    let converted = convert(&[
        ("a.sql", b"create or replace procedure a is begin\n  if x then"),
        ("b.sql", b"create table b (x number default (1"),
        ("c.sql", b"comment on table z_good is 'abc"),
        (
            "d.sql",
            b"create table d (x number);\n/* never closed\ncreate table e (x number);\n",
        ),
        ("f.sql", b"select q'[ from dual;\n"),
    ]);
    converted.expect("a.sql:2:12", "PLC0102");
    converted.expect("b.sql:1:36", "PLC0102");
    converted.expect("c.sql:1:28", "PLC0011");
    converted.expect("d.sql:2:1", "PLC0011");
    converted.expect("f.sql:1:8", "PLC0011");
    assert!(converted.text("tables/d.sql").contains("CREATE TABLE d"));
}

#[test]
fn nesting_that_is_too_deep_is_named_and_less_is_converted() {
    let block = |body: &str| format!("create or replace procedure p (n number) is\nbegin\n{body}\nend;\n/\n");
    let cases = [
        (
            "parentheses",
            block(&format!(
                "if n = {} then null; end if;",
                nested("(", "1", ")", 10_000)
            )),
        ),
        ("blocks", block(&nested("begin ", "null;", " end;", 10_000))),
        (
            "ifs",
            block(&nested("if n = 1 then ", "null;", " end if;", 2_500)),
        ),
        (
            "chain",
            block(&format!(
                "dbms_output.put_line({});",
                vec!["'a'"; 5_000].join(" || ")
            )),
        ),
        (
            "calls",
            block(&format!("n1({});", nested("nvl(", "n", ", 1)", 5_000))),
        ),
        (
            "cases",
            block(&format!(
                "n1({});",
                nested("case when n = 1 then ", "n", " end", 5_000)
            )),
        ),
    ];
    let files: Vec<(String, &[u8])> = cases
        .iter()
        .map(|(name, text)| (format!("{name}.sql"), text.as_bytes()))
        .collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    let converted = convert(&files);
    for (name, _) in &cases {
        let line = converted
            .findings
            .iter()
            .find(|line| line.starts_with(&format!("src/{name}.sql:3:")));
        let line = line.unwrap_or_else(|| panic!("nothing for {name}: {:#?}", converted.findings));
        assert!(line.contains("[PLC0012]"), "{line}");
    }
    let converted = convert(&[
        (
            "a.sql",
            block(&nested("begin ", "null;", " end;", 1_500)).as_bytes(),
        ),
        (
            "b.sql",
            block(&nested("if n = 1 then ", "null;", " end if;", 1_500))
                .replace(" p ", " q ")
                .as_bytes(),
        ),
        (
            "c.sql",
            block(&format!(
                "dbms_output.put_line({});",
                vec!["'a'"; 3_000].join(" || ")
            ))
            .replace(" p ", " r ")
            .as_bytes(),
        ),
        (
            "d.sql",
            block(&format!(
                "dbms_output.put_line({});",
                nested("case when n = 1 then ", "n", " end", 900)
            ))
            .replace(" p ", " s ")
            .as_bytes(),
        ),
    ]);
    assert_eq!(converted.findings, [""; 0]);
    for name in ["p", "q", "r", "s"] {
        assert!(
            converted
                .text(&format!("functions/{name}.sql"))
                .ends_with("$$;\n"),
            "{name}"
        );
    }
}

#[test]
fn includes_that_end_nowhere_are_named() {
    let chain: Vec<(String, String)> = (0..150)
        .map(|number| {
            (
                format!("chain/i{number:03}.sql"),
                format!("@@i{:03}\ncreate table i{number:03} (x number);\n", number + 1),
            )
        })
        .collect();
    let mut files: Vec<(&str, &[u8])> = vec![
        ("a.sql", b"@b\ncreate table a (x number);\n"),
        ("b.sql", b"@a\ncreate table b (x number);\n"),
        ("c.sql", b"prompt x\n  @@nowhere\ncreate table c (x number);\n"),
    ];
    files.extend(chain.iter().map(|(path, text)| (path.as_str(), text.as_bytes())));
    let converted = convert(&files);
    converted.expect("b.sql:1:1", "PLC0007");
    converted.expect("c.sql:2:3", "PLC0006");
    for table in ["a", "b", "c", "i000", "i149"] {
        assert!(
            converted
                .text(&format!("tables/{table}.sql"))
                .contains("CREATE TABLE"),
            "{table}"
        );
    }
}

#[test]
fn names_that_become_one_are_named_and_the_first_stays() {
    let converted = convert(&[(
        "a.sql",
        b"create table emp (x number);
create table \"emp\" (y number);
create table \"Emp\" (z number);
create procedure pr is begin null; end;
/
create procedure \"pr\" is begin raise no_data_found; end;
/
create package pk is procedure a; end;
/
create package body pk is procedure a is begin null; end; end;
/
create package \"pk\" is procedure b; end;
/
create package body \"pk\" is procedure b is begin null; end; end;
/
create table cols (a number, \"a\" number);
create procedure params (a number, \"a\" number) is begin null; end;
/
",
    )]);
    converted.expect("a.sql:2:1", "PLC0217");
    converted.expect("a.sql:6:1", "PLC0217");
    converted.expect("a.sql:12:1", "PLC0217");
    converted.expect("a.sql:16:1", "PLC0217");
    converted.expect("a.sql:17:1", "PLC0217");
    let load = converted.text("load.sql");
    assert!(converted.text("tables/emp.sql").contains("x numeric"));
    assert!(!load.contains("tables/emp_3.sql") && !load.contains("pr_2.sql") && !load.contains("pk/b.sql"));
    assert!(!load.contains("tables/cols.sql"));
    let stub = converted.text("functions/params.sql");
    assert!(
        stub.contains("a numeric, a_2 numeric") && stub.contains("RAISE"),
        "{stub}"
    );
}

#[test]
fn long_names_stay_apart_and_are_told() {
    let long = "a".repeat(63);
    let source = format!("create table {long}one (x number);\ncreate table {long}two ({long}c number);\n");
    let converted = convert(&[("a.sql", source.as_bytes())]);
    converted.expect("a.sql:1:1", "PLC0210");
    let columns: Vec<&String> = converted
        .findings
        .iter()
        .filter(|line| line.starts_with("src/a.sql:2:1: "))
        .collect();
    assert_eq!(columns.len(), 2, "{columns:?}");
    let tables = std::fs::read_dir(converted.directory.path().join("out/tables")).unwrap();
    assert_eq!(tables.count(), 3);
}

#[test]
fn a_script_of_many_rows_is_converted() {
    let mut source = String::from("create table t (id number(9), name varchar2(60));\n");
    for id in 0..20_000 {
        source.push_str(&format!("insert into t (id, name) values ({id}, 'Row {id}');\n"));
    }
    let converted = convert(&[("rows.sql", source.as_bytes())]);
    let data = converted.text("data/001_rows.sql");
    assert_eq!(data.matches("INSERT INTO t").count(), 20_000);
    assert!(data.ends_with("COMMIT;\n"));
}

#[test]
fn a_file_in_the_way_stops_the_run_before_it_touches_anything() {
    let source: &[(&str, &[u8])] = &[("a.sql", b"create table a (x number);\n")];
    let converted = convert(source);
    let output = converted.directory.path().join("out");
    std::fs::remove_file(output.join("tables/a.sql")).unwrap();
    std::fs::create_dir(output.join("tables/a.sql")).unwrap();
    let before = std::fs::read(output.join("manifest.json")).unwrap();
    let status = convert_again(converted.directory.path());
    assert_eq!(status, 3);
    assert_eq!(std::fs::read(output.join("manifest.json")).unwrap(), before);
}

fn convert_again(directory: &Path) -> i32 {
    let output = Command::new(env!("CARGO_BIN_EXE_plconv"))
        .args(["convert", "src", "-o", "out"])
        .current_dir(directory)
        .output()
        .unwrap();
    output.status.code().unwrap_or(-1)
}
