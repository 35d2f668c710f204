-- submultiset: SUBMULTISET OF: whether a collection has at least the elements of another one, as often.
-- Manual: SQL Language Reference, SUBMULTISET Condition
-- Differences: none.
-- Depends: multiset_except
CREATE OR REPLACE FUNCTION {schema}.submultiset(a anyarray, b anyarray) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT CASE
         -- Nothing is part of any collection, even of NULL.
         WHEN pg_catalog.cardinality(a) OPERATOR(pg_catalog.=) 0 THEN true
         ELSE pg_catalog.cardinality({schema}.multiset_except(a, b)) OPERATOR(pg_catalog.=) 0
       END
$$;
