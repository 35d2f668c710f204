-- binary_divide: BINARY_DOUBLE division: infinities and NaN instead of errors.
-- Manual: SQL Language Reference, Data Types, "Floating-Point Numbers"
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.binary_divide(dividend double precision, divisor double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT CASE
  WHEN divisor = 0 AND (dividend = 0 OR dividend = 'NaN') THEN 'NaN'::double precision
  WHEN divisor = 0 THEN pg_catalog.sign(dividend) * 'Infinity'::double precision
  WHEN dividend IN (0, 'NaN', 'Infinity', '-Infinity') OR divisor IN ('NaN', 'Infinity', '-Infinity') THEN dividend / divisor
  WHEN pg_catalog.abs(divisor) < 1 AND pg_catalog.abs(dividend) > 1.7976931348623157e308::double precision * pg_catalog.abs(divisor) THEN
    pg_catalog.sign(dividend) * pg_catalog.sign(divisor) * 'Infinity'::double precision
  WHEN pg_catalog.abs(divisor) > 1 AND pg_catalog.abs(dividend) < 5e-324::double precision * pg_catalog.abs(divisor) THEN 0
  ELSE dividend / divisor
END
$$;
