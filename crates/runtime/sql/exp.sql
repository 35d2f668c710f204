-- exp: e raised to n with the precision of NUMBER.
-- Manual: SQL Language Reference, EXP
-- Differences: the last of 40 digits may differ by rounding.
-- Depends: number_round
CREATE OR REPLACE FUNCTION {schema}.exp(n numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT {schema}.number_round(pg_catalog.exp(pg_catalog.round(n, greatest(pg_catalog.scale(n), 60))))
$$;
