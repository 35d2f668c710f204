-- dbms_sql_define_column: DBMS_SQL.DEFINE_COLUMN: how many characters of a column are wanted.
-- Manual: PL/SQL Packages and Types Reference, DBMS_SQL, DEFINE_COLUMN Procedures
-- Differences: the type of a column is asked for by COLUMN_VALUE only.
-- Depends: dbms_sql_cursor, state_set
CREATE OR REPLACE PROCEDURE {schema}.dbms_sql_define_column(c numeric, "position" numeric, "column" numeric)
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM {schema}.dbms_sql_cursor(c);
END
$$;

CREATE OR REPLACE PROCEDURE {schema}.dbms_sql_define_column(c numeric, "position" numeric, "column" timestamp)
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM {schema}.dbms_sql_cursor(c);
END
$$;

CREATE OR REPLACE PROCEDURE {schema}.dbms_sql_define_column(c numeric, "position" numeric, "column" text, column_size numeric DEFAULT NULL)
LANGUAGE plpgsql AS $$
DECLARE
  known CONSTANT jsonb := {schema}.dbms_sql_cursor(c);
BEGIN
  PERFORM {schema}.state_set('dbms_sql.' || c, pg_catalog.jsonb_set(known, ARRAY['sizes', "position"::text], coalesce(pg_catalog.to_jsonb(column_size), 'null'))::text);
END
$$;
