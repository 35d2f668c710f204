-- state_guc_name: the configuration parameter that holds a package variable in the set_config backend.
-- Manual: none; part of the package state of this runtime.
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.state_guc_name(key text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
-- Parameter names are letters, digits, underscores and dots; any other character makes it the digest.
SELECT 'plconv_state.' || CASE WHEN key ~ '^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)*$' THEN key ELSE 'k' || pg_catalog.md5(key) END
$$;
