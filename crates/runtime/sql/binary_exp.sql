-- binary_exp: e raised to a binary floating-point number; infinity instead of an error.
-- Manual: SQL Language Reference, EXP
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.binary_exp(n double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT CASE
  WHEN n > 709.782712893384 THEN CASE WHEN n = 'NaN' THEN n ELSE 'Infinity' END
  WHEN n < -745.1332191019412 THEN 0
  ELSE pg_catalog.exp(n)
END
$$;
