-- binary_ln: natural logarithm of a binary floating-point number: infinity and NaN instead of errors.
-- Manual: SQL Language Reference, LN
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.binary_ln(n double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT CASE
  WHEN n = 0 THEN '-Infinity'::double precision
  WHEN n < 0 THEN 'NaN'::double precision
  ELSE pg_catalog.ln(n)
END
$$;
