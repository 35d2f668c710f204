-- utl_raw_convert: UTL_RAW.CONVERT: the bytes of a text in another character set.
-- Manual: PL/SQL Packages and Types Reference, UTL_RAW, CONVERT Function
-- Differences: characters that the set does not have raise.
-- Depends: character_set_encoding
CREATE OR REPLACE FUNCTION {schema}.utl_raw_convert(r bytea, to_charset text, from_charset text) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
-- A character set may have a language and a territory before it: AMERICAN_AMERICA.AL32UTF8.
SELECT pg_catalog.convert(r,
  {schema}.character_set_encoding(pg_catalog.regexp_replace(from_charset, '^.*\.', '')),
  {schema}.character_set_encoding(pg_catalog.regexp_replace(to_charset, '^.*\.', '')))
$$;
