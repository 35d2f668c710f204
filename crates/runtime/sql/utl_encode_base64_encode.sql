-- utl_encode_base64_encode: UTL_ENCODE.BASE64_ENCODE: lines of 64 characters with CR LF between them, as ASCII bytes.
-- Manual: PL/SQL Packages and Types Reference, UTL_ENCODE, BASE64_ENCODE Function
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.utl_encode_base64_encode(r bytea) RETURNS bytea
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT pg_catalog.convert_to(pg_catalog.regexp_replace(
  pg_catalog.replace(pg_catalog.encode(r, 'base64'), E'\n', ''), '(.{64})(?=.)', E'\\1\r\n', 'g'), 'UTF8')
$$;
