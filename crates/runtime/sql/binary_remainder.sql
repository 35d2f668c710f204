-- binary_remainder: n2 - n1 * N for binary floating-point numbers, where N is the integer nearest n2 / n1, the even one when both are equally near.
-- Manual: SQL Language Reference, REMAINDER
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.binary_remainder(n2 double precision, n1 double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT CASE WHEN n1 = 0 THEN 'NaN'::double precision ELSE n2 - n1 * pg_catalog.round(n2 / n1) END
$$;
