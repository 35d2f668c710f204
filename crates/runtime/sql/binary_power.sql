-- binary_power: n2 raised to n1 for binary floating-point numbers: infinity and NaN instead of errors.
-- Manual: SQL Language Reference, POWER
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.binary_power(n2 double precision, n1 double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT CASE
  WHEN n2 = 0 AND n1 < 0 THEN 'Infinity'::double precision
  WHEN n2 < 0 AND n1 <> pg_catalog.trunc(n1) THEN 'NaN'::double precision
  WHEN n2 IN (0, 'NaN', 'Infinity', '-Infinity') OR n1 IN ('NaN', 'Infinity', '-Infinity') THEN pg_catalog.power(n2, n1)
  WHEN n1 * pg_catalog.log(pg_catalog.abs(n2)) >= 308.2547155599167 THEN
    CASE WHEN n2 < 0 AND pg_catalog.mod(n1::numeric, 2) <> 0 THEN '-Infinity'::double precision ELSE 'Infinity' END
  WHEN n1 * pg_catalog.log(pg_catalog.abs(n2)) < -323.6 THEN 0
  ELSE pg_catalog.power(n2, n1)
END
$$;
