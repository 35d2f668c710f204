//! No comment of a routine is lost, and each stays where it says something.

use super::translated;
use expect_test::expect;

#[test]
fn comments_stay_with_what_they_are_about() {
    let text = translated(
        "create table t (a number);
         create or replace procedure p(n number) is -- after IS
           x number; -- after a declaration
           -- before BEGIN
         begin -- after BEGIN
           insert into t values (1); -- after INSERT
           if n > 1 then -- after THEN
             null;
             -- before ELSE
           else -- after ELSE
             savepoint s; -- after SAVEPOINT
             delete from t;
             rollback to s; -- after ROLLBACK
             -- before END IF
           end if; -- after END IF
           -- before EXCEPTION
         exception -- after EXCEPTION
           -- before WHEN
           when no_data_found then -- after WHEN
             null;
           -- before the next WHEN
           when others then
             raise;
             -- before END
         end;
         /
         ",
    );
    expect![[r#"
        CREATE OR REPLACE PROCEDURE p(n numeric)
        LANGUAGE plpgsql
        SECURITY DEFINER
        SET search_path = "$user", public, pg_temp
        AS $$
        DECLARE
          -- after IS
          x numeric; -- after a declaration
          error_state text;
          error_message text;
          error_context text;
          condition boolean;
        BEGIN
          error_state := NULL;
          <<body_1>>
          BEGIN
            BEGIN
              -- before BEGIN
              -- after BEGIN
              INSERT INTO t (a) VALUES (1); -- after INSERT
            EXCEPTION
              WHEN OTHERS THEN
                GET STACKED DIAGNOSTICS error_state = RETURNED_SQLSTATE,
                  error_message = MESSAGE_TEXT,
                  error_context = PG_EXCEPTION_CONTEXT;
                EXIT body_1;
            END;
            BEGIN
              condition := n > 1;
            EXCEPTION
              WHEN OTHERS THEN
                GET STACKED DIAGNOSTICS error_state = RETURNED_SQLSTATE,
                  error_message = MESSAGE_TEXT,
                  error_context = PG_EXCEPTION_CONTEXT;
                EXIT body_1;
            END;
            IF condition THEN
              -- after THEN
              NULL;
            ELSE
              BEGIN
                -- before ELSE
                -- after ELSE
                -- after SAVEPOINT
                BEGIN
                  DELETE FROM t;
                  RAISE EXCEPTION USING ERRCODE = 'XSAVE', MESSAGE = 'ROLLBACK TO S'; -- after ROLLBACK
                  -- before END IF
                EXCEPTION
                  WHEN SQLSTATE 'XSAVE' THEN
                    NULL;
                END;
              EXCEPTION
                WHEN OTHERS THEN
                  GET STACKED DIAGNOSTICS error_state = RETURNED_SQLSTATE,
                    error_message = MESSAGE_TEXT,
                    error_context = PG_EXCEPTION_CONTEXT;
                  EXIT body_1;
              END;
            END IF; -- after END IF
            -- before EXCEPTION
          END body_1;
          IF error_state IS NOT NULL THEN
            BEGIN
              RAISE EXCEPTION
                USING ERRCODE = error_state,
                MESSAGE = oracle.sqlerrm(error_state, error_message, error_context);
            EXCEPTION
              -- after EXCEPTION
              -- before WHEN
              WHEN no_data_found OR SQLSTATE '02000' THEN
                -- after WHEN
                NULL;
              -- before the next WHEN
              WHEN OTHERS THEN
                RAISE;
                -- before END
            END;
          END IF;
        END;
        $$;
    "#]]
    .assert_eq(&text);
}

#[test]
fn comments_of_tables_and_specifications_are_kept() {
    let conversion = super::convert(&[(
        "a.sql",
        "-- people
         create table t (
           a number, -- a key
           -- in capitals
           b varchar2(10) -- a name
         , c number,
           -- always positive
           constraint t_ck check (c > 0)
         );
         create or replace package p is
           -- how many at most
           c_most constant number := 5;
           type t_row is record (a number); -- a row
           -- counts them
           function f return number; -- all of them
         end;
         /
         create or replace package body p is
           -- slow
           function f return number is begin return c_most; end;
         end;
         /
         ",
    )]);
    let text: String = conversion
        .output
        .files
        .iter()
        .map(|file| file.text.as_str())
        .collect();
    expect![[r#"
        CREATE SCHEMA IF NOT EXISTS p;
        -- people
        CREATE TABLE t (
          -- a key
          a numeric,
          -- in capitals
          -- a name
          b varchar(10) COLLATE "C",
          c numeric,
          -- always positive
          CONSTRAINT t_ck CHECK (c > 0)
        );
        -- a row
        CREATE TYPE p.t_row AS (
          a numeric
        );
        -- how many at most
        CREATE OR REPLACE FUNCTION p.get_c_most()
        RETURNS numeric
        LANGUAGE plpgsql
        STABLE
        AS $$
        BEGIN
          RETURN 5;
        END;
        $$;
        -- counts them
        -- all of them
        -- slow
        CREATE OR REPLACE FUNCTION p.f()
        RETURNS numeric
        LANGUAGE plpgsql
        STABLE
        SECURITY DEFINER
        SET search_path = "$user", public, pg_temp
        AS $$
        BEGIN
          RETURN p.get_c_most();
        END;
        $$;
        REVOKE EXECUTE ON ALL ROUTINES IN SCHEMA p FROM PUBLIC;
    "#]]
    .assert_eq(&text);
}

#[test]
fn comments_inside_of_statements_and_remarks_are_kept() {
    let source = "REM c01
create table t ( -- c02
  a number -- c03
    default /* c04 */ 1, -- c05
  b number -- c06
); -- c07
remark c08
set echo off
create view v as
-- c09
select a, -- c10
       b /* c11 */ from t -- c12
 where a > 1; -- c13
create procedure p (x number, -- c14
  y number) -- c15
is -- c16
  n number := 1 -- c17
    + 2;
  cursor c is
    select a -- c18
      from t;
begin
  n := n + -- c19
    1;
  if n > 1 -- c20
     and y < 5 then
    null;
  elsif n = 7 /* c21 */ then
    update t set a = 1, -- c22
      b = 2;
  end if;
exception
  when no_data_found -- c23
    or too_many_rows then
    null; -- c24
  when others then raise;
end p; -- c25
/
-- c26
create package k as -- c27
  g number; -- c28
  -- c29
end k;
/
create trigger r -- c30
before insert on t for each row -- c31
begin
  :new.a := 1 /* c32 */;
end;
/
";
    let conversion = super::convert(&[("a.sql", source)]);
    let text: String = conversion
        .output
        .files
        .iter()
        .map(|file| file.text.as_str())
        .collect();
    let counts: Vec<(String, usize)> = (1..=32)
        .map(|number| format!("c{number:02}"))
        .map(|mark| (mark.clone(), text.matches(&mark).count()))
        .filter(|(_, count)| *count != 1)
        .collect();
    assert_eq!(counts, []);
}

#[test]
fn comments_of_changes_go_to_what_they_change() {
    let conversion = super::convert(&[(
        "a.sql",
        "create table t (a number not null);
         -- its key
         alter table t add constraint t_pk primary key (a); -- never changes
         -- for the mail
         alter table t add (b varchar2(10));
         -- of the table
         comment on table t is 'rows';
         -- of the column
         comment on column t.b is 'address';
         insert into t values (1, 'x'); -- the first
         ",
    )]);
    let files = conversion.output.files.iter();
    let text: String = files.map(|file| file.text.as_str()).collect();
    expect![[r#"
        CREATE TABLE t (
          a numeric NOT NULL,
          -- for the mail
          b varchar(10) COLLATE "C",
          -- its key
          -- never changes
          CONSTRAINT t_pk PRIMARY KEY (a)
        );

        -- of the table
        COMMENT ON TABLE t IS 'rows';

        -- of the column
        COMMENT ON COLUMN t.b IS 'address';
        BEGIN;

        -- the first
        INSERT INTO t (a, b) VALUES (1, 'x');

        COMMIT;
    "#]]
    .assert_eq(&text);
}
