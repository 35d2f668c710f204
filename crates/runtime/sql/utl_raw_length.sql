-- utl_raw_length: UTL_RAW.LENGTH: number of bytes.
-- Manual: PL/SQL Packages and Types Reference, UTL_RAW, LENGTH Function
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.utl_raw_length(r bytea) RETURNS numeric
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT nullif(pg_catalog.octet_length(r), 0)::numeric
$$;
