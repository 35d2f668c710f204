-- dbms_sql_cursor: what is known about an open cursor of DBMS_SQL: its statement, binds and the sizes of its columns.
-- Manual: PL/SQL Packages and Types Reference, DBMS_SQL, Exceptions
-- Differences: none.
-- Depends: raise_oracle_error, state_get
CREATE OR REPLACE FUNCTION {schema}.dbms_sql_cursor(c numeric) RETURNS jsonb
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE AS $$
DECLARE
  known CONSTANT jsonb := {schema}.state_get('dbms_sql.' || coalesce(c, 0))::jsonb;
BEGIN
  IF known IS NULL THEN
    PERFORM {schema}.raise_oracle_error(1001);
  END IF;
  RETURN known;
END
$$;
