-- instrb: INSTR counted in bytes.
-- Manual: SQL Language Reference, INSTR
-- Differences: a UTF-8 database is assumed.
-- Depends: instr
CREATE OR REPLACE FUNCTION {schema}.instrb(string text, part text, start numeric DEFAULT 1, occurrence numeric DEFAULT 1) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF string = '' OR part = '' THEN
    RETURN NULL;
  END IF;
  -- Latin-1 gives each byte one character.
  RETURN {schema}.instr(
    pg_catalog.convert_from(pg_catalog.convert_to(string, 'UTF8'), 'LATIN1'), pg_catalog.convert_from(pg_catalog.convert_to(part, 'UTF8'), 'LATIN1'),
    start, occurrence);
END
$$;
