mod damaged;
mod exports;

use super::*;
use proptest::prelude::*;

/// One line for each item: kind, terminator and text.
fn outline(text: &str) -> Vec<String> {
    read_script(text)
        .items
        .iter()
        .map(|item| match &item.kind {
            ItemKind::Statement(statement) => {
                let again = if statement.run_again > 0 { " again" } else { "" };
                let kind = statement.kind;
                format!(
                    "{kind:?} {:?}{again}: {}",
                    statement.terminator,
                    item.text(text).replace('\n', "|")
                )
            }
            ItemKind::Command(command) => format!("{command:?}"),
        })
        .collect()
}

fn texts(text: &str) -> Vec<&str> {
    read_script(text)
        .items
        .iter()
        .map(|item| item.text(text))
        .collect()
}

#[test]
fn sql_ends_at_semicolons_and_slashes() {
    assert_eq!(
        outline("select 1 from dual; commit\n/\nselect 2 from dual\n"),
        [
            "Sql Semicolon: select 1 from dual",
            "Sql Slash: commit",
            "Sql EndOfFile: select 2 from dual"
        ]
    );
}

#[test]
fn a_slash_after_a_semicolon_runs_the_statement_again() {
    assert_eq!(
        outline("insert into t values (1);\n/\n"),
        ["Sql Semicolon again: insert into t values (1)"]
    );
    assert_eq!(
        outline("begin null; end;\n.\n/\n"),
        ["PlSql Slash: begin null; end;"]
    );
    assert_eq!(
        outline("begin null; end;\n.\n"),
        ["PlSql Period: begin null; end;"]
    );
}

#[test]
fn plsql_ends_at_a_slash_line_only() {
    assert_eq!(
        outline("create or replace procedure p is\nbegin\n  x := 1\n / 2;\nend;\n/\nshow errors\n"),
        [
            "PlSql Slash: create or replace procedure p is|begin|  x := 1| / 2;|end;",
            "Show(\"errors\")"
        ]
    );
}

#[test]
fn slashes_inside_of_strings_and_comments_end_nothing() {
    let text = "begin\n  s := q'[\n/\n; it's]';\n /*\n/\n*/ t := '\n/\n';\nend;\n/\nselect 1 from dual;\n";
    assert_eq!(texts(text).len(), 2);
    assert_eq!(texts(text)[1], "select 1 from dual");
}

#[test]
fn commands_may_hold_apostrophes() {
    assert_eq!(
        outline("PROMPT don't panic\nREM isn't it\nprompt\nselect 'a' from dual;\n"),
        [
            "Prompt(\"don't panic\")",
            "Remark(\"isn't it\")",
            "Prompt(\"\")",
            "Sql Semicolon: select 'a' from dual"
        ]
    );
}

#[test]
fn commands_are_recognised_at_the_start_of_a_statement_only() {
    assert_eq!(
        texts("update t\nset a = 1\n;\nset feedback off\n"),
        ["update t\nset a = 1", "set feedback off"]
    );
    assert_eq!(
        outline("set role none;\nset transaction read only;\n"),
        [
            "Sql Semicolon: set role none",
            "Sql Semicolon: set transaction read only"
        ]
    );
}

#[test]
fn a_dash_continues_a_command() {
    assert_eq!(
        outline("define x = -\n  'it''s'\nexecute p( -\n 1);\n"),
        [
            "Define { name: Some(\"x\"), value: Some(\"it's\") }",
            "Execute { start: 31, end: 39 }"
        ]
    );
}

#[test]
fn a_quoted_value_ends_at_its_quote() {
    let defined = |value: &str| outline(&format!("define x = {value}\n"));
    let expected = |value: &str| format!("Define {{ name: Some(\"x\"), value: Some({value:?}) }}");
    assert_eq!(defined("'&1' -- the reader"), [expected("&1")]);
    assert_eq!(defined("\"it's\" "), [expected("it's")]);
    assert_eq!(defined("'' -- nothing"), [expected("")]);
    assert_eq!(defined("'open"), [expected("'open")]);
    assert_eq!(defined("two words"), [expected("two words")]);
}

