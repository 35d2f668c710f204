-- utl_url_escape: UTL_URL.ESCAPE: characters that a URL may not have as %XX, on request also those with a meaning in it.
-- Manual: PL/SQL Packages and Types Reference, UTL_URL, ESCAPE Function
-- Differences: none.
-- Depends: character_set_encoding
CREATE OR REPLACE FUNCTION {schema}.utl_url_escape(url text, escape_reserved_chars boolean DEFAULT false, url_charset text DEFAULT 'ISO-8859-1') RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT pg_catalog.string_agg(CASE
    WHEN c ~ '[A-Za-z0-9_.!~*''()-]' OR (NOT escape_reserved_chars AND c ~ '[;/?:@&=+$,]') THEN c
    ELSE pg_catalog.regexp_replace(pg_catalog.upper(pg_catalog.encode(
      pg_catalog.convert_to(c, {schema}.character_set_encoding(url_charset)), 'hex')), '(..)', '%\1', 'g')
  END, '' ORDER BY n)
FROM pg_catalog.regexp_split_to_table(nullif(url, ''), '') WITH ORDINALITY AS characters(c, n)
$$;
