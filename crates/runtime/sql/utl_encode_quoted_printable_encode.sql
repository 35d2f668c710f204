-- utl_encode_quoted_printable_encode: UTL_ENCODE.QUOTED_PRINTABLE_ENCODE: bytes as printable ASCII characters.
-- Manual: PL/SQL Packages and Types Reference, UTL_ENCODE, QUOTED_PRINTABLE_ENCODE Function; RFC 2045, 6.7
-- Differences: lines are broken after 75 characters, as the RFC wants them at the latest.
CREATE OR REPLACE FUNCTION {schema}.utl_encode_quoted_printable_encode(r bytea) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  encoded text := '';
  line text := '';
  part text;
  code integer;
  size CONSTANT integer := pg_catalog.length(r);
BEGIN
  FOR place IN 0..size - 1 LOOP
    code := pg_catalog.get_byte(r, place);
    IF code = 13 AND place + 1 < size AND pg_catalog.get_byte(r, place + 1) = 10 THEN
      CONTINUE;
    ELSIF code = 10 AND place > 0 AND pg_catalog.get_byte(r, place - 1) = 13 THEN
      encoded := encoded || line || E'\r\n';
      line := '';
      CONTINUE;
    END IF;
    part := CASE
      WHEN code BETWEEN 33 AND 126 AND code <> 61 THEN pg_catalog.chr(code)
      -- Blanks at the end of a line would be lost.
      WHEN code IN (9, 32) AND place + 1 < size AND pg_catalog.get_byte(r, place + 1) NOT IN (10, 13) THEN pg_catalog.chr(code)
      ELSE '=' || pg_catalog.upper(pg_catalog.lpad(pg_catalog.to_hex(code), 2, '0')) END;
    IF pg_catalog.length(line) + pg_catalog.length(part) > 75 THEN
      encoded := encoded || line || E'=\r\n';
      line := '';
    END IF;
    line := line || part;
  END LOOP;
  RETURN pg_catalog.convert_to(encoded || line, 'UTF8');
END
$$;
