-- rawtohex: upper case hexadecimal digits of the bytes.
-- Manual: SQL Language Reference, RAWTOHEX
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.rawtohex(value bytea) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT nullif(pg_catalog.upper(pg_catalog.encode(value, 'hex')), '')
$$;
