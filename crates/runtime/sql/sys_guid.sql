-- sys_guid: 16 bytes that are unique.
-- Manual: SQL Language Reference, SYS_GUID
-- Differences: random, not built from host and process.
CREATE OR REPLACE FUNCTION {schema}.sys_guid() RETURNS bytea
LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
SELECT pg_catalog.uuid_send(pg_catalog.gen_random_uuid())
$$;
