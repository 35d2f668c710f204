-- binary_divide: BINARY_DOUBLE division: by zero it gives an infinity or NaN and no error.
-- Manual: SQL Language Reference, Data Types, "Floating-Point Numbers"
-- Differences: a quotient beyond the range raises SQLSTATE 22003, as native.
CREATE OR REPLACE FUNCTION {schema}.binary_divide(dividend double precision, divisor double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT CASE
  WHEN divisor <> 0 THEN dividend / divisor
  WHEN dividend = 0 OR dividend = 'NaN' THEN 'NaN'::double precision
  ELSE pg_catalog.sign(dividend) * 'Infinity'::double precision
END
$$;
