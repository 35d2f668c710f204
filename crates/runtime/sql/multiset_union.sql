-- multiset_union: MULTISET UNION: the elements of both collections; NULL when one of them is NULL.
-- Manual: SQL Language Reference, Multiset Operators
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.multiset_union(a anyarray, b anyarray) RETURNS anyarray
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT a OPERATOR(pg_catalog.||) b
$$;
