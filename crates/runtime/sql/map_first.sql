-- map_first: FIRST of an associative array: keys in the order of numbers, or of bytes.
-- Manual: PL/SQL Language Reference, PL/SQL Collections and Records
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.map_first(map jsonb, integer_keys boolean)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
SELECT CASE
  WHEN integer_keys THEN (SELECT pg_catalog.min(key::integer)::text FROM pg_catalog.jsonb_object_keys(map) AS keys (key) WHERE key <> '')
  ELSE (SELECT pg_catalog.min(key COLLATE "C") FROM pg_catalog.jsonb_object_keys(map) AS keys (key))
END
$$;
