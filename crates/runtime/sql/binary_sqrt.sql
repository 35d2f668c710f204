-- binary_sqrt: square root of a binary floating-point number: NaN instead of an error.
-- Manual: SQL Language Reference, SQRT
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.binary_sqrt(n double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT CASE WHEN n < 0 THEN 'NaN'::double precision ELSE pg_catalog.sqrt(n) END
$$;
