//! Scripts that SQL*Plus itself would not run: missing terminators, halves of blocks, prose.

use super::outline;

#[test]
fn a_statement_without_terminator_ends_before_the_next_one() {
    assert_eq!(
        outline(
            "insert into t values (1)\n\ncommit\n\n\nselect * from t;\nupdate t set a = 1\nprompt done\n"
        ),
        [
            "Sql MissingSlashAssumed: insert into t values (1)",
            "Sql MissingSlashAssumed: commit",
            "Sql Semicolon: select * from t",
            "Sql MissingSlashAssumed: update t set a = 1",
            "Prompt(\"done\")",
        ]
    );
    assert_eq!(
        outline("alter table t\n  add constraint c primary key (a)\n-- next\nbegin\n  p;\nend;\n/\n"),
        [
            "Sql MissingSlashAssumed: alter table t|  add constraint c primary key (a)",
            "PlSql Slash: begin|  p;|end;",
        ]
    );
}

#[test]
fn a_broken_statement_ends_before_a_definition() {
    assert_eq!(
        outline(
            "comment on column t.a is is 'x'\ncomment on column t.b is 'y';\ncreate tabel a (b number)\ncreate table c (d number);\n"
        ),
        [
            "Sql MissingSlashAssumed: comment on column t.a is is 'x'",
            "Sql Semicolon: comment on column t.b is 'y'",
            "Sql MissingSlashAssumed: create tabel a (b number)",
            "Sql Semicolon: create table c (d number)",
        ]
    );
}

#[test]
fn statements_go_on_where_the_grammar_says_so() {
    for text in [
        "insert into t (a, b)\nselect 1, 2 from dual;\n",
        "create table t\nas\nselect 1 a from dual\nunion all\nselect 2 from dual;\n",
        "merge into t using s on (t.a = s.a)\nwhen matched then\nupdate set t.b = s.b\ndelete where t.b = 0\nwhen not matched then\ninsert (a) values (s.a);\n",
        "with q as (select 1 a from dual)\nselect * from q;\n",
        "create view v as select a from t\nwith check option;\n",
        "explain plan for\nselect 1 from dual;\n",
        "alter user u\ngrant connect through p;\n",
        "select a\nfrom t\nfor\nupdate;\n",
        "lock table t\nin exclusive mode;\n",
    ] {
        assert_eq!(outline(text).len(), 1, "{text}");
    }
}

#[test]
fn half_a_block_is_one_item() {
    assert_eq!(
        outline(
            "select 1 from dual;\n  pk.run(i => 'x');\nexception\n  when others then\n    delete from t;\nend;\n/\ncommit;\n"
        ),
        [
            "Sql Semicolon: select 1 from dual",
            "Unknown Slash: pk.run(i => 'x');|exception|  when others then|    delete from t;|end;",
            "Sql Semicolon: commit",
        ]
    );
    assert_eq!(
        outline("if a > 1\nthen\n  insert into t values (1);\nelse\n  b;\nend if;\n\nselect 1 from dual;\n"),
        [
            "Unknown MissingSlashAssumed: if a > 1|then|  insert into t values (1);|else|  b;|end if;",
            "Sql Semicolon: select 1 from dual",
        ]
    );
    assert_eq!(
        outline("end;\ncreate table t (a number);\nl_x := 1;\ninsert into t values (1);\n"),
        [
            "Unknown MissingSlashAssumed: end;",
            "Sql Semicolon: create table t (a number)",
            "Unknown MissingSlashAssumed: l_x := 1;",
            "Sql Semicolon: insert into t values (1)",
        ]
    );
}

#[test]
fn prose_costs_its_lines_only() {
    assert_eq!(
        outline(
            "This isn't a statement,\nand \"this neither\nselect 1 from dual;\n1 row selected.\n\ngrant a to b;'   \ngrant c to d;'\n"
        ),
        [
            "Unknown MissingSlashAssumed: This isn't a statement,|and \"this neither",
            "Sql Semicolon: select 1 from dual",
            "Unknown MissingSlashAssumed: 1 row selected.",
            "Sql Semicolon: grant a to b",
            "Unknown MissingSlashAssumed: '",
            "Sql Semicolon: grant c to d",
            "Unknown MissingSlashAssumed: '",
        ]
    );
    assert_eq!(
        outline("begin\n  p;\nend;\nYou can see that it's done.\nselect 1 from dual;\n"),
        [
            "PlSql MissingSlashAssumed: begin|  p;|end;",
            "Unknown MissingSlashAssumed: You can see that it's done.",
            "Sql Semicolon: select 1 from dual",
        ]
    );
}

#[test]
fn a_slash_with_more_on_its_line_ends_a_complete_unit() {
    assert_eq!(
        outline("begin p; end; /\nbegin q; end;\n/ -- again\nbegin\n  r;\nend;\n/begin s; end;\n/\n"),
        [
            "PlSql MissingSlashAssumed: begin p; end;",
            "PlSql MissingSlashAssumed: begin q; end;",
            "PlSql MissingSlashAssumed: begin|  r;|end;",
            "PlSql Slash: begin s; end;",
        ]
    );
    assert_eq!(outline("begin\n  x := 1\n / 2 -- half\n;\nend;\n/\n").len(), 1);
}

#[test]
fn slashes_without_a_statement_do_nothing() {
    assert_eq!(
        outline("/\n-- a comment\n/\ncreate table t (a number);\n-- b\n/\n/* c */\ncommit;\n"),
        [
            "Sql Semicolon again: create table t (a number)",
            "Sql Semicolon: commit",
        ]
    );
    let text = "-- a comment\n/\ncreate table t (a number);\n";
    assert_eq!(
        super::read_script(text).items[0].text_with_comments(text),
        "create table t (a number)"
    );
}

#[test]
fn an_attribute_type_opens_nothing() {
    let function =
        "create function f\n  return t.id%TYPE\nis\n  a number;\n\nbegin\n  return 1;\nend;\n/\ncommit;\n";
    assert_eq!(outline(function).len(), 2);
}

#[test]
fn units_of_all_source_follow_each_other_without_slashes() {
    assert_eq!(
        outline(
            "PACKAGE p IS\n  PROCEDURE a;\nEND;\nPACKAGE BODY p IS\n  PROCEDURE a IS BEGIN NULL; END;\nEND;\nTYPE o AS OBJECT (a NUMBER);\nFUNCTION f RETURN t.a%TYPE IS\nBEGIN\n  RETURN 1;\nEND;\n"
        ),
        [
            "PlSql MissingSlashAssumed: PACKAGE p IS|  PROCEDURE a;|END;",
            "PlSql MissingSlashAssumed: PACKAGE BODY p IS|  PROCEDURE a IS BEGIN NULL; END;|END;",
            "PlSql MissingSlashAssumed: TYPE o AS OBJECT (a NUMBER);",
            "PlSql EndOfFile: FUNCTION f RETURN t.a%TYPE IS|BEGIN|  RETURN 1;|END;",
        ]
    );
}
