-- dbms_output_disable: DBMS_OUTPUT.DISABLE: later output is dropped, and so is an unfinished line.
-- Manual: PL/SQL Packages and Types Reference, DBMS_OUTPUT, DISABLE
-- Differences: undone by ROLLBACK.
-- Depends: state_set
CREATE OR REPLACE FUNCTION {schema}.dbms_output_disable() RETURNS void
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_catalog.set_config('plconv.dbms_output_enabled', 'off', false), {schema}.state_set('dbms_output.line', '');
END
$$;
