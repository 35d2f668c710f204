-- ascii: the code of the first character in the database character set, all its bytes as one number.
-- Manual: SQL Language Reference, ASCII
-- Differences: a UTF-8 database is assumed.
CREATE OR REPLACE FUNCTION {schema}.ascii(string text) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  bytes bytea := pg_catalog.convert_to(pg_catalog.left(string, 1), 'UTF8');
  code numeric;
BEGIN
  FOR at IN 0 .. pg_catalog.octet_length(bytes) - 1 LOOP
    code := coalesce(code, 0) * 256 + pg_catalog.get_byte(bytes, at);
  END LOOP;
  RETURN code;
END
$$;
