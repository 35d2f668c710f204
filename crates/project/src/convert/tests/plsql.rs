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
