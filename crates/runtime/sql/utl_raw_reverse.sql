-- utl_raw_reverse: UTL_RAW.REVERSE: the bytes from the last to the first.
-- Manual: PL/SQL Packages and Types Reference, UTL_RAW, REVERSE Function
-- Differences: none.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.utl_raw_reverse(r bytea) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  result bytea := r;
  size integer := pg_catalog.octet_length(r);
BEGIN
  IF r IS NULL THEN
    PERFORM {schema}.raise_oracle_error(6502);
  END IF;
  FOR at IN 0 .. size - 1 LOOP
    result := pg_catalog.set_byte(result, at, pg_catalog.get_byte(r, size - 1 - at));
  END LOOP;
  RETURN result;
END
$$;
