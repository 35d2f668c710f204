use expect_test::expect;
use plconv_source::{FileId, FileRange, TextRange, TextSize};

use super::*;
use crate::{Code, MemorySources, sort, summary};

const SCRIPT: &str = "-- größe\nselect 1\n  from emp\n where name = '';\n";

/// The place of the first occurrence of `part`.
fn place(file: FileId, text: &str, part: &str) -> FileRange {
    let start = TextSize::try_from(text.find(part).unwrap()).unwrap();
    FileRange::new(file, TextRange::at(start, TextSize::of(part)))
}

fn example() -> (MemorySources, Vec<Diagnostic>) {
    let mut sources = MemorySources::new();
    let main = sources.add("hr/query.sql", SCRIPT);
    let types = sources.add("hr/emp, old.sql", "create table emp (name varchar2(10));\n");
    let mut diagnostics = vec![
        Diagnostic::new(
            Code::EMPTY_STRING_COMPARISON,
            place(main, SCRIPT, "name = ''"),
            "`name = ''` is never true",
        )
        .with_help("write `name IS NULL` if that is meant"),
        Diagnostic::new(
            Code::UNKNOWN_TABLE,
            place(main, SCRIPT, "emp"),
            "table EMP is not\nknown, 100% sure",
        )
        .with_label(
            place(types, "create table emp (name varchar2(10));\n", "emp"),
            "a similar name is declared here",
        )
        .with_note("the name is looked up in schema HR")
        .with_object("HR.QUERY"),
    ];
    sort(&mut diagnostics);
    (sources, diagnostics)
}

