-- state_name: the name of the prepared statement that holds a package variable.
-- Manual: none; part of the package state of this runtime.
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.state_name(key text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT 'plconv$' || CASE WHEN pg_catalog.octet_length(key) <= 50 THEN key ELSE pg_catalog.md5(key) END
$$;
