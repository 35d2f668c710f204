-- state_guc_clear: forgets a package variable stored by state_guc_set.
-- Manual: PL/SQL Packages and Types Reference, DBMS_SESSION, RESET_PACKAGE
-- Differences: see state_guc_set.
-- Depends: state_guc_name
CREATE OR REPLACE FUNCTION {schema}.state_guc_clear(key text) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE AS $$
BEGIN
  PERFORM pg_catalog.set_config({schema}.state_guc_name(key), '', false);
END
$$;
