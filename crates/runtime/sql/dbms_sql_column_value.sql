-- dbms_sql_column_value: DBMS_SQL.COLUMN_VALUE: the value of a column of the row that was fetched.
-- Manual: PL/SQL Packages and Types Reference, DBMS_SQL, COLUMN_VALUE Procedures
-- Differences: a date that is asked for as text raises.
-- Depends: dbms_sql_cursor, num_to_char, raise_oracle_error, state_get
CREATE OR REPLACE PROCEDURE {schema}.dbms_sql_column_value(c numeric, "position" numeric, INOUT value numeric)
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM {schema}.dbms_sql_cursor(c);
  value := ({schema}.state_get('dbms_sql.' || c || '.row')::json ->> ("position" - 1)::integer)::numeric;
END
$$;

CREATE OR REPLACE PROCEDURE {schema}.dbms_sql_column_value(c numeric, "position" numeric, INOUT value timestamp)
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM {schema}.dbms_sql_cursor(c);
  value := ({schema}.state_get('dbms_sql.' || c || '.row')::json ->> ("position" - 1)::integer)::timestamp;
END
$$;

CREATE OR REPLACE PROCEDURE {schema}.dbms_sql_column_value(c numeric, "position" numeric, INOUT value text)
LANGUAGE plpgsql AS $$
DECLARE
  known CONSTANT jsonb := {schema}.dbms_sql_cursor(c);
  field CONSTANT json := {schema}.state_get('dbms_sql.' || c || '.row')::json -> ("position" - 1)::integer;
  size CONSTANT integer := (known -> 'sizes' ->> "position"::text)::integer;
BEGIN
  value := field #>> '{}';
  IF pg_catalog.json_typeof(field) = 'number' THEN
    value := {schema}.num_to_char(value::numeric);
  ELSIF value ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d' THEN
    PERFORM {schema}.raise_oracle_error(6562, 'type of out argument must match type of column or bind variable');
  END IF;
  value := nullif(pg_catalog.left(value, coalesce(size, pg_catalog.length(value))), '');
END
$$;
