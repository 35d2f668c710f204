-- state_guc_exists: whether a package variable has been stored by state_guc_set in this session.
-- Manual: PL/SQL Language Reference, Package State
-- Differences: see state_guc_set.
-- Depends: state_guc_name
CREATE OR REPLACE FUNCTION {schema}.state_guc_exists(key text) RETURNS boolean
LANGUAGE sql VOLATILE PARALLEL UNSAFE AS $$
SELECT coalesce(pg_catalog.current_setting({schema}.state_guc_name(key), true), '') <> ''
$$;
