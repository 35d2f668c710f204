-- utl_raw_cast_to_raw: UTL_RAW.CAST_TO_RAW: the bytes of a string.
-- Manual: PL/SQL Packages and Types Reference, UTL_RAW, CAST_TO_RAW
-- Differences: a UTF-8 database is assumed.
CREATE OR REPLACE FUNCTION {schema}.utl_raw_cast_to_raw(c text) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT pg_catalog.convert_to(nullif(c, ''), 'UTF8')
$$;
