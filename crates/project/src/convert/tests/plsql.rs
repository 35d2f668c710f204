//! PL/SQL: Oracle text in, PostgreSQL text out.

use super::translated;
use expect_test::{Expect, expect};

fn check(source: &str, expected: Expect) {
    expected.assert_eq(&translated(source));
}

#[test]
fn nested_routines_get_what_they_and_their_callees_use() {
    check(
        "create or replace procedure p (v in varchar2) is
           c_day constant date := date '2020-01-01';
           l number := 0;
           procedure show is begin dbms_output.put_line(v || l); end;
           procedure add_to(a in number, d in date default c_day) is
           begin
             l := l + a;
             show;
           end;
           function twice return number is begin return 2 * l; end;
           function next return number is begin l := l + 1; return l; end;
         begin
           add_to(twice);
           l := next;
         end;
         /
         ",
        expect![[r#"
            CREATE OR REPLACE PROCEDURE p__show(v text, l numeric)
            LANGUAGE plpgsql
            AS $$
            BEGIN
              RAISE NOTICE '%', concat(v, oracle.num_to_char(l));
            END;
            $$;

            CREATE OR REPLACE PROCEDURE p__add_to(a numeric, d timestamp, INOUT l numeric, v text)
            LANGUAGE plpgsql
            AS $$
            BEGIN
              l := l + a;
              CALL p__show(v, l);
            END;
            $$;

            CREATE OR REPLACE FUNCTION p__twice(l numeric)
            RETURNS numeric
            LANGUAGE plpgsql
            STABLE
            AS $$
            BEGIN
              RETURN 2 * l;
            END;
            $$;

            CREATE OR REPLACE FUNCTION p__next(OUT return_value numeric, INOUT l numeric)
            LANGUAGE plpgsql
            STABLE
            AS $$
            BEGIN
              l := l + 1;
              return_value := l;
              RETURN;
            END;
            $$;

            CREATE OR REPLACE PROCEDURE p(v text)
            LANGUAGE plpgsql
            SECURITY DEFINER
            SET search_path = "$user", public, pg_temp
            AS $$
            DECLARE
              c_day CONSTANT timestamp(0) := timestamp '2020-01-01';
              l numeric := 0;
              returned numeric;
            BEGIN
              CALL p__add_to(p__twice(l), c_day, l, v);
              SELECT * INTO returned, l FROM p__next(l);
              l := returned;
            END;
            $$;
        "#]],
    );
}

#[test]
fn the_errors_of_forall_are_kept_with_the_number_of_their_iteration() {
    check(
        "create table t (a number);
         create or replace procedure p is
           type t_list is table of number;
           l t_list := t_list(1, 2);
         begin
           forall i in 2 .. l.count save exceptions
             insert into t values (l(i));
         exception
           when others then
             for j in 1 .. sql%bulk_exceptions.count loop
               dbms_output.put_line(sql%bulk_exceptions(j).error_index || sql%bulk_exceptions(j).error_code);
             end loop;
         end;
         /
         ",
        expect![[r#"
            CREATE OR REPLACE PROCEDURE p()
            LANGUAGE plpgsql
            SECURITY DEFINER
            SET search_path = "$user", public, pg_temp
            AS $$
            DECLARE
              l numeric[] := ARRAY[1, 2]::numeric[];
              sql_bulk_exceptions integer[] := '{}'::integer[];
              sql_bulk_codes integer[] := '{}'::integer[];
              error_state text;
              error_message text;
              loop_high integer;
              error_context text;
            BEGIN
              error_state := NULL;
              <<body_1>>
              BEGIN
                BEGIN
                  loop_high := cardinality(l);
                  sql_bulk_exceptions := '{}'::integer[];
                  sql_bulk_codes := '{}'::integer[];
                EXCEPTION
                  WHEN OTHERS THEN
                    GET STACKED DIAGNOSTICS error_state = RETURNED_SQLSTATE, error_message = MESSAGE_TEXT;
                    EXIT body_1;
                END;
                FOR i IN 2..loop_high LOOP
                  BEGIN
                    INSERT INTO t (a) VALUES (oracle.forall_element(l, i));
                  EXCEPTION
                    WHEN OTHERS THEN
                      GET STACKED DIAGNOSTICS error_context = PG_EXCEPTION_CONTEXT;
                      sql_bulk_exceptions := array_append(sql_bulk_exceptions, i - 1);
                      sql_bulk_codes := array_append(
                          sql_bulk_codes,
                          abs(oracle.sqlcode(SQLSTATE, SQLERRM, error_context))
                        );
                  END;
                END LOOP;
                BEGIN
                  IF cardinality(sql_bulk_exceptions) > 0 THEN
                    PERFORM oracle.raise_oracle_error(24381);
                  END IF;
                EXCEPTION
                  WHEN OTHERS THEN
                    GET STACKED DIAGNOSTICS error_state = RETURNED_SQLSTATE, error_message = MESSAGE_TEXT;
                    EXIT body_1;
                END;
              END body_1;
              IF error_state IS NOT NULL THEN
                BEGIN
                  RAISE EXCEPTION USING ERRCODE = error_state, MESSAGE = error_message;
                EXCEPTION
                  WHEN OTHERS THEN
                    FOR j IN 1..cardinality(sql_bulk_exceptions) LOOP
                      RAISE NOTICE '%', concat((sql_bulk_exceptions[j])::text, (sql_bulk_codes[j])::text);
                    END LOOP;
                END;
              END IF;
            END;
            $$;
        "#]],
    );
}

#[test]
fn a_loop_record_is_passed_as_the_row_type_of_the_parameter() {
    check(
        "create table t (a number, b varchar2(10));
         create or replace function f(r in t%rowtype) return number is begin return r.a; end;
         /
         begin
           for r in (select * from t) loop
             dbms_output.put_line(f(r));
           end loop;
         end;
         /
         ",
        expect![[r#"
            CREATE OR REPLACE FUNCTION f(r t)
            RETURNS numeric
            LANGUAGE plpgsql
            STABLE
            AS $$
            BEGIN
              RETURN r.a;
            END;
            $$;
            BEGIN;

            DO $$
            #variable_conflict use_column
            DECLARE
              r record;
            BEGIN
              FOR r IN SELECT t.a, t.b FROM t LOOP
                RAISE NOTICE '%', coalesce(oracle.num_to_char(f(ROW(r.a, r.b)::t)), '');
              END LOOP;
            END;
            $$;

            COMMIT;
        "#]],
    );
}

#[test]
fn a_savepoint_that_a_branch_goes_back_to_is_a_block() {
    check(
        "create table t (a number);
         create or replace procedure p(n number) is
         begin
           savepoint s;
           insert into t values (n);
           if n > 9 then
             rollback to s; -- too much
             dbms_output.put_line('undone');
           elsif n > 8 then
             dbms_output.put_line('kept');
           end if;
           insert into t values (0);
         end;
         /
         ",
        expect![[r#"
            CREATE OR REPLACE PROCEDURE p(n numeric)
            LANGUAGE plpgsql
            SECURITY DEFINER
            SET search_path = "$user", public, pg_temp
            AS $$
            BEGIN
              BEGIN
                INSERT INTO t (a) VALUES (n);
                IF n > 9 THEN
                  RAISE EXCEPTION USING ERRCODE = 'XSAVE', MESSAGE = 'ROLLBACK TO S'; -- too much
                ELSIF n > 8 THEN
                  RAISE NOTICE '%', 'kept';
                END IF;
              EXCEPTION
                WHEN SQLSTATE 'XSAVE' THEN
                  RAISE NOTICE '%', 'undone';
              END;
              INSERT INTO t (a) VALUES (0);
            END;
            $$;
        "#]],
    );
}

#[test]
fn routines_of_a_package_keep_the_names_its_accessors_would_have() {
    check(
        "create or replace package p is
           counter number := 0;
           function get_counter return number;
           procedure initialize;
         end;
         /
         create or replace package body p is
           function get_counter return number is begin return counter; end;
           procedure initialize is begin counter := 5; end;
         end;
         /
         ",
        expect![[r#"
            CREATE OR REPLACE FUNCTION p.get_counter_variable()
            RETURNS numeric
            LANGUAGE plpgsql
            AS $$
            BEGIN
              PERFORM p.initialize_package();
              RETURN oracle.state_get('p.counter')::numeric;
            END;
            $$;

            CREATE OR REPLACE FUNCTION p.set_counter(value numeric)
            RETURNS void
            LANGUAGE plpgsql
            AS $$
            BEGIN
              PERFORM p.initialize_package();
              PERFORM oracle.state_set('p.counter', value::text);
            END;
            $$;

            CREATE OR REPLACE FUNCTION p.initialize_package()
            RETURNS void
            LANGUAGE plpgsql
            SECURITY DEFINER
            SET search_path = "$user", public, pg_temp
            AS $$
            BEGIN
              IF oracle.state_get('p.') IS NOT NULL THEN
                RETURN;
              END IF;
              PERFORM oracle.state_set('p.', 'initialized');
              PERFORM p.set_counter(0::numeric);
            END;
            $$;
            CREATE OR REPLACE FUNCTION p.get_counter()
            RETURNS numeric
            LANGUAGE plpgsql
            SECURITY DEFINER
            SET search_path = "$user", public, pg_temp
            AS $$
            BEGIN
              RETURN p.get_counter_variable();
            END;
            $$;
            CREATE OR REPLACE PROCEDURE p.initialize()
            LANGUAGE plpgsql
            SECURITY DEFINER
            SET search_path = "$user", public, pg_temp
            AS $$
            BEGIN
              PERFORM p.set_counter(5);
            END;
            $$;
        "#]],
    );
}

#[test]
fn a_refused_default_has_the_type_of_its_parameter() {
    check(
        "create or replace function f(a number default dbms_logmnr.colmap) return number is begin return a; end;
         /
         ",
        expect![[r#"
            refused PLC0602: DBMS_LOGMNR.COLMAP has no counterpart in PostgreSQL
            CREATE OR REPLACE FUNCTION f(
              a numeric DEFAULT oracle.refused('not carried over from Oracle: DBMS_LOGMNR.COLMAP')::numeric
            )
            RETURNS numeric
            LANGUAGE plpgsql
            STABLE
            AS $$
            BEGIN
              RETURN a;
            END;
            $$;
        "#]],
    );
}

#[test]
fn overloads_that_defaults_make_ambiguous_get_a_name_of_their_own() {
    check(
        "create or replace package p is
           procedure stop(unit in varchar2, scope in varchar2 default null);
           function stop(unit in varchar2, scope in varchar2 default null, log in boolean default true) return varchar2;
           procedure stop(unit in number, scope in varchar2 default null);
         end;
         /
         create or replace package body p is
           procedure stop(unit in varchar2, scope in varchar2 default null) is begin null; end;
           function stop(unit in varchar2, scope in varchar2 default null, log in boolean default true) return varchar2 is
           begin
             stop(unit, scope);
             stop(5);
             return stop(unit);
           end;
           procedure stop(unit in number, scope in varchar2 default null) is begin null; end;
         end;
         /
         ",
        expect![[r#"
            CREATE OR REPLACE PROCEDURE p.stop(unit text, scope text DEFAULT NULL)
            LANGUAGE plpgsql
            AS $$
            BEGIN
              NULL;
            END;
            $$;

            CREATE OR REPLACE FUNCTION p.stop_2(unit text, scope text DEFAULT NULL, log boolean DEFAULT TRUE)
            RETURNS text
            LANGUAGE plpgsql
            SECURITY DEFINER
            SET search_path = "$user", public, pg_temp
            AS $$
            BEGIN
              CALL p.stop(unit, scope);
              CALL p.stop(5::numeric);
              RETURN p.stop_2(unit);
            END;
            $$;

            CREATE OR REPLACE PROCEDURE p.stop(unit numeric, scope text DEFAULT NULL)
            LANGUAGE plpgsql
            AS $$
            BEGIN
              NULL;
            END;
            $$;
        "#]],
    );
}

#[test]
fn elements_that_exist_are_subscripted() {
    check(
        "create table t (a number, b varchar2(10 char));
         create or replace procedure p is
           type numbers is table of number;
           type rows is table of t%rowtype index by pls_integer;
           l numbers := numbers();
           r rows;
         begin
           select * bulk collect into r from t;
           for i in 1 .. r.count loop
             l.extend;
             l(l.last) := r(i).a;
             r(i).b := l(i);
           end loop;
           r(r.count + 1).a := l(7);
         end;
         /
         ",
        expect![[r#"
            CREATE OR REPLACE PROCEDURE p()
            LANGUAGE plpgsql
            SECURITY DEFINER
            SET search_path = "$user", public, pg_temp
            AS $$
            DECLARE
              l numeric[] := ARRAY[]::numeric[];
              r t[] := '{}'::t[];
            BEGIN
              r := ARRAY(
                  SELECT ROW(value_1, value_2)::t
                  FROM (SELECT t.a, t.b FROM t) AS selected (value_1, value_2)
                );
              FOR i IN 1..cardinality(r) LOOP
                l := array_append(l, NULL);
                l[cardinality(l)] := (r[i]).a;
                r[i].b := oracle.num_to_char(oracle.element(l, i));
              END LOOP;
              r[cardinality(r) + 1].a := oracle.element(l, 7);
            END;
            $$;
        "#]],
    );
}
