-- mod: remainder with the sign of the dividend; MOD(n, 0) is n.
-- Manual: SQL Language Reference, MOD
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.mod(n2 numeric, n1 numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT CASE WHEN n1 = 0 THEN n2 ELSE pg_catalog.mod(n2, n1) END
$$;
