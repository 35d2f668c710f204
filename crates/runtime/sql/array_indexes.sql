-- array_indexes: The indexes of a nested table or VARRAY, from a bound to another when they are given.
-- Manual: PL/SQL Language Reference, FORALL Statement
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.array_indexes(collection anyarray, low integer DEFAULT NULL, high integer DEFAULT NULL)
RETURNS integer[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
SELECT ARRAY(
  SELECT place
  FROM pg_catalog.generate_subscripts(collection, 1) AS places (place)
  WHERE place BETWEEN coalesce(low, place) AND coalesce(high, place)
  ORDER BY place
)
$$;
