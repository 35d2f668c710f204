-- utl_encode_base64_decode: UTL_ENCODE.BASE64_DECODE: the bytes that base64 text stands for.
-- Manual: PL/SQL Packages and Types Reference, UTL_ENCODE, BASE64_DECODE Function
-- Differences: text that is not base64 raises.
CREATE OR REPLACE FUNCTION {schema}.utl_encode_base64_decode(r bytea) RETURNS bytea
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT nullif(pg_catalog.decode(pg_catalog.convert_from(r, 'UTF8'), 'base64'), '')
$$;
