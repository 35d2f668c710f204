-- substrb: SUBSTR counted in bytes; bytes of characters that are cut become blanks.
-- Manual: SQL Language Reference, SUBSTR
-- Differences: a UTF-8 database is assumed.
CREATE OR REPLACE FUNCTION {schema}.substrb(string text, start numeric, amount numeric DEFAULT 1073741823) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  bytes bytea := pg_catalog.convert_to(string, 'UTF8');
  first integer := pg_catalog.trunc(start);
  wanted integer := least(pg_catalog.trunc(amount), 1073741823);
  cut integer := 0;
  size integer;
  lead integer;
BEGIN
  IF first < 0 THEN
    first := pg_catalog.octet_length(bytes) + first + 1;
  ELSIF first = 0 THEN
    first := 1;
  END IF;
  IF wanted < 1 OR first < 1 OR first > pg_catalog.octet_length(bytes) THEN
    RETURN NULL;
  END IF;
  bytes := pg_catalog.substr(bytes, first, wanted);
  -- Continuation bytes at the start belong to a character that began before.
  WHILE cut < pg_catalog.octet_length(bytes) AND pg_catalog.get_byte(bytes, cut) & 192 = 128 LOOP
    bytes := pg_catalog.set_byte(bytes, cut, 32);
    cut := cut + 1;
  END LOOP;
  size := pg_catalog.octet_length(bytes);
  lead := size - 1;
  WHILE lead >= 0 AND pg_catalog.get_byte(bytes, lead) & 192 = 128 LOOP
    lead := lead - 1;
  END LOOP;
  IF lead >= 0 AND size - lead < (CASE
    WHEN pg_catalog.get_byte(bytes, lead) >= 240 THEN 4
    WHEN pg_catalog.get_byte(bytes, lead) >= 224 THEN 3
    WHEN pg_catalog.get_byte(bytes, lead) >= 192 THEN 2
    ELSE 1 END)
  THEN
    FOR at IN lead .. size - 1 LOOP
      bytes := pg_catalog.set_byte(bytes, at, 32);
    END LOOP;
  END IF;
  RETURN pg_catalog.convert_from(bytes, 'UTF8');
END
$$;
