-- to_char_hexadecimal: the X model of TO_CHAR; a lower case x gives lower case digits.
-- Manual: SQL Language Reference, Format Models, X
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.to_char_hexadecimal(n numeric, model text, filled boolean) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  value numeric := pg_catalog.round(n);
  digits text := '';
BEGIN
  IF value < 0 THEN
    RETURN pg_catalog.repeat('#', pg_catalog.length(model) + 1);
  END IF;
  LOOP
    digits := pg_catalog.substr('0123456789ABCDEF', pg_catalog.mod(value, 16)::integer + 1, 1) || digits;
    value := pg_catalog.div(value, 16);
    EXIT WHEN value = 0;
  END LOOP;
  IF pg_catalog.length(digits) > pg_catalog.length(model) THEN
    RETURN pg_catalog.repeat('#', pg_catalog.length(model) + 1);
  ELSIF model LIKE '0%' THEN
    digits := pg_catalog.lpad(digits, pg_catalog.length(model), '0');
  END IF;
  IF model LIKE '%x%' THEN
    digits := pg_catalog.lower(digits);
  END IF;
  RETURN CASE WHEN filled THEN pg_catalog.lpad(digits, pg_catalog.length(model) + 1) ELSE digits END;
END
$$;
