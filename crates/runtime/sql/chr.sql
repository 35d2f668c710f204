-- chr: the character with this code in the database character set; a code of several bytes is their sequence.
-- Manual: SQL Language Reference, CHR
-- Differences: CHR(0) cannot be stored and is an error; a byte sequence that is no character is one too.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.chr(n numeric) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  code bigint := pg_catalog.trunc(n);
BEGIN
  IF code < 0 THEN
    PERFORM {schema}.raise_oracle_error(1428, code::text);
  ELSIF code < 128 THEN
    RETURN pg_catalog.chr(code::integer);
  END IF;
  RETURN pg_catalog.convert_from(pg_catalog.ltrim(pg_catalog.int8send(code), '\x00'), 'UTF8');
END
$$;