#[test]
fn a_ruler_of_dashes_does_not_eat_the_next_statement() {
    assert_eq!(texts("prompt -----\ncreate table t (a number);\n").len(), 2);
    assert_eq!(outline("prompt one -\ntwo\n"), ["Prompt(\"one two\")"]);
}

#[test]
fn includes() {
    assert_eq!(
        outline("@@tables/emp.sql a 'b c'\n@ install;\nSTART \"my file\" x\n"),
        [
            "Include { path: \"tables/emp.sql\", relative: true, arguments: [\"a\", \"b c\"] }",
            "Include { path: \"install\", relative: false, arguments: [] }",
            "Include { path: \"my file\", relative: false, arguments: [\"x\"] }"
        ]
    );
}

#[test]
fn a_missing_slash_is_assumed_after_a_complete_unit() {
    let text = "create package p is\n  procedure a;\nend p;\ncreate package body p is\n  procedure a is\n  begin\n    \
                if x then y; end if;\n  end;\nend p;\n\nshow errors\nbegin null; end;\nselect 1 from dual;\n";
    assert_eq!(
        outline(text)
            .iter()
            .map(|line| line.split(':').next().unwrap())
            .collect::<Vec<_>>(),
        [
            "PlSql MissingSlashAssumed",
            "PlSql MissingSlashAssumed",
            "Show(\"errors\")",
            "PlSql MissingSlashAssumed",
            "Sql Semicolon"
        ]
    );
}

#[test]
fn a_statement_inside_of_a_unit_is_no_missing_slash() {
    let text = "create procedure p is\nbegin\n  null;\ninsert into t values (1);\ndelete from t;\nend;\n/\n";
    assert_eq!(texts(text).len(), 1);
}

#[test]
fn compound_triggers_and_call_specifications_nest_right() {
    let compound = "create trigger t for insert on e compound trigger\n  x number;\nbefore statement is\nbegin\n  null;\n\
                    end before statement;\nafter each row is begin null; end after each row;\nend t;\nselect 1 from dual;\n";
    assert_eq!(texts(compound).len(), 2);
    let call =
        "create function f return number as language java name 'A.b() return int';\nselect 1 from dual;\n";
    assert_eq!(texts(call).len(), 2);
    let object = "create type o as object (a number, member function f return number);\ndrop type o;\n";
    assert_eq!(texts(object).len(), 2);
}

#[test]
fn wrapped_and_java_are_raw() {
    let text = "create or replace package body a.p wrapped\na000000\n'\"/* ;\n/\n\
                create or replace and compile java source named \"X\" as\nclass X { char c = '\\''; }\n/\nselect 1 from dual;\n";
    let script = read_script(text);
    let kinds: Vec<StatementKind> = script
        .items
        .iter()
        .filter_map(|item| match &item.kind {
            ItemKind::Statement(statement) => Some(statement.kind),
            ItemKind::Command(_) => None,
        })
        .collect();
    assert_eq!(
        kinds,
        [StatementKind::Wrapped, StatementKind::Java, StatementKind::Sql]
    );
}

#[test]
fn units_of_all_source_have_no_create() {
    assert_eq!(
        outline(
            "PACKAGE p IS\n x NUMBER;\nEND;\n/\nwith function f return number is begin return 1; end;\nselect f from dual\n/\n"
        ),
        [
            "PlSql Slash: PACKAGE p IS| x NUMBER;|END;",
            "PlSql Slash: with function f return number is begin return 1; end;|select f from dual"
        ]
    );
}

#[test]
fn semicolons_do_not_end_statements_with_routines() {
    let text = "create view v as with function f return number is begin return 1; end;\nselect f from dual\n/\n\
                insert into t with procedure p is begin null; end; select 1 from dual;\nselect 2 from dual;\n";
    assert_eq!(
        outline(text),
        [
            "PlSql Slash: create view v as with function f return number is begin return 1; end;|select f from dual",
            "PlSql MissingSlashAssumed: insert into t with procedure p is begin null; end; select 1 from dual;",
            "Sql Semicolon: select 2 from dual"
        ]
    );
}

