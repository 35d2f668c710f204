-- json_array: JSON_ARRAY and JSON_ARRAYAGG of elements that are JSON texts.
-- Manual: SQL Language Reference, JSON_ARRAY
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.json_array(elements text[], absent_on_null boolean DEFAULT FALSE) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT pg_catalog.concat('[', pg_catalog.string_agg(coalesce(element, 'null'), ',' ORDER BY place), ']')
FROM pg_catalog.unnest(elements) WITH ORDINALITY AS items (element, place)
WHERE NOT absent_on_null OR element IS NOT NULL
$$;
