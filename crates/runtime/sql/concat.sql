-- concat: the || operator and CONCAT, for which NULL is an empty string; only NULL || NULL is NULL.
-- Manual: SQL Language Reference, Concatenation Operator
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.concat(a text, b text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT nullif(coalesce(a, '') || coalesce(b, ''), '')
$$;
