-- soundex: the phonetic code of a word, a letter and three digits.
-- Manual: SQL Language Reference, SOUNDEX
-- Differences: none; text without letters is NULL.
CREATE OR REPLACE FUNCTION {schema}.soundex(string text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  letters text := pg_catalog.regexp_replace(pg_catalog.upper(string), '[^A-Z]', '', 'g');
  codes text;
  first text := pg_catalog.left(letters, 1);
BEGIN
  IF letters = '' THEN
    RETURN NULL;
  END IF;
  -- H and W do not separate equal codes, vowels do.
  codes := pg_catalog.translate(pg_catalog.substr(letters, 2), 'HW', '');
  codes := pg_catalog.translate(first || codes, 'BFPVCGJKQSXZDTLMNRAEIOUYHW', '11112222222233455600000000');
  codes := pg_catalog.regexp_replace(codes, '(\d)\1+', '\1', 'g');
  RETURN pg_catalog.rpad(first || pg_catalog.replace(pg_catalog.substr(codes, 2), '0', ''), 4, '0');
END
$$;
