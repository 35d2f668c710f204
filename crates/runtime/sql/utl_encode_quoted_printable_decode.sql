-- utl_encode_quoted_printable_decode: UTL_ENCODE.QUOTED_PRINTABLE_DECODE: the bytes behind quoted-printable characters.
-- Manual: PL/SQL Packages and Types Reference, UTL_ENCODE, QUOTED_PRINTABLE_DECODE Function; RFC 2045, 6.7
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.utl_encode_quoted_printable_decode(r bytea) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  decoded bytea := ''::bytea;
  found record;
BEGIN
  FOR found IN
    SELECT parts[1] AS code, parts[2] AS plain
    FROM pg_catalog.regexp_matches(
      pg_catalog.regexp_replace(pg_catalog.convert_from(r, 'LATIN1'), '=[ \t]*\r?\n', '', 'g'), '=([0-9A-Fa-f]{2})|([^=]+|=)', 'g') AS found_parts (parts)
  LOOP
    decoded := decoded || CASE
      WHEN found.code IS NOT NULL THEN pg_catalog.decode(found.code, 'hex')
      ELSE pg_catalog.convert_to(found.plain, 'LATIN1') END;
  END LOOP;
  RETURN decoded;
END
$$;
