-- map_from_array: An array as an associative array with the keys 1, 2, ...
-- Manual: PL/SQL Language Reference, BULK COLLECT Clause
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.map_from_array(elements anyarray)
RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
SELECT coalesce(pg_catalog.jsonb_object_agg(place, element), '{}')
FROM pg_catalog.jsonb_array_elements(pg_catalog.to_jsonb(elements)) WITH ORDINALITY AS places (element, place)
$$;
