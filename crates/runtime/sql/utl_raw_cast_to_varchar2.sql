-- utl_raw_cast_to_varchar2: UTL_RAW.CAST_TO_VARCHAR2: the string of the bytes.
-- Manual: PL/SQL Packages and Types Reference, UTL_RAW, CAST_TO_VARCHAR2
-- Differences: bytes that are not UTF-8 are an error.
CREATE OR REPLACE FUNCTION {schema}.utl_raw_cast_to_varchar2(r bytea) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT nullif(pg_catalog.convert_from(r, 'UTF8'), '')
$$;
