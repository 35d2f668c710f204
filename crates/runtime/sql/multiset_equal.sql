-- multiset_equal: equality of nested tables: the same elements, as often, in any order.
-- Manual: PL/SQL Language Reference, Comparing Nested Tables for Equality and Inequality
-- Differences: none.
-- Depends: multiset_except
CREATE OR REPLACE FUNCTION {schema}.multiset_equal(a anyarray, b anyarray) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT CASE
         WHEN pg_catalog.cardinality(a) OPERATOR(pg_catalog.<>) pg_catalog.cardinality(b) THEN false
         WHEN pg_catalog.array_position(a, NULL) IS NULL AND pg_catalog.array_position(b, NULL) IS NULL
           THEN pg_catalog.cardinality({schema}.multiset_except(a, b)) OPERATOR(pg_catalog.=) 0
         -- A NULL may be equal to any element, so only too many others differ.
         WHEN pg_catalog.cardinality({schema}.multiset_except(pg_catalog.array_remove(a, NULL), b))
              OPERATOR(pg_catalog.>) pg_catalog.cardinality(pg_catalog.array_positions(b, NULL)) THEN false
         WHEN pg_catalog.cardinality({schema}.multiset_except(pg_catalog.array_remove(b, NULL), a))
              OPERATOR(pg_catalog.>) pg_catalog.cardinality(pg_catalog.array_positions(a, NULL)) THEN false
       END
$$;
