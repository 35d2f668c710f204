-- binary_power: n2 raised to n1 for binary floating-point numbers: infinity and NaN instead of errors.
-- Manual: SQL Language Reference, POWER
-- Differences: a result that is too large is an error instead of infinity.
CREATE OR REPLACE FUNCTION {schema}.binary_power(n2 double precision, n1 double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT CASE
  WHEN n2 = 0 AND n1 < 0 THEN 'Infinity'::double precision
  WHEN n2 < 0 AND n1 <> pg_catalog.trunc(n1) THEN 'NaN'::double precision
  ELSE pg_catalog.power(n2, n1)
END
$$;
