-- multiset_intersect: MULTISET INTERSECT: the elements that both collections have, as often as both have them; NULL when one of them is NULL.
-- Manual: SQL Language Reference, Multiset Operators
-- Differences: Oracle does not say in which order the elements are.
CREATE OR REPLACE FUNCTION {schema}.multiset_intersect(a anyarray, b anyarray, only_distinct boolean DEFAULT false) RETURNS anyarray
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT coalesce(pg_catalog.array_agg(element ORDER BY place), '{}')
  FROM (SELECT u.element,
               u.place,
               pg_catalog.row_number() OVER (PARTITION BY u.element ORDER BY u.place) AS occurrence,
               (SELECT pg_catalog.count(*)
                  FROM pg_catalog.unnest(b) AS o(element)
                 WHERE o.element IS NOT DISTINCT FROM u.element) AS counterparts
          FROM pg_catalog.unnest(a) WITH ORDINALITY AS u(element, place)) AS counted
 WHERE CASE
         WHEN only_distinct THEN occurrence OPERATOR(pg_catalog.=) 1 AND counterparts OPERATOR(pg_catalog.>) 0
         ELSE occurrence OPERATOR(pg_catalog.<=) counterparts
       END
$$;
