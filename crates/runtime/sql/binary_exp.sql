-- binary_exp: e raised to a binary floating-point number.
-- Manual: SQL Language Reference, EXP
-- Differences: a result that is too large is an error instead of infinity.
CREATE OR REPLACE FUNCTION {schema}.binary_exp(n double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT pg_catalog.exp(n)
$$;
