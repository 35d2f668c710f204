-- map_integers: The elements of an associative array of numbers in the order of its indexes.
-- Manual: PL/SQL Language Reference, FORALL Statement
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.map_integers(map jsonb)
RETURNS integer[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
SELECT ARRAY(
  SELECT element::numeric::integer
  FROM pg_catalog.jsonb_each_text(map - '') AS elements (key, element)
  ORDER BY key::integer
)
$$;
