-- utl_raw_cast_from_binary_integer: UTL_RAW.CAST_FROM_BINARY_INTEGER: the four bytes of an integer.
-- Manual: PL/SQL Packages and Types Reference, UTL_RAW, CAST_FROM_BINARY_INTEGER Function
-- Differences: the machine is taken for little-endian, as x86 and ARM are.
-- Depends: raise_oracle_error, utl_raw_reverse
CREATE OR REPLACE FUNCTION {schema}.utl_raw_cast_from_binary_integer(n numeric, endianess numeric DEFAULT 1) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  bytes bytea := pg_catalog.int4send(pg_catalog.round(n)::integer);
BEGIN
  CASE endianess
    WHEN 1 THEN RETURN bytes;
    WHEN 2, 3 THEN RETURN {schema}.utl_raw_reverse(bytes);
    ELSE PERFORM {schema}.raise_oracle_error(6502);
  END CASE;
  RETURN NULL;
END
$$;
