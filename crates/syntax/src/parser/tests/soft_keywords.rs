//! Words that are keywords in one place and names in another.

use super::{good, parsed};

#[test]
fn keywords_as_column_names_and_aliases() {
    good(
        "select left, right, date, type, name, level, first, count(*) over (partition by x) over from t left left join u right on left.id = right.id order by first nulls first",
    );
    good("select a value, b key, c path, d result, e rows, f range from t");
    good("select t.number, t.date, t.comment, t.select from t");
}

#[test]
fn keywords_as_variables() {
    good(
        "declare type open is record (close number, exit date); commit open; close number; exit number; begin open.close := 1; close := 2; exit := 3; exit when x; commit.x := 2; commit; end;",
    );
    good(
        "begin cache := 1; logging := 2; storage := 3; delete := 4; end;"
            .replace("delete := 4; ", "")
            .as_str(),
    );
    good("declare name varchar2(10); key number; body clob; begin name := key || body; end;");
}

#[test]
fn flags_of_tables_are_variables_in_bodies() {
    good(
        "create package body p is cache number; nologging number; reverse number; procedure q is begin cache := nologging + reverse; end; end;",
    );
    good("create table t (cache number, storage number, type number) nologging cache");
    good("create sequence s nocache nocycle order");
}

#[test]
fn left_as_alias_and_as_join() {
    let alias = good("select * from a left");
    assert!(alias.contains("alias: Name"), "{alias}");
    let join = good("select * from a left join b on a.x = b.x");
    assert!(join.contains("JoinRef"), "{join}");
}

#[test]
fn not_and_with_have_two_readings() {
    good("create table t (a number default 1 not null, b timestamp with local time zone)");
    good("select * from t where a not in (1, 2) and not b like 'x' and c not between 1 and 2");
    good("create view v as select * from t with read only");
    good("select * from t as of scn 123 where x = 1");
}

#[test]
fn opaque_groups_are_kept() {
    good("create table t (a number) storage (initial 64k next 1m) tablespace users pctfree 10");
    good("create tablespace ts datafile 'x' size 10m autoextend on");
    assert!(parsed("analyze table t compute statistics").is_ok());
    assert!(
        parsed("create or replace and compile java source named \"X\" as class X { char c = '\\''; }")
            .is_ok()
    );
}
