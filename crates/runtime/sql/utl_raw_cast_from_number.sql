-- utl_raw_cast_from_number: UTL_RAW.CAST_FROM_NUMBER: the bytes by which Oracle stores a number.
-- Manual: PL/SQL Packages and Types Reference, UTL_RAW, CAST_FROM_NUMBER Function; Oracle Call Interface, NUMBER Format
-- Differences: none known.
-- Depends: number_round
CREATE OR REPLACE FUNCTION {schema}.utl_raw_cast_from_number(n numeric) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  value numeric := pg_catalog.abs({schema}.number_round(n));
  exponent integer := 0;
  digits integer[] := ARRAY[]::integer[];
  digit integer;
  result bytea;
BEGIN
  IF value = 0 THEN
    RETURN '\x80'::bytea;
  END IF;
  WHILE value >= 100 LOOP
    value := value * 0.01;
    exponent := exponent + 1;
  END LOOP;
  WHILE value < 1 LOOP
    value := value * 100;
    exponent := exponent - 1;
  END LOOP;
  WHILE value <> 0 AND pg_catalog.cardinality(digits) < 20 LOOP
    digit := pg_catalog.floor(value)::integer;
    digits := digits || digit;
    value := (value - digit) * 100;
  END LOOP;
  result := pg_catalog.set_byte('\x00'::bytea, 0, CASE WHEN n > 0 THEN 193 + exponent ELSE 62 - exponent END);
  FOREACH digit IN ARRAY digits LOOP
    result := result || pg_catalog.set_byte('\x00'::bytea, 0, CASE WHEN n > 0 THEN digit + 1 ELSE 101 - digit END);
  END LOOP;
  IF n < 0 AND pg_catalog.cardinality(digits) < 20 THEN
    result := result || '\x66'::bytea;
  END IF;
  RETURN result;
END
$$;