#[test]
fn modules_of_other_languages_end_at_a_slash() {
    let text = "create mle module m language javascript as\n function f() { return \"it's;\"; }\n/\n\
                create mle env e imports ('m' module m);\ncommit;\n";
    let kinds: Vec<StatementKind> = (read_script(text).items.iter())
        .filter_map(|item| match &item.kind {
            ItemKind::Statement(statement) => Some(statement.kind),
            ItemKind::Command(_) => None,
        })
        .collect();
    assert_eq!(
        kinds,
        [StatementKind::Java, StatementKind::Sql, StatementKind::Sql]
    );
}

#[test]
fn an_open_quote_costs_its_own_unit_only() {
    let text =
        "create procedure a is begin x := 'abc; end;\n/\ncreate procedure b is begin x := 'd'; end;\n/\n";
    let script = read_script(text);
    assert_eq!(script.items.len(), 2);
    let ItemKind::Statement(first) = &script.items[0].kind else {
        panic!("a statement")
    };
    assert_eq!(first.terminator, Terminator::CutOff);
    assert!(first.cut_off.is_some());
    assert_eq!(
        script.items[0].text(text),
        "create procedure a is begin x := 'abc; end;"
    );
    assert_eq!(
        script.items[1].text(text),
        "create procedure b is begin x := 'd'; end;"
    );
}

#[test]
fn an_open_comment_and_an_open_sql_string_cost_their_own_statement_only() {
    let comment = "/* never ended\ncreate table a (x number);\ncreate table b (x number);\n";
    assert_eq!(texts(comment).last(), Some(&"create table b (x number)"));
    let string = "insert into t values ('a);\ninsert into t values ('b');\n";
    assert_eq!(
        texts(string),
        ["insert into t values ('a);", "insert into t values ('b')"]
    );
}

#[test]
fn comments_belong_to_the_statement_after_them() {
    let text = "-- one\n/* two */\nselect 1 from dual; -- same line\nselect 2 from dual;\n";
    let script = read_script(text);
    assert_eq!(
        script.items[0].text_with_comments(text),
        "-- one\n/* two */\nselect 1 from dual -- same line"
    );
    assert_eq!(script.items[0].trailing_comment, Some((37, 49)));
    assert_eq!(script.items[1].text_with_comments(text), "select 2 from dual");
    let text = "begin null; end; -- a\n-- b\n/\n/* c */ create table t (x number);\n";
    let script = read_script(text);
    assert_eq!(script.items[0].text(text), "begin null; end; -- a\n-- b");
    assert_eq!(
        script.items[1].text_with_comments(text),
        "/* c */ create table t (x number)"
    );
    let text = "create package p is end;\n-- for q\ncreate package q is end;\n/\n";
    assert_eq!(
        read_script(text).items[1].text_with_comments(text),
        "-- for q\ncreate package q is end;"
    );
}

#[test]
fn set_define_changes_the_prefix_from_there_on() {
    let text = "select '&x' from dual;\nset define off\nselect '&x' from dual;\nset define ^\nselect 1 from dual;\nset scan on\n\
                select 1 from dual;\n";
    let prefixes: Vec<Option<char>> = read_script(text)
        .items
        .iter()
        .filter(|item| matches!(item.kind, ItemKind::Statement(_)))
        .map(|item| item.substitution_prefix)
        .collect();
    assert_eq!(prefixes, [Some('&'), None, Some('^'), Some('&')]);
}

#[test]
fn set_sqlterminator_off_leaves_the_slash() {
    assert_eq!(
        texts("set sqlterminator off\nselect ';' from dual; x\n/\n").len(),
        2
    );
    assert_eq!(
        texts("set sqlt !\nselect 1 from dual!\nselect 2 from dual!\n").len(),
        3
    );
}

#[test]
fn blank_lines_do_not_end_a_statement() {
    assert_eq!(texts("create table t (\n\n  a number\n\n);\n").len(), 1);
}

