-- utl_raw_bit_xor: UTL_RAW.BIT_XOR: byte by byte; what the longer value has more stays as it is.
-- Manual: PL/SQL Packages and Types Reference, UTL_RAW, BIT_XOR Function
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.utl_raw_bit_xor(r1 bytea, r2 bytea) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  result bytea := CASE WHEN pg_catalog.octet_length(r1) < pg_catalog.octet_length(r2) THEN r2 ELSE r1 END;
BEGIN
  FOR at IN 0 .. least(pg_catalog.octet_length(r1), pg_catalog.octet_length(r2)) - 1 LOOP
    result := pg_catalog.set_byte(result, at, pg_catalog.get_byte(r1, at) # pg_catalog.get_byte(r2, at));
  END LOOP;
  RETURN result;
END
$$;
