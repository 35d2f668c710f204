-- sysdate: the current date and time to the second, cut and not rounded, moving within a transaction.
-- Manual: SQL Language Reference, SYSDATE
-- Differences: the session's time zone instead of the server operating system's.
CREATE OR REPLACE FUNCTION {schema}.sysdate() RETURNS timestamp
LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
SELECT pg_catalog.date_trunc('second', pg_catalog.clock_timestamp()::timestamp)
$$;
