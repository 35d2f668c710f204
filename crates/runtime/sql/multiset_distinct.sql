-- multiset_distinct: SET: each element of a collection once, where it is first.
-- Manual: SQL Language Reference, SET
-- Differences: Oracle does not say in which order the elements are.
CREATE OR REPLACE FUNCTION {schema}.multiset_distinct(a anyarray) RETURNS anyarray
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT coalesce(pg_catalog.array_agg(element ORDER BY place), '{}')
  FROM (SELECT element, pg_catalog.min(place) AS place
          FROM pg_catalog.unnest(a) WITH ORDINALITY AS u(element, place)
         GROUP BY element) AS distinct_elements
$$;
