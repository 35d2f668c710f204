-- utl_url_unescape: UTL_URL.UNESCAPE: characters for %XX.
-- Manual: PL/SQL Packages and Types Reference, UTL_URL, UNESCAPE Function
-- Differences: none.
-- Depends: character_set_encoding
CREATE OR REPLACE FUNCTION {schema}.utl_url_unescape(url text, url_charset text DEFAULT 'ISO-8859-1') RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT pg_catalog.convert_from(pg_catalog.decode(pg_catalog.string_agg(CASE
    WHEN part ~ '^%[0-9A-Fa-f]{2}$' THEN pg_catalog.substr(part, 2)
    ELSE pg_catalog.encode(pg_catalog.convert_to(part, {schema}.character_set_encoding(url_charset)), 'hex')
  END, '' ORDER BY n), 'hex'), {schema}.character_set_encoding(url_charset))
FROM (SELECT found[1] AS part, n
  FROM pg_catalog.regexp_matches(nullif(url, ''), '(%[0-9A-Fa-f]{2}|.)', 'g') WITH ORDINALITY AS matches(found, n)) AS parts
$$;
