-- map_count: COUNT of an associative array.
-- Manual: PL/SQL Language Reference, PL/SQL Collections and Records
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.map_count(map jsonb)
RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
SELECT pg_catalog.count(*)::integer FROM pg_catalog.jsonb_object_keys(coalesce(map, '{}')) AS keys (key) WHERE key <> ''
$$;
