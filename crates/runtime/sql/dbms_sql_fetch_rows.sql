-- dbms_sql_fetch_rows: DBMS_SQL.FETCH_ROWS: makes the next row of a query the current one; 1, or 0 when there is none.
-- Manual: PL/SQL Packages and Types Reference, DBMS_SQL, FETCH_ROWS Function
-- Differences: arrays of rows are not fetched.
-- Depends: dbms_sql_cursor, raise_oracle_error, state_set
CREATE OR REPLACE FUNCTION {schema}.dbms_sql_fetch_rows(c numeric) RETURNS numeric
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE AS $$
DECLARE
  portal refcursor := ('dbms_sql_' || c)::refcursor;
  fetched record;
BEGIN
  PERFORM {schema}.dbms_sql_cursor(c);
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_cursors WHERE name = portal::text) THEN
    PERFORM {schema}.raise_oracle_error(1002, 'fetch out of sequence');
  END IF;
  FETCH portal INTO fetched;
  IF NOT FOUND THEN
    RETURN 0;
  END IF;
  -- Names of columns may occur twice, so the row is kept as an array.
  PERFORM {schema}.state_set('dbms_sql.' || c || '.row', (
    SELECT pg_catalog.json_agg(field.value ORDER BY field.place)
    FROM pg_catalog.json_each(pg_catalog.row_to_json(fetched)) WITH ORDINALITY AS field(name, value, place))::text);
  RETURN 1;
END
$$;
