-- map_exists: EXISTS of an associative array.
-- Manual: PL/SQL Language Reference, PL/SQL Collections and Records
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.map_exists(map jsonb, key text)
RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
SELECT coalesce(map ? key, false)
$$;
