//! The program as people and scripts use it.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests make the files they work on, and their helpers may fail"
)]

use std::path::Path;
use std::process::{Command, Output};

fn plconv(arguments: &[&str]) -> Output {
    plconv_in(Path::new("."), arguments)
}

fn plconv_in(directory: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_plconv"))
        .args(arguments)
        .current_dir(directory)
        .env("NO_COLOR", "1")
        .output()
        .unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn status(output: &Output) -> i32 {
    output.status.code().unwrap()
}

/// A directory with files.
fn tree(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    for (path, bytes) in files {
        let path = directory.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    directory
}

#[test]
fn usage_errors_end_with_2() {
    for arguments in [
        &[] as &[&str],
        &["convert"],
        &["convert", "src"],
        &["frobnicate"],
        &["check", "src", "--target-version", "9"],
        &["check", "src", "-D", "novalue"],
        &["check", "src", "--jobs", "0"],
        &["check", "src", "--format", "xml"],
        &["explain", "PLC7777"],
    ] {
        let output = plconv(arguments);
        assert_eq!(status(&output), 2, "{arguments:?}: {}", err(&output));
        assert!(out(&output).is_empty(), "{arguments:?}");
    }
}

#[test]
fn help_and_version_end_with_0() {
    let help = plconv(&["--help"]);
    assert_eq!(status(&help), 0);
    assert!(out(&help).contains("Exit status: 0 clean, 1 findings"));
    assert!(out(&plconv(&["--version"])).starts_with("plconv "));
}

#[test]
fn a_source_that_is_not_there_ends_with_3() {
    let output = plconv(&["check", "no/such/tree"]);
    assert_eq!(status(&output), 3);
    assert!(
        err(&output).contains("cannot read no/such/tree"),
        "{}",
        err(&output)
    );
}

#[test]
fn an_empty_tree_is_clean() {
    let directory = tree(&[("src/README.md", b"nothing here")]);
    let output = plconv_in(directory.path(), &["convert", "src", "-o", "out"]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    let load = std::fs::read_to_string(directory.path().join("out/load.sql")).unwrap();
    assert!(load.contains("\\set ON_ERROR_STOP on"));
}

#[test]
fn findings_end_with_1_and_show_file_line_and_column() {
    let directory = tree(&[("src/a.sql", b"-- first\n  @@missing\n")]);
    let output = plconv_in(directory.path(), &["check", "src", "--format", "short"]);
    assert_eq!(status(&output), 1);
    assert!(out(&output).starts_with("src/a.sql:2:3: "), "{}", out(&output));
    assert!(out(&output).contains("PLC0006"));
}

#[test]
fn json_on_standard_output_is_nothing_but_json() {
    let directory = tree(&[("src/a.sql", b"@@missing\n")]);
    let output = plconv_in(directory.path(), &["check", "src", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json[0]["code"], "PLC0006");
    let github = plconv_in(directory.path(), &["check", "src", "--format", "github"]);
    assert!(out(&github).starts_with("::"), "{}", out(&github));
}

#[test]
fn bad_files_do_not_stop_the_others() {
    let mut deep = String::from("select ");
    deep.push_str(&"(".repeat(50_000));
    deep.push('1');
    deep.push_str(&")".repeat(50_000));
    deep.push_str(" from dual;\n");
    let directory = tree(&[
        ("src/a_binary.sql", b"\x7fELF\x00\x01"),
        ("src/b_latin.sql", b"-- caf\xe9\ncreate table b (x number);\n"),
        ("src/c_cut.sql", b"create table c (x number default 'oops);\n"),
        (
            "src/d_wrapped.pkb",
            b"create or replace package body d wrapped\na000000\n1\nabcd\n/\n",
        ),
        ("src/e_itself.sql", b"@@e_itself\ncreate table e (x number);\n"),
        ("src/f_deep.sql", deep.as_bytes()),
        ("src/g_good.sql", b"create table g (x number);\n"),
    ]);
    let output = plconv_in(
        directory.path(),
        &["convert", "src", "-o", "out", "--format", "short"],
    );
    assert_eq!(status(&output), 1, "{}", err(&output));
    let text = out(&output);
    for (file, code) in [
        ("a_binary.sql:1:1", "PLC0004"),
        ("b_latin.sql:1:1", "PLC0003"),
        ("c_cut.sql:1:34", "PLC0011"),
        ("d_wrapped.pkb:1:1", "PLC0005"),
        ("e_itself.sql:1:1", "PLC0007"),
    ] {
        assert!(
            text.lines()
                .any(|line| line.contains(file) && line.contains(code)),
            "{file} {code} is not in\n{text}"
        );
    }
    assert!(!text.contains("PLC9901"), "{text}");
    let manifest: serde_json::Value =
        serde_json::from_slice(&std::fs::read(directory.path().join("out/manifest.json")).unwrap()).unwrap();
    let mut names: Vec<&str> = manifest["objects"]
        .as_array()
        .unwrap()
        .iter()
        .map(|object| object["name"].as_str().unwrap())
        .collect();
    names.sort_unstable();
    assert_eq!(names, ["B", "C", "D", "E", "G"]);
}

#[test]
fn the_policy_file_is_read_and_its_mistakes_are_usage() {
    let directory = tree(&[
        ("src/a.sql", b"@@&which\n"),
        ("src/sub/b.inc", b"prompt hello\n"),
        ("src/plconv.toml", b"[define]\nwhich = \"sub/b.inc\"\n"),
        ("bad.toml", b"\ntarget-verison = 16\n"),
    ]);
    let clean = plconv_in(directory.path(), &["check", "src"]);
    assert_eq!(status(&clean), 0, "{}", out(&clean));
    let overridden = plconv_in(
        directory.path(),
        &["check", "src", "-D", "WHICH=gone", "--format", "short"],
    );
    assert!(out(&overridden).contains("`gone`"), "{}", out(&overridden));
    let bad = plconv_in(directory.path(), &["check", "src", "--policy", "bad.toml"]);
    assert_eq!(status(&bad), 2);
    assert!(
        err(&bad).contains("bad.toml:2:1: unknown key `target-verison`"),
        "{}",
        err(&bad)
    );
    assert!(err(&bad).contains("did you mean `target-version`?"));
}

#[test]
fn the_output_does_not_depend_on_the_number_of_threads_or_the_place() {
    let files: Vec<(String, String)> = (0..40)
        .map(|number| {
            (
                format!("src/t{number}.sql"),
                format!("create table t{number} (x number);\n@@gone{number}\n"),
            )
        })
        .collect();
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_bytes()))
        .collect();
    let read = |jobs: &str| {
        let directory = tree(&files);
        let output = plconv_in(
            directory.path(),
            &["convert", "src", "-o", "out", "--jobs", jobs, "--format", "short"],
        );
        let artefacts: Vec<Vec<u8>> = ["manifest.json", "diagnostics.json", "sourcemap.json", "load.sql"]
            .iter()
            .map(|name| std::fs::read(directory.path().join("out").join(name)).unwrap())
            .collect();
        (out(&output), artefacts)
    };
    assert_eq!(read("1"), read("4"));
}

#[test]
fn the_source_is_never_the_output() {
    let directory = tree(&[("src/a.sql", b"select 1 from dual;\n")]);
    let output = plconv_in(directory.path(), &["convert", "src", "-o", "src"]);
    assert_eq!(status(&output), 2);
    let output = plconv_in(directory.path(), &["script", "src/a.sql", "-o", "src/a.sql"]);
    assert_eq!(status(&output), 2);
    assert_eq!(
        std::fs::read(directory.path().join("src/a.sql")).unwrap(),
        b"select 1 from dual;\n"
    );
}

#[test]
fn an_output_inside_the_source_is_not_read_again() {
    let directory = tree(&[("a.sql", b"create table a (x number);\n")]);
    plconv_in(directory.path(), &["convert", ".", "-o", "out"]);
    let first = std::fs::read(directory.path().join("out/manifest.json")).unwrap();
    plconv_in(directory.path(), &["convert", ".", "-o", "out"]);
    assert_eq!(
        std::fs::read(directory.path().join("out/manifest.json")).unwrap(),
        first
    );
    plconv_in(directory.path(), &["convert", ".", "-o", "out2"]);
    assert_eq!(
        std::fs::read(directory.path().join("out2/manifest.json")).unwrap(),
        first
    );
}

#[test]
fn the_summary_counts_objects_by_kind_and_fate() {
    let directory = tree(&[("src/a.pkb", b"create package body a wrapped\nabcd\n/\n")]);
    let output = plconv_in(directory.path(), &["check", "src"]);
    let text = err(&output);
    let row: Vec<&str> = text
        .lines()
        .find(|line| line.starts_with("PACKAGE BODY"))
        .unwrap()
        .split_whitespace()
        .collect();
    assert_eq!(row, ["PACKAGE", "BODY", "-", "-", "1", "-"]);
}

#[test]
fn script_writes_one_script() {
    let directory = tree(&[
        ("in.sql", b"prompt hello\n"),
        ("other.sql", b"create table other (x number);\n"),
    ]);
    let output = plconv_in(directory.path(), &["script", "in.sql", "-o", "out.sql"]);
    assert_eq!(status(&output), 0, "{}{}", out(&output), err(&output));
    let text = std::fs::read_to_string(directory.path().join("out.sql")).unwrap();
    assert!(text.contains("\\set ON_ERROR_STOP on"));
    assert!(!text.contains("other"));
    let to_terminal = plconv_in(directory.path(), &["script", "in.sql", "-o", "-"]);
    assert_eq!(out(&to_terminal), text);
}

#[test]
fn explain_takes_codes_numbers_and_names() {
    let by_code = out(&plconv(&["explain", "plc0006"]));
    assert!(by_code.starts_with("# PLC0006 include-not-found"), "{by_code}");
    assert_eq!(out(&plconv(&["explain", "6"])), by_code);
    assert_eq!(out(&plconv(&["explain", "include-not-found"])), by_code);
    let near = plconv(&["explain", "include-not-fuond"]);
    assert_eq!(status(&near), 2);
    assert!(err(&near).contains("PLC0006"), "{}", err(&near));
    assert!(out(&plconv(&["explain"])).lines().count() > 50);
}

#[test]
fn parse_lists_statements_with_their_places() {
    let directory = tree(&[(
        "a.sql",
        b"set echo on\n\n  create or replace view hr.v as select 1 x from dual;\n@other\n",
    )]);
    let output = plconv_in(directory.path(), &["parse", "a.sql"]);
    assert!(
        out(&output).contains("a.sql:3:3: CREATE VIEW HR.V\n"),
        "{}",
        out(&output)
    );
    let dumped = plconv_in(directory.path(), &["parse", "--dump", "a.sql"]);
    assert!(out(&dumped).lines().count() > out(&output).lines().count());
    let tokens = plconv_in(directory.path(), &["parse", "--tokens", "a.sql"]);
    assert!(
        out(&tokens).contains("  3:3 Create `create`\n"),
        "{}",
        out(&tokens)
    );
    let units = plconv_in(directory.path(), &["parse", "--units", "a.sql"]);
    assert_eq!(out(&units), out(&output));
    let missing = plconv_in(directory.path(), &["parse", "b.sql"]);
    assert_eq!(status(&missing), 3);
}

#[test]
fn completions_and_manual_pages_name_the_commands() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = plconv(&["completions", shell]);
        assert_eq!(status(&output), 0);
        assert!(out(&output).contains("convert"), "{shell}");
    }
    let page = plconv(&["man"]);
    assert_eq!(status(&page), 0);
    assert!(out(&page).contains(".TH plconv"), "{}", out(&page));
    let directory = tempfile::tempdir().unwrap();
    let pages = plconv_in(directory.path(), &["man", "-o", "pages"]);
    assert_eq!(status(&pages), 0, "{}", err(&pages));
    assert!(directory.path().join("pages/plconv-convert.1").exists());
}

