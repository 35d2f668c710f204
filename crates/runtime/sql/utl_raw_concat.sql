-- utl_raw_concat: UTL_RAW.CONCAT: values one after the other.
-- Manual: PL/SQL Packages and Types Reference, UTL_RAW, CONCAT Function
-- Differences: a result over 32767 bytes is no error.
CREATE OR REPLACE FUNCTION {schema}.utl_raw_concat(r1 bytea DEFAULT NULL, r2 bytea DEFAULT NULL, r3 bytea DEFAULT NULL, r4 bytea DEFAULT NULL, r5 bytea DEFAULT NULL, r6 bytea DEFAULT NULL, r7 bytea DEFAULT NULL, r8 bytea DEFAULT NULL, r9 bytea DEFAULT NULL, r10 bytea DEFAULT NULL, r11 bytea DEFAULT NULL, r12 bytea DEFAULT NULL) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT nullif(coalesce(r1, '') || coalesce(r2, '') || coalesce(r3, '') || coalesce(r4, '') || coalesce(r5, '') || coalesce(r6, '') || coalesce(r7, '') || coalesce(r8, '') || coalesce(r9, '') || coalesce(r10, '') || coalesce(r11, '') || coalesce(r12, ''), '')
$$;
