-- binary_mod: remainder of binary floating-point numbers with the sign of the dividend; MOD(n, 0) is n.
-- Manual: SQL Language Reference, MOD
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.binary_mod(n2 double precision, n1 double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT CASE WHEN n1 = 0 THEN n2 ELSE n2 - n1 * pg_catalog.trunc(n2 / n1) END
$$;
