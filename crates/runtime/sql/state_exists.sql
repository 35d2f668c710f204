-- state_exists: whether a package variable has been stored in this session.
-- Manual: PL/SQL Language Reference, Package State
-- Differences: none.
-- Depends: state_name
CREATE OR REPLACE FUNCTION {schema}.state_exists(key text) RETURNS boolean
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE AS $$
BEGIN
  EXECUTE pg_catalog.format('EXECUTE %I', {schema}.state_name(key));
  RETURN true;
EXCEPTION
  WHEN invalid_sql_statement_name THEN
    RETURN false;
END
$$;
