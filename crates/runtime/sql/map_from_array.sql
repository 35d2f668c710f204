-- map_from_array: An array as an associative array with the keys 1, 2, ...
-- Manual: PL/SQL Language Reference, BULK COLLECT Clause
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.map_from_array(elements anyarray)
RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
SELECT coalesce(pg_catalog.jsonb_object_agg(place, pg_catalog.to_jsonb(elements[place])), '{}')
FROM pg_catalog.generate_series(1, pg_catalog.cardinality(elements)) AS places (place)
$$;
