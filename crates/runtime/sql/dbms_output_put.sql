-- dbms_output_put: DBMS_OUTPUT.PUT: adds to the current line.
-- Manual: PL/SQL Packages and Types Reference, DBMS_OUTPUT, PUT
-- Differences: none.
-- Depends: state_get, state_set
CREATE OR REPLACE FUNCTION {schema}.dbms_output_put(item text) RETURNS void
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  -- Kept as package variables are: neither ROLLBACK nor a handler undoes what was put.
  PERFORM {schema}.state_set('dbms_output.line', coalesce({schema}.state_get('dbms_output.line'), '') || coalesce(item, ''));
END
$$;
