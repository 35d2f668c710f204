-- utl_raw_bit_complement: UTL_RAW.BIT_COMPLEMENT: every bit turned.
-- Manual: PL/SQL Packages and Types Reference, UTL_RAW, BIT_COMPLEMENT Function
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.utl_raw_bit_complement(r bytea) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  result bytea := r;
BEGIN
  FOR at IN 0 .. pg_catalog.octet_length(r) - 1 LOOP
    result := pg_catalog.set_byte(result, at, 255 - pg_catalog.get_byte(r, at));
  END LOOP;
  RETURN result;
END
$$;
