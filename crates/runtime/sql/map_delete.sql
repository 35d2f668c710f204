-- map_delete: An associative array without an element.
-- Manual: PL/SQL Language Reference, PL/SQL Collections and Records
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.map_delete(map jsonb, key text)
RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
SELECT CASE WHEN key IS NULL THEN map ELSE map - key END
$$;
