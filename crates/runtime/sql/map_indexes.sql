-- map_indexes: The indexes of an associative array in order, from a bound to another when they are given.
-- Manual: PL/SQL Language Reference, FORALL Statement
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.map_indexes(map jsonb, low integer DEFAULT NULL, high integer DEFAULT NULL)
RETURNS integer[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
SELECT ARRAY(
  SELECT place
  FROM pg_catalog.jsonb_object_keys(map - '') AS keys (key), LATERAL (SELECT key::integer) AS places (place)
  WHERE place BETWEEN coalesce(low, place) AND coalesce(high, place)
  ORDER BY place
)
$$;
