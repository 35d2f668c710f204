-- double_to_char: the text Oracle gives a BINARY_DOUBLE or BINARY_FLOAT implicitly.
-- Manual: SQL Language Reference, TO_CHAR (number)
-- Differences: none; a BINARY_FLOAT has 9 digits.
CREATE OR REPLACE FUNCTION {schema}.double_to_char(n double precision, digits integer DEFAULT 17) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  bits bit(64);
  power integer;
  fraction numeric;
  value numeric;
  shown text;
  exponent integer;
  mantissa text;
BEGIN
  IF n = 'NaN' THEN
    RETURN 'Nan';
  ELSIF n IN ('Infinity', '-Infinity') THEN
    RETURN CASE WHEN n > 0 THEN 'Inf' ELSE '-Inf' END;
  ELSIF n = 0 THEN
    RETURN '0';
  END IF;
  -- The exact binary value, which the cast to numeric would cut to 15 digits.
  bits := ('x' || pg_catalog.encode(pg_catalog.float8send(n), 'hex'))::bit(64);
  power := substring(bits FROM 2 FOR 11)::integer;
  fraction := substring(bits FROM 13)::bigint;
  IF power = 0 THEN
    power := 1;
  ELSE
    fraction := fraction + 4503599627370496;
  END IF;
  power := power - 1075;
  IF power >= 0 THEN
    value := fraction * 2::numeric ^ power;
  ELSE
    value := fraction * 5::numeric ^ (-power) * ('1e' || power)::numeric;
  END IF;
  shown := pg_catalog.trim_scale(value)::text;
  IF value >= 1 THEN
    exponent := pg_catalog.length(pg_catalog.split_part(shown, '.', 1)) - 1;
    mantissa := pg_catalog.round(value * ('1e-' || exponent)::numeric, digits - 1)::text;
  ELSE
    exponent := 1 - (pg_catalog.length(shown) - pg_catalog.length(pg_catalog.ltrim(shown, '0.')));
    mantissa := pg_catalog.round(value * ('1e' || -exponent)::numeric, digits - 1)::text;
  END IF;
  IF mantissa LIKE '10.%' THEN
    mantissa := '1.0';
    exponent := exponent + 1;
  END IF;
  mantissa := pg_catalog.rtrim(mantissa, '0');
  IF mantissa LIKE '%.' THEN
    mantissa := mantissa || '0';
  END IF;
  RETURN CASE WHEN n < 0 THEN '-' ELSE '' END || mantissa || 'E' || CASE WHEN exponent < 0 THEN '-' ELSE '+' END
    || pg_catalog.lpad(pg_catalog.abs(exponent)::text, 3, '0');
END
$$;
