-- utl_raw_cast_to_number: UTL_RAW.CAST_TO_NUMBER: the number that Oracle stores by these bytes.
-- Manual: PL/SQL Packages and Types Reference, UTL_RAW, CAST_TO_NUMBER Function; Oracle Call Interface, NUMBER Format
-- Differences: none known.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.utl_raw_cast_to_number(r bytea) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  first integer;
  byte integer;
  exponent integer;
  result numeric := 0;
  positive boolean;
BEGIN
  IF pg_catalog.length(r) = 0 THEN
    RETURN NULL;
  END IF;
  first := pg_catalog.get_byte(r, 0);
  IF first = 128 THEN
    RETURN 0;
  END IF;
  positive := first > 128;
  exponent := CASE WHEN positive THEN first - 193 ELSE 62 - first END;
  FOR place IN 1 .. pg_catalog.length(r) - 1 LOOP
    byte := pg_catalog.get_byte(r, place);
    EXIT WHEN NOT positive AND byte = 102;
    IF positive AND byte NOT BETWEEN 1 AND 100 OR NOT positive AND byte NOT BETWEEN 2 AND 101 THEN
      PERFORM {schema}.raise_oracle_error(6502);
    END IF;
    result := result + CASE WHEN positive THEN byte - 1 ELSE 101 - byte END * ('1e' || 2 * (exponent - place + 1))::numeric;
  END LOOP;
  RETURN pg_catalog.trim_scale(CASE WHEN positive THEN result ELSE -result END);
END
$$;
