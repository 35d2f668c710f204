-- map_delete_range: An associative array without the elements from one key to another.
-- Manual: PL/SQL Language Reference, PL/SQL Collections and Records
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.map_delete_range(map jsonb, low text, high text, integer_keys boolean)
RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
SELECT coalesce(pg_catalog.jsonb_object_agg(key, value), '{}')
FROM pg_catalog.jsonb_each(map)
WHERE NOT CASE
  WHEN integer_keys THEN key::integer BETWEEN low::integer AND high::integer
  ELSE key COLLATE "C" BETWEEN low AND high
END
$$;
