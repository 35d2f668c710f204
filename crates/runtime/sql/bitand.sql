-- bitand: bitwise AND of two integers; fractions are cut.
-- Manual: SQL Language Reference, BITAND
-- Differences: 64-bit range; beyond it SQLSTATE 22003, where Oracle has 128 bits.
CREATE OR REPLACE FUNCTION {schema}.bitand(a numeric, b numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT (pg_catalog.trunc(a)::bigint & pg_catalog.trunc(b)::bigint)::numeric
$$;
