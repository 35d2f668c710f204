-- map_append: A map with one more element after its last integer key.
-- Manual: PL/SQL Language Reference, PL/SQL Collections and Records
-- Differences: none.
-- Depends: map_last, map_set
CREATE OR REPLACE FUNCTION {schema}.map_append(map jsonb, value jsonb)
RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
SELECT {schema}.map_set(map, (coalesce({schema}.map_last(map, true)::integer, 0) + 1)::text, value)
$$;
