-- divide: NUMBER division with Oracle's precision: 1/3 has 40 digits.
-- Manual: SQL Language Reference, Arithmetic Operators; Data Types, NUMBER
-- Differences: none. Division by zero is SQLSTATE 22012, as native.
-- Depends: number_round
CREATE OR REPLACE FUNCTION {schema}.divide(dividend numeric, divisor numeric) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  quotient numeric := dividend / divisor;
  shown text;
  places integer;
BEGIN
  IF quotient * divisor = dividend AND pg_catalog.scale(quotient) <= 20 THEN
    RETURN pg_catalog.trim_scale(quotient);
  END IF;
  -- PostgreSQL keeps about 16 digits unless an operand has a larger scale.
  shown := pg_catalog.abs(quotient)::text;
  IF shown LIKE '0.%' THEN
    places := 40 + (pg_catalog.length(shown) - pg_catalog.length(pg_catalog.ltrim(shown, '0.')) - 2) / 2 * 2;
  ELSE
    places := greatest(40 - (pg_catalog.length(pg_catalog.split_part(shown, '.', 1)) + 1) / 2 * 2, 0);
  END IF;
  quotient := pg_catalog.round(dividend, greatest(places + 10, pg_catalog.scale(dividend))) / divisor;
  RETURN {schema}.number_round(quotient);
END
$$;