#[test]
fn other_commands() {
    assert_eq!(
        outline(
            "whenever sqlerror exit failure rollback\ncol a new_value v noprint\naccept p char default 'x' prompt 'p: '\nvar r refcursor\nexit\n"
        ),
        [
            "Whenever { event: Some(SqlError), action: \"exit failure rollback\" }",
            "Column { text: \"a new_value v noprint\", new_value: Some(\"v\") }",
            "Accept { name: \"p\", default: Some(\"x\"), prompt: Some(\"p: \") }",
            "Variable { name: Some(\"r\"), datatype: Some(\"refcursor\") }",
            "Exit(\"\")"
        ]
    );
}

#[test]
fn execute_ends_before_its_comment() {
    let text = "exec p(1); -- done\nexecute :x := 1 /* one */\n";
    let ends: Vec<&str> = read_script(text)
        .items
        .iter()
        .filter_map(|item| match item.kind {
            ItemKind::Command(SqlPlusCommand::Execute { start, end }) => {
                text.get(start as usize..end as usize)
            }
            _ => None,
        })
        .collect();
    assert_eq!(ends, ["p(1)", ":x := 1"]);
}

#[test]
fn cmdsep_puts_several_commands_on_a_line() {
    assert_eq!(
        texts(
            "set feed off; set echo off\nset cmdsep on\nset feed off; prompt a\nprompt b; c\nset cmds |\nset a b|show user\n"
        ),
        [
            "set feed off; set echo off",
            "set cmdsep on",
            "set feed off",
            "prompt a",
            "prompt b",
            "c",
            "set cmds |",
            "set a b",
            "show user"
        ]
    );
}

#[test]
fn calls_are_no_commands() {
    assert_eq!(
        outline("begin p; end;\n/\nprint(1);\nscript := 2;\nsave.x;\n"),
        [
            "PlSql Slash: begin p; end;",
            "Unknown MissingSlashAssumed: print(1);|script := 2;|save.x;"
        ]
    );
}

#[test]
fn shell_commands() {
    assert_eq!(
        outline("!ls -l\n$ del x'y\nhost echo don't\n"),
        ["Host(\"ls -l\")", "Host(\"del x'y\")", "Host(\"echo don't\")"]
    );
}

#[test]
fn a_file_of_broken_statements_stays_linear() {
    let text = "create /*\n".repeat(20_000);
    assert!(!read_script(&text).items.is_empty());
    let long_line = "insert into t values (1);".repeat(40_000);
    assert_eq!(read_script(&long_line).items.len(), 40_000);
}

proptest! {
    #[test]
    fn items_are_in_order_and_in_bounds(text in "(create|procedure|is|begin|end;|select| |\n|/\n|'|q'\\[|\\]'|/\\*|\\*/|--|;|prompt|set|@x|-\n|ä|\\PC)*") {
        let mut position = 0;
        for item in read_script(&text).items {
            prop_assert!(item.start >= position);
            prop_assert!(item.comments_start <= item.start);
            prop_assert!(item.start <= item.end && item.end <= item.full_end);
            prop_assert!(item.full_end > item.start && item.full_end as usize <= text.len());
            prop_assert!(text.is_char_boundary(item.start as usize) && text.is_char_boundary(item.end as usize));
            let start = position.max(item.comments_start);
            prop_assert!(text.get(position as usize..start as usize).is_some());
            prop_assert!(text.get(item.comments_start as usize..item.start as usize).is_some());
            position = item.full_end;
        }
    }
}

#[test]
fn remarks_are_comments_of_the_next_statement() {
    let script = "REM first & no variable\nremark second\nset echo off\n-- third\nPROMPT hello\ncreate table t (a int); -- fourth\n";
    let items = read_script(script).items;
    let statement = items.last().unwrap();
    let text = statement.text_with_comments(script);
    assert_eq!(
        text.lines()
            .map(str::trim_end)
            .filter(|line| !line.is_empty())
            .collect::<Vec<_>>(),
        ["--     second", "-- third", "create table t (a int) -- fourth"]
    );
    // Every place stays.
    let before = (statement.start - statement.comments_start) as usize;
    assert!(text[before..].starts_with("create table"));
}
