//! Names that the tree does not declare: the rest is loaded.

use super::*;
use expect_test::expect;

/// All SQL of a conversion but the runtime's.
fn sql(files: &[(&str, &str)]) -> String {
    let conversion = convert(files);
    conversion
        .output
        .files
        .iter()
        .filter(|file| file.phase != Phase::Runtime)
        .map(|file| format!("-- {}\n{}", file.path, file.text))
        .collect()
}

#[test]
fn views_of_unknown_tables_and_what_needs_them_may_fail() {
    expect![[r#"
        -- tables/t.sql
        CREATE TABLE t (
          a numeric
        );
        -- views/v.sql
        DO $$
        #variable_conflict use_column
        BEGIN
          CREATE VIEW v AS
          SELECT x.id FROM elsewhere AS x;
          COMMENT ON VIEW v IS 'From elsewhere';
        EXCEPTION
          WHEN syntax_error_or_access_rule_violation OR invalid_schema_name OR feature_not_supported THEN
            RAISE WARNING 'view v is not valid: %', sqlerrm;
            CREATE VIEW v AS
            SELECT NULL::text AS id FROM oracle.raise_application_error(-20999, 'V is not valid');
        END;
        $$;
        -- views/w.sql
        DO $$
        #variable_conflict use_column
        BEGIN
          CREATE VIEW w AS
          SELECT id FROM v;
        EXCEPTION
          WHEN syntax_error_or_access_rule_violation OR invalid_schema_name OR feature_not_supported THEN
            RAISE WARNING 'view w is not valid: %', sqlerrm;
            CREATE VIEW w AS
            SELECT NULL::text AS id FROM oracle.raise_application_error(-20999, 'W is not valid');
        END;
        $$;
        -- views/whole.sql
        CREATE VIEW whole AS
        SELECT a FROM t;
        -- triggers/w_insert.sql
        CREATE OR REPLACE FUNCTION w_insert()
        RETURNS trigger
        LANGUAGE plpgsql
        SECURITY DEFINER
        SET search_path = "$user", public, pg_temp
        AS $$
        BEGIN
          INSERT INTO t (a) VALUES (NEW.id);
          RETURN NEW;
        END;
        $$;

        CREATE TRIGGER w_insert
          INSTEAD OF INSERT ON w
          FOR EACH ROW
          EXECUTE FUNCTION w_insert();
        -- grants.sql
        REVOKE EXECUTE ON FUNCTION w_insert() FROM PUBLIC;
        DO $$
        BEGIN
          IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'whoever') THEN
            GRANT SELECT ON w TO whoever;
          END IF;
        END
        $$;
    "#]]
    .assert_eq(&sql(&[(
        "a.sql",
        "create table t (a number);
         create view v as select x.id from elsewhere x;
         comment on table v is 'From elsewhere';
         create view w as select id from v;
         create view whole as select a from t;
         grant select on w to whoever;
         create trigger w_insert instead of insert on w for each row
         begin insert into t values (:new.id); end;
         /",
    )]));
}

#[test]
fn parts_of_tables_that_name_the_unknown_are_left_out() {
    let source = "create table t (a number default elsewhere.nextval, b number default 1,
         constraint c check (f(b) = 1), d number as (f(b)));
         create index i on t (f(b));";
    expect![[r#"
        -- tables/t.sql
        CREATE TABLE t (
          a numeric,
          b numeric DEFAULT 1,
          d numeric
        );
    "#]]
    .assert_eq(&sql(&[("a.sql", source)]));
    let conversion = convert(&[("a.sql", source)]);
    let told: Vec<&str> = conversion
        .diagnostics
        .iter()
        .filter(|found| found.severity() == plconv_diagnostics::Severity::Refused)
        .map(|found| found.message.as_str())
        .collect();
    expect![[r#"
        the default `elsewhere.nextval` is left out: PostgreSQL could not create it
        the condition `f(b) = 1` is left out: PostgreSQL could not create it
        column D of table T: the expression could not be carried over; the column stays NULL
        index I left out: f(b) could not be carried over"#]]
    .assert_eq(&told.join("\n"));
}

#[test]
fn each_start_is_a_session_with_a_schema_of_its_own() {
    let conversion = convert(&[
        (
            "a.sql",
            "alter session set current_schema = hr;\ncreate table a (x number);\n",
        ),
        ("b.sql", "create table b (x number);\n"),
    ]);
    let tables: Vec<&str> = conversion
        .manifest
        .objects
        .iter()
        .map(|object| object.name.as_str())
        .collect();
    assert_eq!(tables, ["HR.A", "B"]);
}
