-- map_next: NEXT of an associative array: the nearest key, whether the given one exists or not.
-- Manual: PL/SQL Language Reference, PL/SQL Collections and Records
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.map_next(map jsonb, key text, integer_keys boolean)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
SELECT CASE
  WHEN integer_keys THEN (
    SELECT pg_catalog.min(other::integer)::text FROM pg_catalog.jsonb_object_keys(map) AS keys (other)
    WHERE other <> '' AND other::integer > key::integer
  )
  ELSE (
    SELECT pg_catalog.min(other COLLATE "C") FROM pg_catalog.jsonb_object_keys(map) AS keys (other)
    WHERE other COLLATE "C" > key
  )
END
$$;
