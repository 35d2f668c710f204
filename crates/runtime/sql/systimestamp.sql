-- systimestamp: the current instant, moving within a transaction.
-- Manual: SQL Language Reference, SYSTIMESTAMP
-- Differences: six fractional digits; shown in the session's time zone instead of the server operating system's.
CREATE OR REPLACE FUNCTION {schema}.systimestamp() RETURNS timestamptz
LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
SELECT pg_catalog.clock_timestamp()
$$;
