-- binary_log: logarithm of n1 to the base n2 for binary floating-point numbers: infinity and NaN instead of errors.
-- Manual: SQL Language Reference, LOG
-- Differences: the last digit may differ.
CREATE OR REPLACE FUNCTION {schema}.binary_log(n2 double precision, n1 double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT CASE
  WHEN n2 <= 0 OR n2 = 1 OR n1 < 0 THEN 'NaN'::double precision
  WHEN n1 = 0 AND n2 > 1 THEN '-Infinity'::double precision
  WHEN n1 = 0 THEN 'Infinity'::double precision
  WHEN n2 = 10 THEN pg_catalog.log(n1)
  ELSE pg_catalog.ln(n1) / pg_catalog.ln(n2)
END
$$;