#[test]
fn terminal_shows_the_lines() {
    let (sources, diagnostics) = example();
    expect![[r#"
        warning[PLC0202 unknown-table]: table EMP is not
        known, 100% sure
          ┌─ hr/query.sql:3:8
          │
        3 │   from emp
          │        ^^^
          │
          ┌─ hr/emp, old.sql:1:14
          │
        1 │ create table emp (name varchar2(10));
          │              --- a similar name is declared here
          │
          = the name is looked up in schema HR
          = in HR.QUERY
          = class runtime; run `plconv explain PLC0202`

        note[PLC0407 empty-string-comparison]: `name = ''` is never true
          ┌─ hr/query.sql:4:8
          │
        4 │  where name = '';
          │        ^^^^^^^^^
          │
          = help: write `name IS NULL` if that is meant
          = class note; run `plconv explain PLC0407`

    "#]]
    .assert_eq(&render_terminal(&diagnostics, &sources, false));
}

#[test]
fn color_only_adds_escape_sequences() {
    let (sources, diagnostics) = example();
    let colored = render_terminal(&diagnostics, &sources, true);
    assert!(colored.contains("\u{1b}["));
    let mut plain = String::new();
    let mut rest = colored.as_str();
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        plain.push_str(before);
        rest = after.split_once('m').unwrap().1;
    }
    plain.push_str(rest);
    assert_eq!(plain, render_terminal(&diagnostics, &sources, false));
}

#[test]
fn short_is_one_line_each() {
    let (sources, diagnostics) = example();
    expect![[r#"
        hr/query.sql:3:8: runtime[PLC0202]: table EMP is not known, 100% sure
        hr/query.sql:4:8: note[PLC0407]: `name = ''` is never true
    "#]]
    .assert_eq(&render_short(&diagnostics, &sources));
}

#[test]
fn github_escapes_what_its_commands_reserve() {
    let (sources, diagnostics) = example();
    expect![[r#"
        ::warning file=hr/query.sql,line=3,col=8,endLine=3,endColumn=11,title=PLC0202 unknown-table::table EMP is not%0Aknown, 100%25 sure%0Athe name is looked up in schema HR
        ::notice file=hr/query.sql,line=4,col=8,endLine=4,endColumn=17,title=PLC0407 empty-string-comparison::`name = ''` is never true%0Awrite `name IS NULL` if that is meant
    "#]].assert_eq(&render_github(&diagnostics, &sources, &|_| false));
}

#[test]
fn json_lines_are_objects_with_stable_fields() {
    let (sources, diagnostics) = example();
    expect![[r#"
        {"class":"runtime","code":"PLC0202","end":{"column":11,"line":3,"offset":30},"file":"hr/query.sql","help":null,"labels":[{"end":{"column":17,"line":1,"offset":16},"file":"hr/emp, old.sql","message":"a similar name is declared here","start":{"column":14,"line":1,"offset":13}}],"message":"table EMP is not\nknown, 100% sure","name":"unknown-table","notes":["the name is looked up in schema HR"],"object":"HR.QUERY","severity":"assumed","start":{"column":8,"line":3,"offset":27}}
        {"class":"note","code":"PLC0407","end":{"column":17,"line":4,"offset":47},"file":"hr/query.sql","help":"write `name IS NULL` if that is meant","labels":[],"message":"`name = ''` is never true","name":"empty-string-comparison","notes":[],"object":null,"severity":"note","start":{"column":8,"line":4,"offset":38}}
    "#]].assert_eq(&render_json(&diagnostics, &sources, JsonStyle::Lines));
}

#[test]
fn json_array_holds_the_same_objects() {
    let (sources, diagnostics) = example();
    let array: serde_json::Value =
        serde_json::from_str(&render_json(&diagnostics, &sources, JsonStyle::Array)).unwrap();
    let lines = render_json(&diagnostics, &sources, JsonStyle::Lines);
    let lines: Vec<serde_json::Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(array, serde_json::Value::Array(lines));
}

#[test]
fn places_outside_the_text_do_not_break_any_form() {
    let (sources, _) = example();
    let beyond = TextRange::new(5.into(), 9_000.into());
    let inside_a_character = TextRange::new(6.into(), 7.into());
    let diagnostics = [
        Diagnostic::new(Code::UNKNOWN_NAME, FileRange::new(FileId(0), beyond), "beyond"),
        Diagnostic::new(
            Code::UNKNOWN_NAME,
            FileRange::new(FileId(0), inside_a_character),
            "inside",
        ),
        Diagnostic::new(
            Code::UNKNOWN_NAME,
            FileRange::new(FileId(77), beyond),
            "no such file",
        ),
        Diagnostic::new(
            Code::UNREADABLE_FILE,
            FileRange::start_of(FileId(1)),
            "whole file",
        ),
    ];
    for text in [
        render_terminal(&diagnostics, &sources, false),
        render_short(&diagnostics, &sources),
        render_github(&diagnostics, &sources, &|_| false),
        render_json(&diagnostics, &sources, JsonStyle::Lines),
    ] {
        for message in ["beyond", "inside", "no such file", "whole file"] {
            assert!(text.contains(message), "{message} is missing in {text}");
        }
    }
}

#[test]
fn the_order_is_total_and_repetitions_go() {
    let (_, diagnostics) = example();
    let mut doubled: Vec<_> = diagnostics.iter().rev().chain(&diagnostics).cloned().collect();
    sort(&mut doubled);
    assert_eq!(doubled, diagnostics);
    assert!(diagnostics[0].primary < diagnostics[1].primary);
}

#[test]
fn diagnostics_survive_a_cache() {
    let (_, diagnostics) = example();
    let text = serde_json::to_string(&diagnostics).unwrap();
    assert_eq!(
        serde_json::from_str::<Vec<Diagnostic>>(&text).unwrap(),
        diagnostics
    );
}

#[test]
fn the_summary_counts_by_severity_class_and_code() {
    let (_, diagnostics) = example();
    let counted = summary(&diagnostics);
    assert_eq!(
        counted.to_string(),
        "2 diagnostics: 1 assumed, 1 note (runtime 1, note 1)"
    );
    assert_eq!(counted.by_code.get(&Code::UNKNOWN_TABLE), Some(&1));
    assert_eq!(summary(&[]).to_string(), "no diagnostics");
}

#[test]
fn explain_starts_with_code_name_and_summary() {
    let text = crate::explain(Code::EMPTY_STRING_COMPARISON);
    assert!(text.starts_with(
        "# PLC0407 empty-string-comparison\n\nA comparison with an empty string is never true.\n"
    ));
    assert!(text.contains("## What to do"));
}

#[test]
fn the_index_lists_every_code_once() {
    let index = crate::docs_index();
    for code in Code::all() {
        assert_eq!(index.matches(&format!("| [{code}](")).count(), 1, "{code}");
    }
}
