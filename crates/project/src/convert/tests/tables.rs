//! Tables and what scripts put into them.

use super::*;
use expect_test::{Expect, expect};

/// Refusals and warnings first, then all SQL but the runtime's.
fn check(source: &str, expected: &Expect) {
    let conversion = convert(&[("a.sql", source)]);
    let mut text = String::new();
    for found in &conversion.diagnostics {
        if !matches!(
            found.code,
            Code::COLLATION | Code::BLANKS_BEYOND_LIMIT | Code::ADMIN_STATEMENT
        ) {
            text.push_str(&format!("{}: {}\n", found.code, found.message));
        }
    }
    for file in &conversion.output.files {
        if file.phase != Phase::Runtime && file.phase != Phase::Schemas {
            text.push_str(&file.text);
        }
    }
    expected.assert_eq(&text);
}

#[test]
fn an_insert_without_a_list_means_the_columns_of_its_time() {
    check(
        "create table t (a number, b number);
         create table old (x number, y number);
         insert into t values (1, 2);
         insert into t select x, y from old;
         alter table t add (c number default 3);
         insert into t values (4, 5, 6);",
        &expect![[r#"
            CREATE TABLE t (
              a numeric,
              b numeric,
              c numeric DEFAULT 3
            );
            CREATE TABLE old (
              x numeric,
              y numeric
            );
            BEGIN;

            INSERT INTO t (a, b) VALUES (1, 2);
            INSERT INTO t (a, b) SELECT x, y FROM old;
            INSERT INTO t (a, b, c) VALUES (4, 5, 6);

            COMMIT;
        "#]],
    );
}

#[test]
fn geometries_are_composite_values() {
    check(
        "create table place (id number, at mdsys.sdo_geometry);
         insert into place values (1, mdsys.sdo_geometry(2001, 8307, mdsys.sdo_point_type(-86.1, 40.4, null), null, null));
         select p.at.sdo_point.x from place p;",
        &expect![[r#"
            PLC0213: MDSYS.SDO_GEOMETRY became a composite type of its attributes; its methods, spatial operators and spatial indexes are not carried over
            CREATE TYPE mdsys.sdo_point_type AS (
              x numeric,
              y numeric,
              z numeric
            );
            CREATE DOMAIN mdsys.sdo_elem_info_array AS numeric[] CHECK (cardinality(VALUE) <= 1048576);
            CREATE DOMAIN mdsys.sdo_ordinate_array AS numeric[] CHECK (cardinality(VALUE) <= 1048576);
            CREATE TYPE mdsys.sdo_geometry AS (
              sdo_gtype numeric,
              sdo_srid numeric,
              sdo_point mdsys.sdo_point_type,
              sdo_elem_info mdsys.sdo_elem_info_array,
              sdo_ordinates mdsys.sdo_ordinate_array
            );
            CREATE TABLE place (
              id numeric,
              at mdsys.sdo_geometry
            );
            BEGIN;

            INSERT INTO place (id, at)
            VALUES (
                1,
                ROW(
                  2001,
                  8307,
                  ROW(-86.1, 40.4, NULL::numeric)::mdsys.sdo_point_type,
                  NULL::numeric[],
                  NULL::numeric[]
                )::mdsys.sdo_geometry
              );
            SELECT ((p.at).sdo_point).x FROM place AS p;

            COMMIT;
        "#]],
    );
}

#[test]
fn rows_of_object_tables_are_objects_or_their_attributes() {
    check(
        "create type base_t as object (a number, b number) not final;
/
create type leaf_t under base_t (c number);
/
create table o of base_t (b default 7, a primary key);
insert into o values (1, 2);
insert into o values (base_t(3, 4));
insert into o values (leaf_t(5, 6, 7));",
        &expect![[r#"
            PLC0341: values of BASE_T are values of the composite type base_t, whose object_type names their type
            PLC0341: values of LEAF_T are values of the composite type base_t, whose object_type names their type
            PLC0314: object table O became a table with the attributes of BASE_T; REFs to its rows are lost
            PLC0314: only values of BASE_T itself are rows of its table
            CREATE TYPE base_t AS (
              object_type text,
              a numeric,
              b numeric,
              c numeric
            );

            CREATE OR REPLACE FUNCTION new_base_t(a numeric DEFAULT NULL, b numeric DEFAULT NULL)
            RETURNS base_t
            LANGUAGE plpgsql
            IMMUTABLE
            AS $$
            DECLARE
              created base_t;
            BEGIN
              created.object_type := 'BASE_T';
              created.a := new_base_t.a;
              created.b := new_base_t.b;
              RETURN created;
            END;
            $$;
            CREATE OR REPLACE FUNCTION new_leaf_t(
              a numeric DEFAULT NULL,
              b numeric DEFAULT NULL,
              c numeric DEFAULT NULL
            )
            RETURNS base_t
            LANGUAGE plpgsql
            IMMUTABLE
            AS $$
            DECLARE
              created base_t;
            BEGIN
              created.object_type := 'LEAF_T';
              created.a := new_leaf_t.a;
              created.b := new_leaf_t.b;
              created.c := new_leaf_t.c;
              RETURN created;
            END;
            $$;
            CREATE TABLE o (
              a numeric NOT NULL,
              b numeric DEFAULT 7,
              PRIMARY KEY (a)
            );
            BEGIN;

            INSERT INTO o (a, b) VALUES (1, 2);
            INSERT INTO o (a, b) VALUES (3, 4);

            -- May fail, as diagnostics say, and the script goes on.
            \set ON_ERROR_STOP off
            \set ON_ERROR_ROLLBACK on
            DO $$
            #variable_conflict use_column
            BEGIN
              RAISE EXCEPTION '%', 'not carried over from Oracle: INSERT of an object into O'
                USING ERRCODE = 'feature_not_supported';
            END;
            $$;
            \set ON_ERROR_ROLLBACK off
            \set ON_ERROR_STOP on

            COMMIT;
        "#]],
    );
}

#[test]
fn xml_documents_are_parsed() {
    check(
        "create table x (d sys.xmltype);
         insert into x values (xmltype('<a/>'));
         insert into x values (sys.xmltype.createxml('<a/>'));",
        &expect![[r#"
            CREATE TABLE x (
              d xml
            );
            BEGIN;

            INSERT INTO x (d) VALUES (xmlparse(DOCUMENT '<a/>'));
            INSERT INTO x (d) VALUES (xmlparse(DOCUMENT '<a/>'));

            COMMIT;
        "#]],
    );
}

#[test]
fn partitioned_tables_have_no_unchecked_foreign_keys() {
    check(
        "create table p (id number primary key);
         create table c (id number constraint c_p references p, d number) partition by range (d)
           (partition c1 values less than (10));
         alter table c modify constraint c_p disable;
         alter table c modify constraint c_p enable novalidate;
         create table e (id number constraint e_p references p novalidate);",
        &expect![[r#"
            PLC0338: NOVALIDATE of foreign key C_P: old rows of the partitioned table C must satisfy it
            CREATE TABLE p (
              id numeric NOT NULL,
              PRIMARY KEY (id)
            );
            CREATE TABLE c (
              id numeric,
              d numeric
            )
            PARTITION BY RANGE (d);

            CREATE TABLE c_c1 PARTITION OF c FOR VALUES FROM (MINVALUE) TO (10);
            CREATE TABLE e (
              id numeric
            );
            ALTER TABLE c ADD CONSTRAINT c_p FOREIGN KEY (id) REFERENCES p (id);
            ALTER TABLE e ADD CONSTRAINT e_p FOREIGN KEY (id) REFERENCES p (id);
        "#]],
    );
}

#[test]
fn statistics_are_gathered() {
    check(
        "exec dbms_stats.gather_schema_stats('HR')",
        &expect![[r#"
        PLC0604: DBMS_STATS.GATHER_SCHEMA_STATS: PostgreSQL chooses what to sample, and nothing is committed
        BEGIN;

        DO $$
        #variable_conflict use_column
        BEGIN
          CALL oracle.dbms_stats_gather_schema_stats('HR');
        END;
        $$;

        COMMIT;
    "#]],
    );
}

#[test]
fn triggers_belong_to_the_schema_of_the_session() {
    check(
        "create table a.t (x number);
         create table b.t (x number);
         alter session set current_schema = b;
create trigger first before insert on t for each row begin :new.x := 1; end;
/
create trigger second before insert on t for each row follows first begin :new.x := 2; end;
/",
        &expect![[r#"
            CREATE TABLE a.t (
              x numeric
            );
            CREATE TABLE b.t (
              x numeric
            );
            CREATE OR REPLACE FUNCTION b.first()
            RETURNS trigger
            LANGUAGE plpgsql
            AS $$
            BEGIN
              NEW.x := 1;
              RETURN NEW;
            END;
            $$;

            CREATE TRIGGER first
              BEFORE INSERT ON b.t
              FOR EACH ROW
              EXECUTE FUNCTION b.first();
            CREATE OR REPLACE FUNCTION b.second()
            RETURNS trigger
            LANGUAGE plpgsql
            AS $$
            BEGIN
              NEW.x := 2;
              RETURN NEW;
            END;
            $$;

            CREATE TRIGGER second
              BEFORE INSERT ON b.t
              FOR EACH ROW
              EXECUTE FUNCTION b.second();
        "#]],
    );
}

#[test]
fn distinct_rows_are_sorted_by_expressions() {
    check(
        "create table t (a number, b varchar2(9 char));
         create view v as select distinct a, b from t order by to_number(b), a;
         create view w as select distinct t.a x, b from t order by x, b desc, 2;",
        &expect![[r#"
            CREATE TABLE t (
              a numeric,
              b varchar(9) COLLATE "C"
            );
            CREATE VIEW v AS
            SELECT a, b FROM t GROUP BY a, b ORDER BY oracle.to_number(b), a;
            CREATE VIEW w AS
            SELECT DISTINCT t.a AS x, b FROM t ORDER BY x, b DESC, 2;
        "#]],
    );
}