#[test]
fn what_postgresql_rejects_is_shown_in_the_source() {
    let directory = tree(&[
        ("src/t.sql", b"CREATE TABLE t (id NUMBER(9) PRIMARY KEY);\n"),
        (
            "src/p.sql",
            b"CREATE PROCEDURE p IS\nBEGIN\n  DELETE FROM t;\n  UPDATE t SET id = 2;\nEND;\n/\n",
        ),
    ]);
    let run = |arguments: &[&str]| plconv_in(directory.path(), arguments);
    let converted = run(&["convert", "src", "-o", "out", "--verify", "--local"]);
    assert_eq!(status(&converted), 0, "{}", err(&converted));
    let sums = "  objects        2 loaded       0 failed       0 announced as not loading\n  files          3 loaded";
    assert!(err(&converted).contains(sums), "{}", err(&converted));

    let json = run(&[
        "convert", "src", "-o", "out", "--verify", "--local", "--format", "json",
    ]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert!(json.is_array(), "{json}");
    // Port 1 has no server. The conversion has happened all the same, and says what it found.
    let nobody = "postgresql://a@127.0.0.1:1/b";
    let alone = run(&[
        "convert", "src", "-o", "out", "--verify", "--url", nobody, "--format", "json",
    ]);
    assert_eq!(status(&alone), 3);
    assert!(
        serde_json::from_slice::<serde_json::Value>(&alone.stdout)
            .unwrap()
            .is_array()
    );

    // Somebody breaks two files by hand.
    let procedure = directory.path().join("out/functions/p.sql");
    let text = std::fs::read_to_string(&procedure).unwrap();
    std::fs::write(&procedure, text.replace("UPDATE t SET id", "UPDATE t SET ix")).unwrap();
    let table = directory.path().join("out/tables/t.sql");
    let text = std::fs::read_to_string(&table).unwrap();
    std::fs::write(&table, text.replace("numeric", "nummeric")).unwrap();
    let short = run(&["verify", "out", "--local", "--source", "src", "--format", "short"]);
    assert_eq!(status(&short), 1, "{}", err(&short));
    let sums = "  objects        1 loaded       1 failed       0 announced as not loading\n";
    assert!(err(&short).contains(sums), "{}", err(&short));
    let findings = out(&short);
    assert!(findings.contains("src/t.sql:1:20:"), "{findings}");
    assert!(findings.contains("PLC0901"), "{findings}");
    assert!(
        err(&short).contains("the others are faults of plconv"),
        "{}",
        err(&short)
    );

    let text = std::fs::read_to_string(&table).unwrap();
    std::fs::write(&table, text.replace("nummeric", "numeric")).unwrap();
    let short = run(&["verify", "out", "--local", "--source", "src", "--format", "short"]);
    assert_eq!(status(&short), 1, "{}", err(&short));
    assert!(out(&short).contains("src/p.sql:4:16:"), "{}", out(&short));

    let no_output = run(&["verify", "src"]);
    assert_eq!(status(&no_output), 3);
    assert!(err(&no_output).contains("manifest.json"), "{}", err(&no_output));
}

#[test]
fn a_refused_block_that_raises_was_announced() {
    let directory = tree(&[(
        "src/t.sql",
        b"CREATE TABLE t (a NUMBER);\nDECLARE\n  l VARCHAR2(9);\nBEGIN\n  l := UTL_HTTP.REQUEST('http://example.com');\nEND;\n/\nINSERT INTO t VALUES (1);\n",
    )]);
    let run = |arguments: &[&str]| plconv_in(directory.path(), arguments);
    run(&["convert", "src", "-o", "out"]);
    let verified = run(&["verify", "out", "--local", "--source", "src", "--format", "short"]);
    assert_eq!(status(&verified), 0, "{}{}", out(&verified), err(&verified));
    assert!(
        out(&verified).contains("src/t.sql:5:3: runtime[PLC0905"),
        "{}",
        out(&verified)
    );
    assert!(!out(&verified).contains("PLC0901"), "{}", out(&verified));
}

#[test]
fn assess_writes_the_formats_it_is_asked_for() {
    let source = tree(&[
        ("a.sql", b"CREATE TABLE t (a NUMBER PRIMARY KEY);\n" as &[u8]),
        (
            "p.sql",
            b"CREATE PROCEDURE p IS PRAGMA AUTONOMOUS_TRANSACTION; BEGIN DELETE FROM t; COMMIT; END;\n/\n",
        ),
    ]);
    let directory = source.path();
    let output = plconv_in(
        directory,
        &[
            "assess",
            ".",
            "--out",
            "out.html",
            "--format",
            "html,json,csv,md",
            "--name",
            "Two",
        ],
    );
    assert_eq!(status(&output), 0, "{}", err(&output));
    let read = |path: &str| std::fs::read_to_string(directory.join(path)).unwrap();
    assert!(read("out.html").starts_with("<!DOCTYPE html>"));
    assert!(read("out.json").contains("\"name\": \"Two\""));
    assert!(read("out.md").starts_with("# Assessment of Two"));
    assert_eq!(read("out.csv/objects.csv").lines().count(), 3);
    // A finished object, and the progress since.
    std::fs::write(directory.join("done.csv"), "kind,name,hours\nPROCEDURE,P,9\n").unwrap();
    let again = [
        "assess",
        ".",
        "--out",
        "now.html",
        "--compare",
        "out.json",
        "--calibrate",
        "done.csv",
    ];
    let output = plconv_in(directory, &again);
    assert_eq!(status(&output), 0, "{}", err(&output));
    assert!(read("now.html").contains("id=\"progress\""));
    assert!(read("now.effort.toml").contains("[calibration]"));
    let output = plconv_in(
        directory,
        &["assess", ".", "--effort", "now.effort.toml", "--anonymize"],
    );
    assert_eq!(status(&output), 0, "{}", err(&output));
    assert!(read("assessment.html").contains("anonymous"));
    // Decisions of people.
    std::fs::write(
        directory.join("plconv.tasks.toml"),
        "[status]\n\"0:0\" = \"accepted\"\n",
    )
    .unwrap();
    let output = plconv_in(directory, &["assess", ".", "--format", "md"]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    let none = "0 of 1 object with work by hand settled (0 % of the effort of conversion), 0 in review, 0 findings will not be";
    assert!(read("assessment.md").contains(none), "{}", read("assessment.md"));
    std::fs::write(directory.join("plconv.tasks.toml"), "status = 7\n").unwrap();
    let output = plconv_in(directory, &["assess", "."]);
    assert!(
        status(&output) == 2 && err(&output).contains("plconv.tasks.toml"),
        "{}",
        err(&output)
    );
    std::fs::remove_file(directory.join("plconv.tasks.toml")).unwrap();
    std::fs::write(directory.join("wrong.toml"), "[team]\nhours_per_day = 99\n").unwrap();
    let output = plconv_in(directory, &["assess", ".", "--effort", "wrong.toml"]);
    assert_eq!(status(&output), 2, "{}", err(&output));
}

#[test]
fn assess_of_many_trees_writes_a_report_for_each_and_one_of_all() {
    let source = tree(&[
        ("one/a.sql", b"CREATE TABLE a (a NUMBER);\n" as &[u8]),
        ("two/b.sql", b"CREATE TABLE b (b NUMBER);\n"),
    ]);
    let directory = source.path();
    let output = plconv_in(directory, &["assess", "one", "two", "--out", "fleet.html"]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    let page = std::fs::read_to_string(directory.join("fleet.html")).unwrap();
    assert!(page.contains("href=\"fleet-one.html\"") && page.contains("href=\"fleet-two.html\""));
    assert!(directory.join("fleet-two.html").is_file());
    let output = plconv_in(directory, &["assess", "one", "two", "--name", "x"]);
    assert_eq!(status(&output), 2);
}
