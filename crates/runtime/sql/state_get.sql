-- state_get: a stored package variable; NULL if it was never stored.
-- Manual: PL/SQL Language Reference, Package State
-- Differences: none.
-- Depends: state_name
CREATE OR REPLACE FUNCTION {schema}.state_get(key text) RETURNS text
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE AS $$
DECLARE
  value text;
BEGIN
  EXECUTE pg_catalog.format('EXECUTE %I', {schema}.state_name(key)) INTO value;
  RETURN value;
EXCEPTION
  WHEN invalid_sql_statement_name THEN
    RETURN NULL;
END
$$;
