-- state_guc_set: stores a package variable for the session by set_config.
-- Manual: PL/SQL Language Reference, Package State
-- Differences: ROLLBACK and an exception handler restore the earlier value; Oracle keeps the new one.
-- Depends: state_guc_name
CREATE OR REPLACE FUNCTION {schema}.state_guc_set(key text, value text) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE AS $$
BEGIN
  -- The first character tells a value from NULL and from a parameter that was never set.
  PERFORM pg_catalog.set_config({schema}.state_guc_name(key), CASE WHEN value IS NULL THEN '0' ELSE '1' || value END, false);
END
$$;
