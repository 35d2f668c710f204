-- map_values: the elements of a collection as an array in the order of their subscripts; NULL for NULL.
-- Manual: PL/SQL Language Reference, PL/SQL Collections and Records
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.map_values(map jsonb)
RETURNS jsonb
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$
SELECT coalesce(pg_catalog.jsonb_agg(value ORDER BY key::integer), '[]')
-- The empty key counts what DELETE removed at the end.
FROM pg_catalog.jsonb_each(map - '')
$$;
