-- state_guc_get: a package variable stored by state_guc_set; NULL if it was never stored.
-- Manual: PL/SQL Language Reference, Package State
-- Differences: see state_guc_set.
-- Depends: state_guc_name
CREATE OR REPLACE FUNCTION {schema}.state_guc_get(key text) RETURNS text
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE AS $$
DECLARE
  held text := pg_catalog.current_setting({schema}.state_guc_name(key), true);
BEGIN
  RETURN CASE WHEN held LIKE '1%' THEN pg_catalog.substr(held, 2) END;
END
$$;
