-- dbms_output_put: DBMS_OUTPUT.PUT: adds to the current line.
-- Manual: PL/SQL Packages and Types Reference, DBMS_OUTPUT, PUT
-- Differences: an unfinished line is undone by ROLLBACK.
CREATE OR REPLACE FUNCTION {schema}.dbms_output_put(item text) RETURNS void
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_catalog.set_config('plconv.dbms_output_line',
    coalesce(pg_catalog.current_setting('plconv.dbms_output_line', true), '') || coalesce(item, ''), false);
END
$$;
