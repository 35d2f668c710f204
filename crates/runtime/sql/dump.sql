-- dump: DUMP: type, length and bytes of a value, given as the bytes that Oracle stores.
-- Manual: SQL Language Reference, DUMP
-- Differences: bases 8, 10 and 16 only; no name of a character set.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.dump(stored bytea, type_code integer, base numeric DEFAULT 10) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  shown text := '';
  byte integer;
BEGIN
  IF stored IS NULL OR pg_catalog.length(stored) = 0 THEN
    RETURN 'NULL';
  ELSIF base NOT IN (8, 10, 16) THEN
    PERFORM {schema}.raise_oracle_error(1760);
  END IF;
  FOR place IN 0 .. pg_catalog.length(stored) - 1 LOOP
    byte := pg_catalog.get_byte(stored, place);
    shown := shown || CASE WHEN place > 0 THEN ',' ELSE '' END || CASE base
      WHEN 10 THEN byte::text
      WHEN 16 THEN pg_catalog.to_hex(byte)
      ELSE pg_catalog.ltrim((byte / 64)::text || (byte / 8 % 8)::text, '0') || (byte % 8)::text END;
  END LOOP;
  RETURN 'Typ=' || type_code || ' Len=' || pg_catalog.length(stored) || ': ' || shown;
END
$$;
