-- utl_raw_cast_to_binary_integer: UTL_RAW.CAST_TO_BINARY_INTEGER: the integer that up to four bytes stand for.
-- Manual: PL/SQL Packages and Types Reference, UTL_RAW, CAST_TO_BINARY_INTEGER Function
-- Differences: the machine is taken for little-endian, as x86 and ARM are.
-- Depends: raise_oracle_error, utl_raw_reverse
CREATE OR REPLACE FUNCTION {schema}.utl_raw_cast_to_binary_integer(r bytea, endianess numeric DEFAULT 1) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  bytes bytea := CASE WHEN endianess = 1 THEN r ELSE {schema}.utl_raw_reverse(r) END;
  number bigint := 0;
BEGIN
  IF pg_catalog.octet_length(r) > 4 OR endianess NOT IN (1, 2, 3) THEN
    PERFORM {schema}.raise_oracle_error(6502);
  END IF;
  FOR at IN 0 .. pg_catalog.octet_length(bytes) - 1 LOOP
    number := number * 256 + pg_catalog.get_byte(bytes, at);
  END LOOP;
  RETURN CASE WHEN number > 2147483647 THEN number - 4294967296 ELSE number END;
END
$$;
