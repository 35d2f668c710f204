//! Dynamic SQL: Oracle text in, PostgreSQL text out.

use super::translated;
use expect_test::{Expect, expect};

/// A body over `t (a number, b varchar2(10))` with a number, a text and a cursor.
fn check(body: &str, expected: Expect) {
    let source = format!(
        "create table t (a number, b varchar2(10));
         create or replace function f(x varchar2) return varchar2 is begin return x; end;
         /
         create or replace procedure p(n in out number, v in out varchar2) is
           l_sql varchar2(40);
           l_cursor sys_refcursor;
         begin
           {body}
         end;
         /
         "
    );
    let text = translated(&source);
    let procedure = text
        .find("PROCEDURE p(")
        .map_or(text.as_str(), |start| &text[start..]);
    let body = procedure
        .split_once("\nBEGIN\n")
        .and_then(|(_, rest)| rest.rsplit_once("END;\n$"))
        .map_or(procedure, |(body, _)| body);
    let refusals: String = text
        .lines()
        .filter(|line| line.starts_with("refused"))
        .map(|line| format!("{line}\n"))
        .collect();
    let body: String = body
        .lines()
        .map(|line| format!("{}\n", line.strip_prefix("  ").unwrap_or(line)))
        .collect();
    expected.assert_eq(&(refusals + &body));
}

#[test]
fn a_variable_with_constant_texts_holds_their_translations() {
    check(
        "l_sql := case v when 'A' then 'select nvl(a, 0) from t where b = :1' when 'B' then 'select a from t where rownum = 1 and b = :1' end;
         if l_sql is null then
           l_sql := 'select 1 from dual where :1 is null';
         end if;
         open l_cursor for l_sql using v;",
        expect![[r#"
            l_sql := CASE v
                WHEN 'A' THEN 'SELECT coalesce(a, 0) FROM t WHERE b = $1'
                WHEN 'B' THEN 'SELECT a FROM t WHERE b = $1 LIMIT 1'
              END;
            IF l_sql IS NULL THEN
              l_sql := 'SELECT 1 WHERE $1 IS NULL';
            END IF;
            OPEN l_cursor FOR EXECUTE l_sql USING v;
        "#]],
    );
}

#[test]
fn a_variable_that_is_used_otherwise_is_refused() {
    check(
        "l_sql := 'delete from t';
         dbms_output.put_line(l_sql);
         execute immediate l_sql;",
        expect![[r#"
            l_sql := 'delete from t';
            RAISE NOTICE '%', coalesce(l_sql, '');
            EXECUTE oracle.shared_statement(l_sql);
        "#]],
    );
}

#[test]
fn parts_that_are_known_later_are_put_in() {
    check(
        "execute immediate 'select count(*) from ' || v || ' where b like ''%x'' and a = ' || n into n;
         execute immediate 'select a from \"' || v || '\"' into n;
         execute immediate 'delete from ' || dbms_assert.simple_sql_name(v);
         execute immediate v;",
        expect![[r#"
            EXECUTE format(
                'SELECT count(*) FROM %s WHERE b LIKE ''%%x'' AND a = %s',
                v,
                oracle.num_to_char(n)
              )
              INTO STRICT n;
            EXECUTE format('SELECT a FROM %s', oracle.quoted_name(v)) INTO STRICT n;
            EXECUTE format('DELETE FROM %s', oracle.dbms_assert_simple_sql_name(v));
            EXECUTE oracle.shared_statement(v);
        "#]],
    );
}

#[test]
fn a_block_becomes_part_of_the_routine() {
    check(
        "execute immediate 'begin :x := f(:y) || :y; end;' using out v, in upper(v);
         execute immediate 'declare v number; begin v := :1; end;' using v;
         execute immediate 'begin return; end;';",
        expect![[r#"
            refused PLC0509: the text of this dynamic statement could not be translated
            bind_value := upper(v);
            v := nullif(concat(f(bind_value), bind_value), '');
            RAISE EXCEPTION '%', 'not carried over from Oracle: EXECUTE IMMEDIATE ''declare v number; begin v := :1; end;'''
              USING ERRCODE = 'feature_not_supported';
            EXECUTE 'DO $$
            #variable_conflict use_column
            BEGIN
            RETURN;
            END;
            $$';
        "#]],
    );
}

#[test]
fn returning_of_a_statement_that_changes_nothing_is_no_error() {
    check(
        "execute immediate 'update t set a = a + 1 where b = :b returning a into :a' using v returning into n;
         n := sql%rowcount;",
        expect![[r#"
            EXECUTE 'UPDATE t SET a = a + 1 WHERE b = $1 RETURNING a' INTO n USING v;
            GET DIAGNOSTICS sql_rowcount = ROW_COUNT;
            GET DIAGNOSTICS returned_rows = ROW_COUNT;
            IF returned_rows > 1 THEN
              RAISE EXCEPTION USING ERRCODE = 'too_many_rows', MESSAGE = 'query returned more than one row';
            END IF;
            n := sql_rowcount;
        "#]],
    );
}

#[test]
fn insert_all_counts_the_rows_of_all_targets() {
    check(
        "insert first when a > 1 then into t (a) values (a) when a > 0 then into t (b) values (b) else into t (a, b) values (0, b)
           select a, b from t;
         n := sql%rowcount;",
        expect![[r#"
            WITH source_rows AS (
              SELECT a, b FROM t
            ),
            insert_1 AS (
              INSERT INTO t (a) SELECT a FROM source_rows WHERE a > 1 RETURNING 1
            ),
            insert_2 AS (
              INSERT INTO t (b) SELECT b FROM source_rows WHERE a > 0 AND a > 1 IS NOT TRUE RETURNING 1
            ),
            insert_3 AS (
              INSERT INTO t (a, b)
              SELECT 0, b
              FROM source_rows
              WHERE a > 1 IS NOT TRUE AND a > 0 IS NOT TRUE
              RETURNING 1
            )
            SELECT
              (SELECT count(*) FROM insert_1)
                + (SELECT count(*) FROM insert_2)
                + (SELECT count(*) FROM insert_3)
            INTO sql_rowcount;
            n := sql_rowcount;
        "#]],
    );
}
