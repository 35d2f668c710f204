//! Object types: Oracle text in, PostgreSQL text out.

use super::translated;
use expect_test::{Expect, expect};

fn check(members: &str, body: &str, code: &str, expected: Expect) {
    let source = format!(
        "create or replace type t_point as object (x number, y number, {members})\n/\n\
         create or replace type body t_point as\n{body}\nend;\n/\n\
         create table shapes (id number, p t_point);\n{code}"
    );
    expected.assert_eq(&translated(&source));
}

#[test]
fn members_take_the_value_as_their_first_parameter() {
    check(
        "member function plus(p_other in t_point, p_times in number default 1) return t_point,
         member function len return number,
         member procedure move(p_x in number)",
        "-- moved by several others
         member function plus(p_other in t_point, p_times in number default 1) return t_point is
           l_result t_point := self;
         begin
           l_result.x := x + p_other.x * p_times;
           return l_result;
         end;
         member function len return number is begin return sqrt(x * x + self.y * y); end;
         member procedure move(p_x in number) is begin x := x + p_x / len; move(0); end;",
        "create or replace procedure p(a in out t_point) is
           l number;
         begin
           a.move(2);
           a := a.plus(a).plus(p_times => 2, p_other => t_point(1, 2));
           select s.p.len() into l from shapes s where s.p.x = a.len;
         end;
         /
         ",
        expect![[r#"
            CREATE OR REPLACE PROCEDURE p(INOUT a t_point)
            LANGUAGE plpgsql
            SECURITY DEFINER
            SET search_path = "$user", public, pg_temp
            AS $$
            DECLARE
              l numeric;
            BEGIN
              CALL t_point.move(a, 2);
              a := t_point.plus(t_point.plus(a, a), ROW(1, 2)::t_point, 2);
              SELECT t_point.len(s.p) INTO STRICT l FROM shapes AS s WHERE (s.p).x = t_point.len(a);
            END;
            $$;
            CREATE OR REPLACE FUNCTION t_point.len(self t_point)
            RETURNS numeric
            LANGUAGE plpgsql
            STABLE
            AS $$
            BEGIN
              IF self IS NOT DISTINCT FROM NULL THEN
                RAISE EXCEPTION
                  USING ERRCODE = 'S0625',
                  MESSAGE = 'ORA-30625: method dispatch on NULL SELF argument is disallowed';
              END IF;
              RETURN oracle.sqrt(self.x * self.x + self.y * self.y);
            END;
            $$;
            CREATE OR REPLACE PROCEDURE t_point.move(INOUT self t_point, p_x numeric)
            LANGUAGE plpgsql
            SECURITY DEFINER
            SET search_path = "$user", public, pg_temp
            AS $$
            BEGIN
              IF self IS NOT DISTINCT FROM NULL THEN
                RAISE EXCEPTION
                  USING ERRCODE = 'S0625',
                  MESSAGE = 'ORA-30625: method dispatch on NULL SELF argument is disallowed';
              END IF;
              self.x := self.x + oracle.divide(p_x, t_point.len(self));
              CALL t_point.move(self, 0);
            END;
            $$;
            -- moved by several others
            CREATE OR REPLACE FUNCTION t_point.plus(self t_point, p_other t_point, p_times numeric DEFAULT 1)
            RETURNS t_point
            LANGUAGE plpgsql
            STABLE
            AS $$
            DECLARE
              l_result t_point := self;
            BEGIN
              IF self IS NOT DISTINCT FROM NULL THEN
                RAISE EXCEPTION
                  USING ERRCODE = 'S0625',
                  MESSAGE = 'ORA-30625: method dispatch on NULL SELF argument is disallowed';
              END IF;
              l_result.x := self.x + p_other.x * p_times;
              RETURN l_result;
            END;
            $$;
        "#]],
    );
}

#[test]
fn constructors_and_static_methods_have_no_value() {
    check(
        "constructor function t_point(self in out nocopy t_point, p_both in number) return self as result,
         static function origin return t_point",
        "constructor function t_point(self in out nocopy t_point, p_both in number) return self as result is
         begin
           self.x := p_both;
           y := p_both;
           return;
         end;
         static function origin return t_point is begin return t_point(0, 0); end;",
        "declare
           a t_point := t_point(3);
         begin
           a := t_point.origin();
         end;
         /
         ",
        expect![[r#"
            CREATE OR REPLACE FUNCTION t_point.origin()
            RETURNS t_point
            LANGUAGE plpgsql
            STABLE
            AS $$
            BEGIN
              RETURN ROW(0, 0)::t_point;
            END;
            $$;
            CREATE OR REPLACE FUNCTION t_point.t_point(p_both numeric)
            RETURNS t_point
            LANGUAGE plpgsql
            STABLE
            AS $$
            DECLARE
              self t_point := ROW(NULL, NULL)::t_point;
            BEGIN
              self.x := p_both;
              self.y := p_both;
              RETURN self;
            END;
            $$;
            BEGIN;

            DO $$
            #variable_conflict use_column
            DECLARE
              a t_point := t_point.t_point(3);
            BEGIN
              a := t_point.origin();
            END;
            $$;

            COMMIT;
        "#]],
    );
}

#[test]
fn an_object_that_is_selected_gives_its_fields_to_the_variable() {
    check(
        "map member function len return number",
        "map member function len return number is begin return x; end;",
        "declare
           a t_point;
           l number;
         begin
           select t_point(id, 2) into a from shapes;
           select p into a from shapes;
           select nvl(p, a) into a from shapes;
           select id, p into l, a from shapes;
           select id into l from shapes s where s.p = a;
         end;
         /
         ",
        expect![[r#"
            refused PLC0314: MAP method LEN became a function: sorting and grouping values of T_POINT do not use it
            refused PLC0522: INTO with an object or record as a value is not carried over
            CREATE OR REPLACE FUNCTION t_point.len(self t_point)
            RETURNS numeric
            LANGUAGE plpgsql
            STABLE
            AS $$
            BEGIN
              IF self IS NOT DISTINCT FROM NULL THEN
                RETURN NULL;
              END IF;
              RETURN self.x;
            END;
            $$;
            BEGIN;

            -- May fail, as diagnostics say, and the script goes on.
            \set ON_ERROR_STOP off
            \set ON_ERROR_ROLLBACK on
            DO $$
            #variable_conflict use_column
            DECLARE
              a t_point;
              l numeric;
            BEGIN
              SELECT id, 2 INTO STRICT a FROM shapes;
              SELECT (p).* INTO STRICT a FROM shapes;
              SELECT (value).* INTO STRICT a FROM (SELECT coalesce(p, a) FROM shapes) AS selected (value);
              RAISE EXCEPTION '%', 'not carried over from Oracle: INTO with an object as a value'
                USING ERRCODE = 'feature_not_supported';
              SELECT id INTO STRICT l FROM shapes AS s WHERE t_point.len(s.p) = t_point.len(a);
            END;
            $$;
            \set ON_ERROR_ROLLBACK off
            \set ON_ERROR_STOP on

            COMMIT;
        "#]],
    );
}

#[test]
fn refused_conditions_are_boolean() {
    check(
        "member function len return number",
        "member function len return number is begin return 1; end;",
        "create or replace function f(p in t_point) return number is
         begin
           return case when p is of (t_point) and not p.gone then 1 end;
         end;
         /
         ",
        expect![[r#"
            refused PLC0414: the condition IS OF is not carried over
            CREATE OR REPLACE FUNCTION f(p t_point)
            RETURNS numeric
            LANGUAGE plpgsql
            STABLE
            AS $$
            BEGIN
              RETURN CASE
                  WHEN oracle.refused('not carried over from Oracle: IS OF')::boolean
                  AND NOT oracle.refused('not carried over from Oracle: p.gone')::boolean THEN 1
                END;
            END;
            $$;
            CREATE OR REPLACE FUNCTION t_point.len(self t_point)
            RETURNS numeric
            LANGUAGE plpgsql
            STABLE
            AS $$
            BEGIN
              IF self IS NOT DISTINCT FROM NULL THEN
                RAISE EXCEPTION
                  USING ERRCODE = 'S0625',
                  MESSAGE = 'ORA-30625: method dispatch on NULL SELF argument is disallowed';
              END IF;
              RETURN 1;
            END;
            $$;
        "#]],
    );
}
