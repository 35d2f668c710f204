-- utl_raw_substr: UTL_RAW.SUBSTR: part of the bytes; a negative position counts from the end.
-- Manual: PL/SQL Packages and Types Reference, UTL_RAW, SUBSTR
-- Differences: a position or length outside the value gives what there is; Oracle raises VALUE_ERROR.
CREATE OR REPLACE FUNCTION {schema}.utl_raw_substr(value bytea, start numeric, amount numeric DEFAULT 1073741823) RETURNS bytea
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT nullif(pg_catalog.substr(value,
  CASE WHEN start < 0 THEN greatest(pg_catalog.octet_length(value) + start + 1, 1) WHEN start = 0 THEN 1 ELSE start END::integer,
  amount::integer), '')
$$;
